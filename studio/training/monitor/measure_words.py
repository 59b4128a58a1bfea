"""Words about measures in the monitor, and about one that has not come yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from gan_engine.metrics.names import MEASURES, NETWORK_TITLES
from gan_engine.runs.best_snapshot import OWED_AFTER
from gan_engine.runs.run_directory import UNDERWAY
from studio.engine_words import engine_words
from studio.training.plots.panel_kinds import measure_kind, measure_title
from studio.training.run_words import figure
from studio.words import kimg_words, tr, tr_noop
from studio.workers.training.curves import Measured
from studio.workers.training.follower import RunView

_BIASED = ("fid", "fd", "mifid")
"""Measures that are too high for few designs, by what they begin with."""


def measured_words(found: Measured, index: int) -> str:
    """How sure it is, what it was taken of, and how many designs it needs: "± 0.003, 1,000 designs"."""
    give = float(found.uncertainty[index])
    parts = [f"± {figure(give)}"] if np.isfinite(give) else []
    if found.samples:
        needed = designs_needed(found.name)
        parts.append(
            tr("{samples:,} designs", samples=found.samples)
            + (tr(" of {needed:,} needed", needed=needed) if found.samples < needed else "")
        )
    return ", ".join(parts)


def measure_tip(found: Measured) -> str:
    """The same in sentences, for who points at it."""
    parts = [
        tr(
            "{measure}, seen by {network}.",
            measure=measure_title(found.name),
            network=tr(NETWORK_TITLES.get(found.network, found.network)),
        )
    ]
    needed = designs_needed(found.name)
    if needed:
        parts.append(
            tr(
                "With fewer than {needed:,} designs, and as many pictures, the number is too high: compare it only "
                "with points of as many. The best snapshot is chosen by KID, which is right for few too.",
                needed=needed,
            )
        )
    if found.note:
        parts.append(engine_words(found.note))
    return " ".join(parts)


def needs_words(name: str) -> str:
    """For the list of measures, how many designs it needs to mean something: ", needs 1,280 designs"."""
    needed = designs_needed(name)
    return tr(", needs {needed:,} designs", needed=needed) if needed else ""


def designs_needed(name: str) -> int:
    """So many a measure needs that is too high with fewer; 0 for the others."""
    return MEASURES[name].advised if name in MEASURES and measure_kind(name) in _BIASED else 0


def no_measure_yet(run: RunView) -> str:
    """Why there is no measure, and when the first comes."""
    if run.unmeasured is not None:
        return " ".join(engine_words(part) for part in (run.unmeasured.what, run.unmeasured.do) if part)
    every = _every(run)
    if every == "0":
        return tr("Measuring is off for this training. Compare measures its snapshots.")
    if run.status not in UNDERWAY:
        short = tr("It took less than two minutes. ") if 0 < run.state.seconds < OWED_AFTER else ""
        return tr("This training was not measured. {short}Compare measures its snapshots.", short=short)
    left = run.latest.get("seconds_left")
    if left is not None and run.state.seconds + left < OWED_AFTER / 2:
        return tr("A training of less than two minutes is not measured. Compare measures its snapshots.")
    then = ""
    if every.replace(".", "", 1).isdigit():
        then = tr(", then one every {kimg} kimg", kimg=kimg_words(float(every)))
    return tr(
        "The first measure comes after a minute or so{then}, and one at the end: {what}.", then=then, what=tr(_WHAT)
    )


_WHAT = tr_noop(
    "designs are compared with your art. That takes at most 3 % of the training's time; more only for the first "
    "measure and the last of a short training"
)


def _every(run: RunView) -> str:
    """How often the run is measured: "auto", "0" for never, a number of kimg; "" where nobody knows."""
    configuration: Any = run.document.get("configuration", {})
    return str(configuration.get("metric_kimg", "")) if isinstance(configuration, Mapping) else ""
