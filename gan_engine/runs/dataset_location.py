"""Where a run's dataset lies now, and setting down a new place.

run.json remembers it twice: by its absolute path, and by the way from the run to it, which still leads there in a
project that was moved as a whole. Neither is believed: the one whose content is that which the run was begun with is
taken, so that another set in the old place stops nobody.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.errors import DatasetError, EngineError, RunError
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.run_document import description


def relative_way(dataset: Path, run_path: Path) -> str | None:
    """The way from the run to its dataset, as run.json has it; None where there is none (another Windows drive)."""
    try:
        return Path(os.path.relpath(dataset, run_path.absolute())).as_posix()
    except ValueError:
        return None


def likely_paths(run_path: Path, facts: Mapping[str, Any]) -> list[Path]:
    """Where the dataset may lie that run.json describes with `facts` (its `dataset`), the likelier first; absolute."""
    found = []
    if isinstance(facts.get("path"), str):
        found.append(Path(facts["path"]))
    if isinstance(facts.get("relative"), str):
        found.append(Path(os.path.normpath(run_path.absolute() / facts["relative"])))
    return list(dict.fromkeys(found))


def likely_path(run_path: Path, facts: Mapping[str, Any]) -> Path | None:
    """Which of the paths has the dataset, None where it has gone. Only where both have one is it looked into."""
    there = [path for path in likely_paths(run_path, facts) if path.exists()]
    if len(there) < 2:
        return there[0] if there else None
    try:
        with find_dataset(run_path, facts) as dataset:
            return dataset.path
    except EngineError:
        return there[0]  # whoever opens it hears that it is another


def trouble(run_path: Path, facts: Mapping[str, Any], *, thoroughly: bool = False) -> str:
    """What is wrong with the paths that run.json has for its dataset, in words; "" where one leads to it.

    Only `thoroughly` is it looked into what lies there. Raises nothing.
    """
    if not thoroughly and any(path.exists() for path in likely_paths(run_path, facts)):
        return ""
    try:
        find_dataset(run_path, facts).close()
    except EngineError as error:
        return error.what
    return ""


def find_dataset(
    run_path: Path, facts: Mapping[str, Any], given: Path | None = None, *, work: str = "this training", again: str = ""
) -> Dataset:
    """The dataset of the run at `run_path`, open: at `given` if one is given, else where run.json says.

    `work` and `again` are words for the errors: what was begun, and the command that takes another place. Raises
    `RunError` where only other datasets lie there, `DatasetError` where there is none that can be read.
    """
    again = again or f"gan-engine resume {run_path} --dataset PLACE"
    others: list[Path] = []
    faults: list[DatasetError] = []
    for path in likely_paths(run_path, facts) if given is None else [given.absolute()]:
        try:
            dataset = open_dataset(path)
            if dataset.digest == facts["digest"]:
                _keep_classes(dataset, facts)
                return dataset
            dataset.close()
            others.append(path)
        except DatasetError as error:
            faults.append(error)
    name, kept = facts.get("name", ""), "What was trained so far is untouched."
    if others:
        which = f"The dataset {others[0]} is not" if len(others) == 1 else f"Neither {others[0]} nor {others[1]} is"
        what = f"{which} the one that {work} was begun with."
        do = f"Put “{name}” back, or say where it lies now: {again}."
        raise RunError(" ".join([what, *(fault.what for fault in faults)]), kept=kept, do=do)
    if not faults:
        raise RunError(f"It is not known which dataset {work} was begun with.", kept=kept)
    do = f"Put “{name}” back, or say where it lies now: {again}."
    raise DatasetError(" ".join(fault.what for fault in faults), kept=kept, do=do) from faults[0]


def _keep_classes(dataset: Dataset, facts: Mapping[str, Any]) -> None:
    """The classes that the run was begun with: earlier versions did not count those without pictures, at the end."""
    known = facts.get("class_names")
    if not isinstance(known, list) or dataset.labels is None or known != dataset.class_names[: len(known)]:
        return
    if int(dataset.labels.max()) < len(known):
        dataset.class_names = known


def with_path(run_path: Path, facts: Mapping[str, Any], dataset: Path) -> dict[str, Any]:
    """`facts` of a run whose dataset was found at `dataset`: as they are if they lead there, else with this place."""
    dataset = dataset.absolute()
    if dataset in likely_paths(run_path, facts):
        return dict(facts)
    return {**facts, "path": str(dataset), "relative": relative_way(dataset, run_path)}


def move_dataset(run: RunDirectory, given: Path) -> None:
    """Write down that the run's dataset lies at `given` now, whatever it is packed in.

    Raises `RunError` where another set lies there or the run is in use, `DatasetError` where there is none.
    """
    with run.hold():
        document = description(run)
        with find_dataset(run.path, document["dataset"], given) as dataset:
            facts = with_path(run.path, document["dataset"], dataset.path)
        if facts != document["dataset"]:
            run.write_run({**document, "dataset": facts})
