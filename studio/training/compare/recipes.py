"""Recipes side by side: purpose, cost on this machine, differences."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from gan_engine.runs.differences import Difference, differences
from gan_engine.settings.dotted import is_of_network
from studio import theme
from studio.engine_words import engine_words, error_words
from studio.training.new_training.forecast_side import cost_facts
from studio.training.new_training.network_choice import abilities
from studio.training.recipe_words import difference_rows, difference_sentences
from studio.training.schema_fields import Field, fields_of
from studio.training.setting_words import fault_words
from studio.widgets.fields.eliding_box import ElidingBox, ElidingLabel
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.training.forecasts import Forecast, ask_forecast
from studio.workers.training.recipe_book import RecipeBook, RecipeCard
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry

_MOST = 3
_LABEL = 142
"""px of the column of names, at the usual size of text."""
_NONE = tr_noop("None")
_NOT_SHOWN = ("family", "size", "fitted")  # said above, in better words


@dataclass
class _Column:
    """One recipe's place."""

    choice: QComboBox
    use: QWidget
    forecast: Forecast | None = None
    failure: str = ""


class RecipeCompare(QWidget):
    """`left()` for back to the form; `used(name)` when a recipe is to be taken."""

    left = Signal()
    used = Signal(str)

    def __init__(self, workbench: Workbench, recipes: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._book = recipes
        self._entry: DatasetEntry | None = None
        self._columns = [self._make_column(index) for index in range(_MOST)]
        back = theme.make_button(
            tr("Back"), "icon", name="train.recipes.back", icon_name="arrow-left", tip=tr("Back"), keys="Esc"
        )
        back.clicked.connect(self.left)
        self._of = ElidingLabel("", "quiet")
        self._inner = QWidget()
        self._place = QVBoxLayout(self._inner)
        self._place.setContentsMargins(0, theme.UNIT, 12, 24)
        self._table = QWidget()
        self._place.addWidget(self._table)
        self._place.addStretch(1)
        scroll = scroll_area("train.recipes.scroll", self._inner)
        head = QGridLayout()
        _shape(head)
        beside = theme.make_label()
        theme.set_scaled(beside, width=_LABEL)  # an empty column would lack the gap after it
        head.addWidget(beside, 0, 0)
        for index, column in enumerate(self._columns, 1):
            head.addWidget(column.choice, 0, index)
            head.addLayout(row([column.use, None]), 1, index)
        scrolled = QWidget()
        scrolled.setLayout(head)
        head.setContentsMargins(0, theme.UNIT, 12 + theme.SCROLL_BAR, 0)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.UNIT)
        outer.addLayout(flowing_row([back, theme.make_label(tr("Compare recipes"), "large"), self._of]))
        outer.addWidget(scrolled)
        outer.addWidget(scroll, 1)
        recipes.changed.connect(self._on_book)

    def _make_column(self, index: int) -> _Column:
        choice = ElidingBox()
        choice.setObjectName(f"train.recipes.choice.{index}")
        choice.setAccessibleName(tr("Recipe {index}", index=index + 1))
        choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        choice.setMaxVisibleItems(24)
        use = theme.make_button(tr("Use this one"), name=f"train.recipes.use.{index}")
        use.setAccessibleName(tr("Use recipe {number}", number=index + 1))
        choice.currentIndexChanged.connect(functools.partial(self._on_chosen, index))
        use.clicked.connect(functools.partial(self._on_use, index))
        return _Column(choice, use)

    # ---- what is compared -----------------------------------------------------------------------------------------

    def open(self, name: str, entry: DatasetEntry | None) -> None:
        """Compare the recipe `name` with others, on the dataset `entry`."""
        self._entry = entry
        of = ""
        if entry is not None and entry.size is not None:
            of = tr(
                "on {name}, {count:,} pictures of {size}",
                name=entry.name,
                count=entry.count,
                size=engine_words(entry.size.words),
            )
        self._of.setText(of)
        artists = [card.name for card in self._book.cards if card.for_artists]
        names = list(dict.fromkeys([name, *artists] if name else artists))[:_MOST]
        if name in artists:
            names = artists[:_MOST]
        self._list([*names, *[""] * _MOST][:_MOST])
        self._ask_all()
        self._columns[0].choice.setFocus()

    @property
    def cards(self) -> list[RecipeCard]:
        """Those that are compared, each once."""
        found = (self._book.card(column.choice.currentData() or "") for column in self._columns)
        return list({card.name: card for card in found if card is not None}.values())

    def _list(self, names: Sequence[str]) -> None:
        for index, (column, name) in enumerate(zip(self._columns, names, strict=True)):
            choice = column.choice
            choice.blockSignals(True)
            choice.clear()
            if index == _MOST - 1:
                choice.addItem(tr(_NONE), "")
            titles = Counter(card.title for card in self._book.cards)
            for card in self._book.cards:  # which network it is stands in the table
                choice.addItem(card.title if titles[card.title] == 1 else f"{card.title}  ({card.family})", card.name)
            choice.setCurrentIndex(max(0, choice.findData(name)))
            choice.blockSignals(False)

    def _on_book(self) -> None:
        if self.isVisible():
            self._list([column.choice.currentData() or "" for column in self._columns])
            self._ask_all()

    def _on_chosen(self, index: int, _: int) -> None:
        self._ask(index)
        self._show()

    def _ask_all(self) -> None:
        for index in range(_MOST):
            self._ask(index)
        self._show()

    def _ask(self, index: int) -> None:
        column = self._columns[index]
        column.forecast, column.failure = None, ""
        card = self._card(index)
        if card is not None and self._entry is not None:
            ask_forecast(
                self._workbench, card, {}, self._entry, key=f"train.recipes.{index}",
                done=functools.partial(self._answered, index, card.name), failed=functools.partial(self._failed, index),
            )  # fmt: skip

    def _answered(self, place: int, name: str, forecast: Forecast) -> None:
        card = self._card(place)
        if card is not None and card.name == name:
            self._columns[place].forecast = forecast
            self._show()

    def _failed(self, place: int, error: BaseException) -> None:
        self._columns[place].failure = error_words(error)
        self._show()

    def _card(self, index: int) -> RecipeCard | None:
        return self._book.card(self._columns[index].choice.currentData() or "")

    def _on_use(self, index: int) -> None:
        card = self._card(index)
        if card is not None:
            self.used.emit(card.name)

    # ---- showing --------------------------------------------------------------------------------------------------

    def _show(self) -> None:
        self._place.removeWidget(self._table)
        self._table.deleteLater()
        self._table = QWidget()
        self._place.insertWidget(0, self._table)
        grid = QGridLayout(self._table)
        _shape(grid)
        for index, column in enumerate(self._columns):
            card = self._card(index)
            column.use.setEnabled(card is not None)
            if card is not None:
                grid.addWidget(theme.make_label(card.sentence, wrap=True), 0, index + 1, Qt.AlignmentFlag.AlignTop)
        self._show_facts(grid)
        self._show_differences(grid)

    def _show_facts(self, grid: QGridLayout) -> None:
        _add_heading(grid, tr("What it takes"))
        facts = [self._facts(index) for index in range(_MOST)]
        for name in dict.fromkeys(name for each in facts for name in each):
            _add_row(grid, name, [each.get(name, "") for each in facts])

    def _facts(self, index: int) -> dict[str, str]:
        card, column = self._card(index), self._columns[index]
        if card is None:
            return {}
        family = self._book.family(card.family_name)
        facts = {tr("Network"): card.family if family is None else f"{card.family}\n{tr(family.sentence)}"}
        if family is not None:
            facts[tr("It can make")] = abilities(family)
        facts[tr("Made for")] = engine_words(card.size.words) if card.size else tr("any size")
        forecast = column.forecast
        if column.failure:
            facts[tr("Settings")] = column.failure
        elif forecast is None:
            facts[tr("Settings")] = tr("no dataset is chosen") if self._entry is None else tr("the engine is asked…")
        elif forecast.errors:
            facts[tr("Settings")] = fault_words(forecast.errors[0], fields_of(card.schema))
        else:
            facts[tr("Settings")] = tr("some chosen for this set") if forecast.chosen else tr("as the recipe has them")
            if forecast.cost is not None:
                facts |= dict(cost_facts(forecast.cost, float(forecast.values["kimg"])))
        return facts

    def _show_differences(self, grid: QGridLayout) -> None:
        cards = self.cards
        if len(cards) < 2:
            return
        known = {each.name: each for card in cards for each in fields_of(card.schema)}
        documents = [{"configuration": self._values(card)} for card in cards]
        found = [each for each in differences(documents) if each.setting not in _NOT_SHOWN]
        _add_heading(grid, tr("How they differ"))
        sentences = difference_sentences(
            [card.title for card in cards],
            difference_rows([each for each in found if _is_plain(each, known)], known),
        )
        for sentence in sentences:
            label = theme.make_label(sentence, "quiet", wrap=True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(label, grid.rowCount(), 0, 1, _MOST + 1)
        places = [place for place in range(_MOST) if self._card(place) is not None]
        order = {name: number for number, name in enumerate(known)}
        group = ""
        for each in sorted(found, key=lambda each: order.get(each.setting, len(order))):
            own = known[each.setting].group if each.setting in known else ""
            if own != group:
                group = own
                _add_heading(grid, tr(group))
            ((title, values),) = difference_rows([each], known)
            by_name = dict(zip([card.name for card in cards], values, strict=True))
            shown = [""] * _MOST
            for place in places:
                card = self._card(place)
                shown[place] = by_name[card.name] if card is not None else ""
            _add_row(grid, title, ["–" if words == "none" else words for words in shown])

    def _values(self, card: RecipeCard) -> Mapping[str, Any]:
        """As it would be on this set."""
        forecast = next(
            (column.forecast for column in self._columns if column.choice.currentData() == card.name), None
        )  # fmt: skip
        return forecast.values if forecast is not None and forecast.values else card.values


def _is_plain(each: Difference, known: dict[str, Field]) -> bool:
    """It is worth a word: no advanced setting, and none that the other's network has not."""
    return each.setting in known and not known[each.setting].advanced and not is_of_network(each.setting)


def _shape(grid: QGridLayout) -> None:
    """A column for names, and one as wide as the others for each recipe."""
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(2 * theme.UNIT)
    grid.setVerticalSpacing(theme.UNIT)
    for index in range(1, _MOST + 1):
        grid.setColumnStretch(index, 1)
        grid.setColumnMinimumWidth(index, 80)


def _add_heading(grid: QGridLayout, words: str) -> None:
    label = theme.make_label(words, "section")
    label.setContentsMargins(0, 16, 0, 0)
    grid.addWidget(label, grid.rowCount(), 0, 1, _MOST + 1)


def _add_row(grid: QGridLayout, name: str, values: Sequence[str]) -> None:
    place = grid.rowCount()
    title = theme.make_label(name, "quiet", wrap=True)
    theme.set_scaled(title, width=_LABEL)
    grid.addWidget(title, place, 0, Qt.AlignmentFlag.AlignTop)
    first = next((value for value in values if value), "")
    for column, value in enumerate(values, 1):
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setText(value)
        label.setAccessibleName(f"{name}: {value}")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if value == first and column > 1:
            label.setProperty("role", "quiet")
        grid.addWidget(label, place, column, Qt.AlignmentFlag.AlignTop)
