"""A comparison as files: its table as CSV, its chart as PNG."""

from __future__ import annotations

import csv
import functools
import io
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QFileDialog, QWidget

from gan_engine import atomic
from gan_engine.reporting import Report
from studio import theme
from studio.training.compare.chart import CompareChart
from studio.training.compare.table import CompareModel
from studio.training.plots.panel_kinds import measure_title
from studio.words import tr
from studio.workers.images import to_array
from studio.workers.workbench import Workbench


class ComparisonFiles(QObject):
    """Asks where, and writes on a worker thread."""

    def __init__(self, workbench: Workbench, model: CompareModel, chart: CompareChart, page: QWidget) -> None:
        super().__init__(page)
        self._workbench = workbench
        self._model = model
        self._chart = chart
        self._page = page

    def export_table(self) -> None:
        """Ask where, and write the table as CSV."""
        self._ask("comparison.csv", tr("CSV (*.csv)"), self.write_table)

    def write_table(self, file: str) -> None:
        """What is ticked, as CSV with plain numbers."""
        path = Path(file)
        text = io.StringIO()
        csv.writer(text).writerows(self._model.table())
        self._start(tr("Writing the table"), path, functools.partial(_write, path, text.getvalue().encode("utf-8-sig")))

    def export_chart(self) -> None:
        """Ask where, and write the chart as PNG."""
        self._ask("comparison.png", tr("PNG (*.png)"), self.write_chart)

    def write_chart(self, file: str) -> None:
        """The chart at twice its size, on its background."""
        path = Path(file)
        size = QSize(max(800, self._chart.width()), max(96, self._chart.height()))
        image = QImage((size + QSize(48, 48)) * 2, QImage.Format.Format_RGB32)
        image.setDevicePixelRatio(2)
        image.fill(QColor(theme.BACKGROUND))
        painter = QPainter(image)
        area = QRectF(24, 24, size.width(), size.height())
        self._chart.paint(painter, area, measure_title(self._chart.measure))
        painter.end()
        self._start(tr("Writing the chart"), path, functools.partial(_write_image, path, image))

    def _ask(self, name: str, kinds: str, write: Callable[[str], None]) -> None:
        dialog = QFileDialog(self._page, tr("Export"), "", kinds)
        dialog.setObjectName("train.compare.file")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(Path(name).suffix[1:])
        dialog.selectFile(name)
        dialog.fileSelected.connect(write)
        dialog.open()

    def _start(self, words: str, path: Path, work: Callable[[Report], None]) -> None:
        self._workbench.jobs.start(words, work, functools.partial(self._written, path))

    def _written(self, path: Path, _: None) -> None:
        self._workbench.notify(tr("Written: {name}", name=path.name))


def _write(path: Path, data: bytes, report: Report) -> None:
    atomic.write_bytes(path, data, root=path.parent)


def _write_image(path: Path, image: QImage, report: Report) -> None:
    """On a thread: Qt's own writers, as its readers, would keep the interpreter meanwhile."""
    from gan_engine.pictures import encode_png

    _write(path, encode_png(to_array(image)[..., :3]), report)
