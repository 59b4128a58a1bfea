"""The first page: three ways to begin, and the projects one had open lately."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QPushButton

from gan_engine.pictures import write_png
from gan_engine.reporting import silent
from studio.dialogs import NewProjectDialog
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.welcome import RecentRow
from studio.window import Window
from studio.workers.covers import make_cover
from studio.workers.workbench import Workbench
from tests.studio.project_support import make_project

Wait = Callable[..., None]


def drop(window: Window, paths: list[Path]) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window.welcome, QDragEnterEvent(QPoint(50, 50), copy, data, left, none))
    QApplication.sendEvent(window.welcome, QDropEvent(QPointF(50, 50), copy, data, left, none))


def press(dialog: NewProjectDialog, name: str) -> None:
    QTest.mouseClick(dialog.findChild(QPushButton, name), Qt.MouseButton.LeftButton)


def test_a_folder_dropped_here_becomes_a_project(
    window: Window, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    art = tmp_path / "knights"
    art.mkdir()
    for number in range(3):
        write_png(art / f"{number}.png", np.full((40, 40, 3), number * 50, np.uint8))
    drop(window, [art])
    dialog = window.findChild(NewProjectDialog)
    assert dialog.findChild(QLineEdit, "new-project.name").text() == "knights"
    dialog.findChild(QLineEdit, "new-project.place").setText(str(tmp_path / "projects"))
    (tmp_path / "projects").mkdir()
    press(dialog, "new-project.make")
    wait(lambda: workbench.project is not None)
    assert workbench.project.folder == tmp_path / "projects" / "knights.maquette"
    project = workbench.project
    wait(lambda: len(project.catalogue.ids()) == 3)
    assert window.front == "curate"
    wait(lambda: not workbench.tasks.running)


def test_a_project_dropped_here_is_opened(window: Window, workbench: Workbench, wait: Wait, tmp_path: Path) -> None:
    Project.create(tmp_path / "Elves").close()
    drop(window, [tmp_path / "Elves.maquette"])
    wait(lambda: workbench.project is not None)
    assert workbench.project.name == "Elves"


def test_names_that_cannot_be_are_said_at_once(window: Window, tmp_path: Path) -> None:
    (tmp_path / "Taken.maquette").mkdir()
    drop(window, [tmp_path])
    dialog = window.findChild(NewProjectDialog)
    name, place = dialog.findChild(QLineEdit, "new-project.name"), dialog.findChild(QLineEdit, "new-project.place")
    make = dialog.findChild(QPushButton, "new-project.make")
    place.setText(str(tmp_path))
    for bad in ("a/b", "what?", ".hidden", "Taken", "", "   "):
        name.setText(bad)
        assert not make.isEnabled(), bad
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        assert name.height() >= name.sizeHint().height(), "what is wrong takes no room from what is written"
    name.setText("Fine")
    assert make.isEnabled()
    place.setText("relative")
    assert not make.isEnabled()
    dialog.reject()


def test_a_free_name_is_offered(window: Window, workbench: Workbench, tmp_path: Path) -> None:
    workbench.settings.set("projects_folder", str(tmp_path))
    (tmp_path / "knights.maquette").mkdir()
    (tmp_path / "knights 2.maquette").mkdir()
    drop(window, [tmp_path / "knights"])
    dialog = window.findChild(NewProjectDialog)
    assert dialog.folder == tmp_path / "knights 3.maquette"
    assert dialog.findChild(QPushButton, "new-project.make").isEnabled()
    dialog.reject()


def test_recent_projects_are_there_with_their_cover(
    workbench: Workbench, wait: Wait, tmp_path: Path, qtbot: object
) -> None:
    art = tmp_path / "art"
    art.mkdir()
    for number in range(6):
        write_png(art / f"{number}.png", np.full((16, 16, 3), (number * 40, 90, 200), np.uint8))
    project = Project.create(tmp_path / "Elves")
    import_sources(project, [art])
    make_cover(project, silent)
    project.close()
    workbench.settings.remember_project(tmp_path / "Gone.maquette")
    workbench.settings.remember_project(tmp_path / "Elves.maquette")
    window = Window(workbench)
    window.show()
    rows = window.welcome.findChildren(RecentRow)
    assert [row.folder.stem for row in rows] == ["Elves", "Gone"]
    wait(lambda: rows[1].locate.isVisible())
    assert not rows[0].locate.isVisible()
    opened: list[object] = []
    window.welcome.project_wanted.connect(opened.append)
    QTest.mouseClick(rows[1], Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert not opened, "there is nothing to open"
    wait(lambda: rows[0].grab().toImage().pixelColor(30, 30).blue() > 150)
    QTest.mouseClick(rows[0], Qt.MouseButton.LeftButton)
    wait(lambda: workbench.project is not None)
    assert workbench.project.name == "Elves"
    assert window.header.project.text() == "Elves"
    window.close_now()
    window.deleteLater()


def test_a_project_that_was_moved_is_located_or_taken_off_the_list(
    workbench: Workbench, wait: Wait, tmp_path: Path, qtbot: object
) -> None:
    Project.create(tmp_path / "Elves").close()
    (tmp_path / "moved").mkdir()
    (tmp_path / "Elves.maquette").rename(tmp_path / "moved" / "Elves.maquette")
    for name in ("Orcs", "Elves"):
        workbench.settings.remember_project(tmp_path / f"{name}.maquette")
    window = Window(workbench)
    window.show()
    elves, orcs = window.welcome.findChildren(RecentRow)
    wait(lambda: elves.locate.isVisible() and orcs.forget.isVisible())
    QTest.mouseClick(orcs.forget, Qt.MouseButton.LeftButton)
    assert workbench.settings.recent == [tmp_path / "Elves.maquette"]
    elves = window.welcome.findChildren(RecentRow)[-1]
    wait(lambda: elves.locate.isVisible())
    QTest.mouseClick(elves.locate, Qt.MouseButton.LeftButton)
    dialog = window.findChild(QFileDialog, "dialog.locate")
    dialog.fileSelected.emit(str(tmp_path / "moved" / "Elves.maquette"))
    dialog.close()
    wait(lambda: workbench.project is not None)
    wait(lambda: workbench.settings.recent == [tmp_path / "moved" / "Elves.maquette"])
    window.close_now()
    window.deleteLater()


def test_a_project_that_cannot_be_opened_is_one_clear_word(
    window: Window, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    Project.create(tmp_path / "Elves").close()
    (tmp_path / "Elves.maquette" / "project.db").write_bytes(b"not a database at all" * 100)
    (tmp_path / "Elves.maquette" / "project.backup.db").unlink(missing_ok=True)
    window.open_project(tmp_path / "Elves.maquette")
    wait(lambda: window.errors.text)
    assert workbench.project is None
    assert not window.errors.act.isVisible(), "there is no copy to restore it from"
    assert "Traceback" not in window.errors.text


def test_a_damaged_project_is_restored_at_a_press(
    window: Window, workbench: Workbench, wait: Wait, tmp_path: Path
) -> None:
    with make_project(tmp_path / "Elves", 4, size=32) as project:
        project.catalogue.set_state([1], State.PICKED)
    (project.folder / "project.db").write_bytes(b"not a database at all" * 100)
    window.open_project(project.folder)
    wait(lambda: window.errors.act.isVisible())
    assert window.errors.act.text() == "Restore and open"
    QTest.mouseClick(window.errors.act, Qt.MouseButton.LeftButton)
    wait(lambda: workbench.project is not None)
    assert workbench.project.catalogue.ids(Query(state=State.PICKED)).tolist() == [1]
    assert not window.errors.isVisible()
    assert len(list(project.folder.glob("project.damaged-*.db"))) == 1
