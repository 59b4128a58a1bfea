"""Near-copies in a project: pairs found, grouped at the artist's threshold, the best first.

The pairs lie in the cache. What the artist said lies with the project: the threshold, and which picture is the best of
its group where it is not the one that Maquette would keep.
"""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from gan_engine import atomic, door
from gan_engine.curation.copies.best import WHYS, PictureWorth, best_of_each, merits, worth_of
from gan_engine.curation.copies.duplicates import AT_MOST, DEFAULT, LOWEST, Pairs, grouped
from gan_engine.curation.copies.hashes import HASH_BYTES
from gan_engine.errors import EngineError, OutsideError
from gan_engine.reporting import Report, silent
from studio.engine_words import engine_words
from studio.project.findings.features import all_pictures
from studio.project.findings.vectors import FEATURES, HASHES
from studio.project.findings.vectors import QUALITIES as SCORES
from studio.project.pictures.facts import Picture
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import number_words, tr

CHOICE = "copies"
DUPLICATE, NEAR_DUPLICATE = "duplicate", "near-duplicate"
_FORM = 2


@dataclass(frozen=True)
class CopyChoices:
    """What the artist said."""

    threshold: float = DEFAULT
    keep: int = 1
    """How many of each group stay: the best, or at most so many."""
    best: frozenset[int] = frozenset()
    """Pictures that are the best of their groups."""

    def stored(self) -> dict[str, Any]:
        """As the project keeps it."""
        return {"threshold": self.threshold, "keep": self.keep, "best": sorted(self.best)}

    @classmethod
    def from_stored(cls, value: object) -> CopyChoices:
        """What was stored; what cannot be is left out."""
        if not isinstance(value, Mapping):
            return cls()
        threshold, keep, best = value.get("threshold"), value.get("keep"), value.get("best")
        return cls(
            min(1.0, max(LOWEST, float(threshold))) if isinstance(threshold, int | float) else DEFAULT,
            keep if isinstance(keep, int) and 1 <= keep <= 99 else 1,
            frozenset(one for one in best if isinstance(one, int)) if isinstance(best, list) else frozenset(),
        )


@dataclass(frozen=True)
class Copies:
    """The pairs of a project's pictures, and what tells which of them is best."""

    ids: Ids
    """Of the pictures that were compared; pairs count by these."""
    pairs: Pairs
    worths: Sequence[PictureWorth] = ()
    merits: npt.NDArray[np.float64] = field(default_factory=lambda: merits(()))


@dataclass(frozen=True)
class CopyGroup:
    """Pictures that are copies of one another."""

    ids: Ids
    """The best first."""
    likeness: npt.NDArray[np.float32]
    """Of each to the centre of the group."""
    exact: npt.NDArray[np.bool_]
    """Whether it has the same pixels as the best."""
    why: str
    """Why the first is the best: "the largest: 1,024 × 1,024"."""


@dataclass(frozen=True)
class CopyGroups:
    """All groups at one threshold, the largest first."""

    groups: list[CopyGroup] = field(default_factory=list)

    @property
    def pictures(self) -> int:
        """How many pictures are in groups."""
        return sum(len(group.ids) for group in self.groups)

    def beyond(self, keep: int) -> Ids:
        """Who would be rejected where so many of each group stay."""
        rest = [group.ids[keep:] for group in self.groups]
        return np.concatenate(rest) if rest else np.zeros(0, np.int64)


def load_copy_choices(project: Project) -> CopyChoices:
    """What the artist said, or nothing yet."""
    return CopyChoices.from_stored(project.choice(CHOICE))


def load_prints(
    project: Project, report: Report = silent
) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.uint8], list[str]]:
    """Features [N, 1280], prints [N, HASH_BYTES] and thumbnail keys of all pictures of which both are known: what pairs
    are found by."""
    pictures = [picture for picture in all_pictures(project, report) if picture.thumbnail_key]
    keys = [picture.thumbnail_key for picture in pictures]
    features, known = project.vectors.get(FEATURES, keys)
    hashes, printed = project.vectors.get(HASHES, keys)
    rows = np.flatnonzero(known & printed) if hashes.shape[1] == HASH_BYTES else np.zeros(0, np.int64)
    return features[rows], hashes[rows].astype(np.uint8, copy=False), [keys[row] for row in rows]


def keep_pairs(project: Project, keys: Sequence[str], pairs: Pairs) -> None:
    """Put the pairs into the cache, for the set of pictures of these keys."""
    data = io.BytesIO()
    np.savez(
        data, set=_fingerprint(keys), first=pairs.first, second=pairs.second, likeness=pairs.likeness,
        stands_for=pairs.stands_for,
    )  # fmt: skip
    try:
        door.make_folder(_path(project).parent, root=project.folder)
        atomic.write_bytes(_path(project), data.getvalue(), root=project.folder)
    except (EngineError, OSError):
        return  # a cache: the next time they are found anew


def load_copies(project: Project, report: Report = silent) -> Copies | None:
    """The pairs of the pictures there are now; None where they are to be found first."""
    pictures = [picture for picture in all_pictures(project, report) if picture.thumbnail_key]
    keys = [picture.thumbnail_key for picture in pictures]
    missing = set(project.vectors.missing(FEATURES, keys)) | set(project.vectors.missing(HASHES, keys))
    kept = [picture for picture in pictures if picture.thumbnail_key not in missing]
    pairs = _read(_path(project), [picture.thumbnail_key for picture in kept])
    return None if pairs is None else _with_worths(project, kept, pairs)


def in_groups(copies: Copies) -> Ids:
    """The pictures that are in a group at some threshold."""
    return copies.ids[_concerned(copies.pairs)]


