"""One plot over the axis of time: curves, mouse and keys.

The curves come thinned to a point a pixel, so drawing them anew costs a millisecond or two. Imports pyqtgraph:
imported when first shown.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from studio.training.plots.background import FIGURES, PlotBackground, PlotLine
from studio.training.plots.line_styles import broken
from studio.training.plots.readout import Readout, ReadoutRow
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.workers.training.curves import Curve

_RAW_ALPHA = 56
_STRIP = 12  # pixels on either side of the cursor that are painted anew when it moves
_SPIKES = 0.5  # percent at either end that a plot's height need not hold
_DRAG = 4  # pixels a press may move and still be a click
_KEY_STEPS = 200  # the cursor goes through a plot in so many steps


@dataclass
class _Items:
    raw: pg.PlotCurveItem
    mean: pg.PlotCurveItem
    colour: str


class PlotPanel(PlotBackground):
    """`hovered(position or None)` under the mouse; `chosen(position)` on a click; `range_chosen(from, to)` after a
    drag; `looked_at` when the user zooms by the wheel or moves; `reset_wanted` on a double click.
    """

    hovered = Signal(object)
    chosen = Signal(float)
    range_chosen = Signal(float, float)
    looked_at = Signal()
    reset_wanted = Signal()

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self._wants_log = False
        self.floor: float | None = None
        self.ceiling: float | None = None
        self._items: dict[str, _Items] = {}
        self._pressed: QPointF | None = None
        self._panning = False
        self._readout = Readout(f"{name}.readout", self)
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
            self.getPlotItem().layout.setContentsMargins(0, 0, 0, FIGURES if shown else 0)
            self._redraw()

    def set_log(self, log: bool) -> None:
        """Let the height be logarithmic, where no value lies below 0."""
        if log != self._wants_log:
            self._wants_log = log
            self.set_lines(self._lines, self._message)

    @property
    def is_log(self) -> bool:
        """Whether the height is logarithmic."""
        return self._log

    @property
    def refuses_log(self) -> bool:
        """Whether it was to be logarithmic, and is not: a value lies below 0."""
        return self._wants_log and not self._log

    def set_lines(self, lines: Sequence[PlotLine], message: str = "") -> None:
        """Draw these, the first on top; where there are none, say `message` in their place."""
        self._lines = tuple(lines)
        self._message = message if not lines else ""
        self._choose_scale(self._lines, self._wants_log)
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

    def set_cross(self, position: float | None) -> None:
        """The line under the mouse, in this plot or another; with several runs, their values beside it."""
        if position == self._cross:
            return
        for at in (self._cross, position):
            if at is not None:
                x = round(self._to_scene(at, 0).x())
                self.viewport().update(x - _STRIP, 0, 2 * _STRIP, self.height())
        self._cross = position
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

    def position_at(self, x: float) -> float:
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
            self.chosen.emit(self.position_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._pressed = None
        self.reset_wanted.emit()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._panning:
            super().mouseMoveEvent(event)
        elif self._pressed is not None:
            far = abs(event.position().x() - self._pressed.x()) >= _DRAG
            if far or self._dragged is not None:
                self._dragged = (self.position_at(self._pressed.x()), self.position_at(event.position().x()))
                self.viewport().update()
        self.hovered.emit(self.position_at(event.position().x()))

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
