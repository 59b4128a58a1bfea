"""The Train workspace: list of runs, monitor and pages, inspector, and what joins them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from gan_engine.errors import EngineError
from studio.command import Command
from studio.project.undo.history import UndoStep
from studio.training.commands import train_commands
from studio.training.middle import MiddleStack
from studio.training.monitor.advice import WayOut
from studio.training.new_training.form_defaults import FormDefaults, defaults_like
from studio.training.plots.line_styles import MOST_RUNS
from studio.training.plots.run_overlay import RunOverlay
from studio.training.run.dataset_location import DatasetLocation
from studio.training.run.exports import RunExports
from studio.training.run.panel import RunPanel
from studio.training.run.rows import RUN, SNAPSHOT, run_sections
from studio.training.run.side import RunSide, row_menu
from studio.widgets.workspace import Workspace
from studio.workers.training.follower import RunFollower, RunView
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.training.runs import NewRun, RunBook, run_name
from studio.workers.workbench import Workbench

_HINT = "The training goes on when this window is closed"


class TrainWorkspace(Workspace):
    """See the module."""

    name = "train"
    title = "Train"

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(workbench, parent=parent)
        self.runs = RunBook(workbench, self)
        self.recipes = RecipeBook(workbench, self)
        self.follower = RunFollower(self)
        self._run: RunView | None = None
        self._chosen: Path | None = None
        self._snapshot = ""
        self._overlay = RunOverlay()
        self._awaited: Path | None = None
        self._build_side()
        self._build_middle()
        self._build_inspector()
        self.runs.changed.connect(self._show_runs)
        self.runs.begun.connect(self._on_begun)
        self.runs.start_failed.connect(self._on_start_failed)
        self.recipes.changed.connect(self._show_panel)
        self.follower.changed.connect(self._show_run)
        self.follower.beside_changed.connect(self._show_beside)
        self.monitor.beside_wanted.connect(self.set_beside)
        self.monitor.look_wanted.connect(self.follower.look)
        workbench.taken_back.connect(self._show_taken)
        workbench.project_opened.connect(self._on_project)
        workbench.project_closing.connect(self._on_project_closing)
        workbench.show_run.connect(self.choose)
        workbench.datasets_changed.connect(self._count_datasets)
        self._has_datasets = False
        self._count_datasets()
        self._show_runs()

    # ---- building -------------------------------------------------------------------------------------------------

    def _build_side(self) -> None:
        self.runs_side = RunSide()
        self.list, self.new = self.runs_side.list, self.runs_side.new
        self.list.chosen.connect(self._on_row)
        self.list.toggled.connect(self._on_row_toggled)
        self.list.opened.connect(self._on_row_opened)
        self.list.context_menu.connect(self._on_row_menu)
        self.runs_side.new_wanted.connect(self.open_form)
        self.runs_side.compare_wanted.connect(self.open_compare)
        self.runs_side.maps_wanted.connect(self.open_maps)
        self.side.addWidget(self.runs_side)
        self.side.addStretch(1)

    def _build_middle(self) -> None:
        self._middle_stack = pages = MiddleStack(self.workbench, self.recipes)
        pages.begin_wanted.connect(self.open_form)
        self.monitor, self.form, self.recipe_compare = pages.monitor, pages.form, pages.recipe_compare
        self.comparison, self.maps = pages.comparison, pages.maps
        self.monitor.way_out_wanted.connect(self._take_way_out)
        self.form.wanted.connect(self._start)
        self.form.given_up.connect(self.close_form)
        self.form.compare_wanted.connect(self.open_recipes)
        self.recipe_compare.left.connect(self.close_page)
        self.recipe_compare.used.connect(self._use_recipe)
        for page in (self.comparison, self.maps):
            page.left.connect(self.close_page)
        self.middle.setContentsMargins(16, 8, 16, 0)
        self.middle.addWidget(pages)

    def _build_inspector(self) -> None:
        self.panel = RunPanel()
        self.exports = RunExports(self.workbench, self)
        self.location = DatasetLocation(self.workbench, self)
        self.location.found.connect(self._on_dataset_found)
        self.panel.asked.connect(self._ask)
        self.panel.wanted.connect(self._do)
        self.panel.longer_wanted.connect(self._train_longer)
        self.inspector.addWidget(self.panel)
        self.inspector.addWidget(self.form.side)
        self.form.side.hide()

    # ---- what the window asks -------------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        return train_commands(self)

    def front(self) -> None:
        self.monitor.build_plots()
        self.recipes.load()
        self.runs.refresh()
        self._follow()
        self.set_hint(_HINT if any(entry.underway for entry in self.runs.entries) else "")
        if self._middle_stack.currentWidget() is self.monitor:
            self.monitor.scrubber.setFocus()

    def back(self) -> None:
        self.monitor.play.setChecked(False)
        self.follower.follow(None)

    # ---- the list of runs -----------------------------------------------------------------------------------------

    def _show_runs(self) -> None:
        entries = self.runs.entries
        if self._awaited is not None and self.runs.entry(self._awaited) is not None:
            self._awaited = None
        if self._chosen is not None and self.runs.entry(self._chosen) is None and self._chosen != self._awaited:
            self._chosen = None
        if self._chosen is None and entries:
            self._chosen = next((entry.path for entry in entries if entry.underway), entries[0].path)
        shown = self._run if self._run is not None and self._run.path == self._chosen else None
        self._overlay.keep({entry.path for entry in entries}, self._chosen)
        name = run_name(self._chosen) if self._chosen is not None else ""
        self.monitor.set_beside(name, self._overlay.beside)
        self.list.set_sections(run_sections(entries, shown, self._overlay.all(self._chosen)))
        self.monitor.show_runs(entries)
        self.comparison.set_runs([entry.path for entry in entries])
        self._mark_row()
        if self.isVisible():
            self._follow()
        self.set_hint(_HINT if any(entry.underway for entry in entries) else "")
        self._show_page()

    def _mark_row(self) -> None:
        if self.is_away():
            self.list.choose("")
        elif self._snapshot and self.list.choose(f"{SNAPSHOT}:{self._snapshot}"):
            return
        elif self._chosen is not None:
            self.list.choose(f"{RUN}:{self._chosen}")

    def _on_row(self, key: str) -> None:
        kind, _, value = key.partition(":")
        self._leave_form()
        if kind == RUN:
            self.choose(Path(value))
        else:
            self._snapshot = value
            self.monitor.go_to_kimg(float(value))
            self._show_page()

    def _on_row_opened(self, key: str) -> None:
        if key.startswith(SNAPSHOT):
            self.open_in_explore()

    def _on_row_menu(self, key: str, point: QPoint) -> None:
        self._on_row(key)
        self.list.choose(key)
        row_menu(self, key, self).popup(point)

    def is_chosen(self, path: Path) -> bool:
        """This run is looked at."""
        return path == self._chosen

    def choose(self, path: Path) -> None:
        """Look at the run in `path`."""
        self._leave_form()
        if path != self._chosen:
            self._overlay.swap(path, self._chosen)
            self._chosen = path
            self._snapshot = ""
            self._run = None
            self.follower.again()
        self._show_runs()

    def _follow(self) -> None:
        self.follower.look(self.monitor.view())
        self.follower.follow(self._chosen, self._overlay.beside)

    # ---- other runs in the same plots -----------------------------------------------------------------------------

    def set_beside(self, path: Path, shown: bool) -> None:
        """Draw another run beside the chosen one, or no longer."""
        if not self._overlay.set(path, self._chosen, shown):
            self.workbench.notify(f"{MOST_RUNS} runs at once are as many as can be told apart.")
        self._show_runs()

    def stand_alone(self) -> None:
        """Only the chosen run again."""
        self._overlay.beside = []
        self._show_runs()

    def _on_row_toggled(self, key: str) -> None:
        kind, _, value = key.partition(":")
        if kind == RUN:
            self.set_beside(Path(value), Path(value) not in self._overlay.beside)

    def _show_beside(self, run: RunView) -> None:
        self.monitor.show_beside(run, self._overlay.beside)

    def has_beside(self) -> bool:
        """Several runs are drawn together."""
        return bool(self._overlay.beside)

    # ---- the run --------------------------------------------------------------------------------------------------

    def _show_run(self, run: RunView) -> None:
        if run.path != self._chosen:
            return
        before = self._run
        self._run = run
        self.monitor.show_run(run)
        self._show_panel()
        if before is None or before.path != run.path:
            self._show_page()
        if before is None or (before.snapshots, before.state.best_snapshot) != (run.snapshots, run.state.best_snapshot):
            self._show_runs()
        if before is not None and before.path == run.path and before.status != run.status:
            self.runs.refresh()

    def _show_panel(self) -> None:
        run = self._run
        if run is not None:
            total = self.workbench.device.get("memory_bytes")
            card = self.recipes.card(str(run.document.get("recipe", "")))
            self.panel.show_run(run, card, total / 2**20 if isinstance(total, int | float) else None)

    def _show_page(self) -> None:
        """The page that fits what there is, and the panels that go with it."""
        self._middle_stack.show_fitting(
            has_runs=bool(self.runs.entries), has_chosen=self._chosen is not None, has_datasets=self._has_datasets
        )
        page = self._middle_stack.currentWidget()
        self.form.side.setVisible(page is self.form)
        self.panel.setVisible(page is self.monitor and self._run is not None)
        self.show_inspector(page in (self.form, self.monitor))
        self.show_side(bool(self.runs.entries) or self._middle_stack.form_opened)
        self.runs_side.show_state(has_runs=bool(self.runs.entries), has_datasets=self._has_datasets)

    def _ask(self, kind: str) -> None:
        if self._chosen is not None:
            self.runs.ask(self._chosen, kind)
            self.follower.nudge()

    def _do(self, action: str) -> None:
        if action == "continue" and self._run is not None and self._run.dataset_trouble:
            self.locate_dataset()
        elif action == "continue" and self._chosen is not None:
            self.runs.resume(self._chosen)
        elif action == "explore":
            self.open_in_explore()
        elif action == "again":
            self.again()
        elif action == "film":
            self.make_film()
        elif action == "events":
            self.export_events()
        elif action == "locate":
            self.locate_dataset()
        elif action == "bin" and self._chosen is not None:
            self.runs.throw_away(self._chosen)

    def locate_dataset(self) -> None:
        """Ask where the dataset of the chosen run lies now."""
        if self.has_ended() and self._run is not None:
            self.location.ask(self._run)

    def _on_dataset_found(self, path: Path, goes_on: bool) -> None:
        """Its place is known again: what waited for it goes on."""
        if goes_on:
            self.runs.resume(path)
        self.follower.nudge()

    def _train_longer(self, kimg: float) -> None:
        if self._chosen is not None:
            self.runs.resume(self._chosen, kimg)

    def open_in_explore(self) -> None:
        """The snapshot that is chosen; else the best; else the last. In a comparison, its best."""
        if self.compares():
            self.comparison.open_best()
            return
        run = self._run
        if run is None or not run.snapshots:
            return
        names = [self._snapshot, run.state.best_snapshot or "", run.snapshots[-1].name]
        by_name = {shot.name: shot for shot in run.snapshots}
        shot = next(by_name[name] for name in names if name in by_name)
        self.workbench.show_in_explorer.emit(shot.path)

    def make_film(self) -> None:
        """A film of the samples; of the design with the ring, where one has it."""
        if self._run is not None:
            self.exports.ask_film(self._run, self.monitor.samples.current)

    def export_events(self) -> None:
        """Event files for TensorBoard."""
        if self._run is not None:
            self.exports.ask_events(self._run)

    def verify(self) -> None:
        """Is all of it still as it was written?"""
        if self._run is not None:
            self.exports.verify(self._run.path)

    # ---- a new training -------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """The form for a new training."""
        self._open_form(FormDefaults())

    def _show_taken(self, taken: UndoStep) -> None:
        """A recipe was kept or removed, or no more: the form shows which there are."""
        if taken.scope == self.name and not self._middle_stack.form_opened:
            self.open_form()

    def _open_form(self, defaults: FormDefaults) -> None:
        if self.workbench.project is None or not self._has_datasets:
            self._show_page()
            return
        self._middle_stack.open(self.form)
        self.form.begin(defaults)
        self._show_page()
        self._mark_row()
        self.form.page.dataset.choice.setFocus()

    def open_recipes(self) -> None:
        """Recipes side by side, on the form's dataset."""
        if not self._middle_stack.form_opened:
            self.open_form()
        if self._middle_stack.form_opened:
            self._middle_stack.open(self.recipe_compare)
            card = self.form.card
            self.recipe_compare.open(card.name if card is not None else "", self.form.entry)
            self._show_page()

    def _use_recipe(self, name: str) -> None:
        self.form.choose_recipe(name)
        self.close_page()

    def close_form(self) -> None:
        """Back to the run."""
        self._leave_form()
        self._show_runs()

    def _leave_form(self) -> None:
        """Neither the form nor another page than the run's."""
        self._middle_stack.open(None)

    # ---- other pages ----------------------------------------------------------------------------------------------

    def open_compare(self) -> None:
        """Runs and snapshots side by side."""
        if self._chosen is None:
            return
        self._open_page(self.comparison)
        self.comparison.open([entry.path for entry in self.runs.entries], [self._chosen, *self._overlay.beside])

    def open_maps(self) -> None:
        """What the chosen snapshot's discriminator sees, or the feature network."""
        if self._chosen is None:
            return
        self._open_page(self.maps)
        self.maps.open(self._chosen, self._snapshot)

    def _open_page(self, page: QWidget) -> None:
        self._middle_stack.open(page)
        self._mark_row()
        self._show_page()

    def close_page(self) -> None:
        """Back to the run; from recipes side by side to the form they belong to."""
        if self._middle_stack.opened is self.recipe_compare:
            self._middle_stack.open(self.form)
            self._show_page()
            self.form.page.compare.setFocus()
            return
        self._leave_form()
        self._show_runs()
        self.monitor.scrubber.setFocus()

    def look_close(self) -> None:
        """At the design with the ring, or the map with it."""
        (self.maps if self._middle_stack.opened is self.maps else self.monitor).look_close()

    def is_away(self) -> bool:
        """Something else than the run is in the middle."""
        return self._middle_stack.opened is not None

    def compares(self) -> bool:
        """The comparison is in the middle."""
        return self._middle_stack.opened is self.comparison

    def has_any_run(self) -> bool:
        """The project has runs."""
        return self._chosen is not None and bool(self.runs.entries)

    def has_samples(self) -> bool:
        """The run has drawn samples."""
        return self.has_run() and self._run is not None and bool(self._run.samples)

    def _start(self, new: NewRun) -> None:
        self.runs.start(new)

    def _on_begun(self, path: Path) -> None:
        self._awaited = path
        self.choose(path)

    def _on_start_failed(self, new: NewRun | None, error: BaseException) -> None:
        words = str(error)
        if new is None:
            if isinstance(error, EngineError):
                self.workbench.report_error("Resuming the training", error)
            self.follower.nudge()
            return
        self._awaited = None
        if not self._middle_stack.form_opened:
            recipe = Path(new.recipe).stem  # one of the project's own is asked for by its file
            self._open_form(FormDefaults(new.dataset, recipe, new.name, new.settings, new.snapshot, new.replaces))
        self.form.say_problem(words)

    def again(self) -> None:
        """A new training like the chosen run."""
        self._open_form(self._defaults_like_this())

    def begin_from_snapshot(self) -> None:
        """A new training that begins from the chosen snapshot."""
        run = self._run
        shot = next((shot for shot in run.snapshots if shot.name == self._snapshot), None) if run is not None else None
        if shot is not None:
            self._open_form(self._defaults_like_this(snapshot=shot.path))

    def _take_way_out(self, way: WayOut) -> None:
        if way.action == "resume":
            self._do("continue")
        elif way.action == "locate":
            self.locate_dataset()
        elif way.action in ("begin-from", "begin-anew"):
            self._open_form(self._defaults_like_this(way.settings, way.snapshot, replaces=True))

    def _defaults_like_this(
        self, settings: Mapping[str, Any] | None = None, snapshot: Path | None = None, *, replaces: bool = False
    ) -> FormDefaults:
        """A form filled in as the chosen run was, but for `settings`."""
        run = self._run
        if run is None:
            return FormDefaults()
        defaults = defaults_like(run, self.recipes.card(str(run.document.get("recipe", ""))), settings, snapshot)
        return replace(defaults, replaces=run.path) if replaces and self.is_live() else defaults

    # ---- the project ----------------------------------------------------------------------------------------------

    def _on_project(self) -> None:
        self._count_datasets()
        self._show_runs()

    def _on_project_closing(self) -> None:
        self.follower.follow(None)
        self._chosen = self._awaited = self._run = None
        self._snapshot = ""
        self._overlay.beside = []
        self._leave_form()
        self.monitor.forget()

    def _count_datasets(self) -> None:
        project = self.workbench.project
        if project is not None:
            self.workbench.jobs.start(
                "Reading the datasets", lambda report: len(project.datasets()), self._take_count,
                key="train.count-datasets", quiet=True,
            )  # fmt: skip

    def _take_count(self, datasets: int) -> None:
        self._has_datasets = datasets > 0
        self._show_page()

    # ---- for commands -----------------------------------------------------------------------------------------------

    def has_project(self) -> bool:
        """There is a dataset to train on."""
        return self.workbench.project is not None and self._has_datasets

    def has_run(self) -> bool:
        """A run is looked at."""
        return self._run is not None and not self._middle_stack.form_opened

    def is_live(self) -> bool:
        """It goes on."""
        return self.has_run() and self._run is not None and self._run.status in ("running", "paused", "starting")

    def has_ended(self) -> bool:
        """It does not go on."""
        return self.has_run() and not self.is_live()

    def has_snapshot(self) -> bool:
        """It has a snapshot."""
        return self.has_run() and self._run is not None and bool(self._run.snapshots)
