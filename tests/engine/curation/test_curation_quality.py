"""Checks of the pixels: what is spoilt on purpose is found, styles are not taken for faults."""

from __future__ import annotations

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine.curation.checks.quality import CHECKS, QUALITIES, QUALITY_KINDS, flagged, flags, measure, why
from gan_engine.picture_modes import Picture


def drawing(size: int = 256, ground: tuple[int, int, int] = (255, 255, 255), seed: int = 0) -> Picture:
    """A figure of flat shapes with dark outlines, antialiased as a paint program does."""
    rng = np.random.default_rng(seed)
    scale = 4
    image = Image.new("RGB", (size * scale, size * scale), ground)
    draw = ImageDraw.Draw(image)
    for _ in range(14):
        x, y = rng.uniform(0.25, 0.75, 2) * size * scale
        wide, tall = rng.uniform(0.05, 0.2, 2) * size * scale
        colour = tuple(int(one) for one in rng.integers(60, 250, 3))
        shape = draw.ellipse if rng.random() < 0.6 else draw.rectangle
        shape((x - wide, y - tall, x + wide, y + tall), fill=colour, outline=(20, 20, 30), width=scale * 2)
    return np.array(image.resize((size, size), Image.Resampling.LANCZOS))


def line_art(size: int = 256) -> Picture:
    image = Image.new("RGB", (size * 4, size * 4), "white")
    draw = ImageDraw.Draw(image)
    for step in range(5):
        draw.arc((100 + 60 * step, 80, 500 + 80 * step, 900), 20 * step, 200 + 20 * step, fill="black", width=6)
    return np.array(image.resize((size, size), Image.Resampling.LANCZOS))


def pixel_art(block: int = 8) -> Picture:
    rng = np.random.default_rng(3)
    palette = rng.integers(0, 256, (12, 3), np.uint8)
    half = palette[rng.integers(0, 12, (32, 16))]
    return np.concatenate([half, half[:, ::-1]], axis=1).repeat(block, axis=0).repeat(block, axis=1)


def enlarged(factor: float, how: Image.Resampling) -> Picture:
    image = Image.fromarray(drawing())
    side = round(image.width / factor)
    return np.array(image.resize((side, side), Image.Resampling.LANCZOS).resize(image.size, how))


def captioned() -> Picture:
    image = Image.fromarray(drawing())
    draw = ImageDraw.Draw(image)
    font = ImageFont.truetype(str(resources.find("fonts/Inter-Regular.otf")), 16)
    draw.rectangle((0, 222, 256, 256), fill="white")
    draw.text((10, 228), "Northern Guard, third pass", fill="black", font=font)
    return np.array(image)


def chain_mail(shape: str, pitch: int, seed: int) -> Picture:
    """Rows of rings, arcs or scales set into each other's gaps, hammered by hand, in light and shadow."""
    lots = np.random.default_rng(seed)
    mail = np.full((300, 300), 70, np.uint8)
    light = cv2.resize(lots.uniform(0.5, 1.3, (6, 6)), (300, 300), interpolation=cv2.INTER_CUBIC)
    for row, y in enumerate(np.arange(pitch, 300 - pitch, 0.8 * pitch)):
        for x in np.arange(pitch * (1 + row % 2 / 2), 300 - pitch, pitch):
            middle = round(x + lots.normal(0, 0.5)), round(y + lots.normal(0, 0.4))
            axes = int(0.5 * pitch * lots.uniform(0.8, 1.15)), int(0.42 * pitch * lots.uniform(0.8, 1.2))
            turn, tone = float(lots.uniform(-25, 25)), (int(lots.integers(150, 230)),)
            ends = (20, 160 + int(lots.integers(-30, 60))) if shape == "arcs" else (0, 360)
            cv2.ellipse(mail, middle, axes, turn, *ends, tone, -1 if shape == "scales" else 2)
    grey = (mail * light + lots.normal(0, 5, mail.shape)).clip(0, 255).astype(np.uint8)
    return np.dstack([grey, grey, (grey * 0.9).astype(np.uint8)])


def framed() -> Picture:
    scene = cv2.GaussianBlur(np.random.default_rng(1).integers(30, 220, (256, 256, 3), np.uint8), (0, 0), 1.2)
    scene[drawing().min(axis=2) < 240] = 90
    return cv2.copyMakeBorder(scene, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=(240, 230, 220))


def letterboxed() -> Picture:
    scene = cv2.GaussianBlur(np.random.default_rng(1).integers(30, 220, (256, 256, 3), np.uint8), (0, 0), 1.2)
    scene[:32] = scene[-32:] = 0
    return scene


