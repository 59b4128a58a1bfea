"""Starting trainings and evaluations as processes of their own, which outlive whoever started them.

The window may be closed, crash or be killed: the training goes on, and its run directory tells the rest.
"""

from __future__ import annotations

import contextlib
import itertools
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import psutil

from gan_engine import atomic, door
from gan_engine.environment import for_steps
from gan_engine.errors import RunError
from gan_engine.reporting import Report, silent
from gan_engine.runs import requests
from gan_engine.runs.run_directory import UNDERWAY, RunDirectory, RunState, Status
from gan_engine.settings.dotted import assignments

_HEADING = "== "
_ANSI = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_FRAME = " \t│┃|╭╮╰╯─━"
_LOG_TAIL_BYTES = 64 * 1024
_LOOK_EVERY = 0.1  # seconds
_NICENESS = 10
_REPORT_SECONDS = 20.0  # that a training which has ended may take for its report; it takes one or two


def engine_command() -> list[str]:
    """What runs the engine's terminal commands: this Python, or in the bundle the executable beside ours."""
    if getattr(sys, "frozen", False):
        name = "gan-engine.exe" if sys.platform == "win32" else "gan-engine"
        return [str(Path(sys.executable).with_name(name))]
    return [sys.executable, "-P", "-m", "gan_engine"]  # -P: never import from the folder we happen to be in


def ask_engine(arguments: Sequence[str], *, timeout: float) -> bytes:
    """What the engine says on stdout to a command of the terminal. Raises `OSError`, `subprocess.SubprocessError`."""
    how: dict[str, Any] = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": timeout, "check": True}
    if sys.platform == "win32":
        how["creationflags"] = subprocess.CREATE_NO_WINDOW
    done: subprocess.CompletedProcess[bytes] = subprocess.run(
        [*engine_command(), *arguments], env=engine_environment(), **how
    )
    return done.stdout


def start_training(
    run_dir: Path,
    dataset: Path,
    *,
    recipe: str | None = None,
    settings: Mapping[str, Any] | None = None,
    snapshot: Path | None = None,
) -> int:
    """Start a new training into `run_dir`; returns its pid at once, long before the first step.

    `settings` are `--set` keys to values; `snapshot` is where to begin from (`--from`). Raises `RunError`
    where a training lies already. Whether it came off, `wait_for_start` tells.
    """
    run = _free(run_dir)
    command = ["train", str(Path(dataset).absolute()), "--run", str(run.path)]
    if recipe is not None:
        command += ["--recipe", recipe]
    for assignment in assignments(settings or {}):
        command += ["--set", assignment]
    if snapshot is not None:
        command += ["--from", str(Path(snapshot).absolute())]
    return _start(run, command, RunState())


def start_branch(
    run_dir: Path, snapshot: Path, *, settings: Mapping[str, Any] | None = None, kimg: float | None = None
) -> int:
    """Start a branch of `snapshot` into `run_dir`, as `start_training` does a new training; returns its pid at once."""
    run = _free(run_dir)
    command = ["branch", str(Path(snapshot).absolute()), "--run", str(run.path)]
    for assignment in assignments(settings or {}):
        command += ["--set", assignment]
    if kimg is not None:
        command += ["--kimg", f"{kimg:g}"]
    return _start(run, command, RunState())


def _free(run_dir: Path) -> RunDirectory:
    """The run directory that is to be. Raises `RunError` where a training lies there already."""
    run = RunDirectory(run_dir)
    if run.run_file.exists() or run.is_held():
        raise RunError(
            f"There is already a training in {run.path}.",
            kept="It was left as it is.",
            do="Resume it, or choose another folder for the new one.",
        )
    return run


def resume_training(run_dir: Path, *, kimg: float | None = None) -> int:
    """Go on with the training in `run_dir` from its last whole snapshot; returns the pid.

    `kimg`: how long it is to be in all. Where its last process has ended the training and writes its report still, that
    is waited for, some seconds at most. Raises `RunError` if there is none, or it is running.
    """
    run = RunDirectory.open(run_dir)
    until = time.monotonic() + _REPORT_SECONDS
    while run.is_held() and run.read_state().status not in UNDERWAY and time.monotonic() < until:
        time.sleep(0.05)
    if run.is_held() or run.live_status() in UNDERWAY:
        raise RunError(f"The training in {run.path} is running already.", kept="It goes on undisturbed.")
    requests.clear(run.path)
    command = ["resume", str(run.path)]
    if kimg is not None:
        command += ["--kimg", f"{kimg:g}"]
    state = run.read_state()
    return _start(run, command, state, state.before if state.status == "starting" else state.status)


