"""The view of the Statistics page: six pictures, sizes of the originals, colours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QHelpEvent, QImage, QPainter, QPaintEvent, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QScrollArea, QSizePolicy, QToolTip, QVBoxLayout, QWidget

from gan_engine.image_shape import ImageShape
from studio import theme
from studio.project.pictures.framing import how_many_enlarged
from studio.widgets.grid.layout import MARGIN
from studio.widgets.picture_view import PictureView
from studio.words import in_figures, percent_words, sides_words, tr, tr_noop

NAMES: Mapping[str, tuple[str, str]] = {
    "mean": (tr_noop("Mean"), tr_noop("All pictures laid over one another")),
    "deviation": (tr_noop("Deviation"), tr_noop("Light where they differ most")),
    "median": (tr_noop("Median"), tr_noop("The value in the middle: what most agree on")),
    "mode": (tr_noop("Commonest"), tr_noop("The value that occurs most often")),
    "minimum": (tr_noop("Darkest"), tr_noop("The darkest that any of them has there")),
    "maximum": (tr_noop("Lightest"), tr_noop("The lightest that any of them has there")),
}
_SMALLEST, _ENOUGH, _LARGEST = 96, 176, 232
_TICKS = (1, 2, 5)


class SizesPlot(QWidget):
    """A dot for each size: width across, height up, larger for more pictures of it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.statistics.sizes")
        self.setAccessibleName(tr("Sizes of the originals"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._sizes = np.zeros((0, 2), np.int64)
        self._counts = np.zeros(0, np.int64)
        self._limit: ImageShape | None = None

    def show_sizes(self, sizes: np.ndarray, limit: ImageShape) -> None:
        """int [N, 2]; those smaller than `limit` would be enlarged."""
        self._sizes, self._counts = np.unique(sizes.reshape(-1, 2), axis=0, return_counts=True)
        self._limit = limit
        self.setAccessibleDescription(size_words(sizes))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 220)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.PANEL))
        painter.drawRoundedRect(self.rect(), theme.RADIUS, theme.RADIUS)
        if not len(self._sizes):
            return
        inner = QRectF(self.rect()).adjusted(48, 12, -16, -28)
        top = float(self._sizes.max()) * 1.05
        painter.setFont(theme.font(11))
        step = _step(top)
        for tick in np.arange(0, top, step):
            x = inner.left() + inner.width() * tick / top
            y = inner.bottom() - inner.height() * tick / top
            painter.setPen(QPen(QColor(theme.LINE), 1))
            painter.drawLine(QPointF(inner.left(), y), QPointF(inner.right(), y))
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(
                QRectF(x - 30, inner.bottom() + 6, 60, 16), Qt.AlignmentFlag.AlignHCenter, in_figures(tick, ",.0f")
            )
            painter.drawText(QRectF(0, y - 8, 40, 16), Qt.AlignmentFlag.AlignRight, in_figures(tick, ",.0f"))
        right = QRectF(inner.right() - 120, inner.bottom() - 18, 120, 16)
        painter.drawText(right, Qt.AlignmentFlag.AlignRight, tr("px wide"))
        painter.drawText(QRectF(inner.left() + 6, inner.top() - 4, 120, 16), Qt.AlignmentFlag.AlignLeft, tr("px high"))
        if self._limit is not None and self._limit.longer < top:
            painter.setPen(QPen(QColor(theme.AMBER), 1, Qt.PenStyle.DashLine))
            x = inner.left() + inner.width() * self._limit.width / top
            y = inner.bottom() - inner.height() * self._limit.height / top
            painter.drawLine(QPointF(x, inner.bottom()), QPointF(x, y))
            painter.drawLine(QPointF(inner.left(), y), QPointF(x, y))
        colour = QColor(theme.ACCENT)
        colour.setAlphaF(0.7)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        most = float(self._counts.max())
        for (width, height), count in zip(self._sizes.tolist(), self._counts.tolist(), strict=True):
            radius = 2.5 + 5.5 * (count / most) ** 0.5
            x = inner.left() + inner.width() * width / top
            painter.drawEllipse(QPointF(x, inner.bottom() - inner.height() * height / top), radius, radius)


