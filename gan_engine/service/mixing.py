"""Methods on mixing: mix_sheet."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import numpy as np
import numpy.typing as npt
from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.interchange.design_files import write_sheet
from gan_engine.interchange.mix_sheet import mix_sheet
from gan_engine.latent.interpolation.mixing import MAX_SHEET_SIDE, MixSheet
from gan_engine.latent.point import Layer, Point
from gan_engine.service.calls import Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import STORED
from gan_engine.service.open_models import OpenModels


class MixDesigns(OfModel):
    rows: Annotated[list[Point], Field(min_length=1, max_length=MAX_SHEET_SIDE)]
    """Whose layers are taken in."""
    columns: Annotated[list[Point], Field(min_length=1, max_length=MAX_SHEET_SIDE)]
    """Whose layers are taken."""
    first: Layer
    """Of the layers."""
    last: Layer
    """Of the layers."""
    row_names: list[str] = Field(default_factory=list)
    """Beside them, as many."""
    column_names: list[str] = Field(default_factory=list)
    """Above them, as many."""
    path: Path
    """The sheet."""


@method("mix_sheet", MixDesigns)
def write_mix_sheet(open_models: OpenModels, call: Call, params: MixDesigns) -> Answer:
    """Write the sheet on which each row's design takes layers of each column's.

    Answer: path, width, height.
    """
    session = open_models.session(params.model)
    sheet = MixSheet(tuple(params.rows), tuple(params.columns), (params.first, params.last))
    names = params.row_names or [""] * len(params.rows), params.column_names or [""] * len(params.columns)
    if (len(names[0]), len(names[1])) != (len(params.rows), len(params.columns)):
        raise ServiceError("There is a name for each row and each column, or none.")
    points = sheet.points()
    drawn: list[npt.NDArray[np.uint8]] = []
    for batch in open_models.draw(call, session, points, STORED):
        drawn += list(batch)
        call.report(len(drawn), len(points), params.path.name)
    picture = mix_sheet(sheet, drawn, names)
    call.check()
    write_sheet(params.path, picture, root=params.path.parent)
    return Answer({"path": str(params.path), "width": picture.shape[1], "height": picture.shape[0]})
