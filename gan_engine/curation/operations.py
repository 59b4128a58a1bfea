"""The kinds of variants there are, and one as chosen: names, ranges, words. `augmentation` does them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from gan_engine.errors import ConfigurationError

MOST_COPIES = 32


@dataclass(frozen=True)
class Operation:
    """A kind of variant. `lowest` to `highest` is what may be chosen, `usual` what is chosen at first."""

    key: str
    title: str
    sentence: str
    lowest: float = 0.0
    highest: float = 0.0
    usual: tuple[float, float] = (0.0, 0.0)
    step: float = 0.01
    unit: str = ""

    @property
    def has_range(self) -> bool:
        """Whether there is an amount to draw; mirroring has none."""
        return self.highest > self.lowest


OPERATIONS: Mapping[str, Operation] = {
    one.key: one
    for one in (
        Operation("mirror", "Mirror", "Left becomes right. Doubles the set."),
        Operation("upside-down", "Upside down", "Top becomes bottom. Doubles the set."),
        Operation("brightness", "Brightness", "Darker and lighter.", 0.3, 2.0, (0.7, 1.2), unit="×"),
        Operation("contrast", "Contrast", "Softer and harder.", 0.3, 2.0, (0.8, 1.25), unit="×"),
        Operation("colour", "Random colour", "Paler: this much of the colour stays.", 0.0, 2.0, (0.5, 0.9), unit="×"),
        Operation("rgb-shift", "RGB shift", "Red, green and blue move apart, up to this much.", 0.0, 0.4, (0.02, 0.08)),
        Operation("hue", "Hue shift", "Colours turn round the wheel.", -180, 180, (-20, 20), step=1, unit="°"),
        Operation("zoom", "Zoom", "Nearer and farther.", 0.5, 2.0, (0.85, 1.15), unit="×"),
        Operation("crop", "Crop", "This much of the sides is cut away somewhere.", 0.0, 0.6, (0.05, 0.15)),
        Operation("cutout", "Cutout", "A square this wide is taken out somewhere.", 0.0, 0.6, (0.1, 0.3)),
        Operation("rotation", "Slight rotation", "Leaning to either side.", -45, 45, (-6, 6), step=0.5, unit="°"),
    )
}
DOUBLING = ("mirror", "upside-down")
"""Of these there is one variant only; they double the set, other variants included."""


class Augment(BaseModel):
    """An operation chosen for a dataset: an amount is drawn from `low` to `high`, `copies` times for each picture."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    operation: str
    low: float | None = None
    high: float | None = None
    """None: the operation's usual range."""
    copies: int = Field(default=1, ge=1, le=MOST_COPIES)

    @model_validator(mode="after")
    def _possible(self) -> Augment:
        if self.operation not in OPERATIONS:
            raise ValueError(f"“{self.operation}” is no kind of variant; there are {', '.join(OPERATIONS)}")
        operation = OPERATIONS[self.operation]
        if operation.has_range:
            low, high = self.range
            if not operation.lowest <= low <= high <= operation.highest:
                raise ValueError(f"{self.operation} runs from {operation.lowest:g} to {operation.highest:g}")
        elif self.copies > 1:
            raise ValueError(f"of {self.operation} there is one variant only")
        return self

    @property
    def range(self) -> tuple[float, float]:
        """The amounts to draw from."""
        low, high = OPERATIONS[self.operation].usual
        return (low if self.low is None else self.low), (high if self.high is None else self.high)


def parse_augment(values: Iterable[Mapping[str, Any] | Augment]) -> tuple[Augment, ...]:
    """What is stored as JSON, checked; each operation once. Raises ConfigurationError in plain words."""
    plan = []
    for value in values:
        try:
            plan.append(value if isinstance(value, Augment) else Augment.model_validate(dict(value)))
        except (ValidationError, TypeError, ValueError) as error:
            what = str(error)
            if isinstance(error, ValidationError):
                first = error.errors(include_url=False)[0]
                what = str(first["ctx"]["error"] if first["type"] == "value_error" else first["msg"])
            raise ConfigurationError(f"The setting augment cannot be used so: {what}.", field="augment") from error
    names = [one.operation for one in plan]
    if len(set(names)) < len(names):
        raise ConfigurationError("The setting augment names an operation twice.", field="augment")
    return tuple(plan)


def factor(plan: Sequence[Augment]) -> int:
    """How many pictures the enlarged dataset has for each one."""
    drawn = 1 + sum(one.copies for one in plan if one.operation not in DOUBLING)
    return drawn * int(2 ** sum(one.operation in DOUBLING for one in plan))
