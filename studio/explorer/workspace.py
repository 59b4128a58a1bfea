"""The Explore workspace: wall, current design, walk, and what joins them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMenu

from gan_engine.errors import EngineError
from gan_engine.latent.sampling import Sampling, as_sampled
from studio import theme
from studio.command import Command
from studio.engine_words import engine_words, error_words
from studio.explorer.controls import Controls
from studio.explorer.current_design import CurrentDesign
from studio.explorer.design_actions import DesignActions
from studio.explorer.drag_out import DragOut
from studio.explorer.incoming_designs import IncomingReader
from studio.explorer.incoming_router import IncomingRouter
from studio.explorer.kept_designs import KeptDesigns
from studio.explorer.middle import MiddleStack
from studio.explorer.model_opening import ModelOpener
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.explorer.modes.mode_host import WALL_MODE, ModeHost
from studio.explorer.modes.mode_list import MODES, SECTIONS
from studio.explorer.modes.section_host import SectionHost
from studio.explorer.session_state import KEY, SessionState, StoredWalk, as_seen_from, read_session, to_values
from studio.explorer.walk.bar import WalkBar
from studio.explorer.walk.kept_walk import KeptWalk
from studio.explorer.walk.model import WalkModel
from studio.explorer.wall.ordering import WallOrdering
from studio.explorer.wall.view import Wall
from studio.project.project import Project
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.export.exports import Exports
from studio.widgets.keyboard.own_keys import press_by_enter
from studio.widgets.keyboard.tab_order import focus_into
from studio.widgets.workspace import Workspace
from studio.words import tr, tr_noop
from studio.workers.explorer.designs import DesignPictures, Model
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import PROJECT_LANE, RunningTraining

HINT = tr_noop("S keep · V vary · W add to walk · Space look close · drag out as a file")
_SAVE_AFTER = 800  # milliseconds
_RETRY_AFTER = 300
_SEARCH_EVERY = 10_000  # milliseconds between two looks for new snapshots while a training runs


class ExploreWorkspace(Workspace):
    """The third workspace. The model is open in the engine process; here are only pictures and numbers."""

    name = "explore"
    title = tr_noop("Explore")

    side_width = 244
    """px: names and controls of the sampling stand side by side, beside the bar it scrolls by."""

    def build(self) -> Iterator[None]:
        workbench = self.workbench
        self._asleep = True
        self._stale = True
        self._retried = False
        self._state = SessionState()
        self._mode_wanted = ""
        """The mode to open once a model is there."""
        self._reads = ProjectReads(workbench, self)
        self.pictures = DesignPictures(workbench.engine, parent=self)
        self.kept = KeptDesigns(workbench, self)
        self.incoming_reader = IncomingReader(workbench, self)
        self.drag_out = DragOut(workbench.engine, workbench.settings, self)
        yield
        self.controls = Controls()
        self.side.addWidget(self.controls)
        yield
        self.model_opener = ModelOpener(workbench, self.controls.chooser, self)
        self.wall = Wall(workbench, self.pictures)
        self.grid = self.wall.grid
        yield
        self.ordering = WallOrdering(workbench, self.controls.wall_panel, self.wall, self)
        self.current_design = CurrentDesign(workbench, self.pictures, self.kept, self)
        self.inspector.addWidget(self.current_design.panel)
        yield
        stations = WalkModel(self.pictures, self)
        self.walk = WalkBar(workbench, stations, self.strip, self)
        self._kept_walk = KeptWalk(workbench, self.walk, self)
        yield
        self.incoming_router = IncomingRouter(
            workbench, self.incoming_reader, self.model_opener, self.wall, self.current_design, self.walk, self
        )
        self.design_actions = DesignActions(
            self.pictures, self.wall, self.current_design, self.kept, self.walk, self.drag_out,
            Exports(workbench, self), self.ordering, self,
        )  # fmt: skip
        self.wall.model.drag = stations.drag = self.design_actions.mime
        yield
        self.middle_stack = MiddleStack(self.wall)
        self.context = ExploreContext(
            workbench, self.pictures, self.wall, self.current_design, self.kept, self.walk, self.design_actions, self
        )
        self.mode_host = ModeHost(self.context, MODES, self.middle_stack, self.wall, self.controls.panels)
        self.design_actions.modes = self.mode_host
        yield
        self.section_host = SectionHost(
            self.context, SECTIONS, {"side": self.side, "inspector": self.current_design.panel.sections}
        )
        self.middle.addWidget(self.mode_host.bar)
        self.middle.addWidget(self.middle_stack, 1)
        yield
        self._saving = QTimer(self, singleShot=True, interval=_SAVE_AFTER)
        self._saving.timeout.connect(self._save)
        self._snapshot_search = QTimer(self, singleShot=True, interval=_SEARCH_EVERY)
        self._snapshot_search.timeout.connect(self._on_runs_changed)
        self._retrying = QTimer(self, singleShot=True, interval=_RETRY_AFTER)
        self._retrying.timeout.connect(self.pictures.retry)
        self.setAcceptDrops(True)
        self._connect()
        self._show_page()
        if workbench.project is not None:
            self._on_project(workbench.project)

    def _connect(self) -> None:
        bench = self.workbench
        bench.project_opened.connect(self._on_project)
        bench.project_closing.connect(self._on_project_closing)
        bench.shelf_changed.connect(self._on_shelf_changed)
        bench.runs_changed.connect(self._on_runs_changed)
        bench.trainings_changed.connect(self._on_trainings_changed)
        bench.show_in_explorer.connect(self.incoming_router.bring)
        for wanted in (self.middle_stack.train_wanted, self.wall.train_wanted):
            wanted.connect(lambda: bench.show_workspace.emit("train"))
        self.middle_stack.file_wanted.connect(self.controls.chooser.browse)
        self.middle_stack.retry_wanted.connect(self.model_opener.open_again)
        self.model_opener.found.connect(self._show_page)
        self.model_opener.opening.connect(self._on_opening)
        self.model_opener.opened.connect(self._on_opened)
        self.model_opener.failed.connect(self._on_not_opened)
        self.controls.sampling.changed.connect(self._on_sampled)
        self.ordering.changed.connect(self._saving.start)
        self.wall.current_changed.connect(self._on_current)
        self.wall.retry_wanted.connect(self.pictures.retry)
        self.wall.model_wanted.connect(self.incoming_router.find_missing)
        self.grid.look_close.connect(self.current_design.look_close)
        self.grid.activated.connect(self.current_design.look_close)
        self.grid.context_menu.connect(self._on_context_menu)
        self.current_design.moved.connect(self.walk.stop)
        self.current_design.moved.connect(self._on_moved)
        self.current_design.moved.connect(self._saving.start)
        self.mode_host.moved.connect(self._on_mode)
        self.current_design.close_up.stepped.connect(self.wall.step)
        self.current_design.panel.keep_wanted.connect(self.design_actions.keep)
        self.current_design.panel.walk_wanted.connect(self.design_actions.add_to_walk)
        self.walk.frame.connect(self.current_design.show_frame)
        self.walk.ended.connect(self.current_design.end_walk)
        self.walk.strip.chosen.connect(self._on_station)
        self.pictures.failed.connect(self._on_draw_failed)
        self.pictures.drawn.connect(self._on_drawn)
        self.kept.changed.connect(self._on_kept_changed)

    def commands(self) -> list[Command]:
        def has_model() -> bool:
            return self.pictures.model is not None

        def has_walk() -> bool:
            return self.walk.ready

        return [
            *self.design_actions.commands(),
            Command("explore.play", tr("Play or stop the walk"), self.walk.toggle, "L", has_walk,
                    words=tr("interpolate animate"), icon="play"),
            Command("explore.export", tr("Export the walk as a clip…"), self.walk.export, "Ctrl+E", has_walk,
                    words=tr("video mp4 webm gif webp frames"), icon="film-strip"),
            Command("explore.segment", tr("Time and easing of a way in the walk…"), self.walk.strip.ask_segment, "T",
                    lambda: self.walk.strip.has_segment, words=tr("seconds slow hold"), icon="timer"),
            Command("explore.clear-walk", tr("Empty the walk"), lambda: self.walk.stations.set_designs([]),
                    enabled=lambda: self.walk.strip.count > 0, icon="x"),
            Command("explore.back", tr("Back to the design before"), self.current_design.go_back, "Alt+Left",
                    lambda: self.current_design.trail.can_go_back, icon="arrow-u-up-left"),
            *self.ordering.commands(),
            Command("explore.open", tr("Open a model file…"), self.controls.chooser.browse, "Ctrl+Shift+O",
                    words=tr("snapshot generator safetensors"), icon="folder-open"),
            *self.mode_host.commands(), *self.section_host.commands(),
        ]  # fmt: skip

    # ---- the project and its models -----------------------------------------------------------------------

    def front(self) -> None:
        if self._asleep:
            self._wake()
        elif self._stale and self.model_opener.searched:
            self._stale = False
            self.model_opener.find()
            self.kept.refresh()
        if (mode := self.mode_host.open_mode) is not None:
            mode.open(self.current_design.present)
            focus_into(self.mode_host.widget)
        else:
            self.grid.setFocus()

    def take_key(self, event: QKeyEvent) -> bool:
        """Escape leads back to the wall; Enter presses, or does what the open mode is for."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            mode = self.mode_host.open_mode
            return press_by_enter(event, self.window()) or (mode is not None and mode.enter())
        return event.key() == Qt.Key.Key_Escape and self.mode_host.escape()

    def back(self) -> None:
        self.walk.stop()
        if (mode := self.mode_host.open_mode) is not None:
            mode.close()
        self.current_design.close_up.hide()

    def _on_project(self, project: Project) -> None:
        self._forget()
        if self.isVisible():
            self._wake()

    def _wake(self) -> None:
        """Open a model, now that somebody wants to see designs: not before, it takes memory and a core."""
        self._asleep = self.workbench.project is None
        self._reads.start(tr("Remembering"), read_session, self._restore, key="explore.memory")

    def _restore(self, kept: tuple[SessionState, StoredWalk]) -> None:
        project = self.workbench.project
        if project is None:
            return
        state, walk = kept
        self._state = state
        self._mode_wanted = state.mode
        self.controls.sampling.show_sampling(state.sampling)
        self.wall.model.set_sampling(state.sampling)
        self.ordering.restore(state.order, state.wish)
        self._kept_walk.show(walk)
        self._stale = False
        self.model_opener.find(project.folder / state.model if state.model else None)

    def _on_project_closing(self) -> None:
        self.current_design.steps.store(at_once=True)
        if self._saving.isActive():
            self._save()
        self._forget()

    def _forget(self) -> None:
        self.mode_host.open(WALL_MODE)
        self._mode_wanted = ""
        self._use(None)
        self.pictures.forget()
        self._asleep = self._stale = True
        self.model_opener.forget()
        self.current_design.forget()
        self.incoming_reader.forget()
        self.drag_out.clear()
        self.wall.banner.hide()
        self.ordering.forget()
        self.grid.clearSelection()
        self.grid.forget_pictures()
        self.grid.setCurrentIndex(QModelIndex())
        self._kept_walk.forget()
        self._saving.stop()
        self._show_page()

    def _save(self) -> None:
        self._saving.stop()
        project, model = self.workbench.project, self.pictures.model
        if project is None or not self.model_opener.searched:
            return
        path = "" if model is None else as_seen_from(project.folder, model.path)
        state = SessionState(
            path or self._state.model, self.ordering.by_seeds, self.ordering.wish, self.controls.sampling.sampling,
            self._mode_wanted or self.mode_host.key, self.current_design.present or self._state.point,
        )  # fmt: skip
        if state != self._state:
            self._state = state
            self.workbench.jobs.start(
                tr("Remembering"), lambda report: project.remember(KEY, to_values(state)), lane=PROJECT_LANE, quiet=True
            )

    def _on_shelf_changed(self) -> None:
        if self.isVisible():
            self.kept.refresh()
        else:
            self._stale = True

    def _on_trainings_changed(self, trainings: list[RunningTraining]) -> None:
        if trainings and self.isVisible() and not self._snapshot_search.isActive():
            self._snapshot_search.start()

    def _on_runs_changed(self) -> None:
        self._stale = True
        if self.isVisible() and self.model_opener.searched:
            self._stale = False
            self.model_opener.find()

    def _on_opening(self, title: str) -> None:
        self.wall.set_title(title, tr("Opening…"))
        self._show_page()

    def _on_opened(self, model: Model, title: str) -> None:
        self.wall.banner.hide()
        if self.model_opener.stands_in:
            self.wall.say_sample()
        self.wall.set_title(title)
        self._use(model)
        self._show_page()
        self._saving.start()
        if self.current_design.present is None and self._state.point is not None:
            self.current_design.begin(self._state.point)
            self.wall.choose(self._state.point)
        elif self.current_design.present is None:
            self.wall.show_row(max(0, self.grid.currentIndex().row()))
            self._on_current()

        wanted, self._mode_wanted = self._mode_wanted, ""
        if wanted:
            self.mode_host.open(wanted)

    def _on_not_opened(self, title: str, words: str) -> None:
        self._use(None)
        self.middle_stack.show_damaged(title, words)
        self._show_page()

    def _use(self, model: Model | None) -> None:
        """Everything on the screen is drawn by this model from now on."""
        self.pictures.use(model)
        self.controls.sampling.set_model(model)
        self.ordering.set_model(model)
        self.kept.set_model(model)
        self.walk.set_model(model)
        if model is not None:
            for view in (self.wall.grid, self.current_design.panel.picture):
                view.set_proportions(model.proportions)
        self.wall.model.refresh()
        self.current_design.draw_again()
        self.incoming_reader.set_model(model)
        self.context.model_changed.emit()

    def _show_page(self) -> None:
        if self.model_opener.searched and self.pictures.model is None and not self.model_opener.busy:
            self.middle_stack.show_nothing()
        else:
            self.middle_stack.show_designs()
        on_designs, mode = self.middle_stack.on_designs, self.mode_host.open_mode
        self.show_side(self.middle_stack.currentWidget() is not self.middle_stack.no_model)
        self.show_inspector(on_designs)
        self.show_strip(on_designs)
        self.mode_host.bar.setVisible(on_designs and bool(self.mode_host.modes))
        self.set_hint(tr(mode.hint if mode is not None else HINT) if on_designs else "")

    # ---- the wall -----------------------------------------------------------------------------------------

    def _on_sampled(self, sampling: Sampling) -> None:
        """The wall is drawn otherwise, and so is the design in the large view: one of the wall's is another of them
        then, any other is changed."""
        present, on_wall = self.current_design.present, self.wall.current()
        self.wall.model.set_sampling(sampling)
        self._saving.start()
        self.context.sampling_changed.emit()
        self.ordering.sampled_otherwise()
        if present is None or present == on_wall:
            self._on_current()
        elif (changed := as_sampled(present, sampling)) != present:
            self.current_design.change(changed, tr("draw the design another way"))

    def _on_current(self) -> None:
        design = self.wall.current()
        if design is not None and self.pictures.model is not None:
            self.current_design.begin(design)

    def _on_drawn(self) -> None:
        self._retried = False

    def _on_draw_failed(self, error: BaseException) -> None:
        """Once is bad luck (the engine starts anew by itself); twice is told."""
        if not self._retried:
            self._retried = True
            self._retrying.start()
        elif isinstance(error, EngineError):
            self.wall.say_failed(engine_words(error.what), engine_words(error.do))
        else:
            self.wall.say_failed(error_words(error), "")

    # ---- the large view and what joins it ------------------------------------------------------------------

    def _on_kept_changed(self) -> None:
        self.wall.model.set_kept(frozenset(self.kept.designs))
        self.context.kept_changed.emit()

    def _on_moved(self) -> None:
        self.ordering.present = self.current_design.present
        self.context.point_changed.emit()

    def _on_mode(self, mode: ExploreMode | None) -> None:
        """Another mode is open, or the wall."""
        self.middle_stack.set_view(self.mode_host.widget)
        self.controls.wall_panel.setVisible(mode is None)
        self.reveal("side" if self.mode_host.has_panel else None)
        self._show_page()
        self._saving.start()
        focus_into(self.mode_host.widget) if mode is not None else self.grid.setFocus()

    def _on_station(self, row: int) -> None:
        if 0 <= row < self.walk.strip.count:
            self.current_design.begin(self.walk.stations.designs[row])

    # ---- dragging and dropping ----------------------------------------------------------------------------

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.source() is None and brings_files(event.mimeData()) and self.workbench.project is not None:
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.incoming_router.take_files(dropped_files(event.mimeData()))

    def _on_context_menu(self, index: QModelIndex, at: QPoint) -> None:
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for command in self.design_actions.commands():
            action = menu.addAction(theme.icon(command.icon, "QUIET"), command.title)
            action.setEnabled(command.enabled())
            action.triggered.connect(command.run)
        menu.popup(at)
