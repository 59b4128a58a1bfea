"""A paused training at rest: nothing of it is in memory, and it waits to be asked for something.

Everything is in the snapshot that was saved as it was paused; whatever is asked, the training takes up from there.
"""

from __future__ import annotations

import contextlib
import ctypes
import gc
import sys
import time
from collections.abc import Callable
from dataclasses import replace

import torch

from gan_engine.errors import DiskError
from gan_engine.runs import requests
from gan_engine.runs.run_directory import RunDirectory

LOOK_SECONDS = 0.1
_BEAT_SECONDS = 2.0


def free_memory() -> None:
    """Give back to the device and to the system what nothing refers to any more."""
    gc.collect()
    if torch.cuda.is_available():
        torch.cuda.empty_cache()
    if torch.backends.mps.is_available():
        torch.mps.empty_cache()
    if sys.platform == "linux":  # elsewhere what was freed goes back by itself
        with contextlib.suppress(OSError, AttributeError):  # no glibc
            ctypes.CDLL(None).malloc_trim(0)


def wait_until_asked(run: RunDirectory, is_over: Callable[[], bool]) -> None:
    """Return once something is asked of the run that is held here, or `is_over` says so; the heart goes on beating."""
    beaten = time.monotonic()
    while not is_over() and not requests.are_waiting(run.path) and run.path.is_dir():
        time.sleep(LOOK_SECONDS)
        if time.monotonic() - beaten >= _BEAT_SECONDS:
            beaten = time.monotonic()
            with contextlib.suppress(DiskError, OSError):
                run.write_state(replace(run.read_state(), heartbeat=time.time()))
