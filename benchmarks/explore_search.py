"""Does searching among seeds find what it should? `python benchmarks/explore_search.py SNAPSHOT [--seeds N]`

- most different first: the mean distance of each of the 24 first designs to the nearest of the others, against that of
  24 taken at random (mean of 20 draws). Aim: 1.5 times in what it chooses by (the 32 main components of the features);
  beside it in all features, and in pixels, which it knows nothing of.
- by silhouette: a shape that none of them has (a star, a ring, ...) is planted as the outline of one of all, and
  painted as a hand paints it: shifted by up to a 32nd, rounded, some of its edge lost. Aim: it comes in the first row
  of six, every time. Beside it, harder: the outlines of designs themselves, which others have too.
- by picture: a design three times as large, as JPEG. Aim: it comes in the first row, in 9 of 10 trials.
- the first row is told of after a share of the whole time, which is printed.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from pathlib import Path

from gan_engine.latent.ordering import largest_first, main_components, mean_nearest_distance, overlap
from gan_engine.latent.sampling import Sampling
from gan_engine.latent.seed_features import SeedFeatures
from gan_engine.latent.seed_search import (
    FIRST_ROW,
    MOST_DIFFERENT,
    MostDifferent,
    nearest_to_picture,
    search,
)
from gan_engine.latent.session import Session

import cv2
import numpy as np
from PIL import Image

OF_DIFFERENT = 1000
TRIALS = 20


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("--seeds", type=int, default=5000, help="looked at for silhouettes and pictures")
    parser.add_argument("--folder", type=Path, help="where features are kept for the next time")
    asked = parser.parse_args()
    session = Session.open(asked.snapshot)
    with tempfile.TemporaryDirectory() as scratch:
        folder = asked.folder or Path(scratch)
        different(session, folder)
        seen = SeedFeatures(session, Sampling(), 0, folder)
        seen.limit(asked.seeds)
        while seen.advance():
            pass
        seen.save()
        planted(session, seen, asked.seeds, Path(scratch))


def different(session: Session, folder: Path) -> None:
    seen = SeedFeatures(session, Sampling(), 0, folder)
    started, first_row, found = time.perf_counter(), 0.0, None
    for step in search(seen, MostDifferent(), OF_DIFFERENT):
        if step is not None:
            first_row, found = first_row or time.perf_counter() - started, step
    assert found is not None
    whole = time.perf_counter() - started
    chosen = list(found.seeds[:MOST_DIFFERENT])
    rng = np.random.default_rng(1)
    draws = [rng.permutation(OF_DIFFERENT)[:MOST_DIFFERENT] for _ in range(20)]
    pixels = {seed: picture_of(session, seed) for seed in {*chosen, *(int(seed) for draw in draws for seed in draw)}}
    spaces = {"main components": main_components(seen.features), "all features": seen.features, "pixels": pixels}
    for name, rows in spaces.items():
        ours = mean_nearest_distance(np.stack([rows[seed] for seed in chosen]))
        random = np.mean([mean_nearest_distance(np.stack([rows[int(seed)] for seed in draw])) for draw in draws])
        print(f"most different first, nearest distance in {name}: {ours / random:.2f} times that of random choice")
    print(f"first row after {first_row:.1f} s of {whole:.1f} s for {OF_DIFFERENT:,} seeds ({first_row / whole:.0%})")


def planted(session: Session, seen: SeedFeatures, count: int, scratch: Path) -> None:
    rng = np.random.default_rng(2)
    places: dict[str, list[int]] = {"shape": [], "outline of a design": [], "picture": []}
    for trial, seed in enumerate(map(int, rng.permutation(count)[:TRIALS])):
        outlines = seen.silhouettes()[:count]
        places["outline of a design"].append(place_among(outlines, seed, painted(outlines[seed].reshape(32, 32), rng)))
        outlines[seed] = shape(trial).ravel()
        places["shape"].append(place_among(outlines, seed, painted(shape(trial), rng)))
        drawn = session.pictures([seen.point(seed)])[0]
        large = Image.fromarray(drawn).resize((3 * session.size.width, 3 * session.size.height))
        large.save(scratch / "planted.jpg", quality=80)
        ranking = nearest_to_picture(session, scratch / "planted.jpg", seen.backbone)
        found = list(search(seen, ranking, count))[-1]
        assert found is not None
        places["picture"].append(found.seeds.index(seed))
    for name, found_at in places.items():
        inside = sum(place < FIRST_ROW for place in found_at)
        print(f"planted {name} among {count:,}: in the first row in {inside} of {TRIALS}; places {sorted(found_at)}")


def shape(number: int) -> np.ndarray:
    """A star, a ring, a cross or a crescent, another each time; bool [32,32]."""
    drawn = np.zeros((256, 256), np.uint8)
    turn, size = 0.3 * number, 80 + 5 * (number % 7)
    if number % 4 == 0:
        angles = turn + np.arange(10) * np.pi / 5
        reach = np.where(np.arange(10) % 2, 0.4 * size, 1.3 * size)
        points = np.stack([128 + reach * np.cos(angles), 128 + reach * np.sin(angles)], 1)
        cv2.fillPoly(drawn, [points.astype(np.int32)], 1)
    elif number % 4 == 1:
        cv2.circle(drawn, (128, 128), size, 1, 24 + 2 * number)
    elif number % 4 == 2:
        cv2.line(drawn, (128 - size, 128 - number), (128 + size, 128 + number), 1, 36)
        cv2.line(drawn, (128 + number, 128 - size), (128 - number, 128 + size), 1, 36)
    else:
        cv2.circle(drawn, (128, 128), size, 1, -1)
        cv2.circle(drawn, (128 + int(60 * np.cos(turn)), 128 + int(60 * np.sin(turn))), size - 20, 0, -1)
    return cv2.resize(drawn.astype(np.float32), (32, 32), interpolation=cv2.INTER_AREA) >= 0.5


def place_among(outlines: np.ndarray, seed: int, mask: np.ndarray) -> int:
    wanted = cv2.resize(mask, (32, 32), interpolation=cv2.INTER_AREA).ravel()
    return int(np.flatnonzero(largest_first(overlap(outlines, wanted)) == seed)[0])


def painted(mask: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """An outline [32,32] as a hand paints it, [128,128]."""
    large = cv2.resize(mask.astype(np.float32), (128, 128), interpolation=cv2.INTER_LINEAR)
    large = np.roll(large, rng.integers(-4, 5, 2), (0, 1))
    return (cv2.GaussianBlur(large, (0, 0), 5) > rng.uniform(0.4, 0.6)).astype(np.float32)


def picture_of(session: Session, seed: int) -> np.ndarray:
    point = Sampling().point(seed, session.class_names)
    return session.pictures([point])[0].astype(np.float32).ravel() / 255


if __name__ == "__main__":
    main()
