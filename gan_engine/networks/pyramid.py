"""What networks share whose resolutions double from 4 px on: widths, and the settings for them."""

from __future__ import annotations

from typing import Any, Protocol

from gan_engine.settings.options import option


class Widths(Protocol):
    """Options of such a network."""

    @property
    def channel_base(self) -> int: ...

    @property
    def max_channels(self) -> int: ...


def channels(options: Widths, resolution: int) -> int:
    """How many feature maps there are at `resolution`: two at least, for one alone would lose its style's size."""
    return max(2, min(options.channel_base // resolution, options.max_channels))


def latent_numbers() -> Any:
    """The field `z_dim`."""
    return option(512, "Latent numbers", "How many numbers a design is drawn from.", advanced=True, ge=2, le=2048)


def style_numbers() -> Any:
    """The field `w_dim`."""
    return option(512, "Style numbers", "How many numbers a style has.", advanced=True, ge=2, le=2048)


def most_channels() -> Any:
    """The field `max_channels`."""
    return option(512, "Most channels", "No layer is wider.", advanced=True, ge=2, le=2048)


def mbstd_group_size() -> Any:
    """The field `group`."""
    return option(
        4, "Likeness group", "The discriminator compares so many pictures with each other, against collapse; 0: none.",
        advanced=True, ge=0, le=64,
    )  # fmt: skip


def style_mixing() -> Any:
    """The field of that name."""
    return option(
        0.9, "Style mixing", "Share of designs that take their coarse and fine styles from two latents.",
        advanced=True, ge=0, le=1, step=0.1,
    )  # fmt: skip


def first_size() -> Any:
    """The field of that name, of those that grow."""
    return option(
        0, "First size", "The networks begin at it and grow; 0: the usual one; the size of the designs: no growing.",
        advanced=True, unit="px", ge=0, le=1024,
    )  # fmt: skip


def first_for() -> Any:
    """The field `first_kimg` of those that grow."""
    return option(
        0.0, "First size for", "How long the first size is trained; 0: as long as the later ones settle.",
        advanced=True, unit="kimg", ge=0, le=1e5,
    )  # fmt: skip


def fade_in() -> Any:
    """The field `fade_kimg` of those that grow."""
    return option(
        0.0, "Fade in over", "How long each new resolution takes to come in; 0: half the training is for growing.",
        advanced=True, unit="kimg", ge=0, le=1e5,
    )  # fmt: skip


def stable_length() -> Any:
    """The field `stable_kimg` of those that grow."""
    return option(
        0.0, "Settle for", "How long each resolution is then trained; 0: half the training is for growing.",
        advanced=True, unit="kimg", ge=0, le=1e5,
    )  # fmt: skip
