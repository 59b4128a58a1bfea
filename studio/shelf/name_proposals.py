"""Names proposed for a design, under its name: a click takes one."""

from __future__ import annotations

import functools
import random

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.keyboard.dialog import Popup
from studio.widgets.room.flow import FlowLayout
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.shelf.names import OWN, SOURCES, Proposals

_SEEDS = 2**31


class NameProposals(Popup):
    """`wanted(source, seed)` when other names are to be proposed, `list_chosen(path, seed)` when from an own list;
    `named(name)` when one is taken."""

    wanted = Signal(str, int)
    list_chosen = Signal(str, int)
    named = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf.names")
        self.setAccessibleName(tr("Names proposed"))
        self.setProperty("place", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(theme.INSPECTOR_WIDTH - 16)
        self._source = ""
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(12, 12, 12, 12)
        column.setSpacing(12)
        self._names = QWidget()
        self._flow = FlowLayout(self._names, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self._names.setSizePolicy(policy)
        column.addWidget(self._names)
        self._said = theme.make_label("", "quiet", wrap=True)
        self._said.hide()
        column.addWidget(self._said)
        column.addWidget(theme.make_line())
        self._sources = {
            key: theme.make_button(words, "chip", name=f"shelf.names.{key}", checkable=True)
            for key, words in (*SOURCES.items(), (OWN, tr("My list")))
        }
        for key, button in self._sources.items():
            button.clicked.connect(functools.partial(self._choose_source, key))
        self._other = theme.make_button(
            tr("Choose a list…"),
            "quiet",
            name="shelf.names.browse",
            tip=tr("A text file with one name a line; it is kept with the project"),
        )
        self._other.clicked.connect(self._browse)
        self.more = theme.make_button(tr("Others"), name="shelf.names.more", icon_name="arrows-clockwise")
        self.more.clicked.connect(self._ask)
        lists = QWidget()
        flow = FlowLayout(lists, spacing=6)
        for button in self._sources.values():
            flow.addWidget(button)
        column.addWidget(lists)
        column.addLayout(row([self._other, None, self.more]))

    def open_below(self, place: QPoint) -> None:
        """Show it with its right upper corner at `place` (global) and ask for names."""
        self._said.hide()
        self._ask()
        self._fit()
        self.move(place - QPoint(self.width(), 0))
        self.show()
        self.more.setFocus()

    def show_names(self, proposals: Proposals) -> None:
        """These are proposed."""
        self._source = proposals.source
        self._said.hide()
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, name in enumerate(proposals.names):
            button = theme.make_button(name, "chip", name=f"shelf.names.name.{number}")
            button.clicked.connect(functools.partial(self._take, name))
            self._flow.addWidget(button)
            button.show()
        for key, button in self._sources.items():
            button.setChecked(key == proposals.source)
        self._sources[OWN].setVisible(bool(proposals.own_list))
        self._sources[OWN].setText(proposals.own_list or tr("My list"))
        self._names.updateGeometry()
        self._fit()

    def say(self, words: str) -> None:
        """Why there are none."""
        self._said.setText(words)
        self._said.show()
        self._fit()

    def _fit(self) -> None:
        """As high as what is in it."""
        self._column.activate()
        self.setFixedHeight(self._column.totalHeightForWidth(self.width()))

    def _ask(self) -> None:
        self.wanted.emit(self._source, random.randrange(_SEEDS))

    def _choose_source(self, key: str, checked: bool = False) -> None:
        self._source = key
        self._ask()

    def _take(self, name: str, checked: bool = False) -> None:
        self.hide()
        self.named.emit(name)

    def _browse(self) -> None:
        self.hide()
        dialog = QFileDialog(
            self.parentWidget(), tr("A list of names, one a line"), "", tr("Text (*.txt);;Any file (*)")
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.take_list)
        dialog.open()

    def take_list(self, path: str) -> None:
        """An own list was chosen."""
        self.list_chosen.emit(path, random.randrange(_SEEDS))
