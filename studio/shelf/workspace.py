"""The Shelf workspace: what is done with kept designs: named, rated, collected, sent out."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from PySide6.QtCore import QModelIndex, QPoint

from gan_engine.errors import EngineError
from studio.command import Command
from studio.engine_words import error_words
from studio.shelf.collections import number_of
from studio.shelf.commands import popup_grid_menu, shelf_commands
from studio.shelf.decisions import ShelfDecisions
from studio.shelf.name_proposals import NameProposals
from studio.shelf.project_reader import read_queries, read_recipe
from studio.shelf.screen import ShelfScreen
from studio.widgets.export.exports import Exports
from studio.words import tr
from studio.workers.shelf.names import adopt_list, propose


class ShelfWorkspace(ShelfScreen):
    """What commands, buttons and menus lead to. Every change goes through the project, so that it can be undone."""

    def build(self) -> Iterator[None]:
        yield from super().build()
        self.exports = Exports(self.workbench, self)
        self.decisions = ShelfDecisions(self.workbench, self)
        self.decisions.expected.connect(self.table.expect)
        self.decisions.refused.connect(self.table.model.look_again)
        self.sheet_button.clicked.connect(self.make_sheet)
        self._connect_table()
        self._connect_inspector()

    def _connect_table(self) -> None:
        self.table.collection_dropped.connect(self.decisions.collect)
        self.table.new_collection_wanted.connect(self.decisions.make_collection)
        self.table.save_filter_wanted.connect(self.save_filter)
        self.table.side.context_menu.connect(self._on_row_menu)
        self.grid.stars_chosen.connect(self._on_stars)
        self.grid.context_menu.connect(lambda index, at: popup_grid_menu(self.commands(), self, index, at))

    def _connect_inspector(self) -> None:
        self.details.named.connect(self.decisions.rename)
        self.details.noted.connect(self.decisions.note)
        self.details.rated.connect(self.rate)
        self.details.labelled.connect(self.label)
        self.details.tag_given.connect(lambda tags: self.decisions.tag(self.chosen_ids(), tags))
        self.details.tag_taken.connect(lambda tag: self.decisions.untag(self.chosen_ids(), tag))
        self.details.collection_left.connect(self._leave_collection)
        self.details.names_wanted.connect(self._open_names)
        self.details.open_wanted.connect(self.open_in_explore)
        self.details.export_wanted.connect(self.export)

    def commands(self) -> list[Command]:
        return shelf_commands(self)

    # ---- names --------------------------------------------------------------------------------------------

    def edit_name(self) -> None:
        """Put the cursor into the name of the design."""
        self.comparing.end()
        self.details.edit_name()

    @functools.cached_property
    def names(self) -> NameProposals:
        """Made when first asked for: it is a window of its own."""
        made = NameProposals(self)
        made.wanted.connect(self._propose)
        made.list_chosen.connect(self._adopt_list)
        made.named.connect(self.details.take_name)
        return made

    def propose_names(self) -> None:
        """Offer names for the chosen design."""
        self.comparing.end()
        self.details.propose_names()

    def _open_names(self, place: QPoint) -> None:
        self.names.open_below(place)

    def _propose(self, source: str, seed: int) -> None:
        read = functools.partial(propose, source, seed)
        self._reads.start(
            tr("Thinking of names"), read, self.names.show_names, key="shelf.names", failed=self._say_no_names
        )

    def _adopt_list(self, path: str, seed: int) -> None:
        read = functools.partial(adopt_list, Path(path), seed)
        self._reads.start(tr("Reading the list of names"), read, self._show_own_names, key="shelf.names")

    def _show_own_names(self, proposals: object) -> None:
        self.details.propose_names()

    def _say_no_names(self, error: BaseException) -> None:
        if isinstance(error, EngineError):
            self.names.say(error_words(error, "what", "do"))
        else:
            self.workbench.report_error(tr("Thinking of names"), error)

    # ---- changing -----------------------------------------------------------------------------------------

    def edit_tags(self) -> None:
        """Put the cursor where a tag is typed."""
        self.comparing.end()
        self.details.edit_tags()

    def rate(self, stars: int) -> None:
        """Give the chosen designs 1 to 5 stars, or 0."""
        self.decisions.rate(self.chosen_ids(), stars)

    def label(self, label: int) -> None:
        """Give the chosen designs a colour, 1 to 8, or 0."""
        self.decisions.label(self.chosen_ids(), label)

    def _on_stars(self, index: QModelIndex, stars: int) -> None:
        if id_ := self.table.model.id_at(index.row()):
            self.decisions.rate(np.array([id_], np.int64), stars)

    def delete(self) -> None:
        """Take the chosen designs off the shelf; the toast brings them back."""
        self.decisions.delete(self.chosen_ids())

    def collect(self) -> None:
        """Offer the collections to put the chosen designs into."""
        corner = self.grid.visualRect(self.grid.currentIndex()).center()
        place = self.compare_view.rect().center() if self.is_comparing else corner
        owner = self.compare_view if self.is_comparing else self.grid.viewport()
        self.decisions.choose_collection(self.chosen_ids(), self.table.counts, owner.mapToGlobal(place))

    def uncollect(self) -> None:
        """Take the chosen designs out of the collection that is shown."""
        self.decisions.uncollect(number_of(self.table.key, "collection"), self.chosen_ids())

    def _leave_collection(self, name: str) -> None:
        for id_, known, _ in self.table.counts.collections:
            if known == name:
                self.decisions.uncollect(id_, self.chosen_ids())

    def save_filter(self) -> None:
        """Keep what is shown now as a filter: the row at the left and what narrows it."""
        read = functools.partial(read_queries, self.table.key, self.table.own_queries())
        self._reads.start(tr("Reading the filters"), read, self.decisions.save_filter, key="shelf.filters")

    def _on_row_menu(self, key: str, place: QPoint) -> None:
        self.decisions.row_menu(key, self.table.counts, place)

    # ---- sending out --------------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the chosen designs as files of another kind or size, or all in one."""
        self.exports.export_kept(self.chosen_ids().tolist())

    def copy(self) -> None:
        """Put the chosen design's picture into the clipboard."""
        self.exports.copy_kept(int(self.chosen_ids()[0]))

    def copy_cut_out(self) -> None:
        """The same without its background."""
        self.exports.copy_kept(int(self.chosen_ids()[0]), cut_out=True)

    def make_sheet(self) -> None:
        """Put the chosen designs, or all that are shown while fewer than two are chosen, on one sheet."""
        chosen = self.table.chosen_ids()
        ids = chosen if len(chosen) > 1 else self.table.model.ids
        self.exports.sheet_of_kept(ids.tolist(), self.table.heading.text())

    def open_in_explore(self) -> None:
        """Make the chosen design again in Explore."""
        chosen = self.chosen_ids()
        if len(chosen) == 1:
            read = functools.partial(read_recipe, int(chosen[0]))
            self._reads.start(tr("Reading a recipe"), read, self._show_in_explorer, key="shelf.recipe")

    def _show_in_explorer(self, recipe: object) -> None:
        if recipe is None:
            self.workbench.notify(tr("This design carries no recipe: it can be looked at, but not made again."))
        else:
            self.workbench.show_in_explorer.emit(recipe)
