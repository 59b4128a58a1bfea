"""The description of a family of networks: title, sentence, sizes, abilities, automatic settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from gan_engine.image_shape import ImageShape
from gan_engine.settings.relations import FamilyTraits

if TYPE_CHECKING:
    from gan_engine.settings.configuration import Configuration


@dataclass(frozen=True)
class Supports:
    """What a family's networks can do beyond making pictures from noise."""

    classes: bool = False
    mixing: bool = False
    growth: bool = False
    truncation: bool = False


@dataclass(frozen=True)
class Surroundings:
    """What a training meets: `count` pictures of `size`, on a device ("cpu", "cuda", "mps") with so many bytes."""

    count: int
    size: ImageShape
    device: str
    memory_bytes: int

    @property
    def has_card(self) -> bool:
        """There is more than the processor."""
        return self.device != "cpu"


Automatic: TypeAlias = "Callable[[Configuration, Surroundings], dict[str, Any]]"
"""What is chosen for a configuration in its surroundings, nested as a configuration is."""


@dataclass(frozen=True)
class Description:
    """A family as artists, forms and commands know it, in `descriptions`; a module of the same name here builds it."""

    name: str
    """As configurations, run.json and snapshots have it."""
    title: str
    sentence: str
    """For artists: what it is good at, in one sentence."""
    sizes: tuple[int, ...]
    """Sides of squares that it can be built for, px; other shapes go by the square whose layers they have."""
    supports: Supports = Supports()
    freezes: bool = False
    """Its discriminator's first layers can be kept as they are (freeze-D, Mo et al. 2020)."""
    automatic: Automatic | None = None
    """Batch, width, length and penalty for what leaves them open; None where nothing is known of how to choose."""

    def makes(self, size: ImageShape) -> bool:
        """Whether its networks can be built for it."""
        return size.goes_with(self.sizes)

    @property
    def example(self) -> ImageShape:
        """A shape, not square, that it can make: that of a portrait, of the layers of 64 px where it has those."""
        resolution = next((each for each in self.sizes if each >= 64), self.sizes[-1])
        return ImageShape(resolution, resolution * 3 // 2)

    @property
    def traits(self) -> FamilyTraits:
        """What decides which settings mean anything to it."""
        return FamilyTraits(
            self.title, self.supports.classes, self.supports.mixing, self.freezes, self.automatic is not None
        )
