"""Pictures whose pixels cost nothing and the rest hours: refused after some thousand blocks, and real ones never."""

from __future__ import annotations

import contextlib
import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from gan_engine import picture_work
from gan_engine.errors import PictureError
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.picture_work import TooMuchWorkError, check_work
from gan_engine.pictures import decode_picture, probe, read_picture, verify

_BOMB = zlib.compress(bytes(2**20), 9)


def drawn(kind: str, mode: str = "RGB", size: tuple[int, int] = (32, 32), **options: object) -> bytes:
    buffer = io.BytesIO()
    Image.linear_gradient("L").resize(size).convert(mode).save(buffer, kind, **options)
    return buffer.getvalue()


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def jpeg(between: bytes) -> bytes:
    whole = drawn("JPEG")
    return whole[:20] + between + whole[20:]


def png(between: bytes, *, late: bool = False) -> bytes:
    whole = drawn("PNG")
    place = len(whole) - 12 if late else 33
    return whole[:place] + between + whole[place:]


def gif(extension: bytes, *, late: bool = False) -> bytes:
    whole = drawn("GIF", "P")
    place = len(whole) - 1 if late else 13 + (3 << ((whole[10] & 7) + 1))  # behind its palette
    return whole[:place] + extension + whole[place:]


def tiff(tag: int, kind: int, count: int, times: int = 1) -> bytes:
    whole = drawn("TIFF")
    (place,) = struct.unpack_from("<L", whole, 4)
    (tags,) = struct.unpack_from("<H", whole, place)
    own = whole[place + 2 : place + 2 + 12 * tags]
    more = b"".join(struct.pack("<HHLL", tag + number, kind, count, 8) for number in range(times))
    return (
        whole[:4] + struct.pack("<L", len(whole)) + whole[8:] + struct.pack("<H", tags + times) + own + more + bytes(4)
    )


def bmp(runs: bytes) -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, 32, 32, 1, 8, 1, len(runs), 0, 0, 256, 0) + bytes(1024)
    return b"BM" + struct.pack("<IHHI", 14 + len(head) + len(runs), 0, 0, 14 + len(head)) + head + runs


def psd(blocks: int) -> bytes:
    resources = b"8BIM" + struct.pack(">HHI", 1000, 0, 0)
    head = b"8BPS" + struct.pack(">H6xHIIHH", 1, 3, 8, 8, 8, 3) + struct.pack(">I", 0)
    pixels = struct.pack(">IH", 0, 0) + bytes(3 * 64)
    return head + struct.pack(">I", blocks * len(resources)) + resources * blocks + pixels


