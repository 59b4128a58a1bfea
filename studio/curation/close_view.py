"""Looking close at a picture in Curate, with decisions made there."""

from __future__ import annotations

import functools

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from studio.curation.picture_model import PictureModel, badges
from studio.project.pictures.facts import Picture
from studio.project.pictures.query import State
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.marks.words import LABELS
from studio.words import in_sentence, sides_words, tr
from studio.workers.curation.pictures import CloseLook, load_what_is_there
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench


class CloseView(QObject):
    """`stepped(by)` asks for another picture: choose it, then call `show` again."""

    stepped = Signal(int)

    def __init__(self, workbench: Workbench, model: PictureModel, owner: QWidget) -> None:
        super().__init__(owner)
        self._reads = ProjectReads(workbench, self)
        self._model = model
        self._shown: Picture | None = None
        self._image: QImage | None = None
        self._whole = False
        self._hard = False
        self._view = LookClose(owner, "curate.look-close")
        self._view.stepped.connect(self.stepped)

    @property
    def is_open(self) -> bool:
        """Whether a picture lies over the window."""
        return self._view.is_open

    def show(self, picture: Picture) -> None:
        """Show this picture."""
        same = self._shown is not None and self._shown.id == picture.id and self._view.is_open
        self._shown = picture
        if same:
            return
        self._image, self._whole = self._model.image(picture), False
        self._paint(picture)
        if not picture.damaged:
            self._reads.start(
                tr("Reading the picture"), functools.partial(load_what_is_there, picture),
                functools.partial(self._take, picture), failed=self._could_not, key="curate.look",
            )  # fmt: skip

    def close(self) -> None:
        """Go away."""
        self._shown = None
        self._view.close_up()

    def refresh(self, picture: Picture) -> None:
        """More is known, or another decision was made, of the picture that is shown."""
        if self._view.is_open and self._shown is not None and self._shown.id == picture.id:
            self._shown = picture
            self._paint(picture)

    def _take(self, picture: Picture, look: CloseLook | None) -> None:
        if look is not None and self._view.is_open and self._shown is not None and self._shown.id == picture.id:
            self._image, self._whole, self._hard = look.image, look.whole, look.hard
            self._paint(self._shown)

    def _paint(self, picture: Picture) -> None:
        self._view.show_picture(self._image, picture.name, detail(picture), full=self._whole, hard=self._hard)

    def _could_not(self, error: BaseException) -> None:
        """It stays with the small picture: why it cannot be read is among the findings."""


def detail(picture: Picture) -> str:
    """The line below: its size, and what was decided."""
    width, height = picture.shown_size
    words = [sides_words(width, height)] if width else []
    if picture.rating:
        words.append("★" * picture.rating)
    if picture.label:
        words.append(in_sentence(tr(LABELS[picture.label - 1])))
    if picture.state != State.UNDECIDED:
        words.append({State.PICKED: tr("picked"), State.REJECTED: tr("rejected")}[picture.state])
    return ", ".join([*words, *badges(picture), *picture.tags])
