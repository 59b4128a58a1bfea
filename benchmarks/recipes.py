"""Does every recipe work? A short real training of each on sample art, reduced to what a processor can do.

Family, form, objective, tricks and augmentation are the recipe's own; size, width and length are not: the length
shrinks, and with it the schedule of growth and of learning rates; rates that were chosen for days are raised; the
strength of adaptive changes begins where it would be later. The measure is kid-lite0 between 200 designs of the
EMA generator and the set (0: alike), before and after; the contact sheets are for the eye.

    python benchmarks/recipes.py [--kimg 4] [--size 32] [--recipe NAME ...] [--sheets FOLDER]
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from design_sheet import draw_sheet
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.networks.registry import family
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import Configuration, configure
from gan_engine.settings.groups import parse_steps
from gan_engine.settings.recipes import Recipe, list_recipes
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run

import numpy as np
import torch

PICTURES, DESIGNS, BATCH = 400, 200, 8
LEAST_RATE = {"adam": 5e-4, "rmsprop": 2e-4}
PYRAMID = {"channel_base": 512, "max_channels": 32}
STYLED = {**PYRAMID, "z_dim": 32, "w_dim": 32}
NARROW: dict[str, dict[str, Any]] = {
    "dcgan": {"generator_width": 24, "discriminator_width": 24, "max_width": 192},
    "fastgan": {"generator_width": 8, "discriminator_width": 8},
    "progan": PYRAMID,
    "stylegan": STYLED,
    "stylegan2": STYLED,
}


def main() -> None:
    names = [recipe.name for recipe in list_recipes()]
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kimg", type=float, default=4.0)
    options.add_argument("--size", type=int, default=32, help="for recipes whose networks can be built at it")
    options.add_argument("--recipe", action="append", choices=names, metavar="NAME")
    options.add_argument("--sheets", type=Path)
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drawn = draw_sample_art(folder / "art", PICTURES, 96, 0)
        judges: dict[int, Callable[[Path], tuple[float, Any]]] = {}
        print(f"{given.kimg:g} kimg of {BATCH} pictures a step; kid-lite0 of {DESIGNS} designs")
        print(f"{'':28}{'px':>4}{'before':>9}{'after':>9}{'share':>8}{'seconds':>9}{'pictures/s':>12}")
        for recipe in list_recipes():
            if given.recipe and recipe.name not in given.recipe:
                continue
            wanted = reduced(recipe, given.kimg, given.size)
            dataset = folder / f"{wanted.size}.zip"
            if wanted.size not in judges:
                bake([SourcePicture(path, path.name) for path in drawn], dataset, BakeOptions(size=wanted.size))
                judges[wanted.size] = judge(dataset)
            fresh = wanted.model_copy(update={"kimg": given.kimg / 1000, "network": whole(wanted)})
            first = create_run(folder / f"{recipe.name} first", dataset, fresh)
            train(first)
            before, _ = judges[wanted.size](first.path)
            run = create_run(folder / recipe.name, dataset, wanted)
            begun = time.monotonic()
            train(run)
            seconds = time.monotonic() - begun
            after, designs = judges[wanted.size](run.path)
            print(
                f"{recipe.name:28}{wanted.size!s:>8}{before:9.3f}{after:9.3f}{after / before:8.2f}{seconds:9.0f}"
                f"{1000 * given.kimg / seconds:12.0f}",
                flush=True,
            )
            draw_sheet(given.sheets, recipe.name, designs)


def reduced(recipe: Recipe, kimg: float, size: int) -> Configuration:
    """The recipe's own training, but smaller, narrower and shorter."""
    values = recipe.configuration.model_dump(exclude_unset=True)
    share = kimg / recipe.configuration.kimg
    side = size if "size" not in values or values["size"] % size == 0 else values["size"]
    own = values.get("network", {})
    grown = {key: own[key] * share for key in ("first_kimg", "fade_kimg", "stable_kimg") if key in own}
    begun = {"first_size": min(side, own["first_size"])} if "first_size" in own else {}
    steps = ", ".join(f"{at * share:g}: {rate:g}" for at, rate in parse_steps(recipe.configuration.optimizer.steps))
    augment = values.get("augment", {})
    optimizer = recipe.configuration.optimizer
    return configure(
        {
            **values,
            "fitted": False,
            "size": side,
            "batch": BATCH,
            "kimg": kimg,
            "snapshot_kimg": kimg,
            "sample_kimg": 1e6,
            "metric_kimg": "0",
            "ema_kimg": min(0.1, recipe.configuration.ema_kimg),
            "device": "cpu",
            "precision": "bf16",
            "network": {**own, **NARROW.get(recipe.configuration.family, {}), **grown, **begun},
            "optimizer": {
                **values.get("optimizer", {}),
                "steps": steps,
                "learning_rate": max(optimizer.learning_rate, LEAST_RATE[optimizer.kind]),
            },
            "augment": augment | ({"strength": 0.3} if augment.get("adaptive", "off") != "off" else {}),
        }
    )


def whole(wanted: Configuration) -> dict[str, Any]:
    """The options of networks that do not grow: they are grown before they have learnt anything."""
    grows = family(wanted.family).supports.growth
    return wanted.network | ({"first_size": wanted.size} if grows else {})


def judge(dataset: Path) -> Callable[[Path], tuple[float, Any]]:
    """How far a run's designs are from the set, and the designs."""
    network = lite0()

    def features(pictures: np.ndarray) -> Any:
        return within(network(torch.from_numpy(np.ascontiguousarray(pictures))).cpu())

    with open_dataset(dataset) as opened:
        real = features(np.stack([opened.read(index) for index in range(opened.count)]))

    def distance(run: Path) -> tuple[float, Any]:
        session = Session.open(run)
        designs = session.generate(latents(range(DESIGNS), session.z_dim))
        return kernel_distance(features(designs.transpose(0, 3, 1, 2)), real)[0], designs

    return distance


if __name__ == "__main__":
    main()
