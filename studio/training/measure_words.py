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
    every = _every(run)
    if run.status in ("finished", "stopped", "failed", "interrupted", "killed"):
        return "This training was not measured. Compare measures its snapshots."
    if every == 0:
        return "Measuring is off for this training. Compare measures its snapshots."
    if every is None:
        return "No measure yet. Compare measures snapshots at any time."
    return (
        f"The first measure comes at {kimg_words(every)} kimg: designs are compared with your art, "
        "which takes a little time from the training."
    )


def _every(run: RunView) -> float | None:
    """kimg between two measurings as the run has it; 0 where it is off; None where nobody knows."""
    configuration: Any = run.document.get("configuration", {})
    if not isinstance(configuration, Mapping):
        return None
    for name in ("measure_kimg", "metric_kimg", "evaluate_kimg"):
        value = configuration.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None
