"""What people type where a path is asked for, and what is dropped where files are: said, never raised."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from studio.dialogs import NewProjectDialog
from studio.settings import Settings
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.export.parts import FolderField
from studio.widgets.fields.file_to_write import FileToWrite
from studio.workers.free_paths import free_path, is_folder, is_taken, typed_path

NO_PATHS = ["x" * 5000, "/" + "x" * 5000 + "/sheet", "~nobody-of-that-name/sheet", "/a\0b/sheet", ""]


@pytest.mark.parametrize("text", NO_PATHS)
def test_nothing_that_is_typed_raises(text: str, dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    path = typed_path(text)
    assert is_folder(path) in (False, True)
    assert not is_taken(path / "of its own")
    assert free_path(path, "Pip").name == "Pip.png"

    file = FileToWrite("test", "Sheet", "png")
    qtbot.addWidget(file)
    heard: list[bool] = []
    file.checked.connect(heard.append)
    file._path.setText(text or " ")
    assert heard == [False]
    assert file.wrong.text()
    file.set_kind("pdf")

    folder = FolderField("test.folder", tmp_path)
    qtbot.addWidget(folder)
    folder.field.setText(text)
    assert isinstance(folder.path, Path)

    project = NewProjectDialog(Settings(), [tmp_path], name="A", title="T", note="N")
    qtbot.addWidget(project)
    project._place.setText(text)
    assert isinstance(project.folder, Path)


def test_the_dialog_to_choose_a_file_is_gone_once_it_is_closed(dressed: object, qtbot: QtBot, tmp_path: Path) -> None:
    file = FileToWrite("test", "Sheet", "png")
    qtbot.addWidget(file)
    file.show()
    file.suggest(tmp_path, "sheet")
    for _ in range(3):
        file._browse()
        dialog = file.findChild(QFileDialog)
        assert dialog is not None
        with qtbot.waitSignal(dialog.destroyed):
            dialog.reject()
    assert not file.findChildren(QFileDialog)


def test_addresses_of_nothing_are_no_files() -> None:
    mime = QMimeData()
    mime.setUrls([QUrl("file:"), QUrl("http://example.invalid/a.png"), QUrl("data:,x")])
    assert not brings_files(mime)
    assert dropped_files(mime) == []
    mime.setUrls([QUrl("file:"), QUrl.fromLocalFile("/pictures/a.png")])
    assert brings_files(mime)
    assert dropped_files(mime) == [Path("/pictures/a.png")]
    assert dropped_files(QMimeData()) == []
