"""The shape of a star."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPolygonF

STARS = 5
STAR = 14
"""px that one takes beside others."""


def star_polygon(centre: QPointF, radius: float) -> QPolygonF:
    """A five-pointed star, point up."""
    points = []
    for corner in range(10):
        length = radius if corner % 2 == 0 else radius * 0.45
        angle = math.pi * (corner / 5 - 0.5)
        points.append(centre + QPointF(length * math.cos(angle), length * math.sin(angle)))
    return QPolygonF(points)
