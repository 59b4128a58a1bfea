"""The training loop. It reads from top to bottom, and knows no network family.

One process trains one run directory, from wherever that stands: a fresh one from the first step, any
other from its last whole snapshot. What is random in a step depends on (seed, step) alone, which picture
comes when on (seed, pictures shown), and when to sample or save on pictures shown: so a run that was
interrupted goes on as if it had not been. Where several processes train together this is the one that leads;
what the others do is in `follower`.
"""

from __future__ import annotations

import contextlib
import logging
import time
from dataclasses import replace
from typing import Any, Literal, cast

from gan_engine.dataset.loader import Loader, variants
from gan_engine.device import device_name, free_memory, prepare
from gan_engine.errors import DiskError, EngineError, RunError
from gan_engine.ranks import LostRankError, Ranks
from gan_engine.reporting import Cancelled, Report, silent
from gan_engine.runs import events, requests, rest
from gan_engine.runs.ancestry import refuse_without_snapshot
from gan_engine.runs.rank_position import ALONE, RankPosition
from gan_engine.runs.remedies import BROKEN_DOWN
from gan_engine.runs.run_directory import Failure, RunDirectory
from gan_engine.runs.run_document import description
from gan_engine.runs.schedule import is_due
from gan_engine.settings.configuration import Precision, configure
from gan_engine.training import rollback, snapshots
from gan_engine.training.journal import Journal
from gan_engine.training.orders import Lead, Order
from gan_engine.training.precision import is_out_of_memory
from gan_engine.training.rank_group import joined
from gan_engine.training.rollback import BreakdownError
from gan_engine.training.signals import EndSignals
from gan_engine.training.state import TrainingState
from gan_engine.training.training_run import Reason, TrainingRun, last_good_snapshot
from gan_engine.training.workplace import Workplace, computing, measured, opened

log = logging.getLogger(__name__)

_Outcome = Reason | Literal["paused", "anew"]


def train(run: RunDirectory, *, report: Report = silent, position: RankPosition = ALONE) -> Reason:
    """Train what `run` describes until all is done, it is asked to stop, or a signal comes; returns which.

    `report` is told pictures shown of all. `position`: where several processes train together, the leading one's.
    Raises `EngineError`, written down in the run directory too.
    """
    return cast("Reason", _hold_and_train(run, report, position, paused=False, leaves=False))


def train_until_paused(
    run: RunDirectory, *, report: Report = silent, paused: bool = False
) -> Reason | Literal["paused"]:
    """As `train`, of one process, which leaves where the training is paused instead of waiting for what is asked then:
    with signals held, for `rest.begin_anew`.

    `paused`: it was, and was asked for something.
    """
    return _hold_and_train(run, report, ALONE, paused=paused, leaves=True)


def _hold_and_train(
    run: RunDirectory, report: Report, position: RankPosition, *, paused: bool, leaves: bool
) -> Reason | Literal["paused"]:
    with (
        run.hold(),
        EndSignals(lasting=position.by_torchrun) as signals,
        joined(position, signals) as ranks,
        Lead(ranks, signals) as lead,
    ):
        try:
            outcome = _train_or_go_back(run, report, position, lead, signals, paused=paused)
            while outcome in ("paused", "anew"):
                if outcome == "paused" and leaves:
                    return _leave(run, signals)
                if outcome == "paused" and (ended := _wait(run, lead, signals)) is not None:
                    return ended
                outcome = _train_or_go_back(run, report, position, lead, signals, paused=outcome == "paused")
            return cast("Reason", outcome)
        except EngineError as error:
            if isinstance(error, LostRankError) and position.starter is not None:
                raise  # who starts all again says what becomes of it
            _record_failure(run, error, "disk" if isinstance(error, DiskError) else "")
            raise
        except Exception as error:
            if is_out_of_memory(error):
                failure = _out_of_memory(run)
                _record_failure(run, failure, "memory")
                raise failure from error
            what = f"Something went wrong inside Maquette ({type(error).__name__}: {error})."
            _record_failure(
                run, RunError(what, kept=last_good_snapshot(run), do="Resuming may help; log.txt has the details.")
            )
            raise


def _leave(run: RunDirectory, signals: EndSignals) -> Literal["paused", "interrupted"]:
    """Leave a training that is paused to the program that comes, unless a signal came first: none is lost between."""
    rest.hold_ends()
    signals.restore()  # what another thread takes ends the process at once: everything is saved
    if not signals.asked:
        return "paused"
    rest.listen()
    rest.end_interrupted(run)
    return "interrupted"


def _train_or_go_back(
    run: RunDirectory, report: Report, position: RankPosition, lead: Lead, signals: EndSignals, *, paused: bool = False
) -> _Outcome:
    """As `_train`; weights that are no longer finite send the training back, once, to be taken up anew from there."""
    try:
        return _train(run, report, position, lead, signals, paused=paused)
    except BreakdownError as breakdown:
        rollback.go_back(run, breakdown)  # raises where that was done before
    lead.order(Order.REST)
    free_memory()
    return "anew"


def _wait(run: RunDirectory, lead: Lead, signals: EndSignals) -> Reason | None:
    """Wait without memory until something is asked of a training that is paused, or a signal ends it."""
    free_memory()
    rest.wait_until_asked(run, lead.hears_the_end)
    if not signals.asked:
        return None
    rest.end_interrupted(run)
    return "interrupted"


