"""A real workbench, project and window for every test that asks, and the hunt for what a test leaves behind."""

from __future__ import annotations

import contextlib
import gc
import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psutil
import pytest

# Where no display was asked for, none is opened: Xvfb comes in with the tests marked for it.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.project.project import Project
    from studio.training.workspace import TrainWorkspace
    from studio.window import Window
    from studio.workers.engine import Engine
    from studio.workers.workbench import Workbench

_PATIENCE = 20.0  # seconds for what is on its way out: on a busy machine it takes its time


def _windows() -> list[Any]:
    """All windows of the process, but for the hidden context menus that the plotting library makes without parents."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    application = widgets.QApplication.instance() if widgets is not None else None
    if widgets is None or application is None:
        return []
    every = application.topLevelWidgets()
    return [widget for widget in every if widget.isVisible() or not isinstance(widget, widgets.QMenu)]


def _qt_widgets() -> set[int]:
    return {id(widget) for widget in _windows()}


def _settle() -> None:
    """Let deferred deletions happen."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None and core.QCoreApplication.instance() is not None:
        for _ in range(3):
            core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete)
            core.QCoreApplication.processEvents()


_tests_since_collection = 0


@pytest.fixture(autouse=True)
def garbage_on_gui_thread() -> Iterator[None]:
    """As the studio itself has it: a widget freed by a collection on a worker's thread takes the process with it."""
    global _tests_since_collection
    gc.disable()
    yield
    _tests_since_collection += 1
    if _tests_since_collection >= 20:
        _tests_since_collection = 0
        gc.collect()


@pytest.fixture(autouse=True)
def without_sample_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """A project has its own models only, unless a test asks for `with_sample_model`."""
    monkeypatch.setattr("studio.workers.explorer.models.SAMPLE", "models/none")


@pytest.fixture
def with_sample_model(without_sample_model: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """The model that comes with the program is there, as for an artist."""
    monkeypatch.setattr("studio.workers.explorer.models.SAMPLE", "models/sample-characters")


@pytest.fixture(autouse=True)
def leaves_nothing_behind() -> Iterator[None]:
    """No window, thread or child process outlives its test."""
    threads = set(threading.enumerate())
    children = {child.pid for child in psutil.Process().children(recursive=True)}
    widgets = _qt_widgets()
    yield
    _settle()
    if _qt_widgets() - widgets:
        gc.collect()
        _settle()
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        left_threads = [thread for thread in threading.enumerate() if thread not in threads and thread.is_alive()]
        left_children = [
            child for child in psutil.Process().children(recursive=True)
            if child.pid not in children and child.status() != psutil.STATUS_ZOMBIE
        ]  # fmt: skip
        if not left_threads and not left_children:
            break
        time.sleep(0.02)
    assert not left_threads, f"threads left behind: {left_threads}"
    assert not left_children, f"processes left behind: {[child.cmdline() for child in left_children]}"
    left_widgets = _qt_widgets() - widgets
    if left_widgets:
        names = [repr(widget) for widget in _windows() if id(widget) in left_widgets]
        pytest.fail(f"windows left behind: {names}")


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """What the application is started with."""
    return ["maquette"]


@pytest.fixture
def dressed(qapp: Any) -> Any:
    """The application in the studio's clothes."""
    from studio import theme

    if not qapp.styleSheet():
        theme.apply(qapp)
    return qapp


@pytest.fixture
def workbench(dressed: Any, home: Path) -> Iterator[Workbench]:
    """A real workbench; its engine process starts when a test calls it."""
    from studio.settings import Settings, log_folder
    from studio.workers.workbench import Workbench

    made = Workbench(Settings(), log_folder=log_folder())
    yield made
    assert made.close(_PATIENCE), "background work did not end"
    made.deleteLater()


@pytest.fixture(scope="session")
def warm_engine(qapp: Any) -> Iterator[Engine]:
    """An engine process that has torch loaded already, started once: on its own each takes a second or three."""
    from pytestqt.qtbot import QtBot

    from studio.workers.engine import Engine
    from studio.workers.tasks import Tasks

    engine = Engine(Tasks())
    heard: list[object] = []
    engine.hello.connect(heard.append)
    engine.failed.connect(lambda name, error: heard.append(error))
    engine.warm_up()
    QtBot.waitUntil(QtBot.__new__(QtBot), lambda: bool(heard), timeout=120_000)
    assert isinstance(heard[0], dict), heard[0]
    yield engine
    assert engine.close(_PATIENCE)


@contextlib.contextmanager
def lending(engine: Engine, workbench: Workbench) -> Iterator[Workbench]:
    """The workbench with `engine` in place of its own, which has not been started."""
    own, workbench.engine = workbench.engine, engine
    tasks, engine._tasks = engine._tasks, workbench.tasks
    links = [engine.hello.connect(workbench._meet_engine), engine.failed.connect(workbench.report_error)]
    yield workbench
    for link in links:
        engine.disconnect(link)
    workbench.tasks.cancel_all()
    workbench.engine, engine._tasks = own, tasks
    assert not engine._closed, "it was lent, and is ended now: this test has to have an engine of its own"


@pytest.fixture
def lent(warm_engine: Engine, workbench: Workbench) -> Iterator[Workbench]:
    """The workbench with the warm engine: for all that may not end it."""
    with lending(warm_engine, workbench) as made:
        yield made


@pytest.fixture
def project(workbench: Workbench, tmp_path: Path) -> Project:
    """A new, empty project that is open in the workbench; closed with it."""
    from studio.project.project import Project

    made = Project.create(tmp_path / "Critters")
    workbench.adopt_project(made)
    return made


@pytest.fixture
def window(workbench: Workbench, qtbot: QtBot) -> Iterator[Window]:
    """The real window, shown, on the welcome page; ask for `project` too to have one open."""
    from studio.window import Window

    made = Window(workbench)
    made.resize(1280, 800)
    made.show()
    made.activateWindow()  # without a window manager (Xvfb) nobody else does: shortcuts need it
    with qtbot.waitActive(made):
        pass
    if workbench.project is not None:
        workbench.project_opened.emit(workbench.project)
    yield made
    made.close_now()
    made.deleteLater()


@pytest.fixture
def train(workbench: Workbench, project: Project) -> Iterator[TrainWorkspace]:
    """The workspace Train on an open, empty project."""
    from tests.studio.train_support import close_train, open_train

    made = open_train(workbench)
    yield made
    close_train(made)


@pytest.fixture
def wait(qtbot: QtBot) -> Callable[[Callable[[], Any]], None]:
    """`wait(condition)`: let events run until it is true; the test fails after some seconds."""

    def until(condition: Callable[[], Any], seconds: float = 60.0) -> None:
        qtbot.waitUntil(lambda: bool(condition()), timeout=round(seconds * 1000))

    return until
