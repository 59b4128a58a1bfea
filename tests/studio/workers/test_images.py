"""Pictures for the window, made on workers' threads."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QImage

from gan_engine.errors import PictureError
from studio.workers.images import from_bytes, read_image, to_array


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("RGBA", "PNG"), ("RGB", "WEBP"), ("RGBA", "WEBP")])
def test_what_was_encoded_is_shown(mode: str, kind: str) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (5, 7, len(mode)), np.uint8)
    pixels[..., 3:] = 255
    stream = io.BytesIO()
    Image.fromarray(pixels, mode).save(stream, kind, **({"lossless": True} if kind == "WEBP" else {}))
    image = from_bytes(stream.getvalue())
    assert image is not None
    assert image.format() in (QImage.Format.Format_RGB32, QImage.Format.Format_ARGB32_Premultiplied)
    assert np.array_equal(to_array(image)[..., : len(mode)], pixels)


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n torn", b"no picture"])
def test_what_is_damaged_is_none(data: bytes) -> None:
    assert from_bytes(data) is None


def test_a_picture_is_read_as_large_as_asked_for(tmp_path: Path) -> None:
    Image.new("RGB", (300, 100), "red").save(tmp_path / "wide.png")
    image = read_image(tmp_path / "wide.png", longest=60)
    assert (image.width(), image.height()) == (60, 20)
    with pytest.raises(PictureError):
        read_image(tmp_path / "none.png")
