"""The engine process: no request ends it, the end of its stdin always does, and stdout is the protocol's alone."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from tests.engine.latent_support import write_snapshot
from tests.engine.service_support import Client

WITH_ODD_METHODS = """
import os, sys, time
from gan_engine.service.methods import Answer, NoParams, method
from gan_engine.service.server import serve

@method("shout", NoParams)
def shout(desk, call, params):
    print("a stray print")
    sys.stdout.write("another")
    os.write(1, b"from C")
    return Answer({"read": sys.stdin.read()})

@method("break", NoParams)
def fail(desk, call, params):
    raise RuntimeError("a fault of ours")

@method("sleep", NoParams)
def sleep(desk, call, params):
    call.partial({"asleep": True})
    time.sleep(3600)

@method("not-json", NoParams)
def not_json(desk, call, params):
    return Answer({"loss": float("nan")})

serve()
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Client]:
    client = Client(command=("-c", WITH_ODD_METHODS), log=tmp_path_factory.mktemp("engine") / "log.txt")
    yield client
    client.kill()


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> str:
    return str(write_snapshot(tmp_path_factory.mktemp("runs")))


def test_it_says_what_it_is(client: Client) -> None:
    hello, _ = client.call("hello")
    assert hello["versions"].keys() == {"maquette", "python", "torch"}
    assert hello["device"]
    assert hello["device_kind"] in ("cpu", "cuda", "mps")
    assert hello["memory_bytes"] > 2**28
    assert {"check", "preview", "bake", "draw_sample_art", "open_model", "generate", "walk"} <= set(hello["methods"])
    assert {"export_clip", "export_designs", "contact_sheet", "recipes", "validate"} <= set(hello["methods"])


def test_stray_prints_go_to_the_log_and_stdin_is_empty_for_everybody_else(client: Client) -> None:
    assert client.call("shout")[0] == {"read": ""}
    assert client.log is not None
    log = client.log.read_text()
    assert "a stray print" in log
    assert "another" in log
    assert "from C" in log


def test_a_fault_of_ours_is_an_error_answer_with_its_traceback_in_the_log(client: Client) -> None:
    error = client.error("break")
    assert error["kind"] == "Fault"
    assert "a fault of ours" in error["what"]
    assert client.log is not None
    log = client.log.read_text()
    assert "Traceback" in log
    assert "RuntimeError: a fault of ours" in log
    assert client.call("hello")


def test_an_answer_that_cannot_be_sent_is_an_error_too(client: Client) -> None:
    assert "JSON" in client.error("not-json")["what"]


@pytest.mark.parametrize(
    ("method", "params", "words"),
    [
        ("dance", {}, "no method “dance”"),
        ("generate", {}, "model"),
        ("generate", {"model": 7, "seeds": [1]}, "model"),
        ("generate", {"model": "x", "seeds": ["a"]}, "seeds.0"),
        ("generate", {"model": "x", "seeds": [-1]}, "seeds.0"),
        ("generate", {"model": "x", "seeds": [1], "colour": "red"}, "colour"),
        ("generate", {"model": "/nowhere/at/all", "seeds": [1]}, "no snapshot"),
        ("walk", {"model": "x", "frames": 0}, "frames"),
        ("walk", {"model": "x", "frames": 10**12}, "frames"),
        ("check", {"paths": "abc"}, "paths"),
        ("bake", {"items": [{}], "out": "x"}, "items.0.path"),
        ("contact_sheet", {"path": "/nowhere/sheet.png", "paths": []}, "at least one picture"),
        ("contact_sheet", {"path": "/nowhere/sheet.png"}, "points of a model"),
        ("contact_sheet", {"path": "/nowhere/sheet.gif"}, ".pdf"),
        ("export_designs", {"folder": "x", "paths": [], "options": {"names": "{who}"}}, "{who}"),
        ("export_designs", {"folder": "x", "paths": [], "options": {"resampling": "upscaler"}}, "needs its file"),
        ("export_latents", {"path": "a.txt", "paths": []}, ".npz"),
        ("export_clip", {"model": "x", "path": "a.avi", "seconds": 1}, ".mp4"),
    ],
)
def test_a_bad_request_gets_an_answer_in_words_and_the_next_one_works(
    client: Client, method: str, params: dict[str, object], words: str
) -> None:
    error = client.error(method, **params)
    assert words in error["what"] + error["do"]
    assert client.call("hello")


