"""What a graphics card makes of the product's training, in one table and at most eight minutes.

It needs torch, numpy and this tree, nothing else (`bare.py` stands in for what is missing). Measured in turn, the most
telling first; what no time is left for is said to be missing:

- StyleGAN2-ADA as its public code chooses it for one card, and FastGAN, at 128, 256 and 512 px: seconds a kimg with
  lazy regularisers in their due share, memory, and the share of the card's fastest matrix product, measured here too;
- fp16 and bf16 against fp32: losses, and the direction of gradients, of the same weights and pictures;
- exact resume: whether going on from what a snapshot holds gives the same bits, and whether the card repeats
  itself at all;
- want of memory: a batch that does not fit is gone through in parts;
- the latency of a design; what channels_last and torch.compile give.

    python benchmarks/card.py [--device auto] [--minutes 8] [--tiny]

`--tiny` goes through all of it with the smallest networks, on a processor too: its logic is tested so.
"""

from __future__ import annotations

import argparse
import copy
import gc
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import bare

bare.install()

from gan_engine.device import choose_device, device_name, memory_used, prepare  # noqa: E402
from gan_engine.image_shape import ImageShape  # noqa: E402
from gan_engine.settings.configuration import Precision, configure  # noqa: E402
from gan_engine.training import precision as precisions  # noqa: E402
from gan_engine.training.forecast.estimates import step_cost  # noqa: E402
from gan_engine.training.plan import Plan, make_plan  # noqa: E402
from gan_engine.training.state import TrainingState  # noqa: E402

import torch  # noqa: E402

SIZES = (128, 256, 512)
PUBLISHED = {128: ("13", "6.8"), 256: ("22 to 24", "12.5"), 512: ("73 to 75", "41")}
"""Seconds a kimg of the public StyleGAN2-ADA code on one V100 and one A100, as its authors give them."""
NAMES = {"stylegan2": "StyleGAN2-ADA", "fastgan": "FastGAN"}
_DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16, "fp16": torch.float16}
_KEPT_SECONDS = 15.0  # of the budget: what has begun comes to its end

Row = tuple[str, str, str, str, str]


