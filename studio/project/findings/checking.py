"""Checking the originals of a project: each is decoded once, and findings are stored.

The same decoding gives the scores that quality is judged by (`studio.project.findings.qualities`), kept in the
project's cache. Goes on where it was left, batch by batch; the pictures stay in the grid meanwhile.
"""

from __future__ import annotations

import contextlib
import functools
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from gan_engine import processor
from gan_engine.curation.checks.decoding import Finding
from gan_engine.curation.checks.verdicts import Scores
from gan_engine.parallel import ordered_map
from gan_engine.reporting import Report, silent
from studio.project.findings.vectors import QUALITIES
from studio.project.pictures.facts import Flag
from studio.project.project import Project

ROUND = 1
"""Raised when checks come to be that all pictures have to go through again."""
SMALLEST = 32

_BATCH = 64
_THREADS = max(1, min(4, processor.cores() - 1))
_AHEAD = 4


@dataclass(frozen=True)
class CheckSummary:
    """What a round of checks came to."""

    checked: int
    flagged: int


def check_project(project: Project, report: Report = silent, *, threads: int = _THREADS) -> CheckSummary:
    """Check the originals that were not checked yet. Raises what `report` raises: what was found stays."""
    waiting = project.catalogue.unchecked(ROUND)
    digests = _digests(project)
    found: dict[int, list[Flag]] = {}
    measured: dict[str, Scores] = {}
    flagged = 0
    with contextlib.closing(_examined([path for _, path in waiting], threads)) as results:
        for done, ((source, path), (findings, scores)) in enumerate(zip(waiting, results, strict=True), 1):
            found[source] = [Flag(finding.kind, finding.why) for finding in findings]
            flagged += bool(findings)
            if scores is not None and (digest := digests.get(source)):
                measured[f"{digest}/"] = scores
            if len(found) == _BATCH or done == len(waiting):
                if measured:
                    project.vectors.put(QUALITIES, list(measured), np.stack(list(measured.values())))
                project.catalogue.record_findings(ROUND, found)
                found, measured = {}, {}
            report(done, len(waiting), path.name)
    return CheckSummary(len(waiting), flagged)


def _examined(paths: Sequence[Path], threads: int) -> Generator[tuple[list[Finding], Scores | None], None, None]:
    """Findings and scores of each, in order, a few under way at a time."""
    from gan_engine.curation.checks.review import findings_and_scores

    look = functools.partial(findings_and_scores, smallest=SMALLEST)
    return ordered_map(look, paths, threads, _AHEAD * threads, "check")


def _digests(project: Project) -> dict[int, str]:
    """By source, of those that wait to be checked."""
    with project.database.reading() as connection:
        rows = connection.execute("SELECT id, digest FROM sources WHERE checked < ?", (ROUND,)).fetchall()
    return {int(source): digest for source, digest in rows if digest}