class ColourStrip(QWidget):
    """The main colours side by side, each as wide as its share."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.statistics.colours")
        self.setAccessibleName(tr("Main colours"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._shades: list[tuple[tuple[int, int, int], float]] = []

    def show_shades(self, shades: Sequence[tuple[tuple[int, int, int], float]]) -> None:
        """(red, green, blue) and share of each."""
        self._shades = list(shades)
        self.setAccessibleDescription(", ".join(shade_words(*one) for one in self._shades))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, 48)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            for shade, place in zip(self._shades, self._places(), strict=True):
                if place.contains(QPointF(event.pos())):
                    QToolTip.showText(event.globalPos(), shade_words(*shade), self)
                    return True
        return super().event(event)

    def _places(self) -> list[QRectF]:
        total = sum(share for _, share in self._shades) or 1.0
        places, left = [], 0.0
        for _, share in self._shades:
            width = self.width() * share / total
            places.append(QRectF(left, 0, width, self.height()))
            left += width
        return places

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for (rgb, _), place in zip(self._shades, self._places(), strict=True):
            painter.fillRect(place, QColor(*rgb))


class StatisticsView(QScrollArea):
    """Everything, in the place of the light table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("curate.statistics.view")
        self.setAccessibleName(tr("Statistics"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        inside = QWidget()
        inside.setProperty("place", "background")
        column = self._column = QVBoxLayout(inside)
        column.setContentsMargins(MARGIN, 8, 16, 16)
        column.setSpacing(theme.UNIT)
        self.title = theme.make_label("", "heading")
        column.addWidget(self.title)
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._cells: list[QWidget] = []
        self._across = 0
        self.pictures: dict[str, PictureView] = {}
        self._captions: list[QLabel] = []
        self._height_by_width = 1.0
        for name, (title, tip) in NAMES.items():
            title, tip = tr(title), tr(tip)
            holder = QWidget()
            self._cells.append(holder)
            cell = QVBoxLayout(holder)
            cell.setContentsMargins(0, 0, 0, 0)
            cell.setSpacing(4)
            view = self.pictures[name] = PictureView(f"curate.statistics.{name}", title)
            view.setToolTip(tip)
            label = theme.make_label(title, "heading")
            label.setToolTip(tip)
            cell.addWidget(view)
            cell.addWidget(label)
            words = theme.make_label(tip, "small", wrap=True)
            words.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)  # all in a row on one line
            self._captions.append(words)
            cell.addWidget(words)
            cell.addStretch(1)
        self._grid.setColumnStretch(len(NAMES), 1)
        column.addLayout(self._grid)
        column.addSpacing(16)
        column.addWidget(theme.make_label(tr("Sizes of the originals"), "heading"))
        self.size_words = theme.make_label("", "small", wrap=True)
        column.addWidget(self.size_words)
        self.sizes = SizesPlot()
        column.addWidget(self.sizes)
        column.addSpacing(16)
        column.addWidget(theme.make_label(tr("Colours of the figures"), "heading"))
        self.colours = ColourStrip()
        column.addWidget(self.colours)
        column.addStretch(1)
        self.setWidget(inside)
        self._fit()
        theme.worn.changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._column.invalidate()  # Qt does not tell it of sizes that changed while this was being shown

    def _fit(self) -> None:
        """All beside one another where they are large enough so, else three, however narrow the place; no higher than
        they need to be."""
        room = self.width() - theme.SCROLL_BAR - 32 + 16
        across = next((count for count in (len(NAMES), 3) if room // count - 16 >= _ENOUGH), 3)
        if across != self._across:
            self._across = across
            for number, holder in enumerate(self._cells):
                self._grid.addWidget(holder, number // across, number % across, Qt.AlignmentFlag.AlignLeft)
        edge = max(_SMALLEST, min(_LARGEST, room // across - 16))
        for view in self.pictures.values():
            view.setFixedSize(edge, round(edge * min(1.0, self._height_by_width)))
        for words in self._captions:
            words.ensurePolished()  # in another font it would be as high as other words
            words.setFixedSize(edge, words.heightForWidth(edge))

    def show_looks(
        self, images: Mapping[str, QImage], sizes: np.ndarray, shades: Sequence[tuple[tuple[int, int, int], float]],
        limit: ImageShape, fit: str,
    ) -> None:  # fmt: skip
        """Show what was found; nothing clears it."""
        for name, view in self.pictures.items():
            view.set_image(images.get(name))
        shown = next(iter(images.values()), None)
        self._height_by_width = shown.height() / shown.width() if shown is not None else 1.0
        self._fit()
        self.sizes.show_sizes(sizes, limit)
        small = how_many_enlarged(sizes, limit, fit)
        words = size_words(sizes)
        if small:
            words += tr(" {small:,} would be enlarged to {size}.", small=small, size=limit.words)
        self.size_words.setText(words)
        self.colours.show_shades(shades)


def size_words(sizes: np.ndarray) -> str:
    """The smallest, the one in the middle and the largest, by area."""
    if not len(sizes):
        return ""
    order = np.argsort(sizes[:, 0] * sizes[:, 1], kind="stable")
    named = {tr("Smallest"): order[0], tr("middle"): order[len(order) // 2], tr("largest"): order[-1]}
    return ", ".join(f"{name} {sides_words(*map(int, sizes[one]))}" for name, one in named.items()) + "."


def shade_words(rgb: tuple[int, int, int], share: float) -> str:
    """A colour and how much of it there is."""
    return f"#{rgb[0]:02x}{rgb[1]:02x}{rgb[2]:02x}, {percent_words(share)}"


def _step(top: float) -> float:
    """A round distance between ticks, four to nine of them."""
    size = 10 ** np.floor(np.log10(max(top, 1) / 5))
    return float(next((size * tick for tick in _TICKS if top / (size * tick) <= 8), size * 10))
