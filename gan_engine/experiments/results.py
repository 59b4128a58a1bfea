"""The results of an experiment so far, read from its arms' folders."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from gan_engine.experiments.directory import ArmPlan, ExperimentDirectory, Plan
from gan_engine.runs import evaluation_files
from gan_engine.runs.run_directory import UNDERWAY, LiveStatus

FORMAT = 1
_APART = 2.0  # standard errors of the difference, for two numbers to be told apart


@dataclass(frozen=True)
class Measured:
    """One arm at one epoch."""

    epoch: int
    snapshot: str
    kimg: float
    value: float | None
    """None where the designs gave no number."""
    uncertainty: float | None
    """Its standard error."""
    samples: int
    real: int
    """Pictures of the set that the designs were compared with."""
    part: str
    network: str
    note: str


@dataclass(frozen=True)
class ArmResult:
    """One arm: how far it came, and what was measured of it."""

    name: str
    title: str
    recipe: str
    status: LiveStatus | None
    """None: not begun yet."""
    message: str
    epochs: float
    """Passes over the set so far."""
    seconds: float
    """Of training."""
    measured: tuple[Measured, ...]
    due: int
    """How many measures there will be in all."""

    @property
    def best(self) -> Measured | None:
        """At its best epoch (the first of equals); None where nothing was measured."""
        with_value = [each for each in self.measured if each.value is not None]
        return min(with_value, key=lambda each: each.value or 0.0, default=None)

    @property
    def last(self) -> Measured | None:
        """At the last epoch measured."""
        return self.measured[-1] if self.measured else None

    @property
    def is_over(self) -> bool:
        """Nothing more comes of it by itself."""
        if self.status == "finished":
            return len(self.measured) == self.due
        return self.status == "failed"

    @property
    def state(self) -> str:
        """How it stands, in a word or two."""
        match self.status:
            case None:
                return "not begun"
            case "finished":
                return "done" if self.is_over else f"{len(self.measured)} of {self.due} measured"
            case "failed":
                return f"failed at epoch {self.epochs:.0f}"
            case status if status in UNDERWAY:
                return f"at epoch {self.epochs:.0f}"
            case _:
                return f"stopped at epoch {self.epochs:.0f}"


@dataclass(frozen=True)
class Results:
    """All arms, in the experiment's order."""

    plan: Plan
    arms: tuple[ArmResult, ...]

    @property
    def is_over(self) -> bool:
        return all(arm.is_over for arm in self.arms)

    @property
    def ranked(self) -> list[ArmResult]:
        """The arms that have a number, the best first."""
        return sorted((arm for arm in self.arms if arm.best is not None), key=_best_value)

    @property
    def not_behind(self) -> list[ArmResult]:
        """Those whose best does not stand apart from the best arm's by more than the measure's own error."""
        return [arm for arm in self.ranked[1:] if not _apart(self.ranked[0].best, arm.best)]

    def document(self) -> dict[str, Any]:
        """Fit for JSON."""
        plan = self.plan
        return {
            "version": FORMAT,
            "experiment": plan.model_dump(
                mode="json", include={"name", "title", "epochs", "every", "metric", "samples", "noise", "dataset"}
            ),
            "over": self.is_over,
            "best": self.ranked[0].name if self.ranked else None,
            "not_behind": [arm.name for arm in self.not_behind],
            "arms": [
                {
                    **{key: value for key, value in asdict(arm).items() if key != "due"},
                    "measured": [asdict(each) for each in arm.measured],
                    "best": asdict(arm.best) if arm.best else None,
                }
                for arm in self.arms
            ],
        }


def read_results(directory: ExperimentDirectory) -> Results:
    """What lies in `directory`. Raises `RunError` where no experiment was begun."""
    plan = directory.plan
    return Results(plan, tuple(_arm(directory, arm) for arm in plan.arms))


def measured_epochs(directory: ExperimentDirectory, arm: ArmPlan) -> dict[int, Measured]:
    """What was measured of `arm` as this experiment measures, by epoch."""
    found = {}
    plan, documents = directory.plan, evaluation_files.read_all(directory.run(arm).path)
    for epoch in plan.measured_epochs:
        name = plan.snapshot_name(arm, epoch)
        for document in documents:
            measured = _measured(plan, epoch, name, document)
            if measured is not None:
                found[epoch] = measured
                break
    return found


def _arm(directory: ExperimentDirectory, arm: ArmPlan) -> ArmResult:
    run = directory.run(arm)
    state = run.read_state()
    begun = run.run_file.is_file()
    count = directory.plan.dataset.count
    return ArmResult(
        name=arm.name,
        title=arm.title,
        recipe=arm.recipe,
        status=run.live_status() if begun else None,
        message=state.message if state.status == "failed" else "",
        epochs=min(directory.plan.epochs, round(1000 * state.kimg / count, 3)),
        seconds=round(state.seconds, 1),
        measured=tuple(measured_epochs(directory, arm).values()),
        due=len(directory.plan.measured_epochs),
    )


def _measured(plan: Plan, epoch: int, snapshot: str, document: Mapping[str, Any]) -> Measured | None:
    """What `document` says of this snapshot, if it was measured as the experiment measures."""
    first = document["snapshots"][0] if document["snapshots"] else None
    dataset = document.get("dataset")
    if (
        not isinstance(first, dict)
        or first.get("name") != snapshot
        or not isinstance(dataset, dict)
        or (dataset.get("digest"), document.get("samples"), document.get("seed"))
        != (plan.dataset.digest, plan.samples, plan.noise)
    ):
        return None
    results = first.get("results")
    for result in results if isinstance(results, list) else ():
        if isinstance(result, dict) and result.get("metric") == plan.metric:
            return Measured(
                epoch=epoch,
                snapshot=snapshot,
                kimg=float(snapshot),
                value=_number(result.get("value")),
                uncertainty=_number(result.get("uncertainty")),
                samples=plan.samples,
                real=int(_number(result.get("real")) or 0),
                part=str(result.get("part", "")),
                network=str(result.get("network", "")),
                note=str(result.get("note", "")),
            )
    return None


def _number(value: object) -> float | None:
    plain = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    return float(value) if plain else None  # type: ignore[arg-type]


def _apart(first: Measured | None, second: Measured | None) -> bool:
    assert first is not None
    assert second is not None
    gap = (second.value or 0.0) - (first.value or 0.0)
    return gap > _APART * math.hypot(first.uncertainty or 0.0, second.uncertainty or 0.0)


def _best_value(arm: ArmResult) -> float:
    return math.inf if arm.best is None or arm.best.value is None else arm.best.value
