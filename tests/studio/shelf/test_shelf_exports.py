"""Designs leave the shelf by the dialogs, with a real engine process, and what cannot be is said in words."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from gan_engine.interchange.designs_in_files import read_designs
from gan_engine.interchange.exports.names import NameFacts
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.pictures import PictureFacts, probe, read_picture
from studio.project.project import Project
from studio.settings import Settings
from studio.shelf.model import SHELF_MIME
from studio.shelf.workspace import ShelfWorkspace
from studio.widgets.export.dialog import ExportDialog
from studio.widgets.grid.draggable_rows import ids_from
from studio.workers.design_exports import ExportChoice, ExportedDesigns, kept_designs
from studio.workers.free_paths import free_path
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.studio.explore_support import add_model, keep, open_shelf, picture

Wait = Callable[..., None]
Part = TypeVar("Part", bound=QWidget)


@pytest.fixture
def kept(project: Project) -> list[int]:
    """Three designs on the shelf, the first two of one name, the last one in a collection."""
    ids = keep(project, [1, 2, 3])
    project.shelf.rename(ids[1], "Design 1")
    project.shelf.collections.make("For the client", ids[2:])
    return ids


@pytest.fixture
def shelf(workbench: Workbench, project: Project, kept: list[int], wait: Wait) -> Iterator[ShelfWorkspace]:
    yield from open_shelf(workbench, wait, 3)


@pytest.fixture
def toasts(workbench: Workbench) -> list[str]:
    heard: list[str] = []
    workbench.toast_wanted.connect(lambda toast: heard.append(toast.text))
    return heard


@pytest.fixture
def errors(workbench: Workbench) -> list[BaseException]:
    heard: list[BaseException] = []
    workbench.error_wanted.connect(lambda doing, error: heard.append(error))
    return heard


def dialog(name: str, wait: Wait) -> QDialog:
    def found() -> list[QDialog]:
        return [
            each
            for each in QApplication.topLevelWidgets()
            if isinstance(each, QDialog) and each.objectName() == name and each.isVisible()
        ]

    wait(found)
    return found()[0]


def part(dialog: QDialog, kind: type[Part], name: str) -> Part:
    found = dialog.findChild(kind, name)
    assert found is not None, name
    return found


def ask(shelf: ShelfWorkspace, wait: Wait) -> QDialog:
    shelf.grid.selectAll()
    shelf.export()
    return dialog("export.dialog", wait)


def click(asked: QDialog, *names: str) -> None:
    for name in names:
        part(asked, QPushButton, name).click()


def test_exporting_asks_how_and_says_when_it_is_done(
    shelf: ShelfWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait, toasts: list[str]
) -> None:
    asked = ask(shelf, wait)
    folder, act = part(asked, QLineEdit, "export.folder"), part(asked, QPushButton, "export.dialog.act")
    folder.setText("relative")
    assert not act.isEnabled()
    folder.setText(str(tmp_path / "out"))
    click(asked, "export.size.2", "export.kind.webp", "export.quality.100")
    part(asked, QLineEdit, "export.names").setText("{model} {name}")
    part(asked, QCheckBox, "export.folders").setChecked(True)
    act.click()
    wait(lambda: toasts)
    assert toasts == ["Exported 3 designs"]
    written = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.webp")}
    assert written == {
        "critters 380 kimg Design 1.webp", "critters 380 kimg Design 1 2.webp",
        "For the client/critters 380 kimg Design 3.webp",
    }  # fmt: skip
    large = tmp_path / "out" / "For the client" / "critters 380 kimg Design 3.webp"
    np.testing.assert_array_equal(read_picture(large), picture(3).repeat(2, axis=0).repeat(2, axis=1))
    recipe = read_recipe(large)
    assert recipe is not None
    assert recipe.point.seed == 3
    again = ask(shelf, wait)
    assert part(again, QLineEdit, "export.folder").text() == str(tmp_path / "out")
    assert part(again, QPushButton, "export.kind.webp").isChecked()
    assert part(again, QLineEdit, "export.names").text() == "{model} {name}"
    again.reject()


def test_the_example_lives_and_a_wrong_pattern_is_said(
    shelf: ShelfWorkspace, kept: list[int], project: Project, wait: Wait
) -> None:
    asked = ask(shelf, wait)
    assert isinstance(asked, ExportDialog)
    names, act = part(asked, QLineEdit, "export.names"), part(asked, QPushButton, "export.dialog.act")
    assert asked.example == "Design 3.png"
    names.setText("{n} {name} of {model}, {seed}")
    assert asked.example == "1 Design 3 of critters 380 kimg, 3.png"
    part(asked, QCheckBox, "export.folders").setChecked(True)
    assert asked.example.startswith("For the client/1 Design 3")
    click(asked, "export.kind.ora")
    assert asked.example.endswith(".ora")
    for pattern, said in (("{who}", "no part {who}"), ("a/b", "“/”"), ("", "empty")):
        names.setText(pattern)
        assert not act.isEnabled()
        assert any(said in label.text() for label in asked.findChildren(QLabel))
    asked.reject()


def test_every_kind_leaves(shelf: ShelfWorkspace, tmp_path: Path, wait: Wait, toasts: list[str]) -> None:
    for number, (kind, suffix) in enumerate(
        (("jpeg", ".jpg"), ("tiff", ".tif"), ("ora", ".ora"), ("json", ".json")), 1
    ):
        asked = ask(shelf, wait)
        part(asked, QLineEdit, "export.folder").setText(str(tmp_path))
        click(asked, f"export.kind.{kind}", "export.dialog.act")
        wait(lambda number=number: len(toasts) == number)
        assert (tmp_path / f"Design 3{suffix}").is_file()
    with zipfile.ZipFile(tmp_path / "Design 3.ora") as archive:
        assert archive.namelist()[0] == "mimetype"
    assert [recipe.point.seed for recipe in read_designs(tmp_path / "Design 3.json").recipes] == [3, 2, 1]


def test_latents_find_the_model_that_made_them_or_say_that_it_is_missing(
    shelf: ShelfWorkspace, workbench: Workbench, project: Project, tmp_path: Path, wait: Wait, toasts: list[str],
    errors: list[BaseException],
) -> None:  # fmt: skip
    def export() -> None:
        shelf.grid.set_current_row(0)
        shelf.export()
        asked = dialog("export.dialog", wait)
        part(asked, QLineEdit, "export.folder").setText(str(tmp_path))
        click(asked, "export.kind.npz", "export.dialog.act")

    export()
    wait(lambda: errors)
    assert "which is not in this project" in str(errors[0])
    assert "JSON" in str(errors[0])
    from gan_engine.pictures import digest

    model = add_model(project, "00003-critters", "000380")
    keep(project, [9], digest=digest(model))
    workbench.shelf_changed.emit()
    wait(lambda: shelf.table.count == 4)
    export()
    wait(lambda: toasts)
    with np.load(tmp_path / "Design 9.npz") as file:
        assert file["z"].shape == (1, 8)


def test_a_sheet_of_all_that_is_shown(shelf: ShelfWorkspace, tmp_path: Path, wait: Wait, toasts: list[str]) -> None:
    shelf.make_sheet()
    asked = dialog("export.sheet-dialog", wait)
    act, columns = part(asked, QPushButton, "export.sheet-dialog.act"), part(asked, QLineEdit, "export.sheet.columns")
    columns.setText("99")
    assert not act.isEnabled()
    columns.setText("1")
    part(asked, QLineEdit, "export.sheet.file").setText(str(tmp_path / "nowhere" / "sheet"))
    assert not act.isEnabled()
    part(asked, QLineEdit, "export.sheet.file").setText(str(tmp_path / "sheet"))
    click(asked, "export.sheet.ground.white", "export.sheet-dialog.act")
    wait(lambda: toasts)
    sheet = read_picture(tmp_path / "sheet.png")
    assert sheet.shape[0] > 3 * 128 > sheet.shape[1]
    assert tuple(sheet[0, 0]) == (255, 255, 255)
    shelf.make_sheet()
    asked = dialog("export.sheet-dialog", wait)
    click(asked, "export.sheet.kind.pdf", "export.sheet.page.a3", "export.sheet-dialog.act")
    wait(lambda: len(toasts) == 2)
    assert next(tmp_path.glob("*.pdf")).read_bytes().startswith(b"%PDF")


def test_a_place_that_cannot_be_is_said_in_plain_words(
    shelf: ShelfWorkspace, tmp_path: Path, wait: Wait, errors: list[BaseException]
) -> None:
    (tmp_path / "blocked").write_text("")
    asked = ask(shelf, wait)
    part(asked, QLineEdit, "export.folder").setText(str(tmp_path / "blocked" / "out"))
    click(asked, "export.dialog.act")
    wait(lambda: errors)
    assert "“blocked” is a file, not a folder" in errors[0].what  # type: ignore[attr-defined]
    assert errors[0].kept  # type: ignore[attr-defined]
    assert errors[0].do  # type: ignore[attr-defined]


def test_an_upscaler_is_asked_for_and_what_it_lacks_is_said(
    shelf: ShelfWorkspace, tmp_path: Path, wait: Wait, errors: list[BaseException]
) -> None:
    asked = ask(shelf, wait)
    assert isinstance(asked, ExportDialog)
    part(asked, QLineEdit, "export.folder").setText(str(tmp_path))
    act = part(asked, QPushButton, "export.dialog.act")
    click(asked, "export.size.4", "export.edges.upscaler")
    dialog("export.network", wait).reject()
    assert not act.isEnabled()
    click(asked, "export.edges.smooth")
    assert act.isEnabled()
    click(asked, "export.edges.upscaler")
    chosen = dialog("export.network", wait)
    chosen.fileSelected.emit(str(tmp_path / "gone.safetensors"))  # type: ignore[attr-defined]
    chosen.reject()
    act.click()
    wait(lambda: errors)
    assert errors[0].do  # type: ignore[attr-defined]


def test_a_picture_is_copied_and_without_its_background(shelf: ShelfWorkspace, wait: Wait, toasts: list[str]) -> None:
    shelf.grid.set_current_row(0)
    shelf.copy()
    wait(lambda: toasts)
    np.testing.assert_array_equal(to_array(QGuiApplication.clipboard().image())[..., :3], picture(3))
    shelf.copy_cut_out()
    wait(lambda: len(toasts) == 2)
    assert QGuiApplication.clipboard().image().hasAlphaChannel()


def test_what_a_design_is_called_by(project: Project, kept: list[int]) -> None:
    found: ExportedDesigns = kept_designs(kept[::-1], project, lambda *_: None)
    fact = found.facts[0]
    assert (fact.name, fact.model, fact.seed, fact.collection) == ("Design 3", "critters 380 kimg", 3, "For the client")
    assert found.size == (32, 32)


def test_a_free_path_is_free(tmp_path: Path) -> None:
    assert free_path(tmp_path, "Pip").name == "Pip.png"
    (tmp_path / "Pip.png").touch()
    (tmp_path / "Pip 2.png").touch()
    assert free_path(tmp_path, "Pip").name == "Pip 3.png"


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


def test_latents_leave_whatever_was_chosen_for_pictures_before(dressed: object, qtbot: QtBot, home: Path) -> None:
    """An enlarger that was never named means nothing to a list of numbers."""
    dialog = ExportDialog(Settings(), ExportedDesigns((NameFacts(name="Pip"),), (32, 32), paths=(home / "Pip.png",)))
    qtbot.addWidget(dialog)
    chosen: list[ExportChoice] = []
    dialog.chosen.connect(chosen.append)

    def press(name: str) -> None:
        button = dialog.findChild(QPushButton, name)
        assert button is not None
        button.click()

    press("export.size.4")
    dialog._edges.choose("upscaler")
    dialog._refresh()
    assert not dialog.act.isEnabled()
    press("export.kind.csv")
    assert dialog.act.isEnabled()
    press("export.dialog.act")
    assert [each.kind for each in chosen] == ["csv"]
    assert chosen[0].options.resampling == "pixels"


def test_every_way_to_take_the_background_away_is_offered(
    dressed: object, qtbot: QtBot, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    facts = ExportedDesigns((NameFacts(name="Pip"),), (32, 32), paths=(home / "Pip.png",))

    def ways(dialog: ExportDialog) -> list[str]:
        buttons = dialog.findChildren(QPushButton)
        prefix = "export.background."
        return [each.objectName().removeprefix(prefix) for each in buttons if each.objectName().startswith(prefix)]

    settings = Settings()
    settings.set("export.options", {"background": "isnet-anime"})
    dialog = ExportDialog(settings, facts)
    qtbot.addWidget(dialog)
    assert ways(dialog) == ["", "flood", "u2netp", "auto"]
    assert dialog.options.background == "auto", "what was chosen before is not here: another takes its place"

    monkeypatch.setattr("studio.widgets.background_words.usable", lambda: ["u2netp", "isnet-anime"])
    dialog = ExportDialog(settings, facts)
    qtbot.addWidget(dialog)
    assert ways(dialog) == ["", "flood", "u2netp", "auto", "isnet-anime"]
    assert dialog.options.background == "isnet-anime"
    for way in ways(dialog):
        button = dialog.findChild(QPushButton, f"export.background.{way}")
        assert button is not None
        button.click()
        assert dialog.options.background == way


def test_whether_designs_are_see_through_is_read_once_for_each_model(
    project: Project, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[Path] = []

    def look(path: Path) -> PictureFacts:
        looked.append(path)
        return probe(path)

    monkeypatch.setattr("studio.workers.design_exports.probe", look)
    plain = keep(project, range(12))
    see_through = project.shelf.add_many(
        [
            (np.zeros((16, 16, 4), np.uint8), {"version": 1, "model_digest": "cd" * 32, "seed": seed}, f"{seed}", ())
            for seed in range(12)
        ]
    )
    assert not kept_designs(plain, project, lambda *_: None).has_alpha
    assert len(looked) == 1
    project.shelf.candidates(plain[:1])[0].path.unlink()
    assert kept_designs([*plain, *see_through], project, lambda *_: None).has_alpha
    assert len(looked) == 1 + 2 + 1, "one that has gone says nothing of the others"
    nobodys = project.shelf.add_many(
        [(np.zeros((16, 16, channels), np.uint8), {}, f"{channels}", ()) for channels in (3, 4)]
    )
    assert kept_designs(nobodys, project, lambda *_: None).has_alpha
