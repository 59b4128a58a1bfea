"""Two to six pictures side by side, at one zoom and position."""

from __future__ import annotations

import math
from collections.abc import Sequence
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
from studio.widgets.grid.painter import draw_on_paper, scaled_true
from studio.widgets.grid.stars import star_polygon
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.widgets.marks.words import marks_words
from studio.words import tr

MOST = 6
GAP = 16
LINE = 32
"""Below each picture: its name, label and stars."""
_RING, _MARGIN = 4, 16
"""px at the left, where the room has its margin already, and at the right, where the window may end."""
_LARGEST = 32.0


@dataclass(frozen=True)
class ComparedPicture:
    """One of them; its image comes later."""

    id: int
    name: str
    rating: int
    label: int = 0
    note: str = ""
    """After the name: "rejected"."""
    image: QImage | None = None
    hard: bool | None = None
    """Whether its pixels are squares however large it is shown; None: where it is enlarged more than twice."""


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


class SideBySideView(QWidget):
    """`current_changed(id)` when another becomes the one that keys act on; `left` when the artist has seen enough."""

    current_changed = Signal(int)
    left = Signal()

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self._pictures: list[ComparedPicture] = []
        self._current = 0
        self._zoom = 1.0
        """Times the size at which a picture just fits its cell."""
        self._centre = QPointF(0.5, 0.5)
        """Of every picture, what is in the middle of its cell: 0 to 1 across and down."""
        self._press: QPointF | None = None
        self._moved = False
        self._scaled: dict[tuple[int, int, int, float], QPixmap] = {}

    @property
    def pictures(self) -> Sequence[ComparedPicture]:
        """What is shown."""
        return self._pictures

    @property
    def current_id(self) -> int:
        """The one that keys act on, -1 for none."""
        return self._pictures[self._current].id if self._pictures else -1

    @property
    def zoom(self) -> float:
        """Times the size at which a picture just fits."""
        return self._zoom

    @property
    def centre(self) -> QPointF:
        """What of every picture is in the middle of its cell."""
        return QPointF(self._centre)

    def show_pictures(self, pictures: Sequence[ComparedPicture]) -> None:
        """Show these; the zoom stays while they are the same ones."""
        before = self.current_id
        if [picture.id for picture in pictures] != [picture.id for picture in self._pictures]:
            self._zoom, self._centre = 1.0, QPointF(0.5, 0.5)
        before_now = {picture.id: picture for picture in self._pictures}
        self._pictures = [
            replace(picture, image=old.image, hard=old.hard)
            if (old := before_now.get(picture.id)) is not None and picture.image is None
            else picture
            for picture in pictures
        ]
        ids = [picture.id for picture in self._pictures]
        self._current = ids.index(before) if before in ids else 0
        self.describe()
        self.update()

    def set_image(self, id_: int, image: QImage, hard: bool | None = None) -> None:
        """The picture of one of them has been read; `hard` as `ComparedPicture` has it."""
        self._pictures = [replace(each, image=image, hard=hard) if each.id == id_ else each for each in self._pictures]
        self.update()

    @property
    def below(self) -> int:
        """Room below each picture."""
        return LINE

    def go_to(self, number: int) -> None:
        """Make another the current one."""
        if self._pictures and number % len(self._pictures) != self._current:
            self._current = number % len(self._pictures)
            self.describe()
            self.update()
            self.current_changed.emit(self.current_id)

    def step(self, by: int) -> None:
        """Make the next one the current one, or the one before."""
        self.go_to(self._current + by)

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
        room = self.rect().adjusted(_RING, 8, -_MARGIN, -8)
        drawn = [each.image.size() for each in self._pictures if each.image is not None and not each.image.isNull()]
        alike = drawn[0] if drawn else QSize(1, 1)  # until they are read, the others are taken to be like the first
        sizes = drawn + [alike] * (len(self._pictures) - len(drawn))
        cells = layout(sizes, room.width(), room.height(), self.below)
        return [cell.translated(room.x(), room.y()) for cell in cells]

    def _window(self, number: int) -> QRectF:
        """The part of a cell in which the picture shows."""
        return self._cells()[number].adjusted(0, 0, 0, -self.below)

    def _fit(self, number: int) -> float:
        """Screen units for each pixel of a picture that just fits."""
        image = self._pictures[number].image
        window = self._window(number)
        if image is None or image.isNull():
            return 1.0
        return min(window.width() / image.width(), window.height() / image.height())

    def _largest(self) -> float:
        if not self._pictures or self._pictures[self._current].image is None:
            return _LARGEST
        return max(8.0, _LARGEST / self._fit(self._current))

    def _placed(self, number: int) -> QRectF:
        """Where the whole picture lies, of which its window shows a part."""
        image, window = self._pictures[number].image, self._window(number)
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
        if key in (Qt.Key.Key_Escape, Qt.Key.Key_Space):
            self.left.emit()
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Up):
            self.step(-1)
        elif key in (Qt.Key.Key_Right, Qt.Key.Key_Down):
            self.step(1)
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self.whole_or_true()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_to(self._zoom * 1.25)
        elif key == Qt.Key.Key_Minus:
            self.zoom_to(self._zoom / 1.25)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._pictures and event.angleDelta().y():
            self.zoom_to(self._zoom * 1.2 ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press, self._moved = event.position(), False
            number = self._cell_at(event.position())
            if number is not None:
                self.go_to(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or not self._pictures:
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
        if self._pictures:
            if self._zoom > 1.0:
                self.zoom_to(1.0)
            else:
                self.zoom_to(3.0, event.position())

    # ---- painting -------------------------------------------------------------------------------------------

    def describe(self) -> None:
        """Say to a screen reader what is shown, and where the keyboard is."""
        names = ", ".join(picture.name for picture in self._pictures)
        current = self._pictures[self._current] if self._pictures else None
        if current is None:
            self.setAccessibleDescription("")
            return
        marks = [current.name, *marks_words(current.rating, current.label), *([current.note] if current.note else [])]
        said = tr("{names}. Now on {name}.", names=names, name=", ".join(marks))
        self.setAccessibleDescription(f"{said} {self.said_below(current.id)}".strip())

    def said_below(self, id_: int) -> str:
        """What a screen reader says of what stands below a picture's line."""
        return ""

    def paint_below(self, painter: QPainter, number: int, cell: QRectF) -> None:
        """Paint what stands below the line of a picture, at the foot of its cell."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for number, cell in enumerate(self._cells()):
            self._paint_picture(painter, number)
            self._paint_line(painter, number, cell)
            self.paint_below(painter, number, cell)

    def _paint_picture(self, painter: QPainter, number: int) -> None:
        image, window = self._pictures[number].image, self._window(number)
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
            hard = self._pictures[number].hard
            if self._zoom == 1.0:
                self.draw_whole(painter, placed.toRect(), image, hard)
            else:
                enlarged = placed.width() * self.devicePixelRatioF() >= 2 * image.width()
                painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not enlarged or hard is False)
                draw_on_paper(painter, placed, image)
            painter.restore()
        if number == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.CANVAS_ACCENT if self.hasFocus() else theme.CANVAS_LINE), 2))
            painter.drawRoundedRect(shown.adjusted(-2, -2, 2, 2), theme.RADIUS + 2, theme.RADIUS + 2)

    def draw_whole(self, painter: QPainter, place: QRect, image: QImage, hard: bool | None = None) -> None:
        """A picture stretched to `place`, scaled once."""
        if image.hasAlphaChannel():
            painter.fillRect(place, theme.paper())
        painter.drawPixmap(place.topLeft(), self._held(image, place.size(), hard))

    def _held(self, image: QImage, shown: QSize, hard: bool | None) -> QPixmap:
        """The whole picture for its cell, scaled once."""
        key = (image.cacheKey(), shown.width(), shown.height(), self.devicePixelRatioF())
        if key not in self._scaled:
            if len(self._scaled) >= 8 * MOST:
                self._scaled.clear()
            ratio = self.devicePixelRatioF()
            pixels = QSize(round(shown.width() * ratio), round(shown.height() * ratio))
            scaled = QImage(scaled_true(image, pixels, hard))
            scaled.setDevicePixelRatio(ratio)
            self._scaled[key] = QPixmap.fromImage(scaled)
        return self._scaled[key]

    def _paint_line(self, painter: QPainter, number: int, cell: QRectF) -> None:
        picture = self._pictures[number]
        top = round(cell.bottom()) - self.below + 6
        line = QRect(round(cell.left()), top, round(cell.width()), LINE - 8)
        painter.setFont(theme.font(theme.FONT_PIXELS, QFont.Weight.DemiBold))
        stars, dot = 5 * 16, 16 if picture.label else 0
        name = f"{picture.name} · {picture.note}" if picture.note else picture.name
        name = painter.fontMetrics().elidedText(
            name, Qt.TextElideMode.ElideRight, max(20, line.width() - stars - dot - 16)
        )
        wide = dot + painter.fontMetrics().horizontalAdvance(name) + 16 + stars
        left = line.center().x() - wide // 2
        if picture.label:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.LABELS[picture.label - 1]))
            painter.drawEllipse(QRectF(left, line.center().y() - 4, 9, 9))
        painter.setPen(QColor(theme.CANVAS_TEXT if number == self._current else theme.CANVAS_QUIET))
        painter.drawText(QRect(left + dot, line.top(), wide, line.height()), Qt.AlignmentFlag.AlignVCenter, name)
        painter.setPen(Qt.PenStyle.NoPen)
        for star in range(5):
            painter.setBrush(QColor(theme.CANVAS_ACCENT if star < picture.rating else theme.CANVAS_LINE))
            centre = QPointF(left + wide - stars + 16 * (star + 0.5), line.center().y() + 1)
            painter.drawPolygon(star_polygon(centre, 6))
