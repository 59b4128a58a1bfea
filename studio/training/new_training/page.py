"""The page of the form: where each of its parts stands. `NewTrainingForm` joins them."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFrame, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from studio import theme
from studio.training.new_training.begin_from import StartPointChoice
from studio.training.new_training.dataset_choice import DatasetChoice
from studio.training.new_training.network_choice import NetworkChoice
from studio.training.new_training.recipe_choice import RecipeChoice
from studio.training.new_training.schedule_choice import ScheduleChoice
from studio.training.new_training.schema_form import SchemaForm
from studio.widgets.workspace import row
from studio.words import tr

_LABEL = 168
_FIELD = 360


class FormPage(QScrollArea):
    """A column that scrolls."""

    def __init__(
        self, dataset: DatasetChoice, begin: StartPointChoice, schedule: ScheduleChoice, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.dataset = dataset
        self.begin = begin
        self.schedule = schedule
        self.setObjectName("train.form.scroll")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        self._column = QVBoxLayout(inner)
        self._column.setContentsMargins(0, 8, 12, 24)
        self._column.setSpacing(theme.UNIT)
        self._add_head()
        self._add_recipes()
        self._add_settings()
        self._column.addStretch(1)
        self.setWidget(inner)
        self.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)

    def say_replaces(self, words: str) -> None:
        """Which training is stopped when this one starts; "" for none."""
        self._replaces.setText(words)
        self._replaces.setVisible(bool(words))

    @property
    def is_choosing(self) -> bool:
        """Batch, length and width stand there as they will not be."""
        return not self._choosing.isHidden()

    def say_choosing(self, choosing: bool) -> None:
        """What is left open is not chosen yet."""
        self._choosing.setVisible(choosing)

    def show_editor(self, editor: QWidget) -> None:
        """Scroll to it, once the page has its new height."""
        QTimer.singleShot(0, editor, functools.partial(self.ensureWidgetVisible, editor, 0, 96))

    def _add_head(self) -> None:
        self._column.addWidget(theme.make_label(tr("New training"), "title"))
        words = tr("It runs by itself: you may close the window meanwhile, and pause, stop or resume it at any time.")
        self._column.addWidget(theme.make_label(words, "quiet", wrap=True))
        self._replaces = theme.make_label("", "tag")
        self._replaces.setObjectName("train.form.replaces")
        self._replaces.hide()
        self._column.addWidget(self._replaces, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addSpacing(4)
        self.name = QLineEdit()
        self.name.setObjectName("train.form.name")
        self.name.setAccessibleName(tr("Name of the training"))
        self.name.setMinimumWidth(200)
        self.name.setMaximumWidth(_FIELD)
        self.name.setMaxLength(60)
        for title, part, editor in (
            (tr("Dataset"), self.dataset, self.dataset.choice),
            (tr("Begin from"), self.begin, self.begin.choice),
            (tr("Name"), self.name, self.name),
            (tr("When"), self.schedule, self.schedule.when),
        ):
            label = theme.make_label(title)
            theme.set_scaled(label, width=_LABEL, height=32)
            label.setBuddy(editor)
            line = row([], spacing=12)
            line.addWidget(label, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(part, 1)
            if part is self.name:
                line.addStretch(0)
            self._column.addLayout(line)

    def _add_recipes(self) -> None:
        self.compare = theme.make_button(
            tr("Compare recipes"), "quiet", name="train.form.compare", icon_name="columns",
            tip=tr("Two or three recipes side by side: what differs, and what they take here"),
        )  # fmt: skip
        self._heading(tr("Recipe"), self.compare)
        self.recipes = RecipeChoice()
        self._column.addWidget(self.recipes)
        self._heading(tr("Network"))
        self.network = NetworkChoice()
        self._column.addWidget(self.network)

    def _add_settings(self) -> None:
        self.reset = theme.make_button(
            tr("As the recipe has it"), "quiet", name="train.form.reset", icon_name="arrow-counter-clockwise"
        )
        self.keep = theme.make_button(
            tr("Keep as a recipe…"), "quiet", name="train.form.keep", icon_name="floppy-disk",
            tip=tr("These settings under a name of your own, beside the other recipes"),
        )  # fmt: skip
        self._heading(tr("Settings"), self.keep, self.reset)
        self._choosing = theme.make_label(tr("What the recipe leaves open is being chosen for your set…"), "small")
        self._choosing.setObjectName("train.form.choosing")
        self._choosing.hide()
        self._column.addWidget(self._choosing)
        self.form = SchemaForm("train.form")
        self._column.addWidget(self.form)

    def _heading(self, words: str, *buttons: QWidget) -> None:
        holder = QWidget()
        theme.set_scaled(holder, height=36)
        holder.setLayout(row([theme.make_label(words, "section"), None, *buttons]))
        self._column.addSpacing(theme.UNIT)
        self._column.addWidget(holder)
