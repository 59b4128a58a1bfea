"""What pyproject.toml declares is imported, and what is imported is declared."""

from __future__ import annotations

import ast
import functools
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.integration.source_tree import PACKAGES as PRODUCT
from tests.integration.source_tree import ROOT, modules, walk

NAMED = {"import_module", "find_spec", "files"}
"""Functions of importlib that take the name of a package: what lies in it is loaded, or read as files."""


def imported(tree: ast.AST) -> Iterator[str]:
    """The first names of what a module imports, wherever in it and by whatever way."""
    for node in walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module.partition(".")[0]
        elif isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if called in NAMED and isinstance(node.args[0].value, str):
                yield node.args[0].value.partition(".")[0]


def foreign(root: Path, folders: Iterable[str] = PRODUCT) -> dict[str, str]:
    """What these folders of `root` import from elsewhere, with a module that does."""
    found = {}
    for module, tree in code_of(root, folders):
        for name in imported(tree):
            if name not in sys.stdlib_module_names and not (root / name).is_dir():
                found.setdefault(name, module)
    return found


def code_of(root: Path, folders: Iterable[str]) -> Iterable[tuple[str, ast.Module]]:
    """The modules in these folders."""
    if (root, folders) == (ROOT, PRODUCT):
        return modules().items()
    paths = [path for folder in folders for path in sorted((root / folder).rglob("*.py"))]
    return ((path.relative_to(root).as_posix(), ast.parse(path.read_bytes())) for path in paths)


def declared(root: Path, *extras: str) -> set[str]:
    """The distributions that the product needs, with its extras, by the name that all their spellings share."""
    project = tomllib.loads((root / "pyproject.toml").read_text("utf-8"))["project"]
    lines = project["dependencies"] + [line for extra in extras for line in project["optional-dependencies"][extra]]
    return {canonicalize_name(Requirement(line).name) for line in lines}


@functools.cache
def distributions() -> Mapping[str, set[str]]:
    """Of every package that can be imported here: who brings it."""
    return {package: {canonicalize_name(name) for name in names} for package, names in packages_distributions().items()}


def unused(root: Path) -> list[str]:
    """What is declared though nothing in the product imports it."""
    used = set().union(*(distributions().get(package, set()) for package in foreign(root)))
    return sorted(declared(root) - used)


def undeclared(found: Mapping[str, str], wanted: set[str]) -> list[str]:
    """What is imported though nobody declares it: it is there by chance, for another's sake."""
    names = {package: distributions().get(package, {canonicalize_name(package)}) for package in found}
    return [f"{place}: {package}" for package, place in sorted(found.items()) if not names[package] & wanted]


def test_what_is_declared_is_imported() -> None:
    assert unused(ROOT) == []


def test_what_is_imported_is_declared() -> None:
    assert undeclared(foreign(ROOT), declared(ROOT, "heic", "upscale")) == []


def test_what_tests_import_is_declared() -> None:
    found = foreign(ROOT, ["tests"])
    assert undeclared(found, declared(ROOT, "test", "upscale")) == []


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("import PIL.Image", ["rembg"]),
        ("def f():\n    from PIL import Image\n    import rembg.sessions", []),
        ("import importlib\nimportlib.import_module('PIL.Image')\nimport rembg", []),
        ("from importlib.resources import files\nfiles('rembg')", ["pillow"]),
    ],
)
def test_what_nothing_imports_is_found(code: str, said: list[str], tmp_path: Path) -> None:
    assert unused(project(tmp_path, code)) == said


def test_what_nobody_declares_is_found(tmp_path: Path) -> None:
    root = project(tmp_path, "import PIL, json\ndef f():\n    import cv2\n    import nowhere_at_all")
    said = ["gan_engine/module.py: cv2", "gan_engine/module.py: nowhere_at_all"]
    assert undeclared(foreign(root), declared(root)) == said


def project(folder: Path, code: str) -> Path:
    (folder / "pyproject.toml").write_text('[project]\ndependencies = ["rembg[cpu]>=2", "Pillow"]\n', "utf-8")
    (folder / "gan_engine").mkdir()
    (folder / "gan_engine" / "module.py").write_text(code, "utf-8")
    return folder
