"""The field for the recipe: three for artists, the project's own, published ones folded below."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.engine_words import engine_words
from studio.training.new_training.choice_cards import Choice, ChoiceCards
from studio.widgets.fold import Fold
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.training.recipe_book import FamilyFacts, Fault, RecipeCard

_ARTISTS, _OWN = "artists", "own"


class RecipeChoice(QWidget):
    """`chosen(name)` when the user chooses another; `removal_wanted(name)` for one of the project's own."""

    chosen = Signal(str)
    removal_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.form.recipes")
        self.setAccessibleName(tr("Recipe"))
        self._cards: list[RecipeCard] = []
        self._grids: dict[str, ChoiceCards] = {}
        self._sentences: dict[str, QLabel] = {}
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(theme.UNIT)
        self._column.addWidget(self._make_grid(_ARTISTS, tr("Recipes for artists")))
        self.remove = theme.make_button(
            tr("Remove"), "quiet", name="train.form.remove-recipe", icon_name="trash",
            tip=tr("Take the chosen recipe of your own away; undo brings it back"),
        )  # fmt: skip
        self.remove.clicked.connect(self._on_remove)
        self._own_row = QWidget()
        self._own_row.setLayout(row([theme.make_label(tr("Your recipes"), "quiet"), None, self.remove]))
        self._own_row.setContentsMargins(0, theme.UNIT, 0, 0)
        self._column.addWidget(self._own_row)
        self._column.addWidget(self._make_grid(_OWN, tr("Your recipes")))
        self._faults = theme.make_label("", "error", wrap=True)
        self._faults.setObjectName("train.form.recipe-faults")
        self._column.addWidget(self._faults)
        self.published = Fold("train.form.published", tr("Published experiments"))
        self._column.addWidget(self.published)
        for widget in (self._own_row, self._grids[_OWN], self._faults):
            widget.hide()

    @property
    def name(self) -> str:
        """Of the chosen recipe, "" while there is none."""
        return next((grid.key for grid in self._grids.values() if grid.key), "")

    def set_cards(
        self,
        cards: Sequence[RecipeCard],
        families: Sequence[FamilyFacts],
        faults: Sequence[Fault],
        size: ImageShape | None,
    ) -> None:
        """Show these; `size` is the dataset's, None if none is chosen."""
        name = self.name
        self._cards = list(cards)
        self._fill(_ARTISTS, [card for card in cards if card.for_artists], size)
        own = [card for card in cards if card.own]
        self._fill(_OWN, own, size)
        for widget in (self._own_row, self._grids[_OWN]):
            widget.setVisible(bool(own))
        self._faults.setText("\n".join(fault.words for fault in faults))
        self._faults.setVisible(bool(faults))
        others = [card for card in cards if not card.for_artists and not card.own]
        self.published.set_title(tr("Published experiments · {count}", count=len(others)))
        self.published.setVisible(bool(others))
        sentences = {family.title: family.sentence for family in families}
        for title in dict.fromkeys(card.family for card in sorted(others, key=lambda card: card.family.casefold())):
            if title not in self._grids:
                self._add_family(title)
            self._sentences[title].setText(sentences.get(title, ""))
            self._fill(title, [card for card in others if card.family == title], size)
        known = {card.name for card in cards}
        self.choose(name if name in known else cards[0].name if cards else "")

    def choose(self, name: str) -> None:
        """Choose without saying so; what is folded comes to light."""
        for grid in self._grids.values():
            grid.choose(name if name in grid.keys else "")
        card = next((card for card in self._cards if card.name == name), None)
        self.remove.setVisible(card is not None and card.own)
        if card is not None and not card.own and not card.for_artists:
            self.published.open()

    def _make_grid(self, key: str, title: str) -> ChoiceCards:
        grid = ChoiceCards(f"train.form.recipes.{key.lower().replace(' ', '-')}", title, "train.form.recipe")
        grid.chosen.connect(self._on_chosen)
        self._grids[key] = grid
        return grid

    def _add_family(self, title: str) -> None:
        heading, sentence = theme.make_label(title, "heading"), theme.make_label("", "small", wrap=True)
        if self._sentences:
            self.published.content.addSpacing(theme.UNIT)
        self.published.content.addWidget(heading)
        self.published.content.addWidget(sentence)
        self.published.content.addWidget(self._make_grid(title, title))
        self._sentences[title] = sentence

    def _fill(self, key: str, cards: Sequence[RecipeCard], size: ImageShape | None) -> None:
        self._grids[key].set_choices([_choice(card, size) for card in cards])

    def _on_chosen(self, name: str) -> None:
        self.choose(name)
        self.chosen.emit(name)

    def _on_remove(self) -> None:
        self.removal_wanted.emit(self.name)


def _choice(card: RecipeCard, size: ImageShape | None) -> Choice:
    fits = card.size is None or size is None or card.size == size
    note = (
        tr("{family}, any size", family=card.family)
        if not card.size
        else f"{card.family}, {engine_words(card.size.words)}"
    )
    if not fits and card.size is not None and size is not None:
        note = tr("made for {size}, not {other}", size=engine_words(card.size.words), other=engine_words(size.words))
    return Choice(card.name, card.title, card.sentence, note, amiss=not fits)
