"""The recipes a training can follow, and the families of networks there are.

Recipes are known at once from their files, torch-free: those that are shipped, and those that the project keeps. What
needs torch (the families' sentences, sizes and own options) comes from the engine a moment later and completes them.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.families import family_title as family_title  # the form and the panel name networks too
from gan_engine.reporting import Report
from gan_engine.settings.dotted import assignments, dotted, of_network
from gan_engine.settings.relations import FamilyTraits, family_settings
from studio.engine_words import error_words
from studio.words import tr
from studio.workers.engine import Answer, Call
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.settings.recipe_files import Recipe
    from studio.project.project import Project

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class FamilyFacts:
    """A kind of network, as artists are told of it."""

    name: str
    title: str
    sentence: str
    sizes: tuple[int, ...]
    """Pixels a side of squares that it can make."""
    classes: bool
    mixing: bool
    growth: bool
    truncation: bool
    freezes: bool
    """Its discriminator's first layers can be kept as they are."""
    fits: bool
    """What is left open can be chosen for it from the set and the device."""
    schema: Mapping[str, Any]
    """Of the form of a training with it."""

    @property
    def traits(self) -> FamilyTraits:
        """What decides which settings mean anything."""
        return FamilyTraits(self.title, self.classes, self.mixing, self.freezes, self.fits)

    @property
    def at_rest(self) -> dict[str, Any]:
        """Settings of others that mean nothing to it, as they have to be, by dotted name."""
        from gan_engine.settings.configuration import Configuration

        off = dotted(Configuration().model_dump())
        return {name: off[name] for name in family_settings(self.traits)}

    @property
    def options(self) -> dict[str, Any]:
        """Its own settings by dotted name, as they are where nobody sets them."""
        own = self.schema["properties"]["network"].get("properties", {})
        return {of_network(name): each.get("default") for name, each in own.items()}


@dataclass(frozen=True)
class RecipeCard:
    """A recipe with its form."""

    name: str
    title: str
    sentence: str
    family: str
    """The title of its kind of network."""
    size: ImageShape | None
    """The size it is made for; None where it takes the dataset's."""
    values: Mapping[str, Any]
    """Its configuration, by dotted name."""
    schema: Mapping[str, Any]
    source: str = ""
    """What the engine is to be asked for: the recipe's name, or its file."""
    own: bool = False
    """It lies in the project."""
    for_artists: bool = False
    """It is no experiment's, but made to be chosen."""

    @property
    def family_name(self) -> str:
        """As the engine calls it."""
        return str(self.values.get("family", ""))

    @property
    def fitted(self) -> bool:
        """It chooses from the set and the device what it leaves open."""
        return bool(self.values.get("fitted"))


@dataclass(frozen=True)
class Fault:
    """A file among the project's recipes that is none: its name, and why."""

    name: str
    words: str


@dataclass(frozen=True)
class _Found:
    cards: list[RecipeCard] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_recipes(report: Report) -> list[RecipeCard]:
    """The recipes that are shipped, as their files have them. For worker threads."""
    from gan_engine.settings.recipes import FOR_ARTISTS, list_recipes

    return [
        replace(
            _card(recipe, recipe.name), title=tr(recipe.title), sentence=tr(recipe.sentence),
            for_artists=recipe.name in FOR_ARTISTS,
        )
        for recipe in list_recipes()
    ]  # fmt: skip


def read_own_recipes(project: Project, report: Report) -> _Found:
    """The project's own, and what lies among them that is none. For worker threads."""
    from gan_engine.settings.recipe_files import read_recipe
    from gan_engine.settings.recipes import list_recipes

    taken = {recipe.name for recipe in list_recipes()}
    found = _Found()
    for path in project.recipes.files():
        try:
            recipe = read_recipe(path)
        except ConfigurationError as error:
            found.faults.append(Fault(path.name, error_words(error)))
            continue
        if recipe.name in taken:
            found.faults.append(
                Fault(path.name, tr("“{name}” has the name of a recipe that comes with Maquette.", name=path.name))
            )
        else:
            found.cards.append(replace(_card(recipe, str(path)), own=True))
    return found


def _card(recipe: Recipe, source: str) -> RecipeCard:
    from gan_engine.settings.configuration import Configuration

    configuration = recipe.configuration
    return RecipeCard(
        name=recipe.name,
        title=recipe.title,
        sentence=recipe.sentence,
        family=family_title(configuration.family),
        size=configuration.size if "size" in configuration.model_fields_set else None,
        values=dotted(configuration.model_dump(mode="json")),
        schema=Configuration.model_json_schema(),
        source=source,
    )


