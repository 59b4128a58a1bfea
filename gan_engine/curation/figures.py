"""Finding the figures of an irregular sheet."""

from __future__ import annotations

import cv2
import numpy as np

from gan_engine.curation.ground import figure_mask
from gan_engine.picture_modes import Picture

Box = tuple[int, int, int, int]


def find_figures(picture: Picture) -> list[Box]:
    mask = figure_mask(picture)
    _, _, stats, _ = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    parts = stats[1:]
    if not len(parts):
        return []
    kept = parts[parts[:, cv2.CC_STAT_AREA] >= 0.05 * parts[:, cv2.CC_STAT_AREA].max()]
    return [tuple(int(value) for value in part[:4]) for part in kept]  # type: ignore[misc]
