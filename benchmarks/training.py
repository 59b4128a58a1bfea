"""How fast each family trains here, how near that is to what the device can do, and ours beside a plain StyleGAN2-ADA.

The first table times whole cycles of steps, lazy regularisers in their due share, on noise for pictures. What a step
computes is counted (matrix products and convolutions, backwards and twice backwards); the share is that of the
fastest matrix product measured on the same device, in the same precision, in the same run.

The second compares StyleGAN2-ADA with a straightforward fp32 implementation of the same step
(`plain_stylegan2.py`), both by turns in this process, after a look whether both compute the same pictures, logits and
penalties. On a processor only.

    python benchmarks/training.py [--size 64] [--batch 16] [--family NAME ...] [--device auto] [--rounds 3] [--plain]
"""

from __future__ import annotations

import argparse
import statistics
import time
from typing import Any

from gan_engine.device import choose_device, device_name, memory_used, prepare
from gan_engine.networks.bases import count_parameters
from gan_engine.settings.configuration import Precision, configure
from gan_engine.training.forecast.estimates import step_cost
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import offered
from gan_engine.training.state import TrainingState
from plain_stylegan2 import PlainStyleGan2, judged, synthesis

import torch

WANTED = 2.0
ADA = {"adaptive": "bgc", "strength": 0.3, "target": 0.0}
COLOURS = {"colour": True, "translation": True}
STYLED = {"beta1": 0.0, "beta2": 0.99, "learning_rate": 0.0025}
LAZY = {"r1_gamma": 0.05, "r1_every": 16, "path_length": 2.0}
CRITIC = {"gradient_penalty": 10, "drift": 0.001}
BASE = {"channel_base": 4096}
FORMS: dict[str, dict[str, Any]] = {
    "vanilla": {"family": "vanilla", "objective": "bce"},
    "dcgan": {"family": "dcgan", "objective": "non-saturating", "augment": COLOURS},
    "wgan-gp": {
        "family": "dcgan", "objective": "wasserstein", "tricks": {"gradient_penalty": 10, "critic_steps": 5},
        "network": {"discriminator_norm": "instance"},
    },
    "progan": {"family": "progan", "objective": "wasserstein", "tricks": CRITIC, "network": BASE},
    "stylegan": {
        "family": "stylegan", "objective": "non-saturating", "tricks": {"r1_gamma": 10, "r1_every": 1}, "network": BASE
    },
    "stylegan2": {
        "family": "stylegan2", "objective": "non-saturating", "tricks": LAZY, "optimizer": STYLED, "augment": ADA,
        "network": {**BASE, "mapping_layers": 2},
    },
    "fastgan": {
        "family": "fastgan", "objective": "hinge", "augment": COLOURS,
        "network": {"generator_width": 32, "discriminator_width": 32},
    },
}  # fmt: skip


def plan_of(name: str, size: int, batch: int) -> Plan:
    return make_plan(configure({**FORMS[name], "size": size, "batch": batch, "kimg": 25_000}))


def pictures(plan: Plan, device: torch.device) -> torch.Tensor:
    size, batch = plan.configuration.size.tensor, plan.configuration.batch
    return torch.randint(0, 256, (batch, *size), dtype=torch.uint8, device=device)


def wait(device: torch.device) -> None:
    if device.type == "cuda":
        torch.cuda.synchronize(device)


def peak(device: torch.device, precision: Precision) -> float:
    """Operations a second of a large matrix product, the best of several."""
    dtype = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}[precision]
    side = 2048 if device.type == "cpu" else 8192
    one = torch.randn(side, side, device=device).to(dtype)
    best = float("inf")
    for _ in range(8):
        wait(device)
        begun = time.perf_counter()
        one @ one
        wait(device)
        best = min(best, time.perf_counter() - begun)
    return 2 * side**3 / best


class Ours:
    """The product's own steps."""

    def __init__(self, plan: Plan, device: torch.device, precision: Precision) -> None:
        self.state = TrainingState(plan, device, precision)
        self.state.skip_to(10_000_000)  # networks that grow have grown
        self.pictures = pictures(plan, device)

    def seconds(self, steps: int) -> float:
        begun = time.perf_counter()
        for _ in range(steps):
            self.state.make_step(self.pictures, None)
        wait(self.state.device)
        return time.perf_counter() - begun


class Plain:
    """The straightforward steps."""

    def __init__(self, plan: Plan) -> None:
        self.state = PlainStyleGan2(plan)
        self.pictures = pictures(plan, torch.device("cpu"))

    def seconds(self, steps: int) -> float:
        begun = time.perf_counter()
        for _ in range(steps):
            self.state.make_step(self.pictures)
        return time.perf_counter() - begun


