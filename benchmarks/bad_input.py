"""Files as they come from outside and should not: pictures, recipes, models, directions, lists.

Nothing here is anybody's art: what is damaged was written whole by the product first.
"""

from __future__ import annotations

import json
import math
import os
import random
import struct
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from gan_engine.interchange.recipe_carriers import xmp_packet
from gan_engine.pictures import RECIPE_CHUNK, encode_png
from gan_engine.runs.formats import METADATA_KEY

import numpy as np
import numpy.typing as npt

HUGE = 6 * 2**20
"""Bytes of text: more than any recipe may have."""


def recipes(digest: str, z_dim: int) -> dict[str, str]:
    """Texts in the place of a recipe: a good one, and what is wrong with the others."""
    point: dict[str, Any] = {"model_digest": digest, "seed": 7, "psi": 0.7}

    def text(**changes: Any) -> str:
        return json.dumps({"version": 2, "model_name": "critters 100", "point": {**point, **changes}})

    shift = {"kind": "shift", "direction": "far", "space": "w", "vector": [1.0] * z_dim, "amount": 1e30}
    inner: dict[str, Any] = dict(point)
    for _ in range(60):
        inner = {**point, "edits": [{"kind": "mix", "other": inner, "first": 0, "last": 3}]}
    return {
        "good": text(),
        "not JSON": '{"version": 2, "point": {"seed": ',
        "no object": "[1, 2, 3]",
        "empty": "",
        "newer": json.dumps({"version": 99, "point": point}),
        "of another model": text(model_digest="ab" * 32),
        "huge": json.dumps({"version": 2, "model_name": "a" * HUGE, "point": point}),
        "nested": "[" * 100_000 + "]" * 100_000,
        "mix in mix in mix": json.dumps({"version": 2, "point": inner}),
        "edit unknown": text(edits=[{"kind": "teleport", "to": "moon"}]),
        "edit too far": text(edits=[shift]),
        "a thousand edits": text(edits=[{**shift, "amount": 0.1}] * 1000),
        "styles of a stranger": text(w=[[0.5] * 31] * 5, seed=None),
        "z of another width": text(z=[0.1] * 3, seed=None),
        "not finite": text(z=[math.nan, math.inf, -math.inf], seed=None),
        "class that is not there": text(classes=[["<b>dragons</b>", 1.0], ["\u202e../../x", 3.0]]),
        "path for a name": json.dumps({"version": 2, "model_name": "../../../etc/passwd\0x", "point": point}),
        "seed beyond all": text(seed=2**80),
    }


def _noise(seed: int, side: int = 32) -> npt.NDArray[np.uint8]:
    return np.random.RandomState(seed).randint(0, 256, (side, side, 3)).astype(np.uint8)


def _pictures(folder: Path, digest: str, z_dim: int) -> None:
    for number, (name, text) in enumerate(recipes(digest, z_dim).items()):
        (folder / f"recipe {name}.png").write_bytes(encode_png(_noise(number), text={RECIPE_CHUNK: text}))
    good = (folder / "recipe good.png").read_bytes()
    (folder / "truncated.png").write_bytes(good[: len(good) // 2])
    (folder / "first byte only.png").write_bytes(good[:1])
    (folder / "nothing.png").write_bytes(b"")
    (folder / "text.png").write_text("I am no picture.")
    (folder / "a png.jpg").write_bytes(good)
    (folder / "end of a jpeg.jpg").write_bytes(b"\xff\xd8" + xmp_packet("{}") + b"\xff\xd9")
    (folder / "vector.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')
    (folder / "sound.wav").write_bytes(b"RIFF" + bytes(40))
    header = struct.pack(">II5B", 2**31 - 1, 2**31 - 1, 8, 2, 0, 0, 0)
    (folder / "larger than memory.png").write_bytes(good[:12] + b"IHDR" + header + good[33:])
    with zipfile.ZipFile(folder / "archive.png", "w") as archive:
        archive.writestr("../../outside.png", good)
    (folder / "a folder.png").mkdir()
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "a pipe.png")
        (folder / "link to nowhere.png").symlink_to(folder / "not there")


def with_card(data: bytes, changes: Mapping[str, Any]) -> bytes:
    """A generator's file that says something else of itself."""
    length = struct.unpack("<Q", data[:8])[0]
    header = json.loads(data[8 : 8 + length])
    card = {**json.loads(header["__metadata__"][METADATA_KEY]), **changes}
    header["__metadata__"][METADATA_KEY] = json.dumps(card)
    text = json.dumps(header).encode()
    return struct.pack("<Q", len(text)) + text + data[8 + length :]


def _models(folder: Path, model: bytes) -> None:
    broken = {
        "half": model[: len(model) // 2],
        "nothing": b"",
        "header beyond its end": struct.pack("<Q", 2**60) + model[8:],
        "no header": struct.pack("<Q", 40) + b"x" * 40,
        "pickle": b"\x80\x04\x95\x20\x00\x00\x00\x00\x00\x00\x00\x8c\x05posix\x94\x8c\x06system\x94\x93\x94.",
        "newer": with_card(model, {"version": 99}),
        "family of tomorrow": with_card(model, {"family": "stylegan9"}),
        "noise": model[: len(model) // 2] + random.Random(0).randbytes(len(model) - len(model) // 2),
    }
    for name, data in broken.items():
        (folder / f"model {name}.safetensors").write_bytes(data)


def _documents(folder: Path, z_dim: int) -> None:
    direction = {"name": "taller", "method": "sefa", "space": "w", "vector": [0.1] * z_dim, "model_digest": "cd" * 32}
    texts = {
        "directions of another model.json": json.dumps({"version": 1, "directions": [direction]}),
        "directions of another width.json": json.dumps({"version": 1, "directions": [{**direction, "vector": [1.0]}]}),
        "directions newer.json": json.dumps({"version": 99, "directions": []}),
        "directions nested.json": "[" * 100_000,
        "directions many.json": json.dumps({"version": 1, "directions": [direction] * 3000}),
        "directions huge.json": json.dumps({"version": 1, "name": "n" * HUGE}),
        "latents.json": json.dumps({"w": [[1e39] * 7] * 3}),
        "latents.csv": "seed,w0,w1\nseven,=cmd|'/c calc'!A1,1e999\n",
        "names of nothing.txt": "",
        "names in one line.txt": "x" * HUGE,
        "names.txt": "Helm\nGreaves\nPauldron\nVisor\nGorget\nSabaton\nCuirass\nGauntlet\n" * 4,
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    (folder / "names in no letters.txt").write_bytes(bytes(range(256)) * 40)
    (folder / "latents.npz").write_bytes(b"PK\x03\x04" + bytes(60))
    (folder / "layers.ora").write_bytes(b"PK\x05\x06" + bytes(18))


def write_bad_input(folder: Path, model: Path, digest: str, z_dim: int) -> None:
    """Fill `folder`; `model` is a whole generator's file, `digest` its SHA-256, `z_dim` the width of its latents."""
    folder.mkdir(parents=True)
    _pictures(folder, digest, z_dim)
    _models(folder, model.read_bytes())
    _documents(folder, z_dim)
