"""From one picture to what a dataset holds of it, its squares: read, cut, background removed, framed.

Baking, the preview and everything else that shows a picture "as it will be trained on" go through here, so that what
is seen is what is baked. All that a picture needs is known from its header, its own steps and the set's options: its
squares do not depend on what else is baked. A square is what the dataset has of a picture, whatever its shape.
"""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine import pictures
from gan_engine.curation import picture_edits as picture_steps
from gan_engine.curation.backgrounds.methods import KEEP
from gan_engine.curation.framing import frame, largest_of_ratio, window
from gan_engine.curation.picture_edits import Cut, PictureSteps
from gan_engine.curation.splitting import FIGURES, Box, find_figures, parse_split, split_boxes
from gan_engine.dataset.options import BakeOptions
from gan_engine.image_shape import ImageShape
from gan_engine.pictures import Picture, PictureFacts
from gan_engine.upscalers import Upscale

_SMALLEST_CUT, _LARGEST_CUT = 640, 2048  # longest side, in pixels, that a ground is found at, where it is reduced
_LARGE_SIDE = 4096  # pictures of more pixels than this squared are reduced while they are read
_LOOKED_AT = 256  # pixels a side that a square is looked at with, for whether there is anything on it
_SEEN, _LEAST_SEEN = 24, 0.004  # levels that pixels lie from the ground; the share that do, where it is not blank
_BYTES_DECODED, _BYTES_KEPT, _BYTES_CUT = 8, 8, 100  # a pixel: as decoded; at the size read; while its ground is found


