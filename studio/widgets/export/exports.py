"""Exports: what is asked for in the dialogs, done by the engine; pictures for the clipboard."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from gan_engine.latent.point import Point
from studio.project.naming import safe_file_name
from studio.words import count_words, tr
from studio.workers.design_exports import (
    FILE_KINDS,
    LATENT_KINDS,
    ExportChoice,
    ExportedDesigns,
    SheetChoice,
    drawn_designs,
    export_call,
    kept_designs,
    sheet_call,
    with_model,
)  # fmt: skip
from studio.workers.engine import Answer
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import ModelFinder
from studio.workers.free_paths import free_path
from studio.workers.images import from_bytes
from studio.workers.project_reads import ProjectReads
from studio.workers.workbench import Workbench

MOST_AT_ONCE = 10_000
"""Points that the engine takes in one request."""


class Exports(QObject):
    """Exports of one workspace; `owner` is the widget over whose window the dialogs open."""

    def __init__(self, workbench: Workbench, owner: QWidget) -> None:
        super().__init__(owner)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._finder = ModelFinder()
        self._owner = owner
        self._last = Path()

    # ---- of the shelf -------------------------------------------------------------------------------------------

    def export_kept(self, ids: Sequence[int]) -> None:
        """Ask how and where to, then write designs of the shelf."""
        if ids:
            self._reads.start(
                tr("Reading the shelf"), functools.partial(kept_designs, list(ids)), self._ask, key="export.kept"
            )

    def sheet_of_kept(self, ids: Sequence[int], title: str) -> None:
        """Ask for columns and place, then write designs of the shelf on one sheet."""
        if ids:
            self._reads.start(
                tr("Reading the shelf"), functools.partial(kept_designs, list(ids)),
                functools.partial(self._ask_sheet, title), key="export.kept-sheet",
            )  # fmt: skip

    def copy_kept(self, id_: int, *, cut_out: bool = False) -> None:
        """Put the picture of a design of the shelf into the clipboard."""
        self._reads.start(
            tr("Reading the shelf"), functools.partial(kept_designs, [id_]), functools.partial(self._copy, cut_out),
            key="export.copy",
        )  # fmt: skip

    # ---- of a model ---------------------------------------------------------------------------------------------

    def export_drawn(self, model: Model, points: Sequence[Point]) -> None:
        """Ask how and where to, then write designs of a model."""
        if self._not_too_many(points):
            self._ask(drawn_designs(model, points))

    def sheet_of_drawn(self, model: Model, points: Sequence[Point], title: str) -> None:
        """Ask for columns and place, then write designs of a model on one sheet."""
        if self._not_too_many(points):
            self._ask_sheet(title, drawn_designs(model, points))

    def copy_drawn(self, model: Model, point: Point, *, cut_out: bool = False) -> None:
        """Put the picture of a design into the clipboard."""
        self._copy(cut_out, drawn_designs(model, [point]))

    def _not_too_many(self, points: Sequence[Point]) -> bool:
        if len(points) > MOST_AT_ONCE:
            self._workbench.notify(
                tr(
                    "That are {designs}: export at most {most:,} at once.",
                    designs=count_words(len(points), "design"),
                    most=MOST_AT_ONCE,
                )
            )
        return 0 < len(points) <= MOST_AT_ONCE

    # ---- asking -------------------------------------------------------------------------------------------------

    def _ask(self, designs: ExportedDesigns) -> None:
        if not len(designs):
            return
        from studio.widgets.export.dialog import ExportDialog

        dialog = ExportDialog(self._workbench.settings, designs, self._owner.window())
        dialog.chosen.connect(functools.partial(self._export, designs))
        dialog.open()

    def _ask_sheet(self, title: str, designs: ExportedDesigns) -> None:
        project = self._workbench.project
        if project is None or not len(designs):
            return
        from studio.widgets.export.sheet_dialog import SheetDialog

        settings = self._workbench.settings
        name = safe_file_name(f"{project.name} {title.casefold()}")
        dialog = SheetDialog(settings, len(designs), name=name, parent=self._owner.window())
        dialog.chosen.connect(functools.partial(self._make_sheet, designs))
        dialog.open()

    # ---- doing --------------------------------------------------------------------------------------------------

    def _export(self, designs: ExportedDesigns, choice: ExportChoice) -> None:
        if choice.kind in LATENT_KINDS and choice.kind != "json" and designs.model is None:
            self._reads.start(
                tr("Looking for their model"), functools.partial(with_model, designs, self._finder),
                functools.partial(self._export_found, choice), key="export.model", quiet=False,
            )  # fmt: skip
        else:
            self._export_found(choice, designs)

    def _export_found(self, choice: ExportChoice, designs: ExportedDesigns) -> None:
        path = choice.folder
        if (suffix := FILE_KINDS.get(choice.kind)) is not None:
            from gan_engine.interchange.exports.names import file_stem

            stem = file_stem(choice.options.names, designs.facts[0], 1, len(designs))
            path = free_path(choice.folder, stem, suffix)
        method, params = export_call(designs, choice, path)
        self._workbench.engine.call(
            method, params, name=tr("Exporting {designs}", designs=count_words(len(designs), "design")),
            done=self._tell,
        )  # fmt: skip

    def _make_sheet(self, designs: ExportedDesigns, choice: SheetChoice) -> None:
        method, params = sheet_call(designs, choice)
        self._workbench.engine.call(
            method, params, name=tr("Making a contact sheet"), done=self._tell
        )  # fmt: skip

    def _tell(self, answer: Answer) -> None:
        paths, skipped = answer.values["paths"], answer.values["skipped"]
        self._last = Path(paths[0])
        words = (
            tr("Exported “{name}”", name=self._last.name)
            if len(paths) == 1
            else tr("Exported {designs}", designs=count_words(len(paths), "design"))
        )
        if skipped:
            words += tr(". {designs} could not be: {why}", designs=count_words(len(skipped), "design"), why=skipped[0])
        self._workbench.notify(words, action=tr("Show folder"), callback_=self._show_folder)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._last.parent)))

    # ---- the clipboard ------------------------------------------------------------------------------------------

    def _copy(self, cut_out: bool, designs: ExportedDesigns) -> None:
        if not len(designs):
            return
        options = {"kind": "png", "background": "auto" if cut_out else ""}
        self._workbench.engine.call(
            "encode_designs", {**designs.params(), "options": options}, prepare=_picture,
            partial=functools.partial(self._put, cut_out), key="export.copy",
            name=tr("Taking the background away") if cut_out else tr("Copying"),
        )  # fmt: skip

    def _put(self, cut_out: bool, image: QImage | None) -> None:
        if image is None:
            return
        # Data of our own (`setMimeData`) would be freed by Qt when Python is no more: a crash as the program ends.
        QGuiApplication.clipboard().setImage(image)
        self._workbench.notify(tr("Copied the picture without its background") if cut_out else tr("Copied the picture"))


def _picture(answer: Answer) -> QImage | None:
    """On the thread that reads answers."""
    return from_bytes(answer.arrays[0].tobytes()) if answer.arrays else None
