"""Names made from names that people give (of files, folders, versions), and the natural order of names."""

from __future__ import annotations

import re
from collections.abc import Collection

from gan_engine.file_names import safe_file_name
from studio.words import tr

__all__ = ["design_title", "natural_key", "next_version", "safe_file_name", "slug", "unused"]

_GENERATED = re.compile(r"design(?: (?P<number>[0-9]+))?")
_GAPS = re.compile(r"[^\w.]+")
_DIGITS = re.compile(r"\d+")
_VERSION = re.compile(r"^(?P<stem>.*?)[ _-]*v(?P<number>\d+)$", re.IGNORECASE)


def design_title(name: str, stem: str) -> str:
    """What a kept design is called, in the language of the window where nobody named it: it is called as its file is
    (`stem`), "design 16", and that was made up."""
    made_up = _GENERATED.fullmatch(name) if name == stem else None
    if made_up is None:
        return name
    return tr("design {number}", number=int(made_up["number"])) if made_up["number"] else tr("design")


def slug(words: str, otherwise: str = "untitled") -> str:
    """`words` in lower case with hyphens for gaps: a folder that is easy to type in a terminal."""
    return _GAPS.sub("-", safe_file_name(words, otherwise).casefold()).strip("-") or otherwise


def unused(stem: str, taken: Collection[str]) -> str:
    """`stem`, with the least number from 2 on behind it where it is `taken`: "critters-2"."""
    numbered = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return next(free for free in (stem, *numbered) if free not in taken)


def natural_key(words: str) -> str:
    """A key that sorts "robot 2" before "robot 10" and takes no notice of case."""
    return _DIGITS.sub(lambda digits: digits.group().lstrip("0").rjust(12, "0"), words.casefold())


def next_version(stem: str, taken: list[str]) -> str:
    """The next free name of the kind "critters v3", where `taken` are the names there are."""
    numbers = [0]
    for name in taken:
        match = _VERSION.match(name.strip())
        if match and match["stem"].casefold() == stem.casefold():
            numbers.append(int(match["number"]))
    return f"{stem} v{max(numbers) + 1}"
