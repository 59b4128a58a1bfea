"""The filter bar over the grid: title, count, and chips that narrow the pictures."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from studio import theme
from studio.curation.filters.facets import Facet, with_key, words_of
from studio.project.pictures.query import Order
from studio.project.stored_queries import MOST_TEXT
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.fields.inner_parts import make_clearable
from studio.widgets.fields.search_field import SearchField
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.room.flow import FlowLayout
from studio.widgets.sliders import SizeSlider
from studio.words import in_figures, tr, tr_choices, tr_noop

ORDERS: tuple[tuple[Order, str], ...] = (
    (Order.NAME, tr_noop("By name")),
    (Order.NEWEST, tr_noop("Newest first")),
    (Order.LARGEST, tr_noop("Largest first")),
    (Order.SMALLEST, tr_noop("Smallest first")),
)

_ROOM_FOR_SIZE = 660
"""Pixels of width from which on the slider for the size has room."""
_DELAY = 150  # milliseconds after the last letter


class FilterBar(QWidget):
    """`changed` when the search, the order, or a chip is another; `left` when the keyboard goes back to the grid;
    `keep_wanted` when what is shown is to be kept under a name, `change_wanted` when the kept collection in front is to
    be as its chips and the search say now."""

    changed = Signal()
    keep_wanted = Signal()
    change_wanted = Signal()
    find_wanted = Signal()
    """The originals that are missing are to be looked for."""
    left = Signal()

    def __init__(self, grid: PictureGrid, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys: list[str] = []
        self._begun: tuple[frozenset[str], str] | None = None
        self._facets: Sequence[Facet] = ()
        self._order = Order.NAME
        self._title = ElidingLabel(tr("All pictures"), "large", least=40, mode=Qt.TextElideMode.ElideRight)
        self._count = ElidingLabel("", "quiet", least=32, mode=Qt.TextElideMode.ElideRight)
        self._undecided = theme.make_button(
            tr("Undecided first"), "chip", name="curate.undecided-first", checkable=True,
            tip=tr("Show what is still to be decided on first"),
        )  # fmt: skip
        self._narrow = theme.make_button(
            tr("Filter"), "chip", name="curate.filter", icon_name="funnel-simple",
            tip=tr("Narrow to a size, a shape, a class, so many stars…"), keys="F",
        )  # fmt: skip
        self._narrow.setIconSize(QSize(14, 14))
        self._narrow.setMenu(QMenu(self._narrow))
        self._narrow.menu().aboutToShow.connect(self._fill_filter_menu)
        self.search = SearchField()
        self.search.setObjectName("curate.search")
        self.search.setAccessibleName(tr("Search in the pictures"))
        self.search.setPlaceholderText(tr("Search"))
        theme.set_tip(self.search, tr("Names, folders, classes and tags"), "Ctrl+F")
        make_clearable(self.search)
        self.search.setMaxLength(MOST_TEXT)
        self.search.setMaximumWidth(200)
        self.search.setMinimumWidth(72)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sort = theme.make_button(tr("By name"), "quiet", name="curate.order", tip=tr("The order of the pictures"))
        menu = QMenu(self._sort)
        for order, words in tr_choices(ORDERS):
            action = menu.addAction(words)
            action.triggered.connect(functools.partial(self._set_order, order))
        self._sort.setMenu(menu)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(MARGIN, 0, MARGIN + theme.SCROLL_BAR, 0)  # over the pictures, not the scroll bar
        whole.setSpacing(theme.UNIT)
        line = QHBoxLayout()
        line.setSpacing(theme.UNIT)
        line.addWidget(self._title)
        line.addSpacing(4)
        line.addWidget(self._count)
        line.addSpacing(4)
        self._find = theme.make_button(
            tr("Find them…"), name="curate.find", icon_name="map-pin",
            tip=tr("Look for the missing originals in another folder"),
        )  # fmt: skip
        self._find.clicked.connect(self.find_wanted)
        self._find.hide()
        line.addWidget(self._find)
        line.addWidget(self._undecided)
        line.addWidget(self._narrow)
        line.addStretch(1)
        line.addWidget(self.search, 2)
        line.addWidget(self._sort)
        self._size = SizeSlider("curate.size", grid)
        line.addWidget(self._size)
        whole.addLayout(line)
        self._narrowed = self._make_narrowed()
        whole.addWidget(self._narrowed)
        self._timer = QTimer(self, singleShot=True, interval=_DELAY)
        self._timer.timeout.connect(self.changed)
        self._undecided.toggled.connect(self._on_toggled)
        self.search.textChanged.connect(self._on_typed)
        self.search.left.connect(self.left)

    def _make_narrowed(self) -> QWidget:
        """The second line, where something narrows: what it is, and what can be done with it."""
        made = QWidget()
        self._flow = FlowLayout(made)
        self._keep = theme.make_button(
            tr("Keep…"), "quiet", name="curate.filter.keep",
            tip=tr("Keep this as a collection under a name"), keys="Ctrl+S",
        )  # fmt: skip
        self._keep.setAccessibleName(tr("Keep this as a collection"))
        self._keep.clicked.connect(self.keep_wanted)
        self._change = theme.make_button(
            tr("Keep changes"), "quiet", name="curate.filter.change",
            tip=tr("Let the collection be as its filters are now"),
        )  # fmt: skip
        self._change.clicked.connect(self.change_wanted)
        self._clear = theme.make_button(
            tr("Clear"), "quiet", name="curate.filter.clear", tip=tr("Show all of them again")
        )
        self._clear.clicked.connect(self._on_clear)
        self._acts = (self._change, self._keep, self._clear)
        for act in self._acts:
            self._flow.addWidget(act)
        made.hide()
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is no room for everything, the slider gives way: Ctrl+wheel does the same."""
        super().resizeEvent(event)
        self._size.setVisible(self.width() >= theme.scaled(_ROOM_FOR_SIZE))

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
        """Whether anything here is otherwise than the row at the left has it."""
        keys, text = self._begun or (frozenset(), "")
        return set(self._keys) != keys or self.text != text

    @property
    def is_changing(self) -> bool:
        """Whether a kept collection is in front, and is otherwise here than it was kept."""
        return self._begun is not None and self.is_narrowing

    def set_title(self, title: str, count: int | None, chosen: int = 0) -> None:
        """What stands over the pictures; None while they are being counted."""
        self._title.setText(title)
        words = "" if count is None else in_figures(count)
        self._count.setText(tr("{words}, {chosen:,} chosen", words=words, chosen=chosen) if chosen > 1 else words)

    def offer_finding(self, offered: bool) -> None:
        """Whether what is shown are missing originals."""
        self._find.setVisible(offered)

    def show_ordering(self, shown: bool, *, undecided_first: bool) -> None:
        """Where the pictures have an order of their own, none is offered; and where all have the same state, the chip
        for the undecided says nothing."""
        self._undecided.setVisible(shown and undecided_first)
        self._sort.setVisible(shown)

    def offer(self, facets: Sequence[Facet]) -> None:
        """What may be narrowed to."""
        self._facets = facets
        self._narrow.setVisible(bool(facets))

    def open_menu(self) -> None:
        """Show what may be narrowed to."""
        self._narrow.showMenu()

    def narrow(self, key: str) -> None:
        """Add a chip, in place of another of its kind."""
        if key not in self._keys:
            self._keys = with_key(self._keys, key)
            self._show_chips()
            self.changed.emit()

    def begin(self, kept: tuple[Sequence[str], str] | None = None) -> None:
        """Another row at the left is chosen: narrow to nothing, or as it was kept. Says nothing."""
        self._begun = None if kept is None else (frozenset(kept[0]), kept[1])
        self._set(*(kept or ((), "")))

    def clear(self) -> None:
        """As the row at the left has it."""
        if self.is_narrowing:
            keys, text = self._begun or (frozenset(), "")
            self._set(sorted(keys), text)
            self.changed.emit()

    def _set(self, keys: Sequence[str], text: str) -> None:
        self._keys = list(keys)
        blocked = self.search.blockSignals(True)
        self.search.setText(text)
        self.search.blockSignals(blocked)
        self._show_chips()

    def toggle_undecided_first(self) -> None:
        """As the chip."""
        self._undecided.toggle()

    def _on_toggled(self, checked: bool) -> None:
        self.changed.emit()

    def _on_typed(self, text: str) -> None:
        self._show_acts()
        self._timer.start()

    def _set_order(self, order: Order, checked: bool = False) -> None:
        self._order = order
        words = tr(dict(ORDERS)[order])
        self._sort.setText(words)
        self._sort.setAccessibleName(words)
        self.changed.emit()

    def _fill_filter_menu(self) -> None:
        menu = self._narrow.menu()
        menu.clear()
        for inner in menu.findChildren(QMenu):  # cleared, a menu still keeps the menus that were in it
            inner.deleteLater()
        for facet in self._facets:
            inner = menu.addMenu(facet.title)
            for key, words in facet.options:
                action = inner.addAction(words.replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(key in self._keys)
                action.triggered.connect(functools.partial(self._on_offered, key))
        menu.addSeparator()
        keep = menu.addAction(tr("Keep as a collection…"))
        keep.setEnabled(self.is_narrowing)
        keep.triggered.connect(self.keep_wanted)

    def _on_offered(self, key: str, checked: bool = False) -> None:
        if key in self._keys:
            self._drop(key)
        else:
            self.narrow(key)

    def _on_clear(self, checked: bool = False) -> None:
        self.clear()

    def _drop(self, key: str, checked: bool = False) -> None:
        self._keys.remove(key)
        self._show_chips()
        self.changed.emit()

    def _show_chips(self) -> None:
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None and widget not in self._acts:
                widget.hide()
                widget.deleteLater()
        for number, key in enumerate(self._keys):
            words = words_of(key)
            chip: QPushButton = theme.make_button(f"{words}  ✕", "chip", name=f"curate.chip.{number}")
            chip.setAccessibleName(tr("No longer only {words}", words=words))
            chip.clicked.connect(functools.partial(self._drop, key))
            self._flow.addWidget(chip)
        for act in self._acts:
            self._flow.addWidget(act)
        self._show_acts()

    def _show_acts(self) -> None:
        """What can be done with what narrows."""
        self._change.setVisible(self.is_changing)
        for act in (self._keep, self._clear):
            act.setVisible(self.is_narrowing)
        self._narrowed.setVisible(bool(self._keys) or self.is_changing)
        self._narrowed.updateGeometry()
