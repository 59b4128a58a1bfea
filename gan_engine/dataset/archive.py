"""The bytes of a baked dataset, from a ZIP or a folder, handed out only when they are safe to read.

An archive comes from anywhere, so nothing it says of itself is believed: names, sizes, offsets and links
are checked before a picture is touched, and every read has a limit. What a picture is (its size, its
colours) is `reading`'s business; nothing here is ever unpacked to the disk.
"""

from __future__ import annotations

import hashlib
import io
import os
import stat
import struct
import threading
import zipfile
import zlib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np

from gan_engine import door
from gan_engine.dataset import entry_names
from gan_engine.dataset.entry_names import DATASET_JSON, HELD_OUT_SUFFIX, MAQUETTE_JSON
from gan_engine.errors import DatasetError

MAX_PICTURES = 1_000_000
HEAD_BYTES = 33  # of a PNG: signature and the whole IHDR chunk

_MAX_DIRECTORY_BYTES = 64 * 2**20  # of a ZIP's list of contents: about 900,000 names as short as ours
_MAX_DEPTH = 16
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1
_GLANCE = 512  # bytes read at an entry: its local header and, nearly always, the head of the picture after it

_ENTRY = np.dtype([("at", "<u8"), ("stored", "<u8"), ("size", "<u8"), ("crc", "<u4"), ("deflated", "?")])


class Archive(Protocol):
    """Pictures by index, in the order of their names, and the two JSON files beside them."""

    contents: Contents
    names: list[str]
    """Of the pictures: relative, with forward slashes, sorted as text."""
    held_out: list[str]
    """Of those kept from training; their indices go on behind those of `names`."""

    def leave_out(self, names: Collection[str]) -> None:
        """Forget these pictures; the others move up."""

    def head(self, index: int, count: int = HEAD_BYTES) -> bytes:
        """The first `count` bytes of a picture (fewer if it is shorter)."""

    def read(self, index: int, limit: int) -> bytes:
        """All of a picture. Raises `DatasetError` if it has more than `limit` bytes or is damaged."""

    def fingerprint(self, index: int) -> tuple[int, int]:
        """Bytes and CRC-32 of a picture: alike in a ZIP and in the folder it was unpacked to."""

    def extra(self, name: str, limit: int) -> bytes | None:
        """`dataset.json` or `maquette.json`; None where there is none."""

    def close(self) -> None:
        """Let go of what is open. Reading afterwards raises `DatasetError`."""