def find_training(run_dir: Path) -> list[int]:
    """The pids of living processes that were started to train `run_dir`, whether they have it in hand yet or not."""
    wanted = _spelt(run_dir)
    return _find(lambda words, pairs: ("resume", wanted) in pairs or ("train" in words and ("--run", wanted) in pairs))


def find_supervisor(queue: Path) -> list[int]:
    """The pids of living processes that `start_supervisor` made for that queue, whether they see to it yet or not."""
    wanted = _spelt(queue)
    return _find(lambda words, pairs: ("queue", "run") in pairs and ("--queue", wanted) in pairs)


def _spelt(path: Path) -> str:
    return os.path.normcase(str(Path(path).absolute()))


def _find(is_it: Callable[[list[str], list[tuple[str, str]]], bool]) -> list[int]:
    """All living processes, other than this one, with such words (and words one after the other) in their command."""
    found = []
    for process in psutil.process_iter(["cmdline"]):
        words = process.info["cmdline"] or []
        if is_it(words, [(before, os.path.normcase(word)) for before, word in itertools.pairwise(words)]):
            with contextlib.suppress(psutil.Error):
                if process.pid != os.getpid() and process.status() != psutil.STATUS_ZOMBIE:
                    found.append(int(process.pid))
    return found


def end_training(run_dir: Path, *, timeout: float = 30.0) -> None:
    """End what trains `run_dir` and does not answer: asked politely, after `timeout` seconds by force.

    Where several processes train together, all of them and who starts them again.
    """
    _end(find_training(run_dir), timeout)


def end_supervisor(queue: Path, *, timeout: float = 10.0) -> None:
    """End what `start_supervisor` made for that queue, if it lives: the trainings go on without it."""
    _end(find_supervisor(queue), timeout)


def _end(pids: Sequence[int], timeout: float) -> None:
    there = []
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            process.terminate()
            there.append(process)
    _, left = psutil.wait_procs(there, timeout)
    for process in left:
        with contextlib.suppress(psutil.Error):
            process.kill()
    psutil.wait_procs(left, timeout)


def start_supervisor(queue: Path, *, until_done: bool = True, devices: str = "") -> int:
    """Start `gan-engine queue run` on the queue in the file `queue`, which outlives us; returns its pid at once.

    It ends by itself where another one sees to that queue already and, `until_done`, when nothing is left to do. What
    it says is added to the log beside the queue. `devices`: what `gan-engine devices --json` would say now, where that
    is known; else it asks.
    """
    log_file = queue.with_suffix(".log")
    arguments = ["queue", "run", "--queue", str(queue.absolute()), *(["--once"] if until_done else [])]
    arguments += ["--devices", devices] if devices else []
    with atomic.disk_errors(log_file):
        door.make_folder(queue.parent, root=queue.parent)
        process = _spawn_logged(arguments, log_file, queue.parent, root=queue.parent)
    _leave_to_itself(process)
    return process.pid


def wait_for_start(run_dir: Path, pid: int, *, timeout: float = 300.0, report: Report = silent) -> None:
    """Return when the training just started has taken its run directory in hand.

    Raises `RunError` with the last clear line of its log if it ended before that.
    """
    run = RunDirectory(run_dir)
    end = time.monotonic() + timeout
    while time.monotonic() < end:
        report(0, None, "starting")
        if run.is_held() and run.run_file.exists():  # it holds the folder before it has described the run in it
            return
        status = run.live_status()
        if status not in UNDERWAY:
            if status in ("failed", "killed") or run.did_not_start():
                raise RunError(f"The training could not start. {last_words(run.log_file)}".rstrip())
            return
        time.sleep(_LOOK_EVERY)
    raise RunError(
        f"The training (process {pid}) has not begun after {timeout:.0f} seconds.",
        kept="It may still be starting.",
        do=f"Look into {run.log_file}.",
    )


def discard_unstarted(run_dir: Path) -> None:
    """Remove what a start that failed left behind, so that the name is free. Leaves anything more alone."""
    run = RunDirectory(run_dir)
    if run.run_file.exists() or run.events_file.exists() or run.is_held():
        return
    requests.clear(run.path)
    for path in (run.state_file, run.log_file, run.path / "run.lock"):
        door.remove_file(path, root=run.path, missing_ok=True)
    for folder in (run.requests_folder, run.path):
        with contextlib.suppress(OSError):  # not there, or something else lies in it that is not ours
            door.remove_empty(folder, root=run.path)


