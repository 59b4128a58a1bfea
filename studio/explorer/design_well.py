"""A place for one design: dropped from the wall, the shelf or the walk, or chosen with a click."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QWidget

from gan_engine.latent.point import Point
from studio import theme
from studio.explorer.design_chooser import DesignChooser
from studio.explorer.modes.context import ExploreContext
from studio.widgets.grid.painter import PicturePainter
from studio.widgets.keyboard.arrow_keys import ARROWS
from studio.widgets.keyboard.focus_ring import ring_focus
from studio.widgets.picture_view import PictureView
from studio.words import tr
from studio.workers.designs_mime import DESIGNS_MIME
from studio.workers.explorer.design_recipes import design_of, recipes_from_mime


class DesignWell(PictureView):
    """`taken(Point)` when a design comes, `emptied` on Delete. It shows what it is told to.

    One that takes none (`takes=False`) only shows: a click or Enter says `picked`.
    """

    taken = Signal(object)
    emptied = Signal()
    picked = Signal()
    moved = Signal(int, int)
    """(across, down) by an arrow key."""
    tallest = 2.0

    def __init__(
        self, context: ExploreContext, name: str, accessible_name: str, *, takes: bool = True,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(name, accessible_name, parent)
        ring_focus(self)
        self._context = context
        self._takes = takes
        self._point: Point | None = None
        self._named = accessible_name
        self._selected = self._over = False
        self._pressed: QPoint | None = None
        self.setAcceptDrops(takes)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        if takes:
            self.setToolTip(tr("Drop a design here, or click to choose one"))

    @property
    def point(self) -> Point | None:
        """The design in it."""
        return self._point

    def show_point(self, point: Point | None) -> None:
        """Show this design; its picture as far as it is at hand."""
        self._point = point
        if (model := self._context.model) is not None:
            self.set_proportions(model.proportions)
        words = (
            tr("empty")
            if point is None
            else tr("seed {seed:,}", seed=point.seed)
            if point.seed is not None
            else tr("a design")
        )
        self.setAccessibleDescription(words)
        self.refresh()

    def refresh(self) -> None:
        """Its picture may be at hand now; until it is, the one before stays."""
        image = self._image_of(self._point)
        if image is not None or self._point is None:
            self.set_image(image)

    def set_selected(self, selected: bool) -> None:
        """Frame it."""
        if selected != self._selected:
            self._selected = selected
            self.update()

    def choose(self) -> None:
        """Choose a design for it in a small window."""
        chooser = DesignChooser(self._context, self)
        chooser.chosen.connect(self.taken)
        chooser.open_at(self)

    def _image_of(self, point: Point | None) -> QImage | None:
        pictures = self._context.pictures
        return None if point is None else pictures.picture(point) or pictures.full_picture(point)

    def _act(self) -> None:
        if self._takes:
            self.choose()
        else:
            self.picked.emit()

    def sizeHint(self) -> QSize:
        return QSize(72, 72)

    def minimumSizeHint(self) -> QSize:
        return QSize(40, 40)

    # ---- keys and mouse ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in ARROWS:
            self.moved.emit(*ARROWS[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._act()
        elif self._takes and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.emptied.emit()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.setFocus()
        self._pressed = event.position().toPoint() if event.button() == Qt.MouseButton.LeftButton else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None or self._point is None:
            return
        far = (event.position().toPoint() - self._pressed).manhattanLength()
        if far >= QApplication.startDragDistance():
            self._pressed = None
            self._drag(self._point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is not None and self.rect().contains(event.position().toPoint()):
            self._act()
        self._pressed = None

    def _drag(self, point: Point) -> None:
        if (mime := self._context.mime([point])) is None:
            return
        drag = QDrag(self)
        drag.setMimeData(mime)
        if self.image is not None:
            drag.setPixmap(PicturePainter(self).stack([self.image], 1))
            drag.setHotSpot(QPoint(20, 20))
        drag.exec(Qt.DropAction.CopyAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(DESIGNS_MIME) and event.source() is not self:
            event.acceptProposedAction()
            self._set_over(True)
        else:
            event.ignore()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        self._set_over(False)
        recipes = recipes_from_mime(bytes(event.mimeData().data(DESIGNS_MIME).data()))
        model = self._context.model
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        if not recipes or model is None:
            return
        if recipes[0].point.model_digest != model.digest:
            self._context.workbench.notify(tr("That design was made with another model: open it first."))
            return
        self.taken.emit(design_of(recipes[0]))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        cell = QRectF(self.place()).adjusted(1, 1, -1, -1)
        if self._point is None and self._takes:
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(cell, Qt.AlignmentFlag.AlignCenter, "+")
        if self._over or self._selected:
            painter.setPen(QPen(QColor(theme.ACCENT if self._over else theme.HANDLE), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell, theme.RADIUS, theme.RADIUS)
