"""The words of the window, in its language: written in English, looked up in a translation as they are used.

    tr("Import a folder…")
    tr("{name} is whole again", name=sheet.name)
    tr("{n} pictures were found again", one="{n} picture was found again", n=count)

The English text is the key, and what is shown where there is no translation. `tr` is for what runs while the window
is up; a constant of a module or class is marked by `tr_noop("…")`, stays English, and is given to `tr` where it is
shown, so that it follows the language. Qt-free: the project has words too.
"""

from __future__ import annotations

import functools
import re
import string
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from gan_engine import reporting

CONTEXT = "Maquette"
"""The one context of all words in Qt's files of translations."""

Translator = Callable[[str, str, int], str]
"""(English, what tells it from a namesake, a count or -1) -> the translation, "" where there is none; on any thread."""


ENGLISH = "en"


class _Speech:
    """The translation that is spoken now, its language, and how its numbers are written."""

    def __init__(self) -> None:
        self.translate: Translator | None = None
        self.language = ENGLISH
        self.decimal_comma = False


_speech = _Speech()
_CAPITALISED = re.compile(r"\b[A-Z](?=[a-z]*\b)")
_SWAPPED = str.maketrans(",.", ".,")
_FRACTION = re.compile(r"-?(0\.\d+|\d+\.(\d{1,2}|\d{4,}))(e-?\d+)?")


def speak(translate: Translator | None, *, language: str = ENGLISH, decimal_comma: bool = False) -> None:
    """Speak another language from now on; None is English. `decimal_comma`: 1.234,5 in place of 1,234.5."""
    _speech.translate = translate
    _speech.language = language
    _speech.decimal_comma = decimal_comma


def speech() -> Translator | None:
    """What is spoken now, to tell one language from another; None is English."""
    return _speech.translate


def language() -> str:
    """The language that is spoken now ("de")."""
    return _speech.language


def translation(text: str) -> str:
    """That of a text without places, "" where there is none."""
    return _speech.translate(text, "", -1) if _speech.translate is not None and text else ""


def number_words(written: str) -> str:
    """A number that was written the English way ("1,234.5"), as the language has it."""
    return written.translate(_SWAPPED) if _speech.decimal_comma else written


def percent_words(share: float, decimals: int = 0) -> str:
    """A share of 1 in per cent: “86 %”."""
    return number_words(f"{100 * share:.{decimals}f} %")


def number_typed(text: str) -> str:
    """A number as somebody typed it in the language of the window, the English way. Where a comma is for the fraction,
    a single dot that cannot be for thousands is one for the fraction too: “0.5”."""
    if not _speech.decimal_comma or _FRACTION.fullmatch(text):
        return text
    return text.translate(_SWAPPED)


def in_figures(value: float, spec: str = ",") -> str:
    """A number as `format` writes it by `spec`, the way of the language; per cent as by `percent_words`."""
    figures = format(value, spec)
    return number_words(f"{figures.removesuffix('%')} %" if spec.endswith("%") else figures)


def written(spec: str) -> Callable[[float], str]:
    """`in_figures` with this `spec`, for what asks how a value is to be written."""
    return functools.partial(in_figures, spec=spec)


def kimg_words(kimg: float) -> str:
    """As `gan_engine.reporting` has it, in the language of the window; so are the two that follow."""
    return number_words(reporting.kimg_words(kimg))


def size_words(count: int) -> str:
    """So many bytes."""
    return number_words(reporting.size_words(count))


def sides_words(width: int, height: int) -> str:
    """The size of a picture: "512 px" of a square, "1,024 × 1,536 px"."""
    return (
        tr("{width:,} px", width=width)
        if width == height
        else tr("{width:,} × {height:,} px", width=width, height=height)
    )


def duration(seconds: float) -> str:
    """So much time."""
    words, _, days = reporting.duration(seconds).partition(" days")
    return count_words(int(words), "day") if days or words.isdigit() else words


class _Formatter(string.Formatter):
    """As `str.format`, but numbers are written the way of the language, and per cent as by `percent_words`."""

    def format_field(self, value: Any, format_spec: str) -> str:
        written = str(super().format_field(value, format_spec))
        if format_spec.endswith("%"):
            written = f"{written.removesuffix('%')} %"
        return number_words(written) if isinstance(value, int | float) else written

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        """By name only: texts with other braces would be taken apart otherwise."""
        return kwargs[str(key)]


_formatter = _Formatter()


def tr(text: str, /, *, meaning: str = "", one: str = "", n: int | None = None, **values: object) -> str:
    """`text` in the language of the window, with `values` in its named places.

    `n` is a count, written in the place {n} with its thousands apart; `one` is the English for a count of one (another
    language has as many forms as it needs). `meaning` tells a text from one that is the same in English only.
    """
    said = ""
    if _speech.translate is not None and text:
        said = _speech.translate(text, meaning, -1 if n is None else n)
    if not said:
        said = one if n == 1 and one else text
    if n is not None:
        values["n"] = number_words(f"{n:,}")
    return _formatter.vformat(said, (), values) if values else said


def tr_noop(text: str) -> str:
    """`text` itself: marked to be translated where it is shown."""
    return text


KIMG = tr_noop("A kimg is a thousand pictures that the networks have seen, the same ones again and again.")
"""For a tool tip wherever lengths of trainings stand that are no setting: those have a sentence."""


def in_sentence(words: str) -> str:
    """A title within a sentence: small in English, but for abbreviations (“ADA”, “R1”); other languages write their
    nouns as they do."""
    return _CAPITALISED.sub(lambda word: word[0].lower(), words) if _speech.translate is None else words


def tr_choices(pairs: Iterable[tuple[Any, str]]) -> list[tuple[Any, str]]:
    """(key, words) pairs of a choice, their words translated."""
    return [(key, tr(words)) for key, words in pairs]


def count_words(count: int, thing: str, things: str = "") -> str:
    """“1 picture”, “2,000 pictures”; `things` where the English plural is not made with an s. Both are written out
    where it is called, so that they are found for translation."""
    several = f"{{n}} {things or thing + 's'}"
    return tr(several, one=f"{{n}} {thing}", n=count)


_MONTHS = (
    tr_noop("January"), tr_noop("February"), tr_noop("March"), tr_noop("April"), tr_noop("May"), tr_noop("June"),
    tr_noop("July"), tr_noop("August"), tr_noop("September"), tr_noop("October"), tr_noop("November"),
    tr_noop("December"),
)  # fmt: skip


def when_words(moment: float, now: float | None = None) -> str:
    """ "today, 14:05", "yesterday, 9:30" or "3 May 2026, 14:05"."""
    then, present = time.localtime(moment), time.localtime(time.time() if now is None else now)
    clock = f"{then.tm_hour}:{then.tm_min:02d}"
    days = round((_midnight(present) - _midnight(then)) / 86_400)
    if days in (0, 1):
        return f"{(tr('today'), tr('yesterday'))[days]}, {clock}"
    month = tr(_MONTHS[then.tm_mon - 1])
    return tr("{day} {month} {year}, {clock}", day=then.tm_mday, month=month, year=str(then.tm_year), clock=clock)


def _midnight(moment: time.struct_time) -> float:
    return time.mktime((moment.tm_year, moment.tm_mon, moment.tm_mday, 0, 0, 0, 0, 0, -1))
