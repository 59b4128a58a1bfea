"""What a report tells of a run, read from its folder. Whatever is missing or damaged there is left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gan_engine.documents import read_bytes
from gan_engine.errors import ConfigurationError, EngineError, RunError
from gan_engine.metrics.names import MEASURES, NETWORK_TITLES, RESULTS
from gan_engine.metrics.results import in_figures
from gan_engine.networks.families import family_title
from gan_engine.runs import evaluation_files
from gan_engine.runs.ancestry import Branching, ancestry
from gan_engine.runs.ballots import ballot
from gan_engine.runs.ballots.ballot import Ballot
from gan_engine.runs.ballots.preferences import Agreement, agreement
from gan_engine.runs.best_snapshot import STEERING, steering
from gan_engine.runs.dataset_location import likely_path
from gan_engine.runs.events import MetricMeasured
from gan_engine.runs.history import RunHistory, history
from gan_engine.runs.run_directory import LiveStatus, RunDirectory, RunState, kimg_of
from gan_engine.runs.run_names import run_name
from gan_engine.settings.configuration import Configuration
from gan_engine.settings.dotted import as_given, dotted, is_of_network, parted
from gan_engine.settings.recipe_files import Recipe
from gan_engine.settings.recipes import load_recipe

_CREDITS_BYTES = 8 * 2**10
_CREDITS = "credits.txt"


@dataclass(frozen=True)
class MeasureRow:
    """A number, with all that it needs to be believed."""

    metric: str
    value: float
    uncertainty: float | None
    network: str
    samples: int
    real: int
    part: str
    snapshot: str
    full: bool
    """Asked for; else taken in passing."""
    kimg: float | None

    @property
    def title(self) -> str:
        return RESULTS.get(self.metric, (self.metric, ""))[0]

    @property
    def better(self) -> str:
        """ "lower", "higher" or ""."""
        return RESULTS.get(self.metric, ("", ""))[1]

    @property
    def figures(self) -> str:
        return in_figures(self.value, self.uncertainty)

    @property
    def network_title(self) -> str:
        return NETWORK_TITLES.get(self.network, self.network)

    @property
    def against(self) -> str:
        """What the designs were compared with."""
        if not self.real:
            return ""
        return f"{self.real:,} {'held-out pictures' if self.part == 'held-out' else 'pictures'}"


@dataclass(frozen=True)
class RunContents:
    """All that is told of one run."""

    run: RunDirectory
    name: str
    document: Mapping[str, Any]
    state: RunState
    status: LiveStatus
    history: RunHistory
    full: tuple[MeasureRow, ...]
    votes: Ballot | None
    recipe: Recipe | None
    credits: str
    """Of the dataset's pictures, as a file beside it says."""

    @property
    def configuration(self) -> Mapping[str, Any]:
        return _mapping(self.document.get("configuration"))

    @property
    def dataset(self) -> Mapping[str, Any]:
        return _mapping(self.document.get("dataset"))

    @property
    def resolved(self) -> Mapping[str, Any]:
        return _mapping(self.document.get("resolved"))

    @property
    def versions(self) -> Mapping[str, Any]:
        return _mapping(self.document.get("versions"))

    @property
    def family(self) -> str:
        return family_title(str(self.configuration.get("family", "")))

    @property
    def recipe_title(self) -> str:
        return self.recipe.title if self.recipe is not None else str(self.document.get("recipe") or "")

    @property
    def best_kimg(self) -> float | None:
        """Where it was best by its own measure."""
        return kimg_of(self.state.best_snapshot) if self.state.best_snapshot else None

    @property
    def ancestry(self) -> tuple[Branching, ...]:
        return ancestry(self.document)

    @property
    def measures(self) -> list[MeasureRow]:
        """Of each measure what it said last and, where there is one, of the best snapshot; those asked for first."""
        quick = [row for event in self.history.metrics if (row := _quick_row(event)) is not None]
        found: dict[tuple[str, str, bool], MeasureRow] = {(row.metric, row.snapshot, True): row for row in self.full}
        for metric in dict.fromkeys(row.metric for row in quick):
            rows = [row for row in quick if row.metric == metric]
            best = [row for row in rows if row.snapshot and row.snapshot == self.state.best_snapshot]
            for row in [*best[-1:], rows[-1]]:
                found.setdefault((row.metric, row.snapshot, False), row)
        return sorted(found.values(), key=lambda row: (not row.full, _order(row.metric)))

    @property
    def course(self) -> list[MeasureRow]:
        """What the measure that it was steered by said, from snapshot to snapshot; else one that was asked for."""
        quick = [row for event in steering(self.history.metrics) if (row := _quick_row(event)) is not None]
        if quick:
            return quick
        lower = [row for row in self.full if row.better == "lower" and row.kimg is not None]
        metric = min((row.metric for row in lower), key=_order, default="")
        return sorted((row for row in lower if row.metric == metric), key=lambda row: row.kimg or 0.0)

    @property
    def leading(self) -> MeasureRow | None:
        """The number by which its best snapshot is the best."""
        course = self.course
        if course and course[0].full:
            return min(course, key=lambda row: row.value)
        best = [row for row in course if row.snapshot and row.snapshot == self.state.best_snapshot]
        return best[-1] if best else course[-1] if course else None

    @property
    def agreement(self) -> Agreement | None:
        """Whether its measure agrees with the artist's choices."""
        if self.votes is None or not self.votes.votes:
            return None
        points = steering(self.history.metrics)
        measured = {
            event.snapshot: (event.value, event.uncertainty)
            for event in points
            if event.snapshot and event.value is not None
        }
        return agreement(self.votes.strengths(), points[0].metric if points else STEERING, measured)

    def settings(self) -> dict[str, Any]:
        """Every setting, by dotted name."""
        return dotted(self.configuration)

    def own_settings(self) -> dict[str, tuple[Any, Any]]:
        """Those that are not as its recipe has them: as there, and here. What it chose for the set is among them."""
        if self.recipe is None:
            return {}
        before = dotted(self.recipe.configuration.model_dump(mode="json"))
        return {
            name: (before[name], value)
            for name, value in self.settings().items()
            if name in before and before[name] != value
        }


