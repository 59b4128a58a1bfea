"""The history of a run, read from its events while they are written.

`Follower` hands out each event once. `RunHistory` holds a whole run in numpy columns, fit for plots, and
forgets what a resume made void. Both read on from where they stopped, and cope with a last line that is
torn, a file that was cut or replaced, and a run that was deleted while it was being watched.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic_core import from_json  # reads numbers twice as fast as the standard library

from gan_engine import door
from gan_engine.documents import parse_json
from gan_engine.runs.events import (
    Event,
    HealthChanged,
    MetricMeasured,
    NoLongerImproves,
    NotMeasured,
    Paused,
    Progress,
    RequestRefused,
    Resumed,
    RunFailed,
    RunFinished,
    RunStarted,
    SampleSaved,
    SnapshotSaved,
    from_line,
)
from gan_engine.runs.progress_lines import BEGINNING, read_table

Column: TypeAlias = NDArray[np.float64]
_E = TypeVar("_E", bound=Event)

_CHUNK = 128 * 1024  # bytes read at once: a millisecond or two of parsing, so that other threads get their turn
_MAX_LINE = 4 * 2**20
_NO_KIMG = 1e12  # nobody trains that long: a number beyond is damage
_PLAIN = ("time", "kimg", "step", "images_per_second", "seconds_per_kimg", "seconds_left", "memory_mb")
_GROUPS = {"losses": "losses.", "scores": "scores.", "notes": ""}
"""Mappings of a Progress event, and what goes before their names in those of the columns: notes have dots."""


class LineReader:
    """New whole lines of a growing file, by byte offset."""

    def __init__(self, path: Path) -> None:
        self.path = Path(path)
        self.offset = 0
        self._identity: tuple[int, int] | None = None

    def restarted(self) -> bool:
        """Was the file cut or replaced since the last read? Then reading begins anew (said once)."""
        try:
            status = self.path.stat()
        except OSError:
            return False
        identity = (status.st_dev, status.st_ino)
        fresh = self._identity is not None and (identity != self._identity or status.st_size < self.offset)
        self._identity = identity
        if fresh:
            self.offset = 0
        return fresh

    def chunks(self) -> Iterator[list[bytes]]:
        """The lines that have become whole since the last call, a hundred kilobytes at a time."""
        size = _CHUNK
        while True:
            try:
                with door.open_read(self.path) as file:
                    file.seek(self.offset)
                    data = file.read(size)
            except OSError:
                return
            end = data.rfind(b"\n") + 1
            if end:
                self.offset += end
                size = _CHUNK
                yield data[: end - 1].split(b"\n")
            elif len(data) < size:
                return
            elif size < _MAX_LINE:
                size *= 2
            else:  # no event is that long: whatever this is, step over it
                self.offset += len(data)
                size = _CHUNK


class Follower:
    """The events of the run in `path`, each handed out once."""

    def __init__(self, path: Path) -> None:
        self._lines = LineReader(Path(path) / "events.jsonl")

    def poll(self) -> list[Event]:
        """What has been appended since the last call; after a cut or replaced file, everything in it."""
        self._lines.restarted()
        return [event for lines in self._lines.chunks() for event in map(_parse, lines) if event is not None]


class RunHistory:
    """A run so far, without what a resume made void.

    `column(name)` gives one value a Progress event (nan where it had none), `names()` what there is: `time`,
    `kimg`, `step`, `images_per_second`, `seconds_per_kimg`, `seconds_left`, `memory_mb`, and by their names
    `losses.generator`, `scores.real`, `gradients.generator`, ... The other kinds are few and kept as events.
    """

    def __init__(self) -> None:
        self._columns: dict[str, Column] = {"kimg": np.empty(0)}
        self._length = 0
        self.started: RunStarted | None = None
        self.samples: list[SampleSaved] = []
        self.snapshots: list[SnapshotSaved] = []
        self.metrics: list[MetricMeasured] = []
        self.unmeasured: NotMeasured | None = None
        """Why there is no measuring, or no more of it."""
        self.refused: RequestRefused | None = None
        """The last of what was asked of it that it could not do."""
        self.leveled: NoLongerImproves | None = None
        """Where it stopped by itself the last time, if ever."""
        self.health: HealthChanged | None = None
        """The trouble the run is in, None when all is well."""
        self.last: Event | None = None
        """The latest event that is no Progress: how the run stands, or ended."""
        self.failure: RunFailed | None = None
        self._health: list[HealthChanged] = []

    def __len__(self) -> int:
        return self._length

    def names(self) -> list[str]:
        return list(self._columns)

    def column(self, name: str) -> Column:
        """A view of one column (do not write), [number of Progress events]; all nan for a name unknown."""
        if name in self._columns:
            return self._columns[name][: self._length]
        return np.full(self._length, np.nan)

    @property
    def kimg(self) -> Column:
        return self.column("kimg")

    def latest(self, name: str) -> float | None:
        """The last value of a column, None where there is none."""
        if not self._length or name not in self._columns:
            return None
        value = float(self._columns[name][self._length - 1])
        return value if np.isfinite(value) else None

    def extend(self, events: Iterable[Event]) -> None:
        """Add events in the order in which they were written."""
        rows: list[Mapping[str, Any]] = []
        for event in events:
            if isinstance(event, Progress):
                rows.append(vars(event))
            else:
                rows = self._add_after(rows, event)
        self._add_rows(rows)

    def extend_lines(self, lines: list[bytes]) -> None:
        """Add events as they stand in the file: what `extend` does, without an object for every line."""
        block: list[bytes] = []
        for line in lines:
            if line.startswith(BEGINNING):
                block.append(line)
            elif (event := _parse(line)) is not None:
                if isinstance(event, Progress | Resumed):  # in their turn; the others do not ask how far it had come
                    self._add_block(block)
                    block = []
                self.extend([event])
        self._add_block(block)

    def _add_block(self, lines: list[bytes]) -> None:
        """Add Progress events as they stand in the file."""
        if (found := read_table(lines)) is None:
            self._add_rows([values for values in _values(lines) if type(values) is dict])
            return
        ways, table = found
        new = dict.fromkeys(_PLAIN, np.full(len(table), np.nan))
        for way, column in zip(ways, table.T, strict=True):
            if name := _column_name(way):
                new[name] = column
        self._append(new)

    def _add_after(self, rows: list[Mapping[str, Any]], event: Event) -> list[Mapping[str, Any]]:
        """Add `event`, which came after `rows`; returns those that are still to be added: many at once are quicker, and
        only a resume asks how far the run had come."""
        if isinstance(event, Resumed):
            self._add_rows(rows)
            rows = []
        self._add(event)
        return rows

    def _add_rows(self, rows: list[Mapping[str, Any]]) -> None:
        if not rows:
            return
        new = _columns(rows, _PLAIN)
        for group in _GROUPS:
            inner = _inner(rows, group)
            for key, column in _columns(inner, _keys(inner)).items():
                if name := _column_name((group, key)):
                    new[name] = column
        self._append(new)

    def _append(self, new: dict[str, Column]) -> None:
        """Add rows, given as columns of one length, `kimg` among them."""
        real = np.abs(new["kimg"]) < _NO_KIMG
        if not real.all():
            new = {name: column[real] for name, column in new.items()}
        start, end = self._length, self._length + len(new["kimg"])
        for name in new.keys() | self._columns.keys():
            old = self._columns.get(name)
            if old is None:
                old = np.full(max(end, 1024), np.nan)
            elif len(old) < end:
                old = np.concatenate([old[:start], np.full(max(end, 2 * start) - start, np.nan)])
            self._columns[name] = old
            old[start:end] = new.get(name, np.nan)
        self._length = end

    def _add(self, event: Event) -> None:
        if not _is_number(event.kimg):
            return
        match event:
            case RunStarted():
                self.started = event
            case SampleSaved() if isinstance(event.file, str):
                _put(self.samples, event)
            case SnapshotSaved() if isinstance(event.name, str):
                _put(self.snapshots, event)
            case MetricMeasured():
                self.metrics.append(event)
                self.unmeasured = None
            case NotMeasured():
                self.unmeasured = event
            case RequestRefused() if isinstance(event.what, str) and isinstance(event.do, str):
                self.refused = event
            case NoLongerImproves():
                self.leveled = event
            case HealthChanged():
                self._health.append(event)
            case Resumed():
                self._forget_beyond(event.kimg)
            case RunFailed():
                self.failure = event
        if isinstance(event, RunStarted | Resumed):
            self.failure = None
        if isinstance(event, RunStarted | Resumed | Paused | RunFinished | RunFailed):
            self.last = event
        self.health = self._health[-1] if self._health and self._health[-1].problem else None

    def _forget_beyond(self, kimg: float) -> None:
        keep = self.kimg <= kimg
        if not keep.all():
            length = int(keep.sum())
            for column in self._columns.values():
                column[:length] = column[: self._length][keep]
                column[length : self._length] = np.nan
            self._length = length
        self.samples = [event for event in self.samples if event.kimg <= kimg]
        self.snapshots = [event for event in self.snapshots if event.kimg <= kimg]
        if self.leveled is not None and self.leveled.kimg > kimg:
            self.leveled = None
        self.metrics = [event for event in self.metrics if event.kimg <= kimg]
        self._health = [event for event in self._health if event.kimg <= kimg]


class HistoryReader:
    """Keeps a `RunHistory` in step with its run directory."""

    def __init__(self, path: Path) -> None:
        self._lines = LineReader(Path(path) / "events.jsonl")
        self.history = RunHistory()

    def update(self) -> Iterator[RunHistory]:
        """Read on, yielding after every piece, so that whoever reads can show the first or leave off."""
        if self._lines.restarted():
            self.history = RunHistory()
        for lines in self._lines.chunks():
            self.history.extend_lines(lines)
            yield self.history


def history(path: Path) -> RunHistory:
    """The whole history of the run in `path`; an empty one where there is nothing to read."""
    reader = HistoryReader(path)
    for _ in reader.update():
        pass
    return reader.history


def _parse(line: bytes) -> Event | None:
    try:
        event = from_line(line.decode(errors="replace"))
    except RecursionError:
        return None
    return event if event is not None and _is_number(event.kimg) else None


def _values(lines: list[bytes]) -> list[Any]:
    """The JSON value of each line, None for those that are torn; all at once where none is."""
    try:
        values: list[Any] = from_json(b"[" + b",".join(lines) + b"]")
        if len(values) == len(lines):
            return values
    except ValueError:
        pass
    return [_value(line) for line in lines]


def _value(line: bytes) -> Any:
    try:
        return parse_json(line)  # slower, but it takes what that one does not: names that are no text
    except ValueError:
        return None


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < _NO_KIMG


def _column_name(way: tuple[str, ...]) -> str:
    """The column for what stands there in a Progress event; "" for what has none."""
    if len(way) == 1:
        return way[0] if way[0] in _PLAIN else ""
    prefix = _GROUPS.get(way[0]) if len(way) == 2 else None
    return "" if prefix is None or not (prefix or "." in way[1]) else prefix + way[1]


def _inner(rows: Sequence[Mapping[str, Any]], group: str) -> list[dict[str, Any]]:
    """What each of `rows` has under `group`, {} where that is nothing with names."""
    values = [row.get(group) for row in rows]
    if set(map(type, values)) == {dict}:  # at once in nearly every run
        return values  # type: ignore[return-value]
    return [each if isinstance(each, dict) else {} for each in values]


def _keys(rows: list[dict[str, Any]]) -> tuple[str, ...]:
    """All keys of `rows`, which in most runs are those of the first."""
    first = rows[0]
    if all(map(first.keys().__eq__, map(dict.keys, rows))):
        return tuple(first)
    return tuple(dict.fromkeys(key for row in rows for key in row))


def _columns(rows: Sequence[Mapping[str, Any]], names: tuple[str, ...]) -> dict[str, Column]:
    """`names` of all rows as columns: numbers as they are, nan for everything else."""
    if not names:
        return {}
    try:
        found = list(map(itemgetter(*names), rows))
        try:
            flat = chain.from_iterable(found) if len(names) > 1 else found
            table = np.fromiter(flat, np.float64, len(rows) * len(names))
        except TypeError:
            table = np.array(found, np.float64)  # slower, but None is nan to it
        table = table.reshape(len(rows), len(names))
    except (KeyError, TypeError, ValueError, OverflowError):
        values = [[row.get(name) for name in names] for row in rows]
        table = np.array([[_number(value) for value in row] for row in values])
    return dict(zip(names, table.T, strict=True))


def _number(value: object) -> float:
    try:
        return float(value) if isinstance(value, int | float) else np.nan
    except OverflowError:
        return np.nan


def _put(events: list[_E], event: _E) -> None:
    """Enter in the order of kimg; the same kimg again (a sample drawn anew after a resume) takes the former's place."""
    at = len(events)
    while at and events[at - 1].kimg > event.kimg:  # told again, as the end of the file was lost
        at -= 1
    events[at - 1 if at and events[at - 1].kimg == event.kimg else at : at] = [event]
