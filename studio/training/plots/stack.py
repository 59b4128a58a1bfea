"""The stack of a run's plots over one axis, other runs beside it. Imports pyqtgraph: imported when first shown."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.runs.run_directory import UNDERWAY
from gan_engine.runs.run_names import run_name
from studio import theme
from studio.training.monitor.measure_words import measure_tip, measured_words, no_measure_yet
from studio.training.plots.background import PlotLine
from studio.training.plots.header import Entry, PlotHeader
from studio.training.plots.line_styles import MOST_RUNS, muted
from studio.training.plots.panel import PlotPanel
from studio.training.plots.panel_kinds import PanelKind, panels_of
from studio.training.plots.ticks import time_words
from studio.words import in_sentence, kimg_words, tr
from studio.workers.training.curves import Axis, View
from studio.workers.training.follower import RunView

_REDRAW_DELAY = 60  # milliseconds after which a view the user moved to is computed anew
_AXIS = 20  # pixels of height for its figures
_LOWEST = 22  # pixels of height for each share of a plot


class PlotStack(QWidget):
    """`look_wanted(View)`: what is now on the screen; `time_wanted(kimg)`: the user clicked there; `kinds_changed`:
    there are other plots now.
    """

    look_wanted = Signal(object)
    time_wanted = Signal(float)
    hovered = Signal(object)
    kinds_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.plots")
        self._run: RunView | None = None
        self._beside: list[RunView] = []
        self._whole = True
        self._smoothing = 0.3
        self._axis: Axis = "kimg"
        self._log = False
        self._cross: float | None = None
        self._hidden: dict[str, bool] = {}
        self._distance = ""
        self._moving = False
        self._times: tuple[float | None, list[tuple[float, str]]] = (None, [])
        self._empty: set[str] = set()
        self._shown_range = (0.0, 1.0)
        self._limits: dict[str, tuple[float, float]] = {}
        self._folded: set[str] = set()
        """Plots of which only the header is shown: there is nothing in them, and nothing will come."""
        self._redraw_timer = QTimer(self, singleShot=True, interval=_REDRAW_DELAY)
        self._redraw_timer.timeout.connect(self._look)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.kinds: list[PanelKind] = []
        self.panels: dict[str, PlotPanel] = {}
        self.headers: dict[str, PlotHeader] = {}
        self._set_kinds(panels_of((), ()))
        self.installEventFilter(self)
        theme.worn.changed.connect(self._recolour)

    # ---- what the user sets ---------------------------------------------------------------------------------

    def set_smoothing(self, smoothing: float) -> None:
        """0 to 1."""
        if smoothing != self._smoothing:
            self._smoothing = smoothing
            self._redraw_timer.start()

    def set_axis(self, axis: Axis) -> None:
        """Stand on kimg or on seconds of training; the whole run is shown."""
        if axis != self._axis:
            self._axis = axis
            self._whole = True
            self._on_hovered(None)
            self._look()

    def set_log(self, log: bool) -> None:
        """Losses and distances on a logarithmic scale."""
        self._log = log
        for kind in self.kinds:
            self.panels[kind.key].set_log(log and kind.log)
        self._say()

    def show_panel(self, key: str, shown: bool) -> None:
        """Show or hide a plot."""
        self._hidden[key] = not shown
        self._arrange()
        if self._run is not None and shown:
            self._draw()

    def show_distance(self, measure: str) -> None:
        """Draw this one of a run's distances, where it has it."""
        self._distance = measure
        if self._run is not None:
            self._draw()

    def is_shown(self, key: str) -> bool:
        """Whether a plot is shown: as the user wants it, else as is usual."""
        usual = next((kind.usual for kind in self.kinds if kind.key == key), False)
        return not self._hidden.get(key, not usual)

    def show_all(self) -> None:
        """The whole run, and on with it."""
        self._whole = True
        self._follow_end()
        self._look()

    def zoom(self, factor: float) -> None:
        """Show `factor` as much of the axis, around the middle."""
        start, end = self._range()
        middle, half = (start + end) / 2, (end - start) / 2 * factor
        if 2 * half >= self._end() - self._begin():
            self.show_all()
            return
        self.show_range(max(self._begin(), middle - half), middle + half)

    def show_range(self, start: float, end: float) -> None:
        """Show this stretch of the axis."""
        self._whole = False
        self._set_range(start, end)
        self._redraw_timer.start()

    # ---- what the run brings --------------------------------------------------------------------------------

    def show_run(self, run: RunView) -> None:
        """Draw the run as it stands."""
        if self._run is None or self._run.path != run.path:
            self._whole = True
        self._run = run
        self._draw()

    def show_beside(self, runs: Sequence[RunView]) -> None:
        """Draw these runs too, each with a dash of its own."""
        self._beside = list(runs)[: MOST_RUNS - 1]
        if self._run is not None:
            self._draw()

    def set_times(self, time: float | None, marks: list[tuple[float, str]]) -> None:
        """The moment (kimg) whose samples are shown, and dots for moments of note."""
        self._times = (time, marks)
        self._show_times()

    def _show_times(self) -> None:
        if self._run is None:
            return
        (time, marks), scale = self._times, self._run.scale
        position = None if time is None else scale.position(time)
        placed = [(scale.position(kimg), colour) for kimg, colour in marks]
        for panel in self.panels.values():
            panel.set_times(position, placed)

    def _runs(self) -> list[RunView]:
        """Those whose curves stand on the axis that is asked for (the others' come in a moment)."""
        assert self._run is not None
        return [self._run, *(run for run in self._beside if run.scale.axis == self._run.scale.axis)]

    def _recolour(self) -> None:
        if self._run is not None:
            self._draw()

    def _draw(self) -> None:
        run = self._run
        assert run is not None
        runs = self._runs()
        columns = {name for each in runs for name in each.curves}
        measures = list({name for each in runs for name in each.measured})
        self._set_kinds(panels_of(columns, measures, critic=_is_critic(runs), distance=self._distance))
        folded, empty = set(), set()
        for kind in self.kinds:
            if not self.is_shown(kind.key):  # drawn when it is wanted
                continue
            panel = self.panels[kind.key]
            panel.axis = run.scale.axis
            lines = [line for style, each in enumerate(runs) for line in _lines(kind, each, style, len(runs) > 1)]
            panel.set_lines(lines, self._message(kind, run))
            if not lines:
                empty.add(kind.key)
            if kind.measures and not lines and run.whole and run.status not in UNDERWAY:
                folded.add(kind.key)
        if (folded, empty) != (self._folded, self._empty):
            self._folded, self._empty = folded, empty
            self._arrange()
        self._follow_end()
        self._show_times()
        self._say()

    def _set_kinds(self, kinds: list[PanelKind]) -> None:
        fresh = [(kind.key, kind.choices) for kind in kinds] != [(kind.key, kind.choices) for kind in self.kinds]
        self.kinds = kinds
        for kind in kinds:
            if kind.key not in self.panels:
                self._make(kind)
            panel = self.panels[kind.key]
            panel.floor, panel.ceiling = kind.floor, kind.ceiling
            self.headers[kind.key].set_title(tr(kind.title))
        if fresh:
            for index, kind in enumerate(kinds):
                header, panel = self.headers[kind.key], self.panels[kind.key]
                self._column.removeWidget(header)
                self._column.removeWidget(panel)
                self._column.insertWidget(2 * index, header)
                self._column.insertWidget(2 * index + 1, panel, kind.share)
            self._arrange()
            self.kinds_changed.emit()

    def _make(self, kind: PanelKind) -> None:
        header = PlotHeader(f"train.plots.{kind.key}.header", tr(kind.title))
        panel = PlotPanel(
            f"train.plots.{kind.key}", tr("Plot of {title} over the training", title=in_sentence(tr(kind.title)))
        )
        panel.setMinimumHeight(_LOWEST * max(2, kind.share))
        panel.set_log(self._log and kind.log)
        panel.hovered.connect(self._on_hovered)
        panel.chosen.connect(self._on_chosen)
        panel.looked_at.connect(self._on_looked)
        panel.range_chosen.connect(self.show_range)
        panel.reset_wanted.connect(self.show_all)
        panel.set_range(*self._shown_range)
        panel.view.sigXRangeChanged.connect(self._on_range)
        self.panels[kind.key], self.headers[kind.key] = panel, header

    def _message(self, kind: PanelKind, run: RunView) -> str:
        """What an empty plot says."""
        if kind.key == "distance":
            return no_measure_yet(run)
        return tr("The first numbers come in a moment.") if run.status in ("starting", "running") else ""

    # ---- the shared axis ------------------------------------------------------------------------------------

    def _begin(self) -> float:
        return min((run.begin for run in self._runs()), default=0.0) if self._run is not None else 0.0

    def _end(self) -> float:
        return max((run.end for run in self._runs()), default=0.0) if self._run is not None else 0.0

    def _range(self) -> tuple[float, float]:
        return self._shown_range

    def _set_range(self, start: float, end: float) -> None:
        self._shown_range = (start, end)
        self._moving = True
        for kind in self.kinds:
            if self.is_shown(kind.key) and kind.key in self.panels:  # one that is being made comes to it by itself
                self.panels[kind.key].set_range(start, end)
        self._moving = False

    def _on_range(self, view: object, shown: tuple[float, float]) -> None:
        """One plot was moved or zoomed: so are all."""
        if not self._moving:
            self._set_range(float(shown[0]), float(shown[1]))

    def _follow_end(self) -> None:
        whole = begin, end = self._begin(), self._end()
        for kind in self.kinds:
            if self.is_shown(kind.key) and self._limits.get(kind.key) != whole:
                self._limits[kind.key] = whole
                view = self.panels[kind.key].view
                view.setLimits(xMin=begin, xMax=max(end, begin + 1e-3), minXRange=max((end - begin) / 2000, 1e-3))
        self._set_range(*(whole if self._whole else self._range()))

    # ---- looking --------------------------------------------------------------------------------------------

    def view(self) -> View:
        """What is on the screen."""
        points = max(200, self.width())
        if self._whole:
            return View(points=points, smoothing=self._smoothing, axis=self._axis)
        return View(*self._range(), points, self._smoothing, self._axis)

    def _look(self) -> None:
        self._redraw_timer.stop()
        self.look_wanted.emit(self.view())

    def _on_looked(self) -> None:
        start, end = self._range()
        spare = 0.001 * (self._end() - self._begin())
        self._whole = self._run is None or (start <= self._begin() + spare and end >= self._end() - spare)
        self._redraw_timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._redraw_timer.start()
        return False

    def _on_chosen(self, position: float) -> None:
        if self._run is not None:
            self.time_wanted.emit(self._run.scale.kimg(position))

    def _on_hovered(self, position: object) -> None:
        self._cross = position if isinstance(position, float) and 0 <= position <= self._end() else None
        for panel in self.panels.values():
            panel.set_cross(self._cross)
        self._say()
        self.hovered.emit(self._cross)

    def _say(self) -> None:
        """Write the values under the cursor, or the newest, into the headers."""
        run = self._run
        if run is None:
            return
        for kind in self.kinds:
            entries = []
            for name, line in kind.lines.items():
                found, curve = run.measured.get(name), run.curves.get(name)
                if found is not None:
                    index = len(found.y) - 1 if self._cross is None else found.nearest(self._cross)
                    words = tr(line.words) if kind.key != "distance" else name
                    entries.append(Entry(line.colour, words, float(found.y[index]), more=measured_words(found, index)))
                elif curve is not None:
                    value = curve.last if self._cross is None else curve.at(self._cross)
                    entries.append(Entry(line.colour, tr(line.words), value, line.unit))
            self.headers[kind.key].show_entries(entries, self._note(kind, run))
            drawn = [found for name in kind.lines if (found := run.measured.get(name)) is not None]
            tip = measure_tip(drawn[0]) if drawn else tr(kind.tip) if kind.tip else ""
            self.headers[kind.key].setToolTip(tip)

    def _note(self, kind: PanelKind, run: RunView) -> str:
        if self._cross is not None and kind.key == self._shown()[0]:
            return tr("at {moment}", moment=self._moment(self._cross))
        if kind.key == "losses":
            if not run.curves:
                return ""
            smooth = (
                tr("smoothed over {moment}", moment=self._moment(run.smoothed_over))
                if run.smoothed_over
                else tr("as measured")
            )
            return f"{smooth} · {scale}" if (scale := self._scale_words(kind)) else smooth
        if kind.key in self._folded:
            return self._message(kind, run)
        if not self.panels[kind.key].lines:
            return ""
        refused = self._scale_words(kind) if self.panels[kind.key].refuses_log else ""
        return " · ".join(part for part in (tr(kind.note), refused) if part)

    def _scale_words(self, kind: PanelKind) -> str:
        panel = self.panels[kind.key]
        return tr("not log: it goes below 0") if panel.refuses_log else tr("log") if panel.is_log else ""

    def _moment(self, position: float) -> str:
        assert self._run is not None
        return time_words(position) if self._run.scale.axis == "time" else tr("{kimg} kimg", kimg=kimg_words(position))

    def _shown(self) -> list[str]:
        return [kind.key for kind in self.kinds if self.is_shown(kind.key)] or [""]

    def _arrange(self) -> None:
        shown = self._shown()
        last = next((key for key in reversed(shown) if key not in self._folded | self._empty), "")
        for kind in self.kinds:
            panel = self.panels[kind.key]
            panel.setVisible(kind.key in shown and kind.key not in self._folded)
            panel.setMinimumHeight(_LOWEST * max(2, kind.share) + (_AXIS if kind.key == last else 0))
            panel.show_figures(kind.key == last)
            self.headers[kind.key].setVisible(kind.key in shown)
        for key in self.panels.keys() - {kind.key for kind in self.kinds}:
            self.panels[key].hide()
            self.headers[key].hide()
        self.setVisible(bool(shown[0]))


def _lines(kind: PanelKind, run: RunView, style: int, several: bool) -> list[PlotLine]:
    """The lines of a run in a plot."""
    made = []
    name_of_run = run_name(run.path) if several else ""
    for name, line in kind.lines.items():
        curve, found = run.curves.get(name), run.measured.get(name)
        if (found if kind.measures else curve) is None:
            continue
        colour = theme.colour(line.colour)
        colour = muted(colour) if style else colour
        key = f"{run.path}:{name}"
        shown = PlotLine(
            key, line.words, colour, None if kind.measures else curve, found if kind.measures else None, style,
            name_of_run, line.unit,
        )  # fmt: skip
        made.append(shown)
    return made


def _is_critic(runs: Sequence[RunView]) -> bool:
    """Whether scores are raw outputs: then some lie outside 0 to 1."""
    for run in runs:
        for name in ("scores.real", "scores.fake"):
            curve = run.curves.get(name)
            if curve is not None and len(curve.raw_y) and (curve.raw_y.min() < 0 or curve.raw_y.max() > 1):
                return True
    return False
