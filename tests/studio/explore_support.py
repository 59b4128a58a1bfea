"""What the tests of Explore and Shelf share: small models in a project, and designs on its shelf."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from gan_engine.pictures import encode_png
from gan_engine.runs.run_directory import RunDirectory, RunState
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.shelf.workspace import ShelfWorkspace
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.dataset_support import write_archive
from tests.engine.latent_support import write_generator, write_snapshot
from tests.engine.run_support import document


def add_model(
    project: Project, run: str = "00001-critters", snapshot: str = "000012", *, best: bool = False, **options: Any
) -> Path:
    """A snapshot of a tiny network in the project's runs; gives its generator file."""
    folder = write_snapshot(project.folder / "runs", run, snapshot, **options)
    if best:
        RunDirectory(project.folder / "runs" / run).write_state(RunState(status="finished", best_snapshot=snapshot))
    return folder / "generator.safetensors"


def add_file(folder: Path, **options: Any) -> Path:
    """A model that belongs to no project."""
    return write_generator(folder, **options)


def picture(seed: int, size: int = 32) -> np.ndarray:
    """Noise of its own for each seed, uint8 [size, size, 3]."""
    return np.random.RandomState(seed).randint(0, 256, (size, size, 3)).astype(np.uint8)


def keep(
    project: Project, seeds: Sequence[int], *, size: int = 32, digest: str = "ab" * 32, **recipe: Any
) -> list[int]:
    """Designs named after their seeds on the shelf, oldest first; gives their ids."""
    ids = []
    for seed in seeds:
        values = {
            "version": 1, "model_digest": digest, "model_name": "00003-critters 000380", "seed": seed, **recipe
        }  # fmt: skip
        ids.append(project.shelf.add(picture(seed, size), values, name=f"Design {seed}"))
    return ids


def press(widget: object, key: Qt.Key) -> None:
    QApplication.sendEvent(widget, QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier))  # type: ignore[arg-type]


def image_at(explore: ExploreWorkspace, row: int) -> QImage | None:
    return explore.wall.model.index(row).data(Qt.ItemDataRole.DecorationRole)  # type: ignore[no-any-return]


def drop_files(explore: ExploreWorkspace, *paths: Path) -> None:
    explore.incoming_router.take_files(paths)


def open_shelf(workbench: Workbench, wait: Callable[..., None], count: int) -> Iterator[ShelfWorkspace]:
    """The shelf's workspace with `count` designs on it, for a fixture."""
    made = ShelfWorkspace(workbench)
    made.resize(1200, 760)
    made.show()
    made.front()
    wait(lambda: made.table.count == count and all(made.table.model.entry(row) for row in range(count)))
    yield made
    made.close()
    made.deleteLater()


def write_what_it_learnt_from(project: Project, run: str, *, pixel_art: bool) -> None:
    """The dataset of a run of the project: sprites of four colours, or noise as painted art has it."""
    files = {"dataset.json": json.dumps({"labels": None}).encode()}
    for number in range(4):
        drawn = picture(number, 16)
        files[f"00000/img{number:08d}.png"] = encode_png(drawn // 128 * 128 if pixel_art else drawn)
    path = write_archive(project.folder / "datasets" / f"{run}.zip", files)
    folder = RunDirectory(project.folder / "runs" / run)
    folder.path.mkdir(parents=True, exist_ok=True)
    known = folder.read_run() if (folder.path / "run.json").exists() else document(kimg=20)
    folder.write_run({**known, "dataset": {"path": str(path), "name": run}})


def shows_squares(shown: QWidget, image: QImage, part: QRect | None = None) -> bool:
    """Whether a picture that is drawn enlarged has mostly its own colours there, not those between them; `part`: it
    stands there."""
    grabbed = shown.grab(part if part is not None else shown.rect()).toImage()
    drawn, own = (to_array(each).view(np.uint32) for each in (grabbed, image))
    values, counts = np.unique(drawn, return_counts=True)
    ground = counts == counts.max()  # what lies around the picture
    is_own = np.isin(values, np.unique(own)) & ~ground
    return bool(counts[is_own].sum() > 0.5 * counts[~ground].sum())
