"""The field for what a new training begins from: fresh networks, a snapshot, an imported network."""

from __future__ import annotations

import functools
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QComboBox, QFileDialog, QSizePolicy, QVBoxLayout, QWidget

from gan_engine.reporting import Report
from studio import theme
from studio.engine_words import engine_words, error_words
from studio.widgets.fields.eliding_box import NAME_ROLE, ElidingBox
from studio.widgets.workspace import row
from studio.words import kimg_words, tr, tr_noop
from studio.workers.engine import Answer, Call
from studio.workers.training.forecasts import StartFit
from studio.workers.training.recipe_book import family_title
from studio.workers.training.start_points import StartPoint, by_name, look_at, new_network_folder, read_start_points
from studio.workers.workbench import Workbench

_FRESH = tr_noop("Fresh networks")
_PRETRAINED = tr_noop("A network that can draw already")
_IS_PRETRAINED = "pretrained"
"""What the choice holds for it, in the place of a path."""
_KINDS = tr_noop("Networks (*.safetensors *.pkl *.pt);;All files (*)")
_OF_OTHERS = (".pkl", ".pt")
_MOST_NAMED = 6
_WIDEST = 360
"""px of the choice."""


class StartPointChoice(QWidget):
    """`chosen(StartPoint or None)` when the user chooses another; None too for a network that can draw already
    (`is_pretrained`)."""

    chosen = Signal(object)

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._known: list[StartPoint] = []
        self._elsewhere: list[StartPoint] = []
        self._wanted: Path | None = None
        self._is_offered = False
        self.is_pretrained = False
        """Where nothing of the project is chosen: whether to begin with what comes with the program, if one fits."""
        self._call: Call | None = None
        self.choice = ElidingBox()
        self.choice.setObjectName("train.form.begin")
        self.choice.setAccessibleName(tr("Begin from"))
        self.choice.setMinimumWidth(140)
        self.choice.setMaximumWidth(_WIDEST)
        self.choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.choice.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.choice.setMaxVisibleItems(16)
        self.choice.addItem(tr(_FRESH), None)
        self.choice.activated.connect(self._on_chosen)
        self.file = theme.make_button(
            tr("From a file…"), "quiet", name="train.form.begin.file", icon_name="folder-open",
            tip=tr("A snapshot's generator.safetensors, or a StyleGAN2 network of other tools (.pkl, .pt)"),
        )  # fmt: skip
        self.file.clicked.connect(self.ask_file)
        self.words = theme.make_label("", "small", wrap=True)
        self.words.setObjectName("train.form.begin.words")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._line = row([])
        self._line.addWidget(self.choice, 1)
        self._line.addWidget(self.file, alignment=Qt.AlignmentFlag.AlignLeft)
        self._line.addStretch(0)
        column.addLayout(self._line)
        column.addWidget(self.words)
        self._say("")
        workbench.project_closing.connect(self._forget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """The button stands beside the choice where that leaves room for what it says, else below it."""
        room = self.width() - self.file.sizeHint().width() - self._line.spacing()
        is_beside = room >= min(self.choice.whole_width, _WIDEST)
        self._line.setDirection(QBoxLayout.Direction.LeftToRight if is_beside else QBoxLayout.Direction.TopToBottom)

    @property
    def start_point(self) -> StartPoint | None:
        """The one chosen; None for what is not of this project."""
        path = self.path
        return next((each for each in self._all if each.path == path), None) if path is not None else None

    @property
    def path(self) -> Path | None:
        """Where it lies, also before it has been looked at."""
        found = self.choice.currentData()
        return found if isinstance(found, Path) else None

    def begin(self, snapshot: Path | None) -> None:
        """Show what there is now, with `snapshot` chosen."""
        self._wanted = snapshot
        self._say("")
        self._show()
        self.load()

    def offer_pretrained(self, offered: bool, chosen: bool) -> None:
        """Whether a network that can draw already is to be chosen from, and is, where nothing of the project is."""
        chosen = chosen and offered
        if (offered, chosen) != (self._is_offered, self.is_pretrained):
            self._is_offered, self.is_pretrained = offered, chosen
            self._show()

    def load(self) -> None:
        """Read which snapshots and networks there are."""
        if (project := self._workbench.project) is not None:
            self._workbench.jobs.start(
                tr("Reading the snapshots"), functools.partial(read_start_points, project), self._take,
                key="train.beginnings", quiet=True,
            )  # fmt: skip

    def show_fit(self, begins: StartFit | None, refusal: str) -> None:
        """What the engine says of the one chosen: what of it fits, or why it cannot be."""
        if refusal:
            self._say(refusal, wrong=True)
        elif self.path is None and self.is_pretrained:
            self._say(pretrained_words(begins))
        elif begins is not None:
            self._say(fit_words(begins))
        elif self._call is None or not self._call.running:
            self._say("")

    # ---- files -----------------------------------------------------------------------------------------------------

    def ask_file(self) -> None:
        """Choose a network's file with the system's dialog."""
        dialog = QFileDialog(self.window(), tr("Begin from a network"), "", tr(_KINDS))
        dialog.setObjectName("train.form.begin.dialog")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self.take_file)
        dialog.open()

    def take_file(self, file: str) -> None:
        """Begin from this file; one of the StyleGAN2-ADA tools is imported into the project first."""
        path, project = Path(file), self._workbench.project
        if project is None:
            return
        if path.suffix.lower() not in _OF_OTHERS:
            self._workbench.jobs.start(
                tr("Looking at the network"), lambda report: look_at(path), self._take_one, quiet=True
            )  # fmt: skip
            return
        self._say(tr("Importing {name}…", name=path.name))

        def place(report: Report) -> Path:
            return new_network_folder(project, path.stem)

        self._workbench.jobs.start(
            tr("Importing the network"), place, functools.partial(self._import, path), self._not_imported, quiet=True
        )

    def _import(self, path: Path, out: Path) -> None:
        self._call = self._workbench.engine.call(
            "import_network", {"path": str(path), "out": str(out)}, name=tr("Importing {name}", name=path.name),
            done=self._imported, failed=self._not_imported,
        )  # fmt: skip

    def _imported(self, answer: Answer) -> None:
        self._workbench.notify(tr("The network was imported into the project. Mind its own licence."))
        path = Path(answer.values["path"])
        self._workbench.jobs.start(
            tr("Looking at the network"), lambda report: look_at(path), self._take_one, quiet=True
        )

    def _not_imported(self, error: BaseException) -> None:
        self._say(error_words(error), wrong=True)

    # ---- showing ---------------------------------------------------------------------------------------------------

    @property
    def _all(self) -> list[StartPoint]:
        return [*self._known, *(each for each in self._elsewhere if each.path not in [one.path for one in self._known])]

    def _forget(self) -> None:
        self._known, self._elsewhere, self._wanted = [], [], None

    def _take(self, found: list[StartPoint]) -> None:
        self._known = found
        self._show()

    def _take_one(self, found: StartPoint) -> None:
        self._elsewhere = [*(each for each in self._elsewhere if each.path != found.path), found]
        self._wanted = found.path
        self._show()
        self._say("")
        self.chosen.emit(self.start_point)

    def _show(self) -> None:
        self.choice.clear()
        if self._is_offered:
            self.choice.addItem(tr(_PRETRAINED), _IS_PRETRAINED)
        self.choice.addItem(tr(_FRESH), None)
        found = self._all
        for each in found:
            self.choice.addItem(start_point_words(each), each.path)
            self.choice.setItemData(self.choice.count() - 1, len(each.run), NAME_ROLE)
        if self._wanted is not None and self._wanted not in [each.path for each in found]:
            self.choice.addItem(start_point_words(by_name(self._wanted)), self._wanted)
        self.choice.setCurrentIndex(self._place(self._wanted or (_IS_PRETRAINED if self.is_pretrained else None)))
        self.choice.setToolTip(str(self._wanted or ""))
        self._arrange()

    def _place(self, chosen: Path | str | None) -> int:
        return next((index for index in range(self.choice.count()) if self.choice.itemData(index) == chosen), 0)

    def _on_chosen(self, index: int) -> None:
        pretrained, path = self.choice.itemData(index) == _IS_PRETRAINED, self.path
        if (path, pretrained) != (self._wanted, self.is_pretrained):
            self._wanted, self.is_pretrained = path, pretrained
            self.choice.setToolTip(str(path or ""))
            self._say("")
            self.chosen.emit(self.start_point)

    def _say(self, words: str, *, wrong: bool = False) -> None:
        self.words.setText(words)
        theme.set_property(self.words, "role", "error" if wrong else "small")
        self.words.setVisible(bool(words))


