"""Methods on pictures and datasets: check, preview, bake, draw_sample_art."""

from __future__ import annotations

import math
from dataclasses import asdict
from pathlib import Path
from typing import Any

from pydantic import Field

from gan_engine.curation.checks.decoding import check_pictures
from gan_engine.curation.picture_edits import parse_steps
from gan_engine.dataset.bake import bake, part_count, process
from gan_engine.dataset.options import bake_options
from gan_engine.dataset.processing import before_steps
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.picture_sources import Skipped
from gan_engine.sample_art import CREDITS, draw_sample_art
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels
from gan_engine.service.upscaling import chosen_upscaler

_AT_ONCE = 64
"""Findings in one part of an answer."""
_BEFORE_SIDE = 1024
_PREVIEW_BYTES = 2**26
"""Of the parts of one picture that a preview answers with: a grid may cut it into thousands."""
"""The picture as it is is shown no larger."""


class Check(Params):
    paths: list[Path] = Field(max_length=1_000_000)
    """The files."""
    smallest: int = Field(32, ge=1)
    """Side that a picture has to have, px."""


class Preview(Params):
    picture: SourcePicture
    """The original and its steps."""
    options: dict[str, Any] = Field(default_factory=dict)
    """Of baking."""


class Bake(Params):
    items: list[SourcePicture] = Field(max_length=1_000_000)
    """The pictures, with their steps, labels and tags."""
    left_out: list[Skipped] = Field(default_factory=list, max_length=1_000_000)
    """What was not taken; kept with the dataset."""
    out: Path
    """The dataset."""
    options: dict[str, Any] = Field(default_factory=dict)
    """Of baking."""
    replace: bool = False
    """Another dataset may lie there."""
    advice: dict[str, bool] = Field(default_factory=dict)
    """What was advised of variants, and whether it was followed; kept with the dataset."""


class DrawSampleArt(Params):
    folder: Path
    """Where to."""
    count: int = Field(1200, ge=1, le=1_000_000)
    """How many."""
    size: int = Field(256, ge=8, le=2048)
    """Side, px."""
    seed: int = Field(0, ge=0, le=2**32 - 1)
    """The same seed draws the same."""


@method("check", Check)
def check(open_models: OpenModels, call: Call, params: Check) -> Answer:
    """Look for what makes a picture unfit to train with.

    Partial: findings [{path, facts or null, findings [{kind, why}]}].

    Answer: count, flagged.
    """
    waiting: list[dict[str, Any]] = []
    count = flagged = 0
    for path, facts, findings in check_pictures(params.paths, smallest=params.smallest, report=call.report):
        count += 1
        flagged += bool(findings)
        waiting.append(
            {
                "path": str(path),
                "facts": facts and vars(facts),
                "findings": [{"kind": finding.kind, "why": finding.why} for finding in findings],
            }
        )
        if len(waiting) == _AT_ONCE:
            call.partial({"findings": waiting})
            waiting = []
    if waiting:
        call.partial({"findings": waiting})
    return Answer({"count": count, "flagged": flagged})


@method("preview", Preview)
def preview(open_models: OpenModels, call: Call, params: Preview) -> Answer:
    """What a dataset would hold of one picture.

    Answer: count.

    Arrays: the picture as it is, then what the dataset will hold of it: of a sheet of many figures the first ones, some
    dozens of megabytes.
    """
    options = bake_options(**params.options)
    before = before_steps(params.picture.path, parse_steps(params.picture.steps), _BEFORE_SIDE)
    call.check()
    most = max(1, _PREVIEW_BYTES // math.prod(options.shape.array))
    after = process(params.picture, options, chosen_upscaler(open_models, call, options), most)
    count = len(after) if len(after) < most else part_count(params.picture, options)
    return Answer({"count": count}, [before, *after])


@method("bake", Bake)
def bake_dataset(open_models: OpenModels, call: Call, params: Bake) -> Answer:
    """Bake a dataset.

    Answer: path, digest, count, held_out, classes, seconds, skipped [{name, kind, why}], blank (names of those on which
    there is next to nothing as they are baked), opaque (likewise of those that have nothing see-through, where
    transparency is kept), doubtful (names of those whose cut-out wants a look, with why).
    """
    options = bake_options(**params.options)
    summary = bake(
        params.items, params.out, options, call.report, replace=params.replace,
        left_out=params.left_out, advice=params.advice,
        upscale=chosen_upscaler(open_models, call, options),
    )  # fmt: skip
    return Answer(
        {
            "path": str(summary.path),
            "digest": summary.digest,
            "count": summary.count,
            "held_out": summary.held_out,
            "classes": summary.classes,
            "seconds": summary.seconds,
            "skipped": [asdict(one) for one in summary.skipped],
            "blank": list(summary.blank),
            "opaque": list(summary.opaque),
            "doubtful": dict(summary.doubtful),
        }
    )


@method("draw_sample_art", DrawSampleArt)
def sample_art(open_models: OpenModels, call: Call, params: DrawSampleArt) -> Answer:
    """Draw pictures to try everything with.

    Answer: folder, count, credits.
    """
    drawn = draw_sample_art(params.folder, params.count, params.size, params.seed, call.report)
    return Answer({"folder": str(params.folder), "count": len(drawn), "credits": list(CREDITS)})
