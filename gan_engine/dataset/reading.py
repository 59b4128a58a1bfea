"""Reading a baked dataset: ours, or one made by the tools of StyleGAN2 and 3.

The form on the disk: square PNGs of one size (`00000/img00000000.png`, ...) and `dataset.json` with the
labels, in a ZIP or a folder. Ours adds `maquette.json`: class names and how each picture came to be.
All pictures' headers are looked at when a dataset is opened, so that a training does not stop in its
third hour over one picture of another size.
"""

from __future__ import annotations

import io
import struct
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine import picture_files
from gan_engine.closable import Closable
from gan_engine.dataset.archive import DATASET_JSON, HEAD_BYTES, MAQUETTE_JSON, archive_digest, open_archive
from gan_engine.dataset.writing import MAQUETTE_VERSION
from gan_engine.documents import MAX_CONTAINERS, DocumentError, parse_json
from gan_engine.errors import DatasetError, newer
from gan_engine.pictures import decode_picture, flatten

MIN_SIZE, MAX_SIZE = 4, 4096
MAX_CLASSES = 32_768

_PNG_HEAD = struct.Struct(">8sI4sIIBB7x")
_LABEL_BYTES = 16 * 2**10  # most that one picture may take in dataset.json
_SOURCE_BYTES = 64 * 2**10  # most that one picture may take in maquette.json
_CONTAINERS = 64  # lists and objects, likewise in either
_JSON_BYTES = 256 * 2**20


