"""What the training loop costs: its pictures a second against the same networks' bare steps.

Both run by turns in one process: the real loop (loader, events, state file, running means, requests) for a
while, then as many bare steps on one preloaded batch, and so on, so that a busy machine slows both alike.

    python benchmarks/loop.py [--recipe quick-look] [--size 64] [--rounds 16] [--set key=value ...]
"""

from __future__ import annotations

import argparse
import copy
import statistics
import tempfile
import time
from contextlib import nullcontext
from pathlib import Path

from gan_engine.device import choose_device, device_name, prepare
from gan_engine.reporting import Cancelled
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.augmentation.diffaugment import DiffAugment
from gan_engine.training.loop import train
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.run_creation import create_run

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

WANTED = 0.95


class BareSteps:
    """A DCGAN step as one would write it by hand: the same networks, objective, penalty, augmentation, optimisers."""

    def __init__(self, plan: Plan, device: torch.device, precision: str) -> None:
        self.plan, self.device, self.precision = plan, device, precision
        self.generator, self.discriminator = plan.build_networks(device)
        self.generator_ema = copy.deepcopy(self.generator)
        options, augment = plan.configuration.optimizer, plan.configuration.augment
        self.augment = DiffAugment(colour=augment.colour, translation=augment.translation, cutout=augment.cutout)
        rate, betas = options.learning_rate, (options.beta1, options.beta2)
        self.of_g = torch.optim.Adam(self.generator.parameters(), rate, betas, fused=True)
        self.of_d = torch.optim.Adam(self.discriminator.parameters(), rate, betas, fused=True)
        size, batch = plan.configuration.size.tensor, plan.configuration.batch
        self.batch = torch.randint(0, 256, (batch, *size), dtype=torch.uint8, device=device)
        self.steps = 0
        self.ones, self.zeros = torch.ones(batch, device=device), torch.zeros(batch, device=device)

    def autocast(self) -> torch.autocast | nullcontext[None]:
        if self.precision == "fp32":
            return nullcontext()
        return torch.autocast(self.device.type, {"bf16": torch.bfloat16, "fp16": torch.float16}[self.precision])

    def step(self) -> None:
        loss_of = F.binary_cross_entropy_with_logits
        reals = self.batch.to(torch.float32, memory_format=torch.channels_last).div_(127.5).sub_(1)
        self.discriminator.requires_grad_(True)
        with self.autocast():
            fakes = self.generator(torch.randn(len(reals), self.generator.z_dim, device=self.device)).float()
            real = self.discriminator(self.augment(reals)).float()
            fake = self.discriminator(self.augment(fakes.detach())).float()
            loss = loss_of(real, self.ones) + loss_of(fake, self.zeros)
        loss.backward()
        self.of_d.step()
        self.of_d.zero_grad()
        tricks = self.plan.configuration.tricks
        if tricks.r1_gamma and self.steps % tricks.r1_every == 0:
            with self.autocast():
                scores = self.discriminator(self.augment(reals.requires_grad_())).float()
                (slopes,) = torch.autograd.grad(scores.sum(), reals, create_graph=True)
            penalty = slopes.square().sum((1, 2, 3)).mean() * (tricks.r1_gamma / 2)
            (penalty * tricks.r1_every).backward()
            self.of_d.step()
            self.of_d.zero_grad()
        self.steps += 1
        self.discriminator.requires_grad_(False)
        with self.autocast():
            loss = loss_of(self.discriminator(self.augment(fakes)).float(), self.ones)
        loss.backward()
        self.of_g.step()
        self.of_g.zero_grad()
        with torch.no_grad():
            for mine, its in zip(self.generator_ema.parameters(), self.generator.parameters(), strict=True):
                mine.lerp_(its, 0.01)
            for mine, its in zip(self.generator_ema.buffers(), self.generator.buffers(), strict=True):
                mine.copy_(its)

    def wait(self) -> None:
        if self.device.type == "cuda":
            torch.cuda.synchronize(self.device)


