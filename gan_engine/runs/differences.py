"""How the trainings of several runs differ, setting by setting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine.reporting import kimg_words
from gan_engine.runs.run_directory import kimg_of
from gan_engine.runs.run_names import run_name
from gan_engine.settings.dotted import dotted

_NOT_COMPARED = ("device", "threads", "snapshot_kimg", "sample_kimg", "keep_states", "keep_snapshots")
"""Settings that change nothing in what is learnt."""


@dataclass(frozen=True)
class Difference:
    """A setting in which the runs of a comparison are not alike: its dotted name and each run's value."""

    setting: str
    values: tuple[Any, ...]
    """None where a run has no such setting."""


def differences(documents: Sequence[Mapping[str, Any]]) -> list[Difference]:
    """The settings in which these run.json differ, the recipe and the dataset first."""
    if len(documents) < 2:
        return []
    tables = []
    for document in documents:
        configuration = document.get("configuration")
        dataset = document.get("dataset")
        own: dict[str, Any] = {"recipe": document.get("recipe")}
        if isinstance(dataset, Mapping):
            own["dataset"] = dataset.get("name")
        own["begins from"] = _began(document)
        tables.append({**own, **(dotted(configuration) if isinstance(configuration, Mapping) else {})})
    names = list(dict.fromkeys(name for table in tables for name in table))
    found = []
    for name in names:
        values = tuple(table.get(name) for table in tables)
        if name not in _NOT_COMPARED and any(value != values[0] for value in values[1:]):
            found.append(Difference(name, values))
    return found


def _began(document: Mapping[str, Any]) -> str:
    snapshot = document.get("snapshot")
    if not isinstance(snapshot, str):
        return "a network that can draw already" if document.get("pretrained") else "fresh networks"
    path = Path(snapshot)
    kimg = kimg_of(path.name)
    return f"{run_name(path.parent.parent)} at {kimg_words(kimg)} kimg" if kimg is not None else path.name
