"""Methods on backgrounds: cut_out, suggest_background, cut_out_all, models, get_model, remove_model."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

import numpy as np
from pydantic import Field

from gan_engine import downloads
from gan_engine.curation.backgrounds import models
from gan_engine.curation.backgrounds.background import remove_background
from gan_engine.curation.backgrounds.methods import KEEP
from gan_engine.curation.backgrounds.suggestion import BackgroundKind, background_kind, suggestion_for
from gan_engine.curation.picture_edits import (
    EDGE_MAX,
    SOFTNESS_MAX,
    TOLERANCE_MAX,
    Background,
    PictureSteps,
    apply,
    parse_steps,
)  # fmt: skip
from gan_engine.curation.rim import SOLID, rim
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import probe, read_picture
from gan_engine.reporting import size_words
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels

_SMALL = 192  # pixels at which a whole set is looked at
_LEAST, _MOST = 0.005, 0.97  # shares of a picture that a figure takes
_BORDER = 0.7  # of the border may be figure


class CutOut(Params):
    picture: SourcePicture
    """The original and its steps."""
    method: str = KEEP
    """The set's; the picture's own step goes before it."""
    tolerance: float | None = Field(None, ge=0, le=TOLERANCE_MAX)
    """Of colours that count as background; null for the usual."""
    edge: float = Field(0.0, ge=-EDGE_MAX, le=EDGE_MAX)
    """By how many px the figure grows or shrinks."""
    softness: float | None = Field(None, ge=0, le=SOFTNESS_MAX)
    """Of the edge, px; null for the usual."""
    longest: int = Field(512, ge=16, le=4096)
    """Side of the pictures sent, px at most."""


class Sample(Params):
    items: list[SourcePicture] = Field(max_length=1000)
    """Some pictures of the set."""


class CutOutAll(Params):
    items: list[SourcePicture] = Field(max_length=1_000_000)
    """The pictures."""
    method: str = KEEP
    """The set's; a picture's own step goes before it."""
    tolerance: float | None = Field(None, ge=0, le=TOLERANCE_MAX)
    """As in `cut_out`."""


class Named(Params):
    name: str
    """As in `models`."""


class Get(Named):
    file: Path | None = None
    """Where it lies, instead of fetching it."""


def _read(path: Path, longest: int, steps: PictureSteps) -> tuple[Picture, float]:
    """The picture at a size, and its share of the original's; a part of a sheet is read as large as it needs."""
    facts = probe(path)
    whole = max(facts.width, facts.height)
    wanted = longest
    if steps.cut is not None:
        wanted = min(whole, round(longest * whole / max(steps.cut.box[2:])))
    stat = path.stat()
    picture = _pixels(path, min(whole, wanted), stat.st_mtime_ns, stat.st_size)
    return picture, max(picture.shape[:2]) / whole


@functools.lru_cache(maxsize=3)
def _pixels(path: Path, longest: int, changed: int, size: int) -> Picture:
    """Sliders ask again and again of the same picture; `changed` and `size` make another file of it another picture."""
    picture = read_picture(path, longest=longest)
    picture.flags.writeable = False
    return picture


@method("cut_out", CutOut)
def cut_out(open_models: OpenModels, call: Call, params: CutOut) -> Answer:
    """One picture with its background taken away.

    Answer: scale, left, top.

    Arrays: the picture as it is, the picture cut out (RGBA).
    """
    steps = parse_steps(params.picture.steps)
    picture, scale = _read(params.picture.path, params.longest, steps)
    call.check()
    before = apply(picture, PictureSteps(cut=steps.cut), None, scale)
    chosen = steps.background or Background(**{name: getattr(params, name) for name in Background.model_fields})
    after = apply(picture, PictureSteps(cut=steps.cut, background=chosen, mask=steps.mask), None, scale)
    if after.shape[2] == 3:
        after = np.dstack([after, np.full(after.shape[:2], 255, np.uint8)])
    left, top = (steps.cut.box[0], steps.cut.box[1]) if steps.cut else (0, 0)
    return Answer({"scale": scale, "left": left, "top": top}, [before, after])


