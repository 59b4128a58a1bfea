"""The schema of `project.db`, as the steps from version to version.

A new project runs all of them; an older one those it lacks, in one transaction, after a copy of the file
was put aside. The number of steps a database has been through is its `user_version`. A step, once
released, is never edited: tests keep a database of every older version and open it.
"""

from __future__ import annotations

import contextlib
import sqlite3
import struct
from collections.abc import Sequence
from pathlib import Path

from gan_engine import connections, door
from gan_engine.errors import newer
from studio.project.errors import ProjectError
from studio.project.store.database import Database, damaged, plain_words
from studio.words import tr

_FIRST = """
CREATE TABLE sources (                    -- the original files; never written by us
    id INTEGER PRIMARY KEY,
    digest TEXT UNIQUE,                   -- sha256 of the file; NULL where it could not be read
    path TEXT NOT NULL,                   -- absolute, or as seen from the project folder where it lies inside
    hint TEXT NOT NULL DEFAULT '',        -- as seen from the project folder, for projects moved with their pictures
    bytes INTEGER NOT NULL DEFAULT 0,
    modified INTEGER NOT NULL DEFAULT 0,  -- nanoseconds: has the file been worked on since?
    width INTEGER NOT NULL DEFAULT 0,
    height INTEGER NOT NULL DEFAULT 0,
    mode TEXT NOT NULL DEFAULT '',
    format TEXT NOT NULL DEFAULT '',
    frames INTEGER NOT NULL DEFAULT 0,
    has_alpha INTEGER NOT NULL DEFAULT 0,
    checked INTEGER NOT NULL DEFAULT 0,   -- which round of checks it has been through; 0: none
    missing INTEGER NOT NULL DEFAULT 0
);
CREATE INDEX sources_path ON sources (path);

CREATE TABLE classes (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);

CREATE TABLE pictures (                   -- a source and the steps that make a picture of it
    id INTEGER PRIMARY KEY,
    source INTEGER NOT NULL REFERENCES sources (id),
    name TEXT NOT NULL,
    folder TEXT NOT NULL DEFAULT '',      -- the sub-folder it was imported from
    sort TEXT NOT NULL,                   -- natural order of folder and name
    state INTEGER NOT NULL DEFAULT 0,     -- 0 undecided, 1 picked, 2 rejected
    class INTEGER REFERENCES classes (id),
    removed INTEGER NOT NULL DEFAULT 0,   -- 1: taken out of the project (can be undone), 2: an import not finished
    added REAL NOT NULL,                  -- seconds since 1970, the same for all of one import
    steps_key TEXT NOT NULL DEFAULT ''    -- short digest of its steps; '' for none
);
CREATE INDEX pictures_source ON pictures (source);

CREATE TABLE steps (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    options TEXT NOT NULL,                -- JSON
    PRIMARY KEY (picture, position)
) WITHOUT ROWID;

CREATE TABLE findings (                   -- why a picture is to be looked at
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    kind TEXT NOT NULL,
    why TEXT NOT NULL,
    PRIMARY KEY (picture, kind)
) WITHOUT ROWID;

CREATE TABLE tags (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE COLLATE NOCASE
);

CREATE TABLE picture_tags (
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (picture, tag)
) WITHOUT ROWID;
CREATE INDEX picture_tags_tag ON picture_tags (tag);

CREATE TABLE candidates (                 -- what was kept on the shelf
    id INTEGER PRIMARY KEY,
    file TEXT NOT NULL UNIQUE,            -- in shelf/
    digest TEXT NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    recipe TEXT NOT NULL,                 -- JSON, the same as inside the file
    name TEXT NOT NULL,
    notes TEXT NOT NULL DEFAULT '',
    rating INTEGER NOT NULL DEFAULT 0,    -- 0 none, 1 to 5
    created REAL NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE candidate_parents (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    parent INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (candidate, parent)
) WITHOUT ROWID;

CREATE TABLE datasets (                   -- what is known of the files in datasets/; the files are the truth
    file TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,                  -- bytes and time of the file this was read from
    count INTEGER NOT NULL,
    size INTEGER NOT NULL,
    classes TEXT NOT NULL,                -- JSON list
    digest TEXT NOT NULL,
    options TEXT NOT NULL,                -- JSON: how it was baked; {} where it came from elsewhere
    fault TEXT NOT NULL DEFAULT ''        -- why it cannot be read
);

CREATE TABLE history (                    -- every change, with the way back
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    words TEXT NOT NULL,
    forward TEXT NOT NULL,                -- JSON of a command
    backward TEXT NOT NULL,
    made REAL NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE memory (                     -- small things the studio remembers for this project
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL                   -- JSON
);
"""
# `size` of a dataset is 0 until it was read, and text ("64x96") where it is no plain square.

