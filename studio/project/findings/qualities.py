"""Quality scores of a project's pictures, thresholds and exceptions, and the findings that follow.

Scores lie in the project's cache, by original and steps. What the artist has said to them lies with the project: where
each threshold stands, and which pictures are fine though they are beyond it.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from gan_engine.curation.checks.verdicts import CHECKS, QUALITIES, QUALITY_KINDS, Check, Scores, flagged, why
from gan_engine.errors import EngineError
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent
from studio.project.findings.vectors import QUALITIES as STORE
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import DAMAGED_KINDS
from studio.project.project import Project
from studio.project.store.ids import Ids

CHOICE = "checks"

_BATCH = 64
_THREADS = 2


@dataclass(frozen=True)
class Standards:
    """What the artist holds the pictures to."""

    thresholds: Mapping[str, float] = field(default_factory=dict)
    """By kind, where they are not the usual ones."""
    fine: Mapping[str, frozenset[int]] = field(default_factory=dict)
    """By kind, pictures that are not to be flagged for it."""

    def threshold(self, check: Check) -> float:
        """Where the threshold of a check stands."""
        return self.thresholds.get(check.kind, check.threshold)

    def moved(self, check: Check, threshold: float) -> Standards:
        """With a threshold elsewhere."""
        others = {kind: value for kind, value in self.thresholds.items() if kind != check.kind}
        if abs(threshold - check.threshold) > check.step / 4:
            others[check.kind] = threshold
        return Standards(others, self.fine)

    def excepting(self, kind: str, ids: Iterable[int]) -> Standards:
        """With more pictures that are fine."""
        return Standards(self.thresholds, {**self.fine, kind: self.fine.get(kind, frozenset()) | frozenset(ids)})

    def asking_again(self, kind: str) -> Standards:
        """Without the exceptions of a kind."""
        return Standards(self.thresholds, {key: ids for key, ids in self.fine.items() if key != kind})

    def differing(self, other: Standards) -> tuple[str, ...]:
        """The kinds of checks in which these are not the same."""
        return tuple(
            check.kind
            for check in CHECKS
            if self.threshold(check) != other.threshold(check)
            or self.fine.get(check.kind, frozenset()) != other.fine.get(check.kind, frozenset())
        )

    def stored(self) -> dict[str, Any]:
        """As the project keeps it."""
        return {
            "thresholds": dict(self.thresholds),
            "fine": {kind: sorted(ids) for kind, ids in self.fine.items() if ids},
        }

    @classmethod
    def from_stored(cls, value: object) -> Standards:
        """What was stored; what cannot be is left out."""
        if not isinstance(value, Mapping):
            return cls()
        thresholds, fine = value.get("thresholds"), value.get("fine")
        return cls(
            {
                kind: float(number)
                for kind, number in (thresholds.items() if isinstance(thresholds, Mapping) else ())
                if kind in QUALITY_KINDS and isinstance(number, int | float)
            },
            {
                kind: frozenset(id_ for id_ in ids if isinstance(id_, int))
                for kind, ids in (fine.items() if isinstance(fine, Mapping) else ())
                if kind in QUALITY_KINDS and isinstance(ids, list)
            },
        )


@dataclass(frozen=True)
class Qualities:
    """The scores of all pictures of a project."""

    ids: Ids
    scores: Scores
    """[N, K]; not-a-number where a picture was not measured."""

    @functools.cached_property
    def _sorted(self) -> tuple[Ids, Ids]:
        """The ids in order, and where each stands."""
        order = np.argsort(self.ids, kind="stable")
        return self.ids[order], order

    def row_of(self, id_: int) -> int:
        """The row of a picture, -1 where there is none."""
        ids, order = self._sorted
        index = int(np.searchsorted(ids, id_))
        return int(order[index]) if index < len(ids) and ids[index] == id_ else -1

    def of(self, check: Check) -> Scores:
        """The scores of one check."""
        return self.scores[:, check.score]

    @property
    def measured(self) -> int:
        """How many pictures have scores."""
        return int(np.count_nonzero(~np.isnan(self.scores[:, 0]))) if len(self.ids) else 0

    def flagged(self, check: Check, standards: Standards) -> Ids:
        """The pictures beyond the threshold and not excepted, the worst first. 20,000 take a millisecond."""
        return self.beyond(check, standards.threshold(check), standards.fine.get(check.kind, frozenset()))

    def beyond(self, check: Check, threshold: float, fine: frozenset[int] = frozenset()) -> Ids:
        """As `flagged`, for a threshold that is being tried."""
        values = self.of(check)
        places = np.flatnonzero(flagged(check, values, threshold))
        if fine:
            places = places[~np.isin(self.ids[places], np.fromiter(fine, np.int64, len(fine)))]
        order = np.argsort(-values[places] if check.above else values[places], kind="stable")
        return self.ids[places[order]]


def load_qualities(project: Project) -> Qualities:
    """What has been measured so far. 100,000 pictures take a second or two."""
    keys = _keys(project)
    ids = np.fromiter(keys, np.int64, len(keys))
    rows, known = project.vectors.get(STORE, list(keys.values()))
    scores = np.full((len(ids), len(QUALITIES)), np.nan, np.float32)
    if rows.shape[1:] == scores.shape[1:]:
        scores[known] = rows[known]
    return Qualities(ids, scores)


def load_standards(project: Project) -> Standards:
    """What the artist has said."""
    return Standards.from_stored(project.choice(CHOICE))


def measure_project(project: Project, report: Report = silent, *, threads: int = _THREADS) -> int:
    """Measure the pictures that were not; how many were. Goes on where it was left; raises what `report` raises."""
    keys = _keys(project)
    wanted = set(project.vectors.missing(STORE, list(keys.values())))
    by_key = {key: id_ for id_, key in keys.items() if key in wanted}
    pictures = {
        picture.thumbnail_key: picture
        for picture in project.catalogue.pictures(by_key.values())
        if picture.thumbnail_key and not picture.missing
    }
    batch, rows = [], []
    measured = ordered_map(_measure, pictures.values(), threads, 4 * threads, "measure")
    try:
        with contextlib.closing(measured):
            for done, ((key, picture), scores) in enumerate(zip(pictures.items(), measured, strict=True), 1):
                if scores is not None:
                    batch.append(key)
                    rows.append(scores)
                if len(batch) == _BATCH:
                    project.vectors.put(STORE, batch, np.stack(rows))
                    batch, rows = [], []
                report(done, len(pictures), picture.name)
    finally:
        if batch:
            project.vectors.put(STORE, batch, np.stack(rows))
    return len(pictures)


def store_findings(project: Project, standards: Standards, qualities: Qualities, kinds: Sequence[str] = ()) -> None:
    """Store what is flagged, each with its reason."""
    places = {int(id_): index for index, id_ in enumerate(qualities.ids)}
    for check in CHECKS:
        if not kinds or check.kind in kinds:
            values = qualities.of(check)
            project.catalogue.set_findings(
                check.kind,
                {
                    int(id_): why(check.kind, float(values[places[int(id_)]]))
                    for id_ in qualities.flagged(check, standards)
                },
            )


def _keys(project: Project) -> dict[int, str]:
    """What the scores of each picture are kept under, as `Picture.thumbnail_key`; "" where there can be none."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, s.digest, p.steps_key, EXISTS"
            f" (SELECT 1 FROM findings WHERE picture = p.id AND kind IN ({marks}))"
            " FROM pictures AS p JOIN sources AS s ON s.id = p.source WHERE p.removed = 0 ORDER BY p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
    return {id_: f"{digest}/{steps}" if digest and not damaged else "" for id_, digest, steps, damaged in rows}


def _measure(picture: Picture) -> Scores | None:
    """None where it cannot be read: the check of the files says so."""
    from gan_engine.curation.checks.quality import READ_AT, measure
    from studio.project.pictures.edited_picture import edited_picture

    try:
        return measure(edited_picture(picture.path, picture.original.steps, READ_AT))
    except (EngineError, MemoryError):
        return None
