"""The mode in which a dot is moved between four designs, and what lies there is drawn live."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gan_engine.errors import EngineError
from gan_engine.latent.interpolation.blending import blend
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.engine_words import error_words
from studio.explorer.design_well import DesignWell
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.explorer.pad.canvas import PadCanvas
from studio.words import tr, tr_noop
from studio.workers.explorer.chosen_designs import ChosenDesigns
from studio.workers.explorer.designs import MODE, MODE_LARGE, fitted_to
from studio.workers.explorer.live_drawing import LiveDrawing

CORNERS = (tr_noop("Top left"), tr_noop("Top right"), tr_noop("Bottom left"), tr_noop("Bottom right"))
_WELL = 96
_DOT = "explore.pad.dot"


class PadPage(ExploreMode):
    key = "pad"
    title = tr_noop("Pad")
    icon = "squares-four"
    tip = tr_noop("Move between four designs.")
    words = tr_noop("blend corners bilinear morph between")
    hint = tr_noop("Drag the dot, or arrows · Home centre · S keep · W walk · drop designs at the corners")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.corners: list[Point] = []
        self.wells: list[DesignWell] = []
        self._first: list[Point] = []
        """The corners that nobody chose."""
        self._made: Point | None = None

    # ---- its widgets ------------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        widget = QWidget()
        grid = QGridLayout(widget)
        grid.setContentsMargins(0, 0, theme.SCROLL_BAR, 12)
        grid.setSpacing(theme.UNIT)
        self.canvas = PadCanvas()
        self.canvas.move_to(*_two_shares(self.context.settings.get(_DOT, [])))
        grid.addWidget(self.canvas, 0, 1, 2, 1)
        for number, words in enumerate(map(tr, CORNERS)):
            well = DesignWell(self.context, f"explore.pad.corner.{number}", words)
            well.setFixedSize(_WELL, _WELL)
            well.taken.connect(functools.partial(self._put, number))
            side = Qt.AlignmentFlag.AlignTop if number < 2 else Qt.AlignmentFlag.AlignBottom
            grid.addWidget(well, number // 2, 2 * (number % 2), side)
            self.wells.append(well)
        grid.setColumnStretch(1, 1)
        widget.setFocusProxy(self.canvas)
        self._designs = ChosenDesigns(self.context.workbench, "pad", self)
        self._designs.changed.connect(self._on_designs)
        self._live = LiveDrawing(self.context.pictures, MODE_LARGE, self)
        self._live.drawn.connect(self._on_live)
        self.canvas.moved.connect(self._on_moved)
        self.canvas.settled.connect(self._on_settled)
        self.context.pictures.drawn.connect(self._show_pictures)
        self.context.model_changed.connect(self._on_model)
        return widget

    def make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        self.others_button = theme.make_button(tr("Other designs"), name="explore.pad.others", icon_name="shuffle")
        self.middle_button = theme.make_button(tr("Back to the middle"), "quiet", name="explore.pad.middle")
        column.addWidget(theme.make_label(tr("Corners"), "section"))
        column.addWidget(self.others_button)
        column.addWidget(self.middle_button)
        self.others_button.clicked.connect(self.take_others)
        self.middle_button.clicked.connect(self._to_middle)
        return panel

    def commands(self) -> list[Command]:
        return [
            Command("explore.pad.others", tr("Other designs at the corners of the pad"), self.take_others,
                    enabled=lambda: bool(self.corners), words=tr("shuffle"), icon="shuffle"),
        ]  # fmt: skip

    def begin(self, point: Point | None) -> None:
        if self._designs.known:
            self._show()
        else:
            self.corners = []
            self._first = [point] if point is not None else []
            self._designs.load()

    def leave(self) -> None:
        self._live.stop()
        self.context.pictures.want(MODE, [])

    def chosen(self) -> Sequence[Point]:
        return [self._made] if self._made is not None else []

    # ---- what is done -------------------------------------------------------------------------------------

    def take_others(self) -> None:
        """Fresh designs at all corners."""
        self.corners = self.context.chance(len(CORNERS))
        self._designs.put({"corners": self.corners}, tr("put other designs at the corners"))
        self._show()

    def _put(self, number: int, point: Point) -> None:
        if self.corners:
            self.corners[number] = point
            self._designs.put({"corners": self.corners}, tr("put another design at a corner"))
            self._show()

    def _on_designs(self) -> None:
        """They have been read, or are others by undo."""
        corners = self._designs.lists.get("corners", ())
        if len(self._first) < len(CORNERS):
            self._first = self.context.to_begin_with(self._first, len(CORNERS))
        self.corners = list(corners if len(corners) == len(CORNERS) else self._first)
        if self.is_open:
            self._show()

    def _to_middle(self) -> None:
        self.canvas.move_to(0.5, 0.5)
        self._on_settled()

    def _on_moved(self, x: float, y: float) -> None:
        self._blend()
        if self._made is not None:
            self._live.follow(self._made)

    def _on_settled(self) -> None:
        """The hand rests: what lies there is looked at as any design. Where the dot is, is remembered."""
        self.context.settings.set(_DOT, list(self.canvas.at))
        if self._made is not None:
            self.context.show(self._made)

    # ---- showing ------------------------------------------------------------------------------------------

    def _blend(self) -> None:
        model = self.context.model
        if model is None or not self.corners:
            return
        x, y = self.canvas.at
        weights = [(1 - x) * (1 - y), x * (1 - y), (1 - x) * y, x * y]
        try:
            self._made = blend([fitted_to(model, corner) for corner in self.corners], weights, model)
        except EngineError as error:
            self.context.workbench.notify(error_words(error, "what", "do"))

    def _on_model(self) -> None:
        if self.is_open and self.corners:
            self._show()

    def _show(self) -> None:
        """The corners, and what lies between them."""
        if not self.corners:
            return
        if self.context.model is not None:
            self.canvas.set_shape(self.context.model.size)
        for well, corner in zip(self.wells, self.corners, strict=True):
            well.show_point(corner)
        self.context.pictures.want(MODE, self.corners)
        self._blend()
        if self._made is not None:
            self._live.jump(self._made)

    def _show_pictures(self) -> None:
        for well in self.wells:
            well.refresh()

    def _on_live(self, point: Point) -> None:
        pictures = self.context.pictures
        self.canvas.set_image(pictures.full_picture(point), hard=pictures.hard)


def _two_shares(kept: Sequence[object]) -> tuple[float, float]:
    """The place of the dot, as it was kept; the middle where that is none."""
    across_down = [float(each) for each in kept if isinstance(each, int | float) and 0 <= each <= 1]
    return (across_down[0], across_down[1]) if len(across_down) == len(kept) == 2 else (0.5, 0.5)
