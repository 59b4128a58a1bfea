"""Running an experiment from where it stands: trains and measures what is not done yet.

All there is to know of how far it is lies in the arms' folders, each a run directory as any other. So an interruption
costs what it costs a training, and nothing that is there is ever made again.
"""

from __future__ import annotations

import contextlib
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from pathlib import Path
from typing import Any

from gan_engine import atomic
from gan_engine.dataset.reading import Dataset
from gan_engine.errors import DatasetError, DiskError, EngineError, RunError, SnapshotError
from gan_engine.experiments.directory import ArmPlan, ExperimentDirectory
from gan_engine.experiments.results import ArmResult, measured_epochs, read_results
from gan_engine.experiments.trainers import Trainer, TrainerHere
from gan_engine.reporting import Report, duration, silent
from gan_engine.runs import evaluation_files
from gan_engine.runs.dataset_location import move_dataset, with_path
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import history
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import configure
from gan_engine.settings.dotted import dotted
from gan_engine.training.measuring import snapshot_measures
from gan_engine.training.run_creation import describe_run

log = logging.getLogger(__name__)

Progress = Callable[[str], AbstractContextManager[Report]]
"""Begins to show how far something is; what is shown is told to the `Report`."""


@contextlib.contextmanager
def silently(what: str) -> Iterator[Report]:
    """The progress of one who does not ask."""
    yield silent


def conduct(
    directory: ExperimentDirectory,
    *,
    dataset: Path | None = None,
    retry: bool = False,
    progress: Progress = silently,
    trainer: Trainer | None = None,
) -> Iterator[ArmResult]:
    """Train and measure the arms one after the other; yields each that has been gone on with.

    An arm that fails, its networks broken down for one, does not keep the others from their turn; it is tried again
    only to `retry`. `dataset`: where it lies now, if it was moved. `trainer`: who trains an arm; left out, this
    process. Raises `KeyboardInterrupt` where a signal ended a training (all is saved), `EngineError` where no arm could
    go on: the disk is full, the dataset has gone.
    """
    plan = directory.plan
    trainer = trainer or TrainerHere()
    with directory.hold(), directory.open_dataset(dataset) as opened:
        to_come = [arm for arm in plan.arms if _is_to_be_trained(directory, arm, retry)]
        for arm in to_come:
            trainer.expect(directory.run(arm), *_document(directory, arm, opened))
        for number, arm in enumerate(plan.arms, 1):
            to_train = arm in to_come
            name = f"Arm {number} of {len(plan.arms)}, {arm.title}"
            if to_train:
                _train(directory.run(arm), name, plan.dataset.count, progress, trainer)
            to_measure = bool(_unmeasured(directory, arm))
            if to_measure:
                _measure(directory, arm, opened, name, progress)
            _tell(directory, arm)
            if to_train or to_measure:
                yield _result(directory, arm)


def seconds_left(directory: ExperimentDirectory) -> float | None:
    """About how long the trainings still take, going by those that were made; None where none was."""
    results = read_results(directory)
    made = [(arm.seconds, arm.epochs) for arm in results.arms if arm.epochs >= 1]
    if not made:
        return None
    each = sum(seconds for seconds, _ in made) / sum(epochs for _, epochs in made)
    return each * sum(results.plan.epochs - arm.epochs for arm in results.arms if not arm.is_over)


def _result(directory: ExperimentDirectory, arm: ArmPlan) -> ArmResult:
    return next(each for each in read_results(directory).arms if each.name == arm.name)


def _is_to_be_trained(directory: ExperimentDirectory, arm: ArmPlan, retry: bool) -> bool:
    status = _result(directory, arm).status
    return status != "finished" and (status != "failed" or retry)


def _document(directory: ExperimentDirectory, arm: ArmPlan, dataset: Dataset) -> tuple[dict[str, Any], bool]:
    """The run.json of the arm's training, and whether it is there already.

    Raises `RunError` where another training lies in its place.
    """
    run = directory.run(arm)
    if not run.run_file.is_file():
        begun = configure(arm.configuration)  # what is missing of the set was said when the experiment began
        return describe_run(run.path, dataset.path, begun, recipe=arm.recipe, incomplete=True), False
    document = run.read_run()
    theirs = document.get("dataset")
    settings = document.get("configuration")
    same = isinstance(settings, dict) and dotted(arm.configuration).items() <= dotted(settings).items()
    if not same or not isinstance(theirs, dict):
        raise RunError(
            f"The training in {run.path} is not the one of this experiment.",
            kept="It was left as it is.",
            do="Move it away; its place is then filled anew.",
        )
    if with_path(run.path, theirs, dataset.path) != theirs:
        move_dataset(run, dataset.path)
    return run.read_run(), True


