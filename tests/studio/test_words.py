"""The words of the window: all are found for translation, German has every one, and each is looked up as it is used."""

from __future__ import annotations

import ast
import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from resources.translations import renew
from resources.translations.words import NotLiteral, Words, all_words, of_studio
from studio import words
from studio.words import (
    count_words,
    duration,
    in_figures,
    in_sentence,
    kimg_words,
    number_typed,
    number_words,
    size_words,
    tr,
    tr_noop,
    when_words,
    written,
)
from tests.integration.source_tree import ROOT

GERMAN = renew.FOLDER / "maquette_de.ts"


@pytest.fixture
def spoken() -> Iterator[dict[str, str]]:
    """What a translation has; of a count "one|more"."""
    known: dict[str, str] = {}

    def translate(text: str, meaning: str, count: int) -> str:
        one, _, more = known.get(f"{meaning}:{text}" if meaning else text, "").partition("|")
        return more if count not in (-1, 1) and more else one

    words.speak(translate, decimal_comma=True)
    yield known
    words.speak(None)


def test_english_needs_no_translation() -> None:
    assert tr("Import…") == "Import…"
    assert tr("{name} is whole again", name="a {b} c") == "a {b} c is whole again"
    assert tr("{share:.0%} of {count:,}", share=0.25, count=1200) == "25 % of 1,200"
    assert [count_words(n, "class", "classes") for n in (0, 1, 1200)] == ["0 classes", "1 class", "1,200 classes"]
    assert tr("{n} were found", one="{n} was found", n=1) == "1 was found"
    assert in_sentence("Flood fill") == "flood fill"
    assert tr("") == ""


def test_moments_are_said_in_the_language_of_the_window(spoken: dict[str, str]) -> None:
    def moment(day: int, hour: int) -> float:
        return time.mktime((2026, 5, day, hour, 5, 0, 0, 0, -1))

    now = moment(4, 18)
    assert [when_words(each, now) for each in (moment(4, 14), moment(3, 9), moment(2, 14))] == [
        "today, 14:05", "yesterday, 9:05", "2 May 2026, 14:05"
    ]  # fmt: skip
    spoken |= {"today": "heute", "May": "Mai", "{day} {month} {year}, {clock}": "{day}. {month} {year}, {clock}"}
    assert when_words(moment(4, 14), now) == "heute, 14:05"
    assert when_words(moment(2, 14), now) == "2. Mai 2026, 14:05"


def test_words_are_looked_up_as_they_are_used(spoken: dict[str, str]) -> None:
    title = tr_noop("Shelf")
    assert tr(title) == "Shelf"
    spoken |= {
        "Shelf": "Ablage",
        "{n} designs": "{n} Entwurf|{n} Entwürfe",
        "{name}, {share:.1f}": "{share:.1f}: {name}",
    }
    assert (title, tr(title)) == ("Shelf", "Ablage")
    assert [count_words(n, "design") for n in (1, 1200)] == ["1 Entwurf", "1.200 Entwürfe"]
    assert tr("{name}, {share:.1f}", name="a", share=0.5) == "0,5: a"
    assert number_words("1,234.5") == "1.234,5"
    assert in_sentence("Ablage") == "Ablage"


def test_numbers_are_written_and_read_the_way_of_the_language(spoken: dict[str, str]) -> None:
    assert (kimg_words(1250.0), kimg_words(82.4), size_words(1_400_000_000)) == ("1.250", "82,4", "1,4 GB")
    assert [in_figures(0.5, ".2f"), written(".1f")(0.25), in_figures(1200)] == ["0,50", "0,2", "1.200"]
    spoken |= {"{n} days": "{n} Tag|{n} Tage"}
    assert (duration(40), duration(300_000)) == ("40 s", "3 Tage")
    for typed, number in (
        ("0,5", "0.5"),
        ("0.5", "0.5"),
        ("0.002", "0.002"),
        ("1.200", "1,200"),
        ("1.200,5", "1,200.5"),
    ):
        assert number_typed(typed) == number
    words.speak(None)
    assert (number_typed("1,200.5"), kimg_words(82.4)) == ("1,200.5", "82.4")


def test_a_meaning_tells_namesakes_apart(spoken: dict[str, str]) -> None:
    spoken |= {"Stop": "Anhalten", "end the training:Stop": "Beenden"}
    assert (tr("Stop"), tr("Stop", meaning="end the training")) == ("Anhalten", "Beenden")


def test_words_are_found_in_the_source() -> None:
    source = """
tr("a", name=1)
tr("b" if x else "c")
tr_noop("d" "e")
count_words(n, "box", "boxes")
count_words(n, "part")
tr("Stop", meaning="end")
tr(title)
"""
    assert of_studio(source) == [
        Words("a"), Words("b"), Words("c"), Words("de"), Words("{n} boxes", several=True),
        Words("{n} parts", several=True), Words("Stop", "end"),
    ]  # fmt: skip
    for wrong in ('tr(f"{a} b")', 'tr("a" + b)', "tr_noop(a)", "count_words(n, thing)", 'tr_noop(f"{a}")'):
        with pytest.raises(NotLiteral):
            of_studio(wrong)


