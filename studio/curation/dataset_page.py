"""The view of a baked dataset: its pictures as a network sees them, and how they came to be."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Hashable, Sequence
from pathlib import Path

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QImage
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gan_engine.dataset.reading import Dataset
from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.bake.settings import BakeSettings
from studio.engine_words import engine_words
from studio.project.datasets import DatasetEntry
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.fact_rows import FactRows
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.grid.roles import TitleRole
from studio.widgets.sliders import SizeSlider
from studio.widgets.workspace import heading_row, row
from studio.words import in_figures, sides_words, size_words, tr
from studio.workers.curation.pictures import load_baked
from studio.workers.workbench import Workbench

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class DatasetModel(QAbstractListModel):
    """The pictures of one open dataset, read as they come into sight."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._dataset: Dataset | None = None
        self._visible = (0, -1)
        workbench.thumbnails.arrived.connect(self._on_arrived)

    def set_dataset(self, dataset: Dataset | None) -> Dataset | None:
        """Show another (or none). Returns the one before, to be closed."""
        self.beginResetModel()
        before, self._dataset = self._dataset, dataset
        self._visible = (0, -1)
        self.endResetModel()
        return before

    @property
    def dataset(self) -> Dataset | None:
        """The one shown."""
        return self._dataset

    def title(self, index: int) -> str:
        """What a picture came from."""
        if self._dataset is None or not 0 <= index < self._dataset.count:
            return ""
        return str(self._dataset.source(index).get("source", "")) or self._dataset.name(index)

    def class_name(self, index: int) -> str:
        """The class of a picture; "" without classes."""
        if self._dataset is None or self._dataset.labels is None:
            return ""
        return self._dataset.class_names[int(self._dataset.labels[index])]

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() or self._dataset is None else self._dataset.count

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if self._dataset is None or not index.isValid():
            return None
        if role == Qt.ItemDataRole.DecorationRole:
            load = functools.partial(load_baked, self._dataset, index.row())
            return self._workbench.thumbnails.picture(self._key(index.row()), self._dataset.size.longer, load)
        if role in (TitleRole, Qt.ItemDataRole.AccessibleTextRole):
            return self.title(index.row())
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(filter(None, (self.title(index.row()), self.class_name(index.row()))))
        return None

    def flags(self, index: _Index) -> Qt.ItemFlag:
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def want_rows(self, first: int, last: int, edge: int) -> None:
        """Called by the grid as it moves."""
        self._visible = (first, last)
        self._workbench.thumbnails.want([self._key(row) for row in range(first, last + 1)])
        if self._dataset is not None:
            self.dataChanged.emit(self.index(first), self.index(last), [Qt.ItemDataRole.DecorationRole])

    def image(self, index: int) -> QImage | None:
        """A picture, if it is at hand."""
        found = self.index(index).data(Qt.ItemDataRole.DecorationRole)
        return found if isinstance(found, QImage) else None

    def _key(self, index: int) -> Hashable:
        assert self._dataset is not None
        return (tr("baked"), self._dataset.path, index)

    def _on_arrived(self, keys: list[Hashable]) -> None:
        if self._dataset is None:
            return
        for key in keys:
            if isinstance(key, tuple) and key[:2] == ("baked", self._dataset.path):
                self.dataChanged.emit(self.index(key[2]), self.index(key[2]), [Qt.ItemDataRole.DecorationRole])


class DatasetPage(QWidget):
    """Takes the place of the pictures while a dataset is chosen at the left. `opened` when it can be looked into."""

    opened = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._path: Path | None = None
        self.model = DatasetModel(workbench, self)
        self.grid = PictureGrid("curate.dataset.grid", tr("Pictures of the dataset"))
        self.grid.setModel(self.model)
        self._title = ElidingLabel("", "large")
        self._count = theme.make_label("", "quiet")
        self._close_up = LookClose(self, "curate.dataset.look-close")
        self._close_up.stepped.connect(self._on_step)
        self.grid.look_close.connect(self._look_close)
        self.grid.activated.connect(self._look_close)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        size = SizeSlider("curate.dataset.size", self.grid)
        column.addLayout(heading_row([self._title, self._count, None, size]))
        column.addWidget(self.grid, 1)

    def show_dataset(self, entry: DatasetEntry) -> None:
        """Open the file on a thread and show what it holds."""
        self._title.setText(entry.name)
        self._count.setText(in_figures(entry.count) if entry.count else "")
        if entry.path != self._path:
            self.let_go()
            self._path = entry.path
            if not entry.fault:
                self._workbench.jobs.start(
                    tr("Opening the dataset"), functools.partial(_open, entry.path),
                    functools.partial(self._on_opened, entry.path), key="curate.dataset", quiet=True,
                )  # fmt: skip

    def let_go(self) -> None:
        """Close what is open."""
        self._path = None
        self._close_up.close_up()
        _close(self.model.set_dataset(None))

    def _look_close(self, index: QModelIndex) -> None:
        row = index.row()
        detail = ", ".join(
            filter(
                None,
                (
                    tr("{row:,} of {count:,}", row=row + 1, count=self.model.rowCount()),
                    self.model.class_name(row),
                ),
            )
        )
        self._close_up.show_picture(self.model.image(row), self.model.title(row), detail)

    def _on_step(self, by: int) -> None:
        row = self.grid.currentIndex().row() + by
        if 0 <= row < self.model.rowCount():
            self.grid.set_current_row(row)
            self._look_close(self.grid.currentIndex())

    def _on_opened(self, path: Path, dataset: Dataset) -> None:
        if path != self._path:
            _close(dataset)
            return
        _close(self.model.set_dataset(dataset))
        self._count.setText(in_figures(dataset.count))
        if dataset.count:
            self.grid.set_current_row(0)
        self.opened.emit()


