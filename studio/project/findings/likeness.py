"""The likeness of a project's pictures: strangers, and the spaces for questions about likeness.

Worked out from the features that are kept of the pictures, once for as long as these stay the same; what the artist
has said on it (from which score on, and which belong all the same) is remembered with the project.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from gan_engine.reporting import Report, silent
from studio.project.findings.vectors import FEATURES, LAYOUT, STYLES
from studio.project.pictures.query import DAMAGED_KINDS, State
from studio.project.project import Project
from studio.project.store.ids import Ids, pack_ids, unpack_ids
from studio.words import tr

FINDING = "outlier"
CHOICE = "unlike"
MAP_KEY = "map"
STAMP_KEY = "unlike-stamp"
FEWEST = 12
"""Pictures below which there is no rest to be unlike of."""

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Likeness:
    """Of the pictures whose features are known; rows are those of `ids`."""

    ids: Ids
    keys: tuple[str, ...]
    stamp: str
    """Another where other pictures, or other features, are compared."""
    unknown: int
    """Pictures that are left out, since nothing has looked at them yet."""
    scores: Floats
    """[N] how unlike the rest, 0 is usual."""
    threshold: float
    """The suggested one."""
    judging: Floats
    """[N, d], for `gan_engine.curation.likeness.culling` and `.classes`."""
    space: Floats
    """[N, 64], for groups and the map."""

    def rows_of(self, ids: Ids) -> npt.NDArray[np.int64]:
        """Where these stand; those not compared are left out."""
        return np.flatnonzero(np.isin(self.ids, ids))


@dataclass(frozen=True)
class Opinion:
    """What the artist has said about strangers."""

    threshold: float | None = None
    """None: the suggested one."""
    belong: Ids = field(default_factory=lambda: np.empty(0, np.int64))
    """Pictures that are not to be flagged, whatever their score."""

    def stored(self) -> dict[str, object]:
        """As the project keeps it."""
        return {"threshold": self.threshold, "belong": pack_ids(self.belong)}

    @classmethod
    def from_stored(cls, value: object) -> Opinion:
        """What was stored; nothing said where it cannot be read."""
        if not isinstance(value, Mapping):
            return cls()
        threshold, belong = value.get("threshold"), value.get("belong")
        try:
            ids = unpack_ids(belong) if isinstance(belong, str) else np.empty(0, np.int64)
        except ValueError:
            ids = np.empty(0, np.int64)
        return cls(float(threshold) if isinstance(threshold, int | float) else None, ids)

    def flagged(self, likeness: Likeness, threshold: float | None = None) -> Ids:
        """The strangers, the strangest first. 20,000 take a millisecond. `threshold`: one that is being tried."""
        limit = threshold if threshold is not None else self.threshold
        limit = likeness.threshold if limit is None else limit
        rows = np.flatnonzero(likeness.scores > limit)
        rows = rows[~np.isin(likeness.ids[rows], self.belong)]
        return likeness.ids[rows[np.argsort(-likeness.scores[rows], kind="stable")]]


@dataclass(frozen=True, eq=False)
class Marks:
    """What is decided on the pictures, as arrays."""

    ids: Ids
    states: npt.NDArray[np.int8]
    """Values of `State`."""
    by_rule: npt.NDArray[np.bool_]
    """Whether that was decided by a proposal or a rule, not by the artist for this picture."""
    classes: npt.NDArray[np.int64]
    """Index into `class_names`, -1 for none."""
    class_names: tuple[str, ...]
    folders: npt.NDArray[np.int64]
    """Index into `folder_names`, by the first part of the folder."""
    folder_names: tuple[str, ...]

    def of(self, ids: Ids) -> Marks:
        """In the order of `ids`, all of which must be there or are undecided."""
        if not len(self.ids):
            undecided, none = np.zeros(len(ids), np.int8), np.full(len(ids), -1, np.int64)
            answered = np.zeros(len(ids), bool)
            return Marks(ids, undecided, answered, none, self.class_names, none, self.folder_names)
        order = np.argsort(self.ids, kind="stable")
        places = order[np.minimum(np.searchsorted(self.ids[order], ids), len(order) - 1)]
        there = self.ids[places] == ids

        def pick(values: npt.NDArray[np.integer] | npt.NDArray[np.bool_], otherwise: int) -> npt.NDArray[np.int64]:
            return np.where(there, values[places], otherwise).astype(np.int64)

        return Marks(
            ids, pick(self.states, int(State.UNDECIDED)).astype(np.int8), pick(self.by_rule, 0).astype(bool),
            pick(self.classes, -1), self.class_names, pick(self.folders, -1), self.folder_names,
        )  # fmt: skip


def compare(
    project: Project, before: Likeness | None = None, report: Report = silent, *, only_news: bool = False
) -> Likeness | None:
    """Compare the pictures; None where they are those that were compared `before`, or with `only_news` those whose
    strangers are stored already. Raises what `report` raises."""
    from gan_engine.curation.likeness.culling import prepare
    from gan_engine.curation.likeness.outliers import find_strangers
    from gan_engine.curation.likeness.spaces import principal, unit

    ids, keys = _keys(project)
    report(0, 4)
    missing = set(project.vectors.missing(FEATURES, keys)) | set(project.vectors.missing(STYLES, keys))
    known = np.array([key not in missing for key in keys], bool)
    chosen = tuple(key for key in keys if key not in missing)
    stamp = hashlib.sha256("\n".join((FEATURES, STYLES, *chosen)).encode()).hexdigest()[:16]
    if before is not None and (before.stamp, before.unknown) == (stamp, int((~known).sum())):
        return None
    if only_news and project.recall(STAMP_KEY) == stamp:
        return None
    features, found = project.vectors.get(FEATURES, chosen)
    styles, drawn = project.vectors.get(STYLES, chosen)
    if not len(chosen) or not (found & drawn).all():
        chosen, features, styles = (), np.zeros((0, 1), np.float32), np.zeros((0, 0), np.float32)
        known[:] = False
    features = np.asarray(features, np.float32)
    report(1, 4)
    strangers = find_strangers(np.concatenate([features, styles], axis=1), _within(report))
    del styles
    report(2, 4)
    judging = prepare(features, _within(report))
    report(3, 4)
    space = unit(principal(features, 64)) if len(features) > 1 else np.zeros((len(features), 1), np.float32)
    return Likeness(
        ids[known], chosen, stamp, int((~known).sum()), strangers.scores, strangers.threshold, judging, space
    )


def map_places(project: Project, likeness: Likeness, report: Report = silent) -> Floats:
    """Where the pictures stand on the map, [N, 2]: kept from the last time, or drawn anew (seconds to a minute)."""
    from gan_engine.curation.likeness.layout import layout

    places, known = project.vectors.get(LAYOUT, likeness.keys)
    if known.all() and places.shape[1:] == (2,) and project.recall(MAP_KEY) == likeness.stamp:
        return np.asarray(places, np.float32)
    drawn = layout(likeness.space, report)
    project.vectors.put(LAYOUT, likeness.keys, drawn)
    project.remember(MAP_KEY, likeness.stamp)
    return drawn


def load_opinion(project: Project) -> Opinion:
    """What the artist has said."""
    return Opinion.from_stored(project.choice(CHOICE))


def store_findings(project: Project, opinion: Opinion, likeness: Likeness) -> None:
    """Store who is flagged, each with the reason."""
    flagged = opinion.flagged(likeness)
    scores = dict(zip(likeness.ids.tolist(), likeness.scores.tolist(), strict=True))
    project.catalogue.set_findings(FINDING, {int(id_): why(scores[int(id_)]) for id_ in flagged})
    project.remember(STAMP_KEY, likeness.stamp)


def why(score: float) -> str:
    """Why a picture of this score is worth a look, in a sentence."""
    return tr("It is unlike the rest of the set ({score:.1f} where most stay below 1).", score=score)


def read_marks(project: Project) -> Marks:
    """What is decided on all pictures."""
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, p.state, coalesce(c.name, ''), p.folder, p.by_rule FROM pictures AS p"
            " LEFT JOIN classes AS c ON c.id = p.class WHERE p.removed = 0 ORDER BY p.sort, p.id"
        ).fetchall()
    classes = tuple(sorted({row[2] for row in rows} - {""}))
    firsts = [row[3].partition("/")[0] for row in rows]
    folders = tuple(sorted(set(firsts) - {""}))
    place = {name: number for number, name in enumerate(classes)}
    folder = {name: number for number, name in enumerate(folders)}
    return Marks(
        np.array([row[0] for row in rows], np.int64),
        np.array([row[1] for row in rows], np.int8),
        np.array([row[4] for row in rows], bool),
        np.array([place.get(row[2], -1) for row in rows], np.int64),
        classes,
        np.array([folder.get(first, -1) for first in firsts], np.int64),
        folders,
    )


def read_tags(project: Project) -> tuple[tuple[str, ...], dict[int, int]]:
    """The tags in use, and which of them is the first of each picture that has any."""
    names = tuple(project.catalogue.tag_names())
    place = {name: number for number, name in enumerate(names)}
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT picture, tags.name FROM picture_tags JOIN tags ON tags.id = tag"
            " JOIN pictures ON pictures.id = picture WHERE removed = 0"
        ).fetchall()
    found: dict[int, int] = {}
    for picture, name in rows:
        found[picture] = min(found.get(picture, len(names)), place[name])
    return names, found


def _keys(project: Project) -> tuple[Ids, list[str]]:
    """The pictures that can be looked at, and what their vectors are kept under."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, s.digest || '/' || p.steps_key FROM pictures AS p JOIN sources AS s ON s.id = p.source"
            " WHERE p.removed = 0 AND coalesce(s.digest, '') != ''"
            f" AND p.id NOT IN (SELECT picture FROM findings WHERE kind IN ({marks})) ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
    return np.array([row[0] for row in rows], np.int64), [row[1] for row in rows]


def _within(report: Report) -> Report:
    """Lets a part of the work be cancelled without its numbers being shown."""

    def ask(done: int, total: int | None, what: str = "") -> None:
        report(1, 4, what)

    return ask
