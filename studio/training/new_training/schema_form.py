"""A form made from a JSON schema, with a row for each setting.

What the schema says is shown: `title`, `description` (one sentence, beside the field), `unit`, limits, choices with
their `labels`, and `advanced`, which folds a field away. A field that differs from where the form began can be
set back by its own button. Nested objects become groups; their fields have dotted names.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from studio import theme
from studio.engine_words import engine_words
from studio.training.new_training.form_row import CHOICE_WIDTH, TITLE_WIDTH, FormRow
from studio.training.schema_fields import Field
from studio.widgets.fold import Fold
from studio.words import tr

_NARROW = 640
"""Width from which on a sentence has room beside its field."""


class SchemaForm(QWidget):
    """`changed` when a value was changed by the user. Values are by dotted name."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._rows: dict[str, FormRow] = {}
        self._layout_key: list[tuple[str, bool]] = []
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._plain = _Table()
        self.advanced = Fold(f"{name}.advanced", tr("Advanced"))
        self._folded = _Table()
        self.advanced.content.addWidget(self._folded)
        column.addWidget(self._plain)
        column.addWidget(self.advanced)

    def set_fields(self, fields: Collection[Field]) -> None:
        """Show these fields; values typed in before stay where a field of that name is still there."""
        self._layout_key = [(field.name, field.advanced) for field in fields]
        before = {name: row.text() for name, row in self._rows.items() if row.is_changed}
        self._filling = True
        for table in (self._plain, self._folded):
            table.clear()
        left, self._rows = self._rows, {}
        for field in sorted(fields, key=lambda field: bool(field.group)):
            table = self._folded if field.advanced else self._plain
            table.heading(tr(field.group))
            known = left.get(field.name)
            if known is not None and known.is_of(field):
                row = left.pop(field.name)  # two networks share most: to make all anew takes three times as long
                row.begin()
            else:
                row = FormRow(f"{self._name}.{field.name}", field, self._on_changed)
            table.add(row)
            self._rows[field.name] = row
            if field.name in before:
                row.set_text(before[field.name])
        for gone in left.values():
            gone.remove()
        self._filling = False
        self.advanced.setVisible(bool(self._folded.count))
        self._count_advanced()

    @property
    def fields(self) -> list[Field]:
        """All fields shown."""
        return [row.field for row in self._rows.values()]

    @property
    def names(self) -> list[str]:
        """The dotted names of all fields shown."""
        return list(self._rows)

    @property
    def layout_key(self) -> list[tuple[str, bool]]:
        """Name of each field, and whether it is folded away, as they were given."""
        return self._layout_key

    def set_base(self, values: Mapping[str, Any]) -> None:
        """Where the form begins, and what a field is set back to: `values`, else the schema's defaults.

        What was typed into a field stays.
        """
        self._filling = True
        for name, row in self._rows.items():
            row.set_base(values.get(name, row.field.default))
        self._filling = False
        self._count_advanced()

    def set_values(self, values: Mapping[str, Any]) -> None:
        """Fill in these, as if the user had."""
        self._filling = True
        for name, value in values.items():
            if name in self._rows:
                self._rows[name].set_value(value)
        self._filling = False
        self._count_advanced()

    def values(self) -> dict[str, Any]:
        """All values that are whole."""
        return {name: value for name, row in self._rows.items() if (value := row.value()) is not None}

    def changes(self) -> dict[str, Any]:
        """The values that differ from where the form began."""
        return {
            name: value for name, row in self._rows.items() if row.is_changed and (value := row.value()) is not None
        }

    @property
    def problem(self) -> str:
        """The first thing wrong with what was typed, "" if nothing is."""
        return next((f"{row.field.title}: {row.problem}" for row in self._rows.values() if row.problem), "")

    @property
    def problem_name(self) -> str:
        """The name of the field that `problem` is of."""
        return next((name for name, row in self._rows.items() if row.problem), "")

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show what somebody else found wrong, by dotted name; {} clears. Folded fields come to light."""
        for name, row in self._rows.items():
            row.set_error(errors.get(name, ""))
            if name in errors and row.field.advanced:
                self.advanced.open()

    def set_notes(self, notes: Mapping[str, str]) -> None:
        """Say at these fields where the values come from that they begin with; at all others nothing."""
        for name, row in self._rows.items():
            row.set_note(notes.get(name, ""))

    def set_idle(self, reasons: Mapping[str, str]) -> None:
        """Grey these fields out, each for its reason; all others can be used."""
        for name, row in self._rows.items():
            row.set_idle(engine_words(reasons.get(name, "")))

    def reset(self, names: Collection[str] | None = None) -> None:
        """Set every field back, or these."""
        for name, row in self._rows.items():
            if names is None or name in names:
                row.reset()

    def reveal(self, name: str) -> QWidget | None:
        """Bring a field to light, with the focus in it; its editor, None where there is no such field."""
        row = self._rows.get(name)
        if row is None:
            return None
        if row.field.advanced:
            self.advanced.open()
        row.editor.setFocus()
        return row.editor

    def _on_changed(self) -> None:
        if not self._filling:
            self._count_advanced()
            self.changed.emit()

    def _count_advanced(self) -> None:
        count = sum(row.is_changed for row in self._rows.values() if row.field.advanced)
        self.advanced.set_title(tr("Advanced · {count} changed", count=count) if count else tr("Advanced"))


class _Table(QWidget):
    """Rows whose titles, fields, units and sentences stand under each other; in a narrow window the sentences stand
    below their fields."""

    def __init__(self) -> None:
        super().__init__()
        self._narrow = False
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(3)
        self._grid.setColumnMinimumWidth(0, TITLE_WIDTH)
        self._grid.setColumnMinimumWidth(1, CHOICE_WIDTH)
        self._grid.setColumnStretch(2, 1)
        self._headings: list[QWidget] = []
        self._fields: list[QHBoxLayout] = []
        self._rows: list[FormRow] = []
        self._begin()

    def _begin(self) -> None:
        self._heading = ""
        self._sentences: list[tuple[QWidget, int]] = []
        self._next = 0

    @property
    def count(self) -> int:
        """How many rows it has."""
        return len(self._rows)

    def clear(self) -> None:
        """Take the rows out of their places; they are whoever's made them."""
        for row in self._rows:
            for widget in (row.title, row.sentence, row.back):
                self._grid.removeWidget(widget)
        for field in self._fields:
            while field.takeAt(0) is not None:
                pass
            self._grid.removeItem(field)
            field.deleteLater()
        for heading in self._headings:
            self._grid.removeWidget(heading)
            heading.hide()
            heading.deleteLater()
        for index in range(self._next):  # a grid layout never forgets how many rows it had: empty ones take no room
            self._grid.setRowMinimumHeight(index, 0)
        self._headings, self._fields, self._rows = [], [], []
        self._begin()

    def heading(self, text: str) -> None:
        """A heading, unless the rows so far have it."""
        if text != self._heading:
            self._heading = text
            label = theme.make_label(text, "section")
            label.setContentsMargins(0, 12, 0, 2)
            self._grid.addWidget(label, self._next, 0, 1, 4)
            self._headings.append(label)
            self._next += 1

    def add(self, row: FormRow) -> None:
        index = self._next
        self._next += 2  # the row below is for the sentence, where it has no room beside
        middle = Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(row.title, index, 0, middle)
        field = QHBoxLayout()
        field.setSpacing(theme.UNIT)
        field.addWidget(row.editor)
        if row.unit is not None:
            field.addWidget(row.unit)
        field.addStretch(1)
        self._grid.addLayout(field, index, 1, middle)
        self._fields.append(field)
        self._grid.addWidget(row.back, index, 3, middle)
        self._grid.setRowMinimumHeight(index, 36)
        self._sentences.append((row.sentence, index))
        self._put(row.sentence, index)
        self._rows.append(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = event.size().width() < _NARROW
        if narrow != self._narrow:
            self._narrow = narrow
            for sentence, place in self._sentences:
                self._grid.removeWidget(sentence)
                self._put(sentence, place)

    def _put(self, sentence: QWidget, index: int) -> None:
        if self._narrow:
            self._grid.addWidget(sentence, index + 1, 1, 1, 3)
        else:
            self._grid.addWidget(sentence, index, 2)
