"""The section Directions at the left of Explore: a slider for each direction that is kept of the model."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from gan_engine.latent.directions import Direction, amount_along, moved_along
from gan_engine.latent.layers import LayerRange
from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer.directions.page import EXAMPLES, SEFA, DirectionsPage
from studio.explorer.directions.shared import kept_of, layer_ranges
from studio.explorer.directions.slider_row import DirectionSlider
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreSection
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.explorer.designs import Model
from studio.workers.explorer.directions import DirectionFinder


class DirectionsSection(ExploreSection):
    """Bends the design in the large view."""

    key, title = "directions", tr_noop("Directions")

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.sliders: dict[str, DirectionSlider] = {}
        self.widget: QWidget | None = None
        self._apart = ""
        """The direction that is being set apart."""

    def offered(self, model: Model) -> str:
        return model.offers.get("direction", "")

    def make(self) -> QWidget:
        self._kept = kept_of(self.context)
        self._finder = DirectionFinder(self.context.workbench, self)
        self.widget = widget = QWidget()
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT // 2)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(theme.UNIT // 2)
        self._empty = theme.make_label(tr("Sliders that bend the design: find some, or teach one."), "quiet", wrap=True)
        self.examples_button = theme.make_button(
            tr("From examples…"), "quiet", name="explore.directions.examples", icon_name="plus",
            tip=tr("Show some designs with it and some without"),
        )  # fmt: skip
        self.find_button = theme.make_button(
            tr("Find more"),
            "quiet",
            name="explore.directions.find",
            icon_name="plus",
            tip=tr("What this network can change"),
        )
        self.related_button = theme.make_button(
            "", "quiet", name="explore.directions.related", icon_name="plus",
            tip=tr("They belong to another snapshot of this run: what they do may have drifted since"),
        )  # fmt: skip
        self.related_button.setAccessibleName(tr("Keep the directions of another snapshot of this run"))
        self.related_button.clicked.connect(self._kept.keep_related)
        self.examples_button.clicked.connect(functools.partial(self._open_page, EXAMPLES))
        self.find_button.clicked.connect(functools.partial(self._open_page, SEFA))
        column.addWidget(self._empty)
        column.addLayout(self._rows)
        column.addLayout(row([self.examples_button, None]))
        column.addLayout(row([self.find_button, None]))
        column.addLayout(row([self.related_button, None]))
        self._kept.changed.connect(self._on_kept)
        self._kept.related_changed.connect(self._show_related)
        self._finder.found.connect(self._on_apart)
        self._finder.failed.connect(self._on_not_apart)
        self.context.point_changed.connect(self._show_amounts)
        self.context.model_changed.connect(self._on_kept)
        self._on_kept()
        self._show_related()
        return widget

    def commands(self) -> list[Command]:
        def bent() -> bool:
            present = self.context.present
            return present is not None and any(amount_along(present, each.direction) for each in self.sliders.values())

        return [
            Command("explore.directions.reset", tr("All directions back to 0"), self.reset, enabled=bent,
                    words=tr("sliders straighten"), icon="arrow-u-up-left"),
            Command("explore.directions.open", tr("Open directions from a file…"), self.ask_open,
                    enabled=lambda: self.widget is not None, words=tr("sliders import json"), icon="folder-open"),
            Command("explore.directions.save", tr("Save the directions to a file…"), self.ask_save,
                    enabled=lambda: bool(self.sliders), words=tr("sliders export json"), icon="floppy-disk"),
        ]  # fmt: skip

    def reset(self) -> None:
        """The design as it was before any direction that has a slider."""
        point = self.context.present
        if point is not None:
            for slider in self.sliders.values():
                point = moved_along(point, slider.direction, 0)
            self.context.change(point, tr("set all directions back to 0"))

    def ask_open(self) -> None:
        """Keep those of a file too, chosen with the system's dialog."""
        dialog = self._dialog(tr("Open directions"), "")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_open)
        dialog.open()

    def ask_save(self) -> None:
        """Write those that have a slider, under a name chosen with the system's dialog."""
        dialog = self._dialog(tr("Save the directions"), "directions.json")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix("json")
        dialog.fileSelected.connect(self._on_save)
        dialog.open()

    def _dialog(self, title: str, name: str) -> QFileDialog:
        dialog = QFileDialog(
            None if self.widget is None else self.widget.window(), title, name, tr("Directions (*.json)")
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        return dialog

    def _on_open(self, file: str) -> None:
        self._kept.open_file(Path(file))

    def _on_save(self, file: str) -> None:
        if (model := self.context.model) is not None:
            self._kept.save_file(Path(file), model.name)

    # ---- showing ------------------------------------------------------------------------------------------

    def _on_kept(self) -> None:
        """Those that stay as they were keep their sliders: one of them may be under the hand."""
        kept, ranges = self._kept.directions, layer_ranges(self.context.model)
        for number, slider in list(self.sliders.items()):
            if kept.get(number) != slider.direction:
                del self.sliders[number]
                slider.hide()
                slider.deleteLater()
        for place, (number, direction) in enumerate(kept.items()):
            if number not in self.sliders:
                self.sliders[number] = slider = self._slider(number, direction, ranges)
                self._rows.insertWidget(place, slider)
        self._empty.setVisible(not kept)
        self._show_amounts()

    def _show_related(self) -> None:
        """Offer what another snapshot of the run has, and say from where it is."""
        related = self._kept.related
        self.related_button.setVisible(related is not None)
        if related is not None:
            self.related_button.setText(f"{len(related.directions)} {related.words}")
            self.related_button.setAccessibleName(
                tr("Use {count} directions {when}", count=len(related.directions), when=related.words)
            )

    def _slider(self, number: str, direction: Direction, ranges: Mapping[str, LayerRange]) -> DirectionSlider:
        slider = DirectionSlider(number, direction, ranges)
        slider.moved.connect(functools.partial(self._move, number))
        slider.reset_wanted.connect(functools.partial(self._move, number, 0.0))
        slider.renamed.connect(functools.partial(self._rename, number))
        slider.layers_wanted.connect(functools.partial(self._give_layers, number))
        slider.wall_wanted.connect(functools.partial(self._order_wall, number))
        slider.apart_wanted.connect(functools.partial(self._set_apart, number))
        slider.remove_wanted.connect(functools.partial(self._remove, number))
        return slider

    def _show_amounts(self) -> None:
        present = self.context.present
        for slider in self.sliders.values():
            slider.slider.setEnabled(present is not None)
            if not slider.slider.slider.isSliderDown():
                slider.slider.set_value(0.0 if present is None else amount_along(present, slider.direction))

    # ---- what is done -------------------------------------------------------------------------------------

    def _move(self, number: str, amount: float) -> None:
        direction = self.sliders[number].direction
        self._change(
            direction, lambda point: moved_along(point, direction, amount), tr("move “{name}”", name=direction.name)
        )

    def _change(self, direction: Direction, change: Callable[[Point], Point], words: str) -> None:
        present = self.context.present
        if present is None:
            return
        try:
            self.context.change(change(present), words)
        except ValueError:
            self.context.workbench.notify(tr("This design carries as many changes as it can hold."))
            self._show_amounts()

    def _order_wall(self, number: str) -> None:
        self.context.order_along(self.sliders[number].direction)

    def _rename(self, number: str, name: str) -> None:
        self._kept.change(number, tr("call a direction “{name}”", name=name), name=name)

    def _give_layers(self, number: str, reach: LayerRange) -> None:
        before = self.sliders[number].direction
        self._kept.change(number, tr("change the layers of “{name}”", name=before.name), first=reach[0], last=reach[1])
        self._follow(number, before)

    def _remove(self, number: str) -> None:
        self._kept.remove(number)

    def _set_apart(self, number: str) -> None:
        model, directions = self.context.model, self._kept.directions
        others = [each for key, each in directions.items() if key != number]
        if model is not None and others:
            self._apart = number
            self._finder.apart(model, directions[number], others)
        else:
            self.context.workbench.notify(tr("There is no other direction to set it apart from."))

    def _on_apart(self, directions: list[Direction]) -> None:
        before = self._kept.directions.get(self._apart)
        if before is not None and directions:
            words = tr("set “{name}” apart from the others", name=before.name)
            self._kept.change(self._apart, words, vector=directions[0].vector)
            self._follow(self._apart, before)

    def _on_not_apart(self, error: BaseException) -> None:
        self.context.workbench.report_error(tr("Setting a direction apart"), error)

    def _follow(self, number: str, before: Direction) -> None:
        """The design goes along the direction as it is now, as far as it went before."""
        present, now = self.context.present, self._kept.directions.get(number)
        if present is not None and now is not None and (amount := amount_along(present, before)):
            self._change(
                now,
                lambda point: moved_along(moved_along(point, before, 0), now, amount),
                tr("move “{name}”", name=now.name),
            )

    def _open_page(self, way: str) -> None:
        if self.context.open_mode(DirectionsPage.key) and (page := self.context.findChild(DirectionsPage)) is not None:
            page.go(way)
