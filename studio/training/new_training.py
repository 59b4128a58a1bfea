"""A new training: the dataset, a recipe, and its settings as a form; beside it what it will take."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from gan_engine.training.run_directory import kimg_of
from studio import theme
from studio.training.recipe_cards import RecipeCards
from studio.training.wish import Wish
from studio.training.words import count, duration, kimg_words, memory
from studio.widgets.fact_rows import FactRows
from studio.widgets.schema_form import Field, SchemaForm, fields_of
from studio.widgets.workspace import row
from studio.workers.engine import Answer
from studio.workers.recipe_book import Cost, RecipeBook, RecipeCard, cost_from
from studio.workers.runs import NewRun, run_name
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry
    from studio.project.project import Project

_CHECK_AFTER = 350  # milliseconds without a change
_LABEL = 168
_NOT_IN_FORM = ("family", "size")
"""The family comes with the recipe, the size with the dataset."""
_DEVICES = {"auto": "Best there is", "cpu": "Processor", "cuda": "Graphics card", "mps": "Apple graphics"}


class NewTraining(QWidget):
    """The form in the middle; `side` is the summary for the right. `wanted(NewRun)` or `given_up()`."""

    wanted = Signal(object)
    given_up = Signal()

    def __init__(self, workbench: Workbench, recipes: RecipeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._recipes = recipes
        self._datasets: list[DatasetEntry] = []
        self._wish = Wish()
        self._errors: list[Mapping[str, Any]] = []
        self._cost: Cost | None = None
        self._failure = ""
        self._own_name = False
        self._opened = False
        self._starting = False
        self._checking = QTimer(self, singleShot=True, interval=_CHECK_AFTER)
        self._checking.timeout.connect(self._check)
        self._build_page()
        self.side = self._build_side()
        recipes.changed.connect(self._show_recipes)
        workbench.datasets_changed.connect(self._load_datasets)

    def _build_page(self) -> None:
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 8, 12, 24)
        column.setSpacing(12)
        column.addWidget(theme.make_label("New training", "title"))
        words = "It runs by itself: you may close the window meanwhile, and pause, stop or resume it at any time."
        column.addWidget(theme.make_label(words, "quiet", wrap=True))
        self._begins = theme.make_label("", "tag")
        self._begins.setObjectName("train.form.begins")
        self._afresh = theme.make_button("Begin afresh instead", "quiet", name="train.form.afresh")
        self._afresh.clicked.connect(self._begin_afresh)
        self._begins_row = QWidget()
        self._begins_row.setLayout(row([self._begins, self._afresh, None]))
        column.addWidget(self._begins_row)
        column.addSpacing(4)
        self.dataset = QComboBox()
        self.dataset.setObjectName("train.form.dataset")
        self.dataset.setAccessibleName("Dataset")
        self.dataset.setMinimumWidth(360)
        self._items = QStandardItemModel(self.dataset)
        self.dataset.setModel(self._items)
        self._damaged = theme.make_label("", "quiet", wrap=True)
        self._damaged.setObjectName("train.form.damaged")
        self._damaged.hide()
        self.dataset.setPlaceholderText("None that can be used")
        self.dataset.currentIndexChanged.connect(self._on_dataset)
        self.name = QLineEdit()
        self.name.setObjectName("train.form.name")
        self.name.setAccessibleName("Name of the training")
        self.name.setFixedWidth(360)
        self.name.setMaxLength(60)
        self.name.textEdited.connect(self._on_name)
        for words, editor in (("Dataset", self.dataset), ("Name", self.name)):
            label = theme.make_label(words)
            label.setFixedWidth(_LABEL)
            label.setBuddy(editor)
            column.addLayout(row([label, editor, None], spacing=12))
            if editor is self.dataset:
                column.addWidget(self._damaged)
        column.addSpacing(8)
        column.addWidget(theme.make_label("Recipe", "section"))
        self.recipes = RecipeCards()
        self.recipes.chosen.connect(self._on_recipe)
        column.addWidget(self.recipes)
        column.addSpacing(8)
        self._reset = theme.make_button(
            "As the recipe has it", "quiet", name="train.form.reset", icon_name="arrow-counter-clockwise"
        )
        self._reset.clicked.connect(self._on_reset)
        column.addLayout(row([theme.make_label("Settings", "section"), None, self._reset]))
        self.form = SchemaForm("train.form")
        self.form.changed.connect(self._on_edited)
        column.addWidget(self.form)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setObjectName("train.form.scroll")
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def _build_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.start = theme.make_button("Start training", "primary", name="train.form.start")
        self.cancel = theme.make_button("Cancel", name="train.form.cancel")
        self.start.clicked.connect(self._on_start)
        self.cancel.clicked.connect(self.given_up)
        line = row([])
        line.addWidget(self.start, 1)
        line.addWidget(self.cancel)
        column.addLayout(line)
        self.problem = theme.make_label("", "error", wrap=True)
        self.problem.setObjectName("train.form.problem")
        column.addWidget(self.problem)
        column.addSpacing(16)
        column.addWidget(theme.make_label("What it will take", "section"))
        self.facts = FactRows("train.form.facts", label_width=104)
        column.addWidget(self.facts)
        self._estimate = theme.make_label("", "small", wrap=True)
        column.addWidget(self._estimate)
        column.addStretch(1)
        return side

    # ---- opening ------------------------------------------------------------------------------------------------

    def begin(self, wish: Wish) -> None:
        """Show the form for a new training."""
        self._wish = wish
        self._opened = True
        self._own_name = bool(wish.name)
        self._starting = False
        self._errors = []
        self._cost = None
        self._failure = ""
        self.name.setText(wish.name)
        self._recipes.complete()
        self._load_datasets()
        self._show_recipes(fresh=True)
        self._show_begins()

    def say_problem(self, words: str) -> None:
        """The training could not be started: why."""
        self._starting = False
        self._failure = words
        self._show_side()

    def _load_datasets(self) -> None:
        project = self._workbench.project
        if project is None or not self._opened:
            return
        self._workbench.jobs.start(
            "Reading the datasets", functools.partial(_read_datasets, project), self._take_datasets,
            key="train.datasets", quiet=True,
        )  # fmt: skip

    def _take_datasets(self, datasets: list[DatasetEntry]) -> None:
        wanted = self._wish.dataset or self._dataset_path()
        self._datasets = [entry for entry in datasets if not entry.fault]
        self.dataset.blockSignals(True)
        self.dataset.clear()
        for entry in self._datasets:
            self.dataset.addItem(_dataset_words(entry), str(entry.path))
        damaged = [entry for entry in datasets if entry.fault]
        for entry in damaged:  # seen, so that nobody looks for it, but not to be chosen
            self.dataset.addItem(f"{entry.name}  (cannot be used)", str(entry.path))
            item = self._items.item(self.dataset.count() - 1)
            item.setEnabled(False)
            item.setToolTip(entry.fault)
        self._damaged.setText("\n".join(f"“{entry.name}” cannot be used: {entry.fault}" for entry in damaged))
        self._damaged.setVisible(bool(damaged))
        usable = [str(entry.path) for entry in self._datasets]
        self.dataset.setCurrentIndex(usable.index(str(wanted)) if str(wanted) in usable else 0 if usable else -1)
        self.dataset.blockSignals(False)
        self._on_dataset()

    def _dataset_path(self) -> Path | None:
        data = self.dataset.currentData()
        return Path(data) if data else None

    @property
    def entry(self) -> DatasetEntry | None:
        """The chosen dataset."""
        path = self._dataset_path()
        return next((entry for entry in self._datasets if entry.path == path), None)

    @property
    def card(self) -> RecipeCard | None:
        """The chosen recipe."""
        return self._recipes.card(self.recipes.name)

    def _show_recipes(self, *, fresh: bool = False) -> None:
        if not self._opened:  # a form of two dozen fields is built when it is asked for
            return
        entry = self.entry
        self.recipes.set_cards(self._recipes.cards, entry.size if entry is not None else 0)
        if fresh:
            self.recipes.choose(self._wish.recipe or (self._recipes.cards[0].name if self._recipes.cards else ""))
            self.form.set_fields([])
        self._show_form()

    def _show_begins(self) -> None:
        snapshot = self._wish.snapshot
        replaces = self._wish.replaces
        self._begins_row.setVisible(snapshot is not None or replaces is not None)
        self._afresh.setVisible(snapshot is not None)
        words = []
        if snapshot is not None:
            words.append(
                f"Begins from {run_name(snapshot.parent.parent)} at {kimg_words(kimg_of(snapshot.name) or 0)} kimg"
            )
        if replaces is not None:
            words.append(f"{run_name(replaces)} is stopped when this one starts")
        self._begins.setText("; ".join(words))

    def _begin_afresh(self) -> None:
        self._wish = replace(self._wish, snapshot=None)
        self._show_begins()
        self._on_changed()

    # ---- the form -----------------------------------------------------------------------------------------------

    def _show_form(self) -> None:
        """The fields of the chosen recipe, its values as the beginning."""
        card = self.card
        if card is None:
            return
        first = not self.form.names
        typed = self.form.changes() if not first else {}
        fields = [shown for each in fields_of(card.schema) if (shown := self._shown(each)) is not None]
        if [each.name for each in fields] != self.form.names:
            self.form.set_fields(fields)
        self.form.set_base(card.values)
        self.form.set_values(self._wish.settings if first else typed)
        self._on_changed()

    def _shown(self, each: Field) -> Field | None:
        if each.name in _NOT_IN_FORM:
            return None
        entry = self.entry
        if each.name == "use_classes" and (entry is None or not entry.classes):
            return None
        if each.name == "device":
            kind = str(self._workbench.device.get("device_kind", ""))
            choices = ["auto", "cpu", *([kind] if kind in ("cuda", "mps") else [])]
            return Field(each.name, each.group, {**each.schema, "enum": choices, "labels": _DEVICES})
        return each

    def settings(self) -> dict[str, Any]:
        """Everything that differs from the recipe, the dataset's size included."""
        card, entry = self.card, self.entry
        made = self.form.changes()
        if card is not None and card.size and entry is not None and entry.size and entry.size != card.size:
            made["size"] = entry.size
        return made

    def _on_dataset(self) -> None:
        entry = self.entry
        if entry is not None and not self._own_name:
            self.name.setText(entry.name)
        self._show_recipes()

    def _on_name(self) -> None:
        self._own_name = bool(self.name.text().strip())

    def _on_recipe(self) -> None:
        self._wish = replace(self._wish, recipe=self.recipes.name, settings={})
        self._failure = ""
        self.form.reset()
        self._show_form()

    def _on_reset(self) -> None:
        self.form.reset()
        self._on_changed()

    def _on_edited(self) -> None:
        self._failure = ""
        self._on_changed()

    def _on_changed(self) -> None:
        self._errors = []
        self.form.set_errors({})
        self._reset.setVisible(bool(self.form.changes()))
        self._show_side()
        self._checking.start()

    # ---- asking the engine whether it would do --------------------------------------------------------------------

    def _check(self) -> None:
        card, entry = self.card, self.entry
        if card is None or entry is None or self.form.problem or not self.isVisible():
            return
        asked = self.settings()
        settings = {**asked, "size": entry.size} if entry.size else asked
        self._workbench.engine.call(
            "validate", {"recipe": card.name, "settings": settings, "class_names": list(entry.classes)},
            done=functools.partial(self._checked, card.name, asked), failed=self._not_checked, key="train.validate",
        )  # fmt: skip

    def _checked(self, recipe: str, asked: Mapping[str, Any], answer: Answer) -> None:
        if recipe != self.recipes.name or asked != self.settings():
            return
        self._errors = [error for error in answer.values.get("errors", []) if isinstance(error, Mapping)]
        self._cost = cost_from(answer.values.get("estimate")) or self._cost
        self.form.set_errors({str(error.get("field", "")): _error_words(error) for error in self._errors})
        self._show_side()

    def _not_checked(self, error: BaseException) -> None:
        self._show_side()  # the training checks everything again when it starts

    # ---- the side -------------------------------------------------------------------------------------------------

    def _show_side(self) -> None:
        card, entry = self.card, self.entry
        foreign = [error for error in self._errors if error.get("field") not in self.form.names]
        words = self.form.problem or next((_error_words(error) for error in foreign), "") or self._failure
        self.problem.setText(words)
        self.problem.setVisible(bool(words))
        ready = card is not None and entry is not None and not self.form.problem and not self._errors
        self.start.setEnabled(ready and not self._starting)
        self.start.setText("Starting …" if self._starting else "Start training")
        if card is None or entry is None:
            self.facts.set_facts([])
            self._estimate.setText("")
            return
        kimg = _number(self.form.values().get("kimg"), _number(card.values.get("kimg"), 0.0))
        passes = kimg * 1000 / entry.count if entry.count else 0.0
        facts = [("Pictures", f"{entry.count:,} of {entry.size} px")] if entry.known else []
        if passes:
            facts.append(("Each is seen", f"{passes:,.0f} times" if passes >= 2 else f"{passes:.1f} times"))
        cost = self._cost
        if cost is not None:
            facts += [
                ("Time here", f"about {duration(kimg * 1000 / max(1e-6, cost.images_per_second))}"),
                ("Memory", f"about {memory(cost.memory_mb)}"),
                ("Generator", f"{count(cost.generator_parameters)} weights"),
                ("Discriminator", f"{count(cost.discriminator_parameters)} weights"),
                ("Device", cost.device),
            ]
        self._estimate.setText(
            "The engine is starting; it will say how long this takes here."
            if cost is None
            else "Time and memory are estimates."
        )
        self.facts.set_facts(facts)

    def _on_start(self) -> None:
        card, entry = self.card, self.entry
        if card is None or entry is None or self._starting:
            return
        self._starting = True
        self._show_side()
        name = self.name.text().strip() or entry.name
        self.wanted.emit(NewRun(name, entry.path, card.name, self.settings(), self._wish.snapshot, self._wish.replaces))


def _read_datasets(project: Project, report: Report) -> list[DatasetEntry]:
    """Those of the project, each looked into at least once."""
    project.dataset_files.refresh(report)
    return project.datasets()


def _dataset_words(entry: DatasetEntry) -> str:
    if not entry.count:
        return entry.name
    classes = f", {len(entry.classes)} classes" if entry.classes else ""
    return f"{entry.name}  ({entry.count:,} pictures of {entry.size} px{classes})"


def _error_words(error: Mapping[str, Any]) -> str:
    return " ".join(str(error[part]) for part in ("what", "do") if error.get(part))


def _number(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else otherwise
