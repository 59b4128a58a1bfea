"""The second judge beside the first: does U2-Netp's encoder order sets as it should, and as Lite0 does?

Of every kind of art in a folder (its sub-folders; drawn characters without one) half is the set. Nearer to it than what
comes next have to be, in this order: the other half; the other half a little blurred; the same much blurred; a collapse
(eight pictures again and again); another kind of art. Copies of the set itself have to be nearest of all, and their
originality near 0 where that of the other half is near 1. Nothing here chose a constant.

    python benchmarks/judges.py [--art FOLDER] [--side 64] [--pictures 200]
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

from gan_engine.metrics import originality
from gan_engine.metrics.backbones import backbone
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.pictures import read_rgb
from gan_engine.sample_art import draw_sample_art

import cv2
import numpy as np
import torch

ORDER = ("the set itself", "its other half", "blurred a little", "blurred much", "collapsed", "another kind")
NETWORKS = ("lite0", "u2netp")
COLLAPSED = 8


def kinds(art: Path, count: int, side: int) -> dict[str, np.ndarray]:
    """uint8 [count, side, side, 3] of each sub-folder that has so many."""
    found: dict[str, np.ndarray] = {}
    for folder in sorted(each for each in art.iterdir() if each.is_dir()):
        files = sorted(folder.glob("*.png"))[:count]
        if len(files) == count:
            pictures = [cv2.resize(read_rgb(file), (side, side), interpolation=cv2.INTER_AREA) for file in files]
            found[folder.name] = np.stack(pictures)
    return found


def blurred(pictures: np.ndarray, sigma: float) -> np.ndarray:
    return np.stack([cv2.GaussianBlur(picture, (0, 0), sigma) for picture in pictures])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--art", type=Path)
    parser.add_argument("--side", type=int, default=64)
    parser.add_argument("--pictures", type=int, default=200)
    given = parser.parse_args()
    torch.set_grad_enabled(False)
    with tempfile.TemporaryDirectory() as folder:
        art = given.art
        if art is None:
            art = Path(folder)
            draw_sample_art(art, 4 * given.pictures, size=given.side)
        sets = kinds(art, given.pictures, given.side)
    names = list(sets)
    wrong = 0
    for network in (backbone(name) for name in NETWORKS):

        def seen(pictures: np.ndarray, network: Backbone = network) -> torch.Tensor:
            return network(torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2)).cpu()

        for number, name in enumerate(names):
            pictures = sets[name]
            half, other = pictures[::2], pictures[1::2]
            soft = given.side / 64
            shown = {
                "the set itself": half,
                "its other half": other,
                "blurred a little": blurred(other, 0.7 * soft),
                "blurred much": blurred(other, 2.0 * soft),
                "collapsed": np.resize(other[:COLLAPSED], other.shape),
                "another kind": sets[names[(number + 1) % len(names)]][1::2],
            }
            reference = seen(half)
            sums = within(reference)
            found = {what: seen(each) for what, each in shown.items()}
            distances = {what: kernel_distance(sums, within(each))[0] for what, each in found.items()}
            new = {
                what: originality.originality(found[what], reference).value
                for what in ("the set itself", "its other half")
            }
            near = distances["the set itself"] <= distances["its other half"]
            halves, little, much = (distances[what] for what in ORDER[1:4])
            right = near and halves < little < much and all(halves < distances[what] for what in ORDER[4:])
            right &= new["the set itself"] < 0.2 < new["its other half"]
            wrong += not right
            numbers = ", ".join(f"{what} {distances[what]:.4f}" for what in ORDER)
            copies = f"originality of copies {new['the set itself']:.2f}, of others {new['its other half']:.2f}"
            print(f"{network.name:7} {name:12} {'right' if right else 'WRONG'}: {numbers}; {copies}", flush=True)
    print(f"{wrong} of {len(NETWORKS) * len(names)} orders wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    raise SystemExit(main())
