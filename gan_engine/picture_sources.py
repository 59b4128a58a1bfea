"""Finding pictures in files, folders and ZIP archives, all of them possibly hostile.

Nothing stops the search: what cannot be taken is named with its reason (`Skipped`) and the rest goes on. Links are
never followed, archives never write outside the folder they are unpacked into, nor without end.
"""

from __future__ import annotations

import itertools
import os
import re
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, ClassVar

from gan_engine import door, picture_files
from gan_engine.atomic import TEMPORARY, disk_errors
from gan_engine.beside_pictures import BAKED, is_litter, made_here
from gan_engine.documents import as_text
from gan_engine.door import is_link
from gan_engine.errors import PathError
from gan_engine.pictures import MAX_FILE_BYTES, PICTURE_FAULTS, PICTURE_SUFFIXES
from gan_engine.reporting import Report, silent

MAX_ENTRIES = 200_000
"""Entries of one archive, pictures or not."""
MAX_RATIO = 100
"""How many times its own size an archive may unpack to, in all (`FREE_BYTES` at least)."""
FREE_BYTES = 2**28

_MAX_DIRECTORY_BYTES = 2**25  # room for MAX_ENTRIES with names of usual length
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)  # the others unpack without a bound on memory
_DEEPEST = 32  # folders in folders
_LONGEST_NAME = 200  # bytes of one name: file systems allow 255, and a number may be added
_RESERVED_NAMES = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\..*)?", re.IGNORECASE)
_PART = 2**20
_MADE_WORDS = "It holds {}, made by Maquette: what lies in it is no art to learn from."


@dataclass(frozen=True)
class Found:
    """A file whose name says it is a picture (nothing of it has been read yet)."""

    path: Path
    folder: str
    """The sub-folder it lay in, relative to the folder or archive given, with forward slashes; "" at the top. Text."""

    @property
    def name(self) -> str:
        """Where it lay, its own name included, as text in whatever locale: see `documents.as_text`."""
        name = as_text(self.path.name)
        return f"{self.folder}/{name}" if self.folder else name


@dataclass(frozen=True)
class Skipped:
    """A picture that is not taken. In a pydantic model it reads its own JSON: what it does not know is refused."""

    __pydantic_config__: ClassVar[Any] = {"extra": "forbid"}

    name: str
    """Of the picture."""
    kind: str = ""
    """Of what was wrong with it: one of `gan_engine.pictures.PICTURE_FAULTS`, or a finding's."""
    why: str = ""
    """One sentence."""


def find_pictures(
    paths: Iterable[Path], report: Report = silent, *, text_only: bool = False
) -> Iterator[Found | Skipped]:
    """The pictures among files and below folders, each once, in natural order (2 before 10).

    Other files below a folder are passed over in silence, but not pictures of a kind that cannot be read, nor folders
    of what was made here; a file given by itself is named where it is no picture.
    `text_only`: names that are no text, as old disks have them, are not taken (the paths given may have them on the
    way): for those who keep paths as text.
    """
    seen: set[str] = set()
    count = 0
    for path in paths:
        for item in _at(Path(path), text_only):
            if isinstance(item, Found):
                key = os.path.normcase(os.path.abspath(item.path))  # noqa: PTH100 - resolve() would follow links
                if key in seen:
                    continue
                seen.add(key)
            count += 1
            report(count, None, as_text(item.path.name) if isinstance(item, Found) else item.name)
            yield item


def natural_key(name: str) -> tuple[tuple[str | int, ...], str]:
    """Orders names as people do: numbers by value, capitals beside small letters."""
    parts = re.split(r"([0-9]+)", unicodedata.normalize("NFC", name).casefold())
    return tuple(int(part) if index % 2 else part for index, part in enumerate(parts)), name


def unpack_zip(
    archive: Path, into: Path, report: Report = silent, *, root: Path | None = None
) -> Iterator[Found | Skipped]:
    """Unpack the pictures of a ZIP below `into` (made where it is missing), each as it is asked for.

    Existing files are never replaced. Raises DiskError where `into` cannot be written, OutsideError where it does not
    lie in `root` or a link leads from there to it.
    """
    root = root or into
    door.check(into, root=root)
    try:
        if is_link(archive):
            yield _skipped(archive.name, "symlink", "It is a link; give the place that it leads to.")
        elif not stat.S_ISREG(archive.stat().st_mode):
            yield _skipped(archive.name, "unreadable", "It is not an archive.")
        else:
            with door.open_read(archive) as file:
                yield from _unpack(file, archive.name, into, root, report)
    except PermissionError:
        yield _skipped(archive.name, "no-permission")
    except FileNotFoundError:
        yield _skipped(archive.name, "missing")


