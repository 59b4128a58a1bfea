"""Modes and sections: opened by chip, digit and palette, left by Escape, greyed with their reason, remembered."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer import workspace as workspace_module
from studio.explorer.modes.mode import ExploreMode, ExploreSection
from studio.explorer.workspace import HINT, ExploreWorkspace
from studio.project.project import Project
from studio.workers.explorer.designs import Model
from studio.workers.workbench import Workbench
from tests.studio.commands import refuses, run_command
from tests.studio.explore_support import add_model

Wait = Callable[..., None]
Make = Callable[[], ExploreWorkspace]
NO_STYLES = "This network draws from one latent"


class Recorder(ExploreMode):
    """Notes what is asked of it."""

    def __init__(self, context: object) -> None:
        super().__init__(context)  # type: ignore[arg-type]
        self.heard: list[object] = []

    def make(self) -> QWidget:
        self.heard.append("made")
        widget = QWidget()
        widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        return widget

    def make_panel(self) -> QWidget | None:
        return QLabel("Litter")

    def begin(self, point: Point | None) -> None:
        self.heard.append(point)

    def leave(self) -> None:
        self.heard.append("left")

    def commands(self) -> list[Command]:
        return [Command(f"explore.{self.key}.go", "Go", lambda: self.heard.append("went"))]


class Litter(Recorder):
    key, title, icon, tip, shortcut = "litter", "Litter", "sparkle", "Many of one.", "B"
    hint = "Enter takes one"
    inner = False

    def chosen(self) -> Sequence[Point]:
        return [Point(seed=70), Point(seed=71)]

    def escape(self) -> bool:
        inner, self.inner = self.inner, False
        return inner


class Layers(Recorder):
    key, title, icon, tip = "layers", "Layers", "stack", "Layer by layer."

    def offered(self, model: Model) -> str:
        return model.offers["mix"]


class Blend(ExploreSection):
    key, title = "blend", "Blend"

    def offered(self, model: Model) -> str:
        return model.offers["mix"]

    def make(self) -> QWidget:
        raise AssertionError("it is not offered")


class Nearby(ExploreSection):
    key, title, place = "nearby", "Nearby", "inspector"

    def make(self) -> QWidget:
        return QPushButton("Nearest", objectName="explore.nearby.go")  # type: ignore[call-overload,no-any-return]


@pytest.fixture
def modes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two modes and two sections, each once offered and once not by a network without styles."""
    monkeypatch.setattr(workspace_module, "MODES", (Litter, Layers))
    monkeypatch.setattr(workspace_module, "SECTIONS", (Blend, Nearby))


@pytest.fixture
def open_explore(modes: None, explore: ExploreWorkspace) -> ExploreWorkspace:
    return explore


def chip(explore: ExploreWorkspace, key: str) -> QPushButton:
    found = explore.findChild(QPushButton, f"explore.mode.{key}")
    assert isinstance(found, QPushButton)
    return found


def mode(explore: ExploreWorkspace, key: str = "litter") -> Recorder:
    found = explore.mode_host.modes[key]
    assert isinstance(found, Recorder)
    return found


def press_escape(explore: ExploreWorkspace) -> None:
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(explore, QKeyEvent(kind, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier))


def test_a_mode_is_made_when_first_opened_and_begins_with_the_design_in_the_large_view(
    open_explore: ExploreWorkspace,
) -> None:
    explore = open_explore
    explore.wall.show_row(4)
    assert mode(explore).heard == []
    chip(explore, "litter").click()
    assert mode(explore).heard == ["made", Point(seed=4)]
    assert explore.middle_stack.currentWidget() is explore.mode_host.widget is not explore.wall
    assert explore.hint == "Enter takes one"
    assert explore.controls.wall_panel.isHidden()
    chip(explore, "wall").click()
    assert mode(explore).heard[2:] == ["left"]
    assert explore.middle_stack.currentWidget() is explore.wall
    assert explore.hint == HINT
    assert not explore.controls.wall_panel.isHidden()
    run_command(explore, "explore.mode.litter")
    assert mode(explore).heard[3:] == [Point(seed=4)]
    assert chip(explore, "litter").isChecked()


def test_each_mode_has_a_digit_its_own_key_and_a_line_in_the_palette(open_explore: ExploreWorkspace) -> None:
    commands = {command.name: command for command in open_explore.commands()}
    assert commands["explore.mode.wall"].shortcut == "1"
    assert commands["explore.mode.litter"].shortcut == "2; B"
    assert commands["explore.mode.layers"].shortcut == "3"
    assert "Many of one." in commands["explore.mode.litter"].words
    assert commands["explore.litter.go"].run()
    keys = [key for command in open_explore.commands() for key in command.shortcut.split("; ") if key]
    assert len(keys) == len(set(keys))


def test_what_the_model_does_not_offer_is_grey_and_says_why(open_explore: ExploreWorkspace) -> None:
    explore = open_explore
    grey = chip(explore, "layers")
    assert not grey.isEnabled()
    assert NO_STYLES in grey.toolTip()
    assert NO_STYLES in grey.accessibleDescription()
    assert refuses(explore, "explore.mode.layers")
    assert not explore.mode_host.open("layers")
    assert not explore.mode_host.open("nonsense")
    assert explore.mode_host.open_mode is None


