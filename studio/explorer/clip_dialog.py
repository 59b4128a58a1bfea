"""What is asked before a walk becomes a clip: which kind, how large, how smooth, where to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFileDialog, QFormLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from studio import theme
from studio.project.naming import safe_file_name
from studio.settings import Settings, documents_folder
from studio.widgets.chips import ChipChoice
from studio.widgets.workspace import row
from studio.workers.design_files import free_path

KINDS = (("mp4", "MP4"), ("gif", "GIF"), ("webp", "WebP"))
_NOTES = {
    "mp4": "A video for every player; small and smooth.",
    "gif": "Moves in every chat and page; 256 colours.",
    "webp": "Moves in browsers; all colours.",
}
_RATES = {"mp4": (24, 30, 60), "gif": (10, 20, 25), "webp": (10, 20, 30)}
"""Frames a second on offer."""
_USUAL_RATE = {"mp4": 30, "gif": 20, "webp": 20}
_LARGEST = 2048
"""Of the side of a clip, in pixels, on offer."""


@dataclass(frozen=True)
class ClipOptions:
    """How a clip is to be."""

    path: Path
    fps: int
    scale: int
    smooth: bool


class ClipDialog(QDialog):
    """`chosen(ClipOptions)` when the clip is to be made."""

    chosen = Signal(object)

    def __init__(
        self, settings: Settings, *, name: str, size: int, stations: int, seconds: float, loop: bool,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        """`name`: of the file, without its ending; `size`: of the designs, in pixels."""
        super().__init__(parent)
        self.setObjectName("explore.clip")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Export the walk")
        self.setMinimumWidth(480)
        self._settings = settings
        self._name = safe_file_name(name)
        self._size = size
        self._seconds = seconds
        round_ = ", and back to the first" if loop else ""
        kind = settings.get("explore.clip_kind", "mp4")
        self._kind = ChipChoice("explore.clip.kind", "Kind of clip", KINDS, kind if kind in _NOTES else "mp4")
        self._note = theme.make_label("", "quiet")
        self._rate_place = QHBoxLayout()
        self._rate: ChipChoice | None = None
        factors = [factor for factor in (1, 2, 4, 8, 16) if factor == 1 or size * factor <= _LARGEST]
        options = [(str(factor), f"{size * factor:,} px") for factor in factors]
        usual = next((str(factor) for factor in factors if size * factor >= 512), options[-1][0])
        self._scale = ChipChoice("explore.clip.size", "Size", options, usual)
        self._edges = ChipChoice("explore.clip.pixels", "Enlarging", [("smooth", "Smooth"), ("sharp", "Sharp pixels")])
        if not settings.get("explore.clip_smooth", True):
            self._edges.choose("sharp")
        self._path = QLineEdit()
        self._path.setObjectName("explore.clip.file")
        self._path.setAccessibleName("File to write")
        browse = theme.make_button("Choose the file", "icon", name="explore.clip.browse", icon_name="folder-open")
        browse.clicked.connect(self._browse)
        self._wrong = theme.make_label(role="error", wrap=True)
        self.make_button = theme.make_button("Export", "primary", name="explore.clip.act")
        self.make_button.setDefault(True)
        cancel = theme.make_button("Cancel", name="explore.clip.cancel")
        self.make_button.clicked.connect(self._accept)
        cancel.clicked.connect(self.reject)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label("Export the walk", "title"))
        column.addWidget(theme.make_label(f"Through {stations} designs{round_}, in {seconds:g} seconds.", "quiet"))
        self._form = QFormLayout()
        self._form.setHorizontalSpacing(16)
        self._form.setVerticalSpacing(theme.UNIT)
        self._form.addRow(theme.make_label("Kind", "quiet"), self._kind)
        self._form.addRow(theme.make_label(), self._note)
        self._form.addRow(theme.make_label("Frames a second", "quiet"), self._rate_place)
        self._form.addRow(theme.make_label("Size", "quiet"), self._scale)
        self._edges_label = theme.make_label("Enlarged", "quiet")
        self._form.addRow(self._edges_label, self._edges)
        place = QHBoxLayout()
        place.setSpacing(4)
        place.addWidget(self._path, 1)
        place.addWidget(browse)
        self._form.addRow(theme.make_label("File", "quiet"), place)
        column.addLayout(self._form)
        column.addWidget(self._wrong)
        column.addSpacing(theme.UNIT)
        column.addLayout(row([None, cancel, self.make_button]))
        self._kind.chosen.connect(self._on_kind)
        self._scale.chosen.connect(self._on_scale)
        self._path.textChanged.connect(self._check)
        folder = Path(settings.get("explore.clip_folder", "") or documents_folder())
        self._path.setText(str(free_path(folder, self._name, f".{self._kind.key}")))
        self._on_kind(self._kind.key)
        self._on_scale(self._scale.key)

    @property
    def options(self) -> ClipOptions:
        """As chosen now."""
        assert self._rate is not None
        return ClipOptions(self._file(), int(self._rate.key), int(self._scale.key), self._edges.key == "smooth")

    def _on_kind(self, kind: str) -> None:
        self._note.setText(_NOTES[kind])
        if self._rate is not None:
            self._rate_place.removeWidget(self._rate)
            self._rate.hide()
            self._rate.deleteLater()
        rates = [(str(rate), str(rate)) for rate in _RATES[kind]]
        self._rate = ChipChoice("explore.clip.rate", "Frames a second", rates, str(_USUAL_RATE[kind]))
        self._rate_place.addWidget(self._rate)
        path = self._file_as_typed()
        if path.name:
            self._path.setText(str(free_path(path.parent, path.stem, f".{kind}")))

    def _on_scale(self, key: str) -> None:
        self._edges.setVisible(int(key) > 1)
        self._edges_label.setVisible(int(key) > 1)

    def _file_as_typed(self) -> Path:
        return Path(self._path.text().strip()).expanduser()

    def _file(self) -> Path:
        """As typed, with the ending of its kind."""
        path, suffix = self._file_as_typed(), f".{self._kind.key}"
        return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)

    def _check(self) -> None:
        path = self._file_as_typed()
        wrong = ""
        if not path.is_absolute() or not path.name:
            wrong = "Give the whole path of the file."
        elif not path.parent.is_dir():
            wrong = f"There is no folder {path.parent}."
        elif self._file().exists():
            wrong = f"There is a file “{self._file().name}” already. Choose another name."
        self._wrong.setText(wrong)
        self._wrong.setVisible(bool(wrong))
        self.make_button.setEnabled(not wrong)

    def _browse(self) -> None:
        kind = self._kind.key
        dialog = QFileDialog(self, "Export the walk", str(self._file_as_typed().parent), f"{kind.upper()} (*.{kind})")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(kind)
        dialog.selectFile(self._file().name)
        dialog.fileSelected.connect(self._path.setText)
        dialog.open()

    def _accept(self) -> None:
        options = self.options
        self._settings.set("explore.clip_kind", self._kind.key)
        self._settings.set("explore.clip_smooth", options.smooth)
        self._settings.set("explore.clip_folder", str(options.path.parent))
        self.accept()
        self.chosen.emit(options)