def test_requests_without_a_number_or_with_nonsense_in_it_are_answered(client: Client) -> None:
    client.send({"method": "hello"})
    assert "error" in client.next_of(None).header
    client.send({"id": "five", "method": "hello"})
    assert "error" in client.next_of(None).header
    client.send({"id": 70_001})
    assert "error" in client.next_of(70_001).header
    client.send({"id": 70_002, "method": "hello", "params": [1, 2]})
    assert "error" in client.next_of(70_002).header
    client.send({"id": 70_003, "method": ["hello"]})
    assert "error" in client.next_of(70_003).header
    for nonsense in (None, "all", 70_999, {}):
        client.send({"cancel": nonsense})
    assert client.call("hello")


def test_cancelling_ends_a_walk_within_a_batch_and_the_next_request_works(client: Client, model: str) -> None:
    number = client.ask("walk", model=model, seeds=[1, 2], frames=200_000)
    assert "partial" in client.next_of(number).header
    client.send({"cancel": number})
    answers = client.all_of(number)
    assert answers[-1].header == {"id": number, "cancelled": True}
    assert len(answers) < 5_000
    assert len(client.pictures("generate", model=model, seeds=[1])) == 1


def test_who_waits_for_a_turn_can_be_cancelled_and_what_is_looked_at_comes_before_what_is_stored(
    client: Client, model: str, tmp_path: Path
) -> None:
    path = tmp_path / "long.webp"
    clip = client.ask("export_clip", model=model, seeds=[1, 2], path=str(path), frames=200_000, scale=1)
    first = client.next_of(clip)
    assert first.header["progress"][1] == 200_000
    assert len(client.pictures("generate", model=model, seeds=list(range(20)))) == 20
    behind = client.ask("export_clip", model=model, seeds=[1, 2], path=str(tmp_path / "b.gif"), frames=200_000)
    client.send({"cancel": behind})
    client.send({"cancel": clip})
    assert client.all_of(behind)[-1].header == {"id": behind, "cancelled": True}
    assert client.all_of(clip)[-1].header == {"id": clip, "cancelled": True}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches a process without a console in no such way")
def test_ctrl_c_in_the_terminal_of_the_studio_does_not_end_the_engine(client: Client) -> None:
    client.process.send_signal(signal.SIGINT)
    assert client.call("hello")


def test_it_ends_with_its_stdin(model: str) -> None:
    client = Client()
    try:
        assert len(client.pictures("generate", model=model, seeds=[1, 2, 3])) == 3
        assert client.end() == 0
    finally:
        client.kill()


def test_it_ends_with_its_stdin_in_the_middle_of_work_and_leaves_nothing_half_done(model: str, tmp_path: Path) -> None:
    client = Client(command=("-c", WITH_ODD_METHODS))
    try:
        asleep = client.ask("sleep")
        client.next_of(asleep)
        clip = client.ask("export_clip", model=model, seeds=[1, 2], path=str(tmp_path / "a.mp4"), frames=200_000)
        client.next_of(clip)
        assert client.end() == 0
    finally:
        client.kill()
    assert list(tmp_path.iterdir()) == []


def test_it_ends_when_nobody_reads_and_writes_any_more(model: str) -> None:
    client = Client()
    try:
        walk = client.ask("walk", model=model, seeds=[1, 2], frames=200_000)
        client.next_of(walk)
        client.answers.close()
        client.requests.close()
        assert client.process.wait() == 0
    finally:
        client.kill()


def test_what_is_no_message_ends_it_with_a_word_in_the_log(tmp_path: Path) -> None:
    client = Client(log=tmp_path / "log.txt")
    try:
        client.requests.write(b"GET / HTTP/1.1\r\n\r\n" * 10)
        client.requests.flush()
        assert client.end() == 1
    finally:
        client.kill()
    assert "cannot be used" in (tmp_path / "log.txt").read_text()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows closes what a child was not given")
def test_a_grandchild_that_keeps_a_copy_of_the_pipes_does_not_exist(client: Client) -> None:
    """Nothing the engine might start inherits its pipes: else it would never see their end."""
    pid = client.process.pid
    if not Path(f"/proc/{pid}/fdinfo").is_dir():
        pytest.skip("only Linux shows the flags of another process's files")
    client.call("hello")  # it has its pipes in hand by then
    piped = []
    for entry in os.listdir(f"/proc/{pid}/fd"):
        if str(Path(f"/proc/{pid}/fd/{entry}").readlink()).startswith("pipe:") and int(entry) > 2:
            flags = Path(f"/proc/{pid}/fdinfo/{entry}").read_text().split("flags:")[1].split()[0]
            piped.append(int(flags, 8) & os.O_CLOEXEC)
    assert len(piped) >= 2
    assert all(piped)


def test_arrays_of_another_kind_are_refused(client: Client, model: str) -> None:
    for array in (np.zeros((2, 8), np.int64), np.zeros(8, np.float32), np.full((1, 8), np.inf, np.float32)):
        assert client.error("generate", array, model=model)["what"]
    assert "seeds or as one array" in client.error("generate", model=model)["what"]
