"""The registry of network families: the base class `Family`, and finding one by name.

A family is a module in `descriptions`, light enough for the window, that says what it is, and a module of the same
name here with one `@register` that names its options, builds the two networks and declares how they train. The loop,
snapshots, recipes, forms, tests and commands then know it; nothing else lists families.
"""

from __future__ import annotations

import importlib
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from torch import nn

from gan_engine import networks
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.description import Description, Supports
from gan_engine.networks.families import described_families
from gan_engine.networks.growth import Growth
from gan_engine.networks.phases import Kit, Phase
from gan_engine.settings import options as settings
from gan_engine.settings import relations


class Family(ABC):
    """A kind of network: how it is described, built and trained."""

    description: ClassVar[Description]
    """What it says of itself: that of its module in `gan_engine.networks.descriptions`."""
    Options: ClassVar[type[settings.Options]]
    """The architecture's options: all that, beside size and classes, decides the shapes of its weights."""

    @property
    def name(self) -> str:
        return self.description.name

    @property
    def title(self) -> str:
        return self.description.title

    @property
    def sizes(self) -> tuple[int, ...]:
        return self.description.sizes

    @property
    def supports(self) -> Supports:
        return self.description.supports

    @abstractmethod
    def build_generator(self, options: Any, size: ImageShape, class_count: int) -> Generator:
        """A generator with fresh weights, drawn from torch's global generator."""

    @abstractmethod
    def build_discriminator(self, options: Any, size: ImageShape, class_count: int) -> Discriminator:
        """Likewise a discriminator."""

    def phases(self, kit: Kit, options: Any) -> Sequence[Phase]:
        """How the two learn, in the order of a step."""
        return [kit.discriminator(), *kit.regularisers(), kit.generator(), *kit.path_length()]

    def growth(self, options: Any, size: ImageShape, kimg: float) -> Growth | None:
        """When its networks are grown, over a training of `kimg`; None for those that do not grow."""
        return None

    def picture_side(self, discriminator: Any) -> Sequence[nn.Module]:
        """The discriminator's layers from the one that sees the picture inwards: freeze-D (Mo et al. 2020) keeps the
        first of them as they are. Empty where nothing can be kept."""
        return ()

    def check(self, options: Any, size: ImageShape, class_count: int) -> None:
        """Raise `ConfigurationError` where the networks cannot be built so."""
        if not self.description.makes(size):
            sizes = ", ".join(str(each) for each in self.sizes)
            raise ConfigurationError(
                f"{self.title} cannot make pictures of {size.words}.",
                field="size",
                do=f"Sizes it can make: {sizes}, and shapes such as {self.description.example}. Bake the dataset at "
                "one of them.",
            )
        relations.refuse({"use_classes": class_count > 0}, self.description.traits)

    def validate(self, values: Mapping[str, Any]) -> settings.Options:
        """`values` as this family's options. Raises `ConfigurationError` naming `network.KEY`."""
        return settings.validated(self.Options, values, group="network")


_FAMILIES: dict[str, Family] = {}


def register(kind: type[Family]) -> type[Family]:
    """Make a family known by its name (a class decorator)."""
    name = kind.description.name
    if name in _FAMILIES:
        raise ValueError(f"two families are called {name}")
    if kind.description.freezes != (kind.picture_side is not Family.picture_side):
        raise ValueError(f"{name}: `freezes` is said of families that have a `picture_side`, and of those alone")
    _FAMILIES[name] = kind()
    return kind


def family(name: str) -> Family:
    """The family called `name`. Raises `ConfigurationError` if there is none."""
    known = families()
    for each in known:
        if each.name == name:
            return each
    raise ConfigurationError(
        f"There is no network family “{name}”.",
        field="family",
        do=f"Known families: {', '.join(each.name for each in known)}.",
    )


def families() -> list[Family]:
    """All families, in the order of their names. Each module that describes one has its networks beside it."""
    described = described_families()
    for module in described:
        importlib.import_module(f"{networks.__name__}.{module}")  # registers itself
    return [_FAMILIES[description.name] for description in described.values()]
