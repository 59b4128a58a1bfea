"""Small prints of pictures, 32 x 32 pixels in colour with alpha, their shape and a digest, by which copies are found.

A print is kept for every picture of a project, so that copies can be looked for without opening a single file again.
Unlike the usual perceptual hashes of 64 bits it can be turned, moved, scaled and recoloured until it fits another, or
does not: `gan_engine.curation.copies.alignment` does that. It shows the picture's content alone
(`gan_engine.curation.presentation`), squeezed to a square; what lies under see-through pixels is the mean of the
others, so that it is no colour of its own.
"""

from __future__ import annotations

import hashlib

import cv2
import numpy as np
import numpy.typing as npt

from gan_engine.curation.presentation import Presentation, present, resized
from gan_engine.picture_modes import Picture

SIDE = 32
_PIXELS = SIDE * SIDE * 4
_DIGEST = 16
_SHAPE = 4  # bytes: width and height of the content, pixels
HASH_BYTES = _PIXELS + _DIGEST + _SHAPE

Hash = npt.NDArray[np.uint8]


def picture_hash(picture: Picture, shown: Presentation | None = None) -> Hash:
    """The print, uint8 [4116], of uint8 [H, W, 3 or 4]; `shown`: as `present` shows it, where that is known."""
    shown = present(picture) if shown is None else shown
    height, width = shown.pixels.shape[:2]
    shape = (0, 0) if shown.is_faint else (min(width, 65_535), min(height, 65_535))
    return np.concatenate(
        [
            _small(shown.pixels).reshape(-1),
            np.frombuffer(_digest(picture), np.uint8),
            np.array(shape, "<u2").view(np.uint8),
        ]
    )


def thumbnails(hashes: Hash) -> npt.NDArray[np.float32]:
    """float32 [N, 4, 32, 32], 0 to 1: red, green, blue and alpha of prints [N, 4116]."""
    pixels = hashes[:, :_PIXELS].reshape(-1, SIDE * SIDE, 4)
    planes = np.ascontiguousarray(pixels.transpose(0, 2, 1)).astype(np.float32)  # turned while they are bytes
    planes /= np.float32(255)
    return planes.reshape(-1, 4, SIDE, SIDE)


def shapes(hashes: Hash) -> npt.NDArray[np.float32]:
    """Width and height of what the prints show, pixels, float32 [N, 2]; 0 where there is too little to compare."""
    return np.ascontiguousarray(hashes[:, _PIXELS + _DIGEST :]).view("<u2").astype(np.float32)


def pixel_digests(hashes: Hash) -> list[bytes]:
    """What is equal where the pixels are: 16 bytes a print."""
    return [row.tobytes() for row in hashes[:, _PIXELS : _PIXELS + _DIGEST]]


def _small(pixels: Picture) -> Picture:
    """[32, 32, 4] of [H, W, 3 or 4]."""
    if pixels.shape[2] == 3:
        shrinks = min(pixels.shape[:2]) > SIDE
        small = cv2.resize(pixels, (SIDE, SIDE), interpolation=cv2.INTER_AREA if shrinks else cv2.INTER_LINEAR)
        return np.concatenate([small, np.full((SIDE, SIDE, 1), 255, np.uint8)], axis=2)
    small = resized(pixels, SIDE, SIDE)
    alpha = small[..., 3:].astype(np.float32) / 255
    mean = (small[..., :3] * alpha).sum(axis=(0, 1)) / max(1e-3, float(alpha.sum()))
    small[..., :3] = (small[..., :3] * alpha + mean * (1 - alpha)).round()
    return small


def _digest(picture: Picture) -> bytes:
    """The same where the same is seen: whatever lies under what is wholly see-through."""
    if picture.shape[2] == 4:
        if picture[..., 3].min() == 255:
            picture = picture[..., :3]
        else:
            picture = np.where(picture[..., 3:] > 0, picture, np.uint8(0))
    made = hashlib.blake2b(np.ascontiguousarray(picture).data, digest_size=_DIGEST, salt=b"%dx%d" % picture.shape[:2])
    return made.digest()
