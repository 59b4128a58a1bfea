"""Starting a job's process: everything that can be wrong is found before anything is changed.

What is wrong holds the job back with a reason; the others go on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_engine.errors import DatasetError, DiskError, EngineError, RunError
from gan_engine.manager.devices import Device, stands_for
from gan_engine.manager.jobs import Cause, Job
from gan_engine.manager.queue import Queue
from gan_engine.runs import dataset_location, processes
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory
from gan_engine.runs.run_document import description


class HeldBack(Exception):  # noqa: N818 - the job waits, nothing is broken
    """A job that cannot be started as things are."""

    def __init__(self, cause: Cause, reason: str) -> None:
        super().__init__(reason)
        self.cause: Cause = cause
        self.reason = reason


def start(queue: Queue, job: Job, device: str, devices: Sequence[Device]) -> None:
    """Start the process that trains `job` on `device`, from its last whole snapshot if it has one.

    The job is taken already. Where its process runs, whoever started it, nothing is done. Raises `HeldBack`.
    """
    run = RunDirectory(job.run)
    if is_under_way(run):
        return
    try:
        document = _prepare(queue, job, run)
        _set_device(run, document, device, devices)
        wanted = job.kimg if job.kimg > float(document["configuration"]["kimg"]) else None
        processes.resume_training(run.path, kimg=wanted)
        queue.has_begun(job.id)
    except DiskError as error:
        raise HeldBack("system", str(error)) from error
    except EngineError as error:
        if is_under_way(run):  # somebody else was faster
            return
        raise HeldBack("run", str(error)) from error


def is_under_way(run: RunDirectory) -> bool:
    """Does a process train it, or is one being started?"""
    return run.is_held() or run.live_status() in UNDERWAY or bool(processes.find_training(run.path))


def _prepare(queue: Queue, job: Job, run: RunDirectory) -> dict[str, Any]:
    """run.json, made at the first start, with the dataset where it lies now. Raises `HeldBack`, `EngineError`."""
    frozen = queue.document(job.id)
    there = run.run_file.exists()
    if job.begun and not there:
        what = f"The folder of this training, {run.path}, has gone: it was moved or deleted."
        raise HeldBack("run", f"{what} Put it back, or remove the job and add it from where it lies now.")
    document = description(run) if there else frozen
    if not _is_same(document, frozen):
        what = f"In {run.path} lies another training than the one that was put into the queue."
        raise HeldBack("run", f"{what} It was left as it is. Move it away, or remove the job.")
    facts, place = _find_dataset(run, document)
    if job.dataset != place:
        queue.set_dataset(job.id, place)
    _check_beginning(run, document)
    if not there:
        RunDirectory.create(run.path, {**document, "dataset": facts}, trained_here=False)
    elif facts != document["dataset"]:
        _write(run, {**document, "dataset": facts})
    return {**document, "dataset": facts}


def _is_same(document: Mapping[str, Any], frozen: Mapping[str, Any]) -> bool:
    """The same training? Its length, device and the place of its dataset may have changed since."""
    return (
        document.get("created") == frozen.get("created")
        and document["dataset"]["digest"] == frozen["dataset"]["digest"]
        and document["configuration"].get("family") == frozen["configuration"].get("family")
    )


def _find_dataset(run: RunDirectory, document: Mapping[str, Any]) -> tuple[dict[str, Any], Path]:
    """What run.json is to say of the dataset (as it does, or with another place), and where it lies now."""
    try:
        with dataset_location.find_dataset(run.path, document["dataset"]) as dataset:
            place = dataset.path.absolute()
            return dataset_location.with_path(run.path, document["dataset"], place), place
    except (DatasetError, RunError) as error:
        raise HeldBack("dataset", f"{error.what} {error.kept}".strip()) from error


def _check_beginning(run: RunDirectory, document: Mapping[str, Any]) -> None:
    snapshot = document.get("snapshot")
    if snapshot and not run.snapshots() and not Path(snapshot).exists():
        what = f"The snapshot that this training begins from, {snapshot}, has gone."
        raise HeldBack("run", f"{what} Nothing was started. Put it back, or remove the job.")


def _set_device(run: RunDirectory, document: dict[str, Any], device: str, devices: Sequence[Device]) -> None:
    configuration = document["configuration"]
    if not stands_for(configuration.get("device", "auto"), device, devices):
        document["configuration"] = {**configuration, "device": device}
        _write(run, document)


def _write(run: RunDirectory, document: Mapping[str, Any]) -> None:
    with run.hold():
        run.write_run(document)


def halve_the_parts(run: RunDirectory) -> int | None:
    """Let the next try go through each batch in twice as many parts; returns in how many.

    None where a batch cannot be cut any further, or it was never tried. Raises `EngineError`.
    """
    with run.hold():
        document = description(run)
        resolved = document["resolved"]
        parts = 2 * int(resolved.get("parts", 1))
        if not resolved or parts > int(document["configuration"]["batch"]):
            return None
        run.write_run({**document, "resolved": {**resolved, "parts": parts}})
        return parts
