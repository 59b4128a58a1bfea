"""Which plots a run gets, by what its events carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gan_engine.metrics.names import RESULTS

REGULARISERS = ("r1", "r2", "gradient_penalty", "path_length", "drift", "consistency")
"""Losses that hold a network back: of another size than the two that drive it."""
DISTANCES = ("kid", "fid", "fd", "mifid")
"""Measures of how far the designs are from the art, by what they begin with; the first that a run has leads."""
_SHARES = ("precision", "recall")
_MORE = ("TEXT", "QUIET", "THIRD", "FOURTH")
"""Greys for curves beyond the two that carry colour."""

_BETTER = {"lower": "lower is better", "higher": "higher is better"}


@dataclass(frozen=True)
class Line:
    """How one quantity is called and drawn."""

    words: str
    colour: str
    """The role that its colour has in the palette."""
    unit: str = ""


@dataclass(frozen=True)
class PanelKind:
    """One plot: its quantities by their names."""

    key: str
    title: str
    lines: dict[str, Line] = field(default_factory=dict)
    share: int = 2
    """Of the height."""
    log: bool = False
    """Whether the logarithmic scale applies."""
    floor: float | None = None
    ceiling: float | None = None
    note: str = ""
    measures: bool = False
    """Whether its quantities are measures: few points, with bands."""
    usual: bool = False
    """Shown unless the user hides it."""
    choices: tuple[str, ...] = ()
    """The measures of which the user chooses the one that is drawn."""


LOSSES = PanelKind("losses", "Losses", share=4, log=True, usual=True)
_KNOWN = {
    "losses.generator": Line("generator", "ACCENT"),
    "losses.discriminator": Line("discriminator", "BLUE"),
    "scores.real": Line("your art", "BLUE"),
    "scores.fake": Line("designs", "ACCENT"),
    "gradients.generator": Line("generator", "ACCENT"),
    "gradients.discriminator": Line("discriminator", "BLUE"),
    "ada.p": Line("strength p", "ACCENT"),
    "ada.sign": Line("sign statistic", "BLUE"),
    "path.length": Line("of the designs", "TEXT"),
    "images_per_second": Line("pictures a second", "TEXT"),
    "seconds_per_kimg": Line("seconds for a kimg", "TEXT", " s"),
    "memory_mb": Line("memory", "TEXT", " MB"),
}
_SCORES = PanelKind(
    "scores", "Scores", share=3, floor=0.0, ceiling=1.0, note="1 taken for real, 0 for fake", usual=True
)
_CRITIC = PanelKind("scores", "Scores", share=3, note="higher is taken for real", usual=True)
_REGULARISERS = PanelKind("regularisers", "Regularisers", log=True, floor=0.0)
_GROUPS = {
    "gradients": PanelKind("gradients", "Gradients", log=True, floor=0.0, note="length, before each step"),
    "path": PanelKind("path", "Path length", floor=0.0),
    "ada": PanelKind("ada", "Augmentation", floor=0.0, usual=True, note="more where the art is being learnt by heart"),
}
_PLAIN = {
    "images_per_second": PanelKind("speed", "Speed", floor=0.0),
    "seconds_per_kimg": PanelKind("pace", "Pace", floor=0.0),
    "memory_mb": PanelKind("memory", "Memory", floor=0.0),
}
_ORDER = ("losses", "distance", "scores", "ada", "regularisers", "gradients", "speed", "pace", "memory")


def measure_kind(name: str) -> str:
    """The kind of a measure without its network: "kid" of "kid-lite0"."""
    return name.partition("-")[0]


def measure_title(name: str) -> str:
    """Its name for people."""
    return RESULTS[name][0] if name in RESULTS else name.replace("_", " ").capitalize()


def better_words(name: str) -> str:
    """Which way is better, "" where neither is by itself."""
    return _BETTER.get(RESULTS.get(name, ("", ""))[1], "")


def leading(measures: Iterable[str]) -> str:
    """The distance that leads: for small sets KID does. "" where there is none."""
    known = sorted(measures)
    return next((name for kind in DISTANCES for name in known if measure_kind(name) == kind), "")


def panels_of(
    columns: Iterable[str], measures: Sequence[str], *, critic: bool = False, distance: str = ""
) -> list[PanelKind]:
    """The plots for a run with these columns and measures, in the order in which they stand.

    `critic`: its scores are no probabilities. `distance`: the measure that is wanted in the plot of distances, else
    the leading one. The plots of losses and of distances are always there: they say what is to come.
    """
    found: dict[str, list[str]] = {"losses": []}
    kinds: dict[str, PanelKind] = {"losses": LOSSES}
    for name in sorted(columns):
        kind = _kind_of(name, critic)
        if kind is not None:
            kinds.setdefault(kind.key, kind)
            found.setdefault(kind.key, []).append(name)
    panels = {key: _filled(kinds[key], names) for key, names in found.items()}
    distances = tuple(name for each in DISTANCES for name in sorted(measures) if measure_kind(name) == each)
    lead = distance if distance in distances else leading(measures)
    panels["distance"] = PanelKind(
        "distance", "Distance to your art", {lead: Line(lead, "TEXT")} if lead else {}, share=3, log=True,
        note=better_words(lead) or "lower is better", floor=0.0, measures=True, usual=True, choices=distances,
    )  # fmt: skip
    for name in sorted(set(measures) - set(distances)):
        kind = _kind_of_measure(name)
        old = panels.get(kind.key, kind)
        colour = ("TEXT", "ACCENT", "BLUE", "QUIET")[len(old.lines) % 4]
        words = measure_title(name) if kind.key != f"measure.{name}" else name
        panels[kind.key] = _with(old, {**old.lines, name: Line(words.lower(), colour)})
    known = [key for key in _ORDER if key in panels]
    return [panels[key] for key in (*known, *(key for key in panels if key not in known))]


def _kind_of(name: str, critic: bool) -> PanelKind | None:
    if name in _PLAIN:
        return _PLAIN[name]
    group, dot, rest = name.partition(".")
    if not dot:
        return None
    if group == "losses":
        return _REGULARISERS if rest.lower().replace("-", "_") in REGULARISERS else LOSSES
    if group == "scores":
        return _CRITIC if critic else _SCORES
    return _GROUPS.get(group) or PanelKind(f"notes.{group}", group.replace("_", " ").capitalize())


def _kind_of_measure(name: str) -> PanelKind:
    if name in _SHARES:
        return PanelKind("shares", "Precision and recall", floor=0.0, ceiling=1.0, measures=True)
    return PanelKind(
        f"measure.{name}", measure_title(name), log=True, floor=0.0, note=better_words(name), measures=True
    )


def _filled(kind: PanelKind, names: Sequence[str]) -> PanelKind:
    order = list(_KNOWN)
    names = sorted(names, key=lambda name: (order.index(name) if name in _KNOWN else len(order), name))
    unknown = [name for name in names if name not in _KNOWN]
    lines = {name: _KNOWN.get(name) or _plain_line(name, unknown.index(name)) for name in names}
    return _with(kind, lines)


def _plain_line(name: str, index: int) -> Line:
    words = name.partition(".")[2].replace("_", " ")
    return Line(words.upper() if words in ("r1", "r2") else words, _MORE[index % len(_MORE)])


def _with(kind: PanelKind, lines: dict[str, Line]) -> PanelKind:
    return replace(kind, lines=lines)
