"""The section Originality beside the large view: new, close to or copy of, and the pictures it comes from."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.command import Command
from studio.explorer.modes.context import ExploreContext
from studio.explorer.modes.mode import ExploreSection
from studio.project.findings.originality import Verdict
from studio.widgets.grid.picture_list import ListedPicture, PictureList
from studio.widgets.workspace import row
from studio.words import tr, tr_noop
from studio.workers.explorer.originality import MORE_LIKE_THIS, OriginalitySearch
from studio.workers.shelf.closest import ClosestPictures

_TITLES: Mapping[Verdict, str] = {"new": tr_noop("New"), "close": tr_noop("Close to"), "copy": tr_noop("Copy of")}


class OriginalitySection(ExploreSection):
    """Looks when the design rests for a moment, in the background; the next design takes its place."""

    key, title, place = "originality", tr_noop("Originality"), "inspector"

    def __init__(self, context: ExploreContext) -> None:
        super().__init__(context)
        self.closest: ClosestPictures | None = None
        """Of the design in the large view, as far as it is known."""
        self._widget: _Shown | None = None

    def make(self) -> QWidget:
        self.search = OriginalitySearch(self.context.workbench, self)
        self.word = theme.make_label("", "banner")
        self.word.setObjectName("explore.originality.word")
        self._detail = theme.make_label("", "quiet", wrap=True)
        self.pictures = PictureList(
            "explore.originality.pictures", tr("The pictures of your art nearest to it"), across=3
        )
        self.show_button = theme.make_button(
            tr("Show in Curate"), name="explore.originality.show", tip=tr("The pictures that this design comes from")
        )
        self.more_button = theme.make_button(
            tr("More like this"), "quiet", name="explore.originality.more",
            tip=tr("Tag them “{tag}” in Curate: of these the set needs more", tag=tr(MORE_LIKE_THIS)),
        )  # fmt: skip
        self._widget = widget = _Shown(self)
        column = QVBoxLayout(widget)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        for each in (self.word, self._detail, self.pictures):
            column.addWidget(each)
        column.addLayout(row([self.show_button, self.more_button, None]))
        self.show_button.clicked.connect(self.show_in_curate)
        self.more_button.clicked.connect(self.mark)
        self.pictures.chosen.connect(self._on_picture)
        self.search.found.connect(self._on_found)
        self.search.said.connect(self._on_said)
        self.context.point_changed.connect(self.look)
        self.context.model_changed.connect(self.look)
        self._show(None)
        return widget

    def commands(self) -> list[Command]:
        def is_known() -> bool:
            return self.closest is not None and bool(self.closest.digests)

        return [
            Command("explore.originality.show", tr("Show where this design comes from"), self.show_in_curate,
                    enabled=is_known, words=tr("training pictures originality curate data copy"), icon="image"),
            Command("explore.originality.more", tr("More like this: tag its training pictures"), self.mark,
                    enabled=is_known, words=tr("data curate"), icon="tag"),
        ]  # fmt: skip

    def look(self) -> None:
        """Another design is in the large view, or the section came into sight."""
        model, present = self.context.model, self.context.present
        if self._widget is None or not self._widget.isVisible():
            return
        self._show(None)
        if model is not None and present is not None:
            self.search.ask(model, present)
        else:
            self.search.leave()

    def leave(self) -> None:
        """The section went out of sight."""
        self.search.leave()

    def show_in_curate(self) -> None:
        """Choose the pictures it comes from in Curate."""
        if self.closest is not None:
            self.search.show_in_curate(self.closest)

    def mark(self) -> None:
        """Tag them."""
        if self.closest is not None:
            self.search.mark(self.closest)

    def _on_picture(self, place: int) -> None:
        self.show_in_curate()

    def _on_found(self, point: Point, closest: ClosestPictures) -> None:
        if point == self.context.present:
            self._show(closest)

    def _on_said(self, words: str) -> None:
        if words:
            self._show(None)
            self._detail.setText(words)
            self._detail.show()

    def _show(self, closest: ClosestPictures | None) -> None:
        self.closest = closest
        self.word.setText("" if closest is None else tr(_TITLES[closest.verdict]))
        theme.set_property(self.word, "kind", "" if closest is not None and closest.copy else "note")
        self._detail.setText(
            "" if closest is None else f"{closest.detail[:1].upper()}{closest.detail[1:]}" or closest.words
        )
        self._detail.setToolTip("" if closest is None else closest.words)
        self.word.setAccessibleDescription("" if closest is None else f"{closest.words}. {closest.detail}")
        images = closest.images if closest is not None else ()
        self.pictures.set_pictures(
            [ListedPicture(place, tr("Picture {place}", place=place + 1), image) for place, image in enumerate(images)]
        )
        known = closest is not None
        for widget in (self.word, self._detail, self.pictures):
            widget.setVisible(known)
        for button in (self.show_button, self.more_button):
            button.setVisible(closest is not None and bool(closest.digests))


class _Shown(QWidget):
    """Says when it comes into sight."""

    def __init__(self, section: OriginalitySection) -> None:
        super().__init__()
        self._section = section

    def showEvent(self, event: object) -> None:
        self._section.look()

    def hideEvent(self, event: object) -> None:
        self._section.leave()
