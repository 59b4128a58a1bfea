"""The result of a measure: value, uncertainty, feature network, counts; or why it is refused."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Result:
    """One number."""

    metric: str
    """One of `gan_engine.metrics.names.RESULTS`."""
    value: float
    uncertainty: float | None
    """Its standard error; None where there is none to tell."""
    network: str
    """The feature network."""
    samples: int
    """Designs that were measured."""
    real: int = 0
    """Pictures of the set that they were measured against; 0: none."""
    part: str = ""
    """Which pictures those were: "training" or "held-out"."""
    seed: int = 0
    seconds: float = 0.0
    details: Mapping[str, float] = field(default_factory=dict)
    note: str = ""
    """What to bear in mind, in words."""

    def document(self) -> dict[str, Any]:
        """Fit for strict JSON."""
        values = asdict(self)
        values["details"] = {key: _finite(value) for key, value in self.details.items()}
        return {key: _finite(value) for key, value in values.items()}


@dataclass(frozen=True)
class Refusal:
    """A measure that could not be taken: why, and what would do."""

    metric: str
    what: str
    do: str = ""

    def document(self) -> dict[str, Any]:
        return asdict(self)


def sound(result: Result) -> Result | Refusal:
    """The result where it is a number; an uncertainty that is none is left out, and so are such details.

    Sets and designs of next to nothing (all alike, all of one colour) lead measures into divisions by 0.
    """
    if not math.isfinite(result.value):
        return Refusal(
            result.metric,
            f"“{result.metric}” comes to no number here: the designs, or the set's pictures, are all alike.",
            "Look at the samples.",
        )
    uncertainty = result.uncertainty
    details = {key: value for key, value in result.details.items() if math.isfinite(value)}
    return replace(
        result, details=details, uncertainty=uncertainty if uncertainty is None or math.isfinite(uncertainty) else None
    )


def in_figures(value: float, uncertainty: float | None = None) -> str:
    """A measure as people read it, with as many figures as its size is worth: "0.0421 ± 0.0013", "125.91 ± 1.30"."""
    if uncertainty is None:
        return f"{value:.4g}"
    digits = 4 if abs(value) < 1 else 3 if abs(value) < 10 else 2 if abs(value) < 1000 else 0
    return f"{value:,.{digits}f} ± {uncertainty:,.{digits}f}"


def _finite(value: Any) -> Any:
    return None if isinstance(value, float) and not math.isfinite(value) else value
