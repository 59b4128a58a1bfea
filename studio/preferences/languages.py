"""The languages that the window speaks: English, in which it is written, and each that has a translation.

Translations are Qt's: `resources/translations/maquette_de.qm` makes German one of them. What is not translated in one
stays English.
"""

from __future__ import annotations

import contextlib
import functools
import re
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

import resources
from studio import words
from studio.words import ENGLISH

_NAME = re.compile(r"maquette_([a-z]{2,3}(?:_[A-Z]{2})?)\.qm")
_LARGEST = 2**24  # bytes of a translation


FOLDER = resources.ROOT / "translations"


def languages() -> dict[str, Path]:
    """The translations that there are, by their language ("de")."""
    found = {}
    for path in sorted(FOLDER.glob("*.qm")) if FOLDER.is_dir() else ():
        match = _NAME.fullmatch(path.name)
        if match and path.stat().st_size <= _LARGEST:
            found[match[1]] = path
    return found


def name_of(language: str) -> str:
    """What its speakers call it: "Deutsch"."""
    if language == ENGLISH:
        return "English"
    name = QLocale(language).nativeLanguageName()
    return f"{name[:1].upper()}{name[1:]}" or language


def to_speak(wished: str, there: dict[str, Path]) -> str:
    """The language for a wish: itself where there is a translation, "" for the first of the system's that has one."""
    wishes = [wished] if wished else [each.replace("-", "_") for each in QLocale.system().uiLanguages()]
    for each in wishes:
        for language in (each, each.partition("_")[0]):
            if language in there or language == ENGLISH:
                return language
    return ENGLISH


@contextlib.contextmanager
def speaking(wished: str) -> Iterator[None]:
    """Within it the window's words are said in a language, though there is no window."""
    found = languages()
    language = to_speak(wished, found)
    own = QTranslator()
    if language != ENGLISH and own.load(str(found[language])):
        _speak(own, language)
    try:
        yield
    finally:
        words.speak(None)


class Speech:
    """The translators that are installed: ours, and Qt's for its own words."""

    def __init__(self) -> None:
        self._installed: list[QTranslator] = []

    def speak(self, wished: str) -> None:
        """Change to a language; widgets hear of it by an event of Qt's (LanguageChange)."""
        found = languages()
        language = to_speak(wished, found)
        words.speak(None)
        for old in self._installed:
            QCoreApplication.removeTranslator(old)
        self._installed = []
        if language == ENGLISH:
            return
        own, qt = QTranslator(), QTranslator()
        if own.load(str(found[language])):
            self._installed.append(own)
            _speak(own, language)
        if qt.load(f"qtbase_{language}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            self._installed.append(qt)
        for translator in reversed(self._installed):  # the one that is installed last is asked first
            QCoreApplication.installTranslator(translator)


def _speak(translator: QTranslator, language: str) -> None:
    decimal_comma = QLocale(language).decimalPoint() == ","
    words.speak(functools.partial(_translate, translator), language=language, decimal_comma=decimal_comma)


def _translate(translator: QTranslator, text: str, meaning: str, count: int) -> str:
    return translator.translate(words.CONTEXT, text, meaning, count) or ""
