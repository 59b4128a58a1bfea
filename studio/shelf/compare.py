"""Comparing two to six designs side by side, at one zoom and position."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.widgets.grid.painter import draw_on_paper, fit_within, scaled_true, star_polygon
from studio.workers.shelf.closest import ClosestPictures

FEWEST, MOST = 2, 6
GAP = 16
LINE = 32
"""Below each picture: its name and stars."""
CLOSEST_HEIGHT = 96
"""Below that, where it is known: the closest training pictures, and whether it is a copy of one."""
_CLOSEST_EDGE = 64
_LARGEST = 32.0


@dataclass(frozen=True)
class ComparedDesign:
    """One of them; its image comes later."""

    id: int
    name: str
    rating: int
    image: QImage | None = None
    closest: ClosestPictures | None = None


def layout(sizes: Sequence[QSize], width: float, height: float, below: int = LINE) -> list[QRectF]:
    """Equal cells for pictures of these proportions, with so much `below` each, that make them as large as the room
    allows: of the smallest, the side of a square as large counts."""
    count = len(sizes)
    best: tuple[float, int] = (-1.0, 1)
    for columns in range(1, count + 1):
        lines = math.ceil(count / columns)
        across, down = (width - GAP * (columns - 1)) / columns, (height - GAP * (lines - 1)) / lines - below
        smallest = min(_side_within(size, across, down) for size in sizes)
        if smallest > best[0] + 0.5:
            best = (smallest, columns)
    columns = best[1]
    lines = math.ceil(count / columns)
    across, down = (width - GAP * (columns - 1)) / columns, (height - GAP * (lines - 1)) / lines
    cells = []
    for number in range(count):
        line = number // columns
        in_line = min(columns, count - line * columns)
        indent = (width - in_line * across - (in_line - 1) * GAP) / 2
        cells.append(QRectF(indent + number % columns * (across + GAP), line * (down + GAP), across, down))
    return cells


def _side_within(size: QSize, across: float, down: float) -> float:
    return min(across / size.width(), down / size.height()) * math.sqrt(size.width() * size.height())


class CompareView(QWidget):
    """`current_changed(id)` when another becomes the one that keys act on; `left` when the artist has seen enough."""

    current_changed = Signal(int)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf.compare")
        self.setAccessibleName("Designs side by side")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._designs: list[ComparedDesign] = []
        self._shows_closest = False
        self._said = ""
        self._current = 0
        self._zoom = 1.0
        """Times the size at which a picture just fits its cell."""
        self._centre = QPointF(0.5, 0.5)
        """Of every picture, what is in the middle of its cell: 0 to 1 across and down."""
        self._press: QPointF | None = None
        self._moved = False
        self._scaled: dict[tuple[int, int, int, float], QPixmap] = {}

    @property
    def designs(self) -> Sequence[ComparedDesign]:
        """What is shown."""
        return self._designs

    @property
    def current_id(self) -> int:
        """The one that keys act on, -1 for none."""
        return self._designs[self._current].id if self._designs else -1

    @property
    def zoom(self) -> float:
        """Times the size at which a picture just fits."""
        return self._zoom

    @property
    def centre(self) -> QPointF:
        """What of every picture is in the middle of its cell."""
        return QPointF(self._centre)

    def show_designs(self, designs: Sequence[ComparedDesign]) -> None:
        """Show these; the zoom stays while they are the same ones."""
        before = self.current_id
        if [design.id for design in designs] != [design.id for design in self._designs]:
            self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        before_now = {design.id: design for design in self._designs}
        self._designs = [
            replace(design, image=design.image or old.image, closest=design.closest or old.closest)
            if (old := before_now.get(design.id)) is not None
            else design
            for design in designs
        ]
        ids = [design.id for design in self._designs]
        self._current = ids.index(before) if before in ids else 0
        self._describe()
        self.update()

    def set_image(self, id_: int, image: QImage) -> None:
        """The picture of one of them has been read."""
        self._designs = [replace(each, image=image) if each.id == id_ else each for each in self._designs]
        self.update()

    def show_closest(self, wanted: bool) -> None:
        """Leave room for the closest training pictures, or not."""
        if wanted != self._shows_closest:
            self._shows_closest = wanted
            self.update()

    def set_closest(self, closest: Mapping[int, ClosestPictures]) -> None:
        """The closest training pictures of some of them are known."""
        self._designs = [replace(each, closest=closest.get(each.id, each.closest)) for each in self._designs]
        self._describe()
        self.update()

    def say(self, words: str) -> None:
        """What stands in place of closest pictures that are not known."""
        if words != self._said:
            self._said = words
            self.update()

    def go_to(self, number: int) -> None:
        """Make another the current one."""
        if self._designs and number % len(self._designs) != self._current:
            self._current = number % len(self._designs)
            self._describe()
            self.update()
            self.current_changed.emit(self.current_id)

    def zoom_to(self, zoom: float, at: QPointF | None = None) -> None:
        """Another zoom; what is at `at` (in this widget) stays there in its cell, and moves alike in the others."""
        zoom = max(1.0, min(self._largest(), zoom))
        cell = self._cell_at(at) if at is not None else None
        if at is not None and cell is not None:
            before = self._placed(cell)
            share = QPointF((at.x() - before.left()) / before.width(), (at.y() - before.top()) / before.height())
            self._zoom = zoom
            after = self._placed(cell)
            off = QPointF(after.left() + share.x() * after.width(), after.top() + share.y() * after.height()) - at
            self._move_centre(QPointF(off.x() / after.width(), off.y() / after.height()))
        self._zoom = zoom
        self._move_centre(QPointF())
        self.update()

    def whole_or_true(self) -> None:
        """From whole to pixel for pixel and back. Pictures smaller than their cell go to three times the cell."""
        if self._zoom > 1.0:
            self.zoom_to(1.0)
        else:
            true = 1 / self._fit(self._current) / self.devicePixelRatioF()
            self.zoom_to(true if true > 1.05 else 3.0)

    # ---- geometry -------------------------------------------------------------------------------------------

    def _cells(self) -> list[QRectF]:
        room = self.rect().adjusted(0, 8, 0, -8)
        drawn = [each.image.size() for each in self._designs if each.image is not None and not each.image.isNull()]
        alike = drawn[0] if drawn else QSize(1, 1)  # until they are read, the others are taken to be like the first
        sizes = drawn + [alike] * (len(self._designs) - len(drawn))
        cells = layout(sizes, room.width(), room.height(), self._below)
        return [cell.translated(room.x(), room.y()) for cell in cells]

    @property
    def _below(self) -> int:
        return LINE + CLOSEST_HEIGHT if self._shows_closest else LINE

    def _window(self, number: int) -> QRectF:
        """The part of a cell in which the picture shows."""
        return self._cells()[number].adjusted(0, 0, 0, -self._below)

    def _fit(self, number: int) -> float:
        """Screen units for each pixel of a picture that just fits."""
        image = self._designs[number].image
        window = self._window(number)
        if image is None or image.isNull():
            return 1.0
        return min(window.width() / image.width(), window.height() / image.height())

    def _largest(self) -> float:
        if not self._designs or self._designs[self._current].image is None:
            return _LARGEST
        return max(8.0, _LARGEST / self._fit(self._current))

    def _placed(self, number: int) -> QRectF:
        """Where the whole picture lies, of which its window shows a part."""
        image, window = self._designs[number].image, self._window(number)
        if image is None:
            return window
        scale = self._fit(number) * self._zoom
        width, height = image.width() * scale, image.height() * scale
        left = window.center().x() - width * self._centre.x()
        top = window.center().y() - height * self._centre.y()
        return QRectF(round(left), round(top), width, height)

    def _cell_at(self, point: QPointF) -> int | None:
        return next((number for number, cell in enumerate(self._cells()) if cell.contains(point)), None)

    def _move_centre(self, by: QPointF) -> None:
        """No further than to the edge of the picture."""
        half = 0.5 / self._zoom
        x = min(1 - half, max(half, self._centre.x() + by.x()))
        y = min(1 - half, max(half, self._centre.y() + by.y()))
        self._centre = QPointF(x, y)

    # ---- input ----------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_C, Qt.Key.Key_Space):
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.go_to(self._current - 1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.go_to(self._current + 1)
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self.whole_or_true()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_to(self._zoom * 1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_to(self._zoom / 1.25)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._designs and event.angleDelta().y():
            self.zoom_to(self._zoom * 1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._moved = event.position(), False
            number = self._cell_at(event.position())
            if number is not None:
                self.go_to(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or not self._designs:
            return
        off = event.position() - self._press
        if not self._moved and off.manhattanLength() < 4:
            return
        self._moved = True
        self._press = event.position()
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        placed = self._placed(self._current)
        self._move_centre(QPointF(-off.x() / placed.width(), -off.y() / placed.height()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._press = None
        self.setCursor(Qt.CursorShape.OpenHandCursor)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._designs:
            if self._zoom > 1.0:
                self.zoom_to(1.0)
            else:
                self.zoom_to(3.0, event.position())

    # ---- painting -------------------------------------------------------------------------------------------

    def _describe(self) -> None:
        names = ", ".join(design.name for design in self._designs)
        current = self._designs[self._current] if self._designs else None
        closest = f" {current.closest.words}." if current is not None and current.closest is not None else ""
        self.setAccessibleDescription(f"{names}. Now on {current.name}.{closest}" if current is not None else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, cell in enumerate(self._cells()):
            self._paint_picture(painter, number)
            self._paint_line(painter, number, cell)
            if self._shows_closest:
                self._paint_closest(painter, number, cell)

    def _paint_picture(self, painter: QPainter, number: int) -> None:
        image, window = self._designs[number].image, self._window(number)
        if image is None or image.isNull():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.CANVAS_EMPTY))
            painter.drawRoundedRect(window, theme.RADIUS, theme.RADIUS)
            shown = window
        else:
            placed = self._placed(number)
            shown = placed.intersected(window)
            painter.save()
            painter.setClipRect(window)
            if self._zoom == 1.0:
                self._draw_whole(painter, placed.toRect(), image)
            else:
                enlarged = placed.width() * self.devicePixelRatioF() >= 2 * image.width()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not enlarged)
                draw_on_paper(painter, placed, image)
            painter.restore()
        if number == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.CANVAS_ACCENT if self.hasFocus() else theme.CANVAS_LINE), 2))
            painter.drawRoundedRect(shown.adjusted(-2, -2, 2, 2), theme.RADIUS + 2, theme.RADIUS + 2)

    def _draw_whole(self, painter: QPainter, place: QRect, image: QImage) -> None:
        if image.hasAlphaChannel():
            painter.fillRect(place, theme.paper())
        painter.drawPixmap(place.topLeft(), self._held(image, place.size()))

    def _held(self, image: QImage, shown: QSize) -> QPixmap:
        """The whole picture for its cell, scaled once."""
        key = (image.cacheKey(), shown.width(), shown.height(), self.devicePixelRatioF())
        if key not in self._scaled:
            if len(self._scaled) >= 8 * MOST:
                self._scaled.clear()
            ratio = self.devicePixelRatioF()
            scaled = QImage(scaled_true(image, QSize(round(shown.width() * ratio), round(shown.height() * ratio))))
            scaled.setDevicePixelRatio(ratio)
            self._scaled[key] = QPixmap.fromImage(scaled)
        return self._scaled[key]

    def _paint_line(self, painter: QPainter, number: int, cell: QRectF) -> None:
        design = self._designs[number]
        top = round(cell.bottom()) - self._below + 6
        line = QRect(round(cell.left()), top, round(cell.width()), LINE - 8)
        painter.setFont(theme.font(theme.FONT_PIXELS, QFont.Weight.DemiBold))
        stars = 5 * 16
        name = painter.fontMetrics().elidedText(
            design.name, Qt.TextElideMode.ElideRight, max(20, line.width() - stars - 16)
        )
        wide = painter.fontMetrics().horizontalAdvance(name) + 16 + stars
        left = line.center().x() - wide // 2
        painter.setPen(QColor(theme.CANVAS_TEXT if number == self._current else theme.CANVAS_QUIET))
        painter.drawText(QRect(left, line.top(), wide, line.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)
        for star in range(5):
            painter.setBrush(QColor(theme.CANVAS_ACCENT if star < design.rating else theme.CANVAS_LINE))
            centre = QPointF(left + wide - stars + 16 * (star + 0.5), line.center().y() + 1)
            painter.drawPolygon(star_polygon(centre, 6))

    def _paint_closest(self, painter: QPainter, number: int, cell: QRectF) -> None:
        """The closest training pictures in a row, and below them what that means."""
        closest = self._designs[number].closest
        top = cell.bottom() - CLOSEST_HEIGHT
        words = QRectF(cell.left(), top + _CLOSEST_EDGE + 6, cell.width(), 20)
        painter.setFont(theme.font(12))
        metrics = painter.fontMetrics()
        text, colour = (self._said, theme.CANVAS_QUIET) if closest is None else (closest.words, theme.CANVAS_QUIET)
        if closest is not None:
            colour = theme.CANVAS_ACCENT if closest.copy else theme.CANVAS_QUIET
            wide = len(closest.images) * (_CLOSEST_EDGE + 8) - 8
            left = cell.center().x() - wide / 2
            for index, image in enumerate(closest.images):
                shown = QRect(round(left) + index * (_CLOSEST_EDGE + 8), round(top), _CLOSEST_EDGE, _CLOSEST_EDGE)
                shown = fit_within(image.size(), shown)
                self._draw_whole(painter, shown, image)
        painter.setPen(QColor(colour))
        text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, round(words.width()))
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter, text)
