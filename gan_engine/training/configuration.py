"""Everything that can be set of a training, validated before anything starts. Torch-free.

The keys common to all networks live here; `network` holds the options of the chosen family, which only a
process that has torch can check in full (`gan_engine.training.plan`). The same fields are the `--set` keys
of the terminal and the form in the studio.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import Field, field_validator

from gan_engine.errors import ConfigurationError
from gan_engine.networks.options import Options, dotted_names, option, unknown_setting, validated

Precision = Literal["fp32", "bf16", "fp16"]


class OptimizerOptions(Options):
    """Adam (Kingma and Ba 2015), one for each network."""

    learning_rate: float = option(
        2e-4,
        "Learning rate",
        "How far each step goes: smaller is steadier, larger is faster until it breaks.",
        gt=0,
        le=0.1,
        step=1e-4,
    )
    discriminator_factor: float = option(
        1.0,
        "Discriminator's pace",
        "The discriminator's learning rate as a multiple of the generator's.",
        advanced=True,
        gt=0,
        le=100,
        step=0.5,
    )
    beta1: float = option(
        0.5, "Momentum", "How much of the last steps' direction is kept.", advanced=True, ge=0, le=0.999, step=0.1
    )
    beta2: float = option(
        0.999,
        "Memory of scale",
        "How long the size of past gradients is remembered.",
        advanced=True,
        ge=0,
        le=0.99999,
        step=0.001,
    )


class AugmentOptions(Options):
    """Differentiable augmentation (Zhao et al. 2020): what both real and fake go through before they are judged."""

    colour: bool = option(
        False,
        "Vary colour",
        "Real and fake are shown in varied brightness, saturation and contrast, so that a small set lasts longer.",
    )
    translation: bool = option(
        False, "Vary place", "Real and fake are shown shifted by up to an eighth, so that a small set lasts longer."
    )
    cutout: bool = option(
        False,
        "Cover parts",
        "Real and fake are shown with a random half-wide square covered, so that a small set lasts longer.",
    )


class TrickOptions(Options):
    """What steadies the game between the two networks."""

    label_smoothing: bool = option(
        False,
        "Smooth labels",
        "Real counts as 0.95 and fake as 0.05, so that the discriminator is never too sure (BCE only).",
        advanced=True,
    )
    noisy_labels: float = option(
        0.0,
        "Swapped labels",
        "Share of steps in which the discriminator is told that real is fake and fake is real.",
        advanced=True,
        ge=0,
        le=0.5,
        step=0.01,
    )
    r1_gamma: float = option(
        0.0,
        "R1 penalty",
        "How strongly the discriminator is kept smooth around real pictures; 0 for not at all.",
        advanced=True,
        ge=0,
        le=1000,
        step=0.1,
    )
    r1_every: int = option(
        16,
        "R1 interval",
        "The penalty is computed once in so many steps, and weighs the more.",
        advanced=True,
        unit="steps",
        ge=1,
        le=256,
    )


class Configuration(Options):
    """All settings of one training."""

    family: str = option("dcgan", "Network", "The kind of network to train.")
    size: int = option(64, "Size", "Side of the designs; the dataset has to be baked at it.", unit="px", ge=8, le=2048)
    batch: int = option(
        32,
        "Batch",
        "Pictures looked at in one step: more is steadier and takes more memory.",
        unit="pictures",
        ge=1,
        le=4096,
    )
    kimg: float = option(
        1000.0,
        "Length",
        "How many thousand pictures the discriminator is shown in all.",
        unit="kimg",
        gt=0,
        le=1e6,
    )
    snapshot_kimg: float = option(
        50.0, "Snapshot every", "How often the networks are saved.", unit="kimg", gt=0, le=1e6
    )
    sample_kimg: float = option(
        10.0, "Samples every", "How often the same designs are drawn again.", unit="kimg", gt=0, le=1e6
    )
    seed: int = option(0, "Seed", "The same seed gives the same training.", advanced=True, ge=0, le=2**31 - 1)
    device: str = Field(
        default="auto",
        title="Device",
        description="Where to train: auto takes the graphics card if there is one.",
        json_schema_extra={"advanced": True},
    )
    precision: Literal["auto", "fp32", "bf16", "fp16"] = option(
        "auto",
        "Precision",
        "Shorter numbers are faster; auto measures what suits this device before it starts.",
        advanced=True,
        labels={"auto": "Measured", "fp32": "32 bit", "bf16": "16 bit (bfloat)", "fp16": "16 bit (half)"},
    )
    threads: int = option(
        0, "Processor threads", "How many processor cores to use; 0 for all.", advanced=True, ge=0, le=1024
    )
    ema_kimg: float = option(
        10.0,
        "Averaging",
        "Designs come from an average of the generator over about so long: longer is calmer.",
        advanced=True,
        unit="kimg",
        ge=0,
        le=1e5,
    )
    ema_ramp: float = option(
        0.05,
        "Averaging at first",
        "Early on, average over no more than this share of the training so far; 0 for no such limit.",
        advanced=True,
        ge=0,
        le=1,
        step=0.05,
    )
    mirror: bool = option(
        False, "Mirror", "Show every picture mirrored too; not for art that has a direction (weapons, text)."
    )
    use_classes: bool = option(
        False, "Learn classes", "Learn the dataset's classes, so that designs of each can be asked for."
    )
    objective: Literal["bce", "non-saturating", "hinge"] = option(
        "bce",
        "Objective",
        "How the two networks keep score.",
        advanced=True,
        labels={"bce": "Binary cross-entropy", "non-saturating": "Non-saturating logistic", "hinge": "Hinge"},
    )
    keep_states: int = option(
        3,
        "States kept",
        "How many of the last snapshots can be resumed from; of older ones only the generator is kept.",
        advanced=True,
        ge=1,
        le=1000,
    )
    optimizer: OptimizerOptions = Field(default_factory=OptimizerOptions, title="Optimiser")
    augment: AugmentOptions = Field(default_factory=AugmentOptions, title="Augmentation")
    tricks: TrickOptions = Field(default_factory=TrickOptions, title="Tricks")
    network: dict[str, Any] = Field(default_factory=dict, title="Network")

    @field_validator("device")
    @classmethod
    def _known_device(cls, value: str) -> str:
        if not re.fullmatch(r"auto|cpu|mps|cuda(:\d{1,2})?", value):
            raise ValueError("choose auto, cpu, cuda, cuda:1 (the second card) or mps (Apple)")
        return value


def configure(values: Mapping[str, Any]) -> Configuration:
    """`values` as a configuration. Raises `ConfigurationError` naming the dotted field and what would do."""
    configuration = validated(Configuration, values)
    if configuration.tricks.label_smoothing and configuration.objective != "bce":
        raise ConfigurationError(
            f"Smooth labels do not go with the objective “{configuration.objective}”.",
            field="tricks.label_smoothing",
            do="Choose objective=bce, or leave labels as they are.",
        )
    return configuration


def apply_settings(configuration: Configuration, settings: Sequence[str]) -> Configuration:
    """`configuration` with `settings` such as "batch=16" or "network.z_dim=64" applied, in order.

    Another family begins with its own defaults for `network`. Raises `ConfigurationError`.
    """
    values = configuration.model_dump(exclude_unset=True)
    pairs = [_split(setting) for setting in settings]
    for key, value in pairs:
        if key == "family" and value != configuration.family:
            values["network"] = {}
    for key, value in pairs:
        _put(values, key, value)
    return configure(values)


def _split(setting: str) -> tuple[str, str]:
    key, sign, value = setting.partition("=")
    if not sign or not key.strip():
        raise ConfigurationError(f"“{setting}” is not a setting.", do="Write it as key=value, for example batch=16.")
    return key.strip(), value.strip()


def _put(values: dict[str, Any], key: str, value: str) -> None:
    *groups, name = key.split(".")
    if any(group not in ("optimizer", "augment", "tricks", "network") for group in groups) or len(groups) > 1:
        raise unknown_setting(key, dotted_names(Configuration))
    if not groups and name in ("optimizer", "augment", "tricks", "network"):
        raise ConfigurationError(
            f"“{name}” is a group of settings.", field=name, do=f"Set one of them, as in {name}.KEY=VALUE."
        )
    for group in groups:
        values = values.setdefault(group, {})
    values[name] = value
