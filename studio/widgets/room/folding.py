"""Which panels of a workspace are open: all there is room for, unless the artist has folded one away.

Where there is no room for both beside the middle, one is open at most: to open one folds the other away. Where there
is not even room for one it lies over the middle. What was folded and brought back by hand is remembered, for wide
windows and for narrow ones by itself.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Literal

from studio.settings import Settings

Side = Literal["side", "inspector"]
SIDES: tuple[Side, Side] = ("side", "inspector")

MIDDLE_OF_THREE = 520
"""px at the usual size of text that the middle has at least between two panels."""
MIDDLE_OF_TWO = 430
"""And beside one."""


@dataclass
class Folding:
    """`key`: of the settings, where it is remembered."""

    settings: Settings
    key: str
    narrow: bool = False
    """There is no room for both."""
    folded: set[str] = field(default_factory=set)
    """In a wide window."""
    only: str | None = None
    """The one that is open in a narrow window, "" for none; None: whatever there is room for."""
    revealed: Side | None = None
    """This one is needed now, whatever was folded."""

    def __post_init__(self) -> None:
        kept = self.settings.get(self.key, {})
        folded, only = kept.get("folded"), kept.get("only")
        self.folded = {each for each in folded if each in SIDES} if isinstance(folded, list) else set()
        self.only = only if only in (*SIDES, "") else None

    def is_open(self, side: Side, fitting: Collection[Side]) -> bool:
        """Whether this panel is to be seen, where it is wanted at all. `fitting`: those that have room beside the
        middle, the other folded away. What is chosen at the left is seen in the middle: it is not covered for that."""
        revealed = self.revealed if self.revealed in fitting or self.revealed == "inspector" else None
        if side == revealed or (revealed is not None and self.narrow):
            return side == revealed
        if not self.narrow:
            return side not in self.folded
        usual = "inspector" if "inspector" in fitting else ""
        return side == (usual if self.only is None else self.only)

    def set_open(self, side: Side, *, opened: bool) -> None:
        """By hand."""
        if self.narrow or side == self.revealed:
            self.revealed = None
        if self.narrow:
            self.only = side if opened else ""
        elif opened:
            self.folded.discard(side)
        else:
            self.folded.add(side)
        self.settings.set(self.key, {"folded": sorted(self.folded), "only": self.only})
