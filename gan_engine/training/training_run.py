"""A run directory while it trains: samples, snapshots, measures and events are written, requests are answered.

The loop makes the steps and calls this where something is due; nothing here changes a weight, except that a training
begins with another's.
"""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import asdict
from typing import Any, Literal

from gan_engine.dataset.reading import Dataset
from gan_engine.errors import DiskError, EngineError, RunError
from gan_engine.networks.bases import count_parameters
from gan_engine.reporting import kimg_words
from gan_engine.run_report.report import FILE, write_report
from gan_engine.runs import events, requests
from gan_engine.runs.ancestry import ancestry
from gan_engine.runs.history import HistoryReader, history
from gan_engine.runs.plateau import plateau
from gan_engine.runs.run_directory import RunDirectory, Snapshot, Status
from gan_engine.runs.schedule import name_at
from gan_engine.runs.thinning import thin
from gan_engine.training import snapshots, transfer
from gan_engine.training.health.designs import HealthDesigns
from gan_engine.training.health.problems import Problem
from gan_engine.training.health.set_view import SetView
from gan_engine.training.health.watch import HealthWatch
from gan_engine.training.journal import Journal
from gan_engine.training.length import with_length
from gan_engine.training.measuring.evaluation_process import EvaluationProcess
from gan_engine.training.measuring.quick_measure import QuickMeasure, class_shares
from gan_engine.training.orders import Lead, Order
from gan_engine.training.pretrained import beginning_of
from gan_engine.training.rollback import ROLLED_BACK, BreakdownError, Rollback
from gan_engine.training.samples import SampleGrid
from gan_engine.training.signals import EndSignals
from gan_engine.training.state import TrainingState

log = logging.getLogger(__name__)

Reason = Literal["done", "stopped", "interrupted"]
"""Why a training is over."""


_STATUS: dict[Reason, Status] = {"done": "finished", "stopped": "stopped", "interrupted": "interrupted"}
_PAUSED_LOOK_SECONDS = 0.1
_WORTH_A_REPORT = 1.0  # kimg: there is nothing to tell of shorter trainings
_RETRY_SECONDS = 60.0  # after a snapshot that found no room
_READING_SHARE = 0.01  # of the training's time, to look at the set's pictures in,
_READING_SECONDS = 0.02  # so much at once