class Clock:
    """Seconds passed, and seconds of processor that this process used: those a busy machine does not stretch."""

    def __init__(self) -> None:
        self._wall, self._used = time.perf_counter(), time.process_time()

    def read(self) -> tuple[float, float]:
        return time.perf_counter() - self._wall, time.process_time() - self._used


class Turns:
    """The loop's `report`: lets it work for a while, then makes as many bare steps, and keeps the time of both."""

    def __init__(self, run: RunDirectory, plan: Plan, device: torch.device, rounds: int, steps: int) -> None:
        self._run, self._plan, self._device = run, plan, device
        self._rounds, self._steps = rounds + 1, steps
        self._bare: BareSteps | None = None
        self._begun: tuple[int, Clock] | None = None
        self.times: list[tuple[int, tuple[float, float], tuple[float, float]]] = []  # pictures, loop, bare

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        batch = self._plan.configuration.batch
        if self._bare is None:
            self._bare = BareSteps(self._plan, self._device, self._run.read_run()["resolved"]["precision"])
            self._make_bare_steps(3)
        elif self._begun and done - self._begun[0] < self._steps * batch:
            return
        elif self._begun:
            images, clock = self._begun
            ours = clock.read()
            self.times.append((done - images, ours, self._make_bare_steps((done - images) // batch)))
            if len(self.times) == self._rounds:
                del self.times[0]  # the warming up: decoding, caches
                raise Cancelled
        self._begun = done, Clock()

    def _make_bare_steps(self, count: int) -> tuple[float, float]:
        assert self._bare is not None
        self._bare.wait()
        clock = Clock()
        for _ in range(count):
            self._bare.step()
        self._bare.wait()
        return clock.read()


def draw_dataset(folder: Path, size: int, count: int = 600) -> Path:
    """Noise over a gradient: as slow to decode as drawn art."""
    draws = np.random.default_rng(0)
    (folder / "00000").mkdir(parents=True)
    ground = np.linspace(0, 200, size)[:, None, None]
    for index in range(count):
        picture = np.clip(ground + draws.normal(0, 20, (size // 4, size // 4, 3)).repeat(4, 0).repeat(4, 1), 0, 255)
        Image.fromarray(picture.astype(np.uint8)).save(folder / f"00000/img{index:08d}.png")
    (folder / "dataset.json").write_text('{"labels": null}')
    return folder


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--recipe", default="quick-look")
    options.add_argument("--size", type=int, default=64)
    options.add_argument("--device", default="auto")
    options.add_argument("--rounds", type=int, default=16)
    options.add_argument("--steps", type=int, default=16, help="in each turn: a multiple of the interval of R1")
    options.add_argument("--set", action="append", default=[], metavar="KEY=VALUE")
    given = options.parse_args()

    endless = [f"size={given.size}", f"device={given.device}", "kimg=1e6", "sample_kimg=1e6", "snapshot_kimg=1e6"]
    configuration = apply_settings(load_recipe(given.recipe).configuration, [*endless, *given.set])
    device = choose_device(given.device)
    prepare(device)
    with tempfile.TemporaryDirectory() as folder:
        run = create_run(Path(folder, "run"), draw_dataset(Path(folder, "data"), given.size), configuration)
        print(f"{given.recipe} at {given.size} px, batch {configuration.batch}, on {device_name(device)}")
        turns = Turns(run, make_plan(configuration), device, given.rounds, given.steps)
        train(run, report=turns)
        precision = run.read_run()["resolved"]["precision"]
    print(f"{'':18}{'bare steps':>12}{'the loop':>12}{'ratio':>8}   ({precision}, {len(turns.times)} turns)")
    for name, kind in (("pictures/s", 0), ("per processor s", 1)):
        bare = statistics.median(images / theirs[kind] for images, _, theirs in turns.times)
        loop = statistics.median(images / ours[kind] for images, ours, _ in turns.times)
        ratio = statistics.median(theirs[kind] / ours[kind] for _, ours, theirs in turns.times)
        print(f"{name:18}{bare:12.1f}{loop:12.1f}{ratio:8.3f}   wanted: at least {WANTED}")


if __name__ == "__main__":
    main()
