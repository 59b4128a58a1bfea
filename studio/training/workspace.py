"""The Train workspace: what is done with runs and snapshots, and how a new training begins."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QWidget

from gan_engine.errors import EngineError
from gan_engine.runs.run_directory import Snapshot
from gan_engine.runs.run_names import run_name
from gan_engine.settings.dotted import dotted
from studio.command import Command
from studio.engine_words import error_words
from studio.project.undo.history import UndoStep
from studio.training.commands import train_commands
from studio.training.monitor.advice import WayOut
from studio.training.new_training.form_defaults import FormDefaults, defaults_like
from studio.training.queue.trouble_dialog import QueueTroubleDialog
from studio.training.queue.waiting_page import way_for
from studio.training.run.branch_dialog import BranchDialog
from studio.training.run.rows import SNAPSHOT
from studio.training.run.side import row_menu
from studio.training.schema_fields import fields_of
from studio.training.screen import TrainScreen
from studio.words import tr, tr_noop
from studio.workers.training.beginnings import Beginning, GoOn, NewBranch
from studio.workers.training.follower import RunView
from studio.workers.training.starts import QueueUnusableError

_ASKED = {
    "sample": tr_noop("The designs of now are being drawn"),
    "evaluate": tr_noop("The networks of now are being measured in full; the numbers come beside the curves"),
}


class TrainWorkspace(TrainScreen):
    """What commands, buttons and menus lead to."""

    def build(self) -> Iterator[None]:
        yield from super().build()
        self.starts.begun.connect(self._on_begun)
        self.starts.failed.connect(self._on_start_failed)
        self.starts.blocked.connect(self._on_blocked)
        self.workbench.taken_back.connect(self._show_taken)
        self.workbench.train_on.connect(self.open_form_on)
        self.list.opened.connect(self._on_row_opened)
        self.list.context_menu.connect(self._on_row_menu)
        self.runs_side.new_wanted.connect(self.open_form)
        self.runs_side.compare_wanted.connect(self.open_compare)
        self.runs_side.maps_wanted.connect(self.open_maps)
        self.runs_side.ballot_wanted.connect(self.open_ballot)
        self.runs_side.queue_wanted.connect(self.open_queue)
        self.queue.run_wanted.connect(self._on_queued_run)
        self.queue.begin_wanted.connect(self._begin_from_queue)
        self.middle_stack.begin_wanted.connect(self.open_form)
        self.monitor.way_out_wanted.connect(self._take_way_out)
        self.form.wanted.connect(self.starts.begin)
        self.waiting.start_wanted.connect(self.start_now)
        self.waiting.resume_wanted.connect(self.queued.resume)
        self.waiting.removal_wanted.connect(self.take_out)
        self.waiting.queue_wanted.connect(self.open_queue)
        self.form.given_up.connect(self.close_form)
        self.form.compare_wanted.connect(self.open_recipes)
        self.recipe_compare.used.connect(self._use_recipe)
        for page in (self.recipe_compare, self.comparison, self.maps, self.ballot, self.queue):
            page.left.connect(self.close_page)
        self.location.found.connect(self._on_dataset_found)
        self.care.changed.connect(self.follower.nudge)
        self.ballot.changed.connect(self.follower.nudge)
        self.panel.asked.connect(self._ask)
        self.panel.wanted.connect(self._do)
        self.panel.longer_wanted.connect(self._train_longer)

    def commands(self) -> list[Command]:
        return train_commands(self)

    def _on_row_opened(self, key: str) -> None:
        if key.startswith(SNAPSHOT):
            self.open_in_explore()

    def _on_row_menu(self, key: str, point: QPoint) -> None:
        self._on_row(key)
        self.list.choose(key)
        row_menu(self, key, self).popup(point)

    # ---- the run ----------------------------------------------------------------------------------------------------

    def _ask(self, kind: str) -> None:
        if self._chosen is not None:
            self.runs.ask(self._chosen, kind)
            self.follower.nudge()
            if kind in _ASKED:
                self.workbench.notify(tr(_ASKED[kind]))

    def _do(self, action: str) -> None:
        if action == "continue" and self._run is not None and self._run.dataset_trouble:
            self.locate_dataset()
        elif action == "continue" and self._chosen is not None:
            self._go_on(self._chosen)
        elif action == "explore":
            self.open_in_explore()
        elif action == "again":
            self.again()
        elif action == "branch":
            self.ask_branch()
        elif action == "film":
            self.make_film()
        elif action == "events":
            self.export_events()
        elif action == "report":
            self.make_report()
        elif action == "thin" and self._chosen is not None:
            self.care.thin_out(self._chosen)
        elif action == "locate":
            self.locate_dataset()
        elif action == "bin" and self._chosen is not None:
            self.runs.throw_away(self._chosen)

    def locate_dataset(self) -> None:
        """Ask where the dataset of the chosen run lies now."""
        if self.has_ended() and self._run is not None:
            self.location.ask(self._run)

    def _go_on(self, path: Path, kimg: float | None = None) -> None:
        """Let a training go on whose process has ended; one that waits for its turn already, before all others."""
        job = self.queued.of(path)
        if job is not None and job.state == "waiting" and kimg is None:
            self.start_now(job.job, way_for(job))
        else:
            self.starts.begin(GoOn(path, kimg))

    def _on_dataset_found(self, path: Path, goes_on: bool) -> None:
        """Its place is known again: what waited for it goes on."""
        if goes_on:
            self._go_on(path)
        self.follower.nudge()

    def _train_longer(self, kimg: float) -> None:
        if self._chosen is None:
            return
        if self.is_live():
            self.runs.ask(self._chosen, "lengthen", kimg=kimg)
            self.follower.nudge()
        else:
            self._go_on(self._chosen, kimg)

    def open_in_explore(self) -> None:
        """The snapshot that is chosen; else the artist's best; else the measure's; else the last. In a comparison, its
        best."""
        if self.compares():
            self.comparison.open_best()
            return
        run = self._run
        if run is None or not run.snapshots:
            return
        own = next((each.name for each in run.stored if each.chosen), "")
        names = [self._snapshot, own, run.state.best_snapshot or "", run.snapshots[-1].name]
        by_name = {shot.name: shot for shot in run.snapshots}
        shot = next(by_name[name] for name in names if name in by_name)
        self.workbench.show_in_explorer.emit(shot.path)

    def make_film(self) -> None:
        """A film of the samples; of the design with the ring, where one has it."""
        if self._run is not None:
            self.exports.ask_film(self._run, self.monitor.samples.current)

    def toggle_pin(self) -> None:
        """Keep the chosen snapshot always, or no longer; without one, the last."""
        run = self._run
        if run is None or not run.stored:
            return
        each = next((each for each in run.stored if each.name == self._snapshot), run.stored[-1])
        self.care.set_pinned(run.path, each.name, "artist" not in each.holders)

    def make_report(self) -> None:
        """A page of the run and those drawn beside it, written where one wants it."""
        if self._run is not None:
            self.exports.ask_report([self._run.path, *self._overlay.beside])

    def export_events(self) -> None:
        """Event files for TensorBoard."""
        if self._run is not None:
            self.exports.ask_events(self._run)

    def verify(self) -> None:
        """Is all of it still as it was written?"""
        if self._run is not None:
            self.exports.verify(self._run.path)

    # ---- a new training ---------------------------------------------------------------------------------------------

    def open_form(self) -> None:
        """The form for a new training."""
        self._open_form(FormDefaults())

    def open_form_on(self, dataset: Path) -> None:
        """The form for a new training on this dataset."""
        self._has_datasets = True  # whoever asks has seen one, though they are not counted yet where the room is new
        self._open_form(FormDefaults(dataset))

    def _show_taken(self, taken: UndoStep) -> None:
        """A recipe was kept or removed, or no more: the form shows which there are."""
        if taken.scope == self.name and not self.middle_stack.form_opened:
            self.open_form()

    def open_recipes(self) -> None:
        """Recipes side by side, on the form's dataset."""
        if not self.middle_stack.form_opened:
            self.open_form()
        if self.middle_stack.form_opened:
            self.middle_stack.open(self.recipe_compare)
            card = self.form.card
            self.recipe_compare.open(card.name if card is not None else "", self.form.entry)
            self._show_page()

    def _use_recipe(self, name: str) -> None:
        self.form.choose_recipe(name)
        self.close_page()

    def can_start_form(self) -> bool:
        """Whether the form is open, and filled in so that its training can begin."""
        return self.middle_stack.form_opened and self.form.side.start.isEnabled()

    def start_form(self) -> None:
        """Begin the training that the form describes."""
        self.form.side.start.click()

    def close_form(self) -> None:
        """Back to the run."""
        self._leave_form()
        self._show_runs()

    def start_now(self, job: int, aside: int | None = None) -> None:
        """Let a training that waits run as soon as it can; `aside`: another one that makes way for it."""
        self.queued.start_now(job, aside)

    def take_out(self, job: int) -> None:
        """A training that waits is no longer to be."""
        self.queued.remove(job)

    def _on_begun(self, path: Path) -> None:
        self._awaited = path
        self.choose(path)

    def _on_blocked(self, what: Beginning, why: QueueUnusableError) -> None:
        """The queue cannot be used: ask what is to be done, for the training is not to wait for that."""
        dialog = QueueTroubleDialog(why.error, self.window())
        dialog.restore_chosen.connect(functools.partial(self.starts.restore_and_begin, what, why))
        dialog.again_chosen.connect(functools.partial(self.starts.again, what, why))
        dialog.without_chosen.connect(functools.partial(self.starts.start_directly, what, why))
        dialog.rejected.connect(functools.partial(self._on_given_up, what, why))
        dialog.open()

    def _on_given_up(self, what: Beginning, why: QueueUnusableError) -> None:
        self.starts.give_up(what, why)
        self._on_start_failed(what, why.error)

    def _on_start_failed(self, new: Beginning, error: BaseException) -> None:
        words = error_words(error)
        if isinstance(new, NewBranch):
            self._awaited = None
            self._open_branch(new, problem=words)
            return
        if isinstance(new, GoOn):
            if isinstance(error, EngineError):
                self.workbench.report_error(tr("Resuming the training"), error)
            self.follower.nudge()
            return
        self._awaited = None
        if not self.middle_stack.form_opened:
            recipe = Path(new.recipe).stem  # one of the project's own is asked for by its file
            self._open_form(FormDefaults(new.dataset, recipe, new.name, new.settings, new.snapshot, new.replaces))
        self.form.say_problem(words)

    @property
    def has_read_all(self) -> bool:
        """Whether the run that is looked at has been read to its end."""
        return self._run is not None and self._run.whole

    def again(self) -> None:
        """A new training like the chosen run."""
        self._open_form(self._defaults_like_this())

    def begin_from_snapshot(self) -> None:
        """A new training that begins from the chosen snapshot."""
        run = self._run
        shot = next((shot for shot in run.snapshots if shot.name == self._snapshot), None) if run is not None else None
        if shot is not None:
            self._open_form(self._defaults_like_this(snapshot=shot.path))

    def ask_branch(self) -> None:
        """Ask what is to be different in a branch of the chosen snapshot; else of the best; else of the last."""
        self.open_branch({})

    def open_branch(self, settings: Mapping[str, Any], snapshot: str = "", *, replaces: bool = False) -> None:
        """The dialog for a branch of the chosen run with these settings; `replaces` it where it is running."""
        run = self._run
        whole = [] if run is None else _resumable(run)
        if run is None or not whole:
            self.workbench.notify(tr("No snapshot of this training can be gone on from."))
            return
        names = [snapshot, self._snapshot, run.state.best_snapshot or "", whole[-1].name]
        by_name = {shot.name: shot for shot in whole}
        shot = next(by_name[name] for name in names if name in by_name)
        stops = run.path if replaces and self.is_live() else None
        self._open_branch(NewBranch(run_name(run.path), shot.path, settings, replaces=stops))

    def _open_branch(self, new: NewBranch, *, problem: str = "") -> None:
        run = self._run
        if run is None or new.snapshot not in [shot.path for shot in run.snapshots]:
            self.workbench.notify(problem)
            return
        configuration = run.document.get("configuration", {})
        values = dotted(configuration) if isinstance(configuration, Mapping) else {}
        total = values.get("kimg")
        total = float(total) if isinstance(total, int | float) else 0.0
        dialog = BranchDialog(
            run_name(run.path), _resumable(run), new.snapshot.name, name=new.name,
            kimg=new.kimg or max(total, 2 * run.kimg if run.kimg >= total else total), values=values,
            fields=list(fields_of(self.recipes.cards[0].schema)) if self.recipes.cards else [],
            family=self.recipes.family(str(values.get("family", ""))), settings=new.settings,
            replaces=new.replaces, problem=problem, parent=self.window(),
        )  # fmt: skip
        dialog.chosen.connect(self.starts.begin)
        dialog.open()

    def _take_way_out(self, way: WayOut) -> None:
        if way.action == "resume":
            self._do("continue")
        elif way.action == "locate":
            self.locate_dataset()
        elif way.action == "branch" and way.snapshot is not None:
            self.open_branch(way.settings, way.snapshot.name, replaces=True)
        elif way.action == "begin-anew":
            self._open_form(self._defaults_like_this(way.settings, replaces=True))

    def _defaults_like_this(
        self, settings: Mapping[str, Any] | None = None, snapshot: Path | None = None, *, replaces: bool = False
    ) -> FormDefaults:
        """A form filled in as the chosen run was, but for `settings`."""
        run = self._run
        if run is None:
            return FormDefaults()
        defaults = defaults_like(run, self.recipes.card(str(run.document.get("recipe", ""))), settings, snapshot)
        return replace(defaults, replaces=run.path) if replaces and self.is_live() else defaults

    # ---- other pages ------------------------------------------------------------------------------------------------

    def open_compare(self) -> None:
        """Runs and snapshots side by side."""
        if self._chosen is None:
            return
        self._open_page(self.comparison)
        self.comparison.open([entry.path for entry in self.runs.entries], [self._chosen, *self._overlay.beside])

    def open_ballot(self) -> None:
        """Snapshots in blind pairs."""
        if self._run is not None and self.has_pairs():
            self._open_page(self.ballot)
            self.ballot.open(self._run)

    def open_queue(self) -> None:
        """All trainings of the queue, and what ran when."""
        if self.has_open_project():
            self._open_page(self.queue)
            self.queue.take_keyboard()

    def _begin_from_queue(self) -> None:
        if self.has_project():
            self.open_form()
        else:
            self.close_page()
            self.workbench.notify(tr("First bake a dataset, in Curate."))

    def _on_queued_run(self, path: Path) -> None:
        if self._is_known(path):
            self.choose(path)
        else:
            self.workbench.notify(tr("“{run}” belongs to another project.", run=run_name(path)))

    def open_maps(self) -> None:
        """What the chosen snapshot's discriminator sees, or the feature network."""
        if self._chosen is None:
            return
        self._open_page(self.maps)
        self.maps.open(self._chosen, self._snapshot)

    def _open_page(self, page: QWidget) -> None:
        self.middle_stack.open(page)
        self._mark_row()
        self._show_page()

    def close_page(self) -> None:
        """Back to the run; from recipes side by side to the form they belong to."""
        if self.middle_stack.opened is self.recipe_compare:
            self.middle_stack.open(self.form)
            self._show_page()
            self.form.page.compare.setFocus()
            return
        self._leave_form()
        self._show_runs()
        self.monitor.scrubber.setFocus()

    def look_close(self) -> None:
        """At the design with the ring, or the map with it."""
        (self.maps if self.middle_stack.opened is self.maps else self.monitor).look_close()


def _resumable(run: RunView) -> list[Snapshot]:
    """The snapshots that a training can go on from."""
    return [each.snapshot for each in run.stored if each.resumable]
