"""Waiting for threads that were told to end."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence


def all_end_within(threads: Sequence[threading.Thread], seconds: float) -> bool:
    """Wait no longer than this; whether all have ended."""
    end = time.monotonic() + seconds
    for thread in threads:
        thread.join(max(0.0, end - time.monotonic()))
    return not any(thread.is_alive() for thread in threads)
