"""The families of networks there are: each module of `gan_engine.networks.descriptions` is one."""

from __future__ import annotations

import importlib
import pkgutil

from gan_engine.image_shape import ImageShape
from gan_engine.networks import descriptions
from gan_engine.networks.description import Description


def described_families() -> dict[str, Description]:
    """What each family says of itself, by the name of its modules, in the order of the families' names."""
    found: dict[str, Description] = {}
    for module in pkgutil.iter_modules(descriptions.__path__):
        found[module.name] = importlib.import_module(f"{descriptions.__name__}.{module.name}").DESCRIPTION
    return dict(sorted(found.items(), key=lambda each: each[1].name))


def described_family(name: str) -> Description | None:
    """What the family `name` says of itself; None where there is none of that name."""
    return next((each for each in described_families().values() if each.name == name), None)


def family_title(name: str) -> str:
    """The title of the family `name`; the name itself where it is of another version."""
    found = described_family(name)
    return name if found is None else found.title


def can_be_trained(size: ImageShape) -> bool:
    """Whether some family can be built for it."""
    return any(each.makes(size) for each in described_families().values())


def trainable_sizes() -> tuple[int, ...]:
    """Sides of squares, px, that some family can be built for, the smallest first."""
    return tuple(sorted({size for each in described_families().values() for size in each.sizes}))
