"""A paused training at rest: nothing of it is in memory, and its process waits to be asked for something.

Everything is in the snapshot that was saved as it was paused; whatever is asked, the training takes up from there.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from typing import NoReturn

from gan_engine.errors import DiskError
from gan_engine.runs import requests
from gan_engine.runs.events import RunFinished
from gan_engine.runs.processes import engine_command, engine_environment
from gan_engine.runs.run_directory import RunDirectory

CAN_BEGIN_ANEW = sys.platform != "win32"
"""A process may become another program and stay what it is for everybody else (POSIX)."""

_LOOK_SECONDS = 0.1
_BEAT_SECONDS = 2.0
_MOST_FILES = 65536
_ENDS = {signal.SIGINT, signal.SIGTERM}


def wait_until_asked(run: RunDirectory, is_over: Callable[[], bool]) -> None:
    """Return once something is asked of the run that is held here, or `is_over` says so; the heart goes on beating."""
    beaten = time.monotonic()
    while not is_over() and not requests.are_waiting(run.path) and run.path.is_dir():
        time.sleep(_LOOK_SECONDS)
        if time.monotonic() - beaten >= _BEAT_SECONDS:
            beaten = time.monotonic()
            with contextlib.suppress(DiskError, OSError):
                run.write_state(replace(run.read_state(), heartbeat=time.time()))


def end_interrupted(run: RunDirectory) -> None:
    """Say that a signal has ended a training at rest; the run is held here."""
    state = run.read_state()
    run.append_event(RunFinished(time=state.seconds, kimg=state.kimg, reason="interrupted"))
    run.write_state(replace(state, status="interrupted", heartbeat=time.time()))


def hold_ends() -> None:
    """From here on a signal that asks for the end waits until the program that comes listens."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_BLOCK, _ENDS)


def listen() -> None:
    """Hear the signals that came since they were held."""
    if sys.platform != "win32":
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _ENDS)


def begin_anew(run: RunDirectory) -> NoReturn:
    """Let this process, which held a training that is paused now, begin anew with nothing but waiting for it.

    Only so does all go that libraries and the graphics card's driver keep for a process as long as it lives. Signals
    that ask for the end are held since it was paused (`hold_ends`).
    """
    command = [*engine_command(), "resume", str(run.path), "--at-rest"]
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    os.closerange(3, _MOST_FILES)  # a device is let go of once it is closed
    os.execve(command[0], command, engine_environment())
