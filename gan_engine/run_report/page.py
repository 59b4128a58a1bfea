"""A report's page: of one run, what it is and what came of it; of several, beside each other in what they differ."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from gan_engine.reporting import duration, size_words
from gan_engine.run_report import sample_pictures, sections
from gan_engine.run_report.contents import RunContents, setting_title, setting_words
from gan_engine.run_report.markup import Html, element, table, together
from gan_engine.run_report.sections import Pictures
from gan_engine.run_report.style import style
from gan_engine.runs.differences import differences

_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_APART = 2.0  # standard errors of the difference, for two numbers to be told apart


def page(runs: Sequence[RunContents], *, most_bytes: int, made: str, program: str) -> str:
    """The whole page, of one run or several. `most_bytes` is what its pictures may take; `made`: when, in words."""
    count = len(runs) * (sample_pictures.MOMENTS + 6)
    pictures = Pictures(most_bytes, count)
    body = _of_one(runs[0], pictures) if len(runs) == 1 else _of_several(runs, pictures)
    title = runs[0].name if len(runs) == 1 else _together_title(runs)
    footer = element(
        "footer",
        f"Made with Maquette {program} on {made}. ",
        "It needs nothing but itself: pictures and curves lie within it; there is no script in it. ",
        f"Pictures: {size_words(pictures.bytes)}, of at most {size_words(most_bytes)}."
        if pictures.bytes <= most_bytes
        else f"Pictures: {size_words(pictures.bytes)}, made as small as they can be seen.",
    )
    head = element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_POLICY),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="generator", content=f"Maquette {program}"),
        element("title", title),
        element("style", Html(style())),
    )
    return "<!DOCTYPE html>\n" + element("html", head, element("body", element("main", body, footer)), lang="en") + "\n"


def _of_one(run: RunContents, pictures: Pictures) -> Html:
    return together(
        element("p", "Training report", class_="kind"),
        element("h1", run.name),
        element("p", sections.sentence(run), class_="lead"),
        sections.facts(run),
        sections.hero(run, pictures),
        sections.through_time(run, pictures),
        sections.how_it_went(run),
        sections.measures(run),
        sections.choice(run),
        sections.ancestry(run),
        sections.dataset([run]),
        sections.own_settings(run),
        sections.all_settings(run),
    )


def _together_title(runs: Sequence[RunContents]) -> str:
    return f"{_count_words(len(runs))} trainings"


def _of_several(runs: Sequence[RunContents], pictures: Pictures) -> Html:
    sets = {str(run.dataset.get("digest")) for run in runs}
    named = ", ".join(f"“{run.name}”" for run in runs[:6]) + (f" and {len(runs) - 6} more" if len(runs) > 6 else "")
    same = "on the same pictures" if len(sets) == 1 else f"on {len(sets)} datasets"
    strips = [
        element("section", element("h3", run.name), element("p", sections.sentence(run), class_="note"), shown)
        for run in runs
        if (shown := sections.strip(run, pictures, 2)) is not None
    ]
    return together(
        element("p", "Training report", class_="kind"),
        element("h1", _together_title(runs)),
        element("p", f"{named}, {same}.", class_="lead"),
        _summary(runs),
        _side_by_side(runs),
        element("section", element("h2", "The same designs through time"), *strips) if strips else None,
        _differences(runs),
        *(_each(run, pictures) for run in runs),
        sections.dataset(runs),
    )


def _summary(runs: Sequence[RunContents]) -> Html:
    rows: list[list[object]] = []
    best = _clearly_best(runs)
    for run in runs:
        leading = run.leading
        number: object = "–"
        if leading is not None:
            number = element("strong", leading.figures) if run is best else leading.figures
        rows.append([run.name, run.family, f"{run.state.kimg:,.4g}", duration(run.state.seconds), number,
                     sections.belief(leading).split(", ", 1)[-1] if leading is not None else ""])  # fmt: skip
    title = next((run.leading.title for run in runs if run.leading is not None), "Measure")
    headings = ["Training", "Network", "kimg", "Time", f"{title}, lower is nearer", "Measured on"]
    return element("section", table(headings, rows, numbers=frozenset({2, 3, 4})))


def _clearly_best(runs: Sequence[RunContents]) -> RunContents | None:
    """The one whose number stands apart from all others by more than twice their error; None where none does."""
    found = [(run.leading, run) for run in runs if run.leading is not None]
    if len(found) < 2:
        return None
    first, *others = sorted(found, key=lambda each: each[0].value)
    for other, _ in others:
        error = np.hypot(first[0].uncertainty or 0.0, other.uncertainty or 0.0)
        if other.metric != first[0].metric or other.value - first[0].value <= _APART * error:
            return None
    return first[1]


def _side_by_side(runs: Sequence[RunContents]) -> Html | None:
    drawn = sections.measure_chart(runs, 976.0, 340.0)
    return element("section", drawn) if drawn is not None else None


def _differences(runs: Sequence[RunContents]) -> Html | None:
    found = differences([run.document for run in runs])
    if not found:
        return None
    titles = {"recipe": "Recipe", "dataset": "Dataset", "begins from": "Begins from"}
    rows: list[list[object]] = [
        [titles.get(each.setting) or setting_title(each.setting), *map(setting_words, each.values)] for each in found
    ]
    return element(
        "section",
        element("h2", "In what they differ"),
        element("p", "All other settings are alike.", class_="note"),
        table(["Setting", *(run.name for run in runs)], rows),
    )


def _each(run: RunContents, pictures: Pictures) -> Html:
    return element(
        "section", element("h2", run.name), element("p", sections.sentence(run), class_="note"), sections.facts(run),
        sections.hero(run, pictures), sections.how_it_went(run), sections.measures(run), sections.choice(run),
        sections.ancestry(run),
    )  # fmt: skip


def _count_words(count: int) -> str:
    words = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight")
    return words[count] if count < len(words) else f"{count}"
