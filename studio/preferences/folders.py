"""Where things are put: new projects, and what the program keeps of its own."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from gan_engine.user_folders import cache_folder, data_folder
from studio import theme
from studio.preferences.page import SettingsPage
from studio.settings import config_folder, documents_folder, log_folder
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.free_paths import typed_path


class FoldersPage(SettingsPage):
    """New projects go where it is said here; the program's own folders are shown."""

    key = "folders"

    @property
    def title(self) -> str:
        return tr("Folders")

    def build(self) -> None:
        self.place = QLineEdit()
        self.place.setObjectName("settings.projects-folder")
        self.place.setAccessibleName(tr("Folder for new projects"))
        self.place.editingFinished.connect(self._on_typed)
        browse = theme.make_button(
            tr("Choose the folder"), "icon", name="settings.projects-folder.browse", icon_name="folder-open"
        )
        browse.clicked.connect(self._browse)
        line = QWidget()
        across = row([browse], spacing=4)
        across.insertWidget(0, self.place, 1)
        line.setLayout(across)
        self.add(tr("New projects"), line, tr("Projects that there are stay where they are."))
        self._wrong = theme.make_label("", "error", wrap=True)
        self._wrong.hide()
        self.column.addWidget(self._wrong)
        own = QWidget()
        grid = QGridLayout(own)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(2 * theme.UNIT)
        grid.setVerticalSpacing(theme.UNIT)
        grid.setColumnStretch(1, 1)
        places = (
            ("settings", tr("Settings"), tr("What was chosen here"), config_folder),
            ("data", tr("Data"), tr("Helper networks, the queue of trainings"), data_folder),
            ("cache", tr("Cache"), tr("What can be made again"), cache_folder),
            ("log", tr("Log files"), tr("What went wrong, should something"), log_folder),
        )
        for number, (key, title, sentence, place) in enumerate(places):
            path = ElidingLabel(str(place()), "quiet", least=120)
            path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            path.setObjectName(f"settings.path.{key}")
            path.setAccessibleName(f"{title}: {place()}")
            show = theme.make_button(
                tr("Show"), "quiet", name=f"settings.show.{key}", tip=tr("Show it in the file manager")
            )
            show.setAccessibleName(f"{tr('Show the folder')}: {title}")
            show.clicked.connect(functools.partial(self._show, place()))
            heading = theme.make_label(title)
            heading.setToolTip(sentence)
            grid.addWidget(heading, number, 0)
            grid.addWidget(path, number, 1)
            grid.addWidget(show, number, 2)
        self.add(tr("The program's own"), own)
        self.column.addStretch(1)

    def show_choices(self) -> None:
        self.place.setText(self.preferences.choices.projects_folder)
        self.place.setPlaceholderText(str(documents_folder()))
        self._tell("")

    def _on_typed(self) -> None:
        text = self.place.text().strip()
        if text and not typed_path(text).is_absolute():
            self._tell(tr("Give the whole path of the folder."))
        else:
            self._tell("")
            self.preferences.choose(projects_folder=text)

    def _tell(self, wrong: str) -> None:
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        theme.set_property(self.place, "wrong", bool(wrong))

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Where to put new projects"), self.place.text() or str(documents_folder()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._on_chosen)
        dialog.open()

    def _on_chosen(self, folder: str) -> None:
        self.preferences.choose(projects_folder=folder)

    def _show(self, place: Path, checked: bool = False) -> None:
        """The folder, or what there is of the way to it."""
        there = next((each for each in (place, *place.parents) if each.is_dir()), None)
        if there is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(there)))
