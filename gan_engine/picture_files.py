"""Opening picture files: their kind, limits and checksums, before the first pixel is decoded.

Files are hostile until they have been decoded. Here the file is told from a pipe or a link to nowhere, its format from
its name, and a tolerable size from a bomb; what the readers stumble over becomes a `PictureError`. Only the readers of
the formats named here can be reached.
"""

from __future__ import annotations

import contextlib
import errno
import io
import logging
import os
import stat
import struct
import warnings
import zlib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from PIL import (
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    PsdImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
)

from gan_engine import door
from gan_engine.errors import PictureError
from gan_engine.picture_work import TooMuchWorkError, check_work

PICTURE_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp", ".gif", ".psd"})

PICTURE_FAULTS: Mapping[str, str] = {
    "unreadable": "It is damaged, or of a kind that cannot be read.",
    "truncated": "It ends too early: part of the file is missing.",
    "empty": "It is empty: the file holds nothing.",
    "too-small": "It is too small.",
    "too-large": "It is too large.",
    "not-a-picture": "It is not a picture of a known format.",
    "no-permission": "It may not be read.",
    "missing": "It is not there any more.",
    "symlink": "It is a link; links are not followed.",
    "unsafe": "Its place in the archive would lead out of the folder.",
}

MAX_PIXELS = 2**27
"""About 134 million: a picture of 11,500 x 11,500."""
MAX_SIDE = 2**16
"""The longest side in pixels; longer rows take their readers time that grows with the square."""
MAX_FILE_BYTES = 2**30
"""The largest file that is opened at all."""

PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
"""What every PNG file begins with (PNG specification, 5.2)."""

_MAX_PROGRESSIVE_SCANS = 200  # usual files have about 10; each costs a pass over all pixels
_USUAL_SCANS = 24
_MAX_SCANNED_PIXELS = 2**31  # what a file of more scans than usual may cost: 24 megapixels in 89 scans
_ANIMATED_SHARE = 4  # an animated WebP is drawn on several canvases at once: this part of the pixels is allowed
_SNIFF_BYTES = 32
_BMP_HEADERS = (12, 16, 40, 52, 56, 64, 108, 124)  # the lengths of the versions of its second header

# The check of sizes is ours (below, before anything is decoded); Pillow's warns on standard error from half of it on.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What Pillow thinks odd about a file's extras (EXIF and so on) is nothing an artist can act on.
warnings.filterwarnings("ignore", module=r"PIL\.")
logging.getLogger("PIL").addHandler(logging.NullHandler())  # else its errors, which we raise anyway, are printed too


def fault(kind: str, name: str, why: str = "") -> PictureError:
    why = why or PICTURE_FAULTS[kind]
    return PictureError(kind, f"“{name}” cannot be used. {why}", why=why)


@contextlib.contextmanager
def read_faults(name: str) -> Iterator[None]:
    """What the file system says, as a PictureError."""
    try:
        yield
    except PermissionError as error:
        raise fault("no-permission", name) from error
    except FileNotFoundError as error:
        raise fault("missing", name) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        if isinstance(error, OSError) and error.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
            raise fault("missing", name) from error
        raise fault("unreadable", name, f"It could not be read from the disk ({_words(error)}).") from error


