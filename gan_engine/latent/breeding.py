"""Breeding: children of designs, by crossover and mutation, the same again for the same seed.

In networks with styles a child takes runs of layers from its parents (crossover with a few cuts, Holland 1975), as
style mixing does between two latents (Karras et al. 2019, section 3.1); any other network's child lies on the great
circle between two parents. Mutation moves each run (or the z) towards a design of its own by chance, such that the
spread that styles and latents have is kept: x' = m + sqrt(1 - s^2) (x - m) + s (r - m), with m the mean, r what was
drawn and s how boldly. A child is drawn from its litter's seed and its own number alone: litters may grow.

Children inherit styles as they were drawn: truncation and what was done in w are in them. Grafts lie in the picture,
and are not inherited.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine.latent.interpolation.spherical import slerp
from gan_engine.latent.lineage import Lineage, Litter, Member
from gan_engine.latent.point import FixedNoise, Point
from gan_engine.latent.session import Session
from gan_engine.networks.styles import StyledGenerator

_MOST_CUTS = 3
_NEAREST_END = 0.25
"""On the great circle a child is no nearer to one parent than this share of the way."""

Rows = npt.NDArray[np.float32]


@dataclass(frozen=True)
class _Genes:
    rows: Rows
    """A style for each layer [layers,w_dim], or z [1,z_dim]."""
    classes: tuple[tuple[str, float], ...]
    noise: FixedNoise | int
    psi: float
    """Of a network without styles that has truncation; styles have it in them."""


class Family:
    """The designs of a lineage in one model, worked out as they are asked for."""

    def __init__(self, session: Session, lineage: Lineage) -> None:
        """Raises `SnapshotError` and `ConfigurationError` for founders of another model."""
        self._session = session
        self._lineage = lineage
        self._litters: dict[int, list[_Genes]] = {}
        self._founders = [
            _Genes(
                each.latent.reshape(-1, each.latent.shape[-1]).float().cpu().numpy(),
                point.classes, point.noise, 1.0 if session.styled else point.psi,
            )
            for point, each in zip(lineage.founders, session.inputs(lineage.founders), strict=True)
        ]  # fmt: skip
        generator = session.generator
        self._mean: Rows | None = (
            generator.mapping.w_avg.float().cpu().numpy() if isinstance(generator, StyledGenerator) else None
        )

    def litter(self, number: int) -> list[Point]:
        """The children of one litter. Raises ValueError where there is none."""
        return [self._point(genes) for genes in self._genes_of(number)]

    def parents(self, number: int) -> list[Point]:
        """The parents of one litter: founders as they are."""
        members = self._lineage.litters[number].parents
        return [
            self._lineage.founders[each.number] if each.litter is None else self._point(self._genes(each))
            for each in members
        ]

    def _genes_of(self, number: int) -> list[_Genes]:
        if not 0 <= number < len(self._lineage.litters):
            raise ValueError(f"there is no litter {number + 1}")
        needed = [number]
        for each in needed:  # those before it that it hangs on, the oldest last
            needed += {one.litter for one in self._lineage.litters[each].parents if one.litter is not None} - {*needed}
        for each in sorted(needed):
            if each not in self._litters:
                self._litters[each] = self._bred(self._lineage.litters[each])
        return self._litters[number]

    def _genes(self, member: Member) -> _Genes:
        return self._founders[member.number] if member.litter is None else self._genes_of(member.litter)[member.number]

    def _bred(self, litter: Litter) -> list[_Genes]:
        parents = [self._genes(each) for each in litter.parents]
        return [self._child(parents, litter, number) for number in range(litter.count)]

    def _child(self, parents: Sequence[_Genes], litter: Litter, number: int) -> _Genes:
        chance = np.random.RandomState([litter.seed & 0xFFFFFFFF, number])
        order = [(number + step) % len(parents) for step in range(len(parents))]  # each is the first in its turn
        chosen = [parents[order[0]], *(parents[order[1 + one]] for one in chance.permutation(len(parents) - 1))]
        if self._mean is None:
            return self._child_in_z(chosen, litter.mutation, chance)
        return self._child_in_w(self._mean, chosen, litter.mutation, chance)

    def _child_in_w(
        self, mean: Rows, chosen: Sequence[_Genes], mutation: float, chance: np.random.RandomState
    ) -> _Genes:
        layers = len(chosen[0].rows)
        cuts = min(layers - 1, chance.randint(1, _MOST_CUTS + 1)) if len(chosen) > 1 else chance.randint(0, 2)
        ends = [0, *sorted(1 + chance.permutation(layers - 1)[:cuts]), layers]
        rows, most = np.empty_like(chosen[0].rows), chosen[0]
        longest = 0
        for run, (first, end) in enumerate(itertools.pairwise(ends)):
            parent = chosen[run % len(chosen)]
            drawn = self._drawn_style(chance, parent) - mean
            rows[first:end] = mean + _blend(parent.rows[first:end] - mean, drawn, mutation)
            if end - first > longest:
                longest, most = end - first, parent
        return _Genes(rows, most.classes, chosen[0].noise, 1.0)

    def _child_in_z(self, chosen: Sequence[_Genes], mutation: float, chance: np.random.RandomState) -> _Genes:
        z, nearest = chosen[0].rows[0], chosen[0]
        if len(chosen) > 1:
            share = chance.uniform(_NEAREST_END, 1 - _NEAREST_END)
            z = slerp(z, chosen[1].rows[0], share)
            nearest = chosen[0] if share < 0.5 else chosen[1]
        drawn = chance.randn(len(z)).astype(np.float32)
        return _Genes(_blend(z, drawn, mutation)[None], nearest.classes, nearest.noise, nearest.psi)

    def _drawn_style(self, chance: np.random.RandomState, parent: _Genes) -> Rows:
        """The style of a random design of the parent's class."""
        seed = int(chance.randint(0, 2**31 - 1))
        (drawn,) = self._session.inputs([Point(seed=seed, classes=parent.classes)])
        row: Rows = drawn.latent[0].float().cpu().numpy()
        return row

    def _point(self, genes: _Genes) -> Point:
        latent = genes.rows[0] if self._mean is None else genes.rows
        return Point.of_latent(latent, classes=genes.classes, noise=genes.noise, psi=genes.psi)


def _blend(own: Rows, drawn: Rows, boldness: float) -> Rows:
    """Both from their mean: the spread stays."""
    blended: Rows = (math.sqrt(1 - boldness**2) * own + boldness * drawn).astype(np.float32)
    return blended
