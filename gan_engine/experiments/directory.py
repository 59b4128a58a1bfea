"""The folder of an experiment: what was decided when it began, and each arm's training as a run directory in it."""

from __future__ import annotations

import contextlib
import math
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from filelock import Timeout
from pydantic import Field

from gan_engine import atomic, door
from gan_engine.dataset.reading import Dataset
from gan_engine.documents import read_json
from gan_engine.errors import ConfigurationError, RunError, newer
from gan_engine.experiments.definitions import MOST_ARMS, Metric
from gan_engine.runs.dataset_location import find_dataset
from gan_engine.runs.run_directory import RunDirectory, Snapshot
from gan_engine.runs.schedule import name_at
from gan_engine.settings.options import Options, validated
from gan_engine.training.run_creation import DatasetFacts

FORMAT = 1
NOISE = 0
"""Seed of the noise that every measure of every arm is made from."""

_MAX_BYTES = 4 * 2**20
_HOLD_PATIENCE = 1.0  # seconds


class ArmPlan(Options):
    """An arm as it was when the experiment began."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9-]{0,59}$")
    title: str
    recipe: str
    configuration: dict[str, Any]
    """As in the arm's run.json: every setting, the network's options included."""


class Plan(Options):
    """The whole of experiment.json. It is written once, before anything is trained, and never changed."""

    version: int = FORMAT
    created: str
    name: str
    title: str
    sentence: str
    epochs: int = Field(ge=1)
    every: int = Field(ge=1)
    metric: Metric
    samples: int = Field(ge=1)
    noise: int = NOISE
    dataset: DatasetFacts
    relative: str | None = None
    """The way from an arm's folder to the dataset, by which it is found in a folder that was moved as a whole."""
    arms: tuple[ArmPlan, ...] = Field(min_length=1, max_length=MOST_ARMS)

    @cached_property
    def measured_epochs(self) -> list[int]:
        """After which epochs each arm is measured: every so many, and at its end."""
        return [*range(self.every, self.epochs, self.every), self.epochs]

    def snapshot_name(self, arm: ArmPlan, epoch: int) -> str:
        """What the arm's snapshot after so many passes over the set is called."""
        batch = arm.configuration["batch"]
        lengths = {"every_kimg": arm.configuration["snapshot_kimg"], "total_kimg": arm.configuration["kimg"]}
        return name_at(self.images_after(epoch, batch), batch, **lengths)

    def images_after(self, epoch: int, batch: int) -> int:
        """Pictures shown once the batch that ends the epoch has been: a batch may reach into the next."""
        return math.ceil(epoch * self.dataset.count / batch) * batch


class ExperimentDirectory:
    """An experiment on the disk. Making the object touches nothing."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()

    @property
    def plan_file(self) -> Path:
        return self.path / "experiment.json"

    @property
    def results_file(self) -> Path:
        return self.path / "results.json"

    @property
    def is_begun(self) -> bool:
        return self.plan_file.is_file()

    @cached_property
    def plan(self) -> Plan:
        """What was decided when it began. Raises `RunError` where nothing was begun, or it is damaged."""
        if not self.is_begun:
            raise RunError(
                f"There is no experiment in {self.path}.", do="To begin one, give a dataset and an experiment's name."
            )
        try:
            document = read_json(self.plan_file, largest=_MAX_BYTES)
            if isinstance(document, dict) and isinstance(document.get("version"), int) and document["version"] > FORMAT:
                raise newer("The experiment", RunError, how="begun")
            plan = validated(Plan, document)
            for arm in plan.arms:
                for epoch in plan.measured_epochs:
                    plan.snapshot_name(arm, epoch)
            return plan
        except (OSError, ValueError, KeyError, TypeError, ArithmeticError, ConfigurationError) as error:
            raise RunError(
                f"The description of the experiment in {self.path} (experiment.json) is damaged.",
                kept="The trainings in its folders are untouched, and can be opened one by one.",
            ) from error

    def write_plan(self, plan: Plan) -> None:
        """Begin the experiment. Raises `DiskError`."""
        with atomic.disk_errors(self.path):
            door.make_folder(self.path, root=self.path)
        atomic.write_json(self.plan_file, plan.model_dump(mode="json"), root=self.path)

    def open_dataset(self, path: Path | None = None) -> Dataset:
        """The dataset it was begun with, open: at `path` if one is given. Raises `DatasetError` or `RunError`."""
        facts = {**self.plan.dataset.document(), "relative": self.plan.relative}  # the way from an arm's folder
        again = f"gan-engine experiment PLACE --out {self.path}"
        return find_dataset(self.path / self.plan.arms[0].name, facts, path, work="this experiment", again=again)

    def run(self, arm: ArmPlan) -> RunDirectory:
        """The arm's training, begun or not."""
        return RunDirectory(self.path / arm.name)

    def begun_runs(self) -> list[Path]:
        """The folders of the arms that were begun, in the experiment's order."""
        runs = map(self.run, self.plan.arms)
        return [run.path for run in runs if run.run_file.is_file()]

    def snapshots(self, arm: ArmPlan) -> dict[int, Snapshot]:
        """The snapshots that are to be measured, as far as they are there, by their epoch."""
        there = {snapshot.name: snapshot for snapshot in self.run(arm).snapshots()}
        names = {epoch: self.plan.snapshot_name(arm, epoch) for epoch in self.plan.measured_epochs}
        return {epoch: there[name] for epoch, name in names.items() if name in there}

    @contextlib.contextmanager
    def hold(self) -> Iterator[None]:
        """Be the one who goes on with this experiment. Raises `RunError` while another process does, `OutsideError`
        where an arm's folder is a link: it would be trained wherever that leads. `RunError` too where it has gone."""
        with atomic.disk_errors(self.path):
            if not self.path.is_dir():
                raise RunError(
                    f"There is no experiment in {self.path} any more.", do="If you moved it, name where it lies now."
                )
            lock = door.lock(self.path / "experiment.lock", root=self.path, timeout=_HOLD_PATIENCE)
            try:
                lock.acquire()
            except Timeout:
                raise RunError(
                    f"The experiment in {self.path} is in use by another process.",
                    kept="It goes on undisturbed.",
                    do="Wait until it has ended.",
                ) from None
        try:
            for arm in self.plan.arms:
                door.check(self.path / arm.name, root=self.path)
            atomic.sweep(self.path, root=self.path)
            yield
        finally:
            lock.release()
