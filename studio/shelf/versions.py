"""Kept designs in other versions: a row for each design, a column for each model that draws its point."""

from __future__ import annotations

import functools
import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QMenu, QScrollArea, QVBoxLayout, QWidget

from studio import theme
from studio.widgets.fields.eliding_box import ElidingLabel
from studio.widgets.grid.layout import MARGIN, alike
from studio.widgets.grid.painter import PicturePainter, fit_within
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.widgets.workspace import heading_row
from studio.words import tr
from studio.workers.explorer.design_recipes import design_recipe
from studio.workers.explorer.designs import Model
from studio.workers.explorer.models import FoundModel
from studio.workers.project_reads import ProjectReads
from studio.workers.shelf.versions import MOST_MODELS, Comparable, KeptPoint, VersionDrawing, read_comparable
from studio.workers.workbench import Workbench

_GAP = 12
_HEADER = 44
_LINE = 26
_LARGEST = 320
_SMALLEST = 72


@dataclass
class Column:
    """A model, and what it has drawn so far, by design."""

    found: FoundModel
    model: Model | None = None
    images: dict[int, QImage] = field(default_factory=dict)
    fault: str = ""


class VersionTable(QWidget):
    """`open_wanted(KeptPoint, Column)` on Enter or double click on what a model drew; `left` on Escape."""

    open_wanted = Signal(object, object)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shelf.version-table")
        self.setAccessibleName(tr("Designs in other versions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        ring_focus(self)
        self._painter = PicturePainter(self)
        self.designs: Sequence[KeptPoint] = ()
        self.columns: Sequence[Column] = ()
        self._current = (0, 1)
        """Row and column; column 0 is the design as it was kept."""

    def show_table(self, designs: Sequence[KeptPoint], columns: Sequence[Column]) -> None:
        """Show these."""
        self.designs, self.columns = designs, columns
        self._current = (0, 1 if columns else 0)
        self._painter.clear()
        self._resize()
        self.update_cells()

    def update_cells(self) -> None:
        """Something was drawn."""
        self._say_current()
        self.update()

    @property
    def cell_size(self) -> QSize:
        """Of a picture, in device-independent pixels: in their proportions where all that were kept are alike."""
        sizes = [design.image.size() for design in self.designs if design.image is not None]
        stretch = sizes[0].width() / sizes[0].height() if sizes and alike(sizes) else 1.0
        count = len(self.columns) + 1
        room = (self.width() - (count - 1) * _GAP - 2) // count
        width = max(_SMALLEST, min(round(_LARGEST * math.sqrt(stretch)), room))
        return QSize(width, round(width / stretch))

    def cell(self, row: int, column: int) -> QRect:
        """Where a picture stands."""
        size = self.cell_size
        left, top = 1 + column * (size.width() + _GAP), _HEADER + row * (size.height() + _LINE + _GAP)
        return QRect(QPoint(left, top), size)

    def _resize(self) -> None:
        self.setMinimumHeight(_HEADER + len(self.designs) * (self.cell_size.height() + _LINE + _GAP))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._resize()

    def sizeHint(self) -> QSize:
        return QSize(400, self.minimumHeight())

    def _at(self, point: QPointF) -> tuple[int, int] | None:
        for row in range(len(self.designs)):
            for column in range(len(self.columns) + 1):
                if self.cell(row, column).contains(point.toPoint()):
                    return row, column
        return None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if (place := self._at(event.position())) is not None:
            self._go_to(*place)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._at(event.position()) is not None:
            self._open()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row, column = self._current
        steps = {
            Qt.Key.Key_Left: (0, -1), Qt.Key.Key_Right: (0, 1), Qt.Key.Key_Up: (-1, 0), Qt.Key.Key_Down: (1, 0),
        }  # fmt: skip
        key = Qt.Key(event.key())
        if key in steps:
            down, across = steps[key]
            self._go_to(row + down, column + across)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open()
        elif key in (Qt.Key.Key_Escape, Qt.Key.Key_V):
            self.left.emit()
        else:
            event.ignore()

    def _go_to(self, row: int, column: int) -> None:
        self._current = (
            max(0, min(len(self.designs) - 1, row)), max(0, min(len(self.columns), column)),
        )  # fmt: skip
        self.update_cells()

    def _open(self) -> None:
        row, column = self._current
        if column and row < len(self.designs) and self.columns[column - 1].model is not None:
            self.open_wanted.emit(self.designs[row], self.columns[column - 1])

    def _say_current(self) -> None:
        row, column = self._current
        if row < len(self.designs):
            of = tr("as it was kept") if not column else self.columns[column - 1].found.title
            self.setAccessibleDescription(f"{self.designs[row].name}, {of}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme.paint_canvas(painter, self.rect())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for column in range(len(self.columns) + 1):
            self._paint_head(painter, column)
            for row, design in enumerate(self.designs):
                cell = self.cell(row, column)
                if cell.adjusted(-4, -4, 4, _LINE).intersects(event.rect()):
                    self._paint_cell(painter, cell, row, column, design)

    def _paint_head(self, painter: QPainter, column: int) -> None:
        cell = self.cell(0, column)
        line = QRect(cell.left(), 0, cell.width(), _HEADER - 8)
        title = tr("As kept") if not column else self.columns[column - 1].found.title
        painter.setFont(theme.font(theme.FONT_PIXELS, QFont.Weight.DemiBold))
        painter.setPen(QColor(theme.CANVAS_TEXT))
        text = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideMiddle, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, text)

    def _paint_cell(self, painter: QPainter, cell: QRect, row: int, column: int, design: KeptPoint) -> None:
        image = design.image if not column else self.columns[column - 1].images.get(design.id)
        framed = cell
        if image is not None:
            framed = place = fit_within(image.size(), cell)
            painter.drawPixmap(place.topLeft(), self._painter.held(image, place.size()))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.CANVAS_EMPTY))
            painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.CANVAS_QUIET))
            painter.drawText(
                cell.adjusted(12, 12, -12, -12), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap,
                self._why(column, design),
            )  # fmt: skip
        if (row, column) == self._current:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(theme.CANVAS_ACCENT if self.hasFocus() else theme.CANVAS_LINE), 2))
            painter.drawRoundedRect(QRectF(framed).adjusted(-2, -2, 2, 2), theme.RADIUS + 2, theme.RADIUS + 2)
        if not column:
            painter.setFont(theme.font())
            painter.setPen(QColor(theme.CANVAS_TEXT))
            line = QRect(cell.left(), cell.bottom() + 3, cell.width(), _LINE - 4)
            text = painter.fontMetrics().elidedText(design.name, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)

    def _why(self, column: int, design: KeptPoint) -> str:
        """What stands in place of a picture."""
        if not column:
            return tr("Its file is missing")
        if design.point is None:
            return tr("It carries no recipe")
        return self.columns[column - 1].fault


