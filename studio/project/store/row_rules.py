"""What each row of `project.db` may hold: SQLite keeps anything in any column, and a project may be a stranger's.

A rule is a condition in SQL over one column. A value that breaks it is replaced where something harmless can stand for
it, else its row goes. `inspection` applies the rules whenever a project is opened, so that everything that reads rows
may believe them.
"""

from __future__ import annotations

import contextlib
import functools
import math
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from gan_engine.documents import parse_json
from gan_engine.errors import ConfigurationError
from studio.project.undo.changes import load
from studio.project.undo.decisions import CHOICES, SCOPES
from studio.project.undo.history import KEPT_CHANGES
from studio.project.undo.row_changes import LABELS, MOST_STARS
from studio.words import tr_noop

MOST_ID = 2**31 - 1
_MOST_PLACE = 4096
"""Characters of a path."""
_MOST_WORDS = 10_000
_MOST_NOTES = 250_000
LONGEST_TEXT = 4 * _MOST_NOTES
"""Bytes; no text that is not `PARSED` is longer."""
PARSED = frozenset({"options", "recipe", "classes", "forward", "backward", "value"})
"""Columns whose rules read them to their end, and so find what is no text by themselves."""
_MOST_SIDE = 1_000_000
_MOST_JSON = 16 * 2**20
_MOST_CHANGE = 32 * 2**20
"""Characters of a change in the history: one of 100,000 pictures, each with a crop of its own, has 20 million."""
_LATEST = 10**11
"""Seconds since 1970: some three thousand years, which every calendar can show."""


@dataclass(frozen=True)
class Rule:
    """`whole`: a condition that a sound value meets. `mend`: what is SET otherwise; "" where the row goes."""

    column: str
    whole: str
    mend: str = ""


@dataclass(frozen=True)
class Rules:
    """Of one table; `thing` and `things` are its rows, in the artist's words."""

    thing: str
    things: str
    rules: Sequence[Rule]


def add_functions(connection: sqlite3.Connection) -> None:
    """What the conditions call; all take text as bytes, for it may be none."""
    for name, function, arguments in (
        ("sound_text", _is_text, 1), ("sound_json", _is_json, 2), ("sound_step", _is_step, 2),
        ("sound_change", _is_change, 1),
    ):  # fmt: skip
        connection.create_function(name, arguments, function, deterministic=True)


def _is_text(value: object) -> bool:
    try:
        return isinstance(value, bytes) and "\0" not in value.decode()
    except UnicodeDecodeError:
        return False


def _is_json(value: object, kind: str) -> bool:
    """Whether it is JSON of this kind ("object", "list of text" or "any"), of numbers and texts that can be used."""
    if not isinstance(value, bytes):
        return False
    try:
        found = parse_json(value)
        _look_through(found)
    except ValueError:
        return False
    if kind == "list of text":
        return isinstance(found, list) and all(isinstance(one, str) for one in found)
    return isinstance(found, dict) or kind == "any"


def _look_through(value: object) -> None:
    if (isinstance(value, float) and not math.isfinite(value)) or (isinstance(value, int) and abs(value) >= 2**63):
        raise ValueError("no number that can be reckoned with")
    if isinstance(value, str) and not value.isascii():
        value.encode()  # halves of characters, which no file name and no window takes
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _look_through(inner)


@functools.lru_cache(4096)  # sets have few: the same background for all, say
def _is_step(kind: object, options: object) -> bool:
    from gan_engine.curation.picture_edits import parse_steps  # pydantic: the window comes up without it

    with contextlib.suppress(ConfigurationError, ValueError):
        if isinstance(kind, bytes) and isinstance(options, bytes):
            parse_steps([{"kind": kind.decode(), "options": parse_json(options)}])
            return True
    return False


def _is_change(value: object) -> bool:
    with contextlib.suppress(ValueError):
        return isinstance(value, bytes) and load(value.decode()) is not None
    return False


def _whole(column: str, least: int, most: int, mend: str | None = None) -> Rule:
    return Rule(
        column, f"typeof({column}) = 'integer' AND {column} BETWEEN {least} AND {most}",
        f"{column} = {least}" if mend is None else mend,
    )  # fmt: skip


def _shape(column: str) -> Rule:
    """0, the side of a square, or another shape as a short text, which `ImageShape` reads."""
    whole = f"typeof({column}) = 'integer' AND {column} BETWEEN 0 AND {_MOST_SIDE}"
    return Rule(column, f"({whole}) OR (typeof({column}) = 'text' AND length({column}) <= 32)", "")


