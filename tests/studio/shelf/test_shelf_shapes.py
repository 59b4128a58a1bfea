"""Designs on the shelf that are no squares: as large as there is room, and none stretched."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from studio.project.project import Project
from studio.settings import Settings
from studio.widgets.close_up.side_by_side import layout
from studio.widgets.export.dialog import ExportDialog
from studio.workers.design_exports import kept_designs
from tests.studio.explore_support import keep


def test_designs_side_by_side_are_laid_out_by_their_proportions() -> None:
    upright, wide = (layout([size] * 3, 1200, 700) for size in (QSize(32, 64), QSize(64, 32)))
    assert len({cell.top() for cell in upright}) == 1
    assert len({cell.top() for cell in wide}) == 2


def test_the_shelf_knows_whether_all_its_designs_are_alike(project: Project) -> None:
    def add(height: int, width: int) -> int:
        return project.shelf.add(np.zeros((height, width, 3), np.uint8), {"version": 1, "seed": height})

    assert project.shelf.counts().proportions == (1, 1)
    ids = [add(48, 32), add(96, 64)]
    assert project.shelf.counts().proportions == (2, 3)
    designs = kept_designs(ids, project, lambda *_: None)
    assert designs.size == (64, 96)
    assert not designs.has_alpha
    keep(project, [7])
    assert project.shelf.counts().proportions == (1, 1)


def test_designs_with_alpha_are_laid_on_a_colour_as_jpeg_alone(project: Project, dressed: object, qtbot: QtBot) -> None:
    kept = project.shelf.add(np.zeros((32, 32, 4), np.uint8), {"version": 1, "seed": 1})
    settings = Settings()
    settings.set("export.options", {"background": ""})
    dialog = ExportDialog(settings, kept_designs([kept], project, lambda *_: None))
    qtbot.addWidget(dialog)
    for kind, is_laid in (("jpeg", True), ("png", False), ("webp", False), ("tiff", False)):
        button = dialog.findChild(QPushButton, f"export.kind.{kind}")
        assert button is not None
        button.click()
        assert ("laid on a colour" in dialog.note.text()) == is_laid
        assert dialog._ground.isVisibleTo(dialog) == is_laid
