"""What it gives to keep what the frozen network of a projected discriminator sees in the real pictures.

Two trainings of the same weights, one that keeps it and one that looks at every picture again, make steps by turns in
this process; told are the pictures a second of either and the median of the ratios of pairs, by the processor's time,
which other work on the machine changes least. By then every picture has been seen once.

    python benchmarks/frozen_features.py [--size 64] [--batch 16] [--pictures 64] [--rounds 9] [--threads 1]
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

from gan_engine.device import prepare, processor_threads
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState

import torch

FORMS: dict[str, dict[str, Any]] = {
    "dcgan": {"family": "dcgan", "network": {"generator_width": 16}},
    "fastgan": {"family": "fastgan", "network": {"generator_width": 32}},
}
SHARED = {"discriminator": "projected", "objective": "hinge", "kimg": 25_000}


class Training:
    """Steps on pictures of noise, kept or not."""

    def __init__(self, form: str, size: int, batch: int, count: int, *, keeps: bool) -> None:
        plan = make_plan(configure({**FORMS[form], **SHARED, "size": size, "batch": batch}))
        self.state = TrainingState(plan, torch.device("cpu"), "fp32")
        self.keeps = keeps
        if keeps:
            self.state.keep_features(count)
        drawn = torch.Generator().manual_seed(0)
        shape = (count, *plan.configuration.size.tensor)
        self.pictures = torch.randint(0, 256, shape, dtype=torch.uint8, generator=drawn)
        self.batches = torch.arange(count).split(batch)  # type: ignore[no-untyped-call]

    def seconds(self) -> float:
        """Of the processor, for a step."""
        shown = self.batches[self.state.step % len(self.batches)]
        begun = time.process_time()
        self.state.make_step(self.pictures[shown], None, shown if self.keeps else None)
        return time.process_time() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--size", type=int, default=64)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--pictures", type=int, default=64)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--threads", type=int, default=1)
    asked = parser.parse_args()
    prepare(torch.device("cpu"))
    print("| network | looking again, pictures/s | kept, pictures/s | ratio | while they are first seen |")
    print("|---|---|---|---|---|")
    with processor_threads(asked.threads):
        for form in FORMS:
            again, kept = (
                Training(form, asked.size, asked.batch, asked.pictures, keeps=keeps) for keeps in (False, True)
            )
            again.seconds(), kept.seconds()  # warm
            first = [(again.seconds(), kept.seconds()) for _ in range(len(kept.batches) - 1)]
            then = [(again.seconds(), kept.seconds()) for _ in range(asked.rounds)]
            ratio, ratio_first = (statistics.median(one / other for one, other in pairs) for pairs in (then, first))
            rates = [asked.batch / statistics.median(times) for times in zip(*then, strict=True)]
            print(f"| {form} | {rates[0]:.1f} | {rates[1]:.1f} | {ratio:.2f} | {ratio_first:.2f} |", flush=True)


if __name__ == "__main__":
    main()
