"""The guide in other languages: nothing more and nothing less than in English, in the words of the window."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextDocument
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

import resources
from resources.translations import renew
from studio import theme, words
from studio.help import guide
from studio.help.guide_window import GuideWindow
from studio.preferences.languages import Speech, languages
from studio.workers.workbench import Workbench
from studio.workspaces import WORKSPACES

LANGUAGES = sorted(path.name.split(".")[1] for path in guide.folder().glob("GUIDE.*.md"))
_LINK = re.compile(r"(?<!!)\[[^]]+\]\(([^)]+)\)")
_PICTURE = re.compile(r"!\[[^]]*\]\(([^)]+)\)")
_OF_THE_TERMINAL = ("experiment",)
"""Pictures that are not of the window: they speak English."""
_CODE = re.compile(r"`[^`]+`")
_BOLD = re.compile(r"\*\*(.+?)\*\*")
_ITALIC = re.compile(r"(?<!\*)\*([^*]+)\*(?!\*)")


@dataclass(frozen=True)
class Block:
    """A heading, picture, block of code, row of a table, entry of a list, or paragraph."""

    kind: str
    text: str
    """On one line."""

    def spans(self, kind: re.Pattern[str]) -> list[str]:
        """What stands in it in such signs; none of them is looked for in code."""
        return kind.findall(self.text if kind is _CODE else _CODE.sub("", self.text))


def _blocks(text: str) -> Iterator[Block]:
    for part in text.replace("\u00a0", " ").strip().split("\n\n"):
        if part.startswith("    "):
            yield Block("code", re.sub(r" +# .*", "", part))  # without what is said of it
        elif part.startswith("|"):
            for line in part.splitlines():
                yield Block(f"row of {line.count('|') - 1}", line)
        elif part.startswith("- "):
            for entry in re.split(r"\n(?=- )", part):
                yield Block("entry", " ".join(entry.split()))
        else:
            heading = re.match(r"#+", part)
            kind = heading[0] if heading else "picture" if _PICTURE.fullmatch(part) else "paragraph"
            yield Block(kind, " ".join(part.split()))


def _pairs(language: str) -> list[tuple[Block, Block]]:
    """Each block of the English guide with that of the other."""
    english, other = (list(_blocks(guide.page_text(guide.FIRST, each))) for each in ("en", language))
    for number, (one, two) in enumerate(zip(english, other, strict=False)):
        assert one.kind == two.kind, (number, one.text, two.text)
    assert len(english) == len(other)
    return list(zip(english, other, strict=True))


def _anchors(text: str) -> list[str]:
    """As links name the headings."""
    return [re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in guide.titles(text)]


def _names(block: Block) -> list[str]:
    """What is set off in it, each name of a row of them by itself too."""
    spans = [span for kind in (_BOLD, _ITALIC) for span in block.spans(kind)]
    return list(dict.fromkeys(name for span in spans for name in (span, *re.split(r"[,:] ", span))))


def _plain(name: str) -> str:
    """As it is the same name in a sentence and on a button."""
    return name.replace("\u00a0", " ").rstrip(" …").rstrip(".?").casefold()


def _translated(language: str) -> dict[str, set[str]]:
    """What the window says for an English name, both plain."""
    found: dict[str, set[str]] = {}
    for each, translated in renew.read(renew.FOLDER / f"maquette_{language}.ts").items():
        found.setdefault(_plain(each.text), set()).update(_plain(form) for form in translated.forms)
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_goes_with_the_program_and_its_translation(language: str) -> None:
    assert f"guide/GUIDE.{language}.md" in resources.ELSEWHERE
    assert language in languages()


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_has_what_the_english_one_has(language: str) -> None:
    """The same headings, paragraphs, lists and rows; in each the same code, pictures, links and as much set off."""
    places = {
        each: {anchor: place for place, anchor in enumerate(_anchors(guide.page_text(guide.FIRST, each)))}
        for each in ("en", language)
    }
    for one, two in _pairs(language):
        assert Counter(one.spans(_CODE)) == Counter(two.spans(_CODE)), two.text
        own = [each.replace(f"pictures/{language}/", "pictures/") for each in two.spans(_PICTURE)]
        assert one.spans(_PICTURE) == own, two.text
        if one.kind == "code":
            assert one.text == two.text
        for kind in (_BOLD, _ITALIC):
            assert len(one.spans(kind)) == len(two.spans(kind)), (one.text, two.text)
        assert [places["en"].get(each.lstrip("#"), each) for each in one.spans(_LINK)] == [
            places[language].get(each.lstrip("#"), each) for each in two.spans(_LINK)
        ]


@pytest.mark.parametrize("language", LANGUAGES)
def test_pictures_of_the_window_speak_the_language(language: str) -> None:
    for one, two in _pairs(language):
        for english, own in zip(one.spans(_PICTURE), two.spans(_PICTURE), strict=True):
            if Path(english).stem not in _OF_THE_TERMINAL:
                assert own == f"pictures/{language}/{Path(english).name}"
            assert guide.shown_size(guide.folder() / own, 800) == guide.shown_size(guide.folder() / english, 800)
            assert (guide.folder() / own).is_file()


@pytest.mark.parametrize("language", LANGUAGES)
def test_names_are_those_of_the_window(language: str) -> None:
    said, looked_up = _translated(language), 0
    wrong = []
    for one, two in _pairs(language):
        there = {_plain(name) for name in _names(two)}
        for name in _names(one):
            if wanted := said.get(_plain(name)):
                looked_up += 1
                if not wanted & there:
                    wrong.append((name, sorted(wanted), two.text))
    assert wrong == []
    assert looked_up > 150


@pytest.mark.parametrize("language", LANGUAGES)
def test_alarms_are_those_of_the_banner(language: str) -> None:
    said, looked_up = _translated(language), 0
    for one, two in _pairs(language):
        if wanted := said.get(_plain(one.text.split("|")[1].strip())) if one.kind == "row of 3" else None:
            looked_up += 1
            assert _plain(two.text.split("|")[1].strip()) in wanted
    assert looked_up >= 8


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_written_as_the_window_writes_them(language: str, qtbot: QtBot) -> None:
    """Those of the chapter on keys; that the English ones are those of the commands is looked at elsewhere."""
    rows = [
        [block.text.split("|")[1].strip() for block in pair] for pair in _pairs(language) if pair[0].kind == "row of 2"
    ]
    rows = [row for row in rows[[one for one, _ in rows].index("Keys") :] if row[0] not in ("Keys", "---")]
    assert len(rows) > 30
    speech = Speech()
    speech.speak(language)
    try:
        for one, two in rows:
            assert two.split(", ") == [theme.native_keys(keys) for keys in one.split(", ")]
    finally:
        speech.speak("en")


def test_german_addresses_nobody() -> None:
    """Neither here nor in the window. “Sie” within a sentence would be an address; at its beginning it is a “they”."""
    guided = [_ITALIC.sub("", _BOLD.sub("", two.text)) for _, two in _pairs("de")]
    shown = [form for found in renew.read(renew.FOLDER / "maquette_de.ts").values() for form in found.forms]
    address = re.compile(r"[^.:!?|\s] (?:Sie|Ihnen|Ihr(?:e[mnrs]?)?)\b|\b(?:[Dd]u|[Dd]ich|[Dd]ir|[Dd]eine?[mnrs]?)\b")
    assert [text for text in (*guided, *shown) if address.search(text)] == []


@pytest.fixture
def german(workbench: Workbench) -> Iterator[GuideWindow]:
    speech, parent = Speech(), QWidget()
    speech.speak("de")
    try:
        made = GuideWindow(workbench.jobs, parent)
        made.resize(1000, 700)
        yield made
        made.close()
    finally:
        speech.speak("en")
        parent.deleteLater()


def test_the_window_opens_it_at_the_chapter_of_each_workspace(german: GuideWindow, wait: Callable[..., None]) -> None:
    for (_, title, _), wanted in zip(
        WORKSPACES, ("2. Kuratieren", "3. Trainieren", "4. Erkunden", "5. Ablage"), strict=True
    ):
        german.open_at(title)
        wait(lambda wanted=wanted: german.list.currentItem().toolTip() == wanted)


def test_links_of_both_languages_lead_to_its_chapters(german: GuideWindow) -> None:
    german.open_at("")
    for before, link in ((guide.FIRST, "#was-das-banner-sagt"), ("MEASURES.md", "GUIDE.md#what-the-banner-says")):
        german.page.show_page(before)
        german.page.anchorClicked.emit(QUrl(link))
        assert german.page.page == guide.FIRST
        assert german.list.currentItem().toolTip() == "Was das Banner sagt"


def test_its_words_are_found(german: GuideWindow) -> None:
    german.open_at("")
    german.search.setText("fast-kopien")
    assert german.page.textCursor().selectedText() == "Fast-Kopien"
    assert re.fullmatch(r"\d+ gefunden", german.found.text())


def test_it_stays_in_the_language_of_its_window(german: GuideWindow) -> None:
    """Another language is spoken by what is opened from then on."""
    words.speak(None)
    german.page.set_anew()
    assert german.page.chapters[0].title == "Arbeiten mit Maquette"


@pytest.mark.parametrize("name", [name for name in map(str, resources.ELSEWHERE) if name.endswith(".md")])
def test_chapters_are_those_that_the_text_has(name: str, qtbot: QtBot) -> None:
    """Read as Markdown they are the same ones that are counted in the text, by which languages are joined."""
    name = name.removeprefix("guide/")
    found = guide.fill(QTextDocument(), name, "en", 500)
    assert [each.title for each in found] == [
        re.sub(r"[`*]", "", title) for title in guide.titles(guide.page_text(name))
    ]


def test_what_is_not_translated_is_shown_in_english() -> None:
    assert guide.page_text("MEASURES.md", "de") == guide.page_text("MEASURES.md")
    assert guide.page_text(guide.FIRST, "eo") == guide.page_text(guide.FIRST)
    with pytest.raises(FileNotFoundError):
        guide.page_text("NONE.md", "de")
