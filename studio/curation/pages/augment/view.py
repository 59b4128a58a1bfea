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

TILE = 128
"""Pixels a side at most."""
COLUMNS = 6
_SMALLEST = 56
_GAP = 8
_TITLE = 28
_BELOW = 16


class VariantRows(QWidget):
    """`toggled(operation)` when a row is clicked; what is done is for the panel's boxes to say."""

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
        self._tile = TILE
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
        return QRect(0, self._keys.index(operation) * self._row, self.width(), self._row)

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

    def sizeHint(self) -> QSize:
        return QSize(COLUMNS * (TILE + _GAP), self._row * len(self._keys))

    def minimumSizeHint(self) -> QSize:
        return QSize(COLUMNS * (_SMALLEST + _GAP), self._row * len(self._keys))

    def resizeEvent(self, event: QResizeEvent) -> None:
        tile = max(_SMALLEST, min(TILE, (self.width() + _GAP) // COLUMNS - _GAP))
        if tile != self._tile:
            self._tile = tile
            self.updateGeometry()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and key:
            self.toggled.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        key = self._key_at(event.position().toPoint())
        self.setCursor(Qt.CursorShape.PointingHandCursor if key else Qt.CursorShape.ArrowCursor)

    def _key_at(self, point: QPoint) -> str:
        number = point.y() // self._row
        return self._keys[number] if 0 <= number < len(self._keys) else ""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        cell = self._cell
        for number, key in enumerate(self._keys):
            top = number * self._row
            if not event.rect().intersects(QRect(0, top, self.width(), self._row)):
                continue
            self._paint_title(painter, key, top)
            images = self._rows.get(key, [])
            for column in range(COLUMNS):
                rect = QRect(QPoint(column * (cell.width() + _GAP), top + _TITLE), cell)
                path = QPainterPath()
                path.addRoundedRect(rect, theme.RADIUS, theme.RADIUS)
                if column < len(images):
                    painter.save()
                    painter.setClipPath(path)
                    draw_on_paper(painter, rect, images[column])
                    painter.restore()
                else:
                    painter.fillPath(path, QColor(theme.RAISED))

    def _paint_title(self, painter: QPainter, key: str, top: int) -> None:
        on = not key or key in self._on
        title = tr(OPERATIONS[key].title) if key else tr("As they are")
        painter.setFont(theme.font(13, QFont.Weight.DemiBold if on else QFont.Weight.Normal))
        painter.setPen(QColor(theme.TEXT if on else theme.QUIET))
        line = QRect(0, top, self.width(), _TITLE - 6)
        if key and on:
            painter.drawPixmap(0, top + 3, theme.icon("check", "ACCENT").pixmap(16, 16))
            line.setLeft(20)
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
            box = QRect(left, top + 2, metrics.horizontalAdvance(warning) + 16, 20)
            path = QPainterPath()
            path.addRoundedRect(box, theme.RADIUS, theme.RADIUS)
            painter.fillPath(path, QColor(theme.AMBER_TINT))
            painter.setPen(QColor(theme.AMBER))
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, warning)


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

    def see(self, operation: str) -> None:
        """Bring a row into sight."""
        row = self.rows.row_of(operation)
        middle = self.rows.mapTo(self._inside, row.center())
        self.ensureVisible(16, middle.y(), 0, row.height() // 2)