def _train(
    run: RunDirectory, report: Report, position: RankPosition, lead: Lead, signals: EndSignals, *, paused: bool = False
) -> _Outcome:
    """Train until it is over, or is to be taken up anew from what was saved; all of it can then be let go of."""
    document = description(run)
    configuration = configure(document["configuration"])
    with contextlib.ExitStack() as stack:
        # The dataset, and what is trained on it: for all ranks.
        ranks = lead.begin(document)
        workplace = stack.enter_context(opened(ranks, document, position, run.path))
        dataset, plan, device = workplace.dataset, workplace.plan, workplace.device

        # Precision, threads and parts: measured once, then as run.json has them.
        precision = _resolve(run, document, workplace, ranks)
        stack.enter_context(computing(workplace, document["resolved"]))

        # Networks and optimisers, fresh or as the last whole snapshot has them.
        state = TrainingState(plan, device, precision, ranks=ranks, parts=document["resolved"].get("parts", 1))
        total_images = round(configuration.kimg * 1000)
        journal = Journal(
            run, state, total_images=total_images, report=_asking(report, signals), starter=position.starter
        )
        restored = snapshots.restore_latest(run, state)
        if restored.snapshot is None:
            refuse_without_snapshot(document)
        journal.go_on_from(restored.extra.get("seconds", 0.0), restored.extra.get("best_snapshot"))
        begun_at = state.images if restored.snapshot else None

        # Say where the training begins or goes on, and load the pictures that come from there on.
        training = TrainingRun(run, document, state, journal, dataset, signals, lead, paused=paused)
        training.announce(restored)
        lead.agree(state)
        state.keep_features(variants(dataset, mirror=configuration.mirror))
        loader = Loader(
            dataset,
            configuration.batch,
            seed=configuration.seed,
            mirror=configuration.mirror,
            balance=configuration.class_balance,
            images_done=state.images,
            rank=ranks.rank,
            world_size=ranks.world_size,
            device=state.device,
        )
        with loader:
            while True:
                # Samples, snapshots and quick measures where they are due, all three at the end.
                done = state.images >= total_images
                if state.images != begun_at:  # else all this was done before the interruption
                    batch = configuration.batch
                    sampled = done or is_due(state.images, batch, configuration.sample_kimg) or not state.images
                    if sampled:
                        training.sample()
                    due = done or is_due(state.images, batch, configuration.snapshot_kimg) or training.has_to_retry()
                    saved = (training.save_at_the_end() if done else training.save()) if due else None
                    training.measure(sampled, saved)

                # All pictures have been shown: the last measure, and the end.
                if done:
                    return training.finish("done")

                # What was asked for from outside: pause, stop, a snapshot, a sample, a full measure.
                for request in requests.take(run.path):
                    training.answer(request)
                if training.pause():
                    lead.order(Order.REST)
                    return "paused"
                if training.has_other_length:
                    training.save(must=True)
                    lead.order(Order.REST)
                    return "anew"

                # Asked to end, by a request or a signal: nothing learnt is lost.
                if signals.asked or training.stop_asked:
                    training.save(must=True)
                    return training.finish("interrupted" if signals.asked else "stopped")

                # One step on the next pictures, all ranks together.
                with journal.waits_for_pictures():
                    reals, labels = next(loader)
                lead.order(Order.STEP)
                state.make_step(reals, labels, loader.shown)

                # Progress, health and heartbeat, a few times a second.
                training.tell()


def _asking(report: Report, signals: EndSignals) -> Report:
    """`report`, whose `Cancelled` asks the training to end as Ctrl+C does, wherever it was told of progress."""

    def tell(done: int, total: int | None, what: str = "") -> None:
        try:
            report(done, total, what)
        except Cancelled:
            signals.asked = True

    return tell


def _resolve(run: RunDirectory, document: dict[str, Any], workplace: Workplace, ranks: Ranks) -> Precision:
    """How to compute: what `auto` came to is written into run.json, and taken from it by a resume. With another number
    of processes the precision stays; into how many parts a batch has to be cut is found out anew."""
    resolved, device = document["resolved"], workplace.device
    prepare(device)
    known = resolved.get("device") == str(device)
    if not known or resolved.get("processes", 1) != ranks.world_size:
        ranks.tell({"measure": True, "precision": resolved["precision"] if known else None})
        choice = measured(ranks, workplace, resolved["precision"] if known else None)
        resolved = {
            "device": str(device),
            "device_name": device_name(device),
            "precision": choice.precision,
            "threads": choice.threads,
            "parts": choice.parts,
            "seconds_per_step": choice.measured,
        }
        if not ranks.alone:
            resolved["processes"] = ranks.world_size
        document["resolved"] = resolved
        run.write_run(document)
        log.info("Training on %s in %s with %d threads.", device_name(device), choice.precision, choice.threads)
    else:
        ranks.tell({"measure": False})
    ranks.tell(resolved)
    precision: Precision = resolved["precision"]
    return precision


def _out_of_memory(run: RunDirectory) -> RunError:
    configuration = configure(run.read_run()["configuration"])
    return RunError(
        f"There is not enough memory for {configuration.batch} pictures of {configuration.size.words} at once.",
        kept=last_good_snapshot(run),
        do=f"Train with a smaller batch (batch={max(1, configuration.batch // 2)}), or narrower networks.",
    )


def _record_failure(run: RunDirectory, error: EngineError, kind: Failure = "") -> None:
    state = run.read_state()
    with contextlib.suppress(EngineError, OSError):
        told = {"what": error.what, "kept": error.kept, "do": error.do}
        problem = BROKEN_DOWN if isinstance(error, BreakdownError) else ""
        run.append_event(events.RunFailed(time=state.seconds, kimg=state.kimg, problem=problem, **told))
        run.write_state(replace(state, status="failed", heartbeat=time.time(), message=str(error), failure=kind))