class Bench:
    """The device, the clock, and the table as it comes."""

    def __init__(self, device: torch.device, seconds: float, *, tiny: bool) -> None:
        self.device = device
        self.tiny = tiny
        self.end = time.monotonic() + seconds
        self.rows: list[Row] = []
        self.peaks: dict[str, float] = {}

    def plan(self, family: str, size: int, **values: Any) -> Plan:
        """StyleGAN2-ADA's `auto` configuration for one card, or FastGAN as published."""
        batch = max(1, min(4096 // size, 32))
        if family == "stylegan2":
            base = 64 if self.tiny else 32768 if size >= 512 else 16384
            network = {"mapping_layers": 2, "channel_base": base, "group": min(batch, 4)}
            chosen: dict[str, Any] = {
                "objective": "non-saturating",
                "optimizer": {"learning_rate": 0.0025, "beta1": 0.0, "beta2": 0.99},
                "augment": {"adaptive": "bgc", "strength": 0.3, "target": 0.0},
                "tricks": {"r1_gamma": 0.0002 * size**2 / batch, "r1_every": 16, "path_length": 2.0},
                "ema_kimg": batch * 10 / 32,
            }
        else:
            batch = 8
            network = {"generator_width": 2, "discriminator_width": 2} if self.tiny else {}
            chosen = {"objective": "hinge", "augment": {"colour": True, "translation": True}}
        if self.tiny:
            batch = 4
        settings = {
            "family": family,
            "size": ImageShape.square(size),
            "batch": batch,
            "kimg": 25_000,
            "network": network,
            **chosen,
        }
        return make_plan(configure({**settings, **values}))

    def state(self, plan: Plan, precision: Precision, parts: int = 1) -> TrainingState:
        return TrainingState(plan, self.device, precision, parts=parts)

    def pictures(self, plan: Plan, seed: int = 0) -> torch.Tensor:
        size, batch = plan.configuration.size.tensor, plan.configuration.batch
        chance = torch.Generator().manual_seed(seed)
        return torch.randint(0, 256, (batch, *size), dtype=torch.uint8, generator=chance).to(self.device)

    def wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)

    def offered(self) -> list[Precision]:
        """Of this device, the shortest first."""
        return ["fp16", "bf16", "fp32"] if self.device.type == "cuda" else ["bf16", "fp32"]

    def peak(self, precision: str) -> float:
        """Operations a second of a large matrix product, the best of several."""
        if precision not in self.peaks:
            side = 256 if self.tiny else 8192
            one = torch.randn(side, side, device=self.device).to(_DTYPES[precision])
            best = min(self.timed(lambda: one @ one) for _ in range(8))
            self.peaks[precision] = 2 * side**3 / best
        return self.peaks[precision]

    def timed(self, work: Callable[[], Any]) -> float:
        self.wait()
        begun = time.perf_counter()
        work()
        self.wait()
        return time.perf_counter() - begun

    def tell(self, what: str, size: int | str, how: str, found: str, beside: str = "") -> None:
        row = (what, str(size), how, found, beside)
        self.rows.append(row)
        print("| " + " | ".join(row) + " |", flush=True)

    def clean(self) -> None:
        gc.collect()
        if self.device.type == "cuda":
            torch.cuda.empty_cache()
            torch.cuda.reset_peak_memory_stats(self.device)


def speed(bench: Bench, family: str, size: int, precision: Precision) -> None:
    """Seconds a kimg over a whole cycle of steps."""
    plan = bench.plan(family, size)
    state, reals = bench.state(plan, precision), bench.pictures(plan)
    cycle = max(phase.every for phase in plan.phases())
    for _ in range(2):  # all phases, and those of most steps: kernels are chosen
        state.make_step(reals, None)
    steps = 4 if bench.tiny else max(16, cycle)
    state.step = cycle
    seconds = bench.timed(lambda: [state.make_step(reals, None) for _ in range(steps)]) / steps
    share = step_cost(plan).operations / seconds / bench.peak(precision)
    memory = memory_used(bench.device) / 2**30
    beside = "V100 {} s, A100 {} s".format(*PUBLISHED[size]) if family == "stylegan2" else ""
    found = f"{1000 * seconds / plan.configuration.batch:.1f} s/kimg, {memory:.1f} GB, {share:.0%} of the peak"
    bench.tell(NAMES[family], size, f"{precision}, batch {plan.configuration.batch}", found, beside)


def numerics(bench: Bench, family: str, size: int) -> None:
    """Losses and gradients of the same weights, pictures and draws, in each precision."""
    plan = bench.plan(family, size)
    exact = dict(gradients(bench, plan, "fp32"))
    for precision in bench.offered()[:-1]:
        losses, cosines = [], []
        for name, (loss, slope) in gradients(bench, plan, precision):
            true_loss, true_slope = exact[name]
            losses.append(abs(loss - true_loss) / max(abs(true_loss), 1e-12))
            cosines.append(float(torch.nn.functional.cosine_similarity(slope, true_slope, dim=0)))
        found = f"losses within {max(losses):.1%}, gradients' cosine {min(cosines):.4f} at least"
        bench.tell(f"{NAMES[family]}, numerics", size, f"{precision} against fp32", found)


def gradients(bench: Bench, plan: Plan, precision: Precision) -> Iterator[tuple[str, tuple[float, torch.Tensor]]]:
    """Of each phase: its loss, and its gradient in one row, on the processor."""
    state = bench.state(plan, precision)
    reals = bench.pictures(plan).float().div_(127.5).sub_(1)
    for phase in state.phases:
        torch.manual_seed(1)
        (context,) = state._contexts(reals, None, keep_graph=True)
        weights = list(state.networks[phase.network].parameters())
        with state._autocast(phase):
            loss = phase.loss(context)
        slopes = torch.autograd.grad(state.scaler.scale(loss), weights, allow_unused=True)
        scale = state.scaler.get_scale()
        row = torch.cat([slope.flatten() for slope in slopes if slope is not None]).double() / scale
        yield phase.name, (float(loss.detach()), row.cpu())


def resume(bench: Bench, family: str, size: int, precision: Precision) -> None:
    """Two runs alike, and one that went on from what a snapshot of it holds."""
    plan = bench.plan(family, size)
    steps = 4

    def trained(state: TrainingState, begin: int, end: int) -> TrainingState:
        for step in range(begin, end):
            state.make_step(bench.pictures(plan, step), None)
        return state

    once = trained(bench.state(plan, precision), 0, 2 * steps)
    half = trained(bench.state(plan, precision), 0, steps)
    saved = {name: value.cpu().clone() for name, value in half.tensors().items()}
    ema = {name: value.cpu().clone() for name, value in half.generator_ema.state_dict().items()}
    facts = copy.deepcopy(half.facts())
    again = trained(half, steps, 2 * steps)
    later = bench.state(plan, precision)
    later.restore(saved, ema, facts)
    resumed = trained(later, steps, 2 * steps)
    found = [_difference(once, again), _difference(again, resumed)]
    words = [f"the same bits ({of})" if off == 0 else f"{off:.0e} apart ({of})" for off, of in
             zip(found, ("twice alike", "resumed"), strict=True)]  # fmt: skip
    bench.tell(f"{NAMES[family]}, exact resume", size, precision, "; ".join(words))


def _difference(one: TrainingState, other: TrainingState) -> float:
    """The largest of all weights' differences."""
    pairs = zip(one.generator_ema.parameters(), other.generator_ema.parameters(), strict=True)
    return max(float((mine - its).abs().max()) for mine, its in pairs)


def memory(bench: Bench, size: int) -> None:
    """Allowed too little for the whole batch: in how many parts it goes on, and how much longer it takes."""
    precision = bench.offered()[0]
    tried = precision if bench.device.type == "cuda" else "auto"  # a processor is tried only where there is a choice
    plan = bench.plan("stylegan2", size, precision=tried, batch=8)
    whole = precisions.time_steps(plan, bench.device, precision, torch.get_num_threads()).seconds
    with short_of_memory(bench):
        choice = precisions.choose_within_memory(plan, bench.device)
        parts = precisions.time_steps(plan, bench.device, precision, choice.threads, choice.parts).seconds
    found = f"goes on in {choice.parts} parts, {parts / whole:.2f} times as long"
    bench.tell("Memory for half a batch", size, f"{precision}, batch 8", found)


class short_of_memory:  # noqa: N801
    """Within the block the device gives half of what the last steps took; a processor refuses what is not in parts."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench
        self._step = precisions.time_steps

    def __enter__(self) -> None:
        device = self._bench.device
        if device.type == "cuda":
            used = torch.cuda.max_memory_allocated(device)
            self._bench.clean()
            total = torch.cuda.get_device_properties(device).total_memory
            torch.cuda.set_per_process_memory_fraction(min(1.0, 0.5 * used / total), device)
        else:
            precisions.time_steps = self._refusing

    def __exit__(self, *error: Any) -> None:
        if self._bench.device.type == "cuda":
            torch.cuda.set_per_process_memory_fraction(1.0, self._bench.device)
        precisions.time_steps = self._step

    def _refusing(self, plan: Plan, device: torch.device, precision: Precision, threads: int, parts: int = 1,
                  *more: Any) -> precisions.StepTime:  # fmt: skip
        if parts < 2:
            raise torch.OutOfMemoryError("no more than half a batch")
        return self._step(plan, device, precision, threads, parts, *more)


def latency(bench: Bench, family: str, size: int) -> None:
    """One design, as the window asks for it; and compiled."""
    generator = bench.state(bench.plan(family, size), "fp32").generator_ema
    generator.fix_weights()
    z = torch.randn(1, generator.z_dim, device=bench.device)
    rounds = 3 if bench.tiny else 20

    def median(draw: Callable[[], Any]) -> float:
        draw()
        return statistics.median(bench.timed(draw) for _ in range(rounds))

    with torch.inference_mode():
        plain = median(lambda: generator(z))
        bench.tell(f"{NAMES[family]}, a design", size, "fp32", f"{1000 * plain:.1f} ms")
        try:
            compiled: Any = torch.compile(generator, backend="eager" if bench.tiny else "inductor")
            begun = time.perf_counter()
            taken = median(lambda: compiled(z))
            found = f"{plain / taken:.2f} times as fast, after {time.perf_counter() - begun:.0f} s of compiling"
        except Exception as error:
            found = f"could not be compiled here ({type(error).__name__})"
    bench.tell(f"{NAMES[family]}, torch.compile", size, "fp32", found)


def layout(bench: Bench, size: int, precision: Precision) -> None:
    """The generator there and back, its weights in channels_last and not."""
    generator = bench.state(bench.plan("stylegan2", size), precision).generator
    z = torch.randn(4, generator.z_dim, device=bench.device)

    def back_and_forth() -> None:
        with torch.autocast(bench.device.type, _DTYPES[precision], enabled=precision != "fp32"):
            made = generator(z)
        made.float().square().mean().backward()

    taken = []
    for form in (torch.channels_last, torch.contiguous_format):
        generator.to(memory_format=form)  # type: ignore[call-overload]
        generator.zero_grad(set_to_none=True)
        back_and_forth()
        taken.append(statistics.median(bench.timed(back_and_forth) for _ in range(3 if bench.tiny else 10)))
    found = f"{taken[1] / taken[0]:.2f} times as fast as without"
    bench.tell("StyleGAN2's generator, channels_last", size, precision, found)


def tasks(bench: Bench) -> list[tuple[str, Callable[[], None]]]:
    """What is to be measured, the most telling first."""
    sizes = (32, 64) if bench.tiny else SIZES
    families, offered = ("stylegan2", "fastgan"), bench.offered()
    middle = sizes[1]
    found: list[tuple[str, Callable[[], None]]] = []

    def add(name: str, work: Callable[..., None], *words: Any) -> None:
        found.append((name, lambda: work(bench, *words)))

    for size in sizes:
        add(f"StyleGAN2-ADA at {size} px", speed, "stylegan2", size, offered[0])
    add("numerics", numerics, "stylegan2", sizes[0])
    add("exact resume", resume, "stylegan2", sizes[0], offered[0])
    add("want of memory", memory, sizes[0])
    add("a design", latency, "stylegan2", sizes[-1])
    for size in sizes:
        if family_has(size):
            add(f"FastGAN at {size} px", speed, "fastgan", size, offered[0])
    add("channels_last", layout, middle, offered[0])
    for precision in offered[1:]:
        for family in families:
            for size in sizes:
                if family == "stylegan2" or family_has(size):
                    add(f"{NAMES[family]} at {size} px in {precision}", speed, family, size, precision)
    add("FastGAN's numerics", numerics, "fastgan", middle)
    add("FastGAN's design", latency, "fastgan", sizes[-1])
    return found


def family_has(size: int) -> bool:
    """FastGAN begins at 64 px."""
    return size >= 64


def main(words: list[str] | None = None) -> Bench:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--device", default="auto")
    options.add_argument("--minutes", type=float, default=8.0)
    options.add_argument("--tiny", action="store_true")
    given = options.parse_args(words)
    device = choose_device(given.device)
    prepare(device)
    bench = Bench(device, 60 * given.minutes - _KEPT_SECONDS, tiny=given.tiny)
    if given.tiny:
        PUBLISHED.update({32: ("-", "-"), 64: ("-", "-")})
    print(f"{device_name(device)}, torch {torch.__version__}\n")
    print("| what | px | how | found | public code |\n|---|---|---|---|---|")
    longest = 0.0
    for name, work in tasks(bench):
        begun = time.monotonic()
        if begun + longest > bench.end:
            bench.tell(name, "", "", "not measured: no time was left")
            continue
        try:
            work()
        except Exception as error:  # the rest of the table is worth having
            bench.tell(name, "", "", f"failed: {type(error).__name__}: {' '.join(str(error).split())[:100]}")
        bench.clean()
        longest = max(longest, time.monotonic() - begun)
    peaks = ", ".join(f"{peak / 1e12:,.1f} in {precision}" for precision, peak in bench.peaks.items())
    print(f"\nThe peak: the fastest matrix product measured here, 10^12 operations a second: {peaks}.")
    return bench


if __name__ == "__main__":
    main()
