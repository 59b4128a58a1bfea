"""Meeting the other ranks, and what has to come off on all of them or on none."""

from __future__ import annotations

import contextlib
import os
import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any, TypeVar

import torch
import torch.distributed as distributed
from torch.distributed.distributed_c10d import PrefixStore
from torch.distributed.rendezvous import rendezvous

from gan_engine import processor
from gan_engine.device import choose_device
from gan_engine.errors import ConfigurationError, EngineError, RunError
from gan_engine.ranks import ALONE, LostRankError, Ranks
from gan_engine.runs.rank_position import RankPosition
from gan_engine.settings.configuration import Configuration
from gan_engine.training.signals import EndSignals

_PATIENCE = timedelta(minutes=10)  # until all have met, and for the others within a step

Made = TypeVar("Made")


class OtherRankError(RunError):
    """What failed on another rank, which has said so."""


@contextlib.contextmanager
def joined(position: RankPosition, signals: EndSignals) -> Iterator[Ranks]:
    """Within the block this process is one of those that train together. Raises `LostRankError` where they do not meet.

    Whoever was started by `rank_processes` is asked to end, as by a signal, when that has ended.
    """
    if position.world_size == 1:
        yield ALONE
        return
    backend = "cpu:gloo,cuda:nccl" if torch.cuda.is_available() and distributed.is_nccl_available() else "gloo"
    try:
        distributed.init_process_group(
            backend, store=_store(position), rank=position.rank, world_size=position.world_size, timeout=_PATIENCE
        )
    except (RuntimeError, ValueError) as error:
        raise LostRankError(
            f"The {position.world_size} processes that are to train together have not met: {error}",
            do="Start them again; where they are on several machines, check that these reach each other.",
        ) from error
    if position.meeting:
        threading.Thread(target=_end_with_starter, args=(signals,), name="starter", daemon=True).start()
    try:
        yield Ranks(position.rank, position.world_size)
    finally:
        with contextlib.suppress(RuntimeError):
            distributed.destroy_process_group()


def _store(position: RankPosition) -> Any:
    """Where the ranks leave word for each other: a file, or what torchrun's agent keeps. That stays the same when it
    starts all of them again, so each start has names of its own there."""
    address = position.meeting or "env://"
    store, _, _ = next(rendezvous(address, position.rank, position.world_size, timeout=_PATIENCE))
    return PrefixStore(f"start-{os.environ.get('TORCHELASTIC_RESTART_COUNT', '0')}", store)


def _end_with_starter(signals: EndSignals) -> None:
    """Its end of our standard input closes when it ends, however it does."""
    with contextlib.suppress(OSError):
        while os.read(0, 4096):  # not by sys.stdin, whose lock the interpreter wants at its end
            pass
    signals.asked = True


def on_all(ranks: Ranks, work: Callable[[], Made]) -> Made:
    """`work` done on every rank: where it fails on one, it raises on all of them."""
    if ranks.alone:
        return work()
    made, failure = None, None
    try:
        made = work()
    except LostRankError:
        raise
    except Exception as error:
        failure = error
    words = None if failure is None else failure.what if isinstance(failure, EngineError) else f"{failure!r}."
    failed = ranks.collected(words)
    if ranks.leads:
        ranks.tell(failed)
    else:
        failed = ranks.hear()
    if failure is not None:
        raise failure
    for rank, what in enumerate(failed):
        if what is not None:
            who = f"Process {rank + 1} of the {len(failed)} that train together"
            raise OtherRankError(f"{who} cannot take part: {what}")
    return made  # type: ignore[return-value]


def check_shares(configuration: Configuration, world_size: int) -> None:
    """Raises `ConfigurationError` where a batch cannot be shared evenly among so many processes."""
    batch = configuration.batch
    if batch % world_size:
        nearest = max(world_size, round(batch / world_size) * world_size)
        raise ConfigurationError(
            f"{batch} pictures cannot be shared evenly among {world_size} processes.",
            field="batch",
            do=f"Choose batch={nearest}, or another number of processes.",
        )


def own_device(name: str, position: RankPosition) -> torch.device:
    """The device of this rank, for what the configuration asks for: the cards of a machine in their order, or the
    processor for all. Raises `ConfigurationError`."""
    device = choose_device(name)
    if position.world_size == 1 or device.type == "cpu":
        return device
    if device.type == "mps" or name.startswith("cuda:"):
        raise ConfigurationError(
            f"{position.world_size} processes cannot share the device “{device}”.",
            field="device",
            do="Choose device=auto for a graphics card each, or device=cpu.",
        )
    if not distributed.is_nccl_available():
        raise ConfigurationError(
            "On this system graphics cards cannot train together: its torch comes without NCCL.",
            field="processes",
            do="Choose processes=1, or device=cpu.",
        )
    count = torch.cuda.device_count()
    if position.local_size > count:
        raise ConfigurationError(
            f"There are {count} graphics cards for {position.local_size} processes.",
            field="processes",
            do=f"Choose processes={count}, or device=cpu.",
        )
    return torch.device("cuda", position.local_rank)


def own_threads(configured: int, position: RankPosition) -> int:
    """How many threads this rank may take at most: its part of those configured, else of the machine's cores."""
    if position.world_size == 1:
        return configured or torch.get_num_threads()
    return max(1, (configured or processor.cores()) // position.local_size)
