"""Everything that can be set of a training, validated before anything starts.

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
from gan_engine.image_shape import ImageShape
from gan_engine.settings.dotted import dotted, dotted_names, parted
from gan_engine.settings.groups import AugmentOptions as AugmentOptions  # losses build what it describes
from gan_engine.settings.groups import OptimizerOptions, TrickOptions
from gan_engine.settings.options import Options, option, unknown_setting, validated
from gan_engine.settings.relations import refuse

_SMALLEST, _LARGEST = 8, 2048  # px a side

Precision = Literal["fp32", "bf16", "fp16"]


class Configuration(Options):
    """All settings of one training."""

    family: str = option("dcgan", "Network", "The kind of network to train.")
    size: ImageShape = option(
        ImageShape.square(64),
        "Size",
        "Side of the designs, or width x height; the dataset has to be baked at it.",
        unit="px",
    )
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
    metric_kimg: str = option(
        "auto",
        "Measure every",
        "How often the designs are compared with the set: auto as often as 3 % of the time allow, 0 never, else a "
        "number of kimg. Unless never, twice at least in more than two minutes.",
        advanced=True,
        unit="kimg",
    )
    early_stopping: bool = option(
        False,
        "Stop by itself",
        "Ends once its measure no longer improves, as soon as the measure's own uncertainty lets that be told.",
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
    processes: int = option(
        1,
        "Graphics cards",
        "How many train together, each with its part of a batch. On the processor: so many processes.",
        advanced=True,
        ge=1,
        le=64,
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
    class_kimg: float = option(
        0.0,
        "Classes apart after",
        "So long all classes are learnt as one, over as long again they part: where the designs of a class look all "
        "alike. 0: apart from the start.",
        advanced=True,
        unit="kimg",
        ge=0,
        le=1e6,
    )
    class_balance: float = option(
        0.0,
        "Rare classes",
        "How far classes of few pictures are shown as often as those of many: 0 as they come, 1 all alike. Few "
        "pictures shown often are sooner learnt by heart.",
        advanced=True,
        ge=0,
        le=1,
        step=0.25,
    )
    pretrained: bool = option(
        False,
        "Can draw already",
        "Begins with a network that comes with the program, trained on free drawings, where one fits and nothing else "
        "was chosen to begin from.",
        advanced=True,
    )
    objective: Literal["bce", "non-saturating", "hinge", "wasserstein", "relativistic"] = option(
        "bce",
        "Objective",
        "How the two networks keep score.",
        advanced=True,
        labels={
            "bce": "Binary cross-entropy",
            "non-saturating": "Non-saturating logistic",
            "hinge": "Hinge",
            "wasserstein": "Wasserstein",
            "relativistic": "Relativistic",
        },
    )
    discriminator: Literal["own", "projected"] = option(
        "own",
        "Discriminator",
        "Who judges the designs: one that learns to see from this set alone, or one that has learnt to see before.",
        advanced=True,
        labels={"own": "The network's own", "projected": "Projected: with trained eyes"},
    )
    keep_states: int = option(
        3,
        "States kept",
        "How many of the last snapshots can be resumed from; of older ones only the generator is kept.",
        advanced=True,
        ge=1,
        le=1000,
    )
    keep_snapshots: Literal["all", "thinned"] = option(
        "all",
        "Snapshots kept",
        "All of them; or, thinned out as it goes on, the last 3, the best 3, the first of each doubling of the length, "
        "and those that are pinned or that something else needs.",
        advanced=True,
        labels={"all": "All", "thinned": "Thinned out"},
    )
    fitted: bool = option(
        False,
        "Fitted",
        "What is left open (batch, width, length, penalty) is chosen from the set and the device.",
        advanced=True,
    )
    optimizer: OptimizerOptions = Field(default_factory=OptimizerOptions, title="Optimiser")
    augment: AugmentOptions = Field(default_factory=AugmentOptions, title="Augmentation")
    tricks: TrickOptions = Field(default_factory=TrickOptions, title="Tricks")
    network: dict[str, Any] = Field(default_factory=dict, title="Network")

    @field_validator("size")
    @classmethod
    def _trainable_size(cls, value: ImageShape) -> ImageShape:
        if value.shorter < _SMALLEST or value.longer > _LARGEST:
            raise ValueError(f"sides are {_SMALLEST} to {_LARGEST:,} px")
        return value

    @field_validator("metric_kimg", mode="before")
    @classmethod
    def _known_interval(cls, value: Any) -> str:
        text = f"{value:g}" if isinstance(value, int | float) and not isinstance(value, bool) else str(value).strip()
        if text != "auto":
            try:
                number = float(text)
            except ValueError:
                number = -1.0
            if not 0 <= number <= 1e6:
                raise ValueError("choose auto, 0 for never, or a number of kimg")
            text = f"{number:g}"
        return text

    @property
    def measured_every(self) -> float | None:
        """kimg between two quick measures: 0 for as often as there is time, None for never."""
        if self.metric_kimg == "auto":
            return 0.0
        return float(self.metric_kimg) or None

    @field_validator("device")
    @classmethod
    def _known_device(cls, value: str) -> str:
        if not re.fullmatch(r"auto|cpu|mps|cuda(:\d{1,2})?", value):
            raise ValueError("choose auto, cpu, cuda, cuda:1 (the second card) or mps (Apple)")
        return value


def configure(values: Mapping[str, Any]) -> Configuration:
    """`values` as a configuration. Raises `ConfigurationError` naming the dotted field and what would do."""
    configuration = validated(Configuration, values)
    refuse(dotted(configuration.model_dump()))
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
    groups, name = parted(key)
    if any(group not in ("optimizer", "augment", "tricks", "network") for group in groups) or len(groups) > 1:
        raise unknown_setting(key, dotted_names(Configuration))
    if not groups and name in ("optimizer", "augment", "tricks", "network"):
        raise ConfigurationError(
            f"“{name}” is a group of settings.", field=name, do=f"Set one of them, as in {name}.KEY=VALUE."
        )
    for group in groups:
        values = values.setdefault(group, {})
    values[name] = value
