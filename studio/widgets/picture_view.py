"""A widget that shows one picture as large as it can."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.grid.painter import PicturePainter, fit_within


class PictureView(QWidget):
    """Its height follows its width by proportions that it is told, a square's by default: whatever picture comes,
    nothing below moves. None shows an empty place."""

    clicked = Signal()
    tallest: ClassVar[float] = 1.0
    """Times its width that it becomes high: an upright picture has room beside it, and what is below stays in sight."""

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._image: QImage | None = None
        self._hard: bool | None = None
        self._proportions = QSize(1, 1)
        self._painter = PicturePainter(self, held=2)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def set_image(self, image: QImage | None, hard: bool | None = None) -> None:
        """Show this picture; `hard`: whether its pixels are squares where it is enlarged, None: as in every grid."""
        self._image, self._hard = image, hard
        self.update()

    def set_proportions(self, size: QSize) -> None:
        """Of the pictures that are usually shown."""
        before, self._proportions = self._proportions, size
        if size.width() * before.height() != size.height() * before.width():
            self.updateGeometry()
            self.update()

    def place(self) -> QRect:
        """Where the picture stands, or would stand: in the middle of the room at the top."""
        room = QRect(0, 0, self.width(), min(self.height(), self.heightForWidth(self.width())))
        image = self._image
        return fit_within(self._proportions if image is None or image.isNull() else image.size(), room)

    @property
    def image(self) -> QImage | None:
        """The picture shown."""
        return self._image

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return round(width * min(self.tallest, self._proportions.height() / self._proportions.width()))

    def sizeHint(self) -> QSize:
        return QSize(128, 128)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        place = self.place()
        if self._image is None or self._image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.RAISED))
            painter.drawRoundedRect(place, theme.RADIUS, theme.RADIUS)
            return
        painter.drawPixmap(place.topLeft(), self._painter.held(self._image, place.size(), self._hard))
