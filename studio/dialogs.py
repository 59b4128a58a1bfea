"""Dialogs over the whole window: new project, closing while work goes on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from studio import theme
from studio.settings import Settings, documents_folder
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.free_paths import is_taken, typed_path

_FORBIDDEN = '<>:"/\\|?*'


class NewProjectDialog(Dialog):
    """Name and place of a new project; `chosen(folder, sources)` when it is to be made."""

    chosen = Signal(object, list)

    def __init__(
        self, settings: Settings, sources: Sequence[Path], *, name: str, title: str, note: str,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.setObjectName("new-project")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setMinimumWidth(520)
        self._settings = settings
        self._sources = list(sources)
        self._name = QLineEdit(name)
        self._name.setObjectName("new-project.name")
        self._name.setAccessibleName(tr("Name of the project"))
        self._place = QLineEdit(settings.get("projects_folder", "") or str(documents_folder()))
        self._place.setObjectName("new-project.place")
        self._place.setAccessibleName(tr("Folder to put it in"))
        browse = theme.make_button(tr("Choose the folder"), "icon", name="new-project.browse", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        self._wrong = theme.make_label(role="error", wrap=True)
        self._make = theme.make_button(tr("Make the project"), "primary", name="new-project.make")
        self._make.setDefault(True)
        cancel = theme.make_button(tr("Cancel"), name="new-project.cancel")
        self._make.clicked.connect(self._accept)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(title, "title"))
        column.addWidget(theme.make_label(note, "quiet", wrap=True))
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        if sources:
            words = (
                str(sources[0])
                if len(sources) == 1
                else tr("{sources} and {count} more", sources=sources[0], count=len(sources) - 1)
            )
            form.addRow(theme.make_label(tr("Pictures"), "quiet"), theme.make_label(words, wrap=True))
        form.addRow(theme.make_label(tr("Name"), "quiet"), self._name)
        layout = QHBoxLayout()
        layout.setSpacing(4)
        layout.addWidget(self._place, 1)
        layout.addWidget(browse)
        form.addRow(theme.make_label(tr("Kept in"), "quiet"), layout)
        column.addLayout(form)
        column.addWidget(self._wrong)
        column.addSpacing(8)
        column.addLayout(row([None, cancel, self._make]))
        self._name.textChanged.connect(self._check)
        self._place.textChanged.connect(self._check)
        number = 2
        while is_taken(self.folder):
            self._name.setText(f"{name} {number}")
            number += 1
        self._name.selectAll()
        self._name.setFocus()
        self._check()

    @property
    def folder(self) -> Path:
        """The project folder as it would be."""
        return typed_path(self._place.text()) / f"{self._name.text().strip()}.maquette"

    def _check(self) -> None:
        name = self._name.text().strip()
        wrong = ""
        if any(sign in name for sign in _FORBIDDEN) or name.startswith("."):
            wrong = tr("A name cannot begin with a dot or have one of these signs: {list}", list=" ".join(_FORBIDDEN))
        elif name and not typed_path(self._place.text()).is_absolute():
            wrong = tr("Give the whole path of the folder.")
        elif name and is_taken(self.folder):
            wrong = tr("There is a project “{name}” already. Choose another name.", name=name)
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        theme.set_property(self._name, "wrong", bool(wrong))
        self._make.setEnabled(bool(name) and not wrong)
        if (layout := self.layout()) is not None:  # what is wrong wants room of its own, not the fields'
            self.resize(self.width(), max(self.height(), layout.totalHeightForWidth(self.width())))

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Where to keep the project"), self._place.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._place.setText)
        dialog.open()

    def _accept(self) -> None:
        self._settings.set("projects_folder", self._place.text())
        folder = self.folder
        self.accept()
        self.chosen.emit(folder, self._sources)


class CloseDialog(Dialog):
    """Something is still going on in the background: close all the same?"""

    def __init__(self, tasks: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("close")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Close Maquette"))
        self.setMinimumWidth(420)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Work is still going on"), "large"))
        for words in tasks:
            column.addWidget(theme.make_label(words, "quiet"))
        column.addWidget(
            theme.make_label(tr("Closing cancels it; nothing is left half done. Trainings go on."), "", wrap=True)
        )
        stay = theme.make_button(tr("Stay"), "primary", name="close.stay")
        close = theme.make_button(tr("Cancel it and close"), name="close.close")
        stay.setDefault(True)
        stay.clicked.connect(self.reject)
        close.clicked.connect(self.accept)
        column.addSpacing(8)
        column.addLayout(row([None, close, stay]))
