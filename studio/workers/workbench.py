"""The workbench: project, engine, jobs, settings and signals that workspaces share.

A workspace is built from a `Workbench` and talks to the others only through it. It holds no widgets. The
project may be None (welcome page); workspaces are built once and told of another project by signals.
"""

from __future__ import annotations

import functools
import logging
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from gan_engine import door
from gan_engine.reporting import Cancelled, Report
from studio.settings import Settings
from studio.words import tr
from studio.workers.callbacks import Callback, Mailbox, callback
from studio.workers.engine import Engine
from studio.workers.jobs import Job, Jobs
from studio.workers.tasks import Tasks
from studio.workers.thumbnails import ThumbnailLoader

if TYPE_CHECKING:
    from studio.project.project import Project
    from studio.project.undo.decisions import Scope
    from studio.project.undo.draft_trail import DraftStep, DraftTrail
    from studio.project.undo.history import BlockedStep, ChangedAreas, UndoStep

log = logging.getLogger(__name__)

T = TypeVar("T")

PROJECT_LANE = "project"
"""The lane of all jobs that change the project, so that they happen in the order they were asked for."""


@dataclass(frozen=True)
class Toast:
    """A short word at the bottom of the window that goes away by itself, perhaps with an Undo button."""

    text: str
    undo: Scope | Literal[False] | None = False
    """The scope of which it takes the last change back, None for any; False: without."""
    action: str = ""
    """The words of another button, or ""."""
    callback: Callback | None = None


@dataclass(frozen=True)
class RunningTraining:
    """A training that is going on, for the chip in the header."""

    path: Path
    name: str
    kimg: float
    total_kimg: float
    seconds_left: float | None = None
    paused: bool = False


@dataclass(frozen=True)
class TrainingNews:
    """A training has ended, or something is wrong with it."""

    path: Path
    words: str


