"""Reading a baked dataset: ours, or one made by the tools of StyleGAN2 and 3.

The form on the disk: PNGs of one size (`00000/img00000000.png`, ...) and `dataset.json` with the
labels, in a ZIP or a folder. Ours adds `maquette.json`: class names and how each picture came to be. Those of other
tools may hold pictures of every kind that is read, and lie in a folder of the archive.
All pictures' headers are looked at when a dataset is opened, so that a training does not stop in its
third hour over one picture of another size.
"""

from __future__ import annotations

import contextlib
import io
import struct
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine import picture_files, picture_modes
from gan_engine.closable import Closable
from gan_engine.dataset.archive import archive_digest, open_archive
from gan_engine.dataset.entry_names import DATASET_JSON, MAQUETTE_JSON
from gan_engine.dataset.labels import MAX_CLASSES, LabelsError, read_labels
from gan_engine.dataset.writing import MAQUETTE_VERSION
from gan_engine.documents import MAX_CONTAINERS, DocumentError, parse_json
from gan_engine.errors import DatasetError, PictureError, newer
from gan_engine.image_shape import LARGEST, SIZE_MAX, SIZE_MIN, SIZE_STEP, ImageShape, nearest
from gan_engine.pictures import decode_picture, flatten, with_alpha

MIN_SIZE, MAX_SIZE = 4, LARGEST

_PNG_HEAD = struct.Struct(">8sI4sIIBB7x")
_LABEL_BYTES = 16 * 2**10  # most that one picture may take in dataset.json
_SOURCE_BYTES = 64 * 2**10  # most that one picture may take in maquette.json
_CONTAINERS = 64  # lists and objects, likewise in either
_JSON_BYTES = 256 * 2**20
_PART = 2**16  # bytes within which the size of a JPEG nearly always stands
_SIZES_NAMED = 4


