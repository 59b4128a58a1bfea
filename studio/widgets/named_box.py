"""A choice of one from a list, with a name before it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from studio import theme
from studio.widgets.eliding_box import ElidingBox


class NamedBox(QWidget):
    """`chosen(key)` when the user chooses; keys are anything, texts what is read."""

    chosen = Signal(object)

    def __init__(
        self, name: str, text: str, options: Iterable[tuple[object, str]] = (), *, label_width: int = 96, tip: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        label = theme.make_label(text, "quiet", width=label_width)
        self.box = ElidingBox()
        self.box.setObjectName(name)
        self.box.setAccessibleName(text)
        self.box.setToolTip(tip)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._on_activated)
        line.addWidget(label)
        line.addWidget(self.box, 1)
        self.set_options(options)

    @property
    def key(self) -> object:
        """What is chosen; None where nothing is."""
        return self.box.currentData()

    def set_options(self, options: Iterable[tuple[object, str]]) -> None:
        """Offer these; what was chosen stays chosen where it is among them, else the first is."""
        before = self.key
        self.box.clear()
        for key, text in options:
            self.box.addItem(text, key)
        self.choose(before)

    def choose(self, key: object) -> None:
        """Choose without saying so; the first where there is no such key."""
        self.box.setCurrentIndex(max(0, self.box.findData(key)))

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.box.itemData(index))