def start_point_words(each: StartPoint) -> str:
    """“critters at 70 kimg, best  (DCGAN, 64 px)”."""
    at = tr(" at {kimg} kimg", kimg=kimg_words(each.kimg)) if each.kimg is not None else ""
    name = f"{each.run}{at}" if each.run else each.path.stem
    facts = [family_title(each.family)] if each.family else []
    facts += [engine_words(each.size.words)] if each.size else []
    marks = f", {each.marks.words}" if each.marks.words else ""
    return f"{name}{marks}" + (f"  ({', '.join(facts)})" if facts else "")


def pretrained_words(begins: StartFit | None) -> str:
    """What beginning with a network that can draw already comes to; `begins` None: none fits."""
    if begins is None:
        return tr("None that comes with Maquette has this form: fresh networks begin.")
    return tr("It learned to draw from free drawings of many hands, and forgets them as it learns yours.")


def fit_words(begins: StartFit) -> str:
    """What of it is taken and what begins afresh."""
    if begins.afresh:
        named = ", ".join(begins.afresh[:_MOST_NAMED])
        more = (
            tr(" and {count} more", count=len(begins.afresh) - _MOST_NAMED) if len(begins.afresh) > _MOST_NAMED else ""
        )
        words = tr(
            "{share:.0f} % of its generator fits. Afresh begin: {named}{more}.",
            share=100 * begins.share,
            named=named,
            more=more,
        )
    else:
        words = tr("All of its generator fits.")
    if begins.adapted:
        words += " " + tr("Adapted are: {named}.", named=", ".join(begins.adapted[:_MOST_NAMED]))
    return words if begins.with_discriminator else tr("{fits} The discriminator begins afresh.", fits=words)
