"""Writing a baked dataset, picture by picture, so that it is whole or not there, and the same bytes each time.

The archive is the one that the StyleGAN2 and 3 tools write, with `maquette.json` beside it. Nothing of the
machine or the hour goes in: no dates, no owners, no absolute paths.
"""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import json
import os
import zipfile
import zlib
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from gan_engine import atomic, door
from gan_engine.dataset.archive import MAX_PICTURES, archive_digest, open_archive
from gan_engine.dataset.entry_names import DATASET_JSON, HELD_OUT_FOLDER, HELD_OUT_SUFFIX, MAQUETTE_JSON
from gan_engine.documents import parse_json
from gan_engine.errors import DatasetError, newer

MAQUETTE_VERSION = 1
"""Of `maquette.json`. A reader refuses a higher one, so it rises only when old readers would be wrong."""

_MOST_JSON_BYTES = 256 * 2**20
_SEAL = b',\n "sha256": "'
COMMENT = b"maquette sha256 "
"""With the digest of all before it the comment of a ZIP that we write: its very end."""

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can hold
_PLAIN_FILE = 0o100644 << 16


def picture_name(index: int) -> str:
    """`00000/img00000000.png` for 0: a new folder every thousand pictures, as the StyleGAN tools have it."""
    return f"{index // 1000:05d}/img{index:08d}.png"


def held_out_name(index: int) -> str:
    """`held-out/img00000000.png.held` for 0: a name that no other tool takes for a picture to train on."""
    return f"{HELD_OUT_FOLDER}/img{index:08d}.png{HELD_OUT_SUFFIX}"


class _Store(Protocol):
    def put(self, name: str, data: bytes) -> None: ...


class _Zip:
    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive

    def put(self, name: str, data: bytes) -> None:
        info = zipfile.ZipInfo(name, _FIRST_DATE)
        info.create_system = 3  # the same on every system
        info.external_attr = _PLAIN_FILE
        self._archive.writestr(info, data)


class _Folder:
    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def put(self, name: str, data: bytes) -> None:
        path = self._folder / name
        door.make_folder(path.parent, root=self._folder)
        with door.open_new(path, root=self._folder) as file:
            file.write(data)


class DatasetWriter:
    """Takes pictures in order, then the labels. Made by `writing_dataset`."""

    def __init__(self, store: _Store) -> None:
        self._store = store
        self._labels: list[str | None] = []
        self._sources: list[bytes] = []
        self._sizes, self._checksums = array("Q"), array("Q")
        self._held_sources: list[bytes] = []
        self._held: list[tuple[int, int]] = []

    @property
    def count(self) -> int:
        return len(self._sources)

    @property
    def held_out(self) -> int:
        """How many pictures no training will see."""
        return len(self._held)

    def add(self, png: bytes, source: dict[str, Any], label: str | None) -> None:
        """One picture, how it came to be (JSON values), and the name of its class if it has one."""
        if self.count == MAX_PICTURES:
            raise DatasetError(f"A dataset holds at most {MAX_PICTURES:,} pictures.", do="Bake fewer at a time.")
        self._store.put(picture_name(self.count), png)
        self._sizes.append(len(png))
        self._checksums.append(zlib.crc32(png))
        self._labels.append(label)
        self._sources.append(json.dumps(source).encode())  # as text: an eighth of the memory of the objects

    def hold_out(self, png: bytes, source: dict[str, Any]) -> None:
        """One picture that is kept for measuring, and how it came to be; `after` how many others is added to that."""
        if len(self._held) == MAX_PICTURES:
            raise DatasetError(f"A dataset holds out at most {MAX_PICTURES:,} pictures.", do="Hold out fewer.")
        self._store.put(held_out_name(len(self._held)), png)
        self._held.append((len(png), zlib.crc32(png)))
        self._held_sources.append(json.dumps({**source, "after": self.count}).encode())

    def finish(self, classes: Sequence[str], head: dict[str, Any]) -> str:
        """Write both JSON files; `classes` (empty: no labels) gives each label its number. Returns the digest."""
        numbers = {name: number for number, name in enumerate(classes)}
        labels = [None if label is None else numbers.get(label) for label in self._labels]
        pairs = [[picture_name(index), label] for index, label in enumerate(labels)] if classes else None
        self._store.put(DATASET_JSON, json.dumps({"labels": pairs}).encode())
        trained = (
            (picture_name(index), self._sizes[index], self._checksums[index], labels[index] if classes else None)
            for index in range(self.count)
        )
        held = ((held_out_name(index), size, crc, None) for index, (size, crc) in enumerate(self._held))
        digest = archive_digest(itertools.chain(trained, held))
        self._store.put(MAQUETTE_JSON, self._maquette_json(classes, {**head, "digest": digest}))
        return digest

    def _maquette_json(self, classes: Sequence[str], head: dict[str, Any]) -> bytes:
        """One line a picture, so that people and `diff` can read it too."""
        document = {"version": MAQUETTE_VERSION, **head, "classes": list(classes)}
        start = json.dumps(document, indent=1)[:-2].encode()
        lines = [
            b'  "%s": %s' % (name(index).encode(), line)
            for name, sources in ((picture_name, self._sources), (held_out_name, self._held_sources))
            for index, line in enumerate(sources)
        ]
        return with_seal(start + b',\n "pictures": {\n' + b",\n".join(lines) + b"\n }")


