"""The Versions page: two versions of a dataset, what came, went and changed, and why."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QModelIndex
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from gan_engine.dataset.reading import Dataset
from gan_engine.reporting import Report
from studio import theme
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.pages.versions.model import DifferingPicture, How, VersionsModel
from studio.engine_words import engine_words
from studio.project.datasets import DatasetEntry
from studio.project.project import Project
from studio.widgets.empty_state import EmptyState
from studio.widgets.fields.eliding_box import ElidingBox, ElidingLabel
from studio.widgets.grid.picture_grid import PictureGrid
from studio.widgets.sliders import SizeSlider
from studio.widgets.workspace import heading_row, row
from studio.words import in_figures, tr, tr_choices, tr_noop
from studio.workers.engine import Answer
from studio.workers.verification import verify

_HOWS: tuple[tuple[How, str], ...] = (
    ("added", tr_noop("Came")),
    ("removed", tr_noop("Went")),
    ("changed", tr_noop("Changed")),
)


class VersionsPage(CuratePage):
    """Opened from a dataset, or from the palette."""

    key = "versions"
    title = tr_noop("Compare versions")
    icon = "git-diff"
    kind = "look"
    tip = tr_noop("See which pictures came, went and changed between two datasets, and why.")
    words = tr_noop("difference diff dataset version compare why")

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self._wanted: Path | None = None
        self._is_open = False
        self._rows: dict[How, list[DifferingPicture]] = {}

    def build(self) -> None:
        self.panel, self.view = self._make_panel(), self._make_view()
        self.context.workbench.datasets_changed.connect(self._fill)

    # ---- what it is made of ---------------------------------------------------------------------------------------

    def _make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._older, self._newer = ElidingBox(), ElidingBox()
        for box, name, words in ((self._older, "older", tr("From")), (self._newer, "newer", tr("To"))):
            box.setObjectName(f"curate.versions.{name}")
            box.setAccessibleName(words)
            box.activated.connect(self._compare)
            line = row([theme.make_label(words, "quiet", width=40)])
            line.addWidget(box, 1)
            column.addLayout(line)
        self._chips: dict[How, Any] = {}
        group = QButtonGroup(panel)
        chips = row([])
        for how, words in tr_choices(_HOWS):
            chip = theme.make_button(words, "chip", name=f"curate.versions.{how}", checkable=True)
            chip.clicked.connect(functools.partial(self._show, how))
            group.addButton(chip)
            self._chips[how] = chip
            chips.addWidget(chip)
        chips.addStretch(1)
        column.addSpacing(8)
        column.addLayout(chips)
        self._same = theme.make_label("", "quiet", wrap=True)
        self._otherwise = theme.make_label("", "quiet", wrap=True)
        self._otherwise.setObjectName("curate.versions.options")
        self._name = theme.make_label("", "heading", wrap=True)
        self._why = theme.make_label("", "", wrap=True)
        self._why.setObjectName("curate.versions.why")
        for widget in (self._same, self._otherwise):
            column.addWidget(widget)
        column.addSpacing(8)
        for widget in (self._name, self._why):
            column.addWidget(widget)
        check = theme.make_button(tr("Verify this version"), "quiet", name="curate.versions.verify")
        check.setToolTip(tr("See whether every picture of it is still as it was baked, to the last bit"))
        check.clicked.connect(self._verify)
        column.addSpacing(8)
        column.addLayout(row([check, None]))
        return panel

    def _verify(self) -> None:
        if (path := self._newer.currentData()) is not None:
            verify(self.context.workbench, path, path.stem)

    def _make_view(self) -> QWidget:
        view = QWidget()
        self.model = VersionsModel(self.context.workbench, self)
        self.grid = PictureGrid("curate.versions.grid", tr("Pictures that differ"))
        self.grid.setModel(self.model)
        self.grid.current_moved.connect(self._on_current)
        view.setFocusProxy(self.grid)
        self._title = ElidingLabel("", "large")
        self._nothing = EmptyState("curate.versions.nothing", "equals", "", "")
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._title, None, SizeSlider("curate.versions.size", self.grid)]))
        column.addWidget(self.grid, 1)
        column.addWidget(self._nothing, 1)
        return view

    # ---- the page ---------------------------------------------------------------------------------------------

    def compare(self, newer: Path) -> None:
        """Open on this dataset and the one made before it."""
        self._wanted = newer
        self.context.open_page(self.key)

    def opened(self) -> None:
        self._is_open = True
        self._fill()
        self.context.focus_pictures()

    def closed(self) -> None:
        self._is_open = False
        self._let_go()

    def on_project(self, project: Project | None) -> None:
        self._wanted = None
        self._rows = {}
        if self.view is not None:
            self._let_go()

    def _let_go(self) -> None:
        for dataset in self.model.set_versions(None, None):
            dataset.close()

    def _entries(self) -> list[DatasetEntry]:
        """Those that can be read, newest first."""
        return [entry for entry in self.context.datasets if not entry.fault]

    def _fill(self) -> None:
        if not self._is_open:
            return
        entries = self._entries()
        paths = [entry.path for entry in entries]
        newer = self._wanted if self._wanted in paths else (paths[0] if paths else None)
        index = paths.index(newer) if newer is not None else -1
        older = paths[index + 1] if 0 <= index < len(paths) - 1 else (paths[0] if len(paths) > 1 else None)
        for box, chosen in ((self._older, older), (self._newer, newer)):
            box.clear()
            for entry in entries:
                box.addItem(entry.name, entry.path)
            box.setCurrentIndex(paths.index(chosen) if chosen is not None else -1)
        self._compare()

    def _compare(self) -> None:
        older, newer, project = self._older.currentData(), self._newer.currentData(), self.context.project
        self._let_go()
        self._rows = {}
        self._say()
        if older is None or newer is None or older == newer or project is None:
            self._say_nothing(
                tr("Choose two versions"), tr("Bake another version, and this page says what became of what.")
            )
            return
        self._title.setText(tr("Comparing…"))
        self.context.workbench.engine.call(
            "difference", {"older": str(older), "newer": str(newer)}, key="curate.versions",
            done=functools.partial(self._take, older, newer),
        )  # fmt: skip

    def _take(self, older: Path, newer: Path, answer: Answer) -> None:
        self.context.workbench.jobs.start(
            tr("Opening the datasets"), functools.partial(_open, older, newer, answer.values),
            functools.partial(self._show_difference, older, newer, answer.values), key="curate.versions.open",
            quiet=True,
        )  # fmt: skip

    def _show_difference(
        self, older: Path, newer: Path, values: Mapping[str, Any],
        opened: tuple[Dataset, Dataset, dict[How, list[DifferingPicture]]],
    ) -> None:  # fmt: skip
        old, new, rows = opened
        is_wanted = (self._older.currentData(), self._newer.currentData()) == (older, newer)
        if not is_wanted or not self._is_open:
            old.close()
            new.close()
            return
        self._let_go()
        self.model.set_versions(old, new)
        self._rows = rows
        self._same.setText(tr("{same:,} alike in both", same=values["same"]))
        options = values["options"]
        self._otherwise.setText(tr("Chosen otherwise for all: ") + "; ".join(options) if options else "")
        self._otherwise.setVisible(bool(options))
        first: How = next((how for how, _ in _HOWS if rows[how]), "added")
        self._chips[first].setChecked(True)
        self._say()
        self._show(first)

    def _say(self) -> None:
        for how, words in tr_choices(_HOWS):
            count = len(self._rows.get(how, ()))
            self._chips[how].setText(f"{words} {in_figures(count)}" if self._rows else words)
            self._chips[how].setAccessibleName(self._chips[how].text())
            self._chips[how].setEnabled(bool(self._rows))
        if not self._rows:
            for label in (self._same, self._otherwise, self._name, self._why):
                label.setText("")
        for label in (self._same, self._name, self._why):
            label.setVisible(bool(self._rows))  # with nothing to say, they would stand between what is there

    def _show(self, how: How, checked: bool = False) -> None:
        rows = self._rows.get(how, [])
        words = tr(dict(_HOWS)[how])
        self._title.setText(f"{words}  {in_figures(len(rows))}")
        self.model.set_rows(rows)
        self._name.setText("")
        self._why.setText("")
        if rows:
            self.grid.show()
            self._nothing.hide()
            self.grid.set_current_row(0)
        else:
            nothing = {
                "added": tr("No picture came"),
                "removed": tr("No picture went"),
                "changed": tr("No picture changed"),
            }[how]
            self._say_nothing(nothing, tr("The other chips say what did."))

    def _say_nothing(self, title: str, words: str) -> None:
        self._title.setText("")
        self._nothing.set_words(title, words)
        self._nothing.show()
        self.grid.hide()

    def _on_current(self, index: QModelIndex) -> None:
        one = self.model.at(index.row())
        self._name.setText(one.source if one is not None else "")
        self._why.setText(engine_words(one.why) if one is not None else "")


# On worker threads.


def _open(
    older: Path, newer: Path, values: Mapping[str, Any], report: Report
) -> tuple[Dataset, Dataset, dict[How, list[DifferingPicture]]]:
    from gan_engine.dataset.reading import open_dataset

    old = open_dataset(older)
    try:
        new = open_dataset(newer)
    except BaseException:
        old.close()
        raise
    places = {id(dataset): _places(dataset) for dataset in (old, new)}
    rows: dict[How, list[DifferingPicture]] = {}
    for how, _ in _HOWS:
        there = places[id(old if how == "removed" else new)]
        rows[how] = [
            DifferingPicture(how, one["source"], one["why"], there[name])
            for one in values[how]
            for name in list(one["names"])[:1]
            if name in there
        ]
    return old, new, rows


def _places(dataset: Dataset) -> dict[str, int]:
    names = [dataset.name(index) for index in range(dataset.count)]
    names += [dataset.held_out_name(index) for index in range(dataset.held_out)]
    return {name: place for place, name in enumerate(names)}
