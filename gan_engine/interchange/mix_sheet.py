"""The sheet of mixed designs as one picture: whose layers are taken above, who takes them at the left."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan_engine.interchange.contact_sheet import BACKGROUND, Row, rows_sheet
from gan_engine.latent.interpolation.mixing import MixSheet
from gan_engine.picture_modes import Picture


def mix_sheet(sheet: MixSheet, pictures: Sequence[Picture], names: tuple[Sequence[str], Sequence[str]]) -> Picture:
    """`pictures` (uint8 HxWx3, in the order of `sheet.points()`) as one, uint8; `names` of the rows and of the columns.

    Raises `EngineError` as `rows_sheet` does.
    """
    across = len(sheet.columns)
    corner = np.full((*pictures[0].shape[:2], 3), BACKGROUND, np.uint8)
    rows = [Row("", "", [corner, *pictures[:across]])]
    for number, name in enumerate(names[0]):
        first = across + number * (across + 1)
        rows.append(Row(name, "", pictures[first : first + across + 1]))
    return rows_sheet(rows, headings=["", *names[1]])
