"""Which of several copies is kept: the original rather than what was made from it, with the reason."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageFilter

from gan_engine.curation.checks.quality import measure_file
from gan_engine.curation.copies.best import PictureWorth, best_first, worth_of
from gan_engine.pictures import probe
from gan_engine.sample_art import draw_sample_art


def best(*worths: PictureWorth) -> tuple[int, str]:
    order, why = best_first(np.arange(len(worths)), worths)
    return int(order[0]), why


def test_the_largest_then_the_sharpest_then_the_least_compressed_is_best() -> None:
    small, large = PictureWorth(200, 200, 9000), PictureWorth(800, 800, 9000)
    assert best(small, large) == (1, "the largest: 800 × 800")
    soft, sharp = PictureWorth(200, 200, 9000, edge_width=5), PictureWorth(200, 200, 9000, edge_width=1.4)
    assert best(soft, sharp) == (1, "the sharpest")
    assert best(PictureWorth(200, 200, 3000), PictureWorth(200, 200, 9000)) == (1, "the least compressed")
    assert best(PictureWorth(200, 200, 9000), PictureWorth(200, 200, 2000, lossless=True))[0] == 1
    assert best(small, small) == (0, "nearest to all the others")


def test_what_was_enlarged_is_as_large_as_its_detail() -> None:
    small, enlarged = PictureWorth(200, 200, 9000), PictureWorth(800, 800, 144_000, enlarged=4)
    assert best(enlarged, small) == (1, "not enlarged: 200 × 200")
    assert best(PictureWorth(60, 60, 900), enlarged)[0] == 1  # a thumbnail has less, though it was not enlarged
    assert best(PictureWorth(1000, 1000, 9000, edge_width=3), PictureWorth(300, 300, 9000, edge_width=1.2))[0] == 0


def test_colour_goes_before_everything() -> None:
    grey, coloured = PictureWorth(800, 800, 9000, lossless=True, colour=0), PictureWorth(500, 500, 900, colour=0.4)
    assert best(grey, coloured) == (1, "in colour")
    faded = PictureWorth(800, 800, 9000, colour=0.3)
    assert best(faded, coloured) == (0, "the largest: 800 × 800")


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "enlarged": lambda picture: picture.resize((480, 480), Image.Resampling.BICUBIC),
    "in squares": lambda picture: picture.resize((480, 480), Image.Resampling.NEAREST),
    "reduced": lambda picture: picture.resize((110, 110), Image.Resampling.LANCZOS),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
}


@pytest.mark.parametrize("edit", EDITS)
def test_the_original_stays(tmp_path: Path, edit: str) -> None:
    paths = sorted(draw_sample_art(tmp_path / "art", 12, 160, 3))
    lost = []
    for path in paths:
        picture = Image.open(path).convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        ground.save(tmp_path / "original.png")
        EDITS[edit](ground).save(tmp_path / "edited.png")
        worths = []
        for file in (tmp_path / "edited.png", tmp_path / "original.png"):
            facts = probe(file)
            worths.append(worth_of(facts.width, facts.height, facts.bytes, facts.format, measure_file(file, facts)))
        which, why = best(*worths)
        if which == 0:
            lost.append((path.name, why))
    assert len(lost) <= 1, lost
