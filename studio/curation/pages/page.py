"""The base class of Curate's pages, and the context through which they meet the workspace.

A page is a small thing of its own: its controls stand in the inspector's column above what is known of the chosen
picture, and, where it needs the room, a view of its own takes the middle in place of the light table. It reads and
changes everything through its `CurateContext`, never the workspace itself. `page_list` says which pages there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, Literal, Protocol

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from studio.command import Command
from studio.curation.decisions import Decisions
from studio.curation.light_table import LightTable
from studio.curation.pages.bake.settings import CHANGE_WORDS, CHOICE, BakeSettings
from studio.curation.selection import Selection
from studio.project.datasets import DatasetEntry
from studio.project.pictures.facts import Counts
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import tr
from studio.workers.curation.choices import Choice
from studio.workers.workbench import Workbench

PageKind = Literal["step", "look", "tool"]
"""Along the bottom, with the findings at the left ("To look at"), or among the tools at the left."""

_STORE_DELAY = 400  # milliseconds after the last change of a setting until it is stored


class CuratePage(QObject):
    """What a slice of the work subclasses. Everything here may be left as it is.

    Pages are made with the workspace, so `__init__` is cheap; widgets are made in `build`, which is called once,
    before the page is first opened.
    """

    key: ClassVar[str] = ""
    """ "background": its object names begin with "curate.background."."""
    title: ClassVar[str] = ""
    icon: ClassVar[str] = ""
    """A Phosphor name."""
    kind: ClassVar[PageKind] = "step"
    tip: ClassVar[str] = ""
    """What can be done here, in one sentence."""
    words: ClassVar[str] = ""
    """More words to find it by in the palette."""
    finds: ClassVar[tuple[str, ...]] = ()
    """Kinds of findings whose rows at the left open this page."""
    chooses: ClassVar[tuple[str, ...]] = ()
    """The fields of `BakeSettings` that are chosen here: where one of them is taken back, the page opens."""
    shows: ClassVar[tuple[str, ...]] = ()
    """Decisions (see `studio.project.undo.decisions`) that its `view` shows of the pictures: where one of them is taken
    back, the page stays open."""
    follows_table: ClassVar[bool] = False
    """Its `view` shows what is chosen on the light table behind it: P, X, U, T and C go on working."""

    changed = Signal()
    """`strip_words` has other words."""
    closed_wanted = Signal()

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self.context = context
        self.panel: QWidget | None = None
        """Stands in the inspector's column while the page is open."""
        self.view: QWidget | None = None
        """Takes the middle in place of the light table while the page is open."""

    def build(self) -> None:
        """Make `panel` and `view`."""

    def strip_words(self) -> tuple[str, bool]:
        """What the step has come to, and whether it is done (a tick before the words). Asked again on `changed`, and
        whenever settings or pictures change."""
        return "", False

    def opened(self) -> None:
        """The page is in front now."""

    def closed(self) -> None:
        """The page has gone: let go of what only eyes need."""

    def on_enter(self) -> bool:
        """Enter was pressed where nobody else had a use for it; whether the page had."""
        return False

    def on_chosen(self, ids: Ids) -> None:
        """Other pictures are chosen on the light table. Told while the page is open, and when it opens."""

    def on_project(self, project: Project | None) -> None:
        """Another project is open; None: let go of the one there was."""

    def on_finding(self, kind: str) -> None:
        """The page was opened by the row of one of the kinds it `finds`; the light table shows those pictures."""

    def commands(self) -> list[Command]:
        """For the palette and the keyboard, besides the one that opens the page. Asked once, before `build`."""
        return []


class Host(Protocol):
    """What the workspace does for its context."""

    def show_ids(self, title: str, ids: Ids, badges: Mapping[int, str], nothing: tuple[str, str]) -> None: ...
    def show_collection(self, key: str) -> None: ...
    def open_page(self, key: str) -> None: ...
    def open_page_of(self, setting: str) -> None: ...
    def close_page(self) -> None: ...
    def refresh(self) -> None: ...
    def focus_pictures(self) -> None: ...


