"""Finishing a culling: `python benchmarks/culling.py [FOLDER...] [--answers 30] [--pairs] [--count 20000]`.

Each folder is a class that is told apart by eye. An artist who wants one of them answers the questions as they are
asked; then the proposal for all other pictures is compared with the truth. Beside it the same number of answers to
pictures drawn by lot, and what the program itself expected. With --pairs also every class against every other. Aim:
95 % agreement after 30 answers; learning anew among 20,000 pictures in less than 100 ms.
"""

from __future__ import annotations

import argparse
import itertools
import time
from pathlib import Path

from art_features import many, sets_of
from gan_engine.curation.likeness.culling import PICKED, REJECTED, Proposal, prepare, propose
from gan_engine.curation.likeness.spaces import content

import numpy as np

AIM = 0.95
BY_LOT = 5


def answer(points: np.ndarray, wanted: np.ndarray, count: int, lots: np.random.Generator | None) -> Proposal:
    """The proposal after `count` answers: to what is asked, or to pictures by lot."""
    decisions = np.zeros(len(wanted), np.int8)
    order = lots.permutation(len(wanted)) if lots is not None else None
    for place in range(count):
        asked = propose(points, decisions).order[0] if order is None else order[place]
        decisions[asked] = PICKED if wanted[asked] else REJECTED
    return propose(points, decisions)


def agreement(proposal: Proposal, wanted: np.ndarray) -> float:
    """On the pictures that were not answered."""
    left = proposal.order
    return float(((proposal.score > 0.5) == wanted)[left].mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--answers", type=int, default=30)
    parser.add_argument("--most", type=int, default=300, help="pictures taken from each folder")
    parser.add_argument("--pairs", action="store_true")
    parser.add_argument("--count", type=int, default=20_000, help="0: no timing")
    chosen = parser.parse_args()
    sets = sets_of(chosen.folders, chosen.most)
    tasks = [(f"{name} or the rest", list(sets), name) for name in sets]
    if chosen.pairs:
        tasks += [(f"{one} or {other}", [one, other], one) for one, other in itertools.combinations(sets, 2)]
    print(f"{'which':>44}  asked   expected   by lot   after {2 * chosen.answers}")
    reached = []
    for words, names, name in tasks:
        points = prepare(content(np.concatenate([sets[one] for one in names])))
        wanted = np.concatenate([np.full(len(sets[one]), one == name) for one in names])
        asked = answer(points, wanted, chosen.answers, None)
        by_lot = [
            agreement(answer(points, wanted, chosen.answers, np.random.default_rng(seed)), wanted)
            for seed in range(BY_LOT)
        ]
        more = answer(points, wanted, 2 * chosen.answers, None)
        reached.append(agreement(asked, wanted))
        print(
            f"{words:>44}  {reached[-1]:.3f}   {asked.agreement:.3f}      {np.mean(by_lot):.3f}    "
            f"{agreement(more, wanted):.3f}"
        )
    enough = sum(one >= AIM for one in reached)
    print(f"at least {AIM:.0%}: {enough} of {len(reached)}; mean {np.mean(reached):.3f}, worst {min(reached):.3f}")
    if chosen.count:
        begun = time.perf_counter()
        points = prepare(content(many(chosen.count)))
        print(f"preparing {chosen.count:,} pictures, once: {time.perf_counter() - begun:.1f} s")
        decisions = np.zeros(chosen.count, np.int8)
        decisions[:: chosen.count // 40] = np.arange(len(decisions[:: chosen.count // 40])) % 2 + 1
        times = []
        for _ in range(10):
            begun = time.perf_counter()
            propose(points, decisions)
            times.append(time.perf_counter() - begun)
        print(f"learning anew: {1000 * np.median(times):.0f} ms (slowest {1000 * max(times):.0f} ms)")


if __name__ == "__main__":
    main()
