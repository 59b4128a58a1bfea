"""The findings of a verification: what was checked, what is wrong, what has no digest."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gan_engine.reporting import Report

MOST_FAULTS = 10_000
"""That are told; more are counted."""


@dataclass(frozen=True)
class Fault:
    """Something that is not as it was written."""

    name: str
    """Of the file, as seen from what was looked at; with what it is part of."""
    what: str
    """One sentence."""


@dataclass
class Findings:
    """Of one verification; `report` is told of each file."""

    path: Path
    report: Report
    kind: str = ""
    checked: int = 0
    """Files (and pictures within an archive)."""
    faults: list[Fault] = field(default_factory=list)
    left_out: int = 0
    """Faults beyond `MOST_FAULTS`."""
    unrecorded: list[str] = field(default_factory=list)
    """Names of what had no digest: it was read whole instead."""

    def looked(self, name: str, total: int | None = None) -> None:
        """One more was looked at."""
        self.checked += 1
        self.report(self.checked, total, name)

    def fault(self, name: str, what: str) -> None:
        if len(self.faults) < MOST_FAULTS:
            self.faults.append(Fault(name, what))
        else:
            self.left_out += 1

    def judge(self, name: str, whole: bool | None) -> None:
        """Of a file with a digest of its own: True for whole, None where none is recorded."""
        if whole is None:
            self.unrecorded.append(name)
        elif not whole:
            self.fault(name, "It is not as it was written.")

    def document(self) -> dict[str, Any]:
        """Fit for JSON."""
        return {
            "path": str(self.path.absolute()),
            "kind": self.kind,
            "whole": not self.faults,
            "checked": self.checked,
            "faults": [vars(fault) for fault in self.faults],
            "left_out": self.left_out,
            "unrecorded": self.unrecorded,
        }
