"""Designs leave the shelf: whole, under their names, with their recipes, never over what is there."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton

from gan_engine.errors import DiskError, EngineError
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.pictures import read_picture
from gan_engine.reporting import Cancelled
from studio.project.project import Project
from studio.shelf.model import SHELF_MIME, ids_from
from studio.shelf.workspace import ShelfWorkspace
from studio.workers.shelf.design_files import DesignFile, export_pngs, export_sheet, free_path, largest_factor
from studio.workers.workbench import Workbench
from tests.studio.explore_support import keep, open_shelf, picture

Wait = Callable[..., None]
DARK, LIGHT = (31, 31, 31), (232, 232, 232)


@pytest.fixture
def files(project: Project) -> list[DesignFile]:
    """Three designs on the shelf, the first two of one name."""
    ids = keep(project, [1, 2, 3])
    project.shelf.rename(ids[1], "Design 1")
    return [DesignFile(each.path, each.name) for each in project.shelf.candidates(ids)]


def test_true_size_is_the_very_file(files: list[DesignFile], tmp_path: Path) -> None:
    done = export_pngs(files, tmp_path / "out")
    assert [path.name for path in done.paths] == ["Design 1.png", "Design 1 2.png", "Design 3.png"]
    for design, path in zip(files, done.paths, strict=True):
        assert path.read_bytes() == design.path.read_bytes()


def test_enlarged_every_pixel_is_a_square_and_the_recipe_stays(files: list[DesignFile], tmp_path: Path) -> None:
    done = export_pngs(files, tmp_path, 4)
    large = read_picture(done.paths[2])
    assert np.array_equal(large, picture(3).repeat(4, axis=0).repeat(4, axis=1))
    recipe = read_recipe(done.paths[2])
    assert recipe is not None
    assert recipe.point.seed == 3


def test_nothing_is_overwritten(files: list[DesignFile], tmp_path: Path) -> None:
    (tmp_path / "Design 3.png").write_text("mine")
    done = export_pngs(files[2:], tmp_path)
    assert done.paths[0].name == "Design 3 2.png"
    assert (tmp_path / "Design 3.png").read_text() == "mine"


def test_a_design_whose_file_is_gone_is_named_and_the_others_leave(files: list[DesignFile], tmp_path: Path) -> None:
    files[0].path.unlink()
    files[2].path.write_bytes(b"no picture")
    done = export_pngs(files, tmp_path, 2)
    assert len(done.paths) == 1
    assert [line.split(":")[0] for line in done.skipped] == ["Design 1", "Design 3"]
    with pytest.raises(EngineError, match="None of these"):
        export_pngs(files[:1], tmp_path)


def test_a_place_that_cannot_be_written_to_is_said(files: list[DesignFile], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises((EngineError, OSError)):
        export_pngs(files, tmp_path / "file" / "out")


def test_cancelled_in_the_middle_what_is_written_is_whole(files: list[DesignFile], tmp_path: Path) -> None:
    calls = itertools.count()

    def report(done: int, total: int | None, what: str = "") -> None:
        if next(calls) == 2:
            raise Cancelled

    with pytest.raises(Cancelled):
        export_pngs(files, tmp_path / "out", 2, report)
    written = sorted((tmp_path / "out").iterdir())
    assert [path.name for path in written] == ["Design 1 2.png", "Design 1.png"]
    assert all(read_picture(path).shape == (64, 64, 3) for path in written)


@pytest.mark.parametrize("name", ["CON", "a/b", "  ", "..", "ルナ", "x" * 300, "dot.", 'q"<>|'])
def test_any_name_becomes_a_file(project: Project, tmp_path: Path, name: str) -> None:
    keep(project, [1])
    source = project.shelf.entries()[0].path
    done = export_pngs([DesignFile(source, name)], tmp_path)
    assert done.paths[0].parent == tmp_path
    assert read_picture(done.paths[0]).shape == (32, 32, 3)


def test_the_largest_factor_stays_within_the_pixel_limit() -> None:
    assert largest_factor(64, 64) == 8
    assert largest_factor(4096, 4096) == 2
    assert largest_factor(11_000, 11_000) == 1


def test_a_free_path_is_free(tmp_path: Path) -> None:
    assert free_path(tmp_path, "Pip").name == "Pip.png"
    (tmp_path / "Pip.png").touch()
    (tmp_path / "Pip 2.png").touch()
    assert free_path(tmp_path, "Pip").name == "Pip 3.png"


def test_a_sheet_holds_every_design(files: list[DesignFile], tmp_path: Path) -> None:
    done = export_sheet(files, tmp_path / "sheet.png", columns=2, background=DARK, text=LIGHT)
    with_names = read_picture(done.paths[0])
    export_sheet(files, tmp_path / "plain.png", columns=2, labels=False, background=DARK, text=LIGHT)
    plain = read_picture(tmp_path / "plain.png")
    assert with_names.shape[0] > plain.shape[0]
    assert tuple(plain[0, 0]) == DARK
    shown = {tuple(pixel) for pixel in plain.reshape(-1, 3)[::7]}
    assert len(shown) > 100


# ---- from the window --------------------------------------------------------------------------------------


@pytest.fixture
def shelf(workbench: Workbench, project: Project, files: list[DesignFile], wait: Wait) -> Iterator[ShelfWorkspace]:
    yield from open_shelf(workbench, wait, 3)


def dialog(name: str, wait: Wait) -> QDialog:
    def found() -> list[QDialog]:
        return [
            each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.objectName() == name
        ]

    wait(found)
    return found()[0]


def part(dialog: QDialog, kind: type, name: str) -> object:
    found = dialog.findChild(kind, name)
    assert found is not None
    return found


def test_exporting_asks_where_to_and_says_when_it_is_done(
    shelf: ShelfWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    toasts: list[object] = []
    workbench.toast_wanted.connect(toasts.append)
    shelf.grid.selectAll()
    shelf.export()
    asked = dialog("shelf.export-dialog", wait)
    folder = part(asked, QLineEdit, "shelf.export.folder")
    act = part(asked, QPushButton, "shelf.export-dialog.act")
    folder.setText("relative")  # type: ignore[attr-defined]
    assert not act.isEnabled()  # type: ignore[attr-defined]
    folder.setText(str(tmp_path / "for the client"))  # type: ignore[attr-defined]
    part(asked, QPushButton, "shelf.export.size.2").click()  # type: ignore[attr-defined]
    act.click()  # type: ignore[attr-defined]
    wait(lambda: toasts)
    assert toasts[0].text == "Exported 3 designs"  # type: ignore[attr-defined]
    written = sorted((tmp_path / "for the client").iterdir())
    assert [path.name for path in written] == ["Design 1 2.png", "Design 1.png", "Design 3.png"]
    assert read_picture(written[0]).shape == (64, 64, 3)
    assert workbench.settings.get("shelf.export_folder", "") == str(tmp_path / "for the client")


def test_a_sheet_of_all_that_is_shown(shelf: ShelfWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait) -> None:
    toasts: list[object] = []
    workbench.toast_wanted.connect(toasts.append)
    shelf.make_sheet()
    asked = dialog("shelf.sheet-dialog", wait)
    act = part(asked, QPushButton, "shelf.sheet-dialog.act")
    columns = part(asked, QLineEdit, "shelf.sheet.columns")
    file = part(asked, QLineEdit, "shelf.sheet.file")
    columns.setText("99")  # type: ignore[attr-defined]
    assert not act.isEnabled()  # type: ignore[attr-defined]
    columns.setText("1")  # type: ignore[attr-defined]
    file.setText(str(tmp_path / "sheet"))  # type: ignore[attr-defined]
    part(asked, QPushButton, "shelf.sheet.ground.white").click()  # type: ignore[attr-defined]
    act.click()  # type: ignore[attr-defined]
    wait(lambda: toasts)
    sheet = read_picture(tmp_path / "sheet.png")
    assert sheet.shape[0] > 3 * 128 > sheet.shape[1]
    assert tuple(sheet[0, 0]) == (255, 255, 255)


def test_a_place_that_cannot_be_is_said_in_plain_words(
    shelf: ShelfWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    errors: list[BaseException] = []
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    blocked = tmp_path / "blocked"
    blocked.write_text("")
    shelf.grid.selectAll()
    shelf.export()
    asked = dialog("shelf.export-dialog", wait)
    part(asked, QLineEdit, "shelf.export.folder").setText(str(blocked / "out"))  # type: ignore[attr-defined]
    part(asked, QPushButton, "shelf.export-dialog.act").click()  # type: ignore[attr-defined]
    wait(lambda: errors)
    assert isinstance(errors[0], DiskError)
    assert "“blocked” is a file, not a folder" in errors[0].what
    assert errors[0].kept
    assert errors[0].do


def test_dragging_out_hands_over_the_files_on_the_shelf(shelf: ShelfWorkspace) -> None:
    model = shelf.table.model
    mime = model.mimeData([model.index(0), model.index(2)])
    paths = [Path(url.toLocalFile()) for url in mime.urls()]
    first, third = model.entry(0), model.entry(2)
    assert first is not None
    assert third is not None
    assert paths == [first.path, third.path]
    assert ids_from(mime.data(SHELF_MIME).data()) == [first.id, third.id]
    assert all(path.is_file() for path in paths)


def test_opening_in_explore_sends_the_recipe(shelf: ShelfWorkspace, workbench: Workbench, wait: Wait) -> None:
    sent: list[object] = []
    workbench.show_in_explorer.connect(sent.append)
    shelf.grid.set_current_row(0)
    shelf.open_in_explore()
    wait(lambda: sent)
    assert sent[0].point.seed == 3  # type: ignore[attr-defined]
    assert sent[0].point.model_digest == "ab" * 32  # type: ignore[attr-defined]
