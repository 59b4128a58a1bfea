"""The controls at the left of Explore: model, class, truncation, order of the seeds."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QFileDialog, QVBoxLayout, QWidget

from gan_engine.runs.run_directory import GENERATOR
from studio import theme
from studio.explorer.wall.model import ANY_CLASS
from studio.explorer.wall.order import SEEDS, WallOrder
from studio.widgets.chips import ChipChoice
from studio.widgets.number_field import NumberField
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import FoundModel, model_words

MOST_LISTED = 200
"""Snapshots in the list; older ones are opened as files."""


class ModelChooser(QWidget):
    """`chosen(path)` of a generator file."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
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
        wanted = [(model.path, model.title + ("  (best)" if model.best else "")) for model in models[:MOST_LISTED]]
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

    sampled = Signal(str, float)
    """(class or `ANY_CLASS`, psi)"""
    ordered = Signal(object)
    """A `WallOrder`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.chooser = ModelChooser()
        self._sampling = theme.make_label("Sampling", "section")
        self.classes = QComboBox()
        self.classes.setObjectName("explore.class")
        self.classes.setAccessibleName("Class")
        self.classes.activated.connect(self._on_sampled)
        label = theme.make_label("Class", "quiet")
        label.setFixedWidth(72)
        self._class_row = QWidget()
        line = row([label, self.classes])
        line.setStretch(1, 1)
        self._class_row.setLayout(line)
        self.psi = NamedSlider("explore.psi", "Truncation", 0.0, 1.0, 1.0, label_width=72)
        self.psi.slider.setToolTip("Less: closer to the average, safer. More: bolder.")
        self.psi.moved.connect(self._on_sampled)
        self.order = ChipChoice(
            "explore.order", "Order of the wall", [("counting", "In order"), ("shuffled", "Shuffled")]
        )
        self.order.chosen.connect(self._on_order)
        self.shuffle_button = theme.make_button(
            "Shuffle again", "icon", name="explore.shuffle", icon_name="shuffle", shortcut_hint="R"
        )
        self.shuffle_button.clicked.connect(self.shuffle)
        self.seed = NumberField("explore.seed", "Jump to seed", whole=True, minimum=0, maximum=SEEDS - 1, step=1)
        self.seed.setPlaceholderText("Jump to seed…")
        self.seed.returnPressed.connect(self._on_seed)
        self.seed.textChanged.connect(self._on_seed_text)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label("Model", "section"))
        column.addWidget(self.chooser)
        column.addSpacing(theme.UNIT)
        column.addWidget(self._sampling)
        column.addWidget(self._class_row)
        column.addWidget(self.psi)
        self.wall_panel = QWidget()
        """What hangs where on the wall."""
        wall = QVBoxLayout(self.wall_panel)
        wall.setContentsMargins(0, theme.UNIT, 0, 0)
        wall.setSpacing(theme.UNIT)
        wall.addWidget(theme.make_label("Wall", "section"))
        wall.addLayout(row([self.order, None, self.shuffle_button]))
        wall.addWidget(self.seed)
        self.panels = QVBoxLayout()
        """What modes have in place of that."""
        column.addWidget(self.wall_panel)
        column.addLayout(self.panels)
        self.set_model(None)
        self.show_order(WallOrder())

    @property
    def class_name(self) -> str:
        """The class chosen, `ANY_CLASS` for any."""
        return self.classes.currentData() or ANY_CLASS

    def set_model(self, model: Model | None) -> None:
        """Show what this model can be asked; the class stays if it knows it."""
        before = self.class_name
        names = model.class_names if model is not None else ()
        self.classes.clear()
        self.classes.addItem("any", ANY_CLASS)
        for name in names:
            self.classes.addItem(name, name)
        self.classes.setCurrentIndex(max(0, self.classes.findData(before)))
        truncation = model is not None and model.truncation
        self._class_row.setVisible(bool(names))
        self.psi.setVisible(truncation)
        self._sampling.setVisible(bool(names) or truncation)

    def set_sampling(self, class_name: str, psi: float) -> None:
        """Show these without saying so."""
        if class_name and self.classes.findData(class_name) < 0:
            self.classes.addItem(class_name, class_name)
        self.classes.setCurrentIndex(max(0, self.classes.findData(class_name)))
        self.psi.set_value(psi)

    def show_order(self, order: WallOrder) -> None:
        """Show an order without saying so."""
        self.order.choose("counting" if order.counts_up else "shuffled")
        self.shuffle_button.setVisible(not order.counts_up)

    def shuffle(self) -> None:
        """Hang the wall in another order."""
        self._order(WallOrder.shuffled())

    def ask_seed(self) -> None:
        """Put the cursor where one types a seed."""
        self.seed.setFocus()
        self.seed.selectAll()

    def _order(self, order: WallOrder) -> None:
        self.show_order(order)
        self.ordered.emit(order)

    def _on_order(self, key: str) -> None:
        self._order(WallOrder() if key == "counting" else WallOrder.shuffled())

    def _on_seed(self) -> None:
        if (seed := self.seed.value) is not None:
            self._order(WallOrder.counting_from(int(seed)))

    def _on_seed_text(self, text: str) -> None:
        if not text:
            theme.set_property(self.seed, "wrong", "false")

    def _on_sampled(self) -> None:
        self.sampled.emit(self.class_name, self.psi.value)
