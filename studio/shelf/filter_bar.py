"""The bar of filters over the kept designs: what it is narrowed to, beside the collection chosen at the left."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QComboBox, QVBoxLayout, QWidget

from studio import theme
from studio.project.shelf_query import ShelfCounts, ShelfQuery
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.grid.layout import MARGIN
from studio.widgets.marks.words import LABELS, least_stars
from studio.widgets.room.flow import FlowLayout
from studio.words import tr, tr_noop
from studio.workers.explorer.models import model_words

_LABELS = (
    (tr_noop("Any label"), None),
    (tr_noop("No label"), 0),
    *((words, number) for number, words in enumerate(LABELS, 1)),
)
_DAYS = (
    (tr_noop("Any time"), 0.0),
    (tr_noop("Last day"), 1.0),
    (tr_noop("Last week"), 7.0),
    (tr_noop("Last month"), 31.0),
    (tr_noop("Last year"), 366.0),
)
_VERDICTS = (
    (tr_noop("Any originality"), ""),
    (tr_noop("New"), "new"),
    (tr_noop("Close to"), "close"),
    (tr_noop("Copy of"), "copy"),
)
_WIDTH = 106  # pixels: all of them side by side in a window of usual width
_MOST = 500
"""Rows of a list that drops down."""


class FilterBar(QWidget):
    """`changed` when it narrows to something else; `save_wanted` when what is shown is to be kept as a filter."""

    changed = Signal()
    save_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf.filter-bar")
        self.rating = self._list("rating", tr("Stars at least"), ((tr("Any stars"), 0), *least_stars()))
        self.label = self._list("label", tr("Label"), [(tr(words), value) for words, value in _LABELS])
        self.tag = self._list("tag", tr("Tag"), ((tr("Any tag"), ""),))
        self.class_name = self._list("class", tr("Class"), ((tr("Any class"), ""),))
        self.model = self._list("model", tr("Made with"), ((tr("Any model"), ""),))
        self.days = self._list("days", tr("Kept"), [(tr(words), value) for words, value in _DAYS])
        self.verdict = self._list(
            "verdict",
            tr("New, close to or a copy of a picture of your art"),
            [(tr(words), value) for words, value in _VERDICTS],
        )
        self._lists = (
            self.rating, self.label, self.tag, self.class_name, self.model, self.days, self.verdict,
        )  # fmt: skip
        self.save = theme.make_button(
            tr("Save…"),
            "quiet",
            name="shelf.filter-bar.save",
            tip=tr("Keep what is shown now as a filter"),
            keys="Ctrl+S",
        )
        self.clear_button = theme.make_button(tr("Clear"), "quiet", name="shelf.filter-bar.clear")
        self.save.clicked.connect(self.save_wanted)
        self.clear_button.clicked.connect(self.clear)
        line = QVBoxLayout(self)
        line.setContentsMargins(MARGIN, 0, MARGIN + theme.SCROLL_BAR, 0)  # over the pictures, not the scroll bar
        inner = QWidget()
        line.addWidget(inner)
        flow = FlowLayout(inner)
        for widget in (*self._lists, self.save, self.clear_button):
            flow.addWidget(widget)

    def _list(self, name: str, words: str, options: Sequence[tuple[str, object]]) -> QComboBox:
        made = ElidingBox()
        made.setObjectName(f"shelf.filter-bar.{name}")
        made.setAccessibleName(words)
        made.setToolTip(words)
        for text, value in options:
            made.addItem(text, value)
        made.setFixedWidth(_WIDTH)
        made.currentIndexChanged.connect(self.changed)
        return made

    def query(self) -> ShelfQuery:
        """What it narrows to."""
        return ShelfQuery(
            least_rating=self.rating.currentData(), label=self.label.currentData(), days=self.days.currentData(),
            verdict=self.verdict.currentData(),
            tags=(self.tag.currentData(),) if self.tag.currentIndex() > 0 else (),
            class_name=self.class_name.currentData() if self.class_name.currentIndex() > 0 else None,
            model=self.model.currentData() if self.model.currentIndex() > 0 else None,
        )  # fmt: skip

    @property
    def is_narrowing(self) -> bool:
        """Whether anything here keeps designs out of sight."""
        return any(each.currentIndex() > 0 for each in self._lists)

    def clear(self) -> None:
        """Narrow to nothing."""
        if not self.is_narrowing:
            return
        for each in self._lists:
            with QSignalBlocker(each):
                each.setCurrentIndex(0)
        self.changed.emit()

    def offer(self, counts: ShelfCounts) -> None:
        """What there is on the shelf; what is chosen stays chosen where it is still there."""
        lost = self._fill(self.tag, [(name, name) for name in counts.tags])
        lost |= self._fill(self.class_name, [(name, name) for name in counts.classes])
        models = [(model_words(each.name) or tr("An unknown model"), each.digest) for each in counts.models]
        lost |= self._fill(self.model, models)
        for each in (self.tag, self.class_name, self.model):
            each.setVisible(each.count() > 1)
        if lost:
            self.changed.emit()

    @staticmethod
    def _fill(box: QComboBox, options: Sequence[tuple[str, str]]) -> bool:
        """Whether what was chosen is no longer there."""
        options = options[:_MOST]
        before = [(box.itemText(row), box.itemData(row)) for row in range(1, box.count())]
        if before == list(options):
            return False
        chosen = box.currentData() if box.currentIndex() > 0 else None
        with QSignalBlocker(box):
            while box.count() > 1:
                box.removeItem(box.count() - 1)
            for text, value in options:
                box.addItem(text, value)
            box.setCurrentIndex(max(0, box.findData(chosen)) if chosen is not None else 0)
        return chosen is not None and box.currentIndex() == 0