class Dataset(Closable):
    """An open dataset. Pictures may be read from several threads; close it, or use it as a context manager."""

    path: Path
    count: int
    """Of pictures, at least one."""
    size: int
    """Width and height of every picture, in pixels."""
    held_out: int
    """How many more pictures are kept from training, for measuring."""
    labels: np.ndarray | None
    """int64 [count], each an index into `class_names`; None without classes."""
    class_names: list[str]
    """Empty without classes; the numbers as text where the archive has no names for them."""

    def __init__(self, path: Path) -> None:
        """Open and check the ZIP or folder at `path`. Raises `DatasetError`."""
        self.path = path
        self._archive = open_archive(path)
        try:
            self.count = len(self._archive.names)
            self.held_out = len(self._archive.held_out)
            self.size = self._check_pictures()
            self.labels = self._read_labels()
            self.class_names = self._read_class_names()
        except BaseException:
            self._archive.close()
            raise

    def read(self, index: int) -> np.ndarray:
        """Picture `index` as uint8 [3, size, size], RGB. Raises `DatasetError` if it is damaged."""
        return self._decoded(index, self._archive.names[index])

    def read_held_out(self, index: int) -> np.ndarray:
        """As `read`, of the pictures that are kept from training."""
        return self._decoded(self.count + range(self.held_out)[index], self._archive.held_out[index])

    def raw(self, index: int) -> bytes:
        """The file of a picture as it lies there; those kept from training follow the others. Raises `DatasetError`."""
        return self._archive.read(index, 8 * self.size**2 + 2**20)

    def document(self) -> bytes | None:
        """`maquette.json` as it lies there; None for archives of other tools. Raises `DatasetError`."""
        return self._archive.extra(MAQUETTE_JSON, _JSON_BYTES)

    def _decoded(self, at: int, name: str) -> np.ndarray:
        data = self._archive.read(at, 8 * self.size**2 + 2**20)
        try:
            with picture_files.opened_image(io.BytesIO(data), len(data), name) as picture:
                if picture.size != (self.size, self.size):
                    raise ValueError(f"{picture.size} where the header said {self.size}")
                pixels = np.asarray(picture) if picture.mode == "RGB" else flatten(decode_picture(data))
        except Exception as error:  # decoders raise anything on made-up input
            raise self._wrong(f"its picture “{name}” is damaged") from error
        return np.ascontiguousarray(pixels.transpose(2, 0, 1))

    def name(self, index: int) -> str:
        """Where picture `index` lies in the archive, such as `00000/img00000000.png`."""
        return self._archive.names[index]

    def held_out_name(self, index: int) -> str:
        """As `name`, of the pictures that are kept from training."""
        return self._archive.held_out[index]

    def fingerprint(self, index: int) -> tuple[int, int]:
        """Bytes and CRC-32 of a picture; those kept from training follow the others."""
        return self._archive.fingerprint(index)

    def source(self, index: int) -> dict[str, Any]:
        """How picture `index` came to be, as `bake` wrote it; empty for archives of other tools."""
        return self._sources.get(self._archive.names[index], {})

    def held_out_source(self, index: int) -> dict[str, Any]:
        """As `source`, of the pictures that are kept from training."""
        return self._sources.get(self._archive.held_out[index], {})

    @cached_property
    def head(self) -> dict[str, Any]:
        """What `maquette.json` says of the whole: `options`, `skipped`, `advice`; empty for archives of other tools."""
        document = self._read_json(MAQUETTE_JSON, _SOURCE_BYTES) or {}
        return {key: value for key, value in document.items() if key != "pictures"}

    @cached_property
    def digest(self) -> str:
        """sha256 (hex) of all names, labels and pictures' checksums: the same for a ZIP and its unpacked folder.

        Cheap for a ZIP, which keeps the checksums; a folder's pictures are read once, when first asked.
        """
        return archive_digest(
            (
                name,
                *self._archive.fingerprint(index),
                None if self.labels is None or index >= self.count else int(self.labels[index]),
            )
            for index, name in enumerate([*self._archive.names, *self._archive.held_out])
        )

    def close(self) -> None:
        """Let go of the file. Reading afterwards raises `DatasetError`."""
        self._archive.close()

    def _wrong(self, why: str) -> DatasetError:
        return DatasetError(
            f"“{self.path.name}” cannot be used as a dataset: {why}.",
            kept="Nothing was changed.",
            do="Bake the pictures again.",
        )

    def _check_pictures(self) -> int:
        if not self.count:
            raise self._wrong("it holds no PNG pictures")
        size = 0
        for index, name in enumerate([*self._archive.names, *self._archive.held_out]):
            head = self._archive.head(index)
            if len(head) < HEAD_BYTES or head[:8] != picture_files.PNG_SIGNATURE:
                raise self._wrong(f"“{name}” is not a PNG picture")
            _, _, chunk, width, height, _, _ = _PNG_HEAD.unpack(head)
            if chunk != b"IHDR":
                raise self._wrong(f"“{name}” is damaged")
            if width != height:
                raise self._wrong(f"“{name}” is {width} × {height} pixels, not square")
            size = size or width
            if width != size:
                raise self._wrong(f"“{name}” is {width} pixels wide, the pictures before it {size}")
            if not MIN_SIZE <= width <= MAX_SIZE:
                raise self._wrong(f"its pictures are {width} pixels wide; {MIN_SIZE} to {MAX_SIZE} are possible")
        return size

    def _read_json(self, name: str, bytes_each: int) -> dict[str, Any] | None:
        data = self._archive.extra(name, min(_JSON_BYTES, 2**20 + bytes_each * (self.count + self.held_out)))
        if data is None:
            return None
        try:
            value = parse_json(data, containers=MAX_CONTAINERS + _CONTAINERS * (self.count + self.held_out))
        except DocumentError as error:
            raise self._wrong(f"{name} in it is damaged: it {error}") from error
        if not isinstance(value, dict):
            raise self._wrong(f"{name} in it is damaged")
        return value

    def _read_labels(self) -> np.ndarray | None:
        document = self._read_json(DATASET_JSON, _LABEL_BYTES)
        pairs = None if document is None else document.get("labels")
        if pairs is None:
            return None
        if not isinstance(pairs, list):
            raise self._wrong("the labels in dataset.json are not a list")
        indices = {name: index for index, name in enumerate(self._archive.names)}
        labels = np.full(self.count, -1, np.int64)
        for pair in pairs:
            if not isinstance(pair, list) or len(pair) != 2 or not isinstance(pair[0], str):
                raise self._wrong("dataset.json has a label that is not a pair of picture and class")
            name = pair[0].replace("\\", "/")
            if name not in indices:
                raise self._wrong(f"dataset.json names “{name[:80]}”, which is missing")
            if labels[indices[name]] >= 0:
                raise self._wrong(f"dataset.json gives “{name}” two labels")
            label = _class_index(pair[1])
            if label is None:
                raise self._wrong(f"the label of “{name}” in dataset.json is not a class from 0 to {MAX_CLASSES - 1:,}")
            labels[indices[name]] = label
        if (labels < 0).any():
            name = self._archive.names[int(np.argmax(labels < 0))]
            raise self._wrong(f"dataset.json has no label for “{name}”")
        return labels

    def _read_class_names(self) -> list[str]:
        document = self._read_json(MAQUETTE_JSON, _SOURCE_BYTES)
        if document is not None:
            version = document.get("version")
            if isinstance(version, int) and version > MAQUETTE_VERSION:
                raise newer(f"“{self.path.name}”", DatasetError, how="baked", do="Update Maquette, then open it again.")
        if self.labels is None:
            return []
        needed = int(self.labels.max()) + 1
        names = [] if document is None else document.get("classes")
        if document is None or names is None:
            return [str(label) for label in range(needed)]
        if (
            not isinstance(names, list)
            or not needed <= len(names) <= MAX_CLASSES
            or not all(isinstance(name, str) for name in names)
        ):
            raise self._wrong("the class names in maquette.json do not fit its labels")
        return list(names)

    @cached_property
    def _sources(self) -> dict[str, dict[str, Any]]:
        """Parsed only when somebody asks: a training never does."""
        document = self._read_json(MAQUETTE_JSON, _SOURCE_BYTES) or {}
        pictures = document.get("pictures")
        if not isinstance(pictures, dict):
            return {}
        return {name: source for name, source in pictures.items() if isinstance(source, dict)}


def open_dataset(path: Path | str) -> Dataset:
    """Open the baked dataset (ZIP or folder) at `path`. Raises `DatasetError`."""
    return Dataset(Path(path))


def _class_index(label: object) -> int | None:
    """A class as the tools write it: its number, or a one-hot list."""
    if isinstance(label, list) and label.count(1) == 1 and label.count(0) == len(label) - 1:
        label = label.index(1)
    if isinstance(label, int) and not isinstance(label, bool) and 0 <= label < MAX_CLASSES:
        return label
    return None
