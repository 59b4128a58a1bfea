"""The precision and number of threads of a training, chosen by measuring a step.

A few steps are made on throwaway copies; the fastest way wins, the plainest where the gain is small. Which precision
is faster is told by the work that the steps are, with half the threads: while others have the processor too, for a
second or for the night, the clock says little of it, and where threads wait for one another in bf16 the waiting is
work (oneDNN's barriers spin). What the processor merely emulates is not tried: a small convolution tells. Then all the
threads are tried beside half of them, by the clock: on a processor that others use as well, threads that wait for each
other at every layer can be ten times slower than one alone. The choice is written into run.json, so that a resumed run
computes alike.
"""

from __future__ import annotations

import functools
import gc
import time
from dataclasses import dataclass, replace

import torch
from torch.nn import functional

from gan_engine.device import processor_threads
from gan_engine.errors import ConfigurationError
from gan_engine.ranks import ALONE, Ranks
from gan_engine.settings.configuration import Precision
from gan_engine.training.plan import Plan
from gan_engine.training.state import TrainingState

_WORTH = 0.9  # what is less plain has to need less than this share of the time: more than chance gives
_STEPS = 3  # that are timed, after one that takes 1.5 to 3 times as long; means of three differ by 3 % (small networks)
_HOPELESS = 4.0  # times as long as fp32 in one convolution: 20 where a processor has to emulate bf16, about 1 where not
_ENOUGH_SECONDS = 2.0  # of steps in one way: where a step takes a second, three in each of four ways are a long wait


@dataclass(frozen=True)
class StepTime:
    """What a step takes."""

    seconds: float
    """By the clock."""
    work: float
    """Seconds of the processor, of all its threads together; on other devices, which nobody shares, `seconds`."""


@dataclass(frozen=True)
class PrecisionChoice:
    """How to compute, and what was measured: seconds a step for each way that was tried ("bf16, 2 threads")."""

    precision: Precision
    threads: int
    measured: dict[str, float]
    parts: int = 1
    """In how many parts a batch is gone through, for want of memory."""


def offered(device: torch.device) -> list[Precision]:
    """What the device can compute in, the safest first."""
    if device.type == "cuda":
        return ["fp32", "bf16"] if torch.cuda.is_bf16_supported(including_emulation=False) else ["fp32", "fp16"]
    return ["fp32", "bf16"] if device.type == "cpu" else ["fp32"]


def check_precision(plan: Plan, device: torch.device) -> None:
    """Raises `ConfigurationError` for a precision that the device lacks."""
    wanted = plan.configuration.precision
    if (wanted == "fp16" and device.type != "cuda") or (wanted == "bf16" and device.type == "mps"):
        raise ConfigurationError(
            f"Precision {wanted} cannot be had on this device ({device.type}).",
            field="precision",
            do="Choose precision=auto.",
        )


def choose(
    plan: Plan, device: torch.device, *, parts: int = 1, ranks: Ranks = ALONE, threads: int = 0
) -> PrecisionChoice:
    """How to train `plan` on `device`: what the configuration asks for, and measured where it says auto.

    Of a batch that `ranks` share, this one's part is measured, with at most so many `threads` (0: as the configuration
    has it, or all). Random generators are left as they were. Raises `ConfigurationError` for a precision that the
    device lacks.
    """
    check_precision(plan, device)
    wanted = plan.configuration.precision
    most = threads or plan.configuration.threads or torch.get_num_threads()
    measured: dict[str, StepTime] = {}

    def taken(precision: Precision, threads: int) -> StepTime:
        way = f"{precision}, {threads} thread{'s' if threads > 1 else ''}"
        if way not in measured:
            measured[way] = time_steps(plan, device, precision, threads, parts, ranks)
        return measured[way]

    may_share = not plan.configuration.threads and device.type == "cpu" and most > 1
    half = most // 2 if may_share else most
    precision: Precision = "fp32"
    if wanted != "auto":
        precision = wanted
    else:
        for other in offered(device)[1:]:
            plain = taken("fp32", half)
            hopeless = device.type == "cpu" and emulates_bf16()
            if not hopeless and taken(other, half).work < _WORTH * plain.work:
                precision = other
    threads = most
    if may_share:
        threads = half if taken(precision, half).seconds < _WORTH * taken(precision, most).seconds else most
    return PrecisionChoice(precision, threads, {way: found.seconds for way, found in measured.items()})


