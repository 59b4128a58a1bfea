"""Are a training's faults told, and are healthy trainings left in peace? `python benchmarks/alarms.py [--half NAME]`

Real trainings of small networks at 32 px, each with a fault built in, and healthy ones of several families. Every
alarm has to come within the kimg that its line names, and no healthy training may be given any. The limits in
`gan_engine/training/health/` were chosen on the half "tuning"; the half "trying" has other pictures, other seeds and
other widths of the networks. The table is printed for the half that is asked for.
"""

from __future__ import annotations

import argparse
import contextlib
import functools
import multiprocessing
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from gan_engine.dataset.bake import bake
from gan_engine.dataset.loader import Loader
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import EngineError
from gan_engine.runs.events import HealthChanged
from gan_engine.runs.history import Follower
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import configure
from gan_engine.training.health.leaks import TRANSFORMS
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.state import TrainingState

import cv2
import numpy as np
import torch

SIDE = 32
Fault = Callable[[], contextlib.AbstractContextManager[None]]

DCGAN: dict[str, Any] = {
    "family": "dcgan",
    "objective": "non-saturating",
    "optimizer": {"learning_rate": 5e-4, "beta1": 0.0, "beta2": 0.99},
    "tricks": {"r1_gamma": 2.0},
    "network": {
        "z_dim": 64, "generator_width": 16, "discriminator_width": 16, "discriminator_norm": "none",
        "first_filters": "smooth",
    },
}  # fmt: skip
"""The recipe quick-look at half its width."""
STYLEGAN2: dict[str, Any] = {
    "family": "stylegan2",
    "objective": "non-saturating",
    "optimizer": {"learning_rate": 2.5e-3, "beta1": 0.0, "beta2": 0.99},
    "tricks": {"r1_gamma": 0.5, "r1_every": 16},
    "network": {"z_dim": 32, "w_dim": 32, "channel_base": 256, "max_channels": 24, "mapping_layers": 2},
}
FASTGAN: dict[str, Any] = {
    "family": "fastgan",
    "batch": 8,
    "objective": "hinge",
    "optimizer": {"learning_rate": 2e-4, "beta1": 0.5, "beta2": 0.999},
    "augment": {"colour": True, "translation": True},
    "network": {"z_dim": 64, "generator_width": 4, "discriminator_width": 4},
}
PROGAN: dict[str, Any] = {
    "family": "progan",
    "objective": "wasserstein",
    "optimizer": {"learning_rate": 1e-3, "beta1": 0.0, "beta2": 0.99},
    "tricks": {"gradient_penalty": 10, "drift": 0.001},
    "network": {"channel_base": 256, "max_channels": 24, "fade_kimg": 1.2, "stable_kimg": 1.2},
}
VANILLA: dict[str, Any] = {
    "family": "vanilla",
    "batch": 32,
    "objective": "bce",
    "optimizer": {"learning_rate": 2e-4, "beta1": 0.5, "beta2": 0.999},
    "network": {"width": 64},
}
COMMON: dict[str, Any] = {
    "size": SIDE, "batch": 16, "device": "cpu", "precision": "fp32", "threads": 1, "ema_kimg": 1, "sample_kimg": 1,
    "snapshot_kimg": 2, "metric_kimg": "0",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A training: what it is called here, the alarm it deserves ("" none), within how many kimg, and how it is made."""

    name: str
    alarm: str
    kimg: float
    settings: dict[str, Any] = field(default_factory=lambda: DCGAN)
    art: str = "knights"
    pictures: int = 600
    fault: Fault = contextlib.nullcontext


@contextlib.contextmanager
def put(owner: Any, name: str, value: Any) -> Iterator[None]:
    """Another attribute for a while."""
    before = getattr(owner, name)
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


def collapsing(after: int = 4000) -> contextlib.AbstractContextManager[None]:
    """From so many pictures on the generators answer whatever latent with nearly the same design."""
    step = TrainingState.make_step

    def make_step(self: TrainingState, reals: Any, labels: Any, shown: Any) -> None:
        step(self, reals, labels, shown)
        if self.images >= after and not hasattr(self, "collapsed"):
            self.collapsed = True  # type: ignore[attr-defined]
            for network in (self.generator, self.generator_ema):
                network.register_forward_pre_hook(lambda _, given: (given[0] * 0.02, *given[1:]))

    return put(TrainingState, "make_step", make_step)


def memorised(after: int = 4000) -> contextlib.AbstractContextManager[None]:
    """From so many pictures on designs are four parts a picture of the set and one part themselves.

    Networks this small do not learn a set by heart within the minutes that there are here.
    """
    step = TrainingState.make_step

    def make_step(self: TrainingState, reals: Any, labels: Any, shown: Any) -> None:
        step(self, reals, labels, shown)
        if self.images >= after and not hasattr(self, "bank"):
            self.bank = reals.float() / 127.5 - 1  # type: ignore[attr-defined]

            def recite(_: Any, given: Any, own: Any) -> Any:
                chosen = (given[0][:, 0].abs() * 997).long() % len(self.bank)  # type: ignore[attr-defined]
                return 0.2 * own + 0.8 * self.bank[chosen]  # type: ignore[attr-defined]

            self.generator_ema.register_forward_hook(recite)

    return put(TrainingState, "make_step", make_step)


def not_a_number(times: int, after: int = 4500) -> contextlib.AbstractContextManager[None]:
    """Past so many pictures the weights of a layer are no numbers any more, `times` times."""
    step, left = TrainingState.make_step, [times]

    def make_step(self: TrainingState, reals: Any, labels: Any, shown: Any) -> None:
        step(self, reals, labels, shown)
        if self.images >= after and left[0]:
            left[0] -= 1
            next(iter(self.generator.parameters())).data.fill_(float("nan"))

    return put(TrainingState, "make_step", make_step)


def leaking(name: str) -> contextlib.AbstractContextManager[None]:
    """The network is shown the pictures transformed, and designs as they are: the worst that a leak can come to.

    With both transformed at p 1 it is chance which way round the designs come out.
    """
    step, transform = TrainingState.make_step, TRANSFORMS[name][len(TRANSFORMS[name]) // 2]

    def make_step(self: TrainingState, reals: Any, labels: Any, shown: Any) -> None:
        pictures = reals.permute(0, 2, 3, 1).numpy()
        pictures = transform(pictures).copy()
        step(self, torch.from_numpy(pictures).permute(0, 3, 1, 2).contiguous(), labels)

    return put(TrainingState, "make_step", make_step)


def starved() -> contextlib.AbstractContextManager[None]:
    """Each batch comes as slowly as from a shared disk across a poor connection, and nothing is kept in memory."""
    make = Loader._make

    def slow(self: Loader) -> Any:
        time.sleep(1.0)
        return make(self)

    return put(Loader, "_make", slow)


def knights(seed: int, count: int) -> list[np.ndarray]:
    """Drawn figures that have a left and a right, an above and a below, and colours of their own."""
    rng = np.random.default_rng(seed)
    return [knight(rng) for _ in range(count)]


def knight(rng: np.random.Generator) -> np.ndarray:
    """One of them, uint8 [32, 32, 3]: warm colours, lit from the left, the sword at the right, helmet above."""
    side = 96
    picture = np.empty((side, side, 3), np.float32)
    picture[:] = rng.uniform(225, 245, 3) * (1.0, 0.97, 0.9)
    x, y = 44 + rng.uniform(-6, 6), 56 + rng.uniform(-5, 5)
    width, height = rng.uniform(13, 20), rng.uniform(19, 26)
    cloak = np.array([rng.uniform(140, 210), rng.uniform(35, 90), rng.uniform(20, 50)])
    skin = np.array([225, 180, 140]) + rng.uniform(-15, 15)
    steel = rng.uniform(95, 140)

    def ellipse(at: tuple[float, float], axes: tuple[float, float], colour: Any, angle: float = 0) -> None:
        middle, half = (round(at[0]), round(at[1])), (round(axes[0]), round(axes[1]))
        cv2.ellipse(picture, middle, half, angle, 0, 360, [float(one) for one in colour], -1)

    def line(begin: tuple[float, float], end: tuple[float, float], colour: Any, thick: int) -> None:
        ends = [(round(one[0]), round(one[1])) for one in (begin, end)]
        cv2.line(picture, *ends, [float(one) for one in colour], thick)

    ellipse((x, y), (width, height), cloak)
    ellipse((x + width * 0.45, y + 2), (width * 0.5, height * 0.85), cloak * 0.6)  # in shadow at the right
    for leg in (-0.5, 0.5):
        line((x + leg * width, y + height - 4), (x + leg * width, y + height + 12), cloak * 0.35, 5)
    head = y - height - 6
    ellipse((x, head), (9, 10), skin)
    ellipse((x, head - 5), (10, 7), (steel, steel, steel * 0.95))
    if rng.uniform() < 0.5:
        line((x, head - 11), (x - 8, head - 19), cloak * 1.1, 4)  # a plume, to the left
    hand = (x + width + 3, y + rng.uniform(-6, 6))
    reach = rng.uniform(24, 38)
    line((x + width * 0.5, y - 6), hand, cloak * 0.8, 5)
    line(hand, (hand[0] + reach * 0.35, hand[1] - reach), (150, 145, 135), 4)
    if rng.uniform() < 0.6:
        ellipse((x - width, y + 2), (7, 10), (190, 150, 60))  # a shield
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA)
    return np.asarray(small.clip(0, 255), np.uint8)


def bake_art(folder: Path, art: str, count: int, seed: int) -> Path:
    """A dataset of so many pictures at 32 px."""
    made = folder / "set.zip"
    drawn = folder / "art"
    if art == "knights":
        drawn.mkdir()
        for index, picture in enumerate(knights(seed, count)):
            cv2.imwrite(str(drawn / f"{index:04d}.png"), picture[..., ::-1])
    else:
        draw_sample_art(drawn, count * 4, SIDE, seed)
        drawn = drawn / art
    items = [SourcePicture(path, path.name) for path in sorted(drawn.glob("*.png"))]
    bake(items, made, bake_options(size=SIDE))
    return made


def ada(**options: Any) -> dict[str, Any]:
    """The small network with adaptive changes."""
    return {**DCGAN, "augment": options}


FAULTS = [
    Case("collapse from 4 kimg on", "collapse", 7, fault=collapsing),
    Case("learning rate far too high", "diverged", 4, {**DCGAN, "optimizer": {"learning_rate": 0.05}}),
    Case(
        "learning rate jumps at 5 kimg", "diverged", 8,
        {**DCGAN, "optimizer": {**DCGAN["optimizer"], "steps": "5: 0.02"}},
    ),
    Case(
        "discriminator frozen", "discriminator-behind", 5,
        {**DCGAN, "optimizer": {**DCGAN["optimizer"], "discriminator_factor": 1e-6}},
    ),
    Case(
        "discriminator far ahead", "discriminator-ahead", 5,
        {**DCGAN, "tricks": {}, "optimizer": {"learning_rate": 2e-6, "beta1": 0.0, "discriminator_factor": 100}},
    ),
    Case("20 pictures memorised from 4 kimg on", "memorising", 7, pictures=20, fault=memorised),
    Case(
        "mirroring leaks", "leak-mirrored", 10, ada(adaptive="blit", rotate90=False, strength=0.25, target=0),
        fault=lambda: leaking("leak-mirrored"),
    ),
    Case("turned by ADA at p 1", "leak-turned", 14, ada(adaptive="blit", xflip=False, strength=1, target=0)),
    Case(
        "recolouring leaks", "leak-recoloured", 6, ada(adaptive="colour", strength=0.25, target=0),
        fault=lambda: leaking("leak-recoloured"),
    ),
    Case("ADA p stuck high", "ada-high", 6, ada(adaptive="bgc", target=0.01, speed_kimg=3)),
    Case("loader starved", "loader-starved", 1, fault=starved),
    Case("not a number at 4.5 kimg", "rolled-back", 5, fault=lambda: not_a_number(1)),
]  # fmt: skip
HEALTHY = [
    Case("dcgan", "", 20),
    Case("dcgan with ADA", "", 14, ada(adaptive="bgc", target=0.6)),
    Case("stylegan2", "", 9, STYLEGAN2, art="monsters"),
    Case("vanilla", "", 28, VANILLA, art="heads"),
    Case("progan", "", 10, PROGAN, art="cats"),
    Case("fastgan", "", 6, FASTGAN, art="robots"),
]
HALVES = {"tuning": 0, "trying": 2}
"""Their seeds: of the pictures and of the training."""
OTHER_ART = {"monsters": "robots", "heads": "cats", "cats": "monsters", "robots": "heads", "knights": "knights"}
"""What the half "trying" is drawn from instead."""


@dataclass(frozen=True)
class Outcome:
    """What became of a case."""

    case: Case
    told: dict[str, float]
    """Every alarm that was given, by the kimg at which it first was."""
    ended: str
    seconds: float

    @property
    def is_right(self) -> bool:
        if not self.case.alarm:
            return not self.told and not self.ended
        return self.told.get(self.case.alarm, float("inf")) <= self.case.kimg


def try_out(case: Case, half: str) -> Outcome:
    """Train it."""
    began = time.process_time()
    seed = HALVES[half]
    art = OTHER_ART[case.art] if seed else case.art
    network = case.settings["network"]
    if seed and "generator_width" in network:
        network = {**network, "generator_width": network["generator_width"] * 5 // 4}
    told: dict[str, float] = {}
    ended = ""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        dataset = bake_art(folder, art, case.pictures, seed)
        settings = {**COMMON, **case.settings, "network": network, "kimg": case.kimg, "seed": seed}
        run = create_run(folder / "run", dataset, configure(settings))
        try:
            with case.fault():
                train(run)
        except EngineError as error:
            ended = error.what
        for event in Follower(run.path).poll():
            if isinstance(event, HealthChanged) and event.problem:
                for name in (event.problem, *event.also):
                    told.setdefault(name, event.kimg)
    return Outcome(case, told, ended, time.process_time() - began)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--half", choices=HALVES, default="trying")
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--only", nargs="*", default=[], help="the cases of these names alone")
    asked = parser.parse_args()
    cases = [each for each in FAULTS + HEALTHY if not asked.only or each.name in asked.only]
    os.environ["OMP_NUM_THREADS"] = "1"
    print(f"half “{asked.half}”, {SIDE} px, {len(cases)} trainings")
    print(f"{'training':38}{'alarm':22}{'within':>8}{'told at':>9}  others", flush=True)
    wrong = 0
    with ProcessPoolExecutor(asked.processes, multiprocessing.get_context("spawn")) as pool:
        for outcome in pool.map(functools.partial(try_out_by_name, asked.half), [each.name for each in cases]):
            case, alarm = outcome.case, outcome.case.alarm
            wrong += not outcome.is_right
            at = f"{outcome.told[alarm]:.1f}" if alarm in outcome.told else "-"
            others = ", ".join(f"{name} {kimg:.1f}" for name, kimg in outcome.told.items() if name != alarm)
            verdict = "" if outcome.is_right else "  WRONG"
            within = f"{case.kimg:g}" if alarm else "-"
            print(f"{case.name:38}{alarm or 'none':22}{within:>8}{at:>9}  {others}{outcome.ended}{verdict}", flush=True)
    print(f"{len(cases) - wrong} of {len(cases)} right")
    raise SystemExit(wrong > 0)


def try_out_by_name(half: str, name: str) -> Outcome:
    """As `try_out`: faults are functions of this module, which cannot be sent to another process."""
    outcome = try_out(next(case for case in FAULTS + HEALTHY if case.name == name), half)
    return replace(outcome, case=replace(outcome.case, fault=contextlib.nullcontext))


if __name__ == "__main__":
    main()
