"""The page of shortcuts: every command with its keys, which are changed by pressing others."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QEvent, QKeyCombination, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHeaderView, QLineEdit, QTreeWidget, QTreeWidgetItem, QWidget

from studio import theme
from studio.command import Command, keys_in
from studio.preferences.keys import Clash, clashes_of, with_keys
from studio.preferences.page import SettingsPage
from studio.preferences.preferences import Preferences
from studio.widgets.fields.inner_parts import make_clearable, name_headers
from studio.widgets.workspace import row
from studio.words import tr

Commands = Mapping[str, Sequence[Command]]
"""By place: `EVERYWHERE`, and the workspaces by their names."""

_NAME = Qt.ItemDataRole.UserRole
_PLACE = Qt.ItemDataRole.UserRole + 1
_KEYS = Qt.ItemDataRole.UserRole + 2
_NO_KEYS = (
    Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr, Qt.Key.Key_unknown,
    Qt.Key(0), Qt.Key.Key_CapsLock, Qt.Key.Key_NumLock,
)  # fmt: skip


class KeyField(QLineEdit):
    """Shows keys, and takes those that are pressed in it: `pressed(keys)`. Tab and Escape do what they always do."""

    pressed = Signal(str)

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setReadOnly(True)
        self.setPlaceholderText(tr("Click here and press keys"))

    def event(self, event: QEvent) -> bool:
        """No shortcut of the dialog fires while keys are taken."""
        if event.type() == QEvent.Type.ShortcutOverride and self._keys_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = self._keys_of(event)
        if keys:
            self.pressed.emit(keys)
        else:
            super().keyPressEvent(event)

    @staticmethod
    def _keys_of(event: QEvent) -> str:
        """What was pressed as Qt writes it, "" for what is not taken."""
        if not isinstance(event, QKeyEvent):
            return ""
        key = Qt.Key(event.key())
        if key in _NO_KEYS or key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape):
            return ""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if modifiers == Qt.KeyboardModifier.ShiftModifier and event.text() and not event.text().isalnum():
            modifiers = Qt.KeyboardModifier.NoModifier  # "?" is itself, wherever it lies on a keyboard
        return QKeySequence(QKeyCombination(modifiers, key)).toString()


class ShortcutsPage(SettingsPage):
    """`commands` says what there is now, with the keys it comes with; `titles` what places are called."""

    key = "shortcuts"

    @property
    def title(self) -> str:
        return tr("Shortcuts")

    def __init__(
        self, preferences: Preferences, commands: Callable[[], Commands], titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self._commands = commands
        self._titles = titles
        self._heads: list[tuple[QTreeWidgetItem, list[QTreeWidgetItem]]] = []
        self._wanted = ""
        self._clashes: list[Clash] = []
        super().__init__(preferences, parent)

    def build(self) -> None:
        self.filter = QLineEdit()
        self.filter.setObjectName("settings.shortcuts.filter")
        self.filter.setAccessibleName(tr("Find a command or a key"))
        self.filter.setPlaceholderText(tr("Find a command, or a key such as Ctrl+E"))
        make_clearable(self.filter)
        self.filter.textChanged.connect(self._filter)
        self.list = QTreeWidget()
        self.list.setObjectName("settings.shortcuts.list")
        self.list.setAccessibleName(tr("Commands and their keys"))
        self.list.setHeaderHidden(True)
        name_headers(self.list)
        self.list.setColumnCount(2)
        self.list.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        self.list.header().setStretchLastSection(False)
        self.list.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        self.list.setRootIsDecorated(False)
        self.list.setIndentation(theme.UNIT)
        self.list.setUniformRowHeights(True)
        self.list.setMinimumHeight(200)
        self.list.currentItemChanged.connect(self._on_current)
        self.list.itemActivated.connect(self._on_activated)
        self.keys = KeyField("settings.shortcuts.keys", tr("Keys of the chosen command"))
        self.keys.pressed.connect(self._want)
        self.none = theme.make_button(tr("None"), name="settings.shortcuts.none", tip=tr("No key does this"))
        self.own = theme.make_button(tr("As it was"), name="settings.shortcuts.own", tip=tr("The keys it comes with"))
        self.all = theme.make_button(tr("All as they were"), "quiet", name="settings.shortcuts.all")
        self.none.clicked.connect(self._on_none)
        self.own.clicked.connect(self._on_own)
        self.all.clicked.connect(self._on_all)
        self.said = theme.make_label("", "error", wrap=True)
        self.anyway = theme.make_button(tr("Use it here"), name="settings.shortcuts.anyway")
        self.anyway.clicked.connect(self._on_anyway)
        self.column.addSpacing(theme.UNIT)
        self.column.addWidget(self.filter)
        self.column.addWidget(self.list, 1)
        line = row([self.none, self.own])
        line.insertWidget(0, self.keys, 1)
        self.column.addLayout(line)
        self._trouble = QWidget()
        clash = row([self.anyway])
        clash.insertWidget(0, self.said, 1)
        self._trouble.setLayout(clash)
        self.column.addWidget(self._trouble)
        self.column.addLayout(row([self.all, None]))
        self._tell("", ())

    # ---- what is shown --------------------------------------------------------------------------------------

    def show_choices(self) -> None:
        chosen = self._name()
        given = self.preferences.choices.shortcuts
        self.list.clear()
        self._heads = []
        for place, commands in self._commands().items():
            title = self._titles.get(place, tr("Everywhere"))
            head = QTreeWidgetItem(self.list, [title])
            items: list[QTreeWidgetItem] = []
            self._heads.append((head, items))
            head.setFlags(Qt.ItemFlag.ItemIsEnabled)
            head.setFont(0, theme.font(weight=QFont.Weight.DemiBold))
            for command in commands:
                keys = given.get(command.name, command.shortcut)
                item = QTreeWidgetItem(head, [command.title, "; ".join(map(theme.native_keys, keys_in(keys)))])
                items.append(item)
                item.setData(0, _NAME, command.name)
                item.setData(0, _PLACE, place)
                item.setData(1, _KEYS, keys)
                item.setTextAlignment(1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if command.name in given:
                    item.setFont(1, theme.font(weight=QFont.Weight.DemiBold))
                if command.name == chosen:
                    self.list.setCurrentItem(item)
        if self.list.currentItem() is None and self._heads:
            self.list.setCurrentItem(self._heads[0][1][0])
        self.list.expandAll()
        self.all.setEnabled(bool(given))
        self._filter(self.filter.text())
        self._on_current()

    def _filter(self, text: str) -> None:
        typed = text.casefold().split()
        for head, items in self._heads:
            shown = 0
            for item in items:
                words = f"{item.text(0)} {item.text(1)} {item.data(1, _KEYS)}".casefold()
                there = all(part in words for part in typed)
                item.setHidden(not there)
                shown += there
            head.setHidden(not shown)

    def _name(self) -> str:
        item = self.list.currentItem()
        return str(item.data(0, _NAME) or "") if item is not None else ""

    def _on_current(self) -> None:
        name, given = self._name(), self.preferences.choices.shortcuts
        item = self.list.currentItem()
        self.keys.setText(item.text(1) if item is not None and name else "")
        for widget in (self.keys, self.none):
            widget.setEnabled(bool(name))
        self.own.setEnabled(name in given)
        self._tell("", ())

    def _on_activated(self) -> None:
        self.keys.setFocus()

    def _tell(self, wanted: str, clashes: Sequence[Clash]) -> None:
        """What the keys that are wanted do already."""
        self._wanted, self._clashes = wanted, list(clashes)
        self.said.setText("\n".join(self._words(clash) for clash in clashes))
        self._trouble.setVisible(bool(clashes))

    def _words(self, clash: Clash) -> str:
        where = self._titles.get(clash.place, tr("Everywhere"))
        keys = theme.native_keys(clash.keys)
        return tr("{keys} is “{command}” already ({where}).", keys=keys, command=clash.command.title, where=where)

    # ---- what is changed ------------------------------------------------------------------------------------

    def _want(self, keys: str) -> None:
        """Give the chosen command these keys, where they do nothing else."""
        item = self.list.currentItem()
        if item is None:
            return
        name, place = self._name(), str(item.data(0, _PLACE))
        if clashes := clashes_of(keys, place, name, self._given()):
            self._tell(keys, clashes)
        else:
            self._give({name: keys})

    def _given(self) -> Commands:
        given = self.preferences.choices.shortcuts
        return {
            place: [with_keys(command, given) for command in commands] for place, commands in self._commands().items()
        }

    def _own_keys(self) -> dict[str, str]:
        """By command the keys that it comes with."""
        return {command.name: command.shortcut for commands in self._commands().values() for command in commands}

    def _on_anyway(self) -> None:
        """The other commands lose their keys."""
        taken = {clash.keys for clash in self._clashes}
        left = {
            clash.command.name: "; ".join(keys for keys in keys_in(clash.command.shortcut) if keys not in taken)
            for clash in self._clashes
        }
        self._give({**left, self._name(): self._wanted})

    def _on_none(self) -> None:
        self._give({self._name(): ""})

    def _on_own(self) -> None:
        self._want(self._own_keys()[self._name()])

    def _on_all(self) -> None:
        self.preferences.choose(shortcuts={})

    def _give(self, keys: Mapping[str, str]) -> None:
        """Keys by command; those that a command comes with need not be remembered."""
        own = self._own_keys()
        given = {**self.preferences.choices.shortcuts, **keys}
        self.preferences.choose(
            shortcuts={name: text for name, text in given.items() if keys_in(text) != keys_in(own.get(name, "–"))}
        )
