"""What a projection may be asked for, and how near it came: in numbers, and in words that promise nothing. No torch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Space = Literal["w", "w+"]
"""One style for all layers, or each layer its own."""
STEPS = 500
MOST_STEPS = 10_000
"""Steps of coming nearer: as many as usual, and at most."""
SAME, CLOSE, ALIKE = 0.1, 0.4, 0.75
"""Shares of what two designs of the model usually differ by: below these a design is the picture but for details, is
close to it, has its kind and colours."""


@dataclass(frozen=True)
class Closeness:
    """All distances in one measure: 0 is the same picture."""

    distance: float
    """Of the design to its target."""
    decibels: float
    """Peak signal to noise ratio of its pixels against the target, at most 100; of a sketch, of its colours afar."""
    usual: float
    """The median of two random designs of the model."""
    nearest_random: float
    """Of the best random design that was looked at to the target."""
    sketched: bool = False

    @property
    def share(self) -> float:
        """The distance in what two designs of the model usually have; 1 where all of them are alike and it is not."""
        return self.distance / self.usual if self.usual else float(self.distance > 0)

    @property
    def words(self) -> str:
        """The distance that is left, plainly."""
        if self.sketched:
            return "It has the colours of the sketch." if self.share < ALIKE else "It has some of the sketch's colours."
        if not self.usual and self.distance:
            return "This model draws one and the same design, whatever it is given: it comes no nearer."
        if self.share < SAME:
            return "The same picture but for details."
        if self.share < CLOSE:
            return "Close to the picture, but not the same."
        if self.share < ALIKE:
            return "The same kind of design; what is its own in the picture is lost."
        return "Far from the picture: this model does not draw such designs."

    def values(self) -> dict[str, Any]:
        """As JSON."""
        return {
            "distance": self.distance,
            "decibels": self.decibels,
            "usual": self.usual,
            "nearest_random": self.nearest_random,
            "share": self.share,
            "words": self.words,
        }
