"""How fresh designs are drawn: class or several blended, truncation and how far it reaches, noise."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.layers import named_ranges
from gan_engine.latent.sampling import Sampling
from studio import theme
from studio.widgets.fields.named_box import NamedBox
from studio.widgets.sliders import NamedSlider
from studio.words import percent_words, tr, tr_choices, tr_noop
from studio.workers.explorer.designs import Model

ANY_CLASS = ""
SEVERAL = "\0several"
MOST_BLENDED = 16
"""Classes with a slider each; of more than that one is chosen."""
_LABEL = 72
_NOISES = [("fixed", tr_noop("its own")), ("off", tr_noop("none")), ("drawn", tr_noop("any"))]
_REACH_TITLES = {"coarse": tr_noop("coarse"), "middle": tr_noop("middle too")}


class SamplingPanel(QWidget):
    """Shows what means something to the model; `changed(Sampling)` when the user wants it otherwise."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sampling = Sampling()
        self.classes = NamedBox("explore.class", tr("Class"), label_width=_LABEL)
        self.classes.chosen.connect(self._on_class)
        self._blend = QWidget()
        self._blend_column = QVBoxLayout(self._blend)
        self._blend_column.setContentsMargins(0, 0, 0, 0)
        self._blend_column.setSpacing(0)
        self.weights: dict[str, NamedSlider] = {}
        self.psi = NamedSlider("explore.psi", tr("Truncation"), 0.0, 1.0, 1.0, label_width=_LABEL)
        self.psi.slider.setToolTip(tr("Less: closer to the average, safer. More: bolder."))
        self.psi.moved.connect(self._on_changed)
        self.reach = NamedBox(
            "explore.cutoff", tr("Reaches"), label_width=_LABEL,
            tip=tr("Truncation may leave the finer layers as they are: tame shapes, bold colours"),
        )  # fmt: skip
        self.reach.chosen.connect(self._on_changed)
        self.noise = NamedBox(
            "explore.noise", tr("Noise"), tr_choices(_NOISES), label_width=_LABEL,
            tip=tr("What the network strews over its layers: its own, none, or another for each design"),
        )  # fmt: skip
        self.noise.chosen.connect(self._on_changed)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, theme.UNIT, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Sampling"), "section"))
        for widget in (self.classes, self._blend, self.psi, self.reach, self.noise):
            column.addWidget(widget)
        self.set_model(None)

    @property
    def sampling(self) -> Sampling:
        """As it is set; what the model does not know stays for one that does."""
        return self._sampling

    def set_model(self, model: Model | None) -> None:
        """Show what this model can be asked."""
        names = model.class_names if model is not None else ()
        truncation = model is not None and model.truncation
        noise = model is not None and model.styled and not model.offers.get("noise", "")
        self._fill_classes(names)
        self._fill_reach(model.style_resolutions if model is not None else ())
        self.classes.setVisible(bool(names))
        self.psi.setVisible(truncation)
        self.reach.setVisible(truncation and self.reach.box.count() > 1)
        self.noise.setVisible(noise)
        self.setVisible(bool(names) or truncation or noise)
        self.show_sampling(self._sampling)

    def show_sampling(self, sampling: Sampling) -> None:
        """Show this without saying so."""
        self._sampling = sampling
        several = sum(1 for _, weight in sampling.classes if weight) > 1
        only = next((name for name, weight in sampling.classes if weight), ANY_CLASS)
        self.classes.choose(SEVERAL if several else only)
        known = dict(sampling.classes)
        for name, slider in self.weights.items():
            slider.set_value(known.get(name, 0.0))
        self._blend.setVisible(self.classes.key == SEVERAL)
        self.psi.set_value(sampling.psi)
        self.reach.choose(sampling.cutoff)
        self.noise.choose(sampling.noise)

    def _fill_classes(self, names: Sequence[str]) -> None:
        several = [(SEVERAL, tr("several"))] if 1 < len(names) <= MOST_BLENDED else []
        self.classes.set_options([(ANY_CLASS, tr("any", meaning="class")), *((name, name) for name in names), *several])
        for slider in self.weights.values():
            self._blend_column.removeWidget(slider)
            slider.hide()
            slider.deleteLater()
        self.weights = {}
        if several:
            for number, name in enumerate(names):
                slider = NamedSlider(
                    f"explore.weight.{number}", name, 0.0, 1.0, 0.0, label_width=_LABEL, words=percent_words
                )
                slider.moved.connect(self._on_changed)
                self.weights[name] = slider
                self._blend_column.addWidget(slider)

    def _fill_reach(self, resolutions: Sequence[int]) -> None:
        ranges = named_ranges(resolutions) if resolutions else {}
        some = [(last + 1, tr(_REACH_TITLES[name])) for name, (_, last) in ranges.items() if name in _REACH_TITLES]
        self.reach.set_options([(None, tr("as usual")), *some])

    def _on_class(self) -> None:
        """From one class to several: all of them, in even parts."""
        if self.classes.key == SEVERAL and not any(slider.value for slider in self.weights.values()):
            for slider in self.weights.values():
                slider.set_value(0.5)
        self._on_changed()

    def _on_changed(self) -> None:
        chosen = str(self.classes.key or ANY_CLASS)
        if chosen == SEVERAL:
            classes = tuple((name, slider.value) for name, slider in self.weights.items())
            classes = classes if any(weight for _, weight in classes) else ()
        else:
            classes = ((chosen, 1.0),) if chosen else ()
        self._blend.setVisible(chosen == SEVERAL)
        self._sampling = Sampling.model_validate(
            {"classes": classes, "psi": self.psi.value, "cutoff": self.reach.key, "noise": self.noise.key}
        )
        self.changed.emit(self._sampling)
