"""Memory that was freed and that the C library still holds: in few pools, and given back when there is nothing to do.

glibc gives each thread a pool of its own, up to eight for each core. What large tensors leave in them is used again by
the same thread alone: a process that answers on many threads grows for hours, though hardly anything in it is in use
(seen after a quarter of an hour: 1.15 GB held, 0.24 GB used). Other systems have no such call, and need none.
"""

from __future__ import annotations

import ctypes
import sys

_ARENA_MAX = -8
"""M_ARENA_MAX of malloc.h."""
_FEW = 2


def _library() -> ctypes.CDLL | None:
    if not sys.platform.startswith("linux"):
        return None
    try:
        library = ctypes.CDLL("libc.so.6")
        library.mallopt, library.malloc_trim  # noqa: B018 - musl has neither
    except (OSError, AttributeError):
        return None
    return library


def keep_together() -> None:
    """Let all threads of this process share few pools. Before it starts any."""
    if (library := _library()) is not None:
        library.mallopt(_ARENA_MAX, _FEW)


def give_back() -> bool:
    """Give the system back what is not in use; whether there was anything."""
    library = _library()
    return library is not None and bool(library.malloc_trim(0))
