"""Pixel modes of picture files brought to 8-bit RGB or RGBA (sRGB).

Kept apart from `gan_engine.pictures`, which deals with files: here are only opened Pillow pictures.
"""

from __future__ import annotations

import functools
import io
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageCms

Picture = npt.NDArray[np.uint8]
"""HxWx3 or HxWx4 (straight alpha), 0 to 255."""

_ORIENTATION = 0x0112  # the EXIF tag
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = frozenset({5, 6, 7, 8})
"""The orientations that exchange width and height."""

_TIFF_PHOTOMETRIC, _TIFF_BITS = 262, 258
_LIGHT = 16.0  # floating point with fractions up to here has 1.0 for white, and some of it is brighter
_MAX_PROFILE_BYTES = 4 * 2**20
_SIMPLE_MODES = frozenset({"RGB", "RGBA", "L", "LA", "CMYK", "YCbCr"})


def has_alpha(image: Image.Image) -> bool:
    """Whether some pixel may be see-through, as far as the header says."""
    return image.mode in ("RGBA", "LA", "PA", "La", "RGBa") or "transparency" in image.info


def may_resample(image: Image.Image) -> bool:
    """Whether neighbouring values may be averaged as they are stored (not palette indices or keyed colours)."""
    return image.mode in _SIMPLE_MODES and "transparency" not in image.info


def orientation(image: Image.Image) -> int:
    """The EXIF orientation, 1 to 8; 1 where there is none or it cannot be read."""
    try:
        value = image.getexif().get(_ORIENTATION, 1)
    except Exception:  # whatever nonsense the block holds, the pixels are still good
        return 1
    return value if isinstance(value, int) and value in _TURNS else 1


def turned(image: Image.Image, how: int) -> Image.Image:
    """The picture as the camera's holder saw it."""
    return image.transpose(_TURNS[how]) if how in _TURNS else image


def to_rgb(image: Image.Image) -> Image.Image:
    """An RGB or RGBA picture of the same size, its colours in sRGB where the file says what they are."""
    alpha = has_alpha(image)
    mode = image.mode
    if mode in ("I", "F") or mode.startswith("I;"):
        return _from_deep(image)
    if mode == "LAB":
        return _through_profile(image, None) or image.convert("L").convert("RGB")
    if (profile := image.info.get("icc_profile")) and (right := _coloured(image, profile, alpha)) is not None:
        return right
    wanted = "RGBA" if alpha else "RGB"
    if mode == wanted:
        return image
    if mode == "La":
        image = image.convert("LA")
    return image.convert(wanted)


def _coloured(image: Image.Image, profile: bytes, alpha: bool) -> Image.Image | None:
    """In sRGB by the profile, which is of the colours that a picture's numbers stand for: a palette's are its own."""
    if image.mode in ("L", "LA", "La", "1"):
        flat = image.convert("LA") if alpha else image.convert("L")
        right = _through_profile(flat.getchannel(0), profile)
        if right is None or not alpha:
            return right if right is not None else _through_profile(image.convert("RGBA" if alpha else "RGB"), profile)
        right.putalpha(flat.getchannel("A"))
        return right
    if image.mode in ("P", "PA", "YCbCr") or (alpha and image.mode != "RGBA"):
        image = image.convert("RGBA" if alpha else "RGB")
    return _through_profile(image, profile) if image.mode in ("RGB", "RGBA", "CMYK") else None


def is_plain(image: Image.Image) -> bool:
    """Whether the pixels of a decoded picture are those that `to_rgb` and `turned` would make of it, as they lie."""
    said = image.info.keys() & {"transparency", "icc_profile", "exif", "xmp", "XML:com.adobe.xmp",
                                "Raw profile type exif"}  # fmt: skip
    return image.mode == "RGB" and not said


def to_array(image: Image.Image) -> Picture:
    """The pixels of an RGB or RGBA picture, in memory of their own."""
    return np.array(image)


def _from_deep(image: Image.Image) -> Image.Image:
    """Grey of 16 or 32 bits or floating point, scaled (never clipped) to 8 bits."""
    values = np.asarray(image)
    if image.mode.startswith("I;"):
        grey = _scaled_whole(values, _bits(image))
    elif image.mode == "I":
        grey = _scaled_unknown(values.astype(np.float64), 2**31 - 1)
    else:
        highest = float(values.max(initial=1, where=np.isfinite(values)))
        grey = _scaled_unknown(np.nan_to_num(values.astype(np.float32), nan=0.0, posinf=highest, neginf=0.0), 0)
    if getattr(image, "tag_v2", {}).get(_TIFF_PHOTOMETRIC) == 0:  # white is zero: Pillow turns only 8 bits round
        grey = 255 - grey
    plain = Image.fromarray(grey)
    profile = image.info.get("icc_profile")
    right = (_through_profile(plain, profile) if profile else None) or Image.merge("RGB", [plain] * 3)
    key = image.info.get("transparency")
    if isinstance(key, int):
        right.putalpha(Image.fromarray(np.where(values == key, 0, 255).astype(np.uint8)))
    return right


def _bits(image: Image.Image) -> int:
    declared: Any = getattr(image, "tag_v2", {}).get(_TIFF_BITS, (16,))
    bits = declared[0] if isinstance(declared, tuple) and declared else declared
    return bits if isinstance(bits, int) and 8 < bits <= 16 else 16


def _scaled_whole(values: npt.NDArray[Any], bits: int) -> Picture:
    """Unsigned values of `bits` bits to 8, rounded: 0 stays 0, the highest becomes 255."""
    top = 2**bits - 1
    table = ((np.arange(2**16, dtype=np.uint32).clip(0, top) * 255 + top // 2) // top).astype(np.uint8)
    grey: Picture = table[values]
    return grey


def _scaled_unknown(values: npt.NDArray[Any], top: int) -> Picture:
    """Values whose full scale the file does not say: the smallest usual one that holds them all.

    For whole numbers 255, 65,535 or `top`; for floating point (`top` is 0) 1.0, 255 or 65,535, or their own highest
    where that is a little above 1.0, as in painted light. Below zero is black.
    """
    highest = float(values.max(initial=0))
    usual = [scale for scale in (0.0 if top else 1.0, 255.0, 65_535.0, float(top)) if scale]
    scale = next((scale for scale in usual if highest <= scale), highest)
    if not top and 1 < highest <= _LIGHT and not np.array_equal(values, np.rint(values)):
        scale = highest
    return (values.clip(0, scale) * (255.0 / scale) + 0.5).astype(np.uint8)


def _through_profile(image: Image.Image, profile: bytes | None) -> Image.Image | None:
    """The picture in sRGB by its embedded profile (None: it is LAB), or None where the profile is of no use."""
    if profile is not None and not 128 <= len(profile) <= _MAX_PROFILE_BYTES:
        return None
    try:
        transform = _transform(profile, image.mode)
        return image if transform == "same" else ImageCms.applyTransform(image, transform)
    except Exception:  # a damaged profile: the colours are taken as they stand
        return None


@functools.lru_cache(maxsize=8)
def _transform(profile: bytes | None, mode: str) -> Any:
    source = ImageCms.createProfile("LAB") if profile is None else ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if mode != "LAB" and "srgb" in ImageCms.getProfileDescription(source).lower():
        return "same"
    target = ImageCms.createProfile("sRGB")
    out = "RGBA" if mode == "RGBA" else "RGB"
    return ImageCms.buildTransform(source, target, mode, out, ImageCms.Intent.RELATIVE_COLORIMETRIC)
