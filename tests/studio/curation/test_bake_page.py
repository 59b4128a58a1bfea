"""The bake page: what each step does to how many pictures, in words; then a dataset of them."""

from __future__ import annotations

import json
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from gan_engine.dataset.reading import open_dataset
from gan_engine.image_shape import ImageShape
from studio.curation.pages.bake import summary
from studio.curation.pages.bake.page import BakePage
from studio.curation.pages.bake.panel import BakePanel
from studio.curation.pages.bake.samples import BakeSamples
from studio.curation.pages.bake.settings import BakeSettings
from studio.curation.pages.bake.view import BakeView
from studio.project.bake_plan import BakePlan
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.workers.workbench import RunningTraining
from tests.studio.project_support import draw_folder

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from studio.curation.workspace import CurateWorkspace
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]

# ---- the words -----------------------------------------------------------------------------------------------------


def _plan(sides: list[int], **values: object) -> BakePlan:
    fields: dict[str, Any] = {
        "rejected": 0,
        "undecided": 0,
        "damaged": 0,
        "missing": 0,
        "unlabelled": 0,
        "ambiguous": 0,
        **values,
    }
    held = fields.pop("held", [False] * len(sides))
    squares = np.array([(side, side) for side in sides]).reshape(-1, 2)
    return BakePlan(
        np.arange(1, len(sides) + 1), (), squares, fields.pop("classes", {}), held=np.array(held, np.bool_),
        **fields,
    )  # fmt: skip


def test_every_step_says_what_it_does_to_how_many_pictures() -> None:
    plan = _plan(
        [32] * 2 + [128] * 8, rejected=3, damaged=1, missing=1, flagged={"blurred": 2, "outlier": 1}, copies=4,
        groups=2, held=[False] * 9 + [True], parts=6, sheets=1, own={"mask": 2, "frame": 1},
        classes={"cats": 6, "heads": 4},
    )  # fmt: skip
    settings = BakeSettings(
        classes="class", size=64, remove_background="flood", leave_small_out=True, hold_out=0.1,
        leave_out=("blurred", "outlier"),
    )  # fmt: skip
    assert [(line.key, line.words, line.left) for line in summary.lines(plan, settings)] == [
        ("project", "in the project", 22),
        ("decided", "3 rejected left out", 19),
        ("check", "1 damaged, 1 missing, 2 blurred and 1 unlike the rest left out", 14),
        ("copies", "4 at most of each of 2 groups, 4 left out", 10),
        ("background", "removed by flood fill, filled with white; 2 pictures corrected by hand", 10),
        ("split", "1 sheet cut into 6 parts", 10),
        ("frame", "64 px, whole picture; 1 framed by hand; 2 too small left out", 8),
        ("held", "1 kept from training for measuring, 10 % of the originals", 7),
        ("classes", "2 classes: cats 6, heads 4", 7),
    ]
    assert summary.headline(plan, settings, 12_000) == "7 pictures at 64 px, about 96 KB on disk"
    upright = settings.changed(size="64x96", fit="crop")
    framed = next(line.words for line in summary.lines(plan, upright) if line.key == "frame")
    assert framed == "64 × 96 px, middle part; 1 framed by hand; 8 would be cropped; 2 too small left out"


def test_the_sets_own_split_multiplies() -> None:
    plan = _plan([64] * 5, held=[True] + [False] * 4)
    settings = BakeSettings(split="grid:2x3", hold_out=0.2)
    comes = summary.outcome(plan, settings)
    assert (comes.pictures, comes.baked, comes.held, comes.trained) == (5, 30, 6, 24)
    assert summary.lines(plan, settings)[-1].left == 24
    assert summary.headline(plan, BakeSettings(split="figures")).startswith("At least 4 pictures")


def test_variants_are_counted_but_not_of_what_is_held_out() -> None:
    plan = _plan([64] * 5, held=[True] + [False] * 4)
    settings = BakeSettings(augment=({"operation": "mirror"}, {"operation": "hue", "copies": 2}), hold_out=0.2)
    assert settings.variants == 6
    last = summary.lines(plan, settings)[-1]
    assert (last.words, last.left) == ("mirror and hue: 6 of each", 24)
    assert summary.headline(plan, settings, 1000) == "24 pictures at 64 px, about 25 KB on disk"


