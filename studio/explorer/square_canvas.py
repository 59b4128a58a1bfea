"""The base of Explore's canvases: a square within a widget, and where a place on it lies."""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtWidgets import QSizePolicy, QWidget


class SquareCanvas(QWidget):
    """Places are shares of the square's sides, from left and top."""

    at_top: ClassVar[bool] = False
    """Whether the square is at the top of the widget, right below its heading, not in the middle."""

    def __init__(
        self, name: str, accessible_name: str, *, follows_width: bool = False, parent: QWidget | None = None
    ) -> None:
        """`follows_width`: it becomes as high as it is wide, not as high as there is room."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        expanding, preferred = QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred
        policy = QSizePolicy(expanding, preferred if follows_width else expanding)
        policy.setHeightForWidth(follows_width)
        self.setSizePolicy(policy)

    def heightForWidth(self, width: int) -> int:
        return width

    def place(self) -> QRectF:
        """Where the square is, in the widget."""
        edge = float(min(self.width(), self.height()))
        return QRectF((self.width() - edge) / 2, 0 if self.at_top else (self.height() - edge) / 2, edge, edge)

    def to_share(self, at: QPointF) -> QPointF:
        """A place on the widget, as a place on the square."""
        whole = self.place()
        return QPointF((at.x() - whole.left()) / whole.width(), (at.y() - whole.top()) / whole.height())

    def from_share(self, x: float, y: float) -> QPointF:
        """A place on the square, as a place on the widget."""
        whole = self.place()
        return QPointF(whole.left() + x * whole.width(), whole.top() + y * whole.height())
