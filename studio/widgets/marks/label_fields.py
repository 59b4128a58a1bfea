"""Fields for tags and classes: type a few letters, Enter, and the keyboard is back at the pictures."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QWidget

from studio import theme
from studio.words import tr

LONGEST = 60
"""Letters of a tag or class."""


class _LabelField(QLineEdit):
    """Completes what there is already; `entered(text)` on Enter, `left` on Enter and Escape."""

    entered = Signal(str)
    left = Signal()
    completes = QCompleter
    longest = LONGEST

    def __init__(self, name: str, accessible_name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(placeholder)
        self.setMaxLength(self.longest)
        self._offered = QStringListModel(self)
        completer = self.completes(self._offered, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)

    def offer(self, options: Sequence[str]) -> None:
        """What there is already."""
        if self._offered.stringList() != list(options):
            self._offered.setStringList(list(options))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(" ".join(self.text().split()))
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.give_up()
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def give_up(self) -> None:
        """Forget what was typed."""
        self.clear()


class _LastPart(QCompleter):
    """Completes what stands after the last comma; what stands before it stays."""

    def splitPath(self, path: str) -> list[str]:
        return [path.rpartition(",")[2].strip()]

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        widget, found = self.widget(), super().pathFromIndex(index)
        before = widget.text().rpartition(",")[0].strip() if isinstance(widget, QLineEdit) else ""
        return f"{before}, {found}" if before else found


class TagField(_LabelField):
    """`given(tags)`: a list; "boss, dark" is two of them."""

    given = Signal(list)
    completes = _LastPart
    longest = 20 * LONGEST

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, tr("Add a tag"), tr("Add a tag"), parent)
        theme.set_tip(self, tr("Add a tag"), "T")
        self.entered.connect(self._on_entered)

    def _on_entered(self, text: str) -> None:
        self.clear()
        if tags := list(dict.fromkeys(tag for part in text.split(",") if (tag := part.strip()[:LONGEST].strip()))):
            self.given.emit(tags)


class ClassField(_LabelField):
    """`chosen(class)`, "" for none, where it is another than the one shown."""

    chosen = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, tr("Class"), tr("None"), parent)
        theme.set_tip(self, tr("Class"), "C")
        self._shown = ""
        self._various = False
        self.entered.connect(self._on_entered)

    def show_class(self, class_name: str, *, various: bool = False) -> None:
        """The class of what is chosen; `various` where there are several."""
        self._shown, self._various = class_name, various
        self.setPlaceholderText(tr("Several") if various else tr("None"))
        if not self.hasFocus():
            self.setText(class_name)

    def give_up(self) -> None:
        self.setText(self._shown)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if event.reason() not in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            self.selectAll()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.setText(self._shown)

    def _on_entered(self, text: str) -> None:
        if text != self._shown or (self._various and text):
            self._shown = text
            self.chosen.emit(text)
