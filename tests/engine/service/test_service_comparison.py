"""Features, prints and copies asked of the engine, as the studio asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

import gan_engine.service.server  # noqa: F401 - puts the methods into the table
from gan_engine.curation.copies.hashes import HASH_BYTES
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.pictures import write_png
from gan_engine.service.calls import Call
from gan_engine.service.methods import perform
from gan_engine.service.open_models import OpenModels
from tests.engine.picture_support import painting


class Asked:
    """A request done on the spot, and everything that was told on the way."""

    def __init__(self, method: str, params: Mapping[str, Any], arrays: Sequence[np.ndarray] = ()) -> None:
        self.parts: list[tuple[dict[str, Any], list[np.ndarray]]] = []
        self.header, self.arrays = perform(OpenModels(), Call(1, arrays, self._take), method, params)

    def _take(self, header: Mapping[str, Any], arrays: Sequence[np.ndarray]) -> None:
        if "partial" in header:
            self.parts.append((header["partial"], list(arrays)))


@pytest.fixture
def art(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / f"{number}.png" for number in range(36)]
    for number, path in enumerate(paths[:-1]):
        write_png(path, painting(64, 64, seed=number))
    paths[-1].write_text("no picture")
    return paths


def test_features_come_in_parts_as_they_are_found(art: list[Path]) -> None:
    asked = Asked("features", {"items": [{"path": str(path)} for path in art]})
    assert asked.header["result"] == {"count": 35, "unreadable": 1}
    assert len(asked.parts) == 2
    assert [index for values, _ in asked.parts for index in values["indices"]] == list(range(35))
    assert asked.parts[-1][0]["unreadable"] == [35]
    features = np.concatenate([arrays[0] for _, arrays in asked.parts])
    prints = np.concatenate([arrays[1] for _, arrays in asked.parts])
    assert features.shape == (35, 1488)
    assert prints.shape == (35, HASH_BYTES)
    (_, wanted, print_) = next(iter(features_of_files([SourcePicture(art[7])], lite0())))
    assert np.allclose(features[7], wanted, atol=1e-4)
    assert np.array_equal(prints[7], print_)


def test_copies_are_pairs_of_rows(art: list[Path]) -> None:
    paths = [*art[:9], art[4]]
    found = list(features_of_files([SourcePicture(path) for path in paths], lite0()))
    features, prints = np.stack([one[1] for one in found]), np.stack([one[2] for one in found])
    asked = Asked("near_copies", {"digests": [""] * 10}, [features, prints])
    first, second, alike, stands_for = asked.arrays
    assert asked.header["result"]["count"] == len(first) == len(second) == len(alike)
    assert stands_for.tolist() == [*range(9), 4]


def test_rows_that_do_not_match_are_refused() -> None:
    asked = Asked("near_copies", {"digests": ["a"]}, [np.zeros((2, 3), np.float32), np.zeros((2, 8), np.uint8)])
    assert asked.header["error"]["kind"] == "ServiceError"
