"""Methods on sheets: find_figures."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from gan_engine.curation.figures import find_figures
from gan_engine.curation.picture_edits import within
from gan_engine.curation.sheets import looks_like_sheet
from gan_engine.errors import PictureError
from gan_engine.pictures import probe, read_picture
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels

_LONGEST = 4096
"""Larger sheets are looked at reduced: their figures have pixels to spare."""


class FindFigures(Params):
    paths: list[Path] = Field(max_length=1_000_000)
    """The sheets."""


@method("find_figures", FindFigures)
def figures(open_models: OpenModels, call: Call, params: FindFigures) -> Answer:
    """The figures of sheets.

    Partial: number (of the path), width, height, boxes [[left, top, width, height]], sheet (whether it looks like one);
    or number, why.

    Answer: count, sheets.
    """
    sheets = 0
    for number, path in enumerate(params.paths):
        call.report(number, len(params.paths), path.name)
        try:
            facts = probe(path)
            picture = read_picture(path, longest=_LONGEST)
        except PictureError as error:
            call.partial({"number": number, "why": error.why})
            continue
        scale = picture.shape[1] / facts.width
        found = find_figures(picture)
        boxes = [
            within([round(value / scale) for value in box], facts.width, facts.height) if scale != 1 else box
            for box in found
        ]
        sheet = looks_like_sheet(boxes, facts.width, facts.height)
        sheets += sheet
        call.partial({"number": number, "width": facts.width, "height": facts.height, "boxes": boxes, "sheet": sheet})
    return Answer({"count": len(params.paths), "sheets": sheets})
