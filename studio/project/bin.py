"""The system's bin: where what the project no longer needs goes, so that a person can still think again."""

from __future__ import annotations

import logging
from pathlib import Path

log = logging.getLogger(__name__)


def to_bin(path: Path) -> None:
    """Put a file or folder into the bin. Where a disk has none it stays, rather than being lost."""
    from send2trash import send2trash

    if path.exists():
        try:
            send2trash(path)
        except OSError:
            log.info("%s could not be put into the bin and stays", path, exc_info=True)