class CurateContext(QObject):
    """The workspace as its pages see it."""

    settings_changed = Signal()
    pictures_changed = Signal()
    """Pictures, decisions, labels or findings are others, and `counts` tells of them; at most once an event."""
    analysis_changed = Signal()
    """Features, qualities or groups of the pictures are new."""

    def __init__(
        self, workbench: Workbench, table: LightTable, decisions: Decisions, selection: Selection, host: Host
    ) -> None:
        super().__init__(table)
        self.workbench = workbench
        self.table = table
        """The light table: `ids` that are chosen, `current` picture."""
        self.settings = BakeSettings()
        self.counts = Counts()
        self.datasets: Sequence[DatasetEntry] = ()
        self.is_compared = False
        """Whether the pictures have been compared with each other: no finding says nothing before."""
        self.page_keys: Sequence[str] = ()
        """The pages there are."""
        self._decisions = decisions
        self._selection = selection
        self._host = host
        self._storing = QTimer(self, singleShot=True, interval=_STORE_DELAY)
        self._storing.timeout.connect(self.store_settings)
        self._stored = BakeSettings()
        self._choice = Choice(workbench, CHOICE, self)
        self._choice.came_back.connect(self._on_back)
        workbench.settling.connect(self.store_settings)

    @property
    def project(self) -> Project | None:
        """The project that is open."""
        return self.workbench.project

    # ---- settings ---------------------------------------------------------------------------------------------

    def set_settings(self, **changes: Any) -> None:
        """Choose otherwise, by the names of `BakeSettings`: the strip and all previews follow at once, and the project
        remembers it. Raises `ValueError` for what cannot be chosen."""
        wanted = self.settings.changed(**changes)
        if wanted != self.settings:
            if self._storing.isActive() and not _is_one_slider(self._stored, self.settings, wanted):
                self.store_settings()  # another choice: a change of its own
            self.settings = wanted
            self._storing.start()
            self.settings_changed.emit()

    def take_settings(self, settings: BakeSettings) -> None:
        """What a project remembered."""
        self._stored = settings
        if settings != self.settings:
            self.settings = settings
            self.settings_changed.emit()

    def store_settings(self, *, at_once: bool = False) -> None:
        """Store what was chosen, where it is not stored yet; `at_once` where no thread will have its turn any more."""
        self._storing.stop()
        changed = self._stored.differing(self.settings)
        if not changed or self.project is None:
            return
        self._stored = self.settings
        together = len(changed) > 1 and set(changed) not in _ONE_CHOICE
        words = tr("change how the set is baked") if together else tr(CHANGE_WORDS[changed[0]])
        (self._choice.put_at_once if at_once else self._choice.put)(self.settings.stored(), words)

    def _on_back(self, value: object) -> None:
        """A choice was taken back, or made again: it is seen where it is made."""
        settings = BakeSettings.from_stored(value)
        changed = self.settings.differing(settings)
        self.take_settings(settings)
        if changed:
            self._host.open_page_of(changed[0])

    # ---- the light table ----------------------------------------------------------------------------------------

    def show_ids(
        self, title: str, ids: Ids, badges: Mapping[int, str] | None = None, *, nothing: tuple[str, str] = ("", "")
    ) -> None:
        """Let the light table show these pictures, in this order, with a word over some; where there are none, the
        title and the sentence of `nothing`. It goes on doing so until a row at the left is chosen, `show_collection`
        is called, or the page closes."""
        self._host.show_ids(title, ids, badges or {}, nothing)

    def show_collection(self, key: str) -> None:
        """Let the light table show a row of the list at the left ("all", "finding:blurred", "class:Robots")."""
        self._host.show_collection(key)

    def select(self, ids: Ids) -> None:
        """Choose these on the light table, as far as they are on it, and bring the first into sight."""
        self.table.choose(ids)

    def decide(self, ids: Ids, state: State) -> None:
        """Pick, reject or set back: shown at once, undone by Ctrl+Z."""
        self._decisions.decide(state, ids)

    def look_close(self, id_: int) -> None:
        """Show a picture over the whole window."""
        self._selection.look_close_at(id_)

    def focus_pictures(self) -> None:
        """Give the keyboard to the light table, or to the view that stands in its place."""
        self._host.focus_pictures()

    # ---- pages ----------------------------------------------------------------------------------------------------

    def open_page(self, key: str) -> None:
        """Open another page in place of the one that is open; nothing where there is none of that key."""
        self._host.open_page(key)

    def close_page(self) -> None:
        """Close the page that is open."""
        self._host.close_page()

    def refresh(self) -> None:
        """Look into the project anew."""
        self._host.refresh()


_ONE_CHOICE = ({"augment", "left_to_training"}, {"background", "alpha"})
"""Fields of `BakeSettings` that are chosen at once; the first of them, as `CHANGE_WORDS` has them, says what it was."""


def _is_one_slider(stored: BakeSettings, before: BakeSettings, after: BakeSettings) -> bool:
    """Whether going from `before` to `after` goes on with what is not stored yet: the same number, moved."""
    changed = before.differing(after)
    return changed == stored.differing(before) and all(
        type(getattr(one, name)) in (int, float) for name in changed for one in (before, after)
    )
