"""A film of a training: the same designs from the first sample to the last.

What is shown are the sample sheets that lie in the run directory, so a film can be made of any run at any
time, of one that goes on too, and on a machine that has neither the dataset nor a network.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, ImageFont

import resources
from gan_engine.errors import EngineError, PictureError, RunError
from gan_engine.interchange.video import ClipSummary, check_clip, comfortable_scale, write_clip
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, read_picture
from gan_engine.reporting import Report, silent
from gan_engine.runs.events import SampleSaved
from gan_engine.runs.history import history
from gan_engine.runs.run_directory import RunDirectory

USUAL_FPS = 8.0
HELD_SECONDS = 1.5
"""The last sample stays for so long: it is what everybody wants to look at."""
_MOST_SIDE = 1024  # pixels a film has by itself; a sheet of larger designs is reduced
_MOST_CELLS = 1024
_FONT = "fonts/Inter-Regular.otf"
_BACKGROUND, _TEXT, _LINE, _DONE = (31, 31, 31), (163, 163, 163), (60, 60, 60), (219, 138, 92)


@dataclass(frozen=True)
class FilmOptions:
    """How a film looks."""

    fps: float = USUAL_FPS
    """Samples a second."""
    design: int | None = None
    """Only this one of the sheet (0 is the first), large; None for all of them."""
    caption: bool = True
    """A line below with the kimg and how far the training is."""


def make_film(run_path: Path, out: Path, options: FilmOptions | None = None, report: Report = silent) -> ClipSummary:
    """Write the samples of the run in `run_path` as a clip, by the ending of `out`, whole or not at all.

    A sample that is missing or damaged is left out. Raises `EngineError` where there is nothing to show, for an
    unknown suffix or a design that the sheets do not have.
    """
    options = options or FilmOptions()
    check_clip(out, options.fps)
    run = RunDirectory(run_path)
    if not run.path.is_dir():
        raise RunError(f"There is no training in {run.path}.")
    samples = [sample for sample in history(run.path).samples if _is_sheet(sample)]
    if not samples:
        raise RunError(
            "This training has drawn no samples yet.", do="The first ones come when it begins; try again in a moment."
        )
    cells = min(sample.columns * sample.rows for sample in samples)
    if options.design is not None and not 0 <= options.design < cells:
        raise EngineError(f"There are {cells} designs in each sample.", do=f"Choose one from 1 to {cells}.")
    held = max(0, round(HELD_SECONDS * options.fps) - 1)
    frames = _frames(run.path, samples, options, held)
    return write_clip(out, frames, options.fps, report, total=len(samples) + held)


def _is_sheet(sample: SampleSaved) -> bool:
    sides = (sample.columns, sample.rows)
    return all(type(side) is int and side > 0 for side in sides) and math.prod(sides) <= _MOST_CELLS


def _frames(run: Path, samples: Sequence[SampleSaved], options: FilmOptions, held: int) -> Iterator[Picture]:
    """Every sample as a frame of one size, the last several times."""
    end = max(samples[-1].kimg, 1e-9)
    shape: tuple[int, ...] | None = None
    frame: Picture | None = None
    for sample in samples:
        sheet = _sheet(run, sample)
        if sheet is None:
            continue
        shape = shape or sheet.shape
        if sheet.shape != shape:  # a sample of another run that was put here by hand
            continue
        frame = _frame(sheet, sample, options, end)
        yield frame
    if frame is None:
        raise RunError("None of this training's samples can be read.", do="Look into its folder “samples”.")
    for _ in range(held):
        yield frame


def _sheet(run: Path, sample: SampleSaved) -> Picture | None:
    path = (run / sample.file).resolve()  # events come from a file that anybody may write
    if not path.is_relative_to(run.resolve()):
        return None
    try:
        return np.ascontiguousarray(flatten(read_picture(path), _BACKGROUND))
    except (PictureError, OSError):
        return None


def _frame(sheet: Picture, sample: SampleSaved, options: FilmOptions, end: float) -> Picture:
    height, width = sheet.shape[0] // sample.rows, sheet.shape[1] // sample.columns
    picture = sheet
    if options.design is not None:
        row, column = divmod(options.design, sample.columns)
        picture = sheet[row * height : (row + 1) * height, column * width : (column + 1) * width]
    image = Image.fromarray(picture)
    longest = max(image.size)
    if longest > _MOST_SIDE:
        image.thumbnail((_MOST_SIDE, _MOST_SIDE), Image.Resampling.LANCZOS)
    elif (scale := comfortable_scale(longest)) > 1:
        image = image.resize((image.width * scale, image.height * scale), Image.Resampling.LANCZOS)
    return _captioned(image, sample.kimg, end) if options.caption else np.asarray(image)


def _captioned(image: Image.Image, kimg: float, end: float) -> Picture:
    """With a strip below: how far it is as a line, and as a number."""
    strip = max(24, image.width // 28)
    framed = Image.new("RGB", (image.width, image.height + strip), _BACKGROUND)
    framed.paste(image, (0, 0))
    draw = ImageDraw.Draw(framed)
    font = ImageFont.truetype(str(resources.find(_FONT)), round(strip * 0.5))
    words = f"{kimg:,.0f} kimg" if end >= 20 else f"{kimg:,.2f} kimg"
    widest = font.getlength(f"{end:,.0f} kimg" if end >= 20 else f"{end:,.2f} kimg")
    middle, margin = image.height + strip / 2, strip // 3
    draw.text((image.width - margin, middle), words, font=font, fill=_TEXT, anchor="rm")
    right = image.width - widest - 2 * margin
    draw.line((margin, middle, right, middle), fill=_LINE, width=max(2, strip // 12))
    if kimg > 0:
        draw.line(
            (margin, middle, margin + (right - margin) * min(1.0, kimg / end), middle),
            fill=_DONE, width=max(2, strip // 12),
        )  # fmt: skip
    return np.asarray(framed)
