"""An unpickler that knows a handful of words only, so that a hostile file does no harm.

A pickle is a program for a small machine. Here torch's and Python's own machines are not used: theirs look up any name,
set aside as much memory as a file claims to need, and can be kept busy for ever by a key whose hash takes so long. This
one is Python's slow twin of them (networks take a few ten thousand steps) with a bound on the steps, keys that are
short texts or numbers, and no name but those that it is given.
"""

from __future__ import annotations

import pickle
import struct
from collections.abc import Callable, Mapping
from typing import Any, BinaryIO, ClassVar

Words = Mapping[tuple[str, str], Any]
Step = Callable[[Any], None]

_KEY_LIMIT = 2**31


class Refused(pickle.UnpicklingError):
    """A name that no file of the kind needs."""


class NotWhole(pickle.UnpicklingError):
    """What is wrong with a pickle, in words that follow a colon."""


class HarmlessUnpickler(pickle._Unpickler):
    """Reads one pickle from `stream` in at most `steps` steps, knowing `words` and nothing else.

    Raises `Refused` with the name that was asked for, `NotWhole` for a broken program, and whatever `words` raise.
    """

    dispatch: ClassVar[dict[int, Any]]
    stack: list[Any]

    def __init__(self, stream: BinaryIO, words: Words, *, steps: int) -> None:
        super().__init__(stream)
        self._words = words
        self._left = steps

    def load(self) -> Any:
        try:
            return super().load()
        except EOFError as error:
            raise NotWhole("it is cut short") from error
        except (Refused, NotWhole):
            raise
        except (pickle.UnpicklingError, LookupError, TypeError, AttributeError, UnicodeError, struct.error) as error:
            raise NotWhole("it is no pickle, or a damaged one") from error

    def count(self) -> None:
        """Take down a step. Raises `NotWhole` where there have been too many."""
        self._left -= 1
        if self._left < 0:
            raise NotWhole("it goes on without end")

    def find_class(self, module: str, name: str) -> Any:
        word = self._words.get((module, name))
        if word is None:
            raise Refused(f"{module}.{name}"[:120])
        return word

    def persistent_load(self, key: Any) -> Any:
        raise Refused("a persistent id")

    def get_extension(self, code: int) -> Any:
        raise Refused(f"extension {code}")


def _is_key(value: Any) -> bool:
    return isinstance(value, str) or (type(value) is int and abs(value) < _KEY_LIMIT)


def _above_mark(reader: HarmlessUnpickler, step: int) -> None:
    """Look at the keys that a step on all values since the last mark is going to use."""
    keys = reader.stack if step == pickle.ADDITEMS[0] else reader.stack[::2]
    if not all(map(_is_key, keys)):
        raise NotWhole("it uses something strange as a key")


def _counting(step: int, act: Step) -> Step:
    def counted(reader: HarmlessUnpickler) -> None:
        reader.count()
        if step in _ON_MARK:
            _above_mark(reader, step)
        elif step == pickle.SETITEM[0] and not _is_key(reader.stack[-2]):
            raise NotWhole("it uses something strange as a key")
        act(reader)

    return counted


_ON_MARK = {pickle.SETITEMS[0], pickle.DICT[0], pickle.ADDITEMS[0]}
_LEFT_OUT = {pickle.FROZENSET[0], pickle.BYTEARRAY8[0], pickle.NEXT_BUFFER[0], pickle.READONLY_BUFFER[0]}
HarmlessUnpickler.dispatch = {
    step: _counting(step, act) for step, act in pickle._Unpickler.dispatch.items() if step not in _LEFT_OUT
}