def _train(
    run: RunDirectory,
    name: str,
    count: int,
    progress: Progress,
    trainer: Trainer,
) -> None:
    """Train `run` to its end, or as far as it comes by itself."""
    try:
        with progress(f"{name}, epochs") as report:
            reason = trainer.train(run, _in_epochs(report, count))
    except (DiskError, DatasetError):
        with contextlib.suppress(EngineError, OSError), run.hold():  # not the arm's fault: it goes on by itself later
            run.write_state(replace(run.read_state(), status="interrupted"))
        raise
    except EngineError as error:
        if run.live_status() != "failed":  # it never had its turn: somebody else trains it
            raise
        log.warning("%s: %s", name, error)
        return
    if reason == "interrupted":
        raise KeyboardInterrupt


def _in_epochs(report: Report, count: int) -> Report:
    """Turns pictures shown into passes over the set, and says how long is left."""
    begun: tuple[float, int] | None = None

    def tell(done: int, total: int | None, what: str = "") -> None:
        nonlocal begun
        now = time.monotonic()
        begun = begun or (now, done)
        since, made = now - begun[0], done - begun[1]
        left = f"{duration((total - done) * since / made)} left" if total and made > 0 and since > 1 else ""
        report(done // count, None if total is None else total // count, left)

    return tell


def _unmeasured(directory: ExperimentDirectory, arm: ArmPlan) -> list[int]:
    """The epochs whose snapshots are there and that were not measured yet."""
    known = measured_epochs(directory, arm)
    return [epoch for epoch in directory.snapshots(arm) if epoch not in known]


def _measure(directory: ExperimentDirectory, arm: ArmPlan, dataset: Dataset, name: str, progress: Progress) -> None:
    """Measure what is not measured yet. What is found lies among the run's evaluations, as any other."""
    plan, run, snapshots = directory.plan, directory.run(arm), directory.snapshots(arm)
    epochs = _unmeasured(directory, arm)
    if not epochs:
        return
    index = 0

    def tell(done: int, total: int | None, what: str = "") -> None:
        report(index, len(epochs), what)

    with run.hold(), progress(f"{name}, measures") as report:
        while index < len(epochs):
            found = snapshot_measures.evaluate(
                [snapshots[epoch].path for epoch in epochs[index:]],
                dataset,
                [plan.metric],
                samples=plan.samples,
                seed=plan.noise,
                device=arm.configuration["device"],
                report=tell,
            )
            try:
                for evaluated in found:
                    counts = {"samples": plan.samples, "seed": plan.noise}
                    _keep(run, evaluated.name, snapshot_measures.document_of(dataset, [evaluated], **counts))
                    index += 1
                    tell(1, 1)
            except SnapshotError as error:  # that epoch alone is missing then
                log.warning("%s, epoch %d: %s", arm.title, epochs[index], error)
                index += 1


def _keep(run: RunDirectory, snapshot: str, document: dict[str, Any]) -> None:
    file = evaluation_files.file_for(run.path, snapshot)
    with atomic.disk_errors(file):
        atomic.make_folder(file.parent, root=run.path)
    atomic.write_json(file, document, root=run.path)


def _tell(directory: ExperimentDirectory, arm: ArmPlan) -> None:
    """Put into the run's events what they do not tell yet, and name its best snapshot: the monitor reads both."""
    run, metric = directory.run(arm), directory.plan.metric
    told = {event.snapshot for event in history(run.path).metrics if event.metric == metric and event.form == "full"}
    result = _result(directory, arm)
    untold = [each for each in result.measured if each.snapshot not in told]
    state = run.read_state()
    best = result.best.snapshot if result.best is not None and result.status != "stopped" else state.best_snapshot
    if not untold and best == state.best_snapshot:
        return
    with run.hold():
        for each in untold:
            run.append_event(
                MetricMeasured(
                    time=state.seconds,
                    kimg=each.kimg,
                    metric=metric,
                    value=each.value,
                    uncertainty=each.uncertainty,
                    network=each.network,
                    samples=each.samples,
                    real=each.real,
                    part=each.part,
                    seed=directory.plan.noise,
                    snapshot=each.snapshot,
                    note=each.note,
                )
            )
        run.write_state(replace(state, best_snapshot=best))