@method("suggest_background", Sample)
def suggest_background(open_models: OpenModels, call: Call, params: Sample) -> Answer:
    """The method that suits a set, by some of its pictures.

    Answer: method, words, share.
    """
    grounds: list[BackgroundKind] = []
    for number, item in enumerate(params.items):
        call.report(number, len(params.items), item.path.name)
        try:
            steps = parse_steps(item.steps)
            picture, scale = _read(item.path, 256, steps)
            grounds.append(background_kind(apply(picture, PictureSteps(cut=steps.cut), None, scale)))
        except EngineError:
            continue  # what cannot be read is no part of the sample
    suggestion = suggestion_for(grounds)
    return Answer({"method": suggestion.method, "words": suggestion.words, "share": suggestion.share})


@method("cut_out_all", CutOutAll)
def cut_out_all(open_models: OpenModels, call: Call, params: CutOutAll) -> Answer:
    """Which pictures come off their ground clean, and what is wrong with the others.

    Answer: clean, count, wrong [{number (of the item), why}].
    """
    clean = 0
    wrong: list[dict[str, Any]] = []
    for number, item in enumerate(params.items):
        call.report(number, len(params.items), item.path.name)
        try:
            why = _trouble(item, params)
        except EngineError as error:
            why = error.what
        if why:
            wrong.append({"number": number, "why": why})
        else:
            clean += 1
    call.report(len(params.items), len(params.items))
    return Answer({"clean": clean, "count": len(params.items), "wrong": wrong})


def _trouble(item: SourcePicture, params: CutOutAll) -> str:
    """ "" where the figure stands free."""
    steps = parse_steps(item.steps)
    if steps.mask is not None:  # an artist has seen to it
        return ""
    name = steps.background.method if steps.background else params.method
    if name == KEEP:
        return ""
    picture, scale = _read(item.path, _SMALL, steps)
    part = apply(picture, PictureSteps(cut=steps.cut), None, scale)
    tolerance = steps.background.tolerance if steps.background else params.tolerance
    solid = remove_background(part, name, tolerance)[..., 3] > SOLID
    share = float(solid.mean())
    if share > _MOST:
        return "No ground was found to take off."
    if share < _LEAST:
        return "Hardly anything is left of the figure."
    if rim(solid).mean() > _BORDER:
        return "Ground is left along the border."
    return ""


@method("models", Params)
def list_models(open_models: OpenModels, call: Call, params: Params) -> Answer:
    """The networks that take backgrounds away.

    Answer: models [{name, title, sentence, bytes, size, licence, url, embedded, installed}].
    """
    return Answer({"models": [model_facts(name) for name in models.MODELS]})


def model_facts(name: str) -> dict[str, Any]:
    """What is to be known of a model before it is fetched, and whether it is there."""
    model = models.MODELS[name]
    return {
        "name": name,
        "title": model.title,
        "sentence": model.download.sentence,
        "bytes": model.download.bytes,
        "size": size_words(model.download.bytes or 0),
        "licence": model.download.licence,
        "url": model.download.url,
        "embedded": name == models.EMBEDDED,
        "installed": models.path_of(name) is not None,
    }


@method("get_model", Get)
def get_model(open_models: OpenModels, call: Call, params: Get) -> Answer:
    """Fetch such a network, or take it from a file; progress in bytes.

    Answer: that model, as in `models`.
    """
    download = models.model_of(params.name).download
    if params.name != models.EMBEDDED:
        if params.file is not None:
            downloads.adopt(download, params.file, call.report)
        else:
            downloads.fetch(download, call.report)
    return Answer(model_facts(params.name))


@method("remove_model", Named)
def remove_model(open_models: OpenModels, call: Call, params: Named) -> Answer:
    """Remove a fetched network.

    Answer: that model, as in `models`.
    """
    if params.name != models.EMBEDDED:
        downloads.remove(models.model_of(params.name).download)
    return Answer(model_facts(params.name))
