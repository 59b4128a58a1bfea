"""What can be done on the Shelf, by name, key and menu."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtWidgets import QMenu, QWidget

from studio import theme
from studio.command import Command
from studio.shelf.comparing import Comparing
from studio.shelf.light_table import LightTable
from studio.widgets.marks.commands import mark_commands
from studio.words import tr

_MENU = (
    "shelf.open", "shelf.rename", "shelf.names", "shelf.collect", "shelf.uncollect", "shelf.compare",
    "shelf.versions", "shelf.copy", "shelf.copy-cut-out", "shelf.export", "shelf.delete",
)  # fmt: skip


class ShelfActions(Protocol):
    """What the workspace offers to its commands."""

    @property
    def comparing(self) -> Comparing: ...
    @property
    def table(self) -> LightTable: ...
    @property
    def is_comparing(self) -> bool: ...
    def has_chosen(self) -> bool: ...
    def has_one(self) -> bool: ...
    def has_any(self) -> bool: ...
    def is_filled(self) -> bool: ...
    def can_compare(self) -> bool: ...
    def can_show_versions(self) -> bool: ...
    def can_uncollect(self) -> bool: ...
    def can_save_filter(self) -> bool: ...
    def compare(self) -> None: ...
    def show_versions(self) -> None: ...
    def open_in_explore(self) -> None: ...
    def edit_name(self) -> None: ...
    def propose_names(self) -> None: ...
    def edit_tags(self) -> None: ...
    def collect(self) -> None: ...
    def uncollect(self) -> None: ...
    def save_filter(self) -> None: ...
    def export(self) -> None: ...
    def copy(self) -> None: ...
    def copy_cut_out(self) -> None: ...
    def make_sheet(self) -> None: ...
    def delete(self) -> None: ...
    def rate(self, stars: int) -> None: ...
    def label(self, label: int) -> None: ...


def shelf_commands(shelf: ShelfActions) -> list[Command]:
    """The commands of the workspace."""
    chosen, one, any_, filled = shelf.has_chosen, shelf.has_one, shelf.has_any, shelf.is_filled
    return [
        Command("shelf.compare", tr("Compare side by side"), shelf.compare, "C", shelf.can_compare, icon="columns"),
        Command(
            "shelf.closest",
            tr("Closest training pictures beside each"),
            shelf.comparing.toggle_closest,
            "N",
            lambda: shelf.is_comparing,
            words=tr("copy original nearest"),
            icon="copy",
        ),
        Command(
            "shelf.versions",
            tr("Draw with other versions"),
            shelf.show_versions,
            "V",
            shelf.can_show_versions,
            words=tr("models snapshots trainings same points side by side"),
            icon="git-diff",
        ),
        Command("shelf.open", tr("Open in Explore"), shelf.open_in_explore, "E", one, icon="compass"),
        Command(
            "shelf.rename", tr("Name the design"), shelf.edit_name, "F2", one, words=tr("rename"), icon="pencil-simple"
        ),
        Command(
            "shelf.names",
            tr("Propose names"),
            shelf.propose_names,
            "Shift+F2",
            one,
            words=tr("invent name list"),
            icon="sparkle",
        ),
        Command("shelf.tag", tr("Add a tag"), shelf.edit_tags, "T", chosen, words=tr("word keyword"), icon="tag"),
        Command(
            "shelf.collect",
            tr("Put into a collection…"),
            shelf.collect,
            "G",
            chosen,
            words=tr("group folder album"),
            icon="folder-plus",
        ),
        Command(
            "shelf.uncollect",
            tr("Take out of this collection"),
            shelf.uncollect,
            "Shift+G",
            shelf.can_uncollect,
            icon="folder-minus",
        ),
        Command(
            "shelf.filter",
            tr("Filter by stars, label, tag…"),
            shelf.table.toggle_bar,
            "F",
            filled,
            words=tr("narrow"),
            icon="funnel-simple",
        ),
        Command(
            "shelf.save-filter",
            tr("Save the filter…"),
            shelf.save_filter,
            "Ctrl+S",
            shelf.can_save_filter,
            words=tr("smart collection keep"),
            icon="floppy-disk",
        ),
        Command(
            "shelf.export",
            tr("Export…"),
            shelf.export,
            "Ctrl+E",
            chosen,
            words=tr("save png jpeg webp tiff krita openraster ora json npz csv upscale"),
            icon="export",
        ),
        Command("shelf.copy", tr("Copy the picture"), shelf.copy, "Ctrl+C", one, words=tr("clipboard"), icon="copy"),
        Command(
            "shelf.copy-cut-out",
            tr("Copy without its background"),
            shelf.copy_cut_out,
            "Ctrl+Shift+C",
            one,
            words=tr("clipboard alpha transparent"),
            icon="copy",
        ),
        Command("shelf.sheet", tr("Make a contact sheet…"), shelf.make_sheet, "Ctrl+Shift+E", any_, icon="grid-four"),
        Command(
            "shelf.find",
            tr("Find on the shelf"),
            shelf.table.edit_filter,
            "Ctrl+F",
            filled,
            words=tr("filter search"),
            icon="magnifying-glass",
        ),
        Command("shelf.delete", tr("Delete from the shelf"), shelf.delete, "Del; Backspace", chosen, icon="trash"),
        *mark_commands("shelf", shelf.rate, shelf.label, chosen),
    ]  # fmt: skip


def popup_grid_menu(own: Sequence[Command], parent: QWidget, index: QModelIndex, at: QPoint) -> None:
    """Over a design: what can be done with it, of the workspace's `own` commands."""
    if not index.isValid():
        return
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    commands = {command.name: command for command in own}
    for name in _MENU:
        command = commands[name]
        if command.name == "shelf.uncollect" and not command.enabled():
            continue
        action = menu.addAction(theme.icon(command.icon, "QUIET"), command.title)
        action.setEnabled(command.enabled())
        action.triggered.connect(command.run)
    menu.popup(at)
