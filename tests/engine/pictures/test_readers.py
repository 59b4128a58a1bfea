"""Kinds of files: what they are called, how they say which way is up, what colours they mean, where they end."""

from __future__ import annotations

import io
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageCms, PngImagePlugin, TiffImagePlugin, TiffTags, features

from gan_engine import pictures
from gan_engine.curation.splitting import split_boxes
from gan_engine.errors import PictureError
from tests.engine import picture_support as make

SCANS = {"baseline": {}, "progressive": {"progressive": True}, "optimised": {"optimize": True}}


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


def fault(path: Path) -> PictureError:
    with pytest.raises(PictureError) as caught:
        pictures.verify(path)
    with pytest.raises(PictureError):
        pictures.read_picture(path)
    return caught.value


@pytest.mark.parametrize("suffix", ["jfif", "jpe", "pjpeg", "JIF"])
def test_jpegs_are_taken_by_whatever_name(tmp_path: Path, suffix: str) -> None:
    path = written(tmp_path / f"a.{suffix}", make.encoded("jpg"))
    assert path.suffix.lower() in pictures.PICTURE_SUFFIXES
    assert pictures.probe(path).format == "JPEG"


# ---- the end of a JPEG


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("scans", SCANS)
@pytest.mark.parametrize("less", [1, 2])
def test_a_jpeg_without_its_end_mark_is_the_whole_picture(tmp_path: Path, scans: str, channels: int, less: int) -> None:
    image = Image.fromarray(make.painting(90, 70)).convert("RGB" if channels == 3 else "L")
    whole = make.saved(image, "JPEG", quality=88, **SCANS[scans])
    path = written(tmp_path / "a.jpg", whole[:-less])
    assert np.array_equal(pictures.read_picture(path), pictures.decode_picture(whole))
    assert np.array_equal(pictures.read_picture(path, longest=20), pictures.decode_picture(whole, longest=20))
    assert pictures.verify(path).format == "JPEG"


