"""Opening a project in the window: an existing one, a new one, the sample, a dropped one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.workbench import PROJECT_LANE, Workbench

if TYPE_CHECKING:
    from studio.project.project import Project
    from studio.workers.engine import Answer

_SAMPLE_ART = "sample art"
"""Folder inside a sample project that its pictures are drawn into."""


class ProjectOpening(QObject):
    """The dialogs, and what follows when they are answered."""

    def __init__(self, window: QWidget, workbench: Workbench) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench

    def open_folder(self, folder: Path) -> None:
        """Open a project folder."""
        self._workbench.open_project(folder)

    def ask_for_project(self) -> None:
        """Choose a project to open."""
        start = self._workbench.settings.get("projects_folder", "")
        self._ask_for_folder("open", tr("Open a project"), start, self._on_project)

    def locate(self, gone: Path) -> None:
        """Choose where a project lies now that is no longer at `gone`; there it is opened, and listed in its place."""
        start = self._workbench.settings.get("projects_folder", "")  # its own may be on a share that sleeps
        self._ask_for_folder(
            "locate", tr("Where is {stem} now?", stem=gone.stem), start, functools.partial(self._located, gone)
        )

    def _located(self, gone: Path, folder: str) -> None:
        self._workbench.open_project(Path(folder), functools.partial(self._list_anew, gone))

    def _list_anew(self, gone: Path, project: Project) -> None:
        if project.folder != gone:
            self._workbench.settings.forget_project(gone)

    def remedy(self, error: BaseException) -> tuple[str, Callable[[], object]] | None:
        """For a project whose catalogue cannot be used: to restore and open it."""
        from studio.project.errors import DamagedProjectError

        if isinstance(error, DamagedProjectError) and error.restorable:
            return tr("Restore and open"), functools.partial(self._restore, error.folder)
        return None

    def _restore(self, folder: Path) -> None:
        bench = self._workbench
        if bench.project is not None and bench.project.folder == folder:
            bench.close_project()
        bench.jobs.start(
            tr("Restoring {stem}", stem=folder.stem), functools.partial(_restored, folder),
            functools.partial(self._on_restored, folder), lane=PROJECT_LANE,
        )  # fmt: skip

    def _on_restored(self, folder: Path, aside: str) -> None:
        self._workbench.open_project(folder)
        self._workbench.notify(
            tr(
                "{project} is as it was when it was last closed; the damaged catalogue is {file}",
                project=folder.stem,
                file=aside,
            )
        )

    def ask_for_pictures(self) -> None:
        """Choose a folder of pictures to make a project of."""
        start = self._workbench.settings.get("pictures_folder", "")
        self._ask_for_folder("pictures", tr("A folder of your art"), start, self._on_pictures)

    def take_dropped(self, paths: Sequence[Path]) -> None:
        """A project is opened; anything else becomes the pictures of a new one."""
        if len(paths) == 1 and paths[0].suffix.lower() == ".maquette":
            self.open_folder(paths[0])
        else:
            self.make_from(paths)

    def make_from(self, sources: Sequence[Path]) -> None:
        """Ask for the name and place of a new project with these pictures."""
        self._ask_for_name(
            sources,
            sources[0].stem,
            tr("A new project"),
            tr(
                "The project keeps your decisions, datasets, trainings and designs. Your pictures stay where they are "
                "and are never changed."
            ),
            self._make,
        )

    def make_sample(self) -> None:
        """Ask for the name and place of a sample project."""
        self._ask_for_name(
            [],
            "Critters",
            tr("A sample project"),
            tr(
                "1,200 characters in four classes are drawn for you, to try everything with. The artists are named "
                "under Help, About."
            ),
            self._make_sample,
        )

    def _ask_for_folder(self, name: str, title: str, start: str, then: Callable[[str], object]) -> None:
        dialog = QFileDialog(self._window, title, start)
        dialog.setObjectName(f"dialog.{name}")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(then)
        dialog.open()

    def _ask_for_name(
        self, sources: Sequence[Path], name: str, title: str, note: str, then: Callable[[Path, list[Path]], object]
    ) -> None:
        from studio.dialogs import NewProjectDialog

        settings = self._workbench.settings
        dialog = NewProjectDialog(settings, sources, name=name, title=title, note=note, parent=self._window)
        dialog.chosen.connect(then)
        dialog.open()

    def _on_project(self, folder: str) -> None:
        self.open_folder(Path(folder))

    def _on_pictures(self, folder: str) -> None:
        self._workbench.settings.set("pictures_folder", str(Path(folder).parent))
        self.make_from([Path(folder)])

    def _make(self, folder: Path, sources: list[Path]) -> None:
        self._workbench.create_project(folder, functools.partial(self._import, sources))

    def _import(self, sources: list[Path], project: Project) -> None:
        self._workbench.import_wanted.emit(sources)

    def _make_sample(self, folder: Path, sources: list[Path]) -> None:
        self._workbench.create_project(folder, self._draw_sample)

    def _draw_sample(self, project: Project) -> None:
        folder = project.folder / _SAMPLE_ART
        self._workbench.engine.call(
            "draw_sample_art", {"folder": str(folder)}, name=tr("Drawing the sample art"),
            done=functools.partial(self._import_sample, project, folder),
        )  # fmt: skip

    def _import_sample(self, project: Project, folder: Path, answer: Answer) -> None:
        if self._workbench.project is project:
            self._workbench.import_wanted.emit([folder])


# On worker threads.


def _restored(folder: Path, report: Report) -> str:
    from studio.project.restoring import restore

    return restore(folder).name
