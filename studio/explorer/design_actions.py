"""What is done with designs in Explore, from wherever they are looked at: keep, vary, walk, look close, drag away."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QMimeData, QObject

from gan_engine.latent.directions import Direction
from gan_engine.latent.point import Point
from studio.command import Command
from studio.explorer.current_design import CurrentDesign
from studio.explorer.drag_out import DragOut
from studio.explorer.kept_designs import KeptDesigns
from studio.explorer.modes.mode_host import WALL_MODE, ModeHost
from studio.explorer.walk.bar import WalkBar
from studio.explorer.wall.ordering import WallOrdering
from studio.explorer.wall.view import Wall
from studio.widgets.export.exports import Exports
from studio.words import tr
from studio.workers.explorer.designs import DesignPictures


class DesignActions(QObject):
    """Joins wall, large view, walk and shelf; modes and sections reach them through it (`modes.context.Host`)."""

    def __init__(
        self, pictures: DesignPictures, wall: Wall, current_design: CurrentDesign,
        kept: KeptDesigns, walk: WalkBar, drag_out: DragOut, exports: Exports, ordering: WallOrdering, parent: QObject,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._pictures = pictures
        self._wall = wall
        self._current_design = current_design
        self._kept = kept
        self._walk = walk
        self._drag_out = drag_out
        self._exports = exports
        self._ordering = ordering
        self.modes: ModeHost | None = None
        """Set once there is one: its context is made of this."""

    # ---- by key and button --------------------------------------------------------------------------------------

    def chosen(self) -> list[Point]:
        """What keys act on: what the open mode says; else all that are chosen on the wall, or the one in the large view
        if that is another.

        While the walk plays that is the frame on the screen, which stays there.
        """
        if (frame := self._walk.player.design_shown) is not None:
            self._walk.stop()
            self._current_design.begin(frame)
        present, mode = self._current_design.present, self.modes.open_mode if self.modes is not None else None
        if mode is not None and not self._current_design.close_up.is_open and (of_mode := mode.chosen()):
            return list(of_mode)
        if present is None:
            return []
        on_wall = self._wall.designs() if mode is None else []
        return on_wall if present in on_wall and not self._current_design.close_up.is_open else [present]

    def keep(self) -> None:
        """Put the chosen designs on the shelf."""
        self.keep_designs(self.chosen(), {})

    def vary(self) -> None:
        """Show other neighbours of the chosen design, or those of the frame on the screen."""
        if self._walk.player.design_shown is not None:
            self.chosen()
        else:
            self._current_design.vary()

    def add_to_walk(self) -> None:
        """Append the chosen designs to the walk."""
        self._walk.put(self.chosen())

    def export(self) -> None:
        """Write the chosen designs as files."""
        if (model := self._pictures.model) is not None:
            self._exports.export_drawn(model, self.chosen())

    def make_sheet(self) -> None:
        """Put the chosen designs on one sheet."""
        if (model := self._pictures.model) is not None:
            self._exports.sheet_of_drawn(model, self.chosen(), "designs")

    def copy(self) -> None:
        """Put the picture of the design in the large view into the clipboard."""
        self._copy(cut_out=False)

    def copy_cut_out(self) -> None:
        """The same without its background."""
        self._copy(cut_out=True)

    def _copy(self, *, cut_out: bool) -> None:
        model, chosen = self._pictures.model, self.chosen()
        if model is not None and chosen:
            present = self._current_design.present
            self._exports.copy_drawn(model, present if present in chosen else chosen[0], cut_out=cut_out)

    def commands(self) -> list[Command]:
        """Of the context menu too."""

        def has_design() -> bool:
            return self._pictures.model is not None and self._current_design.present is not None

        return [
            Command(
                "explore.keep", tr("Keep on the shelf"), self.keep, "S", has_design, words=tr("save like"), icon="stack"
            ),
            Command(
                "explore.vary",
                tr("Vary: other neighbours"),
                self.vary,
                "V",
                has_design,
                words=tr("around"),
                icon="sparkle",
            ),
            Command(
                "explore.export-designs",
                tr("Export designs…"),
                self.export,
                "Ctrl+Shift+E",
                has_design,
                words=tr("save png jpeg webp tiff krita openraster ora json npz csv upscale"),
                icon="export",
            ),
            Command(
                "explore.sheet",
                tr("Make a contact sheet…"),
                self.make_sheet,
                enabled=has_design,
                words=tr("pdf png"),
                icon="grid-four",
            ),
            Command(
                "explore.copy",
                tr("Copy the picture"),
                self.copy,
                "Ctrl+C",
                has_design,
                words=tr("clipboard"),
                icon="copy",
            ),
            Command(
                "explore.copy-cut-out",
                tr("Copy without its background"),
                self.copy_cut_out,
                "Ctrl+Shift+C",
                has_design,
                words=tr("clipboard alpha transparent"),
                icon="copy",
            ),
            Command(
                "explore.walk", tr("Add to the walk"), self.add_to_walk, "W", has_design, words=tr("morph"), icon="path"
            ),
        ]

    # ---- for modes and sections ---------------------------------------------------------------------------------

    def keep_designs(self, points: Sequence[Point], parents: Mapping[Point, Sequence[Point]]) -> None:
        """Put designs on the shelf. Parents where none are named: the next one they were varied from that is there."""
        found = {}
        for point in points:
            ids = [self._kept.id_of(parent) for parent in parents.get(point, ())]
            if not ids:
                ancestors = map(self._kept.id_of, self._current_design.trail.ancestors_of(point))
                ids = [next((id_ for id_ in ancestors if id_ is not None), None)]
            found[point] = [id_ for id_ in ids if id_ is not None]
        self._kept.keep(points, found)

    def mime(self, points: Sequence[Point]) -> QMimeData | None:
        """The data of designs that are dragged away."""
        model = self._pictures.model
        return None if model is None else self._drag_out.mime(model, points)

    def order_along(self, direction: Direction) -> None:
        """Let the wall show what lies farthest along a direction first."""
        self.open_mode(WALL_MODE)
        self._ordering.look_along(direction)

    def open_mode(self, key: str) -> bool:
        """Open another mode."""
        return self.modes is not None and self.modes.open(key)
