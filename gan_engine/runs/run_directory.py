"""A run directory: the files of one training, read and written.

The training process writes it; the studio, `gan-engine status` and a later resume read it. Who may write
is decided by a lock that the operating system frees when its holder dies, so that a killed training is
never taken for a living one, and two processes never train into the same folder.
"""

from __future__ import annotations

import contextlib
import os
import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, Literal, get_args

import psutil
from filelock import BaseFileLock, Timeout

from gan_engine import atomic, door
from gan_engine.documents import read_json
from gan_engine.errors import OutsideError, RunError
from gan_engine.runs import formats
from gan_engine.runs.events import (
    Event,
    Paused,
    Resumed,
    RolledBack,
    RunFailed,
    RunFinished,
    SnapshotSaved,
    to_line,
)
from gan_engine.seals import SEAL, sealed

Status = Literal["starting", "running", "paused", "finished", "stopped", "failed", "interrupted"]
"""As the training process writes it. "stopped" was asked for; "interrupted" came by a signal, state saved."""
LiveStatus = Literal["starting", "running", "paused", "finished", "stopped", "failed", "interrupted", "killed"]
"""As readers see it: "killed" when the process has gone without a word (power, kill -9, a crash)."""

Failure = Literal["", "memory", "disk"]
"""memory: there was not enough of it for a whole batch at once. disk: it was full, or took no writes."""

GENERATOR = formats.GENERATOR

UNDERWAY: frozenset[str] = frozenset({"starting", "running", "paused"})

_SYNCED_KINDS = (SnapshotSaved, Paused, Resumed, RolledBack, RunFinished, RunFailed)
_HOLD_PATIENCE = 2.0  # seconds: a reader that asks `is_held` has the lock for some microseconds
_HEARTBEAT_FRESH = 60.0  # seconds a heartbeat is believed where the lock itself may not be asked
_CLOCK_SLACK = 5.0  # seconds between a process's start as the system tells it and our own clock
_MAX_JSON_BYTES = 16 * 2**20
_READ_TRIES = 5  # Windows refuses a read while a file is being replaced: it passes in a moment
_TAG = re.compile(r"([0-9]{6,12})(?:\.([0-9]{3}))?")


def tag(kimg: float) -> str:
    """The name of a sample or snapshot: "000200", or "000000.160" between two kimg (sorts right as text)."""
    whole, rest = divmod(round(kimg * 1000), 1000)
    return f"{whole:06d}" + (f".{rest:03d}" if rest else "")


def kimg_of(name: str) -> float | None:
    """The kimg that `tag` made `name` of; None for any other name."""
    match = _TAG.fullmatch(name)
    return (1000 * int(match[1]) + int(match[2] or 0)) / 1000 if match else None  # to the bit what events say


@dataclass(frozen=True, kw_only=True)
class RunState:
    """Where a training stands: the whole of state.json."""

    status: Status = "starting"
    pid: int | None = None
    starter: int | None = None
    """Of several processes that train together: the pid of who starts them, again where one has gone."""
    heartbeat: float = 0.0
    """When the process last wrote this (seconds since 1970)."""
    kimg: float = 0.0
    total_kimg: float = 0.0
    step: int = 0
    images: int = 0
    """Real pictures shown so far: 1000 x kimg, exactly."""
    seconds: float = 0.0
    """Run time, as events count it."""
    seconds_left: float | None = None
    images_per_second: float | None = None
    best_snapshot: str | None = None
    message: str = ""
    """One line for people: why it failed, what it waits for."""
    failure: Failure = ""
    """What kind of failure it was that ended it, where whoever starts it again can do something about it."""
    before: Status | None = None
    """Of a run that was started again, until its process has it in hand: how it stood before. So it stands still where
    that process has gone without touching it: it was refused."""


@dataclass(frozen=True)
class Sample:
    """A sample grid on the disk."""

    kimg: float
    path: Path


@dataclass(frozen=True)
class Snapshot:
    """A whole snapshot on the disk."""

    name: str
    kimg: float
    path: Path

    @property
    def generator(self) -> Path:
        return self.path / GENERATOR


