"""When a training that failed is tried again, and when it is given up."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Retries:
    """Waits that grow, and how many tries there are without a step forward between them."""

    first: float = 2.0
    """Seconds before the first next try: a process that was killed by accident is missed for a moment only."""
    growth: float = 4.0
    cap: float = 1800.0
    """Seconds, at most: what others have to mend (a full disk, memory that a program holds) is looked for twice an
    hour."""
    most: int = 7
    """Failures at the same point before it is given up: with the waits between them 42 minutes."""

    most_of_its_own: int = 3
    """The same where the training itself said that it could not go on: it computes the same again, to the bit."""

    def wait(self, tries: int) -> float:
        """Seconds before the next try, after so many failures at the same point (1: the first)."""
        return min(self.cap, self.first * self.growth ** min(tries - 1, 30))

    def is_given_up(self, tries: int, *, of_its_own: bool) -> bool:
        """`of_its_own`: nothing came from outside (a kill, a full disk)."""
        return tries >= (min(self.most, self.most_of_its_own) if of_its_own else self.most)

    def count(self, tries: int, failed_at: float | None, kimg: float) -> int:
        """How many failures at the same point there are, with the one now.

        `tries` and `failed_at` (kimg of the last whole snapshot) are of the one before; `kimg` is that point now.
        """
        return tries + 1 if failed_at is not None and kimg <= failed_at else 1
