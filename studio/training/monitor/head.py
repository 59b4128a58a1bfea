"""The head of the monitor: which run, how it stands, how its plots are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QSlider, QWidget

from gan_engine.runs.run_names import run_name
from studio import theme
from studio.training.monitor.measure_words import needs_words
from studio.training.plots.panel_kinds import PanelKind, measure_title
from studio.training.run_words import standing_words
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.room.flow import flowing_row
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.training.curves import Axis
from studio.workers.training.follower import RunView
from studio.workers.training.queue.open_jobs import OpenJob
from studio.workers.training.runs import RunEntry
from studio.workers.workbench import Workbench

_DEFAULT_SMOOTHING = 0.3


class MonitorHead(QWidget):
    """`changed` when the plots are to be drawn otherwise; how is remembered for the next time."""

    changed = Signal()
    panel_wanted = Signal(str, bool)
    """(key, shown): a plot is to be seen, or no longer."""
    distance_wanted = Signal(str)
    """The measure that is to be drawn in the plot of distances."""
    beside_wanted = Signal(object, bool)
    """(path, shown): another run is to be drawn in the same plots, or no longer."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = workbench.settings
        self._entries: list[RunEntry] = []
        self._run: Path | None = None
        self._drawn: list[Path] = []
        self._title = ElidingLabel("", "large")
        self._title.setObjectName("train.title")
        self._status = theme.make_label("", "quiet")
        self._status.setObjectName("train.status")
        self._make_controls()
        self._make_menus()
        smoothing = QWidget()
        smoothing.setLayout(row([theme.make_label(tr("Smoothing"), "quiet"), self.smoothing]))
        self.setLayout(
            flowing_row([self._title, self._status, None, smoothing, self.log, self.clock, self.beside, self.panels])
        )  # fmt: skip

    def _make_controls(self) -> None:
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setObjectName("train.smoothing")
        self.smoothing.setAccessibleName(tr("Smoothing of the plots"))
        theme.set_tip(self.smoothing, tr("Smoothing of the plots"), "]")
        self.smoothing.setRange(0, 100)
        self.smoothing.setPageStep(10)
        self.smoothing.setFixedWidth(112)
        self.smoothing.setValue(round(100 * self._settings.get("train.smoothing", _DEFAULT_SMOOTHING)))
        self.log = theme.make_button(
            tr("Log"), "chip", name="train.log", checkable=True, tip=tr("Losses on a logarithmic scale")
        )  # fmt: skip
        self.log.setChecked(self._settings.get("train.log", False))
        self.clock = theme.make_button(
            tr("Time"),
            "chip",
            name="train.axis",
            checkable=True,
            tip=tr("Plots over hours instead of pictures shown"),
            keys="T",
        )
        self.clock.setChecked(self._settings.get("train.axis", "kimg") == "time")
        self.smoothing.valueChanged.connect(self._on_changed)
        self.log.toggled.connect(self._on_changed)
        self.clock.toggled.connect(self._on_changed)

    def _make_menus(self) -> None:
        self.beside = theme.make_button(
            tr("Other runs in the same plots"), "icon", name="train.beside", icon_name="list-plus",
            tip=tr("Other runs in the same plots  (Ctrl+click in the list)"),
        )  # fmt: skip
        self._beside_menu = QMenu(self.beside)
        self._beside_menu.aboutToShow.connect(self._fill_beside_menu)
        self.beside.setMenu(self._beside_menu)
        self.panels = theme.make_button(tr("Plots shown"), "icon", name="train.panels", icon_name="eye")
        self.panel_menu = QMenu(self.panels)
        self.panels.setMenu(self.panel_menu)

    @property
    def smoothed(self) -> float:
        """How smooth curves are to be, 0 to 1."""
        return self.smoothing.value() / 100

    @property
    def axis(self) -> Axis:
        """What the plots stand on."""
        return "time" if self.clock.isChecked() else "kimg"

    def show_run(self, run: RunView, job: OpenJob | None = None) -> None:
        """The run that is looked at, and how it stands, in the queue too."""
        self._run = run.path
        self._title.setText(run_name(run.path))
        self._status.setText(standing_words(run.status, job) if run.whole else tr("reading…"))

    def smoother(self) -> None:
        self.smoothing.setValue(self.smoothing.value() + 10)

    def rougher(self) -> None:
        self.smoothing.setValue(self.smoothing.value() - 10)

    def _on_changed(self) -> None:
        self._settings.set("train.smoothing", self.smoothed)
        self._settings.set("train.log", self.log.isChecked())
        self._settings.set("train.axis", self.axis)
        self.changed.emit()

    # ---- which plots ------------------------------------------------------------------------------------------------

    def list_panels(self, kinds: Sequence[tuple[PanelKind, bool]]) -> None:
        """An entry in the menu for each plot there is, and whether it is seen."""
        self.panel_menu.clear()
        for group in self.panel_menu.findChildren(QActionGroup):  # cleared, it still keeps them
            group.deleteLater()
        for kind, shown in kinds:
            action = self.panel_menu.addAction(tr(kind.title))
            action.setObjectName(f"train.panels.{kind.key}")
            action.setData(kind.key)
            action.setCheckable(True)
            action.setChecked(shown)
            action.toggled.connect(self._on_panel_toggled)
        for kind, _ in kinds:
            if len(kind.choices) > 1:
                self._list_measures(kind)

    def _list_measures(self, kind: PanelKind) -> None:
        """The measures of which one is drawn in a plot."""
        self.panel_menu.addSeparator()
        group = QActionGroup(self.panel_menu)
        for name in kind.choices:
            action = self.panel_menu.addAction(
                tr("Distance by {measure}{needs}", measure=measure_title(name), needs=needs_words(name))
            )
            action.setObjectName(f"train.distance.{name}")
            action.setData(name)
            action.setCheckable(True)
            action.setChecked(name in kind.lines)
            action.toggled.connect(self._on_measure_toggled)
            group.addAction(action)

    def _on_measure_toggled(self, chosen: bool) -> None:
        sender = self.sender()
        if chosen and isinstance(sender, QAction):
            self.distance_wanted.emit(sender.data())

    def _on_panel_toggled(self, shown: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.panel_wanted.emit(sender.data(), shown)

    # ---- which runs -------------------------------------------------------------------------------------------------

    def show_runs(self, entries: list[RunEntry]) -> None:
        """These are the project's runs: what there is to be drawn beside the chosen one."""
        self._entries = entries
        self.beside.setEnabled(len(entries) > 1)

    def mark_beside(self, paths: list[Path]) -> None:
        """These are drawn beside it now."""
        self._drawn = paths

    def choose_beside(self) -> None:
        """Open the menu of the other runs."""
        self._fill_beside_menu()
        self._beside_menu.popup(self.beside.mapToGlobal(QPoint(0, self.beside.height() + 4)))

    def _fill_beside_menu(self) -> None:
        self._beside_menu.clear()
        for entry in self._entries:
            if entry.path != self._run:
                action = self._beside_menu.addAction(entry.name)
                action.setCheckable(True)
                action.setChecked(entry.path in self._drawn)
                action.setData(entry.path)
                action.toggled.connect(self._on_beside_toggled)

    def _on_beside_toggled(self, shown: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.beside_wanted.emit(sender.data(), shown)
