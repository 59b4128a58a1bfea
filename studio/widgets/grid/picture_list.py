"""A short list of pictures in a panel, as a grid just as high as its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractItemView, QSizePolicy, QWidget

from studio.widgets.grid.layout import MARGIN, SMALLEST, GridLayout, alike
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.grid.roles import HardRole, MarkRole, TitleRole

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True)
class ListedPicture:
    """One of the handful; `key` is what `chosen` says."""

    key: object
    title: str
    image: QImage | None = None
    mark: str = ""
    hard: bool | None = None
    """As `HardRole`."""


class PictureListModel(QAbstractListModel):
    """The pictures of a `PictureList`."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pictures: list[ListedPicture] = []

    @property
    def pictures(self) -> Sequence[ListedPicture]:
        """What is shown."""
        return self._pictures

    def set_pictures(self, pictures: Sequence[ListedPicture]) -> None:
        """Show these; if only images came, nothing else moves."""
        same = [picture.key for picture in pictures] == [picture.key for picture in self._pictures]
        if same and self._pictures:
            self._pictures = list(pictures)
            self.dataChanged.emit(self.index(0), self.index(len(self._pictures) - 1))
            return
        self.beginResetModel()
        self._pictures = list(pictures)
        self.endResetModel()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._pictures)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not 0 <= index.row() < len(self._pictures):
            return None
        picture = self._pictures[index.row()]
        if role == Qt.ItemDataRole.DecorationRole:
            return picture.image
        if role in (TitleRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return picture.title
        if role == MarkRole:
            return picture.mark or None
        if role == HardRole:
            return picture.hard
        return None

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData | None:  # type: ignore[override]
        return None


class PictureList(PictureGrid):
    """`chosen(key)` on a click or Enter. Its height follows its width, `across` pictures a row."""

    chosen = Signal(object)

    def __init__(self, name: str, accessible_name: str, *, across: int = 4, parent: QWidget | None = None) -> None:
        super().__init__(name, accessible_name, edge=64, across=across, parent=parent)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.listed = PictureListModel(self)
        self.setModel(self.listed)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def set_pictures(self, pictures: Sequence[ListedPicture]) -> None:
        """Show these. Cells have the proportions of the pictures where all are alike, else they are squares."""
        before = len(self.listed.pictures), self._layout.stretch
        self.listed.set_pictures(pictures)
        sizes = [picture.image.size() for picture in pictures if picture.image is not None]
        if sizes:
            self.set_proportions(sizes[0] if alike(sizes) else QSize(1, 1))
        if before != (len(pictures), self._layout.stretch):
            self.updateGeometry()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        layout = GridLayout(self._layout.wanted, across=self._layout.across)
        layout.stretch = self._layout.stretch
        layout.arrange(width, max(1, len(self.listed.pictures)))
        return layout.height

    def sizeHint(self) -> QSize:
        return QSize(200, self.heightForWidth(200))

    def minimumSizeHint(self) -> QSize:
        return QSize(64, SMALLEST + 2 * MARGIN)

    def set_edge(self, edge: int, keep: object = None) -> None:
        """The size follows from the width: Ctrl+wheel does nothing here."""

    def _choose(self, index: QModelIndex) -> None:
        if 0 <= index.row() < self.listed.rowCount():
            self.chosen.emit(self.listed.pictures[index.row()].key)
