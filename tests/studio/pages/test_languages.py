"""Every page in German, and in words a third longer: nothing is cut off, and nothing stays English by oversight."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from resources.translations import renew
from studio import theme, words
from studio.project.project import Project
from studio.window import Window
from studio.workers.workbench import Workbench
from tests.studio.pages.conftest import Wait
from tests.studio.pages.faults import faults
from tests.studio.pages.walk import PAGES, stations

GERMAN = renew.FOLDER / "maquette_de.ts"
_LONGER = "abcde"


def _longer(text: str) -> str:
    """A third more of it, in words of a usual length."""
    more = len(text) // 3
    return f"{text} {' '.join([_LONGER] * (more // 6 + 1))[:more]}".rstrip() if more else text


@pytest.fixture
def language(
    request: pytest.FixtureRequest, workbench: Workbench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    """What the window speaks from its first word: German, or Esperanto for English that is a third longer."""
    if request.param == "eo":
        longer = {
            each: replace(found, forms=tuple(_longer(each.text) for _ in found.forms))
            for each, found in renew.read(GERMAN).items()
        }
        (tmp_path / "maquette_eo.ts").write_text(renew.written("eo", longer), encoding="utf-8")
        renew.compile_file(tmp_path / "maquette_eo.ts", tmp_path / "maquette_eo.qm")
        monkeypatch.setattr("studio.preferences.languages.FOLDER", tmp_path)
    workbench.settings.set("language", request.param)
    yield request.param
    words.speak(None)


@pytest.mark.parametrize(
    ("language", "width", "size"),
    [("de", 900, 100), ("de", 900, 150), ("eo", 1000, 100)],
    indirect=["language", "size"],
)
def test_every_page_is_whole_in_longer_words(
    language: str, width: int, size: int, project: Project, window: Window, wait: Wait, qtbot: QtBot
) -> None:
    window.resize(width, 620)
    walked = []
    for name, seen in stations(window, wait):
        walked.append(name)
        named = {child.objectName() for child in seen.findChildren(QWidget)}
        assert not [each for each in named if " " in each or not each.isascii()], "names follow no language"
        try:
            qtbot.waitUntil(lambda seen=seen: not faults(seen), timeout=5_000)  # type: ignore[misc]
        except Exception:
            pytest.fail("\n".join([name, *faults(seen)]))
    assert theme.worn.look.text == size
    assert len(walked) >= PAGES


def _said(root: QWidget) -> Iterator[str]:
    for widget in (root, *root.findChildren(QWidget)):
        if widget.isVisible():
            yield from (widget.accessibleName(), widget.toolTip(), widget.accessibleDescription())
            if isinstance(widget, QLabel | QAbstractButton):
                yield widget.text()
            if isinstance(widget, QLineEdit):
                yield widget.placeholderText()
            if isinstance(widget, QComboBox):
                yield from (widget.itemText(row) for row in range(widget.count()))


@pytest.mark.parametrize("language", ["de"], indirect=True)
def test_no_word_that_has_a_translation_is_said_in_english(
    language: str, project: Project, window: Window, wait: Wait
) -> None:
    known = renew.read(GERMAN)
    german = {form for found in known.values() for form in found.forms}
    english = {each.text for each in known if len(each.text) > 2 and each.text not in german and "{" not in each.text}
    english |= {each.upper() for each in english}
    said: dict[str, set[str]] = {}
    for name, seen in stations(window, wait):
        said[name] = {re.sub(r"(   \w+|  \(.*\))$", "", text) for text in _said(seen)}
    assert {name: found for name, texts in said.items() if (found := texts & english)} == {}
    for workspace, title in (
        ("curate", "Kuratieren"),
        ("train", "Neues Training"),
        ("explore", "Erkunden"),
        ("shelf", "Ablage"),
    ):
        assert title in said[workspace], workspace