_PARTS = """
ALTER TABLE pictures ADD COLUMN sheet INTEGER REFERENCES pictures (id) ON DELETE SET NULL;
ALTER TABLE pictures ADD COLUMN held INTEGER NOT NULL DEFAULT 0;
CREATE INDEX pictures_sheet ON pictures (sheet) WHERE sheet IS NOT NULL;

CREATE TABLE groups (                     -- pictures that belong together, such as near-copies of one another
    kind TEXT NOT NULL,
    picture INTEGER NOT NULL REFERENCES pictures (id) ON DELETE CASCADE,
    number INTEGER NOT NULL,              -- of the group, from 0
    place INTEGER NOT NULL,               -- in the group, from 0: the best first
    PRIMARY KEY (kind, picture)
) WITHOUT ROWID;
CREATE INDEX groups_picture ON groups (picture);
"""
# `sheet` is the picture that a part was cut from, `held` 1 where a picture is kept from training for measuring.
# `removed` may be 3 from here on: a sheet that was cut up, and that its parts stand for.

_CHOICES = """
CREATE TABLE choices (                    -- decisions on the whole set, each a JSON value; changed by commands alone
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) WITHOUT ROWID;
INSERT INTO choices SELECT key, value FROM memory
    WHERE key IN ('bake', 'checks', 'copies', 'unlike') AND json_valid(value);
INSERT OR IGNORE INTO choices SELECT 'bake', '{}' FROM memory WHERE key = 'augment';
UPDATE choices SET value = json_set(value, '$.left_to_training',
        json((SELECT ticked.value FROM memory AS ticked WHERE ticked.key = 'augment')))
    WHERE name = 'bake' AND coalesce(json_array_length(value, '$.augment'), 0) = 0
    AND EXISTS (SELECT 1 FROM memory AS ticked WHERE ticked.key = 'augment' AND json_valid(ticked.value));
INSERT INTO choices SELECT 'walk', json_object(
    'stations', json(json_extract(value, '$.stations')), 'seconds', json_extract(value, '$.seconds'),
    'loop', json(CASE json_extract(value, '$.loop') WHEN 1 THEN 'true' ELSE 'false' END))
    FROM memory WHERE key = 'explore' AND json_valid(value) AND json_type(value, '$.stations') = 'array';
DELETE FROM memory WHERE key IN ('bake', 'checks', 'copies', 'unlike', 'augment');
ALTER TABLE history ADD COLUMN scope TEXT NOT NULL DEFAULT 'curate';
UPDATE history SET scope = 'shelf' WHERE forward LIKE '%"candidates.%';
UPDATE history SET scope = 'explore' WHERE scope = 'shelf' AND words LIKE 'keep %';
UPDATE history SET scope = 'train' WHERE forward LIKE '{"kind":"recipe"%';
"""
# `scope` is the workspace in which a change was made and is taken back.

_SHELF = """
CREATE TABLE candidate_recipes (          -- apart from what lists read of 20,000 designs: a recipe may be long
    candidate INTEGER PRIMARY KEY REFERENCES candidates (id) ON DELETE CASCADE,
    recipe TEXT NOT NULL                  -- JSON, the same as inside the file
);
INSERT INTO candidate_recipes SELECT id, recipe FROM candidates;
ALTER TABLE candidates ADD COLUMN label INTEGER NOT NULL DEFAULT 0;
ALTER TABLE candidates ADD COLUMN model_digest TEXT NOT NULL DEFAULT '';
ALTER TABLE candidates ADD COLUMN model_name TEXT NOT NULL DEFAULT '';
ALTER TABLE candidates ADD COLUMN class TEXT NOT NULL DEFAULT '';
UPDATE candidates SET
    model_digest = substr(coalesce(json_extract(recipe, '$.point.model_digest'),
        json_extract(recipe, '$.model_digest'), ''), 1, 200),
    model_name = substr(coalesce(json_extract(recipe, '$.model_name'), ''), 1, 1000),
    class = substr(coalesce(json_extract(recipe, '$.class_name'),
        (SELECT json_extract(value, '$[0]') FROM json_each(recipe, '$.point.classes') WHERE type = 'array'
            ORDER BY json_extract(value, '$[1]') DESC LIMIT 1), ''), 1, 1000)
    WHERE json_valid(recipe);
ALTER TABLE candidates DROP COLUMN recipe;
CREATE INDEX candidates_created ON candidates (deleted, created);
CREATE INDEX candidates_rating ON candidates (deleted, rating);
CREATE INDEX candidates_label ON candidates (deleted, label);
CREATE INDEX candidates_class ON candidates (deleted, class);
CREATE INDEX candidates_model ON candidates (deleted, model_digest, created, model_name);

CREATE TABLE candidate_tags (
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    tag INTEGER NOT NULL REFERENCES tags (id) ON DELETE CASCADE,
    PRIMARY KEY (candidate, tag)
) WITHOUT ROWID;
CREATE INDEX candidate_tags_tag ON candidate_tags (tag);

CREATE TABLE collections (                -- of kept designs, made by hand
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL,
    deleted INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE collection_candidates (
    collection INTEGER NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
    candidate INTEGER NOT NULL REFERENCES candidates (id) ON DELETE CASCADE,
    PRIMARY KEY (collection, candidate)
) WITHOUT ROWID;
CREATE INDEX collection_candidates_candidate ON collection_candidates (candidate);
"""
# `label` is a colour, 1 to 8, 0 for none. Model and class of a design are read from its recipe once, when it is kept.

