"""The sections of a report, each of one run; those for which a run has nothing are None."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan_engine.image_shape import ImageShape
from gan_engine.reporting import duration, kimg_words
from gan_engine.run_report import sample_pictures
from gan_engine.run_report.charts import Line, chart, of_column
from gan_engine.run_report.contents import MeasureRow, RunContents, setting_title, setting_words
from gan_engine.run_report.markup import Html, element, table, text
from gan_engine.runs.run_directory import kimg_of

_STATUS = {
    "finished": "It ran to its end.",
    "stopped": "It was stopped before its end.",
    "failed": "It could not go on.",
    "interrupted": "It was interrupted.",
    "killed": "It was cut off.",
}
_MOST_LINES = 6  # of a chart
_MOST_DOTS = 60  # of a line
_ACROSS = 140  # px of a moment's designs, at most
_CLOSE, _FAR = 64, 8  # px of designs: how many in a row of the large sheet


class Pictures:
    """The pictures of a page, which share the bytes that there are for them."""

    def __init__(self, most_bytes: int, count: int) -> None:
        self._each = max(6_000, most_bytes // max(1, count))
        self.bytes = 0

    def show(self, picture: np.ndarray, alt: str, *, design: int, share: float = 1.0) -> Html:
        """The picture as an element; `share` of what is there for one of them on the average."""
        shown, taken = sample_pictures.embedded(picture, alt, design=design, most_bytes=round(share * self._each))
        self.bytes += taken
        return shown


def sentence(run: RunContents) -> str:
    """“StyleGAN2-ADA learnt from 5,200 pictures of “art32” for 3 h.”"""
    dataset = run.dataset
    on = f" on {_number(dataset.get('count'))} pictures of “{dataset.get('name', 'a dataset')}”" if dataset else ""
    size = ImageShape.known(run.configuration.get("size"))
    at = f" at {size.words}" if size is not None else ""
    recipe = f", by the recipe “{run.recipe_title}”" if run.recipe_title else ""
    end = _STATUS.get(run.status, "It still goes on.")
    return f"{run.family or 'A network'} trained{on}{at}{recipe}. {end}"


def facts(run: RunContents) -> Html:
    """How long, how far, how near, how large."""
    total = run.state.total_kimg or run.configuration.get("kimg") or 0
    shown = f"{kimg_words(run.state.kimg)} kimg"
    rows: list[tuple[str, str, str]] = [
        ("Trained for", duration(run.state.seconds), str(run.resolved.get("device_name") or "")),
        ("Pictures shown", shown, f"of {kimg_words(total)} kimg" if total else ""),
    ]
    leading = run.leading
    if leading is not None:
        rows.append((f"{leading.title}, lower is nearer", leading.figures.split(" ")[0], belief(leading)))
    started = run.history.started
    if started is not None and isinstance(started.generator_parameters, int):
        both = f"and {_millions(started.discriminator_parameters)} in the discriminator"
        rows.append(("Generator", f"{_millions(started.generator_parameters)}", f"parameters, {both}"))
    cells = (
        element("div", element("dt", name), element("dd", value, element("small", note) if note else None))
        for name, value, note in rows
    )
    return element("dl", *cells, class_="facts")


def belief(row: MeasureRow) -> str:
    """What a number needs to be believed."""
    error = f"± {row.figures.split(' ± ')[1]}, " if " ± " in row.figures else ""
    return f"{error}{row.samples:,} designs, {row.network_title}"


def hero(run: RunContents, pictures: Pictures) -> Html | None:
    """The samples at its best, large; else its last ones."""
    best = run.best_kimg
    samples = run.history.samples
    if not samples:
        return None
    order = sorted(samples, key=lambda each: abs(each.kimg - best)) if best is not None else samples[::-1]
    for event in order[:4]:
        sheet = sample_pictures.read_sheet(run.run, event)
        if sheet is not None:
            break
    else:
        return None
    design = sheet.designs.shape[1]
    columns = sheet.columns if design <= _CLOSE else min(sheet.columns, _FAR // 2)
    near = ", nearest to its best snapshot" if best is not None else ""
    words = f"{len(sheet.designs)} designs at {kimg_words(sheet.kimg)} kimg{near}"
    shown = pictures.show(sample_pictures.whole(sheet, columns), words, design=design, share=6.0)
    return element("figure", shown, element("figcaption", words + ": chosen by nobody, the same latents all the way."),
                   class_="hero")  # fmt: skip


def through_time(run: RunContents, pictures: Pictures, latents: int = sample_pictures.LATENTS) -> Html | None:
    """Some latents, moment by moment."""
    shown = strip(run, pictures, latents)
    if shown is None:
        return None
    return element(
        "section",
        element("h2", "The same designs through time"),
        element("p", "Each row is one latent; each column a moment, in thousands of pictures shown.", class_="note"),
        shown,
    )


def strip(run: RunContents, pictures: Pictures, latents: int) -> Html | None:
    """The same without words; None where there are fewer than two moments."""
    best = run.best_kimg
    sheets = [
        sheet
        for event in sample_pictures.moments(run.history.samples, best)
        if (sheet := sample_pictures.read_sheet(run.run, event)) is not None
    ]
    if len(sheets) < 2:
        return None
    nearest = min(sheets, key=lambda sheet: abs(sheet.kimg - best)) if best is not None else None
    figures = []
    for sheet in sheets:
        words = f"{kimg_words(sheet.kimg)} kimg"
        picture = sample_pictures.followed(sheet, latents)
        shown = pictures.show(picture, f"Designs at {words}", design=sheet.designs.shape[1])
        kind = "best" if sheet is nearest else None
        figures.append(element("figure", shown, element("figcaption", words), class_=kind))
    columns = f"grid-template-columns:repeat({len(sheets)},minmax(0,{_ACROSS}px))"
    return element("div", *figures, class_="time", style=columns)


def how_it_went(run: RunContents) -> Html | None:
    """Its curves."""
    names = run.history.names()
    losses = [name for name in names if name.startswith("losses.")]
    charts = [
        measure_chart([run]),
        _columns(run, [name for name in losses if name.endswith((".generator", ".discriminator"))], "Losses",
                 "of both networks, with the least and the greatest about them."),
        _columns(run, [name for name in names if name.startswith("scores.")], "Taken for real",
                 "what the discriminator says of pictures and of designs.", factors=False),
        _columns(run, ["ada.p"] if "ada.p" in names else [], "ADA p",
                 "how often pictures are changed before they are judged.", factors=False),
        _columns(run, [name for name in losses if not name.endswith((".generator", ".discriminator"))], "Penalties",
                 "what else the networks are held to."),
    ]  # fmt: skip
    shown = [each for each in charts if each is not None]
    if not shown:
        return None
    return element("section", element("h2", "How it went"), element("div", *shown, class_="charts"))


def _columns(run: RunContents, names: Sequence[str], title: str, note: str, *, factors: bool = True) -> Html | None:
    """A chart of these quantities."""
    lines = [
        of_column(run.history, name, name.rpartition(".")[2], hue)
        for hue, name in enumerate(sorted(names)[:_MOST_LINES])
    ]
    return chart(title, note, lines, factors=factors)


def measure_chart(runs: Sequence[RunContents], width: float = 460.0, height: float = 236.0) -> Html | None:
    """What they were steered by, with its uncertainty."""
    titles = [run.course[0].title for run in runs if run.course]
    lines = []
    for hue, run in enumerate(runs):
        course = [row for row in run.course if row.title == titles[0]]
        if not course:
            continue
        x, y = np.array([row.kimg or 0.0 for row in course]), np.array([row.value for row in course])
        error = np.array([row.uncertainty or 0.0 for row in course])
        low, high = (y - error, y + error) if error.any() else (np.zeros(0), np.zeros(0))
        best = run.leading.kimg if run.leading is not None else None
        name = run.name if len(runs) > 1 else ""
        lines.append(Line(name, x, y, hue, low, high, dots=len(x) <= _MOST_DOTS, best=best))
    note = "how far designs are from the set: lower is nearer. The ring is the best snapshot."
    return chart(titles[0] if titles else "", note, lines, width=width, height=height)


def measures(run: RunContents) -> Html | None:
    """Each number with what it needs to be believed."""
    rows = run.measures
    if not rows:
        return None
    headings = ["Measure", "Value", "Better", "Network", "Designs", "Against", "At", "Taken"]
    cells: list[list[object]] = [
        [
            row.title, row.figures, row.better, row.network_title, f"{row.samples:,}", row.against,
            f"{kimg_words(row.kimg)} kimg" if row.kimg is not None else "",
            "in full" if row.full else "in passing",
        ]
        for row in rows
    ]  # fmt: skip
    return element(
        "section",
        element("h2", "Measures"),
        element(
            "p", "Behind ± stands one standard error. Those taken in passing are from fewer designs.", class_="note"
        ),
        table(headings, cells, numbers=frozenset({1, 4})),
    )


def choice(run: RunContents) -> Html | None:
    """What the artist chose, and whether the measure agrees."""
    votes = run.votes
    if votes is None or not votes.rounds:
        return None
    strengths = votes.strengths()
    rows: list[list[object]] = []
    for name in strengths.ranked:
        share, low, high = strengths.share(name)
        bar = element("span", element("i", style=f"width:{100 * share:.0f}%"), class_="share")
        marked = {"the choice": name == votes.chosen, "best by the measure": name == run.state.best_snapshot}
        marks = [words for words, is_so in marked.items() if is_so]
        rows.append([
            f"{kimg_words(kimg_of(name) or 0)} kimg", bar, f"{100 * share:.0f} % ({100 * low:.0f} to {100 * high:.0f})",
            ", ".join(marks),
        ])  # fmt: skip
    found = run.agreement
    return element(
        "section",
        element("h2", "Chosen by eye"),
        element("p", f"{len(votes.votes)} blind choices between pairs of {len(votes.snapshots)} snapshots, the same "
                "latents side by side: how often each would be chosen over an average one, with a standard error "
                "(Bradley and Terry 1952).", class_="note"),
        table(["Snapshot", "", "Preferred", ""], rows),
        element("p", found.words, class_="note", style="margin-top:14px") if found is not None else None,
    )  # fmt: skip


def ancestry(run: RunContents) -> Html | None:
    """The runs that led to it, the first one at the top."""
    branchings = run.ancestry
    begun = run.document.get("snapshot")
    pretrained = run.document.get("pretrained")
    if not branchings and not isinstance(begun, str) and not isinstance(pretrained, str):
        return None
    steps = []
    if isinstance(pretrained, str):
        steps.append(element("li", "Began with a network that comes with the program, trained on free drawings."))
    if isinstance(begun, str):
        steps.append(element("li", "Began with the weights of ", element("strong", _place(begun)), "."))
    for each in branchings:
        changed = ", ".join(
            f"{setting_title(name)}: {setting_words(before)} → {setting_words(after)}"
            for name, (before, after) in list(each.changed.items())[:12]
        )
        went = f"went on from {kimg_words(each.kimg)} kimg" + (f" with {changed}" if changed else "")
        steps.append(element("li", element("strong", each.title), element("div", went, class_="note")))
    steps.append(element("li", element("strong", run.name), element("div", "this training", class_="note")))
    return element("section", element("h2", "Where it comes from"), element("ol", *steps, class_="way"))


def _place(path: str) -> str:
    """The end of a path: the rest is of one machine."""
    parts = [part for part in path.replace("\\", "/").split("/") if part]
    return " / ".join([part for part in parts if part != "snapshots"][-2:])


def dataset(runs: Sequence[RunContents]) -> Html | None:
    """What it was trained on, and whose art that is."""
    seen: dict[str, RunContents] = {}
    for run in runs:
        if run.dataset:
            seen.setdefault(str(run.dataset.get("digest")), run)
    if not seen:
        return None
    parts = []
    for run in seen.values():
        facts = run.dataset
        names, size = facts.get("class_names"), ImageShape.known(facts.get("size"))
        classes = (
            f", in {len(names)} classes: {', '.join(map(str, names[:24]))}" if isinstance(names, list) and names else ""
        )
        parts.append(element("h3", str(facts.get("name", ""))))
        parts.append(element("p", f"{_number(facts.get('count'))} pictures of {size.words if size else '?'}{classes}. "
                             f"SHA-256 {str(facts.get('digest', ''))[:16]}…", class_="note"))  # fmt: skip
        said = (
            run.credits or "Who made the pictures, and what may be done with them, is not written beside the dataset."
        )
        parts.append(element("pre", said))
    return element("section", element("h2", "What it learnt from"), *parts)


def own_settings(run: RunContents) -> Html | None:
    """What is not as its recipe has it."""
    own = run.own_settings()
    if not own:
        return None
    rows: list[list[object]] = [
        [setting_title(name), setting_words(there), setting_words(here)] for name, (there, here) in own.items()
    ]
    return element(
        "section",
        element("h2", "Set otherwise than in the recipe"),
        element(
            "p", f"Beside “{run.recipe_title}”, what was chosen by hand, or for this set and machine.", class_="note"
        ),
        table(["Setting", "In the recipe", "Here"], rows),
    )


def all_settings(run: RunContents) -> Html | None:
    """Every setting, and the machine."""
    settings = run.settings()
    if not settings:
        return None
    items = [
        element("li", element("span", setting_title(name)), element("span", setting_words(value)))
        for name, value in settings.items()
    ]
    versions = ", ".join(f"{name} {value}" for name, value in run.versions.items())
    on = ", ".join(str(run.resolved[key]) for key in ("device_name", "precision") if run.resolved.get(key))
    begun = f"Begun {str(run.document.get('created', ''))[:10]}" if run.document.get("created") else ""
    words = ". ".join(
        part for part in (begun, f"On {on}" if on else "", f"With {versions}" if versions else "") if part
    )
    return element(
        "section", element("h2", "All settings"), element("p", f"{words}.", class_="note"),
        element("ul", *items, class_="list"),
    )  # fmt: skip


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else text(value)


def _millions(count: object) -> str:
    if not isinstance(count, int):
        return "?"
    return f"{count / 1e6:.3g} million" if count >= 1e6 else f"{count:,}"
