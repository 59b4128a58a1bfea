"""The controls of the Frame page: shape and size, whole or subject, pad or crop, margin, a crop of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.dataset.options import MARGIN_MAX
from gan_engine.image_shape import ImageShape
from studio import theme
from studio.curation.pages.bake.settings import FRAME_WORDS, BakeSettings
from studio.curation.pages.frame.shape_choice import ShapeChoice, ratio_words
from studio.project.pictures.facts import count_words
from studio.widgets.chips import ChipChoice
from studio.widgets.sliders import NamedSlider
from studio.workers.curation.shapes import ShapeFacts

_FRAME_SENTENCES = {
    ("whole", "pad"): "All of the picture; what is left over is filled.",
    ("whole", "crop"): "The largest part of that shape, from the middle of the picture.",
    ("subject", "pad"): "All that stands out from the ground, in the middle.",
    ("subject", "crop"): "What stands out fills all of it; what reaches beyond is cut off.",
}


class FramePanel(QWidget):
    """`changed(changes)`: settings chosen otherwise. `small_wanted`, `draw_wanted(on)`, `clear_wanted`: buttons."""

    changed = Signal(dict)
    small_wanted = Signal()
    draw_wanted = Signal(bool)
    clear_wanted = Signal()

    def __init__(self, settings: BakeSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._shape = ShapeChoice()
        self._shape.chosen.connect(self._on_size)
        column.addWidget(self._shape)
        self._small = theme.make_label("", "small", wrap=True)
        self._small.setObjectName("curate.frame.enlarged")
        self._show_small = theme.make_button("Show them", "quiet", name="curate.frame.show-enlarged")
        self._show_small.clicked.connect(self.small_wanted)
        self._show_small.hide()
        self._to = ChipChoice("curate.frame.to", "Frame", list(FRAME_WORDS.items()))
        self._fit = ChipChoice("curate.frame.fit", "Fit", [("pad", "Pad"), ("crop", "Crop")])
        self._to.chosen.connect(self._on_to)
        self._fit.chosen.connect(self._on_fit)
        self._words = theme.make_label("", "small", wrap=True)
        self._margin = NamedSlider(
            "curate.frame.margin", "Margin", 0, MARGIN_MAX, 0, steps=40, words="{:.0%}".format, label_width=56
        )
        self._margin.moved.connect(self._on_margin)
        self._own = theme.make_label("", "small", wrap=True)
        self._draw = theme.make_button("Draw a crop", name="curate.frame.draw", icon_name="crop", checkable=True)
        self._draw.toggled.connect(self.draw_wanted)
        self._clear = theme.make_button("Take the crop away", name="curate.frame.clear")
        self._clear.clicked.connect(self.clear_wanted)
        for words, widgets in (
            ("", (self._small, self._show_small)),
            ("Frame", (self._to,)),
            ("Fit", (self._fit, self._words, self._margin)),
            ("This picture alone", (self._own, self._draw, self._clear)),
        ):
            if words:
                column.addWidget(theme.make_label(words, "quiet"))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(8)
        self.show_settings(settings)

    def show_settings(self, settings: BakeSettings) -> None:
        """Show what is chosen."""
        self._settings = settings
        self._shape.show_size(settings.size)
        self._to.choose(settings.frame_to)
        self._fit.choose(settings.fit)
        self._margin.set_value(settings.margin)
        self._margin.setVisible(settings.frame_to == "subject" and settings.fit == "pad")
        self._words.setText(_FRAME_SENTENCES[settings.frame_to, settings.fit])

    def show_facts(self, facts: ShapeFacts) -> None:
        """What the shape and the size that are chosen mean for the pictures."""
        self._shape.show_costs(_costs(facts, self._settings), facts.proposed)
        small, count = len(facts.small), facts.count
        least = "At least " if self._settings.frame_to == "subject" else ""
        if not count:
            words = ""
        elif not small:
            words = f"None of {count_words(count, 'picture')} would be enlarged."
            if least:
                words = "As a whole, no picture is smaller than that."
        else:
            words = f"{least}{small:,} of {count_words(count, 'picture')} would be enlarged."
        self._small.setText(words)
        self._show_small.setVisible(small > 0)

    def show_picture(self, name: str, *, cropped: bool, drawing: bool) -> None:
        """The one picture that is chosen; "" for none, or several."""
        self._own.setText(
            "Choose one picture on the light table to crop it by hand." if not name
            else f"{name} has a crop of its own." if cropped else f"{name} is framed like all others."
        )  # fmt: skip
        self._draw.setEnabled(bool(name))
        blocked = self._draw.blockSignals(True)
        self._draw.setChecked(drawing)
        self._draw.blockSignals(blocked)
        self._draw.setText("Drawing…" if drawing else "Change the crop" if cropped else "Draw a crop")
        self._clear.setVisible(cropped)

    def _on_size(self, size: ImageShape) -> None:
        self._change(size=size)

    def _on_to(self, key: str) -> None:
        self._change(frame_to=key)

    def _on_fit(self, key: str) -> None:
        self._change(fit=key)

    def _on_margin(self, share: float) -> None:
        self._change(margin=round(share, 2))

    def _change(self, **changes: Any) -> None:
        self.changed.emit(changes)


def _costs(facts: ShapeFacts, settings: BakeSettings) -> str:
    """How many pictures the shape would pad or crop, and how many the one that the set looks like."""
    if not facts.count or settings.split != "none":
        return ""
    words = f"{facts.words}."
    if facts.proposed.first != facts.size.first:
        words += f" The set looks like {ratio_words(facts.proposed).lower()}: {facts.proposed_words}."
    return f"As whole pictures, {words}" if settings.frame_to == "subject" else words
