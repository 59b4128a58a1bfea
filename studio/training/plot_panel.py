"""One plot over the axis of time: quiet lines behind, curves, bands, a cursor. Imports pyqtgraph: imported when first
shown.

The curves come thinned to a point a pixel, so drawing them anew costs a millisecond or two. Grid and figures are
painted behind them without axes or boxes; figures stand on their line, at the left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.training.line_styles import broken
from studio.training.plot_ticks import log_ticks, ticks, time_ticks, time_words, with_decimals
from studio.training.readout import Readout, ReadoutRow
from studio.training.words import figure, kimg_words
from studio.workers.curves import Axis, Curve, Measured

_FIGURES = 20  # pixels below the last plot, for the axis
_RAW_ALPHA = 56
_BAND_ALPHA = 36
_BAND_POINTS = 200
_SMALLEST = 1e-6  # a logarithmic plot begins here
_LINES = 4
_STRIP = 12  # pixels on either side of the cursor that are painted anew when it moves
_SPIKES = 0.5  # percent at either end that a plot's height need not hold
_DRAG = 4  # pixels a press may move and still be a click
_KEY_STEPS = 200  # the cursor goes through a plot in so many steps


@dataclass(frozen=True)
class PlotLine:
    """One line: a quantity of a run, or a measure of it."""

    key: str
    words: str
    colour: str
    curve: Curve | None = None
    measured: Measured | None = None
    style: int = 0
    run: str = ""
    """The run's name, where there are several."""
    unit: str = ""

    def at(self, place: float) -> float | None:
        """Its value there; a measure's is that of the nearest measuring."""
        if self.measured is not None:
            return float(self.measured.y[self.measured.nearest(place)])
        return self.curve.at(place) if self.curve is not None else None


@dataclass
class _Items:
    raw: pg.PlotCurveItem
    mean: pg.PlotCurveItem
    colour: str


