"""A form made from a JSON schema: every field of a configuration explains itself, so nobody writes forms by hand.

What the schema says is shown: `title`, `description` (one sentence, beside the field), `unit`, limits, choices with
their `labels`, and `advanced`, which folds a field away. A field that differs from where the form began can be
set back by its own button. Nested objects become groups; their fields have dotted names.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from studio import theme
from studio.widgets.fold import Fold
from studio.widgets.number_field import NumberField, format_number

_TITLE_WIDTH = 168
_FIELD_WIDTH = 112
_CHOICE_WIDTH = 176


@dataclass(frozen=True)
class Field:
    """One field of a schema, its references followed."""

    name: str
    """Dotted."""
    group: str
    """The title of the object it lies in; "" at the top."""
    schema: Mapping[str, Any]

    @property
    def title(self) -> str:
        return str(self.schema.get("title", self.name))

    @property
    def sentence(self) -> str:
        return str(self.schema.get("description", ""))

    @property
    def advanced(self) -> bool:
        return bool(self.schema.get("advanced", False))

    @property
    def default(self) -> Any:
        return self.schema.get("default")


def fields_of(schema: Mapping[str, Any], prefix: str = "", group: str = "") -> Iterator[Field]:
    """All fields that can be shown, in the schema's order; objects without properties are left out."""
    definitions = schema.get("$defs", {})
    for name, raw in schema.get("properties", {}).items():
        inner = _followed(raw, definitions)
        if "properties" in inner:
            title = str(raw.get("title", inner.get("title", name)))
            yield from fields_of({**inner, "$defs": definitions}, f"{prefix}{name}.", title)
        elif inner.get("type") in ("integer", "number", "boolean", "string") or "enum" in inner:
            yield Field(prefix + name, group, inner)


def _followed(schema: Mapping[str, Any], definitions: Mapping[str, Any]) -> dict[str, Any]:
    """A schema with its reference replaced by what it refers to; what stands beside the reference wins."""
    reference = schema.get("$ref", "")
    if not reference and len(schema.get("allOf", ())) == 1:
        reference = schema["allOf"][0].get("$ref", "")
    found = definitions.get(str(reference).rpartition("/")[2], {}) if reference else {}
    return {**found, **{key: value for key, value in schema.items() if key not in ("$ref", "allOf")}}


class SchemaForm(QWidget):
    """`changed` when a value was changed by the user. Values are by dotted name."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._name = name
        self._rows: dict[str, _Row] = {}
        self._filling = False
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._plain = _Table()
        self.advanced = Fold(f"{name}.advanced", "Advanced")
        self._folded = _Table()
        self.advanced.content.addWidget(self._folded)
        column.addWidget(self._plain)
        column.addWidget(self.advanced)

    def set_fields(self, fields: Collection[Field]) -> None:
        """Show these fields; values typed in before stay where a field of that name is still there."""
        before = {name: row.text() for name, row in self._rows.items() if row.is_changed}
        self._filling = True
        self._plain.clear()
        self._folded.clear()
        self._rows.clear()
        for field in sorted(fields, key=lambda field: bool(field.group)):
            table = self._folded if field.advanced else self._plain
            if field.advanced and field.group:
                table.heading(field.group)
            row = _Row(f"{self._name}.{field.name}", field, self._on_changed)
            table.add(row)
            self._rows[field.name] = row
            if field.name in before:
                row.set_text(before[field.name])
        self._filling = False
        self.advanced.setVisible(bool(self._folded.count))
        self._count_advanced()

    @property
    def names(self) -> list[str]:
        """The dotted names of all fields shown."""
        return list(self._rows)

    def set_base(self, values: Mapping[str, Any]) -> None:
        """Where the form begins, and what a field is set back to: `values`, else the schema's defaults."""
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

    def set_errors(self, errors: Mapping[str, str]) -> None:
        """Show what somebody else found wrong, by dotted name; {} clears. Folded fields come to light."""
        for name, row in self._rows.items():
            row.set_error(errors.get(name, ""))
            if name in errors and row.field.advanced:
                self.advanced.open()

    def reset(self) -> None:
        """Set every field back."""
        for row in self._rows.values():
            row.reset()

    def _on_changed(self) -> None:
        if not self._filling:
            self._count_advanced()
            self.changed.emit()

    def _count_advanced(self) -> None:
        count = sum(row.is_changed for row in self._rows.values() if row.field.advanced)
        self.advanced.set_title(f"Advanced · {count} changed" if count else "Advanced")


