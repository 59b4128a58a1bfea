"""What the measures promise: sets told apart, features fast, and a quick form that costs a training next to nothing.

- kid-lite0 between halves of one set and between different sets, 100 pictures a side: four kinds of drawn characters,
  or the sub-folders of a folder of art;
- features of 5,000 pictures, in pictures a second, and the memory it takes;
- a real training followed by the quick measure: what share of its time that took, and what it told.

    python benchmarks/measures.py [--art FOLDER] [--pictures 5000] [--train-seconds 480] [--train-pictures 1000]
                                  [--designs N] [--only kid|speed|training]
"""

from __future__ import annotations

import argparse
import itertools
import json
import os
import tempfile
import time
from pathlib import Path

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.metrics.references import ReferenceBuilder
from gan_engine.pictures import read_rgb
from gan_engine.reporting import Cancelled
from gan_engine.runs.best_snapshot import STEERING
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import Follower
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.loop import train
from gan_engine.training.measuring import quick_measure
from gan_engine.training.run_creation import create_run

import cv2
import numpy as np
import psutil
import torch

WITHIN, BETWEEN = 0.003, 0.15
PICTURES_A_SECOND = 55
SIDE = 100


def kinds(art: Path) -> dict[str, list[Path]]:
    """The pictures of each sub-folder, at least two sides of them."""
    found = {
        folder.name: sorted(folder.glob("*.png"))[: 2 * SIDE] for folder in sorted(art.iterdir()) if folder.is_dir()
    }
    return {name: files for name, files in found.items() if len(files) == 2 * SIDE}


def kernel_distances(art: Path) -> bool:
    network = lite0()
    features = {}
    for name, files in kinds(art).items():
        pictures = [cv2.resize(read_rgb(file), (256, 256), interpolation=cv2.INTER_AREA) for file in files]
        features[name] = network(torch.from_numpy(np.stack(pictures)).permute(0, 3, 1, 2))
    halves = {
        name: kernel_distance(within(rows[:SIDE]), within(rows[SIDE:])) for name, rows in features.items()
    }  # fmt: skip
    between = {
        pair: kernel_distance(within(features[pair[0]][:SIDE]), within(features[pair[1]][:SIDE]))
        for pair in itertools.combinations(features, 2)
    }
    print(f"kid-lite0 at {SIDE} pictures a side")
    for name, (value, error) in halves.items():
        print(f"  halves of {name:<10} {value:8.4f} ± {error:.4f}")
    for (first, second), (value, error) in between.items():
        print(f"  {first} and {second:<10} {value:8.4f} ± {error:.4f}")
    worst = max(value for value, _ in halves.values())
    nearest = min(value for value, _ in between.values())
    print(f"  halves at most {worst:.4f} (wanted {WITHIN}), different sets at least {nearest:.4f} (wanted {BETWEEN})")
    shuffled = []
    for seed, rows in itertools.product(range(25), features.values()):
        order = torch.randperm(2 * SIDE, generator=torch.Generator().manual_seed(seed))
        shuffled.append(kernel_distance(within(rows[order[:SIDE]]), within(rows[order[SIDE:]]))[0])
    within_limit = np.mean(np.array(shuffled) <= WITHIN)
    print(f"  {len(shuffled)} other halvings, drawn at random: {100 * within_limit:.0f} % at most {WITHIN}")
    return worst <= WITHIN and nearest >= BETWEEN


