"""The current design: drawn large, with its neighbours and the trail that led to it."""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from gan_engine.latent.interpolation.ring import ring
from gan_engine.latent.point import Point
from studio.explorer.design_panel import AROUND_COUNT, DesignPanel
from studio.explorer.design_steps import DesignSteps
from studio.explorer.kept_designs import KeptDesigns
from studio.explorer.trail import Trail
from studio.widgets.close_up.look_close import LookClose
from studio.words import sides_words, tr, tr_noop
from studio.workers.explorer.designs import AROUND, LARGE, DesignPictures, classes_words
from studio.workers.explorer.live_drawing import LiveDrawing
from studio.workers.pixel_art import draws_pixel_art
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

_DONE = {
    "mix": tr_noop("mixed"),
    "direction": tr_noop("moved"),
    "drag": tr_noop("dragged"),
    "graft": tr_noop("grafted"),
}
"""What was done to a design, by the kind of edit."""
_SETTLED = 250  # milliseconds without a movement until the neighbours are drawn anew


class CurrentDesign(QObject):
    """`moved` when another design becomes the chosen one."""

    moved = Signal()

    def __init__(
        self,
        workbench: Workbench,
        pictures: DesignPictures,
        kept: KeptDesigns,
        owner: QWidget,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent or owner)
        self._settings = workbench.settings
        self._pictures = pictures
        self._kept = kept
        self._reads = ProjectReads(workbench, self)
        self._trail = Trail()
        self._around: list[Point] = []
        self._round = 0
        self._walking = False
        self._moving = False
        """The picture of where the design was stays until the one of where it is has been drawn."""
        self.steps = DesignSteps(workbench, self)
        self._live = LiveDrawing(pictures, LARGE, self)
        self.panel = DesignPanel(self._settings.get("explore.step", 0.3))
        self.close_up = LookClose(owner, "explore.look-close")
        self._redraw = QTimer(self, singleShot=True, interval=30)
        self._redraw.timeout.connect(self._want)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLED)
        self._settling.timeout.connect(self._want)
        self.panel.vary_wanted.connect(self.vary)
        self.panel.back_wanted.connect(self.go_back)
        self.panel.neighbour_chosen.connect(self.take)
        self.panel.look_close_wanted.connect(self.look_close)
        self.panel.step_changed.connect(self._on_step)
        self._live.drawn.connect(self._on_live)
        self.steps.came_back.connect(self._on_came_back)
        self.steps.stored.connect(self._on_step_made)
        pictures.drawn.connect(self._on_drawn)
        kept.changed.connect(self.refresh)
        self.refresh()

    @property
    def present(self) -> Point | None:
        """The chosen design."""
        return self._trail.present

    @property
    def trail(self) -> Trail:
        """The way to it."""
        return self._trail

    @property
    def around(self) -> Sequence[Point]:
        """Its neighbours."""
        return tuple(self._around)

    # ---- choosing -----------------------------------------------------------------------------------------

    def forget(self) -> None:
        """Another project."""
        self._trail = Trail()
        self._around = []
        self._live.stop()
        self.steps.forget()
        self.close_up.hide()
        self.refresh()

    def begin(self, design: Point) -> None:
        """Look at a design that is no variation of the one before."""
        if design != self.present:
            self._trail.begin(design)
            self._on_moved()

    def take(self, design: object) -> None:
        """Go on from a neighbour."""
        if isinstance(design, Point) and design != self.present:
            self._trail.go(design)
            self._on_moved()

    def change(self, design: Point, words: str) -> None:
        """Let the present design become another, which was made of it: a step that can be taken back."""
        before = self.present
        if before is None:
            self.begin(design)
        elif design != before:
            self.steps.add(before, design, words)
            self._move_to(design)

    def _on_came_back(self, design: Point) -> None:
        if design != self.present:
            self._move_to(design)

    def _move_to(self, design: Point) -> None:
        """The picture there is stays until the new one has been drawn, and the neighbours until the hand rests."""
        self._trail.change(design)
        self._round = 0
        self._moving = True
        self.moved.emit()
        self._pictures.want(AROUND, [])
        self._live.follow(design)
        self._show_words()
        self._settling.start()

    def _on_step_made(self, before: Point, after: Point) -> None:
        self._trail.made(after, before)

    def go_back(self) -> None:
        """Return to the design this one was varied from."""
        if self._trail.go_back():
            self._on_moved()

    def vary(self) -> None:
        """Show other neighbours."""
        self._round += 1
        self._want()

    def draw_again(self) -> None:
        """Another model draws: the same points look different."""
        self._around = []
        if (model := self._pictures.model) is not None:
            self._reads.start(
                tr("Looking at what a model learnt from"), lambda project, report: draws_pixel_art(model.path),
                functools.partial(self._pictures.show_hard, model), key="explore.pixel-art",
            )  # fmt: skip
        self.refresh()
        self._redraw.start()

    def _on_moved(self) -> None:
        self._round = 0
        self._moving = False
        self.moved.emit()
        self.refresh()
        self._redraw.start()

    def _on_step(self, step: float) -> None:
        self._settings.set("explore.step", step)
        self._redraw.start()

    def _want(self) -> None:
        """Have the chosen design drawn in full, and what lies around it."""
        model, design = self._pictures.model, self.present
        if model is not None and design is not None:
            self._around = ring(design, model, AROUND_COUNT, self.panel.step.value, self._round)
            self._live.jump(design)
            self._pictures.want(AROUND, self._around)
            self._show_around()

    # ---- showing ------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Show the chosen design as it is now."""
        design = self.present
        self._show_words()
        image = self._pictures.largest_picture(design) if design is not None else None
        if not self._walking and (image is not None or not self._moving):
            self.panel.set_image(image, hard=self._pictures.hard)
        self._show_around()
        if self.close_up.is_open:
            self.look_close()

    def _show_words(self) -> None:
        design = self.present
        self.panel.set_able(design is not None and self._pictures.model is not None, back=self._trail.can_go_back)
        if not self._walking:
            words = self._words(design) if design is not None else ("", "")
            self.panel.set_words(*words, kept=design is not None and self._kept.id_of(design) is not None)

    def show_frame(self, image: QImage, words: str) -> None:
        """A frame of the walk that plays stands in for the design."""
        self._walking = True
        self.panel.set_image(image, hard=self._pictures.hard)
        self.panel.set_words(tr("Walk"), words, kept=False)

    def end_walk(self) -> None:
        """The walk has ended: show the design again."""
        self._walking = False
        self.refresh()

    def look_close(self) -> None:
        """The chosen design over the whole window."""
        design, model = self.present, self._pictures.model
        if design is None or model is None:
            return
        full = self._pictures.full_picture(design)
        title, detail = self._words(design)
        kept = tr("kept") if self._kept.id_of(design) is not None else ""
        words = "   ".join(part for part in (sides_words(model.size.width, model.size.height), detail, kept) if part)
        self.close_up.show_picture(
            full or self._pictures.picture(design), title, words, full=full is not None, hard=self._pictures.hard
        )

    def _words(self, design: Point) -> tuple[str, str]:
        """What a design is called, and more of it."""
        done = dict.fromkeys(tr(_DONE[edit.kind]) for edit in design.edits)
        root = self._trail.root_of(design)
        origin = (
            tr("of seed {seed:,}", seed=root.seed)
            if design.seed is None and root is not None and root.seed is not None
            else ""
        )
        detail = ", ".join(filter(None, [origin, classes_words(design.classes), *done]))
        if design.seed is not None:
            return tr("Seed {seed:,}", seed=design.seed), detail
        return tr("Variation") if design.z is not None else tr("Design"), detail

    def _show_around(self) -> None:
        images = [self._pictures.picture(design) for design in self._around]
        middle = self.present if self._around else None
        image = self._pictures.largest_picture(middle) if middle else None
        self.panel.set_around(middle, image, self._around, images, self._kept.designs, hard=self._pictures.hard)

    def _on_live(self, design: Point) -> None:
        """The design in the large view, or the place it has just moved through."""
        if not self._walking and (image := self._pictures.largest_picture(design)) is not None:
            self.panel.set_image(image, hard=self._pictures.hard)
            if self.close_up.is_open and design == self.present:
                self.look_close()

    def _on_drawn(self, designs: Sequence[Point]) -> None:
        if self.present in designs:
            self.refresh()
        elif not set(designs).isdisjoint(self._around):
            self._show_around()
