"""Which pictures of a dataset are held out of training, for measuring.

Which pictures these are follows from the originals' digests alone, so that a picture held out once is held out in
every later version, whatever else is added: a measure stays a measure of unseen art.
"""

from __future__ import annotations

import hashlib


def is_held_out(key: str, share: float) -> bool:
    """Whether the picture of this digest (or the group of this name) is among the `share` (0..1) that is held out."""
    drawn = hashlib.sha256(f"held out {key}".encode()).digest()
    return int.from_bytes(drawn[:8]) < share * 2**64
