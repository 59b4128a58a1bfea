"""Finding strangers: `python benchmarks/outliers.py [FOLDER...] [--host 190] [--foreign 10] [--draws 8]`.

Each folder is a set of pictures of one kind; every set is host to a few of every other, drawn by lot. Measured is the
area under the ROC curve, side by side with the distance to the fifth neighbour that is usual; then how many strangers
the suggested line finds and how many of the others it flags. Aim: at least 0.97 in every pairing; strangers among
20,000 pictures of known features in less than 10 s.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

from art_features import many, sets_of
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.outliers import find_strangers, neighbours_for

import numpy as np

AIM = 0.97


def area_under_curve(scores: np.ndarray, strange: np.ndarray) -> float:
    """How often a stranger scores above another picture."""
    above = scores[strange][:, None] > scores[~strange]
    level = scores[strange][:, None] == scores[~strange]
    return float((above + level / 2).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--host", type=int, default=190)
    parser.add_argument("--foreign", type=int, default=10)
    parser.add_argument("--draws", type=int, default=8)
    parser.add_argument("--most", type=int, default=600, help="pictures taken from each folder")
    parser.add_argument("--count", type=int, default=20_000, help="0: no timing")
    chosen = parser.parse_args()
    sets = sets_of(chosen.folders, chosen.most)
    print(f"k = {neighbours_for(chosen.host + chosen.foreign)}, {chosen.draws} draws of each pairing")
    print(f"{'host':>24} {'strangers':>24}   ours (worst)   5th neighbour   found   wrongly flagged")
    strange = np.arange(chosen.host + chosen.foreign) >= chosen.host
    results = []
    for host, foreign in itertools.permutations(sets, 2):
        rows = []
        for draw in range(chosen.draws):
            lots = np.random.default_rng([draw, *map(ord, host + foreign)])
            features = np.concatenate(
                [
                    sets[name][lots.choice(len(sets[name]), count, replace=count > len(sets[name]))]
                    for name, count in ((host, chosen.host), (foreign, chosen.foreign))
                ]
            )
            found = find_strangers(features)
            plain = nearest(features, 5).distances[:, -1]
            flagged = found.scores > found.threshold
            rows.append(
                (area_under_curve(found.scores, strange), area_under_curve(plain, strange), flagged[strange].mean(),
                 flagged[~strange].sum())
            )  # fmt: skip
        ours, usual, hit, wrong = np.array(rows).T
        results.append((float(ours.mean()), float(usual.mean()), host, foreign))
        print(
            f"{host:>24} {foreign:>24}   {ours.mean():.3f} ({ours.min():.3f})  {usual.mean():.3f}"
            f"           {hit.mean():4.0%}   {wrong.mean():.1f} of {chosen.host}"
        )
    worst = min(results)
    reached = sum(ours >= AIM for ours, *_ in results)
    print(f"at least {AIM}: {reached} of {len(results)} pairings; worst {worst[0]:.3f} ({worst[3]} among {worst[2]})")
    print(
        f"5th neighbour: {sum(r[1] >= AIM for r in results)} of {len(results)}; worst {min(r[1] for r in results):.3f}"
    )
    if chosen.count:
        features = many(chosen.count)
        begun = time.perf_counter()
        find_strangers(features)
        print(f"strangers among {chosen.count:,} pictures: {time.perf_counter() - begun:.1f} s")


if __name__ == "__main__":
    main()
