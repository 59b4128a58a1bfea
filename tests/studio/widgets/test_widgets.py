"""The small widgets the workspaces share."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QButtonGroup,
    QLabel,
    QPushButton,
    QToolTip,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from studio import theme
from studio.curation.pages.background.divider import BeforeAfter
from studio.curation.step_strip import Step, StepStrip
from studio.widgets.banner import Banner
from studio.widgets.chips import ChipChoice, TagRow, check_only
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.empty_state import EmptyState
from studio.widgets.fact_rows import FactRows
from studio.widgets.fields.eliding_box import ElidingButton, ElidingLabel
from studio.widgets.fields.named_box import NamedBox
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.marks.star_rating import StarRating
from studio.widgets.picture_view import PictureView
from studio.widgets.side_list import SideList
from studio.widgets.side_rows import Row, Section
from studio.widgets.sliders import NamedSlider, SizeSlider
from studio.workers.images import from_bytes, to_array, to_image
from studio.workers.thumbnails import ThumbnailLoader
from studio.workers.workbench import Workbench
from tests.studio.explore_support import shows_squares

Wait = Callable[..., None]
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


def plain(colour: str, width: int = 64, height: int = 64) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    return image


@pytest.fixture
def host(dressed: object, qtbot: QtBot) -> Iterator[QWidget]:
    """A shown window to put widgets in."""
    made = QWidget()
    QVBoxLayout(made)
    made.resize(400, 500)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()
    made.deleteLater()


def put(host: QWidget, widget: QWidget) -> None:
    host.layout().addWidget(widget)
    widget.show()
    host.layout().activate()


# ---- side list ------------------------------------------------------------------------------------------------


SECTIONS = [
    Section("Pictures", [Row("all", "All", 1200), Row("picked", "Picked", 1043)]),
    Section("Classes", [Row("cats", "Cats", 300), Row("run", "critters", "41 %", progress=0.41)]),
]


def test_rows_are_chosen_by_click_and_key(host: QWidget) -> None:
    side = SideList("test.side", "Collections")
    put(host, side)
    side.set_sections(SECTIONS)
    chosen: list[str] = []
    side.chosen.connect(chosen.append)
    rect = side.visualRect(side.model().index(1, 0))
    QTest.mouseClick(side.viewport(), LEFT, NONE, rect.center())
    QTest.keyClick(side, Qt.Key.Key_Down)
    QTest.keyClick(side, Qt.Key.Key_Down)
    assert chosen == ["all", "picked", "cats"], "headings are stepped over"
    assert side.current_key() == "cats"


def test_choosing_from_code_says_nothing(host: QWidget) -> None:
    side = SideList("test.side", "Collections")
    put(host, side)
    side.set_sections(SECTIONS)
    chosen: list[str] = []
    side.chosen.connect(chosen.append)
    assert side.choose("cats")
    assert not side.choose("dogs")
    assert side.current_key() == ""
    assert chosen == []


def test_new_counts_keep_the_choice_and_the_rows(host: QWidget) -> None:
    side = SideList("test.side", "Collections")
    put(host, side)
    side.set_sections(SECTIONS)
    side.choose("picked")
    chosen: list[str] = []
    side.chosen.connect(chosen.append)
    side.set_sections([Section("Pictures", [Row("all", "All", 1201), Row("picked", "Picked", 2)]), SECTIONS[1]])
    assert side.current_key() == "picked"
    side.set_sections([Section("Pictures", [Row("picked", "Picked", 2)])])
    assert side.current_key() == "picked"
    side.set_sections([Section("Pictures", [Row("all", "All", 2)])])
    assert side.current_key() == ""
    assert chosen == []
    assert side.model().index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "All 2"


def test_it_is_as_high_as_its_rows(host: QWidget) -> None:
    side = SideList("test.side", "Collections")
    put(host, side)
    side.set_sections(SECTIONS)
    few = side.height()
    side.set_sections([*SECTIONS, Section("Tags", [Row("antenna", "antenna", 3)])])
    assert side.height() > few
    assert side.verticalScrollBar().maximum() == 0


def test_a_row_takes_two_lines_where_one_would_cut_it(host: QWidget) -> None:
    side = SideList("test.side", "Snapshots")
    put(host, side)
    rows = [Row("a", "18 kimg best, yours", "0.1274", dot="GREEN", picture=1), Row("b", "20 kimg", "0.131")]
    side.set_sections([Section("", rows)])
    long, short = (side.model().index(row, 0) for row in range(2))
    host.resize(500, 500)
    host.layout().activate()
    assert side.visualRect(long).height() == side.visualRect(short).height()
    whole = side.height()
    host.resize(220, 500)
    host.layout().activate()
    assert side.visualRect(long).height() > side.visualRect(short).height()
    assert side.height() == whole + side.visualRect(long).height() - side.visualRect(short).height()
    assert side.verticalScrollBar().maximum() == 0
    host.resize(500, 500)
    host.layout().activate()
    assert side.height() == whole


def test_a_heading_goes_on_below_where_its_line_is_too_short(host: QWidget) -> None:
    side = SideList("test.side", "Snapshots")
    put(host, side)
    side.set_sections([Section("Zwischenstände von gestern, 86 MB", [Row("a", "20 kimg", "0.131")])])
    heading = side.model().index(0, 0)
    host.resize(500, 500)
    host.layout().activate()
    one = side.visualRect(heading).height()
    host.resize(220, 500)
    host.layout().activate()
    assert side.visualRect(heading).height() >= one + 10
    assert side.verticalScrollBar().maximum() == 0


def test_a_row_that_is_not_whole_is_said_by_its_tool_tip(host: QWidget, wait: Wait) -> None:
    side = SideList("test.side", "Trainings")
    put(host, side)
    name = "knights and their horses at dusk with lanterns"
    side.set_sections([Section("", [Row("a", name, "40 kimg", tip="finished"), Row("b", "cats", tip="stopped")])])
    host.resize(220, 500)
    host.layout().activate()
    said = []
    for row in range(2):
        place = side.visualRect(side.model().index(row, 0)).center()
        QApplication.sendEvent(
            side.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, side.viewport().mapToGlobal(place))
        )
        said.append(QToolTip.text())
    assert said == [f"{name}\nfinished", "stopped"]
    QToolTip.hideText()
    wait(lambda: not QToolTip.isVisible())


def test_a_list_of_more_rows_than_it_may_have_scrolls_by_itself_at_any_width(host: QWidget) -> None:
    side = SideList("test.side", "Rows", most_rows=7)
    put(host, side)
    side.set_sections([Section("Sheets", [Row(str(n), f"sheet {n}") for n in range(20)])])
    high = side.height()
    assert high == 7 * 32 + 8
    host.resize(host.width() - 40, host.height())
    host.layout().activate()
    assert side.height() == high
    centre = QPointF(side.viewport().rect().center())
    down = QWheelEvent(
        centre, side.viewport().mapToGlobal(centre), QPoint(), QPoint(0, -1200), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    for _ in range(9):
        QApplication.sendEvent(side.viewport(), down)
    assert side.verticalScrollBar().value() == side.verticalScrollBar().maximum() > 0


def test_a_row_that_goes_on_below_loses_none_of_its_words_and_a_name_gives_way_in_its_middle(host: QWidget) -> None:
    side = SideList("test.side", "Snapshots")
    put(host, side)
    words = "65.2 kimg best, yours"
    side.set_sections([Section("", [Row("a", words, "0.118", goes_on=True), Row("b", words)])])
    delegate, metrics = side.itemDelegate(), QFontMetrics(theme.font())

    def lines(row: int, wide: str) -> tuple[str, str]:
        side.setFixedWidth(metrics.horizontalAdvance(wide) + 2 * 8 + 1)
        host.layout().activate()
        return delegate._lines(side.model().index(row, 0))  # type: ignore[attr-defined,no-any-return]

    assert lines(0, f"{words}   0.118") == (words, "")
    assert lines(0, "65.2 kimg best, y") == ("65.2 kimg best,", "yours")
    assert side.visualRect(side.model().index(0, 0)).height() > 32
    first, more = lines(0, "65.2 kimg b")
    assert first == "65.2 kimg"
    assert more.startswith("b"), "beside a value what marks it gives way at its end"
    assert more.endswith("…")
    name, below = lines(1, "65.2 kimg best, y")
    assert name.startswith("65.2")
    assert name.endswith("yours")
    assert "…" in name
    assert below == ""


# ---- words that give way --------------------------------------------------------------------------------------


def test_words_are_whole_in_the_room_that_they_ask_for(host: QWidget) -> None:
    """Whatever their width is in parts of a pixel."""
    for number in range(1, 40):
        words = f"undo: keep {number} designs of {number * 7}" + "l" * (number % 9)
        button = ElidingButton("quiet", name="some.button", least=10)
        button.setParent(host)
        button.setText(words)
        for each in (button, ElidingLabel(words, "small", parent=host)):
            each.show()
            each.resize(each.sizeHint())
            assert each.shown_text == words
            each.resize(each.width() - 12, each.height())
            assert each.shown_text != words


def test_a_choice_may_be_let_go(host: QWidget) -> None:
    group = QButtonGroup(host)
    buttons = [QPushButton(f"{number}", host, checkable=True) for number in range(3)]
    for button in buttons:
        group.addButton(button)
    check_only(group, buttons[1])
    assert group.checkedButton() is buttons[1]
    check_only(group, None)
    assert group.checkedButton() is None
    check_only(group, buttons[2])
    buttons[0].click()
    assert [button.isChecked() for button in buttons] == [True, False, False], "one at most all the same"


# ---- steps ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [100, 150])
def test_titles_of_steps_are_whole_with_their_numbers_or_without(host: QWidget, size: int) -> None:
    theme.wear(theme.Look(text=size))
    try:
        strip = StepStrip()
        put(host, strip)
        titles = ("Prüfen", "Hintergrund", "Zerlegen", "Format", "Varianten", "Backen")
        words = "critters at 32 px, without their backgrounds"
        strip.set_steps([Step(title, title, words, done=True, tip="") for title in titles])
        least = host.layout().minimumSize().width()
        for width in range(least, least + 400, 7):
            host.resize(width, 500)
            host.layout().activate()
            for title, button in zip(titles, strip.findChildren(QAbstractButton), strict=True):
                assert button.shown_title.endswith(title), (width, button.shown_title)
    finally:
        theme.wear(theme.Look())


_SAID = ("105 to look at", "flood fill, see-through", "not split", "64 px, whole picture", "left to training",
         "critters v1, 1,200")  # fmt: skip


def _said(*words: str) -> list[Step]:
    return [Step(f"{n}", f"Step {n}", each, done=n % 2 == 0, tip="") for n, each in enumerate(words)]


def test_words_of_steps_are_whole_and_on_one_line_where_all_have_room(host: QWidget) -> None:
    """At every width: none is shortened, or on a second line, for the sake of the margin before it."""
    strip = StepStrip()
    put(host, strip)
    strip.set_steps(_said(*_SAID))
    buttons = strip.findChildren(QAbstractButton)
    lines = []
    around = host.layout().sizeHint().width() - strip.sizeHint().width()
    for width in range(strip.sizeHint().width() + around, 1500, 3):
        host.resize(width, 500)
        host.layout().activate()
        shown = [button.shown_lines for button in buttons]
        assert all(" ".join(each) == words for each, words in zip(shown, _SAID, strict=True)), (width, shown)
        lines.append(max(map(len, shown)))
    assert lines == sorted(lines, reverse=True), "with more room never on more lines"
    assert {1, 2} == set(lines)


def test_no_step_moves_when_another_says_something_else(host: QWidget) -> None:
    strip = StepStrip()
    put(host, strip)
    host.resize(1200, 500)
    strip.set_steps(_said(*_SAID))
    host.layout().activate()
    places = [button.geometry() for button in strip.findChildren(QAbstractButton)]
    strip.set_steps(_said("all fine", "kept", *_SAID[2:-1], "being baked"))
    assert [button.geometry() for button in strip.findChildren(QAbstractButton)] == places


# ---- looking close --------------------------------------------------------------------------------------------


@pytest.fixture
def close_up(host: QWidget) -> LookClose:
    owner = QPushButton("owner")
    put(host, owner)
    owner.setFocus()
    return LookClose(owner)


def test_it_covers_the_window_and_gives_the_focus_back(host: QWidget, close_up: LookClose, wait: Wait) -> None:
    close_up.show_picture(plain("#3366cc"), "robot.png", "64 × 64")
    assert close_up.geometry() == host.rect()
    host.resize(500, 600)
    wait(lambda: close_up.size() == host.size())
    closed: list[int] = []
    close_up.closed.connect(lambda: closed.append(1))
    QTest.keyClick(close_up, Qt.Key.Key_Space)
    assert not close_up.is_open
    assert closed == [1]


def test_arrows_step(close_up: LookClose) -> None:
    close_up.show_picture(plain("#3366cc"), "robot.png")
    steps: list[int] = []
    close_up.stepped.connect(steps.append)
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Left, Qt.Key.Key_Down):
        QTest.keyClick(close_up, key)
    assert steps == [1, -1, 1]


def test_small_art_is_enlarged_in_whole_steps_with_true_pixels(host: QWidget, close_up: LookClose) -> None:
    image = plain("#000000", 32, 32)
    for x in range(0, 32, 2):
        for y in range(32):
            image.setPixelColor(x, y, QColor("#ffffff"))
    close_up.show_picture(image, "pixels.png")
    shown = close_up.grab().toImage()
    middle = shown.height() // 2
    values = [shown.pixelColor(x, middle).value() for x in range(shown.width())]
    inside = values[values.index(255) : len(values) - values[::-1].index(0)]
    assert {value for value in inside if value not in (31, 35)} <= {0, 255}
    runs = np.diff(np.flatnonzero(np.diff(np.array(inside[: 32 * 4]))))
    assert set(runs.tolist()) <= {runs[0]}, "every pixel is as wide as the next"


def test_z_changes_between_whole_and_pixel_for_pixel(close_up: LookClose) -> None:
    close_up.show_picture(plain("#3366cc", 1600, 1600), "large.png")
    outside = close_up.grab().toImage().pixelColor(2, 2)
    assert outside == QColor(theme.CANVAS)
    QTest.keyClick(close_up, Qt.Key.Key_Z)
    assert close_up.grab().toImage().pixelColor(2, 2) == QColor("#3366cc")
    QTest.keyClick(close_up, Qt.Key.Key_Z)
    assert close_up.grab().toImage().pixelColor(2, 2) == outside


def test_the_large_picture_takes_the_place_of_the_small(close_up: LookClose) -> None:
    close_up.show_picture(plain("#333333"), "a.png", full=False)
    close_up.show_picture(plain("#3366cc", 1600, 1600), "a.png")
    centre = close_up.rect().center()
    assert close_up.grab().toImage().pixelColor(centre) == QColor("#3366cc")


# ---- the others -----------------------------------------------------------------------------------------------


def test_stars_by_mouse_and_key(host: QWidget) -> None:
    stars = StarRating("test.stars")
    put(host, stars)
    rated: list[int] = []
    stars.rated.connect(rated.append)
    QTest.mouseClick(stars, LEFT, NONE, QPoint(3 * 18 + 9, 10))
    QTest.keyClick(stars, Qt.Key.Key_2)
    QTest.keyClick(stars, Qt.Key.Key_Right)
    QTest.mouseClick(stars, LEFT, NONE, QPoint(2 * 18 + 9, 10))
    assert rated == [4, 2, 3, 0]
    assert stars.accessibleName() == "Rating: 0 of 5"


def test_a_slider_tells_while_it_moves_and_when_it_rests(host: QWidget) -> None:
    slider = NamedSlider("test.edge", "Edge", 0, 10, 2, steps=10, words="{:.0f} px".format)
    put(host, slider)
    moved, released = [], []
    slider.moved.connect(moved.append)
    slider.released.connect(released.append)
    QTest.keyClick(slider.slider, Qt.Key.Key_Right)
    assert moved == released == [3]
    slider.set_value(7)
    assert slider.value == 7
    assert len(moved) == 1
    assert "7 px" in [label.text() for label in slider.findChildren(QLabel)]


def test_the_size_slider_and_the_grid_follow_each_other(host: QWidget) -> None:
    grid = PictureGrid("test.grid", "Pictures", edge=100)
    slider = SizeSlider("test.size", grid)
    for widget in (grid, slider):
        put(host, widget)
    slider.slider.setValue(150)
    assert grid.wanted_edge == 150
    grid.set_edge(80)
    assert slider.slider.value() == 80


def test_one_chip_of_many(host: QWidget) -> None:
    chips = ChipChoice("test.method", "Method", [("flood", "Flood fill"), ("u2netp", "u2netp"), ("keep", "Keep")])
    put(host, chips)
    chosen: list[str] = []
    chips.chosen.connect(chosen.append)
    assert chips.key == "flood"
    QTest.mouseClick(chips.findChild(QPushButton, "test.method.keep"), LEFT)
    chips.choose("u2netp")
    assert chosen == ["keep"]
    assert chips.key == "u2netp"


def test_tags_wrap_and_come_off(host: QWidget) -> None:
    tags = TagRow("test.tags")
    put(host, tags)
    tags.set_tags([f"a rather long tag {number}" for number in range(8)])
    QApplication.processEvents()
    assert tags.layout().heightForWidth(200) > 2 * tags.layout().heightForWidth(2000)
    removed: list[str] = []
    tags.removed.connect(removed.append)
    QTest.mouseClick(tags.findChild(QPushButton, "test.tags.3"), LEFT)
    assert removed == ["a rather long tag 3"]
    tags.set_tags(["<b>x</b>"])
    assert tags.tags == ["<b>x</b>"]


def test_a_banner_says_what_is_wrong_and_the_way_out(host: QWidget) -> None:
    banner = Banner("test.banner")
    put(host, banner)
    banner.say("The critic is pulling ahead.", "Going back usually helps.", "Go back")
    acted, gone = [], []
    banner.acted.connect(lambda: acted.append(1))
    banner.dismissed.connect(lambda: gone.append(1))
    QTest.mouseClick(banner.findChild(QPushButton, "test.banner.act"), LEFT)
    QTest.mouseClick(banner.findChild(QPushButton, "test.banner.dismiss"), LEFT)
    assert (acted, gone, banner.isVisible()) == ([1], [1], False)


def test_facts_are_filled_anew_without_growing(host: QWidget) -> None:
    facts = FactRows("test.facts")
    put(host, facts)
    facts.set_facts([("Size", "512 × 512"), ("From", "sheets/robots.png"), ("Tags", "")])
    facts.set_facts([("Size", "64 × 64")])
    QApplication.processEvents()
    texts = [label.text() for label in facts.findChildren(QLabel) if label.isVisible()]
    assert texts == ["Size", "64 × 64"]


def test_before_and_after_are_parted_by_the_line(host: QWidget) -> None:
    divider = BeforeAfter("test.divider")
    put(host, divider)
    divider.set_images(plain("#cc3333"), plain("#3366cc"))
    shown = divider.grab().toImage()
    middle = shown.height() // 2 - 30
    assert shown.pixelColor(shown.width() // 2 - 40, middle) == QColor("#cc3333")
    assert shown.pixelColor(shown.width() // 2 + 40, middle) == QColor("#3366cc")
    for _ in range(6):
        QTest.keyClick(divider, Qt.Key.Key_Right)
    assert divider.grab().toImage().pixelColor(shown.width() // 2 + 40, middle) == QColor("#cc3333")


def test_before_and_after_are_squares_of_pixel_art_alone(host: QWidget) -> None:
    divider = BeforeAfter("test.divider")
    put(host, divider)
    image = to_image(np.random.default_rng(1).integers(0, 256, (16, 16, 3)).astype(np.uint8))
    for hard in (True, False):
        divider.set_images(image, image, hard=hard)
        assert shows_squares(divider, image) == hard


def test_a_picture_view_shows_its_picture_whole(host: QWidget) -> None:
    view = PictureView("test.view", "Design")
    put(host, view)
    assert view.heightForWidth(240) == 240
    view.set_image(plain("#3366cc"))
    shown = view.grab().toImage()
    edge = min(shown.width(), shown.height())
    assert shown.pixelColor(shown.width() // 2, edge // 2) == QColor("#3366cc")
    clicked: list[int] = []
    view.clicked.connect(lambda: clicked.append(1))
    QTest.mouseClick(view, LEFT)
    assert clicked == [1]


def test_an_empty_state_shows_all_its_words(host: QWidget) -> None:
    words = "In Explore, press S on a design you like. It comes here to be named, rated, compared and exported. " * 2
    empty = EmptyState("test.empty", "stack", "Nothing kept yet", words)
    put(host, empty)
    label = next(label for label in empty.findChildren(QLabel) if label.text() == words)
    assert label.height() >= label.heightForWidth(label.width())


# ---- pictures on their way to the screen ----------------------------------------------------------------------


@pytest.mark.parametrize("channels", [3, 4])
@pytest.mark.parametrize("shape", [(1, 1), (3, 5), (17, 2)])
def test_pixels_become_images_and_back(channels: int, shape: tuple[int, int]) -> None:
    pixels = np.random.default_rng(0).integers(0, 256, (*shape, channels), np.uint8)
    if channels == 4:
        pixels[..., 3] = 255
    again = to_array(to_image(pixels))
    assert np.array_equal(again[..., :channels], pixels)


def test_an_image_outlives_its_array() -> None:
    pixels = np.full((64, 64, 3), 200, np.uint8)
    image = to_image(pixels)
    pixels[:] = 0
    del pixels
    assert image.pixelColor(5, 5).red() == 200


def test_what_is_no_picture_is_refused() -> None:
    assert from_bytes(b"not a picture") is None
    with pytest.raises(ValueError, match="uint8"):
        to_image(np.zeros((4, 4, 3), np.float32))


@pytest.fixture
def loader(workbench: Workbench) -> ThumbnailLoader:
    return workbench.thumbnails


def test_a_thumbnail_comes_when_it_is_ready(loader: ThumbnailLoader, wait: Wait) -> None:
    arrived: list[object] = []
    loader.arrived.connect(arrived.extend)
    assert loader.picture("a", 64, lambda: plain("#3366cc")) is None
    wait(lambda: arrived == ["a"])
    image = loader.picture("a", 64, lambda: None)
    assert image is not None
    assert image.width() == 64


def test_the_small_one_serves_until_the_large_one_is_there(loader: ThumbnailLoader, wait: Wait) -> None:
    loader.picture("a", 64, lambda: plain("#3366cc"))
    wait(lambda: loader.picture("a", 64, lambda: None) is not None)
    meanwhile = loader.picture("a", 256, lambda: plain("#3366cc", 256, 256))
    assert meanwhile is not None
    assert meanwhile.width() == 64
    wait(lambda: loader.picture("a", 256, lambda: None).width() == 256)


def test_what_scrolled_away_is_given_up(workbench: Workbench, wait: Wait) -> None:
    import threading

    gate, loaded = threading.Event(), []

    def load(number: int) -> QImage:
        gate.wait(5)
        loaded.append(number)
        return plain("#3366cc", 8, 8)

    for number in range(100):
        workbench.thumbnails.picture(number, 64, lambda number=number: load(number))
    workbench.thumbnails.want(range(90, 100))
    gate.set()
    wait(lambda: {*range(90, 100)} <= set(loaded))
    assert len(loaded) <= 10 + 2, "only those under way already"


def test_one_bad_picture_is_asked_for_once(loader: ThumbnailLoader, wait: Wait) -> None:
    tries: list[int] = []

    def load() -> QImage | None:
        tries.append(1)
        raise OSError("damaged")

    arrived: list[object] = []
    loader.arrived.connect(arrived.extend)
    loader.picture("bad", 64, load)
    wait(lambda: arrived)
    assert loader.failed("bad")
    assert loader.picture("bad", 64, load) is None
    loader.picture("good", 64, lambda: plain("#3366cc"))
    wait(lambda: "good" in arrived)
    assert tries == [1]
    loader.forget(["bad"])
    loader.picture("bad", 64, load)
    wait(lambda: len(tries) == 2)


def test_memory_stays_within_its_budget(dressed: object, wait: Wait) -> None:
    loader = ThumbnailLoader(memory=64 * 64 * 4 * 10)
    arrived: list[object] = []
    loader.arrived.connect(arrived.extend)
    for number in range(40):
        loader.picture(number, 64, lambda: plain("#3366cc"))
    wait(lambda: len(arrived) == 40)
    assert sum(loader.picture(number, 1, lambda: None) is not None for number in range(40)) == 10
    assert loader.close(5)
    loader.deleteLater()


# ---- a control with its name ---------------------------------------------------------------------------------------


def test_a_name_goes_above_its_control_where_there_is_no_room_beside(qtbot: QtBot) -> None:
    box = NamedBox("reach", "Reaches", [("", "as usual"), ("coarse", "coarse layers alone")], label_width=72)
    slider = NamedSlider("psi", "Truncation", 0.0, 1.0, 1.0, label_width=72)
    for line, control, narrow in ((box, box.box, 190), (slider, slider.slider, 150)):
        qtbot.addWidget(line)
        line.resize(400, 40)
        line.show()
        assert not line.is_folded
        assert control.x() > 72
        line.resize(narrow, 80)
        qtbot.waitUntil(lambda line=line: line.is_folded)
        qtbot.waitUntil(lambda control=control: control.x() == 0)
        line.resize(400, 40)
        qtbot.waitUntil(lambda line=line: not line.is_folded)
    box.resize(190, 80)
    qtbot.waitUntil(lambda: box.box.width() == 190)
    for row in range(box.box.count()):
        box.box.setCurrentIndex(row)
        assert box.box.shown_text == box.box.itemText(row), "folded, no text is shortened"
    box.set_options([("", "any")])
    assert not box.is_folded, "shorter texts have room beside the name"


def test_steps_keep_their_words_rather_than_their_numbers(dressed: object, qtbot: QtBot) -> None:
    strip = StepStrip()
    qtbot.addWidget(strip)
    titles = ("Check", "Background of each", "Split", "Frame", "Augment", "Bake")
    words = "left to the training"
    strip.set_steps([Step(title, title, words, False, "") for title in titles])
    buttons = strip.findChildren(QAbstractButton)
    strip.show()
    wide = strip.sizeHint().width()
    strip.resize(wide, 62)
    assert [button.shown_title for button in buttons] == [f"{n}  {title}" for n, title in enumerate(titles, 1)]
    assert {" ".join(button.shown_lines) for button in buttons} == {words}
    strip.resize(wide - 1, 62)
    assert [button.shown_title for button in buttons] == list(titles)
    assert {" ".join(button.shown_lines) for button in buttons} == {words}
    strip.resize(2000, 62)
    assert buttons[1].shown_title == "2  Background of each", "the number is there where there is room"


def test_a_count_of_a_step_is_whole_where_its_name_is_not_and_the_tip_says_all(dressed: object, qtbot: QtBot) -> None:
    strip = StepStrip()
    qtbot.addWidget(strip)
    strip.set_steps([Step("bake", "Bake", "forest creatures v12, 1,200", True, "Bake a set.")])
    (button,) = strip.findChildren(QAbstractButton)
    strip.show()
    strip.resize(400, 62)
    assert "forest" not in button.toolTip()
    for width in range(90, 60, -5):
        strip.resize(width, 62)
        assert " ".join(button.shown_lines).endswith(", 1,200"), width
        assert button.shown_lines[0].startswith("f"), width
    assert button.toolTip().startswith("forest creatures v12, 1,200\nBake a set.")


def test_a_picture_that_changes_while_it_is_loaded_is_loaded_anew(host: QWidget, wait: Wait) -> None:
    loader, begun, go_on = ThumbnailLoader(threads=1), threading.Event(), threading.Event()
    told: list[str] = []
    loader.arrived.connect(told.extend)

    def old() -> QImage:
        begun.set()
        go_on.wait(60)
        return plain("#ff0000")

    loader.picture("one", 256, old)
    loader.picture("two", 256, lambda: plain("#ff0000"))  # it waits
    wait(begun.is_set)
    loader.forget(["one", "two"])
    go_on.set()
    wait(lambda: {"one", "two"} <= set(told))
    for key in ("one", "two"):
        assert loader.picture(key, 256, lambda: plain("#00ff00")) is None
    wait(lambda: all(loader.picture(key, 256, lambda: None) is not None for key in ("one", "two")))
    for key in ("one", "two"):
        image = loader.picture(key, 256, lambda: None)
        assert image is not None
        assert image.pixelColor(0, 0) == QColor("#00ff00")
    assert loader.close()
