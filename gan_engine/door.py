"""Writing, renaming, deleting files below a given folder: the one door through which files are changed.

Folders come from strangers. A link among the files of a project or run would lead a delete or a write to anything
that the person owns. So whoever changes a file names the folder that it belongs to (`root`), and nothing is done
unless the file lies in it with no link on the way. `root` itself is the person's choice and may be reached through
links. Where the system can (POSIX), the way is walked again folder by folder, without following links, and the work
is done in the last of them, so that a link put there meanwhile is not followed either.
"""

from __future__ import annotations

import contextlib
import errno
import logging
import os
import shutil
import stat
import sys
from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO

from filelock import FileLock

from gan_engine.errors import OutsideError

log = logging.getLogger(__name__)

_MOUNT_POINT = 0xA0000003  # how Windows marks a junction, its other kind of link
_SYMLINK = 0xA000000C
_HANDLES = {os.open, os.mkdir, os.unlink, os.rmdir, os.rename} <= os.supports_dir_fd and hasattr(os, "O_NOFOLLOW")
_NO_LINK = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_FOLDER = os.O_RDONLY | getattr(os, "O_DIRECTORY", 0) | getattr(os, "O_CLOEXEC", 0)
_NO_WAIT = getattr(os, "O_NONBLOCK", 0)  # a pipe in place of a file would be waited for without end


def is_link(path: Path) -> bool:
    """A symbolic link, or a Windows junction. Nothing that is not there is one."""
    try:
        status = os.lstat(path)
    except (OSError, ValueError):
        return False
    return stat.S_ISLNK(status.st_mode) or getattr(status, "st_reparse_tag", 0) in (_MOUNT_POINT, _SYMLINK)


def check(path: Path, *, root: Path) -> Path:
    """`path`, if it is `root` or lies in it without a link on the way, itself included. Raises `OutsideError`."""
    here = root
    for part in _parts(path, root):
        here = here / part
        if is_link(here):
            raise OutsideError(
                f"“{here.relative_to(root).as_posix()}” in {root} is a link: it leads elsewhere.",
                kept="What lies there was not touched.",
                do="If you moved it there on purpose, move it back, or move the whole folder there.",
            )
    return path


def make_folder(path: Path, *, root: Path) -> Path:
    """`path` as a folder, with those that lead to it from `root`. Raises `OutsideError`, OSError.

    The root itself is made only where it is what is asked for, by whoever begins it: what was moved meanwhile does not
    come back as an empty shell.
    """
    parts = _parts(path, root)
    check(path, root=root)
    if not parts:
        root.mkdir(parents=True, exist_ok=True)
    here = root
    for part in parts:
        here = here / part
        with _at(here, root) as (name, folder):
            try:
                os.mkdir(name, dir_fd=folder)
            except OSError:  # there already, or nothing can be made where it would be
                if not here.is_dir():
                    raise
    return path


def open_new(path: Path, *, root: Path) -> BinaryIO:
    """A new file, open for writing and reading. Raises `OutsideError`, FileExistsError, OSError."""
    handle = _open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, root)
    return open(path, "w+b", opener=lambda *_: handle)  # with its name, which PyAV asks for


def open_read(path: Path) -> BufferedReader:
    """A file, open for reading. Raises `OSError`, for a pipe or device too: those would be waited for without end."""
    file = open(path, "rb", opener=lambda name, flags: os.open(name, flags | _NO_WAIT))  # noqa: SIM115
    if not stat.S_ISREG(os.fstat(file.fileno()).st_mode):
        file.close()
        raise OSError(errno.EINVAL, "it is not a file", str(path))
    return file


def open_append(path: Path, *, root: Path) -> int:
    """A handle to read `path` and to write at its end; made if missing. Raises `OutsideError`, OSError."""
    detach(path, root=root)
    return _open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, root)


