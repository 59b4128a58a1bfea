"""The controls of the Augment page: each operation, its range, how many copies."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QSpinBox, QVBoxLayout, QWidget

from gan_engine.curation.operations import DOUBLING, MOST_COPIES, OPERATIONS, Augment, Operation
from studio import theme
from studio.curation.pages.augment.range_slider import RangeSlider
from studio.widgets.chips import ChipChoice
from studio.words import in_figures, percent_words, tr, tr_noop

TRAINING, BAKED = "training", "baked"
_WHERE = {
    TRAINING: tr_noop("No variants are baked: training mirrors and varies pictures by itself, as its recipe says."),
    BAKED: tr_noop("Each picture is baked together with variants of it: a fixed enlargement of the dataset."),
}


def amount_words(operation: Operation, value: float) -> str:
    """An amount as a person reads it."""
    if operation.unit == "°":
        return f"{in_figures(value, 'g')}°"
    return f"{in_figures(value, '.2f')} ×" if operation.unit == "×" else percent_words(value)


def range_words(operation: Operation, low: float, high: float) -> str:
    """A range of amounts; "" where there is none."""
    if not operation.has_range:
        return ""
    return tr("{low} to {high}", low=amount_words(operation, low), high=amount_words(operation, high))


class _WhereWords(QLabel):
    """What a place means; as high as the longest of its sentences, so that what stands below keeps its place."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)

    def heightForWidth(self, width: int) -> int:
        room, wrapped = QRect(0, 0, width, 10_000), Qt.TextFlag.TextWordWrap
        return max(self.fontMetrics().boundingRect(room, wrapped, tr(words)).height() for words in _WHERE.values())


