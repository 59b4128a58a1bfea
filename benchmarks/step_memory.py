"""What does a training gain by holding its memory between steps, in large pages (`environment.for_steps`)?

Steps of `quick-look` and of StyleGAN2 (channel base 4096) at 64 px in bf16, one core each, by turns in processes that
were started with that and without: seconds of the processor for a step (the least of the rounds), pages that the system
was asked for, and the most memory that the process held. Linux with glibc alone.

    python benchmarks/step_memory.py [--rounds 3]
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys

from gan_engine.environment import for_steps
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState
from training import FORMS

import torch

SIDE, BATCH = 64, 16
STEPS = {"quick-look": 48, "stylegan2": 8}


def configuration_of(name: str) -> Configuration:
    if name == "quick-look":
        return apply_settings(load_recipe(name).configuration, ["pretrained=false", f"size={SIDE}", "precision=bf16"])
    return configure({**FORMS[name], "size": SIDE, "batch": BATCH, "precision": "bf16"})


def measure(name: str) -> dict[str, float]:
    """Of this process."""
    torch.set_num_threads(1)
    state = TrainingState(make_plan(configuration_of(name)), torch.device("cpu"), "bf16")
    reals = torch.randint(0, 256, (BATCH, 3, SIDE, SIDE), dtype=torch.uint8)
    labels = torch.zeros(BATCH, dtype=torch.int64)
    for _ in range(3):
        state.make_step(reals, labels)
    before = resource.getrusage(resource.RUSAGE_SELF)
    for _ in range(STEPS[name]):
        state.make_step(reals, labels)
    after = resource.getrusage(resource.RUSAGE_SELF)
    worked = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {
        "seconds": worked / STEPS[name],
        "pages": (after.ru_minflt - before.ru_minflt) / STEPS[name],
        "megabytes": after.ru_maxrss / 1024,
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--measure", choices=list(STEPS), help=argparse.SUPPRESS)
    given = options.parse_args()
    if given.measure:
        print(json.dumps(measure(given.measure)))
        return
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("GLIBC_", "MALLOC_"))}
    ways = {"as it comes": bare, "held": for_steps(bare)}
    print("| | a step as it comes | held | times as fast | pages a step | memory |\n|---|---|---|---|---|---|")
    for name in STEPS:
        rounds = [
            {
                way: json.loads(
                    subprocess.run(
                        [sys.executable, __file__, "--measure", name], env=env, capture_output=True, check=True
                    ).stdout
                )
                for way, env in ways.items()
            }
            for _ in range(given.rounds)
        ]
        plain, held = (min((each[way] for each in rounds), key=lambda found: found["seconds"]) for way in ways)
        print(
            f"| {name} | {plain['seconds']:.4f} s | {held['seconds']:.4f} s | {plain['seconds'] / held['seconds']:.2f} "
            f"| {plain['pages']:,.0f} -> {held['pages']:,.0f} "
            f"| {plain['megabytes']:,.0f} -> {held['megabytes']:,.0f} MB |"
        )


if __name__ == "__main__":
    main()
