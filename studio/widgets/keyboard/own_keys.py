"""Keys that belong to the control that has the keyboard, whatever commands they are the keys of elsewhere."""

from __future__ import annotations

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QRadioButton,
    QTextEdit,
    QWidget,
)  # fmt: skip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WITH_ENTER = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip


_FIELDS = (QAbstractSpinBox, QLineEdit, QPlainTextEdit, QTextEdit)


def is_own(event: QKeyEvent, focused: QWidget | None) -> bool:
    """Whether the key means something to the control that has the keyboard, so that it is no command's."""
    if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if event.key() in _ENTER:
        return isinstance(focused, _WITH_ENTER)
    if event.key() != Qt.Key.Key_Space:
        return False
    if isinstance(focused, QAbstractItemView):
        return bool(focused.currentIndex().flags() & Qt.ItemFlag.ItemIsUserCheckable)
    return isinstance(focused, QAbstractButton | QComboBox)


def is_beyond(event: QKeyEvent, field: QObject) -> bool:
    """Whether the key takes back or does again, and there is nothing of that in the field: then it is the room's, as
    where no field has the keyboard."""
    if isinstance(field, QAbstractSpinBox):
        field = field.lineEdit()
    if isinstance(field, QLineEdit):
        can_undo, can_redo = field.isUndoAvailable(), field.isRedoAvailable()
    elif isinstance(field, QPlainTextEdit | QTextEdit):
        can_undo, can_redo = field.document().isUndoAvailable(), field.document().isRedoAvailable()
    else:
        return False
    if event.matches(QKeySequence.StandardKey.Undo):
        return not can_undo
    return event.matches(QKeySequence.StandardKey.Redo) and not can_redo


class OwnKeys(QObject):
    """Keeps what `is_own` from the commands of a window, and gives them what `is_beyond` a field. It looks on as a
    filter: a window whose `event` were Python's would have that frame around all that is painted, and what goes wrong
    there would end the process."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._field: QWidget | None = None
        window.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus)

    def _on_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Qt's fields keep the keys for themselves before any window is asked."""
        if self._field is not None and shiboken6.isValid(self._field):
            self._field.removeEventFilter(self)
        self._field = now if isinstance(now, _FIELDS) and now.window() is self._window else None
        if self._field is not None:
            self._field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        if watched is self._field and watched is not self._window:
            event.ignore()
            return is_beyond(event, watched)
        if not is_own(event, self._window.focusWidget()):
            return False
        event.accept()
        return True


def press_by_enter(event: QKeyEvent, window: QWidget) -> bool:
    """Enter presses the button of a window that has the keyboard, as Space does; whether it did. Ticks are Space's
    alone: Enter goes on from them."""
    focused = window.focusWidget()
    if (
        event.key() not in _ENTER
        or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        or not isinstance(focused, QAbstractButton)
        or isinstance(focused, QCheckBox | QRadioButton)
        or not focused.isEnabled()
    ):
        return False
    event.accept()
    focused.click()
    return True