def cycle(plan: Plan) -> int:
    """Steps after which all phases have come in their share."""
    return max(phase.every for phase in plan.phases())


def show_families(names: list[str], device: torch.device, size: int, batch: int, rounds: int) -> None:
    precision = offered(device)[-1]
    best = peak(device, precision)
    print(
        f"{size} px, batch {batch}, {device_name(device)}, {precision}; fastest matrix product {best / 1e9:,.0f} G/s\n"
    )
    print("| network | weights G / D | operations a picture | pictures/s | s/kimg | share of peak | memory |")
    print("|---|---|---|---|---|---|---|")
    for name in names:
        plan = plan_of(name, size, batch)
        if device.type == "cuda":
            torch.cuda.reset_peak_memory_stats(device)
        ours = Ours(plan, device, precision)
        steps = cycle(plan)
        ours.seconds(max(2, steps))
        taken = statistics.median(ours.seconds(max(4, steps)) / max(4, steps) for _ in range(rounds))
        operations = step_cost(plan).operations
        weights = [count_parameters(each) / 1e6 for each in (ours.state.generator, ours.state.discriminator)]
        print(
            f"| {name} | {weights[0]:.1f} M / {weights[1]:.1f} M | {operations / batch / 1e9:.1f} G "
            f"| {batch / taken:.1f} | {1000 * taken / batch:.0f} | {operations / taken / best:.0%} "
            f"| {memory_used(device) / 2**30:.1f} GB |",
            flush=True,
        )
        del ours


def show_beside_plain(size: int, batch: int, rounds: int) -> None:
    plan, device = plan_of("stylegan2", size, batch), torch.device("cpu")
    precision = offered(device)[-1]
    check_same(plan)
    ways: dict[str, Plain | Ours] = {"plain, fp32": Plain(plan), "ours, fp32": Ours(plan, device, "fp32")}
    ways[f"ours, {precision}"] = Ours(plan, device, precision)
    steps = cycle(plan)
    for way in ways.values():
        way.seconds(2)
        way.state.step = 0
    taken: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            taken[name].append(way.seconds(steps) / steps)
    print(f"\nStyleGAN2-ADA, {size} px, channel base 4096, batch {batch}, augmentation at p 0.3, lazy regularisation\n")
    print("| step | pictures/s | times plain |\n|---|---|---|")
    for name, seconds in taken.items():
        ratio = statistics.median(a / b for a, b in zip(taken["plain, fp32"], seconds, strict=True))
        print(f"| {name} | {batch / statistics.median(seconds):.1f} | {ratio:.2f} |", flush=True)
    print(f"\nWanted: at least {WANTED:g} times.")


def check_same(plan: Plan) -> None:
    """Both ways compute the same; else there is nothing to compare. Raises `SystemExit`."""
    plain, ours = PlainStyleGan2(plan), TrainingState(plan, torch.device("cpu"), "fp32")
    z = torch.randn(4, ours.generator.z_dim)
    generator: Any = ours.generator
    with torch.no_grad():
        drawn = [synthesis(plain.generator.synthesis, plain.generator.styles(z), noise=False),
                 generator.synthesis(generator.styles(z), "const")]  # fmt: skip
    logits, slopes = [], []
    for score in (lambda x: judged(plain.discriminator, x), ours.discriminator):
        given = drawn[1].clone().requires_grad_()
        made = score(given)
        logits.append(made.detach())
        slopes.append(torch.autograd.grad(made.sum(), given)[0].square().sum((1, 2, 3)))
    for name, (theirs, own) in {"pictures": drawn, "logits": logits, "penalties": slopes}.items():
        off = float((theirs - own).abs().max() / own.abs().max())
        if off > 1e-3:
            raise SystemExit(f"The two compute different {name}: {off:.1e} apart.")
        print(f"{name}: {off:.0e} apart")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--size", type=int, default=64)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--family", action="append", choices=list(FORMS))
    options.add_argument("--device", default="auto")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--plain", action="store_true", help="the comparison with the plain step alone")
    given = options.parse_args()
    device = choose_device(given.device)
    prepare(device)
    if not given.plain:
        show_families(given.family or list(FORMS), device, given.size, given.batch, given.rounds)
    if device.type == "cpu" and not given.family:
        show_beside_plain(given.size, given.batch, given.rounds)


if __name__ == "__main__":
    main()
