"""The small window in which a design is chosen: the one in the large view, kept ones, fresh ones, or a seed."""

from __future__ import annotations

import itertools

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from studio import theme
from studio.explorer.modes.context import ExploreContext
from studio.explorer.wall.order import SEEDS
from studio.widgets.fields.number_field import NumberField
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.keyboard.dialog import Popup
from studio.widgets.workspace import row
from studio.words import tr
from studio.workers.explorer.designs import CHOICE

_KEPT, _FRESH = 11, 12
_WIDTH, _MARGIN = 400, 16


class DesignChooser(Popup):
    """`chosen(Point)`; goes away then, with a click elsewhere, or Escape."""

    chosen = Signal(object)

    def __init__(self, context: ExploreContext, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("explore.choose")
        self.setAccessibleName(tr("Choose a design"))
        self.setProperty("place", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._context = context
        self._fresh = context.chance(_FRESH)
        present = [context.present] if context.present is not None else []
        self._kept = list(dict.fromkeys([*present, *itertools.islice(reversed(list(context.kept)), _KEPT)]))
        self.kept = PictureList("explore.choose.kept", tr("The design in the large view, and kept ones"), across=6)
        self.fresh = PictureList("explore.choose.fresh", tr("Fresh designs"), across=6)
        self.others_button = theme.make_button(tr("Others"), "quiet", name="explore.choose.others", icon_name="shuffle")
        self.seed = NumberField(
            "explore.choose.seed", tr("The seed of a design"), whole=True, minimum=0, maximum=SEEDS - 1
        )
        self.seed.setPlaceholderText(tr("Seed, then Enter"))
        theme.set_scaled(self.seed, width=128)
        column = QVBoxLayout(self)
        column.setContentsMargins(_MARGIN, 12, _MARGIN, 12)
        column.setSpacing(theme.UNIT)
        if self._kept:
            column.addWidget(theme.make_label(tr("This one, and kept ones") if present else tr("Kept"), "section"))
            column.addWidget(self.kept)
        else:
            self.kept.setParent(self)
            self.kept.hide()
        column.addWidget(theme.make_label(tr("Fresh"), "section"))
        column.addWidget(self.fresh)
        column.addLayout(row([self.seed, None, self.others_button]))
        self.setFixedWidth(_WIDTH)
        for pictures in (self.kept, self.fresh):
            pictures.chosen.connect(self._choose)
        self.others_button.clicked.connect(self._offer_others)
        self.seed.returnPressed.connect(self._on_seed)
        context.pictures.drawn.connect(self._show)
        self.destroyed.connect(lambda: context.pictures.want(CHOICE, []))
        self._want()

    def open_at(self, widget: QWidget) -> None:
        """Show it beside `widget`, within the screen."""
        for pictures in (self.kept, self.fresh):
            if (model := self._context.model) is not None:  # the window is as high as they will be
                pictures.set_proportions(model.proportions)
            pictures.setFixedHeight(pictures.heightForWidth(_WIDTH - 2 * _MARGIN))
        self.adjustSize()
        room = widget.screen().availableGeometry()
        at = widget.mapToGlobal(QPoint(0, widget.height() + theme.UNIT))
        if at.y() + self.height() > room.bottom():
            at.setY(widget.mapToGlobal(QPoint(0, 0)).y() - self.height() - theme.UNIT)
        self.move(max(room.left(), min(at.x(), room.right() - self.width())), max(room.top(), at.y()))
        self.show()
        (self.kept if self._kept else self.fresh).setFocus()

    def _want(self) -> None:
        self._context.pictures.want(CHOICE, [*self._kept, *self._fresh])
        self._show()

    def _show(self) -> None:
        for pictures, points in ((self.kept, self._kept), (self.fresh, self._fresh)):
            pictures.set_pictures(
                [
                    ListedPicture(
                        point,
                        tr("Seed {seed:,}", seed=point.seed) if point.seed is not None else tr("A kept design"),
                        image,
                        hard=self._context.pictures.hard,
                    )
                    for point in points
                    for image in [self._context.pictures.picture(point)]
                ]
            )

    def _offer_others(self) -> None:
        self._fresh = self._context.chance(_FRESH)
        self._want()

    def _on_seed(self) -> None:
        if (seed := self.seed.value) is not None:
            self._choose(self._context.fresh(int(seed)))

    def _choose(self, point: object) -> None:
        self.chosen.emit(point)
        self.close()