def _id(column: str = "id") -> Rule:
    return _whole(column, 1, MOST_ID, "")


def _known(column: str, table: str, mend: str = "") -> Rule:
    return Rule(column, f"{column} IN (SELECT id FROM {table})", mend)


def _text(column: str, most: int, mend: str = "", also: str = "") -> Rule:
    bounds = f"typeof({column}) = 'text' AND length(CAST({column} AS BLOB)) <= {4 * most}"  # 4 bytes a character
    return Rule(column, f"{bounds}{also and ' AND ' + also}", mend)


def _empty(column: str, most: int, also: str = "") -> Rule:
    """A text that may be missing."""
    return _text(column, most, f"{column} = ''", also)


def _json(column: str, kind: str, mend: str = "") -> Rule:
    bounds = f"typeof({column}) = 'text' AND length(CAST({column} AS BLOB)) <= {_MOST_JSON}"
    return Rule(column, f"{bounds} AND sound_json(CAST({column} AS BLOB), '{kind}')", mend)


def _change(column: str) -> Rule:
    bounds = f"typeof({column}) = 'text' AND length(CAST({column} AS BLOB)) <= {_MOST_CHANGE}"
    return Rule(column, f"{bounds} AND sound_change(CAST({column} AS BLOB))")


def _time(column: str, mend: str | None = None) -> Rule:
    return Rule(
        column, f"typeof({column}) IN ('integer', 'real') AND {column} BETWEEN 0 AND {_LATEST}",
        f"{column} = 0.0" if mend is None else mend,
    )  # fmt: skip


def _hex(column: str, length: int) -> str:
    return f"length({column}) = {length} AND {column} NOT GLOB '*[^0-9a-f]*'"


_ABSOLUTE = r"(path LIKE '/%' OR path LIKE '\%' OR path LIKE '_:%')"
_UPWARDS = r"('/' || replace(path, '\', '/') || '/') LIKE '%/../%'"
_PLAIN_NAME = (
    "length(file) BETWEEN 1 AND 255 AND file NOT LIKE '.%'"
    r" AND instr(file, '/') = 0 AND instr(file, '\') = 0 AND instr(file, ':') = 0"
)
_ANEW = "modified = 0"
"""Makes a source that is there count as worked on since, so that its file is read again."""

