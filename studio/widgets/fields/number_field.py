"""A field for one number, with its limits said in words."""

from __future__ import annotations

import math

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from studio import theme
from studio.words import in_figures, number_typed, number_words, tr


class NumberField(QLineEdit):
    """`changed` whenever its text becomes another number, or none. Up and Down go by `step`."""

    changed = Signal()

    def __init__(
        self, name: str, accessible_name: str, *, whole: bool = False, minimum: float = -math.inf,
        maximum: float = math.inf, above: float = -math.inf, step: float = 0.0, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`above` is a limit that may not be reached itself."""
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._whole = whole
        self._minimum, self._maximum, self._above = minimum, maximum, above
        self._step = step
        self._quiet = False
        self.textChanged.connect(self._on_text)

    @property
    def value(self) -> float | int | None:
        """The number, None if the text is none or beyond the limits."""
        return None if self.problem else self._number()

    @property
    def problem(self) -> str:
        """What is wrong with the text, in words; "" if nothing is."""
        number = self._number()
        if number is None:
            return tr("a whole number is needed") if self._whole else tr("a number is needed")
        if number < self._minimum:
            return tr("at least {bound}", bound=format_number(self._minimum))
        if number <= self._above:
            return tr("more than {bound}", bound=format_number(self._above))
        if number > self._maximum:
            return tr("at most {bound}", bound=format_number(self._maximum))
        return ""

    def set_minimum(self, minimum: float) -> None:
        """The least that it takes from now on."""
        self._minimum = minimum
        self._on_text()

    def set_above(self, above: float) -> None:
        """What it has to be more than from now on."""
        self._above = above
        self._on_text()

    def set_maximum(self, maximum: float) -> None:
        """The most that it takes from now on."""
        self._maximum = maximum
        theme.set_property(self, "wrong", "true" if self.text() and self.problem else None)

    def set_value(self, value: float | int) -> None:
        """Show this number."""
        if self._number() != value or not self.text():
            self.setText(format_number(value))

    def show_value(self, value: float | int) -> None:
        """Show this number without saying so."""
        self._quiet = True
        self.set_value(value)
        self._quiet = False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        direction = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        number = self._number()
        if direction is None or number is None:
            super().keyPressEvent(event)
            return
        stride = self._step or (1 if self._whole else 10.0 ** math.floor(math.log10(abs(number) or 1.0)) / 10)
        moved = round(number + direction * stride, 12)
        if self._minimum <= moved <= self._maximum and moved > self._above:
            self.setText(format_number(int(moved) if self._whole else moved))

    def _number(self) -> float | int | None:
        text = number_typed(self.text().strip()).replace(",", "").replace(" ", "").replace("\u202f", "")
        try:
            number = int(text) if self._whole else float(text)
        except ValueError:
            return None
        return number if math.isfinite(number) and abs(number) < 1e15 else None

    def _on_text(self) -> None:
        theme.set_property(self, "wrong", "true" if self.problem else None)
        if not self._quiet:
            self.changed.emit()


def format_number(value: float | int) -> str:
    """A number without noise: 1,000 and 0.0004 and 1e-06."""
    if isinstance(value, int) or (float(value).is_integer() and abs(value) < 1e15):
        return in_figures(int(value))
    text = f"{value:.10g}"
    return number_words(text if "e" not in text or abs(value) < 1e-6 else f"{value:.10f}".rstrip("0"))
