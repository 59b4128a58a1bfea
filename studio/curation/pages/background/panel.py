"""The controls of the Background page: method, tolerance, edges, one picture's own choice, more networks."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QLabel, QPushButton, QVBoxLayout, QWidget

from studio import theme
from studio.curation.pages.background.model_list import ModelList
from studio.curation.pages.bake.settings import BLACK, KEEP, WHITE, BakeSettings
from studio.widgets.background_words import ALWAYS_THERE, METHOD_SENTENCES, METHOD_WORDS
from studio.widgets.chips import check_only
from studio.widgets.colour_dialog import colour_dialog
from studio.widgets.fold import Fold
from studio.widgets.room.flow import FlowLayout
from studio.widgets.sliders import NamedSlider
from studio.widgets.workspace import row
from studio.words import in_figures, tr, tr_choices, tr_noop

SEE_THROUGH = "see-through"
OTHER = "other"
AS_SET = "set"

_TOLERANCE, _EDGE, _SOFTNESS = 40.0, 8.0, 8.0
_AS_FOUND = -0.5
_LABEL = 72
_GROUNDS = (
    (WHITE, tr_noop("White")),
    (BLACK, tr_noop("Black")),
    (OTHER, tr_noop("Colour…")),
    (KEEP, tr_noop("From its edge")),
    (SEE_THROUGH, tr_noop("See-through")),
)
_GROUND_SENTENCES = {
    KEEP: tr_noop("Each picture on the colour of its own edge."),
    SEE_THROUGH: tr_noop(
        "Transparency is kept: pictures of 4 channels, for sprites. NVIDIA's StyleGAN tools read RGB alone."
    ),
}


class Chips(QWidget):
    """Round chips on as many lines as they need, one chosen at most; `chosen(key)` when one is clicked."""

    chosen = Signal(str)

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self._flow = FlowLayout(self, spacing=6)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}

    def set_options(self, options: Sequence[tuple[str, str]]) -> None:
        """(key, words) each."""
        if [key for key, _ in options] == list(self._buttons):
            return
        while (item := self._flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._buttons = {}
        for key, words in options:
            button = theme.make_button(words, "chip", name=f"{self.objectName()}.{key or 'keep'}", checkable=True)
            button.clicked.connect(functools.partial(self._on_clicked, key))
            self._buttons[key] = button
            self._group.addButton(button)
            self._flow.addWidget(button)
            button.show()
        if self.width() > 0:
            self.setMinimumHeight(self._flow.heightForWidth(self.width()))
        self.updateGeometry()

    def explain(self, sentences: Mapping[str, str]) -> None:
        """A tool tip for each of these keys."""
        for key, button in self._buttons.items():
            button.setToolTip(tr(sentences.get(key, "")))

    def choose(self, key: str | None) -> None:
        """Show this one as chosen."""
        check_only(self._group, self._buttons.get(key) if key is not None else None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As high as its lines need."""
        super().resizeEvent(event)
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    @property
    def key(self) -> str | None:
        return next((key for key, button in self._buttons.items() if button.isChecked()), None)

    def _on_clicked(self, key: str, checked: bool = False) -> None:
        self.choose(key)
        self.chosen.emit(key)


class _Words(QLabel):
    """A sentence on as many lines as it needs, and as high as they are."""

    def __init__(self, role: str) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setWordWrap(True)

    def setText(self, text: str) -> None:
        super().setText(text)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())) if self.width() > 32 else 0)


