"""Harm from outside while the window is used: a full disk, models that go, are cut short or replaced; and its end."""

from __future__ import annotations

import logging
import random
import shutil
from collections.abc import Callable
from pathlib import Path

from studio.explorer.workspace import ExploreWorkspace
from studio.window import Window
from vital_signs import Memory, limit_writing, own_process

HARM_LASTS = 6
"""Actions for which a disk is full, or a model is away."""


class Harm:
    """`told(words, name)` hears of each harm. One at a time: what was done is healed some actions later."""

    def __init__(
        self, window: Window, bad: list[Path], models: Path, aside: Path, memory: Memory, chance: random.Random,
        told: Callable[[str, str], None],
    ) -> None:  # fmt: skip
        self._window = window
        self._bad = bad
        self._models = models
        self._aside = aside
        self._memory = memory
        self._chance = chance
        self._told = told
        self._to_heal: list[tuple[int, Callable[[], None]]] = []
        self._number = 0

    def stop(self) -> None:
        """Everything from outside whole again."""
        for _, heal in self._to_heal:
            heal()
        self._to_heal.clear()

    def go_on(self, number: int) -> None:
        """The action of this number comes: what has lasted long enough is healed."""
        self._number = number
        for when, heal in list(self._to_heal):
            if number >= when:
                self._to_heal.remove((when, heal))
                heal()

    def _heal_later(self, heal: Callable[[], None]) -> None:
        self._to_heal.append((self._number + self._chance.randint(2, HARM_LASTS), heal))

    def fill_disk(self) -> None:
        """The system refuses what window and engine write."""
        if self._to_heal:
            return
        processes = [own_process()]
        if (engine := self._memory.engine_process()) is not None:
            processes.append(engine.pid)
        size = self._chance.choice((0, 4096, 100_000))
        if all(limit_writing(process, size) for process in processes):
            self._told(f"the disk is full after {size} bytes", "harm: full disk")
            self._heal_later(self._empty_disk)

    def _empty_disk(self) -> None:
        """For an engine, too, that was begun meanwhile and took the limit over."""
        limit_writing(own_process(), -1)
        if (engine := self._memory.engine_process()) is not None:
            limit_writing(engine.pid, -1)

    def harm_model(self) -> None:
        """The model that is open, or another one, is taken away, cut short in place, or replaced."""
        files = sorted(self._models.rglob("generator.safetensors"))
        if self._to_heal or not files:
            return
        workspace = self._window.workspace("explore")
        model = workspace.pictures.model if isinstance(workspace, ExploreWorkspace) else None
        file = (
            model.path
            if model is not None and model.path in files and self._chance.random() < 0.7
            else self._chance.choice(files)
        )
        shutil.copy(file, self._aside)
        how = self._chance.choice(
            ("removed", "cut short", "replaced by rubbish", "replaced by a newer one", "run removed")
        )
        run = file.parent.parent.parent
        if how == "removed":
            file.unlink()
        elif how == "run removed":
            run.rename(run.with_name("away"))
        elif how == "cut short":
            with file.open("r+b") as open_file:
                open_file.truncate(file.stat().st_size // 2)
        else:
            kind = "newer" if how.endswith("one") else "noise"
            source = next(one for one in self._bad if one.name == f"model {kind}.safetensors")
            source_copy = file.with_name("coming")
            shutil.copy(source, source_copy)
            source_copy.replace(file)
        self._told(f"model {file.parent.name} {how}", f"harm: model {how}")

        def heal() -> None:
            if how == "run removed":
                if run.exists():  # which is a fault: told, and no hindrance to the hours that follow
                    run.rename(run.parent.parent / f"what came back {self._number}")
                    logging.getLogger("random_use").error("a run that had gone came back as a folder")
                run.with_name("away").rename(run)
            whole = file.with_name("coming")
            shutil.copy(self._aside, whole)
            whole.replace(file)
            self._window.workbench.runs_changed.emit()

        self._heal_later(heal)
        self._window.workbench.runs_changed.emit()
