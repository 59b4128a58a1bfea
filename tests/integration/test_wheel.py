"""The wheel is the whole program: every module, every resource, both commands; and nothing of the tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
import venv
import zipfile
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest

import resources

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = {"gan_engine", "studio", "resources"}
BUILD = "import sys; from setuptools import build_meta; build_meta.build_wheel(sys.argv[1])"


def run(command: Sequence[str | Path], cwd: Path) -> str:
    alone = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    done = subprocess.run(
        [str(part) for part in command], cwd=cwd, env=alone, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The tracked files alone: what lies about in a checkout must not decide what is in the wheel."""
    folder = tmp_path_factory.mktemp("tree")
    tracked = run(["git", "ls-files", "-z"], ROOT).split("\0")
    assert {"gan_engine/door.py", "studio/app.py", "resources/__init__.py"} <= set(tracked)
    for name in tracked:
        if name and (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def wheel(tree: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-c", BUILD, out], tree)
    [built] = out.glob("maquette-*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The programs' folder of an environment with the wheel, which finds everything else in this one's."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder, with_pip=False)
    own, scripts = (
        Path(sysconfig.get_path(kind, "venv", {"base": str(folder), "platbase": str(folder)}))
        for kind in ("purelib", "scripts")
    )
    (own / "rest.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "--python", folder, "--disable-pip-version-check", "install", "--quiet"]
    run([*pip, "--no-index", "--no-deps", wheel], folder)
    return scripts


def test_every_module_and_resource_is_in_the_wheel(tree: Path, wheel: Path) -> None:
    ours = {path.relative_to(tree).as_posix() for name in PACKAGES for path in (tree / name).rglob("*")}
    files = {name for name in ours if (tree / name).is_file()}
    assert {name.partition("/")[0] for name in files} == PACKAGES
    with zipfile.ZipFile(wheel) as archive:
        inside = set(archive.namelist())
        changed = [name for name in sorted(files & inside) if archive.read(name) != (tree / name).read_bytes()]
    assert not files - inside
    assert not changed


def test_the_guide_is_among_the_resources(tree: Path, wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        for name, place in resources.ELSEWHERE.items():
            source = tree / place
            paths = [source] if source.is_file() else sorted(each for each in source.rglob("*") if each.is_file())
            assert paths
            for path in paths:
                inside = PurePosixPath("resources", name, *path.relative_to(source).parts)
                assert archive.read(str(inside)) == path.read_bytes()


def test_nothing_else_is_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        inside = {PurePosixPath(name).parts[0] for name in archive.namelist()}
    assert {name for name in inside if not name.endswith(".dist-info")} == PACKAGES


def test_the_licence_and_the_credits_are_in_the_wheel(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {PurePosixPath(name).name for name in archive.namelist() if ".dist-info/licenses/" in name}
    assert names == {"LICENSE", "NOTICE"}


@pytest.mark.parametrize("program", ["maquette", "gan-engine"])
def test_installed_programs_say_their_version(installed: Path, tmp_path: Path, wheel: Path, program: str) -> None:
    version = wheel.name.split("-")[1]
    assert run([installed / program, "--version"], tmp_path).strip() == f"{program} {version}"


@pytest.mark.usefixtures("costs_known")
def test_installed_engine_finds_its_recipes(installed: Path, tmp_path: Path) -> None:
    listed = json.loads(run([installed / "gan-engine", "recipes", "--json"], tmp_path))
    recipes = listed["recipes"] if isinstance(listed, dict) else listed
    assert {recipe["name"] for recipe in recipes} == {path.stem for path in (ROOT / "resources/recipes").glob("*.toml")}


def test_installed_program_runs_its_own_modules(installed: Path, tmp_path: Path) -> None:
    code = (
        "import gan_engine, studio, resources; print(gan_engine.__file__, studio.__file__, resources.ROOT, sep=chr(10))"
    )
    for path in run([installed / "python", "-c", code], tmp_path).splitlines():
        assert Path(path).is_relative_to(installed.parent)
