"""The sample art: the same for the same seed, no two alike, whole or not there."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.curation.checks.decoding import check_picture
from gan_engine.errors import EngineError
from gan_engine.pictures import read_picture
from gan_engine.reporting import Cancelled
from gan_engine.sample_art import CREDITS, SAMPLE_CLASSES, draw_character, draw_sample_art


def test_characters_of_four_classes(tmp_path: Path) -> None:
    told: list[tuple[int, int | None]] = []
    drawn = draw_sample_art(
        tmp_path / "art", count=42, size=48, report=lambda done, total, what="": told.append((done, total))
    )
    assert told == [(done, 42) for done in range(1, 43)]
    assert len(drawn) == 42
    counts = {folder.name: len(list(folder.iterdir())) for folder in (tmp_path / "art").iterdir()}
    assert counts == {"robots": 11, "monsters": 11, "heads": 10, "cats": 10}
    assert (tmp_path / "art" / "robots" / "robot-0011.png") in drawn
    assert all(path.exists() for path in drawn)
    pictures = [read_picture(path) for path in drawn]
    assert all(picture.shape == (48, 48, 3) for picture in pictures)
    assert all((picture[0, 0] == 255).all() for picture in pictures)
    assert len({picture.tobytes() for picture in pictures}) == 42
    assert all(check_picture(path) == [] for path in drawn)


def test_the_same_seed_draws_the_same(tmp_path: Path) -> None:
    first = draw_sample_art(tmp_path / "a", count=8, size=32, seed=7)
    again = draw_sample_art(tmp_path / "b", count=8, size=32, seed=7)
    other = draw_sample_art(tmp_path / "c", count=8, size=32, seed=8)
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in again]
    assert [path.read_bytes() for path in first] != [path.read_bytes() for path in other]
    assert [path.name for path in first] == [path.name for path in other]


@pytest.mark.parametrize("name", SAMPLE_CLASSES)
def test_a_character_is_the_same_at_every_size(name: str) -> None:
    large = draw_character(name, 320, seed=3)
    small = np.asarray(draw_character(name, 64, seed=3)).astype(int)
    assert np.abs(small - np.asarray(large.resize((64, 64), Image.Resampling.BOX))).mean() < 4


def test_parts_lie_in_the_right_order() -> None:
    """Eyes and mouths lie over faces: the middle of a head is no flat colour."""
    for name in SAMPLE_CLASSES:
        for seed in range(5):
            picture = np.asarray(draw_character(name, 128, seed).convert("L")).astype(float)
            assert picture[40:88, 40:88].std() > 15


def test_a_folder_with_something_in_it_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.png").write_bytes(b"x")
    with pytest.raises(EngineError) as caught:
        draw_sample_art(tmp_path, count=4, size=16)
    assert "empty folder" in caught.value.what
    assert [path.name for path in tmp_path.iterdir()] == ["mine.png"]


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "art").mkdir()
    assert len(draw_sample_art(tmp_path / "art", count=1, size=16)) == 1


def test_cancelling_leaves_nothing(tmp_path: Path) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        draw_sample_art(tmp_path / "art", count=40, size=32, report=report)
    assert list(tmp_path.iterdir()) == []


def test_every_artist_is_credited_with_the_licence() -> None:
    words = "\n".join(CREDITS)
    for artist in ("Zikri Kader", "Hrvoje Novakovic", "Julian Peter Arias", "David Revoy"):
        assert artist in words
    assert words.count("CC BY") == 4
