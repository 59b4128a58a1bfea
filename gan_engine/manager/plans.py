"""What is put into a queue of trainings that are there already."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gan_engine.manager.jobs import JobPlan
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.run_document import description


def plan_to_go_on(run: Path, *, kimg: float | None = None, device: str | None = None, **rest: Any) -> JobPlan:
    """Going on with the training in `run` from its last whole snapshot.

    `kimg`: how long it is to be in all; `device`: another than its own; `rest`: of `JobPlan`. Raises `RunError` where
    there is none.
    """
    directory = RunDirectory.open(run)
    document = description(directory)
    configuration = document["configuration"]
    if kimg is not None:
        configuration = {**configuration, "kimg": kimg}
    document = {**document, "configuration": configuration}
    asked = device or str(configuration.get("device", "auto"))
    return JobPlan(run=directory.path, document=document, begun=True, device=asked, **rest)
