"""The order of the wall: which seed is in which row.

The wall has no end and no memory: row 7,000 must show the same design whether one scrolled there or jumped.
So an order is arithmetic, not a list: a row's seed, and a seed's row, each in one step. Only what a search found is a
list: it ends where the search has ended.
"""

from __future__ import annotations

import math
import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

SEEDS = 2**32
"""Seeds are what `numpy.random.RandomState` takes: 0 to 2**32 - 1."""

SHUFFLED_SEEDS = 1_000_000
"""A shuffled wall stays below a million, so that a seed can be read aloud and typed again."""


@dataclass(frozen=True)
class WallOrder:
    """Seeds `first`, `first + step`, `first + 2 step`, ... modulo `count`; every seed below `count` comes once.

    `step` must have no common factor with `count`. Rows run from 0 to `rows` - 1.
    """

    first: int = 0
    step: int = 1
    count: int = SEEDS

    def __post_init__(self) -> None:
        if not 0 <= self.first < self.count <= SEEDS:
            raise ValueError(f"first seed {self.first} is not in 0 to {self.count - 1}")
        if math.gcd(self.step, self.count) != 1:
            raise ValueError(f"step {self.step} would repeat seeds before all of {self.count} have come")

    @classmethod
    def counting_from(cls, seed: int) -> WallOrder:
        """One seed after the other, beginning with `seed`."""
        return cls(first=seed)

    @classmethod
    def shuffled(cls, chance: random.Random | None = None) -> WallOrder:
        """All seeds below a million in an order that jumps about; another one at each call."""
        chance = chance or random.Random()
        while True:
            step = chance.randrange(SHUFFLED_SEEDS // 10, SHUFFLED_SEEDS)
            if math.gcd(step, SHUFFLED_SEEDS) == 1:
                return cls(chance.randrange(SHUFFLED_SEEDS), step, SHUFFLED_SEEDS)

    @property
    def counts_up(self) -> bool:
        return self.step == 1

    @property
    def rows(self) -> int:
        """How many rows there are before the seeds end or begin again."""
        return self.count - self.first if self.counts_up else self.count

    def seed_at(self, row: int) -> int:
        return (self.first + row * self.step) % self.count

    def row_of(self, seed: int) -> int | None:
        """Where `seed` hangs; None when this wall never comes to it."""
        if not 0 <= seed < self.count:
            return None
        row = (seed - self.first) * pow(self.step, -1, self.count) % self.count
        return row if row < self.rows else None


@dataclass(frozen=True)
class ListedOrder:
    """Seeds as a search has found them, each once."""

    seeds: tuple[int, ...]

    @property
    def rows(self) -> int:
        """How many there are."""
        return len(self.seeds)

    @cached_property
    def _rows(self) -> Mapping[int, int]:
        return {seed: row for row, seed in enumerate(self.seeds)}

    def seed_at(self, row: int) -> int:
        return self.seeds[row]

    def row_of(self, seed: int) -> int | None:
        """Where `seed` hangs; None when it was not looked at."""
        return self._rows.get(seed)

    def goes_on_from(self, other: object) -> bool:
        """Whether `other` is how this one begins."""
        return isinstance(other, ListedOrder) and self.seeds[: other.rows] == other.seeds
