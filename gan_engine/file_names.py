"""Names of files made from names that people give.

Artists name things in any script and with any sign; disks do not take all of them. What is shown keeps the artist's own
words; what is written is made of them safely, the same on three systems.
"""

from __future__ import annotations

import re
import unicodedata

_LONGEST = 80  # characters of a file name: under every file system's 255 bytes in any script up to 3 bytes each
_FORBIDDEN = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*]')
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"com{n}" for n in range(1, 10)), *(f"lpt{n}" for n in range(1, 10))}
)


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
