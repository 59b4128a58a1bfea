"""Two processes with a thread each against one process with two threads, on the same batch in all.

Both do the product's own steps, lazy regularisers in their due share, by turns: while one works the other waits. What
the two lose is what they tell each other (gradients, statistics, waiting for the slower one), less what threads lose
that meet after every layer. Processor time is told too: on a busy machine it says more than the clock.

    python benchmarks/ranks.py [--family NAME ...] [--size 64] [--batch 16] [--rounds 5] [--precision bf16]
"""

from __future__ import annotations

import argparse
import multiprocessing
import statistics
import tempfile
import time
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

from gan_engine.ranks import ALONE, Ranks
from gan_engine.settings.configuration import Precision
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState
from training import FORMS, cycle, pictures, plan_of

import torch
import torch.distributed

CPU = torch.device("cpu")
WORLD = 2
WANTED = 0.85
USUAL = ("stylegan2", "fastgan", "dcgan")


class Steps:
    """Steps of `plan` by one of `ranks`."""

    def __init__(self, plan: Plan, precision: Precision, ranks: Ranks = ALONE) -> None:
        self.state = TrainingState(plan, CPU, precision, ranks=ranks)
        self.pictures = ranks.own(pictures(plan, CPU))

    def make(self, count: int) -> None:
        for _ in range(count):
            self.state.make_step(self.pictures, None)


def be_a_rank(rank: int, meeting: str, turn: Barrier, used: Any, given: argparse.Namespace) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=WORLD)
    ranks = Ranks(rank, WORLD)
    for name in given.family:
        plan = plan_of(name, given.size, given.batch)
        steps = Steps(plan, given.precision, ranks)
        for count in lengths(plan, given.rounds):
            turn.wait()
            begun = time.process_time()
            steps.make(count)
            used[rank] = (time.process_time() - begun) / count
            turn.wait()
    torch.distributed.destroy_process_group()


def lengths(plan: Plan, rounds: int) -> list[int]:
    """How many steps each turn has; the first is the warming up."""
    steps = max(8, cycle(plan))
    return [cycle(plan) + 1, *([steps] * rounds)]


def compare(name: str, turn: Barrier, used: Any, given: argparse.Namespace) -> float:
    """The pace of two as a share of that of one."""
    plan = plan_of(name, given.size, given.batch)
    alone = Steps(plan, given.precision)
    taken: dict[str, list[float]] = {"one": [], "two": []}
    worked: list[float] = []
    for count in lengths(plan, given.rounds):
        begun, own = time.perf_counter(), time.process_time()
        alone.make(count)
        taken["one"].append((time.perf_counter() - begun) / count)
        own = (time.process_time() - own) / count
        turn.wait()
        begun = time.perf_counter()
        turn.wait()
        taken["two"].append((time.perf_counter() - begun) / count)
        worked.append(sum(used) / own)
    ratios = [one / two for one, two in zip(taken["one"][1:], taken["two"][1:], strict=True)]
    ratio = statistics.median(ratios)
    sent = sum(weight.numel() for network in alone.state.networks.values() for weight in network.parameters())
    one, two = (1000 * statistics.median(seconds[1:]) for seconds in taken.values())
    print(
        f"| {name} | {given.batch} | {4 * sent / 2**20:.0f} MB | {one:.0f} ms | {two:.0f} ms | {ratio:.2f} "
        f"({min(ratios):.2f} to {max(ratios):.2f}) | {statistics.median(worked[1:]):.2f} |",
        flush=True,
    )
    return ratio


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--family", action="append", choices=list(FORMS))
    options.add_argument("--size", type=int, default=64)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--rounds", type=int, default=5)
    options.add_argument("--precision", default="bf16", choices=("fp32", "bf16"))
    given: Any = options.parse_args()
    given.family = given.family or list(USUAL)
    torch.set_num_threads(WORLD)
    print("| network | batch | gradients | one process, two threads | two processes | pace of two | processor time |")
    print("|---|---|---|---|---|---|---|")
    context = multiprocessing.get_context("spawn")
    turn, used = context.Barrier(WORLD + 1), context.Array("d", WORLD)
    with tempfile.TemporaryDirectory() as folder:
        meeting = (Path(folder) / "meeting").as_uri()
        ranks = [
            context.Process(target=be_a_rank, args=(rank, meeting, turn, used, given), daemon=True)
            for rank in range(WORLD)
        ]
        for rank in ranks:
            rank.start()
        lost = [1 - compare(name, turn, used, given) for name in given.family]
        for rank in ranks:
            rank.join()
    print(f"\nAt most {max(lost):.0%} lost. Wanted: at most {1 - WANTED:.0%}.")


if __name__ == "__main__":
    main()
