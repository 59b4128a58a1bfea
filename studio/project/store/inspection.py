"""Inspection of `project.db`, before anything in a project is written: whether it is whole, ours and believable.

What is not ours, or torn, is refused untouched. Rows that cannot be are set aside, after a copy of the file as it was,
and told in words; so is a table that has gone and that the project can do without. For a worker thread: 100,000
pictures take about a second.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from gan_engine import connections, door
from studio.project.errors import DamagedProjectError, ProjectError
from studio.project.store.database import BACKUP_NAME, damaged, plain_words
from studio.project.store.row_rules import LONGEST_TEXT, PARSED, TABLES, Rule, add_functions
from studio.words import number_words, tr

_CORE = frozenset({"sources", "pictures"})
"""Without these there is no project."""
_AT_ONCE = 500


@dataclass(frozen=True)
class Report:
    """What is wrong with a database that can be mended; true where anything is."""

    missing: Mapping[str, str]
    """Statements that make what has gone, by name."""
    odd_texts: frozenset[str]
    """Tables in which a text is none."""
    broken_rows: bool

    def __bool__(self) -> bool:
        return bool(self.missing or self.broken_rows)


def inspect(path: Path, steps: Sequence[str]) -> Report:
    """Look at `path`, which is not written to. Raises `ProjectError` where it cannot be used."""
    with _in_words(path), contextlib.closing(connections.look(path)) as connection:
        connection.execute("PRAGMA temp_store = MEMORY")
        missing = _compare(connection, path, steps)
        if connection.execute("PRAGMA integrity_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        return _look_at_rows(connection, missing)


def mend(path: Path, report: Report) -> ProjectError:
    """Set aside what `inspect` found, in one transaction, after a copy of all that was there. Returns what to tell."""
    copy = _free_name(path)
    with _in_words(path), contextlib.closing(connections.connect(path)) as connection:
        with contextlib.closing(connections.connect(copy, new=True)) as target:
            connection.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")
        add_functions(connection)
        connection.execute("PRAGMA foreign_keys = OFF")  # the rules follow them, table after table
        connection.execute("BEGIN IMMEDIATE")
        for statement in report.missing.values():
            connection.execute(statement)
        lost = [tr("the list of {things}", things=tr(TABLES[name].things)) for name in report.missing if name in TABLES]
        for table, rules in _present(connection):
            odd = table in report.odd_texts
            if count := _count_broken(connection, table, rules, odd):
                words = tr(TABLES[table].thing if count == 1 else TABLES[table].things)
                lost.append(f"{number_words(f'{count:,}')} {words}")
                _mend_table(connection, table, rules, odd)
        connection.execute("COMMIT")
    return ProjectError(
        tr("Part of this project could not be read and was set aside: {list}.", list=", ".join(lost) or tr("an index")),
        kept=tr(
            "All else is as it was, and what came is kept whole in “{name}”, in the project's folder.", name=copy.name
        ),
        do=tr("Look whether anything you need is missing; if so, ask whoever gave you the project for a sound copy."),
    )


# ---- is it ours? --------------------------------------------------------------------------------------------


def _compare(connection: sqlite3.Connection, path: Path, steps: Sequence[str]) -> dict[str, str]:
    """The statements that make what has gone, by name. Raises `ProjectError` for what is foreign."""
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    with contextlib.closing(connections.in_memory()) as built:
        for step in steps[:version]:
            built.executescript(step)
        ours, texts = connections.shape(built), dict(built.execute("SELECT name, sql FROM sqlite_master"))
    if connection.execute("PRAGMA encoding").fetchone()[0] != "UTF-8":
        raise _foreign(path, tr("texts in another encoding"))
    found = connections.shape(connection)
    for name, (kind, text) in found.items():
        if name not in ours:
            raise _foreign(path, tr("the {kind} “{name}”", kind=kind, name=name[:60]))
        if (kind, text) != ours[name]:
            raise _foreign(path, tr("{kind} “{name}” in another form", kind=kind, name=name[:60]))
    gone = [name for name in ours if name not in found and texts[name]]
    if core := sorted(_CORE.intersection(gone)):
        raise damaged(path, tr("has lost its list of {things}", things=core[0]))
    return {name: texts[name] for name in gone if name != "sqlite_sequence"}


def _foreign(path: Path, what: str) -> DamagedProjectError:
    restorable = path.with_name(BACKUP_NAME).exists()
    return DamagedProjectError(
        tr(
            "The project's catalogue “{path}” holds something that Maquette did not put there: {what}.",
            path=path,
            what=what,
        ),
        kept=tr("Nothing was changed."),
        do=tr("Open only projects of people you trust. ")
        + (
            tr(
                "If it is your own, restore it as it was when it was last closed, from “{name}”.",
                name=BACKUP_NAME,
            )
            if restorable
            else tr("If it is your own, put back a copy of it from your own backup.")
        ),
        folder=path.parent,
        restorable=restorable,
    )


# ---- can its rows be believed? ------------------------------------------------------------------------------


def _look_at_rows(connection: sqlite3.Connection, missing: Mapping[str, str]) -> Report:
    add_functions(connection)
    odd = frozenset(table for table, _ in _present(connection) if _has_odd_text(connection, table))
    for table in sorted(set(missing) & set(TABLES)):  # the rules of others ask these, which are empty now
        connection.execute(f"CREATE TEMP TABLE {table} (id INTEGER PRIMARY KEY)")
    broken = any(_count_broken(connection, table, rules, table in odd) for table, rules in _present(connection))
    return Report(missing, odd, broken)


def _count_broken(connection: sqlite3.Connection, table: str, rules: Sequence[Rule], odd: bool) -> int:
    broken = " OR ".join(f"NOT {_holds(rule, odd)}" for rule in rules)
    return int(connection.execute(f"SELECT count(*) FROM {table} WHERE {broken}").fetchone()[0])


def _mend_table(connection: sqlite3.Connection, table: str, rules: Sequence[Rule], odd: bool) -> None:
    gone = [f"NOT {_holds(rule, odd)}" for rule in rules if not rule.mend]
    if gone:
        connection.execute(f"DELETE FROM {table} WHERE {' OR '.join(gone)}")
    for rule in rules:
        if rule.mend:
            connection.execute(f"UPDATE {table} SET {rule.mend} WHERE NOT {_holds(rule, odd)}")


def _holds(rule: Rule, odd: bool) -> str:
    """The rule as a condition that is true or false, never unknown."""
    text = f" AND (typeof({rule.column}) != 'text' OR sound_text(CAST({rule.column} AS BLOB)))" if odd else ""
    return f"coalesce(({rule.whole}){text}, 0)"


def _present(connection: sqlite3.Connection) -> Iterator[tuple[str, list[Rule]]]:
    """The tables that are there, each with the rules on columns that it has: an older version has fewer."""
    for table, rules in TABLES.items():
        columns = {row[1] for row in connection.execute(f"PRAGMA main.table_info({table})")}
        if columns:
            yield table, [rule for rule in rules.rules if rule.column in columns]


def _has_odd_text(connection: sqlite3.Connection, table: str) -> bool:
    """Whether some text of a table is not UTF-8 or holds a zero: told of hundreds at once, which is quick."""
    columns = [
        f"CASE WHEN typeof({name}) = 'text' AND length(CAST({name} AS BLOB)) <= {LONGEST_TEXT} THEN {name} END"
        for _, name, kind, *_ in connection.execute(f"PRAGMA main.table_info({table})")
        if kind == "TEXT" and name not in PARSED
    ]
    if not columns:
        return False
    factory, connection.text_factory = connection.text_factory, bytes
    try:
        rows = connection.execute(f"SELECT {', '.join(columns)} FROM {table}")
        while batch := rows.fetchmany(_AT_ONCE):
            texts = b"\n".join(value for row in batch for value in row if value is not None)
            if b"\0" in texts:
                return True
            try:
                texts.decode()
            except UnicodeDecodeError:
                return True
    finally:
        connection.text_factory = factory
    return False


@contextlib.contextmanager
def _in_words(path: Path) -> Iterator[None]:
    """While a file is looked at, whatever SQLite stumbles over is the file's."""
    try:
        with plain_words(path):
            yield
    except (sqlite3.Error, UnicodeDecodeError) as error:
        raise damaged(path) from error


def _free_name(path: Path) -> Path:
    copy, number = path.with_name("project.before-mending.db"), 2
    while copy.exists():
        copy, number = path.with_name(f"project.before-mending-{number}.db"), number + 1
    return door.database(copy, root=path.parent)
