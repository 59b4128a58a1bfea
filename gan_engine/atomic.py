"""Writing files and folders so that they are whole or not there.

Everything is written to a temporary name beside its place, synced to the disk, then renamed. A reader
therefore never meets a half-written file, whenever the machine stops. Temporary names start with
`TEMPORARY` so that a later start can sweep them away.

All of it goes through `gan_engine.door`: `root` is the folder that the file belongs to. Left out it is the folder
that the file is to lie in, which is right only where a person named the file.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO

from gan_engine import documents, door
from gan_engine.errors import DiskError, PathError

TEMPORARY = ".writing-"
REPLACED = ".replaced-"
"""A folder on its way out while another takes its place; put back by `sweep` if that never came."""

_RENAME_TRIES = 20  # Windows refuses a rename while a scanner or reader holds the file: it passes in a moment
_RENAME_PAUSE = 0.05  # seconds


def temporary_beside(path: Path) -> Path:
    """A fresh name in the same folder (same file system, so that the rename is atomic)."""
    return path.with_name(f"{TEMPORARY}{uuid.uuid4().hex[:12]}-{path.name}"[:200])


def sync_folder(folder: Path) -> None:
    """Make a rename in `folder` last through a power cut (POSIX only; NTFS journals it itself)."""
    if sys.platform == "win32":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace(temporary: Path, path: Path, *, root: Path | None = None) -> None:
    """Rename `temporary` to `path`, over what is there, patiently where Windows is busy with it."""
    for attempt in range(_RENAME_TRIES):
        try:
            door.rename(temporary, path, root=root or path.parent)
            break
        except PermissionError:
            if sys.platform != "win32" or attempt == _RENAME_TRIES - 1:
                raise
            time.sleep(_RENAME_PAUSE)
    sync_folder(path.parent)


@contextlib.contextmanager
def disk_errors(path: Path) -> Iterator[None]:
    """Turn "no space" and "not allowed" on the way to `path` into a `DiskError` in plain words."""
    try:
        yield
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise DiskError(
                f"The disk is full: “{path.name}” could not be written to {path.parent}.",
                kept="What was there before is untouched.",
                do="Free some space, then do it again.",
            ) from error
        if error.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise DiskError(
                f"“{path.name}” could not be written: {path.parent} may not be written to.",
                kept="What was there before is untouched.",
                do="Choose another place or change its permissions.",
            ) from error
        if (why := impossible(error, path)) and _concerns(error, path):
            raise PathError(
                f"“{shortened(path.name)}” cannot be written: {why}.",
                kept="Nothing was changed.",
                do="Choose another place or name.",
            ) from error
        raise


def impossible(error: OSError | ValueError, path: Path) -> str:
    """Why no file or folder can be at `path`, out of what the system said of it; "" if that was something else."""
    code = getattr(error, "errno", None)
    if isinstance(error, FileExistsError | NotADirectoryError):
        file = next((one for one in path.parents if _is_no_folder(one)), path)
        return f"“{shortened(file.name)}” is a file, not a folder" if _is_no_folder(file) else ""
    if isinstance(error, IsADirectoryError):
        return "there is a folder of this name"
    if code == errno.ENAMETOOLONG:
        return "the name is too long"
    if isinstance(error, ValueError) or code in (errno.EINVAL, errno.EILSEQ):
        return "the name has signs in it that file names cannot have"
    return "no folder can be made there" if code == errno.ENOENT else ""


def _is_no_folder(path: Path) -> bool:
    return path.exists() and not path.is_dir()


def shortened(name: str) -> str:
    """A name that fits into a sentence."""
    return name if len(name) <= 60 else f"{name[:57]}…"


def _concerns(error: OSError, path: Path) -> bool:
    """Is it about `path`, its temporary twin or what leads there (not a file that somebody else reads meanwhile)?"""
    named = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else path
    return named == path or named in path.parents or named.parent == path.parent


def make_folder(path: Path, *, root: Path) -> Path:
    """As `door.make_folder`, with what the disk says in plain words. Raises `DiskError`, `OutsideError`."""
    with disk_errors(path):
        return door.make_folder(path, root=root)


@contextlib.contextmanager
def writing(path: Path, *, root: Path | None = None) -> Iterator[BinaryIO]:
    """Open a new file that takes the place of `path` when the block ends, and not at all if it raises.

    Raises `DiskError`; `OutsideError` where `path` does not lie in `root` or a link is on the way.
    """
    root = root or path.parent
    temporary = temporary_beside(door.check(path, root=root))
    with disk_errors(path):
        try:
            with door.open_new(temporary, root=root) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            replace(temporary, path, root=root)
        finally:
            with contextlib.suppress(OSError, DiskError):
                door.remove_file(temporary, root=root)


def check_place(path: Path, *, root: Path | None = None) -> None:
    """See whether a file can be written at `path`, before work is done that comes to nothing if it cannot.

    Its folder is made if it is missing; an empty file is written beside it and taken away. Raises `DiskError`.
    """
    make_folder(path.parent, root=root or path.parent)
    temporary = temporary_beside(path)
    with disk_errors(path):
        with contextlib.suppress(FileNotFoundError):
            path.lstat()  # a name that is too long for the disk would be found out at the end
        door.open_new(temporary, root=root or path.parent).close()
        door.remove_file(temporary, root=root or path.parent)


def write_bytes(path: Path, data: bytes, *, root: Path | None = None) -> None:
    """Write `data` to `path` whole or not at all."""
    with writing(path, root=root) as file:
        file.write(data)


def write_json(path: Path, value: Any, *, indent: int | None = 1, root: Path | None = None) -> None:
    """Write `value` as JSON (UTF-8, strict: no NaN) to `path` whole or not at all."""
    write_bytes(path, documents.to_json(value, indent=indent) + b"\n", root=root)


@contextlib.contextmanager
def writing_folder(path: Path, *, root: Path | None = None) -> Iterator[Path]:
    """Fill a new folder that appears as `path` when the block ends; one that is there already is replaced.

    Files inside must be written by the block with their own sync (use `write_bytes`, or `sync_tree` first).
    Raises `DiskError`; `OutsideError` where `path` does not lie in `root` or a link is on the way.
    """
    root = root or path.parent
    temporary = temporary_beside(door.check(path, root=root))
    with disk_errors(path):
        for folder in (path.parent, temporary):
            door.make_folder(folder, root=root)
        try:
            yield temporary
            sync_tree(temporary)
            if path.exists():
                old = path.with_name(REPLACED + path.name)
                door.remove_tree(old, root=root)
                replace(path, old, root=root)
                replace(temporary, path, root=root)
                door.remove_tree(old, root=root)
            else:
                replace(temporary, path, root=root)
        finally:
            if temporary.exists():
                door.remove_tree(temporary, root=root)


def sync_tree(folder: Path) -> None:
    """Sync every file below `folder`, then the folders."""
    for parent, _, names in os.walk(folder):
        for name in names:
            with open(Path(parent, name), "rb+") as file:
                os.fsync(file.fileno())
        sync_folder(Path(parent))


def sweep(folder: Path, *, root: Path | None = None) -> None:
    """Remove what an interrupted writer left directly inside `folder`, and put back what it had not yet replaced.

    A link is nothing that a writer of ours leaves: it stays. Raises `OutsideError` where `folder` itself lies
    elsewhere.
    """
    root = root or folder
    door.check(folder, root=root)
    for old in folder.glob(f"{REPLACED}*"):
        path = old.with_name(old.name.removeprefix(REPLACED))
        if door.is_link(old) or door.is_link(path):
            continue
        if path.exists():
            door.remove_tree(old, root=root)
        else:
            replace(old, path, root=root)
    for leftover in folder.glob(f"{TEMPORARY}*"):
        if door.is_link(leftover):
            continue
        if leftover.is_dir():
            door.remove_tree(leftover, root=root)
        else:
            door.remove_file(leftover, root=root, missing_ok=True)