class Workbench(QObject):
    """The hub. Signals carry plain data; whoever changes something emits the signal that says so."""

    project_opened = Signal(object)
    """A `Project`: it is `self.project` from now on."""
    project_closing = Signal()
    """Let go of everything that belongs to the project; it is closed right after."""
    project_closed = Signal()
    project_changed = Signal()
    """Pictures, decisions, tags, datasets or the shelf changed (by anybody, undo included). Whoever shows only some
    of these takes the finer signal."""
    pictures_changed = Signal()
    shelf_changed = Signal()
    datasets_changed = Signal()
    choices_changed = Signal()
    """What holds for the whole set: thresholds, how it is baked, the walk."""
    settling = Signal()
    """Something is about to be changed or taken back: what was chosen and is not stored yet is to be stored before."""
    taken_back = Signal(object)
    """A `UndoStep`: an undo or redo was done; whoever it belongs to shows it."""
    recipes_changed = Signal()
    """The project's own recipes."""
    runs_changed = Signal()
    """A run came, went, or changed its status."""
    trainings_changed = Signal(list)
    """list[RunningTraining]: who trains now, at most once a second."""
    training_news = Signal(object)
    """A `TrainingNews`; the window tells who does not see it happen."""
    import_wanted = Signal(list)
    """list[Path] of pictures, folders or ZIPs to take into the project; Curate does it."""
    show_workspace = Signal(str)
    """"curate", "train", "explore" or "shelf"."""
    show_in_explorer = Signal(object)
    """A PictureRecipe to make again, or the Path of a snapshot to open; the window brings Explore to the front."""
    show_on_shelf = Signal(object)
    """The id of a kept design; the window brings Shelf to the front."""
    show_in_curate = Signal(object)
    """The id of a picture, or a list of ids; the window brings Curate to the front."""
    show_run = Signal(object)
    """Path of a run directory; the window brings Train to the front."""
    train_on = Signal(object)
    """Path of a dataset; the window brings Train to the front, with the form for a training on it."""
    toast_wanted = Signal(object)
    hint_changed = Signal(str)
    """The quiet line at the right of the status bar."""
    error_wanted = Signal(str, object)
    """(what was being done, the exception): shown in the error panel."""
    undo_changed = Signal()
    """`undo_text` or `redo_text` is another."""

    def __init__(
        self, settings: Settings, *, log_folder: Path | None = None, engine_command: list[str] | None = None,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.settings = settings
        self.project: Project | None = None
        self.trainings: list[RunningTraining] = []
        self.device: dict[str, Any] = {}
        """What the engine said in its hello; empty until then."""
        self.undo_text = ""
        self.redo_text = ""
        self.scope: Scope | None = None
        """What `undo` takes back: changes of the workspace in front; None, of all."""
        self._drafts: dict[Scope, DraftTrail] = {}
        self.tasks = Tasks(self)
        self.jobs = Jobs(self.tasks, parent=self)
        log_file = None
        if log_folder is not None:
            door.make_folder(log_folder, root=log_folder)
            log_file = log_folder / "engine.log"
        self.engine = Engine(self.tasks, log_file=log_file, command=engine_command or (), parent=self)
        self.thumbnails = ThumbnailLoader(parent=self)
        self.jobs.failed.connect(self.report_error)
        self.engine.failed.connect(self.report_error)
        self.engine.hello.connect(self._meet_engine)
        self.project_changed.connect(self._look_at_undo)
        self._mailbox = Mailbox(self)
        self._heard: frozenset[str] = frozenset()
        self._telling = QTimer(self, singleShot=True, interval=0)
        self._telling.timeout.connect(self._tell_changes)
        self._saving = QTimer(self)
        self._saving.setInterval(5000)
        self._saving.timeout.connect(self._save_settings)
        self._saving.start()

    # ---- words to the user --------------------------------------------------------------------------------

    def notify(
        self, text: str, *, undo: Scope | Literal[False] | None = False, action: str = "",
        callback_: Callable[[], Any] | None = None,
    ) -> None:  # fmt: skip
        """Show a toast; `undo` adds an Undo button for a scope, `action` another with its bound method."""
        self.toast_wanted.emit(Toast(text, undo, action, callback(callback_)))

    def report_error(self, doing: str, error: BaseException) -> None:
        """Show what went wrong while `doing` ("Baking"): what happened, what was kept, what to do."""
        if not isinstance(error, Exception):
            raise error
        log.warning("%s failed", doing, exc_info=error)
        self.error_wanted.emit(doing, error)

    # ---- changes that can be undone -----------------------------------------------------------------------

    def run_undoable(
        self,
        name: str,
        work: Callable[[Report], T],
        *,
        toast: str = "",
        done: Callable[[T], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
        quiet: bool = True,
    ) -> Job:
        """Change the project on a thread, in order with all other changes, then say so.

        `work` calls the project, whose changes are stored with their inverse; the project itself tells of them, and
        `project_changed` follows. Afterwards `done` is called and `toast`, if any, shown with an Undo button, unless
        `work` returned False: nothing to do.
        """
        self.settling.emit()
        finish = functools.partial(self._finish_change, toast, self.project, callback(done))
        return self.jobs.start(name, work, finish, failed, lane=PROJECT_LANE, quiet=quiet)

    def _finish_change(self, toast: str, project: Project | None, done: Callback | None, result: Any) -> None:
        scope = project.history.last_scope if project is not None else None
        if done is not None:
            done(result)
        if toast and result is not False:
            self.notify(toast, undo=scope)

    def set_scope(self, scope: Scope | None) -> None:
        """Another workspace is in front."""
        if scope != self.scope:
            self.scope = scope
            self._look_at_undo()

    def set_draft(self, scope: Scope, trail: DraftTrail | None) -> None:
        """What is drawn up in a workspace, None for nothing: its steps are taken back too, each in its turn."""
        if trail is None:
            self._drafts.pop(scope, None)
        else:
            self._drafts[scope] = trail
        self._look_at_undo()

    def enter_in_draft(self, trail: DraftTrail, step: DraftStep) -> None:
        """Something was done in a draft: Ctrl+Z takes it back."""
        if (project := self.project) is not None:
            self.jobs.start(
                tr("Noting it"), lambda report: trail.enter(step, project.history),
                self._look_at_undo, lane=PROJECT_LANE, quiet=True,
            )  # fmt: skip

    def _draft_in(self, scope: Scope | None) -> DraftTrail | None:
        return self._drafts.get(scope) if scope is not None else None

    def undo(self) -> None:
        """Undo the last change of the workspace in front, say so, and have it shown."""
        self.undo_in(self.scope)

    def undo_in(self, scope: Scope | None) -> None:
        """As `undo`, in a scope: the button of a toast may be pressed from another workspace, and leads there."""
        if (project := self.project) is not None:
            if scope is not None and self.scope is not None and scope != self.scope:
                self.show_workspace.emit(scope)
            draft = self._draft_in(scope)
            self.run_undoable(
                tr("Undoing"),
                lambda report: (draft and draft.undo(project.history)) or project.history.undo(scope),
                done=functools.partial(self._say_taken, False, scope, draft),
            )

    def redo(self) -> None:
        """Do again what was undone."""
        if (project := self.project) is not None:
            scope, draft = self.scope, self._draft_in(self.scope)
            self.run_undoable(
                tr("Redoing"),
                lambda report: (draft and draft.redo(project.history)) or project.history.redo(scope),
                done=functools.partial(self._say_taken, True, scope, draft),
            )

    def _say_taken(
        self, again: bool, scope: Scope | None, draft: DraftTrail | None,
        step: UndoStep | BlockedStep | DraftStep | None,
    ) -> None:  # fmt: skip
        if step is None:
            nothing = tr("There is nothing to do again") if again else tr("There is nothing to undo")
            where = tr(" in {workspace}", workspace=tr(scope.title())) if scope else ""
            self.notify(nothing + where)
            return
        from studio.project.undo.draft_trail import DraftStep
        from studio.project.undo.history import BlockedStep

        if isinstance(step, BlockedStep):
            workspace = tr(step.scope.title())
            self.notify(
                tr(
                    "“{step}” cannot be undone yet: “{by}” in {workspace} hangs on it. Undo that first, there.",
                    step=step.words,
                    by=step.by,
                    workspace=workspace,
                )
                if step.undone
                else tr(
                    "“{step}” cannot be done again yet: “{by}” in {workspace} hangs on it. Redo that first, there.",
                    step=step.words,
                    by=step.by,
                    workspace=workspace,
                )
            )
            return
        if not isinstance(step, DraftStep):
            self.taken_back.emit(step)
        elif draft is not None:
            draft.show(step.before if step.undone else step.now)
            self._look_at_undo()
        self.notify(f"{tr('Undone') if step.undone else tr('Done again')}: {step.words}")

    def _look_at_undo(self, done: object = None) -> None:
        project = self.project
        if project is None:
            self._set_undo(("", ""))
            return
        self.jobs.start(
            tr("Reading the history"),
            functools.partial(_undo_texts, project, self.scope, self._draft_in(self.scope)),
            self._set_undo, self._set_no_undo, key="workbench.undo", quiet=True,
        )  # fmt: skip

    def _set_no_undo(self, error: BaseException) -> None:
        log.warning("The history could not be read", exc_info=error)
        self._set_undo(("", ""))

    def _set_undo(self, texts: tuple[str, str]) -> None:
        if texts != (self.undo_text, self.redo_text):
            self.undo_text, self.redo_text = texts
            self.undo_changed.emit()

    # ---- the project --------------------------------------------------------------------------------------

    def open_project(self, folder: Path, then: Callable[[Project], Any] | None = None) -> Job:
        """Open a project folder on a thread; `project_opened` follows (and `then`), or the error panel."""
        return self.jobs.start(
            tr("Opening {stem}", stem=folder.stem), functools.partial(_open, folder, False),
            functools.partial(self._adopt, callback(then)), lane=PROJECT_LANE,
        )  # fmt: skip

    def create_project(self, folder: Path, then: Callable[[Project], Any] | None = None) -> Job:
        """Make a new project folder on a thread and open it; `then(project)` follows `project_opened`."""
        return self.jobs.start(
            tr("Making {stem}", stem=folder.stem), functools.partial(_open, folder, True),
            functools.partial(self._adopt, callback(then)), lane=PROJECT_LANE,
        )  # fmt: skip

    def _adopt(self, then: Callback | None, project: Project) -> None:
        self.adopt_project(project)
        if then is not None:
            then(project)

    def adopt_project(self, project: Project) -> None:
        """Work on this (open) project from now on."""
        self.close_project()
        self.project = project
        self.settings.remember_project(project.folder)
        project.listen(functools.partial(self._mailbox.post, self._hear, project))
        self.project_opened.emit(project)
        for error in (project.notice, *project.elsewhere):
            if error is not None:
                self.error_wanted.emit(tr("Opening {name}", name=project.name), error)
        self._look_at_undo()

    def _hear(self, project: Project, change: ChangedAreas) -> None:
        """The project changed; several changes in one turn of the event loop are told once."""
        if project is self.project:
            self._heard |= change.areas
            self._telling.start()

    def _tell_changes(self) -> None:
        areas, self._heard = self._heard, frozenset()
        if self.project is None:
            return
        for area, signal in (
            ("pictures", self.pictures_changed), ("shelf", self.shelf_changed), ("datasets", self.datasets_changed),
            ("recipes", self.recipes_changed), ("choices", self.choices_changed),
        ):  # fmt: skip
            if area in areas:
                signal.emit()
        self.project_changed.emit()

    def close_project(self) -> None:
        """Let the project go; its trainings go on."""
        project = self.project
        if project is None:
            return
        self.project_closing.emit()
        self.project = None
        self.thumbnails.clear()
        self.set_trainings([])
        self._set_undo(("", ""))
        self.project_closed.emit()
        self.jobs.start(tr("Closing"), lambda report: project.close(), lane=PROJECT_LANE, quiet=True)

    def set_trainings(self, trainings: list[RunningTraining]) -> None:
        """Say who trains now."""
        if trainings != self.trainings:
            self.trainings = trainings
            self.trainings_changed.emit(trainings)

    def _meet_engine(self, hello: dict[str, Any]) -> None:
        self.device = hello

    def _save_settings(self) -> None:
        if self.settings.changed:
            self.jobs.start(tr("Saving settings"), lambda report: self.settings.save(), lane="settings", quiet=True)

    # ---- the end ------------------------------------------------------------------------------------------

    def close(self, seconds: float = 0.8) -> bool:
        """Stop everything in the background within this time; whether it all has stopped. Trainings go on."""
        self._saving.stop()
        self._mailbox.close()
        project = self.project
        if project is not None:
            self.project_closing.emit()
        self.project = None
        self.tasks.cancel_all()
        ended = [self.engine.close(seconds / 2), self.thumbnails.close(seconds / 4), self.jobs.close(seconds / 4)]
        if project is not None:
            project.close()
        self.settings.save()
        return all(ended)


def _undo_texts(project: Project, scope: Scope | None, draft: DraftTrail | None, report: Report) -> tuple[str, str]:
    history = project.history
    undo, redo = (draft.next_undo(history), draft.next_redo(history)) if draft is not None else (None, None)
    return (
        undo.words if undo is not None else history.undo_text(scope),
        redo.words if redo is not None else history.redo_text(scope),
    )


def _open(folder: Path, new: bool, report: Report) -> Project:
    """On a thread, the import too: the project's modules bring numpy and the picture readers with them."""
    from studio.project.project import Project

    project = Project.create(folder) if new else Project.open(folder)
    try:
        report(1, 1)
    except Cancelled:
        project.close()
        raise
    return project
