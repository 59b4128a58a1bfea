"""The best snapshot of a training, by its quick measures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gan_engine.runs.events import MetricMeasured

STEERING = "kid-lite0"
"""The measure that chooses: right on average however few the pictures, and its network is always there."""
STEERING_PROJECTED = "kid-u2netp"
"""The same where the discriminator saw through Lite0's eyes, whose own distance would flatter the designs."""
OWED_AFTER = 120.0
"""Seconds of training: longer ones are measured at least twice, the last time at their end."""

_HYSTERESIS = 0.02  # of the best so far: who is to be the new best has to be better by that
HYSTERESIS_ERRORS = 0.25
"""And by that much of a standard error: latents and pictures are the same each time, most of the noise with them."""


@dataclass(frozen=True)
class Best:
    """The best snapshot so far."""

    name: str
    value: float

    def beaten_by(self, value: float, uncertainty: float | None) -> bool:
        """Is `value` (lower is better) so much better that it is no accident?"""
        return value < self.value - max(_HYSTERESIS * abs(self.value), HYSTERESIS_ERRORS * (uncertainty or 0.0))


STEERINGS = (STEERING_PROJECTED, STEERING)
"""A run has points of one of them."""


def steering_measure(discriminator: str) -> str:
    """What a training with that `discriminator`, as configurations name it, steers by."""
    return STEERING_PROJECTED if discriminator == "projected" else STEERING


def steering(measured: Iterable[MetricMeasured]) -> list[MetricMeasured]:
    """Those of the measures that a training steers by."""
    return [event for event in measured if event.form == "quick" and event.metric in STEERINGS]


def best_of(measured: Iterable[MetricMeasured]) -> Best | None:
    """Which snapshot the quick measures so far make the best, each compared with the best before it."""
    best: Best | None = None
    for event in steering(measured):
        if event.snapshot is None or event.value is None:
            continue
        if best is None or best.beaten_by(event.value, event.uncertainty):
            best = Best(event.snapshot, event.value)
    return best
