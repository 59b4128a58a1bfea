"""What is decided on kept designs, each a change of the project that can be taken back."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QWidget

from studio import theme
from studio.project.project import Project
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.project.store.ids import Ids
from studio.shelf.collections import number_of
from studio.widgets.name_dialog import NameDialog
from studio.words import count_words, tr
from studio.workers.workbench import Workbench

_MOST_IN_MENU = 40


class ShelfDecisions(QObject):
    """Asks for names over the window of `owner`; everything else happens on threads, in the order it was asked for."""

    expected = Signal(object, object)
    """(ids, what `Entry` is to say of them): on its way onto the shelf."""
    refused = Signal()
    """What was expected did not come about."""

    def __init__(self, workbench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._owner = owner

    # ---- on designs -----------------------------------------------------------------------------------------

    def rate(self, ids: Ids, stars: int) -> None:
        """Give 1 to 5 stars, or 0."""
        self.expected.emit(ids, {"rating": stars})
        self._do(tr("Rating"), ids, lambda project: project.shelf.rate(ids, stars))

    def label(self, ids: Ids, label: int) -> None:
        """Give a colour, 1 to 8, or 0."""
        self.expected.emit(ids, {"label": label})
        self._do(tr("Labelling"), ids, lambda project: project.shelf.label(ids, label))

    def tag(self, ids: Ids, tags: Sequence[str]) -> None:
        """Give tags."""
        self._do(tr("Tagging"), ids, lambda project: project.shelf.tag(ids, give=tags))

    def untag(self, ids: Ids, tag: str) -> None:
        """Take a tag away."""
        self._do(tr("Tagging"), ids, lambda project: project.shelf.tag(ids, take=[tag]))

    def rename(self, id_: int, name: str) -> None:
        """Give another name."""
        self._do(tr("Naming"), [id_], lambda project: project.shelf.rename(id_, name))

    def note(self, id_: int, notes: str) -> None:
        """Replace the notes."""
        self._do(tr("Writing notes"), [id_], lambda project: project.shelf.note(id_, notes))

    def delete(self, ids: Ids) -> None:
        """Take designs off the shelf; the toast brings them back."""
        self._do(
            tr("Deleting"),
            ids,
            lambda project: project.shelf.delete(ids),
            tr("Deleted {designs}", designs=count_words(len(ids), "design")),
        )

    # ---- on collections -------------------------------------------------------------------------------------

    def collect(self, collection: int, ids: Ids) -> None:
        """Put designs into a collection."""
        self._do(tr("Collecting"), ids, lambda project: project.shelf.collections.put(ids, collection))

    def uncollect(self, collection: int, ids: Ids) -> None:
        """Take designs out of a collection."""
        words = tr("Took {designs} out", designs=count_words(len(ids), "design"))
        self._do(tr("Collecting"), ids, lambda project: project.shelf.collections.take(ids, collection), words)

    def make_collection(self, ids: Ids) -> None:
        """Ask for a name and make a collection with these in it."""
        note = (
            tr("{designs} will be in it.", designs=count_words(len(ids), "design"))
            if len(ids)
            else tr("Drag designs onto it later.")
        )
        self._ask(
            "shelf.new-collection", tr("New collection"), note, tr("Make it"), "",
            lambda project, name: project.shelf.collections.make(name, ids),
        )  # fmt: skip

    def choose_collection(self, ids: Ids, counts: ShelfCounts, place: QPoint) -> None:
        """Offer the collections, and a new one, to put these designs into."""
        menu = self._menu()
        menu.addAction(tr("Put {designs} into:", designs=count_words(len(ids), "design"))).setEnabled(False)
        for id_, name, _ in counts.collections[:_MOST_IN_MENU]:
            action = menu.addAction(theme.icon("folder", "QUIET"), name.replace("&", "&&"))
            action.triggered.connect(functools.partial(self._on_collection, id_, ids))
        if counts.collections:
            menu.addSeparator()
        menu.addAction(tr("New collection…")).triggered.connect(lambda: self.make_collection(ids))
        menu.popup(place)

    def _on_collection(self, collection: int, ids: Ids, checked: bool = False) -> None:
        self.collect(collection, ids)

    def row_menu(self, key: str, counts: ShelfCounts, place: QPoint) -> None:
        """What can be done to a collection or a filter in the list at the left."""
        menu = self._menu()
        if collection := number_of(key, "collection"):
            name = next((name for id_, name, _ in counts.collections if id_ == collection), "")
            menu.addAction(tr("Rename…")).triggered.connect(
                functools.partial(self._rename_collection, collection, name)
            )
            menu.addAction(tr("Delete the collection")).triggered.connect(
                functools.partial(self._delete_collection, collection, name)
            )
        elif number_of(key, "filter"):
            own = key.partition(":")[2]
            menu.addAction(tr("Delete the filter")).triggered.connect(functools.partial(self._delete_filter, own))
        else:
            menu.deleteLater()
            return
        menu.popup(place)

    def _rename_collection(self, collection: int, present: str, checked: bool = False) -> None:
        self._ask(
            "shelf.rename-collection",
            tr("Rename the collection"),
            tr("The designs in it stay as they are."),
            tr("Rename"),
            present,
            lambda project, name: project.shelf.collections.rename(collection, name),
        )

    def _delete_collection(self, collection: int, name: str, checked: bool = False) -> None:
        self._do(
            tr("Deleting"), [collection], lambda project: project.shelf.collections.delete(collection),
            tr("Deleted the collection “{name}”. Its designs are still on the shelf", name=name),
        )  # fmt: skip

    # ---- on filters -----------------------------------------------------------------------------------------

    def save_filter(self, queries: Sequence[ShelfQuery]) -> None:
        """Ask for a name and keep a filter."""
        self._ask(
            "shelf.save-filter",
            tr("Save the filter"),
            tr("It shows whatever on the shelf it lets through, now and later."),
            tr("Save"),
            "",
            lambda project, name: project.shelf.filters.save(name, queries),
        )

    def _delete_filter(self, key: str, checked: bool = False) -> None:
        self._do(tr("Deleting"), [key], lambda project: project.shelf.filters.delete(key), tr("Deleted the filter"))

    # ---- within ---------------------------------------------------------------------------------------------

    def _menu(self) -> QMenu:
        menu = QMenu(self._owner)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return menu

    def _do(self, name: str, of: Ids | Sequence[object], work: Callable[[Project], object], toast: str = "") -> None:
        project = self._workbench.project
        if project is not None and len(of):
            failed = functools.partial(self._fail, name)
            self._workbench.run_undoable(name, lambda report: work(project), toast=toast, failed=failed)

    def _fail(self, name: str, error: BaseException) -> None:
        self.refused.emit()
        self._workbench.report_error(name, error)

    def _ask(
        self, name: str, title: str, note: str, action: str, present: str, work: Callable[[Project, str], object]
    ) -> None:
        dialog = NameDialog(name, title, note, action, present, self._owner.window())
        dialog.named.connect(lambda given: self._do(title, [given], lambda project: work(project, given)))
        dialog.open()
