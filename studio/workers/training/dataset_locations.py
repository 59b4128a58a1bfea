"""Where runs' datasets lie, and setting down a new place. For worker threads.

What a run was trained on is known by its digest; a place whose content is another is never taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gan_engine.reporting import Report
from gan_engine.runs.dataset_location import likely_paths, move_dataset, trouble
from gan_engine.runs.run_directory import RunDirectory


class DatasetWatch:
    """Looks after one run's dataset, again and again; into what lies there only when there is reason to, and once."""

    def __init__(self, run: Path) -> None:
        self._run = run
        self._stamp: object = None
        self._thorough = False
        self.trouble = ""
        """What is wrong with it, in words; "" where nothing is."""
        self.is_missing = False
        """Nothing lies there, rather than another set."""

    def look(self, document: Mapping[str, Any], *, thoroughly: bool) -> None:
        """Look again; `thoroughly`, whether it is another set: a folder's pictures are then read."""
        facts = document.get("dataset")
        if not isinstance(facts, Mapping) or not isinstance(facts.get("digest"), str):
            self.trouble, self.is_missing = "", False
            return
        stamp = (facts, [(path, _stamp(path)) for path in likely_paths(self._run, facts)])
        if stamp == self._stamp and self._thorough >= thoroughly:
            return
        self._stamp, self._thorough = stamp, thoroughly
        self.trouble = trouble(self._run, facts, thoroughly=thoroughly)
        self.is_missing = bool(self.trouble) and not any(path.exists() for path in likely_paths(self._run, facts))


def set_location(run: Path, path: Path, report: Report) -> Path:
    """Have the run look for its dataset at `place` from now on; the run again. Raises `EngineError`, then as before."""
    report(0, None, path.name)
    move_dataset(RunDirectory.open(run), path)
    return run


def _stamp(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except (OSError, ValueError):
        return None
    return status.st_mtime_ns, status.st_size
