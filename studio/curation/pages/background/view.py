"""The view of the Background page: one picture large, before and after or under the brush; some others below."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.background.divider import BeforeAfter
from studio.curation.pages.background.mask_brush import MaskBrush
from studio.curation.pages.bake.samples import BakeSamples
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.grid.layout import MARGIN
from studio.widgets.room.whole_label import WholeLabel
from studio.widgets.workspace import heading_row, row
from studio.words import tr, tr_noop
from studio.workers.curation.backgrounds import CutOut
from studio.workers.workbench import Workbench

SAMPLES = 10
_EDGE = 72
_WAYS_OUT = tr_noop("Another way, another tolerance, or the brush (B).")
_LOOKING = tr_noop("Drag the line to compare")
_BRUSHING = tr_noop(
    "Left gives back, right takes away · [ ] size · wheel zooms · by keys: arrows, Space, Backspace · Space moves"
)


class BackgroundView(QWidget):
    """`stepped(by)` for another picture; `stroked(dict)` from the brush; `brush_ended`."""

    stepped = Signal(int)
    stroked = Signal(dict)
    brush_ended = Signal()

    def __init__(self, workbench: Workbench) -> None:
        super().__init__()
        self.setObjectName("curate.background")
        self._title = ElidingLabel("", "heading")
        self._title.setObjectName("curate.background.title")
        self.hint = WholeLabel(tr(_LOOKING), "small")
        before = theme.make_button(
            tr("Picture before"), "icon", name="curate.background.previous", icon_name="caret-left"
        )
        after = theme.make_button(tr("Next picture"), "icon", name="curate.background.next", icon_name="caret-right")
        before.clicked.connect(lambda: self.stepped.emit(-1))
        after.clicked.connect(lambda: self.stepped.emit(1))
        self._done = theme.make_button(tr("Done"), "primary", name="curate.background.brush-done", shortcut_hint="Esc")
        self._done.clicked.connect(self.brush_ended)
        self.compare = BeforeAfter("curate.background.compare", tr("Before and after"))
        self.brush = MaskBrush("curate.background.brush")
        self._empty = theme.make_label("", "quiet", wrap=True)
        self._doubt = theme.make_label("", "warning", wrap=True)
        self._doubt.setObjectName("curate.background.doubt")
        middle = QWidget()
        self._stack = QStackedLayout(middle)
        for widget in (self.compare, self.brush):
            self._stack.addWidget(widget)
        self.samples = BakeSamples(workbench, "curate.background.sample", count=SAMPLES, edge=_EDGE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([before, after, self._title, None, self._done, self.hint]))
        column.addWidget(self._empty)
        column.addWidget(self._doubt)
        column.addWidget(middle, 1)
        column.addSpacing(8)
        samples = row([self.samples])
        samples.setContentsMargins(MARGIN, 0, 0, 0)
        column.addLayout(samples)
        self.brush.stroked.connect(self.stroked)
        self.brush.ended.connect(self.brush_ended)
        self.set_brushing(False)
        self.say("")

    @property
    def is_brushing(self) -> bool:
        """Whether the brush is in hand."""
        return self._stack.currentWidget() is self.brush

    def set_brushing(self, on: bool) -> None:
        """Take the brush, or lay it down."""
        self._stack.setCurrentWidget(self.brush if on else self.compare)
        self.hint.setText(tr(_BRUSHING if on else _LOOKING))
        self._done.setVisible(on)
        self.samples.setVisible(not on)
        if on:
            self.brush.setFocus()

    def set_title(self, words: str) -> None:
        """The picture's name."""
        self._title.setText(words)

    def say(self, words: str) -> None:
        """Why there is nothing to see, or what went wrong; "" if all is well."""
        self._empty.setText(words)
        self._empty.setVisible(bool(words))
        self.doubt("")

    def doubt(self, words: str) -> None:
        """Why the cut-out wants a look; "" if it can be trusted."""
        self._doubt.setText(f"{words} {tr(_WAYS_OUT)}" if words else "")
        self._doubt.setVisible(bool(words))

    def show_nothing(self, words: str) -> None:
        """No picture."""
        self.compare.set_images(None, None)
        self.brush.show_picture(None, None)
        self.say(words)

    def show_cut(self, cut: CutOut, *, another: bool) -> None:
        """`another`: of another picture than before."""
        self.say("")
        self.doubt(cut.doubt)
        self.compare.set_images(cut.before, cut.after, hard=cut.hard)
        if another:
            self.brush.show_picture(cut.before, cut.overlay, cut.scale, cut.origin, hard=cut.hard)
        else:
            self.brush.set_overlay(cut.overlay)
