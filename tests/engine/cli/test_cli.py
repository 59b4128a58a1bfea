"""How the commands behave as programs: exit codes, one clear line for an error, any terminal, any file name."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from gan_engine.cli import console, main
from tests.engine.latent_support import write_snapshot

ROOT = Path(__file__).parents[3]


def _gan_engine(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "gan_engine", *map(str, arguments)],
        capture_output=True, encoding="utf-8", errors="surrogateescape", cwd=ROOT, env={**os.environ, **environment},
    )  # fmt: skip


def _main(capsys: pytest.CaptureFixture[str], *arguments: object) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    return int(ended.value.code or 0), streams.out, streams.err


def test_help_lists_the_commands_and_loads_nothing_heavy() -> None:
    script = "import sys; from gan_engine.cli import main\ntry: main(['--help'])\nfinally: print(sorted(sys.modules))"
    ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT, check=True)
    for command in (
        "recipes",
        "check",
        "bake",
        "train",
        "resume",
        "status",
        "ask",
        "inspect",
        "generate",
        "interpolate",
    ):
        assert f"\n  {command} " in ended.stdout
    assert "serve" not in ended.stdout.split("[")[0]
    modules = ended.stdout.rsplit("\n[", 1)[1]
    for heavy in ("torch", "numpy", "cv2", "PIL", "av", "pydantic", "rich.progress"):
        assert f"'{heavy}'" not in modules


def test_the_module_and_the_command_are_the_same() -> None:
    assert _gan_engine("--version").stdout == f"gan-engine {version('maquette')}\n"


def test_an_error_is_one_clear_line_without_a_traceback(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    code, out, err = _main(capsys, "inspect", tmp_path / "nothing")
    assert (code, out) == (1, "")
    assert err.count("\n") == 1
    assert err.startswith("gan-engine: There is nothing at")


@pytest.mark.parametrize("place", [0, 1, 2])
def test_debug_shows_the_traceback_wherever_it_stands(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, place: int
) -> None:
    words: list[object] = ["inspect", tmp_path / "nothing"]
    code, _, err = _main(capsys, *words[:place], "--debug", *words[place:])
    assert code == 1
    assert "Traceback" in err
    assert "gan-engine: There is nothing at" in err


@pytest.mark.parametrize(
    "words",
    [["dance"], ["inspect"], ["generate", "x"], ["generate", "x", "--out", "y", "--seeds", "5-2"], ["--what"], []],
)
def test_bad_usage_is_2(capsys: pytest.CaptureFixture[str], words: list[str]) -> None:
    code, _, err = _main(capsys, *words)
    assert code == 2
    assert "Usage:" in err
    assert "Traceback" not in err


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "cp437", "utf-8"])
def test_odd_names_and_old_terminals_are_no_reason_to_stop(encoding: str, tmp_path: Path) -> None:
    ended = _gan_engine("inspect", tmp_path / "“騎士”…\x1b[31m\n", PYTHONIOENCODING=encoding, PYTHONUTF8="1")
    assert ended.returncode == 1
    assert "Traceback" not in ended.stderr
    assert "There is nothing at" in ended.stderr
    assert "\x1b" not in ended.stderr
    assert ended.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="names there are text")
def test_a_name_that_is_no_text_can_be_said(tmp_path: Path) -> None:
    name = os.fsencode(tmp_path) + b"/\xff\xfe"
    ended = subprocess.run([sys.executable, "-m", "gan_engine", "inspect", name], capture_output=True, cwd=ROOT)
    assert ended.returncode == 1
    assert b"There is nothing at" in ended.stderr


def test_signs_that_an_encoding_lacks_are_spelt() -> None:
    text = "“Ritter” – größe 64 × 64 → naïve… 騎士"
    assert text.encode("ascii", "maquette.spell") == b'"Ritter" - grosse 64 x 64 -> naive... ??'.replace(
        b"grosse", b"gro?e"
    )


def test_what_nobody_can_read_goes_nowhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bundled studio on Windows has neither stream."""
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    console.adopt_streams()
    console.say("Drew 12 characters")
    with console.progress("Checking pictures") as report:
        report(1, 2, "")
    console.fail("it did not come off")


