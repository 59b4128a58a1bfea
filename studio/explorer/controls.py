"""The controls at the left of Explore: the model, how designs are drawn, what hangs on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QPixmap, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from gan_engine.runs.run_directory import GENERATOR
from studio import theme
from studio.explorer.sampling_panel import SamplingPanel
from studio.explorer.wall.order_panel import OrderPanel
from studio.widgets.fields.eliding_box import NAME_ROLE, ElidingBox
from studio.widgets.grid.painter import PicturePainter
from studio.words import tr
from studio.workers.explorer.model_pictures import ModelPictures
from studio.workers.explorer.models import FoundModel, model_words

MOST_LISTED = 200
"""Snapshots in the list; older ones are opened as files."""
_PICTURE = 24
"""Side of the picture beside a model, px."""


class ModelChooser(QWidget):
    """`chosen(path)` of a generator file."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ElidingBox()
        self.box.setObjectName("explore.model")
        self.box.setAccessibleName(tr("Model"))
        self.box.setPlaceholderText(tr("No model"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setMaxVisibleItems(18)
        self.box.setIconSize(QSize(_PICTURE, _PICTURE))
        self.box.activated.connect(self._on_activated)
        self.open_button = theme.make_button(
            tr("Open a model file…"), "quiet", name="explore.open-model", icon_name="folder-open",
            tip=tr("A generator.safetensors file from anywhere"),
        )  # fmt: skip
        self.open_button.clicked.connect(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.open_button)
        self._outside: Path | None = None
        self._folder = ""
        self._pictures: ModelPictures | None = None
        self._painter = PicturePainter(self.box, held=256)
        self._items: list[_ModelItem] = []  # the box alone would let go of what is Python's in them

    @property
    def path(self) -> Path | None:
        """The model chosen."""
        path: Path | None = self.box.currentData()
        return path

    def set_models(self, models: Sequence[FoundModel]) -> None:
        """Offer these, newest first; the chosen one stays chosen."""
        chosen, outside = self.path, self._outside
        own = [model for model in models if not model.is_sample][:MOST_LISTED]
        samples = [model for model in models if model.is_sample]
        wanted = [(model.path, model.marked_title, len(model.run)) for model in (*own, *samples)]
        if outside is not None and all(path != outside for path, *_ in wanted):
            wanted.append((outside, _short(outside), 0))
        box = self.box
        shown = [(box.itemData(row), box.itemText(row), box.itemData(row, NAME_ROLE)) for row in range(box.count())]
        if wanted == shown or self.box.view().isVisible():  # the list is not pulled away under the pointer
            return
        self.box.clear()
        self._items.clear()
        for path, title, name in wanted:
            self._add(path, title, name)
        self.box.setCurrentIndex(self._index_of(chosen))

    def choose(self, path: Path | None) -> None:
        """Show `path` as the chosen one, without saying so; one from outside the project is added to the list."""
        if path is not None and self._outside == path.parent:  # a folder was asked for: this is the file in it
            place = self._index_of(self._outside)
            self._outside = None
            self.box.removeItem(place)
            del self._items[place]
        index = self._index_of(path)
        if path is not None and index < 0:
            self._outside = path
            self._add(path, _short(path), 0)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)

    def forget(self) -> None:
        """Another project: nothing is offered."""
        self._outside = None
        self.box.clear()
        self._items.clear()

    def take_pictures(self, pictures: ModelPictures) -> None:
        """Have small pictures of models beside their names from there, as they come into sight."""
        self._pictures = pictures
        pictures.arrived.connect(self._on_pictures)

    def picture(self, path: Path) -> QIcon:
        """Of a generator file; an empty place while there is none."""
        image = self._pictures.picture(path) if self._pictures is not None else None
        side = self.box.iconSize()
        if image is None:
            nothing = QPixmap(side)
            nothing.fill(Qt.GlobalColor.transparent)
            return QIcon(nothing)
        pixmap = self._painter.held(image, image.size().scaled(side, Qt.AspectRatioMode.KeepAspectRatio))
        icon = QIcon(pixmap)
        icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else the chosen row's colour is laid over it
        return icon

    def _add(self, path: Path, title: str, name: int) -> None:
        item = _ModelItem(self, path, title)
        item.setData(name, NAME_ROLE)
        self._items.append(item)
        model = self.box.model()
        assert isinstance(model, QStandardItemModel)
        model.appendRow(item)

    def _on_pictures(self) -> None:
        self.box.update()
        self.box.view().viewport().update()

    def browse(self) -> None:
        """Choose a model file with the system's dialog."""
        dialog = QFileDialog(self.window(), tr("Open a model"), self._folder, tr("Models (*.safetensors)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        path = Path(file)
        self._folder = str(path.parent)
        self.chosen.emit(path)

    def _on_activated(self, index: int) -> None:
        self.chosen.emit(self.box.itemData(index))

    def _index_of(self, path: Path | None) -> int:
        return next((index for index in range(self.box.count()) if self.box.itemData(index) == path), -1)


class _ModelItem(QStandardItem):
    """A model in the list, whose picture is asked for when it is to be painted."""

    def __init__(self, chooser: ModelChooser, path: Path, title: str) -> None:
        super().__init__(title)
        self._chooser = chooser
        self.path = path
        self.setData(path, Qt.ItemDataRole.UserRole)
        self.setToolTip(str(path))

    def data(self, role: int = Qt.ItemDataRole.UserRole + 1) -> Any:
        if role == Qt.ItemDataRole.DecorationRole:
            return self._chooser.picture(self.path)
        return super().data(role)


def _short(path: Path) -> str:
    """A file that lies in a run is called as the runs are, any other by its own name."""
    if path.name == GENERATOR and path.parent.parent.name == "snapshots":
        return model_words(f"{path.parent.parent.parent.name} {path.parent.name}")
    return path.stem if path.name != GENERATOR else path.parent.name


class Controls(QWidget):
    """Model, sampling, wall: each section is there only where it means something to the model."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = ModelChooser()
        self.sampling = SamplingPanel()
        self.wall_panel = OrderPanel()
        self.panels = QVBoxLayout()
        """What modes have in place of that."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Model"), "section"))
        column.addWidget(self.chooser)
        column.addWidget(self.sampling)
        column.addWidget(self.wall_panel)
        column.addLayout(self.panels)