class PlotPanel(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """`hovered(place or None)` under the mouse; `chosen(place)` on a click; `range_chosen(from, to)` after a drag;
    `looked_at` when the user zooms by the wheel or moves; `reset_wanted` on a double click.
    """

    hovered = Signal(object)
    chosen = Signal(float)
    range_chosen = Signal(float, float)
    looked_at = Signal()
    reset_wanted = Signal()

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.GROUND)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.floor: float | None = None
        self.ceiling: float | None = None
        self.axis: Axis = "kimg"
        self._log = False
        self._figures = False
        self._time: float | None = None
        self._cross: float | None = None
        self._marks: list[tuple[float, str]] = []
        self._lines: tuple[PlotLine, ...] = ()
        self._items: dict[str, _Items] = {}
        self._pressed: QPointF | None = None
        self._dragged: tuple[float, float] | None = None
        self._panning = False
        self._message = ""
        self._readout = Readout(f"{name}.readout", self)
        plot = self.getPlotItem()
        for side in ("left", "bottom"):
            plot.hideAxis(side)
        plot.hideButtons()
        plot.setMenuEnabled(False)
        plot.layout.setContentsMargins(0, 0, 0, 0)
        plot.layout.setSpacing(0)
        self.view = plot.getViewBox()
        self.view.setMouseEnabled(x=True, y=False)
        self.view.setDefaultPadding(0)
        self.view.disableAutoRange()
        self.view.setBackgroundColor(None)
        self.view.sigRangeChanged.connect(self._on_range)
        self.view.sigRangeChangedManually.connect(self._on_moved)

    # ---- what is shown --------------------------------------------------------------------------------------

    @property
    def lines(self) -> tuple[PlotLine, ...]:
        """What is drawn."""
        return self._lines

    def show_figures(self, shown: bool) -> None:
        """Write the axis below (the last plot of a column does)."""
        if shown != self._figures:
            self._figures = shown
            self.getPlotItem().layout.setContentsMargins(0, 0, 0, _FIGURES if shown else 0)
            self._redraw()

    def set_log(self, log: bool) -> None:
        """Let the height be logarithmic."""
        if log != self._log:
            self._log = log
            self.set_lines(self._lines, self._message)

    def set_lines(self, lines: Sequence[PlotLine], message: str = "") -> None:
        """Draw these, the first on top; where there are none, say `message` in their place."""
        self._lines = tuple(lines)
        self._message = message if not lines else ""
        keys = {line.key for line in lines}
        for key in [key for key in self._items if key not in keys]:
            items = self._items.pop(key)
            self.removeItem(items.raw)
            self.removeItem(items.mean)
        several = len({line.run for line in lines}) > 1
        for order, line in enumerate(reversed(lines)):
            if line.key not in self._items or self._items[line.key].colour != line.colour:
                self._forget(line.key)
                self._items[line.key] = self._make_items(line.colour)
            items = self._items[line.key]
            items.raw.setZValue(order)
            items.mean.setZValue(100 + order)
            self._draw(items, line, several)
        self._fit()

    def set_times(self, time: float | None, marks: list[tuple[float, str]]) -> None:
        """The moment whose samples are shown (a dashed line), and dots for moments of note: snapshots."""
        if (time, marks) != (self._time, self._marks):
            self._time, self._marks = time, marks
            self.viewport().update()

    def set_cross(self, place: float | None) -> None:
        """The line under the mouse, in this plot or another; with several runs, their values beside it."""
        if place == self._cross:
            return
        for at in (self._cross, place):
            if at is not None:
                x = round(self._to_scene(at, 0).x())
                self.viewport().update(x - _STRIP, 0, 2 * _STRIP, self.height())
        self._cross = place
        self._show_readout()

    def set_range(self, start: float, end: float) -> None:
        """Show this stretch of the axis."""
        self.view.setXRange(start, max(end, start + 1e-3), padding=0)

    def _forget(self, key: str) -> None:
        old = self._items.pop(key, None)
        if old is not None:
            self.removeItem(old.raw)
            self.removeItem(old.mean)

    def _make_items(self, colour: str) -> _Items:
        faint = QColor(colour)
        faint.setAlpha(_RAW_ALPHA)
        raw = pg.PlotCurveItem(pen=pg.mkPen(faint, width=1), antialias=False)
        pen = pg.mkPen(QColor(colour), width=1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # else the ends of segments lie over each other like beads
        mean = pg.PlotCurveItem(pen=pen, antialias=True)
        mean.setSegmentedLineMode("on")  # four times as fast as one broad line with joints
        self.addItem(raw)
        self.addItem(mean)
        return _Items(raw, mean, colour)

    def _draw(self, items: _Items, line: PlotLine, several: bool) -> None:
        if line.measured is not None:
            curve = Curve(line.measured.x, line.measured.y, line.measured.x[:0], line.measured.y[:0], None)
        else:
            assert line.curve is not None
            curve = line.curve
        raw = line.measured is None and not several and len(curve.raw_x) > 2
        items.raw.setVisible(raw)
        if raw:
            items.raw.setData(curve.raw_x, self._height(curve.raw_y), skipFiniteCheck=True)
        if line.style:
            (start, end), _ = self.view.viewRange()
            x, y, joined = broken(curve, start, end, self._area().width(), line.style)
            items.mean.setData(x, self._height(y), connect=joined.astype(np.int32), skipFiniteCheck=True)
        else:
            items.mean.setData(curve.x, self._height(curve.y), connect="all", skipFiniteCheck=True)

    def _height(self, values: np.ndarray) -> np.ndarray:
        return np.log10(np.maximum(values, _SMALLEST)) if self._log else values

    def _fit(self) -> None:
        """Set the height so that nearly all is seen; it changes only when it must, so that nothing trembles."""
        several = len({line.run for line in self._lines}) > 1
        parts: list[np.ndarray] = []
        for line in self._lines:
            if line.measured is not None:
                give = np.nan_to_num(line.measured.uncertainty)
                parts += [line.measured.y - give, line.measured.y + give]
            elif line.curve is not None:
                parts += [line.curve.y] if several else [line.curve.y, line.curve.raw_y]
        parts = [self._height(part) for part in parts if len(part)]
        if not parts:
            self._redraw()
            return
        low = min(float(np.percentile(part, _SPIKES)) for part in parts)
        high = max(float(np.percentile(part, 100 - _SPIKES)) for part in parts)
        if not self._log:
            low = low if self.floor is None else min(low, self.floor)
            high = high if self.ceiling is None else max(high, self.ceiling)
        room = (high - low) * 0.08 or max(abs(high) * 0.1, 0.1)
        low -= room if self.floor is None or low < self.floor or self._log else 0
        high += room if self.ceiling is None or high > self.ceiling or self._log else 0
        (_, _), (old_low, old_high) = self.view.viewRange()
        too_small = low < old_low - 1e-9 or high > old_high + 1e-9
        too_large = (high - low) < 0.75 * (old_high - old_low)
        if too_small or too_large:
            self.view.setYRange(low, high, padding=0)
        self._redraw()

    # ---- the cursor's words ---------------------------------------------------------------------------------

    def _show_readout(self) -> None:
        runs = list(dict.fromkeys(line.run for line in self._lines))
        if self._cross is None or len(runs) < 2:
            self._readout.hide()
            return
        colours = {line.words: line.colour for line in reversed(self._lines)}  # the chosen run's are easiest to read
        rows = []
        for run in runs:
            own = [line for line in self._lines if line.run == run]
            values = tuple((colours[line.words], line.at(self._cross)) for line in own)
            rows.append(ReadoutRow(run, own[0].style, values))
        self._readout.show_rows(rows)
        x = round(self._to_scene(self._cross, 0).x())
        size = self._readout.sizeHint()
        left = x + 12 if x + 12 + size.width() < self.width() else x - 12 - size.width()
        self._readout.setGeometry(left, 6, size.width(), min(size.height(), self.height() - 8))

    # ---- mouse and keys -------------------------------------------------------------------------------------

    def place_at(self, x: float) -> float:
        """The place on the axis at a horizontal place of this widget."""
        return float(self.view.mapSceneToView(self.mapToScene(int(x), 0)).x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        left = event.button() == Qt.MouseButton.LeftButton
        self._panning = not left or bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if self._panning:
            super().mousePressEvent(event)
        else:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self._pressed = event.position()
            event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._panning:
            super().mouseReleaseEvent(event)
            self._panning = False
            return
        pressed, self._pressed = self._pressed, None
        dragged, self._dragged = self._dragged, None
        self.viewport().update()
        if dragged is not None:
            self.range_chosen.emit(min(dragged), max(dragged))
        elif pressed is not None:
            self.chosen.emit(self.place_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.reset_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning:
            super().mouseMoveEvent(event)
        elif self._pressed is not None:
            far = abs(event.position().x() - self._pressed.x()) >= _DRAG
            if far or self._dragged is not None:
                self._dragged = (self.place_at(self._pressed.x()), self.place_at(event.position().x()))
                self.viewport().update()
        self.hovered.emit(self.place_at(event.position().x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Return goes to its moment, Escape lets it go."""
        key = Qt.Key(event.key())
        (start, end), _ = self.view.viewRange()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            step = (end - start) / _KEY_STEPS * (-1 if key == Qt.Key.Key_Left else 1)
            at = (start + end) / 2 if self._cross is None else self._cross + step
            self.hovered.emit(float(min(end, max(start, at))))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._cross is not None:
            self.chosen.emit(self._cross)
        elif key == Qt.Key.Key_Escape and self._cross is not None:
            self.hovered.emit(None)
        else:
            event.ignore()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def _on_range(self) -> None:
        several = len({line.run for line in self._lines}) > 1
        for line in self._lines:
            if line.style and line.key in self._items:
                self._draw(self._items[line.key], line, several)
        self._redraw()

    def _on_moved(self) -> None:
        self.looked_at.emit()

    # ---- painting -------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _area(self) -> QRectF:
        return QRectF(self.view.sceneBoundingRect())

    def _to_scene(self, place: float, height: float) -> QPointF:
        x, y = self._map(np.array([place]), np.array([height]))
        return QPointF(float(x[0]), float(y[0]))

    def _map(self, places: np.ndarray, heights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pixels of many points at once."""
        area = self._area()
        (start, end), (low, high) = self.view.viewRange()
        x = area.left() + (places - start) * (area.width() / max(end - start, 1e-12))
        y = area.bottom() - (heights - low) * (area.height() / max(high - low, 1e-300))
        return x, y

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawBackground(painter, rect)
        area = self._area()
        if not self._lines:
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(area, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._message)
            return
        (start, end), _ = self.view.viewRange()
        painter.setPen(QPen(QColor(theme.RAISED), 1))
        for y, _ in self._heights(area):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        for line in self._lines:
            if line.measured is not None:
                self._draw_band(painter, area, line)
        if self._figures:
            painter.setFont(theme.font(11))
            painter.setPen(QColor(theme.QUIET))
            self._draw_axis(painter, area, start, end)

    def _draw_band(self, painter: QPainter, area: QRectF, line: PlotLine) -> None:
        """How far the measure may be off, as a veil of its colour."""
        found = line.measured
        assert found is not None
        (start, end), _ = self.view.viewRange()
        known = np.flatnonzero(np.isfinite(found.uncertainty))
        first, last = np.searchsorted(found.x[known], [start, end])
        known = known[max(0, first - 1) : last + 1]
        if len(known) < 2:
            return
        known = known[:: max(1, len(known) // _BAND_POINTS)]
        y, give = found.y[known], found.uncertainty[known]
        x, upper = self._map(found.x[known], self._height(y + give))
        _, lower = self._map(found.x[known], self._height(y - give))
        corners = np.stack([np.concatenate([x, x[::-1]]), np.concatenate([upper, lower[::-1]])], axis=1)
        points = [QPointF(*corner) for corner in corners.clip(-1e5, 1e5).tolist()]
        veil = QColor(line.colour)
        veil.setAlpha(_BAND_ALPHA // 2 if line.style else _BAND_ALPHA)
        painter.save()
        painter.setClipRect(area)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(veil)
        painter.drawPolygon(QPolygonF(points))
        painter.restore()

    def _heights(self, area: QRectF) -> list[tuple[float, str]]:
        """Where lines go across, and what is written on them."""
        (start, _), (low, high) = self.view.viewRange()
        most = max(2, min(_LINES, int(area.height() // 36)))
        if self._log:
            values = log_ticks(10**low, 10**high, most)
            places, texts = [math.log10(value) for value in values], [figure(value) for value in values]
        else:
            places, step = ticks(low, high, most)
            texts = [with_decimals(value, step) for value in places]
        return [
            (round(self._to_scene(start, place).y()) + 0.5, text) for place, text in zip(places, texts, strict=True)
        ]

    def _draw_axis(self, painter: QPainter, area: QRectF, start: float, end: float) -> None:
        most = max(2, int(area.width() // 110))
        values = time_ticks(start, end, most) if self.axis == "time" else ticks(start, end, most)[0]
        for value in values:
            x = self._to_scene(value, 0).x()
            if self.axis == "time":
                text = time_words(value)
            else:
                text = f"{kimg_words(value)} kimg" if value == 0 else kimg_words(value)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(area.left(), x - width / 2), area.right() - width)
            painter.drawText(QPointF(left, area.bottom() + _FIGURES - 5), text)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        area = self._area()
        if not self._lines:
            return
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._dragged is not None:
            left, right = sorted(self._to_scene(place, 0).x() for place in self._dragged)
            veil = QColor(theme.TEXT)
            veil.setAlpha(28)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), veil)
        if self._time is not None:
            pen = QPen(QColor(theme.QUIET), 1)
            pen.setDashPattern([3, 3])
            painter.setPen(pen)
            x = round(self._to_scene(self._time, 0).x()) + 0.5
            painter.drawLine(QPointF(x, area.top()), QPointF(x, area.bottom()))
        if self._cross is not None:
            x = self._to_scene(self._cross, 0).x()
            painter.setPen(QPen(QColor(theme.HANDLE), 1))
            painter.drawLine(QPointF(round(x) + 0.5, area.top()), QPointF(round(x) + 0.5, area.bottom()))
            painter.setPen(Qt.PenStyle.NoPen)
            for line in self._lines:
                self._draw_cross(painter, line, x)
        painter.setPen(Qt.PenStyle.NoPen)
        for line in self._lines:
            if line.measured is not None and not line.style:
                self._draw_points(painter, line, rect)
        self._draw_marks(painter, area)
        self._draw_heights(painter, area)

    def _draw_cross(self, painter: QPainter, line: PlotLine, x: float) -> None:
        assert self._cross is not None
        value = line.at(self._cross)
        if value is None:
            return
        if line.measured is not None:
            x = self._to_scene(float(line.measured.x[line.measured.nearest(self._cross)]), 0).x()
        painter.setBrush(QColor(line.colour))
        painter.drawEllipse(QPointF(x, self._to_scene(0, float(self._height(np.array([value]))[0])).y()), 3, 3)

    def _draw_points(self, painter: QPainter, line: PlotLine, rect: QRectF) -> None:
        """Each measuring as a small dot, as long as there is room between them."""
        found = line.measured
        assert found is not None
        x, y = self._map(found.x, self._height(found.y))
        seen = (x >= rect.left() - 4) & (x <= rect.right() + 4)
        if seen.sum() > max(1.0, rect.width() / 8):
            return
        painter.setBrush(QColor(line.colour))
        for point in np.stack([x[seen], y[seen]], axis=1).tolist():
            painter.drawEllipse(QPointF(*point), 2, 2)

    def _draw_marks(self, painter: QPainter, area: QRectF) -> None:
        """Moments of note: on the measure where there is one, else on the floor."""
        found = next((line.measured for line in self._lines if line.measured is not None and not line.style), None)
        for place, colour in self._marks:
            painter.setBrush(QColor(colour))
            if found is None:
                painter.drawEllipse(QPointF(self._to_scene(place, 0).x(), area.bottom() - 4), 3, 3)
                continue
            index = found.nearest(place)
            height = float(self._height(found.y[index : index + 1])[0])
            painter.setPen(QPen(QColor(theme.GROUND), 2))
            painter.drawEllipse(self._to_scene(float(found.x[index]), height), 5.5, 5.5)
            painter.setPen(Qt.PenStyle.NoPen)

    def _draw_heights(self, painter: QPainter, area: QRectF) -> None:
        """The figures stand on their line, above the curves, on a breath of ground so that they can be read."""
        painter.setFont(theme.font(11))
        metrics = painter.fontMetrics()
        ground = QColor(theme.GROUND)
        ground.setAlpha(200)
        for y, text in self._heights(area):
            if y - area.top() < 12:
                continue
            box = QRectF(area.left(), y - 15, metrics.horizontalAdvance(text) + 4, 14)
            painter.fillRect(box, ground)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(QPointF(area.left() + 2, y - 4), text)
