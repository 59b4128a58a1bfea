"""Features of files: in order, of their content alone, whatever some of the files are like."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from gan_engine.curation.copies.hashes import HASH_BYTES
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.image_shape import ImageShape
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files, padded, view_of
from gan_engine.pictures import write_png
from gan_engine.reporting import Cancelled
from tests.engine.picture_support import painting


def files(folder: Path, count: int, size: int = 80) -> list[SourcePicture]:
    items = []
    for number in range(count):
        path = folder / f"{number}.png"
        write_png(path, painting(size + number, size, seed=number))
        items.append(SourcePicture(path))
    return items


def test_features_come_in_order_with_prints(tmp_path: Path) -> None:
    items = files(tmp_path, 7)
    told: list[tuple[int, int | None]] = []
    found = list(features_of_files(items, lite0(), lambda done, total, what="": told.append((done, total)), threads=2))
    assert [index for index, _, _ in found] == list(range(7))
    assert told[-1] == (7, 7)
    again = list(features_of_files(items[4:5], lite0()))
    vector, print_ = again[0][1:]
    assert vector is not None
    assert print_ is not None
    assert np.allclose(vector, found[4][1], atol=1e-4)
    assert np.array_equal(print_, found[4][2])
    assert print_.shape == (HASH_BYTES,)


def test_what_cannot_be_read_has_none(tmp_path: Path) -> None:
    items = files(tmp_path, 3)
    items[1].path.write_text("no picture")
    items[2].path.unlink()
    found = list(features_of_files(items, lite0()))
    assert [vector is None for _, vector, _ in found] == [False, True, True]
    assert list(features_of_files([], lite0())) == []


def test_a_picture_is_learnt_on_a_square_of_its_ground(tmp_path: Path) -> None:
    wide = np.full((40, 100, 3), (20, 90, 160), np.uint8)
    wide[15:25, 30:60] = 255
    write_png(tmp_path / "wide.png", wide)
    seen = padded(SourcePicture(tmp_path / "wide.png"), ImageShape.square(224))
    assert seen.shape == (100, 100, 3)
    assert (seen[0, 0] == (20, 90, 160)).all()
    cut_out = np.dstack([wide, np.zeros((40, 100), np.uint8)])
    cut_out[15:25, 30:60, 3] = 255
    write_png(tmp_path / "cut.png", cut_out)
    ground = padded(SourcePicture(tmp_path / "cut.png"), ImageShape.square(224))[0]
    assert (ground == ground[0]).all()
    assert ground[0].max() < 200, "white is shown on a ground on which it is seen"
    write_png(tmp_path / "large.png", painting(700, 500))
    assert padded(SourcePicture(tmp_path / "large.png"), ImageShape.square(224)).shape == (224, 224, 3)


def test_pictures_of_every_shape_are_looked_at_without_padding(tmp_path: Path) -> None:
    shapes = [(300, 300), (300, 100), (100, 300), (290, 300), (200, 300), (900, 30)]
    items = []
    for number, (width, height) in enumerate(shapes):
        items.append(SourcePicture(tmp_path / f"{number}.png"))
        write_png(items[-1].path, painting(width, height, seed=number))
    found = [vector for _, vector, _ in features_of_files(items, lite0())]
    for number, item in enumerate(items):  # alone as among others of other shapes
        alone = next(features_of_files([item], lite0()))[1]
        assert alone is not None
        assert np.allclose(alone, found[number], atol=1e-3)
    assert view_of(300, 290, side=224) == (224, 224)
    assert view_of(100, 300, side=224) == (384, 128)
    assert view_of(900, 30, side=224) == (128, 384)


def test_a_cut_part_is_looked_at_by_itself(tmp_path: Path) -> None:
    sheet = painting(200, 100, seed=3)
    write_png(tmp_path / "sheet.png", sheet)
    write_png(tmp_path / "part.png", sheet[10:90, 20:100])
    steps = [{"kind": "cut", "options": {"box": [20, 10, 80, 80], "sheet": "sheet.png", "part": 1}}]
    part = padded(SourcePicture(tmp_path / "sheet.png", steps=steps), ImageShape.square(224))
    assert np.array_equal(part, padded(SourcePicture(tmp_path / "part.png"), ImageShape.square(224)))


def test_it_stops_when_told(tmp_path: Path) -> None:
    def stop(done: int, total: int | None, what: str = "") -> None:
        if done >= 4:
            raise Cancelled

    found = []
    with pytest.raises(Cancelled):
        found += [index for index, _, _ in features_of_files(files(tmp_path, 30), lite0(), stop)]
    assert len(found) < 12
