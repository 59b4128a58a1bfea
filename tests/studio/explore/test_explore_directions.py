"""Directions in Explore: found in several ways, kept with the project, bent by sliders, taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from gan_engine.latent.directions import Direction, amount_along, moved_along, read_directions, write_directions
from gan_engine.latent.point import Point
from studio.explorer.directions.examples import WITH, WITHOUT
from studio.explorer.directions.page import DirectionsPage
from studio.explorer.directions.section import DirectionsSection
from studio.explorer.directions.slider_row import DirectionSlider, amount_words
from studio.explorer.workspace import ExploreWorkspace
from studio.project.project import Project
from studio.workers.workbench import Workbench
from tests.engine.latent_support import write_tiny
from tests.studio.commands import refuses, run_command

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]


@pytest.fixture
def styled(project: Project, make: Make, wait: Wait) -> ExploreWorkspace:
    """Explore with a StyleGAN2 of two classes open."""
    write_tiny(
        project.folder / "runs" / "00001-critters" / "snapshots" / "000012", "stylegan2", classes=("cats", "robots")
    )
    made = make()
    wait(lambda: made.pictures.model is not None and made.current_design.present is not None)
    return made


def section_of(explore: ExploreWorkspace) -> DirectionsSection:
    found = explore.section_host.sections["directions"]
    assert isinstance(found, DirectionsSection)
    return found


def open_page(explore: ExploreWorkspace, way: str, wait: Wait) -> DirectionsPage:
    page = explore.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    assert explore.mode_host.open("find-directions")
    page.go(way)
    wait(lambda: bool(page.strips) or way not in ("sefa", "pca"))
    return page


def keep_first(explore: ExploreWorkspace, wait: Wait, name: str = "") -> DirectionSlider:
    page = open_page(explore, "sefa", wait)
    if name:
        page.strips[0].name_field.setText(name)
    page.strips[0].keep_button.click()
    return next(iter(section_of(explore).sliders.values()))


def stored(project: Project) -> list[Direction]:
    kept = project.choice("directions") or {}
    return [Direction.from_values(each) for of_model in kept.values() for each in of_model.values()]


def test_a_later_snapshot_offers_what_was_found_before_and_says_so(
    styled: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    slider = keep_first(styled, wait, "taller")
    section = section_of(styled)
    assert section.related_button.isHidden()
    snapshots = project.folder / "runs" / "00001-critters" / "snapshots"
    later = write_tiny(snapshots / "000020", "stylegan2", classes=("cats", "robots"), seed=4)
    other_run = project.folder / "runs" / "00002-knights" / "snapshots" / "000012"
    stranger = write_tiny(other_run, "stylegan2", classes=("cats", "robots"), seed=5)

    styled.model_opener.open(stranger)
    wait(lambda: styled.pictures.model is not None and styled.pictures.model.path == stranger)
    wait(lambda: not any(task.name == "Looking for directions" for task in styled.workbench.tasks.running))
    assert section.related_button.isHidden()
    styled.model_opener.open(later)
    wait(lambda: not section.related_button.isHidden())
    assert "1 found at 12 kimg" in section.related_button.text()
    assert not section.sliders
    section.related_button.click()
    wait(lambda: len(section.sliders) == 1)
    found = next(iter(section.sliders.values())).direction
    assert found.name == "taller (found at 12 kimg)"
    assert found.vector == slider.direction.vector
    assert styled.pictures.model is not None
    assert found.model_digest == styled.pictures.model.digest
    wait(lambda: section.related_button.isHidden())
    wait(lambda: len(stored(project)) == 2)
    styled.workbench.undo()
    wait(lambda: not section.sliders and not section.related_button.isHidden())


def test_strips_show_the_design_along_what_was_found(styled: ExploreWorkspace, wait: Wait) -> None:
    styled.wall.show_row(3)
    page = open_page(styled, "pca", wait)
    present = styled.current_design.present
    assert present is not None
    for strip in page.strips:
        assert [amount_along(point, strip.direction) for point in strip.points] == [-2, -1, 0, 1, 2]
        assert strip.points[2] == present
        assert strip.direction.method == "pca"
    strip = page.strips[0]
    wait(lambda: all(each.image is not None for each in strip.pictures.listed.pictures))
    page.layers.choose("fine")
    page.layers.chosen.emit("fine")
    wait(lambda: (page.strips[0].direction.first, page.strips[0].direction.last) == (5, 7))


def test_while_nothing_is_found_yet_that_is_said(styled: ExploreWorkspace, wait: Wait) -> None:
    page = styled.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    styled.mode_host.open("find-directions")
    page.go("sefa")
    sentence = styled.mode_host.widget.findChild(QLabel, "explore.find-directions.sentence")
    assert isinstance(sentence, QLabel)
    assert sentence.text().endswith("Looking for them…")
    wait(lambda: bool(page.strips))
    assert not sentence.text().endswith("Looking for them…")


def test_a_picture_of_a_strip_is_taken_as_the_design(styled: ExploreWorkspace, wait: Wait) -> None:
    page = open_page(styled, "sefa", wait)
    before, strip = styled.current_design.present, page.strips[0]
    assert before is not None
    strip.pictures.chosen.emit(-2.0)
    assert styled.current_design.present == moved_along(before, strip.direction, -2)
    wait(lambda: strip.points[0] == styled.current_design.present)
    assert strip.points[2] == before


def test_what_is_taken_from_a_strip_is_called_as_the_strip_is(styled: ExploreWorkspace, wait: Wait) -> None:
    page = open_page(styled, "sefa", wait)
    said: list[str] = []
    styled.context.change = lambda point, words: said.append(words)  # type: ignore[method-assign]
    page.strips[0].name_field.setText("Antenna")
    page.strips[0].pictures.chosen.emit(-2.0)
    assert said == ["move “Antenna”"]


def test_what_is_kept_has_one_name_on_its_strip_and_at_its_slider(styled: ExploreWorkspace, wait: Wait) -> None:
    slider = keep_first(styled, wait, "Antenna")
    page = styled.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    page._show_strips([strip.direction for strip in page.strips])  # as when the page is opened again
    assert page.strips[0].name_field.text() == "Antenna"
    slider.renamed.emit("Feeler")
    wait(lambda: page.strips[0].name_field.text() == "Feeler")


def test_a_slider_says_its_name_once_at_any_width(styled: ExploreWorkspace, wait: Wait) -> None:
    slider = keep_first(styled, wait, "Antenna")
    for width in (140, 200, 320):
        slider.setFixedWidth(width)
        QApplication.processEvents()
        assert [one.text() for one in slider.findChildren(QLabel) if one.isVisibleTo(slider)] == ["0.0"]
        assert slider.name_button.isVisibleTo(slider)
        assert slider.slider.is_folded == (width == 140)
        wait(lambda: slider.slider.slider.width() >= 56)


def test_where_there_are_no_layers_to_choose_the_chip_beside_them_is_as_wide_as_its_words(
    explore: ExploreWorkspace, wait: Wait
) -> None:
    keep_first(explore, wait)
    page = explore.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    assert page.layers.isHidden()
    wait(lambda: page.apart.isVisible())
    QApplication.processEvents()
    assert page.apart.width() <= page.apart.sizeHint().width()


def test_what_is_kept_has_a_slider_that_bends_the_design_live(
    styled: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    slider = keep_first(styled, wait, "Antenna")
    assert slider.direction.name == slider.slider.slider.accessibleName() == "Antenna"
    page = styled.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    assert page.strips[0].keep_button.text() == "Kept"
    before = styled.current_design.present
    assert before is not None
    for value in (10, 80, 101):
        slider.slider.slider.setValue(value)
    bent = styled.current_design.present
    assert bent is not None
    assert amount_along(bent, slider.direction) == pytest.approx(2.05)
    assert bent.edits == (slider.direction.shift(2.05),)
    wait(lambda: styled.pictures.full_picture(bent) is not None)
    shown = styled.current_design.panel.picture.image
    wait(lambda: styled.current_design.panel.picture.image == styled.pictures.full_picture(bent))
    assert shown is not None
    slider.slider.slider.setValue(60)
    assert styled.current_design.present == before
    wait(lambda: [each.name for each in stored(project)] == ["Antenna"])


def test_a_slider_follows_the_design_and_goes_back_to_0(styled: ExploreWorkspace, wait: Wait) -> None:
    slider = keep_first(styled, wait)
    styled.context.show(moved_along(Point(seed=7), slider.direction, -1.5))
    assert slider.slider.value == pytest.approx(-1.5)
    handle = slider.slider.slider
    QApplication.sendEvent(
        handle,
        QMouseEvent(
            QEvent.Type.MouseButtonDblClick, QPointF(5, 5), handle.mapToGlobal(QPointF(5, 5)),
            Qt.MouseButton.LeftButton, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        ),
    )  # fmt: skip
    assert styled.current_design.present == Point(seed=7)
    assert slider.slider.value == 0
    slider.slider.slider.setValue(0)
    run_command(styled, "explore.directions.reset")
    assert styled.current_design.present == Point(seed=7)
    assert refuses(styled, "explore.directions.reset")


def test_naming_layers_and_removing_can_be_taken_back(
    styled: ExploreWorkspace, project: Project, workbench: Workbench, wait: Wait
) -> None:
    slider = keep_first(styled, wait, "Bulk")
    wait(lambda: len(stored(project)) == 1)
    slider.slider.slider.setValue(120)
    slider.rename()
    slider.field.setText("Weight")
    slider.field.returnPressed.emit()
    (slider,) = section_of(styled).sliders.values()
    assert slider.direction.name == "Weight"
    assert slider.slider.value == 3
    slider.layers_wanted.emit((0, 2))
    (slider,) = section_of(styled).sliders.values()
    present = styled.current_design.present
    assert present is not None
    assert present.edits == (slider.direction.shift(3),)
    assert (slider.direction.first, slider.direction.last) == (0, 2)
    wait(lambda: [(each.name, each.last) for each in stored(project)] == [("Weight", 2)])
    slider.remove_wanted.emit()
    wait(lambda: not stored(project))
    assert not section_of(styled).sliders
    workbench.undo()
    wait(lambda: len(stored(project)) == 1)
    wait(lambda: [each.direction.name for each in section_of(styled).sliders.values()] == ["Weight"])


def test_directions_are_kept_with_their_model(
    styled: ExploreWorkspace, make: Make, wait: Wait, project: Project
) -> None:
    keep_first(styled, wait, "Horns")
    wait(lambda: len(stored(project)) == 1)
    again = make()
    wait(lambda: again.pictures.model is not None)
    wait(lambda: [each.direction.name for each in section_of(again).sliders.values()] == ["Horns"])
    other = write_tiny(project.folder / "runs" / "00002-knights" / "snapshots" / "000012", "stylegan2", seed=4)
    again.model_opener.open(other)
    wait(lambda: again.pictures.model is not None and again.pictures.model.path == other)
    assert not section_of(again).sliders


def test_a_direction_is_taught_by_examples(styled: ExploreWorkspace, wait: Wait) -> None:
    section_of(styled).examples_button.click()
    page = styled.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    assert page.way.key == "examples"
    picker = page.picker
    wait(lambda: all(each.image is not None for each in picker.list.listed.pictures))
    assert not page.find_button.isEnabled()
    cats = [point for point in picker.designs if point.class_name != "robots"][:6]
    rest = [point for point in picker.designs if point not in cats][:6]
    for point in cats:
        picker.list.chosen.emit(point)
    picker.mark.choose(WITHOUT)
    for point in [*rest, cats[0], cats[0]]:
        picker.list.chosen.emit(point)
    picker.mark.choose(WITH)
    picker.list.chosen.emit(cats[0])
    assert (set(picker.examples(WITH)), set(picker.examples(WITHOUT))) == (set(cats), set(rest))
    assert [each.mark for each in picker.list.listed.pictures].count("picked") == 6
    page.name_field.setText("Whiskers")
    page.find_button.click()
    wait(lambda: bool(page.strips))
    (strip,) = page.strips
    assert (strip.direction.name, strip.direction.method, strip.direction.tested) == ("Whiskers", "examples", 12)
    strip.keep_button.click()
    assert [each.direction.name for each in section_of(styled).sliders.values()] == ["Whiskers"]


def test_between_classes_and_only_where_there_are_some(
    styled: ExploreWorkspace, explore_plain: ExploreWorkspace, wait: Wait
) -> None:
    page = open_page(styled, "classes", wait)
    assert (page.start.currentText(), page.end.currentText()) == ("cats", "robots")
    page.find_button.click()
    wait(lambda: bool(page.strips))
    assert page.strips[0].direction.name == "cats to robots"
    page.end.setCurrentIndex(0)
    assert not page.find_button.isEnabled()
    plain = explore_plain.mode_host.modes["find-directions"]
    assert isinstance(plain, DirectionsPage)
    assert explore_plain.mode_host.open("find-directions")
    chip = explore_plain.findChild(QPushButton, "explore.find-directions.way.classes")
    assert isinstance(chip, QPushButton)
    assert chip.isHidden()
    assert plain.layers.isHidden()
    wait(lambda: bool(plain.strips))
    assert {strip.direction.space for strip in plain.strips} == {"z"}


@pytest.fixture
def explore_plain(styled: ExploreWorkspace, make: Make, project: Project, wait: Wait) -> ExploreWorkspace:
    """Another window's Explore with a network without styles."""
    made = make()
    wait(lambda: made.pictures.model is not None)
    plain = write_tiny(project.folder / "runs" / "00003-dcgan" / "snapshots" / "000012", "dcgan")
    made.model_opener.open(plain)
    wait(lambda: made.pictures.model is not None and made.pictures.model.path == plain)
    return made