@pytest.mark.parametrize(
    ("plan", "settings", "words"),
    [
        (_plan([]), BakeSettings(), "There are no pictures"),
        (_plan([], undecided=3), BakeSettings(which="picked"), "No picture is picked"),
        (_plan([], unlabelled=3), BakeSettings(classes="tag"), "No picture has a class"),
        (_plan([16]), BakeSettings(leave_small_out=True), "smaller than that"),
        (_plan([64], held=[True]), BakeSettings(), "held out"),
        (_plan([64]), BakeSettings(), ""),
    ],
)
def test_nothing_to_bake_is_said_with_the_way_out(plan: BakePlan, settings: BakeSettings, words: str) -> None:
    said = summary.problem(plan, settings)
    assert (words in said) if words else not said


# ---- in the window -------------------------------------------------------------------------------------------------


@pytest.fixture
def filled(workbench: Workbench, tmp_path: Path) -> Project:
    """12 real pictures of 48 px in four classes, one rejected, one damaged."""
    draw_folder(tmp_path / "art", 12, size=48)
    (tmp_path / "art" / "cats" / "torn.png").write_bytes(b"no picture")
    project = Project.create(tmp_path / "Critters")
    import_sources(project, [tmp_path / "art"])
    project.catalogue.set_state([1], State.REJECTED)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def curate(filled: Project, window: Window, wait: Wait) -> CurateWorkspace:
    """Curate in front, the bake page open, its plan made."""
    wait(lambda: window.workspace("curate") is not None)
    workspace: CurateWorkspace = window.workspace("curate")  # type: ignore[assignment]
    wait(lambda: len(workspace.model.ids) == 13)
    wait(lambda: not workspace.importer.is_checking)
    QTest.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    wait(lambda: _page(workspace).plan is not None and _panel(workspace).name == "critters v1")
    return workspace


def _page(curate: CurateWorkspace) -> BakePage:
    page = curate.page_host.pages["bake"]
    assert isinstance(page, BakePage)
    return page


def _panel(curate: CurateWorkspace) -> BakePanel:
    panel = _page(curate).panel
    assert panel is not None
    return panel


def _view(curate: CurateWorkspace) -> BakeView:
    view = _page(curate).view
    assert view is not None
    return view


def _click(curate: CurateWorkspace, qtbot: QtBot, name: str) -> None:
    widget = curate.findChild(QWidget, name)
    assert widget is not None, name
    qtbot.mouseClick(widget, Qt.MouseButton.LeftButton)


