"""Which pictures are smaller than the squares they are to fill, and the crop that the artist drew for one."""

from __future__ import annotations

import numpy as np

from studio.project.pictures.facts import Picture, Step
from studio.project.pictures.query import DAMAGED_KINDS
from studio.project.project import Project
from studio.project.store.ids import Ids

Box = tuple[int, int, int, int]
"""Left, top, width, height, in pixels of the original."""


def sides(project: Project) -> tuple[Ids, Ids]:
    """The pictures that may go into a dataset, and the shorter side of each. For a worker thread."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            "SELECT p.id,"
            " coalesce(min(json_extract(cut.options, '$.box[2]'), json_extract(cut.options, '$.box[3]')),"
            " min(s.width, s.height))"
            " FROM pictures AS p JOIN sources AS s ON s.id = p.source"
            " LEFT JOIN steps AS cut ON cut.picture = p.id AND cut.kind = 'cut'"
            " WHERE p.removed = 0 AND p.state != 2 AND s.missing = 0"
            f" AND p.id NOT IN (SELECT picture FROM findings WHERE kind IN ({marks})) ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
    table = np.array(rows, np.int64).reshape(-1, 2)
    return table[:, 0], table[:, 1]


def crop_of(picture: Picture) -> Box | None:
    """What was drawn for this picture, None where nothing was."""
    for step in picture.steps:
        box = step.options.get("box") if step.kind == "frame" else None
        if isinstance(box, list) and len(box) == 4:
            return int(box[0]), int(box[1]), int(box[2]), int(box[3])
    return None


def set_crop(project: Project, id_: int, box: Box | None) -> bool:
    """Frame what this box holds of a picture; None: as all others are framed. For a worker thread."""
    picture = project.catalogue.picture(id_)
    if picture is None:
        return False
    steps = [step for step in picture.steps if step.kind != "frame"]
    if box is not None:
        steps.append(Step("frame", {"box": list(box)}))
    return project.catalogue.set_steps([id_], steps, "crop" if box is not None else "take the crop from")
