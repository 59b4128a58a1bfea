"""Clean edges of designs with alpha: a network is trained on cut-out sample art, and its designs are laid on grounds.

    python benchmarks/alpha.py [--seconds 240] [--seeds 3] [--sheets FOLDER]

Outlines: a design is laid on two grounds, and its figure is taken off each again, as anybody could who knows nothing of
its alpha; printed is the mean IoU of both shapes over designs. It is to be 0.99 at least: what is seen is the same
shape, whatever lies beneath. Rings: over each ground a pixel of the edge is a
mixture of the ground and of what is fully covered within two pixels of it; what lies outside of these by more than
`_RING` levels is a ring. Printed is the share of edge pixels, beside that of the set itself, which is what cutting out
leaves.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
import time
from pathlib import Path

from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.dataset.bake import bake
from gan_engine.dataset.loader import Loader
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.pictures import flatten, write_png
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import make_plan
from gan_engine.training.samples import SampleGrid
from gan_engine.training.state import TrainingState

import cv2
import numpy as np
import torch

WANTED = 0.99
SIZE = ImageShape.square(64)
GROUNDS = ((255, 0, 255), (0, 255, 0))
"""Colours that the art has not: what is drawn differs from both."""
DESIGNS = 128
_BAND = 2  # px either side of an edge
_RING = 24  # levels


def shape_on(design: np.ndarray, ground: tuple[int, int, int]) -> np.ndarray:
    """The figure as it is found on this ground by whoever knows nothing of its alpha, bool [H,W]."""
    found: np.ndarray = remove_background(flatten(design, ground), "flood", softness=0)[..., 3] > 127
    return found


def edge_of(design: np.ndarray) -> np.ndarray:
    """Within `_BAND` px of where it begins to cover, bool [H,W]."""
    covered = (design[..., 3] > 127).astype(np.uint8)
    brush = np.ones((2 * _BAND + 1, 2 * _BAND + 1), np.uint8)
    band: np.ndarray = cv2.dilate(covered, brush) != cv2.erode(covered, brush)
    return band


def outlines(design: np.ndarray) -> float | None:
    """IoU of its shapes on both grounds; None where it has none."""
    one, other = (shape_on(design, ground) for ground in GROUNDS)
    either = np.count_nonzero(one | other)
    return np.count_nonzero(one & other) / either if either else None


def ringed(design: np.ndarray) -> tuple[int, int]:
    """Pixels of the edge that are no mixture of ground and figure, and all of the edge."""
    band = edge_of(design) & (design[..., 3] > 0) & (design[..., 3] < 255)
    solid = design[..., 3] == 255
    brush = np.ones((2 * _BAND + 3, 2 * _BAND + 3), np.uint8)
    colours = design[..., :3].astype(np.float32)
    low = cv2.erode(np.where(solid[..., None], colours, 255).astype(np.float32), brush)
    high = cv2.dilate(np.where(solid[..., None], colours, 0).astype(np.float32), brush)
    band &= cv2.dilate(solid.astype(np.uint8), brush) > 0
    amiss = np.zeros(band.shape, bool)
    for ground in GROUNDS:
        laid = flatten(design, ground).astype(np.float32)
        beyond = np.maximum(np.minimum(low, ground) - laid, laid - np.maximum(high, ground))
        amiss |= beyond.max(2) > _RING
    return np.count_nonzero(amiss & band), np.count_nonzero(band)


def share_ringed(designs: list[np.ndarray]) -> float:
    amiss, edge = zip(*map(ringed, designs), strict=True)
    return sum(amiss) / max(1, sum(edge))


def trained(dataset: Dataset, seconds: float, seed: int) -> tuple[list[np.ndarray], float]:
    """Designs after so long a training, [H,W,4] each, and how many kimg that were."""
    wanted = {
        "family": "dcgan", "size": dataset.size, "batch": 16, "kimg": 1000, "seed": seed, "ema_kimg": 2,
        "objective": "non-saturating", "optimizer": {"learning_rate": 5e-4}, "augment": {"translation": True},
        "tricks": {"r1_gamma": 1, "r1_every": 4},
        "network": {"generator_width": 24, "discriminator_width": 24, "discriminator_norm": "none"},
    }  # fmt: skip
    state = TrainingState(make_plan(configure(wanted)), torch.device("cpu"), "fp32")
    until = time.monotonic() + seconds
    with Loader(dataset, 16, seed=seed, mirror=False) as loader:
        while time.monotonic() < until:
            state.make_step(*next(loader))
    z = torch.from_numpy(np.random.RandomState(seed).randn(DESIGNS, state.generator.z_dim)).float()
    drawn = SampleGrid(8, DESIGNS // 8, z, None).draw(state.generator_ema)
    assert drawn is not None
    return list(drawn), state.kimg


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--seconds", type=float, default=240, help="of training, for each seed")
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("--sheets", type=Path, help="where the designs are laid out, over both grounds")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        art = draw_sample_art(Path(folder, "art"), count=600, size=128)
        items = [SourcePicture(path) for path in art]
        bake(items, Path(folder, "art.zip"), BakeOptions(size=SIZE, alpha=True, remove_background="flood"))
        with open_dataset(Path(folder, "art.zip")) as dataset:
            reals = [np.ascontiguousarray(dataset.read(index).transpose(1, 2, 0)) for index in range(DESIGNS)]
            known = [value for value in map(outlines, reals) if value is not None]
            print("| | kimg | Outlines (IoU) | Rings |\n|---|---|---|---|")
            print(f"| the set | | {statistics.mean(known):.4f} | {share_ringed(reals):.2%} |", flush=True)
            means = []
            for seed in range(asked.seeds):
                designs, kimg = trained(dataset, asked.seconds, seed)
                found = [value for value in map(outlines, designs) if value is not None]
                means.append(statistics.mean(found))
                print(f"| seed {seed} | {kimg:.1f} | {means[-1]:.4f} | {share_ringed(designs):.2%} |", flush=True)
                if asked.sheets is not None:
                    asked.sheets.mkdir(parents=True, exist_ok=True)
                    for ground, name in zip(GROUNDS, ("magenta", "green"), strict=True):
                        sheet = contact_sheet(designs[:64], columns=8, background=ground)
                        write_png(asked.sheets / f"alpha-{seed}-{name}.png", sheet)
    print(f"\nLeast mean IoU: {min(means):.4f}, to be {WANTED} at least.")


if __name__ == "__main__":
    main()
