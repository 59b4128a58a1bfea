"""The field for the dataset of a new training; a damaged one cannot be chosen."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QComboBox, QSizePolicy, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.engine_words import engine_words
from studio.widgets.fields.eliding_box import NAME_ROLE, ElidingBox
from studio.words import tr
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.datasets import DatasetEntry
    from studio.project.project import Project


class DatasetChoice(QWidget):
    """`chosen()` when another one is chosen, or the first ones have been read."""

    chosen = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._entries: list[DatasetEntry] = []
        self._wanted: Path | None = None
        self._opened = False
        self.choice = ElidingBox()
        self.choice.setObjectName("train.form.dataset")
        self.choice.setAccessibleName(tr("Dataset"))
        self.choice.setMinimumWidth(140)
        self.choice.setMaximumWidth(360)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setPlaceholderText(tr("None that can be used"))
        self._items = QStandardItemModel(self.choice)
        self.choice.setModel(self._items)
        self._damaged = theme.make_label("", "quiet", wrap=True)
        self._damaged.setObjectName("train.form.damaged")
        self._damaged.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self.choice)
        column.addWidget(self._damaged)
        self.choice.currentIndexChanged.connect(self._on_chosen)
        workbench.datasets_changed.connect(self._reload)

    @property
    def entry(self) -> DatasetEntry | None:
        """The chosen one."""
        path = self.choice.currentData()
        return next((entry for entry in self._entries if str(entry.path) == path), None)

    def load(self, wanted: Path | None) -> None:
        """Read which there are, and choose `wanted`, or the one chosen before, or the newest."""
        self._wanted = wanted
        self._opened = True
        self._reload()

    def _reload(self) -> None:
        project = self._workbench.project
        if project is not None and self._opened:
            self._workbench.jobs.start(
                tr("Reading the datasets"), functools.partial(_read_datasets, project), self._take,
                key="train.datasets", quiet=True,
            )  # fmt: skip

    def _take(self, datasets: list[DatasetEntry]) -> None:
        wanted = str(self._wanted) if self._wanted is not None else self.choice.currentData()
        self._entries = [entry for entry in datasets if not entry.fault]
        self.choice.blockSignals(True)
        self.choice.clear()
        for entry in self._entries:
            self.choice.addItem(_words(entry), str(entry.path))
            self.choice.setItemData(self.choice.count() - 1, len(entry.name), NAME_ROLE)
        damaged = [entry for entry in datasets if entry.fault]
        for entry in damaged:  # seen, so that nobody looks for it, but not to be chosen
            self.choice.addItem(tr("{name}  (cannot be used)", name=entry.name), str(entry.path))
            item = self._items.item(self.choice.count() - 1)
            item.setEnabled(False)
            item.setToolTip(engine_words(entry.fault))
        self._damaged.setText(
            "\n".join(
                tr("“{name}” cannot be used: {fault}", name=entry.name, fault=engine_words(entry.fault))
                for entry in damaged
            )
        )
        self._damaged.setVisible(bool(damaged))
        usable = [str(entry.path) for entry in self._entries]
        self.choice.setCurrentIndex(usable.index(wanted) if wanted in usable else 0 if usable else -1)
        self.choice.blockSignals(False)
        self.chosen.emit()

    def _on_chosen(self) -> None:
        self._wanted = None
        self.chosen.emit()


def _read_datasets(project: Project, report: Report) -> list[DatasetEntry]:
    """Those of the project, each looked into at least once."""
    project.dataset_files.refresh(report)
    return project.datasets()


def _words(entry: DatasetEntry) -> str:
    if not entry.count or entry.size is None:
        return entry.name
    classes = tr(", {count} classes", count=len(entry.classes)) if entry.classes else ""
    return tr(
        "{name}  ({count:,} pictures of {size}{classes})",
        name=entry.name,
        count=entry.count,
        size=engine_words(entry.size.words),
        classes=classes,
    )
