"""Reading and writing image files: the one door for them.

Whatever a file holds, what comes in is a `Picture`: uint8, HxWx3 or HxWx4 (straight alpha), upright, in sRGB. Whatever
is wrong with it comes out as a `PictureError` with one of the kinds of `PICTURE_FAULTS`.
"""

from __future__ import annotations

import contextlib
import hashlib
import io
import struct
import threading
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import numpy as np
import numpy.typing as npt
from PIL import Image, ImageFile, PngImagePlugin, TiffImagePlugin, TiffTags
from PIL.JpegImagePlugin import JpegImageFile

from gan_engine import atomic, jpeg_ends, picture_files, picture_modes
from gan_engine.errors import PictureError
from gan_engine.image_shape import NEUTRAL
from gan_engine.picture_files import MAX_FILE_BYTES, MAX_PIXELS, MAX_SIDE, PICTURE_FAULTS, PICTURE_SUFFIXES, sniff
from gan_engine.picture_modes import Picture

__all__ = [
    "MAX_FILE_BYTES",
    "MAX_PIXELS",
    "MAX_SIDE",
    "PICTURE_FAULTS",
    "PICTURE_SUFFIXES",
    "Picture",
    "PictureFacts",
    "decode_picture",
    "digest",
    "encode_jpeg",
    "encode_png",
    "encode_tiff",
    "encode_webp",
    "flatten",
    "on_neutral",
    "probe",
    "read_picture",
    "read_rgb",
    "sniff",
    "verify",
    "write_png",
]

RECIPE_CHUNK = "maquette"
"""The keyword of the iTXt chunk in which a design says how it was made."""
_TIFF_XMP = 700
_ORIENTATION = 0x0112  # the tag, of TIFF and EXIF alike
_MAX_BLOCK = 2**20  # bytes of one that tells of the orientation
_LARGE_PIXELS = 2**25  # pictures larger than this are decoded one at a time
_large = threading.Lock()


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
    with picture_files.opened(path) as (file, size):
        return _facts(picture_files.opened_image(file, size, path.name), file, size)


def verify(path: Path) -> PictureFacts:
    """Decode every pixel once and keep none of them. Raises PictureError."""
    with picture_files.opened(path) as (file, size):
        image = picture_files.opened_image(file, size, path.name)
        facts = _facts(image, file, size)
        if facts.format == "PNG":
            picture_files.check_sums(file, path.name)
        if facts.format == "JPEG":
            image.draft(None, (1, 1))  # every bit is still read, but few pixels are made of them
        try:
            with _room_for(image), picture_files.pillow_faults(path.name, file):
                image.load()
        except PictureError as error:
            if _completed(image, file, size, error) is None:
                raise
    return facts


def read_picture(path: Path, *, longest: int | None = None) -> Picture:
    """The picture, its longest side at most `longest` (smoothly reduced, never enlarged). Raises PictureError."""
    with picture_files.opened(path) as (file, size):
        return _decoded(file, size, path.name, longest)


def decode_picture(data: bytes, *, longest: int | None = None, name: str = "picture") -> Picture:
    """As `read_picture`, from memory."""
    if not data:
        raise picture_files.fault("empty", name)
    return _decoded(io.BytesIO(data), len(data), name, longest)


