"""The brushes beside the sketch: colours, the rubber, their width, and taking strokes back."""

from __future__ import annotations

import functools

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from studio import theme
from studio.explorer.from_picture.sketch_canvas import COLOURS, SketchCanvas
from studio.widgets.room.flow import FlowLayout
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.words import tr, written


class Brushes(QWidget):
    """Changes the brush of a canvas."""

    def __init__(self, canvas: SketchCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._canvas = canvas
        colours = QWidget()
        colours.setObjectName("explore.from-picture.colours")
        colours.setAccessibleName(tr("Colours of the brush"))
        flow = FlowLayout(colours, spacing=2)
        self._group = QButtonGroup(self)
        for name, code in COLOURS:
            place = f"explore.from-picture.colour.{name.lower()}"
            button = theme.make_button(tr(name), "icon", name=place, checkable=True)
            button.setIcon(_swatch(code))
            button.setIconSize(QSize(16, 16))
            button.setChecked(canvas.colour == QColor(code))
            button.clicked.connect(functools.partial(self._take, code))
            self._group.addButton(button)
            flow.addWidget(button)
        rubber = theme.make_button(
            tr("Rubber"), "icon", name="explore.from-picture.rubber", icon_name="eraser", checkable=True,
            tip=tr("Take paint away: there anything may come"),
        )  # fmt: skip
        rubber.clicked.connect(functools.partial(self._take, ""))
        self._group.addButton(rubber)
        flow.addWidget(rubber)
        self.width_slider = NamedSlider(
            "explore.from-picture.brush",
            tr("Brush"),
            4,
            96,
            canvas.brush,
            steps=92,
            label_width=56,
            words=written(".0f"),
        )
        self.width_slider.moved.connect(canvas.set_brush)
        undo = theme.make_button(
            tr("Stroke back"), "quiet", name="explore.from-picture.stroke-back", tip=tr("Take the last stroke back")
        )
        clear = theme.make_button(
            tr("Empty"), "quiet", name="explore.from-picture.empty", tip=tr("Take all paint away")
        )
        undo.clicked.connect(canvas.undo)
        clear.clicked.connect(canvas.clear)
        line = row([self.width_slider, undo, clear])
        line.setStretch(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(colours)
        column.addLayout(line)

    def _take(self, code: str, checked: bool = False) -> None:
        self._canvas.colour = QColor(code) if code else None


def _swatch(code: str) -> QIcon:
    pixmap = QPixmap(16, 16)
    pixmap.fill(QColor(code))
    return QIcon(pixmap)
