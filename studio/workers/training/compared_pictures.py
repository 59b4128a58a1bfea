"""The same designs of several snapshots, drawn one snapshot after the other after all else that is looked at."""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage

from gan_engine.reporting import Report
from gan_engine.runs.run_directory import GENERATOR
from studio.engine_words import error_words
from studio.words import tr
from studio.workers.engine import Answer, Call
from studio.workers.file_digests import FileDigests
from studio.workers.training.comparison import SnapshotRow
from studio.workers.training.snapshot_designs import asked_designs, images_of
from studio.workers.workbench import Workbench

SEEDS = range(6)
"""Of the designs of each snapshot, drawn by its averaged weights at truncation 1."""
_EDGE = 256
"""They are shown no larger, px."""
_KEPT_BYTES = 96 * 2**20


@dataclass(frozen=True)
class Strip:
    """The designs of one snapshot, or why there are none."""

    designs: tuple[QImage, ...] = ()
    trouble: str = ""

    @property
    def is_there(self) -> bool:
        """Neither is still awaited."""
        return bool(self.designs or self.trouble)


class ComparedPictures(QObject):
    """`changed` when a snapshot's designs are there, or cannot be drawn. Those of a network that was drawn before come
    from memory, by the digest of its file."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._wanted: list[SnapshotRow] = []
        self._documents: Mapping[Path, Mapping[str, Any]] = {}
        self._files = FileDigests()
        self._digests: dict[Path, str] = {}
        self._troubles: dict[Path, str] = {}
        self._drawn: OrderedDict[str, tuple[QImage, ...]] = OrderedDict()
        self._call: Call | None = None
        self._coming: tuple[QImage, ...] = ()

    def want(self, rows: Sequence[SnapshotRow], documents: Mapping[Path, Mapping[str, Any]]) -> None:
        """Draw those of these snapshots that are not at hand, in this order; `documents`: each run's run.json."""
        self._wanted, self._documents = list(rows), documents
        self._troubles.clear()
        self._workbench.jobs.start(
            tr("Looking at snapshots"), functools.partial(_read, self._files, [row.path for row in rows]),
            self._take, self._not_read, key="train.compare.digests", quiet=True,
        )  # fmt: skip

    def rest(self) -> None:
        """Draw nothing more for now."""
        self._wanted = []
        if self._call is not None:
            self._call.cancel()
            self._call = None

    def strip(self, row: SnapshotRow) -> Strip:
        """What there is of a snapshot."""
        trouble = self._troubles.get(row.path, "")
        return Strip(() if trouble else self._drawn.get(self._digests.get(row.path, ""), ()), trouble)

    def _take(self, found: Mapping[Path, str]) -> None:
        self._digests.update({path: value for path, value in found.items() if value})
        self._troubles.update({path: _gone() for path, value in found.items() if not value})
        self.changed.emit()
        self._go_on()

    def _not_read(self, error: BaseException) -> None:
        self._troubles.update({row.path: error_words(error) for row in self._wanted})
        self.changed.emit()

    def _go_on(self) -> None:
        """One at a time: what else the engine is asked need not wait for many."""
        if self._call is not None:
            return
        for row in self._wanted:
            if row.path in self._digests and not self.strip(row).is_there:
                self._coming = ()
                asked = asked_designs(row.path, self._documents.get(row.run, {}), SEEDS)
                self._call = self._workbench.engine.call(
                    "generate", {**asked, "patient": True}, prepare=_small, partial=self._put,
                    done=functools.partial(self._done, row.path), failed=functools.partial(self._failed, row.path),
                )  # fmt: skip
                return

    def _put(self, images: tuple[QImage, ...]) -> None:
        self._coming += images

    def _done(self, path: Path, _: object) -> None:
        self._call = None
        if self._coming:
            self._drawn[self._digests[path]] = self._coming
        else:
            self._troubles[path] = _gone()
        held = sum(int(image.sizeInBytes()) for images in self._drawn.values() for image in images)
        wanted = {self._digests.get(row.path) for row in self._wanted}
        for old in [each for each in self._drawn if each not in wanted]:
            if held <= _KEPT_BYTES:
                break
            held -= sum(int(image.sizeInBytes()) for image in self._drawn.pop(old))
        self.changed.emit()
        self._go_on()

    def _failed(self, path: Path, error: BaseException) -> None:
        self._call = None
        self._troubles[path] = error_words(error, "what")
        self.changed.emit()
        self._go_on()


def _read(files: FileDigests, snapshots: Sequence[Path], report: Report) -> dict[Path, str]:
    found = {}
    for number, path in enumerate(snapshots):
        report(number, len(snapshots))
        found[path] = files.of(path / GENERATOR)
    return found


def _gone() -> str:
    return tr("Its network is no longer there, or cannot be read.")


def _small(answer: Answer) -> tuple[QImage, ...]:
    """On the engine's reading thread."""
    return tuple(
        image.scaled(_EDGE, _EDGE, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
        if max(image.width(), image.height()) > _EDGE
        else image
        for image in images_of(answer)
    )
