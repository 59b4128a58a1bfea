"""The quick measure: how the designs come along, told while a network trains, for at most 3 % of its time.

Every so often the averaged generator's designs, always of the same noise, are compared with the same pictures of the
set. What that costs is measured, and nothing is begun that would take more than its share of the run so far: on a
slow machine the numbers come seldom, never at the training's expense. All of it is done in small pieces between steps,
the designs by a copy of the generator as it was, so that nobody waits for it. Nothing here touches torch's random
numbers, so a training that is measured and one that is not are the same to the last bit.

Which number: the kernel distance, which is right on average for few pictures. In the features of EfficientNet-Lite0;
where a graphics card computes and the official weights are there, the official FID (or KID, for sets below a thousand).
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
from gan_engine.metrics import diversity, frechet, inception, kernel
from gan_engine.metrics.backbones import Backbone, backbone
from gan_engine.metrics.designs import Designs
from gan_engine.metrics.evaluation import part_for
from gan_engine.metrics.names import INCEPTION, MEASURES
from gan_engine.metrics.references import ReferenceBuilder
from gan_engine.training.events import MetricMeasured, NotMeasured
from gan_engine.training.journal import Journal
from gan_engine.training.schedule import is_due
from gan_engine.training.state import TrainingState

log = logging.getLogger(__name__)

SHARE = 0.03
"""Of the training's time, at most."""
NOISE_SEED = 20_000
"""Added to the run's seed: other designs than the samples on screen."""
FRECHET_PICTURES = 1000
"""In the set, for a Fréchet distance to mean something."""

_FIRST_GUESS = 2.0  # seconds that loading a network and a first glance take
_QUICK = ("kid-lite0", "kid", "fid")
_WITH_DRAWING = 1.5  # what measuring a design costs, in looks at a picture, as long as that is not known
_DESIGNS_AT_ONCE = 8  # in one piece
_FAST = 0.004  # seconds for a picture: below it more of them are afforded
_COUNTS = {"fast": (1000, 1000), "slow": (128, 256), "frechet": (2048, 2048)}  # designs, pictures of the set
_HYSTERESIS = 0.02  # of the best so far: who is to be the new best has to be better by that
_HYSTERESIS_ERRORS = 0.25  # and by that much of a standard error: the noise is the same each time


@dataclass(frozen=True)
class Best:
    """The best snapshot so far."""

    name: str
    metric: str
    value: float

    def beaten_by(self, value: float, uncertainty: float | None) -> bool:
        """Is `value` (lower is better) so much better that it is no accident?"""
        return value < self.value - max(_HYSTERESIS * abs(self.value), _HYSTERESIS_ERRORS * (uncertainty or 0.0))


def best_of(measured: Iterable[MetricMeasured], metric: str | None = None) -> Best | None:
    """Which snapshot the quick measures so far make the best, each compared with the best before it."""
    best: Best | None = None
    for event in measured:
        plain = event.snapshot is not None and event.form == "quick" and event.metric in _QUICK
        if not plain or event.value is None or (metric is not None and event.metric != metric):
            continue
        assert event.snapshot is not None
        if best is None or best.metric != event.metric or best.beaten_by(event.value, event.uncertainty):
            best = Best(event.snapshot, event.metric, event.value)
    return best


@dataclass
class _Underway:
    """A measuring that has begun: of which moment, the designs to come, and the features of those that came."""

    snapshot: str | None
    kimg: float
    pictures: Iterator[torch.Tensor]
    features: list[torch.Tensor] = field(default_factory=list)
    seconds: float = 0.0


