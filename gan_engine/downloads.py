"""Fetching helper models: once, checked to the byte, offline from then on.

A file is written beside its place under another name, and takes its place only when its size and checksum are those
that are written in the program. What came before a cut connection is kept, under that other name, and continued the
next time. Nothing is fetched unless somebody asks for it by name.
"""

from __future__ import annotations

import contextlib
import hashlib
import http.client
import os
import shutil
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

import filelock

from gan_engine import atomic, door
from gan_engine.errors import DiskError, DownloadError
from gan_engine.reporting import Report, silent, size_words
from gan_engine.user_folders import data_folder

SECONDS_SILENT = 20.0
"""A server that says nothing for so long is gone."""
MOST_BYTES = 4 * 2**30
"""Where a size is not known, no more than this is taken."""

_TRIES = 3  # in a row, without a byte more
_PAUSE = 0.3  # seconds before the second try, twice that before the third
_PIECE = 2**18
_SPARE = 16 * 2**20  # bytes of the disk that are left alone
_PARTIAL = ".partial-"
_LEADS_AWAY = "its address leads to another kind of address"


@dataclass(frozen=True)
class Download:
    """A file somewhere that is known beforehand to the byte."""

    name: str
    """As it is called in commands and on screen."""
    url: str
    bytes: int | None
    """None where its publisher tells no size."""
    sha256: str
    """Hexadecimal; "" where its publisher gives only an MD5 sum."""
    licence: str
    sentence: str
    """What it is for."""
    md5: str = ""
    without: str = ""
    """What works without it, as one sentence."""

    @property
    def file_name(self) -> str:
        """What it is called on the disk."""
        return urllib.parse.unquote(urllib.parse.urlsplit(self.url).path.rsplit("/", 1)[-1])

    @property
    def checksum(self) -> str:
        """The strongest that is known, with its kind before it."""
        return f"sha256:{self.sha256}" if self.sha256 else f"md5:{self.md5}"


def path_of(download: Download) -> Path:
    """Where the whole file lies, or would lie."""
    return data_folder() / "models" / download.file_name


def installed(download: Download) -> Path | None:
    """The file if it is there whole (its size is looked at; `check` looks at every byte)."""
    path = path_of(download)
    try:
        size = path.stat().st_size
    except OSError:
        return None
    return path if size and download.bytes in (None, size) else None


def check(download: Download) -> Path:
    """The file, after every byte was looked at. Raises DownloadError where it is missing or not the right one."""
    path = installed(download)
    if path is None:
        raise DownloadError(
            f"{download.name} is not installed.",
            kept=download.without,
            do=f"Fetch it, or give its file: {download.url}",
        )
    check_file(download, path)
    return path


def check_file(download: Download, path: Path) -> None:
    """Look at every byte of `path`. Raises DownloadError where it is not that file, OSError where it cannot be read."""
    total = _Sum(download)
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            total.add(piece)
    if not total.is_right():
        raise _not_the_one(download, str(path), "Remove it and fetch it again.")


def fetch(download: Download, report: Report = silent) -> Path:
    """The file, fetched if it is not there. Progress in bytes; `report` may raise Cancelled.

    Raises DownloadError (no connection, the wrong file, not there any more) or DiskError, each in plain words. What
    had come when a connection was cut is continued the next time; what proves wrong is thrown away.
    """
    if (there := installed(download)) is not None:
        return there
    path = path_of(download)
    _make_place(path)
    with _alone(download, path):
        if (there := installed(download)) is not None:  # somebody else was faster
            return there
        partial = _partial(download)
        _check_room(download, path, partial)
        try:
            with atomic.disk_errors(path):
                _fill(download, partial, report)
                atomic.replace(partial, path, root=data_folder())
        except DiskError:
            door.remove_file(partial, root=data_folder(), missing_ok=True)
            raise
    return path


