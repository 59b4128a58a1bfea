"""The context through which Explore's modes and sections meet the workspace."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtCore import QMimeData, QObject, Signal

from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Point
from studio.explorer.current_design import CurrentDesign
from studio.explorer.kept_designs import KeptDesigns
from studio.explorer.walk.bar import WalkBar
from studio.explorer.wall.order import SHUFFLED_SEEDS
from studio.explorer.wall.view import Wall
from studio.project.project import Project
from studio.settings import Settings
from studio.workers.explorer.designs import DesignPictures, Model
from studio.workers.workbench import Workbench


class Host(Protocol):
    """What the workspace's own parts do together for its context."""

    def keep_designs(self, points: Sequence[Point], parents: Mapping[Point, Sequence[Point]]) -> None: ...
    def mime(self, points: Sequence[Point]) -> QMimeData | None: ...
    def open_mode(self, key: str) -> bool: ...
    def order_along(self, direction: Direction) -> None: ...


class ExploreContext(QObject):
    """The workspace as its modes and sections see it."""

    model_changed = Signal()
    """Another model draws from now on, or none."""
    point_changed = Signal()
    """Another design is in the large view, or it was changed: by hand, by undo, by whatever mode."""
    sampling_changed = Signal()
    """Fresh designs (`fresh`) are drawn otherwise: class, truncation, noise."""
    kept_changed = Signal()
    """Other designs of this model are on the shelf than before."""

    def __init__(
        self, workbench: Workbench, pictures: DesignPictures, wall: Wall, current_design: CurrentDesign,
        kept: KeptDesigns, walk: WalkBar, host: Host, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.workbench = workbench
        """Engine, jobs, words to the user, the project's changes."""
        self.pictures = pictures
        """Pictures of designs: `want(MODE, …)` or `want(MODE_LARGE, …)` for an open mode, `want(SIDE, …)` for sections;
        `picture(point)` once `drawn` tells of it."""
        self._wall = wall
        self._current_design = current_design
        self._kept = kept
        self._walk = walk
        self._host = host

    @property
    def settings(self) -> Settings:
        """What the program remembers; keys of a mode begin with "explore.<key>."."""
        return self.workbench.settings

    @property
    def project(self) -> Project | None:
        """The project that is open."""
        return self.workbench.project

    @property
    def model(self) -> Model | None:
        """The model in use."""
        return self.pictures.model

    # ---- the design in the large view ---------------------------------------------------------------------------

    @property
    def present(self) -> Point | None:
        """The design in the large view."""
        return self._current_design.present

    @property
    def kept(self) -> Collection[Point]:
        """The designs of this model that are on the shelf."""
        return self._kept.designs

    def fresh(self, seed: int) -> Point:
        """The design of a seed as the wall draws it now: class, truncation and noise as they are set."""
        return self._wall.model.design_of(seed)

    def chance(self, count: int) -> list[Point]:
        """As many fresh designs, of seeds that chance picks."""
        return [self.fresh(random.randrange(SHUFFLED_SEEDS)) for _ in range(count)]

    def to_begin_with(self, first: Sequence[Point], count: int) -> list[Point]:
        """As many designs for a mode in which nobody has chosen any: `first`, those on the shelf, and fresh ones."""
        found = list(dict.fromkeys([*first, *self.kept]))[:count]
        return found + self.chance(count - len(found))

    def show(self, point: Point) -> None:
        """Let another design stand in the large view: one that was found, not made of the one before. A view, no step
        of undo."""
        self._current_design.begin(point)

    def change(self, point: Point, words: str) -> None:
        """Let the design in the large view become `point`, which was made of it: shown at once, taken back by Ctrl+Z.

        `words` name it in the undo line ("mix coarse layers"). Call it as often as a slider moves: under the same words
        without a pause of a second and a half it is one step.
        """
        self._current_design.change(point, words)

    def look_close(self) -> None:
        """Show the design in the large view over the whole window."""
        self._current_design.look_close()

    # ---- keeping and walking ------------------------------------------------------------------------------------

    def keep(self, points: Sequence[Point], parents: Mapping[Point, Sequence[Point]] | None = None) -> None:
        """Put designs on the shelf; `parents`: what some of them were made of, as far as that is there."""
        self._host.keep_designs(points, parents or {})

    def add_to_walk(self, points: Sequence[Point]) -> None:
        """Append designs to the walk."""
        self._walk.put(points)

    def mime(self, points: Sequence[Point]) -> QMimeData | None:
        """The data of designs that are dragged away: out of the window as files, onto the walk as points."""
        return self._host.mime(points)

    # ---- the wall -----------------------------------------------------------------------------------------------

    def order_along(self, direction: Direction) -> None:
        """Let the wall show the designs of some thousand seeds that lie farthest along a direction first."""
        self._host.order_along(direction)

    # ---- modes ----------------------------------------------------------------------------------------------------

    def open_mode(self, key: str) -> bool:
        """Open another mode ("wall": none); whether it could be."""
        return self._host.open_mode(key)
