"""The light table of Curate: the grid over its model; keeps what is chosen when rows change."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QObject, Signal

from studio.curation.picture_model import PictureModel
from studio.project.pictures.facts import Picture
from studio.project.store.ids import Ids
from studio.widgets.grid.picture_grid import PictureGrid

_NONE = np.empty(0, np.int64)


class LightTable(QObject):
    """`chosen` when other pictures are chosen, or more is known of the one that is."""

    chosen = Signal()
    alone_stepped = Signal(int)
    """As `step`, while one picture stands for all that are chosen."""

    def __init__(self, grid: PictureGrid, model: PictureModel) -> None:
        super().__init__(grid)
        self.grid = grid
        self.model = model
        self._keeping = False
        self._alone: Picture | None = None
        grid.setModel(model)
        grid.selection_moved.connect(self._on_moved)
        grid.current_moved.connect(self._on_current)
        model.facts_arrived.connect(self._on_facts)

    # ---- what is chosen -----------------------------------------------------------------------------------------

    @property
    def count(self) -> int:
        """How many pictures are chosen."""
        return 1 if self._alone is not None else self.grid.selected_count()

    @property
    def ids(self) -> Ids:
        """The chosen pictures, in the order shown."""
        return self._selected if self._alone is None else np.array([self._alone.id], np.int64)

    def stand_alone(self, picture: Picture | None) -> None:
        """Let one picture stand for all that are chosen, as they are seen side by side; None: no longer."""
        self._alone = picture
        self.chosen.emit()

    def look_at(self, id_: int) -> None:
        """Bring one of the chosen into sight, under the keyboard; what is chosen stays so."""
        rows = self.model.rows_of(np.array([id_]))
        if rows.size:
            self._set_current(int(rows[0]))
            self.grid.scrollTo(self.grid.currentIndex())

    @property
    def _selected(self) -> Ids:
        selection = self.grid.selectionModel().selection()
        if selection.isEmpty():
            return _NONE
        parts = [self.model.ids[part.top() : part.bottom() + 1] for part in _ranges(selection)]
        return np.concatenate(parts)

    @property
    def current(self) -> Picture | None:
        """The picture with the keyboard, where it is known."""
        return self.model.facts(self.current_id) or self._alone

    @property
    def current_id(self) -> int:
        """The id of the picture with the keyboard, 0 for none."""
        return self.model.id_at(self.grid.currentIndex().row()) if self._alone is None else self._alone.id

    def choose_all(self) -> None:
        """All that are shown."""
        self.grid.selectAll()

    def choose(self, ids: Ids) -> bool:
        """Choose these, as far as they are shown, and bring the first into sight; whether any is."""
        rows = self.model.rows_of(ids)
        if not rows.size:
            return False
        self._keeping = True
        try:
            self.grid.set_current_row(int(rows[0]))
            self._choose(ids)
        finally:
            self._keeping = False
        self.chosen.emit()
        return True

    def go_to(self, id_: int) -> bool:
        """Choose one picture and bring it into sight; whether it is among those shown."""
        rows = self.model.rows_of(np.array([id_]))
        if not rows.size:
            return False
        self.grid.set_current_row(int(rows[0]))
        return True

    def step(self, by: int) -> bool:
        """Go on from the current picture; whether there was one to go to."""
        if self._alone is not None:
            self.alone_stepped.emit(by)
            return True
        row = self.grid.currentIndex().row() + by
        if not 0 <= row < len(self.model.ids):
            return False
        self.grid.set_current_row(row)
        return True

    # ---- other rows ------------------------------------------------------------------------------------------------

    def show(self, ids: Ids, *, keep: bool) -> None:
        """Show these. With `keep` what is chosen stays chosen and what is in sight stays there, as far as it is left;
        where all that was chosen has gone, the next one is: so that an artist can go on deciding."""
        row = self.grid.currentIndex().row()
        chosen, current = self._selected, self.model.id_at(row)
        first = self.grid.visible_rows()[0]
        anchor = self.model.ids[first:].copy() if first > 0 else _NONE
        scroll = self.grid.verticalScrollBar().value()
        self._keeping = True
        try:
            if not self.model.set_ids(ids) or not keep or not ids.size:
                return
            self._scroll_back(anchor, first, scroll)
            self._choose(chosen)
            rows = self.model.rows_of(np.array([current]))
            if rows.size:
                self._set_current(int(rows[0]))
            elif chosen.size:
                self._go_on_from(min(max(row, 0), len(ids) - 1), choose=not self.grid.selected_count())
        finally:
            self._keeping = False
            self.chosen.emit()

    def _choose(self, chosen: Ids) -> None:
        rows = self.model.rows_of(chosen)
        if not rows.size:
            return
        selection = QItemSelection()
        breaks = np.flatnonzero(np.diff(rows) != 1)
        starts = rows[np.concatenate(([0], breaks + 1))].tolist()
        ends = rows[np.concatenate((breaks, [len(rows) - 1]))].tolist()
        for start, end in zip(starts, ends, strict=True):
            selection.select(self.model.index(start), self.model.index(end))
        self.grid.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    def _set_current(self, row: int) -> None:
        self.grid.selectionModel().setCurrentIndex(self.model.index(row), QItemSelectionModel.SelectionFlag.NoUpdate)

    def _go_on_from(self, row: int, *, choose: bool) -> None:
        if choose:
            self.grid.set_current_row(row)
        else:
            self._set_current(row)

    def _scroll_back(self, anchor: Ids, first: int, scroll: int) -> None:
        """Leave what is in sight where it is, though rows above it may have come or gone."""
        columns, moved = self.grid.columns, 0
        there = np.flatnonzero(np.isin(anchor, self.model.ids))
        if there.size and len(self.model.ids) > columns:
            place = int(there[0])
            row = int(self.model.rows_of(anchor[place : place + 1])[0])
            one, next_ = (self.grid.visualRect(self.model.index(place)).top() for place in (0, columns))
            moved = (row // columns - (first + place) // columns) * (next_ - one)
        self.grid.verticalScrollBar().setValue(scroll + moved)

    # ---- what comes -------------------------------------------------------------------------------------------------

    def _on_moved(self) -> None:
        if not self._keeping:
            self.chosen.emit()

    def _on_current(self, index: QModelIndex) -> None:
        if not self._keeping and self.count <= 1:
            self.chosen.emit()

    def _on_facts(self, ids: list[int]) -> None:
        if self.current_id in ids or self.count > 1:
            self.chosen.emit()


def _ranges(selection: QItemSelection) -> Iterator[QItemSelectionRange]:
    """Its ranges from top to bottom."""
    return iter(sorted((selection.at(n) for n in range(selection.count())), key=lambda part: part.top()))
