"""Does what is dragged come where it should, does the rest stay, and how fast is it? On a trained model.

Each trial takes a design, a handle on a corner within its figure (what lies under it differs from what lies beside it),
a target an eighth to a fifth of the side away in any direction, and a region that is to stay: all that lies further
than a quarter of the side around the handle's way. Counted: handles within 2 px of their targets, as tracked in the
network's maps; how much the picture there then resembles what lay under the handle, which knows nothing of maps; kept
regions whose PSNR against the first picture is 30 dB and more; steps a second, by the clock and by the processor's
time. Aims: 45 of 50 handles within 2 px with the kept region at 30 dB; 8 steps a second for StyleGAN2 at 64 px, channel
base 4096, on two cores: without a snapshot, that alone is measured, on an untrained one, with a picture drawn for each
step as the window does.

    python benchmarks/dragging.py [SNAPSHOT] [--trials 50] [--first 0] [--threads 2] [--free] [--set NAME=VALUE ...]
"""

from __future__ import annotations

import argparse
import math
import statistics
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from designs import written
from gan_engine.device import processor_threads
from gan_engine.latent import dragging
from gan_engine.latent.dragging import Dragging
from gan_engine.latent.point import Handle, Mask, Point
from gan_engine.latent.session import Session
from training import plan_of

import cv2
import numpy as np

NEAR, ENOUGH = 2.0, 30.0
FIRST_SEED = 10_000


@dataclass(frozen=True)
class Trial:
    point: Point
    handle: Handle
    kept: np.ndarray
    picture: np.ndarray


@dataclass(frozen=True)
class Outcome:
    left: float
    resembled: float
    resembles: float
    psnr: float
    steps: int
    seconds: float
    processor_seconds: float

    @property
    def good(self) -> bool:
        return self.left <= NEAR and self.psnr >= ENOUGH


