"""What the monitor says of a measure, and of one that has not come yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from studio.training.words import figure, kimg_words
from studio.workers.curves import Measured
from studio.workers.follower import RunView


def measured_words(found: Measured, place: int) -> str:
    """How sure it is and what it was taken of: "± 0.003, 1,000 designs"."""
    give = float(found.uncertainty[place])
    parts = [f"± {figure(give)}"] if np.isfinite(give) else []
    if found.samples:
        parts.append(f"{found.samples:,} designs")
    return ", ".join(parts)


def no_measure_yet(run: RunView) -> str:
    """Why there is no measure, and when the first comes."""
    if run.unmeasured is not None:
        return " ".join(part for part in (run.unmeasured.what, run.unmeasured.do) if part)
    if run.status in ("finished", "stopped", "failed", "interrupted", "killed"):
        return "This training was not measured. Compare measures its snapshots."
    every = _every(run)
    if every == "0":
        return "Measuring is off for this training. Compare measures its snapshots."
    if every.replace(".", "", 1).isdigit() and run.kimg < float(every):
        return f"The first measure comes at {kimg_words(float(every))} kimg: {_WHAT}."
    return f"The first measure comes once there is time for it: {_WHAT}."


_WHAT = "designs are compared with your art, which takes at most 3 % of the training's time"


def _every(run: RunView) -> str:
    """How often the run is measured: "auto", "0" for never, a number of kimg; "" where nobody knows."""
    configuration: Any = run.document.get("configuration", {})
    return str(configuration.get("metric_kimg", "")) if isinstance(configuration, Mapping) else ""
