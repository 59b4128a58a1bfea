"""The mode Breed: parents above, their litter as a grid, and the generations below to go back to."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QButtonGroup, QFileDialog, QVBoxLayout, QWidget

from gan_engine.latent.lineage import MAX_PARENTS, Lineage, Member
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer.breed.picks import Picks
from studio.explorer.breed.strip import GenerationStrip
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.chips import check_only
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.room.flow import FlowLayout
from studio.widgets.scrolling import scroll_area, scroll_to
from studio.widgets.sliders import NamedSlider
from studio.words import tr, tr_noop
from studio.workers.explorer.designs import MODE
from studio.workers.explorer.families import KeptFamily, LitterPoints

_BOLDNESS = 0.3


class BreedPage(ExploreMode):
    """What is picked becomes the parents of the next litter; every litter is kept with the project."""

    key, title, icon = "breed", tr_noop("Breed"), "tree-structure"
    tip = tr_noop("Pick parents, get a litter, pick again: designs by selection.")
    words = tr_noop("evolve generations litter children mutate cross select family")
    hint = tr_noop("Click or Enter picks · B breed · N another litter · A add the large view's design · S keep")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self._shown: LitterPoints | None = None
        """The litter that is looked at."""
        self._strips: list[GenerationStrip] = []
        self._asked_at: tuple[QWidget | None] | None = None
        """Where the keyboard was when a litter was asked for that has not come yet."""

    # ---- the widget ---------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        self.family = KeptFamily(self.context.workbench, self)
        self._picks = Picks(self.context.workbench, self._on_picks_back)
        self._parents_title = theme.make_label(tr("Parents"), "section")
        self.parents = PictureList("explore.breed.parents", tr("Parents"), across=8)
        self._litter_title = theme.make_label(tr("Litter"), "section")
        self.litter = PictureList("explore.breed.litter", tr("The litter: Enter picks"), across=6)
        self._nothing = theme.make_label("", "quiet", wrap=True)
        self._generations_title = theme.make_label(tr("Generations"), "section")
        self._generations = QWidget()
        self._generations.setObjectName("explore.breed.generations")
        self._generations.setAccessibleName(tr("Generations"))
        self._flow = FlowLayout(self._generations)
        self._group = QButtonGroup(self)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, theme.UNIT, theme.SCROLL_BAR, theme.UNIT)
        column.setSpacing(theme.UNIT)
        for widget in (
            self._parents_title, self.parents, self._litter_title, self._nothing, self.litter, self._generations_title,
            self._generations,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addStretch(1)
        self._make_controls()
        self._connect()
        self._on_model()
        return scroll_area("explore.breed", inner)

    def _make_controls(self) -> None:
        self.boldness = NamedSlider(
            "explore.breed.boldness",
            tr("Boldness"),
            0,
            1,
            self.context.settings.get("explore.breed.boldness", _BOLDNESS),
            label_width=64,
            words=_boldness_words,
        )
        self.boldness.slider.setToolTip(tr("How far children stray from what they inherit"))
        self.breed_button = theme.make_button(tr("Breed"), "primary", name="explore.breed.go", shortcut_hint="B")
        self.again_button = theme.make_button(
            tr("Another litter"), name="explore.breed.again", shortcut_hint="N", tip=tr("Of the same parents")
        )
        self.add_button = theme.make_button(
            tr("Add parent"), name="explore.breed.add", shortcut_hint="A",
            tip=tr("The design in the large view becomes one of the parents"),
        )  # fmt: skip
        self.keep_button = theme.make_button(
            tr("Keep the picked"), name="explore.breed.keep", tip=tr("With their parents")
        )
        self.sheet_button = theme.make_button(
            tr("Sketchbook…"), "quiet", name="explore.breed.sketchbook", tip=tr("Every generation on one sheet")
        )
        self.anew_button = theme.make_button(
            tr("New family"), "quiet", name="explore.breed.anew", tip=tr("Begin again; Ctrl+Z brings this one back")
        )

    def make_panel(self) -> QWidget | None:
        panel = QWidget()
        column = QVBoxLayout(panel)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Breed"), "section"))
        for widget in (
            self.boldness, self.breed_button, self.again_button, self.add_button, self.keep_button, self.sheet_button,
            self.anew_button,
        ):  # fmt: skip
            column.addWidget(widget)
        return panel

    def _connect(self) -> None:
        self.breed_button.clicked.connect(self.breed)
        self.again_button.clicked.connect(self.breed_again)
        self.add_button.clicked.connect(self.add_present)
        self.keep_button.clicked.connect(self.keep)
        self.sheet_button.clicked.connect(self.save_sketchbook)
        self.anew_button.clicked.connect(self._on_anew)
        self.boldness.moved.connect(functools.partial(self.context.settings.set, "explore.breed.boldness"))
        self.litter.chosen.connect(self._on_child)
        self.parents.chosen.connect(self._on_parent)
        self.family.changed.connect(self._on_family)
        self.family.worked_out.connect(self._on_litter)
        self.family.strip_drawn.connect(self._show_strip)
        self.context.pictures.drawn.connect(self._on_drawn)
        self.context.kept_changed.connect(self._show)
        self.context.model_changed.connect(self._on_model)

    # ---- opening and leaving ------------------------------------------------------------------------------

    def begin(self, point: Point | None) -> None:
        if not self._picks.now and not self.family.lineage.litters and point is not None:
            self._picks.begin([point])
        self._picks.set_open(True)
        self.family.draw_strips()
        self._look_where_picked()

    def leave(self) -> None:
        self._picks.set_open(False)
        self.context.pictures.want(MODE, [])

    def chosen(self) -> list[Point]:
        return [point for point in map(self._point_of, self._picks.now) if point is not None]

    def escape(self) -> bool:
        had = bool(self._picks.now) and bool(self.family.lineage.litters)
        if had:
            self._let_go()
            self._show()
        return had

    def commands(self) -> list[Command]:
        def is_open() -> bool:
            return self.is_open

        return [
            Command(
                "explore.breed.go", tr("Breed the picked"), self.breed, "B", is_open, words=tr("litter generation")
            ),
            Command("explore.breed.again", tr("Another litter of the same parents"), self.breed_again, "N", is_open),
            Command(
                "explore.breed.add", tr("Add the large view's design to the parents"), self.add_present, "A", is_open
            ),
        ]

    # ---- what is done -------------------------------------------------------------------------------------

    def breed(self) -> None:
        """A litter of what is picked; where nothing is, another one of the same parents."""
        if not self.is_open:
            return
        if not self._picks.now:
            self.breed_again()
        elif self._breed(self._picks.now):
            self._picks.begin([])
            self._show()

    def breed_again(self) -> None:
        """Another litter of the parents of the one that is looked at."""
        if self._shown is not None and self.is_open:
            parents = self.family.lineage.litters[self._shown.number].parents
            self._breed(parents)

    def _breed(self, parents: Sequence[Member | Point]) -> bool:
        bred = self.family.breed(parents, self.boldness.value)
        if bred:
            self._asked_at = (QApplication.focusWidget(),)
        return bred

    def add_present(self) -> None:
        """The design in the large view becomes a parent of the next litter."""
        present = self.context.present
        if present is not None and present not in self.chosen():
            self._pick(self._member_of(present) or present)

    def keep(self) -> None:
        """Put the picked on the shelf, as children of their parents."""
        parents = self._shown.parents if self._shown is not None else ()
        children = self._shown.children if self._shown is not None else ()
        self.context.keep(self.chosen(), {point: parents for point in self.chosen() if point in children})

    def save_sketchbook(self) -> None:
        """Ask where to, and write it."""
        dialog = QFileDialog(
            self.sheet_button.window(), tr("Save the sketchbook"), "family.png", tr("Pictures (*.png *.jpg)")
        )
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("png")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def go_to(self, number: int) -> None:
        """Look at another generation: what is picked there begins a branch."""
        self._let_go()
        self.family.work_out(number)

    def _on_file(self, file: str) -> None:
        self.family.write_sketchbook(Path(file))

    def _on_anew(self) -> None:
        self.family.begin_anew()
        self._picks.begin([self.context.present] if self.context.present is not None else [])
        self._show()

    def _on_child(self, number: int) -> None:
        if self._shown is not None:
            self._pick(Member(litter=self._shown.number, number=number))
            self.context.show(self._shown.children[number])

    def _on_parent(self, place: int) -> None:
        """A click on what is picked lets it go; on a parent, shows it."""
        if picked := [one for one in self._picks.now if self._point_of(one) is not None]:
            self._pick(picked[place])
        elif self._shown is not None:
            self.context.show(self._shown.parents[place])

    def _pick(self, one: Member | Point) -> None:
        picked = self._picks.now
        if one in picked:
            self._picks.take([each for each in picked if each != one], tr("let a parent go"))
        elif len(picked) >= MAX_PARENTS:
            self.context.workbench.notify(tr("A litter has {most} parents at most.", most=MAX_PARENTS))
        else:
            self._picks.take([*picked, one], tr("pick a parent"))
        self._show()

    def _let_go(self) -> None:
        self._picks.take([], tr("let all parents go"))

    def _on_picks_back(self) -> None:
        """By undo: they are shown where they were picked."""
        if self._picks.litter not in (None, self._shown.number if self._shown is not None else None):
            self._look_where_picked()
        self._show()

    def _member_of(self, point: Point) -> Member | None:
        if self._shown is not None and point in self._shown.children:
            return Member(litter=self._shown.number, number=self._shown.children.index(point))
        return None

    def _point_of(self, one: Member | Point) -> Point | None:
        if isinstance(one, Point):
            return one
        shown = self._shown
        here = shown is not None and one.litter == shown.number and one.number < len(shown.children)
        return shown.children[one.number] if shown is not None and here else None

    # ---- showing ------------------------------------------------------------------------------------------

    def _on_model(self) -> None:
        self._shown = None
        self._picks.forget()
        self.family.set_model(self.context.model)
        self._show()

    def _on_family(self) -> None:
        """A litter came or went: by hand, by undo, with another project."""
        self._picks.show_family(self.family.lineage)
        self._show_generations(self.family.lineage)
        self._look_where_picked()
        if self.is_open:
            self.family.draw_strips()

    def _look_where_picked(self) -> None:
        """Look at the generation that the picked are of, or else at the newest."""
        litters, picked = self.family.lineage.litters, self._picks.litter
        if litters and self.is_open:
            self.family.work_out(len(litters) - 1 if picked is None else picked)
        elif not litters:
            self._shown = None
        self._show()

    def _on_litter(self, litter: LitterPoints) -> None:
        self._shown = litter
        self._show()
        asked_at, self._asked_at = self._asked_at, None
        if asked_at is not None and self.is_open and QApplication.focusWidget() in (*asked_at, None):
            self.litter.set_current_row(0)
            self.litter.setFocus()
            scroll_to(self.litter)

    def _on_drawn(self) -> None:
        if self.is_open:
            self._show_pictures()

    def _show(self) -> None:
        shown, picked = self._shown, self.chosen()
        if self.is_open:
            of_litter = [] if shown is None else [*shown.children, *shown.parents]
            self.context.pictures.want(MODE, list(dict.fromkeys([*picked, *of_litter])))
        bred = shown is not None
        self._parents_title.setText((tr("Picked to be parents") if picked else tr("Parents")).upper())
        self._litter_title.setText(
            tr("GENERATION {number}", number=shown.number + 1) if shown is not None else tr("LITTER")
        )
        self._nothing.setText("" if bred else tr("B breeds a first litter of the design above; A adds more parents."))
        self._nothing.setVisible(not bred)
        self.litter.setVisible(bred)
        self.breed_button.setEnabled(bool(picked) or bred)
        self.again_button.setEnabled(bred)
        self.keep_button.setEnabled(bool(picked))
        self.sheet_button.setEnabled(bred)
        self.anew_button.setEnabled(bred)
        looked_at = self._strips[: shown.number + 1][-1:] if shown is not None else []
        check_only(self._group, next(iter(looked_at), None))
        self._show_pictures()

    def _show_pictures(self) -> None:
        pictures, kept, shown = self.context.pictures, self.context.kept, self._shown
        picked = self.chosen()
        above = picked or (list(shown.parents) if shown is not None else [])
        self.parents.set_pictures(
            [
                ListedPicture(place, tr("Parent {place}", place=place + 1), pictures.picture(one), hard=pictures.hard)
                for place, one in enumerate(above)
            ]
        )
        children = shown.children if shown is not None else ()
        self.litter.set_pictures(
            [
                ListedPicture(place, _child_words(place, one in picked, one in kept), pictures.picture(one),
                              tr("picked") if one in picked else "", pictures.hard)
                for place, one in enumerate(children)
            ]
        )  # fmt: skip

    def _show_generations(self, lineage: Lineage) -> None:
        while len(self._strips) > len(lineage.litters):
            strip = self._strips.pop()
            self._group.removeButton(strip)
            self._flow.removeWidget(strip)
            strip.hide()
            strip.deleteLater()
        while len(self._strips) < len(lineage.litters):
            strip = GenerationStrip(len(self._strips) + 1)
            strip.clicked.connect(functools.partial(self._on_strip, len(self._strips)))
            self._strips.append(strip)
            self._group.addButton(strip)
            self._flow.addWidget(strip)
        for number in range(len(self._strips)):
            self._show_strip(number)
        self._generations_title.setVisible(bool(self._strips))

    def _on_strip(self, number: int, checked: bool = False) -> None:
        self.go_to(number)

    def _show_strip(self, number: int) -> None:
        if number < len(self._strips):
            self._strips[number].set_images(self.family.strip(number) or ())


def _child_words(place: int, picked: bool, kept: bool) -> str:
    return ", ".join(
        [
            tr("Child {place}", place=place + 1),
            *([tr("picked")] if picked else []),
            *([tr("on the shelf")] if kept else []),
        ]
    )


def _boldness_words(boldness: float) -> str:
    return (
        tr("like them")
        if boldness < 0.15
        else tr("some")
        if boldness < 0.45
        else tr("bold")
        if boldness < 0.75
        else tr("wild")
    )
