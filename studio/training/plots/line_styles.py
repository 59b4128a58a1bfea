"""Line styles (dashes) that tell several runs apart."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap

from studio import theme
from studio.words import tr_noop
from studio.workers.training.curves import Curve, Values

DASHES: tuple[tuple[int, ...], ...] = ((), (8, 4), (2, 4), (8, 4, 2, 4), (16, 6), (8, 4, 2, 4, 2, 4))
"""Lengths on and off, in pixels; the first run is drawn through."""
MOST_RUNS = len(DASHES)
STYLE_WORDS = (
    tr_noop("solid"),
    tr_noop("dashed"),
    tr_noop("dotted"),
    tr_noop("dash and dot"),
    tr_noop("long dashes"),
    tr_noop("dash and two dots"),
)
_STEP = 2  # pixels between the points of a broken line


def broken(curve: Curve, start: float, end: float, width: float, style: int) -> tuple[Values, Values, np.ndarray]:
    """The running mean as a line with dashes for a plot that shows `start` to `end` on `width` pixels: x, y, and
    which point is joined to the next. Dashes are as long across whatever part of the run is shown.
    """
    if len(curve.x) < 2 or end <= start or width <= 0:
        return curve.x, curve.y, np.ones(len(curve.x), bool)
    pixel = (end - start) / width
    low, high = max(float(curve.x[0]), start), min(float(curve.x[-1]), end)
    if high <= low:
        return curve.x[:0], curve.y[:0], np.zeros(0, bool)
    x = np.linspace(low, high, max(2, int((high - low) / pixel / _STEP)))
    pattern = DASHES[style % MOST_RUNS]
    bounds = np.cumsum(pattern)
    phase = np.mod((x - start) / pixel, bounds[-1])
    on = np.searchsorted(bounds, phase, side="right") % 2 == 0
    return x, np.interp(x, curve.x, curve.y), on


def style_pen(colour: str, style: int, width: float = 2.0) -> QPen:
    """A pen for short samples of the line."""
    pen = QPen(QColor(colour), width)
    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
    if style % MOST_RUNS:
        pen.setDashPattern([length / width for length in DASHES[style % MOST_RUNS]])
    return pen


def style_icon(colour: str, style: int, ratio: float = 1.0) -> QIcon:
    """A short sample of the line, for a chip or a menu."""
    size = QSize(28, 16)
    picture = QPixmap(size * ratio)
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setPen(style_pen(colour, style))
    painter.drawLine(QPointF(0, 8), QPointF(28, 8))
    painter.end()
    return QIcon(picture)


def muted(colour: str) -> str:
    """A colour as the runs beside the chosen one have it: nearer to the background, still 3 to 1."""
    a, b = QColor(colour), QColor(theme.BACKGROUND)
    pairs = ((a.red(), b.red()), (a.green(), b.green()), (a.blue(), b.blue()))
    return QColor(*(round(0.72 * drawn + 0.28 * background) for drawn, background in pairs)).name()
