"""How fast a training hears: `python benchmarks/controls.py [--recipe NAME] [--times 5] [--set KEY=VALUE]...`

A real `gan-engine train` is paused, resumed and stopped. Printed are, side by side in one run: a step's time; how long
after asking it pauses (its state saved, a step as unit too) and how much of its memory it then gives back; how long
after asking it makes steps again, with the program's loading measured beside it; and, of stops at random moments of the
same training in this process, how many steps were begun after the stop was asked for. Leaves with 1 where more than one
step was, or going on took more than five seconds beside that loading.
"""

from __future__ import annotations

import argparse
import logging
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.runs.events import Progress
from gan_engine.runs.history import Follower, history
from gan_engine.runs.requests import ask
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.recipes import load_recipe

import numpy as np
import psutil
from PIL import Image

MOST_SECONDS = 5.0
USUAL = ("kimg=1000", "snapshot_kimg=1000", "sample_kimg=1000", "metric_kimg=0", "device=auto", "precision=fp32")


def draw_dataset(folder: Path, size: int) -> Path:
    rng = np.random.default_rng(0)
    items = []
    for index in range(64):
        path = folder / f"{index}.png"
        Image.fromarray(rng.integers(0, 256, (8, 8, 3), np.uint8)).resize((size, size)).save(path)
        items.append(SourcePicture(path=path, source_name=path.name))
    return bake(items, folder / "dataset.zip", bake_options(size=size)).path


def wait_for(condition: Any) -> float:
    """Seconds until it holds."""
    start = time.perf_counter()
    while not condition():
        time.sleep(0.005)
    return time.perf_counter() - start


def steps_beyond(follower: Follower, step: int) -> bool:
    return any(isinstance(event, Progress) and event.step > step for event in follower.poll())


def pauses(run: RunDirectory, pid: int, times: int) -> list[tuple[float, float, float, float]]:
    """Of each: seconds to pause, until a step was made again, MiB before and at rest."""
    process, found = psutil.Process(pid), []
    for _ in range(times):
        follower = Follower(run.path)
        step = history(run.path).latest("step") or 0
        wait_for(lambda follower=follower, step=step: steps_beyond(follower, step))
        before = process.memory_info().rss / 2**20
        ask(run.path, "pause")
        paused = wait_for(lambda: run.live_status() == "paused")
        time.sleep(2.0)  # letting go is no part of pausing
        rest = process.memory_info().rss / 2**20
        step = run.read_state().step
        follower.poll()
        ask(run.path, "resume")
        again = wait_for(lambda follower=follower, step=step: steps_beyond(follower, step))
        found.append((paused, again, before, rest))
    return found


def empty_process() -> tuple[float, float]:
    """Seconds in which a process loads the program and ends again, and its MiB."""
    code = "import gan_engine.training.loop, psutil; print(psutil.Process().memory_info().rss)"
    start = time.perf_counter()
    done = subprocess.run([sys.executable, "-c", code], stdout=subprocess.PIPE, check=True)
    return time.perf_counter() - start, int(done.stdout) / 2**20


def stops(run: RunDirectory, times: int) -> tuple[list[int], float]:
    """Steps begun after each stop was asked for, in this process, and the median of a step's seconds."""
    from gan_engine.training.loop import train
    from gan_engine.training.state import TrainingState

    begun: list[float] = []
    make_step = TrainingState.make_step

    def counted(self: TrainingState, *arguments: Any) -> None:
        begun.append(time.perf_counter())
        make_step(self, *arguments)

    TrainingState.make_step = counted  # type: ignore[method-assign]
    after = []
    for _ in range(times):
        begun.clear()
        asked: list[float] = []

        def stop(asked: list[float] = asked) -> None:
            wait_for(lambda: len(begun) > 5)
            time.sleep(random.random() / 2)
            ask(run.path, "stop")
            asked.append(time.perf_counter())

        thread = threading.Thread(target=stop)
        thread.start()
        train(run)
        thread.join()
        after.append(sum(moment > asked[0] for moment in begun))
    return after, statistics.median(np.diff(begun).tolist())


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--recipe", default="quick-look")
    parser.add_argument("--times", type=int, default=5)
    parser.add_argument("--set", dest="settings", action="append", default=[])
    given = parser.parse_args()
    settings = [*USUAL, *given.settings]
    size = apply_settings(load_recipe(given.recipe).configuration, settings).size.stored
    logging.disable(logging.WARNING)
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        run = RunDirectory(folder / "run")
        words = [word for setting in settings for word in ("--set", setting)]
        command = [sys.executable, "-m", "gan_engine", "train", str(draw_dataset(folder, size)), "--run", str(run.path)]
        process = subprocess.Popen(
            [*command, "--recipe", given.recipe, *words], stdout=subprocess.DEVNULL, stderr=subprocess.STDOUT
        )
        try:
            loading = wait_for(lambda: bool(history(run.path).latest("step")))
            measured = pauses(run, process.pid, given.times)
            ask(run.path, "stop")
            process.wait(timeout=120)
        finally:
            process.kill()
        after, step = stops(run, given.times)
    pause, again, before, rest = (statistics.median(column) for column in zip(*measured, strict=True))
    print(f"{given.recipe}, {size} px: a step takes {step:.3f} s")
    print(f"asked to pause, it is paused after {pause:.2f} s ({pause / step:.1f} steps), its state saved")
    program, own = zip(*(empty_process() for _ in range(given.times)), strict=True)
    load, stepping = statistics.median(program), again - step
    print(
        f"memory of its process: {before:.0f} MiB before, {rest:.0f} MiB at rest ({before / rest:.1f} times less; "
        f"{statistics.median(own):.0f} MiB are the loaded program's)"
    )
    print(
        f"asked to resume, it makes its first step after {stepping:.1f} s, of which the program's loading takes "
        f"{load:.1f} s and its own {max(0.0, stepping - load):.1f} s; from the start it takes {loading:.1f} s"
    )
    print(f"steps begun after a stop was asked for: {', '.join(map(str, after))}")
    return int(max(after) > 1 or stepping - load > MOST_SECONDS)


if __name__ == "__main__":
    sys.exit(main())
