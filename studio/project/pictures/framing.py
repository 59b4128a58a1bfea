"""What of each picture is framed: its sides, and the crop that the artist drew for one."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from gan_engine.curation.ratios import enlarged
from gan_engine.image_shape import ImageShape
from studio.project.pictures.facts import Picture, Step
from studio.project.pictures.query import DAMAGED_KINDS
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import tr_noop

Sides = npt.NDArray[np.int64]
"""Width and height of each picture, in pixels: [N,2]."""
Box = tuple[int, int, int, int]
"""Left, top, width, height, in pixels of the original."""


FRAMED_SIDES = (
    "coalesce(json_extract(own.options, '$.box[2]'), json_extract(cut.options, '$.box[2]'), s.width),"
    " coalesce(json_extract(own.options, '$.box[3]'), json_extract(cut.options, '$.box[3]'), s.height)"
)
"""SQL: width and height of what is framed of a picture: its own crop, its part of a sheet, or all of it."""
FRAMING_STEPS = (
    " LEFT JOIN steps AS cut ON cut.picture = p.id AND cut.kind = 'cut'"
    " LEFT JOIN steps AS own ON own.picture = p.id AND own.kind = 'frame'"
)
"""SQL: what `FRAMED_SIDES` is taken from, beside `pictures AS p` and `sources AS s`."""


def sides(project: Project) -> tuple[Ids, Sides]:
    """The pictures that may go into a dataset, and the width and height [N,2] of what is framed of each: all of it, a
    part of a sheet, or the crop that was drawn for it. For a worker thread."""
    marks = ", ".join("?" * len(DAMAGED_KINDS))
    with project.database.reading() as connection:
        rows = connection.execute(
            f"SELECT p.id, {FRAMED_SIDES} FROM pictures AS p JOIN sources AS s ON s.id = p.source {FRAMING_STEPS}"
            " WHERE p.removed = 0 AND p.state != 2 AND s.missing = 0"
            f" AND p.id NOT IN (SELECT picture FROM findings WHERE kind IN ({marks})) ORDER BY p.sort, p.id",
            sorted(DAMAGED_KINDS),
        ).fetchall()
    table = np.array(rows, np.int64).reshape(-1, 3)
    return table[:, 0], table[:, 1:]


def how_many_enlarged(sides: Sides, size: ImageShape, fit: str) -> int:
    """Of these [N,2] at `size`, "crop" or "pad"."""
    return int(enlarged(sides, size, fit).sum())


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
    return project.catalogue.set_steps(
        [id_], steps, tr_noop("crop {pictures}") if box is not None else tr_noop("take the crop from {pictures}")
    )
