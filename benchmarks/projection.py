"""Is a picture found again? `python benchmarks/projection.py SNAPSHOT [--dataset DATASET]`

Pictures that the model made itself (from seeds that the search does not look at) must come back at 30 dB or more, in
under three minutes on two cores; pictures of the dataset, held out ones where there are any, nearer than the best of
5,000 random designs. Seconds are of this process's processor time too, which other work on the machine does not change.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from gan_engine.dataset.reading import open_dataset
from gan_engine.latent.closeness import STEPS
from gan_engine.latent.point import Point, single_class
from gan_engine.latent.projection import Projection
from gan_engine.latent.projection_target import Target, TargetDistance
from gan_engine.latent.session import Session

import numpy as np
import torch

RANDOM = 5000
OWN_SEED = 1_000_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--dataset", type=Path)
    parser.add_argument("--pictures", type=int, default=4, help="of each kind")
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=2)
    asked = parser.parse_args()
    torch.set_num_threads(asked.threads)
    session = Session.open(asked.snapshot, "cpu")
    print(f"{session.name}, {session.size.words}, {asked.threads} threads")
    names = session.class_names or (None,)
    for number in range(asked.pictures):
        point = Point(seed=OWN_SEED + number, classes=single_class(names[number % len(names)]))
        found, seconds, processor = projected(session, Target(session.pictures([point])[0]), "w", asked.steps)
        print(
            f"own design {number}: {found.decibels:5.1f} dB (aim 30), {seconds:4.0f} s, processor {processor:4.0f} s"
            f" (aim under 180), distance {found.distance:.3f} of {found.usual:.3f}"
        )
    if asked.dataset is not None:
        for number, picture in enumerate(training_pictures(asked.dataset, asked.pictures, session.size)):
            target = Target(picture)
            best = best_random(session, target)
            line = f"picture {number}: best of {RANDOM:,} random {best:.3f}"
            for space in ("w", "w+"):
                found, _, processor = projected(session, target, space, asked.steps)
                word = "nearer" if found.distance < best else "NOT nearer"
                line += f"; {space} {found.distance:.3f} ({found.decibels:.1f} dB, processor {processor:.0f} s), {word}"
            print(line)


def projected(session, target, space, steps):
    started, busy = time.perf_counter(), time.process_time()
    projection = Projection(session, target, space=space, steps=steps)
    for _ in projection.steps():
        pass
    return projection.closeness(), time.perf_counter() - started, time.process_time() - busy


def best_random(session, target):
    distance = TargetDistance(target, session.torch_device)
    names = session.class_names or (None,)
    points = [Point(seed=seed, classes=single_class(names[seed % len(names)])) for seed in range(RANDOM)]
    best = np.inf
    for drawn in session.draw(points):
        with torch.no_grad():
            best = min(best, float(distance(torch.from_numpy(drawn).permute(0, 3, 1, 2).float()).min()))
    return best


def training_pictures(path, count, size):
    """Held out ones where the dataset has any, spread over the set; of the size of the designs."""
    with open_dataset(path) as dataset:
        held = dataset.held_out
        read, many = (dataset.read_held_out, held) if held else (dataset.read, dataset.count)
        for index in np.linspace(0, many - 1, count).astype(int):
            yield Target.of_picture(read(int(index)).transpose(1, 2, 0), size).picture


if __name__ == "__main__":
    main()
