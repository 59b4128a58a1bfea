"""What the engine says, in the language of the window: known again by patterns, with what stands in their places."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from gan_engine.curation.backgrounds.suggestion import suggest_method
from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import DatasetError, EngineError, SnapshotError, newer
from gan_engine.settings.configuration import configure
from gan_engine.training.snapshots import find_generator
from resources.translations import renew
from resources.translations.words import Words, of_engine
from studio import words
from studio.engine_words import PLACE, engine_words, error_words, values_of
from studio.preferences.languages import speaking
from tests.integration.source_tree import ROOT
from tests.studio.test_words import SHOWING, TERMINAL


@pytest.fixture
def german() -> Iterator[None]:
    with speaking("de"):
        yield


@pytest.fixture
def spoken(monkeypatch: pytest.MonkeyPatch) -> Iterator[dict[str, str]]:
    """A language of a few texts, in which all of the engine's patterns that it has are known."""
    known: dict[str, str] = {}
    words.speak(lambda text, meaning, count: known.get(text, ""), decimal_comma=True)
    yield known
    words.speak(None)


def _patterns() -> list[str]:
    found: list[str] = json.loads(renew.PATTERNS.read_text(encoding="utf-8"))
    return found


def test_sentences_of_the_engine_are_found_with_their_places() -> None:
    source = '''
WHO = "the artist"
def one(name, several, count):
    """It is no sentence of the window."""
    more = f" and {count:,} more" if several else ""
    log.warning(f"It was {name} once.")
    raise ValueError(f"It is {name} now.")
    raise RunError(f"“{name}”{more} cannot be read: {count}.", do="Ask " + WHO + f" for {name}{count}.")
    return f"{count} picture{'s' if count > 1 else ''} {'were' if count > 1 else 'was'} there."
'''
    assert [each.text for each in of_engine(ast.parse(source))] == [
        "“{1}” and {2} more cannot be read: {3}.",
        "“{1}” cannot be read: {2}.",
        "Ask the artist for {1}.",
        "“{1}” and {2} more cannot be read: {3}.",
        "“{1}” cannot be read: {2}.",
        "Ask the artist for {1}.",
        "{1} pictures were there.",
        "{1} picture was there.",
    ]


def test_the_list_of_patterns_is_up_to_date_with_the_source() -> None:
    assert renew.PATTERNS.read_text(encoding="utf-8") == renew.patterns(), "run python -m resources.translations.renew"


def test_english_needs_no_translation() -> None:
    assert (
        engine_words("“a.png” cannot be read: the name is too long.") == "“a.png” cannot be read: the name is too long."
    )
    error = EngineError("It broke.", kept="All is kept.", do="Mend it.")
    assert (error_words(error), error_words(error, "what", "do")) == (
        "It broke. All is kept. Mend it.",
        "It broke. Mend it.",
    )
    assert error_words(OSError("no disk")) == "no disk"


def test_a_translation_has_the_places_in_its_own_order(spoken: dict[str, str]) -> None:
    spoken["“{1}” in {2} is damaged: {3}."] = "{3}: „{1}“ ({2})"
    spoken["its header is cut short or too long"] = "Kopf ab"
    text = "“It is. Mine” in /a/{1}.zip is damaged: its header is cut short or too long."
    assert engine_words(text) == "Kopf ab: „It is. Mine“ (/a/{1}.zip)"


def test_values_are_said_in_the_language_too_and_names_stay(german: None) -> None:
    for english, said in (
        ("Only 1,024 of the 2,000 pictures are different; the others are copies to the byte, which weigh more.",
         "Nur 1.024 der 2.000 Bilder sind verschieden; die anderen sind Kopien bis aufs Byte, die mehr wiegen."),
        ("99 of 100 (± 1, 400 pictures) can be told from their mirror images: the art has a direction. Mirroring is "
         "advised against.",
         "99 von 100 (± 1, 400 Bilder) lassen sich von ihren Spiegelbildern unterscheiden: die Bilder haben eine "
         "Richtung. Von „Spiegeln“ wird abgeraten."),
        ("3 of 24 pictures (12 %) look like letters or digits, which are wrong ones the other way round. Mirroring is "
         "advised against.",
         "3 von 24 Bildern (12 %) sehen nach Buchstaben oder Ziffern aus, die andersherum falsch sind. Von „Spiegeln“ "
         "wird abgeraten."),
        ("“Fine” exists already.", "„Fine“ gibt es schon."),
        ("It waits until 22:00, or until nobody has used the machine for 30 minutes.",
         "Es wartet bis 22:00, oder bis 30 Minuten lang niemand den Rechner benutzt hat."),
        ("Its class is 3 now; its frame was changed.", "Seine Klasse ist jetzt 3; geändert: sein Format."),
        ("Raw photographs cannot be read. Save it as PNG or JPEG.",
         "Nicht lesbar: Rohfotos. Als PNG oder JPEG speichern."),
        ("dataset.json has no label for 2 pictures: “a.png”, “b.png”.",
         "dataset.json hat keine Klasse für 2 Bilder: „a.png“, „b.png“."),
        ("Close to the picture, but not the same.", "Nah am Bild, aber nicht dasselbe."),
        ("64 × 96 px with alpha", "64 × 96 px mit Alpha"),
    ):  # fmt: skip
        assert engine_words(english) == said


