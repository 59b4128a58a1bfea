"""Help: the guide with its chapters, links and pictures; the sheet of shortcuts; what the program is made of."""

from __future__ import annotations

import importlib.metadata
import re
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QLabel, QPlainTextEdit, QWidget

import resources
from gan_engine.curation.backgrounds.models import MODELS
from studio import theme
from studio.command import Command
from studio.help import guide
from studio.help.about import AboutDialog
from studio.help.guide_window import GuideWindow
from studio.help.shortcut_sheet import ShortcutSheet
from studio.window import Window
from studio.workers.workbench import Workbench
from studio.workspaces import WORKSPACES

Wait = Callable[..., None]


@pytest.fixture
def opened(workbench: Workbench) -> Iterator[GuideWindow]:
    parent = QWidget()
    made = GuideWindow(workbench.jobs, parent)
    made.resize(1000, 700)
    yield made
    made.close()
    parent.deleteLater()


def test_every_workspace_has_a_chapter(opened: GuideWindow) -> None:
    chapters = [each.title for each in opened.page.chapters if each.level == 2]
    for _, title, _ in WORKSPACES:
        assert any(chapter.endswith(title) for chapter in chapters), title


def test_it_opens_at_the_chapter_of_the_workspace(opened: GuideWindow, wait: Wait) -> None:
    opened.open_at("Explore")
    wait(lambda: opened.list.currentItem().toolTip() == "4. Explore")
    assert opened.page.verticalScrollBar().value() > 0


def test_links_lead_to_pages_and_back(opened: GuideWindow) -> None:
    opened.open_at("")
    opened.page.anchorClicked.emit(QUrl("MEASURES.md"))
    assert opened.page.page == "MEASURES.md"
    opened.page.anchorClicked.emit(QUrl("GUIDE.md#what-the-banner-says"))
    assert opened.page.page == "GUIDE.md"
    opened.go_back()
    assert opened.page.page == "MEASURES.md"
    opened.go_back()
    assert (opened.page.page, opened.back.isEnabled()) == ("GUIDE.md", False)
    opened.go_forward()
    assert opened.page.page == "MEASURES.md"


def test_every_link_of_its_pages_leads_to_a_page_that_comes_with_the_program() -> None:
    seen, waiting = set(), [guide.FIRST]
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            links = re.findall(r"\]\(([^)#\s]+)", guide.page_text(name))
            waiting += [link for link in links if "://" not in link and link.endswith(".md")]
            for picture in (link for link in links if link.startswith("pictures/")):
                assert (guide.folder() / picture).is_file()
    assert len(seen) > 3


def test_what_is_typed_is_found_and_said(opened: GuideWindow) -> None:
    opened.open_at("")
    opened.search.setText("near-copies")
    assert opened.page.textCursor().selectedText().lower() == "near-copies"
    first = opened.page.textCursor().position()
    opened.find_next()
    assert opened.page.textCursor().position() > first
    assert re.fullmatch(r"\d+ found", opened.found.text())
    opened.search.setText("no such words in it")
    assert opened.found.text() == "Not found"


def test_pictures_come_from_threads_no_wider_than_the_page(opened: GuideWindow, wait: Wait) -> None:
    opened.open_at("")
    document = opened.page.document()
    name = guide.pictures(document)[0]
    wait(lambda: document.resource(2, QUrl(name)).width() > 100)
    assert document.resource(2, QUrl(name)).width() <= opened.page._width() * opened.page.devicePixelRatioF()


def test_pictures_of_an_earlier_width_are_waited_for_no_longer(opened: GuideWindow, workbench: Workbench) -> None:
    opened.page.show_page(guide.FIRST)
    opened.page.show_page(guide.FIRST)
    names = [task.name for task in workbench.tasks.running]
    assert names.count("Reading the guide's pictures") == 1


def test_another_look_is_worn_once_it_is_seen_and_moves_nothing(opened: GuideWindow, wait: Wait) -> None:
    opened.open_at("")
    opened.search.setText("near-copies")
    wait(lambda: not opened._settled.isActive())  # laid out as wide as it is
    bar = opened.page.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before, chapters, found = bar.value(), opened.page.chapters, opened.page.textCursor().position()
    try:
        theme.wear(theme.Look("light"))
        assert (bar.value(), opened.page.textCursor().position()) == (before, found)
        assert opened.page.extraSelections()[0].format.background().color().name() == theme.ACCENT_TINT
        assert opened.page.chapters is not chapters, "the page is set anew"
        opened.hide()
        chapters = opened.page.chapters
    finally:
        theme.wear(theme.Look())
    assert opened.page.chapters is chapters, "nobody sees it"
    opened.open_at("")
    assert opened.page.chapters is not chapters
    assert bar.value() == before


def test_nothing_is_fetched_for_a_page(opened: GuideWindow) -> None:
    assert opened.page.loadResource(2, QUrl("https://example.com/a.png")).width() == guide.empty_picture().width()
    assert opened.page.loadResource(3, QUrl("https://example.com/a.css")) is None


def test_the_sheet_shows_keys_by_place_and_finds_them(dressed: object) -> None:
    places = [
        ("Curate", [Command("a", "Pick", print, "P"), Command("b", "Open a page", print)]),
        ("Everywhere", [Command("c", "Undo", print, "Ctrl+Z; Alt+Back")]),
    ]
    sheet = ShortcutSheet(places)
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert {"CURATE", "Pick", "P", "EVERYWHERE", "Undo", "Ctrl+Z"} <= set(texts)
    assert "Open a page" not in texts, "it has no keys"
    sheet.filter.setText("undo")
    assert [words.split()[0] for line, words in sheet._rows if not line.isHidden()] == ["undo"]
    sheet.deleteLater()


@pytest.mark.parametrize(("keys", "kind"), [("window.shortcuts", ShortcutSheet), ("window.guide", GuideWindow)])
def test_help_is_a_command(window: Window, keys: str, kind: type[QWidget], wait: Wait) -> None:
    window.actions_.action(keys).trigger()
    [opened] = window.findChildren(kind)
    wait(opened.isVisible)
    opened.close()


def test_about_names_what_it_is_made_of_and_what_it_sends(dressed: object) -> None:
    about = AboutDialog()
    version = importlib.metadata.version("maquette")
    assert any(each.text().startswith(f"Version {version}.") for each in about.findChildren(QLabel))
    notice = about.findChild(QPlainTextEdit, "about.notice").toPlainText()
    for part in ("Qt and PySide6", "FFmpeg", "Phosphor", "Inter", "u2netp", "robohash"):
        assert part in notice
    for network in (
        "EfficientNet-Lite0",
        "official Inception network",
        *MODELS,
    ):  # along, fetched
        assert network in notice
    assert about.findChild(QLabel, "about.sent").text().startswith("Nothing is sent.")
    assert "Apache License" in about.findChild(QPlainTextEdit, "about.apache-2.0").toPlainText()
    said = re.sub(r"\W", "", notice)
    assert said == re.sub(r"\W", "", resources.find("NOTICE").read_text(encoding="utf-8")), "no word of it is lost"
    about.deleteLater()