def speed(folder: Path, art: Path, count: int) -> bool:
    """As measures do it: from a baked dataset, decoding beside the network."""
    files = sorted(art.glob("*/*.png"))
    items = [SourcePicture(files[index % len(files)]) for index in range(count)]
    bake(items, folder / "many.zip", BakeOptions(size=128))
    with open_dataset(folder / "many.zip") as dataset:
        builder = ReferenceBuilder(dataset, lite0(), folder=folder / "cache")
        process = psutil.Process()
        before, most = process.memory_info().rss, 0

        def report(done: int, total: int | None, what: str = "") -> None:
            nonlocal most
            most = max(most, process.memory_info().rss)

        start = time.perf_counter()
        builder.build(report)
        seconds = time.perf_counter() - start
    rate = count / seconds
    grown = (most - before) / 2**20
    print(
        f"features of {count:,} pictures: {rate:.0f} a second (wanted {PICTURES_A_SECOND}), {grown:.0f} MB more memory"
    )
    return rate >= PICTURES_A_SECOND


def followed_training(folder: Path, art: Path, seconds: float, count: int) -> bool:
    files = sorted(art.glob("*/*.png"))
    places = np.linspace(0, len(files) - 1, min(count, len(files))).astype(int)
    items = [SourcePicture(files[place], source_name=files[place].name) for place in places]
    bake(items, folder / "set.zip", BakeOptions(size=64))
    settings = ["kimg=100000", "sample_kimg=0.5", "snapshot_kimg=4"]
    run = create_run(
        folder / "run", folder / "set.zip", apply_settings(load_recipe("quick-look").configuration, settings)
    )
    end = time.monotonic() + seconds

    def report(done: int, total: int | None, what: str = "") -> None:
        if time.monotonic() > end:
            raise Cancelled

    train(run, report=report)
    facts = json.loads((run.snapshots()[-1].path / "training.json").read_bytes())["extra"]
    spent, ran = facts["measuring"]["seconds"], facts["seconds"]
    measured = [each for each in Follower(run.path).poll() if isinstance(each, MetricMeasured)]
    for event in measured:
        if event.metric != "diversity":
            number = f"{event.metric} {event.value:.4f} ± {event.uncertainty:.4f}"
            counts = f"{event.samples} designs, {event.real} pictures, {event.seconds:.1f} s"
            print(
                f"  {event.time:6.0f} s {event.kimg:8.2f} kimg  {number}  ({counts})  {event.snapshot or ''}".rstrip()
            )
    print(
        f"the quick measure took {spent:.1f} s of {ran:.0f} s of training: {100 * spent / ran:.2f} % "
        f"(wanted at most {100 * quick_measure.SHARE:.0f} %); best snapshot {run.read_state().best_snapshot}"
    )
    points = [each for each in measured if each.metric == STEERING]
    print(f"  {len(points)} points; beyond the share only where none but the two are taken that every training is owed")
    return bool(points) and (spent <= quick_measure.SHARE * ran or len(points) <= 2)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--art", type=Path, help="a folder with a sub-folder of 200 pictures or more for each kind")
    parser.add_argument("--pictures", type=int, default=5000)
    parser.add_argument("--train-seconds", type=float, default=480.0)
    parser.add_argument("--train-pictures", type=int, default=1000)
    parser.add_argument("--designs", type=int, help="of the quick measure, where fewer than usual will do")
    parser.add_argument("--only", choices=("kid", "speed", "training"))
    arguments = parser.parse_args()
    if arguments.designs:
        counts = quick_measure._COUNTS
        quick_measure._COUNTS = {pace: (arguments.designs, pictures) for pace, (_, pictures) in counts.items()}
    with tempfile.TemporaryDirectory(prefix="measures-") as place:
        folder = Path(place)
        os.environ["MAQUETTE_HOME"] = str(folder / "home")
        art = arguments.art
        if art is None:
            art = folder / "art"
            draw_sample_art(art, count=1000, size=256)
        good = []
        if arguments.only in (None, "kid"):
            good.append(kernel_distances(art))
        if arguments.only in (None, "speed"):
            good.append(speed(folder, art, arguments.pictures))
        if arguments.only in (None, "training"):
            good.append(followed_training(folder, art, arguments.train_seconds, arguments.train_pictures))
    return 0 if all(good) else 1


if __name__ == "__main__":
    raise SystemExit(main())
