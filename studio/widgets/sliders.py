"""Sliders with a name before and a value behind."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QWidget

from studio import theme
from studio.widgets.fields.named_line import NamedLine
from studio.widgets.grid.picture_grid import LARGEST, SMALLEST, PictureGrid
from studio.words import tr, written

_LEAST = 56
"""px of a slider: with less a hand hardly finds a value."""
_WRITTEN = written(".2f")


class NamedSlider(NamedLine):
    """A float between two bounds in `steps` steps; `moved(value)` on every change by the user."""

    moved = Signal(float)
    released = Signal(float)
    """The value after the handle is let go (or a key was pressed)."""

    def __init__(
        self, name: str, text: str, low: float, high: float, value: float, *, steps: int = 100,
        words: Callable[[float], str] = _WRITTEN, label_width: int = 96, label: QWidget | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`label`: what stands in the place of the name, and says it."""
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self._value = theme.make_label()
        self._value.setMinimumWidth(40)
        super().__init__(
            text, lambda: theme.scaled(_LEAST) + theme.UNIT + self._value.sizeHint().width(),
            label_width=label_width, label=label, parent=parent,
        )  # fmt: skip
        self._low, self._high, self._steps = low, high, steps
        self._words = words
        self.slider.setObjectName(name)
        self.slider.setAccessibleName(text)
        self.slider.setRange(0, steps)
        self.slider.setPageStep(max(1, steps // 10))
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.rest.addWidget(self.slider, 1)
        self.rest.addWidget(self._value)
        self.set_value(value)
        self.slider.valueChanged.connect(self._on_moved)
        self.slider.sliderReleased.connect(self._on_released)

    @property
    def value(self) -> float:
        """Where it stands."""
        return self._low + (self._high - self._low) * self.slider.value() / self._steps

    def set_value(self, value: float) -> None:
        """Set it without saying so."""
        self.slider.blockSignals(True)
        self.slider.setValue(round((value - self._low) / (self._high - self._low) * self._steps))
        self.slider.blockSignals(False)
        self._value.setText(self._words(self.value))

    def _on_moved(self) -> None:
        self._value.setText(self._words(self.value))
        self.moved.emit(self.value)
        if not self.slider.isSliderDown():
            self.released.emit(self.value)

    def _on_released(self) -> None:
        self.released.emit(self.value)


class _ShortSlider(QSlider):
    """As wide as asked for where there is room, narrower where there is not."""

    def __init__(self, width: int) -> None:
        super().__init__(Qt.Orientation.Horizontal)
        self._width = width
        self.setMinimumWidth(48)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._width, super().sizeHint().height())


class SizeSlider(QWidget):
    """“Size”: the zoom of a grid; follows Ctrl+wheel too."""

    def __init__(self, name: str, grid: PictureGrid, *, width: int = 110, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._grid = grid
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(12)
        self.slider = _ShortSlider(width)
        self.slider.setObjectName(name)
        self.slider.setAccessibleName(tr("Size of the pictures"))
        self.slider.setToolTip(tr("Size of the pictures  (Ctrl+wheel)"))
        self.slider.setRange(SMALLEST, min(LARGEST, 320))
        self.slider.setPageStep(16)
        self.slider.setValue(grid.wanted_edge)
        line.addWidget(theme.make_label(tr("Size"), "quiet"))
        line.addWidget(self.slider)
        self.slider.valueChanged.connect(self._on_moved)
        grid.zoomed.connect(self._on_zoomed)

    def _on_moved(self, edge: int) -> None:
        self._grid.set_edge(edge)

    def _on_zoomed(self, edge: int) -> None:
        self.slider.blockSignals(True)
        self.slider.setValue(edge)
        self.slider.blockSignals(False)
