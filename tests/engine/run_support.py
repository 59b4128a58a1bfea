"""Runs as a training would leave them, made without one: for tests of all that reads a run."""

from __future__ import annotations

import io
import math
import random
import time
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from gan_engine.runs.events import Progress, RunFinished, RunStarted, SampleSaved, SnapshotSaved
from gan_engine.runs.run_directory import RunDirectory, RunState, tag
from gan_engine.settings.recipes import load_recipe


def document(**values: Any) -> dict[str, Any]:
    """A run.json in the form of the engine's."""
    configuration = load_recipe("quick-look").configuration.model_dump(mode="json")
    configuration.update(values)
    return {
        "version": 1,
        "recipe": "quick-look",
        "configuration": configuration,
        "dataset": {
            "path": "/art/critters.zip",
            "name": "critters",
            "digest": "0" * 64,
            "count": 1043,
            "size": configuration["size"],
            "class_names": [],
        },
        "snapshot": None,
        "resolved": {"device": "cpu", "device_name": "CPU (x86_64)", "precision": "fp32", "threads": 2},
        "versions": {"maquette": "0.1.0"},
    }


def progress(kimg: float, **values: Any) -> Progress:
    """One Progress event with the curves of a training that goes well."""
    wave = random.Random(round(kimg * 1000))
    learned = 1 - math.exp(-kimg / 60)
    made: dict[str, Any] = {
        "time": kimg * 12.5,
        "kimg": kimg,
        "step": round(kimg * 1000 / 16),
        "losses": {
            "generator": 0.7 + 0.9 * learned + wave.gauss(0, 0.12),
            "discriminator": 1.38 - 0.5 * learned + wave.gauss(0, 0.08),
        },
        "scores": {
            "real": 0.5 + 0.25 * learned + wave.gauss(0, 0.03),
            "fake": 0.5 - 0.25 * learned + wave.gauss(0, 0.03),
        },
        "images_per_second": 80 + wave.gauss(0, 1.5),
        "seconds_per_kimg": 12.5,
        "seconds_left": max(0.0, 200 - kimg) * 12.5,
        "memory_mb": 731.0,
    }
    made.update(values)
    return Progress(**made)


def sample_grid(columns: int, rows: int, cell: int, kimg: float) -> bytes:
    """A WebP sheet whose cells take shape as kimg goes on: noise first, then coloured discs."""
    generator = np.random.default_rng(7)
    shape = min(1.0, kimg / 120)
    y, x = np.mgrid[0:cell, 0:cell] / cell - 0.5
    sheet = np.zeros((rows * cell, columns * cell, 3), np.uint8)
    for row in range(rows):
        for column in range(columns):
            colour = generator.integers(40, 230, 3)
            radius = 0.25 + 0.2 * generator.random()
            noise = generator.normal(128, 60, (cell, cell, 3))
            disc = np.where(((x**2 + y**2) < radius**2)[..., None], colour, 244)
            picture = noise * (1 - shape) + disc * shape
            sheet[row * cell : (row + 1) * cell, column * cell : (column + 1) * cell] = picture.clip(0, 255)
    buffer = io.BytesIO()
    Image.fromarray(sheet).save(buffer, "webp", quality=90)
    return buffer.getvalue()


def write_run(
    path: Path,
    *,
    kimg: float = 200.0,
    total_kimg: float = 200.0,
    every: float = 0.5,
    sample_every: float = 20.0,
    finish: bool = True,
    cell: int = 32,
    **configuration: Any,
) -> RunDirectory:
    """A run that came as far as `kimg`, finished or, with `finish=False`, cut off without a word."""
    run = RunDirectory.create(path, document(kimg=total_kimg, **configuration))
    with run.hold():
        run.append_event(
            RunStarted(
                time=0.0,
                kimg=0.0,
                total_kimg=total_kimg,
                device="CPU",
                precision="fp32",
                generator_parameters=3_576_704,
                discriminator_parameters=2_765_568,
            )
        )
        extend_run(run, 0.0, kimg, every=every, sample_every=sample_every, cell=cell)
        run.write_state(state_at(kimg, total_kimg, "finished" if finish else "running"))
        if finish:
            run.append_event(RunFinished(time=kimg * 12.5, kimg=kimg, reason="done"))
    return run


def extend_run(
    run: RunDirectory, start: float, end: float, *, every: float = 0.5, sample_every: float = 20.0, cell: int = 32
) -> None:
    """Go on with a held run from `start` (not included, but for 0) to `end`."""
    for count in range(round((end - start) / every) + 1):
        kimg = round(start + count * every, 3)
        if count or not start:
            run.append_event(progress(kimg))
            if math.isclose(kimg % sample_every, 0, abs_tol=1e-6):
                file = run.samples_folder / f"{tag(kimg)}.webp"
                file.write_bytes(sample_grid(8, 4, cell, kimg))
                name = file.relative_to(run.path).as_posix()
                run.append_event(SampleSaved(time=kimg * 12.5, kimg=kimg, file=name, columns=8, rows=4))
                if kimg:
                    add_snapshot(run, kimg)


def add_snapshot(run: RunDirectory, kimg: float) -> None:
    """A snapshot's folder (its weights empty) and the event."""
    folder = run.snapshots_folder / tag(kimg)
    folder.mkdir(exist_ok=True)
    for file in ("generator.safetensors", "training.safetensors", "training.json"):
        (folder / file).write_bytes(b"")
    run.append_event(SnapshotSaved(time=kimg * 12.5, kimg=kimg, name=folder.name))


def state_at(kimg: float, total_kimg: float, status: Any, **values: Any) -> RunState:
    made: dict[str, Any] = {
        "status": status,
        "heartbeat": time.time(),
        "kimg": kimg,
        "total_kimg": total_kimg,
        "step": round(kimg * 1000 / 16),
        "images": round(kimg * 1000),
        "seconds": kimg * 12.5,
        "seconds_left": (total_kimg - kimg) * 12.5,
        "images_per_second": 80.0,
    }
    made.update(values)
    return RunState(**made)
