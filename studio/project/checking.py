"""Checking the pictures of a project: every original is decoded once to its end, and what is wrong is stored.

Goes on where it was left, batch by batch; the pictures stay in the grid meanwhile.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

from gan_engine.curation.checks import check_pictures
from gan_engine.reporting import Report, silent
from studio.project.pictures import Flag
from studio.project.project import Project

ROUND = 1
"""Raised when checks come to be that all pictures have to go through again."""
SMALLEST = 32

_BATCH = 64
_THREADS = max(1, min(4, (os.cpu_count() or 2) - 1))


@dataclass(frozen=True)
class CheckSummary:
    """What a round of checks came to."""

    checked: int
    flagged: int


def check_project(project: Project, report: Report = silent, *, threads: int = _THREADS) -> CheckSummary:
    """Check the originals that were not checked yet. Raises what `report` raises: what was found stays."""
    waiting = project.catalogue.unchecked(ROUND)
    found: dict[int, list[Flag]] = {}
    flagged = 0
    paths = [path for _, path in waiting]
    results = check_pictures(paths, smallest=SMALLEST, threads=threads)
    for done, ((source, _), (path, _, findings)) in enumerate(zip(waiting, results, strict=True), 1):
        found[source] = [Flag(finding.kind, finding.why) for finding in findings]
        flagged += bool(findings)
        if len(found) == _BATCH or done == len(waiting):
            project.catalogue.record_findings(ROUND, found)
            found = {}
        report(done, len(waiting), path.name)
    return CheckSummary(len(waiting), flagged)