@functools.cache
def emulates_bf16() -> bool:
    """Whether the processor computes in bf16 by way of other numbers: two steps would take many seconds to say so."""
    return _convolution_seconds(torch.bfloat16) > _HOPELESS * _convolution_seconds(torch.float32)


def _convolution_seconds(dtype: torch.dtype) -> float:
    """The shortest time that one core works on a small one, forwards and backwards.

    Waiting is not counted: where others use the cores, it is many times as long as a convolution.
    """
    pictures = torch.ones(4, 32, 16, 16, dtype=dtype, requires_grad=True)
    weight = torch.ones(32, 32, 3, 3, dtype=dtype, requires_grad=True)
    taken = []
    with processor_threads(1):
        for _ in range(4):
            begun = time.thread_time()
            torch.autograd.grad(functional.conv2d(pictures, weight, padding=1).sum(), (pictures, weight))
            taken.append(time.thread_time() - begun)
    return min(taken)


def choose_within_memory(
    plan: Plan, device: torch.device, *, ranks: Ranks = ALONE, threads: int = 0
) -> PrecisionChoice:
    """As `choose`, with the batch in as few parts as the device's memory asks for: found out before training begins.

    A whole step is tried with every phase in it. Raises what the device raises where not even single pictures fit.
    """
    parts = 1
    while True:
        try:
            choice = choose(plan, device, parts=parts, ranks=ranks, threads=threads)
            if device.type == "cuda" and not choice.measured:
                time_steps(plan, device, choice.precision, choice.threads, parts, ranks)
            return replace(choice, parts=parts)
        except Exception as error:
            if not is_out_of_memory(error) or 2 * parts > plan.configuration.batch // ranks.world_size:
                raise
        gc.collect()
        if device.type == "cuda":
            torch.cuda.empty_cache()
        parts *= 2


def is_out_of_memory(error: Exception) -> bool:
    """Has the graphics card or the machine no more memory to give?"""
    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return isinstance(error, RuntimeError) and "allocate memory" in str(error)  # the processor's allocator


def time_steps(
    plan: Plan, device: torch.device, precision: Precision, threads: int, parts: int = 1, ranks: Ranks = ALONE
) -> StepTime:
    """The mean of some steps, warm, on throwaway networks and noise for pictures: of this rank's part of a batch,
    which asks no other rank."""
    configuration = plan.configuration
    own = [device.index or 0] if device.type == "cuda" else []
    with torch.random.fork_rng(devices=own), processor_threads(threads):
        state = TrainingState(plan, device, precision, parts=parts)
        state.skip_to(round(configuration.kimg * 1000))  # networks that grow have grown
        batch = configuration.batch // ranks.world_size
        shape = (batch, *configuration.size.tensor)
        reals = torch.randint(0, 256, shape, dtype=torch.uint8, device=device)
        labels = torch.zeros(batch, dtype=torch.int64, device=device)
        begun, worked, made = 0.0, 0.0, 0
        while made <= _STEPS and (made < 2 or time.perf_counter() - begun < _ENOUGH_SECONDS):
            if made == 1:  # the first was the warming up
                begun, worked = time.perf_counter(), time.process_time()
            state.make_step(reals, labels)
            state.means.read()  # waits for the device
            made += 1
        steps = made - 1
        taken = StepTime((time.perf_counter() - begun) / steps, (time.process_time() - worked) / steps)
    del state, reals
    gc.collect()
    if device.type == "cuda":
        torch.cuda.empty_cache()
    return taken if device.type == "cpu" else replace(taken, work=taken.seconds)