def with_seal(text: bytes) -> bytes:
    """A JSON object less its last brace, with the SHA-256 of that as its last key."""
    return text + _SEAL + hashlib.sha256(text).hexdigest().encode() + b'"\n}\n'


def seal_is_whole(text: bytes) -> bool | None:
    """Whether a text is as `with_seal` made it; None where it has no seal."""
    body, mark, _ = text.rpartition(_SEAL)
    if mark:
        return with_seal(body) == text
    at = max(0, len(text) - len(with_seal(b"")))
    differing = sum(one != other for one, other in zip(text[at:], _SEAL, strict=False))
    return False if differing == 1 else None  # that is where a bit turned


@contextlib.contextmanager
def writing_dataset(out: Path) -> Iterator[DatasetWriter]:
    """A dataset that appears at `out` (a ZIP if so named, else a folder) when the block ends, not at all if it raises.

    What is there already is replaced: ask `check_out_path` first. Raises `DiskError`.
    """
    with _out_path_errors(out), atomic.disk_errors(out):
        door.make_folder(out.parent, root=out.parent)
        attempt = atomic.temporary_beside(out)  # what the system does not take is told before the work
        door.open_new(attempt, root=out.parent).close()
        door.remove_file(attempt, root=out.parent)
    if out.suffix.lower() == ".zip":
        with atomic.writing(out, root=out.parent) as file:
            archive = zipfile.ZipFile(file, "w", zipfile.ZIP_STORED)
            try:
                yield DatasetWriter(_Zip(archive))
            except BaseException:
                archive.fp = None  # the file is thrown away: nothing is to be written to it on the way out
                raise
            archive.comment = COMMENT + bytes(64)
            archive.close()
            file.seek(-64, os.SEEK_END)
            file.write(digest_before(file, file.tell()).encode())
    else:
        with atomic.writing_folder(out, root=out.parent) as folder:
            yield DatasetWriter(_Folder(folder))


def digest_before(file: BinaryIO, end: int) -> str:
    """SHA-256 of the first `end` bytes of a file, where it stands afterwards."""
    file.seek(0)
    whole = hashlib.sha256()
    while part := file.read(min(2**20, end - file.tell())):
        whole.update(part)
    return whole.hexdigest()


def check_out_path(out: Path, *, replace: bool) -> None:
    """Raises `DatasetError` where a dataset must not be written.

    Nothing that exists is replaced unless asked, and even then nothing but a dataset that Maquette baked:
    a slip of the hand must not cost a folder of art.
    """
    with _out_path_errors(out):
        there = out.exists() or door.is_link(out)
    if not there:
        return
    if not replace:
        raise DatasetError(
            f"“{out.name}” exists already.",
            kept="It is untouched.",
            do="Choose another name, or allow it to be replaced (--force).",
        )
    if _is_newer(out):
        raise newer(f"“{out.name}”", DatasetError, how="baked", do="Choose another name, or update Maquette.")
    if not _baked_here(out):
        raise DatasetError(
            f"“{out.name}” is not a dataset that Maquette baked.",
            kept="It is untouched.",
            do="Choose another name.",
        )


@contextlib.contextmanager
def _out_path_errors(out: Path) -> Iterator[None]:
    """Turn what a system says of a place that cannot be into plain words."""
    try:
        yield
    except (OSError, ValueError) as error:
        if not (why := atomic.impossible(error, out)):
            raise
        raise DatasetError(
            f"“{atomic.shortened(out.name)}” cannot be written: {why}.",
            kept="Nothing was changed.",
            do="Choose another place or name.",
        ) from error


def _is_newer(out: Path) -> bool:
    """Whether `maquette.json` says so; what cannot be read says nothing."""
    try:
        archive = open_archive(out)
        try:
            data = archive.extra(MAQUETTE_JSON, _MOST_JSON_BYTES) or b"{}"
            document = parse_json(data, containers=8 * MAX_PICTURES)
        finally:
            archive.close()
        return isinstance(version := document.get("version"), int) and version > MAQUETTE_VERSION
    except (DatasetError, ValueError, AttributeError):
        return False


def _baked_here(out: Path) -> bool:
    if door.is_link(out):
        return False
    if out.is_dir():
        ours = {DATASET_JSON, MAQUETTE_JSON}
        names = {entry.name for entry in out.iterdir()}
        return ours <= names and all(len(name) == 5 and name.isdigit() for name in names - ours - {HELD_OUT_FOLDER})
    try:
        with zipfile.ZipFile(out) as archive:
            return MAQUETTE_JSON in archive.namelist()
    except Exception:  # whatever a file that is no ZIP makes zipfile raise
        return False
