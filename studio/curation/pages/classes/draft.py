"""A draft of classes before it is confirmed: set by hand or proposed. Qt-free."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from studio.project.store.ids import Ids
from studio.words import tr

MOST = 9
"""Classes that have a key, and so a place."""
UNSORTED = -1
_OUT = -2

Labels = npt.NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class ClassDraft:
    """Which picture belongs where. Every change gives another draft."""

    ids: Ids
    names: tuple[str, ...]
    given: Labels
    """[N] put there by hand or from the start, -1 for none."""
    proposed: Labels
    """[N] where the others seem to belong, -1 for nowhere."""
    certainty: npt.NDArray[np.float32]
    """[N] of what is proposed."""
    learns: bool = True
    """Whether what is put by hand changes what is proposed for the others."""
    out: npt.NDArray[np.bool_] | None = None
    """[N] rejected: in no class and not among the unsorted; None for nobody."""

    @classmethod
    def blank(cls, ids: Ids, names: tuple[str, ...] = ()) -> ClassDraft:
        """Nothing sorted yet."""
        none = np.full(len(ids), UNSORTED, np.int64)
        return cls(
            ids,
            names or tuple(tr("Class {number}", number=number) for number in (1, 2)),
            none,
            none.copy(),
            np.zeros(len(ids), np.float32),
        )

    @classmethod
    def of(cls, ids: Ids, names: tuple[str, ...], labels: Labels, *, sure: bool) -> ClassDraft:
        """Sorted already; `sure`: by the artist (examples for the rest), else only proposed. The largest classes keep a
        place of their own, the others stay unsorted."""
        sizes = np.bincount(labels[labels >= 0], minlength=len(names))
        kept = sorted(np.argsort(-sizes, kind="stable")[:MOST].tolist())
        kept = [number for number in kept if sizes[number]]
        place = np.full(len(names) + 1, UNSORTED, np.int64)
        place[kept] = np.arange(len(kept))
        found = place[labels]
        none = np.full(len(ids), UNSORTED, np.int64)
        certainty = np.where(found >= 0, 1, 0).astype(np.float32)
        return cls(
            ids, tuple(names[number] for number in kept), found if sure else none, none.copy() if sure else found,
            certainty, learns=sure,
        )  # fmt: skip

    @property
    def labels(self) -> Labels:
        """Where each picture is now."""
        found = np.where(self.given >= 0, self.given, self.proposed)
        return found if self.out is None else np.where(self.out, _OUT, found)

    @property
    def examples(self) -> Labels:
        """[N] what the others are sorted by: those put by hand or from the start, -1 for none."""
        return self.given if self.out is None else np.where(self.out, UNSORTED, self.given)

    @property
    def unsorted(self) -> int:
        """How many are in no class yet."""
        return int(np.count_nonzero(self.labels == UNSORTED))

    def without(self, out: npt.NDArray[np.bool_] | None) -> ClassDraft:
        """Others are rejected now."""
        return replace(self, out=out)

    def rows(self, index: int) -> npt.NDArray[np.int64]:
        """Who is in a class (or unsorted, -1): those put by hand last, before them the least certain first."""
        there = np.flatnonzero(self.labels == index)
        key = np.where(self.given[there] >= 0, 2.0, self.certainty[there])
        return there[np.argsort(key, kind="stable")]

    def counts(self) -> list[int]:
        """How many are in each class."""
        labels = self.labels
        return [int(count) for count in np.bincount(labels[labels >= 0], minlength=len(self.names))]

    def by_hand(self, index: int) -> int:
        """How many of a class were put there by hand."""
        return int(np.count_nonzero(self.examples == index))

    def put(self, ids: Ids, index: int) -> ClassDraft:
        """Pictures put into a class, or back to the unsorted (-1)."""
        given, proposed = self.given.copy(), self.proposed.copy()
        which = np.isin(self.ids, ids)
        given[which] = index
        if index == UNSORTED:
            proposed[which] = UNSORTED
        return replace(self, given=given, proposed=proposed)

    def with_proposal(self, proposed: Labels, certainty: npt.NDArray[np.float32]) -> ClassDraft:
        """Others seem to belong elsewhere now."""
        return replace(self, proposed=proposed.astype(np.int64), certainty=certainty)

    def renamed(self, index: int, name: str) -> ClassDraft:
        """A class of another name."""
        return replace(self, names=(*self.names[:index], name, *self.names[index + 1 :]))

    def with_class(self) -> ClassDraft:
        """One class more."""
        number = len(self.names) + 1
        while tr("Class {number}", number=number) in self.names:
            number += 1
        return replace(self, names=(*self.names, tr("Class {number}", number=number)))

    def wrong(self) -> str:
        """Why it cannot be confirmed; "" where it can."""
        names = [name.strip() for name in self.names]
        if not any(self.counts()):
            return tr("Nothing is sorted yet.")
        if any(not name for name in names):
            return tr("Every class needs a name.")
        if len(set(names)) < len(names):
            return tr("Two classes have the same name.")
        return ""

    def groups(self) -> dict[str, Ids]:
        """What to store: the pictures of each class that has any."""
        labels = self.labels
        found = {name.strip(): self.ids[labels == index] for index, name in enumerate(self.names)}
        return {name: ids for name, ids in found.items() if len(ids)}
