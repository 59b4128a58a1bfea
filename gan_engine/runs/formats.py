"""The versions of runs and snapshots that are known here, and the refusal of newer ones.

What a newer version has written is refused before anything is touched: to go on with it, or to put it aside as
damaged, would lose what the newer version knows and this one does not.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from gan_engine.documents import parse_json, read_json
from gan_engine.errors import RunError, newer
from gan_engine.runs.tensor_header import read_raw_header

RUN_FORMAT = 1
SNAPSHOT_FORMAT = 2
"""The newest that is known here; since 2 the card may name a discriminator that is not the family's own."""

GENERATOR = "generator.safetensors"
"""A snapshot's EMA generator: all that designs need."""
FACTS = "training.json"
METADATA_KEY = "maquette"

_AGAIN = "Update Maquette, then do it again."
_MOST_JSON_BYTES = 16 * 2**20


def snapshot_format(discriminator: str) -> int:
    """The oldest form that holds a snapshot with such a `discriminator`: earlier versions open all that they can."""
    return 1 if discriminator == "own" else 2


def refuse_newer(run: Path, snapshots: Iterable[Path]) -> None:
    """Raise `RunError` where the run in the folder `run`, or one of its snapshots, is of a newer version."""
    if _version(_json(run / "run.json")) > RUN_FORMAT:
        raise newer(f"The training in {run}", RunError, how="begun", do=_AGAIN)
    for snapshot in snapshots:
        if is_newer_snapshot(snapshot):
            raise newer(
                f"The snapshot {snapshot.name} of the training in {run}", RunError,
                kept="The training was not touched.", do=_AGAIN,
            )  # fmt: skip


def is_newer_snapshot(folder: Path) -> bool:
    """Whether the snapshot in `folder` says so, in its facts or in its generator's card."""
    return max(_version(_json(folder / FACTS)), _version(card_of(folder / GENERATOR))) > SNAPSHOT_FORMAT


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
        card = parse_json(read_raw_header(path).document["__metadata__"][METADATA_KEY])
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return card if isinstance(card, dict) else {}
