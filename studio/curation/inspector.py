"""The inspector of Curate: facts of the chosen pictures, and what can be decided on them."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from studio import theme
from studio.engine_words import engine_words
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.widgets.chips import TagRow
from studio.widgets.fact_rows import FactRows
from studio.widgets.marks.label_fields import ClassField, TagField
from studio.widgets.marks.label_row import LabelRow
from studio.widgets.marks.star_rating import StarRating
from studio.widgets.picture_view import PictureView
from studio.widgets.room.flow import FlowLayout
from studio.words import in_figures, sides_words, size_words, tr, tr_noop

STATE_WORDS: Mapping[State, str] = {
    State.PICKED: "picked", State.REJECTED: "rejected", State.UNDECIDED: "undecided",
}  # fmt: skip
_BUTTONS = (
    (State.PICKED, tr_noop("Pick"), "P"),
    (State.REJECTED, tr_noop("Reject"), "X"),
    (State.UNDECIDED, tr_noop("Undecided"), "U"),
)
KEYS = (
    (tr_noop("Arrows"), tr_noop("go through the pictures")),
    (tr_noop("Space"), tr_noop("look close")),
    (tr_noop("P"), tr_noop("pick")),
    (tr_noop("X"), tr_noop("reject")),
    (tr_noop("U"), tr_noop("undecided again")),
    (tr_noop("Shift+P, X"), tr_noop("decide and go on")),
    (tr_noop("1 to 5"), tr_noop("stars, 0 takes them away")),
    (tr_noop("Alt+1 to 8"), tr_noop("colour label")),
    (tr_noop("T"), tr_noop("tag")),
    (tr_noop("C"), tr_noop("class")),
    (tr_noop("Ctrl+Z"), tr_noop("undo, whatever it was")),
)


@dataclass(frozen=True)
class ManyFacts:
    """What several chosen pictures have in common."""

    count: int
    states: Mapping[State, int] = field(default_factory=dict)
    tags: Mapping[str, int] = field(default_factory=dict)
    classes: Mapping[str, int] = field(default_factory=dict)
    stars: int | None = 0
    label: int | None = 0
    """None: not all the same."""


class PictureInspector(QWidget):
    """Decisions come out as signals; nothing is changed here."""

    decided = Signal(object)
    """A `State`."""
    tag_given = Signal(list)
    tag_taken = Signal(str)
    class_chosen = Signal(str)
    rated = Signal(int)
    labelled = Signal(int)
    left = Signal()
    """The keyboard goes back to the pictures."""
    look_wanted = Signal()
    compare_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.inspect")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self._views = self._make_views()
        column.addWidget(self._views)
        self._title = theme.make_label("", "large", wrap=True)
        self._more = theme.make_label("", "quiet", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._more)
        self._facts = FactRows("curate.facts", label_width=56)
        column.addWidget(self._facts)
        self._why = QWidget()
        self._why_column = QVBoxLayout(self._why)
        self._why_column.setContentsMargins(0, 4, 0, 0)
        self._why_column.setSpacing(4)
        column.addWidget(self._why)
        self._labels = self._make_labels()
        column.addWidget(self._labels)
        self._keys = self._make_keys()
        column.addWidget(self._keys)
        column.addSpacing(4)
        self._decisions = self._make_decisions()
        column.addWidget(self._decisions)
        self.show_nothing()

    def _make_views(self) -> QWidget:
        views = QWidget()
        grid = QGridLayout(views)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(theme.UNIT)
        self.original = PictureView("curate.original", tr("The original"))
        self.trained = PictureView("curate.trained", tr("As a network would see it"))
        self.original.setCursor(Qt.CursorShape.PointingHandCursor)
        theme.set_tip(self.original, tr("Look close"), "Space")
        self.original.clicked.connect(self.look_wanted)
        self._trained_words = theme.make_label(tr("As trained"), "quiet")
        self._trained_words.setAlignment(Qt.AlignmentFlag.AlignRight)
        grid.addWidget(self.original, 0, 0)
        grid.addWidget(self.trained, 0, 1)
        grid.addWidget(theme.make_label(tr("Original"), "quiet"), 1, 0)
        grid.addWidget(self._trained_words, 1, 1)
        return views

    def _make_labels(self) -> QWidget:
        labels = QWidget()
        column = QVBoxLayout(labels)
        column.setContentsMargins(0, 8, 0, 0)
        column.setSpacing(theme.UNIT)
        self.stars = StarRating("curate.stars", tr("Rating of the picture"))
        self.stars.rated.connect(self.rated)
        self.colours = LabelRow("curate.labels", tr("Label of the picture"))
        self.colours.labelled.connect(self.labelled)
        marks = QWidget()
        flow = FlowLayout(marks)
        flow.addWidget(self.stars)
        flow.addWidget(self.colours)
        column.addWidget(marks)
        self.class_field = ClassField("curate.class")
        self.tags = TagRow("curate.tags")
        self.tag_field = TagField("curate.tag")
        fields = QGridLayout()
        fields.setSpacing(theme.UNIT)
        for number, (words, line) in enumerate(((tr("Class"), self.class_field), (tr("Tags"), self.tag_field))):
            fields.addWidget(theme.make_label(words, "quiet", width=56), number, 0)
            fields.addWidget(line, number, 1)
        column.addLayout(fields)
        column.addWidget(self.tags)
        self.class_field.chosen.connect(self.class_chosen)
        self.class_field.left.connect(self.left)
        self.tag_field.given.connect(self.tag_given)
        self.tag_field.left.connect(self.left)
        self.tags.removed.connect(self.tag_taken)
        return labels

    def _make_keys(self) -> QWidget:
        keys = QWidget()
        grid = QGridLayout(keys)
        grid.setContentsMargins(0, 8, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for number, (key, words) in enumerate(KEYS):
            grid.addWidget(theme.make_label(tr(key)), number, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(theme.make_label(tr(words), "quiet", wrap=True), number, 1)
        return keys

    def _make_decisions(self) -> QWidget:
        decisions = QWidget()
        self._buttons = {
            state: theme.make_button(tr(words), name=f"curate.{words.lower()}", shortcut_hint=key, checkable=True)
            for state, words, key in _BUTTONS
        }
        for state, button in self._buttons.items():
            button.setProperty("decision", STATE_WORDS[state])
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.clicked.connect(functools.partial(self._on_decided, state))
        line = QGridLayout(decisions)
        line.setContentsMargins(0, 8, 0, 0)
        line.setSpacing(theme.UNIT)
        line.addWidget(self._buttons[State.PICKED], 0, 0)
        line.addWidget(self._buttons[State.REJECTED], 0, 1)
        line.addWidget(self._buttons[State.UNDECIDED], 1, 0, 1, 2)
        self.compare = theme.make_button(
            tr("Side by side"), name="curate.compare-button", icon_name="columns", shortcut_hint="Shift+C"
        )
        self.compare.clicked.connect(self.compare_wanted)
        line.addWidget(self.compare, 2, 0, 1, 2)
        return decisions

    # ---- what is shown --------------------------------------------------------------------------------------

    def show_nothing(self) -> None:
        """No picture is chosen: say what the keys do."""
        self._shape(views=False, chosen=False)
        self._title.setText(tr("Nothing chosen"))
        self._more.show()
        self._more.setText(tr("Choose a picture to see what is known of it, or several to decide on them together."))
        self._facts.set_facts([])

    def show_one(self, picture: Picture, image: QImage | None, *, another: bool) -> None:
        """One picture; with `another`, its small picture stands for the original until that is there."""
        self._shape(views=True, chosen=True)
        self._title.setText(picture.name)
        self._more.hide()
        self._facts.set_facts(facts_of(picture))
        self._explain(picture)
        self._set_labels(picture.class_name, picture.tags)
        self._set_marks(picture.rating, picture.label)
        self._set_state(picture.state)
        if another or self.original.image is None:
            self.original.set_image(image)
        if another:
            self.show_trained(None)

    def show_many(self, facts: ManyFacts) -> None:
        """Several: what they have in common."""
        self._shape(views=False, chosen=True)
        self._title.setText(tr("{count:,} pictures chosen", count=facts.count))
        words = [
            f"{in_figures(facts.states[state])} {tr(STATE_WORDS[state])}" for state in State if facts.states.get(state)
        ]
        self._more.setText(", ".join(words))
        self._more.show()
        self._facts.set_facts([])
        self._explain(None)
        one_class = next(iter(facts.classes)) if len(facts.classes) == 1 else ""
        self._set_labels(one_class, list(facts.tags), various=len(facts.classes) > 1)
        self._set_marks(facts.stars, facts.label)
        self._set_state(next(iter(facts.states)) if len(facts.states) == 1 else None)

    def offer_comparing(self, offered: bool) -> None:
        """Whether what is chosen can be seen side by side."""
        self.compare.setVisible(offered)

    def show_trained(self, image: QImage | None, words: str = tr_noop("As trained")) -> None:
        """What a network would see of the picture; None while it is made."""
        self.trained.set_image(image)
        self._trained_words.setText(tr(words))

    def focus_tag(self) -> None:
        """Put the keyboard into the field for tags."""
        self.tag_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def focus_class(self) -> None:
        """Put the keyboard into the field for the class."""
        self.class_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def offer(self, classes: Sequence[str], tags: Sequence[str]) -> None:
        """What there is to choose from while typing."""
        self.class_field.offer(classes)
        self.tag_field.offer(tags)

    def _shape(self, *, views: bool, chosen: bool) -> None:
        self._views.setVisible(views)
        self._labels.setVisible(chosen)
        self._decisions.setVisible(chosen)
        self._keys.setVisible(not chosen)
        self._facts.setVisible(views)
        if not views:
            self._why.hide()

    def _explain(self, picture: Picture | None) -> None:
        while (item := self._why_column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        words = [] if picture is None else [engine_words(flag.why) for flag in picture.flags]
        if picture is not None and picture.missing:
            words.insert(
                0, tr("The original is not in {parent} any more. Your decisions are kept.", parent=picture.path.parent)
            )
        for sentence in words:
            label = theme.make_label(sentence, "flag", wrap=True)
            self._why_column.addWidget(label)
        self._why.setVisible(bool(words))

    def _set_labels(self, class_name: str, tags: Sequence[str], *, various: bool = False) -> None:
        self.class_field.show_class(class_name, various=various)
        self.tags.set_tags(tags)
        self.tags.setVisible(bool(tags))

    def _set_marks(self, stars: int | None, label: int | None) -> None:
        self.stars.set_stars(stars or 0)
        self.colours.set_label(label or 0)

    def _set_state(self, state: State | None) -> None:
        for own, button in self._buttons.items():
            with QSignalBlocker(button):
                button.setChecked(own is state)
        self._buttons[State.UNDECIDED].setVisible(state is not State.UNDECIDED)

    # ---- what comes out ---------------------------------------------------------------------------------------

    def _on_decided(self, state: State, checked: bool = False) -> None:
        self._set_state(state)
        self.decided.emit(state)


def facts_of(picture: Picture) -> list[tuple[str, str]]:
    """What is known of the original; of a part, where on its sheet it lies."""
    facts = []
    width, height = picture.shown_size
    if width:
        facts.append((tr("Size"), f"{sides_words(width, height)}, {picture.mode}"))
    facts.append((tr("File"), ", ".join(words for words in (picture.format, size_words(picture.bytes)) if words)))
    cut = next((step for step in picture.steps if step.kind == "cut"), None)
    if cut is not None:
        facts.append((tr("From"), tr("{path}, part {part}", path=picture.path, part=cut.options.get("part", "?"))))
    else:
        facts.append((tr("From"), str(picture.path.parent)))
    if picture.held:
        facts.append((tr("Held out"), tr("kept from training  (H gives it back)")))
    return facts
