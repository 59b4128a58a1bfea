"""What hangs on the wall, and in what order: joins the panel, the search and the wall."""

from __future__ import annotations

import functools
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QImage

from gan_engine.errors import EngineError
from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Mask, Point
from gan_engine.pictures import flatten, read_picture
from gan_engine.reporting import Report
from studio.command import Command
from studio.engine_words import error_words
from studio.explorer.wall.order import ListedOrder, WallOrder
from studio.explorer.wall.order_panel import OrderPanel
from studio.explorer.wall.view import Wall
from studio.words import tr, tr_noop
from studio.workers.explorer.design_search import OBJECT_OF, DesignSearch, FoundDesigns, SearchWish, picture_name
from studio.workers.explorer.designs import Model
from studio.workers.images import to_image
from studio.workers.workbench import Workbench

_AGAIN_AFTER = 400  # milliseconds after the last movement of a slider until the search begins anew
_SHOWN_SIDE = 256
_NEAR = 60  # rows
_DONE_WORDS = {
    "different": tr_noop("Those that differ most of {of:,}."),
    "like": tr_noop("Of {of:,}, the likest first."),
    "picture": tr_noop("Of {of:,}, the likest to “{picture}” first."),
    "silhouette": tr_noop("Of {of:,}, the best fitting first."),
    "direction": tr_noop("Of {of:,}, the farthest along “{direction}” first."),
    "original": tr_noop("Of {of:,}, those first that are least like the pictures it learnt from."),
}


