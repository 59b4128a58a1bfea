"""The window: up at once, without torch; each workspace where it belongs; a clean end."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gan_engine import atomic
from gan_engine.errors import DiskError
from gan_engine.reporting import Report
from studio import theme
from studio.dialogs import CloseDialog
from studio.explorer.modes.mode_list import MODES
from studio.frame.header import time_left
from studio.frame.status_line import StatusLine
from studio.help.about import AboutDialog
from studio.project.project import Project
from studio.widgets.fields.eliding_box import ElidingButton, ElidingLabel
from studio.widgets.workspace import Workspace
from studio.window import Window
from studio.workers.tasks import Task, Tasks
from studio.workers.workbench import RunningTraining, Toast, Workbench
from studio.workspaces import WORKSPACES

Wait = Callable[..., None]
CTRL = Qt.KeyboardModifier.ControlModifier

_START = """
import sys
from studio import app
application = app.make_application(["maquette"])
studio = app.Studio(application)
painted = []
studio.window.first_painted.connect(lambda: painted.append(1))
studio.open(None)
while not painted:
    application.processEvents()
heavy = sorted({"torch", "pyqtgraph", "onnxruntime", "rembg.sessions", "cv2", "scipy", "pydantic"} & set(sys.modules))
studio.window.close_now()
assert studio.close()
print("heavy:", heavy)
"""


def run_python(code: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False,
        env={**os.environ, "MAQUETTE_HOME": str(home), "QT_QPA_PLATFORM": "offscreen", **environment},
    )  # fmt: skip


def test_the_window_is_up_without_anything_heavy(home: Path) -> None:
    done = run_python(_START, home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "heavy: []"


def test_no_workspace_brings_torch_into_the_window(home: Path) -> None:
    code = (
        "import importlib, sys\nfrom studio.workspaces import CLASSES\n"
        "for module, _ in CLASSES.values(): importlib.import_module(module)\n"
        "print(sorted({'torch', 'onnxruntime', 'rembg.sessions'} & set(sys.modules)))"
    )
    done = run_python(code, home)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(("number", "name"), [(number, place[0]) for number, place in enumerate(WORKSPACES, 1)])
def test_each_workspace_has_its_key(window: Window, project: Project, wait: Wait, number: int, name: str) -> None:
    wait(lambda: window.front == "curate")
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0.value + number), CTRL)
    wait(lambda: window.workspace(name) is not None)
    assert window.front == name
    workspace = window.workspace(name)
    wait(workspace.isVisible)
    assert workspace.name == name
    assert window.rail.findChild(QPushButton) is None
    assert not window.errors.text


def test_without_a_project_there_is_only_the_welcome_page(window: Window) -> None:
    assert window.welcome.isVisible()
    assert not window.rail.isVisible()
    QTest.keyClick(window, Qt.Key.Key_2, CTRL)
    assert window.front == ""


def test_workspaces_keep_their_keys_to_themselves(window: Window, project: Project, wait: Wait) -> None:
    """The same key in two workspaces is never ambiguous: only the one in front listens."""
    for name, *_ in WORKSPACES:
        window.show_workspace(name)
        wait(lambda name=name: window.workspace(name) is not None)
    for name, *_ in WORKSPACES:
        window.show_workspace(name)
        seen: dict[str, str] = {}
        for action in window.actions():
            for keys in action.shortcuts():
                text = keys.toString()
                assert text not in seen, f"{name}: {text} is both {seen.get(text)} and {action.objectName()}"
                seen[text] = action.objectName()
        workspace = window.workspace(name)
        assert workspace is not None
        assert {command.name for command in workspace.commands()} <= set(seen.values()) | _without_keys(window)


def _without_keys(window: Window) -> set[str]:
    return {action.objectName() for action in window.actions() if not action.shortcuts()}


def test_f9_leaves_only_the_pictures(window: Window, project: Project, wait: Wait) -> None:
    window.show_workspace("curate")
    wait(lambda: window.workspace("curate") is not None)
    curate = window.workspace("curate")
    assert curate is not None
    shown = [curate.side_panel.isVisible(), curate.inspector_panel.isVisible()]
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert not curate.side_panel.isVisible()
    assert not curate.inspector_panel.isVisible()
    QTest.keyClick(window, Qt.Key.Key_F9)
    assert [curate.side_panel.isVisible(), curate.inspector_panel.isVisible()] == shown


def test_undo_and_redo_reach_the_project(window: Window, project: Project, wait: Wait, tmp_path: Path) -> None:
    import numpy as np

    project.shelf.add(np.zeros((8, 8, 3), np.uint8), {}, name="Tin Oracle")
    assert not window.workbench.undo_text, "a design is kept in Explore: Curate has nothing to take back"
    window.show_workspace("explore")
    wait(lambda: window.workbench.undo_text)
    button = window.status.findChild(QPushButton, "status.undo")
    wait(button.isVisible)
    assert "keep" in button.text()
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL)
    wait(lambda: len(project.shelf.ids()) == 0)
    wait(lambda: window.workbench.redo_text and not button.isVisible())
    QTest.keyClick(window, Qt.Key.Key_Z, CTRL | Qt.KeyboardModifier.ShiftModifier)
    wait(lambda: len(project.shelf.ids()) == 1)
    wait(button.isVisible)
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(lambda: len(project.shelf.ids()) == 0)


def test_a_toast_leaves_the_steps_below_the_pictures_free(
    window: Window, project: Project, workbench: Workbench, wait: Wait
) -> None:
    window.show_workspace("curate")
    wait(lambda: window.findChild(QWidget, "curate.steps") is not None)
    steps = window.findChild(QWidget, "curate.steps")
    assert steps is not None
    wait(steps.isVisible)
    workbench.notify("Something happened")
    wait(lambda: window.toast.isVisible())
    assert window.toast.geometry().bottom() < steps.mapTo(window, QPoint(0, 0)).y()


def test_closed_while_a_room_is_half_built_it_leaves_nothing(
    window: Window, project: Project, qapp: QApplication, wait: Wait
) -> None:
    def begun() -> bool:
        return bool(window.workspaces._half)

    wait(begun)
    window.close_now()
    assert not begun()
    for room in window.findChildren(Workspace):
        assert not [each for each in QApplication.topLevelWidgets() if each.objectName().startswith(f"{room.name}.")]


def test_a_toast_offers_undo(window: Window, project: Project, workbench: Workbench, wait: Wait) -> None:
    import numpy as np

    design = np.zeros((8, 8, 3), np.uint8)
    workbench.run_undoable("Keeping", lambda report: project.shelf.add(design, {}, name="Pip"), toast="Kept Pip")
    wait(lambda: window.toast.text == "Kept Pip")
    QTest.mouseClick(window.toast.findChild(QPushButton, "toast.undo"), Qt.MouseButton.LeftButton)
    wait(lambda: len(project.shelf.ids()) == 0)


def test_a_toast_of_many_words_stays_in_the_window_with_its_undo(
    window: Window, project: Project, workbench: Workbench, wait: Wait
) -> None:
    words = f"1 part cut from {'a name that goes on and on ' * 20}.png"
    workbench.toast_wanted.emit(Toast(words, undo=None))
    wait(lambda: window.toast.isVisible())
    assert window.rect().contains(window.toast.geometry())
    undo = window.toast.findChild(QPushButton, "toast.undo")
    assert window.toast.rect().contains(undo.geometry())
    assert window.toast.text == words


def test_a_change_that_changed_nothing_says_nothing(window: Window, project: Project, wait: Wait) -> None:
    workbench = window.workbench
    workbench.run_undoable("Nothing", lambda report: False, toast="Never shown")
    wait(lambda: not workbench.tasks.running)
    assert window.toast.text == ""


def test_the_running_training_is_in_the_header(window: Window, project: Project, wait: Wait) -> None:
    training = RunningTraining(project.folder / "runs" / "00001-critters", "critters", 412, 1000, 11_520)
    window.workbench.set_trainings([training])
    chip = window.header.training
    assert chip.isVisible()
    assert chip.accessibleName() == "Training: critters 412 / 1,000 kimg 3 h 12 min left"
    assert "\nA kimg is a thousand pictures" in chip.toolTip()
    window.workbench.set_trainings([RunningTraining(training.path, "critters", 0, 0)])
    assert chip.accessibleName() == "Training: critters starting"
    asked: list[object] = []
    window.workbench.show_run.connect(asked.append)
    QTest.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert asked[0] == training.path
    assert window.front == "train"
    window.workbench.set_trainings([])
    assert not chip.isVisible()


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(None, ""), (20, "less than a minute left"), (90, "2 min left"), (11_520, "3 h 12 min left"),
     (3_599, "1 h left"), (200_000, "2 days left")],
)  # fmt: skip
def test_time_left_in_words(seconds: float | None, words: str) -> None:
    assert time_left(seconds) == words


def test_a_run_on_the_disk_is_found_and_followed(
    window: Window, project: Project, workbench: Workbench, wait: Wait
) -> None:
    """Whoever opens the project sees who trains, without having started it."""
    from gan_engine.runs.run_directory import RunDirectory, RunState
    from studio.workers.training.desk import TrainingDesk

    runs = TrainingDesk.of(workbench).runs
    run = RunDirectory.create(project.new_run_dir("knights"), {"configuration": {}})
    changed: list[int] = []
    workbench.runs_changed.connect(lambda: changed.append(1))
    with run.hold():
        run.write_state(RunState(status="running", pid=os.getpid(), heartbeat=time.time(), kimg=5, total_kimg=20))
        runs.refresh()
        wait(lambda: [(each.name, each.kimg) for each in workbench.trainings] == [("knights", 5)])
        assert window.header.training.isVisible()
        run.write_state(RunState(status="finished", kimg=20, total_kimg=20))
    wait(lambda: not workbench.trainings)
    wait(lambda: changed)


def test_an_error_says_what_was_kept_and_what_to_do(window: Window, workbench: Workbench, wait: Wait) -> None:
    def work(report: Report) -> None:
        raise DiskError("The disk is full.", kept="The dataset is untouched.", do="Free some space.")

    workbench.jobs.start("Baking", work)
    wait(lambda: window.errors.text)
    assert window.errors.text == "The disk is full. The dataset is untouched. Free some space."
    details = window.errors.findChild(QPlainTextEdit, "error.details")
    QTest.mouseClick(window.errors.findChild(QPushButton, "error.show-details"), Qt.MouseButton.LeftButton)
    assert details.isVisible()
    assert "DiskError" in details.toPlainText()
    QTest.mouseClick(window.errors.findChild(QPushButton, "error.close"), Qt.MouseButton.LeftButton)
    assert window.errors.text == ""


def test_errors_wait_their_turn(window: Window, workbench: Workbench) -> None:
    for number in range(3):
        workbench.report_error(f"task {number}", ValueError(str(number)))
    close = window.errors.findChild(QPushButton, "error.close")
    assert "task 2" in window.errors.text
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert "task 1" in window.errors.text
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    QTest.mouseClick(close, Qt.MouseButton.LeftButton)
    assert window.errors.text == ""


def test_errors_go_with_their_cause_and_cover_no_next_step(
    window: Window, workbench: Workbench, project: Project, wait: Wait
) -> None:
    wait(lambda: window.workspace("curate") is not None)
    workspace = window.workspace("curate")
    assert workspace is not None
    workbench.report_error("Baking a", ValueError("a"))
    workbench.report_error("Sorting", ValueError("b"))
    strip = workspace._strip_frame
    for panel in (workspace.inspector_panel, strip):
        covered = QRect(panel.mapTo(window, QPoint()), panel.size()) & window.errors.geometry()
        assert not panel.isVisible() or covered.isEmpty(), panel.objectName()
    workbench.jobs.start("Sorting", lambda report: None)
    assert "Baking a" in window.errors.text, "what is tried again is no longer said"
    workbench.close_project()
    assert window.errors.text == ""


def test_closing_asks_while_work_goes_on_and_then_ends_it(window: Window, workbench: Workbench, wait: Wait) -> None:
    unwound = threading.Event()

    def endless(report: Report) -> None:
        try:
            while True:
                report(1, 100)
                time.sleep(0.001)
        finally:
            unwound.set()

    workbench.jobs.start("Baking", endless)
    wait(lambda: workbench.tasks.shown)
    window.close()
    assert window.isVisible()
    dialog = window.findChild(CloseDialog)
    QTest.mouseClick(dialog.findChild(QPushButton, "close.close"), Qt.MouseButton.LeftButton)
    assert not window.isVisible()
    assert workbench.close(5.0)
    assert unwound.is_set()


def test_a_task_can_be_cancelled_from_the_status_line(window: Window, workbench: Workbench, wait: Wait) -> None:
    unwound = threading.Event()

    def endless(report: Report) -> None:
        try:
            while True:
                report(3, 10)
                time.sleep(0.001)
        finally:
            unwound.set()

    workbench.jobs.start("Importing pictures", endless)
    wait(lambda: window.status.findChild(QPushButton, "status.task.cancel"))
    button = window.status.findChild(QPushButton, "status.task.cancel")
    assert button.accessibleName() == "Cancel Importing pictures"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    wait(unwound.is_set)
    wait(lambda: not workbench.tasks.running)


def test_its_place_is_remembered(workbench: Workbench, dressed: object) -> None:
    first = Window(workbench)
    first.show()
    first.resize(1100, 700)
    first.close_now()
    second = Window(workbench)
    assert second.size() == QSize(1100, 700)
    for window in (first, second):
        window.deleteLater()


def test_a_place_off_all_screens_is_not_believed(workbench: Workbench, dressed: object) -> None:
    workbench.settings.set("window", [90_000, 90_000, 1200, 800, 0])
    window = Window(workbench)
    assert window.screen().availableGeometry().intersects(window.geometry())
    window.deleteLater()


def test_closing_a_project_leads_back_to_the_welcome_page(window: Window, project: Project, wait: Wait) -> None:
    wait(lambda: window.workspace("curate") is not None)
    folder = project.folder
    window.workbench.close_project()
    assert window.welcome.isVisible()
    assert not window.rail.isVisible()
    wait(lambda: not window.workbench.tasks.running)
    Project.open(folder).close()  # its lock is free again


def test_one_project_after_another(window: Window, project: Project, wait: Wait, tmp_path: Path) -> None:
    wait(lambda: window.workspace("curate") is not None)
    Project.create(tmp_path / "Second").close()
    window.open_project(tmp_path / "Second.maquette")
    wait(lambda: window.workbench.project is not None and window.workbench.project.name == "Second")
    assert window.header.project.accessibleName() == "Project Second"
    assert not window.errors.text
    window.open_project(tmp_path / "Second.maquette")
    assert not window.errors.text, "the project that is open is simply gone to"


def test_about_names_the_artists_and_the_licences(window: Window, wait: Wait) -> None:
    window.actions_.action("window.about").trigger()
    dialog = window.findChild(AboutDialog)
    texts = " ".join(page.toPlainText() for page in dialog.findChildren(QPlainTextEdit))
    for name in ("David Revoy", "Zikri Kader", "Apache License", "SIL Open Font License"):
        assert name in texts, name
    dialog.reject()


# ---- the commands -----------------------------------------------------------------------------------------------


def run_maquette(home: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY")}
    clean.pop("QT_QPA_PLATFORM", None)
    return subprocess.run(
        [sys.executable, "-m", "studio", *arguments], capture_output=True, text=True, timeout=120, check=False,
        env={**clean, "MAQUETTE_HOME": str(home), **environment},
    )  # fmt: skip


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these always have a display")
def test_without_a_display_it_says_so_in_a_sentence(home: Path) -> None:
    done = run_maquette(home)
    assert done.returncode == 1
    assert done.stderr.startswith("There is no display")
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


def test_help_and_version(home: Path) -> None:
    shown = run_maquette(home, "--help")
    assert shown.returncode == 0
    assert "PROJECT" in shown.stdout
    assert "demo" in shown.stdout
    version = run_maquette(home, "--version")
    assert version.stdout.startswith("maquette ")
    assert run_maquette(home, "--nonsense").returncode == 2
    assert "--kimg" in run_maquette(home, "demo", "--help").stdout
    assert run_maquette(home, "tour").returncode == 2


_RUN_AND_END = """
import os, signal, sys, threading
from PySide6.QtCore import QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget
import studio.app as app

