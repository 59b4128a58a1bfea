"""A queue with its supervisor, and trainers that are a stand-in without networks: a test takes a second or two."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from gan_engine.manager import supervisor as module
from gan_engine.manager.jobs import Job, JobPlan, State
from gan_engine.manager.queue import Queue
from gan_engine.manager.retries import Retries
from gan_engine.manager.supervisor import Supervisor
from gan_engine.runs import dataset_location, processes
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.dataset_support import make_dataset
from tests.engine.run_support import document

STAND_IN = Path(__file__).with_name("stand_in.py")
QUICK = Retries(first=0.05, growth=2.0, cap=0.2, most=4)
ROOT = Path(__file__).resolve().parents[3]


class House:
    """A queue, where its runs lie, and what their processes are to do."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.queue = Queue(folder / "queue.db")
        self.dataset = make_dataset(folder / "shapes.zip", count=3)
        with dataset_location.open_dataset(self.dataset) as dataset:
            self.digest = dataset.digest
        self.supervisor = self.new_supervisor()

    def new_supervisor(self, **how: Any) -> Supervisor:
        return Supervisor(self.queue, **{"retries": QUICK, **how})

    def plan(self, name: str, *, kimg: float = 3, processes: int = 1, **values: Any) -> JobPlan:
        run = document(kimg=kimg, processes=processes)
        facts = {**run["dataset"], "path": str(self.dataset), "digest": self.digest}
        run = {**run, "created": f"2026-11-29T10:00:00 {name}", "dataset": facts}
        return JobPlan(run=self.folder / name, document=run, **values)

    def add(self, name: str, *acts: str, **values: Any) -> int:
        with open(self.folder / "acts.txt", "a") as file:
            file.writelines(f"{name} {act}\n" for act in acts)
        return self.queue.add(self.plan(name, **values))

    def starts(self, name: str | None = None) -> int:
        file = self.folder / "starts.txt"
        lines = file.read_text().split() if file.exists() else []  # written once a process holds its run
        return len(lines) if name is None else lines.count(name)

    def until(self, *states: State, of: int | None = None, seconds: float = 60.0) -> Job | None:
        """Look until all jobs, or the one, are in one of these states."""

        def arrived() -> bool:
            jobs = self.queue.jobs(removed=True) if of is None else [self.queue.job(of)]
            return all(job.state in states for job in jobs)

        self.look_until(arrived, seconds)
        return None if of is None else self.queue.job(of)

    def look_until(self, condition: Callable[[], object], seconds: float = 60.0) -> None:
        end = time.monotonic() + seconds
        while not condition():
            assert time.monotonic() < end, [(job.name, job.state, job.reason) for job in self.queue.jobs(removed=True)]
            self.supervisor.look()
            time.sleep(0.02)

    def is_running(self, job: int) -> bool:
        run = RunDirectory(self.queue.job(job).run)
        return run.read_state().status == "running" and run.is_held()


@pytest.fixture(name="house")
def make_house(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[House]:
    monkeypatch.setattr(processes, "engine_command", lambda: [sys.executable, str(STAND_IN)])
    monkeypatch.setattr(module, "_HELD_SECONDS", 0.1)
    monkeypatch.setattr(module, "_DEVICES_SECONDS", 0.1)
    monkeypatch.setenv("DEVICES", "cpu")
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    house = House(tmp_path)
    yield house
    for job in house.queue.jobs(removed=True):
        processes.end_training(job.run, timeout=0.1)
    house.queue.close()
