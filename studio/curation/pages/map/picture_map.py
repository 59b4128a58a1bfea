"""The map widget: a point a picture, small pictures where there is room, zoom and lasso.

However many there are, a round of painting costs the same: dots are one image (`dots.py`), and of each cell of the
screen one picture at most is shown, the one nearest to its middle. Which that is depends on the zoom alone, so that
nothing flickers while the map is moved. Small pictures are made on threads, at the size they are drawn in.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QPolygonF,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from studio import theme
from studio.curation.pages.map.dots import dot_image, packed
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import tr

SMALL, LARGE = 44, 104
"""Longest sides of the pictures, in device-independent pixels: where there are many, and where there are few."""

_CELL = 56
_FEW = 48
"""Dots in sight up to which pictures are shown large."""
_ZOOM_IN, _ZOOM_OUT = 64.0, 0.5
_STEP = 1.25
_NEAR = 10
"""Pixels about a click within which a dot is meant."""
_KEPT = 3000
"""Pixmaps kept."""

Places = np.ndarray
Picture = Callable[[int, int], QImage | None]
"""(row, longest side in device pixels): the picture, None while it is being made."""


def inside(polygon: np.ndarray, points: np.ndarray) -> np.ndarray:
    """Which of `points` [N, 2] lie within a polygon [K, 2], by the even-odd rule."""
    found = np.zeros(len(points), bool)
    x, y = points[:, 0], points[:, 1]
    for (x1, y1), (x2, y2) in zip(polygon, np.roll(polygon, -1, axis=0), strict=True):
        if y1 != y2:
            crosses = (y1 > y) != (y2 > y)
            found ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return found


class PictureMap(QWidget):
    """`chosen(rows, adding)` after a lasso or a click; `opened(row)` on Enter or double click.

    `wanted(rows)` when other pictures are in sight.
    """

    chosen = Signal(object, bool)
    opened = Signal(int)
    wanted = Signal(object)

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setMouseTracking(True)
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._places = np.empty((0, 2), np.float32)
        self._colours = np.empty(0, np.uint32)
        self._selected = np.zeros(0, bool)
        self._picture: Picture | None = None
        self._titles: Callable[[int], str] | None = None
        self._zoom = 1.0
        self._middle = np.array([0.5, 0.5])
        self._cells: dict[int, np.ndarray] = {}
        self._pixmaps: dict[tuple[int, int], tuple[int, QPixmap]] = {}
        self._dots: tuple[object, QImage] | None = None
        self._shown: tuple[np.ndarray, np.ndarray, int] = (np.empty(0, np.int64), np.empty((0, 2)), SMALL)
        self._lasso: list[QPointF] = []
        self._pan: QPointF | None = None
        self._hand = False
        self._current = -1

    # ---- what is shown --------------------------------------------------------------------------------------

    def set_points(self, places: Places, picture: Picture, titles: Callable[[int], str] | None = None) -> None:
        """Show these places, [N, 2] within 0 to 1, y downwards."""
        self._places = np.asarray(places, np.float32)
        self._picture, self._titles = picture, titles
        self._cells.clear()
        self._pixmaps.clear()
        if len(self._colours) != len(places):
            self._colours = np.full(len(places), packed(theme.QUIET), np.uint32)
            self._selected = np.zeros(len(places), bool)
            self._current = -1
        self._renew()

    def set_colours(self, kinds: np.ndarray, colours: list[str]) -> None:
        """Colour each point by `kinds` [N], an index into `colours`."""
        self._colours = np.array([packed(colour) for colour in colours], np.uint32)[kinds]
        self._renew()

    def set_selected(self, selected: np.ndarray) -> None:
        """Which points are chosen, bool [N]."""
        self._selected = np.asarray(selected, bool)
        self._tell()
        self._renew()

    def _tell(self) -> None:
        """What is seen, in words too."""
        count = int(self._selected.sum())
        words = tr("{count:,} of {total:,} pictures chosen", count=count, total=len(self._places))
        here = self._titles(self._current) if self._titles is not None and self._current >= 0 else ""
        self.setAccessibleDescription(f"{here}; {words}" if here else words)

    def picture_arrived(self) -> None:
        """Pictures that were asked for are there."""
        self.update()

    @property
    def hand(self) -> bool:
        """Whether a drag moves the map instead of drawing a lasso."""
        return self._hand

    def set_hand(self, on: bool) -> None:
        """Let a drag move the map."""
        self._hand = on
        self.setCursor(Qt.CursorShape.OpenHandCursor if on else Qt.CursorShape.ArrowCursor)

    @property
    def zoom(self) -> float:
        """1 where the whole map is in sight."""
        return self._zoom

    def fit(self) -> None:
        """Show the whole map."""
        self._zoom, self._middle = 1.0, np.array([0.5, 0.5])
        self._renew()

    def zoom_by(self, factor: float, at: QPointF | None = None) -> None:
        """Zoom; what is at a point (default: the middle) stays there."""
        at = at or QPointF(self.width() / 2, self.height() / 2)
        before = self._to_map(at)
        self._zoom = max(_ZOOM_OUT, min(_ZOOM_IN, self._zoom * factor))
        self._middle += before - self._to_map(at)
        self._renew()

    def position_of(self, row: int) -> QPoint:
        """Where a point stands in the widget."""
        x, y = self._to_screen(self._places[row : row + 1])[0]
        return QPoint(round(x), round(y))

    def _renew(self) -> None:
        self._dots = None
        self.update()

    # ---- geometry -------------------------------------------------------------------------------------------

    @property
    def _scale(self) -> float:
        """Pixels of the widget for the whole map."""
        return max(1.0, min(self.width(), self.height()) - 32) * self._zoom

    def _to_screen(self, places: np.ndarray) -> np.ndarray:
        middle = np.array([self.width() / 2, self.height() / 2])
        return np.asarray((places - self._middle) * self._scale + middle)

    def _to_map(self, point: QPointF) -> np.ndarray:
        off = np.array([point.x() - self.width() / 2, point.y() - self.height() / 2])
        return np.asarray(off / self._scale + self._middle)

    def _firsts(self, level: int) -> np.ndarray:
        """Rows that stand for their cell at a level of zoom: of each cell the one nearest to its middle."""
        if level not in self._cells:
            cells = self._places.astype(np.float64) * (2.0**level / _CELL)
            whole = np.floor(cells)
            off = ((cells - whole - 0.5) ** 2).sum(axis=1)
            key = whole[:, 0] * 2.0**26 + whole[:, 1]
            order = np.lexsort((off, key))
            first = np.ones(len(order), bool)
            first[1:] = np.diff(key[order]) != 0
            self._cells[level] = np.sort(order[first])
        return self._cells[level]

    def _in_sight(self) -> tuple[np.ndarray, np.ndarray, int]:
        """The rows shown as pictures, where, and how large."""
        level = round(math.log2(self._scale))
        if self._count_in_sight() <= _FEW:
            return *self._within(self._firsts(level - 1), LARGE), LARGE
        return *_apart(*self._within(self._firsts(level), SMALL)), SMALL

    def _count_in_sight(self) -> int:
        half = np.array([self.width() / 2, self.height() / 2]) / self._scale
        low, high = (self._middle - half).astype(np.float32), (self._middle + half).astype(np.float32)
        x, y = self._places[:, 0], self._places[:, 1]
        return int(np.count_nonzero((x > low[0]) & (x < high[0]) & (y > low[1]) & (y < high[1])))

    def _within(self, rows: np.ndarray, room: int) -> tuple[np.ndarray, np.ndarray]:
        at = self._to_screen(self._places[rows])
        there = (
            (at[:, 0] > -room)
            & (at[:, 1] > -room)
            & (at[:, 0] < self.width() + room)
            & (at[:, 1] < self.height() + room)
        )
        return rows[there], at[there]

    def row_at(self, point: QPointF) -> int:
        """The picture or dot at a point, or -1."""
        if not len(self._places):
            return -1
        rows, at, size = self._shown
        if len(rows):
            off = np.abs(at - (point.x(), point.y())).max(axis=1)
            hit = np.flatnonzero(off <= size / 2)
            if len(hit):
                return int(rows[hit[off[hit].argmin()]])
        apart = ((self._to_screen(self._places) - (point.x(), point.y())) ** 2).sum(axis=1)
        nearest = int(apart.argmin())
        return nearest if apart[nearest] <= _NEAR**2 else -1

    # ---- painting -------------------------------------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(640, 480)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.BACKGROUND))
        if len(self._places):
            painter.drawImage(0, 0, self._dot_image())
            self._paint_pictures(painter)
        if len(self._lasso) > 1:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setBrush(theme.veil(theme.ACCENT))
            painter.setPen(QPen(QColor(theme.ACCENT), 1.5))
            painter.drawPolygon(QPolygonF(self._lasso))
        if self.hasFocus() and 0 <= self._current < len(self._places):
            self._paint_current(painter)

    def _paint_current(self, painter: QPainter) -> None:
        """The picture that the arrows have come to."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        at = QPointF(*self._to_screen(self._places[[self._current]])[0].tolist())
        reach = (self._shown[2] / 2 if self._current in self._shown[0] else 4) + 4
        for colour, width in ((theme.BAR, 4.0), (theme.TEXT, 2.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawRoundedRect(
                QRectF(at.x() - reach, at.y() - reach, 2 * reach, 2 * reach), theme.RADIUS, theme.RADIUS
            )

    def _dot_image(self) -> QImage:
        ratio = self.devicePixelRatioF()
        if self._dots is not None and self._dots[0] == (self.size(), ratio):
            return self._dots[1]
        image = dot_image(self._to_screen(self._places), self._colours, self._selected, self.size(), ratio)
        self._dots = ((self.size(), ratio), image)
        return image

    def _paint_pictures(self, painter: QPainter) -> None:
        before = self._shown[0]
        self._shown = self._in_sight()
        rows, at, size = self._shown
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for row, (x, y) in zip(rows.tolist(), at.tolist(), strict=True):
            pixmap = self._pixmap(row, size)
            if pixmap is None:
                continue
            shown = pixmap.deviceIndependentSize()
            left, top = round(x - shown.width() / 2), round(y - shown.height() / 2)
            painter.drawPixmap(left, top, pixmap)
            ring = QColor(theme.ACCENT) if self._selected[row] else QColor.fromRgba(int(self._colours[row]))
            painter.setPen(QPen(ring, 3 if self._selected[row] else 1))
            painter.drawRect(left - 1, top - 1, round(shown.width()) + 1, round(shown.height()) + 1)
        if not np.array_equal(before, rows):
            self.wanted.emit(rows)

    def _pixmap(self, row: int, size: int) -> QPixmap | None:
        ratio = self.devicePixelRatioF()
        image = self._picture(row, round(size * ratio)) if self._picture is not None else None
        if image is None:
            return None
        held = self._pixmaps.get((row, size))
        if held is not None and held[0] == image.cacheKey():
            return held[1]
        pixmap = QPixmap.fromImage(image)
        pixmap.setDevicePixelRatio(max(max(image.width(), image.height()) / size, 1e-3))
        if len(self._pixmaps) >= _KEPT:
            self._pixmaps.clear()
        self._pixmaps[(row, size)] = (image.cacheKey(), pixmap)
        return pixmap

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dots = None

    # ---- by hand --------------------------------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        self.zoom_by(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        middle = event.button() == Qt.MouseButton.MiddleButton
        if middle or (event.button() == Qt.MouseButton.LeftButton and self._hand):
            self._pan = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif event.button() == Qt.MouseButton.LeftButton:
            self._lasso = [event.position()]
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            moved = event.position() - self._pan
            self._pan = event.position()
            self._middle -= np.array([moved.x(), moved.y()]) / self._scale
            self._renew()
        elif self._lasso:
            last = self._lasso[-1]
            if (event.position() - last).manhattanLength() >= 4:
                self._lasso.append(event.position())
                self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.set_hand(self._hand)
        elif self._lasso:
            lasso, self._lasso = self._lasso, []
            adding = bool(event.modifiers() & (Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier))
            if len(lasso) > 2:
                polygon = np.array([[point.x(), point.y()] for point in lasso])
                self.chosen.emit(np.flatnonzero(inside(polygon, self._to_screen(self._places))), adding)
            else:
                row = self.row_at(event.position())
                self.chosen.emit(np.array([row] if row >= 0 else [], np.int64), adding)
            self.update()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self.row_at(event.position())
        if row >= 0:
            self.opened.emit(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        key = event.key()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in ARROWS and not control:
            self._step(*ARROWS[keys(key)])
        elif key in ARROWS:
            self._middle += np.array(ARROWS[keys(key)]) * 0.15 * min(self.width(), self.height()) / self._scale
            self._renew()
        elif key in (keys.Key_Plus, keys.Key_Equal):
            self.zoom_by(_STEP)
        elif key == keys.Key_Minus:
            self.zoom_by(1 / _STEP)
        elif key == keys.Key_0:
            self.fit()
        elif key == keys.Key_A and control:
            self.chosen.emit(np.flatnonzero(self._seen()), False)
        elif key == keys.Key_Space and self._current >= 0:
            chosen = self._selected.copy()
            chosen[self._current] ^= True
            self.chosen.emit(np.flatnonzero(chosen), False)
        elif key in (keys.Key_Return, keys.Key_Enter, keys.Key_Space) and (self._current >= 0 or self._selected.any()):
            self.opened.emit(self._current if self._current >= 0 else int(np.flatnonzero(self._selected)[0]))
        else:
            super().keyPressEvent(event)

    def _step(self, across: int, down: int) -> None:
        """To the nearest picture that way, at most as far to the side as it is away; at first to the one in the
        middle."""
        if not len(self._places):
            return
        at = self._to_screen(self._places).astype(np.float64)
        if self._current < 0:
            away = ((at - (self.width() / 2, self.height() / 2)) ** 2).sum(axis=1)
        else:
            off = at - at[self._current]
            ahead, aside = off @ (across, down), np.abs(off @ (down, across))
            away = np.where((ahead > 0) & (aside <= ahead), ahead + 2 * aside, np.inf)
        nearest = int(away.argmin())
        if np.isfinite(away[nearest]):
            self._current = nearest
            x, y = at[nearest]
            if not (SMALL < x < self.width() - SMALL and SMALL < y < self.height() - SMALL):
                self._middle = self._places[nearest].astype(np.float64)
            self._tell()
            self._renew()

    def _seen(self) -> np.ndarray:
        at = self._to_screen(self._places)
        return (at >= 0).all(axis=1) & (at[:, 0] < self.width()) & (at[:, 1] < self.height())

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and event.text() == "0":
            event.accept()  # it shows the whole map, whatever the window does by it
            return True
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._titles is not None:
            row = self.row_at(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._titles(row) if row >= 0 else "", self, QRect())
            return True
        return super().event(event)


def _apart(rows: np.ndarray, at: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Those that cover no more than a corner of one another."""
    keep = np.ones(len(rows), bool)
    for place in range(1, len(rows)):
        off = np.abs(at[:place][keep[:place]] - at[place]).max(axis=1)
        keep[place] = not len(off) or off.min() > 0.75 * SMALL
    return rows[keep], at[keep]
