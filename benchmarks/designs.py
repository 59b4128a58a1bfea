"""How long a design takes: one alone, and a wall of them, for each family at 64 px, as Explore asks for them.

A session draws from a generator's file as everywhere in the product: latents in, a picture of 8 bits out. What a
design computes is counted; the floor is that many operations at the pace of the fastest fp32 matrix product measured
here in the same run.

    python benchmarks/designs.py [--size 64] [--family NAME ...] [--device auto] [--rounds 40]
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from gan_engine.device import choose_device, device_name, prepare
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.training.plan import Plan
from gan_engine.training.snapshots import METADATA_KEY, model_card
from gan_engine.training.state import TrainingState
from gan_engine.training.tensor_files import write_tensors
from training import FORMS, peak, plan_of

import torch
from torch.utils.flop_counter import FlopCounterMode

WANTED = 20.0  # milliseconds, for StyleGAN2 at 64 px of channel base 4096 on two cores
WALL = 64


def written(plan: Plan, folder: Path) -> Path:
    """A generator grown in full, untrained, as a file."""
    state = TrainingState(plan, torch.device("cpu"), "fp32")
    state.skip_to(10_000_000)
    folder.mkdir(parents=True)
    card = model_card(plan, 100.0, "0" * 64).model_dump_json()
    write_tensors(folder / GENERATOR, state.generator_ema.state_dict(), {METADATA_KEY: card})
    return folder / GENERATOR


def operations(session: Session) -> int:
    """Of one design."""
    with FlopCounterMode(display=False) as counter:
        session.generate(latents([0], session.z_dim))
    return int(counter.get_total_flops())


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=int, default=64)
    options.add_argument("--family", action="append", choices=list(FORMS))
    options.add_argument("--device", default="auto")
    options.add_argument("--rounds", type=int, default=40)
    given = options.parse_args()
    device = choose_device(given.device)
    prepare(device)
    best = peak(device, "fp32")
    print(f"{given.size} px, {device_name(device)}")
    print(f"fastest matrix product: {best / 1e9:,.0f} billion operations a second\n")
    print("| network | one design | its floor | a wall of 64, each |\n|---|---|---|---|")
    with tempfile.TemporaryDirectory() as place:
        for name in given.family or [form for form in FORMS if form != "wgan-gp"]:
            session = Session.open(written(plan_of(name, given.size, 16), Path(place, name)), str(device))
            one, wall = latents([1], session.z_dim), latents(range(WALL), session.z_dim)
            floor = 1000 * operations(session) / best
            times: dict[int, list[float]] = {1: [], WALL: []}
            for turn in range(given.rounds):
                for points in (one, wall) if turn % 10 == 0 else (one,):
                    begun = time.perf_counter()
                    session.generate(points)
                    times[len(points)].append(1000 * (time.perf_counter() - begun))
            each = statistics.median(times[WALL]) / WALL
            print(f"| {name} | {statistics.median(times[1][2:]):.1f} ms | {floor:.1f} ms | {each:.1f} ms |", flush=True)
    print(f"\nWanted of stylegan2 at 64 px on two cores: under {WANTED:g} ms.")


if __name__ == "__main__":
    main()
