"""Verifying a snapshot: its files against training.json and their own digests."""

from __future__ import annotations

from pathlib import Path

from gan_engine import door
from gan_engine.documents import read_bytes
from gan_engine.errors import EngineError, SnapshotError, newer
from gan_engine.runs.formats import FACTS, GENERATOR, is_newer_snapshot
from gan_engine.seals import is_whole
from gan_engine.training import snapshots
from gan_engine.training.tensor_files import content_is_whole, read_header, read_tensors
from gan_engine.verification.findings import Findings

_MOST_BYTES = 2**20


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The snapshot's folder, or a generator's file, whose files are named after `prefix`."""
    folder = path if path.is_dir() else path.parent
    if is_newer_snapshot(folder):
        raise newer(f"The snapshot {folder.name}", SnapshotError)
    names = [GENERATOR, snapshots.TRAINING] if path.is_dir() else [path.name]
    before = len(findings.faults)
    for name in names:
        if (folder / name).exists() or door.is_link(folder / name):
            _tensors(folder / name, findings, f"{prefix}{name}")
    if path.is_dir() and (folder / FACTS).exists():
        findings.looked(f"{prefix}{FACTS}")
        _facts(folder, findings, prefix, silent=len(findings.faults) > before)
    elif path.is_dir() and (folder / snapshots.TRAINING).exists() and prefix:
        findings.fault(f"{prefix}{FACTS}", "It is missing.")


def _tensors(path: Path, findings: Findings, name: str) -> None:
    findings.looked(name)
    if door.is_link(path):
        findings.fault(name, "It is a link, which is not followed.")
        return
    try:
        if path.name != snapshots.TRAINING:
            snapshots.read_card(path)
        whole = content_is_whole(path)
        findings.judge(name, whole)
        if whole is None:
            read_tensors(path, read_header(path))
    except (EngineError, ValueError) as error:
        findings.fault(name, error.what if isinstance(error, EngineError) else str(error))


def _facts(folder: Path, findings: Findings, prefix: str, *, silent: bool) -> None:
    """training.json, and whether the files are those it was written with; `silent` where they are known not to be."""
    name = f"{prefix}{FACTS}"
    try:
        findings.judge(name, is_whole(read_bytes(folder / FACTS, _MOST_BYTES)))
        snapshots.verify(folder)
    except (OSError, ValueError) as error:
        findings.fault(name, f"It cannot be read ({error}).")
    except SnapshotError as error:
        if not silent:
            findings.fault(name, error.what)