def _skipped(name: str, kind: str, why: str = "") -> Skipped:
    return Skipped(as_text(name), kind, why or PICTURE_FAULTS[kind])


def _natural_key_of_name(name: str) -> tuple[tuple[tuple[str | int, ...], str], str]:
    """The same order in every locale."""
    return natural_key(as_text(name)), name


def _is_odd(name: str) -> bool:
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        return True
    return False


def _at(path: Path, text_only: bool) -> Iterator[Found | Skipped]:
    """What a path given by itself leads to."""
    try:
        mode = os.lstat(path).st_mode
    except PermissionError:
        yield _skipped(str(path), "no-permission")
        return
    except (OSError, ValueError):
        yield _skipped(str(path), "missing")
        return
    if is_link(path):
        yield _skipped(path.name, "symlink", "It is a link; give the place that it leads to.")
    elif stat.S_ISDIR(mode):
        yield from _below(path, text_only)
    elif why := picture_files.unread_words(path.suffix):
        yield _skipped(path.name, "unread-kind", why)
    elif path.suffix.lower() not in PICTURE_SUFFIXES or not stat.S_ISREG(mode):
        yield _skipped(path.name, "not-a-picture")
    elif text_only and _is_odd(path.name):
        yield _skipped(path.name, "unreadable", "Its name is not readable text; give it another one.")
    else:
        yield Found(path, "")


def _below(root: Path, text_only: bool) -> Iterator[Found | Skipped]:
    """The pictures of a folder, files first, then its sub-folders. No recursion: folders may be nested deeply."""
    waiting = [(root, "")]
    while waiting:
        folder, relative = waiting.pop()
        try:
            with os.scandir(folder) as entries:
                names = sorted((entry.name for entry in entries), key=_natural_key_of_name)
        except PermissionError:
            yield _skipped(relative or folder.name, "no-permission", "The folder may not be read.")
            continue
        except OSError as error:
            yield _skipped(relative or folder.name, "unreadable", f"The folder could not be read ({error.strerror}).")
            continue
        if (made := made_here(names)) and not (made == BAKED and folder is root):
            yield _skipped(relative or as_text(folder.name), "made-here", _MADE_WORDS.format(made))
            continue
        deeper: list[tuple[Path, str]] = []
        for name in names:
            if is_litter((name,)) or name.startswith(TEMPORARY):
                continue
            path, inner = folder / name, f"{relative}/{as_text(name)}" if relative else as_text(name)
            is_picture = path.suffix.lower() in PICTURE_SUFFIXES
            try:
                mode = os.lstat(path).st_mode
            except OSError as error:
                kind = "no-permission" if isinstance(error, PermissionError) else "unreadable"
                yield _skipped(inner, kind)
                continue
            if is_link(path):
                if is_picture or path.is_dir():
                    yield _skipped(inner, "symlink")
            elif stat.S_ISDIR(mode):
                if text_only and _is_odd(name):
                    yield _skipped(inner, "unreadable", "The folder's name is not readable text; give it another one.")
                else:
                    deeper.append((path, inner))
            elif why := picture_files.unread_words(path.suffix):
                yield _skipped(inner, "unread-kind", why)
            elif not is_picture:
                continue
            elif not stat.S_ISREG(mode):
                yield _skipped(inner, "not-a-picture", "It is not a file.")
            elif text_only and _is_odd(name):
                yield _skipped(inner, "unreadable", "Its name is not readable text; give it another one.")
            else:
                yield Found(path, relative)
        waiting.extend(reversed(deeper))


# ZIP archives: never believed in what they say of themselves, only in what comes out


