"""Stars and colour labels of pictures and designs: what a change of them is called, and what many have in common."""

from __future__ import annotations

import sqlite3
from typing import Literal

from studio.project.store.ids import Ids, in_sql
from studio.project.undo.row_changes import LABELS, MOST_STARS
from studio.words import tr


def rating_words(things: str, stars: int) -> str:
    """What giving `stars` to "3 pictures" is called in the history. Raises `ValueError` for what is no rating."""
    if not 0 <= stars <= MOST_STARS:
        raise ValueError(f"{stars} stars: 0 to {MOST_STARS} are possible")
    if not stars:
        return tr("unrate {things}", things=things)
    return tr("rate {things} {stars}", things=things, stars="★" * stars)


def label_words(things: str, label: int) -> str:
    """As `rating_words`, of a colour."""
    if not 0 <= label <= LABELS:
        raise ValueError(f"label {label}: 0 to {LABELS} are possible")
    return tr("label {things}", things=things) if label else tr("take the label off {things}", things=things)


def shared_marks(
    connection: sqlite3.Connection, table: Literal["pictures", "candidates"], ids: Ids
) -> tuple[int | None, int | None]:
    """Stars and label of these rows; None where they have not all the same."""
    stars, label = connection.execute(
        "SELECT CASE WHEN min(rating) = max(rating) THEN min(rating) END,"
        f" CASE WHEN min(label) = max(label) THEN min(label) END FROM {table}"
        " WHERE id IN (SELECT value FROM json_each(?))",
        (in_sql(ids),),
    ).fetchone()
    return stars, label
