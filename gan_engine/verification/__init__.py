"""Verifying a project, dataset, run, snapshot or design against the digests it was written with.

What was written before there was a digest for it is decoded whole instead, and named as not recorded.
"""

from __future__ import annotations

from pathlib import Path

from gan_engine.errors import EngineError
from gan_engine.interchange.picture_recipe import PICTURES_WITH_RECIPES
from gan_engine.reporting import Report, silent
from gan_engine.runs.formats import GENERATOR
from gan_engine.verification.findings import Fault, Findings

__all__ = ["Fault", "Findings", "verify"]


def verify(path: Path, report: Report = silent) -> Findings:
    """Look at all that lies at `path`; nothing is changed. Progress in files.

    Raises `EngineError` for what is none of ours, or of a newer version; what is damaged is a fault of the findings.
    """
    from gan_engine.verification import datasets, designs, projects, runs, snapshots

    if not path.exists():
        raise EngineError(f"There is nothing at {path}.", do="Check its name.")
    findings = Findings(path, report)
    if (path / "project.db").is_file():
        findings.kind = "project"
        projects.verify(path, findings)
    elif path.suffix.lower() == ".safetensors" or (path / GENERATOR).is_file():
        findings.kind = "snapshot"
        snapshots.verify(path, findings)
    elif (path / "run.json").is_file():
        findings.kind = "run"
        runs.verify(path, findings)
    elif path.suffix.lower() in PICTURES_WITH_RECIPES:
        findings.kind = "design"
        designs.verify(path, findings)
    elif path.is_dir() or path.suffix.lower() == ".zip":
        findings.kind = "dataset"
        datasets.verify(path, findings)
    else:
        raise EngineError(f"“{path.name}” is no project, dataset, run, snapshot or design.", do="Choose one of these.")
    return findings
