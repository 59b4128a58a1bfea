"""A picture with the artist's edits applied, for showing it. For any thread.

What takes a network to work out is left to the engine's process; here such a picture is shown with its ground. Parts of
one sheet are mostly asked for one after the other, so the sheet decoded last is kept, where it is not too large.
"""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from gan_engine.pictures import Picture, probe, read_picture

_KEPT_BYTES = 48 * 2**20
_WITHOUT_NETWORK = ("flood", "keep")


def edited_picture(path: Path, steps: Sequence[Mapping[str, Any]] = (), longest: int | None = None) -> Picture:
    """The picture after its steps, HxWx3 or HxWx4, its longest side at most about `longest` pixels.

    Raises `PictureError`; `ConfigurationError` for steps that are none.
    """
    if not steps:
        return read_picture(path, longest=longest)
    from dataclasses import replace

    from gan_engine.curation.picture_edits import apply, crop, parse_steps

    parsed = parse_steps(steps)
    if parsed.background is None or parsed.background.method not in _WITHOUT_NETWORK:
        parsed = replace(parsed, background=None, mask=None)
    facts = probe(path)
    whole = max(facts.width, facts.height)
    box = parsed.frame.box if parsed.frame else None
    region = box or (parsed.cut.box if parsed.cut else (0, 0, facts.width, facts.height))
    wanted = whole if longest is None else min(whole, -(-whole * longest // max(region[2:])))
    picture = _sheets.read(path, wanted, whole) if parsed.cut else read_picture(path, longest=wanted)
    scale = picture.shape[1] / facts.width
    made = apply(picture, parsed, None, scale)
    if box is not None:
        left, top = (max(0, parsed.cut.box[0]), max(0, parsed.cut.box[1])) if parsed.cut else (0, 0)
        made = crop(made, (box[0] - left, box[1] - top, box[2], box[3]), scale)
    return made


class _Sheets:
    """The sheet decoded last, at the last size."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._key: tuple[object, ...] = ()
        self._picture: Picture | None = None

    def read(self, path: Path, longest: int, whole: int) -> Picture:
        size = 256
        while size < longest:
            size *= 2  # parts of one sheet are of several sizes: they should not each need it anew
        size = min(size, whole)
        try:
            stamp = path.stat().st_mtime_ns
        except OSError:
            stamp = 0
        key = (path, stamp, size)
        with self._turn:  # the others wait: they most likely want the same sheet
            if key == self._key and self._picture is not None:
                return self._picture
            self._picture = None
            picture = read_picture(path, longest=size)
            if picture.nbytes <= _KEPT_BYTES:
                self._key, self._picture = key, picture
            return picture


_sheets = _Sheets()
