"""The samples of a run: a sheet's columns are named by the classes that are learnt."""

from __future__ import annotations

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage

from studio.training.monitor.samples import SampleView, Sheet, learnt_classes


def _document(**configuration: Any) -> dict[str, Any]:
    return {"configuration": configuration, "dataset": {"class_names": ["cats", "robots"]}}


@pytest.mark.parametrize(
    ("document", "names"),
    [
        (_document(use_classes=True), ("cats", "robots")),
        (_document(use_classes=False), ()),
        (_document(), ()),
        ({}, ()),
        ({"configuration": {"use_classes": True}, "dataset": {"class_names": ["cats", 7]}}, ()),
        ({"configuration": [], "dataset": "odd"}, ()),
    ],
)
def test_only_a_run_that_learns_classes_has_them(document: dict[str, Any], names: tuple[str, ...]) -> None:
    assert learnt_classes(document) == names


def test_each_column_is_of_a_class_and_says_so(dressed: Any) -> None:
    design = QImage(16, 16, QImage.Format.Format_RGB32)
    design.fill(Qt.GlobalColor.black)
    view = SampleView("samples")
    view.resize(400, 300)
    view.show_sheet(Sheet(1.0, 4, (design,) * 8))
    assert [view.class_of(index) for index in (0, 7, 99)] == ["", "", ""]
    top, height = view.cell(0).top(), view.heightForWidth(400)
    view.set_classes(("cats", "robots", "trees"))
    assert [view.class_of(index) for index in range(5)] == ["cats", "robots", "trees", "cats", "cats"]
    assert view.cell(0).top() > top, "the names stand over the columns"
    assert view.heightForWidth(400) - height == view.cell(0).top() - top
    assert view.index_at(view.cell(6).center()) == 6
    assert view.index_at(QPoint(5, 5)) == -1
    view._columns = 3  # seen smaller: the columns are of no class any more
    assert view.cell(0).top() == top
    view.grab()
    view.deleteLater()
