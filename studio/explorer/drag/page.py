"""The mode in which a design is pulled by handles, live."""

from __future__ import annotations

import math
from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.latent import masks
from gan_engine.latent.point import Handle, Mask, Point
from studio import theme
from studio.command import Command
from studio.engine_words import error_words
from studio.explorer.drag.canvas import DragCanvas
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.grid.layout import MARGIN
from studio.widgets.sliders import NamedSlider
from studio.words import count_words, percent_words, tr, tr_noop
from studio.workers.explorer.designs import MODE_LARGE, Model
from studio.workers.explorer.dragging import DragNews, DragRun

_ROOM = 0.22
"""Around handles and their ways, what may change when everything else is to stay."""
_REMEMBERED = 200
"""Designs whose handles come back with them."""


class DragPage(ExploreMode):
    key = "drag"
    title = tr_noop("Drag")
    icon = "hand-grabbing"
    tip = tr_noop("Pull parts of the design to where they should be.")
    words = tr_noop("pull handle move pose shape warp")
    hint = tr_noop("Pull a handle · Alt (B: by keys) paints what stays · arrows move it · Enter starts and stops")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self._run = DragRun(context.workbench.engine, self)
        self._run.moved.connect(self._on_step)
        self._run.ended.connect(self._on_ended)
        self._run.failed.connect(self._on_failed)
        self._point: Point | None = None
        self._steps = 0
        self._begun = 0.0
        """When the first step had been made, in seconds of the drag."""
        self._handles_at: OrderedDict[Point, Sequence[Handle]] = OrderedDict()

    def offered(self, model: Model) -> str:
        return model.offers["drag"]

    # ---- its widgets ------------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        widget = QWidget()
        self.canvas = DragCanvas()
        self.start_button = theme.make_button(tr("Start"), "primary", name="explore.drag.start", shortcut_hint="Enter")
        self.said = theme.make_label("", "quiet", wrap=True)
        self.said.setObjectName("explore.drag.said")
        column = QVBoxLayout(widget)
        column.setContentsMargins(MARGIN, 0, theme.SCROLL_BAR, 12)
        column.setSpacing(12)
        column.addWidget(self.canvas, 1)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.said, 1)
        line.addWidget(self.start_button)
        column.addLayout(line)
        widget.setFocusProxy(self.canvas)
        self.canvas.handles_changed.connect(self._on_edited)
        self.canvas.settled.connect(self._on_edited)
        self.canvas.accepted.connect(self.start_or_stop)
        self.start_button.clicked.connect(self.start_or_stop)
        self.context.point_changed.connect(self._on_point)
        self.context.model_changed.connect(self._on_model)
        self.context.pictures.drawn.connect(self._show_picture)
        return widget

    def make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.add_button = theme.make_button(tr("Add a handle"), name="explore.drag.add", shortcut_hint="Ins")
        self.remove_button = theme.make_button(tr("Remove it"), name="explore.drag.remove", shortcut_hint="Del")
        self.clear_button = theme.make_button(tr("Remove all"), "quiet", name="explore.drag.clear")
        self.paint_button = theme.make_button(
            tr("Paint what stays"), "chip", name="explore.drag.paint", checkable=True,
            tip=tr("Paint with the mouse; Shift or the right button wipes out. With Alt you can always paint."),
        )  # fmt: skip
        self.keep_button = theme.make_button(
            tr("All far from handles"), name="explore.drag.keep-rest", tip=tr("All but what lies around them stays")
        )
        self.free_button = theme.make_button(tr("Nothing need stay"), "quiet", name="explore.drag.keep-nothing")
        self.brush = NamedSlider(
            "explore.drag.brush", tr("Brush"), 0.01, 0.4, self.canvas.brush, label_width=48, words=percent_words
        )
        column.addWidget(theme.make_label(tr("Handles"), "section"))
        for button in (self.add_button, self.remove_button, self.clear_button):
            column.addWidget(button)
        column.addSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("What stays as it is"), "section"))
        for each in (self.keep_button, self.paint_button, self.brush, self.free_button):
            column.addWidget(each)
        self.add_button.clicked.connect(self.canvas.add)
        self.remove_button.clicked.connect(self.canvas.remove)
        self.clear_button.clicked.connect(self.clear)
        self.paint_button.toggled.connect(self._on_paint)
        self.keep_button.clicked.connect(self.keep_rest)
        self.free_button.clicked.connect(self.keep_nothing)
        self.brush.moved.connect(self.canvas.set_brush)
        self.canvas.brush_changed.connect(self.brush.set_value)
        return panel

    def commands(self) -> list[Command]:
        def is_open() -> bool:
            return self._point is not None

        return [
            Command(
                "explore.drag.run", tr("Start or stop the drag"), self.start_or_stop, enabled=is_open, icon=self.icon
            ),
            Command(
                "explore.drag.keep-rest",
                tr("Drag: all but around the handles stays"),
                self.keep_rest,
                enabled=is_open,
                icon=self.icon,
            ),
        ]

    def begin(self, point: Point | None) -> None:
        self._take(point)

    def leave(self) -> None:
        self._run.stop()
        self.context.pictures.want(MODE_LARGE, [])
        self._point = None

    def escape(self) -> bool:
        running = self._run.running
        self._run.stop()
        return running

    # ---- what is wanted ---------------------------------------------------------------------------------------

    def start_or_stop(self) -> None:
        """Pull the design by its handles, or end that with what has been reached."""
        model, point = self.context.model, self._point
        if self._run.running:
            self._run.stop()
        elif model is not None and point is not None and self.canvas.handles:
            kept = Mask.of(self.canvas.region) if self.canvas.region.any() else None
            self.said.setText(tr("Looking at the design…"))
            self._remember(point)
            self._steps = 0
            self._run.start(model, point, self.canvas.handles, kept)
            self._refresh()

    def clear(self) -> None:
        """Take all handles away."""
        self.canvas.set_handles([])

    def keep_rest(self) -> None:
        """Everything is to stay but what lies around the handles."""
        ways = [(handle.x, handle.y, handle.to_x, handle.to_y) for handle in self.canvas.handles]
        region = self.canvas.region
        self.canvas.set_region(1 - masks.around(ways, _ROOM, *region.shape) if ways else region)
        self._refresh()

    def keep_nothing(self) -> None:
        """Anything may change."""
        self.canvas.set_region(self.canvas.empty_region())
        self._refresh()

    # ---- what comes -------------------------------------------------------------------------------------------

    def _on_step(self, news: DragNews) -> None:
        if news.image is not None:
            self.canvas.set_image(news.image, hard=self.context.pictures.hard)
        self.canvas.show_at(news.at)
        self._steps = news.number
        if not news.number:
            self._begun = news.seconds
        taken = news.seconds - self._begun
        pace = tr("{number:.0f} steps a second, ", number=news.number / taken) if taken > 0 else ""
        self.said.setText(tr("{pace}{pixels} to go", pace=pace, pixels=_pixels(news.left)))

    def _on_ended(self, point: Point, ending: str) -> None:
        left = self._left()
        self.said.setText(tr(_END_WORDS[ending], left=left))
        before, self._point = self._point, point
        self._remember(point)
        if before is not None and point != before:
            # The number tells two runs apart that follow each other at once: each is a step of undo.
            self.context.change(point, tr("drag the design, {steps}", steps=count_words(self._steps, "step")))
        self._want()
        self._refresh()

    def _on_failed(self, error: BaseException) -> None:
        self.said.setText(error_words(error, "what"))
        self._want()
        self._refresh()

    def _on_model(self) -> None:
        """Another model draws: what the one before was pulled by has nothing to do with it."""
        self._run.give_up()
        self._handles_at.clear()
        if self._point is not None:
            self._take(self.context.present)

    def _on_point(self) -> None:
        """Another design is in the large view: chosen, or come back by undo, with the handles it had."""
        if self._point is not None and self.context.present != self._point:
            self._run.give_up()
            self._take(self.context.present)

    def _take(self, point: Point | None) -> None:
        self._point = point
        if self.context.model is not None:
            self.canvas.set_shape(self.context.model.size)
        if point is not None:
            self.canvas.set_handles(self._handles_at.get(point, ()))
            self.said.setText("" if self.canvas.handles else tr("Press on a part of the design and handle."))
        self._want()
        self._refresh()

    def _remember(self, point: Point) -> None:
        self._handles_at[point] = self.canvas.handles
        self._handles_at.move_to_end(point)
        if len(self._handles_at) > _REMEMBERED:
            self._handles_at.popitem(last=False)

    def _want(self) -> None:
        """Have the design drawn as it is kept."""
        self.context.pictures.want(MODE_LARGE, [self._point] if self._point is not None else [])
        self._show_picture()

    def _show_picture(self) -> None:
        if self._point is None or self._run.running:
            return
        if (image := self.context.pictures.largest_picture(self._point)) is not None:
            self.canvas.set_image(image, hard=self.context.pictures.hard)

    def _on_paint(self, on: bool) -> None:
        self.canvas.paints = on
        self.canvas.update()

    def _on_edited(self) -> None:
        """By hand: the words of the last drag are old."""
        if not self._run.running:
            self.said.setText("")
        if self._point is not None:
            self._remember(self._point)
        self._refresh()

    def _refresh(self) -> None:
        running, handles = self._run.running, bool(self.canvas.handles)
        text = tr("Stop") if running else tr("Start")
        self.start_button.setText(tr("{button}   Enter", button=text))
        self.start_button.setAccessibleName(text)
        self.start_button.setEnabled(running or (handles and self._point is not None))
        self.canvas.locked = running
        self.add_button.setEnabled(not running)
        self.remove_button.setEnabled(not running and self.canvas.chosen >= 0)
        self.clear_button.setEnabled(not running and handles)
        self.keep_button.setEnabled(not running and handles)
        self.free_button.setEnabled(not running and bool(self.canvas.region.any()))

    def _left(self) -> str:
        if self.context.model is None:
            return _pixels(0.0)
        size = self.context.model.size
        ways = [
            math.hypot((one.to_x - one.x) * size.width, (one.to_y - one.y) * size.height) for one in self.canvas.handles
        ]
        return _pixels(max(ways, default=0.0))


_END_WORDS = {
    "reached": tr_noop("There."),
    "stuck": tr_noop("It comes no nearer than {left}: pull less far, or let less stay as it is."),
    "stopped": tr_noop("Stopped, with {left} to go."),
}


def _pixels(count: float) -> str:
    return tr("less than a pixel") if count < 1 else count_words(round(count), "pixel")