class RunDirectory:
    """The files of one run. Making the object touches nothing; every reader copes with a run that has been deleted."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path).absolute()
        self._lock: BaseFileLock | None = None
        self._events: int | None = None
        self._torn = True  # until the end of the file has been looked at

    @property
    def run_file(self) -> Path:
        return self.path / "run.json"

    @property
    def state_file(self) -> Path:
        return self.path / "state.json"

    @property
    def events_file(self) -> Path:
        return self.path / "events.jsonl"

    @property
    def log_file(self) -> Path:
        return self.path / "log.txt"

    @property
    def requests_folder(self) -> Path:
        return self.path / "requests"

    @property
    def samples_folder(self) -> Path:
        return self.path / "samples"

    @property
    def snapshots_folder(self) -> Path:
        return self.path / "snapshots"

    @property
    def _lock_file(self) -> Path:
        return self.path / "run.lock"

    @classmethod
    def create(cls, path: Path, document: Mapping[str, Any], *, trained_here: bool = True) -> RunDirectory:
        """Begin a run in `path` (made if missing) with `document` as its run.json.

        `trained_here`: this process trains it next; else another one that is still to be started.

        Raises `RunError` where a run has already been begun, `DiskError` where the disk refuses.
        """
        run = cls(path)
        with atomic.disk_errors(run.path):
            door.make_folder(run.path, root=run.path)
        with run.hold():
            if run.run_file.exists() or run.events_file.exists():
                raise RunError(
                    f"There is already a training in {run.path}.",
                    kept="It was left as it is.",
                    do="Resume it, or choose another folder for the new one.",
                )
            for folder in (run.requests_folder, run.samples_folder, run.snapshots_folder):
                door.make_folder(folder, root=run.path)
            run.write_state(RunState(pid=os.getpid() if trained_here else None, heartbeat=time.time()))
            run.write_run(document)
        return run

    @classmethod
    def open(cls, path: Path) -> RunDirectory:
        """The run in `path`. Raises `RunError` where there is none, or a newer version has made it."""
        run = cls(path)
        if not run.run_file.is_file():
            raise RunError(f"There is no training in {run.path}.", do="Choose a folder that holds a run.json.")
        run.refuse_newer()
        return run

    def refuse_newer(self) -> None:
        """Raise `RunError` where a newer version of Maquette has made this run or one of its snapshots."""
        formats.refuse_newer(self.path, (snapshot.path for snapshot in self.snapshots(whole=False)))

    # Reading

    def read_run(self) -> dict[str, Any]:
        """run.json. Raises `RunError` if it is missing or damaged."""
        try:
            document = _read_json(self.run_file)
        except OSError as error:
            raise RunError(f"There is no training in {self.path} that can be read.") from error
        if not isinstance(document, dict):
            raise RunError(
                f"The description of the training in {self.path} is damaged.",
                kept="Its snapshots are still in the folder “snapshots”.",
                do="Start a new training from the last snapshot.",
            )
        document.pop(SEAL, None)
        return document

    def write_run(self, document: Mapping[str, Any]) -> None:
        """Replace run.json: what `auto` came to, once it is known."""
        atomic.write_json(self.run_file, sealed(document), root=self.path)

    def read_state(self) -> RunState:
        """state.json; a fresh `RunState` if it is missing or damaged, single fields likewise."""
        try:
            values = _read_json(self.state_file)
        except OSError:
            return RunState()
        return _state_from(values) if isinstance(values, dict) else RunState()

    def live_status(self) -> LiveStatus:
        """The status as it truly is: what state.json says, unless its process has gone."""
        state = self.read_state()
        if state.status not in UNDERWAY:
            return state.status
        if self.is_held():
            return state.status
        if state.status in ("starting", "paused") and _is_alive(state.pid, state.heartbeat):
            return state.status  # a paused one lets go for a moment as it comes to rest
        if _is_alive(state.starter, state.heartbeat):
            return "starting"
        latest = self.read_state()  # it may have ended between the two looks
        if latest.status == "starting" and latest.before is not None:
            return "killed" if latest.before in UNDERWAY else latest.before
        return "killed" if latest.status in UNDERWAY else latest.status

    def did_not_start(self) -> bool:
        """Has the process that was to train it ended before it had the run in hand?"""
        return self.read_state().status == "starting" and self.live_status() not in UNDERWAY

    def is_about_to_start(self) -> bool:
        """Was it made a moment ago, for a process that is started next?"""
        state = self.read_state()
        fresh = time.time() - state.heartbeat < _HEARTBEAT_FRESH
        return state.status == "starting" and state.pid is None and fresh and not self.is_held()

    def samples(self) -> list[Sample]:
        """Sample grids on the disk, in the order of kimg."""
        found = []
        for path in _entries(self.samples_folder):
            kimg = kimg_of(path.stem)
            if kimg is not None and path.suffix == ".webp":
                found.append(Sample(kimg, path))
        return sorted(found, key=lambda sample: sample.kimg)

    def resumable_kimg(self) -> float:
        """kimg of the last snapshot that a training can go on from; 0 where there is none."""
        whole = [snapshot.kimg for snapshot in self.snapshots() if (snapshot.path / formats.FACTS).is_file()]
        return max(whole, default=0.0)

    def snapshots(self, *, whole: bool = True) -> list[Snapshot]:
        """Snapshots on the disk, in the order of kimg (a snapshot being written has another name).

        Unless they must be `whole`, also those that have lost their generator.
        """
        found = []
        for path in _entries(self.snapshots_folder):
            kimg = kimg_of(path.name)
            if kimg is not None and ((path / GENERATOR).is_file() or not whole):
                found.append(Snapshot(path.name, kimg, path))
        return sorted(found, key=lambda snapshot: snapshot.kimg)

    # The lock

    @contextlib.contextmanager
    def hold(self) -> Iterator[RunDirectory]:
        """Be the one who writes this run. Raises `RunError` while another process does, and for newer versions.

        Raises `RunError` too where the folder has gone: one that was moved does not come back as an empty shell.
        What an interrupted writer left under a temporary name is swept away. Raises `OutsideError` where a part of the
        run is a link: it would be written to wherever that leads.
        """
        self.refuse_newer()
        with atomic.disk_errors(self._lock_file):
            if not self.path.is_dir():
                raise RunError(
                    f"There is no training in {self.path} any more.",
                    do="If you moved it, open it where it lies now.",
                )
            lock = door.lock(self._lock_file, root=self.path, timeout=_HOLD_PATIENCE)
            try:
                lock.acquire()
            except Timeout:
                raise RunError(
                    f"The training in {self.path} is in use by another process.",
                    kept="It goes on undisturbed.",
                    do="Wait until it has ended, or ask it to stop.",
                ) from None
        self._lock = lock
        try:
            for path in (self.state_file, self.events_file, self.log_file, self.path / "evaluations"):
                door.check(path, root=self.path)
            for folder in (self.path, self.requests_folder, self.samples_folder, self.snapshots_folder):
                atomic.sweep(folder, root=self.path)
            yield self
        finally:
            self._close_events()
            self._lock = None
            lock.release()

    def is_held(self) -> bool:
        """Does a living process hold this run?"""
        if self._lock is not None:
            return True
        if not self._lock_file.exists():
            return False
        try:
            with door.lock(self._lock_file, root=self.path, timeout=0):
                return False
        except Timeout:
            return True
        except (OSError, OutsideError):  # somebody else's folder, which may only be read
            return time.time() - self.read_state().heartbeat < _HEARTBEAT_FRESH

    # Writing (only inside `hold`, but for the first state, which the starter writes)

    def write_state(self, state: RunState) -> None:
        """Replace state.json. Non-finite numbers are written as null."""
        values = asdict(state)
        for key, value in values.items():
            if isinstance(value, float) and not abs(value) < float("inf"):
                values[key] = None
        atomic.write_json(self.state_file, sealed(values), root=self.path)

    def append_event(self, event: Event) -> None:
        """Append `event` to events.jsonl; synced to the disk where it marks a point to come back to."""
        if self._events is None:
            self._open_events()
        line = to_line(event).encode()
        if self._torn:
            line = b"\n" + line
        self._write(line)
        if isinstance(event, _SYNCED_KINDS):
            self.sync_events()

    def sync_events(self) -> None:
        """Bring every event so far to the disk."""
        if self._events is not None:
            os.fsync(self._events)

    def _open_events(self) -> None:
        with atomic.disk_errors(self.events_file):
            self._events = door.open_append(self.events_file, root=self.path)
            length = os.lseek(self._events, 0, os.SEEK_END)
            self._torn = False
            if length:  # a kill may have left the last line without its end
                os.lseek(self._events, length - 1, os.SEEK_SET)
                self._torn = os.read(self._events, 1) != b"\n"

    def _write(self, line: bytes) -> None:
        assert self._events is not None
        self._torn = True
        with atomic.disk_errors(self.events_file):
            written = os.write(self._events, line)
            while written < len(line):  # only a nearly full disk takes a part; the next try then says so
                written += os.write(self._events, line[written:])
        self._torn = False

    def _close_events(self) -> None:
        if self._events is not None:
            with contextlib.suppress(OSError):
                os.fsync(self._events)
            os.close(self._events)
            self._events = None


def _entries(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not door.is_link(path)]
    except OSError:
        return []


def _read_json(path: Path) -> Any:
    """The value in `path`, None if it is no JSON or absurdly large. Raises `OSError` if it cannot be read."""
    for attempt in range(_READ_TRIES):
        try:
            return read_json(path, largest=_MAX_JSON_BYTES)
        except PermissionError:
            if attempt == _READ_TRIES - 1:
                raise
            time.sleep(0.02)
        except ValueError:
            return None
    return None


def _state_from(values: dict[str, Any]) -> RunState:
    """A state out of whatever the file held: a field of the wrong kind keeps its default."""
    known: dict[str, Any] = {}
    for field in fields(RunState):
        value = values.get(field.name)
        if _fits(field.name, value):
            known[field.name] = value
    return RunState(**known)


def _fits(name: str, value: object) -> bool:
    if name in ("status", "before"):
        return isinstance(value, str) and value in get_args(Status)
    if name == "failure":
        return isinstance(value, str) and value in get_args(Failure)
    if name in ("best_snapshot", "message"):
        return isinstance(value, str)
    if isinstance(value, bool):
        return False
    if name in ("pid", "starter", "step", "images"):
        return isinstance(value, int)
    return isinstance(value, int | float) and abs(value) < float("inf")


def _is_alive(pid: int | None, since: float) -> bool:
    """Is `pid` still the process it was at `since` (not another that got the number later)?"""
    if pid is None or pid <= 0:
        return False
    try:
        process = psutil.Process(pid)
        born: float = process.create_time()
        return born <= since + _CLOCK_SLACK and str(process.status()) != psutil.STATUS_ZOMBIE
    except (psutil.Error, OSError, OverflowError):
        return False
