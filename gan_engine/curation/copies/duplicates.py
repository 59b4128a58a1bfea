"""Exact and near copies in a set: pairs found by features and outlines, grouped.

Features know a copy that was mirrored, moved or cropped, outlines one that was blurred or recoloured beyond
recognition by a network. Each picture's nearest by either are candidates; what is a copy is decided pair by pair by
`gan_engine.curation.copies.alignment`. Groups have a centre that every member is a copy of: a chain of small changes
does not tie strangers together.
"""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from gan_engine import processor
from gan_engine.curation.copies.alignment import Prints, likeness, prints
from gan_engine.curation.copies.hashes import Hash, pixel_digests
from gan_engine.curation.copies.outlines import spectra
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.spaces import content, principal_axes
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent

DEFAULT = 0.86
"""Likeness from which two pictures are near-copies."""
LOWEST = 0.7
"""The least likeness of the pairs that are kept, for a threshold to be chosen from."""
AT_MOST = 4
"""Pictures kept of a group where not only the best is."""

_BY_FEATURES = (2, 5)
_BY_OUTLINES = (2, 4)
"""How many of the nearest are compared with each picture: of every one, and of those that have a copy among them."""
_LEAST_COSINE = 0.25
_LEAST_SPECTRUM = 0.93
"""Cosine of features, and of spectra, below which a neighbour is no candidate: low, since the prints decide. By hand,
with benchmarks/duplicates.py (recall by edit, and the time for 20,000 pictures)."""
_COMPONENTS = 128
"""Directions that features are compared in: beyond, there is little but noise."""
_SAMPLE = 2000  # pictures that the directions are found from; so few and fewer are compared in all directions
_CHUNK = 256  # pictures whose candidates one thread compares in one go
_ROUNDS = 3  # of comparing within the groups that copies have brought together
_MOST_FILLED = 20_000
"""Pairs that are looked at in addition, within groups."""

Floats = npt.NDArray[np.float32]
Indices = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Pairs:
    """Who is a copy of whom, to be grouped at any threshold from `LOWEST` on, many times a second."""

    first: Indices
    second: Indices
    likeness: Floats
    stands_for: Indices
    """[N]: of pictures with the same bytes or pixels, the first; pairs are between such first ones."""

    @property
    def count(self) -> int:
        """How many pictures."""
        return len(self.stands_for)


@dataclass(frozen=True)
class Groups:
    """Copies of each other, two or more in a group; the centre first, then the most alike."""

    members: list[Indices]
    likeness: list[Floats]
    """Of each member to the centre; 1 where it has the same pixels."""
    same: list[Indices]
    """The same number for members with the same bytes or pixels."""

    def __len__(self) -> int:
        return len(self.members)


def near_groups(
    features: Floats, hashes: Hash, digests: Sequence[str], threshold: float = DEFAULT, report: Report = silent
) -> Groups:
    """The copies among N pictures, by their features [N, D], prints [N, K] and digests ("" for an unknown one)."""
    return grouped(near_pairs(features, hashes, digests, report), threshold)


def near_pairs(features: Floats, hashes: Hash, digests: Sequence[str], report: Report = silent) -> Pairs:
    """Every pair that is alike by `LOWEST` at least. Raises what `report` raises."""
    stands_for = _first_of_equals(digests, hashes)
    own = np.flatnonzero(stands_for == np.arange(len(stands_for)))
    pictures = prints(hashes[own], report)
    finder = _Finder(pictures, report)
    directions = _directions(content(features)[own])
    found_by = [
        (_nearest(directions, _BY_FEATURES[1], _LEAST_COSINE, report), _BY_FEATURES),
        (_nearest(spectra(pictures.outlines), _BY_OUTLINES[1], _LEAST_SPECTRUM, report), _BY_OUTLINES),
    ]
    for found, (few, _) in found_by:
        finder.look_at(_pairs(found, slice(0, few)))
    lucky = np.unique(np.concatenate(finder.found()[:2]))
    for found, (few, more) in found_by:
        finder.look_at(_pairs(found, slice(few, more), lucky))
    for _ in range(_ROUNDS):
        if not finder.look_at(_not_compared(finder, len(own))):
            break
    first, second, alike = finder.found()
    return Pairs(own[first], own[second], alike, stands_for)


def grouped(pairs: Pairs, threshold: float = DEFAULT) -> Groups:
    """Groups of the pairs that are alike by `threshold` or more: whoever has most copies takes them, then the next."""
    good = pairs.likeness >= threshold
    ends = np.concatenate([pairs.first[good], pairs.second[good]])
    others = np.concatenate([pairs.second[good], pairs.first[good]])
    alike = np.concatenate([pairs.likeness[good]] * 2)
    order = np.lexsort((others, -alike, ends))
    ends, others, alike = ends[order], others[order], alike[order]
    starts = np.searchsorted(ends, np.arange(pairs.count + 1))
    copies = np.bincount(pairs.stands_for, minlength=pairs.count)
    by_first = np.argsort(pairs.stands_for, kind="stable")
    first_at = np.searchsorted(pairs.stands_for[by_first], np.arange(pairs.count + 1))
    strength = np.bincount(ends, weights=alike, minlength=pairs.count)
    centres = np.flatnonzero((strength > 0) | (copies > 1))
    centres = centres[np.lexsort((centres, -strength[centres]))]
    free = np.ones(pairs.count, bool)
    result = Groups([], [], [])
    for centre in centres.tolist():
        if not free[centre]:
            continue
        near = others[starts[centre] : starts[centre + 1]]
        left = free[near]
        firsts = [centre, *near[left].tolist()]
        if len(firsts) == 1 and copies[centre] < 2:
            continue
        free[firsts] = False
        likes = [1.0, *alike[starts[centre] : starts[centre + 1]][left].tolist()]
        members = [by_first[first_at[one] : first_at[one + 1]] for one in firsts]
        sizes = [len(part) for part in members]
        result.members.append(np.concatenate(members))
        result.likeness.append(np.repeat(np.array(likes, np.float32), sizes))
        result.same.append(np.repeat(np.array(firsts, np.int64), sizes))
    return result


