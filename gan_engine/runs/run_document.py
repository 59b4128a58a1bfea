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
        and isinstance(document.get("snapshot"), str | None)
    ):
        return document
    raise RunError(
        f"The description of the training in {run.path} (run.json) is damaged or incomplete.",
        kept="Its snapshots are still in the folder “snapshots”.",
        do="Start a new training from the last snapshot.",
    )