def open_archive(path: Path) -> Archive:
    """The archive at `path`, a ZIP or a folder. Raises `DatasetError`."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise DatasetError(
            f"There is no dataset at “{path}”.", do="Check the path, or bake a dataset first."
        ) from error
    if stat.S_ISDIR(mode):
        return FolderArchive(path)
    if stat.S_ISREG(mode):
        return ZipArchive(path)
    raise DatasetError(f"“{path.name}” is neither a ZIP file nor a folder.", do="Choose a baked dataset.")


def archive_digest(pictures: Iterable[tuple[str, int, int, int | None]]) -> str:
    """sha256 (hex) of name, bytes, CRC-32 and label of every picture, in order."""
    whole = hashlib.sha256(b"maquette dataset 1\n")
    for name, size, crc, label in pictures:
        line = f"{name}\0{size}\0{crc}\0{'' if label is None else label}\n"
        whole.update(line.encode("utf-8", "surrogateescape"))
    return whole.hexdigest()


def _damaged(path: Path, why: str, do: str = "Make it again, or take it from a backup.") -> DatasetError:
    return DatasetError(f"The dataset “{path.name}” cannot be read: {why}.", kept="Nothing was changed.", do=do)


@dataclass(frozen=True)
class Contents:
    """What lies in an archive, by the names that its pictures are called by: those below its root."""

    root: str
    """"" or a folder with a slash behind it."""
    pictures: list[str]
    held_out: list[str]
    unread: list[str]
    """Pictures of kinds that cannot be read."""
    ours: bool


def _contents(path: Path, names: Collection[str]) -> Contents:
    """Raises `DatasetError` where it cannot be told which of the files are the dataset."""
    below = entry_names.roots(names)
    if len(below) > 1:
        raise _damaged(
            path, f"it holds {len(below):,} datasets, in “{below[0][:-1]}” and “{below[1][:-1]}”",
            do="Unpack it, and choose one of these folders.",
        )  # fmt: skip
    root = below[0] if below else ""
    inside = [name[len(root) :] for name in names if name.startswith(root)]
    ours = MAQUETTE_JSON in inside
    beside = sorted(name for name in names if not name.startswith(root) and entry_names.is_picture(name, ours=ours))
    if beside:
        more = f" and {len(beside) - 1:,} more" if len(beside) > 1 else ""
        raise _damaged(
            path, f"its dataset.json lies in “{root[:-1]}”, but “{beside[0]}”{more} beside that folder",
            do=f"Choose the folder “{root[:-1]}” alone, or leave the other pictures out.",
        )  # fmt: skip
    return Contents(
        root,
        sorted(name for name in inside if entry_names.is_picture(name, ours=ours)),
        sorted(name for name in inside if entry_names.is_held_out(name)),
        [] if ours else sorted(name for name in inside if entry_names.is_unread_picture(name)),
        ours,
    )


class _Bounded(io.RawIOBase):
    """A file that refuses to be read in great gulps: the list of contents of a ZIP may claim any length."""

    def __init__(self, file: BinaryIO, size: int) -> None:
        self._file = file
        self._size = size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()

    def read(self, size: int = -1) -> bytes:
        left = max(0, self._size - self._file.tell())
        size = left if size < 0 else min(size, left)
        if size > _MAX_DIRECTORY_BYTES:
            raise zipfile.BadZipFile("list of contents out of bounds")
        return self._file.read(size)


class ZipArchive:
    """A ZIP of stored (or deflated) pictures, read straight from their places in the file. Thread safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = threading.Lock()
        try:
            self._file = door.open_read(path)
        except OSError as error:
            raise _damaged(path, "it may not be opened") from error
        try:
            self._bytes = os.fstat(self._file.fileno()).st_size
            infos = self._list()
            self.contents = _contents(path, infos.keys())
            root = self.contents.root
            self.names, self.held_out = self.contents.pictures, self.contents.held_out
            self._all = [*self.names, *self.held_out]
            self._entries = np.zeros(len(self._all), _ENTRY)
            for index, name in enumerate(self._all):
                self._entries[index] = self._locate(infos[root + name])
            self._extras = {
                name: self._locate(infos[root + name]) for name in (DATASET_JSON, MAQUETTE_JSON) if root + name in infos
            }
        except BaseException:
            self._file.close()
            raise

    def _list(self) -> dict[str, zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(_Bounded(self._file, self._bytes)) as archive:
                infos = archive.infolist()
        except Exception as error:  # zipfile raises half a dozen kinds on made-up input
            raise _damaged(self._path, "it is not a whole ZIP file (cut off, or damaged)") from error
        if len(infos) > MAX_PICTURES + 1000:
            raise _damaged(self._path, f"it lists {len(infos):,} files, more than the {MAX_PICTURES:,} allowed")
        found: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            if info.filename.endswith(("/", "\\")):
                continue
            if not info.filename:
                raise _damaged(self._path, "it holds a file without a name")
            name = entry_names.spelled(info.orig_filename)
            if entry_names.is_passed_over(name):
                continue
            if entry_names.is_unsafe(name):
                raise _damaged(self._path, f"it holds a file with the unsafe name {ascii(info.orig_filename)[:80]}")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise _damaged(self._path, f"“{name}” in it is a link, not a picture")
            if name in found:
                raise _damaged(self._path, f"it holds “{name}” twice")
            found[name] = info
        return found

    def leave_out(self, names: Collection[str]) -> None:
        kept = [index for index, name in enumerate(self._all) if name not in names]
        self._entries = self._entries[kept]
        self._all = [self._all[index] for index in kept]
        self.names, self.held_out = _without(self.names, names), _without(self.held_out, names)

    def _locate(self, info: zipfile.ZipInfo) -> tuple[int, int, int, int, bool]:
        name = info.filename
        if info.flag_bits & _ENCRYPTED:
            raise _damaged(self._path, f"“{name}” in it is locked with a password")
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise _damaged(self._path, f"“{name}” in it is packed in a way that is not supported")
        header = self._at(info.header_offset, _LOCAL_HEADER.size)
        if len(header) < _LOCAL_HEADER.size or header[:4] != _LOCAL_MAGIC:
            raise _damaged(self._path, f"“{name}” is not where the list of contents says")
        _, name_bytes, extra_bytes = _LOCAL_HEADER.unpack(header)
        start = info.header_offset + _LOCAL_HEADER.size + name_bytes + extra_bytes
        stored = info.compress_type == zipfile.ZIP_STORED
        if start + info.compress_size > self._bytes or (stored and info.compress_size != info.file_size):
            raise _damaged(self._path, f"“{name}” is cut off")
        return start, info.compress_size, info.file_size, info.CRC, not stored

    def _at(self, offset: int, count: int) -> bytes:
        try:
            with self._lock:
                self._file.seek(offset)
                return self._file.read(count)
        except (OSError, ValueError) as error:
            raise _damaged(self._path, "it is closed or can no longer be read") from error

    def head(self, index: int, count: int = HEAD_BYTES) -> bytes:
        at, stored, _, _, deflated = self._entries[index].item()
        raw = self._at(at, min(stored, max(_GLANCE, 2 * count) if deflated else count))
        if not deflated:
            return raw
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, count)
        except zlib.error as error:
            raise _damaged(self._path, f"“{self._all[index]}” is damaged") from error

    def read(self, index: int, limit: int) -> bytes:
        return self._read(self._all[index], self._entries[index].item(), limit)

    def _read(self, name: str, entry: tuple[int, int, int, int, bool], limit: int) -> bytes:
        at, stored, size, crc, deflated = entry
        if size > limit or stored > limit + 1024:
            raise _damaged(self._path, f"“{name}” is larger than any such file can be")
        data = self._at(at, stored)
        if deflated:
            try:
                data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, size + 1)
            except zlib.error as error:
                raise _damaged(self._path, f"“{name}” is damaged") from error
        if len(data) != size or zlib.crc32(data) != crc:
            raise _damaged(self._path, f"“{name}” is damaged")
        return data

    def fingerprint(self, index: int) -> tuple[int, int]:
        entry = self._entries[index]
        return int(entry["size"]), int(entry["crc"])

    def extra(self, name: str, limit: int) -> bytes | None:
        entry = self._extras.get(name)
        return None if entry is None else self._read(name, entry, limit)

    def close(self) -> None:
        with self._lock:
            self._file.close()


