"""The legend of the runs that are drawn together; a click takes one out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from gan_engine.runs.run_names import run_name
from studio import theme
from studio.training.plots.line_styles import STYLE_WORDS, style_icon
from studio.words import tr


class RunLegend(QWidget):
    """`removed(path)`. Hidden while there is only one run."""

    removed = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(tr("Runs in the plots"))
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(theme.UNIT)
        self._chosen = ""
        self.paths: list[Path] = []
        self.hide()
        theme.worn.changed.connect(self._recolour)

    def show_runs(self, chosen: str, paths: Sequence[Path]) -> None:
        """The chosen run's name, and those beside it."""
        if (chosen, list(paths)) == (self._chosen, self.paths):
            return
        self._chosen, self.paths = chosen, list(paths)
        self._fill()

    def _recolour(self) -> None:
        if self.paths:
            self._fill()

    def _fill(self) -> None:
        while (item := self._line.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for style, text in enumerate([self._chosen, *map(run_name, self.paths)]):
            self._line.addWidget(self._chip(style, text))
        self._line.addStretch(1)
        self.setVisible(bool(self.paths))

    def _chip(self, style: int, text: str) -> QPushButton:
        chip = theme.make_button(
            f" {text}" if not style else f" {text}  ×", "chip", name=f"{self.objectName()}.{style}"
        )
        chip.setIcon(style_icon(theme.TEXT, style, self.devicePixelRatioF()))
        chip.setIconSize(QSize(28, 16))
        chip.setAccessibleName(tr("{run}, {style} line", run=text, style=tr(STYLE_WORDS[style])))
        if not style:
            chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        else:
            chip.setToolTip(tr("Take “{run}” out of the plots", run=text))
            chip.setProperty("run", style - 1)
            chip.clicked.connect(self._on_clicked)
        return chip

    def _on_clicked(self) -> None:
        sender = self.sender()
        if isinstance(sender, QPushButton):
            self.removed.emit(self.paths[sender.property("run")])
