"""Forms made from schemas: what is shown, typed, refused and set back."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QWidget,
)

from gan_engine.settings.configuration import Configuration
from studio.training.new_training.schema_form import SchemaForm
from studio.training.schema_fields import fields_of
from studio.widgets.fields.number_field import NumberField, format_number
from tests.studio.train_support import all_families

SCHEMA = Configuration.model_json_schema()


@pytest.fixture
def form(dressed: Any) -> Iterator[SchemaForm]:
    made = SchemaForm("form")
    made.set_fields(list(fields_of(SCHEMA)))
    made.set_base({"batch": 16, "optimizer.learning_rate": 0.0004})
    made.resize(900, 700)
    made.show()
    yield made
    made.close()
    made.deleteLater()


def editor(form: SchemaForm, name: str) -> Any:
    return next(child for child in form.findChildren(object, f"form.{name}") if child.isWidgetType())


def shown_text(form: SchemaForm) -> str:
    return "\n".join(label.text() for label in form.findChildren(QLabel) if label.isVisible())


def test_every_common_key_has_its_field() -> None:
    names = {field.name for field in fields_of(SCHEMA)}
    assert {"size", "batch", "kimg", "snapshot_kimg", "seed", "device", "precision", "ema_kimg", "mirror"} <= names
    assert {"optimizer.learning_rate", "augment.colour", "tricks.r1_gamma"} <= names
    assert "network" not in names  # its options come with the family


def test_the_basic_fields_come_first_and_the_advanced_ones_are_folded_away(form: SchemaForm, qtbot: Any) -> None:
    assert editor(form, "batch").isVisible()
    assert not editor(form, "seed").isVisible()
    qtbot.mouseClick(form.advanced.button, Qt.MouseButton.LeftButton)
    assert editor(form, "seed").isVisible()


def test_each_field_says_its_title_unit_and_sentence(form: SchemaForm) -> None:
    text = shown_text(form)
    for words in ("Batch", "pictures", "Pictures looked at in one step", "Length", "kimg"):
        assert words in text
    assert editor(form, "batch").accessibleName() == "Batch"
    assert "more is steadier" in editor(form, "batch").toolTip()


def test_the_form_begins_with_the_recipe_and_tells_only_what_was_changed(form: SchemaForm, qtbot: Any) -> None:
    assert form.values()["batch"] == 16
    assert form.values()["kimg"] == 1000  # the schema's own default
    assert form.changes() == {}
    batch = editor(form, "batch")
    batch.selectAll()
    with qtbot.waitSignal(form.changed):
        qtbot.keyClicks(batch, "64")
    editor(form, "mirror").setChecked(True)
    precision = editor(form, "precision")
    assert isinstance(precision, QComboBox)
    assert precision.itemText(1) == "32 bit"
    precision.setCurrentIndex(1)
    assert form.changes() == {"batch": 64, "mirror": True, "precision": "fp32"}


def test_a_field_and_the_whole_form_can_be_set_back(form: SchemaForm, qtbot: Any) -> None:
    form.set_values({"batch": 64, "mirror": True, "optimizer.learning_rate": 0.01})
    back = form.findChild(QPushButton, "form.batch.back")
    assert back.isVisible()
    assert "16" in back.toolTip()
    qtbot.mouseClick(back, Qt.MouseButton.LeftButton)
    assert form.changes() == {"mirror": True, "optimizer.learning_rate": 0.01}
    assert not back.isVisible()
    form.reset()
    assert form.changes() == {}


def test_nonsense_and_what_is_beyond_the_limits_is_said_at_the_field(form: SchemaForm) -> None:
    editor(form, "batch").setText("many")
    assert form.problem == "Batch: a whole number is needed"
    assert "A whole number is needed." in shown_text(form)
    assert "batch" not in form.values()
    editor(form, "batch").setText("0")
    assert form.problem == "Batch: at least 1"
    editor(form, "batch").setText("8")
    assert form.problem == ""
    editor(form, "optimizer.learning_rate").setText("0")
    assert form.problem == "Learning rate: more than 0"


def test_what_the_engine_found_wrong_is_shown_where_it_belongs_even_if_folded(form: SchemaForm) -> None:
    form.set_errors({"device": "There is no graphics card here."})
    assert form.advanced.opened
    assert "There is no graphics card here." in shown_text(form)
    form.set_errors({})
    assert "graphics card here." not in shown_text(form)


def test_folded_changes_are_counted(form: SchemaForm) -> None:
    form.set_values({"seed": 7, "threads": 2})
    assert form.advanced.button.text() == "Advanced · 2 changed"


def test_another_set_of_fields_keeps_what_was_typed(form: SchemaForm) -> None:
    editor(form, "batch").setText("48")
    form.set_fields([field for field in fields_of(SCHEMA) if field.name != "mirror"])
    assert form.changes()["batch"] == 48
    assert "mirror" not in form.names


def places(form: SchemaForm) -> dict[str, tuple[int, int, int, int]]:
    """Where all is that can be seen, by its name or words."""
    QApplication.processEvents()
    found = {}
    for child in form.findChildren(QWidget):
        words = child.text() if isinstance(child, QLabel) else child.objectName()
        if words and child.isVisible() and isinstance(child, QLabel | QAbstractButton | QLineEdit | QComboBox):
            corner = child.mapTo(form, QPoint(0, 0))
            found[words] = corner.x(), corner.y(), child.width(), child.height()
    return found


def test_another_network_looks_as_if_its_form_had_been_made_for_it(form: SchemaForm, dressed: Any) -> None:
    """Though the fields that both have are the same ones."""
    families = {family.name: list(fields_of(family.schema)) for family in all_families()}
    form.advanced.open()
    form.set_fields(families["dcgan"])
    form.set_base({})
    batch = editor(form, "batch")
    batch.setFocus()
    for name in ("stylegan2", "fastgan", "vanilla", "dcgan", "stylegan"):
        fresh = SchemaForm("form")
        fresh.advanced.open()
        for each in (form, fresh):
            each.set_fields(families[name])
            each.set_base({})
            each.resize(900, 700)
            each.show()
        assert editor(form, "batch") is batch
        assert form.names == fresh.names
        QApplication.processEvents()
        for each in (form, fresh):
            each.resize(900, each.layout().heightForWidth(900))
        assert form.size() == fresh.size()
        assert places(form) == places(fresh), name
        fresh.close()
        fresh.deleteLater()


def test_the_wheel_over_a_field_scrolls_the_page_and_changes_nothing(form: SchemaForm, qtbot: Any) -> None:
    from PySide6.QtCore import QPoint, QPointF
    from PySide6.QtGui import QWheelEvent
    from PySide6.QtWidgets import QApplication

    precision = editor(form, "precision")
    form.advanced.open()
    precision.setFocus()
    event = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(precision, event)
    assert precision.currentIndex() == 0


def test_a_network_with_its_own_options_gets_them_as_a_group(dressed: Any) -> None:
    schema = {
        "properties": {
            "network": {
                "title": "Network",
                "properties": {
                    "depth": {"type": "integer", "title": "Depth", "default": 3, "minimum": 1},
                    "fancy": {"type": "boolean", "title": "Fancy", "default": False, "advanced": True},
                },
            }
        }
    }
    form = SchemaForm("form")
    form.set_fields(list(fields_of(schema)))
    assert form.values() == {"network.depth": 3, "network.fancy": False}
    assert isinstance(editor(form, "network.fancy"), QCheckBox)
    form.deleteLater()


@pytest.mark.parametrize(
    ("text", "value"), [("32", 32), (" 1,000 ", 1000), ("1 000", 1000), ("2e-4", 2e-4), ("0.5", 0.5), ("-3", -3)]
)
def test_numbers_are_read_as_people_write_them(dressed: Any, text: str, value: float) -> None:
    field = NumberField("n", "n")
    field.setText(text)
    assert field.value == value
    field.deleteLater()


@pytest.mark.parametrize("text", ["", "nan", "inf", "1e400", "0x10", "1.5.2", "٣٫٥٫", "9" * 5000])
def test_what_is_no_number_has_no_value(dressed: Any, text: str) -> None:
    field = NumberField("n", "n")
    field.setText(text)
    assert field.value is None
    assert field.problem
    field.deleteLater()


def test_arrow_keys_step_a_number_within_its_limits(dressed: Any, qtbot: Any) -> None:
    field = NumberField("n", "n", whole=True, minimum=1, maximum=3)
    qtbot.addWidget(field)
    field.set_value(2)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    qtbot.keyClick(field, Qt.Key.Key_Up)
    assert field.value == 3
    rate = NumberField("r", "r", above=0, maximum=0.1)
    qtbot.addWidget(rate)
    rate.set_value(0.0004)
    qtbot.keyClick(rate, Qt.Key.Key_Up)
    assert rate.value == pytest.approx(0.00041)


@given(st.floats(-1e14, 1e14) | st.integers(-(10**14), 10**14))
def test_a_number_is_shown_so_that_it_reads_back_the_same(value: float) -> None:
    shown = format_number(value)
    assert math.isclose(float(shown.replace(",", "")), value, rel_tol=1e-9, abs_tol=1e-10)
