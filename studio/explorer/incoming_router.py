"""Where incoming designs and models go in Explore."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QFileDialog

from studio.explorer.current_design import CurrentDesign
from studio.explorer.incoming_designs import LARGE_VIEW, IncomingDesigns, IncomingReader, missing_words
from studio.explorer.model_opening import ModelOpener
from studio.explorer.walk.bar import WalkBar
from studio.explorer.wall.view import Wall
from studio.words import tr
from studio.workers.explorer.design_recipes import recipes_from_mime
from studio.workers.explorer.models import model_words
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from gan_engine.interchange.picture_recipe import PictureRecipe


class IncomingRouter(QObject):
    """Shows what comes in: in the large view and on the wall, or in the walk."""

    def __init__(
        self, workbench: Workbench, incoming_reader: IncomingReader, model_opener: ModelOpener, wall: Wall,
        current_design: CurrentDesign, walk: WalkBar,
        parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._workbench = workbench
        self._incoming_reader = incoming_reader
        self._model_opener = model_opener
        self._wall = wall
        self._current_design = current_design
        self._walk = walk
        incoming_reader.for_this_model.connect(self._on_this_model)
        incoming_reader.for_other_model.connect(self._on_other_model)
        incoming_reader.model_missing.connect(self._on_model_missing)
        incoming_reader.no_recipe.connect(workbench.notify)
        incoming_reader.unfit.connect(workbench.notify)
        incoming_reader.other_file.connect(self._say_missing)
        walk.strip.designs_dropped.connect(self._on_designs_dropped)
        walk.strip.files_dropped.connect(self.take_files)

    def take_files(self, paths: Sequence[Path], row: int = LARGE_VIEW) -> None:
        """Files were dropped: a model is opened, pictures are made again (in the walk, if dropped on it)."""
        models = [path for path in paths if path.suffix == ".safetensors"]
        if models:
            self._model_opener.open(models[0])
        elif paths:
            self._incoming_reader.bring_files(paths, row)

    def bring(self, wanted: Path | PictureRecipe) -> None:
        """Another workspace asks to see a snapshot or a recipe."""
        if isinstance(wanted, Path):
            self._model_opener.open(wanted)
        else:
            self._incoming_reader.bring([wanted])

    def _on_designs_dropped(self, data: bytes, row: int) -> None:
        self._incoming_reader.bring(recipes_from_mime(data), row)

    def _on_this_model(self, incoming: IncomingDesigns) -> None:
        """Designs of the model in use."""
        self._wall.banner.hide()
        if incoming.row != LARGE_VIEW:
            self._walk.put(incoming.designs, incoming.row)
            return
        design = incoming.designs[0]
        self._current_design.begin(design)
        self._wall.choose(design)
        if len(incoming.designs) > 1 and self._walk.put(incoming.designs):
            self._workbench.notify(
                tr("{count:,} designs came back: they stand in the walk.", count=len(incoming.designs))
            )

    def _on_other_model(self, incoming: IncomingDesigns, path: Path) -> None:
        self._workbench.notify(
            tr("Made with {model}: opening it", model=model_words(incoming.name) or tr("another model"))
        )
        self._model_opener.open(path)

    def _on_model_missing(self, incoming: IncomingDesigns) -> None:
        self._say_missing(*missing_words(incoming))

    def _say_missing(self, what: str, more: str) -> None:
        if self._wall.isVisible():
            self._wall.say_model_missing(what, more)
        else:
            self._workbench.notify(f"{what} {more}", action=tr("Find it…"), callback_=self.find_missing)

    def find_missing(self) -> None:
        """Ask where the model lies that made what came in; it is taken only if it is the very one."""
        dialog = QFileDialog(self._wall.window(), tr("Where is the model?"), "", tr("Models (*.safetensors)"))
        dialog.setObjectName("explore.find-model")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_shown)
        dialog.open()

    def _on_shown(self, file: str) -> None:
        self._incoming_reader.try_file(Path(file))
