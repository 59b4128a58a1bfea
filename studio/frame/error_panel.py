"""The error panel: what happened, what was kept, what to do, details to copy."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from gan_engine.errors import EngineError
from studio import theme
from studio.engine_words import engine_words
from studio.words import tr

_WIDTH = 440
_KEPT = 20

Remedy = tuple[str, Callable[[], object]]
"""What a button says, and what it does. It holds no error: see `ErrorPanel`."""


def words_for(doing: str, error: BaseException) -> tuple[str, str, str]:
    """What happened, what was kept, what to do. A fault of ours is said to be one."""
    if isinstance(error, EngineError):
        return engine_words(error.what), engine_words(error.kept), engine_words(error.do)
    if isinstance(error, MemoryError):
        return (
            tr("There was not enough memory for: {doing}.", doing=doing)
            if doing
            else tr("There was not enough memory."),
            tr("Your pictures, runs and designs are safe."),
            tr("Close other programs, or choose less at once."),
        )
    what = (
        tr("Something went wrong while: {doing}.", doing=doing)
        if doing
        else tr("Something went wrong in Maquette itself.")
    )
    return (
        what,
        tr("Your pictures, runs and designs are safe."),
        tr("Try it again. If it comes back, copy the details and send them to us."),
    )


def details_of(doing: str, error: BaseException) -> str:
    """All a developer wants to know, as text."""
    trace = "".join(traceback.format_exception(error))
    machine = f"{platform.platform()}, Python {platform.python_version()}"
    return f"Doing: {doing or 'nothing in particular'}\n{machine}\n\n{trace}"


class ErrorPanel(QWidget):
    """Lies low over the middle of the window until it is closed or its cause is gone; newer errors come in front of
    older ones."""

    def __init__(
        self, over: QWidget, *, below: Callable[[], int] = lambda: 0, beside: Callable[[], int] = lambda: 0
    ) -> None:
        """`below`, `beside`: pixels at the foot and at the right of `over` where what follows is pressed: it covers
        none of that."""
        super().__init__(over)
        self._over = over
        self._below, self._beside = below, beside
        self.setObjectName("error")
        self.setAccessibleName(tr("What went wrong"))
        self.setProperty("place", "error")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.remedy: Callable[[BaseException], Remedy | None] = lambda error: None
        """What can be done about an error at a press; asked when it is told of."""
        self._errors: list[tuple[str, tuple[str, str, str], str, Remedy | None]] = []
        """(doing, words, details, remedy) each. Not the exceptions: these keep alive what was under way then."""
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 12, 12)
        column.setSpacing(theme.UNIT)
        self._what = theme.make_label(role="heading", wrap=True)
        self._kept = theme.make_label(role="quiet", wrap=True)
        self._do = theme.make_label(wrap=True)
        for label, name, words in (
            (self._what, "happened", tr("What happened")),
            (self._kept, "kept", tr("What was kept")),
            (self._do, "do", tr("What to do")),
        ):
            label.setObjectName(f"error.{name}")
            label.setAccessibleName(words)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = theme.make_button(tr("Close"), "icon", name="error.close", icon_name="x")
        top = QHBoxLayout()
        top.addWidget(self._what, 1)
        top.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)
        self._details = QPlainTextEdit()
        self._details.setObjectName("error.details")
        self._details.setAccessibleName(tr("Details"))
        self._details.setReadOnly(True)
        self._details.setFixedHeight(160)
        self._show = theme.make_button(tr("Details"), "quiet", name="error.show-details", checkable=True)
        copy = theme.make_button(tr("Copy details"), "quiet", name="error.copy")
        self._count = theme.make_label(role="small")
        self.act = theme.make_button("", "primary", name="error.act")
        self.act.setAccessibleName(tr("What can be done"))
        self.act.clicked.connect(self._on_act)
        foot = QHBoxLayout()
        foot.addWidget(self._show)
        foot.addWidget(copy)
        foot.addStretch(1)
        foot.addWidget(self._count)
        foot.addWidget(self.act)
        column.addLayout(top)
        column.addWidget(self._kept)
        column.addWidget(self._do)
        column.addWidget(self._details)
        column.addLayout(foot)
        self._details.hide()
        close.clicked.connect(self._next)
        copy.clicked.connect(self._copy)
        self._show.toggled.connect(self._on_details)
        over.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says, "" while it is hidden."""
        return " ".join(label.text() for label in (self._what, self._kept, self._do)) if self.isVisible() else ""

    def show_error(self, doing: str, error: BaseException) -> None:
        """Tell of an error, in front of those not closed yet."""
        said = words_for(doing, error)
        if self.isVisible() and self._errors and self._errors[-1][1] == said:
            return  # the same again: once is enough
        self._errors = [*self._errors, (doing, said, details_of(doing, error), self.remedy(error))][-_KEPT:]
        self._tell()

    def forget(self, doing: str) -> None:
        """It is tried again: what was said of the last time goes."""
        if any(own == doing for own, *_ in self._errors):
            self._keep([each for each in self._errors if each[0] != doing])

    def forget_all(self) -> None:
        """What they were about is no longer there."""
        if self._errors:
            self._keep([])

    def _keep(self, errors: list[tuple[str, tuple[str, str, str], str, Remedy | None]]) -> None:
        self._errors = errors
        self._show.setChecked(False)
        if errors:
            self._tell()
        else:
            self.hide()

    def _tell(self) -> None:
        _, (what, kept, do), details, remedy = self._errors[-1]
        self.act.setVisible(remedy is not None)
        if remedy is not None:
            self.act.setText(remedy[0])
            self.act.setAccessibleName(remedy[0])
        self._what.setText(what)
        self._kept.setText(kept)
        self._kept.setVisible(bool(kept))
        self._do.setText(do)
        self._do.setVisible(bool(do))
        self._details.setPlainText(details)
        self._count.setText(tr("{count} more", count=len(self._errors) - 1) if len(self._errors) > 1 else "")
        self.show()
        self._move()
        self.raise_()

    def _move(self) -> None:
        over = self._over
        width = min(_WIDTH, over.width() - 32)
        layout = self.layout()
        height = layout.totalHeightForWidth(width) if layout is not None else self.sizeHint().height()
        self.resize(width, height)
        left = max(16, over.width() - self._beside() - width - 16)
        self.move(left, max(16, over.height() - self._below() - height - theme.STATUS_HEIGHT - 16))

    def _next(self) -> None:
        self._keep(self._errors[:-1])

    def _on_act(self) -> None:
        remedy = self._errors[-1][3]
        self._next()
        if remedy is not None:
            remedy[1]()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(f"{self.text}\n\n{self._details.toPlainText()}")

    def _on_details(self, shown: bool) -> None:
        self._details.setVisible(shown)
        self._move()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._move()
        return False
