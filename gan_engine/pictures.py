"""The one door through which image files come in and go out.

Whatever a file holds, what comes in is a `Picture`: uint8, HxWx3 or HxWx4 (straight alpha), upright, in sRGB. Whatever
is wrong with it comes out as a `PictureError` with one of the kinds of `PICTURE_FAULTS`: files are hostile until they
have been decoded. Only the readers of the formats named here can be reached, whatever the file's name says.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import io
import os
import stat
import struct
import threading
import warnings
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
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

from gan_engine import atomic, picture_modes
from gan_engine.errors import PictureError
from gan_engine.picture_modes import Picture

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
MAX_FILE_BYTES = 2**30
"""The largest file that is opened at all."""

_MAX_PROGRESSIVE_SCANS = 200  # usual files have about 10; each costs a pass over all pixels
_LARGE_PIXELS = 2**25  # pictures larger than this are decoded one at a time
_large = threading.Lock()
_SNIFF_BYTES = 32

# The check of sizes is ours (below, before anything is decoded); Pillow's warns on standard error from half of it on.
Image.MAX_IMAGE_PIXELS = MAX_PIXELS
# What Pillow thinks odd about a file's extras (EXIF and so on) is nothing an artist can act on.
warnings.filterwarnings("ignore", module=r"PIL\.")


@dataclass(frozen=True)
class PictureFacts:
    """What a file's header says."""

    width: int
    height: int
    """As shown, that is after turning the picture as its EXIF orientation asks."""
    mode: str
    """Pillow's name for how pixels are stored: RGB, RGBA, L, P, CMYK, I;16 ..."""
    format: str
    frames: int
    """Only the first is ever used. In GIF and TIFF, 2 means two or more: counting would take reading it all."""
    has_alpha: bool
    bytes: int


def probe(path: Path) -> PictureFacts:
    """Read the header only. Raises PictureError."""
    with _opened(path) as (file, size):
        return _facts(_image(file, size, path.name), file, size)


def verify(path: Path) -> PictureFacts:
    """Decode every pixel once and keep none of them. Raises PictureError."""
    with _opened(path) as (file, size):
        image = _image(file, size, path.name)
        facts = _facts(image, file, size)
        if facts.format == "JPEG":
            image.draft(None, (1, 1))  # every bit is still read, but few pixels are made of them
        with _room_for(image), _pillow_faults(path.name, file):
            image.load()
    return facts


def read_picture(path: Path, *, longest: int | None = None) -> Picture:
    """The picture, its longest side at most `longest` (smoothly reduced, never enlarged). Raises PictureError."""
    with _opened(path) as (file, size):
        return _decoded(file, size, path.name, longest)


def decode_picture(data: bytes, *, longest: int | None = None, name: str = "picture") -> Picture:
    """As `read_picture`, from memory."""
    if not data:
        raise _fault("empty", name)
    return _decoded(io.BytesIO(data), len(data), name, longest)


