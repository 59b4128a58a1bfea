"""The exact nearest neighbours of every picture in feature space, block by block.

Outliers, clusters and the map all start from this graph. 20,000 pictures take a second or two on two cores and no
more memory than a few blocks of distances. Each distance is worked out once, for both of its ends.
"""

from __future__ import annotations

import contextlib
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine import processor
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int32]

_BLOCK, _WIDE = 512, 4096
"""Rows that are looked at in one go, and columns: so many distances are near the processor still when they are
compared."""
_AHEAD = 4  # blocks under way
_GROUPS = 16
"""Columns of the first block are looked at in groups of so many, to know quickly how near the k-th nearest is at
most."""


@dataclass(frozen=True)
class Neighbours:
    """The nearest first; nobody is their own neighbour."""

    indices: Indices
    """[N, k]"""
    distances: Floats
    """[N, k], Euclidean, rising."""

    def first(self, count: int) -> Neighbours:
        """The nearest `count` of them."""
        return Neighbours(self.indices[:, :count], self.distances[:, :count])


def nearest(features: npt.ArrayLike, count: int, report: Report = silent) -> Neighbours:
    """The `count` nearest rows of every row of [N, D]; fewer where there are not as many others."""
    given = np.asarray(features, dtype=np.float32)
    number = len(given)
    count = max(0, min(count, number - 1))
    if not count:
        return Neighbours(np.zeros((number, 0), np.int32), np.zeros((number, 0), np.float32))
    # By lot: in order, where neighbours follow one another, each block would bring nearer ones than all before it.
    order = np.random.default_rng(0).permutation(number)
    points = given[order]
    points -= points.mean(axis=0, dtype=np.float64).astype(np.float32)  # small lengths lose the least
    squares = np.einsum("nd,nd->n", points, points)[:, None]
    ones = np.ones_like(squares)
    rows = np.concatenate([points, squares, ones], axis=1)  # times columns: squares of distances
    columns = np.ascontiguousarray(np.concatenate([-2 * points, ones, squares], axis=1).T)
    found = _Found(number, count)
    block = max(_BLOCK, count + 1)
    starts = range(block, number, block)

    def look(start: int) -> _Candidates:
        """Of a block of rows, with each other and with all after them: who may be among the nearest of whom."""
        some = rows[start : start + block]
        parts = []
        for begin in range(start, number, _WIDE):
            apart = some @ columns[:, begin : begin + _WIDE]
            if begin < start + block:  # each pair once, and nobody with themselves
                apart[np.tril_indices(len(apart), start - begin, apart.shape[1])] = np.inf
            parts.append(found.near_enough(apart, start, begin))
        return _Candidates.together(parts)

    report(0, number, "comparing")
    found.begin(rows[:block] @ columns)
    with contextlib.closing(ordered_map(look, starts, processor.cores(), _AHEAD, "neighbours")) as blocks:
        for start, candidates in zip(starts, blocks, strict=True):
            report(start, number, "comparing")
            found.add(candidates)
    report(number, number, "comparing")
    return found.neighbours(order)


@dataclass(frozen=True)
class _Candidates:
    """Who may be among the nearest `of` whom, and the square of how far that is."""

    of: Indices
    other: Indices
    squares: Floats

    @classmethod
    def together(cls, parts: list[_Candidates]) -> _Candidates:
        of, other, squares = zip(*((one.of, one.other, one.squares) for one in parts), strict=True)
        return cls(np.concatenate(of), np.concatenate(other), np.concatenate(squares))

    def __getitem__(self, where: npt.NDArray[np.bool_] | npt.NDArray[np.int64]) -> _Candidates:
        return _Candidates(self.of[where], self.other[where], self.squares[where])


