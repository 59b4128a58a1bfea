"""Does a direction by example bring what its examples have? On a trained model, of a dataset with classes.

For each class 20 designs of it are examples, 20 of the others are without it; where the model was not told of
classes, those that the art's classifier takes for it, as an artist would pick them from the wall. Two classifiers
(ridge logistic on lite0 features) learn which pictures are of the class: one from half of the training art, one from
half of some designs of the model, where it has classes; what each says of its other half is printed, and what the
art's says of designs of the class, for no more can be asked of what is moved. Then other designs, of the other
classes, go 1 to 3 deviations along the direction, as its slider does: counted are those that come over either line,
at each amount and somewhere on the way. Examples and designs of part A are those by which the search's constants were
chosen, those of part B are for show. Aim: 90 % come over on the way.

    python benchmarks/directions.py SNAPSHOT DATASET [--others 60] [--part A|B] [--pictures 150]
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from gan_engine.curation.likeness.classifier import Classifier, learn
from gan_engine.curation.likeness.spaces import principal_axes, unit
from gan_engine.dataset.reading import open_dataset
from gan_engine.latent.direction_search import DirectionSearch
from gan_engine.latent.directions import moved_along
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0

import numpy as np
import torch

EXAMPLES = 20
AMOUNTS = (0.0, 1.0, 1.5, 2.0, 2.5, 3.0)
FIRST_SEED = {"A": 0, "B": 100_000}
DIMENSIONS = 128
DRAWN, MOST_DRAWN = 100, 4000  # designs at once and at most, where designs of a class are looked for


class ClassTeller:
    """Says of pictures whether they are of a class, as half of the labelled ones taught it."""

    def __init__(self, pictures: np.ndarray, labels: np.ndarray) -> None:
        """uint8 [N,H,W,3], and the number of each one's class."""
        self._labels = labels
        features = features_of(pictures)
        self._mean = features.mean(0)
        self._axes, _ = principal_axes(features - self._mean, DIMENSIONS)
        self._points = self._seen(features)
        self._taught = np.arange(len(labels)) % 2 == 0

    def of_class(self, number: int) -> tuple[Classifier, float]:
        """Whoever tells this class from the others, and the share of pictures held out that it tells rightly."""
        yes = self._labels == number
        told = learn(self._points[self._taught], yes[self._taught])
        held = ~self._taught
        right = (told.odds(self._points[held]) > 0) == yes[held]
        return told, float((right[yes[held]].mean() + right[~yes[held]].mean()) / 2)

    def odds(self, told: Classifier, features: np.ndarray) -> np.ndarray:
        """How surely pictures, by their features, are of its class."""
        return told.odds(self._seen(features))

    def are(self, told: Classifier, features: np.ndarray) -> np.ndarray:
        """Which of them are."""
        return self.odds(told, features) > 0

    def _seen(self, features: np.ndarray) -> np.ndarray:
        return unit((features - self._mean) @ self._axes)


def features_of(pictures: np.ndarray) -> np.ndarray:
    tensor = torch.from_numpy(np.ascontiguousarray(pictures)).permute(0, 3, 1, 2)
    return np.sqrt(np.maximum(lite0()(tensor).cpu().numpy(), 0))


def taught_by_art(dataset: Path, names: Sequence[str], count: int) -> ClassTeller:
    """By so many training pictures of each class."""
    chance = np.random.RandomState(0)
    with open_dataset(dataset) as opened:
        if opened.labels is None or list(opened.class_names) != list(names):
            raise SystemExit("This dataset has other classes than the model, or none.")
        chosen = np.concatenate(
            [chance.permutation(np.flatnonzero(opened.labels == number))[:count] for number in range(len(names))]
        )
        pictures = np.stack([opened.read(int(index)).transpose(1, 2, 0) for index in chosen])
        return ClassTeller(pictures, opened.labels[chosen])


