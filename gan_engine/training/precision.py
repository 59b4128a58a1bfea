"""Which precision suits this network on this device: asked of a clock, not of a table.

A few steps are made on throwaway copies in each precision that the device offers; the fastest wins, fp32
where the gain is small. The choice is written into run.json, so that a resumed run computes alike.
"""

from __future__ import annotations

import gc
import time

import torch

from gan_engine.errors import ConfigurationError
from gan_engine.training.configuration import Precision
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState

_WORTH = 0.9  # a shorter precision has to need less than this share of the time
_STEPS = 3
_ENOUGH_SECONDS = 2.0  # of steps in one precision


def offered(device: torch.device) -> list[Precision]:
    """What the device can compute in, the safest first."""
    if device.type == "cuda":
        return ["fp32", "bf16"] if torch.cuda.is_bf16_supported(including_emulation=False) else ["fp32", "fp16"]
    return ["fp32", "bf16"] if device.type == "cpu" else ["fp32"]


def choose_precision(plan: Plan, device: torch.device) -> tuple[Precision, dict[str, float]]:
    """The precision to train in, and what was measured: seconds a step for each that was tried.

    Random generators are left as they were. Raises `ConfigurationError` if one was asked for that the device lacks.
    """
    wanted = plan.configuration.precision
    if wanted != "auto":
        if (wanted == "fp16" and device.type != "cuda") or (wanted == "bf16" and device.type == "mps"):
            raise ConfigurationError(
                f"Precision {wanted} cannot be had on this device ({device.type}).",
                field="precision",
                do="Choose precision=auto.",
            )
        return wanted, {}
    with torch.random.fork_rng(devices=[device.index or 0] if device.type == "cuda" else []):
        seconds = {precision: seconds_per_step(plan, device, precision) for precision in offered(device)}
    best = min(seconds, key=lambda precision: seconds[precision])
    return (best if seconds[best] < _WORTH * seconds["fp32"] else "fp32"), {name: seconds[name] for name in seconds}


def seconds_per_step(plan: Plan, device: torch.device, precision: Precision) -> float:
    """The time of one step, warm, on throwaway networks and noise for pictures."""
    configuration = plan.configuration
    state = TrainingState(plan, device, precision)
    shape = (configuration.batch, 3, configuration.size, configuration.size)
    reals = torch.randint(0, 256, shape, dtype=torch.uint8, device=device)
    labels = torch.zeros(configuration.batch, dtype=torch.int64, device=device)
    fastest, begun = float("inf"), time.perf_counter()
    for made in range(_STEPS + 1):
        start = time.perf_counter()
        state.make_step(reals, labels)
        state.means.read()  # waits for the device
        if made:
            fastest = min(fastest, time.perf_counter() - start)
            if time.perf_counter() - begun > _ENOUGH_SECONDS:
                break
    del state, reals
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    return fastest