TABLES: Mapping[str, Rules] = {  # those that others refer to come first: a row may go because of another
    "sources": Rules(
        tr_noop("original"),
        tr_noop("originals"),
        (
            _id(),
            Rule(
                "digest",
                f"digest IS NULL OR typeof(digest) = 'text' AND {_hex('digest', 64)}",
                f"digest = NULL, {_ANEW}",
            ),
            _text("path", _MOST_PLACE, also=f"path != '' AND ({_ABSOLUTE} OR NOT {_UPWARDS})"),
            _empty("hint", _MOST_PLACE),
            _whole("bytes", 0, 2**63 - 1),
            _whole("modified", -(2**63), 2**63 - 1, _ANEW),
            _whole("width", 0, _MOST_SIDE, f"width = 0, {_ANEW}"),
            _whole("height", 0, _MOST_SIDE, f"height = 0, {_ANEW}"),
            _empty("mode", 40),
            _empty("format", 40),
            _whole("frames", 0, MOST_ID),
            _whole("has_alpha", 0, 1),
            _whole("checked", 0, MOST_ID),
            _whole("missing", 0, 1),
        ),
    ),
    "classes": Rules(tr_noop("class"), tr_noop("classes"), (_id(), _text("name", 1000))),
    "tags": Rules(tr_noop("tag"), tr_noop("tags"), (_id(), _text("name", 1000))),
    "pictures": Rules(
        tr_noop("picture"),
        tr_noop("pictures"),
        (
            _id(),
            _known("source", "sources"),
            _text("name", _MOST_PLACE),
            _empty("folder", _MOST_PLACE),
            _text("sort", 8 * _MOST_PLACE, "sort = name"),
            _whole("state", 0, 2),
            Rule("class", "class IS NULL OR class IN (SELECT id FROM classes)", "class = NULL"),
            _whole("removed", 0, 3),
            _time("added"),
            _text("steps_key", 64, "steps_key = 'mended ' || id"),
            Rule("sheet", "sheet IS NULL OR sheet != id AND sheet IN (SELECT id FROM pictures)", "sheet = NULL"),
            _whole("held", 0, 1),
            _whole("by_rule", 0, 1),
            _whole("rating", 0, MOST_STARS),
            _whole("label", 0, LABELS),
        ),
    ),
    "steps": Rules(
        tr_noop("step of a picture"),
        tr_noop("steps of pictures"),
        (
            _known("picture", "pictures"),
            _whole("position", 0, 1000, ""),
            Rule(
                "options",
                "typeof(kind) = 'text' AND typeof(options) = 'text'"
                f" AND length(CAST(options AS BLOB)) <= {_MOST_JSON} AND length(kind) < 40"
                " AND sound_step(CAST(kind AS BLOB), CAST(options AS BLOB))",
            ),
        ),
    ),
    "findings": Rules(
        tr_noop("finding"),
        tr_noop("findings"),
        (_known("picture", "pictures"), _text("kind", 100), _text("why", _MOST_WORDS)),
    ),
    "groups": Rules(
        tr_noop("place in a group"),
        tr_noop("places in groups"),
        (
            _text("kind", 100),
            _known("picture", "pictures"),
            _whole("number", 0, MOST_ID, ""),
            _whole("place", 0, MOST_ID, ""),
        ),
    ),
    "picture_tags": Rules(
        tr_noop("tag of a picture"), tr_noop("tags of pictures"), (_known("picture", "pictures"), _known("tag", "tags"))
    ),
    "candidates": Rules(
        tr_noop("design"),
        tr_noop("designs"),
        (
            _id(),
            _text("file", 255, also=_PLAIN_NAME),
            _empty("digest", 64),
            _whole("width", 0, _MOST_SIDE),
            _whole("height", 0, _MOST_SIDE),
            _json("recipe", "object", "recipe = '{}'"),  # until format 3
            _text("name", _MOST_PLACE, "name = file"),
            _empty("notes", _MOST_NOTES),
            _whole("rating", 0, MOST_STARS),
            _time("created"),
            _whole("deleted", 0, 1),
            _whole("label", 0, LABELS),
            _empty("model_digest", 200),
            _empty("model_name", 1000),
            _empty("class", 1000),
        ),
    ),
    "candidate_recipes": Rules(
        tr_noop("design's recipe"),
        tr_noop("recipes of designs"),
        (_known("candidate", "candidates"), _json("recipe", "object", "recipe = '{}'")),
    ),
    "candidate_tags": Rules(
        tr_noop("tag of a design"),
        tr_noop("tags of designs"),
        (_known("candidate", "candidates"), _known("tag", "tags")),
    ),
    "collections": Rules(
        tr_noop("collection"), tr_noop("collections"), (_id(), _text("name", 1000), _whole("deleted", 0, 1))
    ),
    "collection_candidates": Rules(
        tr_noop("place in a collection"),
        tr_noop("places in collections"),
        (_known("collection", "collections"), _known("candidate", "candidates")),
    ),
    "candidate_parents": Rules(
        tr_noop("design's origin"),
        tr_noop("origins of designs"),
        (_known("candidate", "candidates"), _known("parent", "candidates"), Rule("parent", "parent != candidate")),
    ),
    "datasets": Rules(
        tr_noop("note on a dataset"),
        tr_noop("notes on datasets"),
        (
            _text("file", 255, also=_PLAIN_NAME),
            _text("stamp", 200),
            _whole("count", 0, MOST_ID, ""),
            _shape("size"),
            _json("classes", "list of text"),
            _text("digest", 200),
            _json("options", "object"),
            _text("fault", _MOST_WORDS),
        ),
    ),
    "history": Rules(
        tr_noop("change that could be undone"),
        tr_noop("changes that could be undone"),
        (
            Rule("id", f"id IN (SELECT id FROM history ORDER BY id DESC LIMIT {2 * KEPT_CHANGES})"),
            _id(),
            _text("words", _MOST_WORDS),
            _change("forward"),
            _change("backward"),
            _time("made"),
            _whole("undone", 0, 1, ""),
            Rule("scope", f"scope IN ({', '.join(map(repr, SCOPES))})"),
        ),
    ),
    "choices": Rules(
        tr_noop("choice for the whole set"),
        tr_noop("choices for the whole set"),
        (Rule("name", f"name IN ({', '.join(repr(name) for name in sorted(CHOICES))})"), _json("value", "any")),
    ),
    "memory": Rules(tr_noop("setting"), tr_noop("settings"), (_text("key", 200), _json("value", "any"))),
    "sqlite_sequence": Rules(
        tr_noop("count"), tr_noop("counts"), (Rule("name", "name = 'history'"), _whole("seq", 0, MOST_ID, ""))
    ),
}
