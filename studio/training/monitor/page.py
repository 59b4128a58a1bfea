"""The page of the monitor: advice, plots and samples of the chosen run."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSplitter, QVBoxLayout, QWidget

from gan_engine.runs.run_names import run_name
from studio import theme
from studio.training.monitor.advice import WayOut, way_out
from studio.training.monitor.head import MonitorHead
from studio.training.monitor.run_legend import RunLegend
from studio.training.monitor.samples import SampleView, Sheet, SheetLoader, learnt_classes
from studio.training.monitor.scrubber import Scrubber
from studio.widgets.banner import Banner
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import KIMG, kimg_words, sides_words, tr
from studio.workers.pixel_art import learnt_from_pixel_art
from studio.workers.training.curves import View
from studio.workers.training.follower import RunView
from studio.workers.training.queue.open_jobs import OpenJob
from studio.workers.training.runs import RunEntry
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.training.plots.stack import PlotStack

_PLAY_EVERY = 125  # milliseconds


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
        self._job: OpenJob | None = None
        self._way_out: WayOut | None = None
        self._dismissed = ""
        self.plots: PlotStack | None = None
        self._beside: dict[Path, RunView] = {}
        self._peeked = -1
        self._hard: dict[Path, bool] = {}
        """Whether designs of a run are pixel art, of those looked at close."""
        self._loader = SheetLoader(workbench.jobs, self)
        self._loader.ready.connect(self._show_sheet)
        self._playing = QTimer(self, interval=_PLAY_EVERY)
        self._playing.timeout.connect(self._play_on)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.head = MonitorHead(workbench)
        self.head.changed.connect(self._look_anew)
        self.head.panel_wanted.connect(self._show_panel)
        self.head.distance_wanted.connect(self._show_distance)
        self.head.beside_wanted.connect(self.beside_wanted)
        column.addWidget(self.head)
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

    def _make_samples(self) -> QWidget:
        self._when = theme.make_label("", "quiet")
        self._when.setObjectName("train.when")
        self._when.setToolTip(tr(KIMG))
        self.play = theme.make_button(
            tr("Play the training so far"), "icon", name="train.play", icon_name="play", checkable=True
        )
        self.play.toggled.connect(self._set_playing)
        self.samples = SampleView("train.samples")
        self.samples.look_close.connect(self._look_close)
        scroll = scroll_area("train.samples.scroll", self.samples)
        self.scrubber = Scrubber("train.scrubber", tr("Moment of the training"), words=_moment_words)
        self.scrubber.moved.connect(self._on_scrubbed)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(6)
        column.addLayout(
            row([theme.make_label(tr("The same designs through time"), "heading"), self._when, None, self.play])
        )
        column.addWidget(scroll, 1)
        column.addWidget(self.scrubber)
        return holder

    def paintEvent(self, event: QPaintEvent) -> None:
        """The plots are made once the rest of the page is on the screen: what draws them takes longer to import than
        an eye waits."""
        super().paintEvent(event)
        if self.plots is None:
            QTimer.singleShot(0, self, self._import_plots)

    def _import_plots(self) -> None:
        import studio.training.plots.stack  # noqa: F401 - in a turn of its own

        QTimer.singleShot(0, self, self.build_plots)

    def build_plots(self) -> PlotStack:
        """Make the plots (this imports pyqtgraph); once, when the page is first seen."""
        if self.plots is None:
            from studio.training.plots.stack import PlotStack

            self.plots = PlotStack(self._plots_place)  # shown without a parent it would be a window of its own
            self._look_anew()
            self.plots.look_wanted.connect(self.look_wanted)
            self.plots.time_wanted.connect(self._go_to_time)
            self.plots.hovered.connect(self._peek)
            settings = self._workbench.settings
            for name, shown in (("train.hidden", False), ("train.shown", True)):
                for key in settings.get(name, []):
                    self.plots.show_panel(key, shown)
            self.plots.show_distance(settings.get("train.distance", ""))
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
        assert self.plots is not None
        self.head.list_panels([(kind, self.plots.is_shown(kind.key)) for kind in self.plots.kinds])

    def view(self) -> View:
        """What of the curves is on the screen."""
        if self.plots is not None:
            return self.plots.view()
        return View(smoothing=self.head.smoothed, axis=self.head.axis)

    # ---- the run ------------------------------------------------------------------------------------------------

    def show_run(self, run: RunView, job: OpenJob | None = None) -> None:
        """Show the run as it stands; `job`: its place in the queue, where it has not ended there."""
        other = self._run is None or self._run.path != run.path
        before = self._run
        self._run, self._job = run, job
        if other:
            self._loader.clear()
            self._dismissed = ""
            self.play.setChecked(False)
            self.scrubber.set_moments([], 0.0)
            self.samples.show_sheet(None)
        self.samples.set_classes(learnt_classes(run.document))
        self.show_job(job)
        if self.plots is not None:
            self.plots.show_run(run)
        if other or before is None or (before.samples, before.snapshots, before.kimg) != (
            run.samples, run.snapshots, run.kimg
        ):  # fmt: skip
            self._show_samples(run, other)

    def show_job(self, job: OpenJob | None) -> None:
        """It stands otherwise in the queue."""
        self._job = job
        if self._run is not None:
            self.head.show_run(self._run, job)
            self._say_banner(self._run)

    def show_runs(self, entries: list[RunEntry]) -> None:
        """These are the project's runs: what there is to be drawn beside the chosen one."""
        self.head.show_runs(entries)

    def set_beside(self, chosen: str, paths: list[Path]) -> None:
        """Draw these beside the `chosen` run (its name); their curves come by `show_beside`."""
        self._beside = {path: self._beside[path] for path in paths if path in self._beside}
        self.legend.show_runs(chosen, paths)
        self.head.mark_beside(paths)
        if self.plots is not None:
            self.plots.show_beside(list(self._beside.values()))

    def show_beside(self, run: RunView, paths: list[Path]) -> None:
        """One of the runs beside has come, or moved on."""
        self._beside[run.path] = run
        self._beside = {path: self._beside[path] for path in paths if path in self._beside}
        if self.plots is not None:
            self.plots.show_beside(list(self._beside.values()))

    def _drop_beside(self, path: Path) -> None:
        self.beside_wanted.emit(path, False)

    def forget(self) -> None:
        """No run is chosen."""
        self._run = self._job = None
        self._beside.clear()
        self._loader.clear()
        self.play.setChecked(False)

    def _show_samples(self, run: RunView, other: bool) -> None:
        moment, position = self.scrubber.moment, self.scrubber.index
        begin = run.scale.kimg(run.begin)
        self.scrubber.set_moments([sample.kimg for sample in run.samples], run.kimg, self._marks(run), begin=begin)
        if other or position != self.scrubber.index or moment != self.scrubber.moment:
            self._bring_sheet()
        self._show_times()

    def _marks(self, run: RunView) -> list[tuple[float, str]]:
        best = run.state.best_snapshot
        return [(shot.kimg, "GREEN" if shot.name == best else "HANDLE") for shot in run.snapshots]

    def _show_times(self) -> None:
        moment = self.scrubber.moment
        if self.plots is not None and self._run is not None:
            self.plots.set_times(moment, [mark for mark in self._marks(self._run) if mark[1] == "GREEN"])
        if moment is not None:
            self._when.setText(_moment_words(moment))
        else:
            self._when.setText(
                tr("the first ones come in a moment") if self._run and self._run.status == "starting" else ""
            )

    def _peek(self, position: object) -> None:
        """Show the samples of the moment under the mouse, and those of the slider again when it has gone."""
        run = self._run
        if run is None or not run.samples:
            return
        at = self.scrubber.index_of(run.scale.kimg(position)) if isinstance(position, float) else -1
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
        if self._run is not None and 0 <= self.scrubber.index < len(self._run.samples):
            self._loader.want(self._run.path, self._run.samples[self.scrubber.index])

    def _show_sheet(self, sheet: Sheet | None) -> None:
        if sheet is None:
            return
        self.samples.show_sheet(sheet)
        if self.close_up.is_open:
            self._look_close(self.samples.current)

    # ---- time ---------------------------------------------------------------------------------------------------

    def step(self, by: int) -> None:
        """To another moment, by so many samples."""
        self.go_to(self.scrubber.index + by)

    def earlier(self) -> None:
        self.step(-1)

    def later(self) -> None:
        self.step(1)

    def first(self) -> None:
        self.go_to(0)

    def last(self) -> None:
        self.go_to(len(self._run.samples) - 1 if self._run is not None else 0)

    def go_to(self, index: int) -> None:
        """To the moment of a sample."""
        if self._run is not None and self._run.samples:
            self.scrubber.go_to(max(0, min(index, len(self._run.samples) - 1)))
            self._on_scrubbed()

    def go_to_kimg(self, kimg: float) -> None:
        """To the sample nearest to this kimg."""
        position = self.scrubber.index_of(kimg)
        if position >= 0:
            self.scrubber.go_to(position)
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
        detail = f"{_moment_words(sheet.kimg)} · {sides_words(design.width(), design.height())}"
        if class_name := self.samples.class_of(index):
            detail += f" · {class_name}"
        run = self._run.path
        if run not in self._hard:
            self._hard[run] = False  # until it is known
            self._workbench.jobs.start(
                tr("Looking at what a model learnt from"), lambda report: learnt_from_pixel_art(run),
                functools.partial(self._take_hard, run), quiet=True,
            )  # fmt: skip
        self.close_up.show_picture(
            design, tr("{run}, design {number}", run=run_name(run), number=index + 1), detail, hard=self._hard[run]
        )

    def _take_hard(self, run: Path, hard: bool) -> None:
        self._hard[run] = hard
        if self.close_up.is_open:
            self.look_close()

    def _step_close_up(self, by: int) -> None:
        self._look_close(self.samples.current + by)

    # ---- how the plots look -------------------------------------------------------------------------------------

    def zoom_in(self) -> None:
        self.build_plots().zoom(0.5)

    def zoom_out(self) -> None:
        self.build_plots().zoom(2.0)

    def zoom_all(self) -> None:
        self.build_plots().show_all()

    def _look_anew(self) -> None:
        if self.plots is not None:
            self.plots.set_smoothing(self.head.smoothed)
            self.plots.set_log(self.head.log.isChecked())
            self.plots.set_axis(self.head.axis)

    def _show_panel(self, key: str, shown: bool) -> None:
        """Keep in mind which plots the user wants to see, whatever a run has."""
        if self.plots is None or shown == self.plots.is_shown(key):
            return
        settings = self._workbench.settings
        for name, wanted in (("train.hidden", not shown), ("train.shown", shown)):
            keys = set(settings.get(name, [])) - {key} | ({key} if wanted else set())
            settings.set(name, sorted(keys))
        self.plots.show_panel(key, shown)

    def _show_distance(self, measure: str) -> None:
        """Keep in mind which distance the user wants to see; a run without it shows what it has."""
        if self.plots is not None:
            self._workbench.settings.set("train.distance", measure)
            self.plots.show_distance(measure)

    # ---- what is wrong ------------------------------------------------------------------------------------------

    def _say_banner(self, run: RunView) -> None:
        way = way_out(run, self._job)
        self._way_out = way
        if way is None or way.what == self._dismissed:
            self.banner.hide()
            if way is None:
                self._dismissed = ""
        else:
            self.banner.say(way.what, way.more, way.button, kind=way.kind, detail=way.detail)

    def _act(self) -> None:
        if self._way_out is not None:
            self.way_out_wanted.emit(self._way_out)

    def _dismiss(self) -> None:
        self._dismissed = self._way_out.what if self._way_out is not None else ""


def _moment_words(kimg: float) -> str:
    return tr("before training") if kimg == 0 else tr("at {kimg} kimg", kimg=kimg_words(kimg))
