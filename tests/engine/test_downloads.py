"""Helper models come whole and right, or not at all; what goes wrong is said in words an artist can act on."""

from __future__ import annotations

import hashlib
import http.server
import os
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import filelock
import pytest

from gan_engine import downloads
from gan_engine.downloads import Download, adopt, check, fetch, installed, remove
from gan_engine.errors import DiskError, DownloadError, ModelError
from gan_engine.reporting import Cancelled

CONTENT = bytes(range(256)) * 4096  # 1 MiB
Handle = Callable[[http.server.BaseHTTPRequestHandler], None]


class Server:
    """On this machine; `behave` is what it does to the next requests."""

    def __init__(self) -> None:
        self.behave: Handle = whole
        self.ranges: list[str | None] = []
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.ranges.append(self.headers.get("Range"))
                outer.behave(self)

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name it overrides
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02})
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}/release/helper.onnx"

    def close(self) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


def send(to: http.server.BaseHTTPRequestHandler, data: bytes, *, said: int | None = None, start: int = 0) -> None:
    to.send_response(206 if start else 200)
    if said != -1:
        to.send_header("Content-Length", str(len(data) if said is None else said))
    to.end_headers()
    to.wfile.write(data)


def start_of(to: http.server.BaseHTTPRequestHandler) -> int:
    asked = to.headers.get("Range", "bytes=0-")
    return int(asked.removeprefix("bytes=").split("-")[0])


def whole(to: http.server.BaseHTTPRequestHandler) -> None:
    start = start_of(to)
    send(to, CONTENT[start:], start=start)


def cut_after(count: int) -> Handle:
    def handle(to: http.server.BaseHTTPRequestHandler) -> None:
        start = start_of(to)
        send(to, CONTENT[start : start + count], said=len(CONTENT) - start, start=start)

    return handle


def says(status: int, **headers: str) -> Handle:
    def handle(to: http.server.BaseHTTPRequestHandler) -> None:
        to.send_response(status)
        for name, value in headers.items():
            to.send_header(name, value)
        to.send_header("Content-Length", "0")
        to.end_headers()

    return handle


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Instead of the usual guard: this machine may be reached, no other."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if isinstance(address, tuple) and address[0] != "127.0.0.1":
            raise AssertionError(f"this test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(downloads, "_PAUSE", 0.01)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MAQUETTE_DATA", str(tmp_path / "data"))
    return tmp_path / "data" / "models"


@pytest.fixture
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture
def helper(server: Server) -> Download:
    return Download(
        name="helper",
        url=server.url,
        bytes=len(CONTENT),
        sha256=hashlib.sha256(CONTENT).hexdigest(),
        licence="Apache-2.0",
        sentence="Helps.",
        without="Flood works without it.",
    )


def left_in(folder: Path) -> list[str]:
    """What lies there, but for locks (which mean nothing when nobody holds them)."""
    return sorted(path.name for path in folder.iterdir() if not path.name.startswith(".lock-"))


def test_a_file_is_fetched_once_and_then_offline(helper: Download, server: Server, folder: Path) -> None:
    assert installed(helper) is None
    told: list[tuple[int, int | None]] = []
    path = fetch(helper, lambda done, total, what="": told.append((done, total)))
    assert path.read_bytes() == CONTENT
    assert path == folder / "helper.onnx" == installed(helper) == check(helper)
    assert told[0] == (0, len(CONTENT))
    assert told[-1] == (len(CONTENT), len(CONTENT))
    server.behave = says(500)
    assert fetch(helper) == path
    assert len(server.ranges) == 1
    assert left_in(folder) == ["helper.onnx"]


def test_an_md5_sum_alone_serves_too(helper: Download, folder: Path) -> None:
    loose = replace(helper, sha256="", md5=hashlib.md5(CONTENT).hexdigest(), bytes=None)
    assert fetch(loose).read_bytes() == CONTENT
    remove(loose)
    with pytest.raises(DownloadError, match="md5:0"):
        fetch(replace(loose, md5="0" * 32))
    assert left_in(folder) == []


def test_a_wrong_checksum_is_refused_and_named(helper: Download, folder: Path) -> None:
    with pytest.raises(DownloadError) as caught:
        fetch(replace(helper, sha256="0" * 64))
    assert "helper" in caught.value.what
    assert "checksum" in caught.value.what
    assert caught.value.kept == "It is not used. Flood works without it."
    assert caught.value.do
    assert isinstance(caught.value, ModelError)
    assert left_in(folder) == []


@pytest.mark.parametrize("told", ["told", "untold"])
@pytest.mark.parametrize("sent", [CONTENT[:-1], CONTENT + b"x"], ids=["too short", "too long"])
def test_a_file_of_another_length_is_refused(
    helper: Download, server: Server, folder: Path, sent: bytes, told: str
) -> None:
    server.behave = lambda to: send(to, sent[start_of(to) :], said=None if told == "told" else -1, start=start_of(to))
    with pytest.raises(DownloadError):
        fetch(helper)
    assert installed(helper) is None
    assert "helper.onnx" not in left_in(folder)


def test_a_cut_connection_is_continued_at_once(helper: Download, server: Server) -> None:
    cuts = iter([cut_after(300_000), cut_after(400_000), whole])
    server.behave = lambda to: next(cuts)(to)
    assert fetch(helper).read_bytes() == CONTENT
    assert server.ranges == [None, "bytes=300000-", "bytes=700000-"]


def test_what_came_before_is_kept_for_the_next_time(helper: Download, server: Server, folder: Path) -> None:
    turns = iter([cut_after(500_000)])
    server.behave = lambda to: next(turns, cut_after(0))(to)
    with pytest.raises(DownloadError) as caught:
        fetch(helper)
    assert "was cut" in caught.value.what
    assert "500 KB are kept" in caught.value.kept
    assert installed(helper) is None
    server.behave = whole
    assert fetch(helper).read_bytes() == CONTENT
    assert server.ranges[-1] == "bytes=500000-"
    assert left_in(folder) == ["helper.onnx"]


