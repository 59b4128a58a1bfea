"""A project with something on every page, and the way through all of them by the window's own commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractItemView, QWidget

from studio.help.about import AboutDialog
from studio.help.guide_window import GuideWindow
from studio.help.shortcut_sheet import ShortcutSheet
from studio.preferences.dialog import SettingsDialog
from studio.project.project import Project
from studio.window import Window
from tests.engine.dataset_support import make_dataset
from tests.engine.latent_support import write_tiny
from tests.engine.run_support import write_run
from tests.studio.explore_support import keep
from tests.studio.project_support import make_project

Wait = Callable[..., None]

LONG_RUN = "00002-knights-and-their-horses-at-dusk-with-lanterns"


PAGES = 37  # at least: what is walked through


def make_full_project(folder: Path) -> Project:
    """Pictures, two runs (one with a long name) whose snapshots draw, a dataset, designs on the shelf."""
    project = make_project(folder, 48, size=64)
    runs = project.folder / "runs"
    write_run(runs / "00001-critters", kimg=40.0, cell=16, every=2.0)
    write_run(runs / LONG_RUN, kimg=40.0, total_kimg=200.0, cell=16, every=2.0, finish=False)
    model = write_tiny(folder / "model", "stylegan2", classes=["cats", "robots"]).read_bytes()
    for place in runs.glob("*/snapshots/*/generator.safetensors"):
        place.write_bytes(model)
    make_dataset(
        project.folder / "datasets" / "critters at 32 px, without their backgrounds.zip", classes=["cats", "robots"]
    )
    keep(project, range(6))
    return project


def _choose(window: Window, wait: Wait, grid: str, *rows: int) -> None:
    def filled() -> bool:
        view = window.findChild(QAbstractItemView, grid)
        return view is not None and view.model() is not None and view.model().rowCount() > max(rows)

    wait(filled)
    view = window.findChild(QAbstractItemView, grid)
    assert view is not None
    how = QItemSelectionModel.SelectionFlag
    for row in rows:
        flag = how.ClearAndSelect if row == rows[0] else how.Select
        view.selectionModel().setCurrentIndex(view.model().index(row, 0), flag)


def stations(window: Window, wait: Wait) -> Iterator[tuple[str, QWidget]]:
    """(name, what is looked at) of each page, opened; the window shows an open project of `make_full_project`."""

    def do(name: str) -> bool:
        found = [command for command in window.actions_.all() if command.name == name]
        return bool(found) and bool(found[0].run())

    def come(name: str) -> None:
        window.show_workspace(name)
        wait(lambda: window.workspace(name) is not None and not window.workspaces.is_making_one)

    come("curate")
    _choose(window, wait, "curate.grid", 5)
    yield "curate", window
    prefix = "curate.open."
    for name in [command.name for command in window.actions_.all() if command.name.startswith(prefix)]:
        if do(name):
            yield f"curate {name.removeprefix(prefix)}", window
    do("curate.close-page")
    come("train")
    train = window.workspace("train")
    wait(lambda: train.has_read_all)  # type: ignore[union-attr]
    yield "train", window
    for name in ("train.new", "train.recipes", "train.queue", "train.compare", "train.maps", "train.ballot"):
        if do(name):
            yield name.replace(".", " "), window
            for below in ("pictures", "recipes") if name == "train.compare" else ():
                train.comparison.show_below(below)  # type: ignore[union-attr]
                yield f"train compare {below}", window
            do("train.leave-form")
            do("train.leave-form")
    come("explore")
    explore = window.workspace("explore")
    wait(lambda: explore.pictures.model is not None)  # type: ignore[union-attr]
    _choose(window, wait, "explore.wall", 3)
    do("explore.walk")
    yield "explore", window
    prefix = "explore.mode."
    for name in [command.name for command in window.actions_.all() if command.name.startswith(prefix)]:
        if name != f"{prefix}wall" and do(name):
            yield f"explore {name.removeprefix(prefix)}", window
    do(f"{prefix}wall")
    come("shelf")
    _choose(window, wait, "shelf.grid", 1)
    yield "shelf", window
    _choose(window, wait, "shelf.grid", 0, 1, 2)
    if do("shelf.compare"):
        compared = window.findChild(QWidget, "shelf.compare")
        wait(lambda: compared.isVisible())  # type: ignore[union-attr]
        yield "shelf compare", window
        QTest.keyClick(compared, Qt.Key.Key_Escape)
    do("window.settings")
    (settings,) = window.findChildren(SettingsDialog)
    for key in ("appearance", "shortcuts", "computing", "folders", "language"):
        settings.show_page(key)
        yield f"settings {key}", settings
    settings.close()
    for name, kind in (
        ("window.shortcuts", ShortcutSheet),
        ("window.about", AboutDialog),
        ("window.guide", GuideWindow),
    ):
        do(name)
        (dialog,) = window.findChildren(kind)
        yield name.replace("window.", ""), dialog
        dialog.close()
