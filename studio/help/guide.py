"""The user guide as a document to read: its chapters, its pictures, the links in it."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QImage,
    QImageReader,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextImageFormat,
    QTextLength,
    QTextTable,
)  # fmt: skip

import resources
from gan_engine.errors import PictureError
from studio import theme
from studio.words import ENGLISH
from studio.workers.images import read_image

_SIZES = {1: 24, 2: 20, 3: 15, 4: 13}
_ABOVE = {1: 0, 2: 36, 3: 24, 4: 16}
_LINE_HEIGHT = 145.0  # per cent: of long lines the next one is found
_FENCED = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Chapter:
    """A heading of the guide."""

    title: str
    level: int
    """1 the guide itself, 2 its chapters."""
    position: int
    """In the document."""
    english: str
    """Its title in English, by which the window knows it in every language."""

    @property
    def anchors(self) -> set[str]:
        """As links name it: those of a translated page by its own title, those of others by the English one."""
        return {re.sub(r"[^\w -]", "", title).lower().replace(" ", "-") for title in (self.title, self.english)}


FIRST = "GUIDE.md"


def folder() -> Path:
    """Where the guide lies; its pictures and other pages are named from there."""
    return resources.find(f"guide/{FIRST}").parent


def page_text(name: str, language: str = ENGLISH) -> str:
    """A page ("MEASURES.md") in Markdown; in English where it is not translated ("MEASURES.de.md").

    Raises `FileNotFoundError` for one that is not of the guide.
    """
    with contextlib.suppress(FileNotFoundError):
        return resources.find(f"guide/{Path(name).stem}.{language}.md").read_text(encoding="utf-8")
    return resources.find(f"guide/{name}").read_text(encoding="utf-8")


def titles(text: str) -> list[str]:
    """The headings of a page in Markdown."""
    return re.findall(r"^#+ (.+)$", _FENCED.sub("", text), re.MULTILINE)


def fill(document: QTextDocument, name: str, language: str, width: int) -> list[Chapter]:
    """Set a page of the guide in the house's type, at most `width` pixels wide; its chapters.

    Those of a translated page are the same ones in the same order. Raises `FileNotFoundError`.
    """
    text, english = page_text(name, language), titles(page_text(name))
    document.setDefaultFont(theme.font())
    document.setDocumentMargin(0)
    document.setMarkdown(text)
    headings = []
    whole = QTextCursor(document)
    whole.beginEditBlock()  # laid out once, at the end
    block = document.begin()
    while block.isValid():
        level = block.blockFormat().headingLevel()
        _set_block(block, level)
        if level:
            headings.append((block.text(), level, block.position()))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            _set_table(frame)
    fit_pictures(document, width)
    whole.endEditBlock()
    return [Chapter(*heading, title) for heading, title in zip(headings, english, strict=False)]


def _set_block(block: QTextBlock, level: int) -> None:
    cursor = QTextCursor(block)
    form = QTextBlockFormat(block.blockFormat())
    has_picture = any(fragment.charFormat().isImageFormat() for fragment in _fragments(block))
    if not has_picture:
        form.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    form.setTopMargin(_ABOVE.get(level, 0) if level else form.topMargin())
    form.setBottomMargin(12 if not block.textList() else 4)
    cursor.setBlockFormat(form)
    if level:
        cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        characters = QTextCharFormat()
        characters.setFont(theme.font(_SIZES.get(level, 13), QFont.Weight.DemiBold))
        cursor.mergeCharFormat(characters)


def _set_table(table: QTextTable) -> None:
    form = table.format()
    form.setBorder(0)
    form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_None)
    form.setCellPadding(4)
    form.setCellSpacing(0)
    form.setTopMargin(4)
    form.setBottomMargin(16)
    form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
    table.setFormat(form)


def _fragments(block: QTextBlock) -> list:  # type: ignore[type-arg]  # QTextFragment
    found = []
    part = block.begin()
    while not part.atEnd():
        found.append(part.fragment())
        part += 1
    return found


def pictures(document: QTextDocument) -> list[str]:
    """The names of its pictures, from above."""
    names = []
    block = document.begin()
    while block.isValid():
        names += [
            each.charFormat().toImageFormat().name() for each in _fragments(block) if each.charFormat().isImageFormat()
        ]
        block = block.next()
    return names


def fit_pictures(document: QTextDocument, width: int) -> None:
    """No picture wider than `width` pixels."""
    block = document.begin()
    while block.isValid():
        for fragment in _fragments(block):
            if fragment.charFormat().isImageFormat():
                form = QTextImageFormat(fragment.charFormat().toImageFormat())
                size = shown_size(folder() / form.name(), width)
                form.setWidth(size.width())
                form.setHeight(size.height())
                cursor = QTextCursor(document)
                cursor.setPosition(fragment.position())
                cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
                cursor.setCharFormat(form)
        block = block.next()


def shown_size(path: Path, width: int) -> QSize:
    """How large a picture is shown: its header is read, not its pixels."""
    size = QImageReader(str(path)).size()
    if not size.isValid():
        return QSize(width, 1)
    return size.scaled(QSize(min(width, size.width()), size.height()), Qt.AspectRatioMode.KeepAspectRatio)


def empty_picture() -> QImage:
    """In the place of one that is yet to come."""
    image = QImage(4, 4, QImage.Format.Format_RGB32)
    image.fill(QColor(theme.PANEL))
    return image


def load_picture(path: Path, pixels: QSize) -> QImage:
    """On a thread: the picture, scaled for where it is shown."""
    try:
        image = read_image(path, longest=max(pixels.width(), pixels.height(), 1))
    except PictureError:
        return empty_picture()
    return image.scaled(pixels, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation)
