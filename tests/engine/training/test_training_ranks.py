"""One process a device: each has its share of a batch and its own noise, and all keep the same networks."""

from __future__ import annotations

import multiprocessing
from pathlib import Path

import torch
import torch.distributed

from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from tests.engine.training_support import configuration

WORLD = 2


def train_rank(rank: int, folder: Path) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=(folder / "meeting").as_uri(), rank=rank, world_size=WORLD)
    plan = make_plan(configuration(size=32, augment={"translation": True}, tricks={"r1_gamma": 1, "r1_every": 2}))
    state = TrainingState(plan, torch.device("cpu"), "fp32", rank=rank, world_size=WORLD)
    reals = torch.arange(4 * 3 * 32 * 32).remainder(251).to(torch.uint8).view(4, 3, 32, 32)
    for _ in range(3):
        state.make_step(reals[rank::WORLD], None)
    torch.save({"networks": state.tensors(), "images": state.images}, folder / f"{rank}.pt")
    torch.distributed.destroy_process_group()


def test_all_ranks_keep_the_same_networks(tmp_path: Path) -> None:
    context = multiprocessing.get_context("spawn")
    processes = [context.Process(target=train_rank, args=(rank, tmp_path)) for rank in range(WORLD)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in range(WORLD))
    assert first["images"] == second["images"] == 12
    same = {name for name, value in first["networks"].items() if torch.equal(value, second["networks"][name])}
    learnt = {name for name in first["networks"] if "running" not in name and not name.startswith("means")}
    assert learnt <= same
    assert same != first["networks"].keys(), "each rank has seen other pictures and other noise"
