"""Checking picture files: each is decoded to its last pixel, and what is wrong is said in words."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from gan_engine import processor
from gan_engine.errors import PictureError
from gan_engine.parallel import ordered_map
from gan_engine.pictures import PICTURE_FAULTS, PictureFacts, verify
from gan_engine.reporting import Report, silent

FINDING_KINDS: Mapping[str, str] = {**PICTURE_FAULTS, "animated": "It has several frames or pages; the first is used."}


@dataclass(frozen=True)
class Finding:
    """Something to know about a picture. `kind` is one of those in `curation.checks.review`, `why` one sentence."""

    kind: str
    why: str
    score: float | None = None
    """What it was judged by, where there is a number."""
    of: tuple[Path, ...] = ()
    """The pictures that this one repeats."""


def check_picture(path: Path, *, smallest: int = 32) -> list[Finding]:
    """What is wrong with a picture, after decoding all of it; nothing for a good one.

    `smallest`: the least number of pixels its shorter side should have.
    """
    return facts_and_findings(path, smallest=smallest)[1]


def facts_and_findings(path: Path, *, smallest: int = 32) -> tuple[PictureFacts | None, list[Finding]]:
    """As `check_picture`, with the facts (None where it could not be read)."""
    try:
        facts = verify(path)
    except PictureError as error:
        return None, [Finding(error.kind, error.why)]
    return facts, findings_of_facts(facts, smallest=smallest)


def findings_of_facts(facts: PictureFacts, *, smallest: int = 32) -> list[Finding]:
    """What is wrong with a picture by its size and frames alone."""
    findings = []
    if min(facts.width, facts.height) < smallest:
        why = f"It has {facts.width} x {facts.height} pixels; each side should have {smallest} at least."
        findings.append(Finding("too-small", why))
    if facts.frames > 1:
        findings.append(Finding("animated", FINDING_KINDS["animated"]))
    return findings


def check_pictures(
    paths: Iterable[Path], *, smallest: int = 32, report: Report = silent, threads: int | None = None
) -> Iterator[tuple[Path, PictureFacts | None, list[Finding]]]:
    """Check many pictures on several threads. Results come in the order of `paths`, which is read as it is needed."""
    threads = threads or processor.cores()
    total = len(paths) if isinstance(paths, list | tuple) else None

    def work(path: Path) -> tuple[Path, PictureFacts | None, list[Finding]]:
        return path, *facts_and_findings(path, smallest=smallest)

    with contextlib.closing(ordered_map(work, paths, threads, 4 * threads, "check")) as results:
        for done, (path, facts, findings) in enumerate(results, 1):
            report(done, total, path.name)
            yield path, facts, findings
