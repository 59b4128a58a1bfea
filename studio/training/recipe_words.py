"""How the recipes of several runs differ, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gan_engine.runs.differences import Difference
from gan_engine.settings.dotted import parted

_TITLES = {"recipe": "Recipe", "dataset": "Dataset", "begins from": "Begins from"}


def difference_rows(
    found: Sequence[Difference], titles: Mapping[str, tuple[str, str]]
) -> list[tuple[str, tuple[str, ...]]]:
    """A row each: the setting's title and each run's value. `titles`: title and unit by dotted name."""
    rows = []
    for each in found:
        title, unit = titles.get(each.setting, (_TITLES.get(each.setting, _plain(each.setting)), ""))
        rows.append((title, tuple(value_words(value, unit) for value in each.values)))
    return rows


def difference_sentences(names: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """For each run but the first what sets it apart from the first: "robots: batch 32 instead of 16; ..."."""
    sentences = []
    for index, name in enumerate(names[1:], 1):
        parts = [
            f"{_within(title)} {values[index]} instead of {values[0]}"
            for title, values in rows
            if values[index] != values[0]
        ]
        told = "; ".join(parts) if parts else "the same recipe"
        sentences.append(f"“{name}” beside “{names[0]}”: {told}.")
    return sentences


def value_words(value: Any, unit: str = "") -> str:
    """A setting's value for people."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(value_words(each) for each in value) or "none"
    words = f"{value:g}" if isinstance(value, float) else f"{value:,}" if isinstance(value, int) else str(value)
    return f"{words} {unit}".strip()


def _within(title: str) -> str:
    """A title within a sentence."""
    return title if title[:2].isupper() else title[:1].lower() + title[1:]


def _plain(name: str) -> str:
    words = parted(name)[1].replace("_", " ")
    return words[:1].upper() + words[1:]
