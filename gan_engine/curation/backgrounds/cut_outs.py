"""What taking a ground off gives: apart from what does it, so that reading an artist's steps needs no OpenCV."""

from __future__ import annotations

from typing import NamedTuple

from gan_engine.picture_modes import Picture


class CutOut(NamedTuple):
    """A picture as the artist made it, its ground taken off where that was wanted."""

    picture: Picture
    doubt: str
    """Why its cut-out wants a person's look; "" where it can be trusted, or where there is none."""
