"""Pinning the snapshots of a run, and thinning them out."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine import door
from gan_engine.interchange.design_sources import hold_sources
from gan_engine.reporting import Report
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import history
from gan_engine.runs.pins import pin, unpin
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.thinning import LAST, StoredSnapshot, reasons, stored_snapshots, thin
from studio.words import count_words, size_words, tr
from studio.workers.workbench import Workbench


class SnapshotCare(QObject):
    """`changed` when the run looks otherwise now."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench

    def set_pinned(self, run: Path, snapshot: str, pinned: bool) -> None:
        """Keep this snapshot always, or no longer."""
        act = pin if pinned else unpin
        self._workbench.jobs.start(
            tr("Pinning the snapshot"), lambda report: act(run, snapshot), self._tell, self._fail, lane="requests",
            quiet=True,
        )  # fmt: skip

    def thin_out(self, run: Path) -> None:
        """Put what is not to be kept into the system's bin."""
        project = self._workbench.project
        shelf = project.shelf.folder if project is not None else None
        self._workbench.jobs.start(
            tr("Thinning out the snapshots"), functools.partial(_thin, run, shelf), self._say_thinned, self._fail,
            lane="requests",
        )  # fmt: skip

    def _say_thinned(self, gone: Sequence[StoredSnapshot]) -> None:
        size = size_words(sum(each.bytes for each in gone))
        words = count_words(len(gone), "snapshot")
        self._workbench.notify(
            tr("{snapshots}, {size}, in the bin", snapshots=words, size=size)
            if gone
            else tr("There is nothing to thin out")
        )
        self.changed.emit()

    def _tell(self, _: object) -> None:
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self._workbench.report_error(tr("Keeping and thinning out snapshots"), error)
        self.changed.emit()


def thinnable(
    stored: Sequence[StoredSnapshot], measured: Sequence[MetricMeasured], document: Mapping[str, Any]
) -> tuple[str, ...]:
    """Names of the snapshots that thinning takes away from a run with this run.json."""
    kept = reasons(stored, measured, last=_last(document))
    return tuple(each.name for each in stored if each.name not in kept)


def _thin(run: Path, shelf: Path | None, report: Report) -> list[StoredSnapshot]:
    directory = RunDirectory.open(run)
    document, measured = directory.read_run(), history(run).metrics
    with directory.hold():
        if shelf is not None:
            hold_sources(run, thinnable(stored_snapshots(directory), measured, document), shelf, report)
        return thin(directory, measured, last=_last(document), remove=_to_bin)


def _to_bin(folder: Path, root: Path) -> None:
    door.to_bin(folder, root=root)


def _last(document: Mapping[str, Any]) -> int:
    configuration = document.get("configuration")
    last = configuration.get("keep_states") if isinstance(configuration, Mapping) else None
    return last if type(last) is int else LAST
