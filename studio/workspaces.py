"""The four workspaces, each made when it is first needed.

What they stand on is imported on a thread (it takes longer than a frame); their own modules on the GUI thread, some at
a time: a class of Qt's that is made on another thread while the GUI thread is at work brings the process down now and
then (PySide looks classes up without a lock, up to Python 3.11). They are built when first shown, or one by one when
there is nothing else to do. Who is asked to show something before it is there is asked again once it is.
"""

from __future__ import annotations

import functools
import importlib
import importlib.util
import itertools
import pkgutil
import sys
from collections.abc import Iterator

from PySide6.QtCore import QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio.engine_words import error_words
from studio.widgets.empty_state import EmptyState
from studio.widgets.room.in_turns import InTurns, dressed
from studio.widgets.workspace import Workspace
from studio.words import tr, tr_noop
from studio.workers.workbench import Workbench

WORKSPACES = (
    ("curate", tr_noop("Curate"), "squares-four"),
    ("train", tr_noop("Train"), "trend-up"),
    ("explore", tr_noop("Explore"), "compass"),
    ("shelf", tr_noop("Shelf"), "stack"),
)
"""(name, title, icon) in the order of the work."""
CLASSES = {
    "curate": ("studio.curation.workspace", "CurateWorkspace"),
    "train": ("studio.training.workspace", "TrainWorkspace"),
    "explore": ("studio.explorer.workspace", "ExploreWorkspace"),
    "shelf": ("studio.shelf.workspace", "ShelfWorkspace"),
}
FOUNDATIONS = (
    "numpy", "psutil", "pydantic", "gan_engine.curation.backgrounds.models", "gan_engine.curation.splitting",
    "gan_engine.dataset.options", "gan_engine.interchange.exports.names", "gan_engine.interchange.exports.options",
    "gan_engine.interchange.picture_recipe", "gan_engine.latent.directions", "gan_engine.latent.interpolation.walk",
    "gan_engine.latent.lineage", "gan_engine.latent.masks", "gan_engine.pictures", "gan_engine.runs.history",
    "gan_engine.settings.relations", "studio.project.project", "studio.project.bake_plan",
)  # fmt: skip
"""What the workspaces stand on and takes long to import. None of it knows Qt (a test looks)."""
_NOT_YET = "studio.training.plots"
"""They bring the plotting library, and are imported when the first plot is made."""
_BUILT_WHEN_IDLE = ("curate", "explore", "shelf", "train")
"""In this order."""
_IDLE = 400  # milliseconds between building one workspace and the next


