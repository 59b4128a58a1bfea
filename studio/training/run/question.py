"""What is asked back before something is done to a run, in place of its buttons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.fields.number_field import NumberField
from studio.widgets.workspace import row
from studio.words import tr


class Question(QWidget):
    """`answered(what, kimg)` where it is agreed to, with the length where one was asked for; `left` otherwise."""

    answered = Signal(str, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.asked = ""
        """What the question is about; "" while there is none."""
        self._words = theme.make_label("", wrap=True)
        self.confirm = theme.make_button(tr("Stop", meaning="end the training"), "danger", name="train.confirm")
        self.keep_on = theme.make_button(tr("Keep going"), name="train.keep-going")
        self.confirm.clicked.connect(self._on_confirmed)
        self.keep_on.clicked.connect(self.leave)
        self.length = NumberField("train.length", tr("Length in all, in kimg"), maximum=1e6)
        self.length.changed.connect(self._on_length)
        self.length.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._words)
        column.addWidget(self.length)
        column.addLayout(row([self.confirm, self.keep_on, None]))
        self.hide()

    def ask(self, what: str, question: str, yes: str, no: str) -> None:
        """Ask, with these two answers."""
        self.asked = what
        self.confirm.setEnabled(True)
        self.length.hide()
        self._words.setText(question)
        set_words(self.confirm, yes)
        set_words(self.keep_on, no)
        self.show()
        self.keep_on.setFocus()

    def ask_length(self, least: float, offered: float) -> None:
        """Ask for a length besides, in kimg: at least so long."""
        self.length.set_minimum(least)
        self.length.set_value(offered)
        self.length.show()
        self.length.setFocus()

    def leave(self) -> None:
        """Nothing is asked any more."""
        self.asked = ""
        self.confirm.setEnabled(True)
        self.length.hide()
        self.hide()
        self.left.emit()

    def _on_confirmed(self) -> None:
        what, kimg = self.asked, self.length.value
        self.leave()
        self.answered.emit(what, kimg)

    def _on_length(self) -> None:
        self.confirm.setEnabled(self.asked != "longer" or not self.length.problem)
        self.length.setToolTip(self.length.problem)


def set_words(button: QPushButton, words: str) -> None:
    """What a button says now, to the eye and to a screen reader."""
    if button.text() != words:
        button.setText(words)
        button.setAccessibleName(words)
