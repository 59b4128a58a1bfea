"""The errors of projects, in words."""

from __future__ import annotations

from pathlib import Path

from gan_engine.errors import DiskError, EngineError


class ProjectError(EngineError):
    """A project folder that cannot be opened, read or written."""


class DamagedProjectError(ProjectError):
    """The catalogue of the project in `folder` cannot be used; `restorable`: there is a copy to put in its place."""

    def __init__(self, what: str, *, kept: str = "", do: str = "", folder: Path, restorable: bool) -> None:
        super().__init__(what, kept=kept, do=do)
        self.folder = folder
        self.restorable = restorable


class ProjectDiskError(ProjectError, DiskError):
    """The project's disk takes nothing at present: it is full, or another program holds the catalogue. It passes."""
