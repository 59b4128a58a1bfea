"""The Split page: boxes of a sheet's figures found, corrected, and cut into pictures.

What is cut is a row in the catalogue, never a file; the sheet comes back with Ctrl+Z. Beside that there is the plain
way of old, for sets of doubles: every picture is cut at fixed lines while it is baked.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.curation.splitting import split_boxes
from gan_engine.errors import EngineError
from studio import theme
from studio.command import Command
from studio.curation.boxes.editor import BoxEditor
from studio.curation.pages.page import CurateContext, CuratePage
from studio.curation.pages.split.panel import SplitPanel
from studio.project.pictures.facts import Picture
from studio.project.pictures.splitting import Box, Sheet
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.room.whole_label import WholeLabel
from studio.widgets.workspace import heading_row
from studio.words import count_words, sides_words, tr, tr_noop
from studio.workers.curation.sheets import OpenSheet, SheetFinder, cut_up

_KEYS = tr_noop("Drag draws a box · , and . go through them · M joins · S parts · Del removes · Enter cuts")
_NOTHING = tr_noop(
    "No picture here looks like a sheet of several figures.\n\n"
    "Choose one on the light table and open this page again, to draw boxes on it yourself."
)


class SplitPage(CuratePage):
    """The sheet large in the middle with its boxes; at the right the list of sheets and how they are cut."""

    key = "split"
    title = tr_noop("Split")
    icon = "scissors"
    kind = "step"
    tip = tr_noop("Cut sheets into their figures.")
    words = tr_noop("sheet sprite parts figures halves grid rows columns boxes cut")
    shows = ("pictures.removed", "steps")
    chooses = ("split",)
    panel: SplitPanel | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.finder = SheetFinder(context.workbench, self)
        self.editor: BoxEditor | None = None
        self._is_open = False
        self._sheet: Picture | None = None
        self._parts: Sequence[Box] = ()
        self._wanted = 0
        self._drawn: dict[int, list[Box]] = {}
        """What the artist made of a sheet and did not cut yet."""
        self._is_filling = False
        self._is_fresh = False
        """Opened, and no sheet seen yet: the first one takes the keyboard."""
        self.finder.listed.connect(self._on_listed)
        self.finder.found.connect(self._on_found)
        self.finder.changed.connect(self._show)

    # ---- the page ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        self.panel = panel = SplitPanel(self.context.settings)
        panel.sheet_chosen.connect(self._on_sheet)
        panel.way_chosen.connect(self._fill)
        panel.cut_wanted.connect(self.cut)
        panel.cut_all_wanted.connect(self.cut_all)
        panel.whole_wanted.connect(self.make_whole)
        panel.baking_chosen.connect(self._on_baking)
        self.editor = editor = BoxEditor("curate.split.editor", tr("The sheet and its boxes"))
        editor.changed.connect(self._on_boxes)
        editor.accepted.connect(self.cut)
        self._title = ElidingLabel("", "heading")
        self._title.setObjectName("curate.split.title")
        self.view = QWidget()
        self.view.setFocusProxy(editor)
        column = QVBoxLayout(self.view)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._keys = WholeLabel(tr(_KEYS), "small")
        column.addLayout(heading_row([self._title, None, self._keys]))
        column.addWidget(editor, 1)
        self.context.settings_changed.connect(self._on_settings)
        self.context.pictures_changed.connect(self._on_pictures)

    def opened(self) -> None:
        self._is_open = self._is_fresh = True
        self._on_settings()
        self.finder.refresh()
        if self._sheet is None and self.editor is not None:
            self.editor.show_picture(None, QSize(1, 1), tr("Looking for sheets…"))
        self._show()

    def closed(self) -> None:
        self._is_open = False
        self.finder.stop()
        self._sheet, self._wanted = None, 0
        if self.editor is not None:
            self.editor.show_picture(None, QSize(1, 1))

    def on_enter(self) -> bool:
        can = self._sheet is not None and self.editor is not None and bool(self.editor.boxes) and self._is_other
        if can:
            self.cut()
        return can

    def on_chosen(self, ids: Ids) -> None:
        current = self.context.table.current
        if len(ids) == 1 and current is not None and not current.damaged and not current.missing:
            self._open(current.sheet or current.id)

    def on_project(self, project: Project | None) -> None:
        self._sheet, self._parts, self._wanted = None, (), 0
        self._drawn.clear()
        if self.editor is not None:
            self.editor.show_picture(None, QSize(1, 1))

    def strip_words(self) -> tuple[str, bool]:
        counts, settings = self.context.counts, self.context.settings
        if counts.parts:
            return tr(
                "{parts} of {sheets}",
                parts=count_words(counts.parts, "part"),
                sheets=count_words(counts.sheets, "sheet"),
            ), True
        return settings.split_words, settings.split != "none"

    def commands(self) -> list[Command]:
        return [
            Command(
                "curate.make-whole",
                tr("Make its sheet whole again"),
                self._make_chosen_whole,
                "",
                self._has_part,
                "",
                words=tr("split cut parts undo sheet"),
                icon="arrow-u-up-left",
            ),
        ]

    # ---- sheets -----------------------------------------------------------------------------------------------

    def _on_listed(self) -> None:
        if self._is_open and self._sheet is None and not self._wanted:
            self._open_next()
        elif self._is_open and self._sheet is not None and not self._wanted:
            known = next((sheet for sheet in self.finder.sheets if sheet.id == self._sheet.id), None)
            if known is not None and known.parts != len(self._parts):  # cut, or put together, meanwhile
                self._open(known.id)
        self._show()

    def _on_found(self, id_: object) -> None:
        if self._is_open and self._sheet is None and not self._wanted:
            self._open_next()
        elif self._sheet is not None and id_ == self._sheet.id and not self._parts and id_ not in self._drawn:
            self._fill()
        self._show()

    def _on_sheet(self, id_: int) -> None:
        if self._sheet is None or id_ != self._sheet.id:
            self._open(id_)

    def _open_next(self) -> None:
        """The first sheet that is not cut yet, else the first there is."""
        likely = self.finder.likely
        sheet = next((one for one in likely if not one.parts), likely[0] if likely else None)
        if sheet is not None:
            self._open(sheet.id)

    def _open(self, id_: int) -> None:
        self._wanted = id_
        self.finder.load(id_, self._take_sheet)

    def _take_sheet(self, opened: OpenSheet | None) -> None:
        if opened is None or self.editor is None or not self._is_open or opened.picture.id != self._wanted:
            return
        self._wanted = 0
        self._sheet, self._parts = opened.picture, opened.parts
        self._is_filling = True
        look = opened.look
        self.editor.show_picture(look.image, QSize(opened.picture.width, opened.picture.height), hard=look.hard)
        self._is_filling = False
        self._fill(start=True)
        if self._is_fresh or self.panel is None or not self.panel.has_focus_of_its_own():
            self.editor.setFocus()
        self._is_fresh = False
        self._show()

    def _fill(self, *, start: bool = False) -> None:
        """The boxes of the way chosen; at the `start` those it is cut into, or that were drawn before."""
        if self._sheet is None or self.editor is None or self.panel is None:
            return
        sheet, way = self._sheet, self.panel.way
        if start and (self._parts or sheet.id in self._drawn):
            boxes: Sequence[Box] = self._parts or self._drawn[sheet.id]
        elif way == "figures":
            figures = self.finder.figures.get(sheet.id)
            boxes = figures.boxes if figures is not None else ()
            if figures is None:
                self.finder.look_at(_as_sheet(sheet))
        else:
            try:
                boxes = split_boxes(sheet.width, sheet.height, way)
            except EngineError:  # fewer pixels than parts, or no number yet
                boxes = ()
        if not start:
            self._drawn.pop(sheet.id, None)
        self._is_filling = True
        self.editor.set_boxes(boxes)
        self._is_filling = False
        self._show()

    def _on_boxes(self) -> None:
        if not self._is_filling and self._sheet is not None and self.editor is not None:
            self._drawn[self._sheet.id] = self.editor.boxes
            self._show()

    # ---- cutting ------------------------------------------------------------------------------------------------

    def cut(self) -> None:
        """Make pictures of the boxes of the sheet that is open."""
        if self._sheet is None or self.editor is None or not self.editor.boxes or not self._is_other:
            return
        boxes = self.editor.boxes
        self._cut(
            {self._sheet.id: boxes},
            tr("{parts} cut from {name}", parts=count_words(len(boxes), "part"), name=self._sheet.name),
        )

    def cut_all(self) -> None:
        """Make pictures of the boxes of every sheet that is not cut yet."""
        cuts = {sheet.id: self._boxes_of(sheet) for sheet in self._uncut() if self._boxes_of(sheet)}
        parts = sum(len(boxes) for boxes in cuts.values())
        if cuts:
            self._cut(
                cuts,
                tr(
                    "{parts} cut from {sheets}",
                    parts=count_words(parts, "part"),
                    sheets=count_words(len(cuts), "sheet"),
                ),
            )

    def make_whole(self) -> None:
        """Put the sheet that is open together again."""
        if self._sheet is not None and self._parts:
            self._cut({self._sheet.id: ()}, tr("{name} is whole again", name=self._sheet.name))

    def _cut(self, cuts: dict[int, Sequence[Box]], words: str) -> None:
        project = self.context.project
        if project is not None:
            self.context.workbench.run_undoable(
                tr("Cutting sheets"), functools.partial(cut_up, project, cuts), toast=words,
                done=functools.partial(self._on_cut, list(cuts), any(cuts.values())),
            )  # fmt: skip

    def _on_cut(self, ids: list[int], cut: bool, done: bool) -> None:
        for id_ in ids:
            self._drawn.pop(id_, None)
        if self._is_open and cut:
            following = next((sheet for sheet in self._uncut() if sheet.id not in ids), None)
            if following is not None:
                self._open(following.id)

    def _has_part(self) -> bool:
        current = self.context.table.current
        return self.context.project is not None and current is not None and current.sheet > 0

    def _make_chosen_whole(self) -> None:
        current = self.context.table.current
        if current is not None and current.sheet:
            self._cut({current.sheet: ()}, tr("The sheet of {name} is whole again", name=current.name))

    # ---- what is shown ------------------------------------------------------------------------------------------

    @property
    def _is_other(self) -> bool:
        """Whether the boxes are others than the sheet is cut into."""
        return self.editor is not None and list(self._parts) != self.editor.boxes

    def _uncut(self) -> list[Sheet]:
        return [sheet for sheet in self.finder.likely if not sheet.parts]

    def _boxes_of(self, sheet: Sheet) -> Sequence[Box]:
        if sheet.id in self._drawn:
            return self._drawn[sheet.id]
        return self.finder.figures[sheet.id].boxes if sheet.id in self.finder.figures else ()

    def _show(self) -> None:
        if not self._is_open or self.panel is None or self.editor is None:
            return
        listed = [(sheet, sheet.parts or len(self._boxes_of(sheet))) for sheet in self.finder.likely]
        opened = self._sheet
        if opened is not None and opened.id not in {sheet.id for sheet, _ in listed}:
            listed.insert(0, (_as_sheet(opened), len(self.editor.boxes)))
        uncut = [sheet for sheet in self._uncut() if self._boxes_of(sheet)]
        self.panel.show_sheets(listed, opened.id if opened else 0, looking=self.finder.is_looking)
        self.panel.show_boxes(
            len(self.editor.boxes), len(self._parts), other=self._is_other, is_sheet=opened is not None,
            sheets=len(uncut), parts_of_all=sum(len(self._boxes_of(sheet)) for sheet in uncut),
        )  # fmt: skip
        self._title.setText(
            f"{opened.name}   {sides_words(opened.width, opened.height)}" if opened is not None else tr("No sheet open")
        )
        self._keys.setVisible(opened is not None)
        if opened is None and not self._wanted and not self.finder.is_looking and not listed:
            self.editor.show_picture(None, QSize(1, 1), tr(_NOTHING))

    def _on_pictures(self) -> None:
        if self._is_open:
            self.finder.refresh()

    def _on_settings(self) -> None:
        if self.panel is not None:
            self.panel.show_settings(self.context.settings)

    def _on_baking(self, split: str) -> None:
        self.context.set_settings(split=split)


def _as_sheet(picture: Picture) -> Sheet:
    return Sheet(picture.id, picture.name, picture.path, picture.width, picture.height, 0, True)
