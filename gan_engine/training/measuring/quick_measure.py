"""The quick measure of the designs, taken while a network trains, in at most 3 % of its time.

Every so often the EMA generator's designs, always of the same noise, are compared with the same pictures of the
set. What that costs is measured, and nothing is begun that would take more than its share of the run so far: on a
slow machine the numbers come seldom, never at the training's expense. All of it is done in small pieces between steps,
the designs by a copy of the generator as it was, so that nobody waits for it. Nothing here touches torch's random
numbers, so a training that is measured and one that is not are the same to the last bit.

Two points are owed to every training of more than two minutes, whatever they cost: an early one, and one at its end.
What the early one took too much, a longer training saves at those that follow.

Which numbers: the kernel distance in the features of EfficientNet-Lite0, which is right on average for few pictures,
chooses the best snapshot (in those of U2-Netp, where the discriminator saw through Lite0's eyes); from the same
features the Frechet distance. Where the official weights are there the same
designs meet that network too, for `fid`.
"""

from __future__ import annotations

import copy
import logging
import math
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import torch

from gan_engine.dataset.reading import Dataset
from gan_engine.errors import EngineError
from gan_engine.metrics import inception
from gan_engine.metrics.designs import Designs
from gan_engine.metrics.names import INCEPTION, MEASURES
from gan_engine.ranks import LostRankError
from gan_engine.runs.best_snapshot import OWED_AFTER, Best, best_of, steering, steering_measure
from gan_engine.runs.events import MetricMeasured, NotMeasured
from gan_engine.runs.schedule import is_due
from gan_engine.training.journal import Journal
from gan_engine.training.measuring.network_views import NetworkView, Number
from gan_engine.training.measuring.shared_look import SharedLook, Wanted
from gan_engine.training.orders import Lead, Order
from gan_engine.training.state import TrainingState

log = logging.getLogger(__name__)

SHARE = 0.03
"""Of the training's time, at most."""
NOISE_SEED = 20_000
"""Added to the run's seed: other designs than the samples on screen."""

_LIKELY = 0.75  # of those, expected: a guess of a training's length may be so far off
_FIRST_BY = 45.0  # seconds until the first point is begun,
_FIRST_SHARE = 0.25  # or this much of a training's expected length, whichever is sooner
_BEYOND = "Measured beyond 3 % of the training's time: every training of more than two minutes is measured twice."
_FIRST_GUESS = 2.0  # seconds that loading a network and a first glance take
_WITH_DRAWING = 1.5  # what measuring a design costs, in looks at a picture, as long as that is not known
_DESIGNS_AT_ONCE = 8  # in one piece
_FAST = 0.004  # seconds for a picture: below it more of them are afforded
_COUNTS = {"fast": (1000, 1000), "slow": (128, 256)}  # designs, pictures of the set


@dataclass
class _Underway:
    """A measuring that has begun: of which moment, the designs to come, and what the networks saw of those that came.

    `numbers`: once all have come, what they come to, a piece after the other.
    """

    snapshot: str | None
    kimg: float
    generator: Any
    look: SharedLook | None = None
    features: list[list[torch.Tensor]] = field(default_factory=list)
    numbers: Iterator[tuple[NetworkView, list[Number]]] | None = None
    found: list[tuple[NetworkView, Number]] = field(default_factory=list)
    owed: bool = False
    seconds: float = 0.0


