"""The field for the network of a new training."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.engine_words import engine_words
from studio.training.new_training.choice_cards import Choice, ChoiceCards
from studio.widgets.fold import Fold
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.training.recipe_book import FamilyFacts, family_title

_HINT = tr_noop(
    "Classes: designs of each class can be asked for. Styles: coarse and fine traits can be mixed, designs made calmer "
    "or bolder. Grown: one resolution after the other. A recipe is a starting point: its other settings stay when you "
    "take another network."
)
_WAITING = tr_noop("The engine is starting; it will say more about the networks.")


class NetworkChoice(QWidget):
    """`chosen(name)` when the user takes another."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.form.networks")
        self.setAccessibleName(tr("Network"))
        self._title = theme.make_label("", "heading")
        self._title.setObjectName("train.form.network.title")
        self._note = theme.make_label("", "tag")
        self._note.setObjectName("train.form.network.note")
        self.back = theme.make_button(
            tr("Back to the recipe’s"), "quiet", name="train.form.network.back", icon_name="arrow-counter-clockwise"
        )
        self.back.clicked.connect(self._on_back)
        self._sentence = theme.make_label("", "small", wrap=True)
        self._sentence.setObjectName("train.form.network.sentence")
        self._own = ""
        self.fold = Fold("train.form.network.fold", tr("Which network?"))
        self.grid = ChoiceCards("train.form.network.cards", tr("Network"), "train.form.network")
        self.grid.chosen.connect(self.chosen)
        self.fold.content.addWidget(self.grid)
        self.fold.content.addWidget(theme.make_label(tr(_HINT), "small", wrap=True))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row([self._title, self._note, None, self.back]))
        column.addWidget(self._sentence)
        column.addWidget(self.fold)

    def show_network(self, families: Sequence[FamilyFacts], name: str, own: str, size: ImageShape | None) -> None:
        """`name` is to be trained; `own` is the recipe's; `size` the dataset's, None where none is chosen."""
        self._own = own
        family = next((family for family in families if family.name == name), None)
        self._title.setText(family_title(name))
        self._sentence.setText(tr(_WAITING) if family is None else f"{tr(family.sentence)}  {abilities(family)}.")
        other = name != own
        self._note.setText(tr("in place of the recipe’s {network}", network=family_title(own)))
        self.back.setText(tr("Back to {network}", network=family_title(own)))
        self._note.setVisible(other)
        self.back.setVisible(other)
        self.fold.setVisible(bool(families))
        self.grid.set_choices([_choice(family, size) for family in families])
        self.grid.choose(name)

    def _on_back(self) -> None:
        self.chosen.emit(self._own)


def abilities(family: FamilyFacts) -> str:
    """Its sizes, and what it can do beyond making designs from noise: “16 to 1,024 px, classes, styles”."""
    words = {tr("classes"): family.classes, tr("styles"): family.mixing, tr("grown"): family.growth}
    return ", ".join(
        [
            tr("{least} to {most:,} px", least=family.sizes[0], most=family.sizes[-1]),
            *(word for word, there in words.items() if there),
        ]
    )


def _choice(family: FamilyFacts, size: ImageShape | None) -> Choice:
    if size is not None and not size.goes_with(family.sizes):
        return Choice(
            family.name,
            family.title,
            tr(family.sentence),
            tr("cannot make {size}", size=engine_words(size.words)),
            amiss=True,
        )
    return Choice(family.name, family.title, tr(family.sentence), abilities(family))
