"""The description of FastGAN."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gan_engine.networks.description import Description, Supports, Surroundings

if TYPE_CHECKING:
    from gan_engine.settings.configuration import Configuration


def _automatic(configuration: Configuration, surroundings: Surroundings) -> dict[str, Any]:
    """The paper's batch of 8 and 50,000 steps; fewer, of half the width, without a card."""
    width = 64 if surroundings.has_card else 32
    return {
        "batch": 8,
        "kimg": 400 if surroundings.has_card else 100,
        "network": {"generator_width": width, "discriminator_width": width},
    }


DESCRIPTION = Description(
    name="fastgan",
    title="FastGAN",
    sentence="For small sets and small cards: designs at 256 px and more within hours, from a hundred pictures on.",
    sizes=(32, 64, 128, 256, 512, 1024),
    supports=Supports(classes=True),
    freezes=True,
    automatic=_automatic,
)