class WallOrdering(QObject):
    """`changed` when the wall hangs otherwise by the user's wish."""

    changed = Signal()

    def __init__(self, workbench: Workbench, panel: OrderPanel, wall: Wall, parent: QObject) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._panel = panel
        self._wall = wall
        self._model: Model | None = None
        self.by_seeds = WallOrder()
        """How it hangs, or hung before a search."""
        self.wish: SearchWish | None = None
        """What is looked for; None where the wall hangs by seeds."""
        self._looked_for: dict[str, SearchWish] = {}
        """What was looked for last, of each kind."""
        self.search = DesignSearch(workbench, self)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER)
        self._again.timeout.connect(self._start)
        self.present: Point | None = None
        """The design in the large view, for “like this one”."""
        panel.ordered.connect(self.hang)
        panel.wanted.connect(self._on_wanted)
        panel.picture_wanted.connect(lambda path: self.look_for(SearchWish("picture", picture=path)))
        panel.mask_wanted.connect(self._on_mask)
        panel.more_wanted.connect(self._on_more)
        self.search.found.connect(self._on_found)
        self.search.looked.connect(self._on_looked)
        self.search.failed.connect(panel.say)

    def hang(self, order: WallOrder) -> None:
        """Hang the wall by seeds."""
        self._restore(order, None)
        self._wall.show_row(0)
        self._wall.grid.setFocus()
        self.changed.emit()

    def look_for(self, wish: SearchWish) -> None:
        """Hang the wall as a search finds it: the first row as soon as anything is known."""
        self.wish = self._looked_for[wish.by] = wish
        self._panel.show_order(self._wall.model.order, wish)
        if wish.by == "picture":
            self._show_picture(wish.picture)
        self._start()
        self.changed.emit()

    def look_along(self, direction: Direction) -> None:
        """The designs farthest along a direction first."""
        self.look_for(SearchWish("direction", direction=direction))

    def look_different(self) -> None:
        """Those that differ most first."""
        self.look_for(SearchWish("different"))

    def look_original(self) -> None:
        """Those least like the pictures that the model learnt from first."""
        self.look_for(SearchWish("original"))

    def look_like(self) -> None:
        """Designs like the one in the large view first."""
        if self.present is not None:
            self.look_for(SearchWish("like", point=self.present))

    def restore(self, order: WallOrder, wish: SearchWish | None) -> None:
        """As it was left; what was searched for is searched for again once a model is there."""
        self._restore(order, wish)
        if wish is not None:
            self._looked_for[wish.by] = wish
            self._panel.canvas.show_outline(wish.mask)
            if wish.picture:
                self._show_picture(wish.picture)

    def _restore(self, order: WallOrder, wish: SearchWish | None) -> None:
        self.search.stop()
        self._again.stop()
        self.by_seeds, self.wish = order, wish
        self._panel.show_order(order, wish)
        self._wall.model.set_order(order)

    def set_model(self, model: Model | None) -> None:
        """Another model: its seeds look different."""
        self._model = model
        if model is not None:
            self._panel.canvas.set_shape(model.size)
        if self.wish is not None:
            self._start()

    def sampled_otherwise(self) -> None:
        """The seeds are drawn otherwise: what was found holds no more."""
        if self.wish is not None:
            self._again.start()

    def forget(self) -> None:
        """Another project."""
        self._looked_for = {}
        self._panel.show_picture(None)
        self._panel.canvas.show_outline(None)
        self._restore(WallOrder(), None)

    def commands(self) -> list[Command]:
        """For the palette and the keyboard."""

        def has_model() -> bool:
            return self._model is not None

        def has_design() -> bool:
            return has_model() and self.present is not None

        panel = self._panel
        return [
            Command(
                "explore.shuffle",
                tr("Shuffle the wall"),
                panel.shuffle,
                "R",
                has_model,
                words=tr("random dice"),
                icon="shuffle",
            ),
            Command(
                "explore.different",
                tr("Most different first"),
                self.look_different,
                "D",
                has_model,
                words=tr("wall order spread diverse search"),
                icon="arrows-out",
            ),
            Command(
                "explore.like",
                tr("More like this one"),
                self.look_like,
                "M",
                has_design,
                words=tr("wall order similar search"),
                icon="magnifying-glass",
            ),
            Command(
                "explore.original",
                tr("Most original first"),
                self.look_original,
                "",
                has_model,
                words=tr("wall order search new copy"),
                icon="sparkle",
            ),
            Command(
                "explore.by-picture",
                tr("Designs like a picture…"),
                panel.browse,
                "",
                has_model,
                words=tr("wall order search reference"),
                icon="image",
            ),
            Command(
                "explore.by-outline",
                tr("Designs of an outline…"),
                panel.paint,
                "",
                has_model,
                words=tr("wall order search silhouette paint shape"),
                icon="paint-brush",
            ),
            Command(
                "explore.seed", tr("Jump to a seed…"), panel.ask_seed, "J", has_model, words=tr("number"), icon="hash"
            ),
        ]

    # ---- the search ---------------------------------------------------------------------------------------------

    def _on_wanted(self, by: str) -> None:
        known = self._looked_for.get(by)
        if by == "like":
            self.look_like()
        elif known is not None:
            self.look_for(replace(known, first=0))
        elif not OBJECT_OF[by]:
            self.look_for(SearchWish("original" if by == "original" else "different"))
        elif by == "picture":
            self._panel.browse()

    def _on_mask(self, mask: Mask) -> None:
        self.look_for(SearchWish("silhouette", mask=mask))

    def _on_more(self) -> None:
        if self.wish is not None:
            self.look_for(self.wish.next())

    def _start(self) -> None:
        self._again.stop()
        if self._model is not None and self.wish is not None:
            self._panel.say(tr("Looking at designs…"))
            self.search.start(self._model, self._wall.model.sampling, self.wish)

    def _on_found(self, found: FoundDesigns) -> None:
        wish, wall = self.wish, self._wall
        if wish is None or not found.seeds:
            return
        order, before = ListedOrder(found.seeds), wall.current()
        grows = order.goes_on_from(wall.model.order)
        wall.model.set_order(order)
        if not grows and (before is None or not self._reselect(before)):
            wall.show_row(0)
        if found.done:
            picture, direction = picture_name(wish.picture), wish.direction.name if wish.direction is not None else ""
            self._panel.say(tr(_DONE_WORDS[wish.by], of=found.of, picture=picture, direction=direction))

    def _reselect(self, design: Point) -> bool:
        """Whether a design that was chosen still hangs near the beginning, where the search is looked at."""
        row = self._wall.model.row_of(design)
        if 0 <= row < _NEAR:
            self._wall.grid.set_current_row(row)
        return 0 <= row < _NEAR

    def _on_looked(self, looked: int, of: int) -> None:
        if self.search.running:
            self._panel.say(tr("Looked at {looked:,} of {total:,}…", looked=looked, total=of))
        else:
            self._panel.say(tr("Stopped: {looked:,} looked at.", looked=looked))

    # ---- the picture that is looked for ---------------------------------------------------------------------------

    def _show_picture(self, path: str) -> None:
        self._workbench.jobs.start(
            tr("Reading the picture"), functools.partial(_read, path), self._panel.show_picture, self._no_picture,
            key="explore.search.picture", quiet=True,
        )  # fmt: skip

    def _no_picture(self, error: BaseException) -> None:
        self._panel.show_picture(None)
        if not isinstance(error, EngineError):
            self._panel.say(error_words(error))


def _read(path: str, report: Report) -> QImage:
    """On a thread."""
    return to_image(flatten(read_picture(Path(path), longest=_SHOWN_SIDE)))
