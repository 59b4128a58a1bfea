"""The bar of the walk: play, stations, duration, loop, export."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.walk.clip_dialog import ClipDialog, ClipOptions
from studio.explorer.walk.model import WalkModel
from studio.explorer.walk.player import WalkPlayer
from studio.explorer.walk.strip import WalkStrip
from studio.widgets.number_field import NumberField
from studio.workers.engine import Answer
from studio.workers.explorer.designs import Model, known_class, latent_for
from studio.workers.explorer.models import model_words
from studio.workers.workbench import Workbench

SECONDS = 6.0


class WalkBar(QObject):
    """Fills the workspace's strip. `frame(image, words)` while it plays, `ended` when the large view is free again."""

    frame = Signal(QImage, str)
    ended = Signal()
    changed = Signal()
    """Stations, duration or loop are others."""

    def __init__(self, workbench: Workbench, model: WalkModel, row: QHBoxLayout, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._owner = owner
        self._model: Model | None = None
        self._last_clip = Path()
        self.stations = model
        self.strip = WalkStrip(model)
        self.player = WalkPlayer(workbench.engine, self)
        self.play_button = theme.make_button("Walk", "quiet", name="explore.play", icon_name="play", shortcut_hint="L")
        self.seconds = NumberField(
            "explore.seconds", "Duration of the walk in seconds", minimum=0.5, maximum=600, step=0.5
        )
        self.seconds.set_value(SECONDS)
        self.seconds.setFixedWidth(52)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.setToolTip("How long the walk takes, in seconds: Up and Down change it")
        unit = theme.make_label("s", "quiet")
        self.loop = theme.make_button("Loop", "chip", name="explore.loop", checkable=True)
        self.loop.setToolTip("Go back to the first design, round and round")
        self.export_button = theme.make_button("Export…", name="explore.export", tip="As a clip  (Ctrl+E)")
        for widget in (self.play_button, self.strip, self.seconds, unit, self.loop, self.export_button):
            row.addWidget(widget, 1 if widget is self.strip else 0)
        self.play_button.clicked.connect(self.toggle)
        self.export_button.clicked.connect(self.export)
        self.seconds.changed.connect(self._on_changed)
        self.loop.toggled.connect(self._on_loop)
        model.changed.connect(self._on_changed)
        self.player.preparing.connect(self._on_preparing)
        self.player.started.connect(self._show_state)
        self.player.frame.connect(self._on_frame)
        self.player.stopped.connect(self._on_stopped)
        self.player.failed.connect(functools.partial(workbench.report_error, "Playing the walk"))
        self._show_state()

    def set_model(self, model: Model | None) -> None:
        """Another model draws the stations."""
        self.player.stop()
        self._model = model
        self.stations.refresh()
        self._show_state()

    def restore(self, stations: Sequence[Point], seconds: float, *, loop: bool) -> None:
        """The walk of another project, or as it was left."""
        self.stations.set_designs(stations)
        self.seconds.set_value(seconds)
        self.loop.setChecked(loop)

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
        elif self.ready and self._model is not None:
            self.player.play(self._model, self.stations.designs, self.seconds_wanted, loop=self.loop.isChecked())
            self._show_state()

    def stop(self) -> None:
        """Stop playing."""
        self.player.stop()

    def _on_changed(self) -> None:
        self.player.stop()
        self._show_state()
        self.changed.emit()

    def _on_loop(self, loop: bool) -> None:
        self.strip.set_loops(loop)
        self._on_changed()

    def _show_state(self) -> None:
        active, ready = self.player.active, self.ready
        words = "Stop" if self.player.playing else "Drawing…" if active else "Walk"
        self.play_button.setText(f"{words}   L" if not active or self.player.playing else words)
        self.play_button.setAccessibleName("Stop the walk" if active else "Play the walk")
        self.play_button.setIcon(theme.icon("stop" if active else "play"))
        self.play_button.setEnabled(ready)
        self.play_button.setToolTip("" if ready else "A walk needs two designs or more")
        self.export_button.setEnabled(ready)

    def _on_preparing(self, drawn: int, needed: int) -> None:
        self.play_button.setText(f"Drawing {drawn} of {needed}")

    def _on_frame(self, image: QImage, seconds: float, position: float) -> None:
        self.strip.set_position(position)
        self.frame.emit(image, f"{seconds:.1f} of {self.seconds_wanted:.1f} s")

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
            self._workbench.settings, name=f"{model_words(model.name)} walk", size=model.size, stations=count,
            seconds=self.seconds_wanted, loop=self.loop.isChecked(), parent=self._owner.window(),
        )  # fmt: skip
        dialog.chosen.connect(functools.partial(self._export, model))
        dialog.open()

    def _export(self, model: Model, options: ClipOptions) -> None:
        designs = self.stations.designs
        params: dict[str, object] = {
            "model": str(model.path), "path": str(options.path), "seconds": self.seconds_wanted,
            "fps": float(options.fps), "loop": self.loop.isChecked(), "scale": options.scale, "smooth": options.smooth,
        }  # fmt: skip
        if model.class_names:
            params["class_name"] = [known_class(model, design.class_name) for design in designs]
        if model.truncation:
            params["psi"] = designs[0].psi
        points = np.stack([latent_for(design, model.z_dim) for design in designs])
        self._workbench.engine.call(
            "export_clip", params, [points], name=f"Exporting {options.path.name}", done=self._exported
        )

    def _exported(self, answer: Answer) -> None:
        self._last_clip = Path(answer.values["path"])
        width, height = answer.values["width"], answer.values["height"]
        self._workbench.notify(
            f"Exported “{self._last_clip.name}”, {width} × {height}", action="Show folder", callback_=self._show_folder
        )

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last_clip.parent)))