def test_what_is_not_known_stays_english(german: None) -> None:
    for text in (
        "Look closer to see it.",
        "3 of 4 things",
        "a\n{1}\0 \\1 %s“”",
        " ",
        "“",
        "Never heard of “this” {2}.",
    ):
        assert engine_words(text) == text
    known, odd = "The training is not paused.", "In 3 of 4 things it is odd."
    assert engine_words(f"{odd} {known} {odd}") == f"{odd} Das Training ist nicht pausiert. {odd}"
    long = "“" + "a. B “" * 400
    assert engine_words(long) == long
    for hostile in ("“x” in " * 250, "A. " * 600, "It waits until " * 120, "; ".join(["it is new"] * 190)):
        assert engine_words(hostile)


def test_errors_of_the_engine_are_said_in_german(german: None, tmp_path: Path) -> None:
    damaged = tmp_path / "Tiere. Alle.zip"
    damaged.write_bytes(b"PK\x03\x04 torn")
    with pytest.raises(DatasetError) as torn:
        open_dataset(damaged)
    assert error_words(torn.value) == (
        "Der Datensatz „Tiere. Alle.zip“ lässt sich nicht lesen: keine ganze ZIP-Datei (abgeschnitten oder "
        "beschädigt). Nichts wurde geändert. Neu anlegen oder aus einer Sicherung nehmen."
    )
    with pytest.raises(SnapshotError) as missing:
        find_generator(tmp_path / "000100")
    assert error_words(missing.value, "what") == f"An der Stelle {tmp_path / '000100'} gibt es keinen Zwischenstand."
    with pytest.raises(EngineError) as wrong:
        configure({"batch": 0})
    assert error_words(wrong.value).startswith("„batch“ muss mindestens 1 sein, nicht 0. 1 bis ")
    made = newer("The training in /runs/a", SnapshotError, how="begun", do="Update Maquette, then do it again.")
    assert error_words(made) == (
        "Das Training in /runs/a wurde von einer neueren Version von Maquette begonnen. Es wurde nicht angerührt. "
        "Maquette aktualisieren, dann noch einmal versuchen."
    )
    assert engine_words(suggest_method([]).words) == "Es gibt keine Bilder zum Ansehen."


@pytest.mark.parametrize("pattern", _patterns())
def test_each_pattern_is_known_again(pattern: str, german: None) -> None:
    values = [f"v{number}v" for number in range(len(PLACE.findall(pattern)))]
    text = PLACE.sub(lambda place: values[int(place[1]) - 1], pattern)
    assert values_of(PLACE.split(pattern)[::2], text) == values
    said = engine_words(text)
    assert said != text or renew.read(renew.FOLDER / "maquette_de.ts")[Words(pattern)].forms == (pattern,)
    assert all(value in said for value in values)


SAYING = {"what", "kept", "do", "why", "reason", "fault", "cautions"}
"""Attributes of the engine's errors, events, jobs and findings that hold words of its."""


def _unsaid(node: ast.AST) -> Iterator[str]:
    """Words of the engine in an expression that nobody says in the language of the window."""
    match node:
        case ast.Call(func=ast.Name("engine_words" | "error_words")):
            return
        case ast.Call(func=ast.Name("str"), args=[ast.Name("error")]):
            yield ast.unparse(node)
        case ast.Attribute(ast.Name("way")):  # of advice, which has said it
            return
        case ast.Attribute(attr=name) if name in SAYING:
            yield ast.unparse(node)
        case ast.Call(func=function, args=args, keywords=keywords):
            below = [*args, *(each.value for each in keywords)]
            below += [function.value] if isinstance(function, ast.Attribute) else []
            for each in below:
                yield from _unsaid(each)
        case ast.IfExp(body=body, orelse=other):
            yield from _unsaid(body)
            yield from _unsaid(other)
        case _:
            for each in ast.iter_child_nodes(node):
                yield from _unsaid(each)


def _shown(tree: ast.AST) -> Iterator[ast.expr]:
    for call in (node for node in ast.walk(tree) if isinstance(node, ast.Call)):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        places = SHOWING.get(name, ()) if not name.endswith("Error") else ()
        yield from (call.args[place] for place in places if isinstance(place, int) and place < len(call.args))
        yield from (each.value for each in call.keywords if each.arg in places)
        if name in ("tr", "emit", "say", "_say", "say_failed", "WayOut"):
            yield from [*call.args, *(each.value for each in call.keywords)]


def test_all_that_the_engine_says_is_said_in_the_language_of_the_window() -> None:
    found = []
    for path in sorted((ROOT / "studio").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        if name not in TERMINAL:
            for shown in _shown(ast.parse(path.read_text(encoding="utf-8"))):
                found += [f"{name}:{shown.lineno}: {words}" for words in _unsaid(shown)]
    assert not found
    for wrong in ("label.setText(error.what)", "tr('{why}', why=str(error))", "self.say(f'{job.reason}')"):
        assert [text for shown in _shown(ast.parse(wrong)) for text in _unsaid(shown)], wrong
