"""The canvas of a drag: handles with arrows to where they are to go, and the region that is to stay."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QWidget

from gan_engine.latent.point import Handle
from studio import theme
from studio.explorer.design_canvas import DesignCanvas
from studio.words import tr

MOST_HANDLES = 64
_GRIP = 12
"""Window pixels from a dot that take hold of it."""
_SHORTEST = 4
"""Window pixels that the mouse must have moved for a handle to have been pulled."""
_VEIL = QColor(0x1F, 0x1F, 0x1F, 140)


class DragCanvas(DesignCanvas):
    """Press and pull for a handle, Alt and pull (or `paints`) for what is to stay."""

    handles_changed = Signal()
    accepted = Signal()
    """Enter was pressed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("explore.drag.canvas", tr("The design, with handles to pull it by"), _VEIL, parent)
        self.paints = False
        """Whether the mouse paints what is to stay, without Alt too."""
        self._handles: list[Handle] = []
        self._chosen = -1
        self._held: tuple[int, bool] | None = None
        self._tell()

    @property
    def handles(self) -> Sequence[Handle]:
        """The handles."""
        return tuple(self._handles)

    @property
    def chosen(self) -> int:
        """Which one keys act on; -1: none."""
        return self._chosen

    def set_handles(self, handles: Sequence[Handle], chosen: int | None = None) -> None:
        """Show these handles, and say so."""
        self._handles = list(handles[:MOST_HANDLES])
        wanted = self._chosen if chosen is None else chosen
        self._chosen = max(-1, min(wanted, len(self._handles) - 1))
        self._tell()
        self.handles_changed.emit()

    def show_at(self, places: Sequence[tuple[float, float]]) -> None:
        """The handles are there now, on their way."""
        if len(places) == len(self._handles):
            self._handles = [
                handle.model_copy(update={"x": x, "y": y}) for handle, (x, y) in zip(self._handles, places, strict=True)
            ]
            self.update()

    def add(self) -> None:
        """A new handle in the middle, a tenth of the width to the right."""
        if not self.locked:
            self.set_handles([*self._handles, Handle(x=0.5, y=0.5, to_x=0.6, to_y=0.5)], len(self._handles))

    def remove(self) -> None:
        """Take away the chosen handle; the next one is chosen."""
        if self._chosen >= 0 and not self.locked:
            left = [handle for index, handle in enumerate(self._handles) if index != self._chosen]
            self.set_handles(left)

    def choose_next(self, step: int) -> None:
        """Choose another handle, round and round."""
        if self._handles:
            self._chosen = (self._chosen + step) % len(self._handles)
            self._tell()

    # ---- mouse ------------------------------------------------------------------------------------------------

    def _takes_paint(self, event: QMouseEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        return super()._takes_paint(event) and (alt or self.paints)

    def _shows_brush(self) -> bool:
        return self.paints

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image is None or self.locked or self._takes_paint(event):
            super().mousePressEvent(event)
            return
        found = self._under(event.position())
        if event.button() == Qt.MouseButton.RightButton and found is not None:
            self._chosen = found[0]
            self.remove()
        elif event.button() == Qt.MouseButton.LeftButton:
            if found is None and self.place().contains(event.position()) and len(self._handles) < MOST_HANDLES:
                at = self.to_share(event.position())
                self._handles.append(Handle(x=at.x(), y=at.y(), to_x=at.x(), to_y=at.y()))
                found = (len(self._handles) - 1, False)
            self._held = found
            if found is not None:
                self._chosen = found[0]
            self.update()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseMoveEvent(event)
            return
        index, start = self._held
        to, handle = self.to_share(event.position()), self._handles[index]
        now = (handle.x, handle.y) if start else (handle.to_x, handle.to_y)
        self._handles[index] = _moved(handle, to.x() - now[0], to.y() - now[1], start=start)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._held is None:
            super().mouseReleaseEvent(event)
            return
        (index, _), self._held = self._held, None
        handle = self._handles[index]
        way = self.from_share(handle.to_x, handle.to_y) - self.from_share(handle.x, handle.y)
        if math.hypot(way.x(), way.y()) < _SHORTEST:  # a click: a place that is to stay where it is
            self._handles[index] = handle.model_copy(update={"to_x": handle.x, "to_y": handle.y})
        self.set_handles(self._handles, index)

    def _under(self, at: QPointF) -> tuple[int, bool] | None:
        """The handle whose end lies there, targets first: its number, and whether that is where it starts."""
        for start in (False, True):
            for index in reversed(range(len(self._handles))):
                handle = self._handles[index]
                off = at - (self.from_share(handle.x, handle.y) if start else self.from_share(handle.to_x, handle.to_y))
                if math.hypot(off.x(), off.y()) <= _GRIP:
                    return index, start
        return None

    # ---- keys -------------------------------------------------------------------------------------------------

    def _knows(self, event: QKeyEvent) -> bool:
        if super()._knows(event):
            return True
        plain = not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ControlModifier)
        return plain and event.key() in (
            Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown, Qt.Key.Key_Insert,
            Qt.Key.Key_Plus, Qt.Key.Key_Return, Qt.Key.Key_Enter,
        )  # fmt: skip

    def _press(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.accepted.emit()
            case Qt.Key.Key_PageUp:
                self.choose_next(-1)
            case Qt.Key.Key_PageDown:
                self.choose_next(1)
            case Qt.Key.Key_Insert | Qt.Key.Key_Plus:
                self.add()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace:
                self.remove()
            case _:
                super()._press(event)

    def _nudge(self, across: float, down: float, other: bool) -> None:
        if self._chosen >= 0:
            handles = list(self._handles)
            handles[self._chosen] = _moved(handles[self._chosen], across, down, start=other)
            self.set_handles(handles)

    def _tell(self) -> None:
        """What is seen, in words too."""
        count = len(self._handles)
        words = (
            tr("No handle yet: Insert puts one into the middle.") if not count else tr("{count} handles.", count=count)
        )
        if self._chosen >= 0:
            handle = self._handles[self._chosen]
            words = tr(
                "Handle {chosen} of {count}: from {x:.0%} across and {y:.0%} down"
                " to {to_x:.0%} across and {to_y:.0%} down.",
                chosen=self._chosen + 1,
                count=count,
                x=handle.x,
                y=handle.y,
                to_x=handle.to_x,
                to_y=handle.to_y,
            )
        self.setAccessibleDescription(words)
        self.update()

    # ---- painting ---------------------------------------------------------------------------------------------

    def _paint_more(self, painter: QPainter) -> None:
        for index, handle in enumerate(self._handles):
            start, end = self.from_share(handle.x, handle.y), self.from_share(handle.to_x, handle.to_y)
            chosen = index == self._chosen
            for colour, width in ((QColor(0, 0, 0, 170), 4.0), (QColor(theme.ON_ART if chosen else "white"), 2.0)):
                painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                _paint_arrow(painter, start, end)
            painter.setPen(QPen(QColor(0, 0, 0, 170), 1.5))
            painter.setBrush(QColor(theme.ON_ART if chosen else "white"))
            painter.drawEllipse(start, 5.0, 5.0)


def _paint_arrow(painter: QPainter, start: QPointF, end: QPointF) -> None:
    way = end - start
    length = math.hypot(way.x(), way.y())
    if length < 1:
        painter.drawEllipse(start, 9.0, 9.0)
        return
    painter.drawLine(start, end)
    towards, head = math.atan2(way.y(), way.x()), min(10.0, length / 2)
    for turn in (2.6, -2.6):
        painter.drawLine(end, end + QPointF(math.cos(towards + turn), math.sin(towards + turn)) * head)


def _moved(handle: Handle, across: float, down: float, *, start: bool) -> Handle:
    """With one of its ends elsewhere, within the design."""
    x, y = ("x", "y") if start else ("to_x", "to_y")
    return handle.model_copy(update={x: _within(getattr(handle, x) + across), y: _within(getattr(handle, y) + down)})


def _within(share: float) -> float:
    return min(max(share, 0.0), 1.0)
