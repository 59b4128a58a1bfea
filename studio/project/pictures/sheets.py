"""Cutting sheets up: the parts become pictures of their own, and the sheet is set aside while they stand for it.

A part is a row like any other: the sheet's original with a step `cut`. Rows are made before they are shown, so that
the change itself is a few assignments, which undo and redo in any order and over any restart with the same ids.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Mapping, Sequence
from pathlib import PurePath

from studio.project.naming import natural_key
from studio.project.pictures.facts import Step
from studio.project.pictures.query import CUT_UP
from studio.project.store.ids import as_ids
from studio.project.undo.change import Change
from studio.project.undo.changes import ChangeGroup
from studio.project.undo.row_changes import Assign, SetSteps

Parts = Mapping[int, Sequence[Sequence[Step]]]
"""For each sheet the steps of each of its parts, the first of them the step `cut`."""


def cut(connection: sqlite3.Connection, parts: Parts) -> Change:
    """Make the rows of the parts, out of sight, and give the change that shows them and sets the sheets aside.

    Parts that a sheet has already are kept, with what was decided on them, where their cut is still among those asked
    for; the others go. A sheet with no parts comes back whole.
    """
    shown: list[int] = []
    gone: list[int] = []
    whole: list[int] = []
    for sheet, wanted in parts.items():
        known = _known_parts(connection, sheet)
        kept = []
        for number, steps in enumerate(wanted, 1):
            text = steps_text(steps)
            place = _cut_of(text)
            kept.append(known.pop(place) if place in known else _new_part(connection, sheet, number, text))
        shown += kept
        gone += known.values()
        if not kept:
            whole.append(sheet)
    sheets = as_ids([sheet for sheet in parts if sheet not in set(whole)])
    return ChangeGroup(
        [Assign("pictures.removed", [(0, as_ids([*shown, *whole])), (1, as_ids(gone)), (CUT_UP, sheets)])]
    )


def steps_text(steps: Sequence[Step]) -> str:
    """Steps as the changes store them."""
    return json.dumps(
        [{"kind": step.kind, "options": dict(step.options)} for step in steps],
        ensure_ascii=False, separators=(",", ":"),
    )  # fmt: skip


def _cut_of(text: str) -> str:
    """What tells one part of a sheet from another, whatever else is done to it: where it lies on the sheet."""
    for step in json.loads(text):
        if step["kind"] == "cut":
            return json.dumps(step["options"].get("box"))
    return ""


def _known_parts(connection: sqlite3.Connection, sheet: int) -> dict[str, int]:
    """The parts that a sheet has, by their place on it; where one place had several, the one that is shown."""
    rows = connection.execute(
        "SELECT json_extract(steps.options, '$.box'), pictures.id"
        " FROM pictures JOIN steps ON steps.picture = pictures.id"
        " WHERE pictures.sheet = ? AND steps.kind = 'cut' ORDER BY pictures.removed DESC, pictures.id",
        (sheet,),
    )
    return {json.dumps(json.loads(box) if box else None): id_ for box, id_ in rows}


def _new_part(connection: sqlite3.Connection, sheet: int, number: int, text: str) -> int:
    name, folder = connection.execute("SELECT name, folder FROM pictures WHERE id = ?", (sheet,)).fetchone()
    called = f"{PurePath(name).stem}, part {number}"
    cursor = connection.execute(
        "INSERT INTO pictures (source, name, folder, sort, state, class, held, rating, label, removed, added, sheet)"
        " SELECT source, ?, folder, ?, state, class, held, rating, label, 1, ?, id FROM pictures WHERE id = ?",
        (called, natural_key(f"{folder}/{called}"), time.time(), sheet),
    )
    part = cursor.lastrowid
    assert part is not None
    connection.execute(
        "INSERT INTO picture_tags (picture, tag) SELECT ?, tag FROM picture_tags WHERE picture = ?", (part, sheet)
    )
    SetSteps([(text, as_ids([part]))]).run(connection)
    return part


def parts_of(connection: sqlite3.Connection, sheet: int) -> list[int]:
    """The parts that stand for a sheet, in the order they were cut."""
    rows = connection.execute(
        "SELECT id FROM pictures WHERE sheet = ? AND removed = 0 ORDER BY sort, id", (sheet,)
    ).fetchall()
    return [row[0] for row in rows]