class Designs:
    """Points of each class: by the model's classes, else as the art's teller sorts what seeds draw."""

    def __init__(self, session: Session, names: Sequence[str], art: ClassTeller) -> None:
        self._session, self._names = session, names
        self._tellers = [] if session.class_names else [art.of_class(number)[0] for number in range(len(names))]
        self._art = art

    def of(self, number: int, first: int, count: int) -> list[Point]:
        """So many of the class, of seeds from `first` on."""
        if not self._tellers:
            return [Point(seed=first + seed).of_class(self._names[number]) for seed in range(count)]
        found: list[Point] = []
        for start in range(first, first + MOST_DRAWN, DRAWN):
            points = [Point(seed=seed) for seed in range(start, start + DRAWN)]
            features = features_of(self._session.pictures(points))
            classes = np.stack([self._art.odds(told, features) for told in self._tellers]).argmax(0)
            found += [point for point, at in zip(points, classes, strict=True) if at == number]
            if len(found) >= count:
                return found[:count]
        raise SystemExit(f"This model draws hardly any “{self._names[number]}”: {len(found)} of {MOST_DRAWN} designs.")

    def of_others(self, number: int, first: int, count: int) -> list[Point]:
        """So many of the other classes, in turns."""
        rest = [each for each in range(len(self._names)) if each != number]
        some = [self.of(each, first, -(-count // len(rest))) for each in rest]
        return [point for points in zip(*some, strict=True) for point in points][:count]


def taught_by_designs(session: Session, names: Sequence[str], count: int) -> ClassTeller:
    """By so many designs of each class, of seeds that nothing else uses."""
    points = [
        Point(seed=1_000_000 * (1 + number) + seed).of_class(name)
        for number, name in enumerate(names)
        for seed in range(count)
    ]
    return ClassTeller(session.pictures(points), np.repeat(np.arange(len(names)), count))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("snapshot", type=Path)
    parser.add_argument("dataset", type=Path)
    parser.add_argument("--others", type=int, default=60, help="designs that are moved, for each class")
    parser.add_argument("--part", choices=("A", "B"), default="B")
    parser.add_argument("--pictures", type=int, default=150, help="of each class, that teach the classifier")
    asked = parser.parse_args()
    session = Session.open(asked.snapshot, "cpu")
    search = DirectionSearch(session)
    with open_dataset(asked.dataset) as opened:
        names = list(session.class_names or opened.class_names)
    first = FIRST_SEED[asked.part]
    tellers = {"art": taught_by_art(asked.dataset, names, asked.pictures)}
    designs = Designs(session, names, tellers["art"])
    if session.class_names:
        tellers["designs"] = taught_by_designs(session, names, asked.pictures)
    print(
        f"{session.name}, part {asked.part}: {EXAMPLES} examples of a class and {EXAMPLES} without, "
        f"{asked.others} others moved"
    )
    amounts = "".join(f"{f'+{amount:g}':>7}" if amount else f"{'as is':>7}" for amount in AMOUNTS)
    print(f"{'class':12}{'certain':>8}   {'told by':8}{'rightly':>8}{'designs':>8}{amounts}{'way':>7}")
    ends: dict[str, list[float]] = {by: [] for by in tellers}
    for number, name in enumerate(names):
        having, lacking = designs.of(number, first, EXAMPLES), designs.of_others(number, first, EXAMPLES)
        direction = search.by_example(name, having, lacking)
        own = designs.of(number, first + MOST_DRAWN, asked.others)
        others = designs.of_others(number, first + MOST_DRAWN, asked.others)
        of_own = features_of(session.pictures(own))
        moved = [
            features_of(session.pictures([moved_along(point, direction, amount) for point in others]))
            for amount in AMOUNTS
        ]
        for by, teller in tellers.items():
            told, rightly = teller.of_class(number)
            over = np.stack([teller.are(told, features) for features in moved])
            ends[by].append(over[1:].any(0).mean())
            start = f"{name:12}{direction.certainty:8.0%}" if by == "art" else " " * 20
            figures = "".join(f"{share:7.0%}" for share in (*over.mean(1), ends[by][-1]))
            print(f"{start}   {by:8}{rightly:8.0%}{teller.are(told, of_own).mean():8.0%}{figures}")
    for by, shares in ends.items():
        worst, mean = min(shares), np.mean(shares)
        print(f"over the line told by {by} on the way: {mean:.0%} in the mean, {worst:.0%} at least")


if __name__ == "__main__":
    main()
