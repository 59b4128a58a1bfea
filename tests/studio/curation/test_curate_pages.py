"""What Curate offers its pages: a panel, a view, the light table, settings, and the ways in and out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QFrame, QLabel, QWidget

from studio.curation.pages import page_list
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.step_strip import STRIP, steps
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.grid.roles import BadgesRole
from tests.studio.project_support import make_project

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]


class _Told(CuratePage):
    """A page that writes down what it is told."""

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.told: list[object] = []

    def opened(self) -> None:
        self.told.append("opened")

    def closed(self) -> None:
        self.told.append("closed")

    def on_chosen(self, ids: Ids) -> None:
        self.told.append(ids.tolist())

    def on_project(self, project: Project | None) -> None:
        self.told.append("project" if project is not None else "none")

    def on_finding(self, kind: str) -> None:
        self.told.append(kind)


class _Ground(_Told):
    """Controls beside the light table."""

    key, title, kind, icon, tip = "background", "Background", "step", "eraser", "Grounds."

    def build(self) -> None:
        self.panel = QCheckBox("Grounds")
        self.panel.setObjectName("curate.background.box")

    def strip_words(self) -> tuple[str, bool]:
        return f"{self.context.counts.all} grounds, {self.context.settings.size} px", True


class _Copies(_Told):
    """A view in place of the light table, opened by a finding."""

    key, title, kind, icon, finds = "copies", "Copies", "look", "copy", ("near-duplicate",)

    def build(self) -> None:
        self.view = QLabel("copies")
        self.view.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Culling(_Told):
    """A tool that puts pictures of its own choice on the light table."""

    key, title, kind, icon = "cull", "Finish my culling", "tool", "magic-wand"

    def build(self) -> None:
        self.panel = QWidget()


@pytest.fixture
def curate(
    workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, wait: Wait
) -> Iterator[CurateWorkspace]:
    """Curate with three pages, in a window of its own, 20 pictures on its table."""
    monkeypatch.setattr("studio.curation.workspace.PAGES", (_Ground, _Copies, _Culling))
    from studio.curation.workspace import CurateWorkspace

    project = make_project(tmp_path / "Critters", 20, size=32)
    project.catalogue.set_findings("near-duplicate", {3: "As 4.", 4: "As 3."})
    workbench.adopt_project(project)
    made = CurateWorkspace(workbench)
    made.resize(1200, 700)
    made.show()
    made.activateWindow()
    wait(lambda: made.table.model.facts(1) is not None)
    made.grid.setFocus()
    yield made
    made.close()
    made.deleteLater()


def _page(curate: CurateWorkspace, key: str) -> _Told:
    page = curate.page_host.pages[key]
    assert isinstance(page, _Told)
    return page


def test_pages_are_made_ahead_out_of_sight_and_told_nothing(curate: CurateWorkspace) -> None:
    curate.page_host.open("cull")
    told = {key: len(_page(curate, key).told) for key in curate.page_host.pages}
    before = QApplication.focusWidget(), curate.page_host.pages["cull"].panel
    for _ in curate.ahead():
        QApplication.processEvents()
    grounds, copies = _page(curate, "background"), _page(curate, "copies")
    assert isinstance(grounds.panel, QCheckBox)
    assert not grounds.panel.isVisible()
    assert isinstance(copies.view, QLabel)
    assert not copies.view.isVisible()
    assert {key: len(_page(curate, key).told) for key in curate.page_host.pages} == told
    assert (QApplication.focusWidget(), curate.page_host.pages["cull"].panel) == before
    panel = grounds.panel
    curate.page_host.open("background")
    assert grounds.panel is panel
    assert panel.isVisible()


def _rows(curate: CurateWorkspace) -> list[str]:
    model = curate.list.model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def _button(curate: CurateWorkspace, key: str) -> QWidget:
    found = curate.findChild(QWidget, f"curate.step.{key}")
    assert found is not None
    return found


def test_every_page_there_is_has_what_the_workspace_needs_of_it() -> None:
    keys = [page.key for page in page_list.PAGES]
    assert len(set(keys)) == len(keys)
    for page in page_list.PAGES:
        assert page.key
        assert page.title
        assert page.icon
        assert page.tip.endswith("."), page.key


def test_a_step_opens_its_page_beside_the_pictures_and_closes_it(curate: CurateWorkspace) -> None:
    page = _page(curate, "background")
    assert _button(curate, "background").accessibleName() == "Background: 20 grounds, 64 px"
    QTest.mouseClick(_button(curate, "background"), Qt.MouseButton.LeftButton)
    assert page.panel is not None
    assert page.panel.isVisible()
    assert curate.grid.isVisible()
    assert _button(curate, "background").isChecked()  # type: ignore[attr-defined]
    QTest.mouseClick(_button(curate, "background"), Qt.MouseButton.LeftButton)
    assert not page.panel.isVisible()
    assert not _button(curate, "background").isChecked()  # type: ignore[attr-defined]
    assert page.told == ["project", "opened", [], "closed"]


def test_escape_closes_a_page_from_wherever_the_keyboard_is(curate: CurateWorkspace) -> None:
    for place in ("pictures", "panel"):
        curate.open_page("background")
        if place == "panel":
            curate.switch_focus()
            assert QApplication.focusWidget() is _page(curate, "background").panel
        QTest.keyClick(QApplication.focusWidget() or curate, Qt.Key.Key_Escape)
        assert curate.page_host.open_page is None
        assert QApplication.focusWidget() is curate.grid


def test_a_page_hears_what_is_chosen_while_it_is_open(curate: CurateWorkspace) -> None:
    page = _page(curate, "background")
    curate.table.go_to(2)
    curate.open_page("background")
    curate.table.go_to(5)
    curate.close_page()
    curate.table.go_to(6)
    assert page.told == ["project", "opened", [2], [5], "closed"]


def test_a_view_takes_the_place_of_the_light_table_and_decides_nothing_behind_it(curate: CurateWorkspace) -> None:
    curate.table.go_to(2)
    curate.open_page("copies")
    view = _page(curate, "copies").view
    assert view is not None
    assert view.isVisible()
    assert not curate.grid.isVisible()
    pick = next(command for command in curate.commands() if command.name == "curate.pick")
    assert not pick.enabled()
    curate.close_page()
    assert curate.grid.isVisible()
    assert pick.enabled()


def test_the_line_below_a_panel_leads_to_what_is_chosen_or_is_not_there(curate: CurateWorkspace, wait: Wait) -> None:
    line = next(each for each in curate.frame.findChildren(QFrame) if each.property("role") == "line")
    curate.table.go_to(2)
    curate.open_page("background")
    assert (curate.inspect.isHidden(), line.isHidden()) == (False, False)
    curate.grid.clearSelection()
    wait(lambda: curate.inspect.isHidden())
    assert line.isHidden()


def test_a_finding_at_the_left_opens_the_page_for_it(curate: CurateWorkspace, wait: Wait) -> None:
    assert "Near-copies" in _rows(curate)
    curate.list.chosen.emit("finding:near-duplicate")
    page = _page(curate, "copies")
    assert page.told[1:] == ["opened", [], "near-duplicate"]
    wait(lambda: curate.model.ids.tolist() == [3, 4])
    curate.list.chosen.emit("all")
    assert page.told[-1] == "closed"
    wait(lambda: len(curate.model.ids) == 20)


def test_a_tool_puts_pictures_on_the_table_until_it_closes(curate: CurateWorkspace, wait: Wait) -> None:
    assert "Finish my culling" in _rows(curate)
    curate.list.chosen.emit("page:cull")
    assert curate.list.current_key() == "page:cull"
    ids = curate.model.ids[[4, 1, 7]]
    curate.context.show_ids("Least certain", ids, {int(ids[0]): "picked?"})
    wait(lambda: curate.model.ids.tolist() == ids.tolist())
    assert curate.filters.findChildren(QLabel)[0].text() == "Least certain"
    wait(lambda: curate.model.index(0).data(BadgesRole) == ("picked?",))
    curate.context.decide(ids[:1], State.REJECTED)
    wait(lambda: curate.context.counts.states.get(State.REJECTED) == 1)
    assert curate.model.ids.tolist() == ids.tolist()
    curate.close_page()
    wait(lambda: len(curate.model.ids) == 20)
    assert curate.list.current_key() == "all"


def test_settings_are_chosen_once_for_all_and_remembered(curate: CurateWorkspace, wait: Wait) -> None:
    project = curate.workbench.project
    assert project is not None
    told: list[int] = []
    curate.context.settings_changed.connect(lambda: told.append(curate.context.settings.size.stored))
    curate.context.set_settings(size=128)
    curate.context.set_settings(size=128)
    assert told == [128]
    assert _button(curate, "background").accessibleName() == "Background: 20 grounds, 128 px"
    with pytest.raises(ValueError, match="cannot be"):
        curate.context.set_settings(size=7)
    wait(lambda: (project.choice("bake") or {}).get("size") == 128)


def test_pages_are_told_once_of_news_with_the_counts_that_go_with_them(curate: CurateWorkspace, wait: Wait) -> None:
    seen: list[int] = []
    curate.context.pictures_changed.connect(lambda: seen.append(curate.context.counts.held))
    assert curate.workbench.project is not None
    curate.workbench.project.catalogue.hold_out([1, 2])
    wait(lambda: seen == [2])
    assert "Held out" in _rows(curate)


def test_a_picture_that_is_not_on_the_table_is_looked_at_close(curate: CurateWorkspace, wait: Wait) -> None:
    curate.show_collection("finding:near-duplicate")
    wait(lambda: len(curate.model.ids) == 2)
    curate.context.look_close(9)
    wait(lambda: curate.close_view.is_open)
    curate.close_view.close()


def test_each_page_can_be_opened_from_the_palette_and_steps_by_their_number(curate: CurateWorkspace) -> None:
    commands = {command.name: command for command in curate.commands()}
    assert commands["curate.open.background"].shortcut == "Shift+2"
    assert commands["curate.open.cull"].run()
    assert curate.page_host.open_page is _page(curate, "cull")
    assert commands["curate.close-page"].run()
    assert not commands["curate.close-page"].enabled()


def test_pages_let_go_of_a_project_that_closes(curate: CurateWorkspace) -> None:
    curate.open_page("background")
    curate.workbench.close_project()
    assert _page(curate, "background").told[-2:] == ["closed", "none"]
    assert curate.page_host.open_page is None


def test_the_steps_stand_in_the_order_of_the_work_with_the_words_of_their_pages(curate: CurateWorkspace) -> None:
    found = steps(list(curate.page_host.pages.values()))
    assert [(step.key, step.words, step.done) for step in found] == [("background", "20 grounds, 64 px", True)]
    places = [STRIP.index(page.key) for page in page_list.PAGES if page.kind == "step"]
    assert sorted(places) == list(range(len(STRIP)))


def test_an_empty_project_has_nothing_to_open_pages_on(curate: CurateWorkspace, wait: Wait) -> None:
    assert curate.workbench.project is not None
    curate.workbench.project.catalogue.remove(curate.model.ids)
    wait(lambda: curate.context.counts.all == 0)
    QTest.mouseClick(_button(curate, "background"), Qt.MouseButton.LeftButton)
    assert curate.page_host.open_page is None


@pytest.mark.usefixtures("own_engine")
def test_a_choice_made_just_before_the_project_closes_is_kept(curate: CurateWorkspace) -> None:
    project = curate.workbench.project
    assert project is not None
    curate.context.set_settings(size=96)
    curate.workbench.close(5.0)
    with Project.open(project.folder) as again:
        assert again.choice("bake")["size"] == 96


def test_what_one_page_put_on_the_table_goes_when_another_opens_and_the_chosen_stays_chosen(
    curate: CurateWorkspace, wait: Wait
) -> None:
    curate.open_page("cull")
    ids = curate.model.ids[[4, 1, 7]]
    curate.context.show_ids("Least certain", ids)
    wait(lambda: curate.model.ids.tolist() == ids.tolist())
    curate.table.go_to(int(ids[1]))
    curate.open_page("background")
    wait(lambda: len(curate.model.ids) == 20)
    assert curate.table.ids.tolist() == [int(ids[1])]
    assert curate.filters.findChildren(QLabel)[0].text() == "All pictures"
