"""The facts of one picture and the counts of all, as plain values that may cross threads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from gan_engine.dataset.source_picture import SourcePicture
from studio.project.pictures.query import DAMAGED_KINDS, State


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done to a picture on its way from the original: kept as a row, never as a new file."""

    kind: str
    options: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Flag:
    """Why a picture is to be looked at. `kind` as in `gan_engine.curation.checks.decoding`; `why` is one sentence."""

    kind: str
    why: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of the project. Sizes are those of the original, in pixels and bytes; 0 where it could not be read."""

    id: int
    source: int
    name: str
    folder: str
    original: SourcePicture
    """As features, previews and baking take it: where it lies, its digest, tags and steps, whether it is held out. What
    a dataset calls it, and not yet its class: the plan says by what classes are told apart."""
    width: int
    height: int
    mode: str
    format: str
    frames: int
    has_alpha: bool
    bytes: int
    state: State
    class_name: str
    """"" for none."""
    added: float
    missing: bool
    steps_key: str
    flags: tuple[Flag, ...] = ()
    sheet: int = 0
    """The picture it was cut from; 0 for one that is whole."""
    rating: int = 0
    """0 for none, else 1 to 5 stars."""
    label: int = 0
    """0 for none, else 1 to 8: a colour."""

    @property
    def path(self) -> Path:
        """The original."""
        return self.original.path

    @property
    def digest(self) -> str:
        """sha256 of the original; "" where it could not be read."""
        return self.original.digest or ""

    @property
    def tags(self) -> tuple[str, ...]:
        return self.original.tags

    @property
    def held(self) -> bool:
        """Kept from training, for measuring."""
        return self.original.held_out

    @property
    def steps(self) -> tuple[Step, ...]:
        """What was done to it, in order."""
        return tuple(Step(one["kind"], one["options"]) for one in self.original.steps)

    @property
    def damaged(self) -> bool:
        """Whether it cannot be used at all."""
        return any(flag.kind in DAMAGED_KINDS for flag in self.flags)

    @property
    def shown_size(self) -> tuple[int, int]:
        """Width and height in pixels; of a part, of the part."""
        for step in self.steps:
            if step.kind == "cut":
                _, _, width, height = step.options["box"]
                return int(width), int(height)
        return self.width, self.height

    @property
    def thumbnail_key(self) -> str:
        """What its small picture is kept under; "" where there can be none."""
        return f"{self.digest}/{self.steps_key}" if self.digest and not self.damaged else ""


@dataclass(frozen=True, slots=True)
class Counts:
    """How many pictures are where, for the list at the left. Labels come in natural order."""

    all: int = 0
    states: Mapping[State, int] = field(default_factory=dict)
    damaged: int = 0
    missing: int = 0
    unchecked: int = 0
    findings: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    folders: Mapping[str, int] = field(default_factory=dict)
    """By the first part of the folder; only where there is more than one."""
    tags: Mapping[str, int] = field(default_factory=dict)
    held: int = 0
    """Kept from training by hand."""
    parts: int = 0
    """Cut from sheets."""
    sheets: int = 0
    """Cut up: their parts stand for them, so they are not among `all`."""
    formats: Mapping[str, int] = field(default_factory=dict)
    ratings: Mapping[int, int] = field(default_factory=dict)
    """By the number of stars, those without left out."""
    labels: Mapping[int, int] = field(default_factory=dict)
    """By colour, those without left out."""
