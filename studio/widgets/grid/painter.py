"""Painting one picture of a grid: ring, fading, badges.

Scaling is the slow part, so each picture is scaled once for its cell and kept. A painting round has a budget of
time; when that is spent, the remaining pictures are drawn quick and coarse and come again in the next round: the
window never stands still for more than a frame.
"""

from __future__ import annotations

import itertools
import math
import weakref
from collections import OrderedDict

from PySide6.QtCore import QModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.widgets.grid import foot
from studio.widgets.grid.roles import BadgesRole, DimmedRole, HardRole, LabelRole, MarkRole, StarsRole, TitleRole
from studio.widgets.grid.stars import STAR, STARS, star_polygon
from studio.words import in_figures

HELD_BYTES = 2**25
"""Of the scaled pictures that one view keeps: some pages of the largest ones, and all it keeps of small ones."""
ALL_HELD_BYTES = 2 * HELD_BYTES
"""Of those that all views keep together: the longest unseen gives way, since there are dozens of views."""


_clock = itertools.count(1)
_painters: weakref.WeakSet[PicturePainter] = weakref.WeakSet()


def _forget() -> None:
    """Transparent art lies on another paper."""
    for each in _painters:
        each.clear()


theme.worn.changed.connect(_forget)


def fit_within(size: QSize, cell: QRect) -> QRect:
    """The largest rectangle of the picture's proportions in the middle of a cell."""
    shown = size.scaled(cell.size(), Qt.AspectRatioMode.KeepAspectRatio)
    shown = QSize(max(1, shown.width()), max(1, shown.height()))
    rect = QRect(QPoint(), shown)
    rect.moveCenter(cell.center())
    return rect


def draw_on_paper(painter: QPainter, rect: QRect | QRectF, image: QImage) -> None:
    """The picture stretched to `rect`, transparent art on what it is to be shown on."""
    if image.hasAlphaChannel():
        painter.fillRect(rect, theme.paper())
    painter.drawImage(rect, image)


def is_enlarged(image: QImage, shown: QSize) -> bool:
    """Whether pixels are to be drawn as squares: shown at more than twice their size."""
    return shown.width() > 2 * image.width() or shown.height() > 2 * image.height()


def scaled_true(image: QImage, pixels: QSize, hard: bool | None = None) -> QImage:
    """The picture at a size: smooth, or where it is enlarged, its pixels as squares that are all of one size, but for
    painted art (`hard` False).

    Between two whole multiples it is brought to the larger one, then smoothly back: else some squares would be
    wider than others.
    """
    if image.size() == pixels:
        return image
    stretch = Qt.AspectRatioMode.IgnoreAspectRatio
    if hard is not False and is_enlarged(image, pixels):
        times = math.ceil(max(pixels.width() / image.width(), pixels.height() / image.height()))
        whole = QSize(image.width() * times, image.height() * times)
        image = image.scaled(whole, stretch, Qt.TransformationMode.FastTransformation)
        if image.size() == pixels:
            return image
    return image.scaled(pixels, stretch, Qt.TransformationMode.SmoothTransformation)