def test_set_apart_from_the_others(styled: ExploreWorkspace, wait: Wait) -> None:
    first = keep_first(styled, wait, "One")
    kept = section_of(styled)._kept
    other = first.direction.having(name="Mixture", vector=tuple(np.roll(first.direction.array, 1).tolist()))
    kept.keep([other])
    mixed = next(each for each in section_of(styled).sliders.values() if each.direction.name == "Mixture")
    mixed.apart_wanted.emit()
    wait(lambda: kept.directions["2"].vector != other.vector)
    assert abs(kept.directions["2"].array @ first.direction.array) < 1e-5


def test_what_is_found_apart_from_those_kept_brings_none_of_them_along(styled: ExploreWorkspace, wait: Wait) -> None:
    kept = keep_first(styled, wait, "One").direction
    page = styled.mode_host.modes["find-directions"]
    assert isinstance(page, DirectionsPage)
    page.apart.click()
    wait(lambda: bool(page.strips) and all(abs(each.direction.array @ kept.array) < 1e-5 for each in page.strips))


def test_directions_go_to_a_file_and_come_from_one_but_not_from_another_models(
    styled: ExploreWorkspace, workbench: Workbench, tmp_path: Path, wait: Wait
) -> None:
    said: list[str] = []
    workbench.error_wanted.connect(lambda doing, error: said.append(str(error)))
    section = section_of(styled)
    slider = keep_first(styled, wait, "One")
    assert styled.pictures.model is not None
    file = tmp_path / "mine.json"
    section._on_save(str(file))
    wait(file.exists)
    assert read_directions(file, styled.pictures.model.digest) == [slider.direction]
    section._on_open(str(file))
    wait(lambda: [each.direction.name for each in section.sliders.values()] == ["One", "One 2"])
    foreign = slider.direction.having(model_digest="0" * 64)
    write_directions(file, [foreign], "knights 12", root=tmp_path)
    section._on_open(str(file))
    wait(lambda: any("found in another model, “knights 12”" in words for words in said))
    file.write_text("nonsense")
    section._on_open(str(file))
    wait(lambda: any("is not JSON" in words for words in said))
    assert len(section.sliders) == 2


def test_amounts_are_said_with_a_true_minus() -> None:
    assert [amount_words(each) for each in (1.3, -0.7, 0.0, -0.02)] == ["+1.3", "−0.7", "0.0", "0.0"]