def kinds_of(picture: Picture) -> set[str]:
    """The kinds flagged on this picture among twenty coloured drawings."""
    scores = np.stack([measure(picture), *[measure(drawing(64, seed=seed)) for seed in range(20)]])
    return {kind for kind, which in flags(scores).items() if which[0]}


@pytest.mark.parametrize(
    ("kind", "picture"),
    [
        ("enlarged", enlarged(2, Image.Resampling.BICUBIC)),
        ("enlarged", enlarged(3, Image.Resampling.LANCZOS)),
        ("enlarged", enlarged(4, Image.Resampling.BILINEAR)),
        ("enlarged", enlarged(2.5, Image.Resampling.NEAREST)),
        ("blurred", cv2.GaussianBlur(drawing(), (0, 0), 3)),
        ("blurred", cv2.blur(drawing(), (15, 1))),
        ("blurred", cv2.GaussianBlur(drawing(), (0, 0), 45)),  # no edge is left that could be measured from near
        ("flat", np.full((64, 64, 3), 130, np.uint8)),
        ("too-dark", drawing() // 6),
        ("too-light", 205 + drawing() // 6),
        ("greyscale", cv2.cvtColor(cv2.cvtColor(drawing(), cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)),
        ("odd-aspect", np.concatenate([drawing(96)] * 3)),
        ("border", framed()),
        ("border", letterboxed()),
        ("text", captioned()),
    ],
)
def test_what_is_spoilt_is_found(kind: str, picture: Picture) -> None:
    assert kind in kinds_of(picture)


@pytest.mark.parametrize("shape", ["rings", "arcs", "scales"])
def test_chain_mail_is_no_writing(shape: str) -> None:
    pieces = [chain_mail(shape, pitch, seed) for pitch in (9, 11, 14) for seed in range(4)]
    assert not [at for at, piece in enumerate(pieces) if "text" in kinds_of(piece)]


@pytest.mark.parametrize("words", ["MILLION ILLUMINATIONS", "minimum 1111 2222", "www.example.org"])
def test_writing_of_letters_that_are_alike_is_writing(words: str) -> None:
    image = Image.fromarray(np.full((120, 256, 3), 235, np.uint8))
    font = ImageFont.truetype(str(resources.find("fonts/Inter-Regular.otf")), 18)
    ImageDraw.Draw(image).text((10, 50), words, fill=(30, 40, 60), font=font)
    assert "text" in kinds_of(np.array(image))


@pytest.mark.parametrize(
    ("style", "picture", "meant"),
    [
        ("flat shapes on white", drawing(), set()),
        ("flat shapes on black", drawing(ground=(0, 0, 0)), set()),
        ("line art, which is grey", line_art(), {"greyscale"}),
        ("pixel art saved enlarged", pixel_art(), set()),
        ("pixel art at its own size", pixel_art(1), set()),
        ("tall, within reason", drawing()[:, 70:186], set()),
        ("a cut-out", np.dstack([drawing(), np.where(drawing().min(axis=2) < 250, 255, 0).astype(np.uint8)]), set()),
    ],
)
def test_styles_are_no_faults(style: str, picture: Picture, meant: set[str]) -> None:
    assert kinds_of(picture) == meant, style


def test_how_much_a_picture_was_enlarged_is_told() -> None:
    place = QUALITIES.index("enlarged")
    assert measure(drawing())[place] < 1.3
    assert measure(enlarged(2, Image.Resampling.BICUBIC))[place] == pytest.approx(2, rel=0.25)
    assert measure(enlarged(4, Image.Resampling.BICUBIC))[place] == pytest.approx(4, rel=0.25)
    photo = np.random.default_rng(0).integers(0, 256, (48, 48, 3), np.uint8)
    assert measure(photo.repeat(5, axis=0).repeat(5, axis=1))[place] == pytest.approx(5)


def test_the_share_that_bars_and_frames_take() -> None:
    place = QUALITIES.index("border")
    assert measure(letterboxed())[place] == pytest.approx(0.25, abs=0.01)
    assert measure(framed())[place] == pytest.approx(1 - (256 / 296) ** 2, abs=0.01)
    assert measure(drawing())[place] == 0


def test_a_white_figure_cut_out_is_not_too_light_and_a_dark_one_is_too_dark() -> None:
    alpha = np.zeros((64, 64), np.uint8)
    alpha[16:48, 16:48] = 255
    dark = np.dstack([drawing(64) // 8, alpha])
    assert "too-dark" in kinds_of(dark)
    ink = np.dstack([np.zeros((64, 64, 3), np.uint8), alpha])
    assert "too-dark" not in kinds_of(ink)  # a drawing in black, on whatever ground it will lie


def test_what_is_drawn_in_tinted_greys_is_not_without_colour() -> None:
    """A slate-grey cat among coloured ones is a cat of that colour; the same picture made grey has lost it."""
    check = QUALITY_KINDS["greyscale"]
    slate = line_art()
    slate[40:90, 40:90] = (66, 69, 77)
    made_grey = cv2.cvtColor(cv2.cvtColor(slate, cv2.COLOR_RGB2GRAY), cv2.COLOR_GRAY2RGB)
    scores = [float(measure(picture)[check.score]) for picture in (slate, made_grey)]
    assert flagged(check, np.float32([*scores, *[0.5] * 8])).tolist() == [False, True, *[False] * 8]


def test_grey_is_only_remarkable_among_colour() -> None:
    check = QUALITY_KINDS["greyscale"]
    grey, coloured = np.float32(0), np.float32(0.5)
    few = np.array([grey] * 2 + [coloured] * 8)
    assert flagged(check, few).tolist() == [True] * 2 + [False] * 8
    assert not flagged(check, np.array([grey] * 8 + [coloured] * 2)).any()


def test_thresholds_can_be_moved_and_unknown_scores_are_not_flagged() -> None:
    scores = np.stack([measure(drawing(64)), np.full(len(QUALITIES), np.nan, np.float32)])
    lenient = flags(scores, {"odd-aspect": 0.5})
    assert lenient["odd-aspect"].tolist() == [True, False]
    assert flags(scores)["odd-aspect"].tolist() == [False, False]


def test_every_check_says_why_in_a_sentence() -> None:
    for check in CHECKS:
        words = why(check.kind, check.threshold)
        assert words.endswith(".")
        assert words[0].isupper()
        assert check.lowest <= check.threshold <= check.highest


@pytest.mark.parametrize("shape", [(1, 1, 3), (1, 400, 4), (3, 2, 3), (2000, 30, 3)])
def test_pictures_of_any_shape_are_measured(shape: tuple[int, int, int]) -> None:
    scores = measure(np.random.default_rng(0).integers(0, 256, shape, np.uint8))
    assert np.isfinite(scores).all()


def on_nothing(colour: tuple[int, int, int], side: int = 160) -> Picture:
    """A drawing of thin lines in one ink, on transparency."""
    picture = np.zeros((side, side, 4), np.uint8)
    cv2.circle(picture, (side // 2, side // 2), side // 3, (*colour, 255), 3)
    cv2.line(picture, (10, 20), (side - 20, side - 12), (*colour, 255), 3)
    return picture


@pytest.mark.parametrize("colour", [(0, 0, 0), (255, 255, 255), (40, 30, 90)])
def test_a_drawing_in_one_ink_is_neither_flat_nor_dark_nor_light(colour: tuple[int, int, int]) -> None:
    found = flags(measure(on_nothing(colour))[None])
    assert not any(found[kind][0] for kind in ("flat", "too-dark", "too-light", "enlarged", "blurred"))


def test_an_icon_in_black_and_a_dark_grey_is_not_too_dark() -> None:
    icon = np.zeros((128, 128, 4), np.uint8)
    cv2.circle(icon, (64, 64), 50, (63, 63, 63, 255), -1)
    cv2.circle(icon, (64, 64), 50, (0, 0, 0, 255), 6)
    assert not flags(measure(icon)[None])["too-dark"][0]


def test_a_dark_figure_is_dark_on_whatever_ground() -> None:
    picture = on_nothing((0, 0, 0))
    shade = np.random.default_rng(0).integers(0, 60, (160, 160, 1)).astype(np.uint8)
    picture[30:130, 30:130] = np.concatenate([shade, shade, shade, np.full_like(shade, 255)], axis=2)[30:130, 30:130]
    assert flags(measure(picture)[None])["too-dark"][0]


def test_a_small_flame_has_the_colour_that_it_has() -> None:
    picture = np.zeros((200, 200, 4), np.uint8)
    picture[90:104, 90:104] = (250, 120, 10, 150)
    place = QUALITIES.index("colour")
    assert measure(picture)[place] > 0.5
    on_white = np.full((200, 200, 3), 255, np.uint8)
    on_white[90:104, 90:104] = (250, 120, 10)
    assert measure(on_white)[place] > 0.5


@pytest.mark.parametrize("colour", [(230, 0, 0), (0, 0, 230), (255, 250, 0)])
@pytest.mark.parametrize("on", ["see-through", "black or white"])
def test_pure_colours_are_neither_dark_nor_washed_out(colour: tuple[int, int, int], on: str) -> None:
    """Blue is as dark as a tenth of the light where all of it is grey, yellow as light as nine."""
    ground = 255 if colour[1] else 0
    picture = np.full((96, 96, 4), ground, np.uint8)
    picture[..., 3] = 255
    cv2.circle(picture, (48, 48), 40, (*colour, 255), -1)
    if on == "see-through":
        picture[..., 3] = 0
        cv2.circle(picture, (48, 48), 44, (ground, ground, ground, 255), -1)
        cv2.circle(picture, (48, 48), 38, (*colour, 255), -1)
    found = flags(measure(picture)[None])
    assert not found["too-dark"][0]
    assert not found["too-light"][0]


def test_a_black_figure_with_red_eyes_has_colour() -> None:
    figures = []
    for eyes in ((230, 20, 20), (90, 90, 90)):
        figure = np.zeros((40, 40, 4), np.uint8)
        cv2.circle(figure, (20, 20), 16, (40, 40, 40, 255), -1)
        figure[14:16, 14] = figure[14:16, 25] = (*eyes, 255)
        figures.append(measure(figure))
    coloured = [measure(drawing(seed=seed)) for seed in range(8)]
    assert flags(np.stack([*figures, *coloured]))["greyscale"].tolist() == [False, True, *[False] * 8]


def test_a_cut_out_that_reaches_two_sides_has_no_bars() -> None:
    gate = np.zeros((117, 90, 4), np.uint8)
    gate[:, :30] = gate[:, 60:] = (0, 0, 0, 255)
    gate[48:60, 30:60], gate[60:72, 30:60] = (200, 40, 40, 255), (40, 40, 200, 255)
    assert not flags(measure(gate)[None])["border"][0]


def test_white_within_a_dark_outline_is_not_lost_on_white() -> None:
    balloon = np.zeros((160, 160, 4), np.uint8)
    cv2.ellipse(balloon, (80, 80), (74, 60), 0, 0, 360, (255, 255, 255, 255), -1)
    cv2.ellipse(balloon, (80, 80), (74, 60), 0, 0, 360, (0, 0, 0, 255), 4)
    assert not flags(measure(balloon)[None])["lost-on-white"][0]
    ghost = balloon.copy()
    ghost[..., :3] = 250
    ghost[60:66, 60:66] = ghost[60:66, 94:100] = (200, 0, 0, 255)
    assert flags(measure(ghost)[None])["lost-on-white"][0]


def test_lines_of_one_width_are_not_enlarged() -> None:
    """Their spectrum has gaps, beyond which little is left, as where detail ends."""
    picture = np.zeros((128, 128, 4), np.uint8)
    large = Image.new("L", (1024, 1024))
    draw = ImageDraw.Draw(large)
    for at in range(3):
        draw.rectangle((200, 240 + 160 * at, 824 - 112 * at, 330 + 160 * at), outline=255, width=28)
    picture[..., 3] = np.array(large.resize((128, 128), Image.Resampling.BOX))
    assert not flags(measure(picture)[None])["enlarged"][0]


def test_small_soft_pictures_at_their_own_size_were_not_enlarged() -> None:
    across, down = np.meshgrid(np.linspace(-1, 1, 48), np.linspace(-1, 1, 48))
    ball = (255 * np.clip(1.2 - np.hypot(across + 0.3, down + 0.3), 0, 1)).astype(np.uint8)
    inside = (np.hypot(across, down) < 0.9).astype(np.uint8) * 255
    picture = np.dstack([ball, ball // 2 + 90, ball // 3, inside])
    assert not flags(measure(picture)[None])["enlarged"][0]
    glow = np.dstack(
        [np.full((130, 130, 2), 255, np.uint8), np.zeros((130, 130), np.uint8), cv2.resize(ball, (130, 130))]
    )
    assert not flags(measure(glow)[None])["enlarged"][0]


def test_what_white_would_swallow_is_said() -> None:
    for colour, lost in (((255, 255, 255), True), ((240, 245, 250), True), ((0, 0, 0), False), ((250, 220, 0), False)):
        assert flags(measure(on_nothing(colour))[None])["lost-on-white"][0] == lost
    assert not flags(measure(np.full((64, 64, 3), 255, np.uint8))[None])["lost-on-white"][0]
