"""Does every family learn? Each trains a little on sample art at 32 px; how near its designs are before and after.

The measure is kid-lite0 between 200 designs of the averaged generator and the set (0: alike). Networks are narrow, for
a processor; the contact sheets are for the eye.

    python benchmarks/families.py [--steps 200] [--family NAME ...] [--sheets FOLDER]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import torch

from gan_engine.dataset.bake import BakeItem, bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.pictures import write_png
from gan_engine.sample_art import draw_sample_art
from gan_engine.training.configuration import configure
from gan_engine.training.loop import train
from gan_engine.training.start import create_run

SIZE, PICTURES, DESIGNS = 32, 400, 200
R1 = {"r1_gamma": 0.5, "r1_every": 1}
STYLED = {"channel_base": 1024, "max_channels": 64, "z_dim": 64, "w_dim": 64}
COLOURS = {"colour": True, "translation": True}
FORMS: dict[str, dict[str, Any]] = {
    "vanilla": {"family": "vanilla", "objective": "bce", "optimizer": {"learning_rate": 2e-4}},
    "dcgan": {"family": "dcgan", "network": {"generator_width": 32, "discriminator_width": 32}, "augment": COLOURS},
    "wgan": {
        "family": "dcgan", "objective": "wasserstein", "optimizer": {"kind": "rmsprop", "learning_rate": 2e-4},
        "tricks": {"clip": 0.03, "critic_steps": 2},
        "network": {"generator_width": 32, "discriminator_width": 32, "head": "linear"},
    },
    "wgan-gp": {
        "family": "dcgan", "objective": "wasserstein", "optimizer": {"learning_rate": 5e-4, "beta1": 0.0, "beta2": 0.9},
        "tricks": {"gradient_penalty": 10, "critic_steps": 2},
        "network": {"generator_width": 32, "discriminator_width": 32, "discriminator_norm": "instance"},
    },
    "progan": {
        "family": "progan", "objective": "wasserstein", "tricks": {"gradient_penalty": 10, "drift": 0.001},
        "optimizer": {"learning_rate": 2e-3, "beta1": 0.0, "beta2": 0.99},
        "network": {"channel_base": 1024, "max_channels": 64},
    },
    "stylegan": {
        "family": "stylegan", "objective": "non-saturating", "tricks": R1, "network": STYLED,
        "optimizer": {"learning_rate": 2e-3, "beta1": 0.0, "beta2": 0.99},
    },
    "stylegan2": {
        "family": "stylegan2", "objective": "non-saturating", "tricks": R1, "network": STYLED,
        "optimizer": {"learning_rate": 2.5e-3, "beta1": 0.0, "beta2": 0.99}, "augment": COLOURS,
    },
    "fastgan": {
        "family": "fastgan", "objective": "hinge", "augment": COLOURS,
        "network": {"generator_width": 16, "discriminator_width": 16},
    },
}  # fmt: skip


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--steps", type=int, default=200)
    options.add_argument("--batch", type=int, default=16)
    options.add_argument("--family", action="append", choices=list(FORMS))
    options.add_argument("--sheets", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drawn = draw_sample_art(folder / "art", PICTURES, 64, 0)
        bake([BakeItem(path, path.name) for path in drawn], folder / "set.zip", BakeOptions(size=SIZE))
        network = lite0()

        def features(pictures: np.ndarray) -> Any:
            return within(network(torch.from_numpy(np.ascontiguousarray(pictures))).cpu())

        with open_dataset(folder / "set.zip") as dataset:
            real = features(np.stack([dataset.read(index) for index in range(dataset.count)]))
        print(f"{given.steps} steps of {given.batch} pictures at {SIZE} px; kid-lite0 of {DESIGNS} designs")
        print(f"{'':12}{'before':>9}{'after':>9}{'share':>8}{'seconds':>9}")
        for name in given.family or FORMS:
            values = FORMS[name]
            kimg = given.steps * given.batch / 1000
            lengths = {"kimg": kimg, "snapshot_kimg": kimg, "sample_kimg": 1e6, "ema_kimg": 0.1, "metric_kimg": "0"}
            wanted = configure({**values, **lengths, "size": SIZE, "batch": given.batch, "device": "cpu"})
            run = create_run(folder / name, folder / "set.zip", wanted)
            begun = time.monotonic()
            first = create_run(folder / f"{name} first", folder / "set.zip", wanted.model_copy(update={"kimg": 1e-3}))
            distances = []
            for each in (first, run):
                train(each)
                session = Session.open(each.path)
                designs = session.generate(latents(range(DESIGNS), session.z_dim))
                distances.append(kernel_distance(features(designs.transpose(0, 3, 1, 2)), real)[0])
            before, after = distances
            seconds = time.monotonic() - begun
            print(f"{name:12}{before:9.3f}{after:9.3f}{after / before:8.2f}{seconds:9.0f}", flush=True)
            if given.sheets:
                given.sheets.mkdir(parents=True, exist_ok=True)
                write_png(given.sheets / f"{name}.png", contact_sheet(list(designs[:64]), columns=16))


if __name__ == "__main__":
    main()
