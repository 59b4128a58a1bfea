"""Which pictures of a project may be sheets of several figures, and what their parts are made of."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from studio.project.pictures.facts import Picture, Step
from studio.project.pictures.query import CUT_UP, DAMAGED_KINDS
from studio.project.project import Project

Box = tuple[int, int, int, int]
"""Left, top, width, height, in pixels of the original."""

_FEW = 300  # so few pictures are all worth a look
_LONG = 1.6  # sides in this proportion, or longer: a row of figures
_LARGE = 2.5  # times the usual picture's pixels
_CALLED = re.compile(r"sheet|sprite|tiles?\b|lineup|line-up|turnaround|atlas|collection", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A picture that may hold several figures."""

    id: int
    name: str
    path: Path
    width: int
    height: int
    parts: int
    """How many it has been cut into; 0 for none yet."""
    likely: bool
    """Worth looking for figures on."""


def sheets(project: Project) -> list[Sheet]:
    """All whole pictures that can be read, those cut up already among them, in natural order. For a worker thread."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id, p.name, s.path, s.width, s.height,"
            " (SELECT count(*) FROM pictures AS part WHERE part.sheet = p.id AND part.removed = 0), p.removed"
            " FROM pictures AS p JOIN sources AS s ON s.id = p.source"
            f" WHERE p.removed IN (0, {CUT_UP}) AND p.sheet IS NULL AND s.missing = 0 AND s.width > 0 AND p.state != 2"
            f" AND p.id NOT IN (SELECT picture FROM findings WHERE kind IN ({marks}))"
            " AND p.id NOT IN (SELECT picture FROM steps WHERE kind = 'cut') ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
    usual = float(np.median([row[3] * row[4] for row in rows])) if rows else 0.0
    return [
        Sheet(
            id_, name, project.catalogue.absolute(path), width, height, parts if removed else 0,
            len(rows) <= _FEW
            or max(width, height) >= _LONG * min(width, height)
            or width * height >= _LARGE * usual
            or _CALLED.search(name) is not None,
        )
        for id_, name, path, width, height, parts, removed in rows
    ]  # fmt: skip


def part_steps(sheet: Picture, boxes: Sequence[Box]) -> list[list[Step]]:
    """The steps of each part: where it is cut, and what is done to its sheet's ground."""
    kept = [step for step in sheet.steps if step.kind == "background"]
    return [
        [Step("cut", {"box": list(box), "sheet": sheet.name, "part": number}), *kept]
        for number, box in enumerate(boxes, 1)
    ]


def part_boxes(project: Project, sheet: int) -> list[Box]:
    """Where the parts that stand for a sheet are cut."""
    parts = project.catalogue.pictures(project.catalogue.parts_of(sheet))
    boxes: list[Box] = []
    for part in parts:
        for step in part.steps:
            box = step.options.get("box")
            if step.kind == "cut" and isinstance(box, list) and len(box) == 4:
                boxes.append((int(box[0]), int(box[1]), int(box[2]), int(box[3])))
    return boxes
