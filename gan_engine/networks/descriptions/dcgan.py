"""The description of DCGAN, with its automatic settings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gan_engine.networks.description import Description, Supports, Surroundings

if TYPE_CHECKING:
    from gan_engine.settings.configuration import Configuration


def _automatic(configuration: Configuration, surroundings: Surroundings) -> dict[str, Any]:
    """Wider where there is a card."""
    width = 64 if surroundings.has_card else 32
    return {"batch": 32, "kimg": 100, "network": {"generator_width": width, "discriminator_width": width}}


DESCRIPTION = Description(
    name="dcgan",
    title="DCGAN",
    sentence="Small and quick: first designs within minutes, best up to 128 px, at home without a graphics card.",
    sizes=(32, 64, 96, 128, 256),
    supports=Supports(classes=True),
    freezes=True,
    automatic=_automatic,
)
