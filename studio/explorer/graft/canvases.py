"""The two canvases of a graft: the design that is taken from, and the one it is put onto."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.explorer.design_canvas import DesignCanvas
from studio.words import tr


class GraftCanvas(DesignCanvas):
    """`nudged(across, down)`, shares of width and height, and `grown(by)` from the keys."""

    at_top = True
    nudged = Signal(float, float)
    grown = Signal(int)

    def _knows(self, event: QKeyEvent) -> bool:
        return super()._knows(event) or event.key() in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus)

    def _press(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Plus | Qt.Key.Key_Equal:
                self.grown.emit(1)
            case Qt.Key.Key_Minus:
                self.grown.emit(-1)
            case _:
                super()._press(event)

    def _nudge(self, across: float, down: float, other: bool) -> None:
        self.nudged.emit(across, down)


class DonorCanvas(GraftCanvas):
    """What is taken is painted here."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "explore.graft.donor", tr("The design to take from: paint the part"), theme.veil(theme.ON_ART, 110), parent
        )


class HostCanvas(GraftCanvas):
    """Shows what comes of it; mouse and arrows put the part elsewhere."""

    is_painted = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(
            "explore.graft.host", tr("The design with the part put onto it"), theme.veil(theme.ON_ART, 0), parent
        )
        self._dragged: QPointF | None = None

    def _shows_brush(self) -> bool:
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._image is not None:
            self._dragged = self.to_share(event.position())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            to = self.to_share(event.position())
            by, self._dragged = to - self._dragged, to
            self.nudged.emit(by.x(), by.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._dragged is not None:
            self._dragged = None
            self.settled.emit()