def fail_once():
    raise ValueError("a slot that fails")

class Unpaintable(QWidget):
    def paintEvent(self, event):
        painter = QPainter(self)
        raise ValueError("a picture that cannot be painted")

original = app.Studio.open
def open_and_plan(self, project):
    original(self, project)
    QTimer.singleShot(50, fail_once)
    self.unpaintable = Unpaintable(self.window)
    self.unpaintable.show()
    QTimer.singleShot(100, lambda: threading.Thread(target=fail_once).start())
    def look():
        assert self.window.errors.text, "the error panel must show what nobody caught"
        os.kill(os.getpid(), signal.SIGTERM)
    QTimer.singleShot(600, look)
app.Studio.open = open_and_plan
code = app.run(None)
print("ended", code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send oneself")
def test_what_nobody_caught_is_shown_and_logged_and_the_studio_goes_on(home: Path) -> None:
    done = run_python(_RUN_AND_END, home)
    assert done.returncode == 0, done.stderr
    assert "ended 0" in done.stdout
    log = (home / "log" / "studio.log").read_text(encoding="utf-8")
    assert log.count("ValueError: a slot that fails") == 2
    assert log.count("ValueError: a picture that cannot be painted") >= 1
    assert "active painter" not in done.stderr
    settings = (home / "settings.json").read_text(encoding="utf-8")
    assert '"window"' in settings


def test_half_written_settings_of_a_killed_studio_do_no_harm(home: Path) -> None:
    (home / f"{atomic.TEMPORARY}x-settings.json").write_text("{", encoding="utf-8")
    done = run_python(_START, home)
    assert done.returncode == 0, done.stderr


def test_how_far_a_task_is_is_never_cut(qtbot: QtBot) -> None:
    tasks = Tasks()
    status = StatusLine(tasks)
    qtbot.addWidget(status)
    status.resize(900, theme.STATUS_HEIGHT)
    status.show()
    name = "Cutting the figures of all pictures off their grounds with a large model"
    running = [Task(name, parent=status), Task("Measuring", parent=status)]
    for task in running:
        task.started -= 1
        tasks.add(task)
    running[0].note(1, 1200)
    status.set_undo("drag the design, " + "many steps " * 10)
    status.set_hint("Space look close · drag it onto a class")
    qtbot.waitUntil(lambda: any(each.text() == "1 of 1,200" for each in status.findChildren(QLabel)))
    status.layout().activate()
    (count,) = (each for each in status.findChildren(QLabel) if each.text() == "1 of 1,200")
    assert count.width() >= count.sizeHint().width()
    place = count.mapTo(status, QPoint(0, 0))
    running[0].note(1199, 1200)
    running[0].tell()
    tasks.changed.emit()
    assert count.text() == "1,199 of 1,200"
    assert count.width() >= count.sizeHint().width(), "before anything is laid out anew"
    assert count.mapTo(status, QPoint(0, 0)) == place
    undo = status.findChild(ElidingButton, "status.undo")
    assert undo.shown_text.endswith("…")
    assert "many steps " * 10 in undo.toolTip(), "the whole is in the tool tip"
    assert undo.mapTo(status, undo.rect().bottomRight()).x() < status.width()
    for task in running:
        task.end()


def test_the_hint_is_whole_beside_a_long_undo_at_the_usual_width_and_gives_way_in_a_narrow_one(qtbot: QtBot) -> None:
    status = StatusLine(Tasks())
    qtbot.addWidget(status)
    status.resize(1440, theme.STATUS_HEIGHT)
    status.show()
    status.set_undo("drag the design, " + "many steps " * 10)
    (hint,) = status.findChildren(ElidingLabel)
    for mode in MODES:
        status.set_hint(mode.hint)
        status.layout().activate()
        assert hint.shown_text == mode.hint, mode.key
    longest = max((mode.hint for mode in MODES), key=len)
    status.set_hint(longest)
    status.resize(700, theme.STATUS_HEIGHT)
    assert status.width() == 700
    assert hint.shown_text.endswith("…")
    assert hint.geometry().right() < 700
    assert hint.toolTip() == longest