def _words(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextlib.contextmanager
def opened(path: Path, largest: int | None = MAX_FILE_BYTES) -> Iterator[tuple[io.BufferedReader, int]]:
    """An ordinary file and its size; pipes and devices, which would block for ever, are not opened."""
    with read_faults(path.name):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise fault("not-a-picture", path.name, "It is not a file.")
    if status.st_size == 0 and largest is not None:
        raise fault("empty", path.name)
    if largest is not None and status.st_size > largest:
        raise fault("too-large", path.name, f"The file is larger than {largest // 2**20:,} MB.")
    with read_faults(path.name):
        file = door.open_read(path)
    with file:
        yield file, status.st_size


_READERS: Mapping[str, Callable[[BinaryIO], ImageFile.ImageFile]] = {
    "PNG": PngImagePlugin.PngImageFile,
    "JPEG": JpegImagePlugin.JpegImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "PSD": PsdImagePlugin.PsdImageFile,
}


def sniff(head: bytes) -> str | None:
    """The format that the first bytes (32 are enough) tell of, None for anything else."""
    if head.startswith(PNG_SIGNATURE):
        return "PNG"
    if head.startswith(b"\xff\xd8\xff"):
        return "JPEG"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "WEBP"
    if head[:4] in (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"):
        return "TIFF"
    if head[:6] in (b"GIF87a", b"GIF89a"):
        return "GIF"
    if head.startswith(b"8BPS"):
        return "PSD"
    if head.startswith(b"BM") and int.from_bytes(head[14:18], "little") in _BMP_HEADERS:  # many a text begins with BM
        return "BMP"
    return None


def opened_image(file: BinaryIO, size: int, name: str) -> ImageFile.ImageFile:
    """The picture with its header read and its size found tolerable; no pixel is decoded yet."""
    with read_faults(name):
        head = file.read(_SNIFF_BYTES)
        file.seek(0)
    kind = sniff(head)
    if kind is None:
        raise fault("not-a-picture", name)
    if kind == "WEBP":
        animated = head[12:16] == b"VP8X" and len(head) > 20 and head[20] & 2
        most = MAX_PIXELS // _ANIMATED_SHARE if animated else MAX_PIXELS
        _check_size(*_webp_size(head), name, most)  # its reader makes room for the whole canvas at once
        if int.from_bytes(head[4:8], "little") + 8 > size + 1:  # some writers leave out the last padding byte
            raise fault("truncated", name)
    with read_faults(name):
        try:
            check_work(kind, file, size)
        except TooMuchWorkError as error:
            raise fault("unreadable", name, str(error)) from error
    with pillow_faults(name, file):
        image = _READERS[kind](file)
    _check_size(*image.size, name)
    if kind == "JPEG" and image.info.get("progressive"):
        _check_scans(file, name, image.width * image.height)
    return image


def _check_size(width: int, height: int, name: str, most: int = MAX_PIXELS) -> None:
    if width < 1 or height < 1:
        raise fault("unreadable", name, "It says that it has no pixels.")
    if max(width, height) > MAX_SIDE or width * height > min(most, MAX_PIXELS):
        limits = f"at most {most // 10**6} million are read, and {MAX_SIDE:,} a side"
        raise fault("too-large", name, f"It has {width:,} x {height:,} pixels; {limits}.")


def _webp_size(head: bytes) -> tuple[int, int]:
    """The canvas of a WebP file from its first 30 bytes; (1, 1) where they say nothing, and its reader will."""
    kind = head[12:16]
    if kind == b"VP8X" and len(head) >= 30:
        return int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1
    if kind == b"VP8L" and len(head) >= 25:
        bits = int.from_bytes(head[21:25], "little")
        return (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
    if kind == b"VP8 " and len(head) >= 30:
        width, height = struct.unpack("<HH", head[26:30])
        return max(1, width & 0x3FFF), max(1, height & 0x3FFF)
    return 1, 1


def _check_scans(file: BinaryIO, name: str, pixels: int) -> None:
    """A progressive JPEG may ask for thousands of passes over its pixels: a few kilobytes that take hours."""
    with read_faults(name):
        offset = file.tell()
        file.seek(0)
        scans, last = 0, b""
        while block := file.read(2**20):
            scans += (last + block).count(b"\xff\xda")
            last = block[-1:]
        file.seek(offset)
    if scans > _MAX_PROGRESSIVE_SCANS or (scans > _USUAL_SCANS and scans * pixels > _MAX_SCANNED_PIXELS):
        raise fault("unreadable", name, f"It would have to be drawn over {scans:,} times.")


def check_sums(file: BinaryIO, name: str, *, whole: bool = False) -> None:
    """Compare a PNG's checksums: its reader does not, and would give noise for a damaged file.

    A file that ends too early is left to its reader, for only the last chunk may be missing. `whole`: nothing may be
    missing, nor follow, and what is not about the pixels counts too. Raises `PictureError`.
    """
    damaged = "It is damaged: a checksum in it is wrong."
    with read_faults(name):
        offset = file.tell()
        file.seek(0)
        is_whole, is_png = False, file.read(8) == PNG_SIGNATURE
        while len(head := file.read(8)) == 8:
            left, kind = struct.unpack(">I4s", head)
            found = zlib.crc32(kind)
            while left > 0 and (part := file.read(min(left, 2**20))):
                found = zlib.crc32(part, found)
                left -= len(part)
            wanted = file.read(4)
            if len(wanted) < 4:
                break
            about_pixels = kind[:1].isupper()
            if int.from_bytes(wanted, "big") != found and (whole or about_pixels):
                raise fault("unreadable", name, damaged)
            if kind == b"IEND":
                is_whole = is_png and not file.read(1)
                break
        if whole and not is_whole:
            raise fault("unreadable", name, damaged)
        file.seek(offset)


@contextlib.contextmanager
def pillow_faults(name: str, file: BinaryIO) -> Iterator[None]:
    """Whatever a reader stumbles over in a damaged file, as a PictureError. Only Pillow's own calls go inside."""
    try:
        yield
    except MemoryError as error:
        raise fault("too-large", name, "There is not enough memory to open it.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise fault("too-large", name) from error
    except Exception as error:  # hostile bytes make the readers raise nearly every exception there is
        words = _words(error)
        if isinstance(error, EOFError | struct.error) or "truncat" in words.lower() or _cut_short(file):
            raise fault("truncated", name) from error
        raise fault("unreadable", name, f"It is damaged, or of a kind that cannot be read ({words}).") from error


def _cut_short(file: BinaryIO) -> bool:
    """Whether a file that could not be read lacks the mark with which its format ends."""
    try:
        file.seek(0)
        kind = sniff(file.read(_SNIFF_BYTES))
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - 2**16))
        tail = file.read()
        if kind == "BMP":
            file.seek(2)
            return int.from_bytes(file.read(4), "little") > size
    except (OSError, ValueError, struct.error):
        return False
    mark = {"PNG": b"IEND", "JPEG": b"\xff\xd9", "GIF": b"\x3b"}.get(kind or "")
    return mark is not None and mark not in tail