class VersionsPage(QWidget):
    """Table and choice of models; `left` when the artist has seen enough."""

    left = Signal()

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self._reads = ProjectReads(workbench, self)
        self._known = Comparable((), ())
        self._chosen: list[FoundModel] = []
        self._drawing = VersionDrawing(workbench.engine, self)
        self._drawing.opened.connect(self._on_opened)
        self._drawing.drawn.connect(self._on_drawn)
        self._drawing.failed.connect(self._on_failed)
        self.table = VersionTable()
        self.table.left.connect(self.left)
        self.table.open_wanted.connect(self._open)
        self._heading = ElidingLabel(tr("Other versions"), "large")
        self._note = theme.make_label("", "quiet")
        self.models_button = theme.make_button(
            tr("Versions"),
            name="shelf.versions.models",
            tip=tr("Which models draw the designs: up to {most}", most=MOST_MODELS),
        )
        self.models_button.setMenu(QMenu(self.models_button))
        self.models_button.menu().aboutToShow.connect(self._fill_menu)
        back = theme.make_button(tr("Back"), name="shelf.versions.back", shortcut_hint="Esc")
        back.clicked.connect(self.left)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(self.table)
        self.table.setAutoFillBackground(False)  # as it is by now
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.UNIT)
        column.addLayout(heading_row([self._heading, self._note, None, self.models_button, back]))
        inner = QVBoxLayout()
        inner.setContentsMargins(MARGIN, 0, 0, 0)
        inner.addWidget(scroll)
        column.addLayout(inner, 1)

    @property
    def columns(self) -> Sequence[Column]:
        """The models that are shown, with what they have drawn."""
        return self.table.columns

    def begin(self, ids: Sequence[int]) -> None:
        """Show these designs, drawn by the best snapshot of each training."""
        self.table.show_table((), ())
        self._note.setText(tr("Looking for models…"))
        read = functools.partial(read_comparable, list(ids))
        self._reads.start(tr("Reading designs"), read, self._take, key="shelf.versions")

    def end(self) -> None:
        """Nobody looks any more."""
        self._drawing.end()
        self.table.show_table((), ())

    def choose(self, models: Sequence[FoundModel]) -> None:
        """Draw with these."""
        self._chosen = list(models)[:MOST_MODELS]
        columns = [Column(found) for found in self._chosen]
        self.table.show_table(self._known.designs, columns)
        self._note.setText(
            tr("The same points, drawn by other models · Enter opens one in Explore") if self._known.models
            else tr("This project has no model yet: train one, or import one.")
        )  # fmt: skip
        self._drawing.begin(self._known.designs, self._chosen)

    def _take(self, known: Comparable) -> None:
        self._known = known
        self.models_button.setEnabled(bool(known.models))
        self.choose(known.usual)

    def _fill_menu(self) -> None:
        menu = self.models_button.menu()
        menu.clear()
        for found in self._known.models:
            action = menu.addAction(found.marked_title)
            action.setCheckable(True)
            action.setChecked(found in self._chosen)
            action.setEnabled(found in self._chosen or len(self._chosen) < MOST_MODELS)
            action.triggered.connect(functools.partial(self._toggle, found))

    def _toggle(self, found: FoundModel, checked: bool = False) -> None:
        chosen = [each for each in self._chosen if each != found]
        if len(chosen) == len(self._chosen):
            chosen.append(found)
        self.choose([each for each in self._known.models if each in chosen])

    def _column(self, found: FoundModel) -> Column | None:
        return next((column for column in self.table.columns if column.found == found), None)

    def _on_opened(self, found: FoundModel, model: Model) -> None:
        if (column := self._column(found)) is not None:
            column.model = model

    def _on_drawn(self, found: FoundModel, id_: int, image: QImage) -> None:
        if (column := self._column(found)) is not None:
            column.images[id_] = image
            self.table.update_cells()

    def _on_failed(self, found: FoundModel, error: BaseException) -> None:
        if (column := self._column(found)) is not None:
            column.fault = str(getattr(error, "what", error)) or tr("It cannot draw them")
            self.table.update_cells()

    def _open(self, design: KeptPoint, column: Column) -> None:
        if design.point is not None and column.model is not None:
            self._workbench.show_in_explorer.emit(design_recipe(design.point, column.model))