class _Found:
    """The nearest of all so far, and within which square of a distance others would be nearer."""

    def __init__(self, number: int, count: int) -> None:
        self._number, self._count = number, count
        self._within: Floats = np.zeros(number, np.float32)
        self._kept: list[_Candidates] = []

    def begin(self, apart: Floats) -> None:
        """With squared distances of the first rows from all: the nearest of these rows, and the nearest among them."""
        block = len(apart)
        apart[np.arange(block), np.arange(block)] = np.inf
        parts = [_smallest(apart, self._count)]
        for start in range(block, self._number, block):
            parts.append(_smallest(np.ascontiguousarray(apart[:, start : start + block].T), self._count))
        other, squares = (np.concatenate(each) for each in zip(*parts, strict=True))
        self._within = squares[:, -1].copy()
        of = np.repeat(np.arange(self._number, dtype=np.int32), self._count)
        self._kept = [_Candidates(of, other.reshape(-1), squares.reshape(-1))]

    def near_enough(self, apart: Floats, down: int, right: int) -> _Candidates:
        """Of squared distances from rows, from `down` on, to columns, from `right` on: what is nearer than was known,
        to the row or to the column."""
        height, wide = apart.shape
        by_row = np.flatnonzero(apart < self._within[down : down + height, None])
        by_column = np.flatnonzero(apart < self._within[right : right + wide])
        (row, others), (column_others, column) = (np.divmod(one, wide) for one in (by_row, by_column))
        return _Candidates(
            np.concatenate([row + down, column + right]).astype(np.int32),
            np.concatenate([others + right, column_others + down]).astype(np.int32),
            apart.reshape(-1)[np.concatenate([by_row, by_column])],
        )

    def add(self, more: _Candidates) -> None:
        self._kept.append(more)
        if sum(len(one.of) for one in self._kept) > 3 * self._count * self._number:
            self._sift()

    def neighbours(self, order: npt.NDArray[np.int64]) -> Neighbours:
        """Of the rows that were put into this order."""
        nearest = self._sift()
        indices = np.zeros((self._number, self._count), np.int32)
        distances = np.zeros((self._number, self._count), np.float32)
        indices[order] = order[nearest.other].reshape(indices.shape)
        distances[order] = np.sqrt(np.maximum(nearest.squares, 0)).reshape(distances.shape)
        return Neighbours(indices, distances)

    def _sift(self) -> _Candidates:
        """What is left of all that was kept: the nearest of each, rising."""
        kept = _Candidates.together(self._kept)
        kept = kept[kept.squares <= self._within[kept.of]]
        least = np.float32(kept.squares.min())
        bits = (kept.squares - least).view(np.uint32)  # rise as what is not negative does
        kept = kept[np.argsort(kept.of.astype(np.uint64) << np.uint64(32) | bits, kind="stable")]
        firsts = np.searchsorted(kept.of, np.arange(self._number))
        left = kept[(firsts[:, None] + np.arange(self._count)).reshape(-1)]
        self._within = left.squares[self._count - 1 :: self._count].copy()
        self._kept = [left]
        return left


def _smallest(values: Floats, count: int) -> tuple[Indices, Floats]:
    """Columns and values of the `count` smallest of each row, rising; equals by column."""
    rows, columns = values.shape
    width = columns // _GROUPS
    least = values
    if width >= 4 * count:
        least = values[:, : width * _GROUPS].reshape(rows, _GROUPS, width).min(axis=1)
    within = np.partition(least, count - 1, axis=1)[:, count - 1 : count]
    flat = np.flatnonzero(values <= within)  # at least `count` a row, seldom twice as many
    row = flat // columns
    each = np.bincount(row, minlength=rows)
    column = np.arange(len(flat)) - (np.cumsum(each) - each)[row]
    some = np.full((rows, int(each.max())), np.inf, np.float32)
    which = np.zeros(some.shape, np.int32)
    some[row, column] = values.ravel()[flat]
    which[row, column] = flat - row * columns
    order = np.argsort(some, axis=1, kind="stable")[:, :count]
    return np.take_along_axis(which, order, axis=1), np.take_along_axis(some, order, axis=1)
