"""A brush that corrects the mask of a cut-out picture.

    brush.show_picture(image, overlay, scale, (left, top))     # `image` shows `scale` of the original, from that corner
    brush.stroked.connect(...)                                 # {"add", "radius", "points"} in pixels of the original

A stroke stays visible where it was painted until a new overlay is shown, which has it in. Wheel zooms, the middle
button (or Space and drag) moves, `[` and `]` change the brush, 0 shows all of the picture.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)  # fmt: skip
from PySide6.QtWidgets import QSizePolicy, QWidget

from studio import theme
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.words import tr, tr_noop

_LARGEST_ZOOM = 32.0
_STEP = 1.2
_KEYS = ("[", "]", "+", "=", "-", "0")
_LEAST_MOVE = 1.5  # pixels of the screen between two points of a stroke


class MaskBrush(QWidget):
    """`stroked(dict)` after each stroke; `radius_changed(float)`, in pixels of the original."""

    stroked = Signal(dict)
    radius_changed = Signal(float)
    ended = Signal()
    """Escape."""

    def __init__(
        self, name: str, accessible_name: str = tr_noop("Outline to correct"), parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr(accessible_name))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setCursor(Qt.CursorShape.BlankCursor)
        self._image: QImage | None = None
        self._overlay: QImage | None = None
        self._hard = False
        self._scale = 1.0
        self._origin = (0.0, 0.0)
        self._radius = 12.0
        self._zoom: float | None = None  # screen pixels for each of the image's; None: all of it fits
        self._centre = QPointF(0.5, 0.5)  # of the picture, that stands in the middle
        self._stroke: list[tuple[float, float]] = []
        self._adds = True
        self._waiting: list[tuple[bool, float, list[tuple[float, float]]]] = []
        self._cursor: QPointF | None = None
        self._grabbed: QPointF | None = None
        self._space = False
        self._by_keys = False  # the arrows have moved the brush since the pointer did

    # ---- what is shown ----------------------------------------------------------------------------------------

    def show_picture(
        self, image: QImage | None, overlay: QImage | None, scale: float = 1.0, origin: tuple[float, float] = (0, 0),
        *, hard: bool = False,
    ) -> None:  # fmt: skip
        """Another picture: all of it, without strokes. `hard`: it is pixel art."""
        self._image, self._overlay, self._hard = image, overlay, hard
        self._scale, self._origin = scale, origin
        self._zoom, self._centre = None, QPointF(0.5, 0.5)
        self._stroke, self._waiting = [], []
        self.update()

    def set_overlay(self, overlay: QImage | None) -> None:
        """What is taken away of the same picture, with all strokes that were painted so far."""
        self._overlay = overlay
        self._waiting = []
        self.update()

    @property
    def radius(self) -> float:
        """Of the brush, in pixels of the original."""
        return self._radius

    def set_radius(self, radius: float) -> None:
        """Change the brush."""
        radius = min(2048.0, max(0.5, radius))
        if radius != self._radius:
            self._radius = radius
            self.update()
            self.radius_changed.emit(radius)

    @property
    def zoom(self) -> float:
        """Pixels of the screen for one of the picture shown."""
        if self._zoom is not None or self._image is None:
            return self._zoom or 1.0
        size = self._image.size()
        return max(0.01, min((self.width() - 16) / size.width(), (self.height() - 16) / size.height()))

    def sizeHint(self) -> QSize:
        return QSize(512, 512)

    # ---- places -------------------------------------------------------------------------------------------------

    def _area(self) -> QRectF:
        """Where the whole picture lies, as far as it is on the screen."""
        assert self._image is not None
        width, height = self._image.width() * self.zoom, self._image.height() * self.zoom
        return QRectF(
            self.width() / 2 - self._centre.x() * width, self.height() / 2 - self._centre.y() * height, width, height
        )

    def to_original(self, point: QPointF) -> tuple[float, float]:
        """A point of the widget, in pixels of the original."""
        area, factor = self._area(), self.zoom * self._scale
        return (
            round((point.x() - area.left()) / factor + self._origin[0], 2),
            round((point.y() - area.top()) / factor + self._origin[1], 2),
        )

    def from_original(self, x: float, y: float) -> QPointF:
        """A point of the original, on the widget."""
        area, factor = self._area(), self.zoom * self._scale
        return QPointF(area.left() + (x - self._origin[0]) * factor, area.top() + (y - self._origin[1]) * factor)

    # ---- the hand -----------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image is None:
            return
        button = event.button()
        if button == Qt.MouseButton.MiddleButton or (self._space and button == Qt.MouseButton.LeftButton):
            self._grabbed = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif button in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton) and not self._stroke:
            self._adds = button == Qt.MouseButton.LeftButton
            self._stroke = [self.to_original(event.position())]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._image is None:
            return
        self._cursor, self._by_keys = event.position(), False
        if self._grabbed is not None:
            area = self._area()
            moved = event.position() - self._grabbed
            self._zoom = self.zoom
            self._centre -= QPointF(moved.x() / area.width(), moved.y() / area.height())
            self._grabbed = event.position()
        elif self._stroke:
            last = self.from_original(*self._stroke[-1])
            if (event.position() - last).manhattanLength() >= _LEAST_MOVE:
                self._stroke.append(self.to_original(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._grabbed is not None:
            self._grabbed = None
            self.setCursor(Qt.CursorShape.OpenHandCursor if self._space else Qt.CursorShape.BlankCursor)
            return
        wanted = Qt.MouseButton.LeftButton if self._adds else Qt.MouseButton.RightButton
        if self._stroke and event.button() == wanted:
            self._end_stroke()

    def _end_stroke(self) -> None:
        stroke, self._stroke = self._stroke, []
        self._waiting.append((self._adds, self._radius, stroke))
        self.update()
        points = [[x, y] for x, y in stroke]
        self.stroked.emit({"add": self._adds, "radius": round(self._radius, 2), "points": points})

    def _move_by_keys(self, by: QPointF) -> None:
        """The brush goes on from where it is, from the middle at first, and stays on the picture."""
        at = (self._cursor if self._cursor is not None else QPointF(self.rect().center())) + by
        room = self._area() & QRectF(self.rect())
        self._cursor = QPointF(min(max(at.x(), room.left()), room.right()), min(max(at.y(), room.top()), room.bottom()))
        self._by_keys = True
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._image is not None and event.angleDelta().y():
            self._zoom_to(self.zoom * _STEP ** (event.angleDelta().y() / 120), event.position())

    def _zoom_to(self, zoom: float, about: QPointF) -> None:
        """What is under a point stays under it."""
        assert self._image is not None
        area = self._area()
        place = QPointF((about.x() - area.left()) / area.width(), (about.y() - area.top()) / area.height())
        self._zoom = min(_LARGEST_ZOOM, max(0.05, zoom))
        width, height = self._image.width() * self._zoom, self._image.height() * self._zoom
        self._centre = place - QPointF((about.x() - self.width() / 2) / width, (about.y() - self.height() / 2) / height)
        self.update()

    def enterEvent(self, event: QEnterEvent) -> None:
        self._cursor, self._by_keys = event.position(), False
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._cursor = None
        self.update()

    def event(self, event: QEvent) -> bool:
        """Its keys are its own, whatever the window does by them."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and _is_own(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = event.text()
        if event.key() == Qt.Key.Key_Escape:
            self._stroke = []
            self.ended.emit()
            return
        if text in ("[", "]"):
            self.set_radius(self._radius * (_STEP if text == "]" else 1 / _STEP))
        elif text in ("+", "=", "-") and self._image is not None:
            self._zoom_to(self.zoom * (1 / _STEP if text == "-" else _STEP), QPointF(self.rect().center()))
        elif event.key() == Qt.Key.Key_0:
            self._zoom, self._centre = None, QPointF(0.5, 0.5)
            self.update()
        elif event.key() in ARROWS and self._image is not None:
            step = max(2.0, self._radius * self._scale * self.zoom / (8 if event.modifiers() else 2))
            self._move_by_keys(QPointF(*ARROWS[Qt.Key(event.key())]) * step)
        elif event.key() in (Qt.Key.Key_Space, Qt.Key.Key_Backspace) and self._by_keys and self._cursor is not None:
            self._adds, self._stroke = event.key() == Qt.Key.Key_Space, [self.to_original(self._cursor)]
            self._end_stroke()
        elif event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self._space = True
                self.setCursor(Qt.CursorShape.OpenHandCursor)
        else:
            super().keyPressEvent(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self._space = False
            self.setCursor(Qt.CursorShape.BlankCursor)
        else:
            super().keyReleaseEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.update()

    # ---- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        if self._image is None:
            return
        area = self._area()
        enlarged = self.zoom >= 2
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not (self._hard and enlarged))
        painter.fillRect(area, theme.paper())
        painter.drawImage(area, self._image)
        if self._overlay is not None:  # which pixels are taken away is to be seen, whatever the art
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not enlarged)
            painter.drawImage(area, self._overlay)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(area)
        for adds, radius, points in self._waiting:
            self._draw_stroke(painter, adds, radius, points)
        if self._stroke:
            self._draw_stroke(painter, self._adds, self._radius, self._stroke)
        painter.setClipping(False)
        if self._cursor is not None and self._grabbed is None and not self._space:
            reach = self._radius * self._scale * self.zoom
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor("black"), 3))
            painter.drawEllipse(self._cursor, reach, reach)
            painter.setPen(QPen(QColor("white"), 1.2))
            painter.drawEllipse(self._cursor, reach, reach)

    def _draw_stroke(self, painter: QPainter, adds: bool, radius: float, points: list[tuple[float, float]]) -> None:
        path = QPainterPath(self.from_original(*points[0]))
        for x, y in points[1:]:
            path.lineTo(self.from_original(x, y))
        if len(points) == 1:  # a dot: a path without length paints nothing
            path.lineTo(path.currentPosition() + QPointF(0.01, 0))
        colour = theme.veil(theme.GREEN if adds else theme.RED, 120)
        width = 2 * radius * self._scale * self.zoom
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)


def _is_own(event: QKeyEvent) -> bool:
    if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return False
    return event.text() in _KEYS or event.key() in (*ARROWS, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Backspace)
