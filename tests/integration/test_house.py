"""The rules of the house, held by machines: style, types, who may import whom, nothing private in the tree."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
TEXT = {".py", ".toml", ".md", ".txt", ".spec", ".qss", ".json", ""}
PACKAGES = ("gan_engine", "studio", "resources")


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=600)


def tracked() -> list[Path]:
    listed = run("git", "ls-files", "-z").stdout
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_ruff_is_clean(arguments: tuple[str, ...]) -> None:
    done = run(sys.executable, "-m", "ruff", *arguments, ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(600)
def test_mypy_is_clean() -> None:
    done = run(sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


def lint_imports(cwd: Path) -> subprocess.CompletedProcess[str]:
    code = "import sys; sys.path.insert(0, ''); from importlinter.cli import lint_imports_command as c; c()"
    return run(sys.executable, "-P", "-c", code, "--no-cache", cwd=cwd)


def test_layers_hold() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


# For each contract of pyproject.toml, an import that breaks it: (module that sins, what it imports).
SINS = {
    "The engine knows neither the studio nor Qt": ("gan_engine/pictures.py", "import PySide6.QtCore"),
    "The engine's layers point one way": ("gan_engine/atomic.py", "import gan_engine.training.events"),
    "Workspaces never import each other": ("studio/shelf/workspace.py", "import studio.explorer.workspace"),
    "The studio's layers point one way": ("studio/workers/jobs.py", "import studio.widgets.toast"),
    "Only workers and the project call heavy engine code": ("studio/shelf/model.py", "import gan_engine.sample_art"),
    "The window's process imports no torch": ("studio/workers/jobs.py", "import torch"),
    "The project knows no Qt": ("studio/project/project.py", "import PySide6.QtCore"),
}


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


@pytest.mark.parametrize("contract", contracts())
def test_each_contract_can_fail(contract: str, tmp_path: Path) -> None:
    module, sin = SINS[contract]
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tmp_path / package, ignore=shutil.ignore_patterns("*.onnx", "*.otf"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    sinner = tmp_path / module
    sinner.write_text(sinner.read_text() + f"\n{sin}\n")
    done = lint_imports(tmp_path)
    assert done.returncode != 0
    assert re.search(re.escape(contract) + r".*BROKEN", done.stdout), done.stdout


def test_nothing_private_is_committed() -> None:
    private = re.compile(r"/(?:home|root|Users)/\w+/|/work/|pypi\.org|files\.pythonhosted|deb\.debian|registry\.npmjs")
    found = []
    for path in tracked():
        if path.suffix in TEXT and path != Path(__file__).resolve() and path.is_file():
            text = path.read_text("utf-8")
            found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in private.finditer(text)]
    assert found == []
