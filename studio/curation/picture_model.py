"""The Qt model of a collection's pictures: an array of ids, and the facts of those in sight.

Facts are read on a thread, some hundred at a time, and the newest few thousand are kept; a row whose facts
are not there yet is an empty cell. A decision just made is shown at once, before the catalogue has it.
"""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QImage

from studio.curation.collections import badge_of
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.grid.draggable_rows import DraggableRows
from studio.widgets.grid.roles import BadgesRole, DimmedRole, MarkRole, TitleRole
from studio.workers.curation.pictures import edge_for, load_thumbnail
from studio.workers.facts_in_sight import FactsInSight
from studio.workers.workbench import Workbench

MOST_DRAGGED = 1000
"""Other programs choke on more files at once, and their paths are read while the mouse waits."""

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()
_STATE_WORDS = {State.PICKED: "picked", State.REJECTED: "rejected", State.UNDECIDED: "undecided"}


class PictureModel(DraggableRows):
    """`facts_arrived(ids)` when more is known of pictures that were asked for."""

    facts_arrived = Signal(object)

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._facts = FactsInSight[Picture](workbench, "Reading the catalogue", _read, self)
        self._facts.arrived.connect(self._on_facts)
        self._edge = edge_for(0)
        self._rows: dict[Hashable, list[int]] = {}
        self._badges: Mapping[int, str] = {}
        workbench.thumbnails.arrived.connect(self._on_arrived)

    # ---- what is shown --------------------------------------------------------------------------------------

    def set_project(self, project: Project | None) -> None:
        """Show nothing of that project, for now."""
        self.beginResetModel()
        self._facts.set_project(project)
        self._rows.clear()
        self.endResetModel()

    @property
    def ids(self) -> Ids:
        """Of the rows, in their order."""
        return self._facts.ids

    def set_ids(self, ids: Ids) -> bool:
        """Show these; whether rows came, went or moved. The facts of all are looked at anew."""
        if not self._facts.set_ids(ids):
            return False
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()
        return True

    def set_badges(self, words: Mapping[int, str]) -> None:
        """A word over some pictures in place of what was found about them: of a page, by id."""
        if words != self._badges:
            self._badges = words
            self._repaint_visible()

    def id_at(self, row: int) -> int:
        """The picture of a row, 0 where there is none."""
        return self._facts.id_at(row)

    def rows_of(self, ids: Ids) -> Ids:
        """Where pictures stand, in order; those not shown are left out."""
        return self._facts.rows_of(ids)

    def facts(self, id_: int) -> Picture | None:
        """What is at hand of a picture."""
        return self._facts.get(id_)

    def expect(self, ids: Ids, state: State) -> None:
        """Show a decision that is on its way into the catalogue."""
        self._facts.expect(ids, lambda picture: replace(picture, state=state))
        self._repaint_visible()

    def look_again(self) -> None:
        """A decision did not come about: show what is."""
        self._facts.look_again()

    # ---- Qt's side --------------------------------------------------------------------------------------------

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._facts.ids)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        picture = self._facts.get(self.id_at(index.row()))
        if picture is None:
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            return self.image(picture)
        if role == TitleRole:
            return picture.name
        if role == BadgesRole:
            own = self._badges.get(picture.id)
            return (own,) if own else badges(picture)
        if role == DimmedRole:
            return "rejected" if picture.state == State.REJECTED else picture.name if picture.damaged else None
        if role == MarkRole:
            return "picked" if picture.state == State.PICKED else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join([picture.name, _STATE_WORDS[picture.state], *badges(picture)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([picture.name, *(flag.why for flag in picture.flags)])
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The original files: other programs open them."""
        mime = QMimeData()
        project = self._facts.project
        if project is not None:
            ids = [self.id_at(index.row()) for index in indexes[:MOST_DRAGGED]]
            missing = [id_ for id_ in ids if self._facts.get(id_) is None]
            known = {picture.id: picture for picture in project.catalogue.pictures(missing)} if missing else {}
            pictures = [self._facts.get(id_) or known.get(id_) for id_ in ids]
            mime.setUrls([QUrl.fromLocalFile(str(picture.path)) for picture in pictures if picture is not None])
        return mime

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid as it moves: what is nearly in sight, and how large it is."""
        self._edge = edge_for(edge)
        self._facts.see(first, last)
        self._want_thumbnails()
        self._repaint_visible()

    # ---- small pictures -----------------------------------------------------------------------------------------

    def image(self, picture: Picture) -> QImage | None:
        """Its small picture, if it is at hand; else it is asked for."""
        if self._facts.project is None or not picture.thumbnail_key or picture.missing:
            return self._cached(picture)
        key = _key(picture)
        load = functools.partial(
            load_thumbnail, self._facts.project.thumbnails, picture.thumbnail_key, picture.path, self._edge,
            picture.original.steps,
        )  # fmt: skip
        return self._workbench.thumbnails.picture(key, self._edge, load)

    def _cached(self, picture: Picture) -> QImage | None:
        """Of an original that is gone, the thumbnail may still be there."""
        if self._facts.project is None or not picture.thumbnail_key:
            return None
        load = functools.partial(_from_cache, self._facts.project, picture.thumbnail_key)
        return self._workbench.thumbnails.picture(_key(picture), edge_for(0), load)

    def _want_thumbnails(self) -> None:
        first, last = self._facts.sight
        self._rows = {}
        for row in range(first, last + 1):
            picture = self._facts.get(self.id_at(row))
            if picture is not None:
                self._rows.setdefault(_key(picture), []).append(row)
        self._workbench.thumbnails.want(self._rows)

    def _on_arrived(self, keys: list[Hashable]) -> None:
        for key in keys:
            for row in self._rows.get(key, ()):
                self.dataChanged.emit(self.index(row), self.index(row), [Qt.ItemDataRole.DecorationRole])

    # ---- facts --------------------------------------------------------------------------------------------------

    def _on_facts(self, before: Mapping[int, Picture | None]) -> None:
        found_again = []
        for id_, old in before.items():
            now = self._facts.get(id_)
            if old is not None and now is not None and (old.path, old.missing) != (now.path, now.missing):
                found_again.append(_key(now))
        self._workbench.thumbnails.forget(found_again)
        self._want_thumbnails()
        self._repaint_visible()
        self.facts_arrived.emit(list(before))

    def _repaint_visible(self) -> None:
        first, last = self._facts.sight
        if last >= first and self.rowCount():
            self.dataChanged.emit(self.index(first), self.index(min(last, self.rowCount() - 1)))


def badges(picture: Picture) -> tuple[str, ...]:
    """What is written over a picture; each word once."""
    words = [badge_of(flag.kind) for flag in picture.flags]
    if picture.missing:
        words.insert(0, "missing")
    if picture.held:
        words.append("held out")
    return tuple(dict.fromkeys(words))


def _key(picture: Picture) -> Hashable:
    return ("picture", picture.thumbnail_key)


def _read(project: Project, ids: Sequence[int]) -> list[Picture]:
    return project.catalogue.pictures(ids)


def _from_cache(project: Project, key: str) -> QImage | None:
    from studio.workers.images import from_bytes

    data = project.thumbnails.read(key)
    return None if data is None else from_bytes(data)
