"""What build.spec asks of PyInstaller on each system, without building anything."""

from __future__ import annotations

import importlib.metadata
import sys
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

_HOOKS = ("collect_data_files", "collect_submodules", "copy_metadata")
Asked = dict[str, list[dict[str, Any]]]


@pytest.fixture
def asked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Callable[[str], Asked]:
    """What the recipe gives to EXE, COLLECT and BUNDLE on a system."""
    (tmp_path / "resources").mkdir()
    for name in ("pyproject.toml", "resources/__init__.py"):  # of the program itself there is nothing to look through
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(importlib.metadata, "packages_distributions", dict)

    def read(system: str) -> Asked:
        asked: Asked = {"EXE": [], "COLLECT": [], "BUNDLE": []}

        def taken(kind: str) -> Callable[..., types.SimpleNamespace]:
            def take(*parts: object, **how: Any) -> types.SimpleNamespace:
                asked[kind].append({"parts": parts, **how})
                return types.SimpleNamespace(name=str(tmp_path))

            return take

        def analysis(scripts: list[str], **_: object) -> types.SimpleNamespace:
            found = [(Path(script).stem, script, "PYSOURCE") for script in scripts]
            return types.SimpleNamespace(scripts=found, pure=[], binaries=[], datas=[])

        hooks: dict[str, Any] = {
            "collect_data_files": lambda *_, **__: [],
            "collect_submodules": lambda *_: [],
            "copy_metadata": None,
        }
        modules: dict[str, dict[str, Any]] = {
            "PyInstaller": {}, "PyInstaller.utils": {}, "PyInstaller.utils.hooks": hooks,
            "PyInstaller.config": {"CONF": {"workpath": str(tmp_path)}},
        }  # fmt: skip
        for name, holds in modules.items():
            module = types.ModuleType(name)
            vars(module).update(holds)
            monkeypatch.setitem(sys.modules, name, module)
        monkeypatch.setattr(sys, "platform", system)
        given = {kind: taken(kind) for kind in asked} | {"Analysis": analysis, "PYZ": lambda *_: None}
        recipe = ROOT / "build.spec"
        exec(compile(recipe.read_bytes(), recipe, "exec"), {"SPECPATH": str(tmp_path), **given})
        return asked

    return read


def test_on_linux_one_program_goes_by_both_names(asked_for: Callable[[str], Asked], tmp_path: Path) -> None:
    asked = asked_for("linux")
    assert [one["name"] for one in asked["EXE"]] == ["maquette"]
    assert (tmp_path / "gan-engine").readlink() == Path("maquette")
    assert not asked["BUNDLE"]


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_elsewhere_the_engine_has_a_program_beside_the_studio_which_has_no_console(
    asked_for: Callable[[str], Asked], system: str
) -> None:
    consoles = {one["name"]: one["console"] for one in asked_for(system)["EXE"]}
    assert consoles == {"maquette": False, "gan-engine": True}


def test_the_app_of_macos_opens_the_studio_in_front(asked_for: Callable[[str], Asked]) -> None:
    [app] = asked_for("darwin")["BUNDLE"]
    said = app["info_plist"]
    # PyInstaller would start the first program by the alphabet, in the background since the engine has a console
    assert (said["CFBundleExecutable"], said["LSBackgroundOnly"]) == ("maquette", False)
    [kind] = said["UTExportedTypeDeclarations"]
    assert said["CFBundleDocumentTypes"][0]["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]
    assert kind["UTTypeTagSpecification"] == {"public.filename-extension": ["maquette"]}
