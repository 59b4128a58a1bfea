"""The trail from variation to variation, to go back along. Qt-free."""

from __future__ import annotations

from collections.abc import Iterator

from gan_engine.latent.point import Point

_LONGEST = 1000


class Trail:
    """The design in the large view, and what it came from."""

    def __init__(self) -> None:
        self._path: list[Point] = []
        self._parents: dict[Point, Point] = {}

    def __bool__(self) -> bool:
        return bool(self._path)

    @property
    def present(self) -> Point | None:
        """The design in the large view."""
        return self._path[-1] if self._path else None

    @property
    def can_go_back(self) -> bool:
        """Whether there is one before it."""
        return len(self._path) > 1

    def begin(self, design: Point) -> None:
        """Look at a design that came from nowhere: from the wall, a file, the walk."""
        if self.present != design:
            self._path = [design]

    def go(self, design: Point) -> None:
        """Go on to a variation of the present design."""
        before = self.present
        if before is None or before == design:
            self.begin(design)
            return
        self.made(design, before)
        self._path = [*self._path[-_LONGEST:], design]

    def change(self, design: Point) -> None:
        """The present design has become another: it takes its place on the way."""
        self._path[-1:] = [design]

    def made(self, design: Point, before: Point) -> None:
        """`design` was made of `before`."""
        if design == before or design in self._parents or design in self.ancestors_of(before):
            return
        if len(self._parents) >= _LONGEST:
            del self._parents[next(iter(self._parents))]
        self._parents[design] = before

    def go_back(self) -> bool:
        """Return to the design before; whether there was one."""
        if not self.can_go_back:
            return False
        self._path.pop()
        return True

    def ancestors_of(self, design: Point) -> Iterator[Point]:
        """What it was varied from, what that was varied from, and so on."""
        while (parent := self._parents.get(design)) is not None:
            yield parent
            design = parent

    def root_of(self, design: Point) -> Point | None:
        """Where its family began; None for a design that is no variation."""
        return next(iter([*self.ancestors_of(design)][::-1]), None)
