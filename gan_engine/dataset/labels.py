"""The labels of a dataset, as whoever made it has written them into dataset.json.

The StyleGAN tools write `{"labels": [["00000/img0.png", 3], ...]}`, and one-hot lists in place of numbers. Others write
the pairs alone, an object of names and labels, `3.0`, or the classes by name: where the meaning is plain, it is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from gan_engine.dataset.entry_names import spelled
from gan_engine.picture_sources import natural_key

MAX_CLASSES = 32_768


class LabelsError(Exception):
    """The words say what is wrong, to go on behind the name of the dataset; `do` what helps."""

    def __init__(self, words: str, do: str = "") -> None:
        super().__init__(words)
        self.do = do


@dataclass(frozen=True)
class Labels:
    """What dataset.json says of the pictures."""

    numbers: np.ndarray
    """int64 [count], each a class; -1 where there is none."""
    class_names: list[str]
    """As many as there are classes, those without pictures too; by number where the labels are numbers."""
    missing: list[str]
    """Pictures that have a label and are not there."""


def read_labels(document: Any, names: Sequence[str], root: str = "") -> Labels | None:
    """The labels of the pictures called `names`, None where there are none.

    `root`: where in the archive the dataset lies, which labels may have before their pictures' names. Raises
    `LabelsError`.
    """
    pairs = list(_pairs(document))
    indices = {name: index for index, name in enumerate(names)}
    given: dict[int, Any] = {}
    missing = []
    for name, label in pairs:
        if label is None:
            continue
        called = spelled(name)
        at = indices.get(called)
        if at is None and root and called.startswith(root):
            at = indices.get(called[len(root) :])
        if at is None:
            missing.append(name)
        elif at in given:
            raise LabelsError(f"dataset.json gives “{called[:80]}” two labels")
        else:
            given[at] = label
    if not given:
        if missing:
            raise LabelsError(
                f"dataset.json names {len(missing):,} pictures and none of them is there (the first: "
                f"“{missing[0][:80]}”)", "Put dataset.json beside the pictures that it is of, or take it away.",
            )  # fmt: skip
        return None
    numbers, class_names = _classes(given, names)
    return Labels(numbers, class_names, missing)


def _pairs(document: Any) -> Iterator[tuple[str, Any]]:
    labels = document.get("labels") if isinstance(document, dict) else document
    if labels is None:
        return
    if isinstance(labels, dict):
        yield from labels.items()
        return
    if not isinstance(labels, list):
        raise LabelsError("the labels in dataset.json are not a list")
    for pair in labels:
        if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
            raise LabelsError("dataset.json has a label that is not a pair of picture and class")
        yield pair[0], pair[1]


def _classes(given: Mapping[int, Any], names: Sequence[str]) -> tuple[np.ndarray, list[str]]:
    numbers = np.full(len(names), -1, np.int64)
    if all(isinstance(label, str) for label in given.values()):
        class_names = sorted(set(given.values()), key=natural_key)
        if len(class_names) > MAX_CLASSES:
            raise LabelsError(f"dataset.json has more than {MAX_CLASSES:,} classes")
        by_name = {name: number for number, name in enumerate(class_names)}
        for at, label in given.items():
            numbers[at] = by_name[label]
        return numbers, class_names
    wrong = []
    widths: set[int] = set()
    for at, label in sorted(given.items()):
        number = _class_number(label)
        if number is None:
            wrong.append(at)
            continue
        numbers[at] = number
        if isinstance(label, list):
            widths.add(len(label))
    if wrong:
        first = given[wrong[0]]
        what = "shares of several classes" if _is_shares(first) else f"no class from 0 to {MAX_CLASSES - 1:,}"
        whom = f"“{names[wrong[0]]}”"
        if len(given) > 1:
            whom = f"{len(wrong):,} of its {len(given):,} pictures ({'the first: ' if len(wrong) > 1 else ''}{whom})"
        raise LabelsError(
            f"dataset.json gives {whom} {what}",
            "Give each picture one class in dataset.json, or set its “labels” to null to train without classes.",
        )  # fmt: skip
    if len(widths) > 1:
        raise LabelsError(f"its labels are lists of {min(widths)} numbers, and of {max(widths)}")
    count = max(int(numbers.max()) + 1, *widths, 0)
    return numbers, [str(number) for number in range(count)]


def _class_number(label: object) -> int | None:
    """A class as the tools write it: its number, or a list with a one in its place."""
    if isinstance(label, list) and len(label) <= MAX_CLASSES and not any(isinstance(each, bool) for each in label):
        if label.count(1) == 1 and label.count(0) == len(label) - 1:
            return label.index(1)
        return None
    if isinstance(label, float) and label.is_integer():
        label = int(label)
    if isinstance(label, int) and not isinstance(label, bool) and 0 <= label < MAX_CLASSES:
        return label
    return None


def _is_shares(label: object) -> bool:
    return isinstance(label, list) and len(label) > 1 and all(isinstance(each, int | float) for each in label)
