"""Mixing by layers: which are coarse, middle and fine, what a sheet's cells are, what is refused."""

from __future__ import annotations

import numpy as np
import pytest
import torch

from gan_engine.interchange.mix_sheet import mix_sheet
from gan_engine.latent.interpolation.mixing import MixSheet, mixed, parse_mix
from gan_engine.latent.layers import parse_layers
from gan_engine.latent.point import Point
from gan_engine.latent.session import Session
from gan_engine.networks.registry import families
from tests.engine.latent_support import a_level_apart, write_tiny

LARGE = [4, *(side for side in (8, 16, 32, 64, 128, 256, 512, 1024) for _ in range(2)), 1024]
"""As a StyleGAN2 of 1024 px has them."""


def test_a_mix_is_a_seed_with_layers() -> None:
    assert parse_mix("7@fine", LARGE) == (7, (7, 17), 1.0)
    assert parse_mix("7@4-7=0.5", LARGE) == (7, (4, 7), 0.5)
    for wrong in ("7@", "7@rough", "7@0-18"):
        with pytest.raises(ValueError, match="no layers"):
            parse_mix(wrong, LARGE)
    for wrong in ("7", "x@4", "7@4=2", "7@4=x", "@4"):
        with pytest.raises(ValueError, match="no seed with layers"):
            parse_mix(wrong, LARGE)


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param, size="32x48 RGBA"), "cpu")


def test_a_cell_has_its_row_but_for_the_layers_of_its_column(session: Session) -> None:
    if session.offers["mix"]:
        pytest.skip(session.offers["mix"])
    first, last = parse_layers("middle", session.style_resolutions)
    sheet = MixSheet((Point(seed=1), Point(seed=2)), (Point(seed=3),), (first, last))
    (cell, row, column) = (each.latent for each in session.inputs([sheet.cell(1, 0), Point(seed=2), Point(seed=3)]))
    torch.testing.assert_close(cell[first : last + 1], column[first : last + 1])
    torch.testing.assert_close(cell[:first], row[:first])
    torch.testing.assert_close(cell[last + 1 :], row[last + 1 :])


def test_a_sheet_of_all_layers_repeats_its_columns(session: Session) -> None:
    if session.offers["mix"]:
        pytest.skip(session.offers["mix"])
    sheet = MixSheet((Point(seed=1),), (Point(seed=3), Point(seed=4)), parse_layers("all", session.style_resolutions))
    one, two, _, first, second = session.pictures(sheet.points())
    assert a_level_apart(np.stack([first, second]), np.stack([one, two]))


def test_a_sheet_is_laid_out_with_its_sources_at_the_edges() -> None:
    sheet = MixSheet((Point(seed=1), Point(seed=2)), (Point(seed=3), Point(seed=4), Point(seed=5)), (0, 1))
    points = sheet.points()
    assert len(points) == 3 + 2 * 4
    assert points[:3] == list(sheet.columns)
    assert (points[3], points[4]) == (sheet.rows[0], mixed(Point(seed=1), Point(seed=3), (0, 1)))
    pictures = [np.full((32, 32, 3), 100 + number, np.uint8) for number in range(len(points))]
    made = mix_sheet(sheet, pictures, (["one", "two"], ["3", "4", "5"]))
    assert set(range(100, 111)) <= set(np.unique(made[..., 0]))
