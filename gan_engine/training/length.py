"""The length of a run: whether it is done, and making it longer.

The length is decided before a step is made, so that a slip leaves the run as it was; run.json stays the record.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from gan_engine.errors import ConfigurationError, RunError
from gan_engine.reporting import kimg_words
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.runs.run_document import description
from gan_engine.settings.configuration import configure
from gan_engine.training.plan import Plan, make_plan


def is_done(run: RunDirectory) -> bool:
    """Has it been trained as long as run.json says? Raises `RunError` or `ConfigurationError` where that is damaged."""
    total = round(configure(description(run)["configuration"]).kimg * 1000)
    return run.read_state().images >= total and run.live_status() == "finished"


def lengthen(run: RunDirectory, kimg: float) -> None:
    """Let the run be `kimg` long in all. What it has learnt so far is as if it had been so long from the beginning.

    Only networks that grow keep the pace at which they were begun: it may follow from the length. Raises
    `RunError` where it has been trained longer than that or is in use, `ConfigurationError` for an impossible length.
    """
    with run.hold():
        before, state = description(run), run.read_state()
        document = with_length(before, kimg, state.images)
        if document == before:
            return
        run.write_run(document)
        was = {name: getattr(state, name) for name in ("status", "before")}
        if round(kimg * 1000) > state.images:
            was = {name: "stopped" if value == "finished" else value for name, value in was.items()}
        run.write_state(replace(state, total_kimg=kimg, **was))


def with_length(document: dict[str, Any], kimg: float, images: int) -> dict[str, Any]:
    """The run.json of a run that has been shown so many `images`, `kimg` long in all. Raises as `lengthen`."""
    configure({"kimg": kimg})  # a number that a length can be
    if round(kimg * 1000) < images:
        raise RunError(
            f"This training has come to {kimg_words(images / 1000)} kimg already: it cannot end at {kimg_words(kimg)}.",
            kept="It was left as it is.",
            do=f"Choose more than {images / 1000:g}, or start a new training from an earlier snapshot.",
        )
    before = document["configuration"].get("kimg")
    if kimg == before:
        return document
    plan = make_plan(configure(document["configuration"]), document["dataset"].get("class_names") or ())
    settings = {**document["configuration"], "kimg": kimg}
    settings["network"] = {**settings["network"], **pace(plan)}
    try:
        make_plan(configure(settings), plan.class_names)
    except ConfigurationError as error:
        kept = "It was left as it is."
        raise ConfigurationError(error.what, field=error.field, kept=kept, do=error.do) from error
    former = document.get("lengths")
    lengths = [*(former if isinstance(former, list) else []), before]
    return {**document, "configuration": settings, "lengths": lengths}


def pace(plan: Plan) -> dict[str, float]:
    """The network's options that hold the growth of a plan's networks to what it is now, whatever the length."""
    growth = plan.growth()
    return {} if growth is None else {"fade_kimg": growth.fade_kimg, "stable_kimg": growth.stable_kimg}
