"""The light table: quick at any number of rows, and the habits of hand and eye."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QPoint, QPointF, QRect, QSize, Qt, QTimer, QUrl
from PySide6.QtGui import QAccessible, QColor, QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from studio import theme
from studio.widgets.grid import foot
from studio.widgets.grid.layout import GAP, GridLayout
from studio.widgets.grid.painter import ALL_HELD_BYTES, HELD_BYTES, PicturePainter
from studio.widgets.grid.picture_grid import DimmedRole, PictureGrid, StarsRole, TitleRole
from studio.widgets.grid.stars import STAR

Wait = Callable[..., None]
CTRL, SHIFT, NONE = (
    Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier,
)  # fmt: skip
LEFT = Qt.MouseButton.LeftButton


class Pictures(QAbstractListModel):
    """Rows of plain colour that note which were asked for."""

    def __init__(self, count: int, *, there: bool = True) -> None:
        super().__init__()
        self.count = count
        self.asked: set[int] = set()
        self.there = there
        self.wanted: list[tuple[int, int, int]] = []
        self.image = QImage(64, 64, QImage.Format.Format_RGB32)
        self.image.fill(QColor("#3366cc"))

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else self.count

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.DecorationRole:
            self.asked.add(index.row())
            return self.image if self.there else None
        if role in (TitleRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"picture {index.row()}"
        if role == StarsRole:
            return 3
        if role == DimmedRole:
            return "rejected" if index.row() == 1 else None
        return None

    def want_rows(self, first: int, last: int, edge: int) -> None:
        self.wanted.append((first, last, edge))

    def grow(self, count: int) -> None:
        self.beginInsertRows(QModelIndex(), self.count, self.count + count - 1)
        self.count += count
        self.endInsertRows()

    def mimeData(self, indexes: list[QModelIndex]) -> QMimeData:
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(f"/{index.row()}.png") for index in indexes])
        return data


@pytest.fixture
def make(dressed: object, qtbot: QtBot) -> Iterator[Callable[..., PictureGrid]]:
    made: list[tuple[PictureGrid, Pictures]] = []

    def build(count: int, *, there: bool = True, line: bool = False, width: int = 500) -> PictureGrid:
        grid, model = PictureGrid("test.grid", "Pictures", line=line, edge=100), Pictures(count, there=there)
        grid.setModel(model)
        grid.resize(width, 400)
        grid.show()
        qtbot.waitExposed(grid)
        made.append((grid, model))
        return grid

    yield build
    for grid, _ in made:
        grid.close()
        grid.deleteLater()


def centre(grid: PictureGrid, row: int) -> QPoint:
    return grid.visualRect(grid.model().index(row, 0)).center()


def click(grid: PictureGrid, row: int, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.mouseClick(grid.viewport(), LEFT, modifiers, centre(grid, row))


def key(grid: PictureGrid, what: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(grid, what, modifiers)


# ---- size -----------------------------------------------------------------------------------------------------


def test_only_what_is_visible_is_asked_of_the_model(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(1_000_000)
    model = grid.model()
    wait(lambda: model.asked)
    QApplication.processEvents()
    assert max(model.asked) < 60
    model.asked.clear()
    bar = grid.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    wait(lambda: model.asked)
    first, last = grid.visible_rows()
    assert first - 10 <= min(model.asked) <= max(model.asked) <= last + 10
    assert abs(first - 500_000) < 100


def test_a_million_rows_can_all_be_chosen_at_once(make: Callable[..., PictureGrid]) -> None:
    grid = make(1_000_000)
    key(grid, Qt.Key.Key_A, CTRL)
    assert grid.selected_count() == 1_000_000
    assert len(grid.selectionModel().selection()) == 1


def test_cells_are_square_and_fill_the_width(make: Callable[..., PictureGrid]) -> None:
    grid = make(30)
    first, last = grid.visualRect(grid.model().index(0, 0)), grid.visualRect(grid.model().index(grid.columns - 1, 0))
    assert first.size() == grid.cell_size == QSize(first.width(), first.width())
    assert grid.viewport().width() - last.right() < grid.cell_size.width() // 2
    assert first.left() <= GAP


def test_it_grows_with_its_model_and_keeps_its_place(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(200)
    grid.set_current_row(60)
    value = grid.verticalScrollBar().value()
    before = grid.verticalScrollBar().maximum()
    edge = grid.cell_size.width()
    for _ in range(50):
        grid.model().grow(100)
    wait(lambda: grid.verticalScrollBar().maximum() > before * 10)
    assert grid.verticalScrollBar().value() == value
    assert grid.cell_size.width() == edge
    assert grid.currentIndex().row() == 60


def test_the_model_is_told_which_rows_matter(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(10_000, there=False)
    model = grid.model()
    wait(lambda: model.wanted)
    first, last, edge = model.wanted[-1]
    assert first == 0
    assert grid.visible_rows()[1] <= last < 100
    assert edge >= grid.cell_size.width()
    grid.verticalScrollBar().setValue(grid.verticalScrollBar().maximum())
    wait(lambda: model.wanted[-1][1] == 9_999)
    assert model.wanted[-1][0] > 9_800


def test_rows_are_asked_for_while_it_is_scrolled_without_a_rest(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(10_000)
    model = grid.model()
    assert isinstance(model, Pictures)
    wait(lambda: model.wanted)
    model.wanted.clear()
    bar = grid.verticalScrollBar()
    hand = QTimer(interval=5)
    hand.timeout.connect(lambda: bar.setValue(bar.value() + 20))
    hand.start()
    wait(lambda: len(model.wanted) > 3)
    assert hand.isActive()
    hand.stop()


def test_a_picture_that_comes_later_is_painted(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(12, there=False)
    spot = centre(grid, 3)
    assert grid.viewport().grab().toImage().pixelColor(spot) != QColor("#3366cc")
    grid.model().there = True
    grid.model().dataChanged.emit(grid.model().index(3, 0), grid.model().index(3, 0))
    wait(lambda: grid.viewport().grab().toImage().pixelColor(spot) == QColor("#3366cc"))


# ---- choosing -------------------------------------------------------------------------------------------------


def test_arrows_move(make: Callable[..., PictureGrid]) -> None:
    grid = make(50)
    columns = grid.columns
    grid.set_current_row(0)
    key(grid, Qt.Key.Key_Right)
    assert grid.selected_rows() == [1]
    key(grid, Qt.Key.Key_Down)
    assert grid.currentIndex().row() == 1 + columns
    key(grid, Qt.Key.Key_Up)
    key(grid, Qt.Key.Key_Up)
    assert grid.currentIndex().row() == 1
    key(grid, Qt.Key.Key_Left)
    key(grid, Qt.Key.Key_Left)
    assert grid.currentIndex().row() == 0
    key(grid, Qt.Key.Key_End)
    assert grid.selected_rows() == [49]
    key(grid, Qt.Key.Key_Home)
    assert grid.selected_rows() == [0]


def test_down_into_a_short_last_line_goes_to_its_end() -> None:
    from PySide6.QtWidgets import QAbstractItemView

    layout = GridLayout(100)
    layout.arrange(440, 10)
    assert layout.columns == 4
    down, page_up = QAbstractItemView.CursorAction.MoveDown, QAbstractItemView.CursorAction.MovePageUp
    assert layout.moved(7, down, 400) == 9
    assert layout.moved(9, down, 400) == 9
    assert layout.moved(4, down, 400) == 8
    assert layout.moved(9, page_up, 10_000) == 1


@pytest.mark.parametrize("stretch", [2 / 3, 1.5])
def test_cells_have_the_proportions_of_pictures_and_about_the_size_that_was_asked_for(stretch: float) -> None:
    layout = GridLayout(100)
    layout.stretch = stretch
    layout.arrange(1000, 30)
    cell = layout.cell(layout.columns + 1, 50)
    assert cell.width() / cell.height() == pytest.approx(stretch, rel=0.02)
    assert cell.width() * cell.height() == pytest.approx(100**2, rel=0.25)
    assert layout.row_at(cell.center(), 50) == layout.nearest(cell.center(), 50) == layout.columns + 1
    assert layout.row_at(cell.bottomRight() + QPoint(1, 1), 50) == -1
    assert layout.within(cell, 50) == [(layout.columns + 1, layout.columns + 1)]


def test_pages_and_the_view_follow(make: Callable[..., PictureGrid]) -> None:
    grid = make(500)
    grid.set_current_row(0)
    for _ in range(4):
        key(grid, Qt.Key.Key_PageDown)
        assert grid.viewport().rect().contains(grid.visualRect(grid.currentIndex()))
    assert grid.currentIndex().row() > 4 * grid.columns
    assert grid.currentIndex().row() % grid.columns == 0


def test_shift_extends_from_the_anchor(make: Callable[..., PictureGrid]) -> None:
    grid = make(50)
    grid.set_current_row(10)
    key(grid, Qt.Key.Key_Right, SHIFT)
    key(grid, Qt.Key.Key_Right, SHIFT)
    assert grid.selected_rows() == [10, 11, 12]
    key(grid, Qt.Key.Key_Left, SHIFT)
    key(grid, Qt.Key.Key_Left, SHIFT)
    key(grid, Qt.Key.Key_Left, SHIFT)
    assert grid.selected_rows() == [9, 10]
    key(grid, Qt.Key.Key_Escape)
    assert grid.selected_rows() == [9]


def test_clicks_with_modifiers(make: Callable[..., PictureGrid]) -> None:
    grid = make(50)
    click(grid, 2)
    click(grid, 6, CTRL)
    assert grid.selected_rows() == [2, 6]
    click(grid, 6, CTRL)
    assert grid.selected_rows() == [2]
    click(grid, 2)
    click(grid, 7, SHIFT)
    assert grid.selected_rows() == [2, 3, 4, 5, 6, 7]
    click(grid, 4)
    assert grid.selected_rows() == [4]


def test_a_rubber_band_chooses_what_it_touches(make: Callable[..., PictureGrid]) -> None:
    grid = make(50)
    click(grid, 20 if grid.visible_rows()[1] > 20 else 8)
    gap = grid.visualRect(grid.model().index(0, 0)).topRight() + QPoint(GAP // 2 + 1, 20)
    view = grid.viewport()
    QTest.mousePress(view, LEFT, NONE, gap)
    end = centre(grid, grid.columns + 2)
    QTest.mouseMove(view, gap + QPoint(5, 5))
    QTest.mouseMove(view, end)
    QTest.mouseRelease(view, LEFT, NONE, end)
    assert grid.selected_rows() == [1, 2, grid.columns + 1, grid.columns + 2]


def test_letters_are_left_to_the_workspace(make: Callable[..., PictureGrid]) -> None:
    grid = make(50)
    grid.set_current_row(3)
    key(grid, Qt.Key.Key_P)
    assert grid.currentIndex().row() == 3


def test_space_enter_and_double_click(make: Callable[..., PictureGrid], qtbot: QtBot) -> None:
    grid = make(50)
    grid.set_current_row(3)
    with qtbot.waitSignal(grid.look_close) as looked:
        key(grid, Qt.Key.Key_Space)
    assert looked.args[0].row() == 3
    with qtbot.waitSignal(grid.activated) as opened:
        key(grid, Qt.Key.Key_Return)
    assert opened.args[0].row() == 3
    with qtbot.waitSignal(grid.activated) as opened:
        QTest.mouseDClick(grid.viewport(), LEFT, NONE, centre(grid, 5))
    assert opened.args[0].row() == 5


def test_the_selection_is_told_once_a_turn(make: Callable[..., PictureGrid], wait: Wait) -> None:
    grid = make(50)
    told: list[int] = []
    grid.selection_moved.connect(lambda: told.append(grid.selected_count()))
    for row in range(10):
        grid.set_current_row(row)
    grid.set_current_row(12, extend=True)
    wait(lambda: told)
    assert told == [4]


def test_stars_below_a_picture_can_be_clicked(make: Callable[..., PictureGrid], qtbot: QtBot) -> None:
    grid = make(50, line=True)
    grid.set_edge(150)
    grid.verticalScrollBar().setValue(0)
    rect = grid.visualRect(grid.model().index(2, 0))
    fifth = QPoint(rect.right() - 5, rect.bottom() - 14)
    with qtbot.waitSignal(grid.stars_chosen) as chosen:
        QTest.mouseClick(grid.viewport(), LEFT, NONE, fifth)
    assert (chosen.args[0].row(), chosen.args[1]) == (2, 5)
    third = fifth - QPoint(28, 0)
    with qtbot.waitSignal(grid.stars_chosen) as chosen:
        QTest.mouseClick(grid.viewport(), LEFT, NONE, third)
    assert chosen.args[1] == 0, "the present rating clicked again takes it away"


@pytest.mark.parametrize(("text", "edge", "takes_two"), [(100, 150, False), (100, 100, True), (150, 150, True)])
def test_a_name_has_room_beside_the_stars_or_a_line_of_its_own(
    text: int, edge: int, takes_two: bool, make: Callable[..., PictureGrid]
) -> None:
    grid = make(50, line=True, width=3 * (edge + GAP) + 40)
    grid.set_edge(edge)
    theme.wear(theme.Look(text=text))
    QApplication.processEvents()
    beneath = grid.visualRect(grid.model().index(0, 0)).height() - grid.cell_size.height()
    seed = foot.shown_name(QRect(QPoint(), grid.cell_size), "seed 48", names=False, label=False)
    theme.wear(theme.Look())
    assert seed == "seed 48"
    assert (beneath > 40) == takes_two


def test_a_name_that_is_not_whole_is_said_by_the_tip(make: Callable[..., PictureGrid]) -> None:
    grid = make(50, line=True)
    index = grid.model().index(12, 0)
    assert grid.tip(index) == ""
    grid.set_edge(48)
    assert grid.tip(index) == "picture 12"


def test_stars_in_a_line_of_their_own_can_be_clicked(make: Callable[..., PictureGrid], qtbot: QtBot) -> None:
    grid = make(50, line=True)
    grid.set_edge(90)
    rect = grid.visualRect(grid.model().index(1, 0))
    with qtbot.waitSignal(grid.stars_chosen) as chosen:
        QTest.mouseClick(grid.viewport(), LEFT, NONE, QPoint(rect.left() + 3 * STAR + 5, rect.bottom() - 16))
    assert (chosen.args[0].row(), chosen.args[1]) == (1, 4)


# ---- zoom -----------------------------------------------------------------------------------------------------


def test_ctrl_and_wheel_zoom_around_the_pointer(make: Callable[..., PictureGrid]) -> None:
    grid = make(5000)
    grid.verticalScrollBar().setValue(8000)
    row = grid.visible_rows()[0] + grid.columns + 1
    place, edge = centre(grid, row), grid.cell_size.width()
    for _ in range(6):
        _wheel(grid, place, 120, CTRL)
        assert abs(centre(grid, row).y() - place.y()) <= 2
    assert grid.cell_size.width() > edge
    for _ in range(12):
        _wheel(grid, place, -120, CTRL)
        assert abs(centre(grid, row).y() - place.y()) <= 2
    assert grid.cell_size.width() < edge


def test_a_wheel_without_ctrl_scrolls(make: Callable[..., PictureGrid]) -> None:
    grid = make(5000)
    before = grid.cell_size
    _wheel(grid, QPoint(50, 50), -120, NONE)
    assert grid.verticalScrollBar().value() > 0
    assert grid.cell_size == before


def _wheel(grid: PictureGrid, place: QPoint, by: int, modifiers: Qt.KeyboardModifier) -> None:
    event = QWheelEvent(
        QPointF(place), QPointF(grid.viewport().mapToGlobal(place)), QPoint(), QPoint(0, by),
        Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(grid.viewport(), event)


# ---- for who cannot see it ------------------------------------------------------------------------------------


def test_a_screen_reader_hears_the_pictures(make: Callable[..., PictureGrid]) -> None:
    grid = make(20_000)
    grid.set_current_row(4)
    interface = QAccessible.queryAccessibleInterface(grid)
    assert interface.text(QAccessible.Text.Name) == "Pictures"
    assert interface.text(QAccessible.Text.Description) == "picture 4, 5 of 20,000"
    key(grid, Qt.Key.Key_Right)
    assert interface.text(QAccessible.Text.Description) == "picture 5, 6 of 20,000"


# ---- looks ----------------------------------------------------------------------------------------------------


def _settled(grid: PictureGrid) -> QImage:
    """The grid as it looks once nothing is left to be painted again."""
    for _ in range(40):
        QApplication.processEvents()
    return grid.viewport().grab().toImage()


def test_the_ring_is_outside_the_picture(make: Callable[..., PictureGrid]) -> None:
    grid = make(12)
    grid.set_current_row(5)
    shown = _settled(grid)
    cell = grid.visualRect(grid.model().index(5, 0))
    ring = shown.pixelColor(cell.left() - 2, cell.center().y())
    assert (ring.red(), ring.green(), ring.blue()) == pytest.approx(QColor(theme.ACCENT).getRgb()[:3], abs=12)
    assert shown.pixelColor(cell.left() + 1, cell.center().y()) == QColor("#3366cc")
    assert shown.pixelColor(cell.right() - 1, cell.center().y()) == QColor("#3366cc")


def test_a_rejected_picture_is_faded(make: Callable[..., PictureGrid]) -> None:
    grid = make(12)
    shown = _settled(grid)
    faded, plain = shown.pixelColor(centre(grid, 1)), shown.pixelColor(centre(grid, 2))
    assert plain == QColor("#3366cc")
    assert faded.saturation() < plain.saturation() or faded.value() < plain.value()
    assert faded != plain


def test_pixels_stay_squares_when_enlarged(make: Callable[..., PictureGrid]) -> None:
    grid = make(4)
    small = QImage(4, 4, QImage.Format.Format_RGB32)
    small.fill(QColor("#000000"))
    for x in range(4):
        for y in range(4):
            if (x + y) % 2:
                small.setPixelColor(x, y, QColor("#ffffff"))
    grid.model().image = small
    grid.viewport().update()
    shown = _settled(grid)
    cell = grid.visualRect(grid.model().index(0, 0))
    middle = cell.top() + cell.height() // 8
    row = [shown.pixelColor(x, middle).value() for x in range(cell.left() + 6, cell.right() - 6)]
    assert sum(value in (0, 255) for value in row) >= len(row) - 6, "hard edges, at most one pixel soft at each"
    assert {0, 255} <= set(row)


def test_a_picture_keeps_its_proportions(make: Callable[..., PictureGrid]) -> None:
    grid = make(4)
    wide = QImage(200, 100, QImage.Format.Format_RGB32)
    wide.fill(QColor("#3366cc"))
    grid.model().image = wide
    grid.viewport().update()
    shown = _settled(grid)
    cell = grid.visualRect(grid.model().index(0, 0))
    assert shown.pixelColor(cell.center()) == QColor("#3366cc")
    assert shown.pixelColor(cell.center().x(), cell.top() + 4) != QColor("#3366cc")


def test_transparent_art_lies_on_paper(make: Callable[..., PictureGrid]) -> None:
    grid = make(4)
    clear = QImage(64, 64, QImage.Format.Format_ARGB32_Premultiplied)
    clear.fill(Qt.GlobalColor.transparent)
    grid.model().image = clear
    grid.viewport().update()
    assert _settled(grid).pixelColor(centre(grid, 0)) == QColor(theme.PAPER)


def test_a_view_keeps_no_more_scaled_pictures_than_fit(dressed: object, qtbot: QtBot) -> None:
    """However large they are shown: by number alone those of 320 px would come to hundreds of megabytes."""
    view = QWidget()
    qtbot.addWidget(view)
    painter = PicturePainter(view)
    side = 1200
    for number in range(12):
        image = QImage(8, 8, QImage.Format.Format_ARGB32)
        image.fill(number)
        assert painter.held(image, QSize(side, side)).width() == side
        assert painter.bytes <= HELD_BYTES
    kept = len(painter._scaled)
    assert 1 <= kept < 12
    assert painter.bytes == kept * 4 * side * side
    painter.clear()
    assert painter.bytes == 0


def test_dozens_of_views_hold_no_more_than_some_do(qtbot: QtBot) -> None:
    """Found by hours of use: each view that was ever looked at kept its own, and memory rose with every one."""
    painters = []
    for number in range(8):
        view = QWidget()
        qtbot.addWidget(view)
        painters.append(PicturePainter(view))
        for shade in range(6):
            image = QImage(8, 8, QImage.Format.Format_ARGB32)
            image.fill(10 * number + shade)
            painters[-1].held(image, QSize(1100, 1100))
        assert sum(painter.bytes for painter in painters) <= ALL_HELD_BYTES
    assert painters[-1].bytes > 0
    assert painters[-2].bytes > 0, "what was seen last is still at hand"
    assert painters[0].bytes == 0
