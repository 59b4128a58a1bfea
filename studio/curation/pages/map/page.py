"""The Map page: pictures laid out by likeness, coloured by what is known, with a lasso."""

from __future__ import annotations

import functools
from collections.abc import Hashable

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPixmap
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.curation import collections
from studio.curation.pages.map.picture_map import PictureMap
from studio.curation.pages.page import CurateContext, CuratePage
from studio.project.findings.likeness import Likeness, Marks
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.chips import ChipChoice
from studio.widgets.empty_state import EmptyState
from studio.widgets.room.current_stack import CurrentStack
from studio.widgets.workspace import heading_row, row
from studio.words import count_words, in_figures, tr, tr_noop
from studio.workers.curation.likeness import LikenessComparer, likeness_of
from studio.workers.curation.map_pictures import load_map_picture

_MOST_LINES = 12


class MapPage(CuratePage):
    """A tool at the left."""

    key = "map"
    title = tr_noop("Map")
    icon = "map-trifold"
    kind = "tool"
    tip = tr_noop("See all pictures laid out by likeness, and lasso those you want.")
    words = tr_noop("layout scatter lasso cluster overview umap")
    shows = ("pictures.state", "pictures.class", "tags")
    follows_table = True

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.comparer: LikenessComparer = likeness_of(context.workbench)
        self._is_open = False
        self._likeness: Likeness | None = None
        self._drawn: Likeness | None = None
        self._marks: Marks | None = None
        self._groups: np.ndarray | None = None
        self._wanted: set[Hashable] = set()

    def build(self) -> None:
        self.view = self._make_view()
        self.panel = self._make_panel()
        self.comparer.changed.connect(self._on_changed)
        self.comparer.busy_changed.connect(self._say)
        theme.worn.changed.connect(self._recolour)
        self.context.pictures_changed.connect(self._read_marks)
        self.context.workbench.thumbnails.arrived.connect(self._on_arrived)

    def _make_view(self) -> QWidget:
        view = QWidget()
        self.map = PictureMap("curate.map.view", tr("Map of the pictures"))
        self.map.chosen.connect(self._on_lasso)
        self.map.opened.connect(self._on_opened)
        self.map.wanted.connect(self._on_wanted)
        view.setFocusProxy(self.map)
        self._title = theme.make_label("", "large")
        self._lasso = theme.make_button(
            tr("Lasso"), "icon", name="curate.map.lasso", icon_name="selection-background", checkable=True,
            tip=tr("Drag a lasso to choose; Shift adds"),
        )  # fmt: skip
        self._hand = theme.make_button(
            tr("Move"), "icon", name="curate.map.hand", icon_name="hand", checkable=True,
            tip=tr("Drag to move the map (or with the middle button)"),
        )  # fmt: skip
        self._fit = theme.make_button(
            tr("Whole map"), "icon", name="curate.map.fit", icon_name="arrows-out", shortcut_hint="0"
        )
        self._lasso.setChecked(True)
        self._lasso.clicked.connect(functools.partial(self._use_hand, False))
        self._hand.clicked.connect(functools.partial(self._use_hand, True))
        self._fit.clicked.connect(self.map.fit)
        self._waiting = EmptyState("curate.map.waiting", "map-trifold", "", "")
        self._stack = CurrentStack()
        self._stack.addWidget(self.map)
        self._stack.addWidget(self._waiting)
        column = QVBoxLayout(view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._title, None, self._lasso, self._hand, self._fit]))
        column.addWidget(self._stack, 1)
        return view

    def _make_panel(self) -> QWidget:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Colour by"), "quiet"))
        self.colour = ChipChoice(
            "curate.map.colour", tr("Colour by"),
            [("class", tr("Class")), ("state", tr("Decision")), ("group", tr("Group"))],
        )  # fmt: skip
        self.colour.chosen.connect(self._on_colour)
        column.addWidget(self.colour)
        self._legend = QWidget()
        self._lines = QVBoxLayout(self._legend)
        self._lines.setContentsMargins(0, 4, 0, 4)
        self._lines.setSpacing(0)
        column.addWidget(self._legend)
        self._chosen_words = theme.make_label("", "", wrap=True)
        self._table = theme.make_button(tr("On the light table"), "quiet", name="curate.map.table")
        self._table.clicked.connect(self._to_table)
        column.addWidget(self._chosen_words)
        column.addLayout(row([self._table, None]))
        return panel

    # ---- the page -----------------------------------------------------------------------------------------------

    def opened(self) -> None:
        self._is_open = True
        if len(self.context.table.model.ids) != self.context.counts.all:
            self.context.show_collection(collections.ALL)
        self.comparer.compare()
        self._on_changed()
        self._read_marks()
        self.context.focus_pictures()

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self._likeness = self._drawn = self._marks = self._groups = None
        if self.view is not None:
            self.map.set_points(np.empty((0, 2), np.float32), self._image)

    def _on_changed(self) -> None:
        likeness = self.comparer.likeness
        if not self._is_open:
            return
        if likeness is not None and likeness is not self._likeness and len(likeness.ids):
            self._likeness = likeness
            self._groups = None
            self.comparer.draw_map(self._take_map)
        self._say()

    def _take_map(self, found: tuple[Likeness, np.ndarray]) -> None:
        likeness, places = found
        if likeness is not self.comparer.likeness:
            return
        self._drawn = likeness
        self.map.set_points(places, self._image, self._name_of)
        self._read_marks()
        self._say()
        self.on_chosen(self.context.table.ids)

    def _say(self) -> None:
        likeness = self.comparer.likeness
        shown = self._drawn is not None and self._drawn is likeness
        if likeness is not None and not len(likeness.ids):
            self._waiting.set_words(
                tr("Nothing to lay out yet"), tr("The pictures are looked at in the background; the map follows.")
            )
        elif not shown:
            self._waiting.set_words(
                tr("Drawing the map…"), tr("It is kept, so that it is there at once the next time.")
            )
        self._stack.setCurrentWidget(self.map if shown else self._waiting)
        self._title.setText(
            tr("Map") if not shown or self._drawn is None else tr("Map  {count:,}", count=len(self._drawn.ids))
        )

    # ---- colours --------------------------------------------------------------------------------------------

    def _read_marks(self) -> None:
        if self._is_open:
            self.comparer.read_marks(self._take_marks, "curate.map.marks")

    def _take_marks(self, marks: Marks) -> None:
        self._marks = marks
        self._paint_colours()

    def _on_colour(self, key: str) -> None:
        if key == "group" and self._groups is None and self._drawn is not None:
            done = functools.partial(self._take_groups, self._drawn)
            self.comparer.group(self._drawn, None, done, "curate.map.groups")
        self._paint_colours()

    def _take_groups(self, likeness: Likeness, groups: np.ndarray) -> None:
        if likeness is self._drawn:
            self._groups = groups
            self._paint_colours()

    def _recolour(self) -> None:
        if self._drawn is not None:
            self._paint_colours()

    def _paint_colours(self) -> None:
        if self._drawn is None or self._marks is None:
            return
        marks = self._marks.of(self._drawn.ids)
        by = self.colour.key
        if by == "state":
            kinds, colours = marks.states.astype(np.int64), [theme.QUIET, theme.GREEN, theme.RED]
            names = [tr("Undecided"), tr("Picked"), tr("Rejected")]
        elif by == "class":
            names = [*marks.class_names, tr("No class")]
            kinds = np.where(marks.classes < 0, len(names) - 1, marks.classes)
            colours = [*_cycled(len(marks.class_names)), theme.QUIET]
        else:
            groups = self._groups if self._groups is not None else np.zeros(len(self._drawn.ids), np.int64)
            count = int(groups.max(initial=0)) + 1
            names, kinds, colours = (
                [tr("Group {number}", number=number + 1) for number in range(count)],
                groups,
                _cycled(count),
            )
        self.map.set_colours(kinds, colours)
        self._fill_legend(names, colours, np.bincount(kinds, minlength=len(names)), kinds)

    def _fill_legend(self, names: list[str], colours: list[str], counts: np.ndarray, kinds: np.ndarray) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        there = [number for number in range(len(names)) if counts[number]]
        for number in there[:_MOST_LINES]:
            line = theme.make_button(
                f"{names[number]}  {in_figures(int(counts[number]))}", "quiet", name=f"curate.map.kind.{number}"
            )
            line.setIcon(_dot(colours[number]))
            line.setToolTip(tr("Choose all of “{name}”", name=names[number]))
            line.clicked.connect(functools.partial(self._choose_kind, kinds, number))
            self._lines.addWidget(line, 0, Qt.AlignmentFlag.AlignLeft)
        if len(there) > _MOST_LINES:
            self._lines.addWidget(theme.make_label(tr("and {count} more", count=len(there) - _MOST_LINES), "small"))

    def _choose_kind(self, kinds: np.ndarray, number: int, checked: bool = False) -> None:
        self._on_lasso(np.flatnonzero(kinds == number), False)

    # ---- choosing -------------------------------------------------------------------------------------------

    def _on_lasso(self, rows: np.ndarray, adding: bool) -> None:
        if self._drawn is None:
            return
        ids = self._drawn.ids[rows]
        if adding:
            ids = np.union1d(self.context.table.ids, ids)
        if len(ids):
            self.context.select(ids)
        else:
            self.context.table.grid.clearSelection()
        self.map.setFocus()

    def on_chosen(self, ids: Ids) -> None:
        if self._drawn is not None:
            self.map.set_selected(np.isin(self._drawn.ids, ids))
        count = len(ids)
        self._chosen_words.setText(
            tr(
                "{pictures} chosen. P picks, X rejects, T tags, C gives them a class.",
                pictures=count_words(count, "picture"),
            )
            if count
            else tr(
                "Drag a lasso around pictures to choose them; Shift adds, the wheel zooms. By keys: arrows go from "
                "picture to picture, Space chooses, Ctrl+arrows move the map, + and - zoom, Ctrl+A chooses all in "
                "sight."
            )
        )
        self._table.setEnabled(count > 0)

    def _to_table(self) -> None:
        ids = self.context.table.ids
        self.context.close_page()
        self.context.select(ids)

    def _use_hand(self, on: bool, checked: bool = False) -> None:
        self._hand.setChecked(on)
        self._lasso.setChecked(not on)
        self.map.set_hand(on)

    def _on_opened(self, row_: int) -> None:
        if self._drawn is not None:
            self.context.look_close(int(self._drawn.ids[row_]))

    # ---- small pictures -------------------------------------------------------------------------------------

    def _image(self, row_: int, pixels: int) -> QImage | None:
        project, drawn = self.context.project, self._drawn
        if project is None or drawn is None:
            return None
        key = drawn.keys[row_]
        load = functools.partial(load_map_picture, project, key, int(drawn.ids[row_]), pixels)
        return self.context.workbench.thumbnails.picture(("map", key, pixels), pixels, load)

    def _name_of(self, row_: int) -> str:
        facts = self.context.table.model.facts(int(self._drawn.ids[row_])) if self._drawn is not None else None
        return facts.name if facts is not None else ""

    def _on_wanted(self, rows: np.ndarray) -> None:
        if self._drawn is not None:
            ratio = self.map.devicePixelRatioF()
            sizes = {round(size * ratio) for size in (44, 104)}
            self._wanted = {("map", self._drawn.keys[int(row_)], size) for row_ in rows for size in sizes}
            self.context.workbench.thumbnails.want(self._wanted)

    def _on_arrived(self, keys: list[Hashable]) -> None:
        if self._is_open and not self._wanted.isdisjoint(keys):
            self.map.picture_arrived()


def _cycled(count: int) -> list[str]:
    return [theme.KINDS[number % len(theme.KINDS)] for number in range(count)]


def _dot(colour: str) -> QIcon:
    pixmap = QPixmap(10, 10)
    pixmap.fill(QColor(colour))
    return QIcon(pixmap)
