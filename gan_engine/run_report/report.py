"""Writing a report: one HTML file, of one run or several, that needs nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from gan_engine import atomic
from gan_engine.errors import RunError
from gan_engine.reporting import Report, silent
from gan_engine.run_report.contents import read_contents
from gan_engine.run_report.page import page

FILE = "report.html"
"""In a run's folder, where it is written at the end of a training."""
MOST_BYTES = 6 * 10**6
"""What its pictures take together at most, where nothing else is asked for: it fits into a mail."""
MOST_RUNS = 24


def write_report(
    runs: Sequence[Path], out: Path, *, most_bytes: int = MOST_BYTES, root: Path | None = None, report: Report = silent
) -> Path:
    """Write the report of `runs` to `out`, whole or not at all; returns it. May be cancelled through `report`.

    `root` is the folder that `out` belongs to, where no person named it. Raises `RunError` where there is no run, or
    its description is damaged; `DiskError`.
    """
    if not 1 <= len(runs) <= MOST_RUNS:
        raise RunError(f"A report is of 1 to {MOST_RUNS} trainings.", do="Choose fewer.")
    contents = []
    for number, path in enumerate(runs):
        report(number, len(runs) + 1, Path(path).name)
        contents.append(read_contents(path))
    report(len(runs), len(runs) + 1)
    today = datetime.now().astimezone().date().isoformat()
    written = page(contents, most_bytes=most_bytes, made=today, program=version("maquette"))
    atomic.write_bytes(out, written.encode("utf-8"), root=root)
    report(len(runs) + 1, len(runs) + 1)
    return out
