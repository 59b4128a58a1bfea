"""Designs leave Explore as files of every kind, and come back from them to the bit."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog, QFileDialog, QLineEdit, QPushButton

from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.point import Point
from gan_engine.latent.seeds import latents
from gan_engine.pictures import RECIPE_CHUNK, encode_png
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.workbench import Workbench
from tests.studio.commands import run_command
from tests.studio.explore_support import add_model, drop_files

Wait = Callable[..., None]


def dialog(name: str, wait: Wait) -> QDialog:
    def found() -> list[QDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.objectName() == name and each.isVisible()
        ]

    wait(found)
    return found()[0]


def export(explore: ExploreWorkspace, kind: str, folder: Path, wait: Wait) -> Path:
    before = set(folder.iterdir())
    run_command(explore, "explore.export-designs")
    asked = dialog("export.dialog", wait)
    asked.findChild(QLineEdit, "export.folder").setText(str(folder))  # type: ignore[union-attr]
    for name in (f"export.kind.{kind}", "export.dialog.act"):
        asked.findChild(QPushButton, name).click()  # type: ignore[union-attr]
    suffix = {"jpeg": "jpg", "tiff": "tif"}.get(kind, kind)
    wait(
        lambda: [path for path in set(folder.iterdir()) - before if path.suffix == f".{suffix}" and path.name[0] != "."]
    )
    return next(path for path in set(folder.iterdir()) - before if path.suffix == f".{suffix}" and path.name[0] != ".")


@pytest.mark.parametrize("kind", ["png", "jpeg", "webp", "tiff", "ora", "json", "npz", "csv"])
def test_a_design_that_left_as_a_file_of_any_kind_is_back_when_it_is_dropped(
    kind: str, explore: ExploreWorkspace, tmp_path: Path, wait: Wait
) -> None:
    explore.wall.show_row(6)
    wait(lambda: explore.current_design.present == Point(seed=6))
    path = export(explore, kind, tmp_path, wait)
    assert path.stem == "seed 6"
    explore.wall.show_row(0)
    drop_files(explore, path)
    z = latents([6], 8)[0]
    wait(lambda: (at := explore.current_design.present) is not None and np.array_equal(at.latent(8), z))
    if kind != "csv":
        assert explore.current_design.present == Point(seed=6)


def test_latents_of_another_tool_are_designs_of_the_model_in_use(
    explore: ExploreWorkspace, tmp_path: Path, wait: Wait
) -> None:
    np.savez(tmp_path / "foreign.npz", z=latents([11, 12], 8))
    drop_files(explore, tmp_path / "foreign.npz")
    wait(lambda: (at := explore.current_design.present) is not None and at.z is not None)
    np.testing.assert_array_equal(explore.current_design.present.latent(8), latents([11], 8)[0])  # type: ignore[union-attr]
    assert explore.walk.strip.count == 2


def test_the_missing_model_is_found_by_its_contents_alone(
    explore: ExploreWorkspace, project: Project, tmp_path: Path, wait: Wait
) -> None:
    explore.wall.show_row(6)
    path = export(explore, "webp", tmp_path, wait)
    present = explore.pictures.model.path  # type: ignore[union-attr]
    moved = tmp_path / "elsewhere" / "renamed.safetensors"
    moved.parent.mkdir()
    other = add_model(project, "00002-knights", seed=1)
    explore.model_opener.open(other)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.path == other)
    explore.wall.show_row(0)
    present.rename(moved)
    drop_files(explore, path)
    wait(explore.wall.banner.isVisible)

    def show(file: Path) -> None:
        explore.wall.banner.acted.emit()
        asked = dialog("explore.find-model", wait)
        assert isinstance(asked, QFileDialog)
        asked.fileSelected.emit(str(file))
        asked.reject()

    show(other)
    said = explore.wall.banner.findChildren(type(explore.wall.banner._what))
    wait(lambda: any("is not “critters 12 kimg”" in label.text() for label in said))
    assert explore.pictures.model is not None
    assert explore.pictures.model.path == other
    show(moved)
    wait(lambda: explore.current_design.present == Point(seed=6))
    assert explore.pictures.model.path == moved
    assert not explore.wall.banner.isVisible()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (json.dumps({"version": 99, "point": {"model_digest": "ab" * 32, "seed": 1}}), "newer version"),
        ("{" * 5000, "damaged"),
        (json.dumps({"version": 2, "point": {"model_digest": "ab" * 32, "seed": 1, "edits": 7}}), "damaged"),
        ("x" * 5_000_000, "no recipe"),
    ],
)
def test_what_is_wrong_with_a_file_is_said(
    text: str, said: str, explore: ExploreWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    toasts: list[str] = []
    workbench.toast_wanted.connect(lambda toast: toasts.append(toast.text))
    (tmp_path / "odd.png").write_bytes(encode_png(np.zeros((8, 8, 3), np.uint8), text={RECIPE_CHUNK: text}))
    before = explore.current_design.present
    drop_files(explore, tmp_path / "odd.png")
    wait(lambda: toasts)
    assert toasts[0].startswith("“odd.png”")
    assert said in toasts[0]
    assert explore.current_design.present == before


def test_edits_that_this_family_has_not_are_said_and_nothing_is_harmed(
    explore: ExploreWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    toasts: list[str] = []
    workbench.toast_wanted.connect(lambda toast: toasts.append(toast.text))
    explore.wall.show_row(6)
    recipe = read_recipe(export(explore, "png", tmp_path, wait))
    assert recipe is not None
    values = recipe.values()
    values["point"]["edits"] = [{"kind": "mix", "other": {"seed": 2}, "first": 0, "last": 3}]
    (tmp_path / "mixed.png").write_bytes(
        encode_png(np.zeros((8, 8, 3), np.uint8), text={RECIPE_CHUNK: json.dumps(values)})
    )
    drop_files(explore, tmp_path / "mixed.png")
    wait(lambda: any("styles of a StyleGAN" in toast for toast in toasts))
    assert explore.current_design.present == Point(seed=6)
    explore.wall.show_row(3)
    wait(lambda: explore.current_design.present == Point(seed=3))


def test_a_design_is_copied_without_its_background(explore: ExploreWorkspace, workbench: Workbench, wait: Wait) -> None:
    toasts: list[str] = []
    workbench.toast_wanted.connect(lambda toast: toasts.append(toast.text))
    explore.wall.show_row(6)
    wait(lambda: explore.current_design.present == Point(seed=6))
    run_command(explore, "explore.copy-cut-out")
    wait(lambda: toasts)
    image = QGuiApplication.clipboard().image()
    assert (image.width(), image.hasAlphaChannel()) == (32, True)


def test_chosen_designs_on_one_sheet(explore: ExploreWorkspace, tmp_path: Path, wait: Wait) -> None:
    explore.grid.set_current_row(2)
    wait(lambda: explore.current_design.present == Point(seed=2))
    run_command(explore, "explore.sheet")
    asked = dialog("export.sheet-dialog", wait)
    asked.findChild(QLineEdit, "export.sheet.file").setText(str(tmp_path / "sheet.pdf"))  # type: ignore[union-attr]
    asked.findChild(QPushButton, "export.sheet.kind.pdf").click()  # type: ignore[union-attr]
    asked.findChild(QPushButton, "export.sheet-dialog.act").click()  # type: ignore[union-attr]
    wait((tmp_path / "sheet.pdf").is_file)
