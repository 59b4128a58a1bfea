"""A row of the form: one setting's editor, with words that explain, warn or say why it does nothing."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from studio import theme
from studio.training.schema_fields import Field
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.fields.number_field import NumberField, format_number
from studio.words import tr

TITLE_WIDTH = 168
FIELD_WIDTH = 112
CHOICE_WIDTH = 192


class FormRow(QObject):
    """One field: its editor and the words around it."""

    def __init__(self, name: str, field: Field, changed: Callable[[], None]) -> None:
        super().__init__()
        self.field = field
        self._changed = changed
        self.title = theme.make_label(field.title, width=TITLE_WIDTH)
        self.unit = theme.make_label(field.unit, "quiet") if field.unit else None
        self.sentence = theme.make_label(field.sentence, "small", wrap=True)
        self.editor = self._make_editor(name)
        self.editor.setToolTip(_explained(field))
        self.title.setBuddy(self.editor)
        self.back = theme.make_button(
            tr("Set {title} back", title=field.title), "icon", name=f"{name}.back", icon_name="arrow-counter-clockwise"
        )
        policy = self.back.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(policy)
        self.back.clicked.connect(self.reset)
        self.begin()

    def is_of(self, field: Field) -> bool:
        """Whether it is what would be made for this field, in the language of now."""
        return self.field == field and self.title.text() == field.title

    def begin(self) -> None:
        """As it was when it was made."""
        self._base: Any = self.field.default
        self._error = self._note = self._idle = ""
        self.set_value(self._base)
        self._show()

    def remove(self) -> None:
        """It goes, with all that it shows."""
        for widget in (self.title, self.unit, self.sentence, self.editor, self.back):
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.deleteLater()

    def _make_editor(self, name: str) -> QWidget:
        schema, title = self.field.schema, self.field.title
        editor: QWidget
        if "enum" in schema:
            editor = ElidingBox()
            labels = schema.get("labels", {})
            for choice in schema["enum"]:
                editor.addItem(tr(str(labels.get(choice, choice))), choice)
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
            wide = isinstance(editor, QComboBox) or (schema.get("type") == "string" and not self.field.unit)
            if wide:
                editor.setFixedWidth(CHOICE_WIDTH)
            else:
                theme.set_scaled(editor, width=FIELD_WIDTH)
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
        """What it is set back to; shown at once unless the user has changed it."""
        typed = self.is_changed
        self._base = value
        if not typed:
            self.set_value(value)
        self._show()

    def set_error(self, words: str) -> None:
        self._error = words
        self._show()

    def set_note(self, words: str) -> None:
        """Where the value comes from that it begins with; "" for nothing to say."""
        self._note = words
        self._show()

    def set_idle(self, reason: str) -> None:
        """Grey it out, for this reason; "" for a field that is of use."""
        self._idle = reason
        self._show()

    def reset(self) -> None:
        self.set_value(self._base)

    def _on_edited(self, *_: object) -> None:
        self._error = ""
        self._show()
        self._changed()

    def _show(self) -> None:
        wrong = self._error or (f"{self.problem[:1].upper()}{self.problem[1:]}." if self.problem else "")
        told = self._idle or " ".join(part for part in (self._note, self.field.sentence) if part)
        self.sentence.setText(wrong or told)
        theme.set_property(self.sentence, "role", "error" if wrong else "small")
        theme.set_property(self.editor, "wrong", "true" if wrong else None)
        self.editor.setAccessibleDescription(wrong or told)
        for widget in (self.title, self.editor, self.unit):
            if widget is not None:
                widget.setEnabled(not self._idle)
        self.back.setVisible(self.is_changed)
        base = self.field.shown(self._base)
        shown = format_number(base) if isinstance(base, int | float) and not isinstance(base, bool) else base
        self.back.setToolTip(tr("Back to {shown}", shown=shown))


def _explained(field: Field) -> str:
    """Its sentence, and what it may be."""
    bounds = field.range_words
    return "\n".join(part for part in (field.sentence, f"{bounds} {field.unit}".strip() if bounds else "") if part)
