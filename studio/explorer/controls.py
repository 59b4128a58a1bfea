"""The controls at the left of Explore: the model, how designs are drawn, what hangs on the wall."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from gan_engine.runs.run_directory import GENERATOR
from studio import theme
from studio.explorer.sampling_panel import SamplingPanel
from studio.explorer.wall.order_panel import OrderPanel
from studio.widgets.eliding_box import ElidingBox
from studio.workers.explorer.models import FoundModel, model_words

MOST_LISTED = 200
"""Snapshots in the list; older ones are opened as files."""


class ModelChooser(QWidget):
    """`chosen(path)` of a generator file."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = ElidingBox()
        self.box.setObjectName("explore.model")
        self.box.setAccessibleName("Model")
        self.box.setPlaceholderText("No model")
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setMaxVisibleItems(18)
        self.box.activated.connect(self._on_activated)
        self.open_button = theme.make_button(
            "Open a model file…", "quiet", name="explore.open-model", icon_name="folder-open",
            tip="A generator.safetensors file from anywhere",
        )  # fmt: skip
        self.open_button.clicked.connect(self.browse)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.box)
        column.addWidget(self.open_button)
        self._outside: Path | None = None
        self._folder = ""

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
        wanted = [(model.path, model.marked_title) for model in (*own, *samples)]
        if outside is not None and all(path != outside for path, _ in wanted):
            wanted.append((outside, _short(outside)))
        shown = [(self.box.itemData(index), self.box.itemText(index)) for index in range(self.box.count())]
        if wanted == shown or self.box.view().isVisible():  # the list is not pulled away under the pointer
            return
        self.box.clear()
        for path, title in wanted:
            self.box.addItem(title, path)
            self.box.setItemData(self.box.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)
        self.box.setCurrentIndex(self._index_of(chosen))

    def choose(self, path: Path | None) -> None:
        """Show `path` as the chosen one, without saying so; one from outside the project is added to the list."""
        index = self._index_of(path)
        if path is not None and index < 0:
            self._outside = path
            self.box.addItem(_short(path), path)
            self.box.setItemData(self.box.count() - 1, str(path), Qt.ItemDataRole.ToolTipRole)
            index = self.box.count() - 1
        self.box.setCurrentIndex(index)

    def forget(self) -> None:
        """Another project: nothing is offered."""
        self._outside = None
        self.box.clear()

    def browse(self) -> None:
        """Choose a model file with the system's dialog."""
        dialog = QFileDialog(self.window(), "Open a model", self._folder, "Models (*.safetensors)")
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
        column.addWidget(theme.make_label("Model", "section"))
        column.addWidget(self.chooser)
        column.addWidget(self.sampling)
        column.addWidget(self.wall_panel)
        column.addLayout(self.panels)