class _Table(QWidget):
    """Rows whose titles, fields, units and sentences stand under each other."""

    def __init__(self) -> None:
        super().__init__()
        self._place = QVBoxLayout(self)
        self._place.setContentsMargins(0, 0, 0, 0)
        self._rows = QWidget()
        self.clear()

    def clear(self) -> None:
        """Begin anew (a grid layout never forgets how many rows it had)."""
        self._place.removeWidget(self._rows)
        self._rows.setParent(None)
        self._rows.deleteLater()
        self._rows = QWidget()
        self._place.addWidget(self._rows)
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnMinimumWidth(0, _TITLE_WIDTH)
        self._grid.setColumnMinimumWidth(1, _CHOICE_WIDTH)
        self._grid.setColumnStretch(2, 1)
        self._heading = ""
        self.count = 0

    def heading(self, text: str) -> None:
        """A heading, unless the rows so far have it."""
        if text != self._heading:
            self._heading = text
            label = theme.make_label(text, "section")
            label.setContentsMargins(0, 12, 0, 2)
            self._grid.addWidget(label, self._grid.rowCount(), 0, 1, 4)

    def add(self, row: _Row) -> None:
        place = self._grid.rowCount()
        middle = Qt.AlignmentFlag.AlignVCenter
        row.title.setFixedWidth(_TITLE_WIDTH)
        self._grid.addWidget(row.title, place, 0, middle)
        field = QHBoxLayout()
        field.setSpacing(theme.UNIT)
        field.addWidget(row.editor)
        if row.unit is not None:
            field.addWidget(row.unit)
        field.addStretch(1)
        self._grid.addLayout(field, place, 1, middle)
        self._grid.addWidget(row.sentence, place, 2)
        self._grid.addWidget(row.back, place, 3, middle)
        self._grid.setRowMinimumHeight(place, 36)
        self.count += 1


class _Row(QObject):
    """One field: its editor and the words around it."""

    def __init__(self, name: str, field: Field, changed: Callable[[], None]) -> None:
        super().__init__()
        self.field = field
        self._base: Any = field.default
        self._error = ""
        self._changed = changed
        schema = field.schema
        self.title = theme.make_label(field.title)
        self.unit = theme.make_label(str(schema["unit"]), "quiet") if schema.get("unit") else None
        self.sentence = theme.make_label(field.sentence, "small", wrap=True)
        self.editor = self._make_editor(name)
        self.editor.setAccessibleDescription(field.sentence)
        self.editor.setToolTip(field.sentence)
        self.title.setBuddy(self.editor)
        self.back = theme.make_button(
            f"Set {field.title} back", "icon", name=f"{name}.back", icon_name="arrow-counter-clockwise"
        )
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.clicked.connect(self.reset)
        self.set_base(field.default)

    def _make_editor(self, name: str) -> QWidget:
        schema, title = self.field.schema, self.field.title
        editor: QWidget
        if "enum" in schema:
            editor = QComboBox()
            labels = schema.get("labels", {})
            for choice in schema["enum"]:
                editor.addItem(str(labels.get(choice, choice)), choice)
            editor.currentIndexChanged.connect(self._on_edited)
        elif schema["type"] == "boolean":
            editor = QCheckBox()
            editor.toggled.connect(self._on_edited)
        elif schema["type"] == "string":
            editor = QLineEdit()
            editor.textChanged.connect(self._on_edited)
        else:
            editor = NumberField(
                name, title, whole=schema["type"] == "integer",
                minimum=schema.get("minimum", -math.inf), maximum=schema.get("maximum", math.inf),
                above=schema.get("exclusiveMinimum", -math.inf), step=schema.get("step", 0.0),
            )  # fmt: skip
            editor.changed.connect(self._on_edited)
        editor.setObjectName(name)
        editor.setAccessibleName(title)
        if not isinstance(editor, QCheckBox):
            editor.setFixedWidth(_CHOICE_WIDTH if isinstance(editor, QComboBox) else _FIELD_WIDTH)
        editor.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor.installEventFilter(self)
        return editor

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel:  # the page scrolls; values change only where they are meant to
            event.ignore()
            return True
        return False

    def value(self) -> Any:
        """None while what is typed is no value."""
        editor = self.editor
        if isinstance(editor, QComboBox):
            return editor.currentData()
        if isinstance(editor, QCheckBox):
            return editor.isChecked()
        if isinstance(editor, NumberField):
            return editor.value
        assert isinstance(editor, QLineEdit)
        return editor.text()

    def set_value(self, value: Any) -> None:
        editor = self.editor
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(max(0, editor.findData(value)))
        elif isinstance(editor, QCheckBox):
            editor.setChecked(bool(value))
        elif isinstance(editor, NumberField):
            if isinstance(value, int | float):
                editor.set_value(value)
        elif isinstance(editor, QLineEdit):
            editor.setText("" if value is None else str(value))

    def text(self) -> Any:
        """What the user typed, a value or not."""
        return self.editor.text() if isinstance(self.editor, NumberField) else self.value()

    def set_text(self, text: Any) -> None:
        if isinstance(self.editor, NumberField):
            self.editor.setText(text)
        else:
            self.set_value(text)

    @property
    def is_changed(self) -> bool:
        return bool(self.value() != self._base)

    @property
    def problem(self) -> str:
        return self.editor.problem if isinstance(self.editor, NumberField) else ""

    def set_base(self, value: Any) -> None:
        self._base = value
        self.set_value(value)
        self._show()

    def set_error(self, words: str) -> None:
        self._error = words
        self._show()

    def reset(self) -> None:
        self.set_value(self._base)

    def _on_edited(self, *_: object) -> None:
        self._error = ""
        self._show()
        self._changed()

    def _show(self) -> None:
        wrong = self._error or (f"{self.problem[:1].upper()}{self.problem[1:]}." if self.problem else "")
        self.sentence.setText(wrong or self.field.sentence)
        theme.set_property(self.sentence, "role", "error" if wrong else "small")
        theme.set_property(self.editor, "wrong", "true" if wrong else None)
        self.back.setVisible(self.is_changed)
        shown = (
            format_number(self._base)
            if isinstance(self._base, int | float) and not isinstance(self._base, bool)
            else self._base
        )
        self.back.setToolTip(f"Back to {shown}")
