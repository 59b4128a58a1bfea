"""Full measures of a run's snapshots, one JSON file each in `evaluations/`.

Written by `gan-engine evaluate --out`, by whoever asked for it; read by the studio's table and by the loop that tells
of them in events.jsonl. The form is what `gan-engine evaluate --json` prints.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gan_engine.documents import read_json
from gan_engine.errors import RunError

FOLDER = "evaluations"

_MAX_BYTES = 4 * 2**20
_NAME = re.compile(r"[0-9]{6,12}(\.[0-9]{3})?(-[0-9]+)?\.json")


def file_for(run_path: Path, snapshot: str) -> Path:
    """A name that is not taken for what will be measured of `snapshot`: 000200.json, 000200-2.json, ..."""
    folder = Path(run_path) / FOLDER
    path, number = folder / f"{snapshot}.json", 1
    while path.exists():
        number += 1
        path = folder / f"{snapshot}-{number}.json"
    return path


def read(path: Path) -> dict[str, Any]:
    """One file's document. Raises `RunError` if it is missing or damaged."""
    try:
        document = read_json(path, largest=_MAX_BYTES)
        if isinstance(document, dict) and isinstance(document.get("snapshots"), list):
            return document
    except (OSError, ValueError):
        pass
    raise RunError(f"“{path.name}” in {path.parent} is missing or damaged.")


def read_all(run_path: Path) -> list[dict[str, Any]]:
    """All documents of a run, in the order of their names; what is damaged is left out."""
    try:
        names = sorted(path for path in (Path(run_path) / FOLDER).iterdir() if _NAME.fullmatch(path.name))
    except OSError:
        return []
    documents = []
    for path in names:
        try:
            documents.append(read(path))
        except RunError:
            continue
    return documents


def results_of(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The numbers of a document's first snapshot, each found to have name, number and network."""
    found = []
    for snapshot in document["snapshots"][:1]:
        results = snapshot.get("results") if isinstance(snapshot, dict) else None
        for result in results if isinstance(results, list) else ():
            if (
                isinstance(result, dict)
                and isinstance(result.get("metric"), str)
                and isinstance(result.get("network"), str)
                and _is_number(result.get("value"))
                and isinstance(result.get("samples"), int)
            ):
                found.append(result)
    return found


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < float("inf")
