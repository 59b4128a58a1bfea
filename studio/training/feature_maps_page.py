"""The page of feature maps: what a network sees in a picture, layer by layer."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)  # fmt: skip

from gan_engine.runs.run_names import run_name
from studio import theme
from studio.engine_words import error_words
from studio.training.monitor.samples import SampleView, Sheet
from studio.widgets.close_up.look_close import LookClose
from studio.widgets.dropped_files import brings_files, dropped_files
from studio.widgets.fields.eliding_box import ElidingBox
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.room.flow import flowing_row
from studio.widgets.scrolling import scroll_area
from studio.words import kimg_words, sides_words, tr
from studio.workers.images import to_array, to_image
from studio.workers.training.feature_maps import LITE0, STRIP, FeatureMaps, Layer, Maps, Sources, read_any
from studio.workers.workbench import Workbench

_PICTURE = 184
_LAYERS = 216
_SHARPEST = 8  # a picture is shown at most so many times enlarged
_DELAY = 120  # milliseconds a layer must be chosen before the engine is asked: arrows run through them


class FeatureMapsPage(QWidget):
    """`left` when the artist has seen enough."""

    left = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("train.maps")
        self.setAcceptDrops(True)
        self._workbench = workbench
        self._maps = FeatureMaps(workbench, self)
        self._maps.sources.connect(self._take_sources)
        self._maps.strip.connect(self._take_strip)
        self._maps.layers.connect(self._take_layers)
        self._maps.maps.connect(self._take_maps)
        self._maps.failed.connect(self._say)
        self._sources: Sources | None = None
        self._run: Path | None = None
        self._wanted_snapshot = ""
        self._first = 0
        self._strip: list[tuple[int, QImage]] = []
        self._picture: np.ndarray | None = None
        self._shown: Maps | None = None
        self._asking = QTimer(self, singleShot=True, interval=_DELAY)
        self._asking.timeout.connect(self._ask)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._make_head())
        column.addWidget(self._make_strip())
        across = QHBoxLayout()
        across.setSpacing(16)
        self._side = self._make_side()
        self._side.hide()
        across.addWidget(self._side)
        across.addWidget(self._make_maps(), 1)
        column.addLayout(across, 1)
        self.close_up = LookClose(self, "train.maps.look-close")
        self.close_up.stepped.connect(self._step_close_up)

    # ---- building -------------------------------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        back = theme.make_button(tr("Back to the plots"), "icon", name="train.maps.back", icon_name="arrow-left")
        back.clicked.connect(self.left)
        self.network = ElidingBox()
        self.network.setObjectName("train.maps.network")
        self.network.setAccessibleName(tr("Network that looks"))
        self.network.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.network.currentIndexChanged.connect(self._on_network)
        self.other = theme.make_button(tr("Another picture…"), name="train.maps.file", icon_name="folder-open")
        self.other.clicked.connect(self.choose_file)
        head = QWidget()
        head.setLayout(
            flowing_row([back, theme.make_label(tr("What it sees"), "large"), self.network, None, self.other])
        )
        return head

    def _make_strip(self) -> QWidget:
        self.strip = SampleView("train.maps.strip")
        self.strip.setAccessibleName(tr("Pictures of the dataset"))
        self.strip.chosen.connect(self._choose_picture)
        self.earlier = theme.make_button(
            tr("Pictures before these"), "icon", name="train.maps.before", icon_name="caret-left"
        )
        self.later = theme.make_button(
            tr("Pictures after these"), "icon", name="train.maps.after", icon_name="caret-right"
        )
        self.earlier.clicked.connect(functools.partial(self._turn, -STRIP))
        self.later.clicked.connect(functools.partial(self._turn, STRIP))
        holder = QWidget()
        line = QHBoxLayout(holder)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(theme.UNIT)
        line.addWidget(self.earlier)
        line.addWidget(self.strip, 1)
        line.addWidget(self.later)
        return holder

    def _make_side(self) -> QWidget:
        self._painter = PicturePainter(self, held=1)
        self._looked_at = QLabel()
        self._looked_at.setObjectName("train.maps.picture")
        self._looked_at.setFixedSize(_PICTURE, _PICTURE)
        self._looked_at.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._name = theme.make_label("", "quiet", wrap=True)
        self.layers = QListWidget()
        self.layers.setObjectName("train.maps.layers")
        self.layers.setAccessibleName(tr("Layers, from the picture on"))
        self.layers.setFrameShape(QFrame.Shape.NoFrame)
        self.layers.currentRowChanged.connect(self._on_layer)
        side = QWidget()
        theme.set_scaled(side, width=_LAYERS)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._looked_at)
        column.addWidget(self._name)
        column.addSpacing(theme.UNIT)
        column.addWidget(theme.make_label(tr("Layers"), "section"))
        column.addWidget(self.layers, 1)
        return side

    def _make_maps(self) -> QWidget:
        self._words = theme.make_label("", "quiet", wrap=True)
        self._words.setObjectName("train.maps.words")
        self.view = SampleView("train.maps.grid")
        self.view.setAccessibleName(tr("What the layer sees"))
        self.view.look_close.connect(self._look_close)
        scroll = scroll_area("train.maps.scroll", self.view)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addWidget(self._words)
        column.addWidget(scroll, 1)
        return holder

    # ---- choosing -------------------------------------------------------------------------------------------------

    def open(self, run: Path, snapshot: str = "") -> None:
        """Look with this run's networks; with its last snapshot, unless another is named."""
        if run != self._run:
            self._picture = None
            self._first = 0
            self._show_nothing()
        self._run, self._wanted_snapshot = run, snapshot
        self._maps.find_sources(run)
        self.layers.setFocus()

    def _take_sources(self, sources: Sources) -> None:
        self._sources = sources
        before = self.network.currentData()
        self.network.blockSignals(True)
        self.network.clear()
        for shot in sources.snapshots:
            name = run_name(self._run) if self._run is not None else ""
            self.network.addItem(
                tr("Discriminator of {name}, {kimg} kimg", name=name, kimg=kimg_words(shot.kimg)), str(shot.path)
            )
        self.network.addItem(tr("Lite0, which measures"), LITE0)
        wanted = next((str(shot.path) for shot in sources.snapshots if shot.name == self._wanted_snapshot), before)
        self.network.setCurrentIndex(max(0, self.network.findData(wanted)))
        self.network.blockSignals(False)
        there = sources.dataset is not None
        for widget in (self.strip, self.earlier, self.later):
            widget.setVisible(there)
        if sources.dataset is not None:
            self._maps.read_strip(sources.dataset, self._first)
        elif self._picture is None:
            self._say(tr("The dataset of this training is no longer there: drop a picture here."))

    def _turn(self, by: int) -> None:
        if self._sources is None or self._sources.dataset is None:
            return
        last = max(0, (self._sources.count - 1) // STRIP * STRIP)
        self._first = max(0, min(self._first + by, last))
        self._maps.read_strip(self._sources.dataset, self._first)

    def _take_strip(self, found: list[tuple[int, QImage]]) -> None:
        self._strip = found
        self.strip.show_sheet(Sheet(0.0, STRIP, tuple(image for _, image in found)))
        count = self._sources.count if self._sources is not None else 0
        self.earlier.setEnabled(self._first > 0)
        self.later.setEnabled(self._first + STRIP < count)
        if self._picture is None and found:
            self.strip.set_current(0)
            self._choose_picture(0)
        elif self._picture is not None:
            self._asking.start()

    def _choose_picture(self, index: int) -> None:
        if 0 <= index < len(self._strip):
            place, image = self._strip[index]
            count = self._sources.count if self._sources is not None else 0
            pixels = to_array(image)
            pixels = pixels if image.hasAlphaChannel() else pixels[..., :3]
            self._set_picture(pixels, tr("Picture {number:,} of {count:,}", number=place + 1, count=count))

    def choose_file(self) -> None:
        """Ask for a picture of one's own."""
        dialog = QFileDialog(self, tr("Look at a picture"), "", tr("Pictures (*.png *.jpg *.jpeg *.webp *.bmp)"))
        dialog.setObjectName("train.maps.choose")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self._on_file)
        dialog.open()

    def _on_file(self, file: str) -> None:
        self.look_at_file(Path(file))

    def look_at_file(self, path: Path) -> None:
        """Look at a picture from a file."""
        self._workbench.jobs.start(
            tr("Reading the picture"), functools.partial(read_any, path), functools.partial(self._take_file, path),
            self._could_not_read, key="train.maps.file", quiet=True,
        )  # fmt: skip

    def _take_file(self, path: Path, picture: np.ndarray) -> None:
        self.strip.set_current(-1)
        self._set_picture(picture, path.name)

    def _could_not_read(self, error: BaseException) -> None:
        self._say(error_words(error))

    def _set_picture(self, picture: np.ndarray, words: str) -> None:
        self._picture = picture
        self._side.show()
        image = to_image(np.ascontiguousarray(picture))
        factor = min(_PICTURE / max(image.width(), image.height()), _SHARPEST)
        size = QSize(round(image.width() * factor), round(image.height() * factor))
        self._looked_at.setPixmap(self._painter.scale(image, size))
        self._looked_at.setAccessibleName(words)
        self._name.setText(words)
        self._asking.start()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if brings_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = dropped_files(event.mimeData())
        if files:
            event.acceptProposedAction()
            self.look_at_file(files[0])

    # ---- looking --------------------------------------------------------------------------------------------------

    def _on_network(self) -> None:
        self.layers.blockSignals(True)
        self.layers.clear()
        self.layers.blockSignals(False)
        self._asking.start()

    def _on_layer(self, index: int) -> None:
        if index >= 0:
            self._asking.start()

    def _ask(self) -> None:
        network = self.network.currentData()
        if self._picture is None or not network:
            return
        item = self.layers.currentItem()
        layer = str(item.data(Qt.ItemDataRole.UserRole)) if item is not None else ""
        if self._shown is None:
            self._say(tr("Looking…"))
        self._maps.look(str(network), self._picture, layer)

    def _take_layers(self, layers: list[Layer]) -> None:
        names = [self.layers.item(index).data(Qt.ItemDataRole.UserRole) for index in range(self.layers.count())]
        if names == [layer.name for layer in layers]:
            return
        self.layers.blockSignals(True)
        self.layers.clear()
        for layer in layers:
            item = QListWidgetItem(layer.name[:1].upper() + layer.name[1:])
            item.setData(Qt.ItemDataRole.UserRole, layer.name)
            item.setToolTip(layer.words)
            self.layers.addItem(item)
        self.layers.setCurrentRow(0)
        self.layers.blockSignals(False)

    def _take_maps(self, maps: Maps) -> None:
        self._shown = maps
        columns = 8 if len(maps.images) > 24 else 6
        self.view.show_sheet(Sheet(0.0, columns, maps.images))
        side = sides_words(maps.images[0].width(), maps.images[0].height()) if maps.images else ""
        shown = (
            tr("the {count} liveliest of {total:,}", count=len(maps.images), total=maps.of)
            if len(maps.images) < maps.of
            else tr("all {total:,}", total=maps.of)
        )
        name = maps.layer[:1].upper() + maps.layer[1:]
        self._say(
            tr(
                "{name}: {shown} maps of {side}. Bright is where it finds what it looks for.",
                name=name,
                shown=shown,
                side=side,
            )
        )

    def _show_nothing(self) -> None:
        self._shown = None
        self.view.show_sheet(Sheet(0.0, 8, ()))
        self._side.hide()
        self._say("")

    def _say(self, words: str) -> None:
        self._words.setText(words)

    def look_close(self) -> None:
        """At the map with the ring, or the first."""
        self._look_close(max(0, self.view.current))

    def _look_close(self, index: int) -> None:
        maps = self._shown
        if maps is None or not 0 <= index < len(maps.images):
            return
        self.view.set_current(index)
        image = maps.images[index]
        self.close_up.show_picture(
            image,
            tr("{layer}, map {number}", layer=maps.layer, number=maps.channels[index] + 1),
            sides_words(image.width(), image.height()),
        )

    def _step_close_up(self, by: int) -> None:
        self._look_close(self.view.current + by)
