"""The mode From a picture: a picture or a sketch at the left, the nearest design at the right, and all that runs."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from gan_engine.latent.closeness import Space
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.engine_words import engine_words
from studio.explorer.from_picture.brushes import Brushes
from studio.explorer.from_picture.picture_drop import PictureDrop
from studio.explorer.from_picture.sketch_canvas import SketchCanvas
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.chips import ChipChoice
from studio.widgets.grid.layout import MARGIN
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.picture_view import PictureView
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.explorer.projections import Projections, Search
from studio.workers.images import read_image

PICTURE, SKETCH = "picture", "sketch"
_SPACES: dict[str, tuple[str, str]] = {
    "w": (
        tr_noop("True to the model"),
        tr_noop("One style for all layers: a design like the model's own, good to go on with."),
    ),
    "w+": (
        tr_noop("Near to the picture"),
        tr_noop("Each layer its own style: nearer, but less like what the model draws."),
    ),
}
_STATES = {
    "waiting": tr_noop("waits for its turn"),
    "running": tr_noop("under way"),
    "found": tr_noop("found"),
    "stopped": tr_noop("stopped"),
    "failed": tr_noop("not found"),
}


class FromPicturePage(ExploreMode):
    """Searches go on in the background, whatever is looked at meanwhile."""

    key, title, icon = "from-picture", tr_noop("From a picture"), "image"
    tip = tr_noop("A picture of yours, or a sketch in colours, becomes the nearest design.")
    words = tr_noop("project projection invert own drawing sketch colours w+")
    hint = tr_noop("S keep · Enter begin from it · Esc stop")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.searches = Projections(context.workbench, self)
        self._search: Search | None = None
        self._path: Path | None = None
        self._styled = True

    # ---- the widget ---------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        self.source = ChipChoice(
            "explore.from-picture.source",
            tr("What the design is found from"),
            [(PICTURE, tr("A picture")), (SKETCH, tr("A sketch"))],
        )
        self.drop = PictureDrop()
        self.canvas = SketchCanvas()
        self.brushes = Brushes(self.canvas)
        self.targets = QStackedWidget()
        self.targets.addWidget(self.drop)
        self.targets.addWidget(self.canvas)
        self.design = PictureView("explore.from-picture.design", tr("The nearest design so far"))
        self.space = ChipChoice(
            "explore.from-picture.space",
            tr("How near it may come"),
            [(key, tr(words)) for key, (words, _) in _SPACES.items()],
        )
        self._space_words = theme.make_label("", "quiet", wrap=True)
        self.weight = NamedSlider(
            "explore.from-picture.weight", tr("Colours"), 0, 1, 0.5, label_width=56, words=_weight_words
        )
        self.weight.slider.setAccessibleDescription(
            tr("From the sketch's colours alone to what the model usually draws")
        )
        self.find_button = theme.make_button(tr("Find it"), "primary", name="explore.from-picture.find")
        self.stop_button = theme.make_button(
            tr("Stop"), name="explore.from-picture.stop", tip=tr("Keep what is found so far")
        )
        self.keep_button = theme.make_button(tr("Keep"), name="explore.from-picture.keep", shortcut_hint="S")
        self.begin_button = theme.make_button(
            tr("Begin from it"),
            name="explore.from-picture.begin",
            tip=tr("Into the large view: mix it, drag it, walk to it"),
        )
        self.bar = QProgressBar()
        self.bar.setObjectName("explore.from-picture.progress")
        self.bar.setAccessibleName(tr("How far the search is"))
        self.bar.setTextVisible(False)
        self._said = theme.make_label("", wrap=True)
        self._numbers = theme.make_label("", "quiet", wrap=True)
        self.list = PictureList(
            "explore.from-picture.searches", tr("Pictures and sketches whose designs were looked for"), across=8
        )
        self._list_title = theme.make_label(tr("Looked for"), "section")
        self.remove_button = theme.make_button(
            tr("Take off the list"),
            "quiet",
            name="explore.from-picture.remove",
            tip=tr("The search alone; designs kept stay"),
        )
        widget = self._laid_out()
        self._connect()
        self._show_source()
        return widget

    def _laid_out(self) -> QWidget:
        left, right = QVBoxLayout(), QVBoxLayout()
        for column, title, picture in ((left, tr("Yours"), self.targets), (right, tr("The model's"), self.design)):
            column.setSpacing(theme.UNIT)
            column.addWidget(theme.make_label(title, "section"))
            column.addWidget(picture)
        self._sketching = QWidget()
        sketching = QVBoxLayout(self._sketching)
        sketching.setContentsMargins(0, 0, 0, 0)
        sketching.addWidget(self.brushes)
        sketching.addWidget(self.weight)
        self._near = QWidget()
        near = QVBoxLayout(self._near)
        near.setContentsMargins(0, 0, 0, 0)
        near.addWidget(self.space)
        near.addWidget(self._space_words)
        left.addWidget(self._near)
        left.addWidget(self._sketching)
        left.addLayout(flowing_row([self.find_button]))
        left.addStretch(1)
        right.addWidget(self.bar)
        right.addWidget(self._said)
        right.addWidget(self._numbers)
        right.addLayout(flowing_row([self.begin_button, self.keep_button, self.stop_button]))
        right.addStretch(1)
        pair = QHBoxLayout()
        pair.setSpacing(3 * theme.UNIT)
        pair.addLayout(left, 1)
        pair.addLayout(right, 1)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(MARGIN, theme.UNIT, theme.SCROLL_BAR, theme.UNIT)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.source)
        column.addLayout(pair)
        column.addLayout(row([self._list_title, None, self.remove_button]))
        column.addWidget(self.list)
        column.addStretch(1)
        return scroll_area("explore.from-picture", inner)

    def _connect(self) -> None:
        self.source.chosen.connect(self._show_source)
        self.space.chosen.connect(self._show_source)
        self.drop.brought.connect(self.bring)
        self.canvas.changed.connect(self._show_able)
        self.find_button.clicked.connect(self.find)
        self.stop_button.clicked.connect(self.stop)
        self.keep_button.clicked.connect(self._on_keep)
        self.begin_button.clicked.connect(self._on_begin)
        self.design.clicked.connect(self._on_begin)
        self.remove_button.clicked.connect(self._on_remove)
        self.list.chosen.connect(self._on_chosen)
        self.list.activated.connect(self.enter)  # after the one with the ring was chosen
        self.searches.changed.connect(self._on_changed)
        self.searches.listed.connect(self._show_list)
        self.context.model_changed.connect(self._on_model)
        self._on_model()

    # ---- what is asked of it --------------------------------------------------------------------------------

    def commands(self) -> list[Command]:
        return [
            Command(
                "explore.from-picture.choose",
                tr("Find the design of a picture…"),
                self._choose,
                enabled=lambda: self.context.model is not None,
                words=tr("project own drawing"),
                icon="image",
            ),
            Command(
                "explore.from-picture.begin",
                tr("Begin from the design found"),
                self._on_begin,
                enabled=self._can_begin,
                icon="arrow-right",
            ),
        ]

    def _can_begin(self) -> bool:
        return self._search is not None and self._search.point is not None

    def begin(self, point: Point | None) -> None:
        self._show_list()

    def chosen(self) -> list[Point]:
        return [self._search.point] if self._search is not None and self._search.point is not None else []

    def enter(self) -> bool:
        if self._can_begin():
            self._on_begin()
            return True
        return False

    def escape(self) -> bool:
        if self._search is not None and self._search.going_on:
            self.stop()
            return True
        return False

    def bring(self, path: Path) -> None:
        """A picture came: its design is looked for at once."""
        model = self.context.model
        if model is None:
            return
        self._path = path
        self.source.choose(PICTURE)
        self._show_source()
        self.find()

    def find(self) -> None:
        """Look for the design of what is there."""
        model = self.context.model
        if model is None:
            return
        if self.source.key == SKETCH:
            if self.canvas.empty:
                return
            self._search = self.searches.of_sketch(model, self.canvas.pixels(), self.canvas.image, self.weight.value)
        elif self._path is not None:
            path = self._path
            self._search = search = self.searches.of_picture(model, path, _space(self.space.key))
            self.context.workbench.jobs.start(
                tr("Reading the picture"), lambda report: read_image(path, report),
                functools.partial(self.searches.set_target, search), self._no_picture, quiet=True,
            )  # fmt: skip
        self._show()

    def stop(self) -> None:
        """Go on no longer with the search that is shown."""
        if self._search is not None:
            self.searches.stop(self._search)

    def _choose(self) -> None:
        if self.context.open_mode(self.key):
            self.drop.browse()

    def _no_picture(self, error: BaseException) -> None:
        """The engine says the same, and what to do."""

    def _on_keep(self) -> None:
        self.context.keep(self.chosen())

    def _on_begin(self) -> None:
        for point in self.chosen():
            self.context.show(point)

    def _on_remove(self) -> None:
        if self._search is not None:
            search, self._search = self._search, None
            self.searches.remove(search)

    # ---- showing --------------------------------------------------------------------------------------------

    def _on_model(self) -> None:
        model = self.context.model
        if model is not None:
            self._styled = bool(model.style_resolutions)
            self.canvas.set_shape(model.size)
            for view in (self.drop, self.design):
                view.set_proportions(model.proportions)
            if self._search is not None and self._search.model.digest != model.digest:
                self._search = None
            self._show_source()
        self._show_list()

    def _on_chosen(self, search: Search) -> None:
        self._search = search
        self.source.choose(SKETCH if search.path is None else PICTURE)
        if search.path is not None:
            self._path = search.path
        self._show_source()

    def _on_changed(self, search: Search) -> None:
        if search is self._search:
            self._show()
        self._show_list()

    def _show_source(self) -> None:
        sketch = self.source.key == SKETCH
        self.targets.setCurrentWidget(self.canvas if sketch else self.drop)
        self._sketching.setVisible(sketch)
        self._near.setVisible(not sketch and self._styled)
        self._space_words.setText(tr(_SPACES[self.space.key][1]))
        self._show()

    def _show(self) -> None:
        search = self._search
        target = search.target if search is not None and search.path is not None else None
        self.drop.set_image(target, self.context.pictures.hard)
        self.design.set_image(search.image if search is not None else None, self.context.pictures.hard)
        self.bar.setVisible(search is not None and search.going_on)
        if search is None:
            self._said.setText("")
            self._numbers.setText("")
        else:
            self.bar.setRange(0, search.total)  # 0: it is not known yet
            self.bar.setValue(search.done)
            self._said.setText(engine_words(search.words) or f"{search.title}: {tr(_STATES[search.state])}")
            self._numbers.setText(search.numbers)
        self._numbers.setVisible(bool(self._numbers.text()))
        self._show_able()

    def _show_able(self) -> None:
        search = self._search
        self.find_button.setEnabled(not self.canvas.empty if self.source.key == SKETCH else self._path is not None)
        self.stop_button.setVisible(search is not None and search.going_on)
        for button in (self.keep_button, self.begin_button):
            button.setEnabled(search is not None and search.point is not None)
        self.remove_button.setEnabled(search is not None)

    def _show_list(self) -> None:
        found = self.searches.of_model(self.context.model)
        if self._search is not None and self._search not in found:
            self._search = None
            self._show()
        self.list.set_pictures(
            [
                ListedPicture(each, f"{each.title}: {tr(_STATES[each.state])}", each.image or each.target, _mark(each))
                for each in found
            ]
        )
        for widget in (self.list, self._list_title, self.remove_button):
            widget.setVisible(bool(found))


def _mark(search: Search) -> str:
    return "" if search.going_on else "picked" if search.state == "found" else ""


def _space(key: str) -> Space:
    return "w+" if key == "w+" else "w"


def _weight_words(weight: float) -> str:
    return tr("yours") if weight < 0.34 else tr("between") if weight < 0.67 else tr("the model's")
