"""The sheet of designs that a benchmark draws where a folder for such was given."""

from __future__ import annotations

from pathlib import Path

from gan_engine.interchange.contact_sheet import contact_sheet
from gan_engine.pictures import write_png

import numpy as np


def draw_sheet(folder: Path | None, name: str, designs: np.ndarray) -> None:
    """The first 64 designs, of uint8 [N,H,W,C]."""
    if folder is not None:
        folder.mkdir(parents=True, exist_ok=True)
        write_png(folder / f"{name}.png", contact_sheet(list(designs[:64]), columns=16))
