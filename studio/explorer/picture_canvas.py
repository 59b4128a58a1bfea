"""The base of Explore's canvases: a picture's place within a widget, and where a spot on it lies."""

from __future__ import annotations

import math
from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from gan_engine.image_shape import ImageShape
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.widgets.keyboard.focus_ring import ring_focus


class PictureCanvas(QWidget):
    """Spots are shares of the picture's width and height, from left and top; lengths are shares of the side of a square
    as large, as masks have them (`gan_engine.latent.masks`)."""

    at_top: ClassVar[bool] = False
    """Whether the picture is at the top of the widget, right below its heading, not in the middle."""

    def __init__(
        self, name: str, accessible_name: str, *, follows_width: bool = False, parent: QWidget | None = None
    ) -> None:
        """`follows_width`: it becomes as high as its picture is at its width, though no higher than it is wide; not as
        high as there is room."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self._shape = ImageShape.square(64)
        expanding, preferred = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        policy = QSizePolicy(expanding, preferred if follows_width else expanding)
        policy.setHeightForWidth(follows_width)
        self.setSizePolicy(policy)

    @property
    def shape(self) -> ImageShape:
        """Of the model's designs: the picture's place has its proportions."""
        return self._shape

    def set_shape(self, shape: ImageShape) -> None:
        """Designs are of another shape from now on."""
        if shape != self._shape:
            self._shape = shape
            self.updateGeometry()
            self.update()

    def cells(self, side: int) -> tuple[int, int]:
        """Rows and columns of about `side`² cells in the picture's proportions."""
        stretch = math.sqrt(self._shape.height / self._shape.width)
        return round(side * stretch), round(side / stretch)

    def heightForWidth(self, width: int) -> int:
        return round(width * min(1.0, self._shape.height / self._shape.width))

    def place(self) -> QRectF:
        """Where the picture is, in the widget."""
        scale = min(self.width() / self._shape.width, self.height() / self._shape.height)
        width, height = self._shape.width * scale, self._shape.height * scale
        return QRectF((self.width() - width) / 2, 0 if self.at_top else (self.height() - height) / 2, width, height)

    def length(self, share: float) -> float:
        """A length on the picture, in the widget's pixels."""
        whole = self.place()
        return share * math.sqrt(whole.width() * whole.height())

    def to_share(self, at: QPointF) -> QPointF:
        """A spot on the widget, as a spot on the picture."""
        whole = self.place()
        return QPointF((at.x() - whole.left()) / whole.width(), (at.y() - whole.top()) / whole.height())

    def from_share(self, x: float, y: float) -> QPointF:
        """A spot on the picture, as a spot on the widget."""
        whole = self.place()
        return QPointF(whole.left() + x * whole.width(), whole.top() + y * whole.height())

    @staticmethod
    def _moved_by_arrow(spot: QPointF, event: QKeyEvent, brush: float) -> QPointF:
        """Where an arrow brings a brush of that width from this spot: half of it on, with Shift an eighth."""
        step = brush / (8 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 2)
        moved = spot + QPointF(*ARROWS[Qt.Key(event.key())]) * step
        return QPointF(min(max(moved.x(), 0.0), 1.0), min(max(moved.y(), 0.0), 1.0))

    @staticmethod
    def _paint_brush(painter: QPainter, at: QPointF, radius: float) -> None:
        """How far a brush reaches, seen on whatever is below it."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width in (("black", 3.0), ("white", 1.0)):
            painter.setPen(QPen(QColor(colour), width))
            painter.drawEllipse(at, radius, radius)
