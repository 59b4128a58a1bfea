"""Measures of snapshots on the disk: what `gan-engine evaluate` and the studio ask for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

from gan_engine.atomic import TEMPORARY
from gan_engine.dataset.reading import Dataset
from gan_engine.device import beside_trainings, choose_device
from gan_engine.errors import MeasureError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.metrics.designs import Designs
from gan_engine.metrics.full_measure import SAMPLES, Evaluation, Outcome, usual_names
from gan_engine.metrics.names import USUAL
from gan_engine.metrics.results import Refusal, Result
from gan_engine.pictures import digest
from gan_engine.reporting import Report, silent
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.training.measuring.quick_measure import class_shares
from gan_engine.training.snapshots import class_names, find_generator, load_generator, read_card

FORMAT = 1


@dataclass(frozen=True)
class SnapshotMeasures:
    """One snapshot with what was measured of it."""

    path: Path
    name: str
    kimg: float
    digest: str
    size: ImageShape
    family: str
    class_name: str | None
    """Of which its designs and the set's pictures were; None: of all."""
    outcomes: list[Outcome]
    seconds: float

    @property
    def results(self) -> list[Result]:
        return [each for each in self.outcomes if isinstance(each, Result)]

    @property
    def refusals(self) -> list[Refusal]:
        return [each for each in self.outcomes if isinstance(each, Refusal)]

    def document(self) -> dict[str, Any]:
        """Fit for JSON."""
        return {
            "path": str(self.path),
            "name": self.name,
            "kimg": self.kimg,
            "digest": self.digest,
            "size": self.size.stored,
            "family": self.family,
            **({} if self.class_name is None else {"class": self.class_name}),
            "seconds": round(self.seconds, 3),
            "results": [result.document() for result in self.results],
            "refused": [refusal.document() for refusal in self.refusals],
        }


def usual_names_of(paths: Sequence[Path]) -> list[str]:
    """What is measured of these snapshots where nobody says what: the same of all. Raises `SnapshotError`."""
    return usual_names(projected=any(read_card(_find(path))[0].discriminator == "projected" for path in paths))


def evaluate(
    paths: Sequence[Path],
    dataset: Dataset,
    names: Sequence[str] = USUAL,
    *,
    samples: int = SAMPLES,
    seed: int = 0,
    device: str = "auto",
    weights: Path | None = None,
    classes: Sequence[str | None] = (None,),
    report: Report = silent,
) -> Iterator[SnapshotMeasures]:
    """Measure the snapshots at `paths` one after the other: the same noise, the same pictures of the set for each.

    `classes`: of each its designs alone, against its pictures alone; every snapshot has to know it. None: of all.

    All are found before the first is measured, so that a slip shows at once. Raises `SnapshotError`, `DatasetError`,
    `ModelError`, `ConfigurationError`.
    """
    where = choose_device(device)
    files = [_find(path) for path in paths]
    evaluations = {
        name: Evaluation(names, dataset, samples=samples, device=str(where), weights=weights, class_name=name)
        for name in classes
    }
    _refuse_unknown(files, classes)
    shares = class_shares(dataset)
    for file in files:
        start = time.perf_counter()
        with beside_trainings():
            generator, card = load_generator(file, where)
        own = digest(file)
        fitting = shares if len(shares) == generator.class_count else []
        for class_name, evaluation in evaluations.items():
            of = fitting if class_name is None else [float(name == class_name) for name in card.class_names]
            with beside_trainings():
                outcomes = evaluation.measure(Designs(generator, seed=seed, shares=of), report)
            yield SnapshotMeasures(
                path=file,
                name=file.parent.name if file.name == GENERATOR else file.stem,
                kimg=card.kimg,
                digest=own,
                size=card.size,
                family=card.family,
                class_name=class_name,
                outcomes=outcomes,
                seconds=time.perf_counter() - start,
            )
            start = time.perf_counter()


def _refuse_unknown(files: Sequence[Path], classes: Sequence[str | None]) -> None:
    for file in files if any(classes) else ():
        known = class_names(file)
        for name in filter(None, classes):
            if name not in known:
                raise MeasureError(
                    f"“{file.parent.name}” knows no class “{name}”.",
                    do=f"Choose of: {', '.join(known[:30])}." if known else "It was trained without classes.",
                )


def document_of(dataset: Dataset, evaluated: Sequence[SnapshotMeasures], *, samples: int, seed: int) -> dict[str, Any]:
    """The whole answer, fit for JSON and for a run's `evaluations/`."""
    return {
        "version": FORMAT,
        "made_by": f"maquette {version('maquette')}",
        "made_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "dataset": {
            "path": str(Path(dataset.path).absolute()),
            "digest": dataset.digest,
            "count": dataset.count,
            "held_out": dataset.held_out,
            "size": dataset.size.stored,
        },
        "samples": samples,
        "seed": seed,
        "snapshots": [each.document() for each in evaluated],
    }


def _find(path: Path) -> Path:
    """The generator's file for `path`, absolute. Raises `SnapshotError`."""
    if path.name.startswith(TEMPORARY):
        raise SnapshotError(
            f"“{path.name}” is still being written.", do="Wait until the snapshot has its own name, then ask again."
        )
    return find_generator(path).absolute()