class Dataset(Closable):
    """An open dataset. Pictures may be read from several threads; close it, or use it as a context manager."""

    path: Path
    count: int
    """Of pictures, at least one."""
    size: ImageShape
    """Of every picture."""
    held_out: int
    """How many more pictures are kept from training, for measuring."""
    labels: np.ndarray | None
    """int64 [count], each an index into `class_names`; None without classes."""
    class_names: list[str]
    """Empty without classes; the numbers as text where the archive has no names for them. Some may have no pictures."""
    gaps: tuple[str, ...]
    """In sentences what is missing and goes unused: pictures without a label where others have one, labels without a
    picture, pictures of kinds that cannot be read. Empty where all is as it says."""

    def __init__(self, path: Path) -> None:
        """Open and check the ZIP or folder at `path`. Raises `DatasetError`."""
        self.path = path
        self._archive = open_archive(path)
        try:
            self.held_out = len(self._archive.held_out)
            self.count = len(self._archive.names)
            if not self.count:
                raise self._wrong("it holds no pictures", "Choose a baked dataset, or bake the pictures that you have.")
            numbers, names, self.gaps = self._read_labels()
            self.count = len(self._archive.names)
            document = self._read_document()
            self.size = self._check_pictures().with_alpha(_keeps_alpha(document))
            self.labels = numbers
            self.class_names = self._read_class_names(names, document)
        except BaseException:
            self._archive.close()
            raise

    def read(self, index: int) -> np.ndarray:
        """Picture `index` as uint8 [C, height, width]: RGB, or RGBA of straight alpha where the dataset keeps that.

        Raises `DatasetError` if it is damaged.
        """
        return self._decoded(index, self._archive.names[index])

    def read_held_out(self, index: int) -> np.ndarray:
        """As `read`, of the pictures that are kept from training."""
        return self._decoded(self.count + range(self.held_out)[index], self._archive.held_out[index])

    def raw(self, index: int) -> bytes:
        """The file of a picture as it lies there; those kept from training follow the others. Raises `DatasetError`."""
        return self._archive.read(index, self._most_bytes(self.name(index) if index < self.count else ""))

    def document(self) -> bytes | None:
        """`maquette.json` as it lies there; None for archives of other tools. Raises `DatasetError`."""
        return self._archive.extra(MAQUETTE_JSON, _JSON_BYTES)

    def _decoded(self, at: int, name: str) -> np.ndarray:
        data = self._archive.read(at, self._most_bytes(name))
        try:
            with picture_files.opened_image(io.BytesIO(data), len(data), name) as picture:
                if picture.size != (self.size.width, self.size.height):
                    raise ValueError(f"{picture.size} where the header said {self.size}")
                pixels = np.asarray(picture)
                if self.size.has_alpha:
                    pixels = with_alpha(pixels if picture.mode == "RGBA" else decode_picture(data, name=name))
                elif not picture_modes.is_plain(picture):
                    pixels = flatten(decode_picture(data, name=name))
        except Exception as error:  # decoders raise anything on made-up input
            raise self._wrong(f"its picture “{name}” is damaged") from error
        return np.ascontiguousarray(pixels.transpose(2, 0, 1))

    def _most_bytes(self, name: str) -> int:
        """Of a picture's file: a PNG of this size has no more, the documents of other programs may hold layers."""
        area = MAX_SIZE**2 if name and not name.lower().endswith(".png") else self.size.area
        return 8 * area + 2**20

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

    def _wrong(self, why: str, do: str = "") -> DatasetError:
        again = (
            "Bake the pictures again." if self._archive.contents.ours else "Mend it, or import its pictures and bake."
        )
        return DatasetError(
            f"“{self.path.name}” cannot be used as a dataset: {why}.", kept="Nothing was changed.", do=do or again
        )

    def _check_pictures(self) -> ImageShape:
        """The size of all. One that cannot be read, or sizes that differ, are told with the first and how many."""
        names = [*self._archive.names, *self._archive.held_out]
        counts: dict[tuple[int, int], int] = {}
        firsts: dict[tuple[int, int], str] = {}
        damaged: list[str] = []
        for index, name in enumerate(names):
            try:
                shape = self._shape(index, name)
            except PictureError:
                damaged.append(name)
                continue
            counts[shape] = counts.get(shape, 0) + 1
            firsts.setdefault(shape, name)
        if damaged:
            more = f" and {len(damaged) - 1:,} more of {len(names):,} are" if len(damaged) > 1 else " is"
            raise self._wrong(f"“{damaged[0]}”{more} damaged, or not a picture")
        by_count = sorted(counts, key=lambda shape: -counts[shape])
        if len(by_count) > 1:
            named = [f"{counts[each]:,} of {each[0]} × {each[1]}" for each in by_count[:_SIZES_NAMED]]
            rest = len(by_count) - _SIZES_NAMED
            others = f" and {rest:,} more sizes" if rest > 0 else ""
            raise self._wrong(
                f"its pictures are not of one size: {', '.join(named)}{others} (the first other: "
                f"“{firsts[by_count[1]]}”)", self._bake_again(by_count[0]),
            )  # fmt: skip
        ((width, height),) = by_count
        if not (min(width, height) >= MIN_SIZE and max(width, height) <= MAX_SIZE):
            sides = f"{width} pixels wide" if width == height else f"{width} × {height} pixels"
            raise self._wrong(f"its pictures are {sides}; sides of {MIN_SIZE} to {MAX_SIZE} are possible")
        try:
            return ImageShape(width, height)
        except ValueError as error:
            raise self._wrong(
                f"its pictures are {width} × {height} pixels, and {error}", self._bake_again((width, height))
            ) from error

    def _bake_again(self, shape: tuple[int, int]) -> str:
        folder = str(self.path) if self.path.is_dir() else "FOLDER (unpack it first)"
        width, height = shape
        size = nearest(width, height)[0]
        if width == height:
            size = ImageShape.square(min(max(width - width % SIZE_STEP, SIZE_MIN), SIZE_MAX))
        return f"Bake its pictures to one size: gan-engine bake {folder} OUT.zip --size {size}, or in the studio."

    def _shape(self, index: int, name: str) -> tuple[int, int]:
        """Width and height by the picture's header. Raises `PictureError`, `DatasetError` of the archive."""
        head = self._archive.head(index)
        if head[:8] == picture_files.PNG_SIGNATURE:
            if len(head) < _PNG_HEAD.size:
                raise picture_files.fault("truncated", name)
            _, _, chunk, width, height, _, _ = _PNG_HEAD.unpack(head)
            if chunk != b"IHDR":
                raise picture_files.fault("unreadable", name)
            return width, height
        if picture_files.sniff(head) == "JPEG":
            part = self._archive.head(index, _PART)
            with (
                contextlib.suppress(PictureError),
                picture_files.opened_image(io.BytesIO(part), len(part), name) as image,
            ):
                return image.size
        data = self._archive.read(index, 8 * MAX_SIZE**2)
        if not data:
            raise picture_files.fault("empty", name)
        with picture_files.opened_image(io.BytesIO(data), len(data), name) as image:
            return image.size

    def _read_json(self, name: str, bytes_each: int) -> Any:
        data = self._archive.extra(name, min(_JSON_BYTES, 2**20 + bytes_each * (self.count + self.held_out)))
        if data is None:
            return None
        try:
            value = parse_json(data, containers=MAX_CONTAINERS + _CONTAINERS * (self.count + self.held_out))
        except DocumentError as error:
            raise self._wrong(f"{name} in it is damaged: it {error}") from error
        if not isinstance(value, dict) and not (name == DATASET_JSON and isinstance(value, list)):
            raise self._wrong(f"{name} in it is damaged")
        return value

    def _read_labels(self) -> tuple[np.ndarray | None, list[str], tuple[str, ...]]:
        """The labels, their classes, and what is missing, once that is left out."""
        archive = self._archive
        document = self._read_json(DATASET_JSON, _LABEL_BYTES)
        gaps = []
        if unread := archive.contents.unread:
            why = picture_files.unread_words(Path(unread[0]).suffix)
            gaps.append(f"{_counted(unread, 'file')} cannot be read: {_named(unread)}. {why}")
        try:
            labels = None if document is None else read_labels(document, archive.names, archive.contents.root)
        except LabelsError as error:
            raise self._wrong(str(error), error.do) from error
        if labels is None:
            return None, [], tuple(gaps)
        if labels.missing:
            gone = f"{_counted(labels.missing, 'picture')} that {'is' if len(labels.missing) == 1 else 'are'} missing"
            gaps.append(f"dataset.json names {gone}: {_named(labels.missing)}.")
        without = [archive.names[index] for index in np.flatnonzero(labels.numbers < 0)]
        if without:
            gaps.append(f"dataset.json has no label for {_counted(without, 'picture')}: {_named(without)}.")
            archive.leave_out(set(without))
        return labels.numbers[labels.numbers >= 0], labels.class_names, tuple(gaps)

    def _read_document(self) -> dict[str, Any] | None:
        """`maquette.json`, of a version that is known; None for archives of other tools."""
        document: dict[str, Any] | None = self._read_json(MAQUETTE_JSON, _SOURCE_BYTES)
        if document is not None:
            version = document.get("version")
            if isinstance(version, int) and version > MAQUETTE_VERSION:
                raise newer(f"“{self.path.name}”", DatasetError, how="baked", do="Update Maquette, then open it again.")
        return document

    def _read_class_names(self, numbered: list[str], document: dict[str, Any] | None) -> list[str]:
        if self.labels is None:
            return []
        needed = int(self.labels.max()) + 1
        names = [] if document is None else document.get("classes")
        if document is None or names is None:
            return numbered
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


def _keeps_alpha(document: dict[str, Any] | None) -> bool:
    """Whether the dataset was baked with its transparency; that of other tools' pictures is laid on white."""
    options = {} if document is None else document.get("options")
    return isinstance(options, dict) and options.get("alpha") is True


_COUNTED = {"file": ("1 file", "{count} files"), "picture": ("1 picture", "{count} pictures")}


def _counted(names: Sequence[str], what: str) -> str:
    one, several = _COUNTED[what]
    return one if len(names) == 1 else several.format(count=f"{len(names):,}")


def _named(names: Sequence[str]) -> str:
    """The first, and that there are more."""
    return f"“{names[0][:80]}”" + (", …" if len(names) > 1 else "")
