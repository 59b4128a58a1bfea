"""Finding strangers: `python benchmarks/outliers.py [FOLDER...] [--host 140] [--shares 0.02 0.05 0.1] [--draws 2]`.

Every kind of art is host to a few pictures of every other, drawn by lot. Printed is the area under the ROC curve, with
that of the distance to the fifth neighbour, which is usual, beside it; which share of the strangers the suggested line
finds, and which share of the others it flags, in mixed sets and in sets of one kind. First for the kinds of art that
constants were chosen on, then for those that chose none (`art.py` fetches both), then for emoji sets in each other;
with FOLDERs for these alone. Aims: 0.95 in every pairing and 0.97 on average at foreign shares of 2 to 10 %; 80 % found
at 2 % false; strangers and copies of 20,000 pictures of known features together in 10 s.
"""

from __future__ import annotations

import argparse
import itertools
import resource
import time
from pathlib import Path

from art import EMOJI, PRINTED, TUNED, Place, pictures_of
from art_features import features_of_paths, many, sets_of
from gan_engine.curation.copies.duplicates import near_pairs
from gan_engine.curation.copies.hashes import HASH_BYTES
from gan_engine.curation.likeness.neighbours import nearest
from gan_engine.curation.likeness.outliers import find_strangers
from gan_engine.curation.likeness.spaces import content

import numpy as np

AIM = 0.95


def area_under_curve(scores: np.ndarray, strange: np.ndarray) -> float:
    """How often a stranger scores above another picture."""
    above = scores[strange][:, None] > scores[~strange]
    level = scores[strange][:, None] == scores[~strange]
    return float((above + level / 2).mean())


def some(features: np.ndarray, count: int, lots: np.random.Generator) -> np.ndarray:
    return features[lots.choice(len(features), min(count, len(features)), replace=False)]


def measure(title: str, sets: dict[str, np.ndarray], chosen: argparse.Namespace) -> None:
    print(f"\n{title}: {', '.join(sets)}")
    areas: dict[tuple[str, str], list[float]] = {}
    by_share: dict[float, list[tuple[float, ...]]] = {share: [] for share in chosen.shares}
    for host, foreign in itertools.permutations(sets, 2):
        for share, draw in itertools.product(chosen.shares, range(chosen.draws)):
            lots = np.random.default_rng([draw, round(share * 1000), *map(ord, host + foreign)])
            own = some(sets[host], chosen.host, lots)
            others = some(sets[foreign], max(2, round(len(own) * share / (1 - share))), lots)
            features = np.concatenate([own, others])
            strange = np.arange(len(features)) >= len(own)
            found = find_strangers(features)
            flagged = found.scores > found.threshold
            plain = nearest(content(features), 5).distances[:, -1]
            area = area_under_curve(found.scores, strange)
            areas.setdefault((host, foreign), []).append(area)
            by_share[share].append(
                (area, area_under_curve(plain, strange), flagged[strange].mean(), flagged[~strange].mean())
            )
    print(f"{'host':>18} " + " ".join(f"{name[:9]:>9}" for name in sets))
    for host in sets:
        row = [f"{np.mean(areas[host, other]):9.3f}" if other != host else f"{'':>9}" for other in sets]
        print(f"{host:>18} " + " ".join(row))
    for share, rows in by_share.items():
        area, plain, hit, wrong = np.mean(rows, axis=0)
        print(f"{share:6.0%} foreign: area {area:.3f} (5th neighbour {plain:.3f}), found {hit:.0%}, false {wrong:.1%}")
    means = np.array([np.mean(one) for one in areas.values()])
    clean = []
    for features in sets.values():
        for draw in range(chosen.draws):
            found = find_strangers(some(features, chosen.host, np.random.default_rng(draw)))
            clean.append((found.scores > found.threshold).mean())
    print(
        f"mean {means.mean():.3f}, worst {means.min():.3f}, at least {AIM}: {(means >= AIM).sum()} of {len(means)} "
        f"pairings; of a set of one kind {np.mean(clean):.1%} are flagged"
    )


def timed(count: int) -> None:
    features = many(count)
    hashes = np.random.default_rng(0).integers(0, 256, (count, HASH_BYTES), np.uint8)
    digests = [str(one) for one in range(count)]
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    taken = []
    for work in (lambda: find_strangers(features), lambda: near_pairs(features, hashes, digests)):
        begun = time.perf_counter(), time.process_time()
        work()
        taken.append((time.perf_counter() - begun[0], time.process_time() - begun[1]))
    (strangers, busy), (copies, also) = taken
    more = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    print(
        f"\n{count:,} pictures: strangers {strangers:.1f} s ({busy:.1f} s of processors), copies {copies:.1f} s "
        f"({also:.1f} s); {more:.0f} MiB of memory more than the features and prints themselves"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--host", type=int, default=140)
    parser.add_argument("--shares", type=float, nargs="+", default=[0.02, 0.05, 0.1])
    parser.add_argument("--draws", type=int, default=2)
    parser.add_argument("--most", type=int, default=240, help="pictures taken from each kind")
    parser.add_argument("--count", type=int, default=20_000, help="pictures that are timed; 0: none")
    chosen = parser.parse_args()

    def fetched(kinds: dict[str, Place]) -> dict[str, np.ndarray]:
        return {name: features_of_paths(pictures_of(place, chosen.most)) for name, place in kinds.items()}

    if chosen.folders:
        measure("these", sets_of(chosen.folders, chosen.most), chosen)
    else:
        for title, kinds in (("chosen on", TUNED), ("not chosen on", PRINTED), ("emoji in emoji", EMOJI)):
            measure(title, fetched(kinds), chosen)
    if chosen.count:
        timed(chosen.count)


if __name__ == "__main__":
    main()
