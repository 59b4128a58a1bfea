"""Moving what a project no longer needs to the system's bin."""

from __future__ import annotations

import logging
from pathlib import Path

from gan_engine import door
from gan_engine.errors import OutsideError

log = logging.getLogger(__name__)


def to_bin(path: Path, *, root: Path) -> None:
    """Put a file or folder of the project in `root` into the bin.

    Where a disk has none it stays, rather than being lost; so does what lies elsewhere, which is nothing of ours.
    """
    try:
        if door.check(path, root=root).exists():
            door.to_bin(path, root=root)
    except OutsideError as error:
        log.warning("%s", error)
    except OSError:
        log.info("%s could not be put into the bin and stays", path, exc_info=True)
