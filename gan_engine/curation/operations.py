"""The kinds of variants there are: names, ranges, words. `gan_engine.curation.augmentation` does them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
