"""The dialog for a film of a training: kind, designs, speed, file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QFormLayout, QVBoxLayout, QWidget

from studio import theme
from studio.project.naming import safe_file_name
from studio.settings import Settings, documents_folder
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.file_to_write import FileToWrite
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr

_KINDS = (("mp4", "MP4"), ("gif", "GIF"), ("webp", "WebP"))
_RATES = (("4", "4"), ("8", "8"), ("12", "12"), ("24", "24"))
_HELD = 1.5  # seconds, as the engine has it


@dataclass(frozen=True)
class FilmOptions:
    """How a film is to be."""

    path: Path
    fps: float
    design: int | None
    caption: bool


class FilmDialog(Dialog):
    """`chosen(FilmOptions)` when the film is to be made."""

    chosen = Signal(object)

    def __init__(
        self, settings: Settings, *, name: str, samples: int, design: int, has_alpha: bool = False,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`name`: of the run; `samples`: how many there are; `design`: the one with the ring, -1 for none;
        `has_alpha`: whether something of them may be see-through."""
        super().__init__(parent)
        self.setObjectName("train.film")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Film of the training"))
        self.setMinimumWidth(480)
        self._settings = settings
        self._samples = samples
        self._design = max(0, design)
        self._kind = ChipChoice("train.film.kind", tr("Kind of film"), _KINDS, settings.get("train.film_kind", "mp4"))
        which = [("all", tr("All designs")), ("one", tr("Design {number}", number=self._design + 1))]
        self._which = ChipChoice("train.film.designs", tr("Designs"), which, "one" if design >= 0 else "all")
        self._rate = ChipChoice("train.film.rate", tr("Samples a second"), _RATES, "8")
        self._length = theme.make_label("", "quiet")
        self._caption = QCheckBox(tr("A line below that says how far it is"))
        self._caption.setObjectName("train.film.caption")
        self._caption.setChecked(settings.get("train.film_caption", True))
        self._file = FileToWrite("train.film", tr("Film of the training"), self._kind.key)
        self.make_button = theme.make_button(tr("Make the film"), "primary", name="train.film.act")
        self.make_button.setDefault(True)
        self.make_button.clicked.connect(self._accept)
        cancel = theme.make_button(tr("Cancel"), name="train.film.cancel")
        cancel.clicked.connect(self.reject)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(theme.UNIT)
        form.addRow(theme.make_label(tr("Kind"), "quiet"), self._kind)
        form.addRow(theme.make_label(tr("Shown"), "quiet"), self._which)
        form.addRow(theme.make_label(tr("Samples a second"), "quiet"), self._rate)
        form.addRow(theme.make_label(), self._length)
        form.addRow(theme.make_label(), self._caption)
        form.addRow(theme.make_label(tr("File"), "quiet"), self._file)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Film of the training"), "title"))
        column.addWidget(
            theme.make_label(
                tr("The same designs through {samples:,} samples of “{name}”.", samples=samples, name=name), "quiet"
            )
        )
        if has_alpha:
            column.addWidget(theme.make_label(tr("What is see-through is laid on dark grey."), "quiet"))
        column.addLayout(form)
        column.addWidget(self._file.wrong)
        column.addSpacing(theme.UNIT)
        column.addLayout(row([None, cancel, self.make_button]))
        self._file.checked.connect(self.make_button.setEnabled)
        self._kind.chosen.connect(self._file.set_kind)
        self._rate.chosen.connect(self._say_length)
        folder = Path(settings.get("train.film_folder", "") or documents_folder())
        self._file.suggest(folder, safe_file_name(tr("{name} film", name=name)))
        self._say_length()

    @property
    def options(self) -> FilmOptions:
        """As chosen now."""
        design = self._design if self._which.key == "one" else None
        return FilmOptions(self._file.path, float(self._rate.key), design, self._caption.isChecked())

    def _say_length(self) -> None:
        seconds = self._samples / float(self._rate.key) + _HELD
        self._length.setText(tr("{seconds:.0f} s long; the last sample stays for a moment.", seconds=seconds))

    def _accept(self) -> None:
        options = self.options
        self._settings.set("train.film_kind", self._kind.key)
        self._settings.set("train.film_caption", options.caption)
        self._settings.set("train.film_folder", str(options.path.parent))
        self.accept()
        self.chosen.emit(options)
