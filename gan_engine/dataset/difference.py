"""The difference of two versions of a dataset: pictures added, removed, changed, and why.

Pictures are told apart by their original (its SHA-256) and, for the parts of a sheet, their place on it: names may
change. Every reason is read off what the versions say of themselves.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine.dataset.options import BakeOptions, bake_options
from gan_engine.dataset.reading import Dataset, open_dataset

_STEP_WORDS = {"background": "its background", "mask": "its outline", "frame": "its frame", "cut": "where it is cut"}
_SILENT = ("labels", "exclude", "hold_out", "augment")  # they change which pictures there are, not how they look


@dataclass(frozen=True)
class DifferingPicture:
    """A picture that is not alike in both versions."""

    source: str
    """How the version that has it calls it (the newer one, where both do)."""
    why: str
    names: tuple[str, ...]
    """Where it lies in the archive that has it (the newer one, where both do): one or more parts and variants."""


@dataclass(frozen=True)
class Difference:
    """From an older version to a newer one."""

    added: list[DifferingPicture]
    removed: list[DifferingPicture]
    changed: list[DifferingPicture]
    same: int
    """Pictures (each with all its parts) that are alike in both."""
    options: list[str]
    """What was chosen otherwise for all of them: "size 64, now 128"."""


@dataclass
class _Entry:
    source: str
    names: list[str]
    prints: list[tuple[int, int]]
    labels: set[str]
    held: bool
    steps: Mapping[str, Any]


def difference(older: Path, newer: Path) -> Difference:
    """Compare two baked datasets. Raises `DatasetError` where one cannot be read."""
    with open_dataset(older) as old, open_dataset(newer) as new:
        before, after = _entries(old), _entries(new)
        left_before, left_after = _left_out(old), _left_out(new)
        options = _options(old.head, new.head)
        looks = [words for name, words in options if name not in _SILENT]
    boxes_before, boxes_after = _boxes(before), _boxes(after)
    added = [
        DifferingPicture(entry.source, _why_added(key, entry, boxes_before, left_before), tuple(entry.names))
        for key, entry in after.items()
        if key not in before
    ]
    removed = [
        DifferingPicture(entry.source, _why_removed(key, entry, boxes_after, left_after), tuple(entry.names))
        for key, entry in before.items()
        if key not in after
    ]
    changed = []
    for key in before.keys() & after.keys():
        why = _why_changed(before[key], after[key], looks)
        if why:
            changed.append(DifferingPicture(after[key].source, why, tuple(after[key].names)))
    changed.sort(key=lambda one: one.names)
    same = len(before.keys() & after.keys()) - len(changed)
    return Difference(added, removed, changed, same, [words for _, words in options])


def _entries(dataset: Dataset) -> dict[tuple[str, str], _Entry]:
    """What there is of each original, by its digest and its place on a sheet."""
    found: dict[tuple[str, str], _Entry] = {}
    for index in range(dataset.count + dataset.held_out):
        held = index >= dataset.count
        source = dataset.held_out_source(index - dataset.count) if held else dataset.source(index)
        name = dataset.held_out_name(index - dataset.count) if held else dataset.name(index)
        steps = {
            str(step.get("kind")): step.get("options")
            for step in source.get("steps", ())
            if isinstance(step, Mapping)
        }  # fmt: skip
        cut = steps.get("cut")
        box = json.dumps(cut.get("box")) if isinstance(cut, Mapping) else ""
        digest = str(source.get("digest") or source.get("source") or name)
        label = str(source.get("class") or "")
        if not label and dataset.labels is not None and not held:
            label = dataset.class_names[int(dataset.labels[index])]
        entry = found.setdefault((digest, box), _Entry(str(source.get("source") or name), [], [], set(), held, steps))
        entry.names.append(name)
        entry.prints.append(dataset.fingerprint(index))
        entry.labels.add(label)
    return found


def _left_out(dataset: Dataset) -> dict[str, str]:
    """Why pictures are not in it, by their names."""
    skipped = dataset.head.get("skipped", ())
    return {
        str(one.get("source")): str(one.get("why") or one.get("kind") or "")
        for one in (skipped if isinstance(skipped, list) else ())
        if isinstance(one, Mapping)
    }


def _options(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The options that differ, each with words; one that an older Maquette did not have is as it is by default."""
    usual = bake_options().model_dump(mode="json")
    before, after = ({**usual, **(head.get("options") or {})} for head in (old, new))
    return [
        (name, f"{_title(name)} {_said(before.get(name), name)}, now {_said(after.get(name), name)}")
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name)
    ]


def _title(name: str) -> str:
    field = BakeOptions.model_fields.get(name)
    return (field.title or name).lower() if field else name


def _said(value: Any, name: str = "") -> str:
    if value in (None, [], ""):
        return "none"
    if name == "upscaler":
        return str(value).rpartition(":")[0]
    if isinstance(value, list):
        return ", ".join(str(one.get("operation", one)) if isinstance(one, Mapping) else str(one) for one in value)
    if isinstance(value, float) and 0 < value < 1:
        return f"{100 * value:g} %"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _boxes(entries: Mapping[tuple[str, str], _Entry]) -> dict[str, set[str]]:
    """Where each original is cut; "" for the whole of it."""
    boxes: dict[str, set[str]] = {}
    for digest, box in entries:
        boxes.setdefault(digest, set()).add(box)
    return boxes


def _why_added(key: tuple[str, str], entry: _Entry, before: Mapping[str, set[str]], left_out: Mapping[str, str]) -> str:
    if entry.source in left_out:
        return f"It was left out before: {left_out[entry.source]}"
    if key[0] not in before:
        return "It is new."
    if not key[1]:
        return "It was cut into parts before."
    return "It was whole before." if "" in before[key[0]] else "Its sheet was cut another way before."


def _why_removed(
    key: tuple[str, str], entry: _Entry, after: Mapping[str, set[str]], left_out: Mapping[str, str]
) -> str:
    if entry.source in left_out:
        return f"It is left out: {left_out[entry.source]}"
    if key[0] not in after:
        return "It is not among the pictures chosen now."
    if not key[1]:
        return "It is cut into parts now."
    return "It is whole now." if "" in after[key[0]] else "Its sheet is cut another way now."


def _why_changed(old: _Entry, new: _Entry, looks: list[str]) -> str:
    reasons = []
    if old.held != new.held:
        reasons.append("it is held out now" if new.held else "it is trained on now")
    if old.labels != new.labels:
        now = ", ".join(sorted(new.labels - {""})) or "none"
        reasons.append(f"its class is {now} now")
    if old.prints != new.prints:
        steps = [words for kind, words in _STEP_WORDS.items() if old.steps.get(kind) != new.steps.get(kind)]
        reasons += [f"{words} was changed" for words in steps]
        reasons += looks
        if len(old.prints) != len(new.prints):
            reasons.append(
                f"it gives {len(new.prints)} picture{'s' if len(new.prints) > 1 else ''}, before {len(old.prints)}"
            )
        if not reasons:
            reasons.append("it was baked by another version of Maquette, or its original was worked on")
    text = "; ".join(reasons)
    return f"{text[0].upper()}{text[1:]}." if text else ""
