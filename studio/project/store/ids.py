"""Many ids of pictures or designs: packed as ranges, handed to SQL as one parameter."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

_MOST_IDS = 5_000_000

Ids = npt.NDArray[np.int64]


def as_ids(ids: Iterable[int]) -> Ids:
    """Sorted, each once."""
    return np.unique(np.asarray(ids if isinstance(ids, np.ndarray) else list(ids), dtype=np.int64))


def pack_ids(ids: Ids) -> str:
    """Sorted ids as ranges: [1, 2, 3, 7] is "1-3,7"."""
    if not len(ids):
        return ""
    breaks = np.flatnonzero(np.diff(ids) != 1)
    firsts = ids[np.concatenate(([0], breaks + 1))].tolist()
    lasts = ids[np.concatenate((breaks, [len(ids) - 1]))].tolist()
    return ",".join(str(a) if a == b else f"{a}-{b}" for a, b in zip(firsts, lasts, strict=True))


def unpack_ids(text: str) -> Ids:
    """The inverse of `pack_ids`. Raises ValueError for what is no list of ids, or one longer than any project's."""
    if not text:
        return np.empty(0, np.int64)
    ends = [part.partition("-") for part in text.split(",")]
    ranges = [(int(first), int(last or first)) for first, _, last in ends]
    if any(not 0 < first <= last for first, last in ranges) or sum(b - a + 1 for a, b in ranges) > _MOST_IDS:
        raise ValueError("these are no ids")
    return np.concatenate([np.arange(first, last + 1, dtype=np.int64) for first, last in ranges])


def in_sql(ids: Ids) -> str:
    """The ids as one JSON parameter, for `IN (SELECT value FROM json_each(?))`: any number of them."""
    return "[" + ",".join(map(str, ids.tolist())) + "]"
