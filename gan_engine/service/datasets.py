"""Methods on baked datasets: difference, bake_again."""

from __future__ import annotations

import functools
from dataclasses import asdict
from pathlib import Path

from pydantic import Field

from gan_engine.dataset.difference import DifferingPicture, difference
from gan_engine.dataset.rebake import rebake
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels
from gan_engine.service.upscaling import upscaler_in_turn


class Difference(Params):
    older: Path
    """A dataset."""
    newer: Path
    """Another."""


class BakeAgain(Params):
    dataset: Path
    """The dataset."""
    originals: list[Path] = Field(max_length=1_000_000)
    """The files, or folders, that it was made of."""
    out: Path
    """The new dataset."""


@method("difference", Difference)
def differ(open_models: OpenModels, call: Call, params: Difference) -> Answer:
    """In what two datasets differ.

    Answer: added, removed, changed [{source, why, names}], same, options.
    """
    found = difference(params.older, params.newer)

    def plain(pictures: list[DifferingPicture]) -> list[dict[str, object]]:
        return [asdict(one) for one in pictures]

    return Answer(
        {
            "added": plain(found.added),
            "removed": plain(found.removed),
            "changed": plain(found.changed),
            "same": found.same,
            "options": found.options,
        }
    )


@method("bake_again", BakeAgain)
def bake_again(open_models: OpenModels, call: Call, params: BakeAgain) -> Answer:
    """Bake a dataset once more from the originals that it was made of.

    Answer: path, count, held_out, exact (the same digest), skipped [{name, kind, why}].
    """
    made = rebake(
        params.dataset, params.originals, params.out, call.report,
        open_upscaler=functools.partial(upscaler_in_turn, open_models, call),
    )  # fmt: skip
    return Answer(
        {
            "path": str(made.summary.path),
            "count": made.summary.count,
            "held_out": made.summary.held_out,
            "exact": made.exact,
            "skipped": [{"name": one.name, "kind": one.kind, "why": one.why} for one in made.summary.skipped],
        }
    )
