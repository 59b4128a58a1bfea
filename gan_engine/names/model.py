"""A character model of names: n-grams with back-off, trained in well under a second.

The chance of a letter after the letters before it is interpolated between contexts of every length by Witten and
Bell's estimate (The zero-frequency problem, IEEE Transactions on Information Theory 37(4), 1991; as equation 15 of
Chen and Goodman, An empirical study of smoothing techniques, Computer Speech and Language 13, 1999):

    P(c | h) = (N(h c) + T(h) P(c | h')) / (N(h) + T(h))

where N counts, T(h) is how many different letters followed h, and h' is h without its first letter; below the empty
context every letter of the list is as likely as another.
"""

from __future__ import annotations

import bisect
import itertools
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

ORDER = 4
"""Letters that the next one hangs on: three make mere noise of short lists, five repeat them."""
SHARPNESS = 1.6
"""Names are drawn with chances to this power: 1 is the model as it is, whose rare letters are heard as mistakes."""
_USUAL = 0.05
"""Of the list's names so many are shorter, and as many longer, than what is drawn where no length is asked for."""
_START, _END = "\x02", "\x03"
_TRIES = 400
"""Draws for each name that is wanted: what a narrow filter lets through so seldom is not there."""


@dataclass(frozen=True)
class NameFilter:
    """Which names are wanted."""

    shortest: int = 0
    """Letters; 0: as short as the list's names usually are."""
    longest: int = 0
    """As `shortest`."""
    begins: str = ""
    """What they begin with, in any case."""
    own: bool = False
    """The names of the list itself as well."""


class NameModel:
    """Learnt from `names` when it is made; draws others like them. The same names and seed give the same draws."""

    def __init__(self, names: Sequence[str], order: int = ORDER) -> None:
        """Raises `ValueError` without a name."""
        if not names:
            raise ValueError("there are no names to learn from")
        self._order = order
        self._pieces = "\n".join(sorted(name.casefold() for name in names))
        lengths = sorted(map(len, names))
        self._lengths = (lengths[int(_USUAL * len(names))], lengths[-1 - int(_USUAL * len(names))])
        self._capitals = sum(name[:1].isupper() for name in names) > len(names) / 2
        self._counts: dict[str, Counter[str]] = {}
        for name in names:
            text = _START * order + name + _END
            for place, letter in enumerate(name + _END, order):
                for length in range(order + 1):
                    self._counts.setdefault(text[place - length : place], Counter())[letter] += 1
        self._letters = sorted(self._counts[""])
        self._chances: dict[str, list[float]] = {}
        self._rising: dict[str, list[float]] = {}

    def chances(self, context: str) -> dict[str, float]:
        """How likely each letter is after `context`; the end of a name is "\\x03". They sum to 1."""
        return dict(zip(self._letters, self._after(context[-self._order :] if context else ""), strict=True))

    def names(self, count: int, seed: int, wanted: NameFilter = NameFilter()) -> list[str]:
        """Up to `count` different names: fewer where the list gives no more that are wanted. Neither the list's own
        nor mere pieces of one are among them, where those are not asked for."""
        dice = random.Random(seed)
        shortest = wanted.shortest or min(self._lengths[0], wanted.longest or self._lengths[0])
        longest = wanted.longest or max(self._lengths[1], shortest)
        found: dict[str, str] = {}
        for _ in range(count * _TRIES):
            if len(found) >= count:
                break
            name = self._draw(dice, self._beginning(wanted.begins), longest)
            key = name.casefold()
            fits = shortest <= len(name) <= longest and (wanted.own or key not in self._pieces)
            if fits and key not in found:
                found[key] = name
        return list(found.values())

    def _draw(self, dice: random.Random, name: str, longest: int) -> str:
        while len(name) <= longest:
            letter = self._letter(_START * self._order + name, dice.random())
            if letter == _END:
                break
            name += letter
        return " ".join(name.split())

    def _beginning(self, begins: str) -> str:
        begins = " ".join(begins.split())
        return begins[:1].upper() + begins[1:] if self._capitals else begins

    def _letter(self, before: str, chance: float) -> str:
        context = before[-self._order :]
        while context not in self._counts:
            context = context[1:]
        if context not in self._rising:
            self._rising[context] = list(itertools.accumulate(chance**SHARPNESS for chance in self._after(context)))
        rising = self._rising[context]
        return self._letters[min(bisect.bisect_right(rising, chance * rising[-1]), len(self._letters) - 1)]

    def _after(self, context: str) -> list[float]:
        """The chance of each of `_letters`."""
        known = self._chances.get(context)
        if known is not None:
            return known
        shorter = self._after(context[1:]) if context else [1 / len(self._letters)] * len(self._letters)
        counts = self._counts.get(context)
        if counts is None:
            return shorter
        seen, kinds = counts.total(), len(counts)
        made = [
            (counts[letter] + kinds * below) / (seen + kinds)
            for letter, below in zip(self._letters, shorter, strict=True)
        ]
        self._chances[context] = made
        return made
