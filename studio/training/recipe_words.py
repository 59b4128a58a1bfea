"""How the recipes of several runs differ, in plain words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from gan_engine.runs.differences import Difference
from gan_engine.settings.dotted import parted
from studio.training.schema_fields import Field
from studio.words import in_figures, in_sentence, tr, tr_noop

_BEGINNINGS = (tr_noop("fresh networks"), tr_noop("a network that can draw already"))
"""As `differences` has them; else a run's or a file's name."""
_TITLES = {"recipe": tr_noop("Recipe"), "dataset": tr_noop("Dataset"), "begins from": tr_noop("Begins from")}


def difference_rows(found: Sequence[Difference], fields: Mapping[str, Field]) -> list[tuple[str, tuple[str, ...]]]:
    """A row each: the setting's title and each run's value, in the words of the form. `fields` by dotted name."""
    rows = []
    for each in found:
        field = fields.get(each.setting)
        if field is None:
            title = tr(_TITLES.get(each.setting, _plain(each.setting)))
            values = (tr(value) if value in _BEGINNINGS else value for value in each.values)
            rows.append((title, tuple(value_words(value) for value in values)))
        else:
            rows.append((field.title, tuple(value_words(field.shown(value), field.unit) for value in each.values)))
    return rows


def difference_sentences(names: Sequence[str], rows: Sequence[tuple[str, tuple[str, ...]]]) -> list[str]:
    """For each run but the first what sets it apart from the first: "robots: batch 32 instead of 16; ..."."""
    sentences = []
    for index, name in enumerate(names[1:], 1):
        parts = [
            tr("{setting} {value} instead of {other}", setting=_within(title), value=values[index], other=values[0])
            for title, values in rows
            if values[index] != values[0]
        ]
        told = "; ".join(parts) if parts else tr("the same recipe")
        sentences.append(tr("“{name}” beside “{other}”: {differences}.", name=name, other=names[0], differences=told))
    return sentences


def value_words(value: Any, unit: str = "") -> str:
    """A setting's value for people."""
    if value is None:
        return tr("none")
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, list | tuple):
        return ", ".join(value_words(each) for each in value) or tr("none")
    words = (
        in_figures(value, "g")
        if isinstance(value, float) and not value.is_integer()
        else in_figures(int(value))
        if isinstance(value, int | float)
        else str(value)
    )
    return f"{words} {unit}".strip()


def _within(title: str) -> str:
    """A title within a sentence."""
    return title if title[:2].isupper() else in_sentence(title)


def _plain(name: str) -> str:
    words = parted(name)[1].replace("_", " ")
    return words[:1].upper() + words[1:]
