"""What the random hand does in menus and dialogs: entries, fields, files to read and places to write.

A dialog is left after a dozen things at most, since nothing else can be done while it is open.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from random_pointer import is_alive

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QMenu, QMessageBox, QWidget

if TYPE_CHECKING:
    from random_hand import Hand

RUBBISH = (
    "", " ", "0", "-1", "99999999999999999999", "1e400", "NaN", "ä" * 40, "\u202eevil", "<b>bold</b>", "../../etc",
    "a" * 3000, "'; DROP TABLE candidates; --", "%s %n {name}", "😀 🐉", "\t", "Helm", "{seed}-{name}", "12", "0.5",
    "C:\\nul", "/dev/full",
)  # fmt: skip
MOST_IN_DIALOG = 12


class Dialogs:
    """Of one hand, which touches what lies in them."""

    def __init__(self, hand: Hand, bad: Sequence[Path], models: Path, exports: Path, chance: random.Random) -> None:
        self._hand = hand
        self._bad = bad
        self._models = models
        self._exports = exports
        self._chance = chance
        self._count = 0
        """Of the things done in what is open."""

    def none_open(self) -> None:
        """Nothing is open any more."""
        self._count = 0

    def in_popup(self, popup: QWidget) -> None:
        """Do one thing in what has popped up, or close it."""
        if isinstance(popup, QMenu):
            entries = [
                one for one in popup.actions() if one.isEnabled() and not one.isSeparator() and one.menu() is None
            ]
            if not entries or self._chance.random() < 0.2 or popup.objectName().startswith("menu."):
                self._hand.did(f"menu {popup.objectName()} closed")
                popup.close()
                return
            entry = entries[self._hand.rarest([f"menu entry {one.text()}" for one in entries])]
            self._hand.did(f"menu entry {entry.text()}", f"menu entry {entry.text()}")
            popup.setActiveAction(entry)
            QTest.keyClick(popup, Qt.Key.Key_Return)
            if is_alive(popup) and popup.isVisible():
                popup.close()
            return
        live = self._hand.live(popup)
        self._count += 1
        if live and self._count < MOST_IN_DIALOG and self._chance.random() < 0.7:
            self._hand.touch(live[self._hand.rarest([self._hand.name_of(one) for one in live])])
        else:
            self._count = 0
            self._hand.did(f"popup {self._hand.name_of(popup)} closed")
            QTest.keyClick(popup, Qt.Key.Key_Escape)
            if is_alive(popup) and popup.isVisible():
                popup.close()

    def in_modal(self, dialog: QWidget) -> None:
        """Do one thing in a dialog; after some of them it is closed."""
        self._count += 1
        if isinstance(dialog, QFileDialog):
            self._choose_file(dialog)
            return
        live = self._hand.live(dialog)
        if live and self._count < MOST_IN_DIALOG:
            choice = live[self._hand.rarest([self._hand.name_of(one) for one in live])]
            if isinstance(choice, QLineEdit) and self._chance.random() < 0.6:
                self._type_path(choice)
            else:
                self._hand.touch(choice)
            return
        self._count = 0
        self._hand.did(f"dialog {self._hand.name_of(dialog)} closed")
        if isinstance(dialog, QDialog):
            dialog.reject()
        else:
            dialog.close()

    def _place(self) -> str:
        """Somewhere to write: a good folder, a forbidden one, none, a file in the place of one."""
        good = str(self._exports)
        return self._chance.choice((good, good, good, "/sys", str(self._exports / "not there"),
                                    str(self._bad[0]), "relative", good + "/" + "x" * 300))  # fmt: skip

    def _type_path(self, field: QLineEdit) -> None:
        """What a dialog asks for is mostly a place or a name."""
        text = f"{self._place()}/{self._chance.choice(('sheet', 'a:b', '…', 'film'))}{self._hand.number}"
        self._hand.did(f"{field.objectName()}: {text[-60:]}", self._hand.name_of(field))
        field.setText(text if "/" in field.text() else self._chance.choice(RUBBISH))

    def _choose_file(self, dialog: QFileDialog) -> None:
        if self._chance.random() < 0.15 or self._count > 3:
            self._count = 0
            self._hand.did(f"file dialog {dialog.windowTitle()} closed")
            dialog.reject()
            return
        if dialog.fileMode() == QFileDialog.FileMode.Directory:
            path = self._place()
        elif dialog.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
            path = f"{self._place()}/file{self._hand.number}"
        else:
            wanted = "".join(dialog.nameFilters()).casefold()
            fitting = [file for file in self._bad if file.suffix and file.suffix in wanted] or self._bad
            path = str(self._chance.choice(fitting + sorted(self._models.rglob("generator.safetensors"))))
        self._hand.did(f"file dialog {dialog.windowTitle()}: {path[-60:]}", f"file dialog {dialog.windowTitle()}")
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if field is not None:
            field.setText(path)
        dialog.accept()

    def answer_question(self) -> None:
        """Qt's own file dialog asks in the midst of an action, and waits for the answer."""
        question = QApplication.activeModalWidget()
        if self._hand.busy and isinstance(question, QMessageBox):
            button = self._chance.choice(question.buttons())
            self._hand.did(f"“{question.text()[:60]}”: {button.text()}")
            button.click()
