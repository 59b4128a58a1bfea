"""The store of vectors computed of each picture: features, prints, scores, places on the map.

A cache beside the thumbnails: keyed by the original's digest and the steps, so that a picture that is moved, renamed
or imported again is never computed twice. It may be deleted at any time, and where it is damaged it is made anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from studio.project.store.cache_file import CacheFile

FEATURES = "lite0-2"
"""Of EfficientNet-Lite0: float [1280]. A name's number is raised where what is measured becomes another, be it that
pictures are shown otherwise (`gan_engine.curation.presentation`)."""
STYLES = "style-2"
"""What stands after these in `gan_engine.metrics.feature_network.Backbone.described`: float [208]."""
HASHES = "hash-2"
"""`gan_engine.curation.copies.hashes`: uint8."""
QUALITIES = "quality-4"
"""`gan_engine.curation.checks.quality`: float32."""
LAYOUT = "layout-2"
"""Places on the map: float32 [2], 0 to 1."""

_FORM = 6
"""Raised with the names above: what nobody asks for any more would stay in the file."""
_SCHEMA = """
CREATE TABLE kinds (name TEXT PRIMARY KEY, dtype TEXT NOT NULL, width INTEGER NOT NULL);
CREATE TABLE vectors (name TEXT NOT NULL, key TEXT NOT NULL, data BLOB NOT NULL, UNIQUE (name, key));
"""
_DTYPES = ("float32", "float16", "uint8", "int32")
_WIDEST = 65_536
_AT_ONCE = 500
"""Keys in one query."""

Vectors = npt.NDArray[Any]
Known = npt.NDArray[np.bool_]


class VectorStore:
    """May be called from any thread; never raises for want of a disk: it then simply does not keep.

    All vectors of a name have one type and one width; where those change, the older ones are thrown away.
    """

    def __init__(self, path: Path) -> None:
        self._file = CacheFile(path, _SCHEMA, _FORM)

    def put(self, name: str, keys: Sequence[str], vectors: Vectors) -> None:
        """Keep the rows of `vectors` [N, width] under `keys`; a key of "" is left out."""
        vectors = np.ascontiguousarray(vectors)
        if vectors.ndim != 2 or len(vectors) != len(keys) or vectors.dtype.name not in _DTYPES:
            raise ValueError(f"{len(keys)} keys for {vectors.dtype} {vectors.shape}")
        if not len(keys):
            return
        with self._file.turn:
            shape = (vectors.dtype.name, vectors.shape[1])
            rows = [(name, key, row.tobytes()) for key, row in zip(keys, vectors, strict=True) if key]
            keep = ("INSERT OR REPLACE INTO vectors VALUES (?, ?, ?)", rows)
            if self._shape(name) == shape:
                self._file.run_all([keep])
            else:  # the kind with its rows or not at all: rows of no kind would count as known and not be read
                anew = ("DELETE FROM vectors WHERE name = ?", [(name,)])
                self._file.run_all([anew, ("INSERT OR REPLACE INTO kinds VALUES (?, ?, ?)", [(name, *shape)]), keep])

    def get(self, name: str, keys: Sequence[str]) -> tuple[Vectors, Known]:
        """Rows [N, width] in the order of `keys`, and which of them are known; the others are zeros.

        Halves come as float32. Where nothing is known of `name`, the width is 0.
        """
        known = np.zeros(len(keys), bool)
        with self._file.turn:
            shape = self._shape(name)
            if shape is None:
                return np.zeros((len(keys), 0), np.float32), known
            dtype, width = np.dtype(shape[0]), shape[1]
            result = np.zeros((len(keys), width), np.float32 if dtype == np.float16 else dtype)
            places: dict[str, list[int]] = {}
            for index, key in enumerate(keys):
                if key:
                    places.setdefault(key, []).append(index)
            broken: list[tuple[str, str]] = []
            for key, data in self._rows(name, list(places), "key, data"):
                vector = _vector(data, dtype, width)
                if vector is None:
                    broken.append((name, key))
                else:
                    result[places[key]] = vector
                    known[places[key]] = True
            if broken:  # computed anew
                self._file.run_many("DELETE FROM vectors WHERE name = ? AND key = ?", broken)
        return result, known

    def missing(self, name: str, keys: Sequence[str]) -> list[str]:
        """Those of `keys` (each once, in their order, "" left out) of which nothing is kept."""
        wanted = list(dict.fromkeys(key for key in keys if key))
        with self._file.turn:
            found = {row[0] for row in self._rows(name, wanted, "key")} if self._shape(name) else set()
        return [key for key in wanted if key not in found]

    def forget(self, name: str) -> None:
        """Throw away what is kept of `name`."""
        with self._file.turn:
            self._file.run("DELETE FROM vectors WHERE name = ?", (name,))

    def close(self) -> None:
        """Let go of the file; from now on nothing is kept."""
        self._file.close()

    def _shape(self, name: str) -> tuple[str, int] | None:
        rows = self._file.run("SELECT dtype, width FROM kinds WHERE name = ?", (name,))
        if not rows or rows[0][0] not in _DTYPES:
            return None
        dtype, width = rows[0]
        return (dtype, width) if isinstance(width, int) and 0 < width <= _WIDEST else None

    def _rows(self, name: str, keys: list[str], columns: str) -> list[tuple[Any, ...]]:
        found: list[tuple[Any, ...]] = []
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            marks = ", ".join("?" * len(part))
            sql = f"SELECT {columns} FROM vectors WHERE name = ? AND key IN ({marks})"
            found += self._file.run(sql, (name, *part)) or []
        return found


def _vector(data: object, dtype: np.dtype[Any], width: int) -> Vectors | None:
    """What a row holds; None where that is no vector of finite numbers."""
    if not isinstance(data, bytes) or len(data) != width * dtype.itemsize:
        return None
    vector = np.frombuffer(data, dtype)
    return vector if dtype.kind != "f" or np.isfinite(vector).all() else None
