"""Reading run.json as a training needs it to go on."""

from __future__ import annotations

from typing import Any

from gan_engine.errors import RunError
from gan_engine.runs.run_directory import RunDirectory


def description(run: RunDirectory) -> dict[str, Any]:
    """run.json, found to say all that a training needs to go on. Raises `RunError`."""
    document = run.read_run()
    dataset, resolved = document.get("dataset"), document.get("resolved")
    if (
        isinstance(document.get("configuration"), dict)
        and isinstance(dataset, dict)
        and all(isinstance(dataset.get(key), str) for key in ("path", "name", "digest"))
        and isinstance(resolved, dict)
        and (not resolved or {"device", "device_name", "precision"} <= resolved.keys())
        and all(isinstance(document.get(key), str | None) for key in ("snapshot", "pretrained"))
    ):
        return document
    raise RunError(
        f"The description of the training in {run.path} (run.json) is damaged or incomplete.",
        kept="Its snapshots are still in the folder “snapshots”.",
        do="Start a new training from the last snapshot.",
    )


def processes_of(run: RunDirectory) -> int:
    """How many processes are to train it together, as it is set. Raises `RunError`."""
    processes = description(run)["configuration"].get("processes", 1)
    return processes if isinstance(processes, int) else 1


def set_processes(run: RunDirectory, processes: int) -> None:
    """Have so many processes train it together from now on. Raises `RunError` where it is in use."""
    with run.hold():
        document = description(run)
        if document["configuration"].get("processes", 1) != processes:
            run.write_run({**document, "configuration": {**document["configuration"], "processes": processes}})