class QuickMeasure:
    """Measures one training now and then, within its share of the time."""

    def __init__(self, state: TrainingState, dataset: Dataset, journal: Journal, *, name: str | None = None) -> None:
        """`name` of the measure; left out, the one that suits this machine and set."""
        self._state = state
        self._dataset = dataset
        self._journal = journal
        self._every = state.plan.configuration.measured_every
        self._metric = name or choose(state.device, dataset)
        self._network: Backbone | None = None
        self._builder: ReferenceBuilder | None = None
        self._frechet: frechet.Gaussian | None = None
        self._within: kernel.Within | None = None
        self._spread = 0.0
        self._counts: tuple[int, int] | None = None
        self._spent = 0.0
        self._slice_seconds = _FIRST_GUESS
        self._each: float | None = None
        self._measure_seconds: float | None = None
        self._underway: _Underway | None = None
        self._broken = False
        self._told = False
        self.best: Best | None = None

    @property
    def seconds(self) -> float:
        """What measuring has cost so far, of the run's time."""
        return self._spent

    def go_on_from(self, facts: Any, measured: Iterable[MetricMeasured]) -> None:
        """Continue what a snapshot's `facts` tell: what was spent, and how many are compared."""
        if isinstance(facts, Mapping):
            spent, counts, metric = facts.get("seconds"), facts.get("counts"), facts.get("metric")
            if isinstance(spent, int | float) and math.isfinite(spent) and spent >= 0:
                self._spent = float(spent)
            if metric in _QUICK and (MEASURES[metric].network != INCEPTION or inception.is_installed()):
                self._metric = metric  # one curve, even if the other network has come or gone meanwhile
            if isinstance(counts, list) and len(counts) == 2 and all(type(n) is int and n >= 3 for n in counts):
                self._counts = (counts[0], counts[1]) if metric == self._metric else None
            self._told = facts.get("told") is True
        self.best = best_of(measured, self._metric)

    def facts(self) -> dict[str, Any]:
        """For a snapshot, fit for JSON."""
        counts = list(self._counts) if self._counts else None
        return {"seconds": self._spent, "metric": self._metric, "counts": counts, "told": self._told}

    def work(self) -> str | None:
        """Do a small piece of what is to be done, if there is time for it; the name of a snapshot that is now the best.

        The pieces: what has to be known of the set, then the designs of a measuring under way.
        """
        if self._every is None or self._broken or not self._affords(self._slice_seconds):
            return None
        if self._is_ready and self._underway is None:
            return None
        if self._dataset.count < MEASURES[self._metric].real:
            self._say_too_few()
            return None
        best = None
        with self._counted() as clock, self._patiently():
            if self._underway is not None:
                best = self._go_on(self._underway)
            else:
                self._prepare()
        self._slice_seconds = min(clock.seconds, _FIRST_GUESS)
        if self._underway is not None:
            self._underway.seconds += clock.seconds
        return best

    def _prepare(self) -> None:
        if self._network is None:
            self._network = backbone(MEASURES[self._metric].network, str(self._state.device))
        elif self._builder is None:
            self._begin(self._network)
        else:
            self._look(self._builder, self._network.batch)
            if self._builder.done == self._builder.wanted:
                self._builder.save()
                self._settle(self._builder)

    def due(self, *, sampled: bool, saved: bool) -> bool:
        """Is this moment, at which samples were drawn or a snapshot was saved, one to measure at?

        In between two snapshots only if there will still be time at the next one.
        """
        if self._every is None or self._broken or not self._is_ready or (self._underway is not None and not saved):
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
        assert self._network is not None
        assert self._counts is not None
        with self._counted() as clock, self._patiently():
            generator = copy.deepcopy(self._state.average)
            batch = min(Designs(generator, seed=0).batch, max(_DESIGNS_AT_ONCE, self._network.batch))
            designs = Designs(generator, seed=self._seed, shares=class_shares(self._dataset), batch=batch)
            self._underway = _Underway(snapshot, self._state.kimg, designs.pictures(self._counts[0]))
        if self._underway is not None:
            self._underway.seconds = clock.seconds

    def complete(self) -> str | None:
        """At the end of a training: go on with what is under way as long as there is time; a new best, as `work`."""
        best = None
        while self._underway is not None and not self._broken and self._affords(self._slice_seconds):
            best = self.work() or best
        return best

    # How

    def _go_on(self, underway: _Underway) -> str | None:
        assert self._network is not None
        pictures = next(underway.pictures, None)
        if pictures is not None:
            underway.features.append(self._network(pictures).cpu())
            return None
        self._underway = None
        start = time.perf_counter()
        made = torch.cat(underway.features)
        value, error = self._compare(made)
        spread, spread_error = diversity.mean_distance(made)
        underway.seconds += time.perf_counter() - start
        self._tell(self._metric, value, error, underway)
        details = {"of_set": self._spread, "share": spread / self._spread if self._spread else 1.0}
        self._tell("diversity", spread, spread_error, underway, details)
        self._measure_seconds = underway.seconds
        snapshot = underway.snapshot
        if snapshot is None or (self.best is not None and not self.best.beaten_by(value, error)):
            return None
        self.best = Best(snapshot, self._metric, value)
        return snapshot

    def _say_too_few(self) -> None:
        self._broken = True
        if self._told:
            return
        self._told = True
        needed = MEASURES[self._metric].real
        self._journal.tell(
            NotMeasured,
            metric=self._metric,
            what=f"The designs are not measured: that needs at least {needed} pictures in the set, and it has "
            f"{self._dataset.count}.",
            do="Judge the samples by eye, or add pictures.",
        )

    @property
    def _is_ready(self) -> bool:
        return self._within is not None or self._frechet is not None

    @property
    def _seed(self) -> int:
        return (self._state.plan.configuration.seed + NOISE_SEED) % 2**32

    @property
    def _expected(self) -> float:
        """Seconds that a measuring takes."""
        if self._measure_seconds is not None:
            return self._measure_seconds
        assert self._counts is not None
        return _WITH_DRAWING * (self._each or _FAST) * self._counts[0]

    def _affords(self, cost: float, later: float = 0.0) -> bool:
        return self._spent + cost <= SHARE * (self._journal.seconds + later)

    def _begin(self, network: Backbone) -> None:
        """Find out how fast this machine is, and settle for the whole run how many pictures are compared."""
        part = part_for(MEASURES[self._metric], self._dataset)
        if self._counts is None:
            self._look(ReferenceBuilder(self._dataset, network, part=part), 2 * network.batch)
            if self._metric == "fid":
                self._counts = _COUNTS["frechet"]
            else:
                self._counts = _COUNTS["fast" if self._each is None or self._each < _FAST else "slow"]
        self._builder = ReferenceBuilder(self._dataset, network, part=part, most=self._counts[1])
        if self._builder.done == self._builder.wanted:  # kept from another time
            self._settle(self._builder)

    def _look(self, builder: ReferenceBuilder, count: int) -> None:
        """Go on with a reference, and learn what a picture costs."""
        start = time.perf_counter()
        done = builder.advance(count)
        if done:
            each = (time.perf_counter() - start) / done
            self._each = each if self._each is None else 0.8 * self._each + 0.2 * each

    def _settle(self, builder: ReferenceBuilder) -> None:
        reference = builder.reference()
        self._part, self._real = reference.part, len(reference.features)
        if self._metric == "fid":
            self._frechet = frechet.gaussian_of(reference.features)
        else:
            self._within = kernel.within(reference.features)
        self._spread, _ = diversity.mean_distance(reference.features)
        self._builder = None

    def _compare(self, made: torch.Tensor) -> tuple[float, float | None]:
        if self._within is not None:
            return kernel.kernel_distance(self._within, kernel.within(made))
        assert self._frechet is not None
        blocked = frechet.BlockedMoments(made.shape[1])
        blocked.update(made)
        value = frechet.frechet_distance(self._frechet, blocked.gaussian())
        return value, frechet.jackknife(self._frechet, blocked.blocks())

    def _tell(
        self,
        metric: str,
        value: float,
        error: float | None,
        underway: _Underway,
        details: Mapping[str, float] | None = None,
    ) -> None:
        assert self._counts is not None
        self._journal.tell(
            MetricMeasured,
            kimg=underway.kimg,
            metric=metric,
            value=value,
            uncertainty=error,
            network=MEASURES[self._metric].network,
            samples=self._counts[0],
            snapshot=underway.snapshot,
            real=self._real,
            part=self._part,
            seed=self._seed,
            seconds=round(underway.seconds, 3),
            form="quick",
            details=dict(details or {}),
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
        self._journal.tell(NotMeasured, metric=self._metric, what=f"The designs are no longer measured: {what}")


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
        if not isinstance(error, Exception):
            return False
        self._failed(error)
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return True


def choose(device: torch.device, dataset: Dataset) -> str:
    """Which measure a training is followed by."""
    if device.type == "cuda" and inception.is_installed():
        return "fid" if dataset.count >= FRECHET_PICTURES else "kid"
    return "kid-lite0"


def class_shares(dataset: Dataset) -> list[float]:
    """How often each class comes in the set; [] without classes."""
    if dataset.labels is None:
        return []
    counts = torch.bincount(torch.from_numpy(dataset.labels), minlength=len(dataset.class_names))
    return [float(count) for count in counts]
