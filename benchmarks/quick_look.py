"""How near the sample art a training on the clock comes: `quick-look`, or another recipe, for 330 seconds.

Draws the 1,200 sample characters, bakes them at 64 px and trains in the product's own loop, with all that it does
beside making steps (samples, snapshots, measuring within its share of the time). The clock runs from the first report
on: what is tried out before that, to choose precision and threads, is not counted. Then kid-lite0 between the EMA
generator's designs (seeds 0 to 999, psi 1) and the set: 0 is alike.

    python benchmarks/quick_look.py [--seconds 330] [--recipe NAME] [--set KEY=VALUE ...] [--beside] [--sheet FILE]

`--beside` then trains a plain DCGAN for as long: width 32, batch 64 in bf16, binary cross-entropy, the paper's Adam.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.kernel import KernelSums, kernel_distance, within
from gan_engine.pictures import write_png
from gan_engine.reporting import Cancelled
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run

import numpy as np
import torch

PICTURES, SIZE, DESIGNS = 1200, 64, 1000
WANTED = 0.16
PLAIN: dict[str, Any] = {
    "family": "dcgan", "objective": "bce", "batch": 64, "precision": "bf16", "device": "cpu",
    "optimizer": {"learning_rate": 2e-4, "beta1": 0.5, "beta2": 0.999},
    "network": {"z_dim": 100, "generator_width": 32, "discriminator_width": 32},
}  # fmt: skip
ENDLESS = 100_000.0
"""kimg: the clock ends the training."""


class Clock:
    """The loop's `report`: stops the training when so many seconds have passed since it first told anything."""

    def __init__(self, seconds: float, now: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._now = now
        self._begun: float | None = None
        self.passed = 0.0
        self.pictures = 0

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        now = self._now()
        if self._begun is None:
            self._begun = now
        self.passed, self.pictures = now - self._begun, done
        if self.passed >= self._seconds:
            raise Cancelled


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=330)
    options.add_argument("--recipe", default="quick-look")
    options.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    options.add_argument("--beside", action="store_true", help="train a plain DCGAN for as long, too")
    options.add_argument("--sheet", type=Path, help="where to draw 64 designs (PNG)")
    given = options.parse_args()
    settings = ["device=cpu", *given.set, f"kimg={ENDLESS:g}"]
    recipe = apply_settings(load_recipe(given.recipe).configuration, settings)
    trainings = [(" ".join([given.recipe, *given.set]), recipe)]
    if given.beside:
        trainings.append(("plain DCGAN", configure({**PLAIN, "kimg": ENDLESS})))
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drawn = draw_sample_art(folder / "art", PICTURES)
        dataset = folder / "set.zip"
        bake([SourcePicture(path, path.name) for path in drawn], dataset, BakeOptions(size=SIZE))
        real = features_of_set(dataset)
        print(f"{PICTURES} sample characters of {SIZE} px, {given.seconds:g} s; kid-lite0 of {DESIGNS} designs")
        for number, (name, configuration) in enumerate(trainings):
            designs = train_on_the_clock(folder / str(number), dataset, configuration, given.seconds, name)
            distance, error = kernel_distance(within(features(designs)), real)
            wanted = f" (wanted: at most {WANTED})" if not number else ""
            print(f"    kid-lite0 {distance:.3f} +- {error:.3f}{wanted}", flush=True)
            if given.sheet and not number:
                write_png(given.sheet, contact_sheet(list(designs[:64]), columns=16))


def train_on_the_clock(
    path: Path, dataset: Path, configuration: Configuration, seconds: float, name: str
) -> np.ndarray:
    """The designs, uint8 [N,H,W,3], of a training that was stopped after so many seconds; says how far it came."""
    clock = Clock(seconds)
    run = create_run(path, dataset, configuration)
    train(run, report=clock)
    resolved = run.read_run()["resolved"]
    speed = clock.pictures / clock.passed
    how = f"{resolved['precision']}, {resolved['threads']} threads"
    print(f"{name} ({how}): {clock.pictures:,} pictures in {clock.passed:.0f} s, {speed:.0f} a second", flush=True)
    session = Session.open(run.path)
    return session.generate(latents(range(DESIGNS), session.z_dim))


def features_of_set(path: Path) -> KernelSums:
    with open_dataset(path) as dataset:
        pictures: Sequence[np.ndarray] = [dataset.read(index) for index in range(dataset.count)]
    return within(features(np.stack(pictures).transpose(0, 2, 3, 1)))


def features(pictures: np.ndarray) -> torch.Tensor:
    """Of pictures uint8 [N,H,W,3], float32 [N,D]."""
    return lite0()(torch.from_numpy(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)))).cpu()


if __name__ == "__main__":
    main()
