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
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO, Protocol

import numpy as np

from gan_engine import door
from gan_engine.errors import DatasetError

DATASET_JSON = "dataset.json"
MAQUETTE_JSON = "maquette.json"
PICTURE_SUFFIX = ".png"
HELD_OUT_FOLDER, HELD_OUT_SUFFIX = "held-out", ".held"
"""Where pictures lie that are kept from training. Other tools take every PNG in an archive for training, wherever it
lies, so these do not end in .png."""

MAX_PICTURES = 1_000_000
HEAD_BYTES = 33  # of a PNG: signature and the whole IHDR chunk

_MAX_DIRECTORY_BYTES = 64 * 2**20  # of a ZIP's list of contents: about 900,000 names as short as ours
_MAX_DEPTH = 16
_MAX_NAME = 1024
_LOCAL_HEADER = struct.Struct("<4s22xHH")
_LOCAL_MAGIC = b"PK\x03\x04"
_ENCRYPTED = 0x1
_GLANCE = 512  # bytes read at an entry: its local header and, nearly always, the head of the picture after it

_ENTRY = np.dtype([("at", "<u8"), ("stored", "<u8"), ("size", "<u8"), ("crc", "<u4"), ("deflated", "?")])


class Archive(Protocol):
    """Pictures by index, in the order of their names, and the two JSON files beside them."""

    names: list[str]
    """Of the pictures: relative, with forward slashes, sorted as text."""
    held_out: list[str]
    """Of those kept from training; their indices go on behind those of `names`."""

    def head(self, index: int) -> bytes:
        """The first `HEAD_BYTES` of a picture (fewer if it is shorter)."""

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


def _damaged(path: Path, why: str) -> DatasetError:
    return DatasetError(
        f"The dataset “{path.name}” cannot be read: {why}.",
        kept="Nothing was changed.",
        do="Bake it again, or take it from a backup.",
    )


def _counted_as_picture(name: str) -> bool:
    """Whether `name` is a picture of the dataset; what file managers add beside them is passed over."""
    if not name.lower().endswith(PICTURE_SUFFIX):
        return False
    parts = name.split("/")
    return not parts[-1].startswith("._") and parts[0] != "__MACOSX"


def _counted_as_held_out(name: str) -> bool:
    return name.startswith(f"{HELD_OUT_FOLDER}/") and name.endswith(HELD_OUT_SUFFIX)


def _unsafe(name: str) -> bool:
    parts = name.split("/")
    return (
        len(name) > _MAX_NAME
        or "\\" in name
        or ":" in parts[0]
        or any(part in ("", ".", "..") for part in parts)
        or not name.isprintable()
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
            extras = {info.filename: info for info in infos if info.filename in (DATASET_JSON, MAQUETTE_JSON)}
            pictures = sorted(
                (info for info in infos if _counted_as_picture(info.filename)), key=lambda info: info.filename
            )
            held = sorted(
                (info for info in infos if _counted_as_held_out(info.filename)), key=lambda info: info.filename
            )
            self.names = [info.filename for info in pictures]
            self.held_out = [info.filename for info in held]
            self._all = [*self.names, *self.held_out]
            self._entries = np.zeros(len(self._all), _ENTRY)
            for index, info in enumerate([*pictures, *held]):
                self._entries[index] = self._locate(info)
            self._extras = {name: self._locate(info) for name, info in extras.items()}
        except BaseException:
            self._file.close()
            raise

    def _list(self) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(_Bounded(self._file, self._bytes)) as archive:
                infos = archive.infolist()
        except Exception as error:  # zipfile raises half a dozen kinds on made-up input
            raise _damaged(self._path, "it is not a whole ZIP file (cut off, or damaged)") from error
        if len(infos) > MAX_PICTURES + 1000:
            raise _damaged(self._path, f"it lists {len(infos):,} files, more than the {MAX_PICTURES:,} allowed")
        seen = set()
        files = [info for info in infos if not info.filename.endswith("/")]
        for info in files:
            name = info.filename
            if not name:
                raise _damaged(self._path, "it holds a file without a name")
            if _unsafe(name) or info.orig_filename != name:
                raise _damaged(self._path, f"it holds a file with the unsafe name {ascii(info.orig_filename)[:80]}")
            if stat.S_ISLNK(info.external_attr >> 16):
                raise _damaged(self._path, f"“{name}” in it is a link, not a picture")
            if name in seen:
                raise _damaged(self._path, f"it holds “{name}” twice")
            seen.add(name)
        return files

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

    def head(self, index: int) -> bytes:
        at, stored, _, _, deflated = self._entries[index].item()
        raw = self._at(at, min(stored, _GLANCE if deflated else HEAD_BYTES))
        if not deflated:
            return raw
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(raw, HEAD_BYTES)
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
        found = self._walk()
        self.names = sorted(name for name in found if _counted_as_picture(name))
        self.held_out = sorted(name for name in found if _counted_as_held_out(name))
        self._all = [*self.names, *self.held_out]

    def _walk(self) -> list[str]:
        names: list[str] = []
        waiting = [""]
        while waiting:
            below = waiting.pop()
            try:
                entries = list(os.scandir(self._path / below))
            except OSError as error:
                raise _damaged(self._path, f"its folder “{below or self._path.name}” may not be opened") from error
            for entry in entries:
                name = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    if name.count("/") >= _MAX_DEPTH:
                        raise _damaged(self._path, f"its folders lie more than {_MAX_DEPTH} deep")
                    waiting.append(f"{name}/")
                elif _counted_as_picture(name) or _counted_as_held_out(name):
                    if not entry.is_file(follow_symlinks=False):
                        raise _damaged(self._path, f"“{name}” in it is a link or a device, not a picture")
                    names.append(name)
            if len(names) > MAX_PICTURES:
                raise _damaged(self._path, f"it holds more than the {MAX_PICTURES:,} pictures allowed")
        return names

    def _bytes_of(self, name: str, count: int) -> bytes:
        if self._closed:
            raise _damaged(self._path, "it is closed")
        try:
            with door.open_read(self._path / name) as file:
                return file.read(count)
        except OSError as error:
            raise _damaged(self._path, f"“{name}” is missing or may not be opened") from error

    def head(self, index: int) -> bytes:
        return self._bytes_of(self._all[index], HEAD_BYTES)

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
            with door.open_read(self._path / self._all[index]) as file:
                while block := file.read(2**20):
                    size += len(block)
                    crc = zlib.crc32(block, crc)
        except OSError as error:
            raise _damaged(self._path, f"“{self._all[index]}” is missing or may not be opened") from error
        return size, crc

    def extra(self, name: str, limit: int) -> bytes | None:
        path = self._path / name
        if not path.exists() and not path.is_symlink():
            return None
        if path.is_symlink() or not path.is_file():
            raise _damaged(self._path, f"“{name}” in it is a link or a device, not a file")
        return self._read(name, limit)

    def close(self) -> None:
        self._closed = True
