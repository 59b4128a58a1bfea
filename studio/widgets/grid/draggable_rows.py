"""What the models of a grid have in common whose pictures are dragged out of the window."""

from __future__ import annotations

import json
from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from gan_engine.documents import parse_json


class DraggableRows(QAbstractListModel):
    """Every row can be chosen and dragged out as a copy; subclasses give the `mimeData`, of files unless they say."""

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return flags | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else flags

    def mimeTypes(self) -> list[str]:
        return ["text/uri-list"]

    def supportedDragActions(self) -> Qt.DropAction:
        return Qt.DropAction.CopyAction


def ids_as_data(ids: Sequence[int]) -> bytes:
    """Ids of what is dragged within the window, for a row of a list that takes them."""
    return json.dumps(list(ids)).encode()


def ids_from(data: bytes) -> list[int]:
    """The inverse of `ids_as_data`; none where it is not ours."""
    try:
        values = parse_json(data)
    except ValueError:
        return []
    whole = isinstance(values, list) and all(type(value) is int and 0 < value < 2**31 for value in values)
    return values if whole else []
