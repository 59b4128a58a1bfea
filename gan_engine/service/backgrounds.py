"""Methods on backgrounds: cut_out, suggest_background, cut_out_all, models, get_model, remove_model."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from pydantic import Field

from gan_engine import downloads
from gan_engine.curation.backgrounds import models
from gan_engine.curation.backgrounds.methods import KEEP
from gan_engine.curation.backgrounds.suggestion import Survey
from gan_engine.curation.picture_edits import (
    EDGE_MAX,
    SOFTNESS_MAX,
    TOLERANCE_MAX,
    Background,
    PictureSteps,
    applied,
    apply,
    parse_steps,
)  # fmt: skip
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import probe, read_picture, with_alpha
from gan_engine.reporting import size_words
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels

_SMALL = 192  # pixels at which a whole set is looked at


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

    Answer: scale, left, top, doubt (why the cut-out wants a person's look; "" where it can be trusted).

    Arrays: the picture as it is, the picture cut out (RGBA).
    """
    steps = parse_steps(params.picture.steps)
    picture, scale = _read(params.picture.path, params.longest, steps)
    call.check()
    before = apply(picture, PictureSteps(cut=steps.cut), None, scale)
    chosen = steps.background or Background(**{name: getattr(params, name) for name in Background.model_fields})
    after, doubt = applied(picture, PictureSteps(cut=steps.cut, background=chosen, mask=steps.mask), None, scale)
    left, top = (steps.cut.box[0], steps.cut.box[1]) if steps.cut else (0, 0)
    return Answer({"scale": scale, "left": left, "top": top, "doubt": doubt}, [before, with_alpha(after)])


@method("suggest_background", Sample)
def suggest_background(open_models: OpenModels, call: Call, params: Sample) -> Answer:
    """The method that suits a set, by some of its pictures.

    Answer: method, words, share.
    """
    survey = Survey()
    for number, item in enumerate(params.items):
        call.report(number, len(params.items), item.path.name)
        try:
            steps = parse_steps(item.steps)
            picture, scale = _read(item.path, 256, steps)
            survey.look(apply(picture, PictureSteps(cut=steps.cut), None, scale))
        except EngineError:
            continue  # what cannot be read is no part of the sample
    suggestion = survey.suggestion()
    return Answer({"method": suggestion.method, "words": suggestion.words, "share": suggestion.share})


@method("cut_out_all", CutOutAll)
def cut_out_all(open_models: OpenModels, call: Call, params: CutOutAll) -> Answer:
    """Which pictures come off their ground clean, and why the others want a person's look.

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
    chosen = steps.background or Background(method=params.method, tolerance=params.tolerance, edge=None, softness=None)
    if chosen.method == KEEP or steps.mask is not None:  # as it is, or an artist has seen to it
        return ""
    picture, scale = _read(item.path, _SMALL, steps)
    return applied(picture, PictureSteps(cut=steps.cut, background=chosen), None, scale).doubt


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
