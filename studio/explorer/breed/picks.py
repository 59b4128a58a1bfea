"""What is picked to be parents, and the way there: Ctrl+Z takes a pick back, and a litter with what it was bred of."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from gan_engine.latent.lineage import Lineage, Member
from gan_engine.latent.point import Point
from studio.project.undo.draft_trail import DraftStep, DraftTrail
from studio.workers.workbench import Workbench

Pick = Member | Point
"""One of the family, or a design from elsewhere."""


class Picks:
    """They belong to a family as it stands: when it stands so again, by undo, they are there again. They outlast that
    the page is closed."""

    def __init__(self, workbench: Workbench, show: Callable[[], None]) -> None:
        """`show` is called when they are others by undo."""
        self._workbench = workbench
        self._show = show
        self._is_open = False
        self.forget()

    @property
    def now(self) -> Sequence[Pick]:
        """In the order of picking."""
        return self._now

    @property
    def litter(self) -> int | None:
        """The generation that they are of, where one of them is of any."""
        return next((one.litter for one in self._now if isinstance(one, Member) and one.litter is not None), None)

    def forget(self) -> None:
        """Another model, or another project."""
        self._now: tuple[Pick, ...] = ()
        self._lineage = Lineage()
        self._before: dict[Lineage, tuple[Pick, ...]] = {}
        self._trail = DraftTrail("explore", self._take_back)
        self.set_open(self._is_open)

    def set_open(self, is_open: bool) -> None:
        """Whether the page is open: elsewhere Ctrl+Z leaves picks alone."""
        if is_open or self._is_open:
            self._workbench.set_draft("explore", self._trail if is_open else None)
        self._is_open = is_open

    def begin(self, picks: Sequence[Pick]) -> None:
        """Begin with these: nobody has picked them, so that it is no step."""
        self._now = self._before[self._lineage] = tuple(picks)

    def take(self, picks: Sequence[Pick], words: str) -> None:
        """These are picked from now on; `words` name that in the undo line."""
        if (now := tuple(picks)) != self._now:
            step = DraftStep(words, self._now, now)
            self.begin(now)
            self._workbench.enter_in_draft(self._trail, step)

    def show_family(self, lineage: Lineage) -> None:
        """The family stands so now: what was picked of it before is picked, or else what is not of any family."""
        if lineage != self._lineage:
            self._lineage = lineage
            self.begin(self._before.get(lineage, [one for one in self._now if isinstance(one, Point)]))

    def _take_back(self, picks: Sequence[Pick]) -> None:
        self.begin(picks)
        self._show()