def adopt(download: Download, file: Path, report: Report = silent) -> Path:
    """Take a file that somebody fetched by other means; the given file is only read. Raises as `fetch` does."""
    path = path_of(download)
    try:
        length = file.stat().st_size
        if download.bytes not in (None, length):
            raise _not_the_one(download, f"“{file}”", f"Get it from {download.url}")
        total = _Sum(download)
        with file.open("rb") as source:
            _make_place(path)
            with atomic.writing(path, root=data_folder()) as target:
                while piece := source.read(_PIECE):
                    report(total.count, length, download.name)
                    total.add(piece)
                    target.write(piece)
                if not total.is_right():
                    raise _not_the_one(download, f"“{file}”", f"Get it from {download.url}")
    except OSError as error:
        raise DownloadError(f"“{file}” cannot be read.", kept=download.without, do="Choose another file.") from error
    return path


def remove(download: Download) -> bool:
    """Take the file off the disk, with whatever came of it so far. Whether there was one."""
    there = False
    for path in (path_of(download), _partial(download)):
        with atomic.disk_errors(path), contextlib.suppress(FileNotFoundError):
            door.remove_file(path, root=data_folder())
            there = True
    return there


# ---- one file at a time ---------------------------------------------------------------------------------------------


def _partial(download: Download) -> Path:
    """Where what has come so far is kept: another checksum is another file."""
    mark = hashlib.sha256(f"{download.url} {download.checksum}".encode()).hexdigest()[:8]
    return path_of(download).with_name(f"{_PARTIAL}{mark}-{download.file_name}")


def _make_place(path: Path) -> None:
    for folder in (data_folder(), path.parent):
        atomic.make_folder(folder, root=data_folder())


@contextlib.contextmanager
def _alone(download: Download, path: Path) -> Iterator[None]:
    lock = door.lock(path.with_name(f".lock-{path.name}"), root=data_folder(), timeout=0)
    try:
        lock.acquire()
    except filelock.Timeout:
        raise DownloadError(
            f"{download.name} is being fetched already.", do="Wait until that has ended, then try again."
        ) from None
    try:
        yield
    finally:
        lock.release()


def _check_room(download: Download, path: Path, partial: Path) -> None:
    had = partial.stat().st_size if partial.exists() else 0
    wanted = (download.bytes or 0) - had
    if shutil.disk_usage(path.parent).free < wanted + _SPARE:
        raise DiskError(
            f"The disk is too full: {download.name} needs {size_words(wanted)} in {path.parent}.",
            kept="Nothing was fetched.",
            do="Free some space, then do it again.",
        )


class _Sum:
    """How many bytes came, and whether they are the right ones."""

    def __init__(self, download: Download) -> None:
        self._download = download
        self._hash = hashlib.sha256() if download.sha256 else hashlib.md5(usedforsecurity=False)
        self.count = 0

    def add(self, piece: bytes) -> None:
        self._hash.update(piece)
        self.count += len(piece)

    def is_right(self) -> bool:
        wanted = self._download.sha256 or self._download.md5
        return self._download.bytes in (None, self.count) and self._hash.hexdigest() == wanted.lower()


class _Cut(Exception):  # noqa: N818 - not an error yet: it is tried again
    """The connection ended before the file did."""


def _fill(download: Download, partial: Path, report: Report) -> None:
    """Make `partial` whole and right, from wherever it stands."""
    tries = 0
    clean = not partial.exists()  # nothing of an earlier time is in it
    while True:
        before = partial.stat().st_size if partial.exists() else 0
        clean = clean or before == 0
        try:
            right = _go_on(download, partial, report)
        except _Cut as error:
            after = partial.stat().st_size if partial.exists() else 0
            tries = 0 if after > before else tries + 1
            if tries >= _TRIES:
                raise _cut_error(download, after) from error
            _wait(_PAUSE * 2**tries, after, download, report)
            continue
        if right:
            return
        door.remove_file(partial, root=data_folder(), missing_ok=True)
        if clean:
            raise _not_the_one(download, f"What {_host(download)} sent", "Try again later, or give its file by hand.")
        clean = True  # what was kept from before was of another file: once more from the start


def _wait(seconds: float, done: int, download: Download, report: Report) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        report(done, download.bytes, download.name)
        time.sleep(min(left, 0.1))


