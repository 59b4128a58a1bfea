"""What curating and exploring cost beside a training on the same processor, and what the training loses.

    python benchmarks/beside_training.py [--rounds N] [--pictures N]

Real processes: a training (recipe quick-look), and beside it features of 128 pictures as `gan-engine check` takes them,
the same pictures' thumbnails, and 64 designs as Explore draws them. Three ways by turns, medians of all rounds:

    spinning   what the libraries do of themselves: threads spin while they wait, and nobody counts a training's
    ours       the product: threads that wait sleep, and features take their share of the cores beside a training;
               designs are drawn with one thread fewer than there are cores whatever else runs, as in the engine process
    one        as ours, with a single thread, so that nobody waits for anybody
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

from gan_engine import environment
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.processor import cores
from gan_engine.reporting import silent
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.sample_art import draw_sample_art

SPINNING = {
    "OMP_WAIT_POLICY": None,
    "GOMP_SPINCOUNT": "300000",  # GNU's OpenMP by itself, where there are no more threads than cores
    "KMP_BLOCKTIME": "200",  # milliseconds: Intel's and LLVM's
    "OPENBLAS_THREAD_TIMEOUT": "26",
}
"""The usual values of those who wait, said aloud: who says them is left alone."""
WAYS: dict[str, dict[str, str | None]] = {"spinning": SPINNING, "ours": {}, "one": {"OMP_NUM_THREADS": "1"}}
SECONDS = 8.0
MOST_SECONDS = 300.0
DESIGNS = 64

WORK = """
import json, sys, time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from gan_engine.cli.feature_network import look
from gan_engine.device import processor_threads
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from studio.project.pictures.thumbnails import Thumbnails
import torch

pictures = sorted(Path(sys.argv[1]).rglob("*.png"))[: int(sys.argv[2])]
session = Session.open(Path(sys.argv[3]))
thumbnails = Thumbnails(Path(sys.argv[4]))
z = latents(range(int(sys.argv[5])), session.z_dim)

def make(pictures):
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda path: thumbnails.make(f"{path} {time.perf_counter()}", path), pictures))

def draw(z):
    with processor_threads(max(1, torch.get_num_threads() - 1)):
        session.generate(z)

work = {
    "features": (look, pictures, pictures[:8]),
    "thumbnails": (lambda pictures, report: make(pictures), pictures, pictures[:4]),
    "designs": (lambda z, report: draw(z), z, z[:8]),
}
for name, (function, wanted, few) in work.items():
    function(few, lambda *words: None)
    print(json.dumps(["begins", name, 0, 0]), flush=True)
    begun, used, times = time.perf_counter(), time.process_time(), 0
    while not times or time.perf_counter() - begun < float(sys.argv[6]):  # long enough to see the training's pace
        function(wanted, lambda *words: None)
        times += 1
    spent, used = time.perf_counter() - begun, time.process_time() - used
    print(json.dumps(["ends", name, spent / times, used / times]), flush=True)
