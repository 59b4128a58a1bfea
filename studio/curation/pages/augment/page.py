"""The Augment page: variants of the pictures, seen as they come out."""

from __future__ import annotations

import functools
from typing import Any

import numpy as np

from gan_engine.curation.operations import OPERATIONS, Augment, factor
from gan_engine.image_shape import ImageShape
from gan_engine.reporting import Report
from studio.curation.pages.augment.panel import BAKED, TRAINING, AugmentPanel, Said, range_words
from studio.curation.pages.augment.view import COLUMNS, TILE, AugmentView
from studio.curation.pages.page import CurateContext, CuratePage
from studio.engine_words import engine_words
from studio.project.baking import ADVICE_KEY
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.store.ids import Ids
from studio.words import count_words, tr, tr_noop
from studio.workers.curation import augmenting

_WARNINGS = {
    "mirror": ("mirror",),
    "hue": ("hue",),
    "turn": ("upside-down",),
}
"""What is measured, and the operations that it speaks of."""
_AGAINST = {"mirror": tr_noop("mirroring advised against"), "hue": tr_noop("turning hues advised against"),
            "turn": tr_noop("turning advised against")}  # fmt: skip


_EVIDENCE = {"mirror": tr_noop("{count:,} that mirroring changes"), "hue": tr_noop("{count:,} that other hues change"),
             "turn": tr_noop("{count:,} that turning changes")}  # fmt: skip