def test_german_is_up_to_date_with_the_source() -> None:
    said, there = set(all_words()), set(renew.read(GERMAN))
    assert (said - there, there - said) == (set(), set()), "run python -m resources.translations.renew"


def test_german_is_complete() -> None:
    unfinished = [each.text for each, found in renew.read(GERMAN).items() if not found.finished or not all(found.forms)]
    assert not unfinished


def _places(text: str) -> set[str]:
    return set(re.findall(r"\{[^}]*\}", text))


def test_german_has_the_places_of_the_english() -> None:
    for each, found in renew.read(GERMAN).items():
        for form in found.forms[-1:]:
            assert _places(form) == _places(each.text), each.text
        assert _places(found.forms[0]) <= _places(each.text), each.text
        for form in found.forms:
            assert form.strip()
            assert (form[0] == " ", form[-1] == " ") == (each.text[0] == " ", each.text[-1] == " "), each.text


def test_what_the_program_reads_is_what_was_translated(tmp_path: Path) -> None:
    renew.compile_file(GERMAN, tmp_path / "again.qm")
    assert (tmp_path / "again.qm").read_bytes() == GERMAN.with_suffix(".qm").read_bytes()


# What shows words, by the place or name of the argument that does.
SHOWING: dict[str, tuple[int | str, ...]] = {
    "setText": (0,), "setAccessibleName": (0,), "setAccessibleDescription": (0,), "setToolTip": (0,),
    "setWindowTitle": (0,), "setPlaceholderText": (0,), "addAction": (0,), "addMenu": (0,), "make_label": (0,),
    "make_button": (0, "tip"), "notify": (0, "action"), "run_undoable": (0, "toast"), "set_words": (0, 1),
    "EmptyState": (2, 3), "ChipChoice": (1,), "NamedSlider": (1,), "NumberField": (1,),
    "NamedBox": (1, "tip"), "QCheckBox": (0,), "QRadioButton": (0,), "QFileDialog": (1, 3), "Command": (1, "words"),
    "Fold": (1,), "SideList": (1,), "PictureGrid": (1,), "PictureList": (1,), "FileToWrite": (1,), "addTab": (1,),
    "EngineError": (0, "kept", "do"), "ProjectError": (0, "kept", "do"), "addRow": (0,), "showText": (1,),
}  # fmt: skip
TERMINAL = {"studio/__main__.py", "studio/demo.py", "studio/desktop_entry.py", "studio/tour.py"}
NAMES = {"Maquette", "CPU", "Ctrl+Z"}


def _bare(node: ast.expr) -> Iterator[str]:
    """Texts with letters that an expression may show and that nobody translates."""
    match node:
        case ast.Constant(str(text)) if re.search(r"[A-Za-z]{2}", text) and text not in NAMES:
            yield text
        case ast.JoinedStr(values=values):
            said = "".join(str(each.value) for each in values if isinstance(each, ast.Constant))
            if re.search(r"[A-Za-z]{3}", said):
                yield said
        case ast.IfExp(body=body, orelse=other):
            yield from _bare(body)
            yield from _bare(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from _bare(value)
        case ast.BinOp(left=left, right=right):
            yield from _bare(left)
            yield from _bare(right)


def test_all_that_is_shown_is_translated() -> None:
    found = []
    for path in sorted((ROOT / "studio").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name in TERMINAL:
            continue
        for call in (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)):
            shows = SHOWING.get(call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", ""), ())
            shown = [call.args[place] for place in shows if isinstance(place, int) and place < len(call.args)]
            shown += [each.value for each in call.keywords if each.arg in shows]
            found += [f"{name}:{call.lineno}: {text}" for node in shown for text in _bare(node)]
    assert not found


def test_what_is_rejected_is_called_so_everywhere() -> None:
    said = [
        re.sub(r"{.*?}", "", each.text)
        for each, files in all_words().items()
        if any(file.startswith("studio/curation/") for file in files)
    ]
    assert "Reject" in said
    assert not [text for text in said if re.search(r"\baside\b|discard|throw", text, re.IGNORECASE)]


def test_titles_in_sentences_keep_abbreviations_and_per_cent_its_space() -> None:
    assert words.in_sentence("Adaptive (ADA)") == "adaptive (ADA)"
    assert words.in_sentence("R1 penalty") == "R1 penalty"
    assert words.in_sentence("Vary Colour") == "vary colour"
    assert words.in_figures(0.09, "+.0%") == "+9 %"