@pytest.mark.parametrize("scans", SCANS)
def test_a_jpeg_that_lacks_pixels_stays_truncated(tmp_path: Path, scans: str) -> None:
    whole = make.saved(Image.fromarray(make.painting(90, 70)), "JPEG", quality=88, **SCANS[scans])
    for left in (*range(len(whole) // 3, len(whole) - 40, len(whole) // 9), len(whole) - 12):
        assert fault(written(tmp_path / "a.jpg", whole[:left])).kind == "truncated", left


# ---- which way is up

XMP = (
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="6"/></rdf:RDF></x:xmpmeta>'
)


def late(png: bytes, *chunks: tuple[bytes, bytes]) -> bytes:
    """The PNG with chunks behind its pixels."""
    made = b"".join(
        struct.pack(">I4s", len(data), kind) + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )
    return png[:-12] + made + png[-12:]


def turned_files() -> dict[str, bytes]:
    """Pictures of 40 x 20 that only XMP says are turned."""
    image = Image.fromarray(make.painting(40, 20))
    early = PngImagePlugin.PngInfo()
    early.add_itxt("XML:com.adobe.xmp", XMP)
    plain, text = make.saved(image, "PNG"), XMP.encode()
    key = b"XML:com.adobe.xmp\0"
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags.tagtype[700] = TiffTags.BYTE
    tags[700] = text
    files = {
        "jpg": make.saved(image, "JPEG", xmp=text),
        "webp": make.saved(image, "WEBP", lossless=True, xmp=text),
        "png early": make.saved(image, "PNG", pnginfo=early),
        "png late": late(plain, (b"iTXt", key + b"\0\0\0\0" + text)),
        "png packed": late(plain, (b"iTXt", key + b"\1\0\0\0" + zlib.compress(text))),
        "tif": make.saved(image, "TIFF", tiffinfo=tags),
        "tif packed": make.saved(image, "TIFF", tiffinfo=tags, compression="tiff_adobe_deflate"),
    }
    if features.check("avif"):
        files["avif"] = make.saved(image, "AVIF", xmp=text)
    return files


@pytest.mark.parametrize(("kind", "data"), turned_files().items(), ids=list(turned_files()))
def test_a_picture_turned_by_xmp_alone_has_the_size_that_was_told(tmp_path: Path, kind: str, data: bytes) -> None:
    path = written(tmp_path / f"a.{kind.split()[0]}", data)
    facts, pixels = pictures.probe(path), pictures.read_picture(path)
    assert (facts.width, facts.height) == (20, 40)
    assert pixels.shape[:2] == (40, 20)
    if kind not in ("jpg", "avif"):
        assert np.array_equal(pixels, np.rot90(make.painting(40, 20), -1))
    halves = split_boxes(facts.width, facts.height, "halves")
    assert sum(width * height for _, _, width, height in halves) == pixels.shape[0] * pixels.shape[1]


# ---- what colours are meant


def profile(space: str) -> bytes:
    """A profile of colours that are not sRGB's: of LAB for what no reader can use, else of another gamma."""
    return ImageCms.ImageCmsProfile(ImageCms.createProfile(space)).tobytes()


def wide_profile() -> bytes:
    """sRGB's profile with red and blue exchanged: what is drawn by it cannot be overlooked."""
    data = bytearray(profile("sRGB"))
    table = {bytes(data[at : at + 4]): at for at in range(132, 132 + 12 * int.from_bytes(data[128:132]), 12)}
    red, blue = table[b"rXYZ"], table[b"bXYZ"]
    data[red + 4 : red + 12], data[blue + 4 : blue + 12] = data[blue + 4 : blue + 12], data[red + 4 : red + 12]
    described = table[b"desc"]
    at = int.from_bytes(data[described + 4 : described + 8])
    size = int.from_bytes(data[described + 8 : described + 12])
    data[at : at + size] = data[at : at + size].replace("sRGB".encode("utf-16-be"), "wide".encode("utf-16-be"))
    return bytes(data)


def grey_profile(gamma: float) -> bytes:
    """A grey profile of this gamma (ICC.1:2010, 8.5)."""
    tags = {
        b"desc": b"desc\0\0\0\0" + struct.pack(">I", 5) + b"grey\0" + bytes(78),
        b"wtpt": b"XYZ \0\0\0\0" + struct.pack(">iii", 63190, 65536, 54061),
        b"kTRC": b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0",
    }
    at, table, body = 132 + 12 * len(tags), b"", b""
    for name, data in tags.items():
        data += bytes(-len(data) % 4)
        table += name + struct.pack(">II", at + len(body), len(data))
        body += data
    head = struct.pack(">I4sI4s4s4s12x4s4s", at + len(body), b"\0\0\0\0", 0x02400000, b"mntr", b"GRAY", b"XYZ ",
                       b"acsp", b"\0\0\0\0")  # fmt: skip
    head += bytes(68 - len(head)) + struct.pack(">iii", 63190, 65536, 54061)
    return head + bytes(128 - len(head)) + struct.pack(">I", len(tags)) + table + body


def test_the_profile_of_a_palette_is_applied(tmp_path: Path) -> None:
    drawn = Image.fromarray(make.painting()).quantize(60)
    right = pictures.decode_picture(make.saved(drawn.convert("RGB"), "PNG", icc_profile=wide_profile()))
    assert not np.array_equal(right, np.asarray(drawn.convert("RGB")))
    read = pictures.read_picture(written(tmp_path / "a.png", make.saved(drawn, "PNG", icc_profile=wide_profile())))
    assert np.array_equal(read, right)


@pytest.mark.parametrize("mode", ["L", "LA", "I;16"])
def test_the_profile_of_a_grey_picture_is_applied(tmp_path: Path, mode: str) -> None:
    tones = np.tile(np.arange(0, 256, 4, np.uint8), (16, 1))
    deep = mode == "I;16"
    image = Image.fromarray(tones.astype(np.uint16) * 257) if deep else Image.fromarray(tones).convert(mode)
    data = make.saved(image, "PNG", icc_profile=grey_profile(1.0))
    read = pictures.read_picture(written(tmp_path / "a.png", data)).astype(int)
    linear = tones / 255.0
    wanted = 255 * np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)
    assert np.abs(read[:, :, 0] - wanted)[:, 8:].max() <= 4  # near black, eight bits are too coarse for any gamma
    assert read.shape[2] == (4 if mode == "LA" else 3)


# ---- documents without a picture, and kinds that are not read


def layered(*, merged: bool) -> bytes:
    """A PSD whose version information says whether its layers lie there drawn together."""
    whole = make.psd(make.painting())
    block = b"8BIM" + struct.pack(">HH", 1057, 0) + struct.pack(">I", 5) + struct.pack(">IB", 1, merged) + b"\0"
    at = 26 + 4 + int.from_bytes(whole[26:30])
    assert whole[at : at + 4] == bytes(4)
    return whole[:at] + struct.pack(">I", len(block)) + block + whole[at + 4 :]


def test_a_psd_without_its_merged_picture_says_so(tmp_path: Path) -> None:
    assert pictures.verify(written(tmp_path / "a.psd", layered(merged=True))).format == "PSD"
    error = fault(written(tmp_path / "b.psd", layered(merged=False)))
    assert error.kind == "unread-kind"
    assert "layers alone" in error.why


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"8BPS\0\2" + bytes(60), "PSB"),
        (b"\0\0\0\x0cJXL \r\n\x87\n" + bytes(40), "JPEG XL"),
        (b"\xff\x0a" + bytes(40), "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(40), "JPEG 2000"),
    ],
)
def test_a_kind_that_is_not_read_is_called_by_its_name_whatever_the_file_is(
    tmp_path: Path, data: bytes, says: str
) -> None:
    error = fault(written(tmp_path / "a.png", data))
    assert error.kind == "unread-kind"
    assert says in error.why


