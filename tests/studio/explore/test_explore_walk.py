"""Walks in Explore: rearranged by hand and key, played at a steady rate, written as clips."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import av
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent, QImage, QKeyEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from gan_engine.latent.interpolation.walk import Segment, Walk
from gan_engine.latent.point import Mix, Point, single_class
from studio.explorer.incoming_designs import LARGE_VIEW, IncomingDesigns
from studio.explorer.walk.clip_dialog import ClipDialog
from studio.explorer.walk.model import MOST
from studio.explorer.walk.player import FPS, WalkPlayer, moved_place
from studio.explorer.walk.segment_window import SegmentWindow
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.images import to_array
from studio.workers.workbench import Workbench
from tests.engine.latent_support import a_level_apart, write_tiny
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


def seeds(explore: ExploreWorkspace) -> list[int | None]:
    return [design.seed for design in explore.walk.stations.designs]


def set_walk(explore: ExploreWorkspace, numbers: Sequence[int], seconds: float = 1.0) -> None:
    explore.walk.stations.set_designs([Point(seed=number) for number in numbers])
    explore.walk.seconds.setText(str(seconds))


def press(
    explore: ExploreWorkspace, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    QApplication.sendEvent(explore.walk.strip, QKeyEvent(QEvent.Type.KeyPress, key, modifiers))


class Frames(QObject):
    """Notes what a player shows."""

    def __init__(self, player: WalkPlayer) -> None:
        super().__init__()
        self.seconds: list[float] = []
        self.images: list[QImage] = []
        self.places: list[float] = []
        self.stops = 0
        player.frame.connect(self._on_frame)
        player.stopped.connect(self._on_stopped)

    def _on_frame(self, image: QImage, seconds: float, place: float) -> None:
        self.images.append(image)
        self.seconds.append(seconds)
        self.places.append(place)

    def _on_stopped(self) -> None:
        self.stops += 1


# ---- the strip --------------------------------------------------------------------------------------------


def test_w_adds_the_chosen_designs_and_two_make_a_walk(explore: ExploreWorkspace) -> None:
    assert refuses(explore, "explore.play")
    explore.wall.show_row(3)
    run_command(explore, "explore.walk")
    assert not explore.walk.ready
    explore.grid.set_current_row(5)
    explore.grid.set_current_row(6, extend=True)
    run_command(explore, "explore.walk")
    assert seeds(explore) == [3, 5, 6]
    assert explore.walk.ready


def test_stations_are_moved_and_removed_by_key(explore: ExploreWorkspace) -> None:
    set_walk(explore, [1, 2, 3])
    strip, control = explore.walk.strip, Qt.KeyboardModifier.ControlModifier
    strip.setCurrentIndex(explore.walk.stations.index(0))
    press(explore, Qt.Key.Key_Right, control)
    assert seeds(explore) == [2, 1, 3]
    press(explore, Qt.Key.Key_Right, control)
    press(explore, Qt.Key.Key_Right, control)
    assert seeds(explore) == [2, 3, 1]
    assert strip.currentIndex().row() == 2
    press(explore, Qt.Key.Key_Left, control)
    assert seeds(explore) == [2, 1, 3]
    press(explore, Qt.Key.Key_Delete)
    assert seeds(explore) == [2, 3]
    run_command(explore, "explore.clear-walk")
    assert seeds(explore) == []


def drop(explore: ExploreWorkspace, mime: object, row: int) -> None:
    """Let go of something before the station `row`."""
    strip = explore.walk.strip
    x = strip.visualRect(explore.walk.stations.index(row)).left() + 2 if row < strip.count else strip.width() - 4
    event = QDropEvent(
        QPointF(x, 30),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,  # type: ignore[arg-type]
    )
    strip.dropEvent(event)


def test_designs_are_dropped_between_stations(explore: ExploreWorkspace) -> None:
    set_walk(explore, [1, 2])
    model = explore.wall.model
    mime = model.mimeData([model.index(7), model.index(9)])
    assert explore.walk.strip.row_at(QPoint(0, 30)) == 0
    drop(explore, mime, 1)
    assert seeds(explore) == [1, 7, 9, 2]


def test_a_picture_with_a_recipe_is_dropped_onto_the_walk(explore: ExploreWorkspace, wait: Wait) -> None:
    model = explore.wall.model
    mime = model.mimeData([model.index(8)])
    assert mime is not None
    path = Path(mime.urls()[0].toLocalFile())
    set_walk(explore, [1, 2])
    explore.walk.strip.files_dropped.emit([path], 2)
    wait(lambda: seeds(explore) == [1, 2, 8])


def test_a_station_comes_into_the_large_view(explore: ExploreWorkspace, wait: Wait) -> None:
    set_walk(explore, [40, 41])
    wait(lambda: explore.pictures.picture(Point(seed=41)) is not None)
    explore.walk.strip.setCurrentIndex(explore.walk.stations.index(1))
    press(explore, Qt.Key.Key_Return)
    assert explore.current_design.present == Point(seed=41)


def test_too_many_stations_are_refused_in_words(explore: ExploreWorkspace, lent: Workbench) -> None:
    toasts: list[object] = []
    lent.toast_wanted.connect(toasts.append)
    set_walk(explore, range(199))
    explore.grid.set_current_row(0)
    explore.grid.set_current_row(4, extend=True)
    run_command(explore, "explore.walk")
    assert len(seeds(explore)) == 200
    assert "full" in toasts[0].text  # type: ignore[attr-defined]


# ---- playing ----------------------------------------------------------------------------------------------


def test_a_walk_plays_in_order_and_leads_back_to_the_design_before(explore: ExploreWorkspace, wait: Wait) -> None:
    explore.wall.show_row(0)
    set_walk(explore, [1, 2, 3], 1.0)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: shown.stops == 1)
    assert shown.seconds == sorted(shown.seconds)
    assert shown.seconds[0] < 0.5
    assert len(shown.seconds) > 3
    assert shown.places[-1] <= 2
    assert explore.current_design.panel.picture.image is explore.pictures.full_picture(Point(seed=0))
    assert explore.walk.strip.position is None


def test_what_is_played_is_what_a_clip_shows(explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    from gan_engine.latent.session import Session

    set_walk(explore, [1, 2], 1.0)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: len(shown.images) > 2)
    image, seconds = shown.images[1], shown.seconds[1]
    model = explore.pictures.model
    assert model is not None
    frames = Walk(stations=(Point(seed=1), Point(seed=2))).frames(FPS, model)
    expected = Session.open(project.folder / "runs" / "00001-critters").pictures([frames[round(seconds * FPS)]])[0]
    assert a_level_apart(to_array(image)[..., :3], expected)
    explore.walk.stop()


def test_a_loop_goes_round_and_is_drawn_once(explore: ExploreWorkspace, wait: Wait) -> None:
    set_walk(explore, [1, 2], 0.5)
    explore.walk.loop.setChecked(True)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: sum(b < a for a, b in zip(shown.seconds, shown.seconds[1:], strict=False)) >= 2)
    assert max(shown.places) > 1, "the way back from the last station to the first is walked too"
    assert len({image.cacheKey() for image in shown.images}) <= round(0.5 * FPS)
    run_command(explore, "explore.play")
    assert shown.stops == 1
    assert not explore.walk.player.active


def test_a_walk_too_long_to_keep_is_drawn_as_it_goes(
    explore: ExploreWorkspace, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.explorer.walk.player.KEPT_BYTES", 15 * 4 * 32 * 32)
    set_walk(explore, [1, 2], 1.5)
    explore.walk.loop.setChecked(True)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: any(b < a for a, b in zip(shown.seconds, shown.seconds[1:], strict=False)))
    assert len(explore.walk.player._frames) <= 15 + 64
    explore.walk.stop()


def test_s_keeps_the_frame_that_is_on_the_screen(explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    set_walk(explore, [1, 2], 30)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: len(shown.images) > 3)
    frame = explore.walk.player.design_shown
    assert frame is not None
    run_command(explore, "explore.keep")
    assert not explore.walk.player.active
    assert explore.current_design.present == frame
    wait(lambda: project.shelf.entries())
    wait(lambda: explore.kept.id_of(frame) is not None)


def test_choosing_another_design_or_another_model_stops_the_walk(
    explore: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    set_walk(explore, [1, 2], 30)
    run_command(explore, "explore.play")
    wait(lambda: explore.walk.player.playing)
    explore.wall.show_row(9)
    assert not explore.walk.player.active
    run_command(explore, "explore.play")
    explore.model_opener.open(add_model(project, "00002-knights", seed=1))
    wait(lambda: explore.pictures.model is not None and "knights" in str(explore.pictures.model.path))
    assert not explore.walk.player.active


def test_a_frame_between_two_classes_is_of_both(make: Make, project: Project, wait: Wait) -> None:
    add_model(project, classes=("cats", "robots"))
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    explore.walk.stations.set_designs(
        [Point(seed=1, classes=single_class("cats")), Point(seed=2, classes=single_class("robots"))]
    )
    explore.walk.seconds.setText("30")
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: len(shown.images) > 3)
    frame = explore.walk.player.design_shown
    assert frame is not None
    assert [name for name, _ in frame.classes] == ["cats", "robots"]
    explore.walk.stop()


# ---- the ways between stations --------------------------------------------------------------------------------


def segment_window(wait: Wait) -> SegmentWindow:
    def found() -> list[SegmentWindow]:
        return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, SegmentWindow)]

    wait(found)
    return found()[0]


def test_a_click_between_stations_sets_time_and_easing_and_is_taken_back(
    explore: ExploreWorkspace, lent: Workbench, qtbot: QtBot, wait: Wait
) -> None:
    set_walk(explore, [1, 2, 3], 4.0)
    strip = explore.walk.strip
    before = explore.walk.segment_seconds()
    assert sum(before) == pytest.approx(4.0)
    qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=strip.link_of(1).center())
    window = segment_window(wait)
    window.seconds.setText("5")
    assert explore.walk.segment_seconds() == pytest.approx([before[0], 5.0], abs=0.02)
    assert explore.walk.seconds_wanted == pytest.approx(before[0] + 5.0, abs=0.01)
    assert strip.time_words(1) == "5.0 s"
    button = window.findChild(QPushButton, "explore.segment.easing.in-out")
    assert button is not None
    button.click()
    assert explore.walk.stations.segments[1].easing == "in-out"
    even = window.findChild(QPushButton, "explore.segment.even")
    assert even is not None
    even.click()
    assert explore.walk.segment_seconds() == pytest.approx(before, abs=0.02)
    assert explore.walk.stations.segments[1] == Segment(easing="in-out")
    window.close()
    wait(lambda: lent.undo_text == "change a way of the walk")
    lent.undo()
    wait(lambda: explore.walk.stations.segments[1].share is not None)
    assert explore.walk.segment_seconds()[1] == pytest.approx(5.0, abs=0.02)


def test_t_asks_for_the_way_from_the_current_station(explore: ExploreWorkspace, wait: Wait) -> None:
    assert refuses(explore, "explore.segment")
    set_walk(explore, [1, 2])
    explore.walk.strip.setCurrentIndex(explore.walk.stations.index(1))
    run_command(explore, "explore.segment")
    window = segment_window(wait)
    assert window.accessibleName() == "From 1 to 2"
    window.close()


def test_a_station_takes_its_way_along(explore: ExploreWorkspace) -> None:
    set_walk(explore, [1, 2, 3])
    stations = explore.walk.stations
    stations.set_segment(0, Segment(easing="hold"))
    stations.move(0, 2)
    assert [segment.easing for segment in stations.segments] == ["linear", "linear", "hold"]
    stations.insert(1, [Point(seed=9)])
    stations.remove(0)
    assert [segment.easing for segment in stations.segments] == ["linear", "linear", "hold"]


def test_the_way_is_straight_only_among_styles(
    explore: ExploreWorkspace, project: Project, lent: Workbench, wait: Wait
) -> None:
    assert not explore.walk.straight.isEnabled()
    assert "only the StyleGANs" in explore.walk.straight.toolTip()
    file = write_tiny(project.folder / "runs" / "00002-styled" / "snapshots" / "000001", "stylegan2")
    explore.model_opener.open(file)
    wait(lambda: explore.pictures.model is not None and explore.pictures.model.styled)
    set_walk(explore, [1, 2], 30)
    explore.walk.straight.click()
    wait(lambda: lent.undo_text == "walk straight")
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: len(shown.images) > 3)
    frame = explore.walk.player.design_shown
    assert frame is not None
    assert isinstance(frame.edits[0], Mix)
    run_command(explore, "explore.keep")
    wait(lambda: project.shelf.entries())


def test_a_walk_edited_while_it_plays_goes_on_from_where_it_is(explore: ExploreWorkspace, wait: Wait) -> None:
    set_walk(explore, [1, 2, 3], 6.0)
    shown = Frames(explore.walk.player)
    run_command(explore, "explore.play")
    wait(lambda: shown.places and shown.places[-1] > 0.1)
    place = shown.places[-1]
    count = len(shown.places)
    explore.walk.stations.set_segment(1, Segment(easing="in-out"))
    assert explore.walk.player.playing
    wait(lambda: len(shown.places) > count + 2)
    assert place <= shown.places[count + 1] < place + 0.5
    explore.walk.stations.insert(0, [Point(seed=9)])
    count = len(shown.places)
    wait(lambda: len(shown.places) > count + 2)
    assert shown.places[count + 1] > 1 + place - 0.05
    assert shown.stops == 0
    explore.walk.stations.set_designs([Point(seed=1)])
    assert shown.stops == 1


def test_a_place_is_found_again_in_a_changed_walk() -> None:
    one, two, three, four = (Point(seed=seed) for seed in range(4))
    before = Walk(stations=(one, two, three))
    assert moved_place(before, 1.25, Walk(stations=(four, one, two, three))) == 2.25
    assert moved_place(before, 1.25, Walk(stations=(one, two, four, three))) == 1.0
    assert moved_place(before, 1.25, Walk(stations=(four, three))) == 1.0
    assert moved_place(before.model_copy(update={"loop": True}), 2.5, Walk(stations=(three, one))) == 0.5


# ---- clips ------------------------------------------------------------------------------------------------


def clip_dialog(wait: Wait) -> QDialog:
    def found() -> list[QDialog]:
        return [widget for widget in QApplication.topLevelWidgets() if isinstance(widget, ClipDialog)]

    wait(found)
    return found()[0]


def click(dialog: QDialog, name: str) -> None:
    button = dialog.findChild(QPushButton, name)
    assert button is not None
    assert button.isEnabled()
    button.click()


@pytest.mark.parametrize("kind", ["mp4", "webm", "gif", "webp", "frames"])
def test_a_walk_becomes_a_clip(
    explore: ExploreWorkspace, lent: Workbench, tmp_path: Path, wait: Wait, kind: str
) -> None:
    toasts: list[object] = []
    lent.toast_wanted.connect(toasts.append)
    set_walk(explore, [1, 2, 3], 0.5)
    run_command(explore, "explore.export")
    dialog = clip_dialog(wait)
    click(dialog, f"explore.clip.kind.{kind}")
    click(dialog, "explore.clip.size.2")
    field = dialog.findChild(QLineEdit, "explore.clip.file")
    assert field is not None
    ending = "" if kind == "frames" else f".{kind}"
    assert field.text().endswith(f"critters 12 kimg walk{ending}")
    field.setText(str(tmp_path / "walk"))
    click(dialog, "explore.clip.act")
    wait(lambda: toasts, 60)
    path = tmp_path / f"walk{ending}"
    assert toasts[0].text == f"Exported “walk{ending}”, 64 px"  # type: ignore[attr-defined]
    if kind == "frames":
        assert [each.name for each in sorted(path.iterdir())] == [f"{number:04d}.png" for number in range(1, 13)]
    elif kind in ("mp4", "webm"):
        with av.open(str(path)) as clip:
            assert len(list(clip.decode(video=0))) == 15
    else:
        with Image.open(path) as picture:
            assert picture.size == (64, 64)
            assert picture.n_frames == 10


def test_a_clip_is_not_written_over_what_is_there(explore: ExploreWorkspace, tmp_path: Path, wait: Wait) -> None:
    set_walk(explore, [1, 2])
    run_command(explore, "explore.export")
    dialog = clip_dialog(wait)
    field = dialog.findChild(QLineEdit, "explore.clip.file")
    act = dialog.findChild(QPushButton, "explore.clip.act")
    assert field is not None
    assert act is not None
    (tmp_path / "mine.mp4").write_bytes(b"")
    for wrong in (
        str(tmp_path / "mine.mp4"),
        str(tmp_path / "mine"),
        "walk.mp4",
        str(tmp_path / "no" / "walk.mp4"),
        "",
    ):
        field.setText(wrong)
        assert not act.isEnabled(), wrong
    dialog.reject()


def test_a_clip_under_way_is_cancelled_and_leaves_nothing(
    explore: ExploreWorkspace, lent: Workbench, tmp_path: Path, wait: Wait
) -> None:
    set_walk(explore, [1, 2, 3], 600)
    run_command(explore, "explore.export")
    dialog = clip_dialog(wait)
    field = dialog.findChild(QLineEdit, "explore.clip.file")
    assert field is not None
    field.setText(str(tmp_path / "out" / "walk.mp4"))
    (tmp_path / "out").mkdir()
    field.setText(str(tmp_path / "out" / "walk.mp4 "))
    click(dialog, "explore.clip.act")
    tasks = lent.engine._tasks
    wait(lambda: any(task.name == "Exporting walk.mp4" and task.done for task in tasks.running))
    next(task for task in tasks.running if task.name == "Exporting walk.mp4").cancel()
    wait(lambda: not list((tmp_path / "out").iterdir()))


@pytest.mark.parametrize("row", [LARGE_VIEW, 1])
def test_designs_that_find_no_room_in_the_walk_are_not_said_to_stand_in_it(
    explore: ExploreWorkspace, workbench: Workbench, row: int
) -> None:
    explore.walk.put([Point(seed=seed) for seed in range(MOST - 1)])
    said: list[str] = []
    workbench.toast_wanted.connect(lambda toast: said.append(toast.text))
    explore.incoming_reader.for_this_model.emit(IncomingDesigns("", "", (Point(seed=901), Point(seed=902)), row))
    assert explore.walk.strip.count == MOST
    assert said == ["The walk is full: take some stations out first."]
