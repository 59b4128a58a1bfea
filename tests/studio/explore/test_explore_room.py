"""Where there is little room: panels stay wide enough for what is in them, and long names give way in their middle."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QApplication, QLabel, QSlider
from pytestqt.qtbot import QtBot

from gan_engine.runs.run_directory import GENERATOR
from studio.explorer.controls import ModelChooser
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.widgets.fields.eliding_box import NAME_ROLE, ElidingBox
from studio.widgets.room.panel import Panel
from studio.workers.explorer.model_pictures import ModelPictures
from studio.workers.explorer.models import FoundModel
from studio.workers.snapshot_marks import Marks
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_tiny
from tests.engine.run_support import write_run

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
    assert box.toolTip() == "a run with a very long name 126 kimg  (best)"
    box.setToolTip("Which to draw with")
    assert box.toolTip() == "a run with a very long name 126 kimg  (best)\nWhich to draw with"
    box.setCurrentIndex(0)
    assert box.shown_text == "short"
    assert box.toolTip() == "Which to draw with"
    assert not box.grab().isNull()
    box.setPlaceholderText("None")
    box.setCurrentIndex(-1)
    assert not box.grab().isNull()
    QApplication.processEvents()
    chooser = ModelChooser()
    qtbot.addWidget(chooser)
    assert isinstance(chooser.box, ElidingBox)


def test_a_name_gives_way_before_what_stands_behind_it(dressed: object, qtbot: QtBot) -> None:
    box = ElidingBox()
    qtbot.addWidget(box)
    box.addItem("knights at dusk 126 kimg  (best)")
    box.setItemData(0, len("knights at dusk"), NAME_ROLE)
    box.show()
    for width in (190, 200, 210, 220):
        box.setFixedWidth(width)
        assert box.shown_text.startswith("k"), width
        assert box.shown_text.endswith(" 126 kimg  (best)"), width
        assert "…" in box.shown_text
    box.setFixedWidth(110)
    assert box.shown_text.startswith("knig"), "with next to no room all of it gives way"


def test_the_models_offered_keep_how_far_they_are(dressed: object, qtbot: QtBot) -> None:
    chooser = ModelChooser()
    qtbot.addWidget(chooser)
    chooser.set_models([FoundModel(Path("a"), "knights at dusk", 65.2, Marks(best=True))])
    chooser.choose(Path("a"))
    chooser.box.setFixedWidth(190)
    chooser.show()
    assert chooser.box.shown_text.endswith(" 65.2 kimg  (best)")


def test_a_small_picture_gives_way_to_the_text_beside_it(dressed: object, qtbot: QtBot) -> None:
    box = ElidingBox()
    qtbot.addWidget(box)
    picture = QPixmap(24, 24)
    picture.fill(Qt.GlobalColor.red)
    box.setIconSize(picture.size())
    box.addItem(QIcon(picture), "Sample characters")
    box.show()

    def has_picture() -> bool:
        shown = box.grab().toImage()
        return any(shown.pixelColor(x, shown.height() // 2) == QColor(Qt.GlobalColor.red) for x in range(shown.width()))

    box.setFixedWidth(box.sizeHint().width() + 40)
    assert has_picture()
    box.setFixedWidth(box.width() - 56)
    assert box.shown_text == "Sample characters"
    assert not has_picture()


def test_snapshots_in_the_list_of_models_have_their_pictures(workbench: Workbench, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "00001-critters", kimg=40, cell=64, every=5)
    snapshot = run.snapshots()[-1]
    chooser = ModelChooser()
    chooser.take_pictures(ModelPictures(workbench, chooser))
    elsewhere = tmp_path / "imported" / "generator.safetensors"
    chooser.set_models([FoundModel(snapshot.generator, "critters", 40.0), FoundModel(elsewhere, "imported", None)])

    def shown(row: int) -> QImage:
        return chooser.box.itemIcon(row).pixmap(24, 24).toImage()

    wait(lambda: shown(0) != shown(1))
    assert shown(1).pixelColor(12, 12).alpha() == 0, "an empty place, so that the names stand below each other"
    assert chooser.box.itemData(0) == snapshot.generator
    chooser.deleteLater()


def test_a_network_from_elsewhere_has_a_picture_that_is_drawn_once_and_kept(
    lent: Workbench, project: Project, wait: Wait, tmp_path: Path
) -> None:
    network = write_tiny(tmp_path / "imported", "stylegan2")
    damaged = tmp_path / "damaged" / GENERATOR
    damaged.parent.mkdir()
    damaged.write_bytes(b"no model")

    def has_picture(chooser: ModelChooser, row: int) -> bool:
        return chooser.box.itemIcon(row).pixmap(24, 24).toImage().pixelColor(12, 12).alpha() > 0

    def offered() -> ModelChooser:
        chooser = ModelChooser()
        chooser.take_pictures(ModelPictures(lent, chooser))
        chooser.set_models([FoundModel(path, path.parent.name, None) for path in (damaged, network)])
        return chooser

    first = offered()
    assert not has_picture(first, 0)
    wait(lambda: has_picture(first, 1))
    assert not has_picture(first, 0), "its file says nothing"
    first.deleteLater()
    kept = list((project.folder / "cache" / "models").iterdir())
    assert len(kept) == 1
    lent.thumbnails.clear()
    calls = lent.engine._number
    again = offered()
    wait(lambda: has_picture(again, 1))
    assert lent.engine._number - calls <= 1, "only the damaged one is tried again"
    again.deleteLater()