def read_rgb(path: Path, *, ground: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """The picture without transparency: HxWx3, laid on `ground`. Raises PictureError."""
    return flatten(read_picture(path), ground)


def flatten(picture: Picture, ground: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """HxWx3 from HxWx3 (itself) or HxWx4 (laid on `ground`)."""
    if picture.shape[2] == 3:
        return picture
    sheet = Image.new("RGB", (picture.shape[1], picture.shape[0]), ground)
    image = Image.fromarray(picture)
    sheet.paste(image, mask=image.getchannel("A"))
    return np.array(sheet)


def digest(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises PictureError where it cannot be read."""
    with _opened(path, largest=None) as (file, _), _read_faults(path.name):
        return hashlib.file_digest(file, "sha256").hexdigest()


def encode_png(picture: Picture, *, text: Mapping[str, str] | None = None, compress: int = 6) -> bytes:
    """A PNG; `text` becomes iTXt chunks (UTF-8). `compress` runs from 0 (none) to 9."""
    chunks = PngImagePlugin.PngInfo()
    for key, value in (text or {}).items():
        chunks.add_itxt(key, value)
    return _encoded(picture, "PNG", pnginfo=chunks, compress_level=compress)


def encode_webp(picture: Picture, quality: int = 90) -> bytes:
    return _encoded(picture, "WEBP", quality=quality, method=2)


def encode_jpeg(picture: Picture, quality: int = 90) -> bytes:
    """Transparency is laid on white: JPEG has none."""
    return _encoded(flatten(picture), "JPEG", quality=quality, subsampling=0 if quality >= 90 else 2)


def write_png(path: Path, picture: Picture, *, text: Mapping[str, str] | None = None) -> None:
    """Write a PNG whole or not at all. Raises DiskError."""
    atomic.write_bytes(path, encode_png(picture, text=text))


def _encoded(picture: Picture, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, kind, **options)
    return buffer.getvalue()


def _fault(kind: str, name: str, why: str = "") -> PictureError:
    why = why or PICTURE_FAULTS[kind]
    return PictureError(kind, f"“{name}” cannot be used. {why}", why=why)


@contextlib.contextmanager
def _read_faults(name: str) -> Iterator[None]:
    """What the file system says, as a PictureError."""
    try:
        yield
    except PermissionError as error:
        raise _fault("no-permission", name) from error
    except FileNotFoundError as error:
        raise _fault("missing", name) from error
    except (OSError, ValueError) as error:  # ValueError: a name that no file can have
        if isinstance(error, OSError) and error.errno in (errno.ENOTDIR, errno.ENAMETOOLONG):
            raise _fault("missing", name) from error
        raise _fault("unreadable", name, f"It could not be read from the disk ({_words(error)}).") from error


def _words(error: BaseException) -> str:
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


@contextlib.contextmanager
def _opened(path: Path, largest: int | None = MAX_FILE_BYTES) -> Iterator[tuple[io.BufferedReader, int]]:
    """An ordinary file and its size; pipes and devices, which would block for ever, are not opened."""
    with _read_faults(path.name):
        status = path.stat()
    if not stat.S_ISREG(status.st_mode):
        raise _fault("not-a-picture", path.name, "It is not a file.")
    if status.st_size == 0 and largest is not None:
        raise _fault("empty", path.name)
    if largest is not None and status.st_size > largest:
        raise _fault("too-large", path.name, f"The file is larger than {largest // 2**20:,} MB.")
    with _read_faults(path.name):
        file = path.open("rb")
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
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
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
    if head.startswith(b"BM"):
        return "BMP"
    return None


def _image(file: BinaryIO, size: int, name: str) -> ImageFile.ImageFile:
    """The picture with its header read and its size found tolerable; no pixel is decoded yet."""
    with _read_faults(name):
        head = file.read(_SNIFF_BYTES)
        file.seek(0)
    kind = sniff(head)
    if kind is None:
        raise _fault("not-a-picture", name)
    if kind == "WEBP":
        _check_size(*_webp_size(head), name)  # its reader makes room for the whole canvas at once
        if int.from_bytes(head[4:8], "little") + 8 > size + 1:  # some writers leave out the last padding byte
            raise _fault("truncated", name)
    with _pillow_faults(name, file, kind):
        image = _READERS[kind](file)
    _check_size(*image.size, name)
    if kind == "JPEG" and image.info.get("progressive"):
        _check_scans(file, name)
    return image


def _check_size(width: int, height: int, name: str) -> None:
    if width < 1 or height < 1:
        raise _fault("unreadable", name, "It says that it has no pixels.")
    if width * height > MAX_PIXELS:
        millions = MAX_PIXELS // 10**6
        raise _fault("too-large", name, f"It has {width:,} x {height:,} pixels; at most {millions} million are read.")


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


def _check_scans(file: BinaryIO, name: str) -> None:
    """A progressive JPEG may ask for thousands of passes over its pixels: a few kilobytes that take hours."""
    with _read_faults(name):
        place = file.tell()
        file.seek(0)
        scans, last = 0, b""
        while block := file.read(2**20):
            scans += (last + block).count(b"\xff\xda")
            last = block[-1:]
        file.seek(place)
    if scans > _MAX_PROGRESSIVE_SCANS:
        raise _fault("unreadable", name, f"It would have to be drawn over {scans:,} times.")


@contextlib.contextmanager
def _pillow_faults(name: str, file: BinaryIO, kind: str = "") -> Iterator[None]:
    """Whatever a reader stumbles over in a damaged file, as a PictureError. Only Pillow's own calls go inside."""
    try:
        yield
    except MemoryError as error:
        raise _fault("too-large", name, "There is not enough memory to open it.") from error
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _fault("too-large", name) from error
    except Exception as error:  # hostile bytes make the readers raise nearly every exception there is
        words = _words(error)
        if isinstance(error, EOFError | struct.error) or "truncat" in words.lower() or _cut_short(file):
            raise _fault("truncated", name) from error
        if kind == "BMP":  # its mark is but two letters, with which many a text begins
            raise _fault("not-a-picture", name) from error
        raise _fault("unreadable", name, f"It is damaged, or of a kind that cannot be read ({words}).") from error


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


def _facts(image: ImageFile.ImageFile, file: BinaryIO, size: int) -> PictureFacts:
    frames = 1
    if image.format in ("PNG", "WEBP"):
        frames = int(getattr(image, "n_frames", 1))
    elif image.format in ("GIF", "TIFF"):
        with contextlib.suppress(Exception):  # a damaged second frame takes nothing from the first
            frames = 2 if getattr(image, "is_animated", False) else 1
    sideways = image.format != "TIFF" and _header_orientation(image, file) in picture_modes.SIDEWAYS
    width, height = reversed(image.size) if sideways else image.size
    alpha = picture_modes.has_alpha(image)
    return PictureFacts(width, height, image.mode, image.format or "", frames, alpha, size)


def _header_orientation(image: ImageFile.ImageFile, file: BinaryIO) -> int:
    """The EXIF orientation without decoding: in a PNG its block may lie behind the pixels."""
    if image.format == "PNG" and "exif" not in image.info and (block := _late_exif(file)):
        exif = Image.Exif()
        with contextlib.suppress(Exception):
            exif.load(block)
        return int(exif.get(0x0112, 1)) if isinstance(exif.get(0x0112, 1), int) else 1
    if image.format == "PNG" and "exif" not in image.info:
        return 1
    return picture_modes.orientation(image)


def _late_exif(file: BinaryIO) -> bytes:
    """The eXIf block of a PNG, found by stepping from chunk to chunk; empty where there is none."""
    with contextlib.suppress(OSError, struct.error):
        file.seek(8)
        while head := file.read(8):
            length, kind = struct.unpack(">I4s", head)
            if kind == b"eXIf":
                return file.read(min(length, 2**20))
            file.seek(length + 4, os.SEEK_CUR)
    return b""


@contextlib.contextmanager
def _room_for(image: Image.Image) -> Iterator[None]:
    """Very large pictures are decoded one at a time, however many threads there are: memory stays bounded."""
    if image.width * image.height <= _LARGE_PIXELS:
        yield
    else:
        with _large:
            yield


def _decoded(file: BinaryIO, size: int, name: str, longest: int | None) -> Picture:
    image: Image.Image = _image(file, size, name)
    with _room_for(image), _pillow_faults(name, file):
        if longest is not None and image.format == "JPEG":
            image.draft(None, _fitting(image.size, 2 * longest))  # twice: the last halving is ours, and smoother
        image.load()
        turn = picture_modes.orientation(image)  # after loading: TIFF has turned itself, a PNG's may come last
        if longest is not None and picture_modes.may_resample(image):
            image = _reduced(image, longest)
        image = picture_modes.to_rgb(image)
        if longest is not None:
            image = _reduced(image, longest)
        return picture_modes.to_array(picture_modes.turned(image, turn))


def _fitting(size: tuple[int, int], longest: int) -> tuple[int, int]:
    factor = min(1.0, longest / max(size))
    return max(1, round(size[0] * factor)), max(1, round(size[1] * factor))


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """No larger than `longest`; Pillow averages transparent pixels by their weight (premultiplied)."""
    if max(image.size) <= longest:
        return image
    info = image.info
    image = image.resize(_fitting(image.size, longest), Image.Resampling.LANCZOS, reducing_gap=2.0)
    image.info = info
    return image
