"""Dropping files on Curate, and what is said while they are over it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QFont, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.widgets.dropped_files import dropped_files
from studio.words import tr


class DropZone(QWidget):
    """Lies over its owner while files are dragged across; `dropped(list of paths)`. Takes over the owner's drops."""

    dropped = Signal(list)

    def __init__(self, owner: QWidget, name: str) -> None:
        super().__init__(owner)
        self._owner = owner
        self.setObjectName(name)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        owner.setAcceptDrops(True)
        owner.installEventFilter(self)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.DragEnter and isinstance(event, QDragEnterEvent):
            if event.source() is None and dropped_files(event.mimeData()):
                event.setDropAction(Qt.DropAction.CopyAction)
                event.accept()
                self.setGeometry(self._owner.rect())
                self.raise_()
                self.show()
                return True
        elif kind == QEvent.Type.DragLeave:
            self.hide()
        elif kind == QEvent.Type.Drop and isinstance(event, QDropEvent) and self.isVisible():
            self.hide()
            paths = dropped_files(event.mimeData())
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()
            if paths:
                self.dropped.emit(paths)
            return True
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shade = QColor(theme.BAR)
        shade.setAlpha(235)
        painter.fillRect(self.rect(), shade)
        painter.setPen(QPen(QColor(theme.ACCENT), 2, Qt.PenStyle.DashLine))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(16, 16, -16, -16), 8, 8)
        painter.setPen(QColor(theme.TEXT))
        painter.setFont(theme.font(20, QFont.Weight.DemiBold))
        middle = self.rect().adjusted(0, -16, 0, -16)
        painter.drawText(middle, Qt.AlignmentFlag.AlignCenter, tr("Let go to import"))
        painter.setPen(QColor(theme.QUIET))
        painter.setFont(theme.font())
        below = self.rect().adjusted(0, 32, 0, 32)
        painter.drawText(
            below, Qt.AlignmentFlag.AlignCenter, tr("The originals stay where they are and are never changed")
        )
