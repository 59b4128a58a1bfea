"""The small window over the strip in which one way of a walk gets its time and easing."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from gan_engine.latent.interpolation.walk import Easing, Segment
from studio import theme
from studio.widgets.chips import ChipChoice
from studio.widgets.number_field import NumberField
from studio.widgets.workspace import row

EASING_WORDS: dict[Easing, str] = {
    "linear": "Steady", "in": "Slow start", "out": "Slow end", "in-out": "Soft", "hold": "Hold, then cut",
}  # fmt: skip
LONGEST = 600.0
_WIDTH = 480


class SegmentWindow(QFrame):
    """Shows a segment; what is set in it, it says at once. Goes away with a click elsewhere, or Escape."""

    timed = Signal(object)
    """Its seconds, or None: as long as its length says."""
    eased = Signal(str)

    def __init__(self, title: str, segment: Segment, seconds: float, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("explore.segment")
        self.setAccessibleName(title)
        self.setProperty("place", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.seconds = NumberField(
            "explore.segment.seconds", "Its time in seconds", minimum=0, maximum=LONGEST, step=0.1
        )
        self.seconds.setFixedWidth(64)
        self.seconds.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.seconds.set_value(round(seconds, 2))
        self.even = theme.make_button("Even speed", "chip", name="explore.segment.even", checkable=True)
        self.even.setToolTip("As long as the way is: at the same speed as the others")
        self.even.setChecked(segment.share is None)
        self.easing = ChipChoice("explore.segment.easing", "How it goes", list(EASING_WORDS.items()), segment.easing)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(title, "section"))
        column.addLayout(row([self.seconds, theme.make_label("s", "quiet"), 8, self.even, None]))
        column.addWidget(self.easing)
        self.setFixedWidth(_WIDTH)
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