thumbnails.close()
"""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--pictures", type=int, default=128)
    options = parser.parse_args()
    found: dict[str, dict[str, list[float]]] = {way: defaultdict(list) for way in WAYS}
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        art = draw_sample_art(folder / "art", options.pictures, 256)
        dataset = folder / "set.zip"
        items = [SourcePicture(path, path.name) for path in art]
        bake(items, dataset, bake_options(size=64), silent)
        for number in range(options.rounds):
            for way in WAYS:
                measured = measure(folder / f"{number} {way}", way, dataset, options.pictures)
                print(f"round {number + 1}, {way}: features {measured['features']:.1f} s", flush=True)
                for what, value in measured.items():
                    found[way][what].append(value)
    show(found)


def measure(folder: Path, way: str, dataset: Path, pictures: int) -> dict[str, float]:
    """Seconds of each kind of work beside a training, and pictures a second of the training, alone and beside it."""
    run = RunDirectory(folder / "run")
    variables = environment_of(way, folder / "home")
    training = start(
        variables, "-m", "gan_engine", "train", dataset, "--run", run.path, "--recipe", "quick-look",
        "--set", "kimg=10000", "--set", "metric_kimg=0", "--set", "snapshot_kimg=0.2",
        "--set", f"threads={cores()}", "--set", "precision=fp32",
    )  # fmt: skip
    found: dict[str, float] = {}
    try:
        wait_for(lambda: bool(run.snapshots()) and images(run) > 300, training)
        begun, seen = time.monotonic(), images(run)
        time.sleep(SECONDS)
        found["training alone"] = (images(run) - seen) / (time.monotonic() - begun)
        if way == "spinning":
            variables["MAQUETTE_HOME"] = str(folder / "another")  # where it is not known that anybody trains
        snapshot = run.snapshots()[-1].path
        work = start(
            variables, "-c", WORK, dataset.parent / "art", pictures, snapshot, folder / "thumbs.db", DESIGNS, SECONDS
        )
        assert work.stdout is not None
        for line in work.stdout:
            what, name, seconds, processor = json.loads(line)
            now = time.monotonic(), images(run)
            if what == "begins":
                then = now
            else:
                found[name] = seconds
                found[f"{name}, processor"] = processor
                found[f"training beside {name}"] = (now[1] - then[1]) / max(now[0] - then[0], 0.1)
        if work.wait():
            raise SystemExit("The work failed.")
    finally:
        ask(run.path, "stop")
        training.wait(60)
    return found


def environment_of(way: str, home: Path) -> dict[str, str]:
    """Nothing is set but what the way says: the processes settle the rest themselves, as the product's do."""
    bare = {name: value for name, value in os.environ.items() if name not in environment.PASSIVE}
    said = {name: value for name, value in WAYS[way].items() if value is not None}
    return bare | said | {"MAQUETTE_HOME": str(home)}


def start(variables: dict[str, str], *words: Any) -> subprocess.Popen[str]:
    command = [sys.executable, *map(str, words)]
    log = subprocess.DEVNULL
    return subprocess.Popen(
        command, env=variables, stdout=subprocess.PIPE if "-c" in words else log, stderr=log, text=True
    )


def wait_for(ready: Any, training: subprocess.Popen[str]) -> None:
    end = time.monotonic() + MOST_SECONDS
    while not ready():
        if training.poll() is not None or time.monotonic() > end:
            raise SystemExit("The training did not start.")
        time.sleep(0.2)


def images(run: RunDirectory) -> float:
    """Pictures shown so far, by the last whole line of its events that says so."""
    try:
        lines = run.events_file.read_bytes().splitlines()
    except OSError:
        return 0.0
    for line in reversed(lines):
        try:
            event = json.loads(line)
        except ValueError:
            continue
        if event["kind"] == "Progress":
            return 1000 * float(event["kimg"])
    return 0.0


def show(found: dict[str, dict[str, list[float]]]) -> None:
    middle = {way: {what: statistics.median(values) for what, values in each.items()} for way, each in found.items()}
    print(f"{'':28}" + "".join(f"{way:>12}" for way in WAYS) + f"{'spinning/ours':>16}{'ours/one':>10}")
    for what in middle["ours"]:
        values = [middle[way][what] for way in WAYS]
        unit = "pictures/s" if what.startswith("training") else "s"
        print(
            f"{what + ', ' + unit:40.40}" + "".join(f"{value:10.2f}" for value in values)
            + f"{ratio(values[0], values[1]):14.2f}{ratio(values[1], values[2]):10.2f}"
        )  # fmt: skip
    for way in WAYS:
        alone = middle[way]["training alone"]
        left = ", ".join(f"{ratio(middle[way][f'training beside {name}'], alone):.2f} beside {name}" for name in (
            "features", "thumbnails", "designs"))  # fmt: skip
        print(f"{way}: of its pace alone the training keeps {left}")


def ratio(one: float, other: float) -> float:
    return one / other if other else float("nan")


if __name__ == "__main__":
    main()