def heading(arguments: Sequence[str]) -> str:
    """The line of a log.txt above what a process says that was started with `arguments`."""
    return f"{_HEADING}{datetime.now():%Y-%m-%d %H:%M:%S} gan-engine {' '.join(arguments)}\n"


def last_words(log_file: Path) -> str:
    """The last clear line of what the latest process wrote into `log_file`, "" if it said nothing."""
    for line in reversed(log_tail(log_file, 200)):
        if line.startswith(_HEADING):
            return ""
        text = line.strip(_FRAME).removeprefix("gan-engine: ")
        if text and not text.startswith(("Try ", "Usage:")):
            return text
    return ""


def log_tail(log_file: Path, lines: int) -> list[str]:
    """The last `lines` lines of a log, without terminal colours; [] if there is none."""
    try:
        with door.open_read(log_file) as file:
            file.seek(0, os.SEEK_END)
            file.seek(max(0, file.tell() - _LOG_TAIL_BYTES))
            text = file.read().decode(errors="replace")
    except OSError:
        return []
    return [_ANSI.sub("", line).rstrip() for line in text.splitlines()][-lines:]


def _start(run: RunDirectory, arguments: Sequence[str], state: RunState, before: Status | None = None) -> int:
    with atomic.disk_errors(run.log_file):
        door.make_folder(run.path, root=run.path)
        process = _spawn_logged(arguments, run.log_file, run.path.parent, root=run.path)
    _let_others_first(process.pid)
    _leave_to_itself(process)
    starting = replace(state, status="starting", failure="", pid=process.pid, heartbeat=time.time(), before=before)
    run.write_state(starting)
    return process.pid


def start_evaluation(arguments: Sequence[str], log_file: Path, *, root: Path) -> subprocess.Popen[bytes]:
    """Start `gan-engine evaluate` with these arguments, which comes after everybody else.

    What it says is added to `log_file`, which lies in `root`.
    """
    with atomic.disk_errors(log_file):
        process = _spawn_logged(["evaluate", *arguments], log_file, log_file.parent, root=root)
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process(process.pid).nice(psutil.IDLE_PRIORITY_CLASS if sys.platform == "win32" else 19)
    return process


def _let_others_first(pid: int) -> None:
    """A training uses what nobody else wants: the window that started it stays fluid beside it."""
    with contextlib.suppress(psutil.Error, OSError):
        process = psutil.Process(pid)
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else max(process.nice(), _NICENESS))


def _spawn_logged(arguments: Sequence[str], log_file: Path, folder: Path, *, root: Path) -> subprocess.Popen[bytes]:
    """Start the engine with these arguments in `folder`; what it says is added to `log_file`, which lies in `root`."""
    command = [*engine_command(), *arguments]
    with os.fdopen(door.open_append(log_file, root=root), "ab") as log:
        log.write(heading(arguments).encode("utf-8", "backslashreplace"))
        log.flush()
        try:
            process = _spawn(command, log.fileno(), folder)
        except FileNotFoundError as error:
            raise RunError(f"The engine is missing: {command[0]}.", do="Install the program again.") from error
    return process


def _leave_to_itself(process: subprocess.Popen[bytes]) -> None:
    """Who waits for a child leaves no zombie; who is gone himself has his children waited for by the system."""
    threading.Thread(target=process.wait, name=f"process {process.pid}", daemon=True).start()


def _spawn(command: list[str], log: int, folder: Path) -> subprocess.Popen[bytes]:
    environment = engine_environment()

    def spawn(**how: Any) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT, cwd=folder, env=environment, **how
        )

    if sys.platform != "win32":
        return spawn(start_new_session=True)  # signals to our group, a closing terminal's too, pass it by
    flags = subprocess.CREATE_NEW_PROCESS_GROUP | subprocess.CREATE_NO_WINDOW
    try:
        return spawn(creationflags=flags | subprocess.CREATE_BREAKAWAY_FROM_JOB)
    except OSError:  # some jobs let nobody leave
        return spawn(creationflags=flags)


def engine_environment() -> dict[str, str]:
    """For what `engine_command` runs."""
    environment = for_steps() | {"PYTHONUNBUFFERED": "1", "PYTHONIOENCODING": "utf-8:replace"}
    if getattr(sys, "frozen", False):
        environment["PYINSTALLER_RESET_ENVIRONMENT"] = "1"  # it is no helper of this process but stands alone
    return environment
