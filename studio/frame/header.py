"""The header: project, search, running training, device."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QWidget

from studio import theme
from studio.frame.logo import Logo
from studio.widgets.row_delegate import paint_ring
from studio.words import KIMG, duration, kimg_words, tr, tr_noop
from studio.workers.workbench import RunningTraining

_KEYS = "Ctrl+K"
_SEARCH = tr_noop("Search pictures, runs, designs, actions")


class _Painted(QAbstractButton):
    """A button that paints itself; hover and focus repaint."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(accessible_name)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)

    def paint_background(self, painter: QPainter, radius: float, colour: str = "FIELD") -> None:
        """The button's shape, lighter under the pointer, ringed while it has the focus."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focus = self.hasFocus()
        painter.setPen(QPen(QColor(theme.ACCENT), 1) if focus else Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.RAISED if self.underMouse() else theme.colour(colour)))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class SearchField(_Painted):
    """Looks like a field, opens the command palette."""

    def __init__(self) -> None:
        super().__init__("header.search", tr(_SEARCH))
        self.setToolTip(tr("Search and do anything"))
        theme.set_hint(self, _KEYS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(160)
        self.setMaximumWidth(380)
        self.setCursor(Qt.CursorShape.IBeamCursor)

    def sizeHint(self) -> QSize:
        return QSize(380, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_background(painter, theme.RADIUS)
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.QUIET))
        keys = theme.native_keys(theme.worn.keys_now(self.objectName(), _KEYS)).replace("+", " ")
        wide = QFontMetrics(theme.font(11)).horizontalAdvance(keys) + 14
        inner = self.rect().adjusted(12, 0, -wide - 24, 0)
        text = painter.fontMetrics().elidedText(tr(_SEARCH), Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, text)
        if not keys:
            return
        key = QRectF(self.width() - wide - 12, 6, wide, 18)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.BUTTON))
        painter.drawRoundedRect(key, 2, 2)
        painter.setFont(theme.font(11))
        painter.setPen(QColor(theme.QUIET))
        painter.drawText(key, Qt.AlignmentFlag.AlignCenter, keys)


class Chip(_Painted):
    """A round chip: strong words, quiet words, and a ring where something is under way."""

    def __init__(self, name: str, accessible_name: str) -> None:
        super().__init__(name, accessible_name)
        self._said = accessible_name
        self._quiet_text = ""
        self._share: float | None = None
        self._paused = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_words(self, text: str, quiet: str = "", share: float | None = None, *, paused: bool = False) -> None:
        """Show these; `share` 0 to 1 draws the ring."""
        if (text, quiet, share, paused) == (self.text(), self._quiet_text, self._share, self._paused):
            return
        self._quiet_text, self._share, self._paused = quiet, share, paused
        self.setText(text)
        self.setAccessibleName(f"{self._said}: {text} {quiet}".strip())
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        width = 24 + metrics.horizontalAdvance(self.text())
        if self._quiet_text:
            width += 8 + metrics.horizontalAdvance(self._quiet_text)
        if self._share is not None:
            width += 24
        return QSize(width, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_background(painter, 15)
        left = 12
        if self._share is not None:
            colour = "QUIET" if self._paused else "ACCENT"
            paint_ring(painter, QRectF(12, 7.5, 15, 15), self._share, colour=colour)
            left += 24
        painter.setFont(theme.font())
        painter.setPen(QColor(theme.TEXT))
        inner = self.rect().adjusted(left, 0, -8, 0)
        painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self.text())
        if self._quiet_text:
            inner.setLeft(inner.left() + painter.fontMetrics().horizontalAdvance(self.text()) + 8)
            painter.setPen(QColor(theme.QUIET))
            painter.drawText(inner, Qt.AlignmentFlag.AlignVCenter, self._quiet_text)


class ProjectButton(_Painted):
    """The project's name and a caret: the project menu."""

    def __init__(self) -> None:
        super().__init__("header.project", tr("Project"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._caret = theme.icon("caret-down", "QUIET")

    def set_name(self, name: str) -> None:
        """Show the name of the project, "" for none."""
        shown = self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, 220)
        self.setText(shown)
        self.setAccessibleName(tr("Project {name}", name=name) if name else tr("Project"))
        self.setVisible(bool(name))
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return QSize(16 + self.fontMetrics().horizontalAdvance(self.text()) + 20, 30)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self.paint_background(painter, theme.RADIUS, "BAR")
        painter.setFont(theme.font(13, QFont.Weight.Medium))
        painter.setPen(QColor(theme.TEXT))
        painter.drawText(self.rect().adjusted(8, 0, -20, 0), Qt.AlignmentFlag.AlignVCenter, self.text())
        self._caret.paint(painter, self.width() - 22, 9, 12, 12)


class Header(QWidget):
    """Signals: `search_wanted`, `run_wanted(path)`, `device_wanted`."""

    search_wanted = Signal()
    run_wanted = Signal(object)
    device_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(theme.HEADER_HEIGHT)
        self._run: Path | None = None
        self.menu_button = theme.make_button(tr("Menu"), "icon", name="header.menu", icon_name="list")
        self.project = ProjectButton()
        self.search = SearchField()
        self.training = Chip("header.training", tr("Training"))
        self.device = Chip("header.device", tr("Device"))
        self._line = theme.make_line()
        self._line.setFixedSize(1, 18)
        name = theme.make_label("Maquette", "heading")
        across = QHBoxLayout(self)
        across.setContentsMargins(20, 0, 16, 0)
        across.setSpacing(0)
        across.addWidget(Logo(20))
        across.addSpacing(12)
        across.addWidget(name)
        across.addSpacing(8)
        across.addWidget(self.menu_button)
        across.addSpacing(8)
        across.addWidget(self._line)
        across.addSpacing(8)
        across.addWidget(self.project)
        across.addStretch(1)
        across.addWidget(self.search, 4)
        across.addStretch(1)
        across.addSpacing(16)
        across.addWidget(self.training)
        across.addSpacing(16)
        across.addWidget(self.device)
        self.training.hide()
        self.device.hide()
        self.set_project("")
        self.search.clicked.connect(self.search_wanted)
        self.training.clicked.connect(self._on_training)
        self.device.clicked.connect(self.device_wanted)

    def set_menus(self, main: QMenu | None, project: QMenu) -> None:
        """Hang the menus in; no `main` where the system has its own menu bar."""
        self.menu_button.setVisible(main is not None)
        if main is not None:
            self.menu_button.setMenu(main)
        self.project.clicked.connect(self._open_project_menu)
        self._project_menu = project

    def set_project(self, name: str) -> None:
        """Show the project's name, "" for none."""
        self.project.set_name(name)
        self._line.setVisible(bool(name))

    def set_trainings(self, trainings: list[RunningTraining]) -> None:
        """Show the one that trains (the first, and how many more)."""
        self.training.setVisible(bool(trainings))
        if not trainings:
            return
        first = trainings[0]
        self._run = first.path
        share = first.kimg / first.total_kimg if first.total_kimg else 0.0
        words, quiet = first.name, tr("starting")
        if first.total_kimg:
            kimg, total = kimg_words(first.kimg), kimg_words(first.total_kimg)
            words = tr("{name} {kimg} / {total} kimg", name=first.name, kimg=kimg, total=total)
            quiet = tr("paused") if first.paused else time_left(first.seconds_left)
        if len(trainings) > 1:
            quiet = tr("{progress}  and {count} more", progress=quiet, count=len(trainings) - 1).strip()
        self.training.set_words(words, quiet, share, paused=first.paused)
        self.training.setToolTip("\n".join([tr("Go to this training"), *([tr(KIMG)] if first.total_kimg else [])]))

    def set_device(self, hello: dict[str, Any]) -> None:
        """Show what the engine computes on."""
        name = str(hello.get("device") or "")
        if not name:
            return
        memory = hello.get("memory_bytes")
        gigabytes = (
            tr("{memory:.0f} GB", memory=memory / 2**30) if isinstance(memory, int | float) and memory > 0 else ""
        )
        on_cpu = hello.get("device_kind") == "cpu"
        cores = hello.get("cores")
        quiet = tr("{cores} cores", cores=cores) if on_cpu and cores else gigabytes
        self.device.set_words("CPU" if on_cpu else _short(name), quiet)
        self.device.setToolTip(name + (f", {gigabytes}" if gigabytes else ""))
        self.device.show()

    def _on_training(self) -> None:
        if self._run is not None:
            self.run_wanted.emit(self._run)

    def _open_project_menu(self) -> None:
        self._project_menu.popup(self.project.mapToGlobal(self.project.rect().bottomLeft()))


def _short(name: str) -> str:
    for word in ("NVIDIA ", "GeForce ", "AMD ", "Radeon "):
        name = name.replace(word, "")
    return name if len(name) <= 24 else name[:23] + "…"


def time_left(seconds: float | None) -> str:
    """“3 h 12 min left”; "" when it is not known."""
    if seconds is None or seconds < 0:
        return ""
    return tr("{duration} left", duration=duration(seconds)) if seconds >= 60 else tr("less than a minute left")
