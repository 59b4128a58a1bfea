"""A sheet of all shortcuts, by the place where they are live; made from the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.command import Command, keys_in
from studio.widgets.fields.inner_parts import make_clearable
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.room.in_turns import InTurns
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import tr

_SIZE = QSize(960, 680)
_COLUMNS = 3


class ShortcutSheet(Dialog):
    """`places`: the title of each place and its commands, that in front first. `gradually`: some lines at a time, while
    it is seen already."""

    def __init__(
        self, places: Sequence[tuple[str, Sequence[Command]]], note: str = "", parent: QWidget | None = None,
        *, gradually: bool = False,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("shortcuts")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Shortcuts"))
        self._rows: list[tuple[QWidget, str]] = []
        self._groups: list[tuple[QWidget, list[QWidget]]] = []
        self.filter = QLineEdit()
        self.filter.setObjectName("shortcuts.filter")
        self.filter.setAccessibleName(tr("Find a shortcut"))
        self.filter.setPlaceholderText(tr("Find"))
        make_clearable(self.filter)
        self.filter.setMaximumWidth(240)
        self.filter.textChanged.connect(self._filter)
        inside = QWidget()
        across = QHBoxLayout(inside)
        across.setContentsMargins(8, 8, 8, 16)  # the ring of the keyboard lies around it
        across.setSpacing(4 * theme.UNIT)
        filled: list[tuple[QVBoxLayout, list[tuple[str, list[Command]]]]] = []
        for groups in _spread([(title, _with_keys(commands)) for title, commands in places]):
            column = QVBoxLayout()
            column.setSpacing(2 * theme.UNIT)
            column.addStretch(1)
            across.addLayout(column, 1)
            filled.append((column, groups))
        self._scroll = scroll_area("shortcuts.scroll", inside)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)  # long words, large text
        self._scroll.setAccessibleName(tr("Shortcuts"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(16, 20, 16, 16)
        whole.setSpacing(2 * theme.UNIT)
        head = row([theme.make_label(tr("Shortcuts"), "title"), None])
        head.addWidget(self.filter, 1)
        head.setContentsMargins(8, 0, 0, 0)
        whole.addLayout(head)
        whole.addWidget(self._scroll, 1)
        close = theme.make_button(tr("Close"), name="shortcuts.close")
        close.clicked.connect(self.accept)
        foot = row([theme.make_label(note, "small"), None, close])
        foot.setContentsMargins(8, 0, 0, 0)
        whole.addLayout(foot)
        self.resize(_SIZE)
        self._scroll.setFocus()
        filling = self._fill(filled)
        if gradually:
            InTurns(filling, self)
        else:
            for _ in filling:
                pass

    def _fill(self, columns: Sequence[tuple[QVBoxLayout, list[tuple[str, list[Command]]]]]) -> Iterator[None]:
        for column, groups in columns:
            for title, commands in groups:
                yield from self._group(column, title, commands)
        self._filter(self.filter.text())

    def _group(self, column: QVBoxLayout, title: str, commands: Sequence[Command]) -> Iterator[None]:
        group = QWidget()
        column.insertWidget(column.count() - 1, group)
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
            yield
        self._groups.append((group, rows))

    def _filter(self, text: str) -> None:
        typed = text.casefold().split()
        for line, words in self._rows:
            line.setVisible(all(part in words for part in typed))
        for group, rows in self._groups:
            group.setVisible(any(not line.isHidden() for line in rows))


def _with_keys(commands: Sequence[Command]) -> list[Command]:
    return [command for command in commands if command.shortcut]


def _keys_of(command: Command) -> list[str]:
    return [theme.native_keys(keys) for keys in keys_in(command.shortcut)]


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
