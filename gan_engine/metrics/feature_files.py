"""Files of features in the user's cache folder: kept under the facts they follow from, bounded, made anew if damaged.

Each is a safetensors file with its facts and a checksum inside; one that does not hold what it says is as good as none,
and the folder may be deleted at any time.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import safetensors
import safetensors.numpy

from gan_engine import atomic, door
from gan_engine.documents import parse_json
from gan_engine.errors import DiskError, OutsideError

log = logging.getLogger(__name__)

Arrays = Mapping[str, npt.NDArray[Any]]
Facts = Mapping[str, Any]
_METADATA = "maquette"


class FeatureFile:
    """The arrays that follow from some facts (JSON)."""

    def __init__(self, folder: Path, facts: Facts, most_bytes: int) -> None:
        """`most_bytes`: of all files of the folder together; those written longest ago make room."""
        self._facts = facts
        self._most_bytes = most_bytes
        key = hashlib.sha256(json.dumps(facts, sort_keys=True).encode()).hexdigest()
        self.path = folder / f"{key[:40]}.safetensors"

    def read(self) -> Arrays | None:
        """What was kept, if it is whole and of these facts."""
        try:
            if not self.path.is_file():
                return None
            with safetensors.safe_open(self.path, "numpy") as file:
                metadata = parse_json((file.metadata() or {})[_METADATA])
                arrays = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - it is no mapping
            checksum = metadata.pop("sha256")
            if metadata == self._facts and checksum == _checksum(arrays):
                return arrays
            log.warning("%s is damaged; it is made anew.", self.path)
        except (OSError, safetensors.SafetensorError, ValueError, LookupError, TypeError, AttributeError) as error:
            log.warning("%s is damaged (%s); it is made anew.", self.path, error)
        return None

    def write(self, arrays: Arrays) -> bool:
        """Keep them; whether that could be. A full disk is no reason to stop."""
        metadata = {**self._facts, "sha256": _checksum(arrays)}
        data = safetensors.numpy.save(dict(arrays), {_METADATA: json.dumps(metadata)})
        try:
            folder = door.make_folder(self.path.parent, root=self.path.parent)
            atomic.write_bytes(self.path, data, root=folder)
        except (DiskError, OSError) as error:
            log.warning("Features could not be kept for the next time: %s", error)
            return False
        self._tidy()
        return True

    def _tidy(self) -> None:
        """What is in use elsewhere is read already."""
        with contextlib.suppress(OSError, OutsideError):
            files = [(path.stat(), path) for path in self.path.parent.glob("*.safetensors") if path != self.path]
            total = self.path.stat().st_size
            for facts, path in sorted(files, key=lambda file: -file[0].st_mtime_ns):
                total += facts.st_size
                if total > self._most_bytes:
                    door.remove_file(path, root=self.path.parent, missing_ok=True)


def _checksum(arrays: Arrays) -> str:
    found = hashlib.sha256()
    for name in sorted(arrays):
        found.update(np.ascontiguousarray(arrays[name]).tobytes())
    return found.hexdigest()
