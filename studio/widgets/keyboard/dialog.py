"""The base of the program's dialogs, and of the small frames that come up beside a control."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QWidget

from studio.widgets.keyboard.own_keys import press_by_enter


class Dialog(QDialog):
    """Enter presses the button that has the keyboard; from anywhere else the one that goes on."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not press_by_enter(event, self):
            super().keyPressEvent(event)


class Popup(QFrame):
    """A frame over the window that goes away with Escape, or a click elsewhere. Enter presses as in a dialog."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Popup)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif not press_by_enter(event, self):
            super().keyPressEvent(event)
