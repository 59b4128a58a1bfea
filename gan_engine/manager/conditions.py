"""“Once a measure of another training is reached”: whether it is, read from that training's events as they come."""

from __future__ import annotations

from pathlib import Path

from gan_engine.manager.jobs import Condition
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import Follower


class Conditions:
    """What was measured so far of the trainings that jobs wait for; each event is read once."""

    def __init__(self) -> None:
        self._followers: dict[str, Follower] = {}
        self._values: dict[str, dict[str, list[float]]] = {}

    def is_met(self, condition: Condition) -> bool:
        """Has the training measured a value that reaches it, at any time?"""
        return any(condition.holds_for(value) for value in self._read(condition.run).get(condition.metric, ()))

    def words(self, condition: Condition) -> str:
        """What came of a training that is over, for one who waits for more."""
        values = self._read(condition.run).get(condition.metric)
        if not values:
            return f"It waits for {condition.words}, which was never measured and will not be by itself."
        best = min(values) if condition.relation == "below" else max(values)
        return f"It waits for {condition.words}, but that training is over and came to {best:g}."

    def _read(self, run: str) -> dict[str, list[float]]:
        follower = self._followers.setdefault(run, Follower(Path(run)))
        values = self._values.setdefault(run, {})
        for event in follower.poll():
            if isinstance(event, MetricMeasured) and isinstance(event.value, int | float):
                values.setdefault(event.metric, []).append(float(event.value))
        return values