class BackgroundPanel(QWidget):
    """`changed(settings)`; `override(options or None)` for what is chosen."""

    changed = Signal(dict)
    override = Signal(object)
    mask_wanted = Signal()
    clear_wanted = Signal()
    check_wanted = Signal()
    wrong_wanted = Signal()

    def __init__(self, settings: BakeSettings) -> None:
        super().__init__()
        self._settings = settings
        self._installed: set[str] = set()
        self._suggested = ""
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        self._suggestion = _Words("small")
        self._suggestion.setObjectName("curate.background.suggestion")
        self._use = theme.make_button(tr("Use it"), name="curate.background.use")
        self._use.clicked.connect(self._use_suggestion)
        self._methods = Chips("curate.background.method", tr("How backgrounds are removed"))
        self._sentence = _Words("small")
        self._column.addWidget(self._methods)
        self._column.addWidget(self._sentence)
        self._column.addSpacing(8)
        self._column.addWidget(self._suggestion)
        self._column.addLayout(row([self._use, None]))
        self._column.addSpacing(8)
        self._edge = self._slider("edge", tr("Edge"), -_EDGE, _EDGE, 32, _edge_words)
        self._tolerance = self._slider("tolerance", tr("Tolerance"), 0, _TOLERANCE, 40, _tolerance_words)
        self._softness = self._slider("softness", tr("Softness"), _AS_FOUND, _SOFTNESS, 17, _softness_words)
        self._heading(tr("Ground"))
        self._ground = Chips("curate.background.ground", tr("What stands in for the ground"))
        self._ground.set_options(tr_choices(_GROUNDS))
        self._ground_words = _Words("small")
        self._column.addWidget(self._ground)
        self._column.addWidget(self._ground_words)
        self._own_heading = self._heading(tr("This picture"))
        self._own = Chips("curate.background.own", tr("How the background of what is chosen is removed"))
        self._column.addWidget(self._own)
        self._mask = theme.make_button(
            tr("Correct mask…"),
            name="curate.background.mask",
            icon_name="paint-brush",
            shortcut_hint="B",
            checkable=True,
        )
        self._clear = theme.make_button(tr("Clear corrections"), "quiet", name="curate.background.clear")
        self._column.addSpacing(4)
        self._column.addLayout(row([self._mask, None]))
        self._column.addLayout(row([self._clear, None]))
        self._heading(tr("All pictures"))
        self._fact = _Words("quiet")
        self._fact.setObjectName("curate.background.fact")
        self._check = theme.make_button(tr("Try on all"), name="curate.background.check", icon_name="checks")
        self._wrong = theme.make_button(tr("Show the others"), "quiet", name="curate.background.wrong")
        self._column.addWidget(self._fact)
        self._column.addLayout(row([self._check, self._wrong, None]))
        self._column.addSpacing(4)
        self._fold = Fold("curate.background.models", tr("More models"))
        self.models = ModelList()
        self._fold.content.addWidget(self.models)
        self._column.addWidget(self._fold)
        self._methods.chosen.connect(self._on_method)
        self._ground.chosen.connect(self._on_ground)
        self._own.chosen.connect(self._on_own)
        self._edge.moved.connect(lambda value: self.changed.emit({"edge": round(value, 1)}))
        self._tolerance.moved.connect(lambda value: self.changed.emit({"tolerance": round(value, 1) or None}))
        self._softness.moved.connect(
            lambda value: self.changed.emit({"softness": None if value < 0 else round(value, 1)})
        )
        self._mask.clicked.connect(self.mask_wanted)
        self._clear.clicked.connect(self.clear_wanted)
        self._check.clicked.connect(self.check_wanted)
        self._wrong.clicked.connect(self.wrong_wanted)
        self.show_settings(settings)
        self.show_chosen(0, None, corrected=False)
        self.show_fact("", 0, busy=False)

    def _heading(self, words: str) -> QLabel:
        self._column.addSpacing(8)
        label = theme.make_label(words, "section")
        self._column.addWidget(label)
        return label

    def _slider(self, name: str, words: str, low: float, high: float, steps: int, said: Any) -> NamedSlider:
        slider = NamedSlider(
            f"curate.background.{name}", words, low, high, low, steps=steps, words=said, label_width=_LABEL
        )
        self._column.addWidget(slider)
        return slider

    # ---- what is shown ------------------------------------------------------------------------------------------

    def show_settings(self, settings: BakeSettings) -> None:
        """What the set has chosen."""
        self._settings = settings
        method = settings.remove_background or ""
        offered = [(key, tr(words)) for key, words in METHOD_WORDS.items()
                   if key in ALWAYS_THERE or key in self._installed or key == method]  # fmt: skip
        order = ["flood", "u2netp", "auto", *(key for key, _ in offered if key not in ALWAYS_THERE), ""]
        self._methods.set_options([(key, tr(METHOD_WORDS[key])) for key in order])
        self._own.set_options([(AS_SET, tr("As the set")), *((key or KEEP, tr(METHOD_WORDS[key])) for key in order)])
        self._methods.explain(METHOD_SENTENCES)
        self._own.explain({key or KEEP: sentence for key, sentence in METHOD_SENTENCES.items()})
        self._methods.choose(method)
        self._sentence.setText(tr(METHOD_SENTENCES[method]))
        self._edge.set_value(settings.edge)
        self._tolerance.set_value(settings.tolerance or 0)
        self._softness.set_value(_AS_FOUND if settings.softness is None else settings.softness)
        for slider in (self._edge, self._tolerance, self._softness):
            slider.setEnabled(bool(method))
        self._show_ground()
        self._show_suggestion()

    def _show_ground(self) -> None:
        ground = self._settings.background
        known = ground if ground in (WHITE, BLACK, KEEP) else OTHER
        if self._settings.alpha:
            known = SEE_THROUGH
        self._ground.choose(known)
        words = tr(_GROUND_SENTENCES.get(known, ground if known == OTHER else ""))
        self._ground_words.setText(words)
        self._ground_words.setVisible(bool(words))

    def show_installed(self, names: set[str]) -> None:
        """Models that were fetched: their chips are offered."""
        if names != self._installed:
            self._installed = names
            self.show_settings(self._settings)

    def show_suggestion(self, method: str, words: str) -> None:
        """What suits the set, and why."""
        self._suggested = method
        self._reason = words
        self._show_suggestion()

    def _show_suggestion(self) -> None:
        if not self._suggested:
            self._suggestion.setText(tr("Looking at what the set stands on…"))
            self._use.hide()
            return
        key = "" if self._suggested == KEEP else self._suggested
        is_used = key == (self._settings.remove_background or "")
        name = tr(METHOD_WORDS.get(key, key))
        self._suggestion.setText(
            f"{self._reason} " + (tr("That is chosen.") if is_used else tr("Suggested: {name}.", name=name))
        )
        self._use.setVisible(not is_used)

    def show_chosen(self, count: int, method: str | None, *, corrected: bool) -> None:
        """What is chosen on the light table: how many, their own method if they have one, whether brushed."""
        for widget in (self._own, self._mask, self._clear):
            widget.setEnabled(count > 0)
        self._own_heading.setText(tr("THIS PICTURE") if count < 2 else tr("{count:,} CHOSEN PICTURES", count=count))
        self._own.choose(AS_SET if method is None else method)
        self._clear.setVisible(corrected)

    def show_brushing(self, on: bool) -> None:
        """Whether the brush is in hand."""
        self._mask.setChecked(on)

    def show_fact(self, words: str, wrong: int, *, busy: bool) -> None:
        """What came of trying all."""
        self._fact.setText(words)
        self._fact.setVisible(bool(words))
        self._check.setEnabled(not busy)
        self._wrong.setVisible(wrong > 0)
        self._wrong.setText(tr("Show the {wrong:,} others", wrong=wrong) if wrong > 1 else tr("Show the other"))

    # ---- what the artist does -----------------------------------------------------------------------------------

    def _use_suggestion(self) -> None:
        self.changed.emit({"remove_background": "" if self._suggested == KEEP else self._suggested})

    def _on_method(self, key: str) -> None:
        self.changed.emit({"remove_background": key})

    def _on_ground(self, key: str) -> None:
        if key == OTHER:
            self._ask_for_ground()
        elif key == SEE_THROUGH:
            self.changed.emit({"alpha": True})
        else:
            self.changed.emit({"background": key, "alpha": False})
        self._show_ground()

    def _ask_for_ground(self) -> None:
        start = self._settings.background
        before = start if start.startswith("#") else WHITE
        colour_dialog(self, "curate.background.ground-dialog", tr("Ground"), before, self._on_colour).open()

    def _on_colour(self, colour: QColor) -> None:
        self.changed.emit({"background": colour.name(), "alpha": False})
        self._show_ground()

    def _on_own(self, key: str) -> None:
        self.override.emit(None if key == AS_SET else {"method": key})


def _edge_words(value: float) -> str:
    return tr("{value:+.1f} px", value=value).replace("-", "−") if value else tr("0 px")


def _tolerance_words(value: float) -> str:
    return in_figures(value, ".0f") if value else "auto"


def _softness_words(value: float) -> str:
    return tr("as is") if value < 0 else tr("hard") if value == 0 else tr("{value:.1f} px", value=value)


def own_method(pictures_steps: Sequence[Mapping[str, Any]]) -> str | None:
    """The method of a picture's own `background` step."""
    return next((step["options"].get("method") for step in pictures_steps if step["kind"] == "background"), None)
