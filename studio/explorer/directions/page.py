"""The page Directions in Explore's middle: directions are found in several ways, looked at as strips, and kept."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from gan_engine.latent.directions import Direction, moved_along
from gan_engine.latent.layers import NAMES
from gan_engine.latent.point import LAST_LAYER, Point
from studio import theme
from studio.explorer.directions.examples import WITH, WITHOUT, ExamplePicker
from studio.explorer.directions.shared import ALL_LAYERS, LAYER_TITLES, kept_of, layer_ranges
from studio.explorer.directions.strip import DirectionStrip
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreMode
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.grid.layout import MARGIN
from studio.widgets.scrolling import scroll_area
from studio.widgets.workspace import row
from studio.words import tr, tr_choices, tr_noop
from studio.workers.explorer.designs import MODE, Model
from studio.workers.explorer.directions import Asked, DirectionFinder

SEFA, PCA, EXAMPLES, CLASSES = "sefa", "pca", "examples", "classes"
_WAYS = (
    (SEFA, tr_noop("In the network")),
    (PCA, tr_noop("In its designs")),
    (EXAMPLES, tr_noop("From examples")),
    (CLASSES, tr_noop("Between classes")),
)
_SENTENCES = {
    SEFA: tr_noop("What the network's own weights change most, strongest first."),
    PCA: tr_noop("How its designs differ most from one another, widest first."),
    EXAMPLES: tr_noop("Mark some designs with it and some without, give it a name, and find it."),
    CLASSES: tr_noop("The way from one class to another."),
}
_SEARCHING = tr_noop("Looking for them…")
_COUNT = 12
_STRIP_HEIGHT = 160  # px: the best part of one strip is seen, whatever stands above it
_SETTLE = 250  # milliseconds in which a slider that moves does not yet ask for strips


class DirectionsPage(ExploreMode):
    """Finds directions; what is kept of them has a slider in the section at the left."""

    key, title, icon = "find-directions", tr_noop("Directions"), "sliders-horizontal"
    tip = tr_noop("Find what this network can change, and teach it by examples.")
    words = tr_noop("sefa pca examples sliders semantic bend")
    hint = tr_noop("Click a picture to take it · Enter in a name keeps it")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.strips: list[DirectionStrip] = []
        self._looked_for = ("", "")
        """The way, and the digest of the model, that the strips are of."""

    def offered(self, model: Model) -> str:
        return model.offers.get("direction", "")

    # ---- the widget ---------------------------------------------------------------------------------------

    def make(self) -> QWidget:
        self._kept = kept_of(self.context)
        self.finder = DirectionFinder(self.context.workbench, self)
        widget = QWidget()
        self.way = ChipChoice("explore.find-directions.way", tr("How directions are found"), tr_choices(_WAYS))
        self.layers = ChipChoice(
            "explore.find-directions.layers", tr("Layers that they move"),
            [(ALL_LAYERS, tr("All layers")), *tr_choices((name, LAYER_TITLES[name]) for name in NAMES)],
        )  # fmt: skip
        self.apart = theme.make_button(
            tr("Apart from those kept"), "chip", name="explore.find-directions.apart", checkable=True,
            tip=tr("What is found brings along nothing of the directions that have a slider"),
        )  # fmt: skip
        self._sentence = theme.make_label("", "quiet", wrap=True)
        self._sentence.setObjectName("explore.find-directions.sentence")
        self.name_field = QLineEdit()
        self.name_field.setObjectName("explore.find-directions.name")
        self.name_field.setAccessibleName(tr("Name of the direction"))
        self.name_field.setPlaceholderText(tr("Name it: antenna, bulk, smile…"))
        self.name_field.setMaxLength(100)
        self.start, self.end = self._class_box("from", tr("From class")), self._class_box("to", tr("To class"))
        self.find_button = theme.make_button(tr("Find"), "primary", name="explore.find-directions.find")
        self.picker = ExamplePicker(self.context)
        self._classes_row = QWidget()
        self._classes_row.setLayout(row([self.start, theme.make_label(tr("to"), "quiet"), self.end]))
        self._name_row = QWidget()
        name_line = row([self._classes_row, self.name_field, self.find_button])
        name_line.setStretch(1, 1)
        name_line.setContentsMargins(0, 0, 0, theme.UNIT)
        self._name_row.setLayout(name_line)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(0, 0, theme.SCROLL_BAR, 0)
        self._list.setSpacing(theme.UNIT)
        inner = QWidget()
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addLayout(self._list)
        whole.addStretch(1)
        self._scroll = scroll_area("explore.find-directions.strips", inner)
        self._scroll.setMinimumHeight(_STRIP_HEIGHT)
        column = QVBoxLayout(widget)
        column.setContentsMargins(MARGIN, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.way)
        column.addWidget(self._sentence)
        chips = row([self.layers, self.apart])
        chips.setStretch(0, 1)
        chips.addStretch(0)  # without layers the chip is as wide as its words all the same
        column.addLayout(chips)
        column.addWidget(self.picker, 3)
        column.addWidget(self._name_row)
        column.addWidget(self._scroll, 2)
        self._settling = QTimer(self, singleShot=True, interval=_SETTLE)
        self._connect()
        return widget

    def _connect(self) -> None:
        self._settling.timeout.connect(self._show_design)
        self.way.chosen.connect(self._on_way)
        self.layers.chosen.connect(self._find_unasked)
        self.apart.clicked.connect(self._find_unasked)
        self.find_button.clicked.connect(self.find)
        self.name_field.returnPressed.connect(self.find)
        self.name_field.textChanged.connect(self._show_able)
        self.picker.changed.connect(self._show_able)
        self.picker.designs_changed.connect(self._want)
        self.start.currentIndexChanged.connect(self._show_able)
        self.end.currentIndexChanged.connect(self._show_able)
        self.finder.found.connect(self._on_found)
        self.finder.failed.connect(self._on_failed)
        self.context.pictures.drawn.connect(self._on_drawn)
        self.context.point_changed.connect(self._on_point)
        self.context.model_changed.connect(self._on_model)
        self.context.kept_changed.connect(self._on_shelf)
        self._kept.changed.connect(self._show_kept)
        self._on_model()

    def _class_box(self, key: str, words: str) -> QComboBox:
        box = ElidingBox()
        box.setObjectName(f"explore.find-directions.{key}")
        box.setAccessibleName(words)
        return box

    # ---- opening and leaving ------------------------------------------------------------------------------

    def begin(self, point: Point | None) -> None:
        self.go(self.way.key)

    def leave(self) -> None:
        self.finder.cancel()
        self.context.pictures.want(MODE, [])

    def go(self, way: str) -> None:
        """Look for directions in this way."""
        model = self.context.model
        self.way.choose(way if self._ways_of(model).get(way, True) else SEFA)
        if self.way.key == EXAMPLES:
            self.picker.show_designs()
        looking_for = (self.way.key, "" if model is None else model.digest)
        if looking_for != self._looked_for or not self.strips:
            self._looked_for = looking_for
            self.finder.cancel()
            self.name_field.clear()
            self._show_strips([])
            self._find_unasked()
        self._show_way()
        self._show_design()

    def escape(self) -> bool:
        if self.finder.busy:
            self.finder.cancel()
            self._show_able()
            return True
        return False

    # ---- finding ------------------------------------------------------------------------------------------

    @property
    def asked(self) -> Asked:
        """What is asked of a direction, however it is found."""
        reach = layer_ranges(self.context.model).get(self.layers.key, (0, LAST_LAYER))
        return Asked(reach, tuple(self._kept.directions.values()) if self.apart.isChecked() else ())

    def find(self) -> None:
        """What was asked for: by example, or between classes."""
        model = self.context.model
        if model is None or not self.find_button.isEnabled():
            return
        name = self.name_field.text().strip()
        if self.way.key == EXAMPLES:
            self.finder.by_example(model, name, self.picker.examples(WITH), self.picker.examples(WITHOUT), self.asked)
        else:
            start, end = self.start.currentText(), self.end.currentText()
            self.finder.between_classes(
                model, name or tr("{start} to {end}", start=start, end=end)[:100], start, end, self.asked
            )
        self._show_able()

    def _find_unasked(self) -> None:
        model = self.context.model
        if model is not None and self.is_open and self.way.key in (SEFA, PCA):
            self.finder.unasked(model, self.way.key, _COUNT, self.asked)
            self._show_able()

    def _on_found(self, directions: list[Direction]) -> None:
        self._show_strips(directions)
        self._show_able()

    def _on_failed(self, error: BaseException) -> None:
        self._show_able()
        self.context.workbench.report_error(tr("Finding directions"), error)

    # ---- showing ------------------------------------------------------------------------------------------

    def _on_way(self) -> None:
        self.go(self.way.key)

    def _on_model(self) -> None:
        model = self.context.model
        if model is None:
            return
        for box in (self.start, self.end):
            box.clear()
            box.addItems(model.class_names)
        self.end.setCurrentIndex(min(1, len(model.class_names) - 1))
        if model.digest != self._looked_for[1]:
            self.picker.forget()
            if self.is_open:
                self.go(self.way.key)
        self._show_way()

    def _ways_of(self, model: Model | None) -> dict[str, bool]:
        return {CLASSES: model is not None and bool(model.class_names) and bool(model.style_resolutions)}

    def _show_way(self) -> None:
        way, model = self.way.key, self.context.model
        self.way.set_offered(CLASSES, offered=self._ways_of(model)[CLASSES])
        ranges = layer_ranges(model)
        self.layers.setVisible(bool(ranges))
        for key in NAMES:
            self.layers.set_offered(key, offered=key in ranges)
        self.picker.setVisible(way == EXAMPLES)
        self._classes_row.setVisible(way == CLASSES)
        self._name_row.setVisible(way in (EXAMPLES, CLASSES))
        self._show_able()

    def _show_able(self) -> None:
        """Find is there when there is enough to find something by; while nothing is found yet, that is said."""
        sentence = tr(_SENTENCES[self.way.key])
        self._sentence.setText(f"{sentence} {tr(_SEARCHING)}" if self.finder.busy and not self.strips else sentence)
        if self.way.key == EXAMPLES:
            able = bool(self.name_field.text().strip() and self.picker.examples(WITH) and self.picker.examples(WITHOUT))
        else:
            able = self.start.currentIndex() != self.end.currentIndex()
        self.find_button.setEnabled(able and not self.finder.busy)
        self._scroll.setVisible(self.way.key != EXAMPLES or bool(self.strips))

    def _show_strips(self, directions: list[Direction]) -> None:
        for strip in self.strips:
            strip.hide()
            strip.deleteLater()
        self.strips = [DirectionStrip(number, direction) for number, direction in enumerate(directions, 1)]
        for strip in self.strips:
            strip.keep_wanted.connect(self._on_keep)
            strip.taken.connect(self._on_taken)
            self._list.addWidget(strip)
        self._scroll.verticalScrollBar().setValue(0)
        self._show_kept()
        self._show_design()

    def _on_point(self) -> None:
        """While a slider moves, the large view has the engine to itself."""
        if self.is_open:
            self.context.pictures.want(MODE, [])
        self._settling.start()

    def _show_design(self) -> None:
        """The strips are of the design in the large view, without what they themselves have changed of it."""
        design = self.context.present or (self.context.fresh(0) if self.context.model is not None else None)
        if design is not None and self.is_open:
            for strip in self.strips:
                strip.set_design(design)
            self._want()
            self._on_drawn()

    def _want(self) -> None:
        if self.is_open:
            examples = self.picker.designs if self.way.key == EXAMPLES else ()
            strips = [point for strip in self.strips for point in strip.points]
            self.context.pictures.want(MODE, list(dict.fromkeys([*strips, *examples])))

    def _on_drawn(self) -> None:
        if self.is_open:
            for strip in self.strips:
                strip.show_pictures(self.context.pictures)
            if self.way.key == EXAMPLES:
                self.picker.show_pictures()

    def _on_shelf(self) -> None:
        if self.is_open and self.way.key == EXAMPLES:
            self.picker.show_designs()

    def _show_kept(self) -> None:
        self.apart.setVisible(bool(self._kept.directions))
        names = {direction.vector: direction.name for direction in self._kept.directions.values()}
        for strip in self.strips:
            strip.set_kept(names.get(strip.direction.vector, ""))

    # ---- what is done with what was found -----------------------------------------------------------------

    def _on_keep(self, direction: Direction) -> None:
        self._kept.keep([direction])

    def _on_taken(self, direction: Direction, amount: float) -> None:
        present = self.context.present
        if present is not None:
            self.context.change(moved_along(present, direction, amount), tr("move “{name}”", name=direction.name))