def detach(path: Path, *, root: Path) -> None:
    """Let a file that is to be written into have no other names (hard links): else a copy of it takes its place.

    So what is written stays where it belongs. Raises `OutsideError`, OSError.
    """
    check(path, root=root)
    with contextlib.suppress(FileNotFoundError):
        status = os.lstat(path)
        if status.st_nlink < 2 or not stat.S_ISREG(status.st_mode):
            return
        copy = path.with_name(f".writing-{path.name}")  # if cut off here, the next sweep takes it
        remove_file(copy, root=root, missing_ok=True)
        with open_read(path) as old, open_new(copy, root=root) as new:
            shutil.copyfileobj(old, new, 2**20)
        rename(copy, path, root=root)


def remove_file(path: Path, *, root: Path, missing_ok: bool = False) -> None:
    """Delete a file for good. Raises `OutsideError`, OSError."""
    check(path, root=root)
    with contextlib.suppress(*([FileNotFoundError] if missing_ok else [])), _at(path, root) as (name, folder):
        os.unlink(name, dir_fd=folder)


def remove_empty(path: Path, *, root: Path) -> None:
    """Delete an empty folder. Raises `OutsideError`, OSError."""
    check(path, root=root)
    with _at(path, root) as (name, folder):
        os.rmdir(name, dir_fd=folder)


def remove_tree(path: Path, *, root: Path) -> None:
    """Delete a folder and all in it for good, as far as it goes. Links in it go, never what they lead to.

    Raises `OutsideError`.
    """
    check(path, root=root)
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), _at(path, root) as (name, folder):
        if folder is None:
            shutil.rmtree(name, ignore_errors=True)
        else:
            shutil.rmtree(name, ignore_errors=True, dir_fd=folder)


def rename(source: Path, target: Path, *, root: Path) -> None:
    """Rename `source`, in the same folder, over `target`. A link is renamed as such. Raises `OutsideError`, OSError."""
    check(source.parent, root=root)
    check(target, root=root)
    with _at(source, root) as (old, old_folder), _at(target, root) as (new, new_folder):
        os.replace(old, new, src_dir_fd=old_folder, dst_dir_fd=new_folder)


def to_bin(path: Path, *, root: Path) -> None:
    """Put a file or folder into the system's bin. Raises `OutsideError`, and OSError where there is no bin."""
    from send2trash import send2trash

    check(path, root=root)
    send2trash(path)


def lock(path: Path, *, root: Path, timeout: float) -> FileLock:
    """A lock, not yet acquired, that the operating system frees when its holder dies. Raises `OutsideError`."""
    return FileLock(check(path, root=root), timeout=timeout, thread_local=False)


def database(path: Path, *, root: Path) -> Path:
    """`path`, if neither it nor what SQLite writes beside it is a link. Raises `OutsideError`."""
    for ending in ("-wal", "-shm", "-journal"):
        check(path.with_name(path.name + ending), root=root)
    return check(path, root=root)


def _parts(path: Path, root: Path) -> tuple[str, ...]:
    """The way from `root` to `path`."""
    try:
        parts = path.relative_to(root).parts
    except ValueError:
        parts = ("..",)
    if ".." in parts or (sys.platform == "win32" and any(":" in part for part in parts)):
        raise OutsideError(
            f"“{path}” does not lie in {root}.",
            kept="It was not touched.",
            do="Whoever made this folder named a file that is not part of it: be careful with what came with it.",
        )
    return parts


@contextlib.contextmanager
def _at(path: Path, root: Path) -> Iterator[tuple[str, int | None]]:
    """The name and the open folder to work on `path` in; on Windows, and for `root`, the whole path and None.

    What the system says names the whole path all the same.
    """
    parts = _parts(path, root)
    *way, name = parts or (str(path),)
    folder: int | None = None
    try:
        if _HANDLES and parts:
            folder = os.open(root, _FOLDER)
            for part in way:
                inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=folder)
                os.close(folder)
                folder = inner
        yield (str(path) if folder is None else name), folder
    except OSError as error:
        if isinstance(error.filename, str) and not Path(error.filename).is_absolute():
            error.filename = str(path)
        raise
    finally:
        if folder is not None:
            os.close(folder)


def _open(path: Path, flags: int, root: Path) -> int:
    check(path, root=root)
    with _at(path, root) as (name, folder):
        handle = os.open(name, flags | _NO_LINK | _NO_WAIT, 0o666, dir_fd=folder)
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise FileExistsError(f"“{path.name}” is no file")
    return handle
