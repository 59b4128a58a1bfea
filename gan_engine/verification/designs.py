"""Verifying a design: a PNG is under checksums, the recipe's chunk too; others carry a seal beside the recipe."""

from __future__ import annotations

from pathlib import Path

from gan_engine import picture_files
from gan_engine.errors import PictureError
from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.recipe_carriers import is_as_sealed
from gan_engine.pictures import verify as decode
from gan_engine.verification.findings import Findings


def verify(path: Path, findings: Findings, prefix: str = "") -> None:
    """The picture at `path`, decoded, against its checksums or its seal; and whether its recipe can be understood."""
    name = prefix or path.name
    findings.looked(name)
    try:
        facts = decode(path)
        with picture_files.opened(path) as (file, _):
            if facts.format == "PNG":
                picture_files.check_sums(file, path.name, whole=True)
            else:
                findings.judge(name, is_as_sealed(file.read()))
    except PictureError as error:
        findings.fault(name, error.what)
        return
    if read_designs(path).trouble == "damaged":
        findings.fault(name, "Its recipe cannot be understood: it cannot be made again.")
