"""The versions of runs and snapshots that are known here, and the refusal of newer ones.

What a newer version has written is refused before anything is touched: to go on with it, or to put it aside as
damaged, would lose what the newer version knows and this one does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gan_engine import door
from gan_engine.documents import parse_json, read_json
from gan_engine.errors import EngineError, RunError

RUN_FORMAT = 1
SNAPSHOT_FORMAT = 1

GENERATOR = "generator.safetensors"
"""A snapshot's EMA generator: all that designs need."""
FACTS = "training.json"
METADATA_KEY = "maquette"

_MOST_JSON_BYTES = 16 * 2**20
_MOST_HEADER_BYTES = 8 * 2**20


def refuse_newer(run: Path, snapshots: Iterable[Path]) -> None:
    """Raise `RunError` where the run in the folder `run`, or one of its snapshots, is of a newer version."""
    if _version(_json(run / "run.json")) > RUN_FORMAT:
        raise RunError(
            f"The training in {run} was begun by a newer version of Maquette.",
            kept="It was not touched.",
            do="Update Maquette, then do it again.",
        )
    for snapshot in snapshots:
        if is_newer_snapshot(snapshot):
            raise RunError(
                f"The snapshot {snapshot.name} of the training in {run} was made by a newer version of Maquette.",
                kept="The training was not touched.",
                do="Update Maquette, then do it again.",
            )


def is_newer_snapshot(folder: Path) -> bool:
    """Whether the snapshot in `folder` says so, in its facts or in its generator's card."""
    return max(_version(_json(folder / FACTS)), _version(card_of(folder / GENERATOR))) > SNAPSHOT_FORMAT


def newer(what: str, kind: type[EngineError]) -> EngineError:
    """The refusal of `what` as an error of this kind."""
    return kind(f"{what} was made by a newer version of Maquette.", kept="It was not touched.", do="Update Maquette.")


def _version(document: Any) -> int:
    version = document.get("version") if isinstance(document, dict) else None
    return version if isinstance(version, int) and not isinstance(version, bool) else 0


def _json(path: Path) -> Any:
    try:
        return read_json(path, largest=_MOST_JSON_BYTES)
    except (OSError, ValueError):
        return None


def card_of(path: Path) -> dict[str, Any]:
    """What a generator's file says of itself in its header, unchecked; {} where nothing of it can be understood."""
    try:
        with door.open_read(path) as file:
            length = int.from_bytes(file.read(8), "little")
            text = file.read(length) if length <= _MOST_HEADER_BYTES else b""
        card = parse_json(parse_json(text)["__metadata__"][METADATA_KEY])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return card if isinstance(card, dict) else {}
