"""Small prints of pictures, by which copies are found and proved: 32 x 32 pixels in colour, 3,072 bytes.

A print is kept for every picture of a project, so that copies can be looked for without opening a single file again.
"""

from __future__ import annotations

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

SIDE = 32
HASH_BYTES = SIDE * SIDE * 3

Hash = npt.NDArray[np.uint8]


def picture_hash(picture: Picture) -> Hash:
    """The print, uint8 [3072], of a square uint8 [S, S, 3]."""
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA if len(picture) > SIDE else cv2.INTER_LINEAR)
    return np.ascontiguousarray(small, np.uint8).reshape(-1)
