"""Does every family learn? Each trains 200 steps on sample art of 16 or 32 px and is measured before and after.

The measure is the Frechet distance (Heusel et al. 2017, equation 6) between 200 designs of the EMA generator and
the set, both seen at 8 x 8 px: in the mean and covariance of 192 numbers in -1..1. It is to fall by half or more. For
comparison: a generator that only ever drew the mean picture of the set would be as far from it as the first line says,
two halves of the set are as near each other as the second. Growing networks are looked at fully grown, before as after.
Networks are narrow, for a processor; the contact sheets are for the eye.

    python benchmarks/families.py [--steps 200] [--seed 0] [--form NAME ...] [--sheets FOLDER]
"""

from __future__ import annotations

import argparse
import copy
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from design_sheet import draw_sheet
from gan_engine.dataset.bake import bake
from gan_engine.dataset.loader import Loader
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.latent.seeds import latents
from gan_engine.metrics.frechet import frechet_distance
from gan_engine.networks.growth import Level
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from gan_engine.training.state import TrainingState

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

PICTURES, DESIGNS, BATCH = 400, 200, 16
WANTED = 0.5
CPU = torch.device("cpu")


def adam(rate: float, beta1: float = 0.0, beta2: float = 0.99) -> dict[str, Any]:
    return {"learning_rate": rate, "beta1": beta1, "beta2": beta2}


CONVOLUTIONS = {"generator_width": 16, "discriminator_width": 16}
DOUBLING = {"channel_base": 512, "max_channels": 32}
STYLED = {**DOUBLING, "z_dim": 32, "w_dim": 32}
R1 = {"r1_gamma": 0.5, "r1_every": 4}
FORMS: dict[str, dict[str, Any]] = {
    "vanilla": {"family": "vanilla", "size": 16, "objective": "bce", "optimizer": adam(1e-3, 0.5, 0.999)},
    "dcgan": {
        "family": "dcgan", "size": 32, "objective": "non-saturating", "optimizer": adam(2e-3),
        "tricks": {"r1_gamma": 1, "r1_every": 4}, "network": {**CONVOLUTIONS, "discriminator_norm": "none"},
    },
    "wgan": {
        "family": "dcgan", "size": 32, "objective": "wasserstein",
        "optimizer": {"kind": "rmsprop", "learning_rate": 1e-3}, "tricks": {"clip": 0.03},
        "network": {**CONVOLUTIONS, "head": "linear"},
    },
    "wgan-gp": {
        "family": "dcgan", "size": 32, "objective": "wasserstein", "optimizer": adam(2e-3, 0.0, 0.9),
        "tricks": {"gradient_penalty": 10}, "network": {**CONVOLUTIONS, "discriminator_norm": "instance"},
    },
    "progan": {
        "family": "progan", "size": 16, "objective": "non-saturating", "optimizer": adam(4e-3), "tricks": R1,
        "network": DOUBLING,
    },
    "stylegan": {
        "family": "stylegan", "size": 16, "objective": "non-saturating", "optimizer": adam(8e-3), "tricks": R1,
        "network": STYLED,
    },
    "stylegan2": {
        "family": "stylegan2", "size": 16, "objective": "non-saturating", "optimizer": adam(4e-3), "tricks": R1,
        "network": STYLED,
    },
    "fastgan": {
        "family": "fastgan", "size": 32, "objective": "hinge", "optimizer": adam(1e-3, 0.5, 0.999),
        "network": {"generator_width": 8, "discriminator_width": 8},
    },
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--steps", type=int, default=200)
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--form", action="append", choices=list(FORMS))
    options.add_argument("--sheets", type=Path)
    given = options.parse_args()
    torch.set_num_threads(1)
    failed = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        sets = {size: baked(folder, size) for size in (16, 32)}
        for size, path in sets.items():
            with open_dataset(path) as dataset:
                pictures = all_of(dataset)
                apart, _ = frechet_distance(seen_small(pictures[::2]), seen_small(pictures[1::2]))
                mean_alone = float(seen_small(pictures).double().var(0).sum())
            print(f"{size} px: the mean picture alone {mean_alone:.1f}, two halves of the set {apart:.1f}")
        print(f"{given.steps} steps of {BATCH} pictures, seed {given.seed}; Frechet distance at 8 x 8 px")
        print(f"{'':12}{'size':>6}{'before':>9}{'after':>9}{'share':>8}{'seconds':>9}")
        for name in given.form or FORMS:
            size = FORMS[name]["size"]
            begun = time.process_time()
            with open_dataset(sets[size]) as dataset:
                before, after, designs = trained(FORMS[name], dataset, given.steps, given.seed)
            seconds = time.process_time() - begun
            print(f"{name:12}{size:6}{before:9.1f}{after:9.1f}{after / before:8.2f}{seconds:9.0f}", flush=True)
            if after > WANTED * before:
                failed.append(name)
            draw_sheet(given.sheets, name, designs)
    if failed:
        sys.exit(f"Not nearer by half: {', '.join(failed)}")


def baked(folder: Path, size: int) -> Path:
    art = folder / "art"
    drawn = sorted(art.rglob("*.png")) if art.exists() else draw_sample_art(art, PICTURES, 64)
    path = folder / f"{size}.zip"
    bake([SourcePicture(each, each.name) for each in drawn], path, BakeOptions(size=size))
    return path


def trained(values: dict[str, Any], dataset: Dataset, steps: int, seed: int) -> tuple[float, float, np.ndarray]:
    """How far the designs are from the set before and after so many steps, and those after, uint8 [N,H,W,3]."""
    lengths = {"kimg": steps * BATCH / 1000, "batch": BATCH, "ema_kimg": 0.1, "seed": seed}
    state = TrainingState(make_plan(configure({**values, **lengths})), CPU, "fp32")
    real = seen_small(all_of(dataset))
    before, _ = frechet_distance(real, seen_small(designs_of(state)))
    with Loader(dataset, BATCH, seed=seed, mirror=False) as loader:
        for _ in range(steps):
            state.make_step(*next(loader))
    designs = designs_of(state)
    after, _ = frechet_distance(real, seen_small(designs))
    return before, after, designs.permute(0, 2, 3, 1).numpy()


def designs_of(state: TrainingState) -> Tensor:
    """Of the EMA generator, grown in full, uint8 [N,3,H,W]."""
    generator_ema: Any = copy.deepcopy(state.generator_ema)
    if state.growth is not None:
        generator_ema.grow(Level(generator_ema.size.resolution))
    with torch.inference_mode():
        made = generator_ema(torch.from_numpy(latents(range(DESIGNS), generator_ema.z_dim)))
    return (made * 127.5 + 128).clamp(0, 255).to(torch.uint8)


def all_of(dataset: Dataset) -> Tensor:
    return torch.from_numpy(np.stack([dataset.read(index) for index in range(dataset.count)]))


def seen_small(pictures: Tensor) -> Tensor:
    """Pictures uint8 [N,3,H,W] at 8 x 8 px, as rows."""
    return F.avg_pool2d(pictures / 127.5 - 1, pictures.shape[-1] // 8).flatten(1)


if __name__ == "__main__":
    main()
