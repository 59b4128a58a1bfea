"""What is painted behind a plot's curves: grid lines, uncertainty, cursor, labels.

Grid and figures are painted without axes or boxes; figures stand on their line, at the left. Imports pyqtgraph.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.training.plots.ticks import log_ticks, ticks, time_ticks, time_words, with_decimals
from studio.training.run_words import figure
from studio.words import kimg_words, tr
from studio.workers.training.curves import Axis, Curve, Measured

FIGURES = 20  # pixels below the last plot, for the axis
_BAND_ALPHA = 36
_BAND_POINTS = 200
_SMALLEST = 1e-6  # where a logarithmic plot begins of which no value is above 0
_LINES = 4


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

    def at(self, position: float) -> float | None:
        """Its value there; a measure's is that of the nearest measuring."""
        if self.measured is not None:
            return float(self.measured.y[self.measured.nearest(position)])
        return self.curve.at(position) if self.curve is not None else None


class PlotBackground(pg.PlotWidget):  # type: ignore[misc]  # pyqtgraph has no types
    """A plot without hands: what it shows is set by `PlotPanel`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.axis: Axis = "kimg"
        self._log = False
        self._smallest = _SMALLEST
        self._figures = False
        self._time: float | None = None
        self._cross: float | None = None
        self._marks: list[tuple[float, str]] = []
        self._lines: tuple[PlotLine, ...] = ()
        self._dragged: tuple[float, float] | None = None
        self._message = ""
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
        theme.worn.changed.connect(self._redraw)

    def _redraw(self) -> None:
        self.resetCachedContent()
        self.viewport().update()

    def _area(self) -> QRectF:
        return QRectF(self.view.sceneBoundingRect())

    def _to_scene(self, position: float, height: float) -> QPointF:
        x, y = self._map(np.array([position]), np.array([height]))
        return QPointF(float(x[0]), float(y[0]))

    def _map(self, positions: np.ndarray, heights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pixels of many points at once."""
        area = self._area()
        (start, end), (low, high) = self.view.viewRange()
        x = area.left() + (positions - start) * (area.width() / max(end - start, 1e-12))
        y = area.bottom() - (heights - low) * (area.height() / max(high - low, 1e-300))
        return x, y

    def _height(self, values: np.ndarray) -> np.ndarray:
        return np.log10(np.maximum(values, self._smallest)) if self._log else values

    def _choose_scale(self, lines: Sequence[PlotLine], wanted: bool) -> None:
        """Logarithmic where that is `wanted` and no value lies below 0; from the smallest that is above 0 on."""
        parts = [part for line in lines for part in _values_of(line)]
        values = np.concatenate(parts) if parts else np.empty(0)
        values = values[np.isfinite(values)]
        self._log = wanted and not (values < 0).any()
        above = values[values > 0]
        self._smallest = float(above.min()) if len(above) else _SMALLEST

    def drawBackground(self, painter: QPainter, rect: QRectF) -> None:
        painter.fillRect(rect, QColor(theme.BACKGROUND))
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
            heights, texts = [math.log10(value) for value in values], [figure(value) for value in values]
        else:
            heights, step = ticks(low, high, most)
            texts = [with_decimals(value, step) for value in heights]
        return [
            (round(self._to_scene(start, height).y()) + 0.5, text) for height, text in zip(heights, texts, strict=True)
        ]

    def _draw_axis(self, painter: QPainter, area: QRectF, start: float, end: float) -> None:
        most = max(2, int(area.width() // 110))
        values = time_ticks(start, end, most) if self.axis == "time" else ticks(start, end, most)[0]
        for value in values:
            x = self._to_scene(value, 0).x()
            if self.axis == "time":
                text = time_words(value)
            else:
                text = tr("{kimg} kimg", kimg=kimg_words(value)) if value == 0 else kimg_words(value)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(area.left(), x - width / 2), area.right() - width)
            painter.drawText(QPointF(left, area.bottom() + FIGURES - 5), text)

    def drawForeground(self, painter: QPainter, rect: QRectF) -> None:
        area = self._area()
        if not self._lines:
            return
        painter.setClipRect(area)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._dragged is not None:
            left, right = sorted(self._to_scene(position, 0).x() for position in self._dragged)
            painter.fillRect(QRectF(left, area.top(), right - left, area.height()), theme.veil(theme.TEXT, 28))
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
        for position, role in self._marks:
            painter.setBrush(QColor(theme.colour(role)))
            if found is None:
                painter.drawEllipse(QPointF(self._to_scene(position, 0).x(), area.bottom() - 4), 3, 3)
                continue
            index = found.nearest(position)
            height = float(self._height(found.y[index : index + 1])[0])
            painter.setPen(QPen(QColor(theme.BACKGROUND), 2))
            painter.drawEllipse(self._to_scene(float(found.x[index]), height), 5.5, 5.5)
            painter.setPen(Qt.PenStyle.NoPen)

    def _draw_heights(self, painter: QPainter, area: QRectF) -> None:
        """The figures stand on their line, above the curves, on a breath of background so that they can be read."""
        painter.setFont(theme.font(11))
        metrics = painter.fontMetrics()
        background = QColor(theme.BACKGROUND)
        background.setAlpha(200)
        for y, text in self._heights(area):
            if y - area.top() < 12:
                continue
            box = QRectF(area.left(), y - 15, metrics.horizontalAdvance(text) + 4, 14)
            painter.fillRect(box, background)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(QPointF(area.left() + 2, y - 4), text)


def _values_of(line: PlotLine) -> list[np.ndarray]:
    """All that is drawn of it."""
    if line.measured is not None:
        return [np.asarray(line.measured.y, np.float64)]
    if line.curve is None:
        return []
    return [np.asarray(line.curve.y, np.float64), np.asarray(line.curve.raw_y, np.float64)]
