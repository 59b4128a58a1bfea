"""The errors of projects, in words."""

from __future__ import annotations

from gan_engine.errors import DiskError, EngineError


class ProjectError(EngineError):
    """A project folder that cannot be opened, read or written."""


class ProjectDiskError(ProjectError, DiskError):
    """The project's disk takes nothing at present: it is full, or another program holds the catalogue. It passes."""
