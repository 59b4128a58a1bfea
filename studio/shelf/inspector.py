"""The inspector of the Shelf: the chosen design, its name, notes and facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from studio import theme
from studio.project.shelf import Candidate
from studio.shelf.project_reader import ManyDetails
from studio.widgets.chips import TagRow
from studio.widgets.fact_rows import FactRows
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.marks.label_fields import TagField
from studio.widgets.marks.label_row import LabelRow
from studio.widgets.marks.star_rating import StarRating
from studio.widgets.picture_view import PictureView
from studio.widgets.room.flow import FlowLayout, flowing_row
from studio.widgets.workspace import row
from studio.words import in_figures, sides_words, tr, when_words
from studio.workers.curation.pictures import CloseLook
from studio.workers.explorer.design_recipes import recipe_from
from studio.workers.explorer.designs import classes_words
from studio.workers.explorer.models import model_words


class NameField(QLineEdit):
    """A name that is edited where it stands: Enter or leaving it says `named`, Escape takes it back."""

    named = Signal(str)
    left = Signal()

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(tr("Name"))
        self.setMaxLength(200)
        self.setFont(theme.font(15, QFont.Weight.DemiBold))
        self._entered = ""
        self.editingFinished.connect(self._enter)

    def set_name(self, name: str) -> None:
        """Show a name; what is being typed is not disturbed by the same name coming again."""
        if name != self._entered or not self.hasFocus():
            self._entered = name
            self.setText(name)
            self.setCursorPosition(0)

    def _enter(self) -> None:
        name = " ".join(self.text().split())
        if not name:
            self.setText(self._entered)
        elif name != self._entered:
            self._entered = name
            self.named.emit(name)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            self.left.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.setText(self._entered)
            self.left.emit()
        else:
            super().keyPressEvent(event)


class NotesField(QPlainTextEdit):
    """Notes that grow with what is written; leaving them says `noted`."""

    noted = Signal(str)

    def __init__(self, name: str, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setPlaceholderText(tr("Notes"))
        self.setTabChangesFocus(True)
        self._entered = ""
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def set_notes(self, notes: str) -> None:
        """Show notes; what is being typed is not disturbed by the same notes coming again."""
        if notes != self._entered or not self.hasFocus():
            self._entered = notes
            if notes != self.toPlainText():
                self.setPlainText(notes)

    def settle(self) -> None:
        """Say `noted` if something was written."""
        notes = self.toPlainText().strip()
        if notes != self._entered:
            self._entered = notes
            self.noted.emit(notes)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.settle()

    def _grow(self) -> None:
        lines = max(2, min(8, int(self.document().size().height())))
        self.setFixedHeight(lines * self.fontMetrics().lineSpacing() + 20)


class ShelfInspector(QWidget):
    """Signals say what the artist wants; the workspace does it and shows the candidate anew."""

    named = Signal(int, str)
    noted = Signal(int, str)
    rated = Signal(int)
    labelled = Signal(int)
    tag_given = Signal(list)
    tag_taken = Signal(str)
    collection_left = Signal(str)
    """The name of a collection that what is chosen is to be taken out of."""
    names_wanted = Signal(object)
    """Names are to be proposed; the global point under which there is room for them."""
    relative_chosen = Signal(object)
    open_wanted = Signal()
    export_wanted = Signal()
    look_close_wanted = Signal()
    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._id = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        self.picture = PictureView("shelf.picture", tr("The chosen design"))
        self.picture.clicked.connect(self.look_close_wanted)
        self.name_field = NameField("shelf.name", tr("Name of the design"))
        self.name_field.named.connect(self._on_named)
        self.name_field.left.connect(self.focus_left)
        self.names_button = theme.make_button(
            tr("Propose names"), "icon", name="shelf.names-button", icon_name="sparkle", shortcut_hint="Shift+F2"
        )
        self.names_button.clicked.connect(self.propose_names)
        self.many = theme.make_label("", "large")
        self.stars = StarRating("shelf.stars", tr("Rating of the design"))
        self.stars.rated.connect(self.rated)
        self.labels = LabelRow("shelf.labels", tr("Label of the design"))
        self.labels.labelled.connect(self.labelled)
        self.tags = TagRow("shelf.tags")
        self.tags.removed.connect(self.tag_taken)
        self.tag_field = TagField("shelf.tag")
        self.tag_field.given.connect(self.tag_given)
        self.tag_field.left.connect(self.focus_left)
        self.collections_title = theme.make_label(tr("In"), "quiet")
        self.collections = TagRow("shelf.in-collections", tr("Collections that it is in"))
        self.collections.removed.connect(self.collection_left)
        self.notes = NotesField("shelf.notes", tr("Notes on the design"))
        self.notes.noted.connect(self._on_noted)
        self.facts = FactRows("shelf.facts", label_width=64)
        self.family_title = theme.make_label(tr("Family"), "section")
        self.parents_title = theme.make_label(tr("Made from"), "quiet")
        self.parents = PictureList("shelf.parents", tr("The designs it was made from"))
        self.children_title = theme.make_label(tr("Led to"), "quiet")
        self.descendants = PictureList("shelf.descendants", tr("The designs that were made from it"))
        for relatives in (self.parents, self.descendants):
            relatives.chosen.connect(self.relative_chosen)
        self.export_button = theme.make_button(
            tr("Export…"), "primary", name="shelf.export", tip=tr("As files"), keys="Ctrl+E"
        )
        self.open_button = theme.make_button(tr("Open in Explore"), name="shelf.open")
        self.export_button.clicked.connect(self.export_wanted)
        self.open_button.clicked.connect(self.open_wanted)
        column.addWidget(self.picture)
        name_line = row([self.name_field, self.names_button, self.many], spacing=4)
        name_line.setStretch(0, 1)
        column.addLayout(name_line)
        marks = QWidget()
        flow = FlowLayout(marks)
        flow.addWidget(self.stars)
        flow.addWidget(self.labels)
        column.addWidget(marks)
        column.addWidget(self.notes)
        column.addWidget(self.tag_field)
        column.addWidget(self.tags)
        column.addWidget(self.collections_title)
        column.addWidget(self.collections)
        column.addSpacing(theme.UNIT)
        column.addWidget(self.facts)
        self._family_line = theme.make_line()
        for widget in (
            self._family_line, self.family_title, self.parents_title, self.parents, self.children_title,
            self.descendants,
        ):  # fmt: skip
            column.addWidget(widget)
        column.addSpacing(theme.UNIT)
        column.addWidget(theme.make_line())
        buttons = flowing_row([self.export_button, self.open_button])
        column.addLayout(buttons)
        column.addStretch(1)
        self._single = (self.name_field, self.names_button, self.notes, self.facts, self.open_button)
        self.set_relatives([], [])

    def show_candidate(self, candidate: Candidate, collections: Mapping[int, str]) -> None:
        """Show one design; its pictures come by `set_look` and `set_relatives`. `collections`: names by id."""
        if candidate.id != self._id:
            self.settle()
            self.name_field.set_name("")
            self.picture.set_image(None)
            self.set_relatives([], [])
        self._id = candidate.id
        for widget in self._single:
            widget.show()
        self.many.hide()
        self.name_field.set_name(candidate.title)
        self.notes.set_notes(candidate.notes)
        self.stars.set_stars(candidate.rating)
        self.labels.set_label(candidate.label)
        self._set_tags(candidate.tags, [collections[id_] for id_ in candidate.collections if id_ in collections])
        self.facts.set_facts(facts_of(candidate))
        self.export_button.setText(tr("Export…"))

    def show_many(self, many: ManyDetails) -> None:
        """Several are chosen: what can be done to all of them."""
        self.settle()
        self._id = -1
        for widget in self._single:
            widget.hide()
        self.set_relatives([], [])
        self.many.setText(tr("{count:,} designs", count=many.count))
        self.many.show()
        self.stars.set_stars(many.stars or 0)
        self.labels.set_label(many.label or 0)
        self._set_tags(many.tags, ())
        self.export_button.setText(tr("Export {count:,}…", count=many.count))

    def _set_tags(self, tags: Sequence[str], collections: Sequence[str]) -> None:
        self.tags.set_tags(tags)
        self.tags.setVisible(bool(tags))
        self.collections.set_tags(collections)
        for widget in (self.collections_title, self.collections):
            widget.setVisible(bool(collections))

    def propose_names(self) -> None:
        """Ask for names for the design that is shown."""
        if self._id >= 0:
            corner = self.names_button.rect().bottomRight()
            self.names_wanted.emit(self.names_button.mapToGlobal(corner) + QPoint(0, 4))

    def take_name(self, name: str) -> None:
        """A proposal was taken."""
        if self._id >= 0 and self.name_field.isVisible():
            self.name_field.set_name(name)
            self.named.emit(self._id, name)

    def edit_tags(self) -> None:
        """Put the cursor where a tag is typed."""
        self.tag_field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @property
    def design(self) -> int:
        """The one that is shown; -1 where none is, or several are."""
        return self._id

    def set_look(self, id_: int, look: CloseLook | None) -> None:
        """The large picture of the design, if it is still the one shown."""
        if id_ in (self._id, -1):
            self.picture.set_image(look.image if look else None, look.hard if look else None)

    def set_relatives(self, parents: Sequence[ListedPicture], children: Sequence[ListedPicture]) -> None:
        """What it was made from, and what was made from it."""
        for title, shown, pictures in (
            (self.parents_title, self.parents, parents), (self.children_title, self.descendants, children),
        ):  # fmt: skip
            shown.set_pictures(pictures)
            shown.setVisible(bool(pictures))
            title.setVisible(bool(pictures))
        for widget in (self._family_line, self.family_title):
            widget.setVisible(bool(parents or children))

    def settle(self) -> None:
        """Keep what has been typed and not yet been left."""
        if self._id >= 0:
            self.notes.settle()

    def edit_name(self) -> None:
        """Put the cursor into the name."""
        if self.name_field.isVisible():
            self.name_field.setFocus()
            self.name_field.selectAll()

    def _on_named(self, name: str) -> None:
        if self._id >= 0:
            self.named.emit(self._id, name)

    def _on_noted(self, notes: str) -> None:
        if self._id >= 0:
            self.noted.emit(self._id, notes)


def facts_of(candidate: Candidate) -> list[tuple[str, str]]:
    """Model, seed, size and when, in words."""
    recipe = recipe_from(candidate.recipe)
    if recipe is None:
        facts = [(tr("Model"), model_words(str(candidate.recipe.get("model_name") or "")) or tr("unknown"))]
    else:
        point = recipe.point
        facts = [(tr("Model"), model_words(recipe.model_name) or tr("unknown"))]
        facts.append((tr("Seed"), in_figures(point.seed) if point.seed is not None else tr("none: found by varying")))
        if point.classes:
            facts.append((tr("Class"), classes_words(point.classes)))
        if point.psi != 1.0:
            facts.append((tr("Truncation"), in_figures(point.psi, ".2f")))
    facts.append((tr("Size"), sides_words(candidate.width, candidate.height)))
    facts.append((tr("Kept"), when_words(candidate.created)))
    facts.append((tr("File"), candidate.path.name))
    return facts
