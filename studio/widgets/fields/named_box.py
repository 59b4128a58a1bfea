"""A choice of one from a list, with a name before it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.fields.named_line import NamedLine


class NamedBox(NamedLine):
    """`chosen(key)` when the user chooses; keys are anything, texts what is read."""

    chosen = Signal(object)

    def __init__(
        self, name: str, text: str, options: Iterable[tuple[object, str]] = (), *, label_width: int = 96, tip: str = "",
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        self.box = ElidingBox()
        super().__init__(text, lambda: self.box.whole_width, label_width=label_width, parent=parent)
        self.box.setObjectName(name)
        self.box.setAccessibleName(text)
        self.box.setToolTip(tip)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.activated.connect(self._on_activated)
        self.rest.addWidget(self.box, 1)
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
        self.fold()

    def choose(self, key: object) -> None:
        """Choose without saying so; the first where there is no such key."""
        self.box.setCurrentIndex(max(0, self.box.findData(key)))

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.box.itemData(index))
