"""The columns of the table: a model each, opened in the engine, with the pictures it draws."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Signal

from gan_engine.latent.point import Point
from studio.engine_words import error_words
from studio.workers.engine import Engine
from studio.workers.explorer.designs import MODE, DesignPictures, Model

MOST_COLUMNS = 4
_BYTES = 48 * 2**20
"""Of pictures in memory, for each column: 3,000 of 64 px."""


class ModelColumn(QObject):
    """One model. `changed` when it is open, or cannot be; `drawn(points)` as its pictures come."""

    changed = Signal()
    drawn = Signal(list)

    def __init__(self, engine: Engine, path: Path, title: str, parent: QObject) -> None:
        super().__init__(parent)
        self.path = path
        self.title = title
        self.trouble = ""
        """Why it cannot be opened, in words."""
        self.hard = False
        """Whether its designs are pixel art: where they are enlarged, pixels are squares."""
        self.pictures = DesignPictures(engine, small_bytes=_BYTES, full_bytes=_BYTES, parent=self)
        self.pictures.drawn.connect(self.drawn)
        self.pictures.failed.connect(self._failed)
        self._call = engine.call(
            "open_model", {"model": str(path)}, prepare=Model.from_answer, done=self._opened, failed=self._failed
        )

    @property
    def proportions(self) -> QSize:
        """Of its designs; square until it is open."""
        model = self.pictures.model
        return QSize(1, 1) if model is None else model.proportions

    def want(self, points: Sequence[Point]) -> None:
        """Draw these."""
        self.pictures.want(MODE, points)

    def show_hard(self, hard: bool) -> None:
        """Whether its designs are pixel art is known."""
        if hard != self.hard:
            self.hard = hard
            self.drawn.emit([])

    def rest(self) -> None:
        """Draw nothing for now."""
        self.pictures.want(MODE, [])

    def let_go(self) -> None:
        """It is wanted no more."""
        self._call.cancel()
        self.pictures.use(None)
        self.pictures.forget()
        self.deleteLater()

    def _opened(self, model: Model) -> None:
        self.pictures.use(model)
        self.changed.emit()

    def _failed(self, error: BaseException) -> None:
        self.trouble = error_words(error, "what")
        self.changed.emit()