def families_from(answer: Answer) -> list[FamilyFacts]:
    """The families as the engine describes them."""
    return [
        FamilyFacts(
            each["name"], each["title"], each["sentence"], tuple(each["sizes"]), **each["supports"],
            freezes=each["freezes"], fits=each["fits"], schema=each["schema"],
        )
        for each in answer.values["families"]
    ]  # fmt: skip


def keep_recipe(
    project: Project, card: RecipeCard, settings: Mapping[str, Any], title: str, sentence: str, report: Report
) -> str:
    """Keep `card` with `settings` as a recipe of the project; returns its name. For worker threads.

    Its size stays open: it is the dataset's. Raises `ConfigurationError` or `ProjectError`, with nothing written.
    """
    from gan_engine.settings.configuration import apply_settings, configure
    from gan_engine.settings.recipe_files import recipe_text
    from gan_engine.settings.recipes import list_recipes, load_recipe

    changed = apply_settings(load_recipe(card.source).configuration, assignments(settings))
    values = {key: value for key, value in changed.model_dump(exclude_unset=True).items() if key != "size"}
    taken = {recipe.name for recipe in list_recipes()}
    return project.recipes.keep(title, recipe_text(title, sentence, configure(values)), taken).stem


class RecipeBook(QObject):
    """`changed` when recipes came or went, and when the engine has said more."""

    changed = Signal()

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._call: Call | None = None
        self._asked = False
        self._shipped: list[RecipeCard] = []
        self._own = _Found()
        self.families: list[FamilyFacts] = []
        """In the order of their titles; empty until the engine has answered."""
        workbench.project_opened.connect(self._load_own)
        workbench.project_closing.connect(self._forget_own)
        workbench.recipes_changed.connect(self._load_own)

    @property
    def cards(self) -> list[RecipeCard]:
        """All recipes: those for artists, the project's own, the experiments'."""
        artists = [card for card in self._shipped if card.for_artists]
        return [*artists, *self._own.cards, *(card for card in self._shipped if not card.for_artists)]

    @property
    def faults(self) -> list[Fault]:
        """What lies among the project's recipes and is none."""
        return self._own.faults

    def load(self) -> None:
        """Read the files, if that was not done yet."""
        if not self._asked:
            self._asked = True
            self._workbench.jobs.start(tr("Reading the recipes"), read_recipes, self._take, quiet=True)
            self._load_own()

    def complete(self) -> None:
        """Have the engine say the rest, if it has not yet."""
        self.load()
        if not self.families and (self._call is None or not self._call.running):
            self._call = self._workbench.engine.call(
                "families", prepare=families_from, done=self._take_families, failed=self._no_answer
            )

    def card(self, name: str) -> RecipeCard | None:
        """The recipe of this name."""
        return next((card for card in self.cards if card.name == name), None)

    def family(self, name: str) -> FamilyFacts | None:
        """The family the engine calls so; None until it has answered."""
        return next((family for family in self.families if family.name == name), None)

    def _load_own(self, *_: object) -> None:
        project = self._workbench.project
        if project is not None and self._asked:
            self._workbench.jobs.start(
                tr("Reading your recipes"), functools.partial(read_own_recipes, project), self._take_own,
                key="recipes.own", quiet=True,
            )  # fmt: skip

    def _forget_own(self) -> None:
        self._take_own(_Found())

    def _take(self, cards: list[RecipeCard]) -> None:
        self._shipped = self._completed(cards)
        self.changed.emit()

    def _take_own(self, found: _Found) -> None:
        self._own = _Found(self._completed(found.cards), found.faults)
        self.changed.emit()

    def _take_families(self, families: list[FamilyFacts]) -> None:
        self.families = sorted(families, key=lambda family: family.title.casefold())
        self._shipped = self._completed(self._shipped)
        self._own = _Found(self._completed(self._own.cards), self._own.faults)
        self.changed.emit()

    def _completed(self, cards: Sequence[RecipeCard]) -> list[RecipeCard]:
        """With the form and the options of their families, where those are known."""
        done = []
        for card in cards:
            family = self.family(card.family_name)
            if family is not None:
                card = replace(card, schema=family.schema, values={**family.options, **card.values})
            done.append(card)
        return done

    def _no_answer(self, error: BaseException) -> None:
        log.warning("The engine could not describe the networks: %s", error)
