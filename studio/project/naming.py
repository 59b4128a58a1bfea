"""Names of files made from names that people give, and the natural order of names.

Artists name things in any script and with any sign; disks do not take all of them. What is shown keeps
the artist's own words; what is written is made of them safely, the same on three systems.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80  # characters of a file name: under every file system's 255 bytes in any script up to 3 bytes each
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)
_GAPS = re.compile(r"[^\w.]+")
_DIGITS = re.compile(r"\d+")
_VERSION = re.compile(r"^(?P<stem>.*?)[ _-]*v(?P<number>\d+)$", re.IGNORECASE)


def safe_file_name(words: str, otherwise: str = "untitled") -> str:
    """`words` as a file name without suffix that Windows, macOS and Linux all take."""
    name = unicodedata.normalize("NFC", words)
    name = _FORBIDDEN.sub(" ", name)
    name = " ".join(name.split()).strip(". ")[:_LONGEST].strip(". ")
    if not name:
        return otherwise
    if name.split(".")[0].casefold() in _RESERVED:
        return f"{otherwise or 'the'} {name}"
    return name


def slug(words: str, otherwise: str = "untitled") -> str:
    """`words` in lower case with hyphens for gaps: a folder that is easy to type in a terminal."""
    return _GAPS.sub("-", safe_file_name(words, otherwise).casefold()).strip("-") or otherwise


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