class AugmentPage(CuratePage):
    """What is ticked stays ticked while it is left to training; only what is baked goes into the settings."""

    key = "augment"
    title = tr_noop("Augment")
    icon = "copy"
    kind = "step"
    tip = tr_noop(
        "See variants of the pictures, and bake them as an enlargement of the dataset or leave them to training."
    )
    words = tr_noop("mirror flip brightness contrast colour hue zoom crop cutout rotate variants enlarge")
    chooses = ("augment", "left_to_training")
    panel: AugmentPanel | None
    view: AugmentView | None

    def __init__(self, context: CurateContext) -> None:
        super().__init__(context)
        self._is_open = False
        self._framed: augmenting.Framed = []
        self._shown_of: tuple[object, ...] = ()
        self._advice: list[augmenting.Advised] | None = None
        self._advised_of = 0
        self._evidence_from: dict[str, int] = {}

    # ---- the page ---------------------------------------------------------------------------------------------

    def build(self) -> None:
        self.panel = AugmentPanel()
        self.view = AugmentView()
        self.panel.changed.connect(self._on_row)
        self.panel.placed.connect(self._on_place)
        self.panel.evidence_wanted.connect(self._show_evidence)
        self.view.rows.toggled.connect(self._on_toggled)
        self.context.settings_changed.connect(self._on_settings)
        self.context.pictures_changed.connect(self._say)

    def opened(self) -> None:
        assert self.panel is not None
        self._is_open = True
        self._on_settings()
        self._show_advice()
        self._measure()

    def closed(self) -> None:
        self._is_open = False

    def on_project(self, project: Project | None) -> None:
        self._framed, self._shown_of = [], ()
        self._advice, self._advised_of, self._evidence_from = None, 0, {}

    def strip_words(self) -> tuple[str, bool]:
        plan = self.context.settings.augment
        if not plan:
            return tr("left to training"), False
        return tr("{factor} for each picture", factor=factor(plan)), True

    @property
    def _plan(self) -> tuple[Augment, ...]:
        """What is ticked, baked or left to training."""
        return self.context.settings.augment or self.context.settings.left_to_training

    # ---- what is chosen -----------------------------------------------------------------------------------------

    def _on_toggled(self, operation: str) -> None:
        if self.panel is not None:
            self.panel.rows[operation].box.toggle()

    def _on_row(self, operation: str) -> None:
        assert self.panel is not None
        assert self.view is not None
        before = {one.operation for one in self._plan}
        plan = self.panel.plan
        added = operation in {one.operation for one in plan} - before
        # to choose a variant is to bake it
        self._place(plan, BAKED if added or self.context.settings.augment else TRAINING)
        if added:
            self.view.see(operation)
        self._make(operation)
        self._say()

    def _on_place(self, where: str) -> None:
        self._place(self._plan, where)
        if where == BAKED and not self._plan and self.panel is not None:
            self.panel.rows["brightness"].box.setChecked(True)
        self._say()

    def _place(self, plan: tuple[Augment, ...], where: str) -> None:
        baked, left = (plan, ()) if where == BAKED else ((), plan)
        self.context.set_settings(augment=baked, left_to_training=left)

    def _on_settings(self) -> None:
        if self._is_open and self.panel is not None:
            if self.panel.plan != self._plan:  # taken back, or another project's
                self.panel.show_plan(self._plan)
            self._look()
            self._say()
        self.changed.emit()

    def _say(self) -> None:
        if self.panel is None or self.view is None or not self._is_open:
            return
        settings, counts = self.context.settings, self.context.counts
        baked = settings.augment
        self.panel.show_place(BAKED if baked else TRAINING)
        picked = counts.states.get(State.PICKED, 0)
        usable = counts.all - counts.states.get(State.REJECTED, 0) - counts.damaged
        number = max(0, picked if settings.which == "picked" else usable) * settings.parts
        words = count_words(number, "picture")
        if baked:
            words = tr(
                "{pictures} become {number:,}, {factor} for each",
                pictures=words,
                number=number * factor(baked),
                factor=factor(baked),
            )
        self.panel.show_count(words)
        self.view.rows.show_chosen(frozenset(one.operation for one in self._plan))

    # ---- the strip ----------------------------------------------------------------------------------------------

    def on_chosen(self, ids: Ids) -> None:
        self._look()

    def _look(self) -> None:
        """Read the pictures of the strip, where they are others than those it shows."""
        project, settings = self.context.project, self.context.settings
        if project is None or not self._is_open:
            return
        chosen = tuple(self.context.table.ids[:COLUMNS].tolist())
        edge = round(TILE * (self.view.devicePixelRatioF() if self.view is not None else 1))
        size = settings.shape.about(edge)
        wanted = (chosen, size, settings.fit, settings.background)
        if wanted == self._shown_of and self._framed:
            return
        self._shown_of = wanted
        self.context.workbench.jobs.start(
            tr("Reading pictures"), functools.partial(_read, project, chosen, size, settings.fit, settings.background),
            functools.partial(self._take_framed, wanted), key="curate.augment.read", quiet=True,
        )  # fmt: skip

    def _take_framed(self, wanted: tuple[object, ...], framed: augmenting.Framed) -> None:
        if wanted != self._shown_of or self.view is None:
            return
        self._framed = framed
        if framed:
            self.view.rows.show_row("", augmenting.make_originals(framed, COLUMNS))
            for operation in OPERATIONS:
                self._make(operation)

    def _make(self, operation: str) -> None:
        if not self._framed or self.panel is None:
            return
        low, high = self.panel.rows[operation].range
        self.context.workbench.jobs.start(
            tr("Making variants"),
            functools.partial(_variants, self._framed, operation, low, high, self.context.settings.background),
            functools.partial(self._take_variants, operation, low, high),
            key=f"curate.augment.{operation}", quiet=True,
        )  # fmt: skip

    def _take_variants(self, operation: str, low: float, high: float, images: list[Any]) -> None:
        if self.view is not None:
            self.view.rows.show_row(operation, images, range_words(OPERATIONS[operation], low, high))

    # ---- what would harm ------------------------------------------------------------------------------------------

    def _measure(self) -> None:
        """Measure whether the art has a direction, where that was not done or the set has changed much since."""
        project, number = self.context.project, self.context.counts.all
        if project is None or (self._advice is not None and abs(number - self._advised_of) <= 0.1 * number):
            return
        self._advised_of = number
        self.context.workbench.jobs.start(
            tr("Looking whether the art has a direction"), functools.partial(_advise, project),
            functools.partial(self._take_advice, project), key="curate.augment.advise",
        )  # fmt: skip

    def _take_advice(self, project: Project, found: list[augmenting.Advised]) -> None:
        if project is self.context.project:
            self._advice = found
            self._show_advice()

    def _show_advice(self) -> None:
        if self.panel is None or self.view is None:
            return
        if self._advice is None:
            self.panel.show_advice([], tr("Being measured…"))
            return
        self.panel.show_advice(
            [
                Said(one.advice.operation, engine_words(one.advice.words), one.advice.harmful, len(one.ids))
                for one in self._advice
            ],
            tr("Too few pictures to say whether the art has a direction."),
        )
        self.view.rows.show_warnings(
            {
                operation: tr(
                    "{against}: {count:,} of {pictures:,} show why",
                    against=tr(_AGAINST[one.operation]),
                    count=len(ids),
                    pictures=one.pictures,
                )
                for one, ids in self._advice
                if one.harmful
                for operation in _WARNINGS[one.operation]
            }
        )

    def _show_evidence(self, operation: str) -> None:
        """The pictures that an advice stands on beside their variants, the clearest first; the next ones when asked
        again."""
        ids = next((ids for advice, ids in self._advice or [] if advice.operation == operation), [])
        if ids and self.view is not None:
            start = self._evidence_from.get(operation, 0) % len(ids)
            self._evidence_from[operation] = start + COLUMNS
            self.context.show_ids(tr(_EVIDENCE[operation], count=len(ids)), np.array(ids, np.int64))
            self.context.select(np.array(ids[start : start + COLUMNS], np.int64))
            self.view.see(_WARNINGS[operation][0])


# On worker threads.


def _read(
    project: Project, chosen: tuple[int, ...], size: ImageShape, fit: str, background: str, report: Report
) -> augmenting.Framed:
    ids = list(chosen)
    if not ids:  # nothing is chosen: some from all over the set
        everything = project.catalogue.ids()
        ids = everything[np.linspace(0, len(everything) - 1, COLUMNS).astype(int)].tolist() if len(everything) else []
    return augmenting.read_framed(project, ids, size, fit, background, report)


def _variants(
    framed: augmenting.Framed, operation: str, low: float, high: float, background: str, report: Report
) -> list[Any]:
    return augmenting.make_variants(framed, operation, low, high, background, COLUMNS, report)


def _advise(project: Project, report: Report) -> list[augmenting.Advised]:
    found = augmenting.advise(project, report)
    project.remember(ADVICE_KEY, {one.advice.operation: not one.advice.harmful for one in found})
    return found
