"""Which measures there are, what each means, and what it needs. Forms, tables and the terminal read it.

`fid`, `kid`, `is` and `mifid` mean the official Inception network and nothing else. The same distances in the features
of EfficientNet-Lite0, which came along, have its name behind theirs; their numbers are not comparable with papers,
only with each other. A network whose discriminator saw through Lite0's eyes (a projected one) is judged by neither
those nor any other that it was trained against, but by the encoder of U2-Netp.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gan_engine.errors import MeasureError

LITE0, U2NETP, INCEPTION = "lite0", "u2netp", "inception"

FRECHET_PICTURES = 1000
"""In the set, for experiments to be ranked by a Frechet distance: with fewer the kernel distance says more."""

NETWORK_TITLES = {LITE0: "EfficientNet-Lite0", U2NETP: "U2-Netp's encoder", INCEPTION: "Inception (official)"}


@dataclass(frozen=True)
class Measure:
    """One measure, as asked for by `name`."""

    name: str
    title: str
    sentence: str
    """For artists: what it says."""
    network: str
    better: str
    """"lower", "higher", or "" where neither is better by itself."""
    made: int
    """Designs that it needs at least."""
    real: int = 0
    """Pictures of the set that it needs at least; 0: it looks at none."""
    instead: str = ""
    """What does nearly the same with the network that is always there."""
    advised: int = 0
    """Pictures a side below which the number says more about their count than about the designs."""

    @property
    def kind(self) -> str:
        """What it computes, whichever network's features it takes: "kid" of "kid-lite0"."""
        return self.name.partition("-")[0]


_FRECHET = "How far the designs as a whole are from the set, in look and in variety. Needs many pictures."
_KERNEL = "How far the designs as a whole are from the set. Right on average for small sets too: the one to watch."
_PRECISION_RECALL = "Precision: how many designs could be of the set. Recall: how much of the set the designs reach."
_DIVERSITY = "How different two designs are on average, beside how different two pictures of the set are."

MEASURES: dict[str, Measure] = {
    measure.name: measure
    for measure in (
        Measure("fid", "FID", _FRECHET, INCEPTION, "lower", 100, 100, "fd-lite0", 2048),
        Measure("kid", "KID", _KERNEL, INCEPTION, "lower", 50, 50, "kid-lite0", 100),
        Measure(
            "is",
            "Inception score",
            "Whether designs are of clear and many kinds, as ImageNet's classes see them: says little about most art.",
            INCEPTION,
            "higher",
            100,
            advised=2048,
        ),
        Measure("fd-lite0", "FD (Lite0)", _FRECHET, LITE0, "lower", 100, 100, advised=1280),
        Measure("kid-lite0", "KID (Lite0)", _KERNEL, LITE0, "lower", 50, 50, advised=100),
        Measure("fd-u2netp", "FD (U2-Netp)", _FRECHET, U2NETP, "lower", 100, 100, advised=768),
        Measure("kid-u2netp", "KID (U2-Netp)", _KERNEL, U2NETP, "lower", 50, 50, advised=100),
        Measure("pr", "Precision and recall", _PRECISION_RECALL, LITE0, "higher", 100, 100, advised=1000),
        Measure(
            "pr-u2netp", "Precision and recall (U2-Netp)", _PRECISION_RECALL, U2NETP, "higher", 100, 100, advised=1000
        ),
        Measure(
            "ppl",
            "Path length",
            "How evenly designs change along a walk: a low number walks smoothly, a high one jumps.",
            LITE0,
            "lower",
            100,
        ),
        Measure("diversity", "Diversity", _DIVERSITY, LITE0, "", 50, 50),
        Measure("diversity-u2netp", "Diversity (U2-Netp)", _DIVERSITY, U2NETP, "", 50, 50),
        Measure(
            "originality",
            "Originality",
            "How far designs are from the nearest picture of the set, beside how far those are from each other: 1 "
            "or so is new, near 0 is copied.",
            LITE0,
            "higher",
            20,
            50,
        ),
        Measure(
            "originality-u2netp",
            "Originality (U2-Netp)",
            "How far designs are from the nearest picture of the set, seen by a network that no discriminator learnt "
            "through: 1 or so is new, near 0 is copied.",
            U2NETP,
            "higher",
            20,
            50,
        ),
        Measure(
            "mifid",
            "MiFID",
            "FID that punishes copying: it rises where designs lie suspiciously near to pictures of the set.",
            INCEPTION,
            "lower",
            100,
            100,
            "mifid-lite0",
            2048,
        ),
        Measure(
            "mifid-lite0",
            "MiFID (Lite0)",
            "FD that punishes copying: it rises where designs lie suspiciously near to pictures of the set.",
            LITE0,
            "lower",
            100,
            100,
            advised=1280,
        ),
    )
}

USUAL = ("kid-lite0", "fd-lite0", "pr", "diversity", "originality")
"""What is measured where nothing else is asked for, without the official network."""
USUAL_OFFICIAL = ("kid", "fid", *USUAL)
USUAL_PROJECTED = ("kid-u2netp", "fd-u2netp", "pr-u2netp", "diversity-u2netp", "originality-u2netp")
"""The same for networks that were trained through Lite0's eyes: its distances would flatter them."""

RESULTS: dict[str, tuple[str, str]] = {
    **{name: (measure.title, measure.better) for name, measure in MEASURES.items() if measure.kind != "pr"},
    "precision": ("Precision", "higher"),
    "recall": ("Recall", "higher"),
    "precision-u2netp": ("Precision (U2-Netp)", "higher"),
    "recall-u2netp": ("Recall (U2-Netp)", "higher"),
}
"""Title and better side of every number that a result may carry."""


def parse_names(text: str | Iterable[str]) -> list[str]:
    """Names of measures from "kid-lite0,pr" or a list of them, each once. Raises `MeasureError`."""
    words = text.split(",") if isinstance(text, str) else list(text)
    names = list(dict.fromkeys(word.strip().lower() for word in words if word.strip()))
    for name in names:
        if name not in MEASURES:
            raise MeasureError(f"There is no measure “{name[:50]}”.", do=f"Choose from: {', '.join(MEASURES)}.")
    if not names:
        raise MeasureError("No measure was named.", do=f"Choose from: {', '.join(MEASURES)}.")
    return names