HOSTILE: dict[str, Callable[[], bytes]] = {
    "padding.jpg": lambda: jpeg(b"\xff" * 8_000_000),
    "junk.jpg": lambda: jpeg(b"\0" * 8_000_000),
    "stuffed.jpg": lambda: jpeg(b"\xff\0" * 4_000_000),
    "segments.jpg": lambda: jpeg(b"\xff\xe5\0\2" * 1_000_000),
    "exif.jpg": lambda: jpeg((b"\xff\xe1\xff\xffExif\0\0" + bytes(65_527)) * 100),
    "itxt.png": lambda: png(chunk(b"iTXt", b"k\0\1\0\0\0" + _BOMB) * 10_000),
    "ztxt.png": lambda: png(chunk(b"zTXt", b"k\0\0" + _BOMB) * 10_000, late=True),
    "iccp.png": lambda: png(chunk(b"iCCP", b"k\0\0" + _BOMB[:-4]) * 10_000),
    "recipes.png": lambda: png(chunk(b"iTXt", b"maquette\0\1\0\0\0" + _BOMB) * 10_000),
    "chunks.png": lambda: png(chunk(b"abCd", b"") * 1_000_000),
    "frames.png": lambda: png(chunk(b"fcTL", bytes(26)) * 300_000, late=True),
    "comments.gif": lambda: gif(b"!\xfe" + b"\1a" * 4_000_000 + b"\0"),
    "late.gif": lambda: gif(b"!\xfe" + b"\1a" * 4_000_000 + b"\0", late=True),
    "extensions.gif": lambda: gif(b"!\xf9\0" * 1_000_000),
    "tags.tif": lambda: tiff(40_000, 1, 1, times=20_000),
    "numbers.tif": lambda: tiff(40_000, 3, 500_000_000),
    "claims.tif": lambda: tiff(40_000, 7, 2**31),
    "runs.bmp": lambda: bmp(b"\0\2\0\0" * 1_000_000),
    "blocks.psd": lambda: psd(1_000_000),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_what_would_take_hours_is_refused_in_words(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(HOSTILE[name]())
    for read in (probe, read_picture, verify):
        with pytest.raises(PictureError) as caught:
            read(path)
        assert caught.value.kind == "unreadable"
        assert "more than" in caught.value.why or "Its " in caught.value.why
    assert read_recipe(path) is None


class Counted(io.BytesIO):
    """A file that counts how often it is asked for something."""

    asked = 0

    def read(self, *arguments: int) -> bytes:  # type: ignore[override]
        self.asked += 1
        return super().read(*arguments)


@pytest.mark.parametrize("name", HOSTILE)
def test_counting_leaves_off_at_the_limit(name: str) -> None:
    data = HOSTILE[name]()
    file = Counted(data)
    kind = {"jpg": "JPEG", "png": "PNG", "gif": "GIF", "tif": "TIFF", "bmp": "BMP", "psd": "PSD"}[name[-3:]]
    with pytest.raises(TooMuchWorkError):
        check_work(kind, file, len(data))
    assert file.asked < 2 * max(picture_work.MAX_CHUNKS, picture_work.MAX_PADDING) + 64
    assert file.tell() == 0


def test_real_pictures_lie_far_below(tmp_path: Path) -> None:
    profile, words = bytes(2**20), {"comment": b"made by hand, " * 4000}
    exif = Image.Exif()
    exif[0x010E] = "a description " * 1000
    real = [
        jpeg(b"\xff" * 60_000),
        drawn("JPEG", icc_profile=profile, exif=exif, progressive=True, size=(800, 600)),
        png(b"".join(chunk(b"iTXt", b"k%d\0\1\0\0\0" % number + zlib.compress(b"text")) for number in range(400))),
        png(chunk(b"tEXt", b"k\0text") * 5000),
        drawn("PNG", "RGBA", (512, 512)),
        drawn("GIF", "P", (400, 400), **words),
        drawn("TIFF", size=(64, 4096), compression="tiff_lzw"),
        drawn("TIFF", size=(512, 512), tiffinfo={37724: b"layers" * 200_000}),
        drawn("BMP", "P"),
        drawn("WEBP", exif=exif),
        psd(2000),
    ]
    frames = [Image.new("P", (16, 16), number % 250) for number in range(300)]
    for kind in ("GIF", "PNG", "WEBP", "TIFF"):
        buffer = io.BytesIO()
        frames[0].save(buffer, kind, save_all=True, append_images=frames[1:])
        real.append(buffer.getvalue())
    for data in real:
        assert decode_picture(data).ndim == 3


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(["JPEG", "PNG", "GIF", "TIFF", "BMP", "WEBP", "PSD"]), st.data())
def test_strange_files_end_in_a_picture_or_in_words_within_bounds(kind: str, data: st.DataObject) -> None:
    whole = bytearray(psd(2) if kind == "PSD" else drawn(kind, "P" if kind == "GIF" else "RGB"))
    for place in data.draw(st.lists(st.integers(2, len(whole) - 1), max_size=6)):
        whole[place] = data.draw(st.integers(0, 255))
    cut = data.draw(st.integers(0, len(whole)))
    twice = bytes(whole[:cut]) + bytes(whole[data.draw(st.integers(0, len(whole))) :])
    file = Counted(twice)
    with contextlib.suppress(TooMuchWorkError):
        check_work(kind, file, len(twice))
    assert file.asked <= 4 * len(twice) + 16
    said: list[str] = []
    try:
        picture = decode_picture(twice) if twice else None
    except PictureError as error:
        picture = None
        said.append(str(error))
    assert all(words.endswith(".") for words in said)
    assert picture is None or picture.ndim == 3
