"""A generation as a small strip: its number and some of its designs, to go back to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFocusEvent, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QWidget

from studio import theme
from studio.widgets.grid.painter import draw_on_paper, fit_within
from studio.words import tr
from studio.workers.explorer.families import IN_STRIP

_EDGE = 32
_NUMBER = 28
_AIR = 4


class GenerationStrip(QAbstractButton):
    """Checkable: the generation that is looked at. The first litter is number 1."""

    def __init__(self, number: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(f"explore.breed.generation.{number}")
        self.setAccessibleName(tr("Generation {number}", number=number))
        self.setToolTip(tr("Go back to generation {number}", number=number))
        self.setText(str(number))
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._images: Sequence[QImage] = ()

    def set_images(self, images: Sequence[QImage]) -> None:
        """Its designs."""
        self._images = images
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(_NUMBER + IN_STRIP * (_EDGE + 2) + 2 * _AIR, _EDGE + 2 * _AIR)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(QColor(theme.ACCENT), 1.5) if self.isChecked() or self.hasFocus() else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED))
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.setPen(QColor(theme.TEXT if self.isChecked() else theme.QUIET))
        painter.drawText(QRect(_AIR, 0, _NUMBER - _AIR, self.height()), Qt.AlignmentFlag.AlignCenter, self.text())
        for place, image in enumerate(self._images[:IN_STRIP]):
            cell = QRect(_NUMBER + place * (_EDGE + 2), _AIR, _EDGE, _EDGE)
            draw_on_paper(painter, fit_within(image.size(), cell), image)