def _go_on(download: Download, partial: Path, report: Report) -> bool:
    """Add to `partial` what is missing. Whether it is right then; raises _Cut where more is missing still."""
    most = download.bytes if download.bytes is not None else MOST_BYTES
    total = _Sum(download)
    with os.fdopen(door.open_append(partial, root=data_folder()), "a+b") as file:
        file.seek(0)
        while piece := file.read(_PIECE):
            total.add(piece)
        if download.bytes is not None and total.count >= download.bytes:
            return total.is_right()
        with _opened(download, total.count) as answer:
            if total.count and answer.status != 206:  # it starts from the beginning
                file.truncate(0)
                total = _Sum(download)
            length = _length(answer)
            end = None if length is None else total.count + length
            if end is not None and (end > most or (download.bytes is not None and end != download.bytes)):
                return False
            while True:
                report(total.count, download.bytes or end, download.name)
                piece = _read(answer)
                if not piece:
                    break
                total.add(piece)
                if total.count > most:
                    return False
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
            wanted = download.bytes if download.bytes is not None else end
            if wanted is not None and total.count < wanted and (end is None or total.count < end):
                raise _Cut
            return total.is_right()


def _read(answer: Any) -> bytes:
    try:
        piece: bytes = answer.read1(_PIECE)
    except (OSError, http.client.HTTPException) as error:
        raise _Cut from error
    return piece


def _length(answer: Any) -> int | None:
    text = answer.headers.get("Content-Length", "")
    return int(text) if text.isdecimal() and len(text) < 16 else None


# ---- the network ----------------------------------------------------------------------------------------------------


class _SameScheme(urllib.request.HTTPRedirectHandler):
    """Redirects are followed where they stay as safe as they were: never from https to http, never to a file."""

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Any, newurl: str
    ) -> urllib.request.Request | None:
        scheme = urllib.parse.urlsplit(newurl).scheme.lower()
        if scheme not in (urllib.parse.urlsplit(req.full_url).scheme.lower(), "https"):
            raise _RedirectedError(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class _RedirectedError(Exception):
    """To where we do not go."""


@contextlib.contextmanager
def _opened(download: Download, start: int) -> Iterator[Any]:
    request = urllib.request.Request(download.url, headers={"User-Agent": "Maquette", "Accept-Encoding": "identity"})
    if request.type not in ("http", "https"):
        raise _refused(download, "its address is not one of the web")
    if start:
        request.add_header("Range", f"bytes={start}-")
    opener = urllib.request.build_opener(_SameScheme)
    try:
        answer = opener.open(request, timeout=SECONDS_SILENT)
    except _RedirectedError:
        raise _refused(download, _LEADS_AWAY) from None
    except urllib.error.HTTPError as error:
        error.close()
        if 300 <= error.code < 400:  # one that urllib itself does not follow
            raise _refused(download, _LEADS_AWAY) from None
        if error.code == 416 and start:  # no more than we have: the sums decide
            raise _refused(download, "there is less of it than was fetched before") from None
        gone = {404: "it is no longer there", 410: "it is no longer there", 403: "the server does not give it"}
        raise _refused(download, gone.get(error.code, f"the server answers {error.code}")) from None
    except (urllib.error.URLError, OSError, http.client.HTTPException) as error:
        if start:
            raise _Cut from error
        raise DownloadError(
            f"{download.name} could not be fetched: {_host(download)} cannot be reached.",
            kept=download.without,
            do=f"Connect to the internet and try again, or give its file by hand: {download.url}",
        ) from error
    with contextlib.closing(answer):
        yield answer


def _host(download: Download) -> str:
    return urllib.parse.urlsplit(download.url).hostname or download.url


def _refused(download: Download, why: str) -> DownloadError:
    return DownloadError(
        f"{download.name} could not be fetched: {why}.",
        kept=download.without,
        do=f"Try again later, or give its file by hand: {download.url}",
    )


def _cut_error(download: Download, came: int) -> DownloadError:
    return DownloadError(
        f"{download.name} could not be fetched to its end: the connection to {_host(download)} was cut.",
        kept=f"The first {size_words(came)} are kept. {download.without}".strip(),
        do="Try again: it goes on from there.",
    )


def _not_the_one(download: Download, what: str, do: str) -> DownloadError:
    return DownloadError(
        f"{what} is not {download.name}: its size or checksum is not the right one ({download.checksum[:19]}…).",
        kept=f"It is not used. {download.without}".strip(),
        do=do,
    )
