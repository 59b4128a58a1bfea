"""How fresh designs are drawn from seeds: of which classes, how far from the mean one, with which noise."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from gan_engine.latent.point import Layer, Name, Point, Share, single_class


def class_of_seed(seed: int, names: Sequence[str]) -> str:
    """The class that a seed takes where any will do: always the same one, neighbours mixed (Knuth's hash)."""
    return names[(seed * 2654435761 % 2**32 >> 8) % len(names)]


class Sampling(BaseModel):
    """What all designs of a wall have in common."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    classes: Annotated[tuple[tuple[Name, Share], ...], Field(max_length=1000)] = ()
    """One class, or several blended with their weights; none: each seed has one of its own choosing."""
    psi: Annotated[float, Field(ge=-10, le=10, allow_inf_nan=False)] = 1.0
    """Truncation."""
    cutoff: Layer | None = None
    """Truncation reaches the layers before this one; None: as many as the network's paper has it."""
    noise: Literal["fixed", "off", "drawn"] = "fixed"
    """The network's own, none, or for each seed noise of its own."""

    def point(self, seed: int, class_names: Sequence[str] = ()) -> Point:
        """The design of a seed, of a model with these classes; those it does not know count for nothing."""
        known = tuple(each for each in self.classes if each[0] in class_names)
        if class_names and not any(weight for _, weight in known):
            known = single_class(class_of_seed(seed, class_names))
        noise = seed if self.noise == "drawn" else self.noise
        return Point(seed=seed, classes=known, psi=self.psi, cutoff=self.cutoff, noise=noise)


def as_sampled(point: Point, sampling: Sampling) -> Point:
    """`point` where it lies, drawn this way: of these classes (its own, where any will do), truncation and noise."""
    noise = point.seed or 0 if sampling.noise == "drawn" else sampling.noise
    classes = sampling.classes or point.classes
    return point.having(classes=classes, psi=sampling.psi, cutoff=sampling.cutoff, noise=noise)
