"""Small pictures of models, for lists.

Of a snapshot the first design that its training drew, of every other network one that the engine draws for it once, and
that the project keeps.
"""

from __future__ import annotations

import functools
import hashlib
from collections import deque
from collections.abc import Hashable
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from gan_engine import door
from gan_engine.errors import PictureError
from gan_engine.pictures import read_picture, write_png
from gan_engine.reporting import Report
from studio.project.project import Project
from studio.words import tr
from studio.workers.engine import Answer
from studio.workers.images import to_array, to_image
from studio.workers.training.snapshot_designs import EDGE, images_of, picture_key, small_picture, within_edge
from studio.workers.workbench import Workbench

_FOLDER = "models"
_SEED = 0


class ModelPictures(QObject):
    """`arrived` when a picture that was asked for is there."""

    arrived = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._thumbnails = workbench.thumbnails
        self._seen: set[Hashable] = set()
        self._asked: set[Path] = set()
        self._waiting: deque[Path] = deque()
        self._drawing: Path | None = None
        self._thumbnails.arrived.connect(self._on_loaded)
        workbench.project_closing.connect(self._forget)

    def picture(self, path: Path) -> QImage | None:
        """That of a generator file, if it is at hand; else it is read or drawn meanwhile."""
        if path.parent.parent.name == "snapshots":
            self._seen.add(picture_key(path.parent))
            return small_picture(self._thumbnails, path.parent)
        project, key = self._workbench.project, _key(path)
        if project is None:
            return None
        self._seen.add(key)
        image = self._thumbnails.picture(key, EDGE, functools.partial(_kept, project, path))
        if image is None and self._thumbnails.failed(key) and path not in self._asked:
            self._asked.add(path)
            self._waiting.append(path)
            self._draw_next()
        return image

    def _on_loaded(self, keys: list[Hashable]) -> None:
        if not self._seen.isdisjoint(keys):
            self.arrived.emit()

    def _forget(self) -> None:
        """Another project: what was not drawn for this one is not drawn."""
        self._seen.clear()
        self._asked.clear()
        self._waiting.clear()
        self._drawing = None

    def _draw_next(self) -> None:
        project = self._workbench.project
        if self._drawing is not None or not self._waiting or project is None:
            return
        path = self._drawing = self._waiting.popleft()
        self._workbench.engine.call(
            "generate", {"model": str(path), "seeds": [_SEED], "patient": True}, prepare=_small,
            partial=functools.partial(self._keep, project, path), done=functools.partial(self._go_on, project),
            failed=functools.partial(self._go_on, project), key="explore.model-picture",
        )  # fmt: skip

    def _keep(self, project: Project, path: Path, images: tuple[QImage, ...]) -> None:
        if images and project is self._workbench.project:
            self._workbench.jobs.start(
                tr("Keeping a picture"), functools.partial(_write, project, path, images[0]),
                functools.partial(self._on_written, path), failed=self._leave, quiet=True,
            )  # fmt: skip

    def _on_written(self, path: Path, _: object) -> None:
        self._thumbnails.forget([_key(path)])
        self.arrived.emit()

    def _leave(self, error: BaseException) -> None:
        """A model without a picture is no less a model."""

    def _go_on(self, project: Project, _: object) -> None:
        """Drawn or not (its file may be damaged: opening it says so)."""
        if project is self._workbench.project:
            self._drawing = None
            self._draw_next()


def _key(path: Path) -> tuple[str, Path]:
    return "model", path


def _file(project: Project, path: Path) -> Path:
    """Where its picture is kept: another file in its place has another."""
    found = path.stat()
    name = hashlib.sha256(f"{path} {found.st_size} {found.st_mtime_ns}".encode()).hexdigest()[:32]
    return project.folder / "cache" / _FOLDER / f"{name}.png"


def _kept(project: Project, path: Path) -> QImage | None:
    try:
        return within_edge(to_image(read_picture(_file(project, path), longest=4 * EDGE)))
    except (PictureError, OSError):
        return None


def _write(project: Project, path: Path, image: QImage, report: Report) -> None:
    file = _file(project, path)
    door.make_folder(file.parent, root=project.folder)
    write_png(file, to_array(image), root=project.folder)


def _small(answer: Answer) -> tuple[QImage, ...]:
    return tuple(within_edge(image) for image in images_of(answer))
