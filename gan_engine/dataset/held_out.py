"""Which pictures of a dataset are held out of training, for measuring.

Which pictures these are follows from the originals' digests alone, so that a picture held out once is held out in
every later version, whatever else is added: a measure stays a measure of unseen art.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable


def held_out(pictures: Iterable[tuple[str, str | None, bool]], share: float) -> list[bool]:
    """Of pictures, each given by its digest or group, its class and whether it is held out by hand: which are.

    The `share` never takes a whole set, nor a whole class: of one, the picture that is drawn last stays in training.
    """
    drawn = [(_draw(key), key, label, by_hand) for key, label, by_hand in pictures]
    last: dict[str | None, tuple[int, str]] = {}
    for at, key, label, by_hand in drawn:
        if not by_hand:
            last[label] = max(last.get(label, (-1, "")), (at, key))
    spared = {key for _, key in last.values()}
    return [by_hand or (at < share * 2**64 and key not in spared) for at, key, _, by_hand in drawn]


def _draw(key: str) -> int:
    """The place of a key in the order in which pictures are drawn, below 2**64."""
    return int.from_bytes(hashlib.sha256(f"held out {key}".encode()).digest()[:8])