def test_what_is_chosen_here_is_counted_at_once_and_remembered(
    curate: CurateWorkspace, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    view = _view(curate)
    wait(lambda: view.headline.startswith("11 pictures at 64 px"))
    wait(lambda: "on disk" in view.headline)
    wait(lambda: [image.width() for image in view.samples._afters[0].images] == [64])
    _click(curate, qtbot, "curate.bake.classes.class")
    wait(lambda: view.lines[-1].words == "4 classes: cats 2, heads 3, monsters 3, robots 3")
    _click(curate, qtbot, "curate.bake.which.picked")
    wait(lambda: "No picture is picked" in _panel(curate).wrong)
    assert not _panel(curate).bake.isEnabled()
    wait(lambda: (filled.choice("bake") or {}).get("which") == "picked")


def test_findings_are_offered_to_be_left_out(
    curate: CurateWorkspace, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    filled.catalogue.set_findings("blurred", {2: "Soft.", 3: "Soft."})
    wait(lambda: curate.findChild(QWidget, "curate.bake.leave.blurred") is not None)
    _click(curate, qtbot, "curate.bake.leave.blurred")
    wait(lambda: _view(curate).headline.startswith("9 pictures"))
    assert "2 blurred" in _view(curate).lines[2].words


def test_a_name_that_cannot_be_is_refused_at_once(curate: CurateWorkspace, wait: Wait) -> None:
    panel = _panel(curate)
    wait(lambda: panel.bake.isEnabled())
    panel.name_field.setText("a/b")
    assert "cannot have the signs" in panel.wrong
    assert not panel.bake.isEnabled()


@pytest.mark.parametrize("by", ["name", "button"])
def test_the_keyboard_goes_on_to_what_follows_a_baking(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait, by: str
) -> None:
    window.activateWindow()
    wait(window.isActiveWindow)
    curate.context.set_settings(size=32)
    panel = _panel(curate)
    wait(lambda: panel.bake.isEnabled() and bool(_view(curate).lines))
    begin = panel.name_field if by == "name" else panel.bake
    begin.setFocus()
    QTest.keyClick(begin, Qt.Key.Key_Return)
    wait(panel.train.hasFocus, seconds=60)
    wait(lambda: panel.name == "critters v2")
    wanted: list[Path] = []
    curate.workbench.train_on.connect(wanted.append)
    QTest.keyClick(panel.train, Qt.Key.Key_Return)
    assert [path.stem for path in wanted] == ["critters v1"]


def test_a_dataset_is_baked_with_enter_and_the_next_has_another_name(
    curate: CurateWorkspace, filled: Project, wait: Wait
) -> None:
    curate.context.set_settings(size=32, hold_out=0.3)
    panel = _panel(curate)
    wait(lambda: panel.bake.isEnabled() and _view(curate).lines[-1].key == "held")
    said = _view(curate).lines[-1].left
    QTest.keyClick(panel.name_field, Qt.Key.Key_Return)
    wait(lambda: panel.cancel.isVisible() or filled.datasets())
    wait(lambda: any(entry.count for entry in curate.context.datasets), seconds=60)
    entry = curate.context.datasets[0]
    assert (entry.name, entry.count, entry.size) == ("critters v1", said, ImageShape.square(32))
    wait(lambda: panel.name == "critters v2" and panel.bake.isVisible())
    assert _page(curate).strip_words() == (f"critters v1, {said}", True)
    assert panel.train.isVisible(), "the way on stays where one looks"
    assert "critters v1 is baked" in panel._last.text()
    wanted: list[Path] = []
    curate.workbench.train_on.connect(wanted.append)
    QTest.mouseClick(panel.train, Qt.MouseButton.LeftButton)
    assert wanted == [entry.path], "the form, with what was baked"
    assert not panel.train.isHidden()
    curate.workbench.set_trainings([RunningTraining(Path("run"), "run", 0, 10)])
    wait(panel.train.isHidden)
    with zipfile.ZipFile(entry.path) as archive:
        document = json.loads(archive.read("maquette.json"))
    assert sum(bool(source.get("held_out")) for source in document["pictures"].values()) == 11 - said


def test_escape_gives_the_light_table_back(curate: CurateWorkspace) -> None:
    QTest.keyClick(_panel(curate).name_field, Qt.Key.Key_Escape)
    assert curate.page_host.open_page is None
    assert curate.grid.isVisible()


def test_a_dataset_is_listed_and_looked_into_and_originals_stay_as_they_were(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    before = {path: path.read_bytes() for path in (filled.folder.parent / "art").rglob("*.png")}
    curate.context.set_settings(size=32, classes="class")
    panel = _panel(curate)
    panel.name_field.setText("Köpfe 1")
    wait(lambda: panel.bake.isEnabled())
    QTest.keyClick(panel.name_field, Qt.Key.Key_Return)
    wait(lambda: any(entry.count for entry in curate.context.datasets), seconds=60)
    with open_dataset(filled.folder / "datasets" / "Köpfe 1.zip") as dataset:
        assert (dataset.count, dataset.size) == (11, ImageShape.square(32))
        assert dataset.class_names == ["cats", "heads", "monsters", "robots"]
        assert "cats/torn.png" not in {dataset.source(number)["source"] for number in range(11)}
    assert {path: path.read_bytes() for path in before} == before
    wait(lambda: window.toast.text == "Köpfe 1 is baked: 11 pictures")
    curate.list.chosen.emit("dataset:Köpfe 1.zip")
    assert curate.page_host.open_page is None
    wait(lambda: curate.middle_stack.dataset.model.rowCount() == 11)
    assert not curate.inspect.isVisible()
    facts = [label.text() for label in curate.dataset_inspector.findChildren(QLabel)]
    assert "32 px" in facts
    assert facts.count("3") == 3
    wait(lambda: curate.middle_stack.dataset.model.image(0) is not None)
    assert curate.middle_stack.dataset.model.title(0).startswith("cats/")
    QTest.keyClick(curate.middle_stack.dataset.grid, Qt.Key.Key_Space)
    curate.show_collection("all")
    wait(lambda: curate.middle_stack.shows_pictures)


@pytest.mark.usefixtures("own_engine")
def test_a_cancelled_baking_leaves_nothing(
    curate: CurateWorkspace, filled: Project, window: Window, qtbot: QtBot, wait: Wait
) -> None:
    panel = _panel(curate)
    wait(lambda: panel.bake.isEnabled())
    _click(curate, qtbot, "curate.bake.bake")
    wait(lambda: _page(curate).baker.is_baking)
    assert panel.cancel.isVisible()
    _click(curate, qtbot, "curate.bake.cancel")
    assert not _page(curate).baker.is_baking
    assert panel.bake.isVisible()
    window.workbench.engine.close(10)
    wait(lambda: not [path for path in filled.dataset_files.folder.iterdir() if not path.name.startswith(".")])
    assert filled.datasets() == []


def test_damaged_pictures_found_since_are_named_and_left_out(
    curate: CurateWorkspace, filled: Project, window: Window, wait: Wait
) -> None:
    picture = filled.catalogue.picture(3)
    assert picture is not None
    picture.path.write_bytes(b"torn since")
    wait(lambda: _panel(curate).bake.isEnabled())
    _page(curate).bake()
    wait(lambda: "left out" in window.toast.text, seconds=60)
    assert picture.name in window.toast.text
    assert filled.datasets()[0].count == 10


def test_what_white_would_swallow_is_said_before() -> None:
    plan = _plan([64] * 5, pale=2)
    background = {line.key: line.words for line in summary.lines(plan, BakeSettings())}["background"]
    assert background == "kept; nothing would show on 2 pictures: drawn too light for white"
    assert "would show" not in str(summary.lines(plan, BakeSettings(background="keep")))


def test_kept_transparency_is_said_and_how_many_have_none() -> None:
    plan = _plan([64] * 5, pale=2, covered=1)
    settings = BakeSettings.from_stored(BakeSettings(alpha=True).stored())
    said = {line.key: line.words for line in summary.lines(plan, settings)}["background"]
    assert said == "kept, transparent: 4 channels; nothing is see-through in 1 picture"
    assert summary.headline(plan, settings) == "5 pictures at 64 px with alpha"
    said = str(summary.lines(plan, settings.changed(remove_background="flood")))
    assert "removed by flood fill, transparent: 4 channels" in said
    assert "nothing is" not in said


def test_what_can_be_pressed_no_more_leaves_the_keyboard_to_the_page(curate: CurateWorkspace, wait: Wait) -> None:
    panel, page = _panel(curate), _page(curate)
    panel.bake.setEnabled(True)
    panel.bake.setFocus()
    wait(panel.bake.hasFocus)
    panel.bake.setEnabled(False)
    wait(lambda: QApplication.focusWidget() is not None)
    place = QApplication.focusWidget()
    assert page.panel is not None
    assert any(area is place or area.isAncestorOf(place) for area in (curate.middle_stack, page.panel))
    QTest.keyClick(place, Qt.Key.Key_Escape)
    wait(lambda: curate.page_host.open_page is None)


class _CountingLayout(QVBoxLayout):
    done = 0

    def setGeometry(self, rect: QRect) -> None:
        self.done += 1
        super().setGeometry(rect)


def test_samples_come_and_go_without_the_page_around_them_being_laid_out(
    curate: CurateWorkspace, filled: Project, qtbot: QtBot, wait: Wait
) -> None:
    pictures = filled.catalogue.pictures(filled.catalogue.ids()[:4])
    around = QWidget()
    qtbot.addWidget(around)
    layout = _CountingLayout(around)
    samples = BakeSamples(curate.workbench, "samples", count=4, edge=80)
    layout.addWidget(samples)
    around.resize(800, 600)
    around.show()
    samples.show_options({"size": "64x32"})
    wait(lambda: not [each for each in samples._afters if each.height() != 40])
    done = layout.done
    for shown in (pictures, pictures[:1], pictures):
        samples.show_pictures(shown)
    assert [each.isVisible() for each in samples._befores] == [True] * 4
    assert layout.done == done
    first, second = samples._befores[0].geometry(), samples._afters[1].geometry()
    assert second.left() > first.right()
    assert second.top() > first.bottom()
    assert samples.rect().contains(samples._afters[3].geometry())
    around.resize(300, 600)
    wait(lambda: [each.isVisible() for each in samples._befores] == [True] * 3 + [False])


def test_samples_use_the_width_of_the_page(workbench: Workbench, qtbot: QtBot) -> None:
    view = BakeView(workbench)
    qtbot.addWidget(view)
    view.show()
    for width, across in ((550, 4), (830, 6), (1300, 6)):
        view.resize(width, 700)
        QApplication.processEvents()
        samples = view.samples
        right = max(each.geometry().right() for each in samples._befores[:across])
        assert 0.95 * samples.width() < right <= samples.width()