def _unpack(file: BinaryIO, archive: str, into: Path, root: Path, report: Report) -> Iterator[Found | Skipped]:
    size = file.seek(0, os.SEEK_END)
    try:
        listed = _directory_bytes(file, size)
        opened = zipfile.ZipFile(file) if listed <= _MAX_DIRECTORY_BYTES else None
    except (zipfile.BadZipFile, ValueError, OverflowError, NotImplementedError, EOFError, struct.error) as error:
        yield _skipped(archive, "unreadable", f"It is not a ZIP archive, or a damaged one ({error}).")
        return
    if opened is None or len(opened.filelist) > MAX_ENTRIES:
        yield _skipped(archive, "too-large", f"The archive lists more than {MAX_ENTRIES:,} files.")
        return
    budget = _Budget(max(FREE_BYTES, MAX_RATIO * size), size)
    taken: set[str] = set()
    ours = _made_below(map(_entry_name, opened.filelist))
    with opened:
        for place, made in ours.items():
            yield _skipped(place or archive, "made-here", _MADE_WORDS.format(made))
        for done, entry in enumerate(opened.filelist):
            name = _entry_name(entry)
            report(done, len(opened.filelist), name)
            if _lies_in(name, ours):
                continue
            if (item := _entry(opened, entry, name, into, root, taken, budget)) is not None:
                yield item


def _made_below(names: Iterable[str]) -> dict[str, str]:
    """The folders of an archive in which we keep what we made, by their place ("" for all of it), and what it is."""
    inside: dict[str, set[str]] = {}
    for name in names:
        parts = name.replace("\\", "/").split("/", _DEEPEST)
        for depth in range(len(parts)):
            inside.setdefault("/".join(parts[:depth]), set()).add(parts[depth])
    made = {place: made_here(there) for place, there in inside.items()}
    ours = {place: what for place, what in made.items() if what and not (what == BAKED and not place)}
    return {place: what for place, what in ours.items() if not place or not _lies_in(place, ours)}


def _lies_in(name: str, folders: Mapping[str, str]) -> bool:
    if not folders:
        return False
    parts = name.replace("\\", "/").split("/", _DEEPEST)
    return any("/".join(parts[:depth]) in folders for depth in range(len(parts)))


@dataclass
class _Budget:
    """How many bytes may still come out of an archive, and be read of it; what is thrown away counts too."""

    left: int
    packed: int
    """No byte of an archive belongs to two entries: where more is to be read than it has, they overlap."""


def _directory_bytes(file: BinaryIO, size: int) -> int:
    """The length of the table of contents that an archive's last bytes claim: it would all be read into memory."""
    start = max(0, size - 2**16 - 22)
    file.seek(start)
    tail = file.read()
    end = tail.rfind(b"PK\5\6")
    if end < 0 or len(tail) < end + 22:
        raise zipfile.BadZipFile("its end is missing")
    claimed = [int.from_bytes(tail[end + 12 : end + 16], "little")]
    if end >= 20 and tail[end - 20 : end - 16] == b"PK\6\7":  # the 64-bit form, at its usual or its stated place
        claimed = [value for value in claimed if value != 0xFFFFFFFF]
        for offset in (start + end - 76, int.from_bytes(tail[end - 12 : end - 4], "little")):
            if 0 <= offset <= size - 56:
                file.seek(offset)
                record = file.read(56)
                if record.startswith(b"PK\6\6"):
                    claimed.append(int.from_bytes(record[40:48], "little"))
    return max(claimed, default=0)


def _entry_name(entry: zipfile.ZipInfo) -> str:
    """The name in its own script: many programs write UTF-8 without saying so, or put it into an extra field."""
    name = entry.orig_filename.rstrip("\0")
    if entry.flag_bits & 0x800:
        return name
    raw = name.encode("cp437", "replace")
    extra = entry.extra
    while len(extra) >= 4:
        kind, length = struct.unpack("<HH", extra[:4])
        field, extra = extra[4 : 4 + length], extra[4 + length :]
        if kind == 0x7075 and len(field) > 5 and int.from_bytes(field[1:5], "little") == zlib.crc32(raw):
            raw = field[5:]
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return name