class QuickMeasure:
    """Measures one training now and then, within its share of the time."""

    def __init__(self, state: TrainingState, dataset: Dataset, journal: Journal, lead: Lead) -> None:
        self._state = state
        self._dataset = dataset
        self._journal = journal
        self._lead = lead
        self._every = state.plan.configuration.measured_every
        self.steering = steering_measure(state.plan.configuration.discriminator)
        self._views = [NetworkView(name, dataset, state.device) for name in networks(self.steering)]
        self._counts: tuple[int, int] | None = None
        self._spent = 0.0
        self._slice_seconds = _FIRST_GUESS
        self._measure_seconds: float | None = None
        self._underway: _Underway | None = None
        self.points: list[MetricMeasured] = []
        """What the training is steered by: one of each measuring so far."""
        self._broken = False
        self._told = False
        self.best: Best | None = None

    @property
    def seconds(self) -> float:
        """What measuring has cost so far, of the run's time."""
        return self._spent

    def go_on_from(self, facts: Any, measured: Iterable[MetricMeasured]) -> None:
        """Continue what a snapshot's `facts` tell (what was spent, how many are compared) and the events so far."""
        if isinstance(facts, Mapping):
            spent, counts = facts.get("seconds"), facts.get("counts")
            if isinstance(spent, int | float) and math.isfinite(spent) and spent >= 0:
                self._spent = float(spent)
            if isinstance(counts, list) and len(counts) == 2 and all(type(n) is int and n >= 3 for n in counts):
                self._counts = (counts[0], counts[1]) if facts.get("metric") == self.steering else None
            self._told = facts.get("told") is True
        measured = list(measured)
        self.points = steering(measured)
        self.best = best_of(measured)

    def facts(self) -> dict[str, Any]:
        """For a snapshot, fit for JSON."""
        counts = list(self._counts) if self._counts else None
        return {"seconds": self._spent, "metric": self.steering, "counts": counts, "told": self._told}

    def work(self, *, owed: bool = False) -> str | None:
        """Do a small piece of what is to be done, if there is time for it; the name of a snapshot that is now the best.

        The pieces: what has to be known of the set, then the designs of a measuring under way, then its numbers.
        `owed`: whether there is time or not.
        """
        if self._every is None or self._broken:
            return None
        if not (owed or self._owes_first or self._affords(self._slice_seconds)):
            return None
        if self._is_ready and self._underway is None:
            return None
        if self._dataset.count < MEASURES[self.steering].real:
            self._say_too_few()
            return None
        best = None
        went_on = self._is_ready
        with self._counted() as clock, self._patiently():
            if self._is_ready and self._underway is not None:
                best = self._go_on(self._underway)
            else:
                self._prepare()
        self._slice_seconds = min(clock.seconds, _FIRST_GUESS)
        if went_on and self._underway is not None:
            self._underway.seconds += clock.seconds
        return best

    def _prepare(self) -> None:
        view = next(view for view in self._views if not view.is_ready)
        if view.load():
            return
        if self._counts is None:  # how fast this machine is decides for the whole run how many are compared
            view.try_out()
            each = view.seconds_a_picture
            self._counts = _COUNTS["fast" if each is None or each < _FAST else "slow"]
            return
        view.prepare(self._counts[1])

    def due(self, *, sampled: bool, saved: bool) -> bool:
        """Is this moment, at which samples were drawn or a snapshot was saved (or neither), one to measure at?

        In between two snapshots only if there will still be time at the next one, or if the first point is owed.
        """
        if self._every is None or self._broken or (self._underway is not None and (self._underway.owed or not saved)):
            return False
        if self._underway is None and self._owes_first and self._dataset.count >= MEASURES[self.steering].real:
            return True
        if not self._is_ready:
            return False
        configuration = self._state.plan.configuration
        if self._every and not is_due(self._state.images, configuration.batch, self._every):
            return False
        if not self._every and not (sampled or saved):
            return False
        cost = self._expected
        if saved:
            return self._affords(cost)
        speed = self._journal.speed
        interval = configuration.snapshot_kimg * 1000
        until = (interval - self._state.images % interval) / speed if speed else 0.0
        return self._affords(cost) and self._affords(2 * cost, later=until)

    def begin(self, snapshot: str | None) -> None:
        """Begin to measure the designs of this moment, which `snapshot` holds; `work` goes on with it.

        Another one under way has to be `complete`, or is given up for this.
        """
        owed = self._owes_first
        self._lead.order(Order.KEEP)
        with self._counted() as clock, self._patiently():
            self._underway = _Underway(snapshot, self._state.kimg, copy.deepcopy(self._state.generator_ema), owed=owed)
        if self._underway is not None:
            self._underway.seconds = clock.seconds

    def complete(self) -> str | None:
        """Go on with what is under way as long as there is time; a new best, as `work`."""
        best = None
        while self._underway is not None and not self._broken and self._affords(self._slice_seconds):
            best = self.work() or best
        return best

    def conclude(self, snapshot: str | None, go_on: Callable[[], bool]) -> str | None:
        """At the end of a training, which `snapshot` holds: its last point, owed or not; a new best, as `work`.

        Takes its time; asks `go_on` between two pieces, and leaves off where it says no.
        """
        best = self.complete()
        if self._every is None or not self._owes_last:
            return best
        if self._measured_at and self._underway is not None and self._underway.kimg != self._state.kimg:
            self._underway = None
        while self._state.kimg not in self._measured_at and not self._broken and go_on():
            if self._is_ready and self._underway is None:
                self.begin(snapshot)
            if self._underway is not None:
                self._underway.owed = True
            best = self.work(owed=True) or best
        return best

    @property
    def _owes_first(self) -> bool:
        """Is it time for the first point of a training that will take long enough?"""
        if self._measured_at:
            return False
        seconds, left = self._journal.seconds, self._journal.seconds_left
        if left is None or seconds + left < _LIKELY * OWED_AFTER:
            return False
        return seconds >= min(_FIRST_BY, _FIRST_SHARE * (seconds + left))

    @property
    def _owes_last(self) -> bool:
        return bool(self._measured_at) or self._journal.seconds >= OWED_AFTER

    # How

    def _go_on(self, underway: _Underway) -> str | None:
        if underway.numbers is None:
            seen = self._look(underway).next_piece()
            if seen is None:
                underway.numbers = self._numbers(underway)
            else:
                for features, found in zip(underway.features, seen, strict=True):
                    features.append(found)
            return None
        start = time.perf_counter()
        piece = next(underway.numbers, None)
        if piece is not None:
            view, numbers = piece
            underway.found += [(view, number) for number in numbers]
            return None
        self._underway = None
        underway.seconds += time.perf_counter() - start
        return self._finish(underway)

    def _look(self, underway: _Underway) -> SharedLook:
        if underway.look is None:
            assert self._counts is not None
            batch = min(Designs(underway.generator, seed=0).batch, max(_DESIGNS_AT_ONCE, self._views[0].batch))
            wanted = Wanted(self._seed, self._counts[0], batch, class_shares(self._dataset))
            underway.look = SharedLook(self._lead, underway.generator, wanted, self._views)
            underway.features = [[] for _ in self._views]
        return underway.look

    def _numbers(self, underway: _Underway) -> Iterator[tuple[NetworkView, list[Number]]]:
        for view, features in zip(self._views, underway.features, strict=True):
            for numbers in view.numbers(torch.cat(features)):
                yield view, numbers

    def _finish(self, underway: _Underway) -> str | None:
        """Tell what was found; the snapshot if it is the best now."""
        note = _BEYOND if underway.owed and not self._affords(0.0) else ""
        numbers = [(view, number) for view, number in underway.found if math.isfinite(number.value)]
        for view, number in numbers:
            self._journal.append(self._event(view, number, underway, note))
        self._measure_seconds = underway.seconds
        steered = next((each for each in numbers if each[1].metric == self.steering), None)
        if steered is None:
            self._say_no_number()
            return None
        view, found = steered
        self.points.append(self._event(view, found, underway, note))
        snapshot = underway.snapshot
        if snapshot is None or (self.best is not None and not self.best.beaten_by(found.value, found.uncertainty)):
            return None
        self.best = Best(snapshot, found.value)
        return snapshot

    def _say_no_number(self) -> None:
        """The designs are no pictures any more, or there is nothing to tell them by."""
        self._broken = True
        self._journal.tell(
            NotMeasured,
            metric=self.steering,
            what="The designs are no longer measured: what is seen of them comes to no number.",
            do="Look at the samples.",
        )

    def _say_too_few(self) -> None:
        self._broken = True
        if self._told:
            return
        self._told = True
        needed = MEASURES[self.steering].real
        self._journal.tell(
            NotMeasured,
            metric=self.steering,
            what=f"The designs are not measured: that needs at least {needed} pictures in the set, and it has "
            f"{self._dataset.count}.",
            do="Judge the samples by eye, or add pictures.",
        )

    @property
    def _is_ready(self) -> bool:
        return all(view.is_ready for view in self._views)

    @property
    def _seed(self) -> int:
        return (self._state.plan.configuration.seed + NOISE_SEED) % 2**32

    @property
    def _expected(self) -> float:
        """Seconds that a measuring takes."""
        if self._measure_seconds is not None:
            return self._measure_seconds
        assert self._counts is not None
        each = sum(view.seconds_a_picture or _FAST for view in self._views)
        return _WITH_DRAWING * each * self._counts[0]

    def _affords(self, cost: float, later: float = 0.0) -> bool:
        return self._spent + cost <= SHARE * (self._journal.seconds + later)

    @property
    def _measured_at(self) -> list[float]:
        """kimg."""
        return [point.kimg for point in self.points]

    def _event(self, view: NetworkView, number: Number, underway: _Underway, note: str) -> MetricMeasured:
        assert self._counts is not None
        return MetricMeasured(
            time=round(self._journal.seconds, 3),
            kimg=underway.kimg,
            metric=number.metric,
            value=number.value,
            uncertainty=number.uncertainty,
            network=view.name,
            samples=self._counts[0],
            snapshot=underway.snapshot,
            real=len(view.reference.features),
            part=view.reference.part,
            seed=self._seed,
            seconds=round(underway.seconds, 3),
            form="quick",
            details=dict(number.details),
            note=" ".join(filter(None, (number.note, note))),
        )

    def _counted(self) -> _Clock:
        return _Clock(self._journal, self._add)

    def _add(self, seconds: float) -> None:
        self._spent += seconds

    def _patiently(self) -> _Patience:
        return _Patience(self._give_up)

    def _give_up(self, error: Exception) -> None:
        self._broken = True
        self._underway = None
        what = error.what if isinstance(error, EngineError) else f"{type(error).__name__}: {error}"
        log.warning("The designs are no longer measured: %s", what, exc_info=error)
        self._journal.tell(NotMeasured, metric=self.steering, what=f"The designs are no longer measured: {what}")