@pytest.mark.skipif(not features.check("avif"), reason="this Pillow was built without AVIF")
def test_avif_is_read_an_animated_one_by_its_first_picture(tmp_path: Path) -> None:
    frames = [Image.fromarray(make.painting(64, 48, seed=seed)) for seed in range(3)]
    buffer = io.BytesIO()
    frames[0].save(buffer, "AVIF", quality=95, save_all=True, append_images=frames[1:])
    path = written(tmp_path / "a.avif", buffer.getvalue())
    facts = pictures.verify(path)
    assert (facts.format, facts.width, facts.height, facts.frames) == ("AVIF", 64, 48, 3)
    assert np.abs(pictures.read_picture(path).astype(int) - make.painting(64, 48, seed=0)).mean() < 6
    cut = fault(written(tmp_path / "b.avif", path.read_bytes()[: len(path.read_bytes()) // 2]))
    assert cut.kind in ("unreadable", "truncated")


@pytest.mark.parametrize("packed", [False, True])
def test_targas_are_read_by_their_name(tmp_path: Path, packed: bool) -> None:
    clear = make.painting(channels=4)
    data = make.saved(Image.fromarray(clear), "TGA", compression="tga_rle" if packed else None)
    path = written(tmp_path / "a.tga", data)
    assert np.array_equal(pictures.read_picture(path), clear)
    assert pictures.verify(path).format == "TGA"
    assert fault(written(tmp_path / "b.tga", b"only a story of knights and dragons")).kind == "not-a-picture"
    assert fault(written(tmp_path / "c.tga", data[: len(data) // 2])).kind in ("truncated", "unreadable")


def test_a_targa_whose_header_knows_no_transparency_has_none(tmp_path: Path) -> None:
    clear = make.painting(channels=4)
    clear[:, :, 3] = 0
    data = bytearray(make.saved(Image.fromarray(clear), "TGA"))
    data[17] &= 0xF0
    read = pictures.read_picture(written(tmp_path / "a.tga", bytes(data)))
    assert np.array_equal(read[:, :, :3], clear[:, :, :3])
    assert (read[:, :, 3:] == 255).all()


def test_heic_is_read_where_its_package_is_there(tmp_path: Path) -> None:
    reader = pytest.importorskip("pi_heif")
    assert ".heic" in pictures.PICTURE_SUFFIXES
    assert reader.options is not None
    broken = written(tmp_path / "a.heic", b"\0\0\0\x18ftypheic\0\0\0\0mif1heic" + bytes(80))
    assert fault(broken).kind in ("unreadable", "truncated")
