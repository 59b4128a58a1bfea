"""The report of the last crash, as it lies on this computer: read, copied, kept as a file, never sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QCheckBox, QPlainTextEdit, QVBoxLayout, QWidget

from gan_engine import atomic
from gan_engine.errors import EngineError
from studio import theme
from studio.engine_words import error_words
from studio.help import crash_report
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr


class CrashDialog(Dialog):
    """`folder`: where the logs lie."""

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self.setObjectName("crash")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Report of the last crash"))
        self.resize(760, 560)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addWidget(theme.make_label(tr("Report of the last crash"), "title"))
        column.addWidget(
            theme.make_label(
                tr(
                    "What the program was doing when it ended. It is not sent anywhere; should you want to show it to"
                    " somebody, it holds no pictures, and names of files and folders only if you want that."
                ),
                wrap=True,
            )
        )
        self.text = QPlainTextEdit()
        self.text.setObjectName("crash.text")
        self.text.setAccessibleName(tr("The report"))
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        column.addWidget(self.text, 1)
        self.named = QCheckBox(tr("With the names of files and folders"))
        self.named.setObjectName("crash.named")
        self.named.toggled.connect(self._show)
        copy = theme.make_button(tr("Copy"), "quiet", name="crash.copy", icon_name="copy")
        copy.clicked.connect(self._copy)
        keep = theme.make_button(tr("Keep as a file"), "quiet", name="crash.keep", icon_name="file-text")
        keep.clicked.connect(self._keep)
        close = theme.make_button(tr("Close"), name="crash.close")
        close.clicked.connect(self.accept)
        self._said = theme.make_label("", "small", wrap=True)
        self._said.setObjectName("crash.said")
        column.addLayout(row([self.named, None, copy, keep, close]))
        column.addWidget(self._said)
        self._show()

    def _show(self) -> None:
        try:
            self.text.setPlainText(crash_report.report(self._folder, named=self.named.isChecked()))
        except OSError:
            self.text.setPlainText(tr("The report cannot be read."))

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.text.toPlainText())
        self._said.setText(tr("Copied."))

    def _keep(self) -> None:
        """As it is shown, beside the logs; the folder is opened."""
        path = self._folder / crash_report.REPORT
        try:
            atomic.write_bytes(path, self.text.toPlainText().encode(), root=self._folder)
        except EngineError as error:
            self._said.setText(error_words(error, "what"))
            return
        self._said.setText(tr("Written: {path}", path=path))
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))
