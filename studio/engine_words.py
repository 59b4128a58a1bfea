"""What the engine says, in the language of the window.

    engine_words(error.what)

The engine knows no window and answers in English, with its values in its sentences. These are known again by their
patterns (“{1}” cannot be read: {2}.), which `python -m resources.translations.renew` gathers from its source; what
stands in their places is put into the translation, and is translated itself where it is a title, a reason or a
sentence. What is not known stays English. Qt-free.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import resources
from gan_engine.errors import EngineError
from studio.words import Translator, number_words, speech, tr, tr_noop, translation

PATTERNS = resources.ROOT / "translations" / "engine_patterns.json"
PLACE = re.compile(r"\{(\d+)\}")

_LONGEST = 2_000  # characters; nothing that the engine says is longer
_MOST_LOOKS = 300  # for pieces of one text
_DEEPEST = 4  # sentences within sentences
_MOST_SENTENCES = 12
_WEAK = 11
"""Letters of a pattern; with fewer it is told from other English by its values alone: then they are names, or known."""
_NUMBER = re.compile(r"[-+]?\d[\d,]*(?:\.\d+)?(?: (?:px|kimg|[kKMGT]?B|bytes|s|min|h|million|%))?|[-+]?\d[\d,.]*%")
_BOUNDARY = re.compile(r"(?<=[.?!]) (?=[A-Z“\d])")
_NAME = re.compile(r"“([^“”]*)”")
_PARTED = re.compile(r", | or | and ")
_LISTS = ("; ", ", or ", ", ")


@dataclass(frozen=True)
class _Pattern:
    text: str
    pieces: tuple[str, ...]
    """What stands before, between and after its places."""
    letters: int


def engine_words(text: str) -> str:
    """A text of the engine (a sentence, several, or a reason) in the language of the window."""
    language = speech()
    return text if language is None or not text or len(text) > _LONGEST else _said(text, language)


def error_words(error: BaseException, *parts: str) -> str:
    """An error in the language of the window: these parts of it (“what”, “kept”, “do”), all where none is named; of
    what is no `EngineError` its text."""
    if not isinstance(error, EngineError):
        return engine_words(str(error))
    said = (engine_words(getattr(error, part)) for part in parts or ("what", "kept", "do"))
    return " ".join(part for part in said if part)


@functools.lru_cache(maxsize=1024)
def _said(text: str, language: Translator) -> str:
    """`language` tells what is kept of one from another."""
    return _Look().sentences(text, 0) or text


@functools.cache
def _patterns() -> dict[str, list[_Pattern]]:
    """By the sign that they begin with, "" for any: those that may fit, the one with most letters first."""
    texts: list[str] = json.loads(PATTERNS.read_text(encoding="utf-8")) if PATTERNS.is_file() else []
    found = sorted(map(_pattern, texts), key=lambda pattern: (-pattern.letters, -len(pattern.text)))
    signs = {pattern.pieces[0][:1] for pattern in found} | {""}
    return {sign: [each for each in found if each.pieces[0][:1] in ("", sign)] for sign in signs}


def _pattern(text: str) -> _Pattern:
    pieces = tuple(PLACE.split(text)[::2])
    return _Pattern(text, pieces, sum(letter.isalpha() for piece in pieces for letter in piece))


def values_of(pieces: Sequence[str], text: str) -> list[str] | None:
    """What stands in the places between these pieces of a text, each as short as can be; None where it has others."""
    first, last = pieces[0], pieces[-1]
    if not (text.startswith(first) and text.endswith(last)) or len(text) < len(first) + len(last):
        return None
    values, begin, end = [], len(first), len(text) - len(last)
    for piece in pieces[1:-1]:
        at = text.find(piece, begin, end)
        if at < 0:
            return None
        values.append(text[begin:at])
        begin = at + len(piece)
    return [*values, text[begin:end]]


class _Look:
    """One text that is looked up, with what was found of its pieces."""

    def __init__(self) -> None:
        self._found: dict[str, str | None] = {}

    def sentences(self, text: str, depth: int, *, all_known: bool = False) -> str | None:
        """Sentence by sentence, or several that are one text; None where `all_known` and one is not."""
        parts = _BOUNDARY.split(text)
        said, begin = [], 0
        while begin < len(parts):
            most = len(parts) if len(parts) <= _MOST_SENTENCES else begin + 1
            for end in range(most, begin, -1):
                known = self.known(" ".join(parts[begin:end]), depth)
                if known is not None:
                    break
            if known is None and all_known:
                return None
            said.append(self._after_name(parts[begin], depth) if known is None else known)
            begin = end
        return " ".join(said)

    def _after_name(self, text: str, depth: int) -> str:
        """Something whose name stands before what is said of it: “a.png: It is not there any more.”"""
        name, colon, rest = text.partition(": ")
        said = self.known(rest, depth) if colon else None
        return text if said is None else f"{name}: {said}"

    def known(self, text: str, depth: int) -> str | None:
        """What a text is as a whole; None where it is not known."""
        if text in self._found:
            return self._found[text]
        if depth > _DEEPEST or len(self._found) >= _MOST_LOOKS:
            return None
        self._found[text] = None
        found = translation(text) or self._by_pattern(text, depth) or self._reasons(text, depth)
        if not found and text.endswith("."):  # what would follow is nothing here
            found = (self._by_pattern(f"{text} ", depth) or "").rstrip()
        found = found or None
        self._found[text] = found
        return found

    def _by_pattern(self, text: str, depth: int) -> str | None:
        patterns = _patterns()
        for pattern in patterns.get(text[:1], patterns[""]):
            values = values_of(pattern.pieces, text)
            if values is None or not (own := translation(pattern.text)):
                continue
            said = list(self._values(pattern, values, depth))
            if len(said) == len(values):
                filled = PLACE.sub(lambda place, said=said: said[int(place[1]) - 1], own)  # type: ignore[misc]
                first = PLACE.match(own)
                is_new = first is not None and said[int(first[1]) - 1] != values[int(first[1]) - 1]
                return _capital(filled) if is_new and text[0].isupper() else filled
        return None

    def _values(self, pattern: _Pattern, values: list[str], depth: int) -> Iterator[str]:
        """Those of a pattern as they are said; it ends early where one cannot be meant."""
        for number, value in enumerate(values):
            is_quoted = pattern.pieces[number].endswith("“") and pattern.pieces[number + 1].startswith("”")
            is_aside = pattern.pieces[number].endswith("(") and pattern.pieces[number + 1].startswith(")")
            is_weak = pattern.letters < _WEAK and not is_aside
            said = self._quoted(value) if is_quoted else self._value(value, depth, is_weak=is_weak)
            if said is None:
                return
            yield said

    def _quoted(self, value: str) -> str | None:
        """A name, which stays as it is, or a title; of a single word nobody knows which, so that it is a name."""
        if "“" in value or "”" in value:
            return None
        return (translation(value) if " " in value else "") or value

    def _value(self, value: str, depth: int, *, is_weak: bool) -> str | None:
        if not value:
            return ""
        if _NUMBER.fullmatch(value):
            share = value.removesuffix("%").rstrip()
            return number_words(value if share == value else f"{share} %")
        found = self._known_value(value, depth + 1)
        if found is not None:
            return found
        if is_weak and _is_prose(_NAME.sub("", value)):
            return None
        if _BOUNDARY.search(value):
            return self.sentences(value, depth + 1, all_known=True)
        return value if _is_prose(_NAME.sub("", value)) else _listed(value)

    def _known_value(self, value: str, depth: int) -> str | None:
        for one in _LISTS:
            if one in value:
                parts = [self.known(part, depth) for part in value.split(one)]
                if all(part is not None for part in parts):
                    return f"{translation(one.strip()) or one.strip()} ".join(filter(None, parts))
        found = self.known(value, depth)
        if found is None and (closed := self.known(f"{value}.", depth)) is not None:
            found = closed.removesuffix(".")
        if found is None and value[:1].islower():  # a title, as it was put into a sentence
            found = translation(_capital(value)) or None
        if found is None and value[:1].isupper():
            found = _capital(translation(_small(value))) or None
        return found

    def _reasons(self, text: str, depth: int) -> str | None:
        """Reasons that were made one sentence: “It is held out now; its frame was changed.”"""
        if not text.endswith(".") or not text[:1].isupper():
            return None
        parts = [self.known(part, depth + 1) for part in _small(text[:-1]).split("; ")]
        known = [part for part in parts if part is not None]
        return f"{_capital('; '.join(known))}." if len(known) == len(parts) else None


def _is_prose(value: str) -> bool:
    """Is it more than a name, or a list of such?"""
    return any(" " in part for part in _PARTED.split(value))


def _listed(value: str) -> str:
    """Names, as the language joins and quotes them."""
    for word, form in ((" or ", tr_noop("{list} or {last}")), (" and ", tr_noop("{list} and {last}"))):
        first, found, last = value.rpartition(word)
        if found:
            return tr(form, list=_listed(first), last=_listed(last))
    return _NAME.sub(lambda name: tr("“{name}”", name=name[1]), value)


def _capital(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}"


def _small(text: str) -> str:
    return f"{text[:1].lower()}{text[1:]}"
