"""A family of designs: founders, and litter after litter of them. No torch.

It holds who was bred with whom, by which seed and how boldly, not the designs themselves: those follow from it
(`breeding`), so that a hundred generations are a few lines. A parent may be of any litter before, so the litters are a
tree: who goes back to an old one begins a branch. It may come from anywhere and is read within limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gan_engine.latent.point import MAX_POINTS, Point, Seed, words_of

MAX_LITTERS = 500
MAX_LITTER = 64
MAX_PARENTS = 8
LITTER = 12
"""Designs in a litter, usually."""


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class Member(_Part):
    """One of a family: a child of a litter, or a founder (`litter` is None), by its number from 0."""

    litter: Annotated[int, Field(ge=0, lt=MAX_LITTERS)] | None = None
    number: Annotated[int, Field(ge=0, lt=max(MAX_LITTER, MAX_POINTS))]


class Litter(_Part):
    """Designs bred of the same parents."""

    parents: Annotated[tuple[Member, ...], Field(min_length=1, max_length=MAX_PARENTS)]
    seed: Seed = 0
    """What is drawn by chance follows from it."""
    mutation: Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)] = 0.3
    """How boldly children differ from what they inherit: 0 not at all, 1 they forget it."""
    count: Annotated[int, Field(ge=1, le=MAX_LITTER)] = LITTER


class Lineage(_Part):
    """A whole family."""

    founders: Annotated[tuple[Point, ...], Field(max_length=MAX_POINTS)] = ()
    litters: Annotated[tuple[Litter, ...], Field(max_length=MAX_LITTERS)] = ()

    @model_validator(mode="after")
    def _has_all_its_parents(self) -> Self:
        for number, litter in enumerate(self.litters):
            for parent in litter.parents:
                if parent.litter is None:
                    known = parent.number < len(self.founders)
                else:
                    known = parent.litter < number and parent.number < self.litters[parent.litter].count
                if not known:
                    raise ValueError(f"a parent of litter {number + 1} is not in the family")
        return self

    def bred(self, litter: Litter) -> Self:
        """With one more litter. Raises ValueError where its parents are not here, or there are too many."""
        return type(self).model_validate({"founders": self.founders, "litters": (*self.litters, litter)})

    def values(self) -> dict[str, Any]:
        """As JSON holds it."""
        return {
            "founders": [founder.values() for founder in self.founders],
            "litters": [litter.model_dump(mode="json", exclude_none=True) for litter in self.litters],
        }

    @classmethod
    def from_values(cls, values: object) -> Self:
        """The family that JSON `values` hold. Raises ValueError in plain words."""
        if not isinstance(values, Mapping):
            raise ValueError("a family is an object of JSON")
        founders = values.get("founders", ())
        if not isinstance(founders, list | tuple) or len(founders) > MAX_POINTS:
            raise ValueError("a family has a list of founders")
        try:
            return cls.model_validate(
                {"founders": [Point.from_values(each) for each in founders], "litters": values.get("litters", ())}
            )
        except ValidationError as error:
            raise ValueError(words_of(error)) from None