_BY_RULE = """
ALTER TABLE pictures ADD COLUMN by_rule INTEGER NOT NULL DEFAULT 0;
"""
# `by_rule` is 1 where the state was set for many at once by a proposal, a line or a rule, not by the artist for this
# picture: nothing is learnt from it.

_MARKS = """
ALTER TABLE pictures ADD COLUMN rating INTEGER NOT NULL DEFAULT 0;
ALTER TABLE pictures ADD COLUMN label INTEGER NOT NULL DEFAULT 0;
"""
# Stars and colour of a picture, as those of a design.

STEPS: Sequence[str] = (_FIRST, _PARTS, _CHOICES, _SHELF, _BY_RULE, _MARKS)

_APPLICATION_ID = 0x4D617175  # "Maqu": tells our file from any other SQLite file
_HEADER = struct.Struct(">60xI4xI")  # user_version at byte 60, application_id at byte 68


def refuse_newer(path: Path, steps: Sequence[str] = STEPS) -> None:
    """Raise `ProjectError` where `path` is of a newer version or no project, without opening it as a database."""
    try:
        with door.open_read(path) as file:
            head = file.read(100)
    except OSError as error:
        raise ProjectError(
            tr(
                "The project's catalogue “{path}” cannot be read: {why}.",
                path=path,
                why=error.strerror or error,
            ),
            kept=tr("Nothing was changed."),
            do=tr("Check that the disk is connected and the file may be read, then open the project again."),
        ) from error
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        raise damaged(path)
    version, application = _HEADER.unpack_from(head)
    if application != _APPLICATION_ID:
        raise ProjectError(
            tr("“{path}” is not a Maquette project.", path=path),
            kept=tr("Nothing was changed."),
            do=tr("Choose a folder whose name ends in .maquette."),
        )
    _refuse(version, path, steps)


def _refuse(version: int, path: Path, steps: Sequence[str]) -> None:
    if version > len(steps):
        raise newer(
            tr("The project {name}", name=path.parent.name),
            ProjectError,
            detail=tr("format {version}; this one knows {known}", version=version, known=len(steps)),
            kept=tr("The project was not touched."),
            do=tr("Update Maquette, then open it again."),
        )


def build(path: Path, steps: Sequence[str] = STEPS) -> None:
    """Make a new database at `path`."""
    with plain_words(path), contextlib.closing(connections.connect(path, new=True)) as connection:
        connection.execute(f"PRAGMA application_id = {_APPLICATION_ID}")
        _run(connection, steps, 0)


def migrate(database: Database, steps: Sequence[str] = STEPS) -> Path | None:
    """Bring an older database up to date. Returns where a copy of the older one was put, None if it was not older."""
    with database.reading() as connection:
        version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    _refuse(version, database.path, steps)
    if version == len(steps):
        return None
    aside = database.path.with_name(f"project.before-format-{len(steps)}.db")
    door.remove_file(aside, root=aside.parent, missing_ok=True)
    database.copy_to(aside)
    with database.writing() as connection:
        _run_each(connection, steps, version)
    with plain_words(database.path):
        database.fold()
    return aside


def _run(connection: sqlite3.Connection, steps: Sequence[str], version: int) -> None:
    connection.execute("BEGIN IMMEDIATE")
    _run_each(connection, steps, version)
    connection.execute("COMMIT")


def _run_each(connection: sqlite3.Connection, steps: Sequence[str], version: int) -> None:
    for step in steps[version:]:
        for statement in _statements(step):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(steps)}")


def _statements(script: str) -> list[str]:
    """The statements of `script` one by one: `executescript` would commit what is open."""
    statements = []
    begun = ""
    for line in script.splitlines(keepends=True):
        begun += line
        if sqlite3.complete_statement(begun):
            statements.append(begun)
            begun = ""
    if begun.strip():
        raise ValueError("a migration ends in the middle of a statement")
    return statements