class FolderArchive:
    """The same as a folder of files. Links inside are refused: they may lead anywhere. Thread safe."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._closed = False
        self._files = self._walk()  # by the names they are called by: where they lie
        self.contents = _contents(path, self._files.keys())
        self.names, self.held_out = self.contents.pictures, self.contents.held_out
        self._all = [*self.names, *self.held_out]

    def _walk(self) -> dict[str, str]:
        found: dict[str, str] = {}
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                entries = list(os.scandir(self._path / below))
            except OSError as error:
                raise _damaged(self._path, f"its folder “{below or self._path.name}” may not be opened") from error
            for entry in entries:
                place = f"{below}{entry.name}"
                name = entry_names.spelled(place)
                if entry_names.is_passed_over(name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if place.count("/") >= _MAX_DEPTH:
                        raise _damaged(self._path, f"its folders lie more than {_MAX_DEPTH} deep")
                    waiting.append(f"{place}/")
                elif _belongs(name):
                    if not entry.is_file(follow_symlinks=False):
                        raise _damaged(self._path, f"“{name}” in it is a link or a device, not a file")
                    if name != place and entry_names.is_unsafe(name):
                        raise _damaged(self._path, f"it holds a file with the unsafe name {ascii(name)[:80]}")
                    if name in found:
                        raise _damaged(self._path, f"it holds “{name}” twice")
                    found[name] = place
            if len(found) > MAX_PICTURES + 1000:
                raise _damaged(self._path, f"it holds more than the {MAX_PICTURES:,} pictures allowed")
        return found

    def leave_out(self, names: Collection[str]) -> None:
        self._all = _without(self._all, names)
        self.names, self.held_out = _without(self.names, names), _without(self.held_out, names)

    def _bytes_of(self, name: str, count: int) -> bytes:
        if self._closed:
            raise _damaged(self._path, "it is closed")
        try:
            with door.open_read(self._path / self._files[self.contents.root + name]) as file:
                return file.read(count)
        except OSError as error:
            raise _damaged(self._path, f"“{name}” is missing or may not be opened") from error

    def head(self, index: int, count: int = HEAD_BYTES) -> bytes:
        return self._bytes_of(self._all[index], count)

    def read(self, index: int, limit: int) -> bytes:
        return self._read(self._all[index], limit)

    def _read(self, name: str, limit: int) -> bytes:
        data = self._bytes_of(name, limit + 1)
        if len(data) > limit:
            raise _damaged(self._path, f"“{name}” is larger than any such file can be")
        return data

    def fingerprint(self, index: int) -> tuple[int, int]:
        size, crc = 0, 0
        try:
            with door.open_read(self._path / self._files[self.contents.root + self._all[index]]) as file:
                while block := file.read(2**20):
                    size += len(block)
                    crc = zlib.crc32(block, crc)
        except OSError as error:
            raise _damaged(self._path, f"“{self._all[index]}” is missing or may not be opened") from error
        return size, crc

    def extra(self, name: str, limit: int) -> bytes | None:
        if self.contents.root + name not in self._files:
            return None
        return self._read(name, limit)

    def close(self) -> None:
        self._closed = True


def _without(names: list[str], gone: Collection[str]) -> list[str]:
    return [name for name in names if name not in gone]


def _belongs(name: str) -> bool:
    """Whether a file of a folder may be one of its dataset; what else lies there is nobody's business."""
    return (
        name.endswith((DATASET_JSON, MAQUETTE_JSON, HELD_OUT_SUFFIX))
        or entry_names.is_picture(name, ours=False)
        or entry_names.is_unread_picture(name)
    )
