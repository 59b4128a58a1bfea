"""The parts of the monitor, each by itself: scrubber, samples, plots."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QImage

from gan_engine.runs.events import SampleSaved
from studio import theme
from studio.palettes import contrast
from studio.training.ballot.pair_view import PairView
from studio.training.monitor.samples import SampleView, Sheet, SheetLoader, read_sheet
from studio.training.monitor.scrubber import Scrubber
from studio.training.new_training.choice_cards import Choice, ChoiceCard, ChoiceCards
from studio.training.plots.background import PlotLine
from studio.training.plots.header import Entry, PlotHeader
from studio.training.plots.line_styles import muted
from studio.training.plots.panel import PlotPanel
from studio.training.recipe_words import value_words
from studio.workers.images import to_array
from studio.workers.training.curves import Curve
from studio.workers.workbench import Workbench
from tests.engine.run_support import write_run
from tests.studio.train_support import Wait


@pytest.fixture
def scrubber(dressed: Any, qtbot: Any) -> Scrubber:
    made = Scrubber("scrubber", "Moment")
    qtbot.addWidget(made)
    made.resize(500, 28)
    made.set_moments([0, 10, 20, 100], 100)
    made.show()
    return made


def test_a_scrubber_follows_the_last_moment_until_it_is_moved(scrubber: Scrubber) -> None:
    assert scrubber.moment == 100
    scrubber.set_moments([0, 10, 20, 100, 120], 125)
    assert scrubber.moment == 120
    scrubber.go_to(1)
    scrubber.set_moments([0, 10, 20, 100, 120, 140], 145)
    assert scrubber.moment == 10


def test_a_scrubber_whose_moments_were_taken_back_stands_on_the_nearest(scrubber: Scrubber) -> None:
    scrubber.go_to(2)
    scrubber.set_moments([0, 10], 12)
    assert scrubber.moment == 10
    scrubber.set_moments([], 0)
    assert scrubber.moment is None


def test_a_press_goes_to_the_moment_nearest_in_time(scrubber: Scrubber, qtbot: Any) -> None:
    with qtbot.waitSignal(scrubber.moved) as moved:
        qtbot.mouseClick(scrubber, Qt.MouseButton.LeftButton, pos=QPoint(80, 12))  # 16 of 100
    assert moved.args == [2]
    assert scrubber.moment == 20


def test_a_scrubber_is_worked_by_keys(scrubber: Scrubber, qtbot: Any) -> None:
    places: list[int] = []
    scrubber.moved.connect(places.append)
    keys = (Qt.Key.Key_Left, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_PageDown, Qt.Key.Key_End)
    for key in keys:
        qtbot.keyClick(scrubber, key)
    assert places == [2, 0, 1, 2, 3]
    assert scrubber.at_end


def test_an_empty_scrubber_takes_everything_calmly(dressed: Any, qtbot: Any) -> None:
    empty = Scrubber("scrubber", "Moment")
    qtbot.addWidget(empty)
    empty.show()
    qtbot.mouseClick(empty, Qt.MouseButton.LeftButton)
    qtbot.keyClick(empty, Qt.Key.Key_End)
    assert empty.index == -1
    empty.grab()


# ---- samples ------------------------------------------------------------------------------------------------------


def sheet_of(count: int, columns: int, kimg: float = 1.0) -> Sheet:
    from studio.workers.images import to_image

    pictures = [np.full((16, 16, 3), (index * 7 % 256, 90, 200), np.uint8) for index in range(count)]
    return Sheet(kimg, columns, tuple(to_image(picture) for picture in pictures))


def report(done: int, total: int | None, what: str = "") -> None:
    pass


def test_a_sheet_is_cut_into_its_designs(tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=120, cell=48)
    sample = SampleSaved(time=0, kimg=120, file="samples/000120.webp", columns=8, rows=4)
    sheet = read_sheet(run.path, sample, report)
    assert sheet is not None
    assert len(sheet.designs) == 32
    assert {(design.width(), design.height()) for design in sheet.designs} == {(48, 48)}
    centres = {tuple(to_array(design)[24, 24, :3] // 32) for design in sheet.designs}
    assert len(centres) > 8  # discs of many colours: each cell is another design


@pytest.mark.parametrize(
    ("file", "columns", "rows"),
    [
        ("samples/000999.webp", 8, 4),
        ("../outside.webp", 8, 4),
        ("/etc/passwd", 8, 4),
        ("samples/000020.webp", 0, 4),
        ("samples/000020.webp", -8, -4),
        ("samples/000020.webp", 10**9, 10**9),
        ("samples/000020.webp", 1000, 1),
        ("samples/broken.webp", 8, 4),
        ("run.json", 8, 4),
        ("", 8, 4),
    ],
)
def test_a_sample_that_lies_is_no_sheet(tmp_path: Path, file: str, columns: int, rows: int) -> None:
    run = write_run(tmp_path / "run", kimg=20)
    (tmp_path / "outside.webp").write_bytes((run.samples_folder / "000020.webp").read_bytes())
    (run.samples_folder / "broken.webp").write_bytes((run.samples_folder / "000020.webp").read_bytes()[:200])
    assert read_sheet(run.path, SampleSaved(time=0, kimg=20, file=file, columns=columns, rows=rows), report) is None


def test_however_fast_one_scrubs_the_last_sheet_wanted_comes(workbench: Workbench, wait: Wait, tmp_path: Path) -> None:
    run = write_run(tmp_path / "run", kimg=200, sample_every=10)
    loader = SheetLoader(workbench.jobs)
    shown: list[Sheet] = []
    loader.ready.connect(shown.append)
    samples = [
        SampleSaved(time=0, kimg=kimg, file=f"samples/{kimg:06d}.webp", columns=8, rows=4) for kimg in range(0, 201, 10)
    ]
    for sample in samples:
        loader.want(run.path, sample)
    wait(lambda: shown and shown[-1].kimg == 200)
    assert len(shown) < len(samples)  # those passed over were never read
    before = len(shown)
    loader.want(run.path, samples[-1])  # from memory, at once
    assert len(shown) == before + 1
    loader.deleteLater()


def test_designs_stand_in_rows_as_large_as_there_is_room(dressed: Any, qtbot: Any) -> None:
    view = SampleView("samples")
    qtbot.addWidget(view)
    view.show_sheet(sheet_of(32, 8))
    view.resize(808, view.heightForWidth(808))
    view.show()
    assert view.cell(7).right() <= 808
    assert view.cell(8).top() > view.cell(0).bottom()
    assert view.cell(31).bottom() < view.height()
    colour = view.grab().toImage().pixelColor(view.cell(5).center())
    assert colour == QColor(35, 90, 200)
    narrow = view.heightForWidth(400)
    assert narrow < view.heightForWidth(808)
    upright = QImage(16, 24, QImage.Format.Format_RGB32)
    view.show_sheet(Sheet(1.0, 8, (upright,) * 32))
    assert view.cell(0).height() == round(view.cell(0).width() * 1.5)
    assert view.cell(8).top() > view.cell(0).bottom()
    assert view.heightForWidth(808) >= 4 * view.cell(0).height()


def test_a_pair_of_designs_that_are_no_squares_fills_the_room_there_is(dressed: Any, qtbot: Any) -> None:
    view = PairView("pair")
    qtbot.addWidget(view)
    view.resize(900, 440)
    lying = (QImage(24, 16, QImage.Format.Format_RGB32),) * 4
    view.show_pair(lying, lying, 4)
    for side in (0, 1):
        whole = view.side_rect(side)
        assert view.rect().contains(whole)
        assert abs(whole.width() - 1.5 * whole.height()) <= 2
        assert whole.contains(view.cell(side, 3))
    assert view.side_rect(0).right() < view.side_rect(1).left()


def test_samples_are_worked_by_keys_and_mouse(dressed: Any, qtbot: Any) -> None:
    view = SampleView("samples")
    qtbot.addWidget(view)
    view.show_sheet(sheet_of(32, 8))
    view.resize(808, 420)
    view.show()
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left):
        qtbot.keyClick(view, key)
    assert view.current == 8
    with qtbot.waitSignal(view.look_close) as close:
        qtbot.mouseDClick(view, Qt.MouseButton.LeftButton, pos=view.cell(3).center())
    assert close.args == [3]


# ---- plots --------------------------------------------------------------------------------------------------------


def test_figures_on_the_axes_are_round() -> None:
    from studio.training.plots.ticks import log_ticks, ticks, time_ticks, time_words, with_decimals

    assert ticks(0, 1, 4) == ([0, 0.25, 0.5, 0.75, 1.0], 0.25)
    assert ticks(0.9, 1.6, 4)[0] == pytest.approx([1.0, 1.2, 1.4, 1.6])
    assert ticks(-3, 3, 3)[0] == [-2, 0, 2]
    assert ticks(5, 5, 4) == ([], 0.0)
    assert [with_decimals(value, 0.25) for value in (0, 0.25, 1)] == ["0.00", "0.25", "1.00"]
    assert [with_decimals(value, 500) for value in (500, 1000)] == ["500", "1,000"]
    assert log_ticks(0.05, 8, 8) == pytest.approx([0.05, 0.1, 0.2, 0.5, 1, 2, 5])
    assert log_ticks(1.1, 1.9, 4) == pytest.approx([1.2, 1.4, 1.6, 1.8])
    assert len(log_ticks(1e-9, 1e9, 4)) <= 6
    assert [time_words(value) for value in time_ticks(0, 7000, 5)] == ["0", "30 min", "1 h", "1 h 30 min"]
    assert [time_words(value) for value in time_ticks(0, 40, 5)] == ["0", "10 s", "20 s", "30 s", "40 s"]


def test_every_pair_of_colours_in_the_plots_reads(dressed: Any) -> None:
    for colour in (theme.ACCENT, theme.BLUE, theme.TEXT, theme.QUIET):
        assert contrast(colour, theme.BACKGROUND) >= 4.5
        assert contrast(muted(colour), theme.BACKGROUND) >= 3, "lines, of the runs beside the chosen one"


def plotted(*values: float) -> PlotLine:
    x, y = np.arange(len(values), dtype=np.float64), np.array(values)
    return PlotLine("a", "a", "#ffffff", Curve(x, y, x, y, float(y[-1])))


def heights(panel: PlotPanel) -> np.ndarray:
    """What is drawn of the mean."""
    return np.asarray(panel._items["a"].mean.getData()[1])


def test_a_logarithmic_plot_draws_no_value_where_it_is_not(qtbot: Any) -> None:
    panel = PlotPanel("plot", "A plot")
    qtbot.addWidget(panel)
    panel.set_log(True)
    panel.set_lines([plotted(-0.5, 0.4, 0.2)])
    assert panel.refuses_log
    assert heights(panel).tolist() == [-0.5, 0.4, 0.2]
    panel.set_lines([plotted(0.5, 0.05, 0.0)])
    assert panel.is_log
    np.testing.assert_allclose(heights(panel), np.log10([0.5, 0.05, 0.05]), err_msg="0 lies at the foot of the plot")
    low = panel.view.viewRange()[1][0]
    assert low > math.log10(0.05) - 1, "and does not stretch it"
    panel.set_log(False)
    assert heights(panel).tolist() == [0.5, 0.05, 0.0]
    assert not panel.refuses_log


def test_cards_are_as_high_as_the_longest_sentence_needs(dressed: Any, qtbot: Any) -> None:
    cards = ChoiceCards("cards", "Recipes", "card")
    qtbot.addWidget(cards)
    cards.resize(600, 200)
    short = Choice("short", "Short", "A few words.", "DCGAN")
    long = Choice("long", "Long", "As many words as a language may need for what English says in few. " * 4, "DCGAN")
    cards.set_choices([short, short, short])
    usual = cards.findChildren(ChoiceCard)[0].height()
    cards.set_choices([short, long])
    cards.show()
    heights = {card.height() for card in cards.findChildren(ChoiceCard) if card.isVisible()}
    assert len(heights) == 1
    assert heights.pop() > usual


def test_words_of_a_plot_that_have_no_room_beside_its_curves_go_on_below(dressed: Any, qtbot: Any) -> None:
    header = PlotHeader("plot", "Losses")
    qtbot.addWidget(header)
    curves = [Entry("ACCENT", "generator", 1.0), Entry("BLUE", "discriminator", 1.0)]
    header.resize(800, 28)
    header.show()
    header.show_entries(curves, "smoothed over 0.72 kimg")
    line = header.height()
    beside = header.grab().toImage()
    header.show_entries(curves)
    assert header.grab().toImage() != beside
    header.resize(430, 28)
    assert header.height() == line
    alone = header.grab().toImage()
    header.show_entries(curves, "smoothed over 0.72 kimg")
    assert header.height() > line
    assert header.grab(QRect(0, 0, 430, line - 4)).toImage() == alone.copy(0, 0, 430, line - 4), "its curves stay"
    two = header.height()
    header.resize(200, 28)
    assert header.height() > two, "curves go on below too"
    header.resize(800, 28)
    assert header.height() == line


def test_a_plot_keeps_its_place_while_its_values_change(dressed: Any, qtbot: Any) -> None:
    header = PlotHeader("plot", "Losses")
    qtbot.addWidget(header)
    header.show()
    header.show_entries([Entry("ACCENT", "generator", 1.0)], "smoothed")
    one = header.height()
    width = 100
    header.resize(width, one)
    while header.height() > one:
        width += 1
        header.resize(width, one)
    header.show_entries([Entry("ACCENT", "generator", -1234567.0)], "smoothed")
    two = header.height()
    assert two > one
    header.show_entries([Entry("ACCENT", "generator", 1.0)], "smoothed")
    assert header.height() == two


def test_numbers_of_settings_are_written_like_all_others() -> None:
    assert value_words(1000.0, "kimg") == "1,000 kimg"
    assert value_words(0.0002) == "0.0002"
