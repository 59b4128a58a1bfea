"""Gather what is to be translated into Qt Linguist's files, and compile them: `python -m resources.translations.renew`.
The patterns of the engine's sentences with values in them are listed beside.

What was translated stays; what is new is there, unfinished; what the window no longer says is gone. A new language
begins with an empty file: `python -m resources.translations.renew fr`. Linguist itself comes with PySide6
(`pyside6-linguist resources/translations/maquette_de.ts`).
"""

from __future__ import annotations

import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import PySide6

from resources.translations.words import Words, all_words, engine_patterns

FOLDER = Path(__file__).resolve().parent
PATTERNS = FOLDER / "engine_patterns.json"
"""The texts of the engine with places in them: by these the window knows a sentence that has its values already."""
CONTEXT = "Maquette"
_QUOTE = {'"': "&quot;", "'": "&apos;"}


@dataclass(frozen=True)
class Translated:
    """A message of a file: its forms, more than one where it counts; no text in any while it is unfinished."""

    forms: tuple[str, ...]
    finished: bool


def read(path: Path) -> dict[Words, Translated]:
    """All messages of a file of Linguist's."""
    found = {}
    for message in ElementTree.parse(path).getroot().iter("message"):
        several = message.get("numerus") == "yes"
        translation = message.find("translation")
        assert translation is not None, "Linguist writes one for every message"
        forms = [form.text or "" for form in translation.iter("numerusform")] if several else [translation.text or ""]
        words = Words(message.findtext("source", ""), message.findtext("comment", ""), several)
        found[words] = Translated(tuple(forms), translation.get("type") is None)
    return found


def renew(path: Path) -> str:
    """The file as it is to be: what the source says now, translated as far as it was."""
    before = read(path) if path.exists() else {}
    said = {words: before.get(words, Translated(("", "") if words.several else ("",), False)) for words in all_words()}
    return written(path.stem.removeprefix("maquette_"), said)


def written(language: str, messages: Mapping[Words, Translated]) -> str:
    """A file of Linguist's with these messages."""
    files = all_words()
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>', "<!DOCTYPE TS>", f'<TS version="2.1" language="{language}">',
        "<context>", f"    <name>{CONTEXT}</name>",
    ]  # fmt: skip
    for words, translated in messages.items():
        lines += _message(words, files.get(words, []), translated)
    return "\n".join([*lines, "</context>", "</TS>", ""])


def _message(words: Words, files: list[str], translated: Translated) -> list[str]:
    lines = ['    <message numerus="yes">' if words.several else "    <message>"]
    lines += [f'        <location filename="../../{name}"/>' for name in files]
    lines.append(f"        <source>{escape(words.text, _QUOTE)}</source>")
    if words.meaning:
        lines.append(f"        <comment>{escape(words.meaning, _QUOTE)}</comment>")
    kind = "" if translated.finished else ' type="unfinished"'
    if words.several:
        lines.append(f"        <translation{kind}>")
        lines += [f"            <numerusform>{escape(form, _QUOTE)}</numerusform>" for form in translated.forms]
        lines.append("        </translation>")
    else:
        lines.append(f"        <translation{kind}>{escape(translated.forms[0], _QUOTE)}</translation>")
    return [*lines, "    </message>"]


def patterns() -> str:
    """The file of patterns as it is to be."""
    return json.dumps(engine_patterns(all_words()), ensure_ascii=False, indent=0) + "\n"


def compile_file(path: Path, target: Path) -> None:
    """Make of a file of Linguist's what the program reads."""
    release = Path(PySide6.__file__).parent / ("lrelease.exe" if sys.platform == "win32" else "lrelease")
    subprocess.run([release, "-silent", path, "-qm", target], check=True, timeout=60)


def main(languages: list[str]) -> None:
    """All languages there are, and these."""
    PATTERNS.write_text(patterns(), encoding="utf-8")
    for path in sorted({*FOLDER.glob("maquette_*.ts"), *(FOLDER / f"maquette_{each}.ts" for each in languages)}):
        path.write_text(renew(path), encoding="utf-8")
        compile_file(path, path.with_suffix(".qm"))


if __name__ == "__main__":
    main(sys.argv[1:])