def trial(session: Session, number: int) -> Trial:
    chance = np.random.RandomState(number)
    names = session.class_names
    point = Point(seed=FIRST_SEED + number).of_class(names[number % len(names)] if names else None)
    (picture,) = session.pictures([point])
    size = session.size.side
    grey = cv2.GaussianBlur(picture.mean(2).astype(np.float32), (0, 0), 1.0)
    down, across = np.mgrid[:size, :size] + 0.5
    corners = np.clip(cv2.cornerMinEigenVal(grey, max(3, size // 12)), 0, None)
    corners = corners * (np.hypot(across - size / 2, down - size / 2) < 0.38 * size)
    y, x = divmod(chance.choice(size * size, p=corners.ravel() / corners.sum()), size)
    angle, length = chance.uniform(0, 2 * np.pi), chance.uniform(size / 8, size / 5)
    start = np.array([x + 0.5, y + 0.5])
    end = np.clip(start + length * np.array([np.cos(angle), np.sin(angle)]), 0.05 * size, 0.95 * size)
    middle = (start + end) / 2
    kept = np.hypot(across - middle[0], down - middle[1]) > size / 4 + length / 2
    handle = Handle(x=start[0] / size, y=start[1] / size, to_x=end[0] / size, to_y=end[1] / size)
    return Trial(point, handle, kept, picture)


def resemblance(trial: Trial, picture: np.ndarray) -> float:
    """How much `picture` within a pixel of the target resembles what lay around the handle at first: -1 to 1.

    Correlation of a patch of an eighth of the side.
    """
    size = len(picture)
    half, reach = max(2, round(size / 16)), 1
    border = half + reach
    first, now = (cv2.copyMakeBorder(each, *[border] * 4, cv2.BORDER_REPLICATE) for each in (trial.picture, picture))
    x, y = int(trial.handle.x * size) + border, int(trial.handle.y * size) + border
    patch = first[y - half : y + half + 1, x - half : x + half + 1]
    x, y = int(trial.handle.to_x * size) + border, int(trial.handle.to_y * size) + border
    around = now[y - border : y + border + 1, x - border : x + border + 1]
    return float(cv2.matchTemplate(around, patch, cv2.TM_CCOEFF_NORMED).max())


def outcome(session: Session, trial: Trial, free: bool = False) -> Outcome:
    begun, processor_begun = time.perf_counter(), time.process_time()
    drag = Dragging(session, trial.point, [trial.handle], None if free else Mask.of(trial.kept))
    count = 0
    for step in drag.steps():
        count += 1
        after = drag.picture(step)  # as the window does, which shows each
    seconds, processor_seconds = time.perf_counter() - begun, time.process_time() - processor_begun
    error = (after.astype(float) - trial.picture)[trial.kept]
    psnr = 10 * math.log10(255**2 / max(float(np.square(error).mean()), 1e-6))
    return Outcome(
        step.left, resemblance(trial, trial.picture), resemblance(trial, after), psnr, count, seconds, processor_seconds
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("snapshot", type=Path, nargs="?")
    options.add_argument("--trials", type=int, default=50)
    options.add_argument("--first", type=int, default=0, help="number of the first: constants were chosen on others")
    options.add_argument("--threads", type=int, default=2)
    options.add_argument("--free", action="store_true", help="nothing has to stay as it is")
    options.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a constant, to try another")
    given = options.parse_args()
    for each in given.set:
        name, value = each.split("=")
        if not hasattr(dragging, name):
            raise SystemExit(f"there is no {name}")
        setattr(dragging, name, type(getattr(dragging, name))(float(value)))
    with processor_threads(given.threads):
        if given.snapshot is None:
            speed(given.trials)
        else:
            session = Session.open(given.snapshot, "cpu")
            print(f"{session.name}, {session.family}, {session.size.words}, {' '.join(given.set) or 'as it is'}")
            numbers = range(given.first, given.first + given.trials)
            tell([outcome(session, trial(session, number), given.free) for number in numbers])


def speed(trials: int) -> None:
    """Of some drags on a network with random weights, which computes the same."""
    with tempfile.TemporaryDirectory() as folder:
        session = Session.open(written(plan_of("stylegan2", 64, 16), Path(folder, "stylegan2")), "cpu")
        print("stylegan2, 64 px, channel base 4096, untrained")
        tell_speed([outcome(session, trial(session, number)) for number in range(min(trials, 10))])


def tell(outcomes: Sequence[Outcome]) -> None:
    count = len(outcomes)
    for words, those in (
        ("handles within 2 px", [one.left <= NEAR for one in outcomes]),
        ("handles within 1 px", [one.left <= 1 for one in outcomes]),
        ("kept regions of 30 dB and more", [one.psnr >= ENOUGH for one in outcomes]),
        ("both, 2 px and 30 dB", [one.good for one in outcomes]),
        ("more alike there in the picture", [one.resembles > one.resembled for one in outcomes]),
    ):
        print(f"  {words:34}{sum(those):4} of {count} ({sum(those) / count:.0%})")
    first, now = (statistics.median(getattr(one, name) for one in outcomes) for name in ("resembled", "resembles"))
    print(f"  resemblance at the target, median   {first:.2f} -> {now:.2f}")
    print(f"  kept region, median               {statistics.median(one.psnr for one in outcomes):6.1f} dB")
    tell_speed(outcomes)


def tell_speed(outcomes: Sequence[Outcome]) -> None:
    steps = sum(one.steps for one in outcomes)
    by_clock = sum(one.seconds for one in outcomes) / steps
    by_processor = sum(one.processor_seconds for one in outcomes) / steps
    print(f"  steps, mean                       {steps / len(outcomes):6.1f}")
    print(f"  steps a second, each drawn        {1 / by_clock:6.1f}")
    print(f"  processor's time for each         {1000 * by_processor:6.1f} ms")


if __name__ == "__main__":
    main()
