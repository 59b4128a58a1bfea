"""The pace of a training as seen from outside: whether it has come to a stop without ending.

A sign of progress is a change of state.json or a longer events.jsonl. Samples, snapshots and measures hold a training
up between two signs; so what is normal is learnt from the run itself: the longest time that it once took. All times
are of a clock that nobody sets, and what passed while nobody looked (the machine slept, the supervisor was busy) is
nobody's fault.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

_TRAINS = 3
"""Signs of a training that was started, after which it is making steps: how it stood, that its process has it in hand,
and the first step."""


@dataclass(frozen=True)
class Patience:
    """How long to wait for a sign, in seconds."""

    start: float = 1800.0
    """Before the first: torch and the dataset are loaded, precision and memory are tried with up to a dozen whole
    steps; the largest recipe's takes a minute on two cores."""
    floor: float = 600.0
    """Afterwards, at least: ten times that minute. A disk that others keep busy stops a snapshot for as long."""
    factor: float = 20.0
    """And so many times the longest time so far: what comes seldom (a measure's last piece, a snapshot to a disk that
    wakes up) takes several times what came before it, never twenty times."""
    unseen: float = 60.0
    """Looks further apart than that tell nothing."""


class Pace:
    """What one run was seen to do since it was started or adopted."""

    def __init__(self, now: float, *, longest_gap: float = 0.0, under_way: bool = False) -> None:
        """`under_way`: it was found training, not just started."""
        self.longest_gap = longest_gap
        """Seconds, of all looks so far."""
        self._looked_at = now
        self._sign: Hashable | None = None
        self._sign_at = now
        self._signs = _TRAINS if under_way else 0

    def see(self, sign: Hashable, now: float, patience: Patience) -> None:
        """Look once more: `sign` is another than before if the training did something since."""
        if now - self._looked_at > patience.unseen:
            self._sign_at += now - self._looked_at
        self._looked_at = now
        if sign == self._sign:
            return
        if self._signs >= _TRAINS:
            self.longest_gap = max(self.longest_gap, now - self._sign_at)
        self._signs += 1
        self._sign, self._sign_at = sign, now

    def wait(self) -> None:
        """It is meant to do nothing (paused)."""
        self._sign_at = self._looked_at

    def is_stuck(self, patience: Patience) -> bool:
        """Has it been longer without a sign than this run ever was?"""
        limit = patience.start if self._signs < _TRAINS else max(patience.floor, patience.factor * self.longest_gap)
        return self._looked_at - self._sign_at > limit

    @property
    def silent_for(self) -> float:
        """Seconds since the last sign."""
        return self._looked_at - self._sign_at
