"""launch.py, the first thing anyone runs: what it says and mends, in checkouts of its own. Nothing is installed."""

from __future__ import annotations

import ast
import importlib.util
import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).resolve().parents[2]
STUDIO = "import json, sys; print(json.dumps(sys.argv[1:]))"


def load(folder: Path) -> ModuleType:
    """The launch.py of a checkout, as a module."""
    spec = importlib.util.spec_from_file_location("launch_under_test", folder / "launch.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with launch.py and what it reads, and a studio that only says what it was asked."""
    folder = tmp_path / "Kunst und Töne 図"
    (folder / "studio").mkdir(parents=True)
    for name in ("launch.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE", "NOTICE"):
        shutil.copyfile(ROOT / name, folder / name)
    (folder / "studio" / "__init__.py").touch()
    (folder / "studio" / "__main__.py").write_text(STUDIO, encoding="utf-8")
    return folder


@pytest.fixture
def ready(checkout: Path) -> Path:
    """A checkout that has been set up, as far as launch.py can tell."""
    launch = load(checkout)
    venv.create(launch.VENV, with_pip=False)
    stamp(launch)
    return checkout


def stamp(launch: ModuleType, extras: tuple[str, ...] = ()) -> None:
    build = "gpu" if launch.has_nvidia() else "cpu"
    launch.STAMP.write_text(json.dumps(launch.fingerprint(extras, build)), encoding="utf-8")


def start(
    checkout: Path, *arguments: str, cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(checkout / "launch.py"), *arguments],
        cwd=cwd or checkout,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"} | environment,
        capture_output=True,
        encoding="utf-8",
        timeout=170,
    )


def asked(done: subprocess.CompletedProcess[str]) -> list[str]:
    """What the studio was started with."""
    assert done.returncode == 0, done.stdout + done.stderr
    words = json.loads(done.stdout.splitlines()[-1])
    assert isinstance(words, list)
    return words


# What to run


def test_demo_goes_where_the_user_stands(ready: Path, tmp_path: Path) -> None:
    done = start(ready, "demo", "out", "--kimg", "2", cwd=tmp_path)
    assert asked(done) == ["demo", str(tmp_path / "out"), "--kimg", "2"]


def test_options_reach_the_studio_as_they_are(ready: Path, tmp_path: Path) -> None:
    assert asked(start(ready, "--version", cwd=tmp_path)) == ["--version"]


def test_a_project_is_opened_where_there_is_a_display(ready: Path, tmp_path: Path) -> None:
    assert asked(start(ready, "My art.maquette", cwd=tmp_path, DISPLAY=":7")) == [str(tmp_path / "My art.maquette")]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere there is always a display")
def test_without_a_display_the_demo_runs_and_says_so(ready: Path, tmp_path: Path) -> None:
    done = start(ready, cwd=tmp_path, DISPLAY="", WAYLAND_DISPLAY="")
    assert asked(done) == ["demo", str(tmp_path / "maquette-demo")]
    assert "no display" in done.stdout


def test_setting_up_again_has_nothing_to_do(ready: Path) -> None:
    before = (ready / ".venv" / "maquette.json").stat().st_mtime_ns
    done = start(ready, "setup", PATH="")
    assert done.returncode == 0, done.stderr
    assert "Installing" not in done.stdout
    assert (ready / ".venv" / "maquette.json").stat().st_mtime_ns == before


def test_help_needs_no_set_up(checkout: Path) -> None:
    done = start(checkout, "--help")
    assert done.returncode == 0
    assert "launch.py test" in done.stdout
    assert not (checkout / ".venv").exists()


# Python


def test_old_pythons_can_read_it() -> None:
    ast.parse((ROOT / "launch.py").read_text(encoding="utf-8"), feature_version=(3, 7))


@pytest.mark.parametrize(
    ("version", "good"), [((3, 10), False), ((3, 11), True), ((3, 13), True), ((3, 14), False), ((2, 7), False)]
)
def test_which_pythons_fit(checkout: Path, version: tuple[int, int], good: bool) -> None:
    assert load(checkout).fits(version) is good


def test_a_python_is_one_only_if_it_answers(checkout: Path, tmp_path: Path) -> None:
    launch = load(checkout)
    assert launch.answers(sys.executable)
    assert not launch.answers(tmp_path / "nothing")
    impostor = tmp_path / "python3.12"
    impostor.write_text("#!/bin/sh\necho not a python >&2\nexit 127\n", encoding="utf-8")
    impostor.chmod(0o755)
    assert not launch.answers(impostor)