class _Clock:
    """Counts what a block takes, aside of the training's speed."""

    def __init__(self, journal: Journal, add: Callable[[float], None]) -> None:
        self._aside = journal.aside()
        self._add = add
        self.seconds = 0.0

    def __enter__(self) -> _Clock:
        self._aside.__enter__()
        self._start = time.perf_counter()
        return self

    def __exit__(self, *error: Any) -> None:
        self.seconds = time.perf_counter() - self._start
        self._add(self.seconds)
        self._aside.__exit__(None, None, None)


class _Patience:
    """What goes wrong in measuring must never end a training; memory that runs out is given back at once."""

    def __init__(self, failed: Callable[[Exception], None]) -> None:
        self._failed = failed

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind: Any, error: BaseException | None, trace: Any) -> bool:
        if not isinstance(error, Exception) or isinstance(error, LostRankError):
            return False
        self._failed(error)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return True


def networks(steering: str) -> list[str]:
    """The feature networks that see the designs: that of the measure that steers, and the official one where it is."""
    return [MEASURES[steering].network, *([INCEPTION] if inception.is_installed() else [])]


def class_shares(dataset: Dataset) -> list[float]:
    """How often each class comes in the set; [] without classes."""
    if dataset.labels is None:
        return []
    counts = torch.bincount(torch.from_numpy(dataset.labels), minlength=len(dataset.class_names))
    return [float(count) for count in counts]