class Workspaces(QObject):
    """`came(name)` when the workspace in front can be seen; `built(workspace)` once for each."""

    came = Signal(str)
    built = Signal(object)

    def __init__(self, workbench: Workbench, stack: QStackedWidget) -> None:
        super().__init__(stack)
        self._workbench = workbench
        self._stack = stack
        self._pages: dict[str, QWidget] = {}
        self._built: dict[str, Workspace] = {}
        self._importing: set[str] = set()
        self._broken: set[str] = set()
        self._pending: list[tuple[str, SignalInstance, object]] = []
        self.front = ""
        for name, *_ in WORKSPACES:
            page = QWidget()
            page.setProperty("place", "background")
            page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
            QVBoxLayout(page).setContentsMargins(0, 0, 0, 0)
            self._pages[name] = page
            stack.addWidget(page)
        for name, asking in (
            ("curate", workbench.show_in_curate),
            ("curate", workbench.import_wanted),
            ("train", workbench.show_run),
            ("train", workbench.train_on),
            ("explore", workbench.show_in_explorer),
            ("shelf", workbench.show_on_shelf),
        ):
            asking.connect(functools.partial(self._on_asked, name, asking))
        workbench.show_workspace.connect(self.show)
        self._half: dict[str, tuple[Workspace, InTurns]] = {}
        self._loading: dict[str, Iterator[str]] = {}
        self._ahead: InTurns | None = None
        self._idle = QTimer(self, singleShot=True, interval=_IDLE)
        self._idle.timeout.connect(self._build_next)

    def get(self, name: str) -> Workspace | None:
        """A workspace, if it has been built."""
        return self._built.get(name)

    @property
    def is_making_one(self) -> bool:
        """Whether a workspace is being imported, built or dressed now."""
        return bool(self._importing)

    def show(self, name: str) -> None:
        """Bring a workspace to the front. Without a project there is nothing to show."""
        if self._workbench.project is None:
            return
        if name != self.front:
            self.leave()
            self.front = name
        self._stack.setCurrentWidget(self._pages[name])
        if name in self._built:
            self.came.emit(name)
            self._built[name].front()
        else:
            self.came.emit(name)
            self._import(name)

    def stop(self) -> None:
        """The window goes: nothing more is begun. What is half built is built to its end, so that all of it goes too:
        parts that stand in nothing yet would stay."""
        self._idle.stop()
        self._loading.clear()
        if self._ahead is not None:
            self._ahead.stop()
        for workspace, turns in self._half.values():
            turns.stop()
            for _ in workspace.parts:
                pass
        self._half.clear()

    def leave(self) -> None:
        """No workspace is in front any more."""
        before = self._built.get(self.front)
        self.front = ""
        if before is not None:
            before.back()

    def forget_pending(self) -> None:
        """The project is another: what it was asked to show is of no interest now."""
        self._pending.clear()

    def _on_asked(self, name: str, asking: SignalInstance, payload: object) -> None:
        if name not in self._built:
            self._pending.append((name, asking, payload))
        self.show(name)

    # ---- building -----------------------------------------------------------------------------------------

    def _import(self, name: str) -> None:
        if name not in self._importing:
            self._importing.add(name)
            self._workbench.jobs.start(
                tr("Opening"), _import_foundations, functools.partial(self._begin_loading, name),
                functools.partial(self._give_up, name), quiet=True,
            )  # fmt: skip

    def _begin_loading(self, name: str, done: None = None) -> None:
        """Import the workspace's own modules, on this thread."""
        if not self._loading:
            InTurns(self._load_all(), self)
        self._loading[name] = _modules_of(CLASSES[name][0])

    def _load_all(self) -> Iterator[None]:
        """A module at a time; the workspace in front first."""
        while self._loading:
            name = self.front if self.front in self._loading else next(iter(self._loading))
            try:
                if (module := next(self._loading[name], None)) is not None:
                    importlib.import_module(module)
                else:
                    del self._loading[name]
                    self._build(name, CLASSES[name][0])
            except Exception as error:
                self._loading.pop(name, None)
                self._give_up(name, error)
            yield

    def _build(self, name: str, module: str) -> None:
        self._importing.discard(name)
        if name in self._built:
            return
        try:
            workspace: Workspace = getattr(sys.modules[module], CLASSES[name][1])(self._workbench, gradually=True)
        except Exception as error:
            self._give_up(name, error)
            return
        workspace.hide()
        self._fill_page(name, workspace)
        self._importing.add(name)
        finish, give_up = functools.partial(self._finish, workspace), functools.partial(self._give_up, name)
        self._half[name] = workspace, InTurns(_dressed(workspace), self, finish, give_up)

    def _finish(self, workspace: Workspace) -> None:
        workspace.show()
        name = workspace.name
        self._half.pop(name, None)
        self._importing.discard(name)
        self._built[name] = workspace
        self.built.emit(workspace)
        if name == self.front:
            self.came.emit(name)
            workspace.front()
        waiting = [(asking, payload) for front, asking, payload in self._pending if front == name]
        self._pending = [pending for pending in self._pending if pending[0] != name]
        for asking, payload in waiting:
            asking.emit(payload)
        self._idle.start()

    def _give_up(self, name: str, error: BaseException) -> None:
        self._importing.discard(name)
        self._half.pop(name, None)
        self._broken.add(name)
        title = next(tr(title) for workspace, title, _ in WORKSPACES if workspace == name)
        self._fill_page(
            name,
            EmptyState(f"{name}.broken", "warning", tr("{title} could not be opened", title=title), error_words(error)),
        )
        self._workbench.report_error(tr("opening {title}", title=title), error)

    def _fill_page(self, name: str, widget: QWidget) -> None:
        layout = self._pages[name].layout()
        assert layout is not None
        while (item := layout.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.hide()
                old.deleteLater()
        layout.addWidget(widget)

    def build_all(self) -> None:
        """Build, some at a time, those that nobody has been to yet: who lists what can be done wants them all."""
        if self._workbench.project is not None:
            for name, *_ in WORKSPACES:
                if name not in self._built.keys() | self._broken:
                    self._import(name)

    def _build_next(self) -> None:
        """Nothing else to do: build a workspace ahead of its first showing; then what it opens later."""
        if self._workbench.project is None or self._importing:
            return
        done = self._built.keys() | self._broken
        name = next((name for name in _BUILT_WHEN_IDLE if name not in done), None)
        if name is not None:
            self._import(name)
        else:  # once: a workspace that was built was the last
            every = itertools.chain.from_iterable(workspace.ahead() for workspace in self._built.values())
            self._ahead = InTurns(every, self, self._rest, self._rest)

    def _rest(self, error: BaseException | None = None) -> None:
        """Nothing is made ahead any more."""
        self._ahead = None
        if error is not None:
            self._workbench.report_error(tr("opening a page"), error)


def _dressed(workspace: Workspace) -> Iterator[None]:
    """Fill it, then dress it."""
    yield from workspace.parts
    yield from dressed(workspace)


def _import_foundations(report: Report) -> None:
    for module in FOUNDATIONS:
        importlib.import_module(module)


def _modules_of(workspace: str) -> Iterator[str]:
    """The modules that a workspace needs, small ones first, the workspace itself last."""
    package = workspace.rpartition(".")[0]
    for name in ("studio.widgets", f"studio.workers.{package.rpartition('.')[2]}", package):
        if importlib.util.find_spec(name) is not None:
            within = importlib.import_module(name)
            for found in pkgutil.walk_packages(within.__path__, f"{name}."):
                if not found.name.startswith(_NOT_YET):
                    yield found.name
    yield workspace
