"""The inspector of a run: what can be done with it, how far it is, its facts."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu, QProgressBar, QVBoxLayout, QWidget

from gan_engine.runs.run_directory import UNDERWAY
from studio import theme
from studio.engine_words import engine_words
from studio.training.monitor.advice import LOCATE
from studio.training.queue.waiting_page import start_words
from studio.training.run.facts import configuration_of, number, run_facts, run_settings
from studio.training.run.family import FamilyTree
from studio.training.run.question import Question, set_words
from studio.training.run_words import NOT_IN_PLACE, span_words, standing_words
from studio.widgets.fact_rows import FactRows
from studio.widgets.fold import Fold
from studio.widgets.workspace import row
from studio.words import KIMG, duration, kimg_words, size_words, tr, tr_noop
from studio.workers.training.follower import RunView
from studio.workers.training.queue.open_jobs import OpenJob
from studio.workers.training.recipe_book import RecipeCard, family_title

_PATIENCE = 60_000  # milliseconds a request may wait for its answer before the button is live again
_LOG_LINES = 14

_PRIMARY = {
    "starting": ("", ""),
    "running": ("pause", tr_noop("Pause")),
    "paused": ("resume", tr_noop("Resume")),
    "stopped": ("continue", tr_noop("Resume")),
    "interrupted": ("continue", tr_noop("Resume")),
    "killed": ("continue", tr_noop("Resume")),
    "failed": ("continue", tr_noop("Try to resume")),
    "finished": ("explore", tr_noop("Open in Explore")),
}
_ASKED = {
    "pause": tr_noop("Pausing…"),
    "resume": tr_noop("Resuming…"),
    "snapshot": tr_noop("Saving…"),
    "stop": tr_noop("Stopping…"),
}


class RunPanel(QWidget):
    """`asked(kind)`: pause, resume, stop, snapshot, sample, evaluate; `wanted(action)`: continue, explore, again,
    branch, film, events, report, locate, thin, bin. `longer_wanted(kimg)`: go on to this length in all.
    """

    asked = Signal(str)
    wanted = Signal(str)
    longer_wanted = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._run: RunView | None = None
        self._job: OpenJob | None = None
        self._waiting: dict[str, tuple[str, int]] = {}
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._give_up_waiting)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_controls())
        self._progress = QProgressBar()
        self._progress.setObjectName("train.progress")
        self._progress.setAccessibleName(tr("Progress of the training"))
        self._progress.setRange(0, 1000)
        self._progress.setTextVisible(False)
        self._done = theme.make_label()
        self._done.setObjectName("train.done")
        self._done.setToolTip(tr(KIMG))
        self._left = theme.make_label(role="quiet")
        column.addSpacing(4)
        column.addWidget(self._progress)
        column.addLayout(row([self._done, None, self._left]))
        self._recipe = theme.make_label("", "large")
        self._family = theme.make_label("", "tag")
        self._sentence = theme.make_label("", "quiet", wrap=True)
        self._recipe_box = QWidget()
        inner = QVBoxLayout(self._recipe_box)
        inner.setContentsMargins(0, theme.UNIT, 0, 0)
        inner.setSpacing(theme.UNIT)
        inner.addWidget(theme.make_line())
        inner.addSpacing(theme.UNIT)
        inner.addWidget(theme.make_label(tr("Recipe"), "section"))
        inner.addLayout(row([self._recipe, 4, self._family, None]))
        inner.addWidget(self._sentence)
        column.addWidget(self._recipe_box)
        self.family = FamilyTree()
        column.addWidget(self.family)
        column.addSpacing(theme.UNIT)
        column.addWidget(theme.make_line())
        column.addSpacing(theme.UNIT)
        self.facts = FactRows("train.facts")
        column.addWidget(self.facts)
        column.addWidget(self._make_missing())
        column.addSpacing(theme.UNIT)
        self.settings = Fold("train.settings", tr("All settings"))
        self._settings = FactRows("train.settings.rows", label_width=152)
        self.settings.content.addWidget(self._settings)
        column.addWidget(self.settings)
        self.log = Fold("train.log-tail", tr("Last words of its log"))
        self._log = theme.make_label("", "small", wrap=True)
        self._log.setObjectName("train.log-tail.text")
        self.log.content.addWidget(self._log)
        column.addWidget(self.log)
        column.addStretch(1)

    def _make_missing(self) -> QWidget:
        """What is said, and can be done, where the dataset is not in its place."""
        self._trouble = theme.make_label(tr(NOT_IN_PLACE), "flag", wrap=True)
        self.locate = theme.make_button(tr(LOCATE), name="train.locate", tip=tr("Say where the same pictures lie now"))
        self.locate.clicked.connect(self._on_locate)
        self._missing = QWidget()
        inner = QVBoxLayout(self._missing)
        inner.setContentsMargins(0, theme.UNIT, 0, 0)
        inner.setSpacing(theme.UNIT)
        inner.addWidget(self._trouble)
        inner.addLayout(row([self.locate, None]))
        self._missing.hide()
        return self._missing

    def _make_controls(self) -> QWidget:
        self.primary = theme.make_button(tr("Pause"), "primary", name="train.pause")
        self.snapshot = theme.make_button(
            tr("Snapshot"), name="train.snapshot", tip=tr("Save the networks now"), keys="Ctrl+S"
        )
        self.explore = theme.make_button(
            tr("Explore"), name="train.explore", tip=tr("Open the chosen snapshot in Explore"), keys="E"
        )
        self.more = theme.make_button(tr("More"), "icon", name="train.more", icon_name="dots-three")
        theme.set_property(self.more, "kind", "plain")
        self.primary.clicked.connect(self._on_primary)
        self.snapshot.clicked.connect(self.save_now)
        self.explore.clicked.connect(self._on_explore)
        self.more.clicked.connect(self._open_menu)
        controls = QWidget()
        line = row([])
        line.addWidget(self.primary, 1)
        for button in (self.snapshot, self.explore, self.more):
            line.addWidget(button)
        controls.setLayout(line)
        self._buttons = controls
        self._question = Question()
        self._question.answered.connect(self._on_answered)
        self._question.left.connect(controls.show)
        self.confirm, self.keep_on, self.length = self._question.confirm, self._question.keep_on, self._question.length
        holder = QWidget()
        both = QVBoxLayout(holder)
        both.setContentsMargins(0, 0, 0, 0)
        both.addWidget(controls)
        both.addWidget(self._question)
        return holder

    # ---- the run ------------------------------------------------------------------------------------------------

    def show_run(
        self, run: RunView, recipe: RecipeCard | None, total_memory_mb: float | None, job: OpenJob | None = None
    ) -> None:  # fmt: skip
        """Show how it stands. `total_memory_mb` is the device's; `job` its place in the queue, where it has not ended
        there.
        """
        if self._run is None or self._run.path != run.path:
            self._waiting.clear()
            self._question.leave()
        self._run, self._job = run, job
        self._hear_answers(run)
        self._show_controls(run)
        self._show_progress(run)
        self._show_recipe(run, recipe)
        self.facts.set_facts(run_facts(run, total_memory_mb))
        self._trouble.setToolTip(_dataset_trouble(run, job))
        self._missing.setVisible(bool(_dataset_trouble(run, job)) and not run.gone)
        self._settings.set_facts(run_settings(run, recipe))
        self.settings.setVisible(bool(run.document))
        tail = run.log_tail[-_LOG_LINES:]
        self._log.setText("\n".join(tail))
        self.log.setVisible(bool(tail))

    def _show_controls(self, run: RunView) -> None:
        action, words = _primary(run, self._job)
        waiting = next(iter(self._waiting), "")
        if waiting in ("pause", "resume", "stop"):
            words = tr(_ASKED[waiting])
        live = run.status in ("running", "paused")
        set_words(self.primary, words or tr("Starting…"))
        self.primary.setEnabled(bool(action) and not run.gone and waiting not in ("pause", "resume", "stop"))
        theme.set_property(self.primary, "kind", "plain" if run.status == "failed" else "primary")
        set_words(self.snapshot, tr(_ASKED["snapshot"]) if "snapshot" in self._waiting else tr("Snapshot"))
        self.snapshot.setEnabled("snapshot" not in self._waiting)
        self.snapshot.setVisible(live)
        self.explore.setVisible(not live and run.status not in ("finished", "starting") and bool(run.snapshots))
        self.primary.setProperty("action", action)
        waits = self._job is not None and self._job.state == "waiting" and action == "continue"
        self.primary.setToolTip(start_words(self._job) if waits and self._job is not None else "")
        if self._question.asked == "stop" and run.status not in ("running", "paused", "starting"):
            self._question.leave()

    def _show_progress(self, run: RunView) -> None:
        state = run.state
        total = state.total_kimg or number(run.document.get("configuration", {}).get("kimg"))
        kimg = max(state.kimg, run.kimg) if run.status in ("running", "paused") else state.kimg
        self._progress.setValue(round(1000 * min(1.0, kimg / total)) if total else 0)
        self._done.setText(
            tr("{done} of {total} kimg", done=kimg_words(kimg), total=kimg_words(total)) if total else ""
        )
        left = run.latest.get("seconds_left", state.seconds_left)
        if run.status == "running" and left is not None:
            self._left.setText(
                tr("{span} left", span=span_words(*run.left))
                if run.left is not None
                else tr("{duration} left", duration=duration(left))
            )
        elif run.status == "running":
            self._left.setText("")
        else:
            self._left.setText(standing_words(run.status, self._job))

    def _show_recipe(self, run: RunView, recipe: RecipeCard | None) -> None:
        name = str(run.document.get("recipe", ""))
        self._recipe_box.setVisible(bool(run.document))
        self._recipe.setText(recipe.title if recipe is not None else name)
        family = str(configuration_of(run).get("family", ""))
        self._family.setText(recipe.family if recipe is not None else family_title(family))
        self._family.setVisible(bool(self._family.text()))
        self._sentence.setText(recipe.sentence if recipe is not None else "")
        self._sentence.setVisible(recipe is not None)

    # ---- asking -------------------------------------------------------------------------------------------------

    def toggle_pause(self) -> None:
        """Pause or go on, whichever applies."""
        if self.can_toggle_pause():
            self._on_primary()

    def can_toggle_pause(self) -> bool:
        """Whether one of them does: a training that is finished can neither be paused nor resumed."""
        return self.primary.isEnabled() and self.primary.property("action") in ("pause", "resume", "continue")

    def ask_to_stop(self) -> None:
        """Ask back first, in place."""
        if self._run is not None and self._run.status in ("running", "paused", "starting"):
            self._ask_back(
                "stop",
                tr("Stop this training? It is saved first, and can be resumed later."),
                tr("Stop", meaning="end the training"),
                tr("Keep going"),
            )

    def ask_to_throw_away(self) -> None:
        """Ask back first, in place."""
        if self._run is not None and self._run.status not in ("running", "paused", "starting"):
            self._ask_back(
                "bin", tr("Move this run with all its snapshots to the bin?"), tr("Move to bin"), tr("Keep it")
            )

    def ask_to_thin(self) -> None:
        """Ask back first, in place, and say what would go."""
        run = self._run
        if run is None or run.status in ("running", "paused", "starting") or not run.thinnable:
            return
        size = size_words(sum(each.bytes for each in run.stored if each.name in run.thinnable))
        self._ask_back(
            "thin",
            tr(
                "Move {count} of {total} snapshots, {size}, to the bin? The last, the best, one of "
                "each doubling, pinned ones, your choice, and what the shelf or another training needs stay.",
                count=len(run.thinnable),
                total=len(run.stored),
                size=size,
            ),
            tr("Move to bin"),
            tr("Keep them"),
        )

    def ask_for_longer(self) -> None:
        """Ask in place how long it is to be in all; twice as long is offered."""
        run = self._run
        if run is None or run.status == "starting":
            return
        done = max(run.state.kimg, run.kimg)
        self._ask_back(
            "longer",
            tr("Train on to how many kimg in all? It has come to {kimg}.", kimg=kimg_words(done)),
            tr("Train longer"),
            tr("Leave it"),
        )
        self._question.ask_length(done, 2 * max(done, run.state.total_kimg))

    def save_now(self) -> None:
        """Ask for a snapshot."""
        if self._run is not None and self._run.status in ("running", "paused") and self.snapshot.isEnabled():
            self._ask("snapshot")

    def sample_now(self) -> None:
        """Ask for the designs of now."""
        if self._run is not None and self._run.status in ("running", "paused"):
            self.asked.emit("sample")

    def measure_now(self) -> None:
        """Ask for a full measure of the networks of now."""
        if self._run is not None and self._run.status in ("running", "paused"):
            self.asked.emit("evaluate")

    def _on_primary(self) -> None:
        action = self.primary.property("action")
        if action in ("pause", "resume"):
            self._ask(action)
        elif action:
            if action == "continue" and self._run is not None and not self._run.dataset_trouble:
                self.primary.setEnabled(False)
            self.wanted.emit(action)

    def _on_explore(self) -> None:
        self.wanted.emit("explore")

    def _ask(self, kind: str) -> None:
        run = self._run
        if run is None:
            return
        self._waiting[kind] = (run.status, len(run.snapshots))
        self._patience.start()
        self._show_controls(run)
        self.asked.emit(kind)

    def _hear_answers(self, run: RunView) -> None:
        """What was asked has been done once the run has moved on."""
        for kind, (status, snapshots) in list(self._waiting.items()):
            done = len(run.snapshots) != snapshots if kind == "snapshot" else run.status != status
            if done:
                del self._waiting[kind]

    def _give_up_waiting(self) -> None:
        self._waiting.clear()
        if self._run is not None:
            self._show_controls(self._run)

    def _ask_back(self, what: str, question: str, yes: str, no: str) -> None:
        self._buttons.hide()
        self._question.ask(what, question, yes, no)

    def _on_answered(self, what: str, kimg: float | None) -> None:
        if what == "stop":
            self._ask("stop")
        elif what == "longer" and kimg is not None:
            self.longer_wanted.emit(float(kimg))
        elif what:
            self.wanted.emit(what)

    def _open_menu(self) -> None:
        run = self._run
        if run is None:
            return
        menu = QMenu(self)
        menu.setObjectName("train.menu")
        live = run.status in ("running", "paused", "starting")
        if run.snapshots:
            menu.addAction(tr("Branch…"), self._on_branch).setObjectName("train.menu.branch")
        if run.status in ("running", "paused"):
            menu.addAction(tr("Sample now"), self.sample_now).setObjectName("train.menu.sample")
            menu.addAction(tr("Measure now"), self.measure_now).setObjectName("train.menu.measure")
            menu.addAction(tr("Train longer…"), self.ask_for_longer).setObjectName("train.menu.longer")
        if live:
            menu.addAction(tr("Stop…"), self.ask_to_stop).setObjectName("train.menu.stop")
        else:
            menu.addAction(tr("New training like this"), self._on_again).setObjectName("train.menu.again")
            menu.addAction(tr("Train longer…"), self.ask_for_longer).setObjectName("train.menu.longer")
            menu.addAction(tr(LOCATE), self._on_locate).setObjectName("train.menu.locate")
        if run.samples:
            menu.addAction(tr("Film of the training…"), self._on_film).setObjectName("train.menu.film")
        menu.addAction(tr("Event files for TensorBoard…"), self._on_events).setObjectName("train.menu.events")
        menu.addAction(tr("Report…"), self._on_report).setObjectName("train.menu.report")
        if not live and run.thinnable:
            menu.addAction(tr("Thin the snapshots out…"), self.ask_to_thin).setObjectName("train.menu.thin")
        menu.addAction(tr("Open its folder"), self._open_folder).setObjectName("train.menu.folder")
        if not live:
            menu.addSeparator()
            menu.addAction(tr("Move to the bin…"), self.ask_to_throw_away).setObjectName("train.menu.bin")
        menu.popup(self.more.mapToGlobal(QPoint(self.more.width() - menu.sizeHint().width(), self.more.height() + 4)))
        menu.aboutToHide.connect(menu.deleteLater)

    def _on_branch(self) -> None:
        self.wanted.emit("branch")

    def _on_again(self) -> None:
        self.wanted.emit("again")

    def _on_locate(self) -> None:
        self.wanted.emit("locate")

    def _on_film(self) -> None:
        self.wanted.emit("film")

    def _on_report(self) -> None:
        self.wanted.emit("report")

    def _on_events(self) -> None:
        self.wanted.emit("events")

    def _open_folder(self) -> None:
        if self._run is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._run.path)))


def _primary(run: RunView, job: OpenJob | None) -> tuple[str, str]:
    """What the first button does, and says; no action while it cannot be pressed."""
    if job is None or run.status in UNDERWAY:
        action, words = _PRIMARY[run.status]
        return action, tr(words)
    if job.cause == "dataset":
        return "locate", tr("Locate…")
    if job.runs or job.is_next:
        return "", tr("Going on…")
    return "continue", tr("Start now") if job.state == "waiting" else start_words(job)


def _dataset_trouble(run: RunView, job: OpenJob | None) -> str:
    return engine_words(run.dataset_trouble or (job.reason if job is not None and job.cause == "dataset" else ""))