def test_escape_gives_up_within_the_mode_then_leads_back_to_the_wall(open_explore: ExploreWorkspace) -> None:
    explore = open_explore
    explore.mode_host.open("litter")
    litter = explore.mode_host.modes["litter"]
    assert isinstance(litter, Litter)
    litter.inner = True
    press_escape(explore)
    assert explore.mode_host.open_mode is litter
    press_escape(explore)
    assert explore.mode_host.open_mode is None
    assert explore.isVisible()


def test_a_mode_lets_go_while_another_workspace_is_in_front(open_explore: ExploreWorkspace) -> None:
    explore = open_explore
    explore.mode_host.open("litter")
    explore.back()
    explore.front()
    assert mode(explore).heard[-2:] == ["left", explore.current_design.present]


def test_keys_act_on_what_the_mode_has_chosen(open_explore: ExploreWorkspace, project: Project, wait: Wait) -> None:
    explore = open_explore
    explore.mode_host.open("litter")
    run_command(explore, "explore.walk")
    assert list(explore.walk.stations.designs) == [Point(seed=70), Point(seed=71)]
    run_command(explore, "explore.keep")
    wait(lambda: len(project.shelf.entries()) == 2)


def test_the_context_shows_changes_keeps_and_walks(
    open_explore: ExploreWorkspace, project: Project, wait: Wait
) -> None:
    explore, context = open_explore, open_explore.context
    told: list[Point | None] = []
    context.point_changed.connect(lambda: told.append(context.present))
    context.show(context.fresh(12))
    context.change(Point(seed=12, psi=0.5), "change the truncation")
    context.change(Point(seed=12, psi=0.5), "change the truncation")
    assert told == [Point(seed=12), Point(seed=12, psi=0.5)]
    context.keep([Point(seed=12)])
    wait(lambda: Point(seed=12) in context.kept)
    context.keep([Point(seed=30)], {Point(seed=30): [Point(seed=12)]})
    wait(lambda: Point(seed=30) in context.kept)
    found = {entry.id: project.shelf.candidate(entry.id) for entry in project.shelf.entries()}
    parents = [one.parents for one in found.values() if one is not None and one.parents]
    assert parents == [(explore.kept.id_of(Point(seed=12)),)]
    context.add_to_walk([Point(seed=12)])
    assert list(explore.walk.stations.designs) == [Point(seed=12)]
    assert context.mime([Point(seed=12)]) is not None
    assert context.model is explore.pictures.model
    assert context.open_mode("litter")


def test_the_panels_of_modes_fit_beside_a_scroll_bar(explore: ExploreWorkspace) -> None:
    inner, widths = explore.side_panel.widget(), {}
    for key in explore.mode_host.modes:
        if explore.mode_host.open(key):
            widths[key] = inner.minimumSizeHint().width()
    assert {"drag", "graft", "breed"} <= set(widths)
    assert max(widths.values()) <= theme.SIDE_WIDTH - theme.SCROLL_BAR, widths


def test_sections_stand_at_the_sides_or_say_why_not(open_explore: ExploreWorkspace) -> None:
    explore = open_explore
    reason = explore.side_panel.findChild(QLabel, "explore.blend.reason")
    assert isinstance(reason, QLabel)
    assert reason.isVisible()
    assert NO_STYLES in reason.text()
    nearby = explore.inspector_panel.findChild(QPushButton, "explore.nearby.go")
    assert isinstance(nearby, QPushButton)
    assert nearby.isVisible()


def test_the_open_mode_is_remembered_as_a_view(
    open_explore: ExploreWorkspace, project: Project, workbench: Workbench, make: Make, wait: Wait
) -> None:
    explore = open_explore
    explore.mode_host.open("litter")
    explore._save()
    wait(lambda: (project.recall("explore") or {}).get("mode") == "litter")
    assert workbench.undo_text == ""
    again = make()
    wait(lambda: again.pictures.model is not None)
    wait(lambda: again.mode_host.key == "litter")


def test_a_model_that_does_not_offer_the_open_mode_leads_to_the_wall(
    modes: None, make: Make, project: Project, workbench: Workbench, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    add_model(project)
    explore = make()
    wait(lambda: explore.pictures.model is not None)
    said: list[object] = []
    workbench.toast_wanted.connect(said.append)
    monkeypatch.setattr(
        Litter, "offered", lambda self, model: "Not for small pictures." if model.size.longer < 64 else ""
    )
    assert explore.mode_host.open("litter") is False
    monkeypatch.setattr(Litter, "offered", lambda self, model: "")
    assert explore.mode_host.open("litter")
    monkeypatch.setattr(Litter, "offered", lambda self, model: "Not for small pictures.")
    explore.context.model_changed.emit()
    assert explore.mode_host.open_mode is None
    assert [toast.text for toast in said] == ["Not for small pictures."]  # type: ignore[attr-defined]
