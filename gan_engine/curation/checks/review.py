"""All checks of a set at once: the function behind `check` and `bake --exclude`.

Each file is decoded once for all that its own pixels tell. Copies and strangers are found by comparing pictures with
one another, in the features of a network that the caller brings along, for this room knows none. Where that network
cannot be had, the rest is said all the same, and so is what is missing.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from gan_engine import processor
from gan_engine.curation.asymmetry import Squares, sample_square
from gan_engine.curation.checks.decoding import Finding, findings_of_facts
from gan_engine.curation.checks.kinds import DUPLICATE, KINDS, NEAR_DUPLICATE, NETWORK_KINDS, OUTLIER
from gan_engine.curation.checks.quality import QUALITIES, QUALITY_KINDS, READ_AT, Scores, flags, measure, why
from gan_engine.errors import EngineError, PictureError
from gan_engine.parallel import ordered_map
from gan_engine.picture_modes import Picture
from gan_engine.pictures import PictureFacts, digest, probe, read_picture, verify
from gan_engine.reporting import Report, silent

if TYPE_CHECKING:
    from gan_engine.curation.copies.best import PictureWorth

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class PictureFeatures:
    """What a network and the small prints tell of pictures, in their order; rows of zeros where `known` is False."""

    features: npt.NDArray[np.float32]
    """[N, D], as `Backbone.described` gives them."""
    hashes: npt.NDArray[np.uint8]
    """[N, K], `gan_engine.curation.copies.hashes`."""
    known: npt.NDArray[np.bool_]


Look = Callable[[Sequence[Path], Report], PictureFeatures]


@dataclass(frozen=True)
class Review:
    """What was found, in the order of the paths given."""

    findings: list[list[Finding]]
    facts: list[PictureFacts | None]
    scores: Scores
    """[N, K] of `gan_engine.curation.checks.quality`; not-a-number where they were not measured."""
    groups: list[list[int]] = field(default_factory=list)
    """Pictures that are copies of one another, exact or near, the best first."""
    squares: dict[int, Squares] = field(default_factory=dict)
    """The sample, by the numbers of the pictures, that `gan_engine.curation.asymmetry` is asked about."""
    unavailable: dict[str, str] = field(default_factory=dict)
    """Kinds that were asked for and could not be looked for, and why."""

    def flagged(self, kinds: Collection[str]) -> list[Finding | None]:
        """For each picture its first finding of these kinds; None: it may stay."""
        return [next((one for one in found if one.kind in kinds), None) for found in self.findings]


@dataclass(frozen=True)
class _Seen:
    facts: PictureFacts | None
    findings: list[Finding]
    scores: Scores | None = None
    print: bytes = b""
    """The same where the pixels are the same."""
    square: Squares | None = None


@dataclass(frozen=True)
class _Wanted:
    """What to take from a picture besides its faults."""

    scores: bool
    print: bool
    square: bool
    smallest: int


def review(
    paths: Sequence[Path],
    kinds: Collection[str] = KINDS,
    report: Report = silent,
    *,
    look: Look | None = None,
    thresholds: Mapping[str, float] | None = None,
    smallest: int = 32,
    sample: int = 0,
    names: Sequence[str] | None = None,
    threads: int | None = None,
) -> Review:
    """Look for these kinds. Files that cannot be read are always told of.

    `look` gives features for the kinds of `NETWORK_KINDS`; without it they are left out. `thresholds` by kind; `names`
    as sentences call the pictures; `sample`: how many of them to keep squares of. Raises what `report` raises.
    """
    wanted = set(kinds)
    measured = bool(wanted & QUALITY_KINDS.keys())
    names = names if names is not None else [path.name for path in paths]
    every = max(1, len(paths) // sample) if sample else 0
    all_wanted = [
        _Wanted(measured, DUPLICATE in wanted, bool(every) and index % every == 0, smallest)
        for index in range(len(paths))
    ]
    seen = list(_seen(paths, all_wanted, report, threads))
    nothing = np.full(len(QUALITIES), np.nan, np.float32)
    scores = np.array([nothing if one.scores is None else one.scores for one in seen], np.float32)
    scores = scores.reshape(len(seen), len(QUALITIES))
    found = Review([list(one.findings) for one in seen], [one.facts for one in seen], scores)
    found.squares.update((number, one.square) for number, one in enumerate(seen) if one.square is not None)
    for kind, which in flags(scores, thresholds).items():
        if kind in wanted:
            for one in np.flatnonzero(which):
                value = float(scores[one, QUALITY_KINDS[kind].score])
                found.findings[one].append(Finding(kind, why(kind, value), score=value))
    if DUPLICATE in wanted:
        _add_copies(found, seen, paths, names)
    if look is not None and wanted & set(NETWORK_KINDS):
        compare(found, paths, wanted, look, report, names=names)
    return found


def findings_and_scores(path: Path, *, smallest: int = 32) -> tuple[list[Finding], Scores | None]:
    """What is wrong with a file, and its scores, from one decoding; None where it cannot be read."""
    seen = _look_at(path, _Wanted(scores=True, print=False, square=False, smallest=smallest))
    return seen.findings, seen.scores


def _seen(paths: Sequence[Path], all_wanted: Sequence[_Wanted], report: Report, threads: int | None) -> Iterator[_Seen]:
    """Each picture in order; a few are under way at a time."""
    threads = threads or processor.cores()
    pairs = zip(paths, all_wanted, strict=True)
    looks = ordered_map(lambda one: _look_at(*one), pairs, threads, 4 * threads, "review")
    with contextlib.closing(looks):
        for done, (path, seen) in enumerate(zip(paths, looks, strict=True), 1):
            yield seen
            report(done, len(paths), path.name)


def _look_at(path: Path, wanted: _Wanted) -> _Seen:
    """One picture, decoded once."""
    try:
        if not (wanted.scores or wanted.print or wanted.square):
            facts = verify(path)
            return _Seen(facts, findings_of_facts(facts, smallest=wanted.smallest))
        facts = probe(path)
        picture = read_picture(path, longest=READ_AT)
        print_ = _print(path, picture) if wanted.print else b""
    except PictureError as error:
        return _Seen(None, [Finding(error.kind, error.why)])
    except MemoryError:
        return _Seen(None, [Finding("too-large", "There is not enough memory to open it.")])
    scores = measure(picture, facts) if wanted.scores else None
    square = sample_square(picture) if wanted.square else None
    return _Seen(facts, findings_of_facts(facts, smallest=wanted.smallest), scores, print_, square)


def _print(path: Path, picture: Picture) -> bytes:
    """Of the pixels, however they are stored; of the file where not all pixels were read."""
    if max(picture.shape[:2]) >= READ_AT:
        return bytes.fromhex(digest(path))
    if picture.shape[2] == 4 and (picture[..., 3] == 255).all():
        picture = picture[..., :3]
    made = hashlib.blake2b(np.ascontiguousarray(picture).data, digest_size=16)
    made.update(repr(picture.shape).encode())
    return made.digest()


def _add_copies(found: Review, seen: Sequence[_Seen], paths: Sequence[Path], names: Sequence[str]) -> None:
    groups: dict[bytes, list[int]] = {}
    for index, one in enumerate(seen):
        if one.print:
            groups.setdefault(one.print, []).append(index)
    for group in groups.values():
        if len(group) > 1:
            found.groups.append(group)
            words = f"It is the same picture as “{names[group[0]]}”."
            for index in group[1:]:
                found.findings[index].append(Finding(DUPLICATE, words, score=1.0, of=(paths[group[0]],)))


def compare(
    found: Review,
    paths: Sequence[Path],
    kinds: Collection[str],
    look: Look,
    report: Report = silent,
    *,
    names: Sequence[str] | None = None,
) -> None:
    """Add near-copies and strangers, among the pictures that could be read, to what a review without them found.

    Where the network cannot be used, `found.unavailable` says so. Raises what `report` raises.
    """
    wanted = [kind for kind in NETWORK_KINDS if kind in kinds]
    names = names if names is not None else [path.name for path in paths]
    readable = [index for index, facts in enumerate(found.facts) if facts is not None]
    try:
        looks = look([paths[index] for index in readable], report)
    except (EngineError, ImportError, OSError) as error:
        _log.warning("the feature network cannot be used", exc_info=error)
        words = str(error) if isinstance(error, EngineError) else f"The feature network cannot be used ({error})."
        found.unavailable.update(dict.fromkeys(wanted, words))
        return
    there = np.flatnonzero(looks.known)
    indices = np.array(readable, np.int64)[there]
    if NEAR_DUPLICATE in wanted and len(there) > 1:
        _add_near_copies(
            found, paths, names, indices, PictureFeatures(*(part[there] for part in vars(looks).values())), report
        )
    if OUTLIER in wanted and len(there):
        from gan_engine.curation.likeness.outliers import find_strangers

        strangers = find_strangers(looks.features[there], report)
        for one in strangers.flagged:
            value = float(strangers.scores[one])
            words = f"It is unlike the rest of the set ({value:.1f} where most stay below 1)."
            found.findings[indices[one]].append(Finding(OUTLIER, words, score=value))


def _add_near_copies(
    found: Review,
    paths: Sequence[Path],
    names: Sequence[str],
    indices: npt.NDArray[np.int64],
    looks: PictureFeatures,
    report: Report,
) -> None:
    """All but the best of each group. Copies of the same pixels were told of before, and are in the groups too."""
    from gan_engine.curation.copies.best import best_first
    from gan_engine.curation.copies.duplicates import near_groups

    repeated = {
        index for index, findings in enumerate(found.findings) if any(one.kind == DUPLICATE for one in findings)
    }
    stands_for = {index: group[0] for group in found.groups for index in group}
    worths = [_worth(found, int(number)) for number in indices]
    groups = near_groups(looks.features, looks.hashes, [""] * len(indices), report=report)
    grouped: set[int] = set()
    near: list[list[int]] = []
    for members, likeness in zip(groups.members, groups.likeness, strict=True):
        alike = {int(indices[member]): float(like) for member, like in zip(members, likeness, strict=True)}
        ordered, reason = best_first(members, worths)
        order = [int(indices[member]) for member in ordered]
        best = stands_for.get(order[0], order[0])  # of the same pixels several times, the one that was kept
        order = [best, *(index for index in order if index != best)]
        near.append(order)
        grouped.update(order)
        for index in order[1:]:
            if index not in repeated:
                words = f"It is a near-copy of “{names[best]}” ({reason})."
                score = min(alike[index], alike.get(best, 1.0))
                found.findings[index].append(Finding(NEAR_DUPLICATE, words, score=score, of=(paths[best],)))
    found.groups[:] = near + [group for group in found.groups if not grouped.issuperset(group)]


def _worth(found: Review, index: int) -> PictureWorth:
    from gan_engine.curation.copies.best import PictureWorth, worth_of

    facts = found.facts[index]
    if facts is None:
        return PictureWorth(0, 0)
    return worth_of(facts.width, facts.height, facts.bytes, facts.format, found.scores[index])
