"""Creating a run: everything that can be wrong is found before its directory is made."""

from __future__ import annotations

import platform
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import torch

from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.device import choose_device, device_memory
from gan_engine.documents import as_text
from gan_engine.errors import ConfigurationError, DatasetError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.automatic import fit
from gan_engine.networks.description import Surroundings
from gan_engine.runs.dataset_location import relative_way
from gan_engine.runs.formats import RUN_FORMAT
from gan_engine.runs.pins import hold
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.configuration import Configuration
from gan_engine.training import transfer
from gan_engine.training.forecast.cautions import SetFacts, cautions
from gan_engine.training.plan import Plan, make_plan
from gan_engine.training.precision import check_precision
from gan_engine.training.pretrained import find_pretrained
from gan_engine.training.projected_discriminator import frozen_network
from gan_engine.training.rank_group import check_shares

ADA_SPEED_FROM_SNAPSHOT = 100.0
"""kimg: a discriminator that knows its trade learns a set by heart sooner (Karras et al. 2020b, section 4.2)."""


@dataclass(frozen=True)
class DatasetFacts:
    """What run.json remembers of the dataset, to know it again."""

    path: str
    name: str
    digest: str
    count: int
    size: ImageShape
    class_names: list[str]

    def document(self) -> dict[str, Any]:
        """Fit for JSON."""
        return {**asdict(self), "size": self.size.stored}

    @staticmethod
    def of(dataset: Dataset) -> DatasetFacts:
        path = Path(dataset.path).absolute()
        return DatasetFacts(
            str(path), as_text(path.stem), dataset.digest, dataset.count, dataset.size, list(dataset.class_names)
        )


def unsaid(words: str) -> None:
    """For who begins without anybody to be told."""


def create_run(
    path: Path,
    dataset_path: Path,
    configuration: Configuration,
    *,
    recipe: str = "",
    snapshot: Path | None = None,
    incomplete: bool = False,
    caution: Callable[[str], object] = unsaid,
) -> RunDirectory:
    """A new run directory at `path`, ready to be trained, from `snapshot` if one is given.

    `incomplete` and `caution` as in `describe_run`. Raises as that, with nothing written; `RunError` where a run has
    already been begun. The snapshot is then held in its own run: it is not thinned out there while this one waits.
    """
    document = describe_run(
        path, dataset_path, configuration, recipe=recipe, snapshot=snapshot, incomplete=incomplete, caution=caution
    )
    run = RunDirectory.create(path, document)
    if snapshot is not None:
        hold(snapshot.absolute(), "branch")
    return run


def describe_run(
    path: Path,
    dataset_path: Path,
    configuration: Configuration,
    *,
    recipe: str = "",
    snapshot: Path | None = None,
    incomplete: bool = False,
    caution: Callable[[str], object] = unsaid,
) -> dict[str, Any]:
    """The run.json of a new run at `path`; nothing is written.

    A size that was not set becomes the dataset's. `incomplete`: what is missing of the dataset is gone without, else it
    is refused. `caution` is told in sentences what should be known before. Raises `EngineError` of many kinds.
    """
    with open_dataset(dataset_path) as dataset:
        facts, of_set = DatasetFacts.of(dataset), SetFacts.of(dataset)
    if of_set.gaps and not incomplete:
        raise DatasetError(
            f"“{facts.name}” is not whole. {' '.join(of_set.gaps)}",
            kept="Nothing was begun.",
            do=f"Complete it, or go on with the {facts.count:,} pictures that can be used: add --incomplete.",
        )
    device = choose_device(configuration.device)
    configuration = fit_to_dataset(configuration, facts)
    surroundings = Surroundings(facts.count, facts.size, device.type, device_memory(device))
    configuration = complete(configuration, surroundings, goes_on=snapshot is not None)
    plan = make_plan(configuration, facts.class_names)
    check_precision(plan, device)
    check_shares(configuration, configuration.processes)
    if configuration.discriminator == "projected":
        frozen_network(torch.device("cpu"))  # without its weights nothing is begun
    beginning = find_pretrained(plan) if snapshot is None else transfer.check_fits(snapshot, plan)
    document = document_of(path, facts, plan, recipe=recipe)
    if beginning is not None:
        document |= {"afresh": list(beginning.afresh)}
    if snapshot is not None:
        document |= {"snapshot": str(snapshot.absolute())}
    elif beginning is not None:
        document |= {"pretrained": beginning.file.parent.name}
    for words in cautions(plan, of_set):
        caution(words)
    return document


def find_same(
    path: Path, dataset_path: Path, configuration: Configuration, *, snapshot: Path | None, incomplete: bool = False
) -> RunDirectory | None:
    """The run at `path`, if one was begun there just as `create_run` would begin it: all but its length and number of
    processes, which may be changed later. Raises `EngineError` of many kinds."""
    run = RunDirectory(path)
    if not run.run_file.is_file():
        return None
    wanted = describe_run(path, dataset_path, configuration, snapshot=snapshot, incomplete=incomplete)
    begun = run.read_run()
    same = all(
        _unchanging(begun.get(key)) == _unchanging(wanted[key])
        for key in ("configuration", "dataset", "snapshot", "pretrained")
    )
    return RunDirectory.open(path) if same else None


_CHANGING = frozenset({"kimg", "processes", "path", "relative", "name"})


def _unchanging(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    return {key: part for key, part in value.items() if key not in _CHANGING}


def document_of(path: Path, dataset: DatasetFacts, plan: Plan, *, recipe: str) -> dict[str, Any]:
    """The run.json of a new run at `path` that begins with nothing but what `plan` says."""
    return {
        "version": RUN_FORMAT,
        "created": datetime.now().astimezone().isoformat(timespec="seconds"),
        "recipe": recipe,
        "configuration": plan.settings(),
        "dataset": {**dataset.document(), "relative": relative_way(Path(dataset.path), path)},
        "snapshot": None,
        "pretrained": None,
        "afresh": [],
        "resolved": {},
        "versions": {"maquette": version("maquette"), "torch": torch.__version__, "python": platform.python_version()},
    }


def complete(configuration: Configuration, surroundings: Surroundings, *, goes_on: bool) -> Configuration:
    """`configuration` with all that it leaves open chosen; `goes_on` from a trained network. Raises
    `ConfigurationError`."""
    configuration = fit(configuration, surroundings)
    if goes_on and "speed_kimg" not in configuration.augment.model_fields_set:
        augment = configuration.augment.model_copy(update={"speed_kimg": ADA_SPEED_FROM_SNAPSHOT})
        configuration = configuration.model_copy(update={"augment": augment})
    return configuration


def fit_to_dataset(configuration: Configuration, facts: DatasetFacts) -> Configuration:
    """`configuration` at the dataset's size, which says whether there is alpha.

    Raises `ConfigurationError` where it was set to another.
    """
    if "size" not in configuration.model_fields_set or configuration.size.with_alpha(False) == facts.size.with_alpha(
        False
    ):
        return configuration.model_copy(update={"size": facts.size})
    raise ConfigurationError(
        f"The dataset “{facts.name}” has pictures of {facts.size.words}, the training wants "
        f"{configuration.size.words}.",
        field="size",
        do=f"Set size={facts.size.with_alpha(False)}, or bake the dataset again at {configuration.size.words}.",
    )
