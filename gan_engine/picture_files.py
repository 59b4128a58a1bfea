"""Opening picture files: their kind, limits and checksums, before the first pixel is decoded.

Files are hostile until they have been decoded. Here the file is told from a pipe or a link to nowhere, its format from
its name, and a tolerable size from a bomb; what the readers stumble over becomes a `PictureError`. Only the readers of
the formats named here can be reached.
"""

from __future__ import annotations

import contextlib
import errno
import importlib.util
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
    AvifImagePlugin,
    BmpImagePlugin,
    GifImagePlugin,
    Image,
    ImageFile,
    JpegImagePlugin,
    PngImagePlugin,
    PsdImagePlugin,
    TgaImagePlugin,
    TiffImagePlugin,
    WebPImagePlugin,
    features,
)

from gan_engine import beside_pictures, door
from gan_engine.errors import PictureError
from gan_engine.picture_work import TooMuchWorkError, check_work

_SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "PNG": (".png", ".apng"),
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".jif", ".jfi", ".pjpeg", ".pjp"),
    "WEBP": (".webp",),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp", ".dib"),
    "GIF": (".gif",),
    "PSD": (".psd",),
    "TGA": (".tga", ".targa", ".vda", ".icb", ".vst"),
    "AVIF": (".avif", ".avifs"),
    "HEIF": (".heic", ".heif", ".hif"),
}

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
    "unread-kind": "It is a picture of a kind that cannot be read.",
    "made-here": "It was made by Maquette: its pictures are no art to learn from.",
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
_BRANDS = {  # of files made of boxes (ISO/IEC 14496-12, 4.3; 23008-12, annexes B; AVIF 1.1, section 6)
    **dict.fromkeys((b"avif", b"avis"), "AVIF"),
    **dict.fromkeys((b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"hevm", b"hevs"), "HEIF"),
}
_SUFFIX_OF = {"JXL": ".jxl", "JP2": ".jp2", "AVIF": ".avif", "HEIF": ".heic"}
_PSD_VERSION_INFO = 1057  # its fifth byte: whether the layers are there drawn together (Adobe, image resource IDs)
_NOT_MERGED = (
    "It holds layers alone: it was saved without the picture that they make together. Save it again with "
    "“Maximise compatibility”, or as PNG."
)
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


class _TgaImageFile(TgaImagePlugin.TgaImageFile):
    """A Targa whose fourth channel is transparency only where its header says that it has such bits."""

    def _open(self) -> None:
        super()._open()
        assert self.fp is not None
        at = self.fp.tell()
        self.fp.seek(17)
        if self.mode == "RGBA" and not self.fp.read(1)[0] & 15:  # many programs leave zeros there: all see-through
            self.info["opaque"] = True
        self.fp.seek(at)

    def load_end(self) -> None:
        super().load_end()
        if self.info.get("opaque"):
            self.putalpha(255)


class _PsdImageFile(PsdImagePlugin.PsdImageFile):
    """A Photoshop document that has its layers drawn together: without that there is only white in it."""

    def _open(self) -> None:
        super()._open()
        if any(number == _PSD_VERSION_INFO and len(data) > 4 and not data[4] for number, _, data in self.resources):
            raise UnreadKindError(_NOT_MERGED)


class UnreadKindError(Exception):
    """The words say what kind it is and what is to be done."""


def _heif(file: BinaryIO) -> ImageFile.ImageFile:
    from pi_heif import HeifImageFile, options

    options.THUMBNAILS = options.DEPTH_IMAGES = options.AUX_IMAGES = False
    options.DECODE_THREADS = 1
    image: ImageFile.ImageFile = HeifImageFile(file)
    return image


_READERS: Mapping[str, Callable[[BinaryIO], ImageFile.ImageFile]] = {
    "PNG": PngImagePlugin.PngImageFile,
    "JPEG": JpegImagePlugin.JpegImageFile,
    "WEBP": WebPImagePlugin.WebPImageFile,
    "TIFF": TiffImagePlugin.TiffImageFile,
    "BMP": BmpImagePlugin.BmpImageFile,
    "GIF": GifImagePlugin.GifImageFile,
    "PSD": _PsdImageFile,
    "TGA": _TgaImageFile,
    **({"AVIF": AvifImagePlugin.AvifImageFile} if features.check("avif") else {}),
    **({"HEIF": _heif} if importlib.util.find_spec("pi_heif") else {}),
}

PICTURE_SUFFIXES = frozenset(suffix for kind in _READERS for suffix in _SUFFIXES[kind])
"""Of files that are looked into: what their names end in, in small letters."""


def unread_words(suffix: str) -> str:
    """Of a suffix of pictures that cannot be read here: one sentence why; "" for any other."""
    return "" if suffix.lower() in PICTURE_SUFFIXES else beside_pictures.unread_words(suffix)


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
    if head[4:8] == b"ftyp":
        return _BRANDS.get(head[8:12]) or next((_BRANDS[head[at : at + 4]] for at in (16, 20, 24, 28)
                                                if head[at : at + 4] in _BRANDS), None)  # fmt: skip
    if head.startswith((b"\xff\x0a", b"\0\0\0\x0cJXL \r\n\x87\n")):
        return "JXL"
    if head.startswith((b"\0\0\0\x0cjP  \r\n\x87\n", b"\xff\x4f\xff\x51")):
        return "JP2"
    return None


def _kind(head: bytes, name: str) -> str | None:
    """As `sniff`; a Targa has nothing at its beginning by which it can be told, so its name has to say it."""
    kind = sniff(head)
    if kind is None and Path(name).suffix.lower() in _SUFFIXES["TGA"] and len(head) > 17:
        plain = head[1] in (0, 1) and head[2] in (1, 2, 3, 9, 10, 11) and head[16] in (1, 8, 16, 24, 32)
        return "TGA" if plain else None
    return kind


def _refuse_unread(kind: str, head: bytes, name: str) -> None:
    if kind == "PSD" and head[4:6] == b"\0\2":
        raise fault("unread-kind", name, beside_pictures.unread_words(".psb"))
    if kind not in _READERS:
        raise fault("unread-kind", name, beside_pictures.unread_words(_SUFFIX_OF.get(kind, "")))


def opened_image(file: BinaryIO, size: int, name: str) -> ImageFile.ImageFile:
    """The picture with its header read and its size found tolerable; no pixel is decoded yet."""
    with read_faults(name):
        head = file.read(_SNIFF_BYTES)
        file.seek(0)
    kind = _kind(head, name)
    if kind is None:
        raise fault("not-a-picture", name)
    _refuse_unread(kind, head, name)
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
        try:
            image = _READERS[kind](file)
        except UnreadKindError as error:
            raise fault("unread-kind", name, str(error)) from error
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
    except PictureError:
        raise
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
