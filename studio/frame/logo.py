"""The logo of Maquette, a small block of clay, drawn at any size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from studio import theme

_FACES = (
    ("ACCENT_HOVER", (0.0, -1.0), ((0.5, 0.03), (0.92, 0.26), (0.5, 0.49), (0.08, 0.26))),
    ("ACCENT_PRESSED", (-0.87, 0.5), ((0.08, 0.26), (0.5, 0.49), (0.5, 0.96), (0.08, 0.73))),
    ("ACCENT", (0.87, 0.5), ((0.92, 0.26), (0.5, 0.49), (0.5, 0.96), (0.92, 0.73))),
)
"""Colour of each face, which way it stands apart from the others, and its corners."""
_APART = 0.025  # of the side: whatever lies behind shows between the faces


def paint_logo(painter: QPainter, rect: QRectF) -> None:
    """Paint the mark into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    for colour, (right, down), corners in _FACES:
        painter.setBrush(QColor(theme.colour(colour)))
        apart = QPointF(right * _APART * rect.width(), down * _APART * rect.height())
        painter.drawPolygon(QPolygonF([_at(rect, corner) + apart for corner in corners]))


def _at(rect: QRectF, share: tuple[float, float]) -> QPointF:
    return QPointF(rect.left() + share[0] * rect.width(), rect.top() + share[1] * rect.height())


def window_icon() -> QIcon:
    """The program's icon in the sizes that desktops ask for."""
    icon = QIcon()
    for edge in (16, 24, 32, 48, 64, 128, 256):
        pixmap = QPixmap(edge, edge)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        paint_logo(painter, QRectF(edge * 0.04, edge * 0.04, edge * 0.92, edge * 0.92))
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class Logo(QWidget):
    """The mark as a widget."""

    def __init__(self, edge: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_logo(painter, QRectF(self.rect()))
