"""The middle of Train: the monitor, the pages over it, or what is said without a run."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from studio import theme
from studio.training.ballot.page import BallotPage
from studio.training.compare.page import ComparePage
from studio.training.compare.recipes import RecipeCompare
from studio.training.feature_maps_page import FeatureMapsPage
from studio.training.monitor.page import Monitor
from studio.training.new_training.form import NewTrainingForm
from studio.training.queue.page import QueuePage
from studio.training.queue.waiting_page import WaitingPage
from studio.widgets.empty_state import EmptyState
from studio.widgets.room.current_stack import CurrentStack
from studio.words import tr
from studio.workers.training.queue.open_jobs import OpenJobs
from studio.workers.training.recipe_book import RecipeBook
from studio.workers.workbench import Workbench


class MiddleStack(CurrentStack):
    """One page at a time lies over the monitor."""

    begin_wanted = Signal()
    """A new training, from the page that says there is none."""

    def __init__(
        self, workbench: Workbench, recipes: RecipeBook, queued: OpenJobs, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("train.pages")
        self._workbench = workbench
        self._recipes = recipes
        self._queued = queued
        self._opened: QWidget | None = None

    def build(self) -> Iterator[None]:
        """Make the pages, one after another."""
        workbench, recipes = self._workbench, self._recipes
        self._empty, self._no_dataset = self._make_empty()
        self.waiting = WaitingPage()
        for page in (self._empty, self._no_dataset, self.waiting):
            self.addWidget(page)
        self.monitor = Monitor(workbench)
        self.addWidget(self.monitor)
        yield
        self.form = NewTrainingForm(workbench, recipes)
        self.addWidget(self.form)
        yield
        self.recipe_compare = RecipeCompare(workbench, recipes)
        self.addWidget(self.recipe_compare)
        yield
        self.comparison = ComparePage(workbench, recipes)
        self.addWidget(self.comparison)
        yield
        self.maps = FeatureMapsPage(workbench)
        self.addWidget(self.maps)
        self.ballot = BallotPage(workbench)
        self.addWidget(self.ballot)
        yield
        self.queue = QueuePage(workbench, self._queued)
        self.addWidget(self.queue)
        yield

    def _make_empty(self) -> tuple[QWidget, QWidget]:
        begin = theme.make_button(tr("New training"), "primary", name="train.empty.new", icon_name="plus")
        begin.clicked.connect(self.begin_wanted)
        curate = theme.make_button(tr("Go to Curate"), "primary", name="train.empty.curate")
        curate.clicked.connect(self._go_to_curate)
        return (
            EmptyState(
                "train.empty", "chart-line", tr("Nothing has been trained yet"),
                tr("A training learns from a baked dataset and makes new designs in its manner. "
                "The recipe “Quick look” shows first figures within minutes."), [begin],
            ),
            EmptyState(
                "train.no-dataset", "package", tr("First bake a dataset"),
                tr("In Curate you choose the pictures; baking brings them to one size for the networks to learn from."),
                [curate],
            ),
        )  # fmt: skip

    def _go_to_curate(self) -> None:
        self._workbench.show_workspace.emit("curate")

    @property
    def opened(self) -> QWidget | None:
        """The page over the monitor."""
        return self._opened

    @property
    def form_opened(self) -> bool:
        """A new training is being thought of: its form, or recipes side by side."""
        return self._opened is not None and self._opened in (self.form, self.recipe_compare)

    def open(self, page: QWidget | None) -> None:
        """Lay this page over the monitor; None for none. `show_fitting` shows it."""
        self._opened = page

    def show_fitting(self, *, has_runs: bool, has_chosen: bool, has_begun: bool, has_datasets: bool) -> None:
        """Show the page that fits what there is. `has_begun`: the chosen one has."""
        if self._opened is not None and (has_runs or self.form_opened or self._opened is self.queue):
            page = self._opened
        elif has_chosen:
            page = self.monitor if has_begun else self.waiting
        else:
            page = self._empty if has_datasets else self._no_dataset
        self.setCurrentWidget(page)
        self.updateGeometry()
