"""The section Mix at the left of Explore: pose, form and colour of the design in the large view from others."""

from __future__ import annotations

import functools

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from gan_engine.latent.interpolation.mixing import mix_of, with_mix
from gan_engine.latent.layers import LayerRange, named_ranges
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer.design_well import DesignWell
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreSection
from studio.widgets.sliders import NamedSlider
from studio.words import in_sentence, percent_words, tr, tr_choices, tr_noop
from studio.workers.explorer.designs import SIDE, Model

GROUP_WORDS = {"coarse": tr_noop("Pose"), "middle": tr_noop("Form"), "fine": tr_noop("Colour")}
_WIDE_LABEL = 84
"""Of a slider whose layer has a width and a height, px: “12: 768 × 512”."""


class MixSection(ExploreSection):
    """Each well holds what the design has taken into those layers; a slider says how much of it."""

    key, title = "mix", tr_noop("Mix from")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self._ranges: dict[str, LayerRange] = {}
        self.wells: dict[str, DesignWell] = {}
        self.sliders: dict[str, NamedSlider] = {}
        self.layer_sliders: list[NamedSlider] = []
        self._wanted: list[Point] = []

    def offered(self, model: Model) -> str:
        return model.offers.get("mix", "")

    def make(self) -> QWidget:
        widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.UNIT)
        grid.setVerticalSpacing(4)
        column.addLayout(grid)
        for number, (name, words) in enumerate(tr_choices(GROUP_WORDS.items())):
            well = DesignWell(self.context, f"explore.mix.{name}", tr("{group} from", group=words))
            label = theme.make_label(words, "quiet")
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            slider = NamedSlider(f"explore.mix.{name}.share", words, 0, 1, 1, label_width=48, words=percent_words)
            grid.addWidget(well, 0, number)
            grid.addWidget(label, 1, number)
            grid.setColumnStretch(number, 1)
            column.addWidget(slider)
            self.wells[name], self.sliders[name] = well, slider
            well.taken.connect(functools.partial(self._take, name))
            well.emptied.connect(functools.partial(self._empty, name))
            slider.moved.connect(functools.partial(self._weigh, name))
        self.fold = theme.make_button(tr("Layer by layer"), "quiet", name="explore.mix.fold", checkable=True)
        self.fold.setAccessibleName(tr("Show the layers one by one"))
        column.addWidget(self.fold, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._make_layers())
        self.fold.toggled.connect(self._on_fold)
        self.context.point_changed.connect(self._show)
        self.context.model_changed.connect(self._on_model)
        self.context.pictures.drawn.connect(self._show_pictures)
        self._on_model()
        return widget

    def _make_layers(self) -> QWidget:
        self._layers = QWidget()
        self._layer_column = QVBoxLayout(self._layers)
        self._layer_column.setContentsMargins(0, 0, 0, 0)
        self._layer_column.setSpacing(4)
        self.layer_well = DesignWell(self.context, "explore.mix.layers", tr("Layers from"))
        self.layer_well.setFixedSize(72, 72)
        self._layer_column.addWidget(self.layer_well)
        self.layer_well.taken.connect(self._take_layers)
        self.layer_well.emptied.connect(self._empty_layers)
        self._layers.hide()
        return self._layers

    def commands(self) -> list[Command]:
        def mixed() -> bool:
            present = self.context.present
            return present is not None and any(mix_of(present, reach) for reach in self._reaches())

        return [
            Command(
                "explore.mix.clear",
                tr("Mix with nothing"),
                self.clear,
                enabled=mixed,
                words=tr("styles own layers"),
                icon="arrow-u-up-left",
            ),
        ]

    def clear(self) -> None:
        """The design with its own layers alone."""
        point = self.context.present
        if point is not None:
            for reach in self._reaches():
                point = with_mix(point, reach, None)
            self.context.change(point, tr("mix with nothing"))

    def _reaches(self) -> list[LayerRange]:
        return [*self._ranges.values(), *((layer, layer) for layer in range(len(self.layer_sliders)))]

    # ---- what is done -------------------------------------------------------------------------------------

    def _take(self, name: str, other: Point) -> None:
        share = self.sliders[name].value or 1.0
        self._change(
            self._ranges[name],
            other,
            share,
            tr("take {group} from another design", group=in_sentence(tr(GROUP_WORDS[name]))),
        )

    def _empty(self, name: str) -> None:
        self._change(
            self._ranges[name],
            None,
            1.0,
            tr("take no {group} from others", group=in_sentence(tr(GROUP_WORDS[name]))),
        )

    def _weigh(self, name: str, share: float) -> None:
        if (other := self.wells[name].point) is not None:
            self._change(
                self._ranges[name],
                other,
                share,
                tr("mix {group}", group=in_sentence(tr(GROUP_WORDS[name]))),
            )

    def _take_layers(self, other: Point) -> None:
        """Those layers that are mixed already take this design's; the sliders take more of it."""
        point = self.context.present
        self.layer_well.show_point(other)
        for layer, slider in enumerate(self.layer_sliders):
            if point is not None and mix_of(point, (layer, layer)) is not None:
                point = with_mix(point, (layer, layer), other, slider.value)
        if point is not None:
            self.context.change(point, tr("take layers from another design"))
        self._show()

    def _empty_layers(self) -> None:
        point = self.context.present
        for layer in range(len(self.layer_sliders)):
            point = with_mix(point, (layer, layer), None) if point is not None else None
        self.layer_well.show_point(None)
        if point is not None:
            self.context.change(point, tr("take no layers from others"))
        self._show()

    def _weigh_layer(self, layer: int, share: float) -> None:
        if (other := self.layer_well.point) is not None:
            self._change((layer, layer), other if share else None, share, tr("mix layer by layer"))

    def _change(self, reach: LayerRange, other: Point | None, share: float, words: str) -> None:
        point = self.context.present
        if point is None:
            return
        try:
            self.context.change(with_mix(point, reach, other, share), words)
        except ValueError:
            self.context.workbench.notify(tr("This design carries as many changes as it can hold."))
        self._show()

    # ---- showing ------------------------------------------------------------------------------------------

    def _on_model(self) -> None:
        model = self.context.model
        if model is None or not model.styled:
            return
        self._ranges = named_ranges(model.style_resolutions)
        for name in GROUP_WORDS:
            for widget in (self.wells[name], self.sliders[name]):
                widget.setEnabled(name in self._ranges)
        square = model.size.is_square
        sizes = [model.size.in_words_at(resolution) for resolution in model.style_resolutions]
        words = [f"{layer}: {size if square else size.removesuffix(' px')}" for layer, size in enumerate(sizes)]
        wide = 64 if square else _WIDE_LABEL
        for slider in self.layer_sliders:
            slider.hide()
            slider.deleteLater()
        self.layer_sliders = []
        for layer, text in enumerate(words):
            slider = NamedSlider(f"explore.mix.layer.{layer}", text, 0, 1, 0, label_width=wide, words=percent_words)
            slider.moved.connect(functools.partial(self._weigh_layer, layer))
            self._layer_column.addWidget(slider)
            self.layer_sliders.append(slider)
        self._show()

    def _on_fold(self, opened: bool) -> None:
        self._layers.setVisible(opened)
        self._show()

    def _show(self) -> None:
        """As the design in the large view has it."""
        point = self.context.present
        for name, reach in self._ranges.items():
            mix = mix_of(point, reach) if point is not None else None
            self.wells[name].show_point(mix.other if mix is not None else None)
            slider = self.sliders[name]
            slider.setEnabled(mix is not None)
            if not slider.slider.isSliderDown():
                slider.set_value(mix.share if mix is not None else 1.0)
        self._show_layers(point)
        wanted = [well.point for well in (*self.wells.values(), self.layer_well) if well.point is not None]
        if wanted != self._wanted:
            self._wanted = wanted
            self.context.pictures.want(SIDE, wanted)

    def _show_layers(self, point: Point | None) -> None:
        mixes = [
            mix_of(point, (layer, layer)) if point is not None else None for layer in range(len(self.layer_sliders))
        ]
        found = next((mix.other for mix in mixes if mix is not None), None)
        if found is not None:
            self.layer_well.show_point(found)
        for slider, mix in zip(self.layer_sliders, mixes, strict=True):
            slider.setEnabled(self.layer_well.point is not None)
            if not slider.slider.isSliderDown():
                slider.set_value(mix.share if mix is not None else 0.0)

    def _show_pictures(self) -> None:
        for well in (*self.wells.values(), self.layer_well):
            well.refresh()
