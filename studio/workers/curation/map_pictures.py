"""Pictures for the Map page, made on threads at the size they are drawn in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from studio import theme
from studio.workers.images import from_bytes

if TYPE_CHECKING:
    from studio.project.project import Project


def load_map_picture(project: Project, key: str, id_: int, pixels: int) -> QImage | None:
    """The small picture kept under `key` (made now, where it is not), its longest side `pixels`; None where it cannot
    be read."""
    data = project.thumbnails.read(key)
    if data is None:
        picture = project.catalogue.picture(id_)
        if picture is None:
            return None
        data = project.thumbnails.make(key, picture.path, picture.original.steps)
    image = from_bytes(data) if data is not None else None
    if image is None:
        return None
    ways = Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
    image = image.scaled(pixels, pixels, *ways)
    if not image.hasAlphaChannel():
        return image
    paper = QImage(image.size(), QImage.Format.Format_RGB32)
    painter = QPainter(paper)
    painter.fillRect(paper.rect(), theme.paper())
    painter.drawImage(0, 0, image)
    painter.end()
    return paper
