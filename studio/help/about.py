"""What the program is, what it is made of and under which licences, and what it sends: nothing."""

from __future__ import annotations

import re

from PySide6.QtCore import Qt, qVersion
from PySide6.QtWidgets import QDialogButtonBox, QPlainTextEdit, QTabWidget, QVBoxLayout, QWidget

import resources
from studio import theme
from studio.frame.logo import Logo
from studio.help.version import program_version
from studio.widgets.keyboard.dialog import Dialog
from studio.widgets.workspace import row
from studio.words import tr, tr_noop

_BROKEN = 90  # letters from which on a line of the notice goes on in the next

SENT = tr_noop(
    "Nothing is sent. There is no account, no counting of what you do and no looking for updates; your pictures,"
    " trainings and designs stay on this computer. Something is fetched only when you ask for it: the helper networks"
    " that Background and the measures name, with their size, before they load."
)


class AboutDialog(Dialog):
    """Version, credits, licences, and the artists of the sample art."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from gan_engine.sample_art import CREDITS

        self.setObjectName("about")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Maquette"))
        self.resize(720, 600)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 16)
        column.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(theme.make_label("Maquette", "title"))
        words.addWidget(
            theme.make_label(
                tr("Version {version}. Turns your own art into new designs.", version=program_version()), "quiet"
            )
        )
        words.addWidget(theme.make_label(tr("With Qt {version}", version=qVersion()), "small"))
        column.addLayout(row([Logo(40), 8, words, None]))
        sent = theme.make_label(tr(SENT), wrap=True)
        sent.setObjectName("about.sent")
        column.addWidget(sent)
        tabs = QTabWidget()
        tabs.setObjectName("about.tabs")
        tabs.setAccessibleName(tr("About"))
        tabs.setDocumentMode(True)
        tabs.tabBar().setDrawBase(False)
        notice = resources.find("NOTICE").read_text(encoding="utf-8")
        tabs.addTab(
            self._page("notice", tr("What it carries of others' work, and its licences"), _flowing(notice)),
            tr("Work of others"),
        )
        artists = "\n".join(CREDITS) if not isinstance(CREDITS, str) else CREDITS
        tabs.addTab(self._page("credits", tr("The artists of the sample art"), artists), tr("Sample art"))
        for path in sorted(resources.find("licences").iterdir()):
            if path.suffix == ".txt":
                text = path.read_text(encoding="utf-8", errors="replace")
                tabs.addTab(
                    self._page(path.stem, tr("Licence {stem}", stem=path.stem), text), path.stem.replace("-", " ")
                )
        column.addWidget(tabs, 1)
        buttons = QDialogButtonBox()
        close = theme.make_button(tr("Close"), name="about.close")
        buttons.addButton(close, QDialogButtonBox.ButtonRole.RejectRole)
        close.clicked.connect(self.reject)
        column.addWidget(buttons)

    @staticmethod
    def _page(name: str, accessible_name: str, text: str) -> QPlainTextEdit:
        page = QPlainTextEdit(text)
        page.setObjectName(f"about.{name.lower()}")
        page.setAccessibleName(accessible_name)
        page.setReadOnly(True)
        return page


def _flowing(text: str) -> str:
    """As it is set for a terminal, set for a window: broken lines joined, columns parted by a point."""
    lines: list[str] = []
    broken = False
    for line in text.splitlines():
        indent = len(line) - len(line.lstrip())
        words = re.sub(r" {2,}", "  ·  ", line.strip())
        if broken and words and lines[-1].startswith(" ") == bool(indent):
            lines[-1] = f"{lines[-1]} {words}"
        else:
            lines.append(f"{'    ' if indent else ''}{words}")
        broken = len(line) > _BROKEN and "  " not in line.strip()
    return "\n".join(lines)
