"""In what are designs unlike the pictures they were learnt from: in their finest detail, or in their tone?

Of a training or a snapshot, on the 1,200 sample characters at 64 px: kid-u2netp of 600 designs (0 is alike) as they
are, of designs and pictures that were halved first, and of designs with more contrast; the spread and saturation of
their colours beside the pictures' own, in levels, and the power of their detail as a share of the pictures', from
coarse to fine.

    python benchmarks/tone.py MODEL [MODEL ...]
"""

from __future__ import annotations

import argparse
from itertools import pairwise
from pathlib import Path

from art import CACHE
from gan_engine.dataset.reading import open_dataset
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.kernel import KernelSums, kernel_distance, within
from peers import features
from recipe_trials import MOST_JUDGED, Art

import numpy as np
import torch
from torch.nn.functional import avg_pool2d, interpolate

SIDE = 64
DESIGNS = 600
GAINS = (1.05, 1.1, 1.15, 1.25)
OCTAVES = (1, 2, 4, 8, 16, 32)
"""Periods to the picture's side: each share is of those from one to the next."""


def halved(pictures: np.ndarray) -> np.ndarray:
    """uint8 [N,H,W,C] without its finest octave, as large as before."""
    small = avg_pool2d(torch.from_numpy(pictures).permute(0, 3, 1, 2).float(), 2)
    large = interpolate(small, scale_factor=2, mode="bilinear").round().byte()
    return large.permute(0, 2, 3, 1).numpy()


def contrasted(pictures: np.ndarray, gain: float) -> np.ndarray:
    """As far again from white, which is the ground."""
    changed: np.ndarray = np.clip(255 - (255 - pictures.astype(np.float32)) * gain, 0, 255).round().astype(np.uint8)
    return changed


def seen(pictures: np.ndarray) -> KernelSums:
    return within(features(np.ascontiguousarray(pictures.transpose(0, 3, 1, 2)), "u2netp"))


def power(pictures: np.ndarray) -> np.ndarray:
    """Of the grey levels, in each octave."""
    grey = pictures.mean(-1, dtype=np.float64)
    found = np.abs(np.fft.fft2(grey - grey.mean((1, 2), keepdims=True))) ** 2
    periods = np.fft.fftfreq(SIDE, 1 / SIDE)
    radius = np.hypot(periods[:, None], periods)
    return np.array([found[:, (radius >= low) & (radius < high)].mean() for low, high in pairwise(OCTAVES)])


def colours(pictures: np.ndarray) -> str:
    spread = pictures.std((0, 1, 2), dtype=np.float64).mean()
    saturation = (pictures.max(-1).astype(int) - pictures.min(-1)).mean()
    return f"spread of channels {spread:.1f}, saturation {saturation:.1f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("models", type=Path, nargs="+", help="trainings or snapshots")
    given = options.parse_args()
    torch.set_num_threads(1)
    art = Art.of("characters", SIDE, CACHE / f"recipe-trials-{SIDE}")
    with open_dataset(art.dataset) as opened:
        real = np.stack([opened.read(index) for index in range(opened.count)]).transpose(0, 2, 3, 1)
    judged, judged_halved = art.judged["u2netp"], seen(halved(real[:MOST_JUDGED]))

    def distance(made: np.ndarray, real: KernelSums = judged) -> float:
        return kernel_distance(seen(made), real)[0]

    print(f"pictures: {colours(real)}")
    for model in given.models:
        session = Session.open(model)
        made = session.generate(latents(range(DESIGNS), session.z_dim))
        shares = " ".join(f"{share:.2f}" for share in power(made) / power(real))
        more = "  ".join(f"{gain:g}: {distance(contrasted(made, gain)):.4f}" for gain in GAINS)
        print(
            f"{model.name}: {colours(made)}, power {shares}\n"
            f"  kid-u2netp {distance(made):.4f}, halved {distance(halved(made), judged_halved):.4f}, "
            f"with contrast {more}",
            flush=True,
        )


if __name__ == "__main__":
    main()
