"""The view of the Augment page: a row of variants for each operation."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QImage,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from gan_engine.curation.operations import OPERATIONS
from studio import theme
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.painter import draw_on_paper
from studio.words import tr

TILE = 208
"""Pixels a side at most."""
COLUMNS = 6
_SMALLEST = 56
_LARGE = 96
"""Pixels a side from which rows stand in two columns."""
_GAP = 8
_BETWEEN = 32
_TITLE = 28
_BELOW = 16


class VariantRows(QWidget):
    """In two columns where those are wide enough, down the first and then the second. `toggled(operation)` when a row
    is clicked; what is done is for the panel's boxes to say."""

    toggled = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.augment.variants")
        self.setAccessibleName(tr("Variants of the chosen pictures"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self._rows: dict[str, list[QImage]] = {}
        self._words: dict[str, str] = {}
        self._warnings: dict[str, str] = {}
        self._on: frozenset[str] = frozenset()
        self._keys = ["", *OPERATIONS]
        self._tile = _SMALLEST
        self._columns = 1
        """Of rows."""
        self._ratio = 1.0

    def show_row(self, operation: str, images: list[QImage], words: str = "") -> None:
        """The variants of one operation ("" for the pictures themselves), and its range in words."""
        self._rows[operation] = images
        self._words[operation] = words
        if images and (ratio := images[0].width() / images[0].height()) != self._ratio:
            self._ratio = ratio
            self.updateGeometry()
        self.update()

    def show_chosen(self, operations: frozenset[str]) -> None:
        """Those that are ticked."""
        self._on = operations
        self.update()

    def show_warnings(self, warnings: Mapping[str, str]) -> None:
        """A few words of warning beside the title, by operation."""
        self._warnings = dict(warnings)
        self.update()

    def row_of(self, operation: str) -> QRect:
        """Where a row stands."""
        column, line = divmod(self._keys.index(operation), self._lines)
        wide = COLUMNS * (self._tile + _GAP) - _GAP
        return QRect(column * (wide + _BETWEEN), line * self._row, wide, self._row)

    def arrange(self, width: int) -> None:
        """Use as much room."""
        half = (width - _BETWEEN) // 2
        columns = 2 if _tile_within(half) >= _LARGE else 1
        tile = max(_SMALLEST, min(TILE, _tile_within(half if columns == 2 else width)))
        if (tile, columns) != (self._tile, self._columns):
            self._tile, self._columns = tile, columns
            self.updateGeometry()
            self.update()

    def images(self, operation: str) -> list[QImage]:
        """What a row shows."""
        return self._rows.get(operation, [])

    @property
    def _cell(self) -> QSize:
        """What one picture is painted in, as large as its ratio allows within a tile."""
        longest = self._tile / max(1.0, self._ratio, 1 / self._ratio)
        return QSize(round(longest * max(1.0, self._ratio)), round(longest * max(1.0, 1 / self._ratio)))

    @property
    def _row(self) -> int:
        return _TITLE + self._cell.height() + _BELOW

    @property
    def _lines(self) -> int:
        return -(-len(self._keys) // self._columns)

    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * (TILE + _GAP), self._row * self._lines)

    def minimumSizeHint(self) -> QSize:
        return QSize(COLUMNS * (_SMALLEST + _GAP), self._row * self._lines)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and key:
            self.toggled.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)

    def _key_at(self, point: QPoint) -> str:
        return next((key for key in self._keys if self.row_of(key).contains(point)), "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cell = self._cell
        for key in self._keys:
            row = self.row_of(key)
            if not event.rect().intersects(row):
                continue
            self._paint_title(painter, key, row)
            images = self._rows.get(key, [])
            for column in range(COLUMNS):
                rect = QRect(QPoint(row.left() + column * (cell.width() + _GAP), row.top() + _TITLE), cell)
                path = QPainterPath()
                path.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
                if column < len(images):
                    painter.save()
                    painter.setClipPath(path)
                    draw_on_paper(painter, rect, images[column])
                    painter.restore()
                else:
                    painter.fillPath(path, QColor(theme.RAISED))

    def _paint_title(self, painter: QPainter, key: str, row: QRect) -> None:
        on = not key or key in self._on
        title = tr(OPERATIONS[key].title) if key else tr("As they are")
        painter.setFont(theme.font(13, QFont.Weight.DemiBold if on else QFont.Weight.Normal))
        painter.setPen(QColor(theme.TEXT if on else theme.QUIET))
        line = QRect(row.topLeft(), QSize(row.width(), _TITLE - 6))
        if key and on:
            painter.drawPixmap(row.left(), row.top() + 3, theme.icon("check", "ACCENT").pixmap(16, 16))
            line.setLeft(row.left() + 20)
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(line, flags, title)
        left = line.left() + QFontMetrics(painter.font()).horizontalAdvance(title) + 12
        painter.setFont(theme.font(12))
        metrics = QFontMetrics(painter.font())
        if words := self._words.get(key, ""):
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(line.adjusted(left - line.left(), 0, 0, 0), flags, words)
            left += metrics.horizontalAdvance(words) + 12
        if warning := self._warnings.get(key, ""):
            box = QRect(left, row.top() + 2, metrics.horizontalAdvance(warning) + 16, 20)
            path = QPainterPath()
            path.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
            painter.fillPath(path, QColor(theme.AMBER_TINT))
            painter.setPen(QColor(theme.AMBER))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, warning)


def _tile_within(width: int) -> int:
    return (width + _GAP) // COLUMNS - _GAP


class AugmentView(QScrollArea):
    """The rows in their scroll area."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.augment.view")
        self.setAccessibleName(tr("Variants"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._inside = inside = QWidget()
        inside.setProperty("place", "background")
        self.rows = VariantRows(inside)
        column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 8, 8, 16)
        column.addWidget(self.rows)
        column.addStretch(1)
        self.setWidget(inside)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The room of a scroll bar is left whether there is one or not: else it might come and go without end."""
        super().resizeEvent(event)
        self.rows.arrange(self.width() - MARGIN - 8 - theme.SCROLL_BAR)

    def see(self, operation: str) -> None:
        """Bring a row into sight."""
        row = self.rows.row_of(operation)
        middle = self.rows.mapTo(self._inside, row.center())
        self.ensureVisible(16, middle.y(), 0, row.height() // 2)
