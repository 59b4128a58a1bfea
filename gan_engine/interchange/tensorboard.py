"""Event files that TensorBoard reads, written from a run's own events. TensorBoard is not needed.

A file is a row of records (TFRecord): the length of the data as uint64, its checksum, the data, its checksum,
little-endian; a checksum is CRC-32C (Castagnoli, RFC 3720), turned right by 15 bits, plus 0xa282ead8. Each record
is an `Event` of TensorFlow's event.proto. The few fields needed are put together by hand:

    Event    1 wall_time (double)  2 step (int64)  3 file_version (string)  5 summary (Summary)
    Summary  1 value (repeated)    Value  1 tag (string)  2 simple_value (float)  4 image (Image)
    Image    1 height  2 width  3 colorspace (int32)  4 encoded_image_string (bytes)
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from gan_engine import atomic, door
from gan_engine.errors import PictureError, RunError
from gan_engine.pictures import encode_jpeg, read_rgb
from gan_engine.reporting import Report, silent
from gan_engine.runs.events import MetricMeasured, SampleSaved
from gan_engine.runs.history import RunHistory, history
from gan_engine.runs.run_directory import RunDirectory

_POLYNOMIAL = 0x82F63B78  # Castagnoli's, bits reversed
_MASK = 0xA282EAD8
_AT_ONCE = 2000  # records whose checksums are reckoned together
_MOST_SHEETS = 40
_JPEG = 88
_NOT_PLOTTED = ("kimg", "time", "step")
_DOUBLE, _VARINT, _BYTES, _FLOAT = 1, 0, 2, 5  # wire types


def export_tensorboard(run_path: Path, folder: Path, report: Report = silent) -> Path:
    """Write what the run in `run_path` has told so far into `folder`; returns the file, which replaces a former one.

    A step is a picture shown. Raises `RunError` where there is nothing to tell, `DiskError`, and what `report` raises.
    """
    run = RunDirectory(run_path)
    told = history(run.path)
    if not len(told) and not told.metrics:
        raise RunError(f"The training in {run.path} has told nothing yet.", do="Try again when it has begun.")
    state = run.read_state()
    begun = (state.heartbeat or run.path.stat().st_mtime) - state.seconds
    door.make_folder(folder, root=folder)
    path = folder / f"events.out.tfevents.{int(begun):010d}.{_plain(run.path.name)}"
    records = _records(run.path, told, begun)
    total = len(told) + len(told.metrics) + min(len(told.samples), _MOST_SHEETS) + 1
    done = 0
    with atomic.writing(path, root=folder) as file:
        for some in _batches(records):
            file.write(framed(some))
            done += len(some)
            report(min(done, total), total)
    return path


def crc32c(data: Sequence[bytes]) -> NDArray[np.uint32]:
    """CRC-32C of each, [N]. Byte by byte, but for all of one length at once."""
    table = _table()
    found = np.zeros(len(data), np.uint32)
    lengths = np.array([len(each) for each in data])
    for length in np.unique(lengths):
        indices = np.flatnonzero(lengths == length)
        columns = (
            np.frombuffer(b"".join(data[int(index)] for index in indices), np.uint8).reshape(len(indices), length).T
        )
        sums = np.full(len(indices), 0xFFFFFFFF, np.uint32)
        for column in np.ascontiguousarray(columns):
            sums = table[(sums ^ column) & 0xFF] ^ (sums >> np.uint32(8))
        found[indices] = ~sums
    return found


def framed(records: Sequence[bytes]) -> bytes:
    """`records` with their lengths and checksums, one after another."""
    lengths = [struct.pack("<Q", len(record)) for record in records]
    heads, bodies = _masked(crc32c(lengths)), _masked(crc32c(records))
    parts = []
    for length, head, record, body in zip(lengths, heads, records, bodies, strict=True):
        parts += [length, struct.pack("<I", head), record, struct.pack("<I", body)]
    return b"".join(parts)


def _masked(sums: NDArray[np.uint32]) -> list[int]:
    turned = (sums >> np.uint32(15)) | (sums << np.uint32(17))
    return [int(each) for each in (turned.astype(np.uint64) + _MASK) & 0xFFFFFFFF]


@cache
def _table() -> NDArray[np.uint32]:
    table = np.arange(256, dtype=np.uint32)
    for _ in range(8):
        table = np.where(table & 1, (table >> np.uint32(1)) ^ np.uint32(_POLYNOMIAL), table >> np.uint32(1))
    return table.astype(np.uint32)


def _batches(records: Iterator[bytes]) -> Iterator[list[bytes]]:
    batch: list[bytes] = []
    for record in records:
        batch.append(record)
        if len(batch) >= _AT_ONCE or len(record) > 2**20:
            yield batch
            batch = []
    if batch:
        yield batch


def _records(run: Path, told: RunHistory, begun: float) -> Iterator[bytes]:
    yield _field(1, _DOUBLE, struct.pack("<d", begun)) + _text(3, "brain.Event:2")
    yield from _numbers(told, begun)
    for metric in told.metrics:
        for value in _measures(metric):
            yield _event(begun + _seconds(metric.time), metric.kimg, value)
    sheets = np.unique(np.linspace(0, len(told.samples) - 1, min(len(told.samples), _MOST_SHEETS)).astype(int))
    for index in sheets:
        sample = told.samples[index]
        image = _image(run, sample)
        if image is not None:
            yield _event(begun + _seconds(sample.time), sample.kimg, _text(1, "samples") + _bytes(4, image))


def _numbers(told: RunHistory, begun: float) -> Iterator[bytes]:
    """One record for each Progress event, with all its finite numbers."""
    names = sorted(name for name in told.names() if name not in _NOT_PLOTTED)
    heads = [_text(1, name.replace(".", "/") if "." in name else f"speed/{name}") + _key(2, _FLOAT) for name in names]
    heads = [_key(1, _BYTES) + _varint(len(head) + 4) + head for head in heads]
    if not names:
        return
    table = np.stack([told.column(name) for name in names], axis=1).astype(np.float32)
    finite, raw = np.isfinite(table), np.ascontiguousarray(table).view(np.uint8).reshape(len(table), len(names), 4)
    times = np.nan_to_num(told.column("time"))
    for row in range(len(told)):
        packed = raw[row].tobytes()
        values = [head + packed[4 * n : 4 * n + 4] for n, head in enumerate(heads) if finite[row, n]]
        if values:
            summary = b"".join(values)
            yield _moment(begun + times[row], told.kimg[row]) + _key(5, _BYTES) + _varint(len(summary)) + summary


def _measures(metric: MetricMeasured) -> Iterator[bytes]:
    """The measure and how uncertain it is, a value each; what was asked for in full is a curve of its own."""
    own = metric.metric if metric.form == "quick" else f"{metric.metric} {metric.form}"
    for name, value in ((own, metric.value), (f"{own} uncertainty", metric.uncertainty)):
        if isinstance(value, int | float):
            yield _text(1, f"measures/{name}") + _key(2, _FLOAT) + struct.pack("<f", value)


def _image(run: Path, sample: SampleSaved) -> bytes | None:
    path = (run / sample.file).resolve()
    if not path.is_relative_to(run.resolve()):
        return None
    try:
        picture = read_rgb(path)
    except (PictureError, OSError):
        return None
    height, width = picture.shape[:2]
    sides = _key(1, _VARINT) + _varint(height) + _key(2, _VARINT) + _varint(width) + _key(3, _VARINT) + _varint(3)
    return sides + _bytes(4, encode_jpeg(picture, _JPEG))


def _event(wall: float, kimg: float, value: bytes) -> bytes:
    """An event with one value."""
    return _moment(wall, kimg) + _bytes(5, _bytes(1, value))


def _moment(wall: float, kimg: float) -> bytes:
    return _field(1, _DOUBLE, struct.pack("<d", wall)) + _key(2, _VARINT) + _varint(max(0, round(1000 * kimg)))


def _seconds(value: object) -> float:
    return float(value) if isinstance(value, int | float) else 0.0


def _key(number: int, wire: int) -> bytes:
    return bytes([number << 3 | wire])


def _field(number: int, wire: int, data: bytes) -> bytes:
    return _key(number, wire) + data


def _bytes(number: int, data: bytes) -> bytes:
    return _key(number, _BYTES) + _varint(len(data)) + data


def _text(number: int, text: str) -> bytes:
    return _bytes(number, text.encode("utf-8", "backslashreplace"))


def _varint(value: int) -> bytes:
    parts = bytearray()
    while value > 0x7F:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    parts.append(value)
    return bytes(parts)


def _plain(name: str) -> str:
    return "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in name) or "run"
