"""Names for the parts that Qt makes inside its own widgets, so that they are found and read as all others are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QColorDialog,
    QComboBox,
    QLabel,
    QLineEdit,
    QTableView,
    QToolButton,
    QTreeView,
    QWidget,
)  # fmt: skip

from studio.words import tr


def make_clearable(field: QLineEdit) -> None:
    """Give a field that has its name the cross that empties it."""
    field.setClearButtonEnabled(True)
    for button in field.findChildren(QToolButton):
        _name(button, f"{field.objectName()}.clear", tr("Clear"))


def name_list(box: QComboBox) -> None:
    """The list of a choice, as the choice itself is called."""
    _name(box.view(), f"{box.objectName()}.list", box.accessibleName())


def name_headers(view: QTableView | QTreeView) -> None:
    """The headings of a table, as the table itself is called."""
    name, words = view.objectName(), view.accessibleName()
    columns = tr("Columns of {table}", table=words)
    if isinstance(view, QTreeView):
        _name(view.header(), f"{name}.columns", columns)
        return
    _name(view.horizontalHeader(), f"{name}.columns", columns)
    _name(view.verticalHeader(), f"{name}.rows", tr("Rows of {table}", table=words))
    for corner in view.findChildren(QAbstractButton, options=Qt.FindChildOption.FindDirectChildrenOnly):
        _name(corner, f"{name}.corner", tr("Choose all of {table}", table=words))


def name_colours(dialog: QColorDialog) -> None:
    """Everything that a dialog for a colour is made of: as the label beside it says, or its own words."""
    labels = {label.buddy(): label.text() for label in dialog.findChildren(QLabel) if label.buddy() is not None}
    others = {"QColorPicker": tr("Hue and saturation"), "QColorLuminancePicker": tr("Lightness")}
    for number, part in enumerate(dialog.findChildren(QWidget)):
        kind = part.metaObject().className().rpartition("::")[2]
        own = part.text() if isinstance(part, QAbstractButton) else ""
        words = (labels.get(part) or own or others.get(kind, "")).replace("&", "").rstrip(":")
        if words:
            _name(part, part.objectName() or f"{dialog.objectName()}.{kind.lower()}-{number}", words)


def _name(part: QWidget, name: str, words: str) -> None:
    part.setObjectName(name)
    part.setAccessibleName(words)
