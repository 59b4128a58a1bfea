"""How pictures that are smaller than the size are enlarged: smoothly, or by a network of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from gan_engine import upscalers
from studio import theme
from studio.widgets.chips import ChipChoice
from studio.words import tr

_SMOOTHLY, _BY_NETWORK = "smooth", "network"


class EnlargingChoice(QWidget):
    """`chosen(None)`: smoothly. `file_chosen(Path)`: the file of a network, which is not looked at yet."""

    chosen = Signal(object)
    file_chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._mark: str | None = None
        self._folder = str(Path.home())
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._how = ChipChoice(
            "curate.frame.enlarging", tr("How small pictures are enlarged"),
            [(_SMOOTHLY, tr("Smoothly")), (_BY_NETWORK, tr("By a network…"))],
        )  # fmt: skip
        self._how.setToolTip(tr("Pixel art keeps its pixels either way"))
        self._how.chosen.connect(self._on_chosen)
        self._name = theme.make_label("", "small", wrap=True)
        self._name.setObjectName("curate.frame.upscaler")
        column.addWidget(self._how)
        column.addWidget(self._name)
        self.show_choice(None)

    def show_choice(self, mark: str | None) -> None:
        """Show what is chosen (`BakeOptions.upscaler`)."""
        self._mark = mark
        self._how.choose(_BY_NETWORK if mark else _SMOOTHLY)
        self._name.setText(tr("Drawn larger by {name}.", name=upscalers.name_of(mark)) if mark else "")
        self._name.setVisible(mark is not None)

    def _on_chosen(self, key: str) -> None:
        self.show_choice(self._mark)  # what is chosen is shown once it is
        if key == _BY_NETWORK:
            self._browse()
        elif self._mark is not None:
            self.chosen.emit(None)

    def _browse(self) -> None:
        dialog = QFileDialog(
            self.window(), tr("A network that enlarges pictures"), self._folder,
            tr("Networks (*{suffix})", suffix=upscalers.SUFFIX),
        )  # fmt: skip
        dialog.setObjectName("curate.frame.network")
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self._folder = str(Path(file).parent)
        self.file_chosen.emit(Path(file))
