"""Workspaces come up without a class of Qt being made on a worker thread, which brings the process down at times."""

from __future__ import annotations

import importlib
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from studio.curation.workspace import CurateWorkspace
from studio.workspaces import CLASSES, WORKSPACES
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QApplication

    from studio.curation.pages.page import CuratePage
    from studio.project.project import Project
    from studio.widgets.workspace import Workspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

_ALONE = """
import sys
from studio.workspaces import _import_foundations
known = {name for name in sys.modules if name.startswith("PySide6")}
_import_foundations(None)
print(sorted({name for name in sys.modules if name.startswith("PySide6")} - known))
"""

_ALL = """
import builtins, sys, threading, time
from pathlib import Path
from PySide6.QtCore import QObject
gui, elsewhere, real = threading.get_ident(), [], builtins.__build_class__

def build(*args, **given):
    made = real(*args, **given)
    if isinstance(made, type) and issubclass(made, QObject) and threading.get_ident() != gui:
        elsewhere.append(made.__qualname__)
    return made

builtins.__build_class__ = build
from studio.app import Studio, make_application
from studio.project.project import Project
from studio.workspaces import WORKSPACES
Project.create(Path(sys.argv[1])).close()
application = make_application(["maquette"])
studio = Studio(application)
errors = []
studio.workbench.error_wanted.connect(lambda doing, error: errors.append((doing, error)))
studio.open(Path(sys.argv[1]))
end = time.monotonic() + 120
for name, *_ in WORKSPACES:
    while studio.window.workspace(name) is None and time.monotonic() < end:
        if studio.window.front != name:
            studio.window.show_workspace(name)
        application.processEvents()
        time.sleep(0.001)
print([name for name, *_ in WORKSPACES if studio.window.workspace(name) is None], errors, elsewhere)
studio.window.close_now()
studio.close()
"""


def run(script: str, *arguments: str) -> str:
    done = subprocess.run([sys.executable, "-c", script, *arguments], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def test_what_is_imported_on_a_thread_knows_no_qt() -> None:
    assert run(_ALONE) == "[]"


def test_all_come_up_and_no_class_of_qt_is_made_beside_the_gui_thread(tmp_path: Path) -> None:
    assert run(_ALL, str(tmp_path / "Critters.maquette")) == "[] [] []"


def test_each_is_filled_in_parts_and_what_happens_in_between_finds_nothing_half_built(
    workbench: Workbench, tmp_path: Path, qapp: QApplication
) -> None:
    workbench.adopt_project(make_project(tmp_path / "one", 3))
    for module, name in CLASSES.values():
        half: Workspace = getattr(importlib.import_module(module), name)(workbench, gradually=True)
        parts = 0
        for _ in half.parts:
            parts += 1
            workbench.close_project()
            workbench.pictures_changed.emit()
            workbench.shelf_changed.emit()
            qapp.processEvents()
            workbench.adopt_project(make_project(tmp_path / f"{name} {parts}", 2))
        assert parts >= 4, name
        assert half.commands()
        half.close()
        half.deleteLater()


def test_what_the_rooms_open_later_is_made_while_there_is_nothing_to_do(
    project: Project, window: Window, wait: Callable[..., None]
) -> None:
    def pages() -> list[CuratePage]:
        curate = window.workspace("curate")
        return list(curate.page_host.pages.values()) if isinstance(curate, CurateWorkspace) else []

    wait(lambda: pages() and all(page.panel is not None or page.view is not None for page in pages()))
    assert all(window.workspace(name) is not None for name, *_ in WORKSPACES)
