"""What is seen in Train: the runs at the left, the chosen one and those beside it, what is known of it at the right."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

from gan_engine.runs.run_names import run_name
from studio.engine_words import engine_words
from studio.training.middle import MiddleStack
from studio.training.new_training.form_defaults import FormDefaults
from studio.training.plots.line_styles import MOST_RUNS
from studio.training.plots.run_overlay import RunOverlay
from studio.training.run.dataset_location import DatasetLocation
from studio.training.run.exports import RunExports
from studio.training.run.family import family
from studio.training.run.panel import RunPanel
from studio.training.run.rows import RUN, SNAPSHOT, WAITING, run_sections
from studio.training.run.side import RunSide
from studio.widgets.grid.layout import MARGIN
from studio.widgets.workspace import Workspace
from studio.words import tr, tr_noop
from studio.workers.training.desk import TrainingDesk
from studio.workers.training.follower import RunFollower, RunView
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.training.snapshot_care import SnapshotCare
from studio.workers.training.snapshot_designs import small_picture

_HINT = tr_noop("The training goes on when this window is closed")


class TrainScreen(Workspace):
    """Which run is looked at, and what is shown of it; what is done is the workspace's."""

    name = "train"
    title = tr_noop("Train")

    def build(self) -> Iterator[None]:
        workbench = self.workbench
        desk = TrainingDesk.of(workbench)
        self.runs, self.queued, self.starts, self.news = desk.runs, desk.queued, desk.starts, desk.news
        self.recipes = RecipeBook(workbench, self)
        self.follower = RunFollower(self)
        self._run: RunView | None = None
        self._chosen: Path | None = None
        self._snapshot = ""
        self._overlay = RunOverlay()
        self._awaited: Path | None = None
        self._build_side()
        yield
        yield from self._build_middle()
        self._build_inspector()
        yield
        self.runs.changed.connect(self._show_runs)
        self.queued.changed.connect(self._show_jobs)
        self.recipes.changed.connect(self._show_panel)
        self.follower.changed.connect(self._show_run)
        self.follower.beside_changed.connect(self._show_beside)
        self.monitor.beside_wanted.connect(self.set_beside)
        self.monitor.look_wanted.connect(self.follower.look)
        workbench.project_opened.connect(self._on_project)
        workbench.project_closing.connect(self._on_project_closing)
        workbench.show_run.connect(self.choose)
        workbench.datasets_changed.connect(self._count_datasets)
        self._has_datasets: bool | None = None  # None: not counted yet
        self._form_wished: FormDefaults | None = None  # opened once they are counted
        self._count_datasets()
        self._show_runs()

    # ---- building ---------------------------------------------------------------------------------------------------

    def _build_side(self) -> None:
        self.runs_side = RunSide()
        self.list, self.new = self.runs_side.list, self.runs_side.new
        self.list.chosen.connect(self._on_row)
        self.list.toggled.connect(self._on_row_toggled)
        self.list.take_pictures(functools.partial(small_picture, self.workbench.thumbnails))
        self.workbench.thumbnails.arrived.connect(self.list.show_arrived)
        self.side.addWidget(self.runs_side)
        self.side.addStretch(1)

    def _build_middle(self) -> Iterator[None]:
        self.middle_stack = pages = MiddleStack(self.workbench, self.recipes, self.queued)
        self.middle.addWidget(pages)
        yield from pages.build()
        self.monitor, self.form, self.recipe_compare = pages.monitor, pages.form, pages.recipe_compare
        self.waiting = pages.waiting
        self.comparison, self.maps, self.ballot, self.queue = pages.comparison, pages.maps, pages.ballot, pages.queue
        self.middle.setContentsMargins(16 + MARGIN, 8, 16, 0)  # as far in as over the pictures of the other rooms
        yield

    def _build_inspector(self) -> None:
        self.panel = RunPanel()
        self.exports = RunExports(self.workbench, self)
        self.care = SnapshotCare(self.workbench, self)
        self.location = DatasetLocation(self.workbench, self)
        self.inspector.addWidget(self.panel)
        self.panel.family.chosen.connect(self.choose)
        self.inspector.addWidget(self.form.side)
        self.form.side.hide()

    # ---- what the window asks ---------------------------------------------------------------------------------------

    def front(self) -> None:
        self.recipes.load()
        self.runs.refresh()
        self._follow()
        self.set_hint(tr(_HINT) if any(entry.underway for entry in self.runs.entries) else "")
        if self.middle_stack.currentWidget() is self.monitor:
            self.monitor.scrubber.setFocus()

    def back(self) -> None:
        self.monitor.play.setChecked(False)
        self.follower.follow(None)

    # ---- the list of runs -------------------------------------------------------------------------------------------

    def _show_runs(self) -> None:
        entries = self.runs.entries
        if self._awaited is not None and self._is_known(self._awaited):
            self._awaited = None
        if self._chosen is not None and not self._is_known(self._chosen) and self._chosen != self._awaited:
            self._chosen = None
        if self._chosen is None and entries:
            self._chosen = next((entry.path for entry in entries if entry.underway), entries[0].path)
        if self._run is None and self.runs.entry(self._chosen) is not None:
            self.follower.again()
        shown = self._run if self._run is not None and self._run.path == self._chosen else None
        self._overlay.keep({entry.path for entry in entries}, self._chosen)
        name = run_name(self._chosen) if self._chosen is not None else ""
        self.monitor.set_beside(name, self._overlay.beside)
        self.list.set_sections(run_sections(entries, shown, self._overlay.all(self._chosen), self.queued.entries))
        self.monitor.show_runs(entries)
        self.panel.family.show_family(family(entries, self._chosen) if self._chosen is not None else [])
        self.comparison.set_runs([entry.path for entry in entries])
        self._mark_row()
        if self.isVisible():
            self._follow()
        self.set_hint(tr(_HINT) if any(entry.underway for entry in entries) else "")
        self._show_page()

    def _show_jobs(self) -> None:
        """They stand otherwise in the queue."""
        self._show_runs()
        if self._run is not None:
            self.monitor.show_job(self.queued.of(self._run.path))
            self._show_panel()

    def _is_known(self, path: Path) -> bool:
        """There is a run, or it is to be one."""
        return self.runs.entry(path) is not None or self.queued.of(path) is not None

    def _mark_row(self) -> None:
        if self.is_away():
            self.list.choose("")
        elif self._snapshot and self.list.choose(f"{SNAPSHOT}:{self._snapshot}"):
            return
        elif self._chosen is not None:
            job = self.queued.of(self._chosen)
            if not self.list.choose(f"{RUN}:{self._chosen}") and job is not None:
                self.list.choose(f"{WAITING}:{job.job}")

    def _on_row(self, key: str) -> None:
        kind, _, value = key.partition(":")
        self._leave_form()
        if kind == WAITING:
            if (job := self.queued.entry(int(value))) is not None:
                self.choose(job.path)
        elif kind == RUN:
            self.choose(Path(value))
        else:
            self._snapshot = value
            self.monitor.go_to_kimg(float(value))
            self._show_page()

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

    # ---- other runs in the same plots -------------------------------------------------------------------------------

    def set_beside(self, path: Path, shown: bool) -> None:
        """Draw another run beside the chosen one, or no longer."""
        if not self._overlay.set(path, self._chosen, shown):
            self.workbench.notify(tr("{most} runs at once are as many as can be told apart.", most=MOST_RUNS))
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

    # ---- the run ----------------------------------------------------------------------------------------------------

    def _show_run(self, run: RunView) -> None:
        if run.path != self._chosen or self.runs.entry(run.path) is None:
            return  # of one that has not begun there is nothing to be seen
        before = self._run
        self._run = run
        self.monitor.show_run(run, self.queued.of(run.path))
        self._show_panel()
        if before is not None and before.path == run.path and before.whole and run.refused != before.refused:
            self._say_refused(run)
        if before is None or before.path != run.path:
            self._show_page()
        if before is None or (before.stored, before.metrics) != (run.stored, run.metrics):
            self._show_runs()
        if before is not None and before.path == run.path and before.status != run.status:
            self.runs.refresh()

    def _say_refused(self, run: RunView) -> None:
        """What it was just asked for and cannot do."""
        if run.refused is not None:
            self.workbench.notify(f"{engine_words(run.refused.what)} {engine_words(run.refused.do)}".strip())

    def _show_panel(self) -> None:
        run = self._run
        if run is not None:
            total = self.workbench.device.get("memory_bytes")
            card = self.recipes.card(str(run.document.get("recipe", "")))
            memory = total / 2**20 if isinstance(total, int | float) else None
            self.panel.show_run(run, card, memory, self.queued.of(run.path))

    def _show_page(self) -> None:
        """The page that fits what there is, and the panels that go with it."""
        chosen = self._chosen
        begun = chosen is not None and self.runs.entry(chosen) is not None
        if chosen is not None and not begun:
            self.waiting.show_job(run_name(chosen), self.queued.of(chosen))
        self.middle_stack.show_fitting(
            has_runs=bool(self.runs.entries), has_chosen=chosen is not None, has_begun=begun,
            has_datasets=bool(self._has_datasets),
        )  # fmt: skip
        self.waiting.take_keyboard()
        page = self.middle_stack.currentWidget()
        self.form.side.setVisible(page is self.form)
        self.panel.setVisible(page is self.monitor and self._run is not None)
        self.show_inspector(page in (self.form, self.monitor))
        self.reveal("inspector" if page is self.form else None)
        opened = self.middle_stack.form_opened or page is self.queue
        self.show_side(bool(self.runs.entries or self.queued.entries) or opened)
        self.runs_side.show_state(
            has_runs=bool(self.runs.entries), has_datasets=self._has_datasets is not False, has_pairs=self.has_pairs()
        )

    def _open_form(self, defaults: FormDefaults) -> None:
        if self.workbench.project is not None and self._has_datasets is None:
            self._form_wished = defaults
        elif self.workbench.project is None or not self._has_datasets:
            self._show_page()
        else:
            self.middle_stack.open(self.form)
            self.form.begin(defaults)
            self._show_page()
            self._mark_row()
            self.form.page.dataset.choice.setFocus()

    def _leave_form(self) -> None:
        """Neither the form nor another page than the run's."""
        self.middle_stack.open(None)

    # ---- the project ------------------------------------------------------------------------------------------------

    def _on_project(self) -> None:
        self._has_datasets = None
        self._count_datasets()
        self._show_runs()

    def _on_project_closing(self) -> None:
        self.follower.follow(None)
        self._chosen = self._awaited = self._run = self._form_wished = None
        self._snapshot = ""
        self._overlay.beside = []
        self._leave_form()
        self.monitor.forget()

    def _count_datasets(self) -> None:
        project = self.workbench.project
        if project is not None:
            self.workbench.jobs.start(
                tr("Reading the datasets"), lambda report: len(project.datasets()), self._take_count,
                key="train.count-datasets", quiet=True,
            )  # fmt: skip

    def _take_count(self, datasets: int) -> None:
        self._has_datasets = datasets > 0
        wished, self._form_wished = self._form_wished, None
        if wished is not None:
            self._open_form(wished)
        else:
            self._show_page()

    # ---- what is the case -------------------------------------------------------------------------------------------

    def is_away(self) -> bool:
        """Something else than the run is in the middle."""
        return self.middle_stack.opened is not None

    def compares(self) -> bool:
        """The comparison is in the middle."""
        return self.middle_stack.opened is self.comparison

    def has_any_run(self) -> bool:
        """The project has runs."""
        return self._chosen is not None and bool(self.runs.entries)

    def has_project(self) -> bool:
        """There is a dataset to train on, or none has been looked for yet."""
        return self.workbench.project is not None and self._has_datasets is not False

    def has_open_project(self) -> bool:
        """A project is open."""
        return self.workbench.project is not None

    def has_run(self) -> bool:
        """A run is looked at."""
        return self._run is not None and not self.middle_stack.form_opened

    def is_live(self) -> bool:
        """It goes on."""
        return self.has_run() and self._run is not None and self._run.status in ("running", "paused", "starting")

    def has_ended(self) -> bool:
        """It does not go on."""
        return self.has_run() and not self.is_live()

    def has_snapshot(self) -> bool:
        """It has a snapshot."""
        return self.has_run() and self._run is not None and bool(self._run.snapshots)

    def has_pairs(self) -> bool:
        """It has snapshots to choose between."""
        return self.has_run() and self._run is not None and len(self._run.snapshots) > 1

    def is_pinned(self) -> bool:
        """The chosen snapshot is."""
        run = self._run
        return run is not None and any("artist" in e.holders for e in run.stored if e.name == self._snapshot)

    def can_thin(self) -> bool:
        """It has ended, and has snapshots that need not be kept."""
        return self.has_ended() and self._run is not None and bool(self._run.thinnable)

    def has_samples(self) -> bool:
        """The run has drawn samples."""
        return self.has_run() and self._run is not None and bool(self._run.samples)
