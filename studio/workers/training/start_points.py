"""What a training can begin from: snapshots of the project, imported networks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gan_engine import atomic
from gan_engine.errors import RunError
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report
from gan_engine.runs.formats import card_of
from gan_engine.runs.run_directory import GENERATOR, RunDirectory, kimg_of
from gan_engine.runs.run_names import run_name
from gan_engine.settings.dotted import of_network
from studio.project.naming import slug, unused
from studio.workers.snapshot_marks import Marks, RunMarks

if TYPE_CHECKING:
    from studio.project.project import Project

NETWORKS = "networks"
"""The project's folder of networks from elsewhere."""
_MOST_OF_A_RUN = 8


@dataclass(frozen=True)
class StartPoint:
    """A snapshot's folder, or a generator's file."""

    path: Path
    family: str
    """As the engine calls it; "" where it did not say."""
    run: str
    """The run's name as shown; "" for networks from elsewhere."""
    kimg: float | None
    marks: Marks = field(default_factory=Marks)
    size: ImageShape | None = None
    """None where it is not known."""
    options: Mapping[str, Any] = field(default_factory=dict)
    """Of its network, by dotted name, as the form has them: the shapes of its weights come from these."""


def read_start_points(project: Project, report: Report) -> list[StartPoint]:
    """The newest run first, its marked and latest snapshots; then what was imported. For worker threads."""
    found: list[StartPoint] = []
    for path in reversed(project.runs()):
        run = RunDirectory(path)
        try:
            configuration = run.read_run().get("configuration", {})
        except RunError:
            continue
        marks = RunMarks(run)
        shots = [shot for shot in reversed(run.snapshots()) if shot.generator.is_file()]
        for shot in sorted(shots, key=lambda shot: marks.of(shot.name).first)[:_MOST_OF_A_RUN]:
            found.append(
                StartPoint(
                    shot.path, str(configuration.get("family", "")), run_name(path), shot.kimg, marks.of(shot.name),
                    ImageShape.known(configuration.get("size")), _options(configuration.get("network")),
                )
            )  # fmt: skip
    found.extend(look_at(path) for path in project.networks())
    return found


def by_name(path: Path) -> StartPoint:
    """What the place of a snapshot tells, without looking at it."""
    kimg = kimg_of(path.name) if path.parent.name == "snapshots" else None
    return StartPoint(path, "", run_name(path.parent.parent) if kimg is not None else "", kimg)


def look_at(path: Path) -> StartPoint:
    """A snapshot's folder or a generator's file from anywhere, as far as it says itself what it is.

    Whether it can be used, only the engine says. For worker threads.
    """
    card = card_of(path / GENERATOR if path.is_dir() else path)
    return replace(
        by_name(path), family=str(card.get("family", "")), size=ImageShape.known(card.get("size")),
        options=_options(card.get("options")),
    )  # fmt: skip


def new_network_folder(project: Project, name: str) -> Path:
    """Where a network called `name` is to be imported to; not made yet. For worker threads."""
    folder = atomic.make_folder(project.folder / NETWORKS, root=project.folder)
    return folder / unused(slug(name, "network"), {path.name for path in folder.iterdir()})


def _options(value: object) -> dict[str, Any]:
    return {of_network(name): inner for name, inner in value.items()} if isinstance(value, dict) else {}


def _whole(value: object) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) else 0