class OperationRow(QWidget):
    """`changed(key)` at every change by the user."""

    changed = Signal(str)

    def __init__(self, operation: Operation, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.operation = operation
        name = f"curate.augment.{operation.key}"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.box = QCheckBox(tr(operation.title))
        self.box.setObjectName(name)
        self.box.setToolTip(tr(operation.sentence))
        self.copies = QSpinBox()
        self.copies.setObjectName(f"{name}.copies")
        self.copies.setAccessibleName(tr("{title}: variants of each picture", title=tr(operation.title)))
        self.copies.setRange(1, MOST_COPIES)
        self.copies.setPrefix("+ ")
        theme.set_scaled(self.copies, width=64)
        self.copies.setToolTip(tr("Variants of each picture"))
        self._double = theme.make_label(tr("doubles"), "small")
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        line.addWidget(self.box, 1)
        line.addWidget(self._double)
        line.addWidget(self.copies)
        column.addLayout(line)
        self.slider: RangeSlider | None = None
        self._body = QWidget()
        column.addWidget(self._body)
        body = QVBoxLayout(self._body)
        body.setContentsMargins(0, 0, 0, 8)
        body.setSpacing(0)
        self._words = theme.make_label("", "small")
        body.addWidget(self._words)
        if operation.has_range:
            self.slider = RangeSlider(
                f"{name}.range",
                tr("{title}: range", title=tr(operation.title)),
                operation.lowest,
                operation.highest,
                operation.step,
                words=functools.partial(amount_words, operation),
            )
            self.slider.set_range(*operation.usual)
            body.insertWidget(0, self.slider)
            self.slider.moved.connect(self._on_range)
        self.box.toggled.connect(self._on_box)
        self.copies.valueChanged.connect(self._on_copies)
        self._dress()

    @property
    def chosen(self) -> Augment | None:
        """As `BakeSettings.augment` has it; None where it is not chosen."""
        if not self.box.isChecked():
            return None
        if self.slider is None:
            return Augment(operation=self.operation.key)
        low, high = self.slider.range
        return Augment(operation=self.operation.key, low=low, high=high, copies=self.copies.value())

    @property
    def range(self) -> tuple[float, float]:
        """From, to; the same where there is nothing to draw."""
        return self.slider.range if self.slider is not None else (0.0, 0.0)

    def show_chosen(self, value: Augment | None) -> None:
        """Show what is chosen, without saying so."""
        for widget in (self.box, self.copies):
            widget.blockSignals(True)
        self.box.setChecked(value is not None)
        if value is not None and self.slider is not None:
            self.slider.set_range(*value.range)
            self.copies.setValue(value.copies)
        for widget in (self.box, self.copies):
            widget.blockSignals(False)
        self._dress()

    def _dress(self) -> None:
        on = self.box.isChecked()
        doubling = self.operation.key in DOUBLING
        self._double.setVisible(on and doubling)
        self.copies.setVisible(on and not doubling)
        self._body.setVisible(on and self.slider is not None)
        if self.slider is not None:
            self._words.setText(range_words(self.operation, *self.slider.range))

    def _on_box(self) -> None:
        self._dress()
        self.changed.emit(self.operation.key)

    def _on_range(self) -> None:
        self._dress()
        self.changed.emit(self.operation.key)

    def _on_copies(self) -> None:
        self.changed.emit(self.operation.key)


class Said(NamedTuple):
    """A sentence of advice."""

    operation: str
    words: str
    warns: bool
    shown_by: int
    """How many pictures show it."""


class AugmentPanel(QWidget):
    """`changed(key)`: an operation is chosen otherwise; `placed(where)`: baked, or left to training;
    `evidence_wanted(operation)`: to see the pictures that an advice stands on."""

    changed = Signal(str)
    placed = Signal(str)
    evidence_wanted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.augment.panel")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.where = ChipChoice(
            "curate.augment.where", tr("Where pictures are varied"),
            [(TRAINING, tr("Left to training")), (BAKED, tr("Baked in"))],
        )  # fmt: skip
        column.addWidget(self.where)
        self._where_words = _WhereWords()
        column.addWidget(self._where_words)
        self._count = theme.make_label("", "heading", wrap=True)
        self._count.setObjectName("curate.augment.count")
        column.addSpacing(4)
        column.addWidget(self._count)
        column.addSpacing(4)
        self.rows: dict[str, OperationRow] = {}
        for operation in OPERATIONS.values():
            row = self.rows[operation.key] = OperationRow(operation)
            row.changed.connect(self.changed)
            column.addWidget(row)
        column.addSpacing(8)
        column.addWidget(theme.make_label(tr("Measured on these pictures"), "section"))
        self._advice: list[QWidget] = []
        self._advice_column = QVBoxLayout()
        self._advice_column.setSpacing(8)
        column.addLayout(self._advice_column)
        self.where.chosen.connect(self._on_where)
        self.show_place(TRAINING)
        self.show_advice([], tr("Not measured yet."))

    @property
    def plan(self) -> tuple[Augment, ...]:
        """What the boxes say."""
        return tuple(chosen for row in self.rows.values() if (chosen := row.chosen) is not None)

    def show_plan(self, plan: Sequence[Augment]) -> None:
        """Tick what is chosen."""
        chosen = {one.operation: one for one in plan}
        for key, row in self.rows.items():
            row.show_chosen(chosen.get(key))

    def show_place(self, where: str) -> None:
        """Say where pictures are varied."""
        self.where.choose(where)
        self._where_words.setText(tr(_WHERE[where]))

    def show_count(self, words: str) -> None:
        """What the dataset comes to."""
        self._count.setText(words)

    def show_advice(self, lines: Sequence[Said], otherwise: str = "") -> None:
        """What was measured, with a button for the pictures that show a warning; `otherwise` where nothing was."""
        for widget in self._advice:
            widget.hide()
            widget.deleteLater()
        self._advice = []
        for line in lines or [Said("", otherwise, False, 0)]:
            self._add_advice(theme.make_label(line.words, "warning" if line.warns else "small", wrap=True))
            if line.warns and line.shown_by:
                button = theme.make_button(
                    tr("Show the {count:,}", count=line.shown_by),
                    name=f"curate.augment.evidence.{line.operation}",
                    tip=tr("See the pictures that this stands on beside their variants; again for the next"),
                )
                button.clicked.connect(functools.partial(self._on_evidence, line.operation))
                self._add_advice(button)

    def _add_advice(self, widget: QWidget) -> None:
        self._advice.append(widget)
        self._advice_column.addWidget(widget)

    def _on_evidence(self, operation: str, checked: bool = False) -> None:
        self.evidence_wanted.emit(operation)

    def _on_where(self, key: str) -> None:
        self.show_place(key)
        self.placed.emit(key)
