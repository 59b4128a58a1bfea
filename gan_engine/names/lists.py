"""Lists of names: reading one from a file, and those that come with the program."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import resources
from gan_engine.documents import DocumentError, read_bytes
from gan_engine.errors import NamesError

SAMPLES: dict[str, str] = {"armour": "Armour", "monsters": "Monsters"}
"""Lists of our own making, by the names of their files: what each is called."""

MOST_BYTES = 2**20
LONGEST = 60
"""Letters of a name in a list."""
FEWEST = 5
"""From fewer names nothing can be learnt but those."""
MOST = 20_000

_NO_LETTERS = frozenset({"Cc", "Cs", "Co", "Cn"})
"""Unicode categories of what no name holds: control signs, halves of characters, what stands for nothing."""


def read_list(path: Path) -> list[str]:
    """The names in a text file in UTF-8, one a line; empty lines and those that begin with # are none.

    Raises `NamesError` for what is no such list: it is never cut or guessed at.
    """
    try:
        text = read_bytes(path, MOST_BYTES).decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_list(path, "is no text in UTF-8", "Save it as plain text in UTF-8") from error
    except DocumentError as error:
        raise _no_list(path, str(error), f"A list has up to {MOST_BYTES // 1024:,} kB") from error
    except OSError as error:
        raise _no_list(path, f"cannot be read: {error.strerror or error}", "Check where it lies") from error
    return names_in(text, path.name)


def names_in(text: str, called: str) -> list[str]:
    """As `read_list`, of a text; `called`: what an error calls the list."""
    names: dict[str, None] = {}
    for number, line in enumerate(text.splitlines(), 1):
        name = " ".join(unicodedata.normalize("NFC", line).split())
        if not name or name.startswith("#"):
            continue
        if len(name) > LONGEST:
            raise _no_list(
                called, f"has {len(name):,} letters in line {number:,}, a name {LONGEST} at most",
                "Put one name on each line",
            )  # fmt: skip
        if any(unicodedata.category(sign) in _NO_LETTERS for sign in name):
            raise _no_list(called, f"holds signs in line {number:,} that no name has", "Save it as plain text")
        names[name] = None
    if not FEWEST <= len(names) <= MOST:
        raise _no_list(called, f"holds {len(names):,} names", f"A list has {FEWEST} to {MOST:,} names, one a line")
    return list(names)


def sample_list(key: str) -> list[str]:
    """One of `SAMPLES`."""
    return read_list(resources.find(f"names/{key}.txt"))


def _no_list(path: Path | str, why: str, do: str) -> NamesError:
    name = path.name if isinstance(path, Path) else path
    what = f"“{name}” cannot be used as a list of names: it {why}."
    return NamesError(what, kept="Nothing was changed.", do=f"{do}.")
