"""The form for a new training: dataset, beginning, recipe, network, settings, and what joins them."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.runs.run_names import run_name
from gan_engine.settings.dotted import is_of_network
from gan_engine.settings.relations import family_settings, idle_settings
from studio.training.new_training.begin_from import StartPointChoice
from studio.training.new_training.dataset_choice import DatasetChoice
from studio.training.new_training.forecast_side import ForecastSide
from studio.training.new_training.form_defaults import FormDefaults
from studio.training.new_training.keep_recipe_dialog import KeepRecipeDialog
from studio.training.new_training.page import FormPage
from studio.training.new_training.schedule_choice import ScheduleChoice
from studio.training.recipe_words import value_words
from studio.training.schema_fields import Field, fields_of
from studio.training.setting_words import fault_words
from studio.words import tr, tr_noop
from studio.workers.training.beginnings import NewRun
from studio.workers.training.forecasts import Forecast, ask_forecast
from studio.workers.training.recipe_book import FamilyFacts, RecipeBook, RecipeCard, keep_recipe
from studio.workers.training.start_points import StartPoint
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry

_CHECK_AFTER = 350  # milliseconds without a change
_NOT_IN_FORM = ("family", "size", "pretrained")
"""The network and what it begins with have choices of their own, the size comes with the dataset."""
_DEVICES = {
    "auto": tr_noop("Best there is"),
    "cpu": tr_noop("Processor"),
    "cuda": tr_noop("Graphics card"),
    "mps": tr_noop("Apple graphics"),
}
_FREEZE = "tricks.freeze_d"


class NewTrainingForm(QWidget):
    """The form in the middle; `side` is the summary for the right. `wanted(NewRun)` or `given_up()`."""

    wanted = Signal(object)
    given_up = Signal()
    compare_wanted = Signal()
    """Recipes side by side."""

    def __init__(self, workbench: Workbench, recipes: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._book = recipes
        self._wish = FormDefaults()
        self._unplaced: dict[str, Any] = {}  # settings wished for whose fields are not there yet
        self._family = ""
        self._pretrained: bool | None = None  # as the recipe has it
        self._forecast = Forecast()
        self._failure = ""
        self._awaited = ""  # the recipe wished for, until it has been read
        self._kept = ""  # one's own that was just kept, likewise
        self._own_name = False
        self._opened = False
        self._starting = False
        self._checking = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._checking.timeout.connect(self._check)
        self.page = FormPage(DatasetChoice(workbench), StartPointChoice(workbench), ScheduleChoice(workbench.settings))
        self.side = ForecastSide()
        self._connect()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self.page)

    def _connect(self) -> None:
        page = self.page
        page.dataset.chosen.connect(self._on_dataset)
        page.begin.chosen.connect(self._on_beginning)
        page.name.textEdited.connect(self._on_name)
        page.recipes.chosen.connect(self._on_recipe)
        page.recipes.removal_wanted.connect(self._remove_recipe)
        page.network.chosen.connect(self._on_family)
        page.schedule.changed.connect(self._show_side)
        page.form.changed.connect(self._on_edited)
        page.reset.clicked.connect(self._on_reset)
        page.keep.clicked.connect(self.ask_keep)
        page.compare.clicked.connect(self.compare_wanted)
        self.side.start.clicked.connect(self._on_start)
        self.side.show_problem.clicked.connect(self._show_problem)
        self.side.cancel.clicked.connect(self.given_up)
        self._book.changed.connect(self._show_recipes)

    # ---- opening ------------------------------------------------------------------------------------------------

    def begin(self, defaults: FormDefaults) -> None:
        """Show the form for a new training."""
        self._wish = defaults
        self._unplaced = dict(defaults.settings)
        pretrained = self._unplaced.pop("pretrained", None)
        self._pretrained = None if pretrained is None else bool(pretrained)
        self._opened = True
        self._own_name = bool(defaults.name)
        self._starting = False
        self._forecast = Forecast()
        self._failure = self._kept = self._family = ""
        self.page.name.setText(defaults.name)
        self._book.complete()
        self.page.begin.begin(defaults.snapshot)
        self.page.schedule.begin()
        self.page.dataset.load(defaults.dataset)
        self.page.form.reset()
        self._awaited = defaults.recipe or (self._book.cards[0].name if self._book.cards else "")
        self._show_recipes()
        replaces = self._wish.replaces
        self.page.say_replaces(
            tr("{run} is stopped when this one starts", run=run_name(replaces)) if replaces is not None else ""
        )

    def say_problem(self, words: str) -> None:
        """The training could not be started: why."""
        self._starting = False
        self._failure = words
        self._show_side()

    @property
    def entry(self) -> DatasetEntry | None:
        """The chosen dataset."""
        return self.page.dataset.entry

    @property
    def card(self) -> RecipeCard | None:
        """The chosen recipe."""
        return self._book.card(self.page.recipes.name)

    @property
    def family(self) -> FamilyFacts | None:
        """The network to be trained; None until the engine has told of it."""
        return self._book.family(self._family)

    # ---- recipe, network, beginning -------------------------------------------------------------------------------

    def choose_recipe(self, name: str) -> None:
        """As if the user had clicked on it."""
        self.page.recipes.choose(name)
        self._on_recipe()

    def _show_recipes(self) -> None:
        if not self._opened:  # a form of sixty fields is built when it is asked for
            return
        entry = self.entry
        before = self.page.recipes.name
        self.page.recipes.set_cards(
            self._book.cards, self._book.families, self._book.faults, entry.size if entry is not None else None
        )
        if self._kept and self._book.card(self._kept) is not None:
            kept, self._kept = self._kept, ""
            self.choose_recipe(kept)
            return
        if self._awaited and self._book.card(self._awaited) is not None:
            self.page.recipes.choose(self._awaited)
            self._awaited = ""
        elif self.page.recipes.name != before and before:  # it was removed
            self._on_recipe()
            return
        self._show_form()

    def _on_recipe(self) -> None:
        self._wish = replace(self._wish, recipe=self.page.recipes.name)
        self._set_back()
        self._show_form()

    def _set_back(self) -> None:
        """All as the recipe has it."""
        self._failure = ""
        self._family = ""
        self._pretrained = None
        self._unplaced = {}
        self._forecast = Forecast()
        self.page.form.reset()
        self._take_over(self.page.begin.start_point)

    def _on_reset(self) -> None:
        self._set_back()
        self._show_form()

    def _on_family(self, name: str) -> None:
        card = self.card
        self._family = name if card is None or name != card.family_name else ""
        self._failure = ""
        self._forecast = Forecast()
        self._adapt()
        self._show_form()

    def _on_beginning(self, start_point: StartPoint | None) -> None:
        self._wish = replace(self._wish, snapshot=self.page.begin.path)
        self._pretrained = self.page.begin.is_pretrained if self.page.begin.path is None else self._pretrained
        self._forecast = Forecast()
        if start_point is None:
            self._family = ""
            own = {name for name in self.page.form.names if is_of_network(name)}
            self.page.form.reset(own | set(family_settings()))
        self._take_over(start_point)
        self._show_form()

    def _take_over(self, start_point: StartPoint | None) -> None:
        """The kind and the shapes of the network that the training begins from: others would not fit."""
        if start_point is not None and start_point.family:
            self._family = start_point.family
            self._adapt()
            self._unplaced |= start_point.options

    def _adapt(self) -> None:
        """What a recipe asks of its own network, another one may not have."""
        card, family = self.card, self.family
        if card is not None and family is not None:
            self.page.form.reset(family_settings())
            values = card.values
            self._unplaced |= {name: off for name, off in family.at_rest.items() if values.get(name, off) != off}

    def _on_dataset(self) -> None:
        entry = self.entry
        if entry is not None and not self._own_name:
            self.page.name.setText(entry.name)
        self._show_recipes()

    def _on_name(self) -> None:
        self._own_name = bool(self.page.name.text().strip())

    # ---- the form -----------------------------------------------------------------------------------------------

    def _show_form(self) -> None:
        """The fields of the network, the recipe's values as the beginning."""
        card = self.card
        if card is None:
            return
        wished = self._unplaced.pop("family", "")
        self._family = str(wished) or self._family or card.family_name
        family, entry = self.family, self.entry
        self.page.network.show_network(
            self._book.families, self._family, card.family_name, entry.size if entry is not None else None
        )
        can_draw = bool(card.values.get("pretrained")) and self._family == card.family_name
        self.page.begin.offer_pretrained(
            can_draw or bool(self._pretrained), can_draw if self._pretrained is None else self._pretrained
        )
        schema = family.schema if family is not None else card.schema
        form = self.page.form
        fields = [shown for each in fields_of(schema) if (shown := self._shown(each)) is not None]
        if [(each.name, each.advanced) for each in fields] != form.layout_key:
            form.set_fields(fields)
        form.set_base(self._base())
        placed = {name: value for name, value in self._unplaced.items() if name in form.names}
        form.set_values(placed)
        self._unplaced = {name: value for name, value in self._unplaced.items() if name not in placed}
        self._on_changed()

    def _base(self) -> dict[str, Any]:
        """What the form begins with: the recipe, the network's own options, what was chosen for the set."""
        card, family = self.card, self.family
        values = dict(card.values) if card is not None else {}
        if card is not None and family is not None and self._family != card.family_name:
            values = {name: value for name, value in values.items() if not is_of_network(name)} | family.options
        return values | dict(self._forecast.chosen)

    def _shown(self, each: Field) -> Field | None:
        if each.name in _NOT_IN_FORM:
            return None
        entry = self.entry
        if each.name == "use_classes" and (entry is None or not entry.classes):
            return None
        if each.name == "device":
            kind = str(self._workbench.device.get("device_kind", ""))
            choices = ["auto", "cpu", *([kind] if kind in ("cuda", "mps") else [])]
            return Field(
                each.name,
                each.group,
                {**each.schema, "enum": choices, "labels": _DEVICES},
            )
        if each.name == "processes":
            cards = int(self._workbench.device.get("device_count", 1))
            return Field(each.name, each.group, {**each.schema, "maximum": cards}) if cards > 1 else None
        if each.name == _FREEZE and self.page.begin.path is not None:
            return Field(each.name, each.group, {**each.schema, "advanced": False})
        return each

    def settings(self) -> dict[str, Any]:
        """Everything that differs from the recipe, the dataset's size included."""
        card, entry = self.card, self.entry
        waiting = {name: value for name, value in self._unplaced.items() if is_of_network(name)}
        made = {**waiting, **self.page.form.changes()}
        if card is not None and self._family and self._family != card.family_name:
            made = {"family": self._family, **made}
        if card is not None and card.size and entry is not None and entry.size and entry.size != card.size:
            made["size"] = entry.size.stored
        if card is not None and self._pretrained not in (None, bool(card.values.get("pretrained"))):
            made["pretrained"] = self._pretrained
        return made

    def _on_edited(self) -> None:
        self._failure = ""
        self._on_changed()

    def _on_changed(self) -> None:
        self._forecast = replace(self._forecast, errors=())
        self.page.form.set_errors({})
        self._show_idle()
        self._show_chosen()
        changed = bool(self.settings().keys() - {"size"})
        self.page.reset.setVisible(changed)
        self.page.keep.setVisible(changed)
        self._show_side()
        self._checking.start()

    def _show_chosen(self) -> None:
        """Where a value was chosen for the set, and what it would be where it was not taken."""
        fields = {each.name: each for each in self.page.form.fields}
        made = self.page.form.changes()
        notes = {
            name: tr("For your set: {value}.", value=value_words(fields[name].shown(value), fields[name].unit))
            if name in made else tr("Chosen for your set.")
            for name, value in self._forecast.chosen.items() if name in fields
        }  # fmt: skip
        self.page.form.set_notes(notes)
        card = self.card
        choosing = card is not None and bool(self.page.form.values().get("fitted")) and not self._forecast.chosen
        self.page.say_choosing(choosing and not self._forecast.errors)

    def _show_idle(self) -> None:
        family = self.family
        if family is not None:
            begins = self.page.begin.path is not None or self._forecast.begins is not None
            self.page.form.set_idle(idle_settings(self.page.form.values(), family.traits, begins_from=begins))

    # ---- asking the engine whether it would do --------------------------------------------------------------------

    def _check(self) -> None:
        card, entry = self.card, self.entry
        if card is None or entry is None or self.page.form.problem or not self.isVisible():
            return
        asked = self.settings()
        ask_forecast(
            self._workbench, card, asked, entry, snapshot=self.page.begin.path, key="train.validate",
            done=functools.partial(self._checked, card.name, asked), failed=self._not_checked,
        )  # fmt: skip

    def _checked(self, recipe: str, asked: Mapping[str, Any], forecast: Forecast) -> None:
        if recipe != self.page.recipes.name or asked != self.settings():
            return
        if forecast.errors:  # what it cost and what was chosen before stays in sight
            forecast = replace(forecast, cost=self._forecast.cost, chosen=self._forecast.chosen)
        self._forecast = forecast
        form = self.page.form
        form.set_base(self._base())
        form.set_errors({str(error.get("field", "")): fault_words(error, form.fields) for error in forecast.errors})
        self._show_chosen()
        self._show_idle()
        refused = next(
            (fault_words(error, form.fields) for error in forecast.errors if error.get("field") == "snapshot"), ""
        )
        self.page.begin.show_fit(forecast.begins, refused)
        self._show_side()

    def _not_checked(self, error: BaseException) -> None:
        self._show_side()  # the training checks everything again when it starts

    # ---- the side -------------------------------------------------------------------------------------------------

    def _show_side(self) -> None:
        card, entry, form = self.card, self.entry, self.page.form
        faults = self._forecast.errors
        when = self.page.schedule
        words = form.problem or (fault_words(faults[0], form.fields) if faults else "") or when.problem or self._failure
        ready = card is not None and entry is not None and not form.problem and not faults and not when.problem
        at_field = bool(form.problem_name or (faults and faults[0].get("field") in form.names))
        self.side.show_state(words, at_field=at_field, ready=ready, starting=self._starting)
        self.side.show_cautions(self._forecast.cautions)
        usual = _number(card.values.get("kimg"), 0.0) if card is not None else 0.0
        kimg = 0.0 if self.page.is_choosing else _number(form.values().get("kimg"), usual)
        self.side.show_cost(
            entry if card is not None else None, kimg, self._forecast.cost, starting=not self._book.families
        )

    def _show_problem(self) -> None:
        """The setting that is wrong."""
        faults, form = self._forecast.errors, self.page.form
        editor = form.reveal(form.problem_name or (str(faults[0].get("field", "")) if faults else ""))
        if editor is not None:
            self.page.show_editor(editor)

    def _on_start(self) -> None:
        card, entry = self.card, self.entry
        if card is None or entry is None or self._starting:
            return
        self._starting = True
        self._show_side()
        name = self.page.name.text().strip() or entry.name
        self.wanted.emit(
            NewRun(
                name, entry.path, card.source, self.settings(), self.page.begin.path, self._wish.replaces,
                self.page.schedule.document,
            )
        )  # fmt: skip

    # ---- recipes of one's own -------------------------------------------------------------------------------------

    def ask_keep(self) -> None:
        """Ask under which name these settings are to be kept as a recipe."""
        card = self.card
        if card is not None:
            dialog = KeepRecipeDialog(card.title, [each.title for each in self._book.cards], self.window())
            dialog.chosen.connect(self.keep_recipe)
            dialog.open()

    def keep_recipe(self, title: str, sentence: str) -> None:
        """Keep these settings as a recipe of the project, and take it."""
        card, project = self.card, self._workbench.project
        if card is not None and project is not None:
            work = functools.partial(keep_recipe, project, card, self.settings(), title, sentence)
            self._workbench.run_undoable(
                tr("Keeping the recipe"), work, toast=tr("Kept the recipe “{title}”", title=title), done=self._on_kept
            )  # fmt: skip

    def _on_kept(self, name: str) -> None:
        self._kept = name
        self._show_recipes()

    def _remove_recipe(self, name: str) -> None:
        card, project = self._book.card(name), self._workbench.project
        if card is not None and card.own and project is not None:
            self._workbench.run_undoable(
                tr("Removing the recipe"), lambda report: project.recipes.remove(Path(card.source), card.title),
                toast=tr("Removed the recipe “{title}”", title=card.title),
            )  # fmt: skip


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise
