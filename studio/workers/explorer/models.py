"""The models of a project: snapshots of its runs and imported networks.

The functions read the disk: for worker threads.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import resources
from gan_engine.reporting import Report, silent
from gan_engine.runs.run_directory import GENERATOR, RunDirectory
from gan_engine.runs.run_names import model_parts, run_name
from studio.project.project import Project
from studio.words import kimg_words, tr, tr_noop
from studio.workers.file_digests import FileDigests
from studio.workers.snapshot_marks import Marks, RunMarks

SAMPLE = "models/sample-characters"
"""Among the resources: a StyleGAN2 trained on the sample characters."""
_TITLES = {"sample-characters": tr_noop("Sample characters")}


@dataclass(frozen=True)
class FoundModel:
    """A snapshot or an imported network on the disk that nobody has opened yet."""

    path: Path
    """Of its generator file."""
    run: str
    """The run's name as shown, or the imported network's."""
    kimg: float | None
    """None for an imported network."""
    marks: Marks = field(default_factory=Marks)
    is_sample: bool = False
    """It comes with the program."""

    @property
    def title(self) -> str:
        return self.run if self.kimg is None else tr("{run} {kimg} kimg", run=self.run, kimg=kimg_words(self.kimg))

    @property
    def marked_title(self) -> str:
        """“critters 380 kimg  (best, yours)”."""
        return f"{self.title}  ({self.marks.words})" if self.marks.words else self.title


def model_words(name: str) -> str:
    """What the engine calls a model ("00003-critters 000380"), as artists read it: "critters 380 kimg"."""
    if (parts := model_parts(name)) is None:
        return tr(_TITLES.get(name, name))
    run, kimg = parts
    return tr("{run} {kimg} kimg", run=run, kimg=kimg_words(kimg))


def find_models(runs: Iterable[Path], networks: Iterable[Path] = ()) -> list[FoundModel]:
    """The snapshots of `runs` (oldest run first), newest run and newest snapshot first; then imported `networks`."""
    found: list[FoundModel] = []
    for path in reversed(list(runs)):
        run = RunDirectory(path)
        marks = RunMarks(run)
        for snapshot in reversed(run.snapshots()):
            found.append(FoundModel(snapshot.generator, run_name(path), snapshot.kimg, marks.of(snapshot.name)))
    found.extend(FoundModel(path / GENERATOR, path.name, None) for path in networks)
    return found


def project_models(project: Project) -> list[FoundModel]:
    """All that an artist may draw with in a project: its own models, then those that come with the program."""
    return [*find_models(project.runs(), project.networks()), *sample_models()]


def sample_models() -> list[FoundModel]:
    """Those that come with the program; none where the installation lacks them."""
    try:
        path = resources.find(f"{SAMPLE}/{GENERATOR}")
    except FileNotFoundError:
        return []
    return [FoundModel(path, model_words(path.parent.name), None, is_sample=True)]


class ModelFinder:
    """Finds the model of a recipe by the digest of its file. Files already looked at are not read again."""

    def __init__(self) -> None:
        self._digests = FileDigests()

    def find(
        self, wanted: str, models: Iterable[FoundModel], name: str = "", report: Report = silent
    ) -> FoundModel | None:
        """The model whose file has the digest `wanted`; those called `name` are looked at first."""
        ordered = sorted(models, key=lambda model: model.title != model_words(name))
        for number, model in enumerate(ordered):
            report(number, len(ordered), model.title)
            if self._digests.of(model.path) == wanted:  # one deleted meanwhile is not the one
                return model
        return None
