"""Pictures of every format, sound and otherwise, made on the spot for tests."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
from PIL import Image, PngImagePlugin

Picture = npt.NDArray[np.uint8]

FORMATS = ("png", "jpg", "webp", "tif", "bmp", "gif", "psd")
LOSSLESS = ("png", "webp", "tif", "bmp", "psd")


def painting(width: int = 48, height: int = 36, channels: int = 3, seed: int = 0) -> Picture:
    """Smooth shades with a few hard shapes: near what is drawn, and no two seeds alike."""
    generator = np.random.default_rng(seed)
    down, across = np.mgrid[0:height, 0:width]
    picture = np.stack(
        [
            across * 255 / max(1, width - 1),
            down * 255 / max(1, height - 1),
            (across + down) * 127 / max(1, width + height - 2) + 60,
        ],
        axis=-1,
    )
    for _ in range(3):
        top, left = generator.integers(height), generator.integers(width)
        picture[top : top + height // 4 + 1, left : left + width // 4 + 1] = generator.integers(0, 256, 3)
    if channels == 4:
        alpha = np.full((height, width, 1), 255.0)
        alpha[: height // 3] = 0
        alpha[height // 3 : height // 2] = 128
        picture = np.concatenate([picture, alpha], axis=-1)
    return picture.astype(np.uint8)


def encoded(kind: str, picture: Picture | None = None, **options: object) -> bytes:
    """The bytes of a file; lossless where the format allows it."""
    picture = painting() if picture is None else picture
    if kind == "psd":
        return psd(picture)
    name = {"jpg": "JPEG", "tif": "TIFF"}.get(kind, kind.upper())
    if kind == "webp":
        options = {"lossless": True, "exact": True, **options}
    if kind == "jpg":
        options = {"quality": 95, "subsampling": 0, **options}
    return saved(Image.fromarray(picture), name, **options)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, kind, **options)
    return buffer.getvalue()


def psd(picture: Picture) -> bytes:
    """A flat Photoshop file, channels run-length packed."""
    height, width, channels = picture.shape
    header = b"8BPS" + struct.pack(">H6xHIIHH", 1, channels, height, width, 8, 3)
    rows = [_packbits(picture[row, :, channel].tobytes()) for channel in range(channels) for row in range(height)]
    lengths = b"".join(struct.pack(">H", len(row)) for row in rows)
    return header + struct.pack(">III", 0, 0, 0) + struct.pack(">H", 1) + lengths + b"".join(rows)


def _packbits(row: bytes) -> bytes:
    parts = [row[start : start + 128] for start in range(0, len(row), 128)]
    return b"".join(bytes([len(part) - 1]) + part for part in parts)


def deep(kind: str, values: npt.NDArray[np.uint16]) -> bytes:
    """A 16-bit PNG or TIFF of HxW (grey) or HxWx3 (red, green, blue) values."""
    if values.ndim == 3:
        values = values[..., ::-1]
    good, buffer = cv2.imencode(f".{kind}", values)
    assert good
    return buffer.tobytes()


def animated(kind: str, frames: int = 3) -> bytes:
    """The first frame is `painting()`."""
    first, *rest = [Image.fromarray(painting(seed=seed)) for seed in range(frames)]
    options: dict[str, object] = {"save_all": True, "append_images": rest}
    if kind == "webp":
        options["lossless"] = True
    name = {"tif": "TIFF", "apng": "PNG"}.get(kind, kind.upper())
    return saved(first, name, **options)


def png_chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png_bomb(width: int = 60_000, height: int = 60_000) -> bytes:
    """A small file that claims, and in its packed form really begins to hold, a vast black picture."""
    pixels = zlib.compress(bytes(2**22), 9)
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + png_chunk(b"IHDR", header) + png_chunk(b"IDAT", pixels * 4) + png_chunk(b"IEND", b"")


def bomb(kind: str) -> bytes:
    """A header that claims 60,000 x 60,000 pixels (16,384 squared where the format holds no more), in each format."""
    side = 60_000
    if kind == "png":
        return png_bomb(side, side)
    if kind == "webp":
        data = b"VP8X" + struct.pack("<I", 10) + bytes(4) + (16_383).to_bytes(3, "little") * 2
        return b"RIFF" + struct.pack("<I", len(data) + 4) + b"WEBP" + data
    if kind == "psd":
        return b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, side, side, 8, 3) + bytes(14)
    if kind == "gif":
        return b"GIF89a" + struct.pack("<HHBBB", side, side, 0, 0, 0) + gif_frame(side)
    if kind == "tif":
        tags = [(256, 4, side), (257, 4, side), (258, 3, 8), (259, 3, 1), (262, 3, 1), (273, 4, 8), (279, 4, 1)]
        entries = b"".join(struct.pack("<HHII", tag, form, 1, value) for tag, form, value in tags)
        return b"II*\0" + struct.pack("<I", 8) + struct.pack("<H", len(tags)) + entries + bytes(64)
    whole = bytearray(encoded(kind))
    if kind == "bmp":
        whole[18:26] = struct.pack("<ii", side, side)
    else:
        place = whole.index(b"\xff\xc0") + 5
        whole[place : place + 4] = struct.pack(">HH", side, side)
    return bytes(whole)


def gif_frame(side: int) -> bytes:
    return b"," + struct.pack("<HHHHB", 0, 0, side, side, 0) + b"\x02\x02\x44\x01\x00" + b";"


def turned(kind: str, orientation: int, upright: Picture) -> bytes:
    """A file whose pixels lie so that `orientation` (EXIF, 1 to 8) turns them to `upright`."""
    undo = {
        1: lambda p: p,
        2: lambda p: p[:, ::-1],
        3: lambda p: p[::-1, ::-1],
        4: lambda p: p[::-1],
        5: lambda p: p.swapaxes(0, 1),
        6: lambda p: np.rot90(p, 1),
        7: lambda p: np.rot90(p, 2).swapaxes(0, 1),
        8: lambda p: np.rot90(p, -1),
    }[orientation]
    image = Image.fromarray(np.ascontiguousarray(undo(upright)))
    if kind == "tif":
        return saved(image, "TIFF", tiffinfo={274: orientation})
    exif = Image.Exif()
    exif[274] = orientation
    if kind == "late-png":  # the block behind the pixels
        whole = saved(image, "PNG")
        return whole[:-12] + png_chunk(b"eXIf", exif.tobytes()[6:]) + whole[-12:]
    options = {"lossless": True} if kind == "webp" else {"quality": 95, "subsampling": 0} if kind == "jpg" else {}
    return saved(image, {"jpg": "JPEG"}.get(kind, kind.upper()), exif=exif, **options)


def with_text(picture: Picture, **text: str) -> bytes:
    chunks = PngImagePlugin.PngInfo()
    for key, value in text.items():
        chunks.add_text(key, value)
    return saved(Image.fromarray(picture), "PNG", pnginfo=chunks)


def as_nobody(code: str, path: Path) -> str:
    """What `code` (which finds `path`, `pictures`, `picture_sources`) prints, run without the administrator's rights.

    To those rights nothing is unreadable, and tests often run with them.
    """
    start = """
import os, sys
from pathlib import Path
from gan_engine import picture_sources, pictures
from gan_engine.errors import PictureError

path = Path(sys.argv[1])
if os.geteuid() == 0:
    for folder in path.parents:
        if folder.stat().st_uid == 0 and folder != folder.parent:
            folder.chmod(folder.stat().st_mode | 0o711)
    os.setgroups([])
    os.setgid(65534)
    os.setuid(65534)
"""
    done = subprocess.run([sys.executable, "-c", start + code, str(path)], check=True, capture_output=True, text=True)
    return done.stdout.strip()
