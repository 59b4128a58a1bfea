"""The roles of a Qt model that a `PictureGrid` reads."""

from __future__ import annotations

from PySide6.QtCore import Qt

TitleRole = Qt.ItemDataRole.UserRole + 1
"""str: the name below the picture, and what a screen reader says."""
StarsRole = Qt.ItemDataRole.UserRole + 2
"""int 0 to 5, or None for no stars."""
BadgesRole = Qt.ItemDataRole.UserRole + 3
"""tuple[str, ...]: short words over the top of the picture ("near-copy of 3")."""
DimmedRole = Qt.ItemDataRole.UserRole + 4
"""str: the picture is faded and this word written on it ("rejected"); "" or None for a picture as it is."""
MarkRole = Qt.ItemDataRole.UserRole + 5
"""str: a dot in the corner: "picked" (green), "busy" (accent)."""
LabelRole = Qt.ItemDataRole.UserRole + 6
"""str: the colour of a dot before the name below the picture, or None."""
HardRole = Qt.ItemDataRole.UserRole + 7
"""bool: whether the picture's pixels are squares where it is much enlarged; None: they are, whatever it is."""
