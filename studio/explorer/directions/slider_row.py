"""A direction as a slider: its name, which opens what can be done with it, and how far the design goes along it."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QMenu, QWidget

from gan_engine.latent.directions import Direction, certainty_words
from gan_engine.latent.layers import LayerRange
from studio import theme
from studio.engine_words import engine_words
from studio.explorer.directions.shared import ALL_LAYERS, LAYER_TITLES
from studio.widgets.sliders import NamedSlider
from studio.words import in_figures, tr

FARTHEST = 3.0
"""Deviations either way: all that the model has seen."""
_STEPS = 120
_NAME_WIDTH = 72
_ESCAPE = Qt.Key.Key_Escape


class DirectionSlider(QWidget):
    """What is wanted it only says."""

    moved = Signal(float)
    reset_wanted = Signal()
    renamed = Signal(str)
    layers_wanted = Signal(object)
    """A `LayerRange`."""
    apart_wanted = Signal()
    wall_wanted = Signal()
    remove_wanted = Signal()

    def __init__(
        self, number: str, direction: Direction, ranges: Mapping[str, LayerRange], parent: QWidget | None = None
    ) -> None:
        """`ranges`: the layers that it may be given, by their names."""
        super().__init__(parent)
        self.direction = direction
        self._ranges = ranges
        self._name = f"explore.directions.{number}"
        self.name_button = theme.make_button(direction.name, "name", name=f"{self._name}.name")
        theme.set_scaled(self.name_button, width=_NAME_WIDTH)
        self.name_button.setAccessibleName(tr("{name}: name, layers and more", name=direction.name))
        self.name_button.clicked.connect(self._open_menu)
        self.field = QLineEdit(direction.name)
        self.field.setObjectName(f"{self._name}.rename")
        self.field.setAccessibleName(tr("Name of the direction"))
        self.field.setMaxLength(100)
        self.field.hide()
        self.field.returnPressed.connect(self._on_named)
        self.field.installEventFilter(self)
        self.slider = NamedSlider(
            f"{self._name}.slider", direction.name, -FARTHEST, FARTHEST, 0.0, steps=_STEPS, words=amount_words,
            label=self.name_button,
        )  # fmt: skip
        self.slider.moved.connect(lambda value: self.moved.emit(0.0 if abs(value) < 1e-6 else round(value, 3)))
        self.slider.slider.installEventFilter(self)
        facts = [
            engine_words(certainty_words(direction)),
            tr("Moves the {layers}.", layers=words) if (words := self._layer_words()) else "",
        ]
        tip = "  ".join(part for part in (direction.name, *facts) if part)
        self.name_button.setToolTip(tip)
        self.slider.slider.setToolTip(tr("{tip}  (double-click: back to 0)", tip=tip))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(0)
        line.addWidget(self.field, 1)
        line.addWidget(self.slider, 1)

    def rename(self) -> None:
        """Put the cursor into its name."""
        self.slider.hide()
        self.field.setText(self.direction.name)
        self.field.show()
        self.field.setFocus()
        self.field.selectAll()

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.addAction(tr("Back to 0"), self.reset_wanted.emit)
        menu.addAction(tr("Rename"), self.rename)
        if self._ranges:
            layers = menu.addMenu(tr("Layers"))
            for name, reach in self._ranges.items():
                action = layers.addAction(tr(LAYER_TITLES[name]), functools.partial(self.layers_wanted.emit, reach))
                action.setCheckable(True)
                action.setChecked(reach == (self.direction.first, self.direction.last))
        menu.addAction(tr("Order the wall by it"), self.wall_wanted.emit)
        menu.addAction(tr("Set apart from the others"), self.apart_wanted.emit)
        menu.addSeparator()
        menu.addAction(tr("Remove"), self.remove_wanted.emit)
        return menu

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A double click resets the slider; Escape gives renaming up, as does going elsewhere."""
        if watched is self.slider.slider and event.type() == QEvent.Type.MouseButtonDblClick:
            self.reset_wanted.emit()
            return True
        if watched is self.field and (
            event.type() == QEvent.Type.FocusOut
            or (isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == _ESCAPE)
        ):
            self._end_renaming()
            return event.type() == QEvent.Type.KeyPress
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        room = self.name_button.width()
        text = self.name_button.fontMetrics().elidedText(self.direction.name, Qt.TextElideMode.ElideRight, room)
        self.name_button.setText(text)
        super().resizeEvent(event)

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.name_button.mapToGlobal(self.name_button.rect().bottomLeft()))

    def _on_named(self) -> None:
        name = self.field.text().strip()
        self._end_renaming()
        if name and name != self.direction.name:
            self.renamed.emit(name)

    def _end_renaming(self) -> None:
        self.field.hide()
        self.slider.show()

    def _layer_words(self) -> str:
        reach = (self.direction.first, self.direction.last)
        name = next((name for name, each in self._ranges.items() if each == reach and name != ALL_LAYERS), "")
        return tr("{name} layers", name=name) if name else ""


def amount_words(amount: float) -> str:
    """ "+1.3", "−0.7", "0.0": with a true minus."""
    return "0.0" if abs(amount) < 0.05 - 1e-9 else in_figures(amount, "+.1f").replace("-", "−")
