"""Where one process trains: the dataset, what is trained on it, the device, and how it computes there."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import torch

from gan_engine import processor
from gan_engine.dataset.reading import Dataset
from gan_engine.device import prepare, processor_threads
from gan_engine.ranks import Ranks
from gan_engine.runs.dataset_location import find_dataset
from gan_engine.runs.rank_position import RankPosition
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import PrecisionChoice, choose_within_memory
from gan_engine.training.rank_group import check_shares, on_all, own_device, own_threads


@dataclass(frozen=True)
class Workplace:
    """Of one rank."""

    dataset: Dataset
    plan: Plan
    device: torch.device
    most_threads: int


@contextlib.contextmanager
def opened(
    ranks: Ranks, document: Mapping[str, Any], position: RankPosition, run_path: Path, given: Path | None = None
) -> Iterator[Workplace]:
    """What `document` (run.json) describes, on all ranks or on none; the dataset is open within the block.

    `given`: where it lies for this rank, on another machine than the run. Raises `EngineError` of many kinds.
    """
    configuration = configure(document["configuration"])

    def look() -> Workplace:
        check_shares(configuration, position.world_size)
        dataset = find_dataset(run_path, document["dataset"], given)
        device = own_device(configuration.device, position)
        return Workplace(
            dataset, make_plan(configuration, dataset.class_names), device, own_threads(configuration.threads, position)
        )

    workplace = on_all(ranks, look)
    with workplace.dataset:
        yield workplace


def measured(ranks: Ranks, workplace: Workplace, precision: str | None) -> PrecisionChoice:
    """How to train there, found out by all ranks at the same time: as the leading one measured it, in as many parts as
    the one with the least memory needs. `precision`: where it is decided."""
    plan, device = workplace.plan, workplace.device
    if precision is not None:
        decided = plan.configuration.model_copy(update={"precision": precision})
        plan = replace(plan, configuration=decided)
    prepare(device)
    threads = 0 if ranks.alone else workplace.most_threads
    choice = on_all(ranks, lambda: choose_within_memory(plan, device, ranks=ranks, threads=threads))
    return replace(choice, parts=ranks.highest(choice.parts))


@contextlib.contextmanager
def computing(workplace: Workplace, resolved: Mapping[str, Any]) -> Iterator[None]:
    """Within the block torch computes with the threads that were decided, and others on this machine know."""
    with contextlib.ExitStack() as stack:
        stack.enter_context(processor_threads(resolved["threads"]))
        if workplace.device.type == "cpu":
            stack.enter_context(processor.training_takes(resolved["threads"]))
        yield