# Finding pairs


class _Finder:
    """Looks closely at pairs, each once."""

    def __init__(self, pictures: Prints, report: Report) -> None:
        self._pictures = pictures
        self._report = report
        self._seen: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._alike: Floats = np.zeros(0, np.float32)

    def look_at(self, pairs: tuple[Indices, Indices]) -> int:
        """Compare pairs, leaving out those that were; how many it took."""
        count = len(self._pictures)
        keys = np.unique(np.minimum(*pairs) * count + np.maximum(*pairs))
        keys = np.setdiff1d(keys, self._seen, assume_unique=True)
        if not keys.size:
            return 0
        chunks = [keys[start : start + _CHUNK] for start in range(0, len(keys), _CHUNK)]
        found = []
        threads = processor.cores()
        with contextlib.closing(ordered_map(self._compare, chunks, threads, 4 * threads, "copies")) as parts:
            for number, part in enumerate(parts):
                self._report(number * _CHUNK, len(keys), "Comparing pictures")
                found.append(part)
        self._seen = np.concatenate([self._seen, keys])
        self._alike = np.concatenate([self._alike, *found])
        order = np.argsort(self._seen)
        self._seen, self._alike = self._seen[order], self._alike[order]
        return len(keys)

    def found(self) -> tuple[Indices, Indices, Floats]:
        """The pairs that are alike, and how much."""
        good = self._alike >= LOWEST
        first, second = np.divmod(self._seen[good], max(1, len(self._pictures)))
        return first, second, self._alike[good]

    def _compare(self, keys: Indices) -> Floats:
        first, second = np.divmod(keys, len(self._pictures))
        return likeness(self._pictures[first], self._pictures[second])


def _not_compared(finder: _Finder, count: int) -> tuple[Indices, Indices]:
    """Pairs of a group's centre with copies of its copies: where there are more copies than candidates were taken."""
    first, second, alike = finder.found()
    linked = grouped(Pairs(first, second, alike, np.arange(count)), DEFAULT)
    neighbours: dict[int, set[int]] = {}
    good = alike >= DEFAULT
    for one, other in zip(first[good].tolist(), second[good].tolist(), strict=True):
        neighbours.setdefault(one, set()).add(other)
        neighbours.setdefault(other, set()).add(one)
    found: list[tuple[int, int]] = []
    for group in linked.members:
        if len(group) < 3:
            continue
        centre = int(group[0])
        known = neighbours[centre] | {centre}
        beyond = set().union(*(neighbours[int(one)] for one in group)) - known
        found += [(centre, one) for one in sorted(beyond)]
        if len(found) >= _MOST_FILLED:
            break
    pairs = np.array(found[:_MOST_FILLED], np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _first_of_equals(digests: Sequence[str], hashes: Hash) -> Indices:
    """For each picture the first with the same bytes or pixels."""
    result = np.arange(len(digests))
    by_key: dict[str | bytes, int] = {}
    for index, (digest, pixel) in enumerate(zip(digests, pixel_digests(hashes), strict=True)):
        firsts = [by_key[key] for key in (digest, pixel) if key and key in by_key]
        first = min(firsts, default=index)
        result[index] = first
        for key in (digest, pixel):
            if key:
                by_key.setdefault(key, first)
    return result


def _directions(features: Floats) -> Floats:
    """Unit vectors of what sets pictures apart: the mean taken off, in the principal components; [N, at most D]."""
    if len(features) < 2:
        return np.zeros((len(features), 1), np.float32)
    sample = features[:: max(1, len(features) // _SAMPLE)]
    mean = sample.mean(axis=0)
    if features.shape[1] > _COMPONENTS and len(features) > _SAMPLE:
        main, _ = principal_axes(sample - mean, _COMPONENTS)
        vectors = features @ main - mean @ main
    else:
        vectors = features - mean
    unit: Floats = (vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)).astype(np.float32)
    return unit


def _pairs(others: Indices, ranks: slice, rows: Indices | None = None) -> tuple[Indices, Indices]:
    """Each of `rows` (all) with its nearest `others` of these ranks."""
    rows = np.arange(len(others)) if rows is None else rows
    found = others[rows, ranks]
    there = found >= 0
    return np.broadcast_to(rows[:, None], found.shape)[there], found[there]


def _nearest(vectors: Floats, count: int, least: float, report: Report) -> Indices:
    """Of each unit vector the `count` others that are nearest, the nearest first; -1 where the cosine is below
    `least`."""
    found = nearest(vectors, count, report)
    return np.where(np.square(found.distances) <= 2 - 2 * least, found.indices, -1).astype(np.int64)
