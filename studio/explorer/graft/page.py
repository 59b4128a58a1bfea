"""The mode in which a part of one design is painted and put onto another, live."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gan_engine.latent import masks
from gan_engine.latent.point import Graft, Mask, Point
from studio import theme
from studio.command import Command
from studio.explorer.design_well import DesignWell
from studio.explorer.graft.canvases import DonorCanvas, GraftCanvas, HostCanvas
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.grid.layout import MARGIN
from studio.widgets.sliders import NamedSlider
from studio.words import percent_words, tr, tr_noop, written
from studio.workers.explorer.designs import MODE_LARGE, Model

_SETTLED = 250
"""Milliseconds after the last change until it is a step that can be taken back."""
_WELL = 96
_MOST_GROWN, _SOFTEST, _USUALLY_SOFT = 0.2, 0.25, 0.04
_KEY_GROWS = 0.01
_ROUND = 0.2
"""Radius of the part that the button puts into the middle."""


class GraftPage(ExploreMode):
    key = "graft"
    title = tr_noop("Graft")
    icon = "intersect"
    tip = tr_noop("Put a part of one design onto another.")
    words = tr_noop("transplant paste part combine mask paint")
    hint = tr_noop(
        "Paint what is taken (B: by keys) · Shift wipes out · on the right drag or arrows move it · + and - grow it"
    )

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self._host: Point | None = None
        self._made: Point | None = None
        """What the host has become, as it is shown."""
        self._donor: Point | None = None
        self._moved = (0.0, 0.0)
        """How far what is painted was moved on the donor, shares of width and height: another part is taken."""
        self._placed = (0.0, 0.0)
        """How far from its place in the donor the part is put onto the host."""
        self._committing = QTimer(self, singleShot=True, interval=_SETTLED)
        self._committing.timeout.connect(self._commit)

    def offered(self, model: Model) -> str:
        return model.offers["graft"]

    # ---- its widgets ------------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        widget = QWidget()
        self.donor_canvas, self.host_canvas = DonorCanvas(), HostCanvas()
        self._painted = self.donor_canvas.empty_region()
        self.said = theme.make_label("", "quiet", wrap=True)
        self.said.setObjectName("explore.graft.said")
        grid = QGridLayout(widget)
        grid.setContentsMargins(MARGIN, 0, theme.SCROLL_BAR, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(theme.UNIT)
        grid.addWidget(theme.make_label(tr("Take from"), "section"), 0, 0)
        grid.addWidget(theme.make_label(tr("Put onto"), "section"), 0, 1)
        grid.addWidget(self.donor_canvas, 1, 0)
        grid.addWidget(self.host_canvas, 1, 1)
        grid.addWidget(self.said, 2, 0, 1, 2)
        grid.setRowStretch(1, 1)
        widget.setFocusProxy(self.donor_canvas)
        self.donor_canvas.painted.connect(self._on_painted)
        self.donor_canvas.nudged.connect(self._on_nudged)
        self.host_canvas.nudged.connect(self._on_placed)
        for canvas in (self.donor_canvas, self.host_canvas):
            self._follow(canvas)
        self.context.point_changed.connect(self._on_point)
        self.context.model_changed.connect(self._on_model)
        self.context.pictures.drawn.connect(self._show_pictures)
        return widget

    def _follow(self, canvas: GraftCanvas) -> None:
        canvas.grown.connect(self._on_grown)
        canvas.settled.connect(self._commit)

    def make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.depth = NamedSlider("explore.graft.depth", tr("Brings"), 0, 1, 0, label_width=64, words=self._depth_words)
        self.grow = NamedSlider(
            "explore.graft.grow",
            tr("Grow"),
            -_MOST_GROWN,
            _MOST_GROWN,
            0,
            steps=80,
            label_width=64,
            words=written("+.0%"),
        )
        self.soft = NamedSlider(
            "explore.graft.soft", tr("Soft edge"), 0, _SOFTEST, _USUALLY_SOFT, steps=50, label_width=64,
            words=percent_words,
        )  # fmt: skip
        self.brush = NamedSlider(
            "explore.graft.brush",
            tr("Brush"),
            0.01,
            0.4,
            self.donor_canvas.brush,
            label_width=64,
            words=percent_words,
        )
        self.depth.setToolTip(
            tr("From which of the network's stages on: early ones bring form, late ones only surface")
        )
        self.middle_button = theme.make_button(
            tr("A part in the middle"),
            name="explore.graft.middle",
            tip=tr("A round one, to be moved and grown by keys"),
        )
        self.clear_button = theme.make_button(tr("Take nothing"), "quiet", name="explore.graft.clear")
        self.another_button = theme.make_button(
            tr("Graft another part"), name="explore.graft.another", tip=tr("Keep this one as it is and begin the next")
        )
        self.donor_well = DesignWell(self.context, "explore.graft.donor-well", tr("The design to take from"))
        self.donor_well.setFixedHeight(_WELL)
        groups: Sequence[tuple[str, Sequence[QWidget]]] = (
            (tr("Take from"), (self.donor_well,)),
            (tr("The part"), (self.depth, self.grow, self.soft, self.brush, self.middle_button, self.clear_button,
                          self.another_button)),
        )  # fmt: skip
        for title, widgets in groups:
            column.addWidget(theme.make_label(title, "section"))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(theme.UNIT)
        for slider in (self.depth, self.grow, self.soft):
            slider.moved.connect(self._on_changed)
        self.brush.moved.connect(self.donor_canvas.set_brush)
        self.donor_canvas.brush_changed.connect(self.brush.set_value)
        self.middle_button.clicked.connect(self.take_middle)
        self.clear_button.clicked.connect(self.take_nothing)
        self.another_button.clicked.connect(self.begin_another)
        self.donor_well.taken.connect(self._on_donor)
        return panel

    def commands(self) -> list[Command]:
        return [
            Command("explore.graft.take-from", tr("Take from this design, to graft it onto another"),
                    self.take_from_present, enabled=self._has_present, words=tr("donor"), icon=self.icon),
        ]  # fmt: skip

    def begin(self, point: Point | None) -> None:
        self._take(point)

    def leave(self) -> None:
        self._commit()
        self.context.pictures.want(MODE_LARGE, [])
        self._host = self._made = None

    # ---- what is wanted ---------------------------------------------------------------------------------------

    def take_from_present(self) -> None:
        """The design in the large view is what is taken from."""
        present = self.context.present
        if present is None:
            return
        if self._host is None:
            self._donor = present
            self.context.open_mode("graft")
            self.context.workbench.notify(tr("Now choose a design to put a part of it onto."))
        else:
            self._on_donor(present)

    def take_middle(self) -> None:
        """A round part in the middle is taken: to be moved and grown by keys."""
        middle = (0.5, 0.5)
        self._moved = self._placed = (0.0, 0.0)
        self._painted = masks.painted(self.donor_canvas.empty_region(), middle, middle, _ROUND, 1.0)
        self._on_changed()
        self._commit()

    def take_nothing(self) -> None:
        """The host is as it was."""
        pressed = self.clear_button.hasFocus()
        self._forget_part()
        self._on_changed()
        self._commit()
        if pressed:
            self._to_painting()

    def begin_another(self) -> None:
        """What was put on stays; another part comes on top."""
        pressed = self.another_button.hasFocus()
        self._commit()
        self._take(self._made, reopen=False)
        if pressed:
            self._to_painting()

    def _to_painting(self) -> None:
        """A button that has done its work, and cannot be pressed again, leaves the keyboard to what comes next."""
        self.donor_canvas.setFocus()

    # ---- what comes -------------------------------------------------------------------------------------------

    def _on_painted(self) -> None:
        """On the donor stands the part where it lies now: what is painted comes to it as it is."""
        self._painted = self.donor_canvas.region
        self._moved = (0.0, 0.0)
        self._on_changed()

    def _on_nudged(self, across: float, down: float) -> None:
        self._moved = (self._moved[0] + across, self._moved[1] + down)
        self._on_changed()

    def _on_placed(self, across: float, down: float) -> None:
        """The part itself goes elsewhere; on the donor it stays where it was painted."""
        self._placed = (_within(self._placed[0] + across), _within(self._placed[1] + down))
        self._on_changed()

    def _on_grown(self, by: int) -> None:
        self.grow.set_value(min(max(self.grow.value + by * _KEY_GROWS, -_MOST_GROWN), _MOST_GROWN))
        self._on_changed()

    def _on_donor(self, donor: object) -> None:
        if isinstance(donor, Point):
            self._donor = donor
            self._on_changed()

    def _on_changed(self, value: float = 0.0) -> None:
        """Show what comes of it now; when the hand rests it becomes a step."""
        if self._host is None:
            return
        region = self._region()
        self.donor_canvas.set_region(masks.shaped(self._painted, across=self._moved[0], down=self._moved[1]))
        self._made = self._grafted(region)
        self._want()
        self._committing.start()

    def _region(self) -> masks.Region:
        """Where the part comes to lie on the host."""
        across, down = (moved + placed for moved, placed in zip(self._moved, self._placed, strict=True))
        return masks.shaped(self._painted, across=across, down=down, grown=self.grow.value, soft=self.soft.value)

    def _grafted(self, region: masks.Region) -> Point | None:
        host, donor = self._host, self._donor
        if host is None or donor is None or not region.any():
            return host
        try:
            across, down = self._placed
            return host.with_edit(Graft(other=donor, mask=Mask.of(region), first=self._first, across=across, down=down))
        except ValueError:
            self.context.workbench.notify(tr("This design holds as many parts of others as it can."))
            return host

    def _commit(self) -> None:
        """The hand rests: the design in the large view becomes what is shown here."""
        self._committing.stop()
        if self._made is not None and self._made != self.context.present:
            self.context.change(self._made, tr("graft a part"))

    def _on_point(self) -> None:
        """Another design is in the large view: chosen, or come back by undo."""
        if self._host is not None and self.context.present != self._made:
            self._committing.stop()
            self._take(self.context.present)

    def _on_model(self) -> None:
        self._committing.stop()
        self._donor = None
        if self._host is not None and self.context.model is not None:
            self.begin(self.context.present)

    def _take(self, point: Point | None, *, reopen: bool = True) -> None:
        """Work on `point`; what was grafted onto it last can be changed on."""
        self._host = self._made = point
        if self.context.model is not None:
            for canvas in (self.donor_canvas, self.host_canvas):
                canvas.set_shape(self.context.model.size)
        last = point.edits[-1] if point is not None and point.edits and reopen else None
        if point is not None and isinstance(last, Graft):
            self._host = point.having(edits=point.edits[:-1])
            self._donor = last.other
            self._open_part(last)
        else:
            self._forget_part()
        if self._donor is None:
            self._donor = self.context.fresh(((point.seed if point is not None else None) or 0) ^ 1)
        self.donor_canvas.set_region(self._painted)
        self._want()

    def _open_part(self, graft: Graft) -> None:
        self._placed = (graft.across, graft.down)
        self._moved = (0.0, 0.0)
        lies = masks.fitted(graft.mask.values, *self.donor_canvas.region.shape)
        self._painted = masks.shaped(lies, across=-graft.across, down=-graft.down)
        self.grow.set_value(0)
        self.soft.set_value(0)
        self.depth.set_value(graft.first / max(1, self._last))

    def _forget_part(self) -> None:
        self._painted = self.donor_canvas.empty_region()
        self._moved = self._placed = (0.0, 0.0)
        self.grow.set_value(0)
        self.soft.set_value(_USUALLY_SOFT)

    @property
    def _last(self) -> int:
        """The last stage of feature maps."""
        return self.context.model.stages - 1 if self.context.model is not None else 0

    @property
    def _first(self) -> int:
        """The stage that the part begins at."""
        return round(self.depth.value * self._last)

    def _depth_words(self, share: float) -> str:
        """What comes along from a stage on, for an artist."""
        if round(share * self._last) == 0:
            return tr("all")
        return tr("form") if share < 0.4 else tr("detail") if share < 0.8 else tr("surface")

    def _has_present(self) -> bool:
        return self.context.present is not None and self.context.model is not None

    # ---- pictures -----------------------------------------------------------------------------------------------

    def _want(self) -> None:
        self.donor_well.show_point(self._donor)
        large = [point for point in (self._made, self._donor) if point is not None]
        self.context.pictures.want(MODE_LARGE, large)
        self._show_pictures()

    def _show_pictures(self) -> None:
        if self._host is None:
            return
        for canvas, point in ((self.donor_canvas, self._donor), (self.host_canvas, self._made)):
            if point is not None and (image := self.context.pictures.largest_picture(point)) is not None:
                canvas.set_image(image, hard=self.context.pictures.hard)
        self.donor_well.refresh()
        taken = bool(self._painted.any())
        self.said.setText("" if taken else tr("Paint on the left what is to be taken."))
        self.clear_button.setEnabled(taken)
        self.another_button.setEnabled(taken)


def _within(offset: float) -> float:
    """As far as a graft may be put away."""
    return round(min(max(offset, -1.0), 1.0), 4)