def read_contents(path: Path) -> RunContents:
    """Of the run in `path`. Raises `RunError` where there is none, or its description is damaged."""
    run = RunDirectory.open(path)
    document = run.read_run()
    return RunContents(
        run=run,
        name=run_name(run.path),
        document=document,
        state=run.read_state(),
        status=run.live_status(),
        history=history(run.path),
        full=tuple(_full_rows(run.path)),
        votes=_votes(run.path),
        recipe=_recipe(document),
        credits=_credits(run, document),
    )


def setting_title(name: str) -> str:
    """What the form calls a setting. Those of a network's own, whose titles its code has, are read off their names."""
    groups, last = parted(name)
    model: Any = Configuration
    for group in groups:
        found = model.model_fields.get(group) if model is not None else None
        model = found.annotation if found is not None and not is_of_network(name) else None
    field = model.model_fields.get(last) if model is not None else None
    return field.title or name if field is not None else last.replace("_", " ").capitalize()


def setting_words(value: Any) -> str:
    """A setting's value as people read it."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if value is None or value == "":
        return "–"
    return f"{value:,g}" if isinstance(value, float) else as_given(value)


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _order(metric: str) -> int:
    names = list(MEASURES)
    return names.index(metric) if metric in names else len(names)


def _quick_row(event: MetricMeasured) -> MeasureRow | None:
    if event.form != "quick" or event.value is None or event.metric not in RESULTS:
        return None
    return MeasureRow(
        event.metric, float(event.value), event.uncertainty, str(event.network), int(event.samples or 0),
        int(event.real or 0), str(event.part), event.snapshot or "", full=False,
        kimg=event.kimg,
    )  # fmt: skip


def _full_rows(run: Path) -> list[MeasureRow]:
    """What was measured in full of snapshots; the latest of each number."""
    found: dict[tuple[str, str], MeasureRow] = {}
    for document in evaluation_files.read_all(run):
        path = Path(str(document["snapshots"][0].get("path", ""))) if document["snapshots"] else Path()
        name = path.parent.name if path.suffix == ".safetensors" else path.name
        for result in evaluation_files.results_of(document):
            uncertainty, real = result.get("uncertainty"), result.get("real")
            found[result["metric"], name] = MeasureRow(
                result["metric"], float(result["value"]),
                float(uncertainty) if isinstance(uncertainty, int | float) else None, result["network"],
                result["samples"], real if isinstance(real, int) else 0, str(result.get("part") or ""),
                name if kimg_of(name) is not None else "", full=True, kimg=kimg_of(name),
            )  # fmt: skip
    return list(found.values())


def _votes(run: Path) -> Ballot | None:
    try:
        return ballot.last(run)
    except RunError:
        return None


def _recipe(document: Mapping[str, Any]) -> Recipe | None:
    """The recipe it was begun with, if that is one that came along."""
    name = document.get("recipe")
    try:
        return load_recipe(name) if isinstance(name, str) and name and "." not in name else None
    except ConfigurationError:
        return None


def _credits(run: RunDirectory, document: Mapping[str, Any]) -> str:
    """Who made the dataset's pictures and what may be done with them: `NAME.credits.txt` beside it, or `credits.txt` in
    its folder."""
    try:
        dataset = likely_path(run.path, _mapping(document.get("dataset")))
    except (EngineError, OSError):
        return ""
    if dataset is None:
        return ""
    for path in (dataset.with_name(f"{dataset.stem}.{_CREDITS}"), dataset / _CREDITS):
        try:
            return read_bytes(path, _CREDITS_BYTES).decode("utf-8", "replace").strip()
        except (OSError, ValueError):
            continue
    return ""
