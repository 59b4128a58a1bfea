"""Whether a queue that cannot be used can be put right from here."""

from __future__ import annotations

from gan_engine.errors import DamagedQueueError, EngineError
from gan_engine.manager.database import backup_of, usual_path


def can_restore(error: EngineError | None) -> bool:
    """It is damaged, and there is a copy to put in its place."""
    return isinstance(error, DamagedQueueError) and backup_of(usual_path()).is_file()
