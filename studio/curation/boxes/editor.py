"""An editor for boxes on a picture, by mouse or keyboard, with its own undo.

All changes go through `_change`, which keeps what was before; a drag is one change.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QPointF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QKeyEvent, QKeySequence, QMouseEvent
from PySide6.QtWidgets import QWidget

from gan_engine.curation.reading_order import reading_order
from studio.curation.boxes.edits import Box, around, halves, held_within, in_ratio, moved, resized
from studio.curation.boxes.view import BoxView
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.words import count_words

_GRIP = 7  # pixels from an edge that take hold of it
_SLOP = 4  # pixels that the mouse may move in a click
_SMALLEST = 4  # pixels of the original that a drawn box has at least
_MOST_UNDO = 200
_KEPT_SHORTCUTS = ("Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+A")
_CURSORS = {
    (-1, 0): Qt.CursorShape.SizeHorCursor, (1, 0): Qt.CursorShape.SizeHorCursor,
    (0, -1): Qt.CursorShape.SizeVerCursor, (0, 1): Qt.CursorShape.SizeVerCursor,
    (-1, -1): Qt.CursorShape.SizeFDiagCursor, (1, 1): Qt.CursorShape.SizeFDiagCursor,
    (-1, 1): Qt.CursorShape.SizeBDiagCursor, (1, -1): Qt.CursorShape.SizeBDiagCursor,
}  # fmt: skip
_BACK = (Qt.Key.Key_Comma, Qt.Key.Key_Less, Qt.Key.Key_Semicolon)  # with Shift, as keyboards have it
_ON = (Qt.Key.Key_Period, Qt.Key.Key_Greater, Qt.Key.Key_Colon)


def _further(event: QKeyEvent) -> int:
    """Where Shift with the comma or the full stop leads: to the box before (-1) or to the next; 0 for other keys."""
    if event.modifiers() != Qt.KeyboardModifier.ShiftModifier:
        return 0
    return -1 if event.key() in _BACK else 1 if event.key() in _ON else 0


class BoxEditor(BoxView):
    """`changed`: other boxes. `chosen`: others are chosen. `accepted`: Enter was pressed.

    `single`: there is one box at most; drawing replaces it, and Esc is told with `left`. With a `ratio` (width by
    height, None at first) a new box has it, and Shift holds what is drawn or sized to it.
    """

    changed = Signal()
    chosen = Signal()
    accepted = Signal()
    left = Signal()

    def __init__(self, name: str, accessible_name: str, *, single: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(name, accessible_name, single=single, parent=parent)
        self.ratio: float | None = None
        self._held_ratio: float | None = None
        self._current = -1
        self._before: list[list[Box]] = []
        self._after: list[list[Box]] = []
        self._drag: Callable[[QPointF], None] | None = None
        self._press = QPointF()
        self._start: list[Box] = []
        self._is_moving = False

    # ---- what is shown ----------------------------------------------------------------------------------------

    def show_picture(self, image: QImage | None, size: QSize, words: str = "", *, hard: bool = False) -> None:
        """Show a picture whose original has `size` pixels, without boxes; without one, `words` say why. `hard`: it is
        pixel art."""
        self._image, self._size, self._words, self._hard = image, size, words, hard
        self._scale, self._centre = None, QPointF(0.5, 0.5)
        self.set_boxes(())

    def set_boxes(self, boxes: Sequence[Box]) -> None:
        """Show these; what was before is forgotten."""
        self._boxes = [held_within(box, self._size.width(), self._size.height()) for box in boxes]
        self._before.clear()
        self._after.clear()
        self._drag = None
        self._select(())
        self._tell()

    def select(self, places: Sequence[int]) -> None:
        """Choose these."""
        self._select(place for place in places if 0 <= place < len(self._boxes))

    # ---- changes ----------------------------------------------------------------------------------------------

    def merge(self) -> None:
        """Make one box of those that are chosen."""
        if len(self._selected) > 1:
            places = self.selected
            joined = around([self._boxes[place] for place in places])
            kept = [box for place, box in enumerate(self._boxes) if place not in self._selected]
            self._change([*kept[: places[0]], joined, *kept[places[0] :]], (places[0],))

    def split(self) -> None:
        """Cut each that is chosen in two, across its longer side."""
        if not self._selected or self._single:
            return
        boxes: list[Box] = []
        places: list[int] = []
        for index, box in enumerate(self._boxes):
            parts = halves(box) if index in self._selected else [box]
            if index in self._selected:
                places += range(len(boxes), len(boxes) + len(parts))
            boxes += parts
        self._change(boxes, places)

    def delete(self) -> None:
        """Take away what is chosen; the next one is chosen, so that several can go one after the other."""
        if self._selected:
            first = self.selected[0]
            kept = [box for index, box in enumerate(self._boxes) if index not in self._selected]
            self._change(kept, (min(first, len(kept) - 1),) if kept else ())

    def add(self) -> None:
        """A new box in the middle of what is seen."""
        if self._image is None:
            return
        middle = self._to_picture(QPointF(self.rect().center()))
        width, height = max(_SMALLEST, self._size.width() // 6), max(_SMALLEST, self._size.height() // 6)
        box = held_within(
            (round(middle.x()) - width // 2, round(middle.y()) - height // 2, width, height),
            self._size.width(), self._size.height(),
        )  # fmt: skip
        if self.ratio is not None:
            box = in_ratio(box, (1, 1), self.ratio, self._size.width(), self._size.height())
        boxes = [] if self._single else self._boxes
        self._change([*boxes, box], (len(boxes),))

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._before)

    def undo(self) -> None:
        """Take the last change back."""
        if self._before:
            self._after.append(self._boxes)
            self._boxes = self._before.pop()
            self._select(())
            self._tell()

    def redo(self) -> None:
        """Do it again."""
        if self._after:
            self._before.append(self._boxes)
            self._boxes = self._after.pop()
            self._select(())
            self._tell()

    def _change(self, boxes: list[Box], selected: Sequence[int], before: list[Box] | None = None) -> None:
        order = reading_order(boxes)  # they are numbered as they are read, and so are the pictures cut of them
        boxes, selected = [boxes[place] for place in order], [order.index(place) for place in selected]
        old = self._boxes if before is None else before
        if boxes == old:
            self._boxes = boxes
            self._select(selected)
            return
        self._before.append(old)
        del self._before[:-_MOST_UNDO]
        self._after.clear()
        self._boxes = boxes
        self._select(selected)
        self._tell()

    def _tell(self) -> None:
        count = len(self._boxes)
        self.setAccessibleDescription(count_words(count, "box", "boxes"))
        self.update()
        self.changed.emit()

    def _select(self, places: object) -> None:
        wanted = set(places)  # type: ignore[call-overload]
        if wanted != self._selected:
            self._selected = wanted
            self._current = max(wanted, default=self._current)
            self.chosen.emit()
        self.update()

    # ---- mouse ------------------------------------------------------------------------------------------------

    def _hit(self, at: QPointF) -> tuple[int, tuple[int, int]]:
        """The box under the mouse and which of its edges: (-1, 0) left, (1, 1) the lower right corner, (0, 0) inside.

        Of several the chosen one, else the smallest; -1 where there is none.
        """
        best, edge, rank = -1, (0, 0), (2, 0.0)
        for index, box in enumerate(self._boxes):
            shown = self._shown(box)
            if not shown.adjusted(-_GRIP, -_GRIP, _GRIP, _GRIP).contains(at):
                continue
            grip = min(_GRIP, shown.width() / 3, shown.height() / 3) if shown.contains(at) else _GRIP
            across = -1 if abs(at.x() - shown.left()) <= grip else 1 if abs(at.x() - shown.right()) <= grip else 0
            down = -1 if abs(at.y() - shown.top()) <= grip else 1 if abs(at.y() - shown.bottom()) <= grip else 0
            if not shown.contains(at) and not (across or down):
                continue
            own = (0 if index in self._selected else 1, shown.width() * shown.height())
            if own < rank:
                best, edge, rank = index, (across, down), own
        return best, edge

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._image is None:
            return
        if event.button() in (Qt.MouseButton.MiddleButton, Qt.MouseButton.RightButton):
            self._pan = event.position().toPoint()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            return
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        place, edge = self._hit(at)
        self._press, self._start, self._is_moving = at, list(self._boxes), False
        more = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.ControlModifier
        if event.modifiers() & more and not self._single:
            if place >= 0:
                self._select(self._selected ^ {place})
            return
        if place < 0:
            self._drag = self._draw_to
            return
        if edge != (0, 0):
            self._select((place,))
            self._drag = lambda now, place=place, edge=edge: self._resize_to(place, edge, now)
            return
        if place not in self._selected:
            self._select((place,))
        self._drag = self._move_to

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan_to(event.position().toPoint())
        elif self._drag is not None:
            if not self._is_moving and (event.position() - self._press).manhattanLength() < _SLOP:
                return
            self._is_moving = True
            self._held_ratio = self.ratio if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else None
            self._drag(event.position())
            self.update()
        elif self._image is not None:
            place_, edge = self._hit(event.position())
            inside = Qt.CursorShape.SizeAllCursor if place_ in self._selected else Qt.CursorShape.PointingHandCursor
            self.setCursor(Qt.CursorShape.CrossCursor if place_ < 0 else _CURSORS.get(edge, inside))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pan is not None:
            self._pan = None
            self.unsetCursor()
            return
        drag, self._drag = self._drag, None
        if drag is None:
            return
        if not self._is_moving:
            if drag == self._draw_to:
                self._select(())
            return
        boxes, self._boxes = self._boxes, self._start
        selected = self._selected
        if drag == self._draw_to:
            small = min(boxes[-1][2:]) < _SMALLEST if boxes else True
            self._change(self._start if small else boxes, () if small else (len(boxes) - 1,))
        else:
            self._change(boxes, tuple(selected))

    def _draw_to(self, now: QPointF) -> None:
        one, other = self._to_picture(self._press), self._to_picture(now)
        left, top = round(min(one.x(), other.x())), round(min(one.y(), other.y()))
        right, bottom = round(max(one.x(), other.x())), round(max(one.y(), other.y()))
        width, height = self._size.width(), self._size.height()
        left, top, right, bottom = max(0, left), max(0, top), min(width, right), min(height, bottom)
        box = held_within((left, top, max(1, right - left), max(1, bottom - top)), width, height)
        if self._held_ratio is not None:
            towards = -1 if other.x() < one.x() else 1, -1 if other.y() < one.y() else 1
            box = in_ratio(box, towards, self._held_ratio, width, height)
        kept = [] if self._single else self._start
        self._boxes = [*kept, box]
        self._select((len(kept),))

    def _move_to(self, now: QPointF) -> None:
        off = self._to_picture(now) - self._to_picture(self._press)
        self._boxes = moved(
            self._start, self._selected, round(off.x()), round(off.y()), self._size.width(), self._size.height()
        )

    def _resize_to(self, index: int, edge: tuple[int, int], now: QPointF) -> None:
        off = self._to_picture(now) - self._to_picture(self._press)
        width, height = self._size.width(), self._size.height()
        boxes = resized(self._start, {index}, edge, round(off.x()), round(off.y()), width, height)
        if self._held_ratio is not None:
            boxes[index] = in_ratio(boxes[index], edge, self._held_ratio, width, height)
        self._boxes = boxes

    # ---- keyboard ---------------------------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here do not mean what they mean to the window."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._takes(event):
            event.accept()
            return True
        return super().event(event)

    def _takes(self, event: QKeyEvent) -> bool:
        pressed = QKeySequence(event.keyCombination())
        if any(pressed == QKeySequence(text) for text in _KEPT_SHORTCUTS):
            return pressed != QKeySequence("Ctrl+Z") or self.can_undo
        plain = not event.modifiers() & (Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier)
        keys = (
            Qt.Key.Key_M, Qt.Key.Key_S, Qt.Key.Key_N, Qt.Key.Key_Z, Qt.Key.Key_Delete, Qt.Key.Key_Backspace,
            Qt.Key.Key_Comma, Qt.Key.Key_Period, Qt.Key.Key_Return, Qt.Key.Key_Enter, *ARROWS,
        )  # fmt: skip
        if event.key() == Qt.Key.Key_Escape:
            return self._single or bool(self._selected)
        return plain and (event.key() in keys or _further(event) != 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, pressed = Qt.Key(event.key()), QKeySequence(event.keyCombination())
        if pressed == QKeySequence("Ctrl+Z"):
            self.undo()
        elif pressed in (QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")):
            self.redo()
        elif pressed == QKeySequence("Ctrl+A"):
            self.select(range(len(self._boxes)))
        elif key in ARROWS and self._selected:
            self._nudge(key, event.modifiers())
        elif step := _further(event):
            self._step(step, more=True)
        elif key in (Qt.Key.Key_Comma, Qt.Key.Key_Period) or key in ARROWS:
            back = key in (Qt.Key.Key_Comma, Qt.Key.Key_Left, Qt.Key.Key_Up)
            self._step(-1 if back else 1)
        elif key == Qt.Key.Key_M:
            self.merge()
        elif key == Qt.Key.Key_S:
            self.split()
        elif key == Qt.Key.Key_N:
            self.add()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete()
        elif key == Qt.Key.Key_Z and not event.modifiers():
            self._zoom_back()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal, Qt.Key.Key_Minus):
            self._zoom(1 / 1.25 if key == Qt.Key.Key_Minus else 1.25, QPointF(self.rect().center()))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.accepted.emit()
        elif key == Qt.Key.Key_Escape and self._single:
            self.left.emit()
        elif key == Qt.Key.Key_Escape and self._selected:
            self._select(())
        else:
            event.ignore()

    def _step(self, step: int, *, more: bool = False) -> None:
        """Choose the next box, or the one before; with `more` beside those that are chosen."""
        if not self._boxes:
            return
        if not self._selected:
            start = self._current if 0 <= self._current < len(self._boxes) else (-1 if step > 0 else 0)
        else:
            start = max(self._selected) if step > 0 else min(self._selected)
        place = (start + step) % len(self._boxes)
        self._select({*self._selected, place} if more and not self._single else (place,))
        self._current = place
        self._bring_into_sight(self._boxes[place])

    def _nudge(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
        """Arrows move by a pixel, with Shift by ten; with Ctrl they move the right and lower edges instead."""
        by = 10 if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
        across, down = (by * step for step in ARROWS[key])
        width, height = self._size.width(), self._size.height()
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            boxes = resized(
                self._boxes, self._selected, (1 if across else 0, 1 if down else 0), across, down, width, height
            )
        else:
            boxes = moved(self._boxes, self._selected, across, down, width, height)
        self._change(boxes, tuple(self._selected))