def _bytes_of(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * pixmap.depth() // 8


def _make_room(painter: PicturePainter) -> None:
    """For what it has just scaled: views that nobody looks at any more forget theirs, the longest unseen first."""
    others = sorted((each for each in _painters if each is not painter and each.bytes), key=lambda each: each.used)
    while others and painter.bytes + sum(each.bytes for each in others) > ALL_HELD_BYTES:
        others.pop(0).clear()


class PicturePainter:
    """Paints the cells of one view; holds the scaled pictures of it."""

    def __init__(self, view: QWidget, held: int = 700) -> None:
        """`held`: how many scaled pictures are kept, as far as they fit into `HELD_BYTES`."""
        self._view = view
        self._limit = held
        self.bytes = 0
        """What those that are kept take."""
        self.used = 0
        """When it last painted, in pictures that any view has painted."""
        self._scaled: OrderedDict[tuple[int, int, int, bool | None], QPixmap] = OrderedDict()
        _painters.add(self)

    def clear(self) -> None:
        """Forget all scaled pictures."""
        self._scaled.clear()
        self.bytes = 0

    def paint(
        self, painter: QPainter, cell: QRect, index: QModelIndex, *,
        selected: bool, current: bool, hover: bool, line: bool, in_time: bool, names: bool = False,
    ) -> bool:  # fmt: skip
        """Paint one cell; False if its picture had to be drawn coarsely (no longer `in_time`). `names`: the line is the
        name alone."""
        told = index.model().data  # asked by way of Qt, each answer costs some twenty times as much
        image = told(index, Qt.ItemDataRole.DecorationRole)
        dimmed = told(index, DimmedRole)
        finished = True
        place = cell
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(image, QImage) and not image.isNull():
            place = fit_within(image.size(), cell)
            painter.setOpacity(0.25 if dimmed else 1.0)
            finished = self._draw(painter, image, place, in_time, told(index, HardRole))
            painter.setOpacity(1.0)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.CANVAS_EMPTY))
            painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
        if selected or current or hover:
            self._ring(painter, place, selected=selected, current=current)
        if dimmed:
            self._word(painter, cell, str(dimmed))
        for number, badge in enumerate(told(index, BadgesRole) or ()):
            self._badge(painter, cell, str(badge), number)
        if mark := told(index, MarkRole):
            self._mark(painter, cell, str(mark))
        if names or not line:
            self._marks(painter, cell, told(index, StarsRole) or 0, told(index, LabelRole), above=bool(dimmed))
        if line:
            stars, label = (0, None) if names else (told(index, StarsRole) or 0, told(index, LabelRole))
            foot.paint(painter, cell, told(index, TitleRole) or "", names=names, stars=stars, label=label)
        return finished

    def _draw(self, painter: QPainter, image: QImage, rect: QRect, in_time: bool, hard: bool | None) -> bool:
        if not in_time and (image.cacheKey(), rect.width(), rect.height(), hard) not in self._scaled:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, False)
            draw_on_paper(painter, rect, image)
            return False
        painter.drawPixmap(rect.topLeft(), self.held(image, rect.size(), hard))
        return True

    def held(self, image: QImage, shown: QSize, hard: bool | None = None) -> QPixmap:
        """As `scale`, from memory if it was scaled before."""
        key = (image.cacheKey(), shown.width(), shown.height(), hard)
        self.used = next(_clock)
        pixmap = self._scaled.get(key)
        if pixmap is None:
            pixmap = self._scaled[key] = self.scale(image, shown, hard)
            self.bytes += _bytes_of(pixmap)
            while len(self._scaled) > 1 and (len(self._scaled) > self._limit or self.bytes > HELD_BYTES):
                self.bytes -= _bytes_of(self._scaled.popitem(last=False)[1])
            _make_room(self)
        else:
            self._scaled.move_to_end(key)
        return pixmap

    def scale(self, image: QImage, shown: QSize, hard: bool | None = None) -> QPixmap:
        """The picture at a size (device-independent), rounded, transparent art on paper. `hard`: as `scaled_true`."""
        ratio = self._view.devicePixelRatioF()
        pixels = QSize(round(shown.width() * ratio), round(shown.height() * ratio))
        image = scaled_true(image, pixels, hard)
        rounded = QImage(pixels, QImage.Format.Format_ARGB32_Premultiplied)
        rounded.fill(Qt.GlobalColor.transparent)
        painter = QPainter(rounded)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        radius = theme.RADIUS * ratio
        area = QRectF(0, 0, pixels.width(), pixels.height())
        if image.hasAlphaChannel():
            painter.setBrush(theme.paper())
            painter.drawRoundedRect(area, radius, radius)
        painter.setBrush(QBrush(image))
        painter.drawRoundedRect(area, radius, radius)
        painter.end()
        rounded.setDevicePixelRatio(ratio)
        return QPixmap.fromImage(rounded)

    def _ring(self, painter: QPainter, rect: QRect, *, selected: bool, current: bool) -> None:
        """Outside the picture, a pixel of background between: the art keeps all its pixels."""
        colour = theme.CANVAS_ACCENT if selected else (theme.CANVAS_QUIET if current else theme.CANVAS_LINE)
        width = 2.0 if selected or current else 1.0
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(colour), width))
        off = 2.0
        painter.drawRoundedRect(QRectF(rect).adjusted(-off, -off, off, off), theme.RADIUS + 2, theme.RADIUS + 2)
        if selected and current:
            painter.setPen(QPen(QColor(theme.CANVAS_TEXT), 1))
            painter.drawRoundedRect(QRectF(rect).adjusted(-3.5, -3.5, 3.5, 3.5), theme.RADIUS + 3, theme.RADIUS + 3)

    def _chip(self, painter: QPainter, text: str, left: int, top: int, widest: int, colour: str) -> QRect:
        painter.setFont(theme.font(11))
        metrics = QFontMetrics(painter.font())
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, widest - 12)
        chip = QRect(left, top, metrics.horizontalAdvance(text) + 12, metrics.height() + 4)
        painter.setPen(Qt.PenStyle.NoPen)
        background = QColor(theme.BAR)
        background.setAlpha(230)
        painter.setBrush(background)
        painter.drawRoundedRect(chip, 2, 2)
        painter.setPen(QColor(colour))
        painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, text)
        return chip

    def _badge(self, painter: QPainter, cell: QRect, text: str, number: int) -> None:
        if cell.width() >= 64:
            self._chip(painter, text, cell.left() + 6, cell.top() + 6 + number * 20, cell.width() - 12, theme.AMBER)
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.AMBER))
            painter.drawEllipse(cell.left() + 4 + 8 * number, cell.top() + 4, 6, 6)

    def _word(self, painter: QPainter, cell: QRect, word: str) -> None:
        if cell.width() >= 64:
            self._chip(painter, word, cell.left() + 6, cell.bottom() - 24, cell.width() - 12, theme.TEXT)

    def _mark(self, painter: QPainter, cell: QRect, mark: str) -> None:
        colour = {"picked": theme.GREEN, "busy": theme.ACCENT}.get(mark, theme.QUIET)
        painter.setPen(QPen(QColor(theme.BAR), 1.5))
        painter.setBrush(QColor(colour))
        painter.drawEllipse(QRectF(cell.right() - 14, cell.bottom() - 14, 9, 9))

    def _marks(self, painter: QPainter, cell: QRect, stars: int, label: str | None, *, above: bool) -> None:
        """Label and stars over the foot of a picture that has no line below; `above` a word that stands there."""
        wide = 5 + (13 if label else 0) + (12 * stars if cell.width() >= STARS * STAR + 12 else 0)
        if wide <= 5:
            return
        plate = QRect(cell.left() + 6, cell.bottom() - (44 if above else 22), wide + 2, 16)
        background = QColor(theme.BAR)
        background.setAlpha(230)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(background)
        painter.drawRoundedRect(plate, 2, 2)
        left = plate.left() + 4.0
        if label:
            painter.setBrush(QColor(label))
            painter.drawEllipse(QRectF(left, plate.center().y() - 4, 9, 9))
            left += 13
        painter.setBrush(QColor(theme.ACCENT))
        while left + 10 <= plate.right():
            painter.drawPolygon(star_polygon(QPointF(left + 5, plate.center().y() + 1), 5.5))
            left += 12

    def stack(self, images: list[QImage], count: int) -> QPixmap:
        """What follows the pointer while dragging: up to three pictures and how many there are."""
        edge, step = 88, 6
        ratio = self._view.devicePixelRatioF()
        pixmap = QPixmap(round((edge + 4 * step) * ratio), round((edge + 4 * step) * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, image in reversed(list(enumerate(images))):
            rect = fit_within(image.size(), QRect(number * step, number * step, edge, edge))
            painter.drawPixmap(rect.topLeft(), self.scale(image, rect.size()))
        if count > 1:
            badge = QRect(edge - 14, edge - 8, 32, 20)
            path = QPainterPath()
            path.addRoundedRect(QRectF(badge), 10, 10)
            painter.fillPath(path, QColor(theme.ACCENT))
            painter.setPen(QColor(theme.ON_ACCENT))
            painter.setFont(theme.font(11))
            painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, in_figures(count) if count < 1000 else "999+")
        painter.end()
        return pixmap