def _entry(
    archive: zipfile.ZipFile,
    entry: zipfile.ZipInfo,
    name: str,
    into: Path,
    root: Path,
    taken: set[str],
    budget: _Budget,
) -> Found | Skipped | None:
    """Unpack one entry if it is a picture, None for what is passed over in silence."""
    spelled = name.replace("\\", "/")
    parts = [part for part in spelled.split("/") if part not in ("", ".")]
    if spelled.startswith("/") or re.match(r"[A-Za-z]:", spelled) or ".." in parts:
        return _skipped(name, "unsafe")
    if len(parts) > _DEEPEST:
        return _skipped(name, "unsafe", f"It lies more than {_DEEPEST} folders deep.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        return _skipped(name, "symlink")
    if not parts and not spelled.endswith("/"):
        return _skipped(name or "?", "unsafe", "It has no name.")
    if spelled.endswith("/") or is_litter(parts) or parts[-1].startswith(TEMPORARY):
        return None
    if why := picture_files.unread_words(Path(parts[-1]).suffix):
        return _skipped(name, "unread-kind", why)
    if Path(parts[-1]).suffix.lower() not in PICTURE_SUFFIXES:
        return None
    if entry.flag_bits & 1:
        return _skipped(name, "unreadable", "It is locked with a password.")
    if entry.compress_type not in _PACKINGS:
        return _skipped(name, "unreadable", "It is packed in a way that is not supported; pack it as a usual ZIP.")
    budget.packed -= entry.compress_size
    if budget.packed < 0 or entry.file_size > min(MAX_FILE_BYTES, budget.left):
        return _skipped(name, "too-large", "It unpacks to more than an archive of this size may hold.")
    folder = [_portable(part) for part in parts[:-1]]
    try:
        with disk_errors(into):
            for place in (into, into.joinpath(*folder)):
                door.make_folder(place, root=root)
        target = _free_path(place, _portable(parts[-1]), taken)
        trouble = _extract(archive, entry, target, root, budget)
    except PathError as error:  # not the disk: only this name
        return _skipped(name, "unreadable", error.what)
    except OSError as error:
        return _skipped(name, "unreadable", f"It could not be written under its name ({error.strerror}).")
    return _skipped(name, *trouble) if trouble else Found(target, "/".join(folder))


def _portable(name: str) -> str:
    """A file name that every system takes, as like the one asked for as can be."""
    name = re.sub(r'[<>:"|?*\x00-\x1f\x7f]', "_", name).rstrip(" .") or "_"
    if _RESERVED_NAMES.fullmatch(name):
        name = f"_{name}"
    stem, dot, suffix = name.rpartition(".")
    if dot and len(suffix) < 8:
        return stem.encode()[:_LONGEST_NAME].decode(errors="ignore") + dot + suffix
    return name.encode()[:_LONGEST_NAME].decode(errors="ignore")


def _free_path(folder: Path, name: str, taken: set[str]) -> Path:
    """A path in `folder` that nothing has, also where capitals do not count."""
    stem, suffix = Path(name).stem, Path(name).suffix
    for number in itertools.count(1):
        path = folder / (name if number == 1 else f"{stem} ({number}){suffix}")
        key = unicodedata.normalize("NFC", str(path)).casefold()
        if key not in taken and not os.path.lexists(path):
            taken.add(key)
            return path
    raise AssertionError  # the count has no end


def _extract(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, target: Path, root: Path, budget: _Budget
) -> tuple[str, str] | None:
    """Write one entry to `target`, or leave nothing there and give the kind and the reason."""
    limit = min(MAX_FILE_BYTES, budget.left)
    written = 0
    done = False
    try:
        with disk_errors(target), door.open_new(target, root=root) as file:
            for part in _parts(archive, entry):
                if isinstance(part, str):
                    return "unreadable", f"Its packed form is damaged ({part})."
                written += len(part)
                budget.left -= len(part)
                if written > limit:
                    return "too-large", "It unpacks to more than an archive of this size may hold."
                file.write(part)
            done = True
    finally:
        if not done:
            door.remove_file(target, root=root, missing_ok=True)
    return None


def _parts(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> Iterator[bytes | str]:
    """The unpacked bytes, piece by piece; what goes wrong comes as words, at the end."""
    try:
        with archive.open(entry) as source:
            while part := source.read(_PART):
                yield part
    except Exception as error:  # hostile bytes make the readers raise nearly every exception there is
        yield str(error) or type(error).__name__
