"""Verifying a dataset: the ZIP, every picture and all of them together, against the digests written with them."""

from __future__ import annotations

import io
import os
from pathlib import Path

from gan_engine import door
from gan_engine.dataset.entry_names import MAQUETTE_JSON
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.dataset.writing import COMMENT, digest_before, seal_is_whole
from gan_engine.errors import DatasetError, EngineError
from gan_engine.picture_files import check_sums
from gan_engine.verification.findings import Findings


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The dataset at `path`, whose files are named after `prefix`."""
    name = prefix or path.name
    try:
        dataset = open_dataset(path)
    except DatasetError as error:
        findings.looked(name)
        findings.fault(name, error.what)
        return
    with dataset:
        total = dataset.count + dataset.held_out
        for index in range(total):
            _picture(dataset, index, findings, prefix, total)
        _whole(dataset, findings, name)
    if path.is_file():
        _file(path, findings, name, recorded=name not in findings.unrecorded)


def _picture(dataset: Dataset, index: int, findings: Findings, prefix: str, total: int) -> None:
    held = index - dataset.count
    name = dataset.name(index) if held < 0 else dataset.held_out_name(held)
    findings.looked(name, total if not prefix else None)
    try:
        check_sums(io.BytesIO(dataset.raw(index)), name)
        if held < 0:
            dataset.read(index)
        else:
            dataset.read_held_out(held)
    except EngineError as error:
        findings.fault(f"{prefix}/{name}" if prefix else name, error.what)


def _whole(dataset: Dataset, findings: Findings, name: str) -> None:
    try:
        text = dataset.document()
        whole = None if text is None else seal_is_whole(text)
        wanted = dataset.head.get("digest")
        if whole is None or wanted is None:
            findings.unrecorded.append(name)
            return
        if not whole:
            findings.fault(name, f"{MAQUETTE_JSON} in it is not as it was written.")
        elif wanted != dataset.digest:
            findings.fault(name, "Its pictures and labels are not those that it was baked with.")
    except DatasetError as error:
        findings.fault(name, error.what)


def _file(path: Path, findings: Findings, name: str, *, recorded: bool) -> None:
    """The ZIP as a whole, to the last bit."""
    try:
        with door.open_read(path) as file:
            end = file.seek(0, os.SEEK_END) - 64
            file.seek(max(0, end - len(COMMENT)))
            if file.read(len(COMMENT)) != COMMENT:
                if recorded:
                    findings.fault(name, "The digest at its end is missing.")
                return
            if digest_before(file, end).encode() != file.read(64):
                findings.fault(name, "It is not as it was written.")
    except OSError as error:
        findings.fault(name, f"It cannot be read ({error.strerror or error}).")
