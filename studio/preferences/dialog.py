"""The settings (Ctrl+,): a list of pages and the page that is chosen. What is changed is in effect at once."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from studio import theme
from studio.preferences.appearance import AppearancePage
from studio.preferences.computing import ComputingPage
from studio.preferences.folders import FoldersPage
from studio.preferences.language import LanguagePage
from studio.preferences.preferences import Preferences
from studio.preferences.shortcuts import Commands, ShortcutsPage
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.room.in_turns import InTurns
from studio.widgets.scrolling import scroll_area
from studio.widgets.side_list import SideList
from studio.widgets.side_rows import Row, Section
from studio.widgets.workspace import row
from studio.words import tr

_SIZE = QSize(880, 640)
_LIST_WIDTH = 176


class SettingsDialog(Dialog):
    """Escape closes it; there is nothing to confirm. `renewed(page)`: it is to be made anew, in another language."""

    renewed = Signal(str)

    def __init__(
        self, preferences: Preferences, commands: Callable[[], Commands], titles: Mapping[str, str],
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("settings")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Settings"))
        self._preferences = preferences
        self._shortcuts = ShortcutsPage(preferences, commands, titles)
        self._pages = pages = (
            AppearancePage(preferences), self._shortcuts, ComputingPage(preferences), FoldersPage(preferences),
            LanguagePage(preferences),
        )  # fmt: skip
        self._keys = [page.key for page in pages]
        self.list = SideList("settings.pages", tr("Pages of the settings"))
        self.list.setFixedWidth(_LIST_WIDTH)
        self.list.set_sections([Section("", [Row(page.key, page.title) for page in pages])])
        self.list.chosen.connect(self.show_page)
        self.stack = QStackedWidget()
        for page in pages:
            self.stack.addWidget(page if page is self._shortcuts else scroll_area(f"settings.{page.key}.scroll", page))
        self.show_page(pages[0].key)
        self._reset = theme.make_button(
            tr("Reset to defaults"),
            "quiet",
            name="settings.reset",
            tip=tr("Everything on all pages as it was at first"),
        )
        self._back = theme.make_button(tr("Take it back"), name="settings.take-back", icon_name="arrow-u-up-left")
        close = theme.make_button(tr("Close"), name="settings.close")
        self._reset.clicked.connect(preferences.reset)
        self._back.clicked.connect(preferences.take_back)
        close.clicked.connect(self.accept)
        self._build(row([self._reset, self._back, None, close]))
        preferences.changed.connect(self._on_changed)
        self._on_changed()
        self.resize(_SIZE)
        InTurns(self._fill_pages(), self)

    @property
    def shortcuts(self) -> ShortcutsPage:
        """The page of the keys, filled."""
        self._shortcuts.fill()
        return self._shortcuts

    def show_commands(self) -> None:
        """There are others than before."""
        if self._shortcuts.is_filled:
            self._shortcuts.show_choices()

    def _fill_pages(self) -> Iterator[None]:
        for page in self._pages:
            page.fill()
            yield

    def _build(self, buttons: QHBoxLayout) -> None:
        side = QWidget()
        side.setProperty("place", "panel")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 16, 8, 16)
        column.addWidget(self.list)
        column.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(0)
        across.addWidget(side)
        across.addWidget(self.stack, 1)
        buttons.setContentsMargins(16, 8, 24, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(across, 1)
        whole.addLayout(buttons)

    def show_page(self, key: str) -> None:
        """Bring a page to the front by its key."""
        self.list.choose(key)
        self._pages[self._keys.index(key)].fill()
        self.stack.setCurrentIndex(self._keys.index(key))

    def _on_changed(self) -> None:
        self._back.setVisible(self._preferences.was_reset)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.renewed.emit(self._keys[self.stack.currentIndex()])
