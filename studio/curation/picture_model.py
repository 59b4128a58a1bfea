"""The Qt model of a collection's pictures: what is shown of each, and small pictures of them."""

from __future__ import annotations

import functools
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl
from PySide6.QtGui import QImage

from studio import theme
from studio.curation.collections import badge_of
from studio.engine_words import engine_words
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.grid.draggable_rows import ids_as_data
from studio.widgets.grid.facts_model import MOST_DRAGGED, FactsModel
from studio.widgets.grid.roles import BadgesRole, DimmedRole, LabelRole, MarkRole, StarsRole, TitleRole
from studio.widgets.marks.words import marks_words
from studio.words import tr, tr_noop
from studio.workers.curation.pictures import load_kept, load_thumbnail
from studio.workers.thumbnails import edge_for
from studio.workers.workbench import Workbench

_Index = QModelIndex | QPersistentModelIndex
_STATE_WORDS = {
    State.PICKED: tr_noop("picked"),
    State.REJECTED: tr_noop("rejected"),
    State.UNDECIDED: tr_noop("undecided"),
}


PICTURES_MIME = "application/x-maquette-pictures"
"""Pictures dragged onto a row at the left: their ids."""


class PictureModel(FactsModel[Picture]):
    """A decision just made is shown at once, before the catalogue has it."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(workbench, tr("Reading the catalogue"), _read, parent)
        self._badges: Mapping[int, str] = {}

    def key_of(self, fact: Picture) -> Hashable:
        return ("picture", fact.thumbnail_key)

    def set_badges(self, words: Mapping[int, str]) -> None:
        """A word over some pictures in place of what was found about them: of a page, by id."""
        if words != self._badges:
            self._badges = words
            self._repaint_sight()

    def expect(self, ids: Ids, **values: Any) -> None:
        """Show a decision that is on its way into the catalogue: another state, rating or label."""
        self._expect(ids, lambda picture: replace(picture, **values))

    # ---- Qt's side --------------------------------------------------------------------------------------------

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
            return tr("rejected") if picture.state == State.REJECTED else picture.name if picture.damaged else None
        if role == MarkRole:
            return tr("picked") if picture.state == State.PICKED else None
        if role == StarsRole:
            return picture.rating
        if role == LabelRole:
            return theme.LABELS[picture.label - 1] if picture.label else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            marks = marks_words(picture.rating, picture.label)
            return ", ".join([picture.name, tr(_STATE_WORDS[picture.state]), *marks, *badges(picture)])
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join([picture.name, *(engine_words(flag.why) for flag in picture.flags)])
        return None

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list", PICTURES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """The original files: other programs open them. A row at the left takes the ids."""
        mime = QMimeData()
        mime.setData(PICTURES_MIME, ids_as_data([self.id_at(index.row()) for index in indexes]))
        project = self._facts.project
        if project is not None:
            ids = [self.id_at(index.row()) for index in indexes[:MOST_DRAGGED]]
            missing = [id_ for id_ in ids if self._facts.get(id_) is None]
            known = {picture.id: picture for picture in project.catalogue.pictures(missing)} if missing else {}
            pictures = [self._facts.get(id_) or known.get(id_) for id_ in ids]
            mime.setUrls([QUrl.fromLocalFile(str(picture.path)) for picture in pictures if picture is not None])
        return mime

    # ---- small pictures -----------------------------------------------------------------------------------------

    def image(self, picture: Picture) -> QImage | None:
        """Its small picture, if it is at hand; else it is asked for."""
        if self._facts.project is None or not picture.thumbnail_key or picture.missing:
            return self._cached(picture)
        key = self.key_of(picture)
        load = functools.partial(
            load_thumbnail, self._facts.project.thumbnails, picture.thumbnail_key, picture.path, self._edge,
            picture.original.steps,
        )  # fmt: skip
        return self._thumbnails.picture(key, self._edge, load)

    def _cached(self, picture: Picture) -> QImage | None:
        """Of an original that is gone, the thumbnail may still be there."""
        if self._facts.project is None or not picture.thumbnail_key:
            return None
        load = functools.partial(load_kept, self._facts.project.thumbnails, picture.thumbnail_key)
        return self._thumbnails.picture(self.key_of(picture), edge_for(0), load)

    # ---- facts --------------------------------------------------------------------------------------------------

    def _on_facts(self, before: Mapping[int, Picture | None]) -> None:
        found_again = []
        for id_, old in before.items():
            now = self._facts.get(id_)
            if old is not None and now is not None and (old.path, old.missing) != (now.path, now.missing):
                found_again.append(self.key_of(now))
        self._thumbnails.forget(found_again)
        super()._on_facts(before)


def badges(picture: Picture) -> tuple[str, ...]:
    """What is written over a picture; each word once."""
    words = [badge_of(flag.kind) for flag in picture.flags]
    if picture.missing:
        words.insert(0, tr("missing"))
    if picture.held:
        words.append(tr("held out"))
    return tuple(dict.fromkeys(words))


def _read(project: Project, ids: Sequence[int]) -> list[Picture]:
    return project.catalogue.pictures(ids)
