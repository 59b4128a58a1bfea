"""Dragging designs out of the window as files of the kind chosen for exports, written when somebody takes them.

What another program wants is a file on the disk. Writing one for every drag that ends where it began would be
waste, and writing it when the drop comes would keep the other program waiting: so the engine draws and writes
while the pointer is still on its way, and the file's name is told when it is asked for.
"""

from __future__ import annotations

import contextlib
import logging
import tempfile
import threading
import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QByteArray, QCoreApplication, QEventLoop, QMetaType, QMimeData, QObject, QUrl

from gan_engine import atomic, door
from gan_engine.errors import EngineError
from gan_engine.latent.point import Point
from studio.settings import Settings
from studio.widgets.export.parts import usual_options
from studio.workers.design_exports import drawn_designs
from studio.workers.designs_mime import DESIGNS_MIME
from studio.workers.engine import Answer, Call, Engine
from studio.workers.explorer.design_recipes import design_recipe, file_name, recipes_to_mime
from studio.workers.explorer.designs import Model

log = logging.getLogger(__name__)

URIS = "text/uri-list"
MOST_FILES = 100
"""Of one drag; more designs than that go by way of the shelf."""
PATIENCE = 5.0
"""Seconds a drop waits for files that are not written yet. The other program stands still meanwhile; we draw."""
_LOOK = 0.02


class DraggedFiles:
    """Files of designs in a temporary folder, written on the thread that reads the engine's answers."""

    def __init__(self, folder: Path, names: Sequence[str]) -> None:
        self._folder = folder
        self._names = names
        self.call: Call | None = None
        """By which they are drawn."""
        self._change = threading.Condition()
        self._paths: list[Path] = []
        self._failed = False

    def take(self, answer: Answer) -> None:
        """Write the next design, as it comes encoded (on the reading thread)."""
        if not answer.arrays:
            return
        path = self._folder / self._names[len(self._paths)]
        try:
            atomic.write_bytes(path, answer.arrays[0].tobytes(), root=self._folder)
        except (EngineError, OSError):
            log.warning("A design that is dragged could not be written", exc_info=True)
            with self._change:
                self._failed = True
                self._change.notify_all()
            return
        with self._change:
            self._paths.append(path)
            self._change.notify_all()

    def wait(self, seconds: float = PATIENCE) -> list[Path]:
        """The files, all of them; none if they did not come in time, or will not come (on the GUI thread).

        Qt wants them in the answer to one call, so the drop cannot go on before; but the window draws.
        """
        end = time.monotonic() + seconds
        while not self._is_over and time.monotonic() < end:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            with self._change:
                if not self._is_over:
                    self._change.wait(_LOOK)
        with self._change:
            return list(self._paths) if len(self._paths) == len(self._names) else []

    @property
    def _is_over(self) -> bool:
        """Whether nothing more is to come: what failed is told to the GUI thread, which waits here."""
        answered = self.call is not None and (self.call.answered.is_set() or self.call.cancelled)
        return self._failed or len(self._paths) == len(self._names) or answered


class DesignMime(QMimeData):
    """The designs as recipes at once, and as files when asked."""

    def __init__(self, recipes: bytes, files: DraggedFiles | None) -> None:
        super().__init__()
        self._recipes = recipes
        self._files = files

    def formats(self) -> list[str]:
        return [DESIGNS_MIME] if self._files is None else [DESIGNS_MIME, URIS]

    def hasFormat(self, kind: str) -> bool:
        return kind in self.formats()

    def retrieveData(self, kind: str, wanted: QMetaType | QMetaType.Type) -> object:
        if kind == DESIGNS_MIME:
            return QByteArray(self._recipes)
        if kind == URIS and self._files is not None:
            return [QUrl.fromLocalFile(str(path)) for path in self._files.wait()]
        return None


class DragOut(QObject):
    """Makes the data of drags for one workspace; `clear` throws the files of the past ones away."""

    def __init__(self, engine: Engine, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._engine = engine
        self._settings = settings
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._number = 0
        self._call: Call | None = None

    def mime(self, model: Model, designs: Sequence[Point]) -> QMimeData:
        """The data of a drag of these designs."""
        recipes = recipes_to_mime([design_recipe(design, model) for design in designs])
        if len(designs) > MOST_FILES:
            return DesignMime(recipes, None)
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="maquette-")
        self._number += 1
        folder = door.make_folder(Path(self._folder.name, str(self._number)), root=Path(self._folder.name))
        options = usual_options(self._settings)
        names = [file_name(model, design, number, options.suffix) for number, design in enumerate(designs, 1)]
        files = DraggedFiles(folder, names)
        asked = options.model_dump(mode="json", include={"kind", "quality", "recipe"})  # not what takes long
        self._call = files.call = self._engine.call(
            "encode_designs", {**drawn_designs(model, designs).params(), "options": asked}, prepare=files.take,
            failed=self._on_failed,
        )  # fmt: skip
        return DesignMime(recipes, files)

    def clear(self) -> None:
        """Whoever took the files has had the time to read them."""
        if self._call is not None:
            self._call.cancel()
            self._call = None
        folder, self._folder = self._folder, None
        if folder is not None:
            with contextlib.suppress(OSError):
                folder.cleanup()

    def _on_failed(self, error: BaseException) -> None:
        log.warning("Designs that are dragged could not be drawn: %s", error)
