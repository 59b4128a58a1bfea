"""The bar of the walk: play, stations, duration, loop, export."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.latent.interpolation.walk import Easing, Walk
from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.session_state import StoredWalk
from studio.explorer.walk.clip_dialog import ClipDialog, ClipOptions
from studio.explorer.walk.model import WalkModel
from studio.explorer.walk.player import WalkPlayer, fitted_walk
from studio.explorer.walk.segment_window import LONGEST, SegmentWindow
from studio.explorer.walk.strip import WalkStrip
from studio.widgets.fields.number_field import NumberField
from studio.words import sides_words, tr
from studio.workers.engine import Answer
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import model_words
from studio.workers.workbench import Workbench

SECONDS = 6.0


class WalkBar(QObject):
    """Fills the workspace's strip. `frame(image, words)` while it plays, `ended` when the large view is free again."""

    frame = Signal(QImage, str)
    ended = Signal()
    changed = Signal()
    """Stations, their ways, duration or loop are others."""

    def __init__(self, workbench: Workbench, model: WalkModel, row: QHBoxLayout, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._owner = owner
        self._model: Model | None = None
        self._last_clip = Path()
        self.stations = model
        self.strip = WalkStrip(model)
        self.player = WalkPlayer(workbench.engine, self)
        self.play_button = theme.make_button(
            tr("Walk"), "quiet", name="explore.play", icon_name="play", shortcut_hint="L"
        )
        self.seconds = NumberField(
            "explore.seconds", tr("Duration of the walk in seconds"), minimum=0.5, maximum=600, step=0.5
        )
        self.seconds.set_value(SECONDS)
        theme.set_scaled(self.seconds, width=52)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.setToolTip(tr("How long the walk takes, in seconds: Up and Down change it"))
        unit = theme.make_label("s", "quiet")
        self.loop = theme.make_button(tr("Loop"), "chip", name="explore.loop", checkable=True)
        self.loop.setToolTip(tr("Go back to the first design, round and round"))
        self.straight = theme.make_button(tr("Straight"), "chip", name="explore.straight", checkable=True)
        self.export_button = theme.make_button(tr("Export…"), name="explore.export", tip=tr("As a clip"), keys="Ctrl+E")
        for widget in (self.play_button, self.strip, self.seconds, unit):
            row.addWidget(widget, 1 if widget is self.strip else 0)
        way = QVBoxLayout()  # one above the other: the width is the stations'
        way.setSpacing(theme.UNIT // 2)
        way.addWidget(self.loop)
        way.addWidget(self.straight)
        row.addLayout(way)
        row.addWidget(self.export_button)
        self.play_button.clicked.connect(self.toggle)
        self.export_button.clicked.connect(self.export)
        self.seconds.changed.connect(self._on_changed)
        self.loop.toggled.connect(self._on_loop)
        self.straight.toggled.connect(self._on_changed)
        self.strip.segment_wanted.connect(self._ask_segment)
        model.changed.connect(self._on_changed)
        self.player.preparing.connect(self._on_preparing)
        self.player.started.connect(self._show_state)
        self.player.frame.connect(self._on_frame)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(functools.partial(workbench.report_error, tr("Playing the walk")))
        self._show_state()

    def set_model(self, model: Model | None) -> None:
        """Another model draws the stations."""
        self.player.stop()
        self._model = model
        self.stations.refresh()
        self._show_state()

    def restore(self, stored: StoredWalk) -> None:
        """The walk of another project, or as it was left."""
        self.stations.set_designs(stored.stations, stored.segments)
        self.seconds.set_value(stored.seconds)
        self.loop.setChecked(stored.loop)
        self.straight.setChecked(stored.way == "straight")

    @property
    def stored(self) -> StoredWalk:
        """As a project keeps it."""
        return StoredWalk(
            tuple(self.stations.designs), self.seconds_wanted, self.loop.isChecked(), tuple(self.stations.segments),
            "straight" if self.straight.isChecked() else "round",
        )  # fmt: skip

    @property
    def route(self) -> Walk | None:
        """As the engine takes it; None without two stations."""
        stored = self.stored
        if len(stored.stations) < 2:
            return None
        return Walk.model_construct(
            stations=stored.stations, segments=stored.segments, loop=stored.loop, way=stored.way
        )  # fmt: skip

    @property
    def seconds_wanted(self) -> float:
        """How long the walk is to take; the usual time while no number is typed."""
        value = self.seconds.value
        return SECONDS if value is None else float(value)

    @property
    def ready(self) -> bool:
        """Whether there is a walk to be played."""
        return self._model is not None and len(self.stations.designs) >= 2

    def toggle(self) -> None:
        """Play, or stop playing."""
        if self.player.active:
            self.player.stop()
        elif self._model is not None and (route := self.route) is not None:
            self.player.play(self._model, route, self.seconds_wanted)
            self._show_state()

    def put(self, designs: Sequence[Point], row: int | None = None) -> bool:
        """Put designs before the station `row`, or at the end; whether all found room. What did not is told."""
        put = self.stations.insert(self.strip.count if row is None else row, designs)
        if put < len(designs):
            self._workbench.notify(tr("The walk is full: take some stations out first."))
        if row is None and self.strip.count:
            self.strip.scrollTo(self.stations.index(self.strip.count - 1))
        return put == len(designs)

    def stop(self) -> None:
        """Stop playing."""
        self.player.stop()

    def _on_changed(self) -> None:
        if self.player.active and (route := self.route) is not None:
            self.player.change(route, self.seconds_wanted)
        else:
            self.player.stop()
        self._show_state()
        self.changed.emit()

    def _on_loop(self, loop: bool) -> None:
        self.strip.set_loops(loop)
        self._on_changed()

    def _show_state(self) -> None:
        active, ready = self.player.active, self.ready
        words = tr("Stop") if self.player.playing else tr("Drawing…") if active else tr("Walk")
        self.play_button.setText(tr("{button}   L", button=words) if not active or self.player.playing else words)
        self.play_button.setAccessibleName(tr("Stop the walk") if active else tr("Play the walk"))
        self.play_button.setIcon(theme.icon("stop" if active else "play"))
        self.play_button.setEnabled(ready)
        self.play_button.setToolTip("" if ready else tr("A walk needs two designs or more"))
        self.export_button.setEnabled(ready)
        why_not = self._model.offers.get("mix", "") if self._model is not None else ""
        self.straight.setEnabled(not why_not)
        tip = tr("From design to design on the line between their styles, instead of round on the sphere of latents")
        self.straight.setToolTip(why_not or tip)
        self.straight.setAccessibleDescription(why_not or tip)
        self.strip.set_times(self.segment_seconds())

    # ---- the ways between stations ----------------------------------------------------------------------------

    def segment_seconds(self) -> list[float]:
        """How long each way takes."""
        model, route = self._model, self.route
        if model is None or route is None:
            return []
        shares = fitted_walk(route, model).shares(model)
        return [float(share) for share in shares * self.seconds_wanted / (shares.sum() or 1.0)]

    def _ask_segment(self, row: int) -> None:
        times = self.segment_seconds()
        if row >= len(times):
            return
        to = (row + 1) % self.strip.count + 1
        window = SegmentWindow(
            tr("From {first} to {last}", first=row + 1, last=to), self.stations.segments[row], times[row], self.strip
        )
        window.timed.connect(functools.partial(self._set_time, window, row))
        window.eased.connect(functools.partial(self._set_easing, row))
        window.adjustSize()
        link = self.strip.link_of(row)
        at = self.strip.viewport().mapToGlobal(link.topLeft())
        window.move(at.x() - window.width() // 2 + link.width() // 2, at.y() - window.height() - theme.UNIT)
        window.show()
        window.seconds.setFocus()
        window.seconds.selectAll()

    def _set_time(self, window: SegmentWindow, row: int, seconds: float | None) -> None:
        """Let a way take so long; the others keep their times, and the whole becomes longer or shorter."""
        model, route = self._model, self.route
        if model is None or route is None or row >= route.segment_count:
            return
        shares = fitted_walk(route, model).shares(model)
        of_one = self.seconds_wanted / (float(shares.sum()) or 1.0)
        own = None if seconds is None else min(1000.0, seconds / of_one)
        segment = self.stations.segments[row].model_copy(update={"share": own})
        others = of_one * float(shares.sum() - shares[row])
        if own is None:
            segments = (*route.segments[:row], segment, *route.segments[row + 1 :])
            natural = fitted_walk(route.model_copy(update={"segments": segments}), model).shares(model)[row]
            seconds = of_one * float(natural)
            window.show_seconds(seconds)
        self._set_seconds(max(0.5, min(LONGEST, others + (seconds or 0.0))))
        self.stations.set_segment(row, segment)

    def _set_seconds(self, seconds: float) -> None:
        self.seconds.show_value(round(seconds, 2))

    def _set_easing(self, row: int, easing: Easing) -> None:
        segment = self.stations.segments[row]
        self.stations.set_segment(row, segment.model_copy(update={"easing": easing}))

    def _on_preparing(self, drawn: int, needed: int) -> None:
        self.play_button.setText(tr("Drawing {drawn} of {needed}", drawn=drawn, needed=needed))

    def _on_frame(self, image: QImage, seconds: float, position: float) -> None:
        self.strip.set_position(position)
        self.frame.emit(image, tr("{seconds:.1f} of {total:.1f} s", seconds=seconds, total=self.seconds_wanted))

    def _on_stopped(self) -> None:
        self.strip.set_position(None)
        self._show_state()
        self.ended.emit()

    # ---- export -------------------------------------------------------------------------------------------

    def export(self) -> None:
        """Ask how, then write the walk as a clip in the background."""
        model, count = self._model, len(self.stations.designs)
        if model is None or count < 2:
            return
        self.player.stop()
        dialog = ClipDialog(
            self._workbench.settings,
            name=tr("{model} walk", model=model_words(model.name)),
            size=model.size,
            stations=count,
            seconds=self.seconds_wanted,
            loop=self.loop.isChecked(),
            parent=self._owner.window(),
        )
        dialog.chosen.connect(functools.partial(self._export, model))
        dialog.open()

    def _export(self, model: Model, options: ClipOptions) -> None:
        route = self.route
        if route is None:
            return
        route = fitted_walk(route, model)
        params: dict[str, object] = {
            "model": str(model.path), "path": str(options.path), "seconds": self.seconds_wanted,
            "fps": float(options.fps), "loop": route.loop, "scale": options.scale, "smooth": options.smooth,
            "points": [point.values() for point in route.stations], "way": route.way,
            "segments": [segment.model_dump() for segment in route.segments],
        }  # fmt: skip
        self._workbench.engine.call(
            "export_clip", params, name=tr("Exporting {name}", name=options.path.name), done=self._exported
        )

    def _exported(self, answer: Answer) -> None:
        self._last_clip = Path(answer.values["path"])
        size = sides_words(answer.values["width"], answer.values["height"])
        self._workbench.notify(
            tr("Exported “{name}”, {size}", name=self._last_clip.name, size=size),
            action=tr("Show folder"),
            callback_=self._show_folder,
        )

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last_clip.parent)))
