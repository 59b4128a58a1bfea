"""A canvas: one design, large, on which a region is painted."""

from __future__ import annotations

from typing import ClassVar

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QWidget

from gan_engine.image_shape import ImageShape
from gan_engine.latent import masks
from gan_engine.latent.masks import Region
from studio import theme
from studio.explorer.picture_canvas import PictureCanvas
from studio.widgets.grid.painter import draw_on_paper
from studio.widgets.keyboard.arrow_keys import ARROWS

_REGION_SIDE = 128
"""Of a square with as many cells as a painted region: finer than any maps it is laid over."""
_BRUSH, _THINNEST, _WIDEST = 0.06, 0.01, 0.4
_WITH_BRUSH = (*ARROWS, Qt.Key.Key_B, Qt.Key.Key_Escape, Qt.Key.Key_Space, Qt.Key.Key_Backspace)


class DesignCanvas(PictureCanvas):
    """What the mouse does is a subclass's: `_takes_paint`. By keyboard B takes up the brush: arrows move it then, Space
    paints, Backspace wipes out, B again or Escape lays it down.

    `painted`: the region is another, while the mouse still paints; `settled`: it has let go.
    """

    is_painted: ClassVar[bool] = True
    """Whether there is anything to paint on it."""
    painted = Signal()
    settled = Signal()
    brush_changed = Signal(float)

    def __init__(self, name: str, accessible_name: str, tint: QColor, parent: QWidget | None = None) -> None:
        super().__init__(name, accessible_name, parent=parent)
        self.setMouseTracking(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.brush = _BRUSH
        """Its radius."""
        self.locked = False
        """Whether nothing can be changed now."""
        self._tint = tint
        self._image: QImage | None = None
        self._hard = False
        self._region = self.empty_region()
        self._veil: QImage | None = None
        self._stroke: QPointF | None = None
        self._wipes = False
        self._pointer: QPointF | None = None
        self._spot: QPointF | None = None  # where the brush is that the keys have taken up

    def sizeHint(self) -> QSize:
        return QSize(480, 480)

    def minimumSizeHint(self) -> QSize:
        return QSize(160, 160)

    # ---- what is shown ----------------------------------------------------------------------------------------

    @property
    def image(self) -> QImage | None:
        """The design."""
        return self._image

    def set_image(self, image: QImage | None, *, hard: bool = False) -> None:
        """Show another design; `hard`: it is pixel art."""
        self._image, self._hard = image, hard
        self.update()

    @property
    def region(self) -> Region:
        """What is painted, float32 [rows,columns] in the design's proportions, 0 to 1."""
        return self._region

    def empty_region(self) -> Region:
        """One in which nothing is painted."""
        return masks.empty(*self.cells(_REGION_SIDE))

    def set_shape(self, shape: ImageShape) -> None:
        """Designs are of another shape from now on: the one that is shown, and what was painted on it, go."""
        if shape != self.shape:
            super().set_shape(shape)
            self._image = None
            self.set_region(self.empty_region())

    def set_region(self, region: Region) -> None:
        """Show another region, without saying so."""
        self._region = region
        self._veil = None
        self.update()

    def set_brush(self, radius: float) -> None:
        """Paint with another brush from now on."""
        self.brush = min(max(radius, _THINNEST), _WIDEST)
        self.brush_changed.emit(self.brush)
        self.update()

    # ---- painting with the mouse ------------------------------------------------------------------------------

    def _takes_paint(self, event: QMouseEvent) -> bool:
        """Whether this press begins a stroke."""
        return not self.locked and event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.RightButton)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image is None or not self._takes_paint(event):
            event.ignore()
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        wipes = shifted or event.button() == Qt.MouseButton.RightButton
        self._begin_stroke(self.to_share(event.position()), wipes=wipes)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._pointer = event.position()
        if self._stroke is not None:
            self._paint_to(self.to_share(event.position()))
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._stroke is not None:
            self._stroke = None
            self.settled.emit()

    def leaveEvent(self, event: QEvent) -> None:
        self._pointer = None
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.angleDelta().y():
            self.set_brush(self.brush * 1.15 ** (event.angleDelta().y() / 120))
        event.accept()

    def _begin_stroke(self, at: QPointF, *, wipes: bool) -> None:
        self._wipes, self._stroke = wipes, at
        self._paint_to(at)

    def _paint_to(self, to: QPointF) -> None:
        start = self._stroke or to
        # A wipe is a cell wider, so that along the same way nothing of a stroke's soft edge is left.
        radius, value = (self.brush + 1 / _REGION_SIDE, 0.0) if self._wipes else (self.brush, 1.0)
        self.set_region(masks.painted(self._region, (start.x(), start.y()), (to.x(), to.y()), radius, value))
        self._stroke = to
        self.painted.emit()

    # ---- keys -------------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here do not mean what they mean to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._knows(event):
            event.accept()
            return True
        return super().event(event)

    def _knows(self, event: QKeyEvent) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier):
            return False
        if self._spot is not None and event.key() in _WITH_BRUSH:
            return True
        return event.key() in (*ARROWS, Qt.Key.Key_BracketLeft, Qt.Key.Key_BracketRight) or self._takes_up(event)

    def _takes_up(self, event: QKeyEvent) -> bool:
        """Whether the key takes up the brush."""
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        return plain and event.key() == Qt.Key.Key_B and self.is_painted and not self.locked and self._image is not None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._brush_by_key(event):
            self._press(event)

    def _brush_by_key(self, event: QKeyEvent) -> bool:
        """What a key does with the brush; whether it did anything."""
        spot, key = self._spot, event.key()
        if spot is None:
            if not self._takes_up(event):
                return False
            self._spot = QPointF(0.5, 0.5)
        elif key in (Qt.Key.Key_B, Qt.Key.Key_Escape) or self.locked:
            self._spot = None
        elif key in ARROWS:
            self._spot = self._moved_by_arrow(spot, event, self.brush)
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Backspace):
            self._begin_stroke(spot, wipes=key == Qt.Key.Key_Backspace)
            self._stroke = None
            self.settled.emit()
        else:
            return False
        self.update()
        return True

    def _press(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_BracketLeft:
                self.set_brush(self.brush / 1.15)
            case Qt.Key.Key_BracketRight:
                self.set_brush(self.brush * 1.15)
            case key if key in ARROWS and not self.locked:
                step = 4 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1
                across, down = ARROWS[Qt.Key(key)]  # of pixels of the design
                other = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
                self._nudge(step * across / self.shape.width, step * down / self.shape.height, other)
            case _:
                QWidget.keyPressEvent(self, event)

    def _nudge(self, across: float, down: float, other: bool) -> None:
        """An arrow was pressed; `other`: with Ctrl."""

    # ---- painting ---------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        whole = self.place()
        painter.fillRect(whole, QColor(theme.CANVAS_EMPTY))
        if self._image is not None and not self._image.isNull():
            enlarged = whole.width() * self.devicePixelRatioF() >= 2 * self._image.width()
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, not (self._hard and enlarged))
            draw_on_paper(painter, whole, self._image)
        if self._region.any():
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(whole, self._tinted())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_more(painter)
        at = self._pointer if self._shows_brush() else None
        if self._spot is not None:
            at = self.from_share(self._spot.x(), self._spot.y())
        if at is not None and not self.locked:
            self._paint_brush(painter, at, self.length(self.brush))

    def _shows_brush(self) -> bool:
        """Whether a press here would paint."""
        return True

    def _paint_more(self, painter: QPainter) -> None:
        """Over design and region."""

    def _tinted(self) -> QImage:
        """The region in its colour, its edge drawn a little stronger."""
        if self._veil is None:
            alpha = self._region * self._tint.alphaF()
            edge = np.hypot(*np.gradient(self._region)) > 0.2
            alpha = np.where(edge, np.maximum(alpha, 0.8), alpha)
            pixels = np.empty((*alpha.shape, 4), np.uint8)
            colour = np.array([self._tint.blueF(), self._tint.greenF(), self._tint.redF(), 1.0])
            pixels[:] = np.rint(255 * alpha[..., None] * colour)
            height, width = alpha.shape
            image = QImage(pixels.data, width, height, 4 * width, QImage.Format.Format_ARGB32_Premultiplied)
            self._veil = image.copy()
        return self._veil
