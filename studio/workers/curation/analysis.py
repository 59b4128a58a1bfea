"""Features, prints and near-copies of the open project, computed in the background.

The engine's process looks, behind whatever somebody waits for; what it saw is stored at once, some thirty pictures at
a time, so that nothing is done twice after a cancelled, closed or killed one. Then pairs of copies are found and the
findings stored, whatever page is open.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Signal

from gan_engine.reporting import Report
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.engine import Answer
from studio.workers.rounds import Rounds
from studio.workers.workbench import Workbench

if TYPE_CHECKING:
    from studio.project.findings.copies import Copies, CopyChoices
    from studio.project.project import Project

LANE = "analysis"
_SOON = 5000  # milliseconds after the last change of the pictures: imports and decisions come in bursts


class _Gathered(NamedTuple):
    """What a round begins with."""

    items: list[dict[str, Any]]
    """Pictures that have not been looked at, as the engine is told of them."""
    keys: list[str]
    copies: Copies | None
    choices: CopyChoices


class Analysis(QObject):
    """`changed` when features or copies are new; `busy_changed` when looking begins or ends."""

    changed = Signal()
    busy_changed = Signal()
    came_back = Signal()
    """Undo or redo made the choices others."""

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent or workbench)
        self._workbench = workbench
        self._project: Project | None = None
        self._rounds = Rounds(
            workbench, tr("Looking at pictures"), self._gather, delay=_SOON, parent=self, ends_when_cancelled=True
        )
        self._rounds.busy_changed.connect(self.busy_changed)
        self._stored = 0
        self.copies: Copies | None = None
        """The pairs of the pictures there are; None while they are not known."""
        self.choices: CopyChoices | None = None
        """What the artist said to them."""
        self._choice = Choice(workbench, "copies", self)
        self._choice.came_back.connect(self._on_back)
        workbench.project_opened.connect(self.set_project)
        workbench.project_closing.connect(self.set_project)
        workbench.pictures_changed.connect(self.look_again)
        if workbench.project is not None:
            self.set_project(workbench.project)

    @property
    def is_looking(self) -> bool:
        """Whether pictures are being looked at or compared."""
        return self._rounds.is_busy

    @property
    def progress(self) -> tuple[int, int | None]:
        """How many of how many pictures have been looked at in the round under way."""
        return self._rounds.progress

    def set_project(self, project: Project | None = None) -> None:
        """Look at the pictures of another project, or of none."""
        self._project = project
        self.copies = self.choices = None
        self._rounds.stop()
        if project is not None:
            self._rounds.soon()

    def look_again(self) -> None:
        """Pictures have come, gone or changed: look at what is new, soon."""
        if self._project is not None:
            self._rounds.soon()

    def look(self) -> None:
        """Look at what has not been looked at, now; one round at a time."""
        if self._project is not None:
            self._rounds.start()

    def keep_choices(self, choices: CopyChoices, words: str) -> None:
        """Remember what the artist said, and store the findings that follow. `words`: for undo."""
        copies = self.copies
        if self._project is None or copies is None:
            return
        self.choices = choices
        self._choice.put(choices.stored(), words, functools.partial(_store, choices, copies))

    def _on_back(self, value: object) -> None:
        copies = self.copies
        if self._project is None or copies is None:
            return
        from studio.project.findings.copies import CopyChoices

        self.choices = choices = CopyChoices.from_stored(value)
        self._choice.follow(functools.partial(_store, choices, copies))
        self.came_back.emit()

    # ---- one round: gather, look, compare, store ------------------------------------------------------------------

    def _gather(self) -> None:
        self._start(tr("Reading what is known"), _gather, self._on_gathered, quiet=True)

    def _start(
        self, name: str, work: Callable[[Project, Report], Any], done: Callable[[Project, Any], Any], quiet: bool
    ) -> None:
        project = self._project
        assert project is not None
        self._rounds.follow(
            self._workbench.jobs.start(
                name, functools.partial(work, project), functools.partial(done, project), self._on_failed, lane=LANE,
                quiet=quiet,
            )
        )  # fmt: skip

    def _on_gathered(self, project: Project, found: _Gathered) -> None:
        copies, self.choices = found.copies, found.choices
        if project is not self._project:
            return
        if copies is not None:
            self.copies = copies
            self.changed.emit()
        if found.items:
            self._stored = 0
            self._rounds.follow(
                self._workbench.engine.call(
                    "features", {"items": found.items}, name=tr("Looking at pictures"),
                    prepare=functools.partial(_keep, project, found.keys),
                    partial=self._on_kept, done=functools.partial(self._on_looked, project), failed=self._on_failed,
                )
            )  # fmt: skip
        elif copies is None:
            self._on_looked(project, None)

    def _on_kept(self, count: int) -> None:
        self._stored += count

    def _on_looked(self, project: Project, answer: object) -> None:
        if project is self._project:
            self._rounds.got_on()
            if answer is not None:
                self.changed.emit()
            self._start(tr("Reading what was seen"), _prints, self._on_prints, quiet=True)

    def _on_prints(self, project: Project, found: tuple[Any, Any, list[str]] | None) -> None:
        if project is not self._project or found is None:
            return
        features, hashes, keys = found
        self._rounds.follow(
            self._workbench.engine.call(
                "near_copies", {"digests": keys}, [features, hashes], name=tr("Finding near-copies"),
                prepare=functools.partial(_keep_pairs, project, keys),
                done=functools.partial(self._on_compared, project), failed=self._on_failed,
            )
        )  # fmt: skip

    def _on_compared(self, project: Project, answer: object) -> None:
        if project is self._project:
            self._start(tr("Storing near-copies"), _conclude, self._on_concluded, quiet=True)

    def _on_concluded(self, project: Project, copies: Copies | None) -> None:
        if project is not self._project:
            return
        if copies is None:
            self.look_again()  # pictures changed meanwhile
        else:
            self.copies = copies
            self.changed.emit()

    def _on_failed(self, error: BaseException) -> None:
        """The engine died, or the disk: what was stored is not lost, and the rest is tried a few times more."""
        if self._stored:
            self._rounds.got_on()
        self._stored = 0
        self._rounds.failed(error)


# On worker threads, and the one that reads the engine's answers.


def _gather(project: Project, report: Report) -> _Gathered:
    from studio.project.findings.copies import load_copies, load_copy_choices
    from studio.project.findings.features import unknown_pictures

    wanted = unknown_pictures(project, report)
    return _Gathered(
        [one.item.as_json() for one in wanted], [one.key for one in wanted],
        None if wanted else load_copies(project, report), load_copy_choices(project),
    )  # fmt: skip


def _keep(project: Project, keys: list[str], answer: Answer) -> int:
    from studio.project.findings.features import keep

    indices = answer.values.get("indices", [])
    if indices and len(answer.arrays) == 2:
        keep(project, [keys[index] for index in indices], answer.arrays[0], answer.arrays[1])
    return len(indices)


def _prints(project: Project, report: Report) -> tuple[Any, Any, list[str]] | None:
    from studio.project.findings.copies import load_prints

    prints = load_prints(project, report)
    return prints if len(prints[2]) > 1 else None


def _keep_pairs(project: Project, keys: list[str], answer: Answer) -> None:
    if len(answer.arrays) == 4:
        from gan_engine.curation.copies.duplicates import Pairs
        from studio.project.findings.copies import keep_pairs

        keep_pairs(project, keys, Pairs(*answer.arrays))


def _conclude(project: Project, report: Report) -> Copies | None:
    from studio.project.findings.copies import copies_at, load_copies, load_copy_choices, store_findings

    copies = load_copies(project, report)
    if copies is not None:
        choices = load_copy_choices(project)
        store_findings(project, copies_at(copies, choices.threshold, choices.best))
    return copies


def _store(choices: CopyChoices, copies: Copies, project: Project) -> None:
    from studio.project.findings.copies import copies_at, store_findings

    store_findings(project, copies_at(copies, choices.threshold, choices.best))