@dataclass(frozen=True)
class Square:
    """One square of a dataset, and how it came to be."""

    pixels: np.ndarray
    """uint8 [height, width, channels]"""
    region: Box
    """Left, top, width and height of what it shows, in pixels of the upright source."""
    steps: PictureSteps
    """The picture's own, and the cut where a figure was found on a sheet."""
    doubt: str = ""
    """Why its cut-out wants a person's look; "" where it can be trusted."""

    @property
    def is_blank(self) -> bool:
        """Whether there is nothing on it, or next to nothing: white ink on white, say."""
        every = max(1, len(self.pixels) // _LOOKED_AT)
        pixels = self.pixels[::every, ::every].astype(np.int16)
        apart = np.abs(pixels - np.median(pixels, axis=(0, 1))).max(axis=2) > _SEEN
        return bool(np.mean(apart) < _LEAST_SEEN)

    @property
    def is_opaque(self) -> bool:
        """Whether nothing of it is see-through."""
        return self.pixels.shape[2] == 3 or bool((self.pixels[..., 3] == 255).all())


class OpenPicture:
    """A picture that several parts are made of: decoded once where they need it at one size."""

    def __init__(self, path: Path, facts: PictureFacts) -> None:
        self.path = path
        self.facts = facts
        self._longest: int | None = -1
        self._pixels: Picture | None = None

    def read(self, longest: int | None) -> tuple[Picture, float]:
        """The pixels and how much smaller they are than the original. Raises `PictureError`."""
        if longest is not None and longest >= max(self.facts.width, self.facts.height):
            longest = None
        if self._pixels is None or longest != self._longest:
            self._pixels = None
            self._pixels = pictures.read_picture(self.path, longest=longest)
            self._longest = longest
        return self._pixels, self._pixels.shape[1] / self.facts.width


def squares(
    picture: OpenPicture, options: BakeOptions, steps: PictureSteps, upscale: Upscale | None = None
) -> Iterator[Square]:
    """The squares of one picture, in their order; `upscale`: the network that `options.upscaler` means.

    Raises `PictureError`, `ModelError`, `ConfigurationError`.
    """
    facts = picture.facts
    drawn = steps.frame.box if steps.frame else None
    mode = _cut_by(options, steps)
    if mode == FIGURES:
        if boxes := _figures(picture):
            for number, box in enumerate(boxes, 1):
                cut = Cut(box=box, sheet="", part=number)
                yield from squares(picture, options, replace(steps, cut=cut), upscale)
            return
        mode = "none"
    pixels, scale = picture.read(reading_size(facts, options, steps))
    whole, doubt = picture_steps.applied(pixels, steps, options, scale)
    own = steps.frame
    fit = (own.fit if own else None) or options.fit
    to = (own.to if own else None) or options.frame_to
    if steps.cut is None and drawn is None and to == "whole":
        for number, box in enumerate(split_boxes(whole.shape[1], whole.shape[0], mode)):
            part = picture_steps.crop(whole, box)
            square = frame(part, options.shape, fit, options.background_rgb, upscale=upscale)
            yield Square(square, _region(facts, mode, fit, options.size, number), steps, doubt)
        return
    left, top = (0, 0) if steps.cut is None else picture_steps.within(steps.cut.box, facts.width, facts.height)[:2]
    for box in split_boxes(whole.shape[1], whole.shape[0], mode):
        part = picture_steps.crop(whole, box)
        if drawn is not None:
            seen = _scaled((drawn[0] - left, drawn[1] - top, drawn[2], drawn[3]), scale)
        else:
            seen = window(part, fit, options.size, to=to, margin=options.margin)
        square = frame(part, options.shape, fit, options.background_rgb, box=seen, upscale=upscale)
        x, y, width, height = _scaled((box[0] + seen[0], box[1] + seen[1], seen[2], seen[3]), 1 / scale)
        cut_width, cut_height = round(whole.shape[1] / scale), round(whole.shape[0] / scale)
        x0, y0, x1, y1 = max(0, x), max(0, y), min(cut_width, x + width), min(cut_height, y + height)
        yield Square(square, (left + x0, top + y0, max(1, x1 - x0), max(1, y1 - y0)), steps, doubt)


def count_parts(picture: OpenPicture, options: BakeOptions, steps: PictureSteps) -> int:
    """How many `squares` there are of one picture."""
    mode = _cut_by(options, steps)
    if mode == FIGURES:
        return len(_figures(picture)) or 1
    rows, columns = parse_split(mode)
    return rows * columns


def _cut_by(options: BakeOptions, steps: PictureSteps) -> str:
    """How a picture is cut into parts: not at all where one was cut out of it, or its frame drawn, by hand."""
    by_hand = steps.cut is not None or (steps.frame is not None and steps.frame.box is not None)
    return "none" if by_hand else options.split


def _figures(picture: OpenPicture) -> list[Box]:
    """The figures on a sheet, in pixels of the original; none where there is only one."""
    pixels, scale = picture.read(_large(picture.facts))
    boxes = find_figures(pixels)
    if len(boxes) < 2:
        return []
    facts = picture.facts
    return [picture_steps.within(_scaled(box, 1 / scale), facts.width, facts.height) for box in boxes]


def _scaled(box: Sequence[int], factor: float) -> Box:
    """The box at another size, its edges rounded; one pixel at least."""
    left, top, width, height = box
    x0, y0 = round(left * factor), round(top * factor)
    return x0, y0, max(1, round((left + width) * factor) - x0), max(1, round((top + height) * factor) - y0)


def _region(facts: PictureFacts, mode: str, fit: str, size: ImageShape, number: int) -> Box:
    """What part `number` of a picture cut at fixed lines shows, to the pixel of the original."""
    left, top, width, height = split_boxes(facts.width, facts.height, mode)[number]
    if fit == "crop":
        x, y, width, height = largest_of_ratio(width, height, size)
        left, top = left + x, top + y
    return left, top, width, height


def reading_size(facts: PictureFacts, options: BakeOptions, steps: PictureSteps) -> int | None:
    """The longest side to read a picture at; None: as it is.

    A JPEG can leave out what is not needed, at a fraction of the time. Others are read whole, for pixel art must not
    be blurred before it is known; but not where that would take memory without measure. Parts of a sheet are read from
    the whole sheet, of which one decoding serves them all.
    """
    whole = max(facts.width, facts.height)
    own = steps.frame
    drawn = own.box if own else None
    if steps.cut is not None or drawn is not None:
        shown = drawn or (steps.cut.box if steps.cut else (0, 0, 1, 1))
        needed = whole * 4 * max(options.size.width / shown[2], options.size.height / shown[3])
        if facts.width * facts.height <= _LARGE_SIDE**2:
            return None
        longest = _LARGE_SIDE
        while longest < min(needed, whole):
            longest *= 2
        return longest
    fit = (own.fit if own else None) or options.fit
    subject = ((own.to if own else None) or options.frame_to) == "subject"
    method = steps.background.method if steps.background else options.remove_background
    removes = method not in (None, KEEP) or steps.mask is not None
    rows, columns = parse_split(options.split)
    height, width = facts.height / rows, facts.width / columns
    scales = options.size.width / width, options.size.height / height
    scale = max(scales) if fit == "crop" else min(scales)
    if rows * columns > 1 or fit == "crop" or removes or subject:
        scale *= 2  # edges of parts and crops, and outlines, fall between pixels: framing gives them their exact place
    if subject:
        scale *= 2  # it may fill a part of the picture only
    longest = round(whole * scale)
    if removes or subject:
        return max(longest, _LARGEST_CUT if facts.format != "JPEG" else _SMALLEST_CUT)
    if facts.format == "JPEG":
        return longest
    return max(2 * longest, _LARGE_SIDE) if facts.width * facts.height > _LARGE_SIDE**2 else None


def _large(facts: PictureFacts) -> int | None:
    return _LARGE_SIDE if facts.width * facts.height > _LARGE_SIDE**2 else None


def memory_needed(facts: PictureFacts, options: BakeOptions, steps: PictureSteps) -> int:
    """Bytes, at most, that a picture takes on its way (an estimate on the safe side)."""
    longest = reading_size(facts, options, steps) or max(facts.width, facts.height)
    factor = 1
    if facts.format == "JPEG":
        while factor < 8 and max(facts.width, facts.height) >= 4 * longest * factor:
            factor *= 2
    pixels = facts.width * facts.height
    kept = pixels * min(1.0, longest / max(facts.width, facts.height)) ** 2
    each = float(_BYTES_KEPT)
    if options.split == FIGURES and steps.cut is None:
        return int(pixels * _BYTES_DECODED + min(pixels, _LARGE_SIDE**2) * (_BYTES_KEPT + _BYTES_CUT))
    if options.remove_background or options.frame_to == "subject" or steps:
        share = steps.cut.box[2] * steps.cut.box[3] / pixels if steps.cut else 1.0
        each += _BYTES_CUT * min(1.0, share)
    return int(pixels // factor**2 * _BYTES_DECODED + kept * each)


class Memory:
    """A purse of bytes: who wants more than is left waits; who wants more than there is gets all of it, alone."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._used = 0
        self._changed = threading.Condition()

    @contextlib.contextmanager
    def room(self, wanted: int) -> Iterator[None]:
        wanted = min(wanted, self._total)
        with self._changed:
            self._changed.wait_for(lambda: self._used + wanted <= self._total)
            self._used += wanted
        try:
            yield
        finally:
            with self._changed:
                self._used -= wanted
                self._changed.notify_all()


def before_steps(path: Path, steps: PictureSteps, longest: int) -> Picture:
    """The picture as it is, of a sheet the part, its longest side about `longest` pixels. Raises `PictureError`."""
    if steps.cut is None:
        return pictures.read_picture(path, longest=longest)
    facts = pictures.probe(path)
    whole, box = max(facts.width, facts.height), picture_steps.within(steps.cut.box, facts.width, facts.height)
    picture = pictures.read_picture(path, longest=min(whole, round(whole * longest / max(box[2:]))))
    return picture_steps.crop(picture, box, picture.shape[1] / facts.width)


def provenance(square: Square) -> dict[str, Any]:
    """What a dataset keeps of how a square came to be."""
    kept: dict[str, Any] = {"region": list(square.region)}
    if square.steps:
        kept["steps"] = square.steps.as_json()
    return kept