def test_on_windows_another_python_is_asked_of_its_launcher(
    checkout: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    launcher = tmp_path / "py"  # knows of 3.12 alone
    launcher.write_text(
        f'#!/bin/sh\n[ "$1" = -3.12 ] || exit 103\nshift\ncase "$*" in *launch.py*) exit 7;; esac\n'
        f'exec "{sys.executable}" "$@"\n', encoding="utf-8",
    )  # fmt: skip
    launcher.chmod(0o755)
    launch = load(checkout)
    monkeypatch.setattr(launch.shutil, "which", lambda name: str(tmp_path / name) if name == "py" else None)
    monkeypatch.setattr(sys, "platform", "win32")
    monkeypatch.setattr(sys, "version_info", (3, 14, 0))
    with pytest.raises(SystemExit, match="7"):
        launch.check_python()
    assert "going on with py -3.12." in capsys.readouterr().out
    launcher.unlink()  # as without any that fits
    with pytest.raises(launch.SetupError, match=r"for example: py -3\.12 launch\.py"):
        launch.check_python()


def test_a_mac_without_pytorch_is_told_so(checkout: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    launch = load(checkout)
    monkeypatch.setattr(sys, "platform", "darwin")
    monkeypatch.setattr(launch.platform, "machine", lambda: "arm64")
    launch.check_processor()
    monkeypatch.setattr(launch.platform, "machine", lambda: "x86_64")
    with pytest.raises(launch.SetupError, match="Apple's own processor"):
        launch.check_processor()


# What has been installed


def test_what_makes_a_set_up_count(ready: Path) -> None:
    launch = load(ready)
    wanted = launch.fingerprint((), "gpu" if launch.has_nvidia() else "cpu")
    assert launch.is_ready(wanted)
    assert not launch.is_ready(wanted | {"extras": ["test"]})
    assert not launch.is_ready(wanted | {"torch": "other"})
    stamp(launch, ("bundle", "test"))
    assert launch.is_ready(wanted | {"extras": ["test"]})
    assert launch.is_ready(wanted)


def test_a_changed_pin_asks_for_setting_up_again(ready: Path) -> None:
    with open(ready / "constraints.txt", "a", encoding="utf-8") as pins:
        pins.write("somethingelse==1.0\n")
    launch = load(ready)
    assert not launch.is_ready(launch.fingerprint((), "gpu" if launch.has_nvidia() else "cpu"))


def test_a_moved_checkout_asks_for_setting_up_again(ready: Path, tmp_path: Path) -> None:
    moved = ready.rename(tmp_path / "elsewhere")
    launch = load(moved)
    assert not launch.is_ready(launch.fingerprint((), "gpu" if launch.has_nvidia() else "cpu"))


@pytest.mark.parametrize("text", ["", "{", '{"extras": ["test"]}', "[]"])
def test_a_torn_stamp_counts_for_nothing(ready: Path, text: str) -> None:
    launch = load(ready)
    launch.STAMP.write_text(text, encoding="utf-8")
    assert not launch.is_ready(launch.fingerprint((), "cpu"))


def test_an_environment_that_lost_its_python_counts_for_nothing(ready: Path) -> None:
    launch = load(ready)
    launch.venv_program("python").unlink()
    assert not launch.is_ready(launch.fingerprint((), "gpu" if launch.has_nvidia() else "cpu"))


def test_mending_forgets_what_is_not_whole(ready: Path, capsys: pytest.CaptureFixture[str]) -> None:
    launch = load(ready)
    site = Path(sysconfig.get_path("purelib", "venv", {"base": str(launch.VENV), "platbase": str(launch.VENV)}))

    def distribution(name: str, record: str | None) -> Path:
        folder = site / f"{name}-1.0.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(f"Name: {name}\nVersion: 1.0\n", encoding="utf-8")
        if record is not None:
            (folder / "RECORD").write_text(record, encoding="utf-8")
        return folder

    (site / "some.py").write_text("12345", encoding="utf-8")
    whole = distribution("whole", "some.py,sha256=x,5\nold.pyc,,\nwhole-1.0.dist-info/METADATA,,\n")
    broken = [
        distribution("short", "some.py,sha256=x,6\n"),
        distribution("gone", "some.py,sha256=x,5\nother.py,sha256=x,1\n"),
        distribution("early", None),
        distribution("torn", "some.py,sha256=x,5\nsome.p"),
    ]
    (site / "~orch").mkdir()
    launch.mend(launch.venv_program("python"))
    assert whole.is_dir()
    assert not [folder for folder in broken if folder.exists()]
    assert not (site / "~orch").exists()
    assert "early, gone, short, torn" in capsys.readouterr().out


@pytest.mark.timeout(300)
def test_a_half_made_environment_is_made_again_and_no_network_is_named(checkout: Path) -> None:
    (checkout / ".venv" / "lib").mkdir(parents=True)
    done = start(
        checkout, "setup", PIP_INDEX_URL="http://127.0.0.1:9/", PIP_EXTRA_INDEX_URL="", PIP_RETRIES="0",
        PIP_CONFIG_FILE=os.devnull, PIP_FIND_LINKS="",
    )  # fmt: skip
    assert "left half-made: making it again" in done.stdout
    assert done.returncode == 1
    assert "could not be reached" in done.stderr
    assert "Traceback" not in done.stderr
    launch = load(checkout)
    assert launch.answers(launch.venv_program("python"))
    assert not launch.STAMP.exists()


# Failures in words


@pytest.mark.parametrize(
    ("output", "words"),
    [
        ("ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "The disk is full"),
        ("OSError: [WinError 112] There is not enough space on the disk", "The disk is full"),
        ("Failed to establish a new connection: [Errno -3] Temporary failure in name resolution", "Check the network"),
        ("Max retries exceeded with url: /simple/torch/ (Caused by ProxyError('no'))", "Check the network"),
        ("ERROR: No matching distribution found for torch==2.13.0", "No matching distribution found for torch"),
        ("(from versions: none)\nERROR: No matching distribution found for torch==2.13.0", "not the usual one"),
        ("something odd\nand more", "and more"),
    ],
)
def test_pip_s_failures_are_put_into_words(checkout: Path, output: str, words: str) -> None:
    launch = load(checkout)
    with pytest.raises(launch.SetupError, match=words):
        launch.explain_failure(output)


def test_too_little_space_is_said_before_anything_is_fetched(checkout: Path) -> None:
    launch = load(checkout)
    launch.need_space(0, "nothing")
    with pytest.raises(launch.SetupError, match=r"Only .* GB are free"):
        launch.need_space(10**9, "everything")


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere nobody knows of files in memory")
def test_tests_write_into_memory_where_there_is_plenty(checkout: Path, tmp_path: Path) -> None:
    launch = load(checkout)
    launch.MEMORY, launch.MEMORY_GB = str(tmp_path), 0
    with launch.quick_folder() as variables:
        folder = Path(variables["TMPDIR"])
        assert (folder.parent, folder.is_dir()) == (tmp_path, True)
    assert not folder.exists()
    launch.MEMORY_GB = 10**9
    with launch.quick_folder() as variables:
        assert variables == {}
    launch.MEMORY, launch.MEMORY_GB = str(tmp_path / "nowhere"), 0
    with launch.quick_folder() as variables:
        assert variables == {}


def _twice(checkout: Path, tests: str) -> tuple[int, str]:
    """What becomes of these tests: the exit code, and what was printed."""
    (checkout / "tests").mkdir()
    (checkout / "tests" / "test_some.py").write_text(tests, encoding="utf-8")
    script = (
        "import sys, launch\n"
        "pytest = [sys.executable, '-m', 'pytest', '--no-xvfb']\n"
        "sys.exit(launch.run_twice_what_fails(pytest, [], ['-m', 'not slow'], {}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=checkout, capture_output=True, text=True, encoding="utf-8", check=False,
        env={name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")},
    )  # fmt: skip
    return done.returncode, done.stdout + done.stderr


def test_what_fails_once_is_tried_once_more_and_said(checkout: Path) -> None:
    code, said = _twice(
        checkout,
        "from pathlib import Path\n"
        "def test_well(): pass\n"
        "def test_at_times():\n"
        "    flag = Path(__file__).with_name('flag')\n"
        "    seen = flag.exists()\n"
        "    flag.touch()\n"
        "    assert seen\n",
    )
    assert code == 0, said
    assert "tried once more by itself: tests/test_some.py::test_at_times" in said
    assert "1 failed, 1 passed" in said
    assert "1 passed" in said.split("tried once more")[1]


@pytest.mark.parametrize("number", [1, 6])
def test_what_is_broken_stays_so(checkout: Path, number: int) -> None:
    code, said = _twice(checkout, "".join(f"def test_{index}(): assert False\n" for index in range(number)))
    assert code == 1
    assert ("tried once more" in said) is (number == 1)
