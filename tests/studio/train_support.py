"""What the tests of Train share: its window, what it says, and the networks as the engine tells of them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QLabel, QWidget

from gan_engine.runs.run_directory import RunDirectory
from studio.training.workspace import TrainWorkspace
from studio.workers.engine import Answer
from studio.workers.training.recipe_book import FamilyFacts, families_from
from studio.workers.workbench import Workbench

Wait = Callable[..., None]


def open_train(workbench: Workbench) -> TrainWorkspace:
    """The workspace as the window shows it at 1440 x 900, once it has painted itself and made its plots."""
    made = TrainWorkspace(workbench)
    made.resize(1368, 824)
    made.show()
    made.front()
    made.monitor.build_plots()
    return made


def close_train(train: TrainWorkspace) -> None:
    """And all that it reads in the background."""
    train.comparison.measuring.cancel()
    assert train.follower.close(5.0)
    train.close()
    train.deleteLater()


def text_of(widget: QWidget) -> str:
    """All that can be read in it."""
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def looking_at(train: TrainWorkspace, run: RunDirectory) -> Callable[[], bool]:
    """Whether the whole of that run is shown."""
    return lambda: train._run is not None and train._run.path == run.path and train._run.whole


def open_run(train: TrainWorkspace, run: RunDirectory, wait: Wait) -> None:
    """Have the runs read anew and look at this one."""
    train.runs.refresh()
    wait(looking_at(train, run))


def all_families() -> list[FamilyFacts]:
    """The networks as the engine tells of them, without its process."""
    from gan_engine.networks import registry
    from gan_engine.training.forecast.recipe_catalogue import describe_family

    return families_from(Answer({"families": [describe_family(family) for family in registry.families()]}))
