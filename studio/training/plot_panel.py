"""One plot over kimg: quiet lines behind, curves, a cursor. Imports pyqtgraph, so it is imported when first shown.

The curves come thinned to a point a pixel, so drawing them anew costs a millisecond or two. Grid and figures are
painted behind them without axes or boxes; figures stand on their line, at the left.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.training.words import figure, kimg_words
from studio.workers.curves import Curve

_FIGURES = 20  # pixels below the last plot, for kimg
_RAW_ALPHA = 56
_SMALLEST = 1e-6  # a logarithmic plot begins here
_LINES = 4
_STRIP = 8  # pixels on either side of the cursor that are painted anew when it moves
_SPIKES = 0.5  # percent at either end that a plot's height need not hold


class PlotPanel(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """`hovered(kimg or None)` under the mouse; `chosen(kimg)` on a click; `looked_at` when the user zooms or moves."""

    hovered = Signal(object)
    chosen = Signal(float)
    looked_at = Signal()
    reset_wanted = Signal()

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=theme.GROUND)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.floor: float | None = None
        self.ceiling: float | None = None
        self._log = False
        self._figures = False
        self._time: float | None = None
        self._cross: float | None = None
        self._marks: list[tuple[float, str]] = []
        self._curves: dict[str, Curve] = {}
        self._lines: dict[str, tuple[pg.PlotCurveItem, pg.PlotCurveItem, str]] = {}
        self._pressed: QPointF | None = None
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

    def show_figures(self, shown: bool) -> None:
        """Write kimg below (the last plot of a column does)."""
        self._figures = shown
        self.getPlotItem().layout.setContentsMargins(0, 0, 0, _FIGURES if shown else 0)
        self._redraw()

    def set_log(self, log: bool) -> None:
        """Let the height be logarithmic."""
        self._log = log
        self.set_curves(self._curves, {name: colour for name, (_, _, colour) in self._lines.items()})

    def set_curves(self, curves: Mapping[str, Curve], colours: Mapping[str, str]) -> None:
        """Draw these, by name; the later ones above the earlier ones."""
        self._curves = dict(curves)
        for name in [name for name in self._lines if name not in curves]:
            for item in self._lines.pop(name)[:2]:
                self.removeItem(item)
        for order, (name, curve) in enumerate(curves.items()):
            if name not in self._lines:
                self._lines[name] = self._make_lines(colours[name], order)
            raw, mean, _ = self._lines[name]
            thinned = len(curve.raw_x) > 2 * len(curve.x) * 0.99 and len(curve.x) > 2
            raw.setData(curve.raw_x, self._height(curve.raw_y), skipFiniteCheck=True)
            raw.setVisible(thinned or len(curve.raw_x) > 2)
            mean.setData(curve.x, self._height(curve.y), skipFiniteCheck=True)
        self._fit()

    def set_times(self, time: float | None, marks: list[tuple[float, str]]) -> None:
        """The moment whose samples are shown (a dashed line), and dots on the floor: snapshots."""
        if (time, marks) != (self._time, self._marks):
            self._time, self._marks = time, marks
            self.viewport().update()

    def set_cross(self, kimg: float | None) -> None:
        """The line under the mouse, in this plot or another."""
        if kimg != self._cross:
            for at in (self._cross, kimg):
                if at is not None:
                    x = round(self._to_scene(at, 0).x())
                    self.viewport().update(x - _STRIP, 0, 2 * _STRIP, self.height())
            self._cross = kimg

    def set_range(self, start: float, end: float) -> None:
        """Show this stretch of kimg."""
        self.view.setXRange(start, max(end, start + 1e-3), padding=0)

    def _make_lines(self, colour: str, order: int) -> tuple[pg.PlotCurveItem, pg.PlotCurveItem, str]:
        faint = QColor(colour)
        faint.setAlpha(_RAW_ALPHA)
        raw = pg.PlotCurveItem(pen=pg.mkPen(faint, width=1), antialias=False)
        pen = pg.mkPen(QColor(colour), width=1.5)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)  # else the ends of segments lie over each other like beads
        mean = pg.PlotCurveItem(pen=pen, antialias=True)
        mean.setSegmentedLineMode("on")  # four times as fast as one broad line with joints
        raw.setZValue(order)
        mean.setZValue(100 + order)
        self.addItem(raw)
        self.addItem(mean)
        return raw, mean, colour

    def _height(self, values: np.ndarray) -> np.ndarray:
        return np.log10(np.maximum(values, _SMALLEST)) if self._log else values

    def _fit(self) -> None:
        """Set the height so that nearly all is seen; it changes only when it must, so that nothing trembles."""
        parts = [self._height(values) for curve in self._curves.values() for values in (curve.y, curve.raw_y)]
        parts = [part for part in parts if len(part)]
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

    # ---- mouse ----------------------------------------------------------------------------------------------

    def kimg_at(self, x: float) -> float:
        """The kimg at a horizontal place of this widget."""
        return float(self.view.mapSceneToView(self.mapToScene(int(x), 0)).x())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._pressed = event.position()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, None
        still = pressed is not None and (event.position() - pressed).manhattanLength() < 4
        if still and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.kimg_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.reset_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self.hovered.emit(self.kimg_at(event.position().x()))

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.hovered.emit(None)

    def _on_range(self) -> None:
        self._redraw()

    def _on_moved(self) -> None:
        self.looked_at.emit()

    # ---- painting -------------------------------------------------------------------------------------------

    def _redraw(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _area(self) -> QRectF:
        return QRectF(self.view.sceneBoundingRect())

    def _to_scene(self, kimg: float, height: float) -> QPointF:
        return QPointF(self.view.mapViewToScene(QPointF(kimg, height)))

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        super().drawBackground(painter, rect)
        area = self._area()
        if not self._curves:
            return
        (start, end), _ = self.view.viewRange()
        painter.setPen(QPen(QColor(theme.RAISED), 1))
        for y, _ in self._heights(area):
            painter.drawLine(QPointF(area.left(), y), QPointF(area.right(), y))
        if self._figures:
            painter.setFont(theme.font(11))
            painter.setPen(QColor(theme.QUIET))
            self._draw_kimg(painter, area, start, end)

    def _heights(self, area: QRectF) -> list[tuple[float, str]]:
        """Where lines go across, and what is written on them."""
        (start, _), (low, high) = self.view.viewRange()
        most = max(2, min(_LINES, int(area.height() // 36)))
        if self._log:
            values = _log_ticks(10**low, 10**high, most)
            places, texts = [math.log10(value) for value in values], [figure(value) for value in values]
        else:
            places, step = _ticks(low, high, most)
            texts = [_with_decimals(value, step) for value in places]
        return [
            (round(self._to_scene(start, place).y()) + 0.5, text) for place, text in zip(places, texts, strict=True)
        ]

    def _draw_kimg(self, painter: QPainter, area: QRectF, start: float, end: float) -> None:
        for value in _ticks(start, end, max(2, int(area.width() // 110)))[0]:
            x = self._to_scene(value, 0).x()
            text = f"{kimg_words(value)} kimg" if value == 0 else kimg_words(value)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(area.left(), x - width / 2), area.right() - width)
            painter.drawText(QPointF(left, area.bottom() + _FIGURES - 5), text)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        area = self._area()
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
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
            for name, curve in self._curves.items():
                value = curve.at(self._cross)
                if value is not None:
                    height = math.log10(max(value, _SMALLEST)) if self._log else value
                    painter.setPen(QPen(QColor(theme.GROUND), 2))
                    painter.setBrush(QColor(self._lines[name][2]))
                    painter.drawEllipse(self._to_scene(self._cross, height), 4, 4)
        painter.setPen(Qt.PenStyle.NoPen)
        for kimg, colour in self._marks:
            x = self._to_scene(kimg, 0).x()
            painter.setBrush(QColor(colour))
            painter.drawEllipse(QPointF(x, area.bottom() - 4), 3, 3)
        self._draw_heights(painter, area)

    def _draw_heights(self, painter: QPainter, area: QRectF) -> None:
        """The figures stand on their line, above the curves, on a breath of ground so that they can be read."""
        painter.setFont(theme.font(11))
        metrics = painter.fontMetrics()
        ground = QColor(theme.GROUND)
        ground.setAlpha(200)
        for y, text in self._heights(area) if self._curves else []:
            if y - area.top() < 12:
                continue
            box = QRectF(area.left(), y - 15, metrics.horizontalAdvance(text) + 4, 14)
            painter.fillRect(box, ground)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(QPointF(area.left() + 2, y - 4), text)


def _ticks(low: float, high: float, most: int) -> tuple[list[float], float]:
    """Round numbers between two bounds, `most` at the most, and how far they are apart (0: there are none)."""
    if not (math.isfinite(low) and math.isfinite(high)) or high <= low:
        return [], 0.0
    rough = (high - low) / most
    magnitude = 10.0 ** math.floor(math.log10(rough))
    step = next(magnitude * factor for factor in (1, 2, 2.5, 5, 10, 20) if magnitude * factor >= rough)
    first = math.ceil(low / step - 1e-9)
    values = (number * step for number in range(first, first + most + 2))
    return [0.0 if abs(value) < step / 1e6 else value for value in values if value <= high + step * 1e-9], step


def _log_ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers above 0 for a logarithmic scale: 1, 2, 5, 10, ... over decades, evenly within one."""
    if high / low < 10:
        return [value for value in _ticks(low, high, most)[0] if value > 0]
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    for factors in ((1, 2, 5), (1,)):
        ticks = [factor * 10.0**power for power in range(first, last + 1) for factor in factors]
        ticks = [tick for tick in ticks if low <= tick <= high]
        if len(ticks) <= most + 1:
            return ticks
    return ticks[:: math.ceil(len(ticks) / most)]


def _with_decimals(value: float, step: float) -> str:
    """As many decimals as numbers `step` apart need."""
    decimals = max(0, -math.floor(math.log10(step) + 1e-9))
    decimals += 1 if round(step * 10**decimals, 6) % 1 else 0
    return f"{value:,.{decimals}f}"