class TrainingRun:
    """What the loop does beside making steps."""

    def __init__(
        self,
        run: RunDirectory,
        document: dict[str, Any],
        state: TrainingState,
        journal: Journal,
        dataset: Dataset,
        signals: EndSignals,
        lead: Lead,
        *,
        paused: bool = False,
    ) -> None:
        self._run = run
        self._document = document
        self._state = state
        self._journal = journal
        self._dataset = dataset
        self._configuration = state.plan.configuration
        self._grid = SampleGrid.of(state.generator_ema, self._configuration.seed)
        self._set_view = SetView(dataset)
        self._health = HealthWatch(self._configuration, self._set_view)
        self._designs = HealthDesigns(self._configuration.seed, class_shares(dataset), beside=len(self._grid.z))
        self._rollback = Rollback.of(document)
        self._measure = QuickMeasure(state, dataset, journal, lead)
        projected = self._configuration.discriminator == "projected"
        self._evaluation_process = EvaluationProcess(run, dataset, journal, state.device, projected=projected)
        self._signals = signals
        self._told = HistoryReader(run.path)  # read on where snapshots are thinned out, by what was measured
        self._lead = lead
        self._retry_at: float | None = None
        self._paused = paused
        self.stop_asked = False
        self.stopped_because = ""
        """In words, where it stopped by itself."""
        self._judged = 0  # measurings
        self._judged_from = -1.0  # kimg: what stopped it before is no reason to stop again
        self.has_other_length = False
        """What follows from the length is as it was: the training is to be taken up anew."""

    def announce(self, restored: snapshots.Restored) -> None:
        """Say where the training begins or goes on; what it began from elsewhere is kept as its own snapshot 000000."""
        state, journal = self._state, self._journal
        document = self._document
        journal.set_status("paused" if self._paused else "running")
        branched = bool(ancestry(document))
        goes_on = bool(restored.snapshot) or self._run.events_file.exists()
        if branched:  # it has both before its first step
            goes_on = history(self._run.path).started is not None
        if self._paused and not restored.damaged:
            pass  # it only wakes to do what it is asked: nothing has begun, and nothing was lost
        elif goes_on:
            journal.tell(events.Resumed, snapshot=restored.snapshot.name if restored.snapshot else None)
        else:
            journal.tell(
                events.RunStarted,
                total_kimg=self._configuration.kimg,
                device=document["resolved"]["device_name"],
                precision=state.precision,
                generator_parameters=count_parameters(state.generator),
                discriminator_parameters=count_parameters(state.discriminator),
            )
        self._tell_again()
        told = history(self._run.path)
        self._health.go_on_from(restored.extra.get("health"), told.health)
        for name, why in restored.damaged:
            assert restored.snapshot is not None  # else restoring had raised
            what = f"The snapshot {name} is damaged: {why} The training goes on from {restored.snapshot.name}."
            problem = Problem("damaged-snapshot", what, "Check the disk if this happens again.")
            journal.tell_health(self._health.put(problem, True))
        if state.parts > 1:
            journal.tell_health(self._health.put(_in_parts(state), True))
        if self._rollback is not None and state.kimg <= self._rollback.from_kimg:
            journal.tell_health(self._health.put(self._rollback.problem, True))
        self._measure.go_on_from(restored.extra.get("measuring"), told.metrics)
        self._judged = len(self._measure.points)
        self._judged_from = -1.0 if told.leveled is None else told.leveled.kimg
        if self._measure.best is not None:
            journal.set_best(self._measure.best.name)
        if branched and not goes_on:  # how the designs are as it begins, for whoever follows them
            self.sample()
        if restored.snapshot is None and (beginning := beginning_of(document)) is not None:
            transfer.begin_from(beginning, state)
            self.save(must=True)

    def _tell_again(self) -> None:
        """Tell of the snapshots and samples so far that the events do not know of.

        A kill may have come between them and their event, or the end of the file was lost.
        """
        told = history(self._run.path)
        snapshots_told = {event.name for event in told.snapshots}
        for snapshot in self._run.snapshots():
            if snapshot.kimg <= self._state.kimg and snapshot.name not in snapshots_told:
                self._journal.tell(events.SnapshotSaved, kimg=snapshot.kimg, name=snapshot.name)
        samples_told = {event.file for event in told.samples}
        for sample in self._run.samples():
            file = sample.path.relative_to(self._run.path).as_posix()
            if sample.kimg <= self._state.kimg and file not in samples_told:
                self._tell_of_sample(file, kimg=sample.kimg)

    def _tell_of_sample(self, file: str, *, kimg: float | None = None) -> None:
        self._journal.tell(events.SampleSaved, kimg=kimg, file=file, columns=self._grid.columns, rows=self._grid.rows)

    def tell(self) -> None:
        """Report progress where it is time to, and look after the training's health."""
        if self._journal.is_progress_due():
            means, bad_steps = self._journal.tell_progress()
            if bad_steps:
                self._check_finite()
            self._look_after(means, bad_steps)
            self._name_best(self._measure.work())
            self._look_for_plateau()
            self._evaluation_process.look()
        self._journal.beat()

    def _look_after(self, means: dict[str, float], bad_steps: int) -> None:
        """Tell of what is wrong by the numbers; get to know more of the set while there is time for it."""
        journal, health = self._journal, self._health
        journal.tell_health(health.look_at_numbers(self._state.kimg, means, bad_steps))
        if journal.waiting is not None:
            journal.tell_health(health.look_at_waiting(journal.seconds, journal.waiting))
        if self._rollback is not None and self._state.kimg > self._rollback.from_kimg:
            journal.tell_health(health.clear(ROLLED_BACK))
        if not self._set_view.is_whole and self._set_view.seconds < _READING_SHARE * journal.seconds:
            with journal.aside():
                self._set_view.read(_READING_SECONDS, at_least=1)

    def sample(self) -> None:
        """Draw the fixed latents. Raises `RunError` if the run directory has gone."""
        self._check_there()
        with self._journal.aside():
            self._lead.order(Order.SAMPLE)
            pictures = self._grid.draw(self._state.generator_ema, self._lead.ranks)
            assert pictures is not None  # of the one that leads
            lengths = {"every_kimg": self._configuration.sample_kimg, "total_kimg": self._configuration.kimg}
            name = name_at(self._state.images, self._configuration.batch, **lengths)
            file = self._run.samples_folder / f"{name}.webp"
            try:
                self._grid.write(file, pictures, root=self._run.path)
            except DiskError as error:
                log.warning("%s", error)
                return
            self._tell_of_sample(file.relative_to(self._run.path).as_posix())
            designs = self._designs.seen(self._state.generator_ema, pictures)
            self._journal.tell_health(self._health.look_at_designs(designs))

    def measure(self, sampled: bool, saved: Snapshot | None) -> None:
        """Compare the designs with the set, where this is a moment for it and there is time."""
        if not self._measure.due(sampled=sampled, saved=saved is not None):
            return
        self._name_best(self._measure.complete())
        self._measure.begin(saved.name if saved else None)
        self._name_best(self._measure.work())

    def _look_for_plateau(self) -> None:
        """Stop by itself, where that is wanted and the measure no longer improves."""
        if not self._configuration.early_stopping or len(self._measure.points) == self._judged:
            return
        self._judged = len(self._measure.points)
        found = plateau(point for point in self._measure.points if point.kimg > self._judged_from)
        if found is not None:
            log.info("%s", found.words)
            self._journal.tell(
                events.NoLongerImproves, metric=self._measure.steering, what=found.words, **asdict(found)
            )
            self.stopped_because = found.words
            self.stop_asked = True

    def _name_best(self, snapshot: str | None) -> None:
        if snapshot is not None:
            self._journal.set_best(snapshot)

    def save(self, *, must: bool = False) -> Snapshot | None:
        """Write a snapshot. Where the disk is full, say so and try again in a while, unless it `must` be now.

        Raises `BreakdownError` if the weights are no longer finite: what is on the disk is never replaced by that; and
        `RunError` if the run directory has gone: what was deleted is not begun anew.
        """
        self._check_there()
        self._check_finite()
        with self._journal.aside():
            self._journal.tell_progress(again=False)  # so that this point can be compared with any other run's
            self._lead.agree(self._state)
            try:
                extra = {
                    "seconds": self._journal.seconds,
                    "best_snapshot": self._journal.best_snapshot,
                    "measuring": self._measure.facts(),
                    "health": self._health.facts(),
                }
                name = self._document["dataset"]["name"]
                saved = snapshots.save(self._run.snapshots_folder, self._state, dataset=name, extra=extra)
            except DiskError as error:
                if must:
                    raise
                self._retry_at = time.monotonic() + _RETRY_SECONDS
                what, do = f"No snapshot could be saved: {error.what}", "Free some space; it is tried again."
                problem = Problem("disk-full", what, do)
                self._journal.tell_health(self._health.put(problem, True))
                return None
            self._retry_at = None
            snapshots.prune(self._run, self._configuration.keep_states, self._journal.best_snapshot)
            self._thin()
        self._journal.tell(events.SnapshotSaved, name=saved.name)
        self._journal.tell_health(self._health.clear("disk-full", "damaged-snapshot"))
        self._journal.set_status("paused" if self._paused else "running")
        return saved

    def _thin(self) -> None:
        """Remove what is not to be kept, where the training was begun so."""
        if self._configuration.keep_snapshots != "thinned":
            return
        for _ in self._told.update():
            pass
        in_use = self._evaluation_process.snapshot
        thin(
            self._run, self._told.history.metrics, last=self._configuration.keep_states,
            in_use=(in_use,) if in_use else (),
        )  # fmt: skip

    def save_at_the_end(self) -> Snapshot | None:
        """Write the last snapshot, however long it takes until there is room for it: what was learnt is not thrown
        away for want of a disk. Raises as `save`; `DiskError` where the training is asked to end meanwhile."""
        while (saved := self.save()) is None:
            while not self.has_to_retry():
                if self._signals.asked or self.stop_asked:
                    return self.save(must=True)
                self._look_for_requests()
        return saved

    def has_to_retry(self) -> bool:
        return self._retry_at is not None and time.monotonic() >= self._retry_at

    def answer(self, request: requests.Request) -> None:
        """Do what was asked, or say why not."""
        match request.kind:
            case "pause" if not self._paused:
                self._paused = True
                self.save()
                self._journal.tell(events.Paused)
                self._journal.set_status("paused")
            case "pause":
                self._refuse(request, "The training is paused already.")
            case "resume" if self._paused:
                self._paused = False
                self._journal.tell(events.Resumed)
                self._journal.set_status("running")
            case "resume":
                self._refuse(request, "The training is not paused.")
            case "stop":
                self.stop_asked = True
            case "snapshot":
                self.save()
            case "sample":
                self.sample()
            case "lengthen":
                self._lengthen(request)
            case _:
                self._evaluate(request)

    def _lengthen(self, request: requests.Request) -> None:
        """Let the training be longer, or shorter: everything that follows from its length is made anew."""
        kimg = request.values.get("kimg")
        try:
            if not self._state.ranks.alone:
                raise RunError(
                    "A training of several processes cannot be made longer while it runs.", do="Stop it first."
                )
            if not isinstance(kimg, int | float) or isinstance(kimg, bool):
                raise RunError("The length of a training is a number of kimg.")
            document = with_length(self._document, float(kimg), self._state.images)
        except EngineError as error:
            self._refuse(request, error.what, error.do)
            return
        if document == self._document:
            self._refuse(request, f"The training is {kimg_words(kimg)} kimg long already.")
            return
        self._run.write_run(document)
        self._document = document
        self._journal.set_length(round(kimg * 1000))
        self._journal.tell(events.Lengthened, total_kimg=float(kimg))
        self.has_other_length = True

    def _evaluate(self, request: requests.Request) -> None:
        """Have a snapshot measured in full, in a process of its own: the one that is named, or one of now."""
        try:
            name = request.values.get("snapshot")
            if name is None:
                self._evaluation_process.check(request.values)
                saved = self.save()
                name = saved.name if saved else None
            self._evaluation_process.begin(name, request.values)
        except EngineError as error:
            self._refuse(request, error.what, error.do)

    def _refuse(self, request: requests.Request, what: str, do: str = "") -> None:
        log.warning("Asked to %s: %s", request.kind, what)
        self._journal.tell(events.RequestRefused, request=request.kind, what=what, do=do)

    def pause(self) -> bool:
        """While paused, do nothing but answer; returns whether nothing is left to be done but to wait."""
        with self._journal.aside(counts=False) if self._paused else contextlib.nullcontext():
            while self._paused and not (self._signals.asked or self.stop_asked):
                if self._retry_at is None and not self._evaluation_process.is_busy:
                    return True
                if self.has_to_retry():
                    self.save()
                self._look_for_requests()
                self._evaluation_process.look()
        return False

    def _look_for_requests(self) -> None:
        """A moment of waiting."""
        time.sleep(_PAUSED_LOOK_SECONDS)
        self._lead.order(Order.WAIT)
        for request in requests.take(self._run.path):
            self.answer(request)
        self._journal.beat()

    def finish(self, reason: Reason) -> Reason:
        """Say that it is over. An evaluation under way goes on by itself, and keeps what it finds in the folder."""
        self._evaluation_process.look()
        if reason != "interrupted":  # whoever sends signals does not wait
            whole = self._run.snapshots()
            self._name_best(self._measure.conclude(whole[-1].name if whole else None, self._may_conclude))
        self._journal.tell(events.RunFinished, reason=reason)
        self._journal.set_status(_STATUS[reason], message=self.stopped_because if reason == "stopped" else "")
        if reason != "interrupted" and self._state.kimg >= _WORTH_A_REPORT:
            self._write_report()
        return reason

    def _write_report(self) -> None:
        """The page that tells of the training; whatever comes in its way, the training is done."""
        path = self._run.path
        try:
            write_report([path], path / FILE, root=path)
        except (EngineError, OSError) as error:
            log.warning("No report could be written: %s", error)
        except Exception:
            log.exception("No report could be written")

    def _may_conclude(self) -> bool:
        """Is there time for a last measure? Not for who sends a signal, or asks to stop once more."""
        self._journal.beat()
        for request in requests.take(self._run.path):
            if request.kind == "stop":
                return False
            self._refuse(request, "The training is over; its last measure is being taken.")
        return not self._signals.asked

    def _check_there(self) -> None:
        if not self._run.path.is_dir():
            raise RunError(
                f"The folder of this training, {self._run.path}, has gone: it was moved or deleted.",
                do="If it was moved, resume it where it lies now.",
            )

    def _check_finite(self) -> None:
        if not self._state.is_finite():
            raise BreakdownError(self._state.kimg, last_good_snapshot(self._run))


def last_good_snapshot(run: RunDirectory) -> str:
    """What of the training is kept, in words."""
    whole = [each.name for each in run.snapshots() if (each.path / snapshots.FACTS).is_file()]
    return f"The last good snapshot is {whole[-1]}." if whole else "There is no snapshot yet."


def _in_parts(state: TrainingState) -> Problem:
    configuration = state.plan.configuration
    return Problem(
        "in-parts",
        f"There is not enough memory for {configuration.batch} pictures of {configuration.size.words} at once: each "
        f"batch is gone through in {state.parts} parts. The training is as good, and slower.",
        f"For speed, start a new training with batch={configuration.batch // state.parts}, or narrower networks.",
    )
