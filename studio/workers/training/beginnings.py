"""What begins a training, as the window asks for it: a new one, a branch, one that goes on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class NewRun:
    """All that starts a training."""

    name: str
    dataset: Path
    recipe: str
    settings: Mapping[str, Any]
    snapshot: Path | None = None
    """Where its networks begin from; None for fresh ones."""
    replaces: Path | None = None
    """A training that is to stop when this one starts."""
    schedule: Mapping[str, Any] | None = None
    """When it may run (`gan_engine.manager.schedule`); None for at once."""


@dataclass(frozen=True)
class NewBranch:
    """All that begins a branch."""

    name: str
    snapshot: Path
    """Where it goes on from, of another training."""
    settings: Mapping[str, Any]
    """What is to be different, by dotted name."""
    kimg: float | None = None
    """How long it is to be in all; None for as long as the other."""
    replaces: Path | None = None
    """A training that is to stop when this one starts."""


@dataclass(frozen=True)
class GoOn:
    """A training whose process has ended goes on."""

    path: Path
    kimg: float | None = None
    """How long it is to be in all; None for as long as it was to be."""
    replaces: None = None


Beginning = NewRun | NewBranch | GoOn
