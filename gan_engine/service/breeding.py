"""Methods that breed designs: breed, sketchbook."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from pydantic import Field

from gan_engine.errors import ServiceError
from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.interchange.design_files import write_sheet
from gan_engine.latent.lineage import MAX_LITTERS, Lineage
from gan_engine.picture_modes import Picture
from gan_engine.service.calls import Call
from gan_engine.service.designs import OfModel
from gan_engine.service.methods import Answer, method
from gan_engine.service.network_queue import LOOKED_AT, STORED
from gan_engine.service.open_models import OpenModels

_MOST_ON_A_SHEET = 2000


class Breed(OfModel):
    lineage: Lineage
    """The family, as FORMATS has it."""
    litter: int = Field(ge=0, lt=MAX_LITTERS)
    """Which litter, from 0."""
    most: int = Field(0, ge=0, le=MAX_LITTERS)
    """Pictures of its first children; 0 for none, the points alone."""


class Sketchbook(OfModel):
    lineage: Lineage
    """The family, as FORMATS has it."""
    path: Path
    """The sheet: .png or .jpg."""


@method("breed", Breed)
def breed(open_models: OpenModels, call: Call, params: Breed) -> Answer:
    """Work out a litter: children of its parents by crossover and mutation, the same for the same seed.

    Answer: points (of the children), parents (points).

    Arrays: pictures of the first children, uint8 [N, S, S, 3], where some were asked for; points are left out then.
    """
    from gan_engine.latent.breeding import Family

    session = open_models.session(params.model)
    with open_models.computing(call, LOOKED_AT, drawing=True):
        family = Family(session, params.lineage)
        try:
            children, parents = family.litter(params.litter), family.parents(params.litter)
        except (ValueError, IndexError) as error:
            raise ServiceError(f"This family has no litter {params.litter + 1}.") from error
    if params.most:
        drawn = list(open_models.draw(call, session, children[: params.most], STORED))
        return Answer({}, [np.concatenate(drawn)])
    return Answer({"points": [each.values() for each in children], "parents": [each.values() for each in parents]})


@method("sketchbook", Sketchbook)
def sketchbook(open_models: OpenModels, call: Call, params: Sketchbook) -> Answer:
    """Write a sheet of a whole family: founders, then a row for each litter, those that became parents named so.

    Answer: path, width, height.
    """
    from gan_engine.latent.breeding import Family

    session = open_models.session(params.model)
    lineage = params.lineage
    columns = max([len(lineage.founders), *(litter.count for litter in lineage.litters)], default=0)
    if not columns or columns * (1 + len(lineage.litters)) > _MOST_ON_A_SHEET:
        raise ServiceError("This family does not fit on a sheet.", do="Begin a new one, or go on from a later litter.")
    with open_models.computing(call, STORED):
        family = Family(session, lineage)
    parents = {(one.litter, one.number) for litter in lineage.litters for one in litter.parents}
    blank = np.full(session.size.array, 255, np.uint8)
    pictures: list[Picture] = []
    labels: list[str] = []
    for row in range(1 + len(lineage.litters)):
        call.report(row, 1 + len(lineage.litters))
        with open_models.computing(call, STORED):
            points = list(lineage.founders) if row == 0 else family.litter(row - 1)
        drawn = [one for batch in open_models.draw(call, session, points, STORED) for one in batch]
        of = None if row == 0 else row - 1
        names = [f"{row}.{number + 1}" + (" ♥" if (of, number) in parents else "") for number in range(len(drawn))]
        gaps = columns - len(drawn)
        pictures += [*drawn, *[blank] * gaps]
        labels += [*names, *[""] * gaps]
    sheet = contact_sheet(pictures, columns=columns, labels=labels)
    write_sheet(params.path, sheet, root=params.path.parent)
    return Answer({"path": str(params.path), "width": sheet.shape[1], "height": sheet.shape[0]})
