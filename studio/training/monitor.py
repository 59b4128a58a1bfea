"""The middle of the workspace while a run is chosen: what is wrong, the plots, the same designs through time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QSlider, QSplitter, QVBoxLayout, QWidget

from studio import theme
from studio.training.advice import WayOut, way_out
from studio.training.run_legend import RunLegend
from studio.training.samples import SampleView, Sheet, SheetLoader
from studio.training.words import STATUS_WORDS, kimg_words
from studio.widgets.banner import Banner
from studio.widgets.look_close import LookClose
from studio.widgets.scrubber import Scrubber
from studio.widgets.workspace import row
from studio.workers.curves import View
from studio.workers.follower import RunView
from studio.workers.runs import RunEntry, run_name
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.training.plots import Plots

_PLAY_EVERY = 125  # milliseconds
_DEFAULT_SMOOTHING = 0.3


class Monitor(QWidget):
    """Shows the `RunView`s it is given. `look_wanted(View)` asks the follower for other curves."""

    look_wanted = Signal(object)
    way_out_wanted = Signal(object)
    """A `WayOut`: the button in the banner."""
    beside_wanted = Signal(object, bool)
    """(path, shown): another run is to be drawn beside this one, or no longer."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._run: RunView | None = None
        self._way_out: WayOut | None = None
        self._dismissed = ""
        self.plots: Plots | None = None
        self._beside: dict[Path, RunView] = {}
        self._peeked = -1
        self._entries: list[RunEntry] = []
        self._loader = SheetLoader(workbench.jobs, self)
        self._loader.ready.connect(self._show_sheet)
        self._playing = QTimer(self, interval=_PLAY_EVERY)
        self._playing.timeout.connect(self._play_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_head())
        self.banner = Banner("train.banner")
        self.banner.acted.connect(self._act)
        self.banner.dismissed.connect(self._dismiss)
        column.addWidget(self.banner)
        self.legend = RunLegend("train.legend")
        self.legend.removed.connect(self._drop_beside)
        column.addWidget(self.legend)
        self._plots_place = QScrollArea()
        self._plots_place.setObjectName("train.plots.scroll")
        self._plots_place.setWidgetResizable(True)
        self._plots_place.setFrameShape(QFrame.Shape.NoFrame)
        self._plots_place.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._plots_place.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._plots_place.viewport().setAutoFillBackground(False)
        self._split = QSplitter(Qt.Orientation.Vertical)
        self._split.setObjectName("train.split")
        self._split.setChildrenCollapsible(False)
        self._split.setHandleWidth(12)
        self._split.addWidget(self._plots_place)
        self._split.addWidget(self._make_samples())
        self._split.setSizes([600, 400])
        self._split.setStretchFactor(0, 1)
        self._split.setStretchFactor(1, 1)
        column.addWidget(self._split, 1)
        self.close_up = LookClose(self, "train.look-close")
        self.close_up.stepped.connect(self._step_close_up)

    def _make_head(self) -> QWidget:
        settings = self._workbench.settings
        self._title = theme.make_label("", "large")
        self._title.setObjectName("train.title")
        self._status = theme.make_label("", "quiet")
        self._status.setObjectName("train.status")
        self.smoothing = QSlider(Qt.Orientation.Horizontal)
        self.smoothing.setObjectName("train.smoothing")
        self.smoothing.setAccessibleName("Smoothing of the plots")
        self.smoothing.setToolTip("Smoothing of the plots  ([ and ])")
        self.smoothing.setRange(0, 100)
        self.smoothing.setPageStep(10)
        self.smoothing.setFixedWidth(112)
        self.smoothing.setValue(round(100 * settings.get("train.smoothing", _DEFAULT_SMOOTHING)))
        self.smoothing.valueChanged.connect(self._set_smoothing)
        self.log = theme.make_button(
            "Log", "chip", name="train.log", checkable=True, tip="Losses on a logarithmic scale", shortcut_hint=""
        )
        self.log.setChecked(settings.get("train.log", False))
        self.log.toggled.connect(self._set_log)
        self.clock = theme.make_button(
            "Time", "chip", name="train.axis", checkable=True, tip="Plots over hours instead of pictures shown  (T)"
        )
        self.clock.setChecked(settings.get("train.axis", "kimg") == "time")
        self.clock.toggled.connect(self._set_axis)
        self.beside = theme.make_button(
            "Other runs in the same plots", "icon", name="train.beside", icon_name="list-plus",
            tip="Other runs in the same plots  (Ctrl+click in the list)",
        )  # fmt: skip
        self._beside_menu = QMenu(self.beside)
        self._beside_menu.aboutToShow.connect(self._fill_beside_menu)
        self.beside.setMenu(self._beside_menu)
        self.panels = theme.make_button("Plots shown", "icon", name="train.panels", icon_name="eye")
        self._panel_menu = QMenu(self.panels)
        self.panels.setMenu(self._panel_menu)
        head = QWidget()
        head.setLayout(
            row([self._title, 4, self._status, None, theme.make_label("Smoothing", "quiet"), self.smoothing, 8,
                 self.log, self.clock, self.beside, self.panels])
        )  # fmt: skip
        return head

    def _make_samples(self) -> QWidget:
        self._when = theme.make_label("", "quiet")
        self._when.setObjectName("train.when")
        self.play = theme.make_button(
            "Play the training so far", "icon", name="train.play", icon_name="play", checkable=True
        )
        self.play.toggled.connect(self._set_playing)
        self.samples = SampleView("train.samples")
        self.samples.look_close.connect(self._look_close)
        scroll = QScrollArea()
        scroll.setObjectName("train.samples.scroll")
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(self.samples)
        scroll.viewport().setAutoFillBackground(False)
        self.samples.setAutoFillBackground(False)
        self.scrubber = Scrubber("train.scrubber", "Moment of the training", words=_moment_words)
        self.scrubber.moved.connect(self._on_scrubbed)
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addLayout(
            row([theme.make_label("The same designs through time", "heading"), self._when, None, self.play])
        )
        column.addWidget(scroll, 1)
        column.addWidget(self.scrubber)
        return place

    def build_plots(self) -> Plots:
        """Make the plots (this imports pyqtgraph); once, when the workspace is first seen."""
        if self.plots is None:
            from studio.training.plots import Plots

            self.plots = Plots()
            self.plots.set_smoothing(self.smoothing.value() / 100)
            self.plots.set_log(self.log.isChecked())
            self.plots.set_axis("time" if self.clock.isChecked() else "kimg")
            self.plots.look_wanted.connect(self.look_wanted)
            self.plots.time_wanted.connect(self._go_to_time)
            self.plots.hovered.connect(self._peek)
            settings = self._workbench.settings
            for name, shown in (("train.hidden", False), ("train.shown", True)):
                for key in settings.get(name, []):
                    self.plots.show_panel(key, shown)
            self.plots.kinds_changed.connect(self._list_panels)
            self._list_panels()
            self._plots_place.setWidget(self.plots)
            self.plots.setAutoFillBackground(False)
            if self._run is not None:
                self.plots.show_run(self._run)
                self.plots.show_beside(list(self._beside.values()))
                self._show_times()
        return self.plots

    def _list_panels(self) -> None:
        """An entry in the menu for each plot there is."""
        assert self.plots is not None
        self._panel_menu.clear()
        for kind in self.plots.kinds:
            action = self._panel_menu.addAction(kind.title)
            action.setObjectName(f"train.panels.{kind.key}")
            action.setData(kind.key)
            action.setCheckable(True)
            action.setChecked(self.plots.is_shown(kind.key))
            action.toggled.connect(self._set_panels)

    def view(self) -> View:
        """What of the curves is on the screen."""
        if self.plots is not None:
            return self.plots.view()
        return View(smoothing=self.smoothing.value() / 100, axis="time" if self.clock.isChecked() else "kimg")

    # ---- the run ------------------------------------------------------------------------------------------------

    def show_run(self, run: RunView) -> None:
        """Show the run as it stands."""
        other = self._run is None or self._run.path != run.path
        before = self._run
        self._run = run
        if other:
            self._loader.clear()
            self._dismissed = ""
            self.play.setChecked(False)
            self.scrubber.set_moments([], 0.0)
            self.samples.show_sheet(None)
        self._title.setText(run_name(run.path))
        self._status.setText(STATUS_WORDS[run.status] if run.whole else "reading …")
        self._say_banner(run)
        if self.plots is not None:
            self.plots.show_run(run)
        if other or before is None or (before.samples, before.snapshots, before.kimg) != (
            run.samples, run.snapshots, run.kimg
        ):  # fmt: skip
            self._show_samples(run, other)

    def show_runs(self, entries: list[RunEntry]) -> None:
        """These are the project's runs: what there is to be drawn beside the chosen one."""
        self._entries = entries
        self.beside.setEnabled(len(entries) > 1)

    def set_beside(self, chosen: str, paths: list[Path]) -> None:
        """Draw these beside the `chosen` run (its name); their curves come by `show_beside`."""
        self._beside = {path: self._beside[path] for path in paths if path in self._beside}
        self.legend.show_runs(chosen, paths)
        if self.plots is not None:
            self.plots.show_beside(list(self._beside.values()))

    def show_beside(self, run: RunView, paths: list[Path]) -> None:
        """One of the runs beside has come, or moved on."""
        self._beside[run.path] = run
        self._beside = {path: self._beside[path] for path in paths if path in self._beside}
        if self.plots is not None:
            self.plots.show_beside(list(self._beside.values()))

    def choose_beside(self) -> None:
        """Open the menu of the other runs."""
        self._fill_beside_menu()
        self._beside_menu.popup(self.beside.mapToGlobal(QPoint(0, self.beside.height() + 4)))

    def _fill_beside_menu(self) -> None:
        self._beside_menu.clear()
        for entry in self._entries:
            if self._run is None or entry.path != self._run.path:
                action = self._beside_menu.addAction(entry.name)
                action.setCheckable(True)
                action.setChecked(entry.path in self.legend.paths)
                action.setData(entry.path)
                action.toggled.connect(self._on_beside_toggled)

    def _on_beside_toggled(self, shown: bool) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.beside_wanted.emit(sender.data(), shown)

    def _drop_beside(self, path: Path) -> None:
        self.beside_wanted.emit(path, False)

    def forget(self) -> None:
        """No run is chosen."""
        self._run = None
        self._beside.clear()
        self._loader.clear()
        self.play.setChecked(False)

    def _show_samples(self, run: RunView, other: bool) -> None:
        moment, place = self.scrubber.moment, self.scrubber.place
        self.scrubber.set_moments([sample.kimg for sample in run.samples], run.kimg, self._marks(run))
        if other or place != self.scrubber.place or moment != self.scrubber.moment:
            self._bring_sheet()
        self._show_times()

    def _marks(self, run: RunView) -> list[tuple[float, str]]:
        best = run.state.best_snapshot
        return [(shot.kimg, theme.GREEN if shot.name == best else theme.HANDLE) for shot in run.snapshots]

    def _show_times(self) -> None:
        moment = self.scrubber.moment
        if self.plots is not None and self._run is not None:
            self.plots.set_times(moment, [mark for mark in self._marks(self._run) if mark[1] == theme.GREEN])
        if moment is not None:
            self._when.setText(_moment_words(moment))
        else:
            self._when.setText(
                "the first ones come in a moment" if self._run and self._run.status == "starting" else ""
            )

    def _peek(self, place: object) -> None:
        """Show the samples of the moment under the mouse, and those of the slider again when it has gone."""
        run = self._run
        if run is None or not run.samples:
            return
        at = self.scrubber.place_of(run.scale.kimg(place)) if isinstance(place, float) else -1
        if at == self._peeked:
            return
        self._peeked = at
        if 0 <= at < len(run.samples):
            self._loader.want(run.path, run.samples[at])
            self._when.setText(_moment_words(run.samples[at].kimg))
        else:
            self._bring_sheet()
            self._show_times()

    def _bring_sheet(self) -> None:
        if self._run is not None and 0 <= self.scrubber.place < len(self._run.samples):
            self._loader.want(self._run.path, self._run.samples[self.scrubber.place])

    def _show_sheet(self, sheet: Sheet | None) -> None:
        if sheet is None:
            return
        self.samples.show_sheet(sheet)
        if self.close_up.is_open:
            self._look_close(self.samples.current)

    # ---- time ---------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To another moment, by so many samples."""
        self.go_to(self.scrubber.place + by)

    def earlier(self) -> None:
        self.step(-1)

    def later(self) -> None:
        self.step(1)

    def first(self) -> None:
        self.go_to(0)

    def last(self) -> None:
        self.go_to(len(self._run.samples) - 1 if self._run is not None else 0)

    def go_to(self, place: int) -> None:
        """To the moment of a sample."""
        if self._run is not None and self._run.samples:
            self.scrubber.go_to(max(0, min(place, len(self._run.samples) - 1)))
            self._on_scrubbed()

    def go_to_kimg(self, kimg: float) -> None:
        """To the sample nearest to this kimg."""
        place = self.scrubber.place_of(kimg)
        if place >= 0:
            self.scrubber.go_to(place)
            self._on_scrubbed()

    def _go_to_time(self, kimg: float) -> None:
        self.play.setChecked(False)
        self.go_to_kimg(kimg)

    def _on_scrubbed(self) -> None:
        self._bring_sheet()
        self._show_times()

    def _set_playing(self, playing: bool) -> None:
        self.play.setIcon(theme.icon("pause" if playing else "play"))
        if not playing:
            self._playing.stop()
            return
        if self.scrubber.at_end:
            self.go_to(0)
        self._playing.start()

    def _play_on(self) -> None:
        if self.scrubber.at_end:
            self.play.setChecked(False)
        else:
            self.step(1)

    # ---- looking close --------------------------------------------------------------------------------------------

    def look_close(self) -> None:
        """At the design with the ring, or the first."""
        self._look_close(max(0, self.samples.current))

    def _look_close(self, index: int) -> None:
        sheet = self.samples.sheet
        if sheet is None or not 0 <= index < len(sheet.designs) or self._run is None:
            return
        self.samples.set_current(index)
        design = sheet.designs[index]
        detail = f"{_moment_words(sheet.kimg)} · {design.width()} × {design.height()}"
        self.close_up.show_picture(design, f"{run_name(self._run.path)}, design {index + 1}", detail)

    def _step_close_up(self, by: int) -> None:
        self._look_close(self.samples.current + by)

    # ---- how the plots look -------------------------------------------------------------------------------------

    def smoother(self) -> None:
        self.smoothing.setValue(self.smoothing.value() + 10)

    def rougher(self) -> None:
        self.smoothing.setValue(self.smoothing.value() - 10)

    def zoom_in(self) -> None:
        self.build_plots().zoom(0.5)

    def zoom_out(self) -> None:
        self.build_plots().zoom(2.0)

    def zoom_all(self) -> None:
        self.build_plots().show_all()

    def _set_smoothing(self, value: int) -> None:
        self._workbench.settings.set("train.smoothing", value / 100)
        if self.plots is not None:
            self.plots.set_smoothing(value / 100)

    def _set_log(self, log: bool) -> None:
        self._workbench.settings.set("train.log", log)
        if self.plots is not None:
            self.plots.set_log(log)

    def _set_axis(self, time: bool) -> None:
        self._workbench.settings.set("train.axis", "time" if time else "kimg")
        if self.plots is not None:
            self.plots.set_axis("time" if time else "kimg")

    def _set_panels(self) -> None:
        if self.plots is None:
            return
        settings = self._workbench.settings
        hidden, shown = set(settings.get("train.hidden", [])), set(settings.get("train.shown", []))
        for action in self._panel_menu.actions():
            key, checked = action.data(), action.isChecked()
            if checked != self.plots.is_shown(key):
                (shown if checked else hidden).add(key)
                (hidden if checked else shown).discard(key)
                self.plots.show_panel(key, checked)
        settings.set("train.hidden", sorted(hidden))
        settings.set("train.shown", sorted(shown))

    # ---- what is wrong ------------------------------------------------------------------------------------------

    def _say_banner(self, run: RunView) -> None:
        way = way_out(run)
        self._way_out = way
        if way is None or way.what == self._dismissed:
            self.banner.hide()
            if way is None:
                self._dismissed = ""
        else:
            self.banner.say(way.what, way.more, way.button, kind=way.kind)

    def _act(self) -> None:
        if self._way_out is not None:
            self.way_out_wanted.emit(self._way_out)

    def _dismiss(self) -> None:
        self._dismissed = self._way_out.what if self._way_out is not None else ""


def _moment_words(kimg: float) -> str:
    return "before training" if kimg == 0 else f"at {kimg_words(kimg)} kimg"
