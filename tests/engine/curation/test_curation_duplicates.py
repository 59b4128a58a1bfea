"""Copies: every edit that leaves a picture the same one is seen through, other designs of the same parts are not."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import pytest
from PIL import Image, ImageEnhance, ImageFilter

from gan_engine.curation.checks.quality import measure_file
from gan_engine.curation.copies.alignment import likeness, prints
from gan_engine.curation.copies.best import PictureWorth, best_first, worth_of
from gan_engine.curation.copies.duplicates import (
    DEFAULT,
    Pairs,
    grouped,
    near_groups,
    near_pairs,
)
from gan_engine.curation.copies.hashes import HASH_BYTES, picture_hash
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.pictures import probe
from gan_engine.reporting import Cancelled
from gan_engine.sample_art import draw_sample_art

Picture = npt.NDArray[np.uint8]
COUNT = 24


@pytest.fixture(scope="module")
def art(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    folder = tmp_path_factory.mktemp("art")
    return sorted(draw_sample_art(folder, COUNT, 128, 5))


def read(path: Path) -> Image.Image:
    picture = Image.open(path).convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(picture, mask=picture.getchannel("A"))
    return ground


def shifted(picture: Image.Image) -> Image.Image:
    moved = cv2.warpAffine(
        np.array(picture), np.array([[1, 0, 6], [0, 1, 4]], np.float32), picture.size, borderValue=(255, 255, 255)
    )
    return Image.fromarray(moved)


def recoloured(picture: Image.Image) -> Image.Image:
    colours = np.array(picture.convert("HSV"))
    colours[..., 0] += 60
    return Image.fromarray(colours, "HSV").convert("RGB")


def compressed(picture: Image.Image) -> Image.Image:
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", quality=30)
    return Image.open(buffer).convert("RGB")


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "flip": lambda picture: picture.transpose(Image.Transpose.FLIP_LEFT_RIGHT),
    "shift": shifted,
    "crop": lambda picture: picture.crop((4, 8, 119, 123)),
    "recolour": recoloured,
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "blur": lambda picture: picture.filter(ImageFilter.GaussianBlur(1)),
    "jpeg": compressed,
    "resize": lambda picture: picture.resize((90, 90)),
    "brightness": lambda picture: ImageEnhance.Brightness(picture).enhance(0.75),
}


def print_of(picture: Image.Image) -> npt.NDArray[np.uint8]:
    return picture_hash(np.array(picture))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edited_picture_is_the_same_one(art: list[Path], edit: str) -> None:
    originals = prints(np.stack([print_of(read(path)) for path in art]))
    edited = prints(np.stack([print_of(EDITS[edit](read(path))) for path in art]))
    for found in (likeness(originals, edited), likeness(edited, originals)):
        assert (found >= DEFAULT).mean() >= 1 - 1 / COUNT, found


def test_other_designs_of_the_same_parts_are_not(art: list[Path]) -> None:
    originals = prints(np.stack([print_of(read(path)) for path in art]))
    first, second = np.triu_indices(COUNT, 1)
    found = likeness(originals[first], originals[second])
    assert (found < DEFAULT).all(), found.max()


def test_blank_pictures_have_no_likeness_that_is_no_number() -> None:
    blank = prints(np.stack([print_of(Image.new("RGB", (64, 64), colour)) for colour in ("white", "white", "black")]))
    assert np.isfinite(likeness(blank, blank[np.array([1, 2, 0])])).all()


def wide(art: list[Path], number: int) -> Image.Image:
    """A scene three times as wide as high."""
    scene = Image.new("RGB", (384, 128))
    for place in range(3):
        scene.paste(read(art[(number + 7 * place) % COUNT]), (place * 128, 0))
    return scene


def on_nothing(path: Path, colour: tuple[int, int, int] | None = None) -> Image.Image:
    """The art without its white ground; as a drawing of one colour."""
    picture = read(path).convert("RGBA")
    ink = 255 - np.array(picture.convert("RGB")).min(axis=2)
    if colour is not None:
        picture = Image.new("RGBA", picture.size, (*colour, 255))
    picture.putalpha(Image.fromarray(np.minimum(ink.astype(np.int32) * 3, 255).astype(np.uint8)))
    return picture


@pytest.mark.parametrize("turned", [False, True])
def test_pictures_of_any_shape_are_compared_without_padding(art: list[Path], turned: bool) -> None:
    scenes = [wide(art, number).rotate(90 * turned, expand=True) for number in range(7)]
    cropped = [one.crop((0, 10, round(one.width * 0.9), 10 + round(one.height * 0.9))) for one in scenes]
    originals, edited = (prints(np.stack([print_of(one) for one in some])) for some in (scenes, cropped))
    assert (likeness(originals, edited) >= DEFAULT).all()
    first, second = np.triu_indices(len(scenes), 1)
    assert (likeness(originals[first], originals[second]) < DEFAULT).all()


def test_a_wide_picture_is_no_copy_of_a_high_one_though_both_fill_a_square(art: list[Path]) -> None:
    one = read(art[0])
    both = prints(np.stack([print_of(one.resize((300, 100))), print_of(one.resize((100, 300)))]))
    assert likeness(both[np.array([0])], both[np.array([1])])[0] == 0


def test_cut_outs_are_compared_whatever_ground_they_lie_on(art: list[Path]) -> None:
    clear = [on_nothing(path) for path in art]
    originals = prints(np.stack([print_of(one) for one in clear]))
    dark = [Image.fromarray((np.array(one) * [0.8, 0.8, 0.8, 1]).astype(np.uint8)) for one in clear]
    laid = []
    for one, colour in zip(clear, ["white", "black", "#7090c0"] * COUNT, strict=False):
        laid.append(Image.new("RGB", one.size, colour))
        laid[-1].paste(one, mask=one.getchannel("A"))
    moved = [Image.new("RGBA", (200, 260)) for _ in clear]
    for one, larger in zip(clear, moved, strict=True):
        larger.paste(one, (60, 10))
    for edited in (dark, laid, moved):
        found = likeness(originals, prints(np.stack([print_of(one) for one in edited])))
        assert (found >= DEFAULT).mean() >= 1 - 1 / COUNT, found


@pytest.mark.parametrize("colour", [(255, 255, 255), (0, 0, 0)])
def test_drawings_of_one_colour_are_told_apart_by_their_outlines(art: list[Path], colour: tuple[int, int, int]) -> None:
    drawings = prints(np.stack([print_of(on_nothing(path, colour)) for path in art]))
    first, second = np.triu_indices(COUNT, 1)
    assert (likeness(drawings[first], drawings[second]) < DEFAULT).all()
    assert (likeness(drawings, drawings) >= DEFAULT).all()


def ball(ground: tuple[int, int, int], sign: tuple[int, int, int] | None = None) -> Image.Image:
    """An outlined ball on nothing, with a sign on it."""
    picture = np.zeros((128, 128, 4), np.uint8)
    cv2.circle(picture, (64, 64), 56, (*ground, 255), -1)
    cv2.circle(picture, (64, 64), 56, (20, 20, 20, 255), 5)
    if sign is not None:
        cv2.line(picture, (44, 40), (44, 88), (*sign, 255), 9)
        cv2.line(picture, (44, 44), (84, 84), (*sign, 255), 9)
    return Image.fromarray(picture)


def page(spots: list[tuple[int, int, tuple[int, int, int]]]) -> Image.Image:
    """White paper on nothing, a corner folded, with coloured spots on it."""
    picture = np.zeros((128, 128, 4), np.uint8)
    picture[6:122, 16:112] = (250, 250, 250, 255)
    cv2.fillConvexPoly(picture, np.array([(82, 122), (112, 92), (112, 122)], np.int32), (0, 0, 0, 0))
    for x, y, colour in spots:
        cv2.circle(picture, (x, y), 15, (*colour, 255), -1)
    return Image.fromarray(picture)


@pytest.mark.parametrize(
    ("one", "other", "is_copy"),
    [
        (ball((220, 40, 40), (250, 250, 250)), ball((120, 90, 180)), False),
        (ball((220, 40, 40), (250, 250, 250)), ball((60, 140, 220), (240, 240, 140)), True),
        (ball((220, 40, 40)), ball((60, 140, 220)), True),
        (page([(80, 70, (250, 220, 60)), (60, 90, (240, 120, 20)), (50, 60, (230, 60, 60))]), page([]), False),
        (page([(74, 80, (240, 120, 20))]), page([(74, 80, (40, 120, 220))]), True),
    ],
    ids=["sign taken off", "sign recoloured", "recoloured", "empty paper", "the same recoloured"],
)
def test_what_is_drawn_within_an_outline_counts(one: Image.Image, other: Image.Image, is_copy: bool) -> None:
    """A map of colours may turn any sign into none, and beside the edge to nothing what is on a page is faint."""
    first, second = print_of(one)[None], print_of(other)[None]
    found = max(float(likeness(prints(a), prints(b))[0]) for a, b in ((first, second), (second, first)))
    assert (found >= DEFAULT) == is_copy


def cat(fur: tuple[int, int, int], patch: tuple[int, int, int] | None = None) -> Image.Image:
    """With a scarf, a tail that is darker, and a patch about its eye."""
    picture = np.full((128, 128, 3), 255, np.uint8)
    cv2.ellipse(picture, (26, 80), (12, 44), -15, 0, 360, tuple(int(0.82 * value) for value in fur), -1)
    cv2.ellipse(picture, (70, 56), (46, 40), 0, 0, 360, fur, -1)
    cv2.ellipse(picture, (66, 112), (30, 30), 0, 0, 360, fur, -1)
    if patch is not None:
        cv2.ellipse(picture, (84, 52), (22, 20), 0, 0, 360, patch, -1)
    cv2.ellipse(picture, (86, 52), (12, 10), 0, 0, 360, (250, 250, 250), -1)
    cv2.circle(picture, (90, 52), 4, (20, 20, 20), -1)
    cv2.rectangle(picture, (34, 84), (108, 98), (176, 22, 52), -1)
    return Image.fromarray(picture)


def test_no_map_of_colours_makes_a_marking_of_two_that_are_as_colourful(art: list[Path]) -> None:
    """One way it does, from many colours to one; the other way it cannot."""
    pink = (240, 110, 160)
    plain, marked, blue = (print_of(one)[None] for one in (cat(pink), cat(pink, (216, 99, 129)), cat((120, 170, 230))))
    for first, second in ((plain, marked), (marked, plain)):
        assert likeness(prints(first), prints(second))[0] < DEFAULT
    assert likeness(prints(plain), prints(blue))[0] >= DEFAULT


def test_what_shows_nothing_is_like_nothing(art: list[Path]) -> None:
    letter = Image.new("RGB", (40, 110))  # fills its picture
    dots = [Image.new("RGBA", (72, 72)) for _ in range(2)]
    for number, one in enumerate(dots):
        one.paste((255, 90 * number, 0, 255), (10 + 30 * number, 30, 14 + 30 * number, 34))
    nothing = prints(np.stack([print_of(one) for one in (letter, *dots)]))
    everything = prints(np.stack([print_of(read(path)) for path in art[:3]]))
    first, second = (part.ravel() for part in np.meshgrid(np.arange(3), np.arange(3)))
    assert (likeness(nothing[first], nothing[second])[first != second] == 0).all()
    assert (likeness(nothing[first], everything[second]) == 0).all()


def test_copies_are_found_among_others(art: list[Path], tmp_path: Path) -> None:
    paths = list(art)
    for number, name in enumerate(EDITS):
        paths.append(tmp_path / f"{name}.png")
        EDITS[name](read(art[2 * number])).save(paths[-1])
    for name in ("a.bmp", "b.png"):  # the same pixels in other bytes
        paths.append(tmp_path / name)
        read(art[1]).save(paths[-1])
    found = list(features_of_files([SourcePicture(path) for path in paths], lite0()))
    features = np.stack([vector for _, vector, _ in found if vector is not None])
    hashes = np.stack([print_ for _, _, print_ in found if print_ is not None])
    groups = near_groups(features, hashes, ["" for _ in paths])
    wanted = {frozenset({2 * number, COUNT + number}) for number in range(len(EDITS))}
    wanted.add(frozenset({1, len(paths) - 2, len(paths) - 1}))
    assert {frozenset(group.tolist()) for group in groups.members} == wanted
    same = next(same for group, same in zip(groups.members, groups.same, strict=True) if 1 in group)
    assert len(set(same[np.isin(next(g for g in groups.members if 1 in g), [len(paths) - 2, len(paths) - 1])])) == 1


def test_files_of_the_same_bytes_are_told_by_their_digest(art: list[Path]) -> None:
    hashes = np.stack([print_of(read(path)) for path in art[:7]])  # all different: their digests alone say it
    features = np.eye(7, dtype=np.float32)
    groups = near_groups(features, hashes, ["a", "b", "a", "", "", "a", "b"])
    assert [group.tolist() for group in groups.members] == [[0, 2, 5], [1, 6]]


def pairs(count: int, *alike: tuple[int, int, float]) -> Pairs:
    first, second, values = zip(*alike, strict=True)
    return Pairs(
        np.array(first, np.int64), np.array(second, np.int64), np.array(values, np.float32), np.arange(count)
    )  # fmt: skip


def test_a_chain_does_not_tie_strangers_together() -> None:
    chain = pairs(7, *((number, number + 1, 0.95) for number in range(6)))
    groups = grouped(chain, 0.9)
    for group in groups.members:
        centre = int(group[0])
        assert all(abs(int(one) - centre) <= 1 for one in group)
    assert max(len(group) for group in groups.members) == 3


def test_the_threshold_decides_who_is_in() -> None:
    some = pairs(6, (0, 1, 0.99), (0, 2, 0.9), (3, 4, 0.8))
    assert [group.tolist() for group in grouped(some, 0.75).members] == [[0, 1, 2], [3, 4]]
    assert [group.tolist() for group in grouped(some, 0.95).members] == [[0, 1]]
    assert len(grouped(some, 1.0)) == 0


def test_thousands_of_unlike_pictures_make_no_group() -> None:
    random = np.random.default_rng(0)
    features = random.normal(size=(2500, 160)).astype(np.float32)
    hashes = random.integers(0, 256, (2500, HASH_BYTES), np.uint8)
    features[2000], hashes[2000] = features[7], hashes[7]
    groups = near_groups(features, hashes, [str(number) for number in range(2500)])
    assert [group.tolist() for group in groups.members] == [[7, 2000]]


def test_few_and_none_are_no_trouble() -> None:
    for count in (0, 1, 2):
        features = np.ones((count, 8), np.float32)
        hashes = np.random.default_rng(1).integers(0, 256, (count, HASH_BYTES), np.uint8)
        assert len(near_groups(features, hashes, [""] * count)) == 0


def test_looking_for_copies_stops_when_told() -> None:
    def stop(done: int, total: int | None, what: str = "") -> None:
        raise Cancelled

    random = np.random.default_rng(0)
    with pytest.raises(Cancelled):
        near_pairs(
            random.normal(size=(50, 16)).astype(np.float32), random.integers(0, 256, (50, HASH_BYTES), np.uint8),
            [""] * 50, stop,
        )  # fmt: skip


# ---- the best of a group ----


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


MADE_OF_IT: dict[str, Callable[[Image.Image], Image.Image]] = {
    "grey": lambda picture: picture.convert("L").convert("RGB"),
    "enlarged": lambda picture: picture.resize((480, 480), Image.Resampling.BICUBIC),
    "in squares": lambda picture: picture.resize((480, 480), Image.Resampling.NEAREST),
    "reduced": lambda picture: picture.resize((110, 110), Image.Resampling.LANCZOS),
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(2)),
    "cropped": lambda picture: picture.crop((8, 8, 152, 152)),
    "darkened": lambda picture: picture.point(lambda level: level * 0.8),
    "lightened": lambda picture: picture.point(lambda level: min(255, level * 1.2)),
}


@pytest.mark.parametrize("edit", MADE_OF_IT)
def test_the_original_stays(tmp_path: Path, edit: str) -> None:
    paths = sorted(draw_sample_art(tmp_path / "art", 12, 160, 3))
    lost = []
    for path in paths:
        picture = Image.open(path).convert("RGBA")
        ground = Image.new("RGB", picture.size, "white")
        ground.paste(picture, mask=picture.getchannel("A"))
        ground.save(tmp_path / "original.png")
        MADE_OF_IT[edit](ground).save(tmp_path / "edited.png")
        worths = []
        for file in (tmp_path / "edited.png", tmp_path / "original.png"):
            facts = probe(file)
            worths.append(worth_of(facts.width, facts.height, facts.bytes, facts.format, measure_file(file, facts)))
        which, why = best(*worths)
        if which == 0:
            lost.append((path.name, why))
    assert len(lost) <= 1, lost


@pytest.mark.parametrize(("by", "why"), [(0.8, "the widest from dark to light"), (1.2, "the richest in tones")])
def test_of_a_sprite_the_original_stays_rather_than_a_darker_or_lighter_one(
    tmp_path: Path, by: float, why: str
) -> None:
    sprite = np.zeros((64, 64, 4), np.uint8)
    for band, colour in enumerate(np.linspace((20, 40, 10), (255, 215, 240), 9)):
        sprite[12 + 4 * band : 16 + 4 * band, 20 - band : 44 + band] = [*colour.round(), 255]
    worths = []
    for factor in (by, 1.0):
        file = tmp_path / "sprite.png"
        Image.fromarray(np.clip(sprite * [factor, factor, factor, 1], 0, 255).astype(np.uint8)).save(file)
        facts = probe(file)
        worths.append(worth_of(facts.width, facts.height, facts.bytes, facts.format, measure_file(file, facts)))
    assert best(*worths) == (1, why)