def test_terminal_commands_in_a_name_are_spelt_out(capsys: pytest.CaptureFixture[str]) -> None:
    console.say("a\x1b]0;evil\x07\rb\x9b1m\tc")
    assert capsys.readouterr().out == "a\\x1b]0;evil\\x07\\x0db\\x9b1m\tc\n"


def test_a_table_is_aligned_whatever_the_script(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_table([("騎士", "7"), ("a", "1,234")], headings=("Name", "Count"), numbers=(1,))
    assert capsys.readouterr().out.splitlines() == ["Name  Count", "騎士      7", "a     1,234"]


def test_json_is_ascii_and_strict(capsys: pytest.CaptureFixture[str]) -> None:
    console.say_json({"name": "騎士"})
    assert capsys.readouterr().out.isascii()
    with pytest.raises(ValueError, match="JSON"):
        console.say_json(float("nan"))


def test_progress_in_a_log_is_a_line_now_and_then(capsys: pytest.CaptureFixture[str]) -> None:
    with console.progress("Counting") as report:
        for done in range(1, 1001):
            report(done, 1000, "a thing")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "Counting: 1 of 1,000"
    assert lines[-1] == "Counting: 1,000 of 1,000"
    assert lines.count(lines[-1]) == 1
    assert len(lines) <= 12


@pytest.mark.skipif(sys.platform == "win32", reason="there is no pseudo-terminal")
def test_progress_on_a_terminal_is_a_bar_that_goes_away() -> None:
    import pty

    script = (
        "from gan_engine.cli import console\n"
        "with console.progress('Counting') as report:\n"
        "    for done in range(50): report(done + 1, 50, 'thing \\x1b[2J')\n"
        "console.say('done')"
    )
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=theirs, cwd=ROOT,
        env={**os.environ, "TERM": "xterm", "COLUMNS": "100"},
    )  # fmt: skip
    os.close(theirs)
    shown = b""
    try:
        while block := os.read(ours, 4096):
            shown += block
    except OSError:  # Linux says so when the other side has closed
        pass
    finally:
        os.close(ours)
    assert process.stdout is not None
    with process.stdout:
        assert process.stdout.read() == b"done\n"
    assert process.wait() == 0
    assert b"Counting" in shown
    assert b"50/50" in shown
    assert b"\x1b[2J" not in shown


def test_a_reader_that_leaves_early_is_no_error() -> None:
    script = (
        "import typer\nfrom gan_engine.cli import build, console\napp = build()\n"
        "@app.command()\ndef talk():\n    for _ in range(100_000): console.say('word ' * 20)\n"
        "app(['talk'], prog_name='gan-engine')"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process.stdout, process.stderr:
        assert process.stdout.readline()
        process.stdout.close()
        assert "Traceback" not in process.stderr.read()
    assert process.wait() == 1


@pytest.mark.skipif(sys.platform == "win32", reason="Ctrl+C reaches a process without a console in no such way")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_is_130_and_leaves_nothing_half_done(tmp_path: Path, number: int) -> None:
    snapshot, out = write_snapshot(tmp_path / "runs"), tmp_path / "out"
    out.mkdir()
    process = subprocess.Popen(
        [
            *(sys.executable, "-m", "gan_engine", "interpolate", str(snapshot), "--out", str(out / "clip.mp4")),
            *("--seconds", "3600", "--scale", "1", "--device", "cpu"),
        ],
        stderr=subprocess.PIPE, text=True, cwd=ROOT,
    )  # fmt: skip
    assert process.stderr is not None
    with process.stderr:
        assert process.stderr.readline().startswith("Drawing the clip: 1 of 108,000")
        process.send_signal(number)
        rest = process.stderr.read()
    assert process.wait() == 130
    assert "Interrupted." in rest
    assert "Traceback" not in rest
    assert list(out.iterdir()) == []
