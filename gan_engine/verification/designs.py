"""Verifying a design: its PNG is under checksums, the recipe's chunk too."""

from __future__ import annotations

from pathlib import Path

from gan_engine import picture_files
from gan_engine.errors import PictureError
from gan_engine.pictures import verify as decode
from gan_engine.verification.findings import Findings


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The PNG at `path`, decoded, and each chunk of it against its checksum."""
    name = prefix or path.name
    findings.looked(name)
    try:
        decode(path)
        with picture_files.opened(path) as (file, _):
            picture_files.check_sums(file, path.name, whole=True)
    except PictureError as error:
        findings.fault(name, error.what)
