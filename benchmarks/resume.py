"""Exact resume, as the power fails: `python benchmarks/resume.py [--kills 30] [--seed N] [--kimg 6]`.

A real `gan-engine train` is killed with SIGKILL at random moments, start-up and the writing of snapshots included,
and resumed each time. Printed for every kill: where the training was told to be, what it goes on from, and the
work that was lost. At the end every snapshot is compared, bit for bit, with a run that nobody disturbed.
Leaves with 1 if anything differs, or more was lost than came after the last snapshot.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.runs.events import Progress, SnapshotSaved
from gan_engine.runs.history import Follower
from gan_engine.runs.run_directory import RunDirectory

import numpy as np
from PIL import Image

SETTINGS = {
    "batch": 8,
    "snapshot_kimg": 0.08,
    "sample_kimg": 1,
    "device": "cpu",
    "precision": "fp32",
    "threads": 1,
    "network.generator_width": 8,
    "network.discriminator_width": 8,
}
WEIGHTS = ("generator.safetensors", "training.safetensors")


def draw_dataset(folder: Path) -> Path:
    rng = np.random.default_rng(0)
    items = []
    for index in range(40):
        path = folder / f"{index}.png"
        Image.fromarray(rng.integers(0, 256, (8, 8, 3), np.uint8)).resize((32, 32)).save(path)
        items.append(SourcePicture(path=path, source_name=path.name))
    return bake(items, folder / "dataset.zip", bake_options(size=32)).path


def start(log: Path, *arguments: str | Path) -> subprocess.Popen[bytes]:
    with open(log, "ab") as out:
        command = [sys.executable, "-m", "gan_engine", *map(str, arguments)]
        return subprocess.Popen(command, stdout=out, stderr=subprocess.STDOUT)


def begin(path: Path, dataset: Path, kimg: float) -> subprocess.Popen[bytes]:
    settings = [word for key, value in SETTINGS.items() for word in ("--set", f"{key}={value}")]
    return start(path.with_suffix(".log"), "train", dataset, "--run", path, "--kimg", str(kimg), *settings)


def await_work(run: RunDirectory, process: subprocess.Popen[bytes]) -> None:
    """Return when `process` trains (or has ended)."""
    while process.poll() is None and not (run.is_held() and run.read_state().pid == process.pid):
        time.sleep(0.02)


def told(run: RunDirectory) -> tuple[float, float]:
    """How far the training said it was before the last kill, and its last snapshot then, in kimg."""
    events = Follower(run.path).poll()
    here = max((event.kimg for event in events if isinstance(event, Progress)), default=0.0)
    saved = max((event.kimg for event in events if isinstance(event, SnapshotSaved)), default=0.0)
    return here, saved


def stands(run: RunDirectory) -> float:
    """What a resume goes on from, in kimg: the last folder under its final name."""
    return max((snapshot.kimg for snapshot in run.snapshots()), default=0.0)


def differences(straight: RunDirectory, resumed: RunDirectory) -> list[str]:
    """Names of the snapshot files that are not the same; a snapshot that only one run has is named too."""
    ours, theirs = ({each.name: each.path for each in run.snapshots()} for run in (straight, resumed))
    different = [f"{name} (only one has it)" for name in sorted(ours.keys() ^ theirs.keys())]
    for name in sorted(ours.keys() & theirs.keys()):
        for file in WEIGHTS:
            both = ours[name] / file, theirs[name] / file
            if [path.exists() for path in both] == [True, True] and both[0].read_bytes() != both[1].read_bytes():
                different.append(f"{name}/{file}")
    return different


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=30)
    parser.add_argument("--seed", type=int, default=None)
    parser.add_argument("--kimg", type=float, default=6.0, help="length of the training")
    options = parser.parse_args()
    seed = random.randrange(10**6) if options.seed is None else options.seed
    draws = random.Random(seed)
    print(f"seed {seed}")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        dataset = draw_dataset(folder)

        straight = RunDirectory(folder / "straight")
        started = time.monotonic()
        begun = begin(straight.path, dataset, options.kimg)
        if begun.wait() != 0:
            print((folder / "straight.log").read_text(encoding="utf-8", errors="replace"))
            return 1
        whole = time.monotonic() - started
        speed = options.kimg / whole
        print(f"undisturbed: {whole:.1f} s, {len(straight.snapshots())} snapshots")

        run = RunDirectory(folder / "killed")
        process = begin(run.path, dataset, options.kimg)
        amiss: list[str] = []
        lost_in_all, killed, in_writing = 0.0, 0, 0
        working = straight.read_state().seconds
        starting = max(0.0, whole - working)
        print("kill   after s   was at   resumes from   lost kimg")
        while killed < options.kills:
            if killed % 6 == 0:  # these while the program is loaded and the snapshot is read
                moment = draws.uniform(0.0, starting)
            else:
                await_work(run, process)
                moment = draws.uniform(0.0, 2.0 * working / options.kills)
            try:
                process.wait(moment)
                break  # it came to its end, or could not go on
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            killed += 1
            if not run.run_file.is_file():
                print(f"{killed:4}   {moment:7.2f}   before there was a run")
                process = begin(run.path, dataset, options.kimg)
                continue
            in_writing += any(name.name.startswith(".writing-") for name in run.snapshots_folder.iterdir())
            (here, saved), back = told(run), stands(run)
            lost_in_all += max(0.0, here - back)
            if back < saved:
                amiss.append(f"kill {killed}: a snapshot at {saved:g} kimg was told of and is gone")
            print(f"{killed:4}   {moment:7.2f}   {here:6.3f}   {back:12.3f}   {max(0.0, here - back):9.3f}")
            process = start(run.path.with_suffix(".log"), "resume", run.path)
        if process.wait() != 0:
            amiss.append("a resume failed:\n" + (folder / "killed.log").read_text(encoding="utf-8", errors="replace"))
        amiss += differences(straight, run)

        print(f"{killed} kills, {in_writing} of them while a snapshot was written")
        every = SETTINGS["snapshot_kimg"]
        print(f"lost in all: {lost_in_all:.3f} kimg of {options.kimg:g}, with a snapshot every {every} kimg")
        print(f"(at {speed:.3f} kimg a second undisturbed, start-up included)")
        print("\n".join(amiss) or f"all {len(straight.snapshots())} snapshots are the same to the last bit")
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main())
