"""The files of this computer among what is dragged over the window."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData

from studio.workers.designs_mime import DESIGNS_MIME


def brings_files(mime: QMimeData) -> bool:
    """Whether there are any. Those of a design that is dragged are being written just now, and not waited for."""
    return mime.hasUrls() and (mime.hasFormat(DESIGNS_MIME) or bool(dropped_files(mime)))


def dropped_files(mime: QMimeData) -> list[Path]:
    """Their paths; addresses in the web, and addresses of nothing ("file:"), are left out."""
    if not mime.hasUrls():
        return []
    return [Path(local) for url in mime.urls() if url.isLocalFile() and (local := url.toLocalFile())]
