"""The dialog for exporting a walk as a clip: kind, size, frames, file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QVBoxLayout, QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.project.naming import safe_file_name
from studio.settings import Settings, documents_folder
from studio.widgets.chips import ChipChoice
from studio.widgets.fields.file_to_write import FileToWrite
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import sides_words, tr, tr_choices, tr_noop

KINDS = (("mp4", "MP4"), ("webm", "WebM"), ("gif", "GIF"), ("webp", "WebP"), ("frames", tr_noop("Frames")))
_NOTES = {
    "mp4": tr_noop("A video for every player; small and smooth."),
    "webm": tr_noop("A video for pages; small, without patents."),
    "gif": tr_noop("Moves in every chat and page; 256 colours."),
    "webp": tr_noop("Moves in browsers; all colours."),
    "frames": tr_noop("A folder of numbered PNGs, for programs that cut and composite."),
}
_RATES = {
    "mp4": (24, 30, 60), "webm": (24, 30, 60), "gif": (10, 20, 25), "webp": (10, 20, 30), "frames": (24, 30, 60)
}  # fmt: skip
"""Frames a second on offer."""
_USUAL_RATE = {"mp4": 30, "webm": 30, "gif": 20, "webp": 20, "frames": 24}
_FOLDER = "frames"
"""The kind that is a folder: its name has no ending."""
_LARGEST = 2048
"""Of the longer side of a clip, in pixels, on offer."""


@dataclass(frozen=True)
class ClipOptions:
    """How a clip is to be."""

    path: Path
    fps: int
    scale: int
    smooth: bool


class ClipDialog(Dialog):
    """`chosen(ClipOptions)` when the clip is to be made."""

    chosen = Signal(object)

    def __init__(
        self, settings: Settings, *, name: str, size: ImageShape, stations: int, seconds: float, loop: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`name`: of the file, without its ending; `size`: of the designs."""
        super().__init__(parent)
        self.setObjectName("explore.clip")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Export the walk"))
        self.setMinimumWidth(480)
        self._settings = settings
        self._has_alpha = size.has_alpha
        self._name = safe_file_name(name)
        self._seconds = seconds
        round_ = tr(", and back to the first") if loop else ""
        kind = settings.get("explore.clip_kind", "mp4")
        self._kind = ChipChoice(
            "explore.clip.kind", tr("Kind of clip"), tr_choices(KINDS), kind if kind in _NOTES else "mp4"
        )
        self._note = theme.make_label("", "quiet", wrap=True)
        self._rate_row = QHBoxLayout()
        self._rate: ChipChoice | None = None
        factors = [factor for factor in (1, 2, 4, 8, 16) if factor == 1 or size.longer * factor <= _LARGEST]
        options = [(str(factor), sides_words(size.width * factor, size.height * factor)) for factor in factors]
        usual = next((str(factor) for factor in factors if size.longer * factor >= 512), options[-1][0])
        self._scale = ChipChoice("explore.clip.size", tr("Size"), options, usual)
        self._edges = ChipChoice(
            "explore.clip.pixels", tr("Enlarging"), [("smooth", tr("Smooth")), ("sharp", tr("Sharp pixels"))]
        )
        if not settings.get("explore.clip_smooth", True):
            self._edges.choose("sharp")
        self._file = FileToWrite("explore.clip", tr("Export the walk"), _ending(self._kind.key))
        self.make_button = theme.make_button(tr("Export"), "primary", name="explore.clip.act")
        self.make_button.setDefault(True)
        cancel = theme.make_button(tr("Cancel"), name="explore.clip.cancel")
        self.make_button.clicked.connect(self._accept)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Export the walk"), "title"))
        column.addWidget(
            theme.make_label(
                tr(
                    "Through {stations} designs{round}, in {seconds:g} seconds.",
                    stations=stations,
                    round=round_,
                    seconds=seconds,
                ),
                "quiet",
            )
        )
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(theme.UNIT)
        self._form.addRow(theme.make_label(tr("Kind"), "quiet"), self._kind)
        self._form.addRow(theme.make_label(), self._note)
        self._form.addRow(theme.make_label(tr("Frames a second"), "quiet"), self._rate_row)
        self._form.addRow(theme.make_label(tr("Size"), "quiet"), self._scale)
        self._edges_label = theme.make_label(tr("Enlarged"), "quiet")
        self._form.addRow(self._edges_label, self._edges)
        self._form.addRow(theme.make_label(tr("File"), "quiet"), self._file)
        column.addLayout(self._form)
        column.addWidget(self._file.wrong)
        column.addSpacing(theme.UNIT)
        column.addLayout(row([None, cancel, self.make_button]))
        self._kind.chosen.connect(self._on_kind)
        self._scale.chosen.connect(self._on_scale)
        self._file.checked.connect(self.make_button.setEnabled)
        folder = Path(settings.get("explore.clip_folder", "") or documents_folder())
        self._file.suggest(folder, self._name)
        self._on_kind(self._kind.key)
        self._on_scale(self._scale.key)

    @property
    def options(self) -> ClipOptions:
        """As chosen now."""
        assert self._rate is not None
        return ClipOptions(self._file.path, int(self._rate.key), int(self._scale.key), self._edges.key == "smooth")

    def _on_kind(self, kind: str) -> None:
        laid = tr(" They stay see-through.") if kind == _FOLDER else tr(" What is see-through is laid on white.")
        self._note.setText(tr(_NOTES[kind]) + (laid if self._has_alpha else ""))
        if self._rate is not None:
            self._rate_row.removeWidget(self._rate)
            self._rate.hide()
            self._rate.deleteLater()
        rates = [(str(rate), str(rate)) for rate in _RATES[kind]]
        self._rate = ChipChoice("explore.clip.rate", tr("Frames a second"), rates, str(_USUAL_RATE[kind]))
        self._rate_row.addWidget(self._rate)
        self._file.set_kind(_ending(kind))

    def _on_scale(self, key: str) -> None:
        self._edges.setVisible(int(key) > 1)
        self._edges_label.setVisible(int(key) > 1)

    def _accept(self) -> None:
        options = self.options
        self._settings.set("explore.clip_kind", self._kind.key)
        self._settings.set("explore.clip_smooth", options.smooth)
        self._settings.set("explore.clip_folder", str(options.path.parent))
        self.accept()
        self.chosen.emit(options)


def _ending(kind: str) -> str:
    return "" if kind == _FOLDER else kind
