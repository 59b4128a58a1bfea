"""Collections of pictures that are kept under a name, as what their pictures have in common."""

from __future__ import annotations

import functools
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu, QWidget

from gan_engine.reporting import Report
from studio.curation import collections
from studio.curation.project_reader import Look, ProjectReader, wanted
from studio.project.project import Project
from studio.widgets.name_dialog import NameDialog
from studio.words import tr
from studio.workers.workbench import Workbench


class KeptCollections(QObject):
    """Asks for names over the window of `owner`; all else happens on threads, and can be undone."""

    def __init__(self, workbench: Workbench, reader: ProjectReader, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._reader = reader
        self._owner = owner

    def keep(self) -> None:
        """Ask for a name and keep what is shown now."""
        look = self._reader.asked
        self._ask(
            "curate.keep-collection", tr("Keep as a collection"),
            tr("It shows every picture that is like this, now and later."), tr("Keep"), "",
            lambda name: functools.partial(_keep, look, name),
        )  # fmt: skip

    def change(self) -> None:
        """Let the collection in front be as its filters are now."""
        look = self._reader.asked
        if own := collections.filter_key(look.key):
            words = tr("Changed the collection “{name}”", name=self._reader.name_of(own))
            self._do(functools.partial(_change, look, own), words)

    def fill_menu(self, menu: QMenu, key: str, name: str) -> None:
        """What can be done with the collection of a row at the left."""
        own = collections.filter_key(key)
        menu.addAction(tr("Rename…")).triggered.connect(functools.partial(self._rename, own, name))
        menu.addAction(tr("Delete the collection")).triggered.connect(functools.partial(self._delete, own, name))

    def _rename(self, key: str, name: str, checked: bool = False) -> None:
        self._ask(
            "curate.rename-collection", tr("Rename the collection"),
            tr("The pictures in it stay as they are."), tr("Rename"), name,
            lambda given: functools.partial(_rename, key, given),
        )  # fmt: skip

    def _delete(self, key: str, name: str, checked: bool = False) -> None:
        words = tr("Deleted the collection “{name}”. Its pictures are still there", name=name)
        self._do(functools.partial(_delete, key), words)

    def _ask(
        self, name: str, title: str, note: str, action: str, present: str,
        work: Callable[[str], Callable[[Project, Report], object]],
    ) -> None:  # fmt: skip
        dialog = NameDialog(name, title, note, action, present, self._owner.window())
        dialog.named.connect(lambda given: self._do(work(given)))
        dialog.open()

    def _do(self, work: Callable[[Project, Report], object], toast: str = "") -> None:
        if (project := self._workbench.project) is not None:
            self._workbench.run_undoable(tr("Keeping a collection"), functools.partial(work, project), toast=toast)


# On worker threads.


def _keep(look: Look, name: str, project: Project, report: Report) -> str:
    return project.picture_filters.save(name, [wanted(look, project.picture_filters.all())])


def _change(look: Look, key: str, project: Project, report: Report) -> bool:
    return project.picture_filters.change(key, [wanted(look, project.picture_filters.all())])


def _rename(key: str, name: str, project: Project, report: Report) -> bool:
    return project.picture_filters.rename(key, name)


def _delete(key: str, project: Project, report: Report) -> bool:
    return project.picture_filters.delete(key)
