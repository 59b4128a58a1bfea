"""A list of ids, and what is known of those in sight of a grid.

Facts are read on a thread, some hundred at a time, and the newest few thousand are kept. What changed in the project is
read again for the rows in sight alone.
"""

from __future__ import annotations

import functools
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Generic, Protocol, TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.workers.workbench import Workbench

KEPT_FACTS = 4096
_NONE = np.empty(0, np.int64)


class _Known(Protocol):
    """Facts of one thing."""

    @property
    def id(self) -> int: ...


Fact = TypeVar("Fact", bound=_Known)


class FactsInSight(QObject, Generic[Fact]):
    """`arrived(before)` when what is in sight was read: by id, what had been known of each, None for nothing."""

    arrived = Signal(object)

    def __init__(
        self, workbench: Workbench, name: str, read: Callable[[Project, Sequence[int]], list[Fact]],
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """`read` is called on a thread; what it leaves out has gone. `name`: what is done then, as a task."""
        super().__init__(parent)
        self._workbench = workbench
        self._name = name
        self._read = read
        self._project: Project | None = None
        self._ids = _NONE
        self._known: OrderedDict[int, Fact] = OrderedDict()
        self._stale: set[int] = set()
        self._gone: set[int] = set()
        self._sight = (0, -1)
        self._asked: set[int] = set()
        self._expected: dict[int, list[Callable[[Fact], Fact]]] = {}

    def set_project(self, project: Project | None) -> None:
        """Nothing of that project is known, for now."""
        self._project = project
        self._ids = _NONE
        self._known.clear()
        self._stale.clear()
        self._gone.clear()
        self._sight = (0, -1)

    @property
    def project(self) -> Project | None:
        """The one that is read."""
        return self._project

    @property
    def ids(self) -> Ids:
        """Of the rows, in their order."""
        return self._ids

    def set_ids(self, ids: Ids) -> bool:
        """These are the rows; whether other ones than before. What is known of all is looked at anew."""
        self._stale = {*self._known, *self._asked}
        self._gone.clear()
        if np.array_equal(ids, self._ids):
            self._go_on()
            return False
        self._ids = ids
        self._sight = (0, -1)
        return True

    def id_at(self, row: int) -> int:
        """Of a row, 0 where there is none."""
        return int(self._ids[row]) if 0 <= row < len(self._ids) else 0

    def rows_of(self, ids: Ids | Sequence[int]) -> Ids:
        """Where these stand, in order; those not among the rows are left out."""
        return np.flatnonzero(np.isin(self._ids, ids))

    @property
    def known(self) -> Ids:
        """The ids of which something is at hand."""
        return np.fromiter(self._known, np.int64, len(self._known))

    def get(self, id_: int) -> Fact | None:
        """What is at hand of one."""
        return self._known.get(id_)

    def expect(self, ids: Ids, change: Callable[[Fact], Fact]) -> None:
        """Show what is on its way into the project: these as `change` makes them, those being read once they are."""
        known = self.known
        for id_ in known[np.isin(known, ids)].tolist():
            self._known[id_] = change(self._known[id_])
        asked = np.fromiter(self._asked, np.int64)
        for id_ in asked[np.isin(asked, ids)].tolist():
            self._expected.setdefault(id_, []).append(change)

    def look_again(self) -> None:
        """What was expected did not come about: show what is."""
        self._stale = {*self._known, *self._asked}
        self._go_on()

    @property
    def sight(self) -> tuple[int, int]:
        """First and last row in sight; last < first for none."""
        return self._sight

    def see(self, first: int, last: int) -> None:
        """These rows are in sight, or nearly."""
        self._sight = (first, last)
        self._go_on()

    def _missing(self) -> list[int]:
        first, last = self._sight
        ids = self._ids[first : last + 1].tolist() if last >= first else []
        return [id_ for id_ in ids if (id_ not in self._known or id_ in self._stale) and id_ not in self._gone]

    def _go_on(self) -> None:
        """One reading at a time; when it is back, what is then in sight is looked at again."""
        if self._asked or self._project is None:
            return
        if wanted := self._missing():
            self._asked = set(wanted)
            self._expected.clear()
            self._stale.difference_update(wanted)
            self._workbench.jobs.start(
                self._name, functools.partial(_run, self._read, self._project, wanted),
                functools.partial(self._take, self._project, wanted), self._fail, quiet=True,
            )  # fmt: skip

    def _take(self, project: Project, wanted: list[int], facts: list[Fact]) -> None:
        """What became stale while it was read shows nothing older than what is at hand of it; what was changed
        meanwhile is changed in what was read as well."""
        self._asked.clear()
        if project is not self._project:
            self._go_on()
            return
        self._gone.update(set(wanted) - self._stale)
        self._gone.difference_update(fact.id for fact in facts)
        overtaken = self._stale & self._known.keys()
        facts = [fact for fact in facts if fact.id not in overtaken]
        before = {fact.id: self._known.get(fact.id) for fact in facts}
        for fact in facts:
            for change in self._expected.get(fact.id, ()):
                fact = change(fact)
            self._known[fact.id] = fact
            self._known.move_to_end(fact.id)
        while len(self._known) > KEPT_FACTS:
            dropped, _ = self._known.popitem(last=False)
            self._stale.discard(dropped)
        self.arrived.emit(before)
        self._go_on()

    def _fail(self, error: BaseException) -> None:
        self._stale.update(self._asked)
        self._asked.clear()
        self._workbench.report_error(self._name, error)


def _run(
    read: Callable[[Project, Sequence[int]], list[Fact]], project: Project, ids: Sequence[int], report: Report
) -> list[Fact]:
    return read(project, ids)
