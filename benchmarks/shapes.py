"""Speed of shapes that are no squares: pictures per second beside what their area predicts, side by side in one run.

    python benchmarks/shapes.py [--family NAME]... [--seconds 40] [--seeds 3]

Rounds of a few steps each go from shape to shape, so that whatever else the machine does meets all of them. For each
shape the time of a step is divided by that of the square before and after it in the same round; printed is the median
over the rounds, times the square's area over the shape's: 1 is what the area predicts, and it is to be at
most 5 % less (it may be more: what a step costs whatever the size, as the optimisers do, weighs less).
"""

from __future__ import annotations

import argparse
import statistics
import time

from gan_engine.image_shape import ImageShape
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState

import torch

SQUARE = ImageShape.square(64)
SHAPES = (ImageShape(64, 96), ImageShape(80, 128))
NETWORKS: dict[str, dict[str, int]] = {
    "dcgan": {"generator_width": 32, "discriminator_width": 32},
    "fastgan": {"generator_width": 32, "discriminator_width": 32},
    "stylegan2": {"channel_base": 2048, "max_channels": 256},
}
WITHIN = 0.05
_BATCH = 16
_STEPS = 4  # a turn
_WARM = 8


def state_of(family: str, size: ImageShape, seed: int) -> TrainingState:
    """A training of this size, some steps in."""
    wanted = {"family": family, "size": size, "batch": _BATCH, "network": NETWORKS[family], "seed": seed, "kimg": 1000}
    state = TrainingState(make_plan(configure({**wanted, "objective": "non-saturating"})), torch.device("cpu"), "fp32")
    turn(state, _WARM)
    return state


def turn(state: TrainingState, steps: int = _STEPS) -> float:
    """Seconds that a step takes."""
    reals = torch.randint(0, 256, (_BATCH, *state.plan.configuration.size.tensor), dtype=torch.uint8)
    begun = time.perf_counter()
    for _ in range(steps):
        state.make_step(reals, None)
    return (time.perf_counter() - begun) / steps


def compare(family: str, seconds: float, seed: int) -> dict[ImageShape, tuple[float, float]]:
    """Of each shape: pictures per second, and how they compare with what the area predicts."""
    square = state_of(family, SQUARE, seed)
    others = {size: state_of(family, size, seed) for size in SHAPES}
    shares: dict[ImageShape, list[float]] = {size: [] for size in SHAPES}
    times: dict[ImageShape, list[float]] = {size: [] for size in (SQUARE, *SHAPES)}
    until = time.monotonic() + seconds
    before = turn(square)
    while time.monotonic() < until or not times[SQUARE]:
        for size, state in others.items():
            taken, after = turn(state), turn(square)
            shares[size].append((before + after) / 2 / taken * size.area / SQUARE.area)
            times[size].append(taken)
            times[SQUARE].append(after)
            before = after
    found = {size: (_BATCH / statistics.median(times[size]), statistics.median(shares[size])) for size in SHAPES}
    return {SQUARE: (_BATCH / statistics.median(times[SQUARE]), 1.0), **found}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--family", action="append", choices=NETWORKS, help="all of them unless given")
    parser.add_argument("--seconds", type=float, default=40, help="for each family and seed")
    parser.add_argument("--seeds", type=int, default=3)
    asked = parser.parse_args()
    print("| Network | Shape | Pictures/s | Beside its area |\n|---|---|---|---|")
    worst = 0.0
    for family in asked.family or NETWORKS:
        found = [compare(family, asked.seconds, seed) for seed in range(asked.seeds)]
        for size in (SQUARE, *SHAPES):
            speeds, shares = zip(*(each[size] for each in found), strict=True)
            spread = f"{statistics.median(shares):.3f} ({min(shares):.3f} to {max(shares):.3f})"
            print(f"| {family} | {size} | {statistics.median(speeds):.1f} | {spread} |", flush=True)
            worst = max(worst, 1 - statistics.median(shares))
    print(f"\nSlower than the area predicts by {worst:.1%} at most, to be within {WITHIN:.0%}.")


if __name__ == "__main__":
    main()
