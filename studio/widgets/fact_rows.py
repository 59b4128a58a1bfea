"""Rows of facts in an inspector: name and value."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from studio import theme


class FactRows(QWidget):
    """`set_facts([("Size", "512 × 512"), ...])`; the same number of rows is filled anew without rebuilding."""

    def __init__(self, name: str, *, label_width: int = 88, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._label_width = label_width
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.UNIT)
        self._grid.setVerticalSpacing(theme.UNIT)
        self._grid.setColumnStretch(1, 1)
        self._rows: list[tuple[QLabel, QLabel]] = []

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show these (name, value)."""
        while len(self._rows) > len(facts):
            for label in self._rows.pop():
                self._grid.removeWidget(label)
                label.hide()
                label.deleteLater()
        while len(self._rows) < len(facts):
            self._add_row()
        for (label, value), (name, text) in zip(self._rows, facts, strict=True):
            label.setText(name)
            value.setText(_breakable(text))
            value.setAccessibleName(f"{name}: {text}")

    def _add_row(self) -> None:
        label = theme.make_label(role="quiet", width=self._label_width)
        value = theme.make_label(wrap=True)
        value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        index = len(self._rows)
        value.setObjectName(f"{self.objectName()}.{index}")
        self._grid.addWidget(label, index, 0, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(value, index, 1)
        self._rows.append((label, value))


def _breakable(text: str) -> str:
    """Let long names of files break after a slash, dash or underscore."""
    return "".join(letter + "\u200b" if letter in "/\\_-." else letter for letter in text) if len(text) > 24 else text
