"""Verifying a run: documents, events, snapshots, sample sheets."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gan_engine import door
from gan_engine.documents import parse_json, read_bytes
from gan_engine.errors import PictureError
from gan_engine.pictures import verify as decode
from gan_engine.runs.ballots.ballot import FOLDER as BALLOTS
from gan_engine.runs.evaluation_files import FOLDER
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.seals import LINE_SEAL, is_whole, is_whole_line
from gan_engine.verification import snapshots
from gan_engine.verification.findings import Findings

_MOST_BYTES = 16 * 2**20
_LONGEST_LINE = 2**20
_AFTER_A_KILL = {"Resumed", "RunStarted"}


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The run directory at `path`, whose files are named after `prefix`. Raises `RunError` for newer versions."""
    run = RunDirectory.open(path)
    for file in (run.run_file, run.state_file):
        _document(file, findings, f"{prefix}{file.name}")
    _events(run.events_file, findings, f"{prefix}{run.events_file.name}")
    for folder in (FOLDER, BALLOTS):
        for file in _files(run.path / folder, ".json"):
            _document(file, findings, f"{prefix}{folder}/{file.name}")
    for file in _files(run.samples_folder, ".webp"):
        _sample(file, findings, f"{prefix}samples/{file.name}")
    for snapshot in run.snapshots(whole=False):
        snapshots.verify(snapshot.path, findings, f"{prefix}snapshots/{snapshot.name}/")


def _files(folder: Path, suffix: str) -> Iterator[Path]:
    if folder.is_dir() and not door.is_link(folder):
        yield from sorted(path for path in folder.iterdir() if path.suffix == suffix and not path.name.startswith("."))


def _document(path: Path, findings: Findings, name: str) -> None:
    findings.looked(name)
    try:
        if door.is_link(path):
            findings.fault(name, "It is a link, which is not followed.")
            return
        findings.judge(name, is_whole(read_bytes(path, _MOST_BYTES)))
    except FileNotFoundError:
        findings.fault(name, "It is missing.")
    except (OSError, ValueError) as error:
        findings.fault(name, f"It cannot be read ({error}).")


def _sample(path: Path, findings: Findings, name: str) -> None:
    findings.looked(name)
    findings.unrecorded.append(name)
    try:
        decode(path)
    except PictureError as error:
        findings.fault(name, error.what)


def _events(path: Path, findings: Findings, name: str) -> None:
    """Every line against its checksum. A line cut off by a kill is none of the log's faults: the next says so."""
    findings.looked(name)
    if door.is_link(path):
        findings.fault(name, "It is a link, which is not followed.")
        return
    recorded = True
    try:
        with door.open_read(path) as file:
            lines = enumerate(iter(lambda: file.readline(_LONGEST_LINE), b""), 1)
            following: Iterator[tuple[int, bytes] | None] = itertools.chain(lines, [None])
            line = next(following)
            while line is not None:
                after = next(following)
                number, data = line
                values = _values(data)
                if values is None:
                    if data.strip() and not _was_cut_off(data, None if after is None else after[1]):
                        findings.fault(f"{name}, line {number:,}", "It is damaged.")
                else:
                    whole = is_whole_line(data, values)
                    recorded = recorded and whole is not None
                    if whole is False:
                        findings.fault(f"{name}, line {number:,}", "It is not as it was written.")
                line = after
    except FileNotFoundError:
        findings.fault(name, "It is missing.")
    except OSError as error:
        findings.fault(name, f"It cannot be read ({error.strerror or error}).")
    if not recorded:
        findings.unrecorded.append(name)


def _values(line: bytes) -> dict[str, Any] | None:
    try:
        values = parse_json(line)
    except ValueError:
        return None
    return values if isinstance(values, dict) else None


def _was_cut_off(line: bytes, after: bytes | None) -> bool:
    """Whether a line that is none was left by a kill: it has no end, and what follows begins anew."""
    if after is None:
        return not line.endswith(b"\n")
    values = _values(after)
    return values is not None and values.get("kind") in _AFTER_A_KILL and f'"{LINE_SEAL}": '.encode() not in line
