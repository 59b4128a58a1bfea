"""The plots of a run, one under another over one axis of kimg. Imports pyqtgraph: imported when first shown."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.training.plot_header import Entry, PlotHeader
from studio.training.plot_panel import PlotPanel
from studio.training.words import kimg_words
from studio.workers.curves import Curve, View
from studio.workers.follower import RunView

_SETTLED = 60  # milliseconds after which a view the user moved to is computed anew
_MORE = (theme.QUIET, "#c9c9c9", "#8f8f8f")
"""Greys for curves beyond the two that carry colour."""


@dataclass(frozen=True)
class PanelKind:
    """What a panel shows."""

    key: str
    title: str
    group: str
    """Quantities whose names begin so."""
    known: dict[str, tuple[str, str, str]]
    """Quantity to (words, colour, unit)."""
    share: int
    """Of the height."""
    log: bool = False
    """Whether the logarithmic scale applies."""
    floor: float | None = None
    ceiling: float | None = None
    note: str = ""


PANELS = (
    PanelKind(
        "losses", "Losses", "losses.",
        {
            "losses.generator": ("generator", theme.ACCENT, ""),
            "losses.discriminator": ("discriminator", theme.BLUE, ""),
        },
        4, log=True,
    ),
    PanelKind(
        "scores", "Scores", "scores.",
        {"scores.real": ("your art", theme.BLUE, ""), "scores.fake": ("designs", theme.ACCENT, "")},
        3, floor=0.0, ceiling=1.0, note="1 taken for real, 0 for fake",
    ),
    PanelKind(
        "speed", "Speed", "images_per_second",
        {"images_per_second": ("pictures a second", theme.TEXT, "")},
        2, floor=0.0,
    ),
)  # fmt: skip


class Plots(QWidget):
    """`look_wanted(View)`: what is now on the screen; `time_wanted(kimg)`: the user clicked there."""

    look_wanted = Signal(object)
    time_wanted = Signal(float)
    hovered = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.plots")
        self._run: RunView | None = None
        self._whole = True
        self._smoothing = 0.3
        self._log = False
        self._cross: float | None = None
        self._hidden: set[str] = set()
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settling.timeout.connect(self._look)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.panels: dict[str, PlotPanel] = {}
        self.headers: dict[str, PlotHeader] = {}
        first: PlotPanel | None = None
        for kind in PANELS:
            header = PlotHeader(f"train.plots.{kind.key}.header", kind.title)
            panel = PlotPanel(f"train.plots.{kind.key}", f"Plot of {kind.title.lower()} over kimg")
            panel.floor, panel.ceiling = kind.floor, kind.ceiling
            panel.setMinimumHeight(20 * kind.share)
            panel.hovered.connect(self._on_hovered)
            panel.chosen.connect(self.time_wanted)
            panel.looked_at.connect(self._on_looked)
            panel.reset_wanted.connect(self.show_all)
            if first is None:
                first = panel
            else:
                panel.setXLink(first)
            column.addWidget(header)
            column.addWidget(panel, kind.share)
            self.panels[kind.key], self.headers[kind.key] = panel, header
        assert first is not None
        first.installEventFilter(self)
        self._first = first
        self._arrange()

    # ---- what the user sets ---------------------------------------------------------------------------------

    def set_smoothing(self, smoothing: float) -> None:
        """0 to 1."""
        self._smoothing = smoothing
        self._settling.start()

    def set_log(self, log: bool) -> None:
        """Losses on a logarithmic scale."""
        self._log = log
        for kind in PANELS:
            if kind.log:
                self.panels[kind.key].set_log(log)
        self._say()

    def show_panel(self, key: str, shown: bool) -> None:
        """Show or hide a plot."""
        (self._hidden.discard if shown else self._hidden.add)(key)
        self._arrange()

    def is_shown(self, key: str) -> bool:
        """Whether a plot is shown."""
        return key not in self._hidden

    def show_all(self) -> None:
        """The whole run, and on with it."""
        self._whole = True
        self._follow_end()
        self._look()

    def zoom(self, factor: float) -> None:
        """Show `factor` as much kimg, around the middle."""
        (start, end), _ = self._first.view.viewRange()
        middle, half = (start + end) / 2, (end - start) / 2 * factor
        if self._run is not None and 2 * half >= self._run.kimg:
            self.show_all()
            return
        self._whole = False
        self._first.set_range(max(0.0, middle - half), middle + half)
        self._settling.start()

    # ---- what the run brings --------------------------------------------------------------------------------

    def show_run(self, run: RunView) -> None:
        """Draw the run as it stands."""
        if self._run is None or self._run.path != run.path:
            self._whole = True
        self._run = run
        for kind in PANELS:
            curves = {name: run.curves[name] for name in self._names(kind)}
            colours = {name: self._look_of(kind, place, name)[1] for place, name in enumerate(curves)}
            self.panels[kind.key].set_curves(curves, colours)
        self._follow_end()
        self._say()

    def set_times(self, time: float | None, marks: list[tuple[float, str]]) -> None:
        """The moment whose samples are shown, and dots for moments of note."""
        for panel in self.panels.values():
            panel.set_times(time, marks)

    def _names(self, kind: PanelKind) -> list[str]:
        assert self._run is not None
        found = [name for name in self._run.curves if name.startswith(kind.group)]
        return sorted(
            found, key=lambda name: (name not in kind.known, list(kind.known).index(name) if name in kind.known else 0)
        )

    def _look_of(self, kind: PanelKind, place: int, name: str) -> tuple[str, str, str]:
        """Words, colour and unit of a curve."""
        return kind.known.get(name) or (name.partition(".")[2].replace("_", " "), _MORE[place % len(_MORE)], "")

    def _follow_end(self) -> None:
        if self._whole and self._run is not None:
            self._first.view.setLimits(
                xMin=0, xMax=max(self._run.kimg, 1e-3), minXRange=max(self._run.kimg / 2000, 1e-3)
            )
            self._first.set_range(0.0, self._run.kimg)

    # ---- looking --------------------------------------------------------------------------------------------

    def view(self) -> View:
        """What is on the screen."""
        points = max(200, self._first.width())
        if self._whole:
            return View(points=points, smoothing=self._smoothing)
        (start, end), _ = self._first.view.viewRange()
        return View(start, end, points, self._smoothing)

    def _look(self) -> None:
        self._settling.stop()
        self.look_wanted.emit(self.view())

    def _on_looked(self) -> None:
        (start, end), _ = self._first.view.viewRange()
        self._whole = self._run is None or (start <= 0 and end >= self._run.kimg * 0.999)
        self._settling.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._settling.start()
        return False

    def _on_hovered(self, kimg: object) -> None:
        self._cross = (
            kimg if isinstance(kimg, float) and self._run is not None and 0 <= kimg <= self._run.kimg else None
        )
        for panel in self.panels.values():
            panel.set_cross(self._cross)
        self._say()
        self.hovered.emit(self._cross)

    def _say(self) -> None:
        """Write the values under the cursor, or the newest, into the headers."""
        run = self._run
        if run is None:
            return
        for kind in PANELS:
            entries = []
            for place, name in enumerate(self._names(kind)):
                words, colour, unit = self._look_of(kind, place, name)
                entries.append(Entry(colour, words, self._value(run.curves[name]), unit))
            self.headers[kind.key].show_entries(entries, self._note(kind, run))

    def _value(self, curve: Curve) -> float | None:
        return curve.last if self._cross is None else curve.at(self._cross)

    def _note(self, kind: PanelKind, run: RunView) -> str:
        if self._cross is not None and kind.key == self._shown()[0]:
            return f"at {kimg_words(self._cross)} kimg"
        if not run.curves:
            return "the first numbers come in a moment" if kind.key == self._shown()[0] and _expected(run) else ""
        if kind.key == "losses":
            smooth = f"smoothed over {kimg_words(run.smoothed_over)} kimg" if run.smoothed_over else "as measured"
            return f"{smooth} · log" if self._log else smooth
        return kind.note

    def _shown(self) -> list[str]:
        return [kind.key for kind in PANELS if kind.key not in self._hidden] or [""]

    def _arrange(self) -> None:
        shown = self._shown()
        for kind in PANELS:
            self.panels[kind.key].setVisible(kind.key in shown)
            self.headers[kind.key].setVisible(kind.key in shown)
            self.panels[kind.key].show_figures(kind.key == shown[-1])
        self.setVisible(bool(shown[0]))


def _expected(run: RunView) -> bool:
    """Whether there is nothing yet because it has only just begun."""
    return run.status in ("starting", "running")
