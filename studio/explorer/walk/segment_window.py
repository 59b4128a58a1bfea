"""The small window over the strip in which one way of a walk gets its time and easing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.interpolation.walk import Easing, Segment
from studio import theme
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.number_field import NumberField
from studio.widgets.keyboard.dialog import Popup
from studio.widgets.workspace import row
from studio.words import tr, tr_choices, tr_noop

EASING_WORDS: dict[Easing, str] = {
    "linear": tr_noop("Steady"),
    "in": tr_noop("Slow start"),
    "out": tr_noop("Slow end"),
    "in-out": tr_noop("Soft"),
    "hold": tr_noop("Hold, then cut"),
}
LONGEST = 600.0
_WIDTH = 480


class SegmentWindow(Popup):
    """Shows a segment; what is set in it, it says at once. Goes away with a click elsewhere, or Escape."""

    timed = Signal(object)
    """Its seconds, or None: as long as its length says."""
    eased = Signal(str)

    def __init__(self, title: str, segment: Segment, seconds: float, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explore.segment")
        self.setAccessibleName(title)
        self.setProperty("place", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.seconds = NumberField(
            "explore.segment.seconds", tr("Its time in seconds"), minimum=0, maximum=LONGEST, step=0.1
        )
        theme.set_scaled(self.seconds, width=64)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.set_value(round(seconds, 2))
        self.even = theme.make_button(tr("Even speed"), "chip", name="explore.segment.even", checkable=True)
        self.even.setToolTip(tr("As long as the way is: at the same speed as the others"))
        self.even.setChecked(segment.share is None)
        self.easing = ChipChoice(
            "explore.segment.easing", tr("How it goes"), tr_choices(EASING_WORDS.items()), segment.easing
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(title, "section"))
        column.addLayout(row([self.seconds, theme.make_label("s", "quiet"), 8, self.even, None]))
        column.addWidget(self.easing)
        theme.set_scaled(self, width=_WIDTH)
        self.seconds.changed.connect(self._on_seconds)
        self.even.clicked.connect(self._on_even)
        self.easing.chosen.connect(self.eased)

    def show_seconds(self, seconds: float) -> None:
        """Its time has become another."""
        self.seconds.show_value(round(seconds, 2))

    def _on_seconds(self) -> None:
        if (value := self.seconds.value) is not None:
            self.even.setChecked(False)
            self.timed.emit(float(value))

    def _on_even(self) -> None:
        self.timed.emit(None if self.even.isChecked() else self.seconds.value)
