"""The controls of the Frame page: size, whole or subject, pad or crop, margin, a crop of one's own."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QVBoxLayout, QWidget

from gan_engine.dataset.options import MARGIN_MAX, SIZE_MAX, SIZE_MIN, SIZE_STEP
from gan_engine.image_shape import ImageShape
from studio import theme
from studio.curation.pages.bake.settings import FRAME_WORDS, BakeSettings
from studio.project.pictures.facts import count_words
from studio.widgets.chips import ChipChoice, FlowLayout
from studio.widgets.number_field import NumberField
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row

SIZES = (32, 64, 96, 128, 256, 512, 1024)
_OTHER = 0
_FRAME_SENTENCES = {
    ("whole", "pad"): "All of the picture; what is left of the square is filled.",
    ("whole", "crop"): "The largest square in the middle of the picture.",
    ("subject", "pad"): "All that stands out from the ground, in the middle of the square.",
    ("subject", "crop"): "What stands out fills the square; its longer side is cut off.",
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
        sizes = QWidget()
        sizes.setObjectName("curate.frame.sizes")
        sizes.setAccessibleName("Size")
        flow = FlowLayout(sizes, spacing=6)
        self._sizes = QButtonGroup(self)
        for size in (*SIZES, _OTHER):
            text = str(size) if size else "Other"
            chip = theme.make_button(text, "chip", name=f"curate.frame.size.{text.lower()}", checkable=True)
            chip.setAccessibleName(f"{text} pixels" if size else "Another size")
            self._sizes.addButton(chip, size)
            flow.addWidget(chip)
        self._sizes.idClicked.connect(self._on_size)
        self._other = NumberField(
            "curate.frame.other", "Pixels a side", whole=True, minimum=SIZE_MIN, maximum=SIZE_MAX, step=SIZE_STEP
        )
        self._other.setFixedWidth(64)
        self._other.changed.connect(self._on_other)
        self._other_row = QWidget()
        self._other_row.setLayout(row([self._other, theme.make_label("px, a multiple of 8", "quiet"), None]))
        self._small = theme.make_label("", "small", wrap=True)
        self._small.setObjectName("curate.frame.enlarged")
        self._show_small = theme.make_button("Show them", "quiet", name="curate.frame.show-enlarged")
        self._show_small.clicked.connect(self.small_wanted)
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
            ("Size", (sizes, self._other_row, self._small, self._show_small)),
            ("Frame", (self._to,)),
            ("Fit", (self._fit, self._words, self._margin)),
            ("This picture alone", (self._own, self._draw, self._clear)),
        ):
            column.addWidget(theme.make_label(words, "quiet"))
            for widget in widgets:
                column.addWidget(widget)
            column.addSpacing(8)
        self.show_settings(settings)

    def show_settings(self, settings: BakeSettings) -> None:
        """Show what is chosen."""
        self._settings = settings
        known = settings.size.is_square and settings.size.width in SIZES
        if not (self._sizes.checkedId() == _OTHER and not self._other_row.isHidden() and self._other.hasFocus()):
            button = self._sizes.button(settings.size.width if known else _OTHER)
            button.setChecked(True)
            self._other_row.setVisible(not known)
            self._other.set_value(settings.size.width)
        self._to.choose(settings.frame_to)
        self._fit.choose(settings.fit)
        self._margin.set_value(settings.margin)
        self._margin.setVisible(settings.frame_to == "subject" and settings.fit == "pad")
        self._words.setText(_FRAME_SENTENCES[settings.frame_to, settings.fit])

    def show_enlarged(self, small: int, count: int) -> None:
        """How many pictures have fewer pixels than they are to have."""
        least = "At least " if self._settings.frame_to == "subject" else ""
        if not count:
            words = ""
        elif not small:
            words = f"None of {count_words(count, 'picture')} would be enlarged."
            if least:
                words = "As a whole, no picture is smaller than that."
        else:
            words = f"{least}{small:,} of {count_words(count, 'picture')} would be enlarged."
            words = words[0].upper() + words[1:]
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

    def _on_size(self, size: int) -> None:
        self._other_row.setVisible(size == _OTHER)
        if size != _OTHER:
            self._change(size=ImageShape.square(size))
        else:
            self._other.setFocus()
            self._other.selectAll()

    def _on_other(self) -> None:
        value = self._other.value
        if self._sizes.checkedId() == _OTHER and value is not None and int(value) % SIZE_STEP == 0:
            self._change(size=ImageShape.square(int(value)))

    def _on_to(self, key: str) -> None:
        self._change(frame_to=key)

    def _on_fit(self, key: str) -> None:
        self._change(fit=key)

    def _on_margin(self, share: float) -> None:
        self._change(margin=round(share, 2))

    def _change(self, **changes: Any) -> None:
        self.changed.emit(changes)
