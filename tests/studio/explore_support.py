"""What the tests of Explore and Shelf share: small models in a project, and designs on its shelf."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QImage, QKeyEvent
from PySide6.QtWidgets import QApplication

from gan_engine.runs.run_directory import RunDirectory, RunState
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.shelf.workspace import ShelfWorkspace
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_generator, write_snapshot


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
