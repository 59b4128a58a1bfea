"""A pointer that clicks, draws, turns the wheel and lets things fall where chance has it."""

from __future__ import annotations

import random

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

SHIFTS = (
    Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier,
)  # fmt: skip


class Pointer:
    """What it touches may be gone in the midst of it."""

    def __init__(self, chance: random.Random) -> None:
        self._chance = chance

    def _spot(self, widget: QWidget) -> QPoint:
        seen = widget.visibleRegion().boundingRect()
        return QPoint(self._chance.randint(seen.left(), max(seen.left(), seen.right())),
                      self._chance.randint(seen.top(), max(seen.top(), seen.bottom())))  # fmt: skip

    def _mouse(
        self, widget: QWidget, kind: QEvent.Type, at: QPoint, shift: Qt.KeyboardModifier,
        button: Qt.MouseButton = Qt.MouseButton.LeftButton,
    ) -> None:  # fmt: skip
        if not is_alive(widget):
            return
        none = Qt.MouseButton.NoButton
        moved, released = kind == QEvent.Type.MouseMove, kind == QEvent.Type.MouseButtonRelease
        event = QMouseEvent(kind, QPointF(at), QPointF(widget.mapToGlobal(at)), none if moved else button,
                            none if released else button, shift)  # fmt: skip
        QApplication.sendEvent(widget, event)

    def point(self, widget: QWidget) -> None:
        """Click, click twice, click right, or draw a stroke."""
        shift, first = self._chance.choice(SHIFTS), self._spot(widget)
        what = self._chance.random()
        press, move, release = QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease
        if what < 0.12:
            self._mouse(widget, press, first, shift, Qt.MouseButton.RightButton)
            self._mouse(widget, release, first, shift, Qt.MouseButton.RightButton)
            if is_alive(widget):
                at = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, first, widget.mapToGlobal(first))
                QApplication.sendEvent(widget, at)
            return
        self._mouse(widget, press, first, shift)
        if what > 0.5:
            for _ in range(self._chance.choice((1, 5, 30))):
                self._mouse(widget, move, self._spot(widget) if is_alive(widget) else first, shift)
        last = self._spot(widget) if is_alive(widget) and what > 0.5 else first
        self._mouse(widget, release, last, shift)
        if what < 0.22:
            self._mouse(widget, QEvent.Type.MouseButtonDblClick, first, shift)
            self._mouse(widget, release, first, shift)

    def let_fall(self, mime: QMimeData, widget: QWidget, *, leave: bool = False) -> bool:
        """Enter, move, drop, as Qt would send them; whether it was taken."""
        actions = Qt.DropAction.CopyAction | Qt.DropAction.MoveAction
        at, buttons, none = self._spot(widget), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        enter = QDragEnterEvent(at, actions, mime, buttons, none)
        QApplication.sendEvent(widget, enter)
        if not enter.isAccepted() or not is_alive(widget):
            return False
        for _ in range(3):
            QApplication.sendEvent(widget, QDragMoveEvent(self._spot(widget), actions, mime, buttons, none))
        if leave:
            QApplication.sendEvent(widget, QDragLeaveEvent())
        else:
            QApplication.sendEvent(widget, QDropEvent(QPointF(self._spot(widget)), actions, mime, buttons, none))
        return True

    def turn_wheel(self, widget: QWidget) -> None:
        """A notch or many, up or down."""
        at, turn = QPointF(self._spot(widget)), QPoint(0, self._chance.choice((-960, -120, 120, 960)))
        QApplication.sendEvent(widget, QWheelEvent(
            at, QPointF(widget.mapToGlobal(at.toPoint())), QPoint(), turn, Qt.MouseButton.NoButton,
            self._chance.choice(SHIFTS), Qt.ScrollPhase.NoScrollPhase, False,
        ))  # fmt: skip


def is_alive(widget: QWidget) -> bool:
    """Whether Qt still has it."""
    return bool(shiboken6.isValid(widget))
