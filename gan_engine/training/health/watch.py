"""The watch over a training's health: what it looks at, and the list of what is wrong now.

It looks at what the loop has anyhow (running means, the share of time spent waiting) and at 64 designs of the averaged
generator, always of the same latents, whenever samples are drawn. Nothing here draws from torch's random numbers or
changes a weight: a training that is watched is the one that is not, to the last bit. What has been seen so far goes
into snapshots, so that a resumed training tells the same.

The limits were chosen on the half "tuning" of `benchmarks/alarms.py` (constructed faults and healthy trainings of small
networks at 32 px), and on a StyleGAN2 of 127 kimg; its half "trying", which they have not seen, is what the table in
docs/MEASURES.md shows. What each was held between is said beside it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_engine.runs.events import HealthChanged
from gan_engine.settings.configuration import Configuration
from gan_engine.training.health import problems
from gan_engine.training.health.leaks import TRANSFORMS, LeakModel, possible_leaks
from gan_engine.training.health.problems import GRAVITY, Problem
from gan_engine.training.health.set_view import Seen, SetView, distances, diversity
from gan_engine.training.health.signs import Sign, number

_SURE, _UNSURE = 0.98, 0.95  # the discriminator's mean certainty: healthy 0.963 at most, far ahead 0.984 at least
_AHEAD_SHARE = 0.05  # of the whole training that it has to be so,
_AHEAD_KIMG = (2.0, 25.0)  # at least and at most: nobody needs a day to be told
_SMOOTHED = 0.05  # with smooth labels a discriminator that is certain says 0.95 (settings/groups.py)
_BEHIND_KIMG, _BEHIND_STEPS = 2.0, 200  # a hundred steps of the generator alone are a trick (balance.py), not a fault
_BAD_STEPS = 50  # in a row: half precision looks for its scale for a dozen
_HUGE, _CALM = 50.0, 20.0  # of a loss's running mean: healthy 8.1 at most, diverged 79 at least
_HUGE_KIMG = 0.5
_LEARNT = 1.0  # of the set's diversity from a design to the nearest picture: once nearer, it has begun to learn,
_AWAY, _AWAY_TIMES = 1.25, 2.5  # and is away again from here on, and so much farther than at its best
_BACK_TIMES = 1.5  # healthy 0.4 to 0.9 once learnt, never more than 1.5 times the best; diverged 2.1
_ALIKE, _VARIED = 0.25, 0.35  # diversity of the designs as a share of the set's: healthy 0.47 at least
_RECITED, _INVENTED = 0.5, 0.3  # share of near-copies among the designs, beyond that among pictures: healthy 0
_LEAKED, _CLEAN = 0.3, 0.2  # share of designs that a transform of theirs beats: healthy 0.22 at most, leaked 0.84
_ADA_HIGH, _ADA_LOW = 0.8, 0.7  # p: above 0.8 it leaks (Karras et al. 2020b, section 3.1 and figure 5)
_ADA_KIMG = 0.5
_ADA_AT_WORK = 0.2  # p below which no leak is looked for: there the paper finds none, whatever the kind
_WAITING, _FLOWING = 0.3, 0.15  # share of the time spent waiting for pictures
_WAITING_SECONDS = 10.0

_LOOK_AGAIN = 1.0  # designs count when a second look at them says the same


@dataclass(frozen=True)
class Health:
    """How things stand now that something has changed: the gravest problem (None: all is well), names of others."""

    problem: Problem | None
    also: tuple[str, ...] = ()


class HealthWatch:
    """Looks at one training and keeps the list of present problems.

    What looks or notes returns the new `Health` where that made a difference, None where all is as it was.
    """

    def __init__(self, configuration: Configuration, pictures: SetView) -> None:
        """`pictures` is what is known of the set, read on by whoever has time for it."""
        self._configuration = configuration
        self._pictures = pictures
        ahead = min(max(_AHEAD_KIMG[0], _AHEAD_SHARE * configuration.kimg), _AHEAD_KIMG[1])
        behind = max(_BEHIND_KIMG, _BEHIND_STEPS * configuration.batch / 1000)
        self._leaks = possible_leaks(configuration)
        self._models: dict[str, LeakModel | None] = {}
        self._problems = {
            problem.name: problem
            for problem in (
                problems.NOT_FINITE, problems.DIVERGED, problems.COLLAPSED, problems.MEMORISING, problems.AHEAD,
                problems.BEHIND, problems.ADA_HIGH, problems.STARVED, *self._leaks,
            )
        }  # fmt: skip
        self._signs = {name: Sign(_LOOK_AGAIN) for name in self._problems}
        self._signs |= {
            problems.NOT_FINITE.name: Sign(0.0),
            _HUGE_LOSSES: Sign(_HUGE_KIMG),
            problems.AHEAD.name: Sign(ahead),
            problems.BEHIND.name: Sign(behind),
            problems.ADA_HIGH.name: Sign(_ADA_KIMG),
            problems.STARVED.name: Sign(_WAITING_SECONDS),
        }
        self._looks = 0
        self._was_varied = False
        self._nearest = math.inf  # from designs to pictures, of the set's diversity, at its best so far
        self._ada_p = 0.0
        self._present: dict[str, Problem] = {}
        self._told: tuple[str, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """All that it could find in this training."""
        return tuple(self._problems.values())

    # What it looks at

    def look_at_numbers(self, kimg: float, means: Mapping[str, float], bad_steps: int) -> Health | None:
        """At the running means of losses, scores and notes, and for how many steps in a row one was not finite."""
        self._look(problems.NOT_FINITE, kimg, bad=bad_steps >= _BAD_STEPS, well=bad_steps < _BAD_STEPS)
        objective = self._configuration.objective
        real, fake = means.get("real"), means.get("fake")
        if real is not None and fake is not None:
            if objective not in ("wasserstein", "relativistic"):
                self._look_at_certainty(kimg, real, fake)
            if not self._configuration.tricks.noisy_labels:
                self._look(problems.BEHIND, kimg, bad=fake > real, well=real > fake)
        if objective != "wasserstein":  # a critic's losses are of any size
            self._look_at_losses(kimg, max(abs(means.get(name, 0.0)) for name in ("generator", "discriminator")))
        self._ada_p = means.get("ada.p", self._ada_p)
        self._look(problems.ADA_HIGH, kimg, bad=self._ada_p > _ADA_HIGH, well=self._ada_p < _ADA_LOW)
        return self._changed()

    def look_at_designs(self, designs: Seen) -> Health | None:
        """At what the averaged generator makes of always the same latents."""
        self._looks += 1
        if self._pictures.is_whole and self._pictures.spacing:
            self._compare(designs)
            share = diversity(designs.far) / self._pictures.diversity
            self._was_varied |= share >= _VARIED and self._nearest <= _LEARNT  # grey at first is no collapse
            alike = self._was_varied and share < _ALIKE
            self._look(problems.COLLAPSED, self._looks, bad=alike, well=share >= _VARIED)
        if self._ada_p >= _ADA_AT_WORK:
            for problem in self._leaks:
                self._look_for_leak(problem, designs)
        return self._changed()

    def look_at_waiting(self, seconds: float, share: float) -> Health | None:
        """At the share of its time that the training has waited for pictures of late, `seconds` from its beginning."""
        self._look(problems.STARVED, seconds, bad=share > _WAITING, well=share < _FLOWING)
        return self._changed()

    def put(self, problem: Problem, is_there: bool) -> Health | None:
        """Note that something which others have found is there, or is not."""
        self._note(problem, is_there)
        return self._changed()

    def clear(self, *names: str) -> Health | None:
        """Note that the problems of these names are there no longer."""
        for name in names:
            self._present.pop(name, None)
        return self._changed()

    # What it remembers

    def facts(self) -> dict[str, Any]:
        """For a snapshot, fit for JSON."""
        return {
            "looks": self._looks,
            "was_varied": self._was_varied,
            "nearest": self._nearest if math.isfinite(self._nearest) else None,
            "signs": {name: sign.facts() for name, sign in self._signs.items()},
        }

    def go_on_from(self, facts: Any, told: HealthChanged | None) -> None:
        """Continue what a snapshot's `facts` tell, of a run whose events have last `told` of this."""
        self._told = () if told is None else (told.problem, *told.also)
        if not isinstance(facts, Mapping):
            return
        looks, signs = facts.get("looks"), facts.get("signs")
        self._looks = looks if type(looks) is int and looks >= 0 else 0
        self._was_varied = facts.get("was_varied") is True
        self._nearest = number(facts.get("nearest")) or math.inf
        for name, sign in self._signs.items():
            sign.go_on_from(signs.get(name) if isinstance(signs, Mapping) else None)
            if sign.is_there and name in self._told:
                self._present[name] = self._problems[name]
            elif sign.is_there and name in self._problems:  # a branch: it has to show whether it still is so
                sign.is_there, sign.since = False, None

    # How

    def _look_at_certainty(self, kimg: float, real: float, fake: float) -> None:
        certainty = min(real, 1 - fake)
        if self._configuration.tricks.label_smoothing:
            certainty = (certainty - _SMOOTHED) / (1 - 2 * _SMOOTHED)
        self._look(problems.AHEAD, kimg, bad=certainty >= _SURE, well=certainty < _UNSURE)

    def _look_at_losses(self, kimg: float, largest: float) -> None:
        huge = self._signs[_HUGE_LOSSES].look(kimg, bad=largest > _HUGE, well=largest < _CALM)
        self._note(problems.DIVERGED, huge or self._signs[problems.DIVERGED.name].is_there)

    def _compare(self, designs: Seen) -> None:
        """Designs with the pictures of the set: far away from all again, or near-copies of single ones."""
        pictures = self._pictures.far
        apart = distances(designs.far, pictures).min(1)
        if self._configuration.mirror:
            mirrored = designs.far.reshape(len(designs), -1, _far_side(designs), 3)[:, :, ::-1]
            apart = np.minimum(apart, distances(mirrored.reshape(len(designs), -1), pictures).min(1))
        near = float(np.median(apart)) / self._pictures.diversity
        self._nearest = min(self._nearest, near)
        limit = max(_AWAY, _AWAY_TIMES * self._nearest)
        away = self._nearest <= _LEARNT and near > limit
        back = near < max(_LEARNT, _BACK_TIMES * self._nearest)
        there = self._signs[problems.DIVERGED.name].look(self._looks, bad=away, well=back)
        self._note(problems.DIVERGED, there or self._signs[_HUGE_LOSSES].is_there)
        near_share = float((apart < self._pictures.near_copy).mean())
        copies = (near_share - self._pictures.near_share) / self._pictures.share
        self._look(problems.MEMORISING, self._looks, bad=copies >= _RECITED, well=copies < _INVENTED)

    def _look_for_leak(self, problem: Problem, designs: Seen) -> None:
        if problem.name not in self._models:
            self._models[problem.name] = LeakModel.of(self._pictures.squares, TRANSFORMS[problem.name])
        model = self._models[problem.name]
        if model is None or not model.is_sure:
            return
        leaked = model.leaked(designs.squares) - model.mistaken
        self._look(problem, self._looks, bad=leaked >= _LEAKED, well=leaked < _CLEAN)

    def _look(self, problem: Problem, at: float, *, bad: bool, well: bool) -> None:
        self._note(problem, self._signs[problem.name].look(at, bad=bad, well=well))

    def _note(self, problem: Problem, is_there: bool) -> None:
        if is_there:
            self._present.setdefault(problem.name, problem)
        else:
            self._present.pop(problem.name, None)

    def _changed(self) -> Health | None:
        names = tuple(sorted(self._present, key=_gravity))
        if names == self._told:
            return None
        self._told = names
        return Health(self._present[names[0]] if names else None, names[1:])


_HUGE_LOSSES = "huge-losses"  # half of "diverged": told by that name


def _gravity(name: str) -> int:
    return GRAVITY.index(name) if name in GRAVITY else -1


def _far_side(seen: Seen) -> int:
    return math.isqrt(seen.far.shape[1] // 3)
