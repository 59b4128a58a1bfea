"""Which plots a run gets, by what its events carry."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gan_engine.metrics.names import MEASURES, RESULTS
from studio.words import KIMG, in_sentence, tr, tr_noop

REGULARISERS = ("r1", "r2", "gradient_penalty", "path_length", "drift", "consistency")
"""Losses that hold a network back: of another size than the two that drive it."""
DISTANCES = ("kid", "fid", "fd", "mifid")
"""Measures of how far the designs are from the art, by what they begin with; the first that a run has leads."""
_SHARES = {f"{share}{network}": f"pr{network}" for share in ("precision", "recall") for network in ("", "-u2netp")}
"""The measure that tells of each: both stand in one panel, of each network that looks."""
_MORE = ("TEXT", "QUIET", "THIRD", "FOURTH")
"""Greys for curves beyond the two that carry colour."""

_BETTER = {"lower": tr_noop("lower is better"), "higher": tr_noop("higher is better")}


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
    tip: str = ""
    """What it tells an artist, over its header."""
    measures: bool = False
    """Whether its quantities are measures: few points, with bands."""
    usual: bool = False
    """Shown unless the user hides it."""
    choices: tuple[str, ...] = ()
    """The measures of which the user chooses the one that is drawn."""


LOSSES = PanelKind(
    "losses",
    tr_noop("Losses"),
    share=4,
    log=True,
    usual=True,
    tip=tr_noop(
        "How the two networks fare against each other: what one wins the other loses. Level lines are well; lines that "
        "run off are not. How good the designs are stands in the distance to your art."
    ),
)
_KNOWN = {
    "losses.generator": Line(tr_noop("generator"), "ACCENT"),
    "losses.discriminator": Line(tr_noop("discriminator"), "BLUE"),
    "scores.real": Line(tr_noop("your art"), "BLUE"),
    "scores.fake": Line(tr_noop("designs"), "ACCENT"),
    "gradients.generator": Line(tr_noop("generator"), "ACCENT"),
    "gradients.discriminator": Line(tr_noop("discriminator"), "BLUE"),
    "ada.p": Line(tr_noop("strength p"), "ACCENT"),
    "ada.sign": Line(tr_noop("sign statistic"), "BLUE"),
    "path.length": Line(tr_noop("of the designs"), "TEXT"),
    "images_per_second": Line(tr_noop("pictures a second"), "TEXT"),
    "seconds_per_kimg": Line(tr_noop("seconds for a kimg"), "TEXT", " s"),
    "memory_mb": Line(tr_noop("memory"), "TEXT", " MB"),
}
_TAKEN = tr_noop(
    "What the discriminator makes of your art and of designs. Close together, it can hardly tell them apart; far "
    "apart, it sees through every design, and the generator learns little from it."
)
_SCORES = PanelKind(
    "scores",
    tr_noop("Scores"),
    share=3,
    floor=0.0,
    ceiling=1.0,
    note=tr_noop("1 taken for real, 0 for fake"),
    usual=True,
    tip=_TAKEN,
)
_CRITIC = PanelKind(
    "scores", tr_noop("Scores"), share=3, note=tr_noop("higher is taken for real"), usual=True, tip=_TAKEN
)
_REGULARISERS = PanelKind(
    "regularisers",
    tr_noop("Regularisers"),
    log=True,
    floor=0.0,
    tip=tr_noop("What is added to the losses, so that the discriminator judges smoothly and designs stay varied."),
)
_GROUPS = {
    "gradients": PanelKind(
        "gradients",
        tr_noop("Gradients"),
        log=True,
        floor=0.0,
        note=tr_noop("length, before each step"),
        tip=tr_noop("How hard each network is pulled in a step. Peaks that grow come before trouble."),
    ),
    "path": PanelKind(
        "path",
        tr_noop("Path length"),
        floor=0.0,
        tip=tr_noop(
            "How much a design changes for a small step among the latents: the more even, the smoother walks are."
        ),
    ),
    "ada": PanelKind(
        "ada",
        tr_noop("Augmentation"),
        floor=0.0,
        usual=True,
        note=tr_noop("more where the art is being learnt by heart"),
        tip=tr_noop(
            "Strength p: how often pictures are varied before the discriminator sees them. The sign statistic: of how "
            "much more of your art than not it says that it is real. Above the aim it learns by heart, and p grows."
        ),
    ),
}
_PLAIN = {
    "images_per_second": PanelKind("speed", tr_noop("Speed"), floor=0.0, tip=KIMG),
    "seconds_per_kimg": PanelKind("pace", tr_noop("Pace"), floor=0.0, tip=KIMG),
    "memory_mb": PanelKind("memory", tr_noop("Memory"), floor=0.0),
}
_ORDER = ("losses", "distance", "scores", "ada", "regularisers", "gradients", "speed", "pace", "memory")


def measure_kind(name: str) -> str:
    """The kind of a measure without its network: "kid" of "kid-lite0"."""
    return name.partition("-")[0]


def measure_title(name: str) -> str:
    """Its name for people."""
    return tr(RESULTS[name][0]) if name in RESULTS else name.replace("_", " ").capitalize()


def better_words(name: str) -> str:
    """Which way is better, "" where neither is by itself."""
    return tr(_BETTER.get(RESULTS.get(name, ("", ""))[1], ""))


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
        "distance", tr("Distance to your art"), {lead: Line(lead, "TEXT")} if lead else {}, share=3, log=True,
        note=better_words(lead) or tr("lower is better"), floor=0.0, measures=True, usual=True, choices=distances,
    )  # fmt: skip
    for name in sorted(set(measures) - set(distances)):
        kind = _kind_of_measure(name)
        old = panels.get(kind.key, kind)
        colour = ("TEXT", "ACCENT", "BLUE", "QUIET")[len(old.lines) % 4]
        words = measure_title(name) if kind.key != f"measure.{name}" else name
        panels[kind.key] = _with(old, {**old.lines, name: Line(in_sentence(words), colour)})
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
    if measure := _SHARES.get(name):
        group = measure.replace("pr", "shares", 1)
        return PanelKind(group, tr(MEASURES[measure].title), floor=0.0, ceiling=1.0, measures=True)
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