def read_rgb(path: Path, *, background: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """The picture without transparency: HxWx3, laid on `background`. Raises PictureError."""
    return flatten(read_picture(path), background)


def flatten(picture: Picture, background: tuple[int, int, int] = (255, 255, 255)) -> Picture:
    """HxWx3 from HxWx3 (itself) or HxWx4 (laid on `background`)."""
    if picture.shape[2] == 3:
        return picture
    sheet = Image.new("RGB", (picture.shape[1], picture.shape[0]), background)
    image = Image.fromarray(picture)
    sheet.paste(image, mask=image.getchannel("A"))
    return np.array(sheet)


def with_alpha(picture: Picture) -> Picture:
    """HxWx4 from HxWx3 or HxWx4 (itself): what has no alpha is opaque."""
    if picture.shape[2] == 4:
        return picture
    return np.dstack([picture, np.full(picture.shape[:2], 255, np.uint8)])


def on_neutral(pictures: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """uint8 [N,H,W,3] from [N,H,W,C] as what knows no alpha is to see them: on mid-grey; without alpha themselves."""
    return np.stack([flatten(each, NEUTRAL) for each in pictures]) if pictures.shape[3] == 4 else pictures


def digest(path: Path) -> str:
    """SHA-256 of the file, in hexadecimal. Raises PictureError where it cannot be read."""
    with picture_files.opened(path, largest=None) as (file, _), picture_files.read_faults(path.name):
        return hashlib.file_digest(file, "sha256").hexdigest()


def encode_png(picture: Picture, *, text: Mapping[str, str] | None = None, compress: int = 6) -> bytes:
    """A PNG; `text` becomes iTXt chunks (UTF-8). `compress` runs from 0 (none) to 9."""
    chunks = PngImagePlugin.PngInfo()
    for key, value in (text or {}).items():
        chunks.add_itxt(key, value)
    return _encoded(picture, "PNG", pnginfo=chunks, compress_level=compress)


def encode_webp(picture: Picture, quality: int = 90, *, xmp: bytes = b"") -> bytes:
    """A WebP, without loss at 100; `xmp`: the packet it carries."""
    how = {"lossless": True, "exact": True} if quality == 100 else {"quality": quality}
    return _encoded(picture, "WEBP", method=2, xmp=xmp, **how)


def encode_jpeg(
    picture: Picture, quality: int = 90, *, ground: tuple[int, int, int] = (255, 255, 255), segments: bytes = b""
) -> bytes:
    """A JPEG; transparency is laid on `ground`: it has none. `segments` are put in as they are."""
    subsampling = 0 if quality >= 90 else 2
    data = _encoded(flatten(picture, ground), "JPEG", quality=quality, subsampling=subsampling)
    head = 4 + int.from_bytes(data[4:6], "big")  # the mark, and JFIF's own segment, which comes first
    return data[:head] + segments + data[head:]


def encode_tiff(picture: Picture, *, xmp: bytes = b"") -> bytes:
    """A TIFF, packed without loss; `xmp`: the packet it carries."""
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    if xmp:
        tags.tagtype[_TIFF_XMP] = TiffTags.BYTE
        tags[_TIFF_XMP] = xmp
    return _encoded(picture, "TIFF", compression="tiff_adobe_deflate", tiffinfo=tags)


def write_png(path: Path, picture: Picture, *, text: Mapping[str, str] | None = None, root: Path | None = None) -> None:
    """Write a PNG whole or not at all; `root` as in `gan_engine.atomic`. Raises DiskError."""
    atomic.write_bytes(path, encode_png(picture, text=text), root=root)


def _encoded(picture: Picture, kind: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture).save(buffer, kind, **options)
    return buffer.getvalue()


def _facts(image: ImageFile.ImageFile, file: BinaryIO, size: int) -> PictureFacts:
    frames = 1
    if image.format in ("PNG", "WEBP", "AVIF", "HEIF"):
        frames = int(getattr(image, "n_frames", 1))
    elif image.format in ("GIF", "TIFF"):
        with contextlib.suppress(Exception):  # a damaged second frame takes nothing from the first
            frames = 2 if getattr(image, "is_animated", False) else 1
    sideways = _header_orientation(image, file) in picture_modes.SIDEWAYS
    width, height = reversed(image.size) if sideways else image.size
    alpha = picture_modes.has_alpha(image)
    return PictureFacts(width, height, image.mode, image.format or "", frames, alpha, size)


def _header_orientation(image: ImageFile.ImageFile, file: BinaryIO) -> int:
    """How the picture will be turned once it is decoded, told without decoding."""
    if isinstance(image, TiffImagePlugin.TiffImageFile) and _ORIENTATION in image.tag_v2:
        return 1  # its reader has exchanged the sides already
    if image.format == "PNG":  # what says it may lie behind the pixels
        image.info = {**_late_blocks(file), **image.info}
    return picture_modes.orientation(image)


def _late_blocks(file: BinaryIO) -> dict[str | tuple[int, int], bytes | str]:
    """What a PNG says of its orientation, by Pillow's names, found by stepping from chunk to chunk."""
    found: dict[str | tuple[int, int], bytes | str] = {}
    with contextlib.suppress(OSError, struct.error, zlib.error, ValueError):
        file.seek(8)
        while head := file.read(8):
            length, kind = struct.unpack(">I4s", head)
            end = file.tell() + length + 4
            if kind == b"eXIf":
                found["exif"] = b"Exif\0\0" + file.read(min(length, _MAX_BLOCK))
            elif kind in (b"iTXt", b"zTXt", b"tEXt") and (text := _late_text(kind, file.read(min(length, _MAX_BLOCK)))):
                found[text[0]] = text[1]
            file.seek(end)
    return found


def _late_text(kind: bytes, data: bytes) -> tuple[str, str] | None:
    """Keyword and text of a PNG's chunk, where it may say how the picture is turned (PNG specification, 11.3.3)."""
    keyword, _, rest = data.partition(b"\0")
    if keyword not in (b"XML:com.adobe.xmp", b"Raw profile type exif"):
        return None
    packed = kind == b"zTXt"
    if kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:].split(b"\0", 2)[2]
    elif packed:
        rest = rest[1:]
    if packed:
        rest = zlib.decompressobj().decompress(rest, _MAX_BLOCK)
    return keyword.decode(), rest.decode("utf-8" if kind == b"iTXt" else "latin-1")


@contextlib.contextmanager
def _room_for(image: Image.Image) -> Iterator[None]:
    """Very large pictures are decoded one at a time, however many threads there are: memory stays bounded."""
    if image.width * image.height <= _LARGE_PIXELS:
        yield
    else:
        with _large:
            yield


def _decoded(file: BinaryIO, size: int, name: str, longest: int | None) -> Picture:
    image = picture_files.opened_image(file, size, name)
    if image.format == "PNG":
        picture_files.check_sums(file, name)
    try:
        with _room_for(image), picture_files.pillow_faults(name, file):
            return _pixels(image, longest)
    except PictureError as error:
        whole = _completed(image, file, size, error)
        if whole is None:
            raise
    return _decoded(io.BytesIO(whole), len(whole), name, longest)


def _completed(image: Image.Image, file: BinaryIO, size: int, error: PictureError) -> bytes | None:
    """A JPEG that “ends too early” with its end mark, where nothing else is missing; None for all others."""
    if error.kind != "truncated" or image.format != "JPEG" or size > jpeg_ends.MAX_BYTES:
        return None
    with contextlib.suppress(Exception), _room_for(image):  # whatever is wrong, the first error has said it
        file.seek(0)
        return jpeg_ends.completed(file.read(size))
    return None


def _pixels(image: Image.Image, longest: int | None) -> Picture:
    if longest is not None and isinstance(image, JpegImageFile):
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
