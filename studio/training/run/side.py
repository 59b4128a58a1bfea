"""The list at the left of Train, and what can be done with a row."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from studio import theme
from studio.training.actions import TrainActions
from studio.training.monitor.advice import LOCATE
from studio.training.run.rows import SNAPSHOT, WAITING
from studio.widgets.room.flow import FlowLayout
from studio.widgets.side_list import SideList
from studio.words import tr


class RunSide(QWidget):
    """`list` holds the rows; the buttons above it lead to the pages."""

    new_wanted = Signal()
    compare_wanted = Signal()
    maps_wanted = Signal()
    ballot_wanted = Signal()
    queue_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = SideList("train.runs", tr("Runs"))
        self.new = theme.make_button(
            tr("New training"), name="train.new", icon_name="plus", tip=tr("Start a new training"), keys="N"
        )
        self.new.clicked.connect(self.new_wanted)
        self._compare = theme.make_button(
            tr("Compare"), "quiet", name="train.compare.open", icon_name="columns",
            tip=tr("Runs and snapshots side by side, with their measures"), keys="C",
        )  # fmt: skip
        self._compare.clicked.connect(self.compare_wanted)
        self._sees = theme.make_button(
            tr("Layers"), "quiet", name="train.maps.open", icon_name="grid-four",
            tip=tr("What a network sees in a picture, layer by layer"), keys="V",
        )  # fmt: skip
        self._sees.clicked.connect(self.maps_wanted)
        self._by_eye = theme.make_button(
            tr("By eye"), "quiet", name="train.ballot.open", icon_name="eye",
            tip=tr("Choose the best snapshot by eye, two at a time, not knowing which is which"), keys="J",
        )  # fmt: skip
        self._by_eye.clicked.connect(self.ballot_wanted)
        self._queue = theme.make_button(
            tr("Queue"), "quiet", name="train.queue.open", icon_name="list-bullets",
            tip=tr("All trainings that wait, run or have ended, in their order, and what ran when"), keys="Q",
        )  # fmt: skip
        self._queue.clicked.connect(self.queue_wanted)
        more = FlowLayout(spacing=0)  # below each other where the panel is narrow
        more.addWidget(self._queue)
        more.addWidget(self._compare)
        more.addWidget(self._sees)
        more.addWidget(self._by_eye)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.new)
        column.addLayout(more)
        column.addWidget(self.list)

    def show_state(self, *, has_runs: bool, has_datasets: bool, has_pairs: bool) -> None:
        """What there is to be done. `has_pairs`: of snapshots of the chosen run."""
        self._by_eye.setVisible(has_pairs)
        self.new.setEnabled(has_datasets)
        for button in (self._compare, self._sees):
            button.setVisible(has_runs)


def row_menu(train: TrainActions, key: str, parent: QWidget) -> QMenu:
    """What can be done with the row of a run or snapshot, which is chosen."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if key.startswith(WAITING):
        job = int(key.partition(":")[2])
        menu.addAction(tr("Start it now"), functools.partial(train.start_now, job))
        menu.addAction(tr("Take it out of the queue"), functools.partial(train.take_out, job))
        return menu
    if key.startswith(SNAPSHOT):
        menu.addAction(tr("Open in Explore"), train.open_in_explore)
        menu.addAction(tr("Branch…"), train.ask_branch)
        menu.addAction(tr("Begin a new training from it"), train.begin_from_snapshot)
        menu.addAction(tr("Unpin") if train.is_pinned() else tr("Pin: always keep it"), train.toggle_pin)
        if train.has_pairs():
            menu.addAction(tr("Choose the best by eye"), train.open_ballot)
        return menu
    if train.has_beside() and train.is_chosen(Path(key.partition(":")[2])):
        menu.addAction(tr("Only this run in the plots"), train.stand_alone)
    menu.addAction(tr("New training like this"), train.again)
    if train.is_live():
        menu.addAction(tr("Stop…"), train.panel.ask_to_stop)
    else:
        menu.addAction(tr(LOCATE), train.locate_dataset)
        menu.addAction(tr("Move to the bin…"), train.panel.ask_to_throw_away)
    return menu