class DatasetInspector(QWidget):
    """How a dataset was made, and the way on to training."""

    train_wanted = Signal(object)
    """Its path: train on it."""
    compare_wanted = Signal(object)
    """Its path: what came, went and changed since the version before?"""
    again_wanted = Signal(object)
    """Its path: bake what it holds once more."""
    choices_wanted = Signal(object)
    """Its path: choose again for baking what was chosen for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._title = theme.make_label("", "large", wrap=True)
        self._note = theme.make_label("", "quiet", wrap=True)
        self._facts = FactRows("curate.dataset.facts")
        self._classes_title = theme.make_label(tr("Classes"), "section")
        self._classes = FactRows("curate.dataset.classes", label_width=160)
        self._train = theme.make_button(tr("Train on it"), "primary", name="curate.dataset.train")
        reveal = theme.make_button(tr("Show the file"), name="curate.dataset.reveal")
        column.addWidget(self._title)
        column.addWidget(self._note)
        column.addWidget(self._facts)
        column.addSpacing(8)
        column.addWidget(self._classes_title)
        column.addWidget(self._classes)
        column.addSpacing(8)
        line = row([])
        line.addWidget(self._train, 1)
        line.addWidget(reveal, 1)
        column.addLayout(line)
        self._more = QWidget()
        more = QGridLayout(self._more)
        more.setContentsMargins(0, 0, 0, 0)
        more.setSpacing(theme.UNIT)
        self._compare = theme.make_button(
            tr("Compare…"), name="curate.dataset.compare", tip=tr("Which pictures came, went and changed, and why")
        )
        self._again = theme.make_button(
            tr("Bake again"), name="curate.dataset.again",
            tip=tr("Bake what it holds once more from the originals, with exactly the steps it has stored"),
        )  # fmt: skip
        self._choices = theme.make_button(
            tr("Choose as for this one"), name="curate.dataset.choices",
            tip=tr("Set all steps to what was chosen when it was baked"),
        )  # fmt: skip
        more.addWidget(self._compare, 0, 0)
        more.addWidget(self._again, 0, 1)
        more.addWidget(self._choices, 1, 0, 1, 2)
        column.addWidget(self._more)
        self._compare.clicked.connect(self._on_compare)
        self._again.clicked.connect(self._on_again)
        self._choices.clicked.connect(self._on_choices)
        self._train.clicked.connect(self._on_train)
        reveal.clicked.connect(self._reveal)

    def show_dataset(self, entry: DatasetEntry, dataset: Dataset | None) -> None:
        """What is known of it; its classes are counted once it is open."""
        self._path = entry.path
        self._title.setText(entry.name)
        self._note.setText(
            engine_words(entry.fault) or tr("A dataset never changes. Bake another to train on something else.")
        )
        theme.set_property(self._note, "role", "error" if entry.fault else "quiet")
        self._train.setVisible(not entry.fault)
        self._compare.setEnabled(not entry.fault)
        self._again.setEnabled(bool(entry.options))
        self._choices.setEnabled(bool(entry.options))
        self._facts.set_facts(dataset_facts(entry, dataset.held_out if dataset is not None else 0))
        counts: Counter[int] = Counter()
        if dataset is not None and dataset.labels is not None:
            counts.update(dataset.labels.tolist())
        names = list(entry.classes)
        self._classes.set_facts([(name, in_figures(counts[n]) if counts else "…") for n, name in enumerate(names)])
        self._classes_title.setVisible(bool(names))
        self._classes.setVisible(bool(names))

    def _on_train(self) -> None:
        self.train_wanted.emit(self._path)

    def _on_compare(self) -> None:
        self.compare_wanted.emit(self._path)

    def _on_again(self) -> None:
        self.again_wanted.emit(self._path)

    def _on_choices(self) -> None:
        self.choices_wanted.emit(self._path)

    def _reveal(self) -> None:
        if self._path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))


def dataset_facts(entry: DatasetEntry, held_out: int = 0) -> Sequence[tuple[str, str]]:
    """The rows of the inspector; `held_out`: pictures it keeps from training besides."""
    facts = []
    if entry.count:
        facts.append((tr("Pictures"), in_figures(entry.count)))
    if held_out:
        facts.append((tr("Held out"), tr("{held_out:,} more", held_out=held_out)))
    if entry.size:
        alpha = tr(" with alpha") if entry.size.has_alpha else ""
        facts.append((tr("Size"), sides_words(entry.size.width, entry.size.height) + alpha))
    options = entry.options
    if options:
        settings = BakeSettings.from_stored(options)
        facts.append((tr("Shows"), settings.fit_words))
        facts.append((tr("Transparency"), tr("kept")) if settings.alpha else (tr("Filled with"), settings.fill_words))
        facts.append((tr("Background"), settings.background_words))
        if settings.split != "none":
            facts.append((tr("Split"), settings.split_words))
    facts.append((tr("File"), size_words(entry.bytes)))
    return facts


def _open(path: Path, report: Report) -> Dataset:
    from gan_engine.dataset.reading import open_dataset

    dataset = open_dataset(path)
    dataset.source(0)  # reads where all pictures came from: too slow for the GUI thread, which asks for names
    return dataset


def _close(dataset: Dataset | None) -> None:
    if dataset is not None:
        dataset.close()
