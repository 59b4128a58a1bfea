"""Beginning an experiment: everything that can be wrong with any arm is found before the first is trained."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.errors import ConfigurationError, MeasureError, RunError
from gan_engine.experiments.definitions import IN_EPOCHS, Definition, Metric, configurations
from gan_engine.experiments.directory import ArmPlan, ExperimentDirectory, Plan
from gan_engine.metrics import inception
from gan_engine.metrics.full_measure import Evaluation
from gan_engine.metrics.names import FRECHET_PICTURES, INCEPTION, MEASURES
from gan_engine.settings.configuration import Configuration, apply_settings
from gan_engine.settings.dotted import dotted
from gan_engine.training.run_creation import DatasetFacts, describe_run, unsaid

STATES_KEPT = 2
"""Snapshots of an arm that can be resumed from: the last, and one in case that is damaged. Generators are all kept."""

_KERNEL = {"fid": "kid", "fd-lite0": "kid-lite0", "fd-u2netp": "kid-u2netp"}
_JUDGES = {"fd-lite0": "fd-u2netp", "kid-lite0": "kid-u2netp"}
"""What stands in where an arm's discriminator saw through Lite0's eyes, which would flatter its designs."""
_MEASURED_AT_LEAST = 5
"""Times, where an experiment is made shorter and nobody says how often."""


def begin(
    directory: ExperimentDirectory,
    dataset_path: Path,
    name: str,
    definition: Definition,
    *,
    epochs: int | None = None,
    every: int | None = None,
    metric: str | None = None,
    samples: int | None = None,
    changes: Sequence[str] = (),
    incomplete: bool = False,
    caution: Callable[[str], object] = unsaid,
) -> Plan:
    """Fix `definition` on a dataset, with what is given in place of its own; nothing is trained yet.

    `incomplete` and `caution` as where one training is described; what holds of several arms is told once.

    Where the experiment has been begun already, what is asked for has to be the same. Raises `EngineError` of many
    kinds, with nothing written.
    """
    length = epochs or definition.epochs
    times = every or definition.every
    if every is None and epochs is not None:
        times = min(times, max(1, length // _MEASURED_AT_LEAST))
    if times > length:
        raise ConfigurationError(
            f"{length} epochs cannot be measured every {times} epochs.", field="every", do=f"Set --every {length}."
        )
    count = samples or definition.samples
    with open_dataset(dataset_path) as dataset:
        facts = DatasetFacts.of(dataset)
        before = directory.plan if directory.is_begun else None
        made = configurations(definition, changes)
        chosen = metric or (before.metric if before else suited(definition.metric, dataset, projected=_projected(made)))
        _check_measure(chosen, dataset, count)
    arms = []
    said: list[str] = []
    for arm, configuration in zip(definition.arms, made, strict=True):
        in_epochs = _in_epochs(configuration, facts, length, times, changes)
        path = directory.path / arm.name
        try:
            document = describe_run(
                path, dataset_path, in_epochs, recipe=Path(arm.recipe).stem, incomplete=incomplete, caution=said.append
            )
        except ConfigurationError as error:
            what = f"The arm “{arm.title}” cannot be trained. {error.what}"
            raise ConfigurationError(what, field=error.field, kept=error.kept, do=error.do) from error
        if before is None and path.exists():
            raise RunError(f"There is already something at {path}.", do="Choose another folder for the experiment.")
        values: dict[str, Any] = arm.model_dump(include={"name", "title"})
        arms.append(ArmPlan(**values, recipe=document["recipe"], configuration=document["configuration"]))
    plan = Plan.model_validate(
        {
            "created": datetime.now().astimezone().isoformat(timespec="seconds"),
            "name": name,
            "title": definition.title,
            "sentence": definition.sentence,
            "epochs": length,
            "every": times,
            "metric": chosen,
            "samples": count,
            "dataset": facts,
            "relative": document["dataset"]["relative"],
            "arms": tuple(arms),
        }
    )
    _check_epochs(plan)
    for words in dict.fromkeys(said):
        caution(words)
    if before is not None:
        _check_same(directory, before, plan)
        return before
    directory.write_plan(plan)
    return plan


def suited(metric: str, dataset: Dataset, *, projected: bool = False) -> str:
    """`metric`, or what comes closest to it here.

    The kernel distance where few pictures would make a Fréchet distance wrong; the network that came along where the
    official one's weights are not here, the other one of those where an arm is `projected`: it learns from the first.
    """
    if dataset.count < FRECHET_PICTURES:
        metric = _KERNEL.get(metric, metric)
    measure = MEASURES[metric]
    if measure.network == INCEPTION and not inception.is_installed():
        metric = measure.instead
    return _JUDGES.get(metric, metric) if projected else metric


def _projected(made: Sequence[Configuration]) -> bool:
    return any(each.discriminator == "projected" for each in made)


def adapted(definition: Definition, plan: Plan, metric: str | None, changes: Sequence[str]) -> list[str]:
    """In sentences what is not as `definition` has it, and was not asked for."""
    told = []
    made = configurations(definition, changes)
    sizes = {each.size.with_alpha(False) for each in made}
    sizes -= {plan.dataset.size.with_alpha(False)}
    if sizes:
        were = ", ".join(size.words for size in sorted(sizes, key=lambda size: size.area))
        told.append(f"The recipes are for {were}; all arms are trained at the set's {plan.dataset.size.words}.")
    if metric is None and plan.metric != definition.metric:
        title = f"{MEASURES[plan.metric].title} stands in for {MEASURES[definition.metric].title}"
        if definition.metric in _KERNEL and plan.dataset.count < FRECHET_PICTURES:
            told.append(f"{title}: the set has fewer than {FRECHET_PICTURES:,} pictures.")
        elif MEASURES[definition.metric].network == INCEPTION and not inception.is_installed():
            told.append(f"{title}: the official weights are not here (--download-weights fetches them).")
        if _projected(made) and plan.metric in _JUDGES.values():
            told.append(f"{title}: a projected discriminator sees through EfficientNet-Lite0’s eyes.")
    return told


def _check_measure(metric: str, dataset: Dataset, samples: int) -> None:
    ranking = get_args(Metric)
    if metric not in ranking:
        raise MeasureError(f"Epochs cannot be ranked by “{metric}”.", do=f"Choose from: {', '.join(ranking)}.")
    for refusal in Evaluation([metric], dataset, samples=samples).refusals():
        raise MeasureError(refusal.what, do=refusal.do)


def _in_epochs(
    configuration: Configuration, facts: DatasetFacts, epochs: int, every: int, changes: Sequence[str]
) -> Configuration:
    """With lengths that are whole passes over the set, snapshots at the epochs that are measured, samples at each.

    At the set's size, unless another was asked for by hand. The quick measure is off: it would tell of other noise.
    """
    settings = [
        f"kimg={epochs * facts.count / 1000!r}",
        f"snapshot_kimg={every * facts.count / 1000!r}",
        f"sample_kimg={facts.count / 1000!r}",
        "metric_kimg=0",
        f"keep_states={STATES_KEPT}",
        "keep_snapshots=all",  # each measured epoch's is asked for again
    ]
    if not any(setting.partition("=")[0].strip() == "size" for setting in changes):
        settings.append(f"size={facts.size}")
    return apply_settings(configuration, settings)


def _check_epochs(plan: Plan) -> None:
    """No two epochs that are measured may end with the same batch."""
    for arm in plan.arms:
        batch = arm.configuration["batch"]
        ends = [plan.images_after(epoch, batch) for epoch in plan.measured_epochs]
        if len(set(ends)) < len(ends):
            passes = math.ceil(batch / plan.dataset.count)
            raise ConfigurationError(
                f"The set has {plan.dataset.count:,} pictures, and “{arm.title}” looks at {batch:,} in one step: "
                f"{plan.every} epochs are less than a step.",
                field="every",
                do=f"Set --every {passes} or more (and --epochs to a multiple of it), or a smaller --set batch.",
            )


def _check_same(directory: ExperimentDirectory, before: Plan, now: Plan) -> None:
    """Raise `RunError` naming what differs."""
    differing = list(_differences(before, now))
    if differing:
        more = f"; and {len(differing) - 4} more" if len(differing) > 4 else ""
        raise RunError(
            f"The experiment in {directory.path} was begun otherwise: {'; '.join(differing[:4])}{more}.",
            kept="It was left as it is.",
            do=f"To go on with it, leave dataset and settings out (gan-engine experiment --out {directory.path}); "
            "for other settings choose another folder.",
        )


def _differences(before: Plan, now: Plan) -> Iterator[str]:
    for field in ("name", "epochs", "every", "metric", "samples"):
        yield from _difference(field, getattr(before, field), getattr(now, field))
    if before.dataset.digest != now.dataset.digest:
        yield f"the dataset was “{before.dataset.name}” ({before.dataset.count:,} pictures), now it is another"
    yield from _difference("arms", [arm.name for arm in before.arms], [arm.name for arm in now.arms])
    seen = set()
    for old, new in zip(before.arms, now.arms, strict=False):
        former, latter = dotted(old.configuration), dotted(new.configuration)
        for key in (key for key in former if key not in IN_EPOCHS):  # a newer version may know more
            for words in _difference(key, former.get(key), latter.get(key)):
                if words not in seen:  # what was changed in all arms is said once
                    seen.add(words)
                    yield words


def _difference(what: str, before: Any, now: Any) -> Iterator[str]:
    if before != now:
        yield f"{what} was {_shown(before)}, now {_shown(now)}"


def _shown(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) or value is None else str(value)