def copies_at(copies: Copies, threshold: float, best: frozenset[int] = frozenset()) -> CopyGroups:
    """The groups at a threshold. 20,000 pictures with some thousand copies take a few hundredths of a second."""
    found = grouped(copies.pairs, threshold)
    orders, whys = best_of_each(found.members, copies.merits)
    groups = []
    for number, order in enumerate(orders):
        members, likeness, same = found.members[number], found.likeness[number], found.same[number]
        best_worth = copies.worths[int(members[order[0]])]
        why = number_words(tr(WHYS[whys[number]]).format(best_worth.width, best_worth.height))
        ids = copies.ids[members]
        chosen = [place for place in order.tolist() if int(ids[place]) in best] if best else []
        if chosen:
            order = np.array([*chosen, *(place for place in order.tolist() if place not in chosen)])
            why = tr("your choice")
        groups.append(CopyGroup(ids[order], likeness[order], same[order] == same[order[0]], why))
    groups.sort(key=lambda group: (-len(group.ids), int(group.ids[0])))
    return CopyGroups(groups)


def store_findings(project: Project, groups: CopyGroups) -> None:
    """Say of every picture but the best of its group what it is a copy of."""
    bests = [int(group.ids[0]) for group in groups.groups]
    names = {picture.id: picture.name for picture in project.catalogue.pictures(bests)}
    same: dict[int, str] = {}
    near: dict[int, str] = {}
    for group in groups.groups:
        best = int(group.ids[0])
        name = names.get(best, "another")
        others = len(group.ids) - 1
        words = tr("It is a near-copy of “{name}” ({why})", name=name, why=engine_words(group.why)) + (
            tr(", one of {others} such.", others=others) if others > 1 else "."
        )
        for id_, exact in zip(group.ids[1:].tolist(), group.exact[1:].tolist(), strict=True):
            if exact:
                same[id_] = tr("It has the same pixels as “{name}”.", name=name)
            else:
                near[id_] = words
    project.catalogue.set_findings(DUPLICATE, same)
    project.catalogue.set_findings(NEAR_DUPLICATE, near)
    project.catalogue.set_groups(NEAR_DUPLICATE, [group.ids for group in groups.groups])


def _with_worths(project: Project, pictures: Sequence[Picture], pairs: Pairs) -> Copies:
    copies = Copies(np.array([picture.id for picture in pictures], np.int64), pairs)
    wanted = _concerned(pairs)
    scores, known = project.vectors.get(SCORES, [pictures[one].thumbnail_key for one in wanted])
    worths = [PictureWorth(0, 0)] * len(pictures)
    for row, one in enumerate(wanted.tolist()):
        worths[one] = _worth(pictures[one], scores[row] if known[row] else None)
    return replace(copies, worths=worths, merits=merits(worths))


def _worth(picture: Picture, scores: npt.NDArray[np.float32] | None) -> PictureWorth:
    width, height = picture.width, picture.height
    for step in picture.steps:
        if step.kind == "cut":
            width, height = step.options["box"][2:]
    return worth_of(width, height, picture.bytes, picture.format, scores)


def _concerned(pairs: Pairs) -> npt.NDArray[np.int64]:
    """The places of those that have a copy, near or exact."""
    copies = np.bincount(pairs.stands_for, minlength=pairs.count)
    doubled = np.flatnonzero(copies[pairs.stands_for] > 1)
    return np.unique(np.concatenate([pairs.first, pairs.second, doubled]))


def _path(project: Project) -> Path:
    return project.folder / "cache" / "copies.npz"


def _fingerprint(keys: Sequence[str]) -> npt.NDArray[np.uint8]:
    text = f"{_FORM} {HASHES} {FEATURES}\n" + "\n".join(keys)
    return np.frombuffer(hashlib.sha256(text.encode()).digest(), np.uint8)


def _read(path: Path, keys: Sequence[str]) -> Pairs | None:
    """The pairs of the set of these keys; None where the file has none that can be: it may be a stranger's."""
    try:
        with door.open_read(door.check(path, root=path.parent.parent)) as file, zipfile.ZipFile(file) as archive:
            if any(info.compress_type != zipfile.ZIP_STORED for info in archive.infolist()):
                return None  # ours are as long as they say
            file.seek(0)
            with np.load(file, allow_pickle=False) as stored:
                if not np.array_equal(stored["set"], _fingerprint(keys)):
                    return None
                pairs = Pairs(stored["first"], stored["second"], stored["likeness"], stored["stands_for"])
    except (
        OSError,
        OutsideError,
        ValueError,
        KeyError,
        EOFError,
        MemoryError,
        NotImplementedError,
        zipfile.BadZipFile,
    ):
        return None
    return pairs if _are_sound(pairs, len(keys)) else None


def _are_sound(pairs: Pairs, count: int) -> bool:
    """Whether they are pairs of so many pictures, with a number each."""
    stands_for, likeness = pairs.stands_for, pairs.likeness
    for places in (pairs.first, pairs.second, stands_for):
        if (
            places.ndim != 1
            or places.dtype.kind != "i"
            or (places.size and not 0 <= places.min() <= places.max() < count)
        ):
            return False
    return bool(
        len(stands_for) == count
        and np.array_equal(stands_for[stands_for], stands_for)
        and pairs.first.shape == pairs.second.shape == likeness.shape
        and likeness.dtype.kind == "f"
        and np.isfinite(likeness).all()
    )


__all__ = [
    "AT_MOST",
    "DEFAULT",
    "LOWEST",
    "Copies",
    "CopyChoices",
    "CopyGroup",
    "CopyGroups",
    "copies_at",
    "keep_pairs",
    "load_copies",
    "load_copy_choices",
    "load_prints",
    "store_findings",
]
