"""What stands below a picture of a grid: its name, and its stars beside it.

Where one line is too short for both, the stars have a line of their own.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter

from studio import theme
from studio.widgets.grid.stars import STAR, STARS, star_polygon

_LINE = 32
_MORE = 22
"""px of the second line, at the usual size of text."""
_NAME = 60
"""px that a name is to have beside the stars, at the usual size of text: a seed of four digits."""
_GAP = 8
_DOT = 15
"""px of the label before a name."""


def height(width: int, *, names: bool) -> int:
    """Below a picture of this width, px. `names`: the name stands there alone."""
    return _LINE + (theme.scaled(_MORE) if not names and _takes_two(width) else 0)


def star_at(cell: QRect, point: QPoint) -> int:
    """Which star, 1 to 5, of those below a cell is at a point; 0 for none."""
    stars = _stars(cell)
    return (point.x() - stars.left()) // STAR + 1 if stars.contains(point) else 0


def shown_name(cell: QRect, name: str, *, names: bool, label: bool) -> str:
    """As much of a name as there is room for below a cell."""
    return QFontMetrics(theme.font()).elidedText(
        name, Qt.TextElideMode.ElideRight, _name(cell, names=names, label=label).width()
    )


def paint(painter: QPainter, cell: QRect, name: str, *, names: bool, stars: int, label: str | None) -> None:
    """Paint it below a cell: a label's dot before the name, and the stars that there are and are not."""
    painter.setPen(Qt.PenStyle.NoPen)
    place = _name(cell, names=names, label=bool(label))
    if label:
        painter.setBrush(QColor(label))
        painter.drawEllipse(QRectF(cell.left(), place.center().y() - 4, 9, 9))
    row = QRect() if names else _stars(cell)
    if not row.isEmpty():
        for number in range(STARS):
            painter.setBrush(QColor(theme.CANVAS_ACCENT if number < stars else theme.CANVAS_LINE))
            centre = QPointF(row.left() + STAR * (number + 0.5), row.center().y() + 1)
            painter.drawPolygon(star_polygon(centre, 5.5))
    if place.width() > 16:
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.CANVAS_TEXT))
        text = shown_name(cell, name, names=names, label=bool(label))
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)


def _takes_two(width: int) -> bool:
    return STARS * STAR <= width < STARS * STAR + _GAP + theme.scaled(_NAME)


def _line(cell: QRect) -> QRect:
    """The first line, or the only one."""
    return QRect(cell.left(), cell.bottom() + 1, cell.width(), _LINE - 4)


def _stars(cell: QRect) -> QRect:
    """Nothing where a picture is narrower than they are."""
    wide, line = STARS * STAR, _line(cell)
    if cell.width() < wide:
        return QRect()
    if _takes_two(cell.width()):
        return QRect(line.left(), line.bottom() + 1 - 4, wide, theme.scaled(_MORE))
    return QRect(line.right() + 1 - wide, line.top(), wide, line.height())


def _name(cell: QRect, *, names: bool, label: bool) -> QRect:
    line = _line(cell).adjusted(_DOT if label else 0, 0, 0, 0)
    if not names and not _takes_two(cell.width()) and not (stars := _stars(cell)).isEmpty():
        line.setRight(stars.left() - _GAP)
    return line
