"""Event files follow TFRecord and event.proto: read back by a reader of our own; known answers for the checksum."""

from __future__ import annotations

import io
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from gan_engine.cli import build
from gan_engine.errors import RunError
from gan_engine.interchange import tensorboard
from gan_engine.interchange.tensorboard import crc32c, export_tensorboard
from gan_engine.pictures import write_png
from gan_engine.runs.events import MetricMeasured, SampleSaved
from gan_engine.runs.run_directory import RunDirectory
from tests.engine.run_support import progress, write_run


def test_the_checksum_is_that_of_the_standard() -> None:
    """RFC 3720, B.4, and the check value of the catalogue of CRCs."""
    known = {bytes(32): 0x8A9136AA, b"\xff" * 32: 0x62A8AB43, bytes(range(32)): 0x46DD794E, b"123456789": 0xE3069283}
    assert crc32c(list(known)).tolist() == list(known.values())
    assert crc32c([b""]).tolist() == [0]


def masked(data: bytes) -> int:
    value = int(crc32c([data])[0])
    return ((value >> 15 | value << 17) + 0xA282EAD8) & 0xFFFFFFFF


def records(path: Path) -> Iterator[bytes]:
    data = path.read_bytes()
    place = 0
    while place < len(data):
        head = data[place : place + 8]
        (length,) = struct.unpack("<Q", head)
        body = data[place + 12 : place + 12 + length]
        sums = struct.unpack("<I", data[place + 8 : place + 12]) + struct.unpack(
            "<I", data[place + 12 + length : place + 16 + length]
        )
        assert sums == (masked(head), masked(body))
        yield body
        place += 16 + length


def fields(data: bytes) -> Iterator[tuple[int, Any]]:
    """Number and value of each field of a protobuf message."""
    place = 0

    def varint() -> int:
        nonlocal place
        value = shift = 0
        while True:
            byte = data[place]
            place += 1
            value |= (byte & 0x7F) << shift
            shift += 7
            if byte < 0x80:
                return value

    while place < len(data):
        key = varint()
        number, wire = key >> 3, key & 7
        if wire == 0:
            yield number, varint()
        elif wire == 2:
            length = varint()
            yield number, data[place : place + length]
            place += length
        else:
            size, form = {1: (8, "<d"), 5: (4, "<f")}[wire]
            yield number, struct.unpack(form, data[place : place + size])[0]
            place += size


def read(path: Path) -> tuple[dict[str, list[tuple[int, float]]], int]:
    """Numbers by tag as (step, value), and how many pictures."""
    numbers: dict[str, list[tuple[int, float]]] = {}
    pictures = 0
    for record in records(path):
        event = dict(fields(record))
        if 5 not in event:
            assert event[3] == b"brain.Event:2"
            continue
        for _, value in fields(event[5]):
            inner = dict(fields(value))
            if 2 in inner:
                numbers.setdefault(inner[1].decode(), []).append((event[2], inner[2]))
            else:
                picture = dict(fields(inner[4]))
                assert picture[4].startswith(b"\xff\xd8")
                assert (picture[1], picture[2]) == (64, 128)
                pictures += 1
    return numbers, pictures


def test_everything_a_run_told_is_in_the_file(tmp_path: Path) -> None:
    run = write_run(tmp_path / "00001-red-critters", kimg=20, every=1, sample_every=10, cell=16)
    with run.hold():
        run.append_event(progress(21, losses={"generator": None, "discriminator": 0.25}, notes={"ada.p": 0.5}))
        for value, form in ((0.125, "quick"), (0.25, "full")):
            run.append_event(
                MetricMeasured(
                    time=9.0, kimg=20.0, metric="kid-lite0", value=value, network="lite0", samples=500, uncertainty=0.5,
                    form=form,
                )
            )  # fmt: skip
    numbers, pictures = read(export_tensorboard(run.path, tmp_path / "out"))
    assert pictures == 3
    assert len(numbers["losses/discriminator"]) == 22
    assert numbers["losses/discriminator"][-1] == (21_000, 0.25)
    assert len(numbers["losses/generator"]) == 21, "what is not finite is left out"
    assert numbers["ada/p"] == [(21_000, 0.5)]
    assert numbers["speed/memory_mb"][0] == (0, 731.0)
    assert numbers["measures/kid-lite0"] == [(20_000, 0.125)]
    assert numbers["measures/kid-lite0 full"] == [(20_000, 0.25)]
    assert numbers["measures/kid-lite0 uncertainty"] == [(20_000, 0.5)]


def test_a_sheet_of_designs_with_alpha_is_laid_on_white(tmp_path: Path) -> None:
    sheet = np.zeros((16, 16, 4), np.uint8)
    sheet[4:12, 4:12] = (0, 200, 0, 255)
    write_png(tmp_path / "s.png", sheet)
    data = tensorboard._image(tmp_path, SampleSaved(time=0.0, kimg=0.0, file="s.png", columns=1, rows=1))
    assert data is not None
    with Image.open(io.BytesIO(data[data.index(b"\xff\xd8") :])) as image:
        assert min(image.convert("RGB").getpixel((1, 1))) > 240


def test_written_again_it_is_one_file(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=5)
    for _ in range(2):
        path = export_tensorboard(run.path, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == [path]


def test_a_run_that_has_told_nothing_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="told nothing yet"):
        export_tensorboard(RunDirectory.create(tmp_path / "run", {}).path, tmp_path / "out")


def test_the_commands(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=20, every=5, cell=16).path
    commands = CliRunner()
    made = commands.invoke(build(), ["film", str(run), str(tmp_path / "film.gif"), "--design", "2", "--no-caption"])
    assert made.exit_code == 0, made.output
    assert (tmp_path / "film.gif").read_bytes().startswith(b"GIF89a")
    made = commands.invoke(build(), ["export-tensorboard", str(run), str(tmp_path / "board")])
    assert made.exit_code == 0, made.output
    assert len(list((tmp_path / "board").iterdir())) == 1
    refused = commands.invoke(build(), ["film", str(tmp_path), str(tmp_path / "film.mp4")])
    assert refused.exit_code == 1


def test_torn_events_are_no_trouble(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=5, cell=16)
    with open(run.events_file, "ab") as file:
        file.write(json.dumps({"kind": "Progress"}).encode()[:-4])
    assert read(export_tensorboard(run.path, tmp_path / "out"))[0]["losses/generator"]
