"""The filter bar over the grid: title, count, and chips that narrow the pictures."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from studio import theme
from studio.curation.collections import title_of
from studio.project.pictures.query import Order
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.sliders import SizeSlider

ORDERS: tuple[tuple[Order, str], ...] = (
    (Order.NAME, "By name"), (Order.NEWEST, "Newest first"), (Order.LARGEST, "Largest first"),
    (Order.SMALLEST, "Smallest first"),
)  # fmt: skip

_ROOM_FOR_SIZE = 660
"""Pixels of width from which on the slider for the size has room."""
_DELAY = 150  # milliseconds after the last letter


class SearchField(QLineEdit):
    """Escape clears it, then gives the keyboard back; Enter and Down go to the pictures."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class FilterBar(QWidget):
    """`changed` when the search, the order, or a chip is another; `left` when the keyboard goes back to the grid."""

    changed = Signal()
    left = Signal()

    def __init__(self, grid: PictureGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._offered: list[tuple[str, str]] = []
        self._order = Order.NAME
        self._title = theme.make_label("All pictures", "large")
        self._count = theme.make_label("", "quiet")
        self._undecided = theme.make_button(
            "Undecided first", "chip", name="curate.undecided-first", checkable=True,
            tip="Show what is still to be decided on first",
        )  # fmt: skip
        self._chips = QHBoxLayout()
        self._chips.setContentsMargins(0, 0, 0, 0)
        self._chips.setSpacing(theme.UNIT)
        self._narrow = theme.make_button(
            "Filter", "chip", name="curate.filter", icon_name="funnel-simple", tip="Narrow to a class or a tag"
        )
        self._narrow.setIconSize(QSize(14, 14))
        self._narrow.setMenu(QMenu(self._narrow))
        self._narrow.menu().aboutToShow.connect(self._fill_filter_menu)
        self.search = SearchField()
        self.search.setObjectName("curate.search")
        self.search.setAccessibleName("Search in the pictures")
        self.search.setPlaceholderText("Search")
        self.search.setToolTip("Names, folders, classes and tags  (Ctrl+F)")
        self.search.setClearButtonEnabled(True)
        self.search.setMaximumWidth(200)
        self.search.setMinimumWidth(72)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sort = theme.make_button("By name", "quiet", name="curate.order", tip="The order of the pictures")
        menu = QMenu(self._sort)
        for order, words in ORDERS:
            action = menu.addAction(words)
            action.triggered.connect(functools.partial(self._set_order, order))
        self._sort.setMenu(menu)
        line = QHBoxLayout(self)
        line.setContentsMargins(MARGIN, 0, MARGIN + theme.SCROLL_BAR, 0)  # over the pictures, not the scroll bar
        line.setSpacing(theme.UNIT)
        line.addWidget(self._title)
        line.addSpacing(4)
        line.addWidget(self._count)
        line.addSpacing(4)
        line.addWidget(self._undecided)
        line.addLayout(self._chips)
        line.addWidget(self._narrow)
        line.addStretch(1)
        line.addWidget(self.search, 2)
        line.addWidget(self._sort)
        self._size = SizeSlider("curate.size", grid)
        line.addWidget(self._size)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self.changed)
        self._undecided.toggled.connect(self._on_toggled)
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self.left)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for everything, the slider gives way: Ctrl+wheel does the same."""
        super().resizeEvent(event)
        self._size.setVisible(self.width() >= _ROOM_FOR_SIZE)

    @property
    def text(self) -> str:
        """What is searched for."""
        return self.search.text().strip()

    @property
    def order(self) -> Order:
        """How the pictures are to follow one another."""
        return self._order

    @property
    def undecided_first(self) -> bool:
        """Whether what is still to be decided on comes first."""
        return self._undecided.isChecked()

    @property
    def keys(self) -> Sequence[str]:
        """The rows of the list at the left that narrow the one chosen there."""
        return tuple(self._keys)

    @property
    def is_narrowing(self) -> bool:
        """Whether anything here keeps pictures out of sight."""
        return bool(self._keys or self.text)

    def set_title(self, title: str, count: int | None, chosen: int = 0) -> None:
        """What stands over the pictures; None while they are being counted."""
        self._title.setText(title)
        words = "" if count is None else f"{count:,}"
        self._count.setText(f"{words}, {chosen:,} chosen" if chosen > 1 else words)

    def show_ordering(self, shown: bool, *, undecided_first: bool) -> None:
        """Where the pictures have an order of their own, none is offered; and where all have the same state, the chip
        for the undecided says nothing."""
        self._undecided.setVisible(shown and undecided_first)
        self._sort.setVisible(shown)

    def offer(self, options: Sequence[tuple[str, str]]) -> None:
        """What may be narrowed to: (key, words)."""
        self._offered = list(options)
        self._narrow.setVisible(bool(options))

    def narrow(self, key: str) -> None:
        """Add a chip."""
        if key not in self._keys:
            self._keys.append(key)
            self._show_chips()
            self.changed.emit()

    def clear(self, *, quietly: bool = False) -> None:
        """Take all that narrows away."""
        if not self.is_narrowing:
            return
        self._keys.clear()
        self._show_chips()
        blocked = self.search.blockSignals(True)
        self.search.clear()
        self.search.blockSignals(blocked)
        if not quietly:
            self.changed.emit()

    def toggle_undecided_first(self) -> None:
        """As the chip."""
        self._undecided.toggle()

    def _on_toggled(self, checked: bool) -> None:
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        self._timer.start()

    def _set_order(self, order: Order, checked: bool = False) -> None:
        self._order = order
        words = dict(ORDERS)[order]
        self._sort.setText(words)
        self._sort.setAccessibleName(words)
        self.changed.emit()

    def _fill_filter_menu(self) -> None:
        menu = self._narrow.menu()
        menu.clear()
        section = ""
        for key, words in self._offered:
            if key.partition(":")[0] != section:
                if section:
                    menu.addSeparator()
                section = key.partition(":")[0]
            action = QAction(words, menu)
            action.setEnabled(key not in self._keys)
            action.triggered.connect(functools.partial(self._on_offered, key))
            menu.addAction(action)

    def _on_offered(self, key: str, checked: bool = False) -> None:
        self.narrow(key)

    def _drop(self, key: str, checked: bool = False) -> None:
        self._keys.remove(key)
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._chips.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, key in enumerate(self._keys):
            words = title_of(key)
            chip: QPushButton = theme.make_button(f"{words}  ✕", "chip", name=f"curate.chip.{number}")
            chip.setAccessibleName(f"No longer only {words}")
            chip.clicked.connect(functools.partial(self._drop, key))
            self._chips.addWidget(chip)
