"""The Qt model of a grid over what a project holds: an array of ids, and the facts of those in sight.

A row whose facts are not there yet is an empty cell. What was just decided is shown at once, before the project has it.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from typing import Generic

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, Signal

from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.grid.draggable_rows import DraggableRows
from studio.workers.facts_in_sight import Fact, FactsInSight
from studio.workers.thumbnails import edge_for
from studio.workers.workbench import Workbench

MOST_DRAGGED = 1000
"""Files: other programs choke on more at once, and their paths are read while the mouse waits."""

_ROOT = QModelIndex()


class FactsModel(DraggableRows, Generic[Fact]):
    """`facts_arrived(ids)` when more is known of rows that were asked for. Subclasses say what is shown of a fact."""

    facts_arrived = Signal(object)

    def __init__(
        self, workbench: Workbench, name: str, read: Callable[[Project, Sequence[int]], list[Fact]],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`name` and `read` as `FactsInSight` takes them."""
        super().__init__(parent)
        self._thumbnails = workbench.thumbnails
        self._facts = FactsInSight[Fact](workbench, name, read, self)
        self._facts.arrived.connect(self._on_facts)
        self._edge = edge_for(0)
        self._rows: dict[Hashable, list[int]] = {}
        self._thumbnails.arrived.connect(self._on_arrived)

    def key_of(self, fact: Fact) -> Hashable:
        """What its small picture is kept under by the thumbnails' loader."""
        raise NotImplementedError

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
        """Show these; whether rows came, went or moved. The facts of those in sight are read anew."""
        if not self._facts.set_ids(ids):
            return False
        self.beginResetModel()
        self._rows.clear()
        self.endResetModel()
        return True

    def id_at(self, row: int) -> int:
        """Of a row, 0 where there is none."""
        return self._facts.id_at(row)

    def rows_of(self, ids: Ids | Sequence[int]) -> Ids:
        """Where these stand, in order; those not shown are left out."""
        return self._facts.rows_of(ids)

    def facts(self, id_: int) -> Fact | None:
        """What is at hand of one."""
        return self._facts.get(id_)

    def look_again(self) -> None:
        """What was expected did not come about: show what is."""
        self._facts.look_again()

    def _expect(self, ids: Ids, change: Callable[[Fact], Fact]) -> None:
        """Show what is on its way into the project."""
        self._facts.expect(ids, change)
        self._repaint_sight()

    # ---- Qt's side ------------------------------------------------------------------------------------------

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._facts.ids)

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid as it moves: what is nearly in sight, and how large it is."""
        self._edge = edge_for(edge)
        self._facts.see(first, last)
        self._want_thumbnails()
        self._repaint_sight()

    def _want_thumbnails(self) -> None:
        first, last = self._facts.sight
        self._rows = {}
        for row in range(first, last + 1):
            fact = self.facts(self.id_at(row))
            if fact is not None:
                self._rows.setdefault(self.key_of(fact), []).append(row)
        self._thumbnails.want(self._rows)

    def _repaint_sight(self) -> None:
        first, last = self._facts.sight
        if last >= first and self.rowCount():
            self.dataChanged.emit(self.index(first), self.index(min(last, self.rowCount() - 1)))

    def _on_arrived(self, keys: list[Hashable]) -> None:
        for key in keys:
            for row in self._rows.get(key, ()):
                self.dataChanged.emit(self.index(row), self.index(row))

    def _on_facts(self, before: Mapping[int, Fact | None]) -> None:
        self._want_thumbnails()
        self._repaint_sight()
        self.facts_arrived.emit(list(before))
