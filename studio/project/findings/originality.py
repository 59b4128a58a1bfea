"""What was found of the originality of kept designs: whether each is new, close to or a copy of a training picture."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args

from gan_engine import atomic, door
from gan_engine.documents import read_json
from gan_engine.errors import DiskError

Verdict = Literal["new", "close", "copy"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
_MOST_BYTES = 2**24
_MOST = 200_000


class Verdicts:
    """By the design's file on the shelf, which never changes. May be called from any thread.

    They lie in the project's cache: found by looking, they are no decisions, and can be found again.
    """

    def __init__(self, project_folder: Path) -> None:
        self._root = project_folder
        self._file = project_folder / "cache" / "originality.json"
        self._lock = threading.Lock()
        self._known: Mapping[str, Verdict] | None = None

    def known(self) -> Mapping[str, Verdict]:
        """What is known, by the name of the file. What lies there may be a stranger's."""
        with self._lock:
            return self._at_hand()

    def _at_hand(self) -> Mapping[str, Verdict]:
        if self._known is None:
            self._known = self._read()
        return self._known

    def add(self, found: Mapping[str, Verdict]) -> None:
        """More was found. Where it cannot be written it is known until the project is closed."""
        with self._lock:
            self._known = known = {**self._at_hand(), **found}
            try:
                door.make_folder(self._file.parent, root=self._root)
                atomic.write_json(self._file, known, root=self._root)
            except (DiskError, OSError):
                return

    def _read(self) -> Mapping[str, Verdict]:
        try:
            values = read_json(self._file, largest=_MOST_BYTES)
        except (OSError, ValueError):
            return {}
        if not isinstance(values, dict) or len(values) > _MOST:
            return {}
        return {str(file): verdict for file, verdict in values.items() if verdict in VERDICTS}
