"""Small prints of pictures, 32 x 32 pixels in colour and a digest, by which copies are found.

A print is kept for every picture of a project, so that copies can be looked for without opening a single file again.
Unlike the usual perceptual hashes of 64 bits it can be turned, moved, scaled and recoloured until it fits another, or
does not: `gan_engine.curation.copies.alignment` does that.
"""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.picture_modes import Picture

SIDE = 32
_PIXELS = SIDE * SIDE * 3
_DIGEST = 16
HASH_BYTES = _PIXELS + _DIGEST

Hash = npt.NDArray[np.uint8]


def picture_hash(picture: Picture) -> Hash:
    """The print, uint8 [3088], of a square uint8 [S, S, 3]."""
    small = cv2.resize(picture, (SIDE, SIDE), interpolation=cv2.INTER_AREA if len(picture) > SIDE else cv2.INTER_LINEAR)
    pixels = hashlib.blake2b(picture.tobytes(), digest_size=_DIGEST, salt=b"%d" % len(picture)).digest()
    return np.concatenate([small.reshape(-1), np.frombuffer(pixels, np.uint8)])


def thumbnails(hashes: Hash) -> npt.NDArray[np.float32]:
    """float32 [N, 3, 32, 32], 0 to 1, of prints [N, 3088]."""
    pixels = hashes[:, :_PIXELS].reshape(-1, SIDE, SIDE, 3).astype(np.float32)
    return np.ascontiguousarray(pixels.transpose(0, 3, 1, 2)) / np.float32(255)


def pixel_digests(hashes: Hash) -> list[bytes]:
    """What is equal where the pixels are: 16 bytes a print."""
    return [row.tobytes() for row in hashes[:, _PIXELS:]]
