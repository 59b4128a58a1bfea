"""The recipes a training can follow, each with its form and what it will cost on this machine.

They are known at once from their files, torch-free; what needs torch (the network's own options, parameters,
memory and time here) comes from the engine some seconds later and takes their place.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from PySide6.QtCore import QObject, Signal

from gan_engine.networks.names import family_title as family_title  # the form and the panel name networks too
from gan_engine.reporting import Report
from studio.workers.engine import Answer, Call
from studio.workers.workbench import Workbench

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Cost:
    """What a training will take, estimated."""

    generator_parameters: int
    discriminator_parameters: int
    memory_mb: float
    images_per_second: float
    device: str
    precision: str


@dataclass(frozen=True)
class RecipeCard:
    """A recipe with its form."""

    name: str
    title: str
    sentence: str
    family: str
    """The title of its kind of network."""
    size: int
    """The size it is made for; 0 where it takes the dataset's."""
    values: Mapping[str, Any]
    """Its configuration, by dotted name."""
    schema: Mapping[str, Any]
    cost: Cost | None = None
    """At its own size; None until the engine has answered."""


def flat(values: Mapping[str, Any], prefix: str = "") -> dict[str, Any]:
    """Nested values by dotted name."""
    found: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, Mapping):
            found |= flat(value, f"{prefix}{key}.")
        else:
            found[prefix + key] = value
    return found


def read_recipes(report: Report) -> list[RecipeCard]:
    """The recipes as their files have them. For worker threads."""
    from gan_engine.training.configuration import Configuration
    from gan_engine.training.recipes import list_recipes

    schema = Configuration.model_json_schema()
    cards = []
    for recipe in list_recipes():
        configuration = recipe.configuration
        size = configuration.size if "size" in configuration.model_fields_set else 0
        values = flat(configuration.model_dump(mode="json"))
        family = family_title(configuration.family)
        cards.append(RecipeCard(recipe.name, recipe.title, recipe.sentence, family, size, values, schema))
    return cards


def cards_from(answer: Answer) -> list[RecipeCard]:
    """The recipes as the engine describes them."""
    return [_card(each) for each in answer.values["recipes"]]


def _card(each: Mapping[str, Any]) -> RecipeCard:
    return RecipeCard(
        each["name"], each["title"], each["sentence"], each["family_title"],
        0 if each["size_from_dataset"] else each["size"], flat(each["configuration"]), each["schema"], cost_from(each),
    )  # fmt: skip


def cost_from(each: Mapping[str, Any] | None) -> Cost | None:
    """The engine's estimate, as it comes with a recipe or a validation; None where it gave none."""
    return None if each is None else Cost(**{part.name: each[part.name] for part in fields(Cost)})


class RecipeBook(QObject):
    """`changed` when the recipes are known, and again when the engine has said more."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._call: Call | None = None
        self._asked = False
        self.cards: list[RecipeCard] = []

    def load(self) -> None:
        """Read their files, if that was not done yet."""
        if not self._asked:
            self._asked = True
            self._workbench.jobs.start("Reading the recipes", read_recipes, self._take, quiet=True)

    def complete(self) -> None:
        """Have the engine say the rest, if it has not yet."""
        self.load()
        if not any(card.cost for card in self.cards) and (self._call is None or not self._call.running):
            self._call = self._workbench.engine.call(
                "recipes", prepare=cards_from, done=self._take_all, failed=self._no_answer
            )

    def card(self, name: str) -> RecipeCard | None:
        """The recipe of this name."""
        return next((card for card in self.cards if card.name == name), None)

    def _take(self, cards: list[RecipeCard]) -> None:
        if not self.cards:
            self.cards = cards
            self.changed.emit()

    def _take_all(self, cards: list[RecipeCard]) -> None:
        self.cards = cards
        self.changed.emit()

    def _no_answer(self, error: BaseException) -> None:
        log.warning("The engine could not describe the recipes: %s", error)