def test_a_server_that_cannot_continue_starts_again(helper: Download, server: Server) -> None:
    turns = iter([cut_after(500_000)])
    server.behave = lambda to: next(turns, lambda to: send(to, CONTENT))(to)
    assert fetch(helper).read_bytes() == CONTENT


def test_a_kept_beginning_of_another_file_does_not_spoil_it(helper: Download, folder: Path) -> None:
    folder.mkdir(parents=True)
    downloads._partial(helper).write_bytes(b"something else" * 1000)
    assert fetch(helper).read_bytes() == CONTENT


def test_cancelling_leaves_nothing_that_is_taken_for_whole(helper: Download, server: Server, folder: Path) -> None:
    def enough(done: int, total: int | None, what: str = "") -> None:
        if done >= 500_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        fetch(helper, enough)
    assert installed(helper) is None
    assert "helper.onnx" not in left_in(folder)
    assert fetch(helper).read_bytes() == CONTENT
    assert server.ranges[-1] is not None, "it went on from where it was stopped"


@pytest.mark.parametrize("target", ["file:///etc/hostname", "ftp://127.0.0.1/helper.onnx", "gopher://127.0.0.1/x"])
def test_a_redirect_to_another_kind_of_address_is_refused(helper: Download, server: Server, target: str) -> None:
    server.behave = says(302, Location=target)
    with pytest.raises(DownloadError, match="another kind of address"):
        fetch(helper)


def test_a_redirect_within_the_web_is_followed(helper: Download, server: Server) -> None:
    moved = iter([says(302, Location=server.url.replace("/release", "/elsewhere"))])
    server.behave = lambda to: next(moved, whole)(to)
    assert fetch(helper).read_bytes() == CONTENT


def test_only_addresses_of_the_web_are_asked(helper: Download) -> None:
    with pytest.raises(DownloadError, match="not one of the web"):
        fetch(replace(helper, url="file:///etc/hostname"))


@pytest.mark.parametrize(("status", "words"), [(404, "no longer there"), (503, "answers 503")])
def test_what_the_server_says_is_told(helper: Download, server: Server, status: int, words: str) -> None:
    server.behave = says(status)
    with pytest.raises(DownloadError, match=words):
        fetch(helper)


def test_without_a_network_it_says_what_works(helper: Download) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = replace(helper, url=f"http://127.0.0.1:{free.getsockname()[1]}/helper.onnx")
    with pytest.raises(DownloadError) as caught:
        fetch(nobody)
    assert "cannot be reached" in caught.value.what
    assert caught.value.kept == "Flood works without it."
    assert nobody.url in caught.value.do


def test_a_disk_without_room_is_said_before_anything_is_fetched(helper: Download, server: Server) -> None:
    with pytest.raises(DiskError, match="too full"):
        fetch(replace(helper, bytes=2**60))
    assert server.ranges == []


@pytest.mark.skipif(sys.platform == "win32", reason="limits the size of files, which Windows does not do")
def test_a_disk_that_fills_up_leaves_nothing(helper: Download, folder: Path) -> None:
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (600_000, hard))
    try:
        with pytest.raises(DiskError) as caught:
            fetch(helper)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert "full" in caught.value.what
    assert left_in(folder) == []


@pytest.mark.skipif(sys.platform == "win32" or not os.geteuid(), reason="needs permissions that can be taken away")
def test_a_folder_that_may_not_be_written_to_is_said(helper: Download, tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data").chmod(0o500)
    with pytest.raises(DiskError, match="may not be written"):
        fetch(helper)


def test_a_file_given_by_hand_is_taken_when_it_is_the_right_one(helper: Download, tmp_path: Path) -> None:
    given = tmp_path / "from a stick.bin"
    given.write_bytes(CONTENT)
    assert adopt(helper, given).read_bytes() == CONTENT
    assert installed(helper)
    assert given.exists()


@pytest.mark.parametrize("content", [CONTENT[:-1], CONTENT[:-1] + b"x", b""], ids=["short", "changed", "empty"])
def test_a_wrong_file_given_by_hand_is_refused(helper: Download, tmp_path: Path, folder: Path, content: bytes) -> None:
    given = tmp_path / "other.bin"
    given.write_bytes(content)
    with pytest.raises(DownloadError, match=r"other\.bin.* is not helper"):
        adopt(helper, given)
    assert installed(helper) is None
    assert not folder.exists() or left_in(folder) == []
    with pytest.raises(DownloadError, match="cannot be read"):
        adopt(helper, tmp_path / "nowhere.bin")


def test_a_file_that_changed_on_the_disk_is_found_out(helper: Download) -> None:
    path = fetch(helper)
    path.write_bytes(CONTENT[:-1] + b"x")
    with pytest.raises(DownloadError) as caught:
        check(helper)
    assert str(path) in caught.value.what
    path.write_bytes(CONTENT[:9])
    assert installed(helper) is None


def test_removing_takes_what_came_so_far_too(helper: Download, server: Server, folder: Path) -> None:
    assert not remove(helper)
    fetch(helper)
    assert remove(helper)
    assert installed(helper) is None
    server.behave = cut_after(0)
    with pytest.raises(DownloadError):
        fetch(helper)
    remove(helper)
    assert left_in(folder) == []


def test_two_never_fetch_the_same_file_at_once(helper: Download, folder: Path) -> None:
    folder.mkdir(parents=True)
    with filelock.FileLock(folder / ".lock-helper.onnx"), pytest.raises(DownloadError, match="already"):
        fetch(helper)
