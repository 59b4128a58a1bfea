"""Digests of files that stay as they are: one already read is not read again."""

from __future__ import annotations

from pathlib import Path

from gan_engine.errors import EngineError
from gan_engine.pictures import digest


class FileDigests:
    """SHA-256 of files, for worker threads; one that has changed meanwhile is read anew."""

    def __init__(self) -> None:
        self._known: dict[tuple[Path, int, int], str] = {}

    def of(self, path: Path) -> str:
        """That of a file; "" where it is gone or cannot be read."""
        try:
            facts = path.stat()
            key = (path, facts.st_size, facts.st_mtime_ns)
            if key not in self._known:
                self._known[key] = digest(path)
            return self._known[key]
        except (OSError, EngineError):
            return ""
