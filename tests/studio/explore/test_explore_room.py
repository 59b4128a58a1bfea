"""Where there is little room: panels stay wide enough for what is in them, and long names give way in their middle."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QLabel, QSlider
from pytestqt.qtbot import QtBot

from studio.explorer.controls import ModelChooser
from studio.explorer.workspace import ExploreWorkspace
from studio.widgets.eliding_box import ElidingBox
from studio.widgets.workspace import Panel

Wait = Callable[..., None]


def is_whole(panel: Panel) -> bool:
    """Nothing in it reaches beyond its right edge."""
    inner, seen = panel.widget(), panel.viewport().width()
    shown = [one for kind in (QLabel, QSlider) for one in inner.findChildren(kind) if one.isVisible()]  # type: ignore[var-annotated]
    return inner.width() <= seen and all(one.mapTo(inner, QPoint(one.width(), 0)).x() <= seen for one in shown)


def test_panels_show_what_is_in_them_in_the_smallest_window(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.resize(1028, 560)
    for key in ("wall", *explore.mode_host.modes):
        if explore.mode_host.open(key):
            for panel in (explore.side_panel, explore.inspector_panel):
                wait(lambda panel=panel: is_whole(panel))
    assert explore.mode_host.open("graft")
    wait(lambda: explore.side_panel.verticalScrollBar().isVisible())
    wait(lambda: is_whole(explore.side_panel))


def test_a_box_as_wide_as_it_wishes_shows_its_longest_text_whole(dressed: object, qtbot: QtBot) -> None:
    for words in ("Newest", "Rating", "as the network has it"):
        box = ElidingBox()
        qtbot.addWidget(box)
        box.addItem(words)
        box.resize(box.sizeHint())
        box.show()
        assert box.shown_text == words


def test_a_text_without_room_is_shortened_in_its_middle(dressed: object, qtbot: QtBot) -> None:
    box = ElidingBox()
    qtbot.addWidget(box)
    box.addItem("short")
    box.addItem("a run with a very long name 126 kimg  (best)")
    box.setFixedWidth(160)
    box.show()
    box.setCurrentIndex(1)
    assert box.shown_text.startswith("a run")
    assert "…" in box.shown_text
    assert box.shown_text.endswith("(best)")
    assert box.fontMetrics().horizontalAdvance(box.shown_text) < 160
    box.setCurrentIndex(0)
    assert box.shown_text == "short"
    assert not box.grab().isNull()
    box.setPlaceholderText("None")
    box.setCurrentIndex(-1)
    assert not box.grab().isNull()
    QApplication.processEvents()
    chooser = ModelChooser()
    qtbot.addWidget(chooser)
    assert isinstance(chooser.box, ElidingBox)
