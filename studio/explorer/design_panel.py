"""The panel at the right of Explore: the current design, what to do with it, its neighbours."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.picture_view import PictureView
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.words import tr

AROUND_COUNT = 8
_CLOCKWISE = (0, 1, 2, 7, None, 3, 6, 5, 4)
"""Where the neighbours stand in three rows, so that they go round the design in the middle."""


class DesignPanel(QWidget):
    """Shows; what is wanted it only says."""

    keep_wanted = Signal()
    vary_wanted = Signal()
    walk_wanted = Signal()
    back_wanted = Signal()
    look_close_wanted = Signal()
    neighbour_chosen = Signal(object)
    """A neighbour, a `Design`."""
    step_changed = Signal(float)

    def __init__(self, step: float, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.picture = PictureView("explore.picture", tr("The chosen design"))
        self.picture.clicked.connect(self.look_close_wanted)
        self._title = theme.make_label("", "heading")
        self._detail = theme.make_label("", "quiet", wrap=True)
        self.keep_button = theme.make_button(tr("Keep"), "primary", name="explore.keep", shortcut_hint="S")
        self.back_button = theme.make_button(
            tr("Back to the one before"),
            "icon",
            name="explore.back",
            icon_name="arrow-u-up-left",
            shortcut_hint="Alt+Left",
        )
        self.vary_button = theme.make_button(
            tr("Vary"), name="explore.vary", shortcut_hint="V", tip=tr("Show other neighbours of this design")
        )
        self.walk_button = theme.make_button(
            tr("Add to walk"),
            name="explore.add-to-walk",
            shortcut_hint="W",
            tip=tr("Walk from design to design, below"),
        )
        self.keep_button.clicked.connect(self.keep_wanted)
        self.back_button.clicked.connect(self.back_wanted)
        self.vary_button.clicked.connect(self.vary_wanted)
        self.walk_button.clicked.connect(self.walk_wanted)
        self.around = PictureList("explore.around", tr("Designs around it, the chosen one in the middle"), across=3)
        self.around.chosen.connect(self.neighbour_chosen)
        self.step = NamedSlider(
            "explore.step", tr("Distance"), 0.05, 0.9, step, steps=85, label_width=64, words=_step_words
        )
        self.step.moved.connect(self.step_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self.picture)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._title)
        words.addWidget(self._detail)
        self._words = QWidget()
        self._words.setLayout(words)
        words.setContentsMargins(0, 0, 0, 0)
        line = row([self._words, self.back_button, self.keep_button])
        line.setStretch(0, 1)
        column.addLayout(line)
        buttons = row([self.vary_button, self.walk_button])
        buttons.setStretch(0, 1)
        buttons.setStretch(1, 1)
        column.addLayout(buttons)
        self.sections = QVBoxLayout()
        """Sections on the design (`modes.mode.ExploreSection`)."""
        self.sections.setSpacing(theme.UNIT)
        column.addLayout(self.sections)
        column.addSpacing(4)
        column.addWidget(theme.make_line())
        column.addWidget(theme.make_label(tr("Around it"), "section"))
        column.addWidget(self.around)
        column.addWidget(self.step)
        column.addStretch(1)

    def set_able(self, able: bool, *, back: bool) -> None:
        """Whether there is a design to do something with, and one to go back to."""
        for button in (self.keep_button, self.vary_button, self.walk_button):
            button.setEnabled(able)
        self.back_button.setVisible(back)

    def set_words(self, title: str, detail: str, *, kept: bool) -> None:
        """What the design is called; whether it is on the shelf."""
        self._title.setText(title)
        self._detail.setText(detail)
        self._detail.setVisible(bool(detail))
        theme.set_property(self.keep_button, "kind", "plain" if kept else "primary")
        self.keep_button.setText(tr("Kept", meaning="already") if kept else tr("Keep"))
        self.keep_button.setAccessibleName(tr("Kept on the shelf") if kept else tr("Keep on the shelf"))
        self.keep_button.setToolTip(
            tr("It is on the shelf already: show it there") if kept else tr("Put it on the shelf")
        )
        theme.set_hint(self.keep_button, "S")

    def set_image(self, image: QImage | None, *, hard: bool) -> None:
        """The design, or a frame of the walk, large; `hard`: it is pixel art."""
        self.picture.set_image(image, hard)

    def set_around(
        self, middle: Point | None, image: QImage | None, designs: Sequence[Point], images: Sequence[QImage | None],
        kept: Collection[Point], *, hard: bool,
    ) -> None:  # fmt: skip
        """The neighbours in a ring around the design, as far as they have been drawn; none without `middle`. `hard`:
        they are pixel art."""
        ring = [
            ListedPicture(
                design, tr("Neighbour {number}", number=number), each, tr("picked") if design in kept else "", hard
            )
            for number, (design, each) in enumerate(zip(designs, images, strict=True), 1)
        ]
        if middle is None:
            self.around.set_pictures([])
            return
        self.around.set_pictures(
            [
                ListedPicture(middle, tr("The chosen design"), image, hard=hard) if at is None else ring[at]
                for at in _CLOCKWISE
            ]
        )


def _step_words(step: float) -> str:
    return tr("near") if step < 0.25 else tr("some") if step < 0.5 else tr("far")
