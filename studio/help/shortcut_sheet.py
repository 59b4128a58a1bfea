"""A sheet of all shortcuts, by the place where they are live; made from the commands themselves."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command, keys_in
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row

_SIZE = QSize(960, 680)
_COLUMNS = 3


class ShortcutSheet(QDialog):
    """`places`: the title of each place and its commands, that in front first."""

    def __init__(
        self, places: Sequence[tuple[str, Sequence[Command]]], note: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Shortcuts")
        self._rows: list[tuple[QWidget, str]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcuts.filter")
        self.filter.setAccessibleName("Find a shortcut")
        self.filter.setPlaceholderText("Find")
        self.filter.setClearButtonEnabled(True)
        self.filter.setMaximumWidth(240)
        self.filter.textChanged.connect(self._filter)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(0, 0, 8, 16)
        across.setSpacing(4 * theme.UNIT)
        for groups in _spread([(title, _with_keys(commands)) for title, commands in places]):
            column = QVBoxLayout()
            column.setSpacing(2 * theme.UNIT)
            for title, commands in groups:
                column.addWidget(self._group(title, commands))
            column.addStretch(1)
            across.addLayout(column, 1)
        self._scroll = scroll_area("shortcuts.scroll", inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setAccessibleName("Shortcuts")
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 16, 16)
        whole.setSpacing(2 * theme.UNIT)
        head = row([theme.make_label("Shortcuts", "title"), None])
        head.addWidget(self.filter, 1)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        close = theme.make_button("Close", name="shortcuts.close")
        close.clicked.connect(self.accept)
        whole.addLayout(row([theme.make_label(note, "small"), None, close]))
        self.resize(_SIZE)
        self._scroll.setFocus()

    def _group(self, title: str, commands: Sequence[Command]) -> QWidget:
        group = QWidget()
        grid = QGridLayout(group)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        grid.setColumnStretch(0, 1)
        grid.addWidget(theme.make_label(title, "section"), 0, 0, 1, 2)
        rows: list[QWidget] = []
        for number, command in enumerate(commands, 1):
            line = QWidget()
            across = QHBoxLayout(line)
            across.setContentsMargins(0, 0, 0, 0)
            across.setSpacing(theme.UNIT)
            across.addWidget(theme.make_label(command.title, wrap=True), 1)
            keys = _keys_of(command)
            for each in keys:
                across.addWidget(theme.make_label(each, "tag"), 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(line, number, 0, 1, 2)
            rows.append(line)
            self._rows.append((line, f"{command.title} {' '.join(keys)} {command.words}".casefold()))
        self._groups.append((group, rows))
        return group

    def _filter(self, text: str) -> None:
        typed = text.casefold().split()
        for line, words in self._rows:
            line.setVisible(all(part in words for part in typed))
        for group, rows in self._groups:
            group.setVisible(any(not line.isHidden() for line in rows))


def _with_keys(commands: Sequence[Command]) -> list[Command]:
    return [command for command in commands if command.shortcut]


def _keys_of(command: Command) -> list[str]:
    native = QKeySequence.SequenceFormat.NativeText
    return [QKeySequence(keys).toString(native) for keys in keys_in(command.shortcut)]


def _spread(groups: Sequence[tuple[str, list[Command]]]) -> list[list[tuple[str, list[Command]]]]:
    """Into columns of about the same height, in reading order."""
    lines = sum(len(commands) + 2 for _, commands in groups)
    columns: list[list[tuple[str, list[Command]]]] = [[] for _ in range(_COLUMNS)]
    used = 0
    for title, commands in groups:
        if commands:
            middle = used + len(commands) / 2
            columns[min(_COLUMNS - 1, int(middle * _COLUMNS / max(1, lines)))].append((title, commands))
            used += len(commands) + 2
    return columns
