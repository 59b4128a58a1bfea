"""What is done with designs and models that come in: dropped, or asked for by other workspaces."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from studio.explorer.current_design import Looking
from studio.explorer.incoming_designs import TO_LOOK, Arrival, Arrivals, nowhere_words
from studio.explorer.model_opening import ModelDoor
from studio.explorer.walk.bar import WalkBar
from studio.explorer.wall.view import Wall
from studio.workers.explorer.design_recipes import recipes_from_mime
from studio.workers.explorer.models import model_words
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.interchange.picture_recipe import PictureRecipe


class Returning(QObject):
    """Brings what arrives to its place: the large view and the wall, or the walk."""

    def __init__(
        self, workbench: Workbench, arrivals: Arrivals, door: ModelDoor, wall: Wall, looking: Looking, walk: WalkBar,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workbench = workbench
        self._arrivals = arrivals
        self._door = door
        self._wall = wall
        self._looking = looking
        self._walk = walk
        arrivals.here.connect(self._on_here)
        arrivals.elsewhere.connect(self._on_elsewhere)
        arrivals.nowhere.connect(self._on_nowhere)
        arrivals.no_recipe.connect(workbench.notify)
        walk.strip.designs_dropped.connect(self._on_designs_dropped)
        walk.strip.files_dropped.connect(self.take_files)

    def take_files(self, files: Sequence[str], place: int = TO_LOOK) -> None:
        """Files were dropped: a model is opened, pictures are made again (in the walk, if dropped on it)."""
        paths = [Path(file) for file in files]
        models = [path for path in paths if path.suffix == ".safetensors"]
        if models:
            self._door.open(models[0])
        elif paths:
            self._arrivals.bring_files(paths, place)

    def take_wanted(self, wanted: Path | PictureRecipe) -> None:
        """Another workspace asks to see a snapshot or a recipe."""
        if isinstance(wanted, Path):
            self._door.open(wanted)
        else:
            self._arrivals.bring([wanted])

    def _on_designs_dropped(self, data: bytes, place: int) -> None:
        self._arrivals.bring(recipes_from_mime(data), place)

    def _on_here(self, arrival: Arrival) -> None:
        """Designs of the model in use."""
        self._wall.banner.hide()
        if arrival.row != TO_LOOK:
            self._walk.stations.insert(arrival.row, arrival.designs)
            return
        design = arrival.designs[0]
        self._looking.begin(design)
        if (row := self._wall.model.row_of(design)) >= 0:
            self._wall.show_row(row)
        else:
            self._wall.grid.clearSelection()
        if len(arrival.designs) > 1:
            self._walk.stations.insert(self._walk.strip.count, arrival.designs)
            self._workbench.notify(f"{len(arrival.designs):,} designs came back: they stand in the walk.")

    def _on_elsewhere(self, arrival: Arrival, path: Path) -> None:
        self._workbench.notify(f"Made with {model_words(arrival.name) or 'another model'}: opening it")
        self._door.open(path)

    def _on_nowhere(self, arrival: Arrival) -> None:
        what, more = nowhere_words(arrival)
        if self._wall.isVisible():
            self._wall.say_model_missing(what, more)
        else:
            self._workbench.notify(f"{what} {more}")
