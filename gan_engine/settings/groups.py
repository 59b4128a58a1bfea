"""The groups of settings within a configuration: optimiser, augmentation, tricks."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Literal

from pydantic import field_validator

from gan_engine.settings.options import Options, option


class OptimizerOptions(Options):
    """One for each network."""

    kind: Literal["adam", "rmsprop"] = option(
        "adam",
        "Optimiser",
        "Adam is usual; RMSprop is what a critic with clipped weights was published with.",
        advanced=True,
        labels={"adam": "Adam", "rmsprop": "RMSprop"},
    )

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
    steps: str = option(
        "",
        "Learning rate later",
        "Other learning rates from some kimg on, as in “400: 1e-4, 800: 5e-5”; empty: the same all the time.",
        advanced=True,
    )

    @field_validator("steps")
    @classmethod
    def _steps(cls, value: str) -> str:
        return steps_text(parse_steps(value))

    def rate_at(self, kimg: float) -> float:
        """The learning rate after so many kimg."""
        rate = self.learning_rate
        for begins, later in parse_steps(self.steps):
            if kimg >= begins:
                rate = later
        return rate


def steps_text(steps: Iterable[tuple[float, float]]) -> str:
    """(kimg, rate) as `parse_steps` reads it; a kimg to the picture, a rate to ten figures."""
    return ", ".join(f"{kimg:.10g}: {rate:.10g}" for kimg, rate in steps)


@functools.cache
def parse_steps(text: str) -> tuple[tuple[float, float], ...]:
    """ "400: 1e-4, 800: 5e-5" as (kimg, rate), in order. Raises ValueError in plain words."""
    steps = []
    for part in filter(None, (part.strip() for part in text.split(","))):
        match = re.fullmatch(r"([0-9.eE+-]+)\s*:\s*([0-9.eE+-]+)", part)
        try:
            kimg, rate = (float(match[1]), float(match[2])) if match else (-1.0, 0.0)
        except ValueError:
            kimg, rate = -1.0, 0.0
        if not (0 <= kimg <= 1e6 and 0 < rate <= 0.1):
            raise ValueError("write it as KIMG: RATE, KIMG: RATE, for example 400: 1e-4")
        steps.append((kimg, rate))
    return tuple(sorted(steps))


class AugmentOptions(Options):
    """What both real and fake go through before they are judged: the same changes all the time (Zhao et al. 2020), or
    adaptive ones (Karras et al. 2020b)."""

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
    adaptive: Literal["off", "blit", "bg", "bgc", "colour"] = option(
        "off",
        "Adaptive (ADA)",
        "Pictures are changed the more the discriminator begins to learn the set by heart; in place of the above.",
        labels={
            "off": "Off", "blit": "Moves and turns", "bg": "All of geometry", "bgc": "Geometry and colour",
            "colour": "Colour alone",
        },
    )  # fmt: skip
    target: float = option(
        0.6,
        "ADA target",
        "How sure of the real pictures the discriminator may be: lower changes more; 0 keeps the strength as it is.",
        advanced=True,
        ge=0,
        le=1,
        step=0.05,
    )
    interval: int = option(
        4, "ADA interval", "The strength is adapted once in so many steps.", advanced=True, unit="steps", ge=1, le=256
    )
    speed_kimg: float = option(
        500.0,
        "ADA speed",
        "In how many kimg the strength may go from none to full; 100 when going on from a trained network.",
        advanced=True,
        unit="kimg",
        gt=0,
        le=1e5,
    )
    strength: float = option(
        0.0, "ADA strength at first", "The share of pictures changed at first.", advanced=True, ge=0, le=1, step=0.1
    )
    xflip: bool = option(True, "ADA mirrors", "Mirroring is among the adaptive changes.", advanced=True)
    rotate90: bool = option(True, "ADA quarter turns", "Quarter turns are among the adaptive changes.", advanced=True)
    hue: bool = option(True, "ADA hues", "Turned hues are among the adaptive changes.", advanced=True)


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
    tone: float = option(
        0.0,
        "Tone",
        "How strongly designs are held to the light, contrast and colours of the set, which pictures in varied colours "
        "hide from the discriminator; 0 for not at all.",
        advanced=True,
        ge=0,
        le=100,
        step=0.1,
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
    r2_gamma: float = option(
        0.0,
        "R2 penalty",
        "How strongly the discriminator is kept smooth around designs, as often as around real pictures; 0: not.",
        advanced=True,
        ge=0,
        le=1000,
        step=0.1,
    )
    gradient_penalty: float = option(
        0.0,
        "Gradient penalty",
        "How strongly a critic's slope is kept at 1 between real and fake (WGAN-GP: 10); 0 for not at all.",
        advanced=True,
        ge=0,
        le=1000,
        step=1,
    )
    drift: float = option(
        0.0,
        "Drift penalty",
        "Keeps a critic's scores near 0 (Progressive GAN: 0.001); goes with the gradient penalty.",
        advanced=True,
        ge=0,
        le=1,
        step=0.001,
    )
    clip: float = option(
        0.0,
        "Clip weights",
        "The critic's weights are held within this bound (WGAN: 0.01); 0 for no bound.",
        advanced=True,
        ge=0,
        le=10,
        step=0.01,
    )
    critic_steps: int = option(
        1,
        "Critic steps",
        "The discriminator learns so many times for each time of the generator.",
        advanced=True,
        unit="steps",
        ge=1,
        le=100,
    )
    monitored: bool = option(
        False,
        "Monitored",
        "The discriminator learns only while its loss is above 0.8 times the generator's.",
        advanced=True,
    )
    boost: bool = option(
        False,
        "Boost and noisy",
        "Now and then one network learns alone for a hundred steps, now and then labels are swapped.",
        advanced=True,
    )
    path_length: float = option(
        0.0,
        "Path length",
        "How strongly equal steps in style are to change designs equally (StyleGAN2: 2); 0 for not at all.",
        advanced=True,
        ge=0,
        le=100,
        step=0.5,
    )
    path_length_every: int = option(
        4,
        "Path length interval",
        "It is computed once in so many steps, and weighs the more.",
        advanced=True,
        unit="steps",
        ge=1,
        le=256,
    )
    freeze_d: int = option(
        0,
        "Freeze layers",
        "So many of the discriminator's first layers stay as they were: for going on from another training.",
        advanced=True,
        unit="layers",
        ge=0,
        le=16,
    )
