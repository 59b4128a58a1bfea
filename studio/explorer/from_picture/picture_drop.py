"""A place for one picture: dropped from outside, or chosen with the system's dialog."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QWidget

from studio import theme
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.picture_view import PictureView
from studio.words import tr, tr_noop

_KINDS = tr_noop("Pictures (*.png *.jpg *.jpeg *.webp *.bmp *.tif *.tiff)")


class PictureDrop(PictureView):
    """`brought(path)` when a picture comes."""

    brought = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("explore.from-picture.target", tr("The picture whose design is looked for"), parent)
        self.setAcceptDrops(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._folder = ""
        self.clicked.connect(self.browse)

    def browse(self) -> None:
        """Choose a picture with the system's dialog."""
        dialog = QFileDialog(self.window(), tr("A picture of yours"), self._folder, tr(_KINDS))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(self._on_files)
        dialog.open()

    def _on_files(self, files: list[str]) -> None:
        self._bring([Path(file) for file in files])

    def _bring(self, files: Sequence[Path]) -> None:
        for file in files:
            self._folder = str(file.parent)
            self.brought.emit(file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space presses. Enter does too, as long as there is no picture: then the mode has a use for it."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() == Qt.Key.Key_Space or (enter and self.image is None):
            self.browse()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_files(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._bring(dropped_files(event.mimeData()))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        if self.hasFocus():
            painter.setPen(QPen(QColor(theme.ACCENT), 1))
            painter.drawRect(self.place().adjusted(0, 0, -1, -1))
        if self.image is None:
            painter.setPen(QColor(theme.QUIET))
            room = self.place().adjusted(theme.UNIT, theme.UNIT, -theme.UNIT, -theme.UNIT)
            wrapped = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(room, wrapped, tr("Drop a picture here, or click to choose one"))
