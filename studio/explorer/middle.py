"""The middle of Explore: the wall or the mode that is open, or why there is none and what to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from studio import theme
from studio.widgets.empty_state import EmptyState
from studio.widgets.room.current_stack import CurrentStack
from studio.words import tr


class MiddleStack(CurrentStack):
    """Signals: what the buttons on the empty pages ask for."""

    train_wanted = Signal()
    file_wanted = Signal()
    retry_wanted = Signal()

    def __init__(self, wall: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = wall
        train = theme.make_button(tr("Go to Train"), "primary", name="explore.go-train")
        train.clicked.connect(self.train_wanted)
        self.no_model = EmptyState(
            "explore.empty", "compass", tr("No trained model yet"),
            tr("Train one on your pictures: its first snapshot is enough to begin. Or open a model you have."),
            [train, self._file_button("explore.empty-open")],
        )  # fmt: skip
        again = theme.make_button(tr("Try again"), name="explore.retry")
        again.clicked.connect(self.retry_wanted)
        self.damaged = EmptyState(
            "explore.damaged",
            "warning",
            tr("This model cannot be opened"),
            "",
            [self._file_button("explore.other"), again],
        )
        for page in (wall, self.no_model, self.damaged):
            self.addWidget(page)

    @property
    def on_designs(self) -> bool:
        """Whether the wall or a mode is seen."""
        return self.currentWidget() not in (self.no_model, self.damaged)

    def set_view(self, view: QWidget) -> None:
        """The wall, or a mode's widget in its place."""
        self._view = view
        if self.on_designs:
            self.setCurrentWidget(view)

    def show_designs(self) -> None:
        """There is a model, or one is being opened."""
        self.setCurrentWidget(self._view)

    def show_nothing(self) -> None:
        """There is no model; what was said of a damaged one stays."""
        if self.currentWidget() is not self.damaged:
            self.setCurrentWidget(self.no_model)

    def show_damaged(self, title: str, words: str) -> None:
        """A model cannot be opened."""
        self.damaged.set_words(tr("“{title}” cannot be opened", title=title), words)
        self.setCurrentWidget(self.damaged)

    def _file_button(self, name: str) -> QPushButton:
        button = theme.make_button(tr("Open a model file…"), name=name)
        button.clicked.connect(self.file_wanted)
        return button
