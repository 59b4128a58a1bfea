"""The logo of Maquette, a small block of clay, drawn at any size."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPaintEvent, QPen, QPixmap, QPolygonF
from PySide6.QtWidgets import QWidget

from studio import theme

_FACES = (
    ("ACCENT_HOVER", ((0.5, 0.02), (0.93, 0.25), (0.5, 0.49), (0.07, 0.25))),
    ("ACCENT_PRESSED", ((0.07, 0.25), (0.5, 0.49), (0.5, 0.98), (0.07, 0.74))),
    ("ACCENT", ((0.93, 0.25), (0.5, 0.49), (0.5, 0.98), (0.93, 0.74))),
)


def paint_logo(painter: QPainter, rect: QRectF) -> None:
    """Paint the mark into a square."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    edges = QPen(QColor(theme.BAR), rect.width() * 0.06, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
    for colour, corners in _FACES:
        painter.setBrush(QColor(theme.colour(colour)))
        painter.drawPolygon(QPolygonF([_at(rect, corner) for corner in corners]))
    painter.setPen(edges)
    middle = _at(rect, (0.5, 0.49))
    for corner in ((0.07, 0.25), (0.93, 0.25), (0.5, 0.98)):
        painter.drawLine(middle, _at(rect, corner))


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
