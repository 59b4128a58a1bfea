"""The controls of the Frame page: shape and size, whole or subject, pad or crop, margin, a crop of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.dataset.options import MARGIN_MAX
from gan_engine.image_shape import ImageShape
from studio import theme
from studio.curation.pages.bake.settings import FRAME_WORDS, BakeSettings
from studio.curation.pages.frame.enlarging import EnlargingChoice
from studio.curation.pages.frame.shape_choice import ShapeChoice, ratio_words
from studio.widgets.chips import ChipChoice
from studio.widgets.sliders import NamedSlider
from studio.words import count_words, in_sentence, percent_words, tr, tr_choices, tr_noop
from studio.workers.curation.shapes import ShapeFacts

_FRAME_SENTENCES = {
    ("whole", "pad"): tr_noop("All of the picture; what is left over is filled."),
    ("whole", "crop"): tr_noop("The largest part of that shape, from the middle of the picture."),
    ("subject", "pad"): tr_noop("All that stands out from the ground, in the middle."),
    ("subject", "crop"): tr_noop("What stands out fills all of it; what reaches beyond is cut off."),
}


class FramePanel(QWidget):
    """`changed(changes)`: settings chosen otherwise. `network_chosen(Path)`: a file to enlarge by. `small_wanted`,
    `draw_wanted(on)`, `clear_wanted`: buttons."""

    changed = Signal(dict)
    network_chosen = Signal(object)
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
        self._show_small = theme.make_button(tr("Show them"), "quiet", name="curate.frame.show-enlarged")
        self._show_small.clicked.connect(self.small_wanted)
        self._show_small.hide()
        self._enlarging = EnlargingChoice()
        self._enlarging.chosen.connect(self._on_upscaler)
        self._enlarging.file_chosen.connect(self.network_chosen)
        self._to = ChipChoice("curate.frame.to", tr("Frame"), tr_choices(FRAME_WORDS.items()))
        self._fit = ChipChoice(
            "curate.frame.fit", tr("Fit"), [("pad", tr("Pad", meaning="fill the sides")), ("crop", tr("Crop"))]
        )
        self._to.chosen.connect(self._on_to)
        self._fit.chosen.connect(self._on_fit)
        self._words = theme.make_label("", "small", wrap=True)
        self._margin = NamedSlider(
            "curate.frame.margin", tr("Margin"), 0, MARGIN_MAX, 0, steps=40, words=percent_words, label_width=56
        )
        self._margin.moved.connect(self._on_margin)
        self._own = theme.make_label("", "small", wrap=True)
        self._draw = theme.make_button(tr("Draw a crop"), name="curate.frame.draw", icon_name="crop", checkable=True)
        self._draw.toggled.connect(self.draw_wanted)
        self._clear = theme.make_button(tr("Take the crop away"), name="curate.frame.clear")
        self._clear.clicked.connect(self.clear_wanted)
        for words, widgets in (
            ("", (self._small, self._show_small, self._enlarging)),
            (tr("Frame"), (self._to,)),
            (tr("Fit"), (self._fit, self._words, self._margin)),
            (tr("This picture alone"), (self._own, self._draw, self._clear)),
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
        self._enlarging.show_choice(settings.upscaler)
        self._margin.setVisible(settings.frame_to == "subject" and settings.fit == "pad")
        self._words.setText(tr(_FRAME_SENTENCES[settings.frame_to, settings.fit]))

    def show_facts(self, facts: ShapeFacts) -> None:
        """What the shape and the size that are chosen mean for the pictures."""
        self._shape.show_costs(_costs(facts, self._settings), facts.proposed)
        small, count = len(facts.small), facts.count
        least = tr("At least ") if self._settings.frame_to == "subject" else ""
        if not count:
            words = ""
        elif not small:
            words = tr("None of {pictures} would be enlarged.", pictures=count_words(count, "picture"))
            if least:
                words = tr("As a whole, no picture is smaller than that.")
        else:
            words = tr(
                "{least}{small:,} of {pictures} would be enlarged.",
                least=least,
                small=small,
                pictures=count_words(count, "picture"),
            )
        self._small.setText(words)
        self._show_small.setVisible(small > 0)
        self._enlarging.setVisible(small > 0 or self._settings.upscaler is not None)

    def show_picture(self, name: str, *, cropped: bool, drawing: bool) -> None:
        """The one picture that is chosen; "" for none, or several."""
        self._own.setText(
            tr("Choose one picture on the light table to crop it by hand.")
            if not name
            else tr("{name} has a crop of its own.", name=name)
            if cropped
            else tr("{name} is framed like all others.", name=name)
        )
        self._draw.setEnabled(bool(name))
        blocked = self._draw.blockSignals(True)
        self._draw.setChecked(drawing)
        self._draw.blockSignals(blocked)
        self._draw.setText(tr("Drawing…") if drawing else tr("Change the crop") if cropped else tr("Draw a crop"))
        self._clear.setVisible(cropped)

    def _on_size(self, size: ImageShape) -> None:
        self._change(size=size)

    def _on_to(self, key: str) -> None:
        self._change(frame_to=key)

    def _on_fit(self, key: str) -> None:
        self._change(fit=key)

    def _on_upscaler(self, mark: str | None) -> None:
        self._change(upscaler=mark)

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
        words += tr(
            " Better for this set: {ratio}. {why}.",
            ratio=in_sentence(ratio_words(facts.proposed)),
            why=facts.proposed_words,
        )
    return tr("As whole pictures, {rest}", rest=words) if settings.frame_to == "subject" else words
