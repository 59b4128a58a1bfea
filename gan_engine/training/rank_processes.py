"""Starting the processes that train together on this machine, and starting them again where one has gone.

It holds no torch: whoever starts them waits beside them for weeks. They meet in a file, so that no port can be taken,
and each ends when its standard input closes, so that none is left behind, however their starter ends.
"""

from __future__ import annotations

import contextlib
import logging
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from gan_engine.errors import EngineError
from gan_engine.runs.events import RunFailed
from gan_engine.runs.processes import engine_command, engine_environment
from gan_engine.runs.rank_position import RankPosition
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.training.signals import EndSignals

log = logging.getLogger(__name__)

LOST = 75
"""The exit code of a rank that has lost another one (as sysexits' EX_TEMPFAIL): to begin again may help."""

_INTERRUPTED = 130
_TOLD = frozenset({1, 2})  # exit codes of what was said in words: the same would be said again
_MOST_TRIES = 3  # at the same point
_LOOK_SECONDS = 0.05
_GRACE_SECONDS = 15.0  # for the others to notice that one has gone, and to end
_WORD_SECONDS = 3.0  # likewise, where it has said why
_SAVING_SECONDS = 300.0  # for a last snapshot, once they are asked to end
_WAITS = (1.0, 5.0)  # seconds before the first try again, and before later ones


def train_together(run: RunDirectory, arguments: Sequence[str], count: int) -> int:
    """Have `count` processes do the command of `arguments` together, which trains `run`; returns the exit code.

    Where one of them has gone without a word (killed, crashed, its machine's memory full) all begin again from the last
    whole snapshot; after three tries that came no further it is given up.
    """
    command, tries, reached = list(arguments), 0, _reached(run)
    with EndSignals() as signals:
        while True:
            codes = _run(command, count, signals)
            if not any(codes):
                return 0
            if signals.asked or _INTERRUPTED in codes:
                return _INTERRUPTED
            if _TOLD.intersection(codes):
                return 1
            came = _reached(run)
            tries = 0 if came != reached else tries + 1
            reached = came
            gone = _words(codes)
            if tries >= _MOST_TRIES:
                _give_up(run, gone)
                return 1
            if run.run_file.exists():
                command = ["resume", str(run.path)]
            log.warning("%s All begin again from the last whole snapshot.", gone)
            time.sleep(_WAITS[min(tries, 1)])


def _run(command: Sequence[str], count: int, signals: EndSignals) -> list[int]:
    """The exit codes, by rank, of processes that train together until all have ended."""
    with tempfile.TemporaryDirectory(prefix="maquette-", ignore_cleanup_errors=True) as folder:
        meeting = (Path(folder) / "meeting").as_uri()
        with _started(command, count, meeting) as processes:
            asked_at = lost_at = None
            while any(process.poll() is None for process in processes):
                now = time.monotonic()
                if signals.asked and asked_at is None:
                    asked_at = now
                    _close_inputs(processes)
                codes = [process.poll() for process in processes]
                if lost_at is None and any(codes):
                    lost_at = now
                grace = _WORD_SECONDS if _TOLD.intersection(codes) else _GRACE_SECONDS
                late = asked_at is not None and now - asked_at > _SAVING_SECONDS
                if late or (asked_at is None and lost_at is not None and now - lost_at > grace):
                    for process in processes:
                        process.kill()
                time.sleep(_LOOK_SECONDS)
            return [process.wait() for process in processes]


@contextlib.contextmanager
def _started(command: Sequence[str], count: int, meeting: str) -> Iterator[list[subprocess.Popen[bytes]]]:
    """The processes; none of them is left when the block ends."""
    processes: list[subprocess.Popen[bytes]] = []
    try:
        for rank in range(count):
            position = RankPosition(rank, count, rank, count, meeting, os.getpid())
            processes.append(
                subprocess.Popen(
                    [*engine_command(), *command],
                    stdin=subprocess.PIPE,
                    stdout=None if position.leads else subprocess.DEVNULL,
                    env=engine_environment() | position.environment(),
                )
            )
        yield processes
    finally:
        for process in processes:
            process.kill()
            process.wait()
        _close_inputs(processes)


def _close_inputs(processes: Sequence[subprocess.Popen[bytes]]) -> None:
    """Ask all to end."""
    for process in processes:
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()


def _reached(run: RunDirectory) -> str:
    """The last whole snapshot."""
    snapshots = run.snapshots()
    return snapshots[-1].name if snapshots else ""


def _words(codes: Sequence[int]) -> str:
    """Which has gone, and how: those that only noticed it do not count."""
    for rank, code in enumerate(codes):
        if code not in (0, LOST):
            how = f"signal {-code}" if code < 0 else f"exit code {code}"
            return f"Process {rank + 1} of the {len(codes)} that train together has gone ({how})."
    return "The processes that train together have lost each other."


def _give_up(run: RunDirectory, gone: str) -> None:
    what = f"{gone} {_MOST_TRIES} tries from the same snapshot came no further."
    kept, do = "Everything up to the last snapshot is safe.", "Resume the training when the reason is gone."
    log.error("%s %s %s", what, kept, do)
    if not run.run_file.exists():
        return
    with contextlib.suppress(EngineError, OSError), run.hold():
        state = run.read_state()
        run.append_event(RunFailed(time=state.seconds, kimg=state.kimg, what=what, kept=kept, do=do))
        run.write_state(replace(state, status="failed", starter=None, heartbeat=time.time(), message=what))
