"""A `project.db` from a stranger: the foreign and the torn are refused untouched, rows that cannot be are set aside."""

from __future__ import annotations

import contextlib
import json
import random
import shutil
import sqlite3
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from gan_engine import connections, door
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture as Pixels
from studio.explorer import session_state as explored
from studio.project.errors import ProjectDiskError, ProjectError
from studio.project.findings import copies, likeness, qualities
from studio.project.findings.vectors import FEATURES
from studio.project.pictures import splitting
from studio.project.pictures.catalogue import Catalogue
from studio.project.pictures.facts import Flag, Step
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Order, Query, State
from studio.project.pictures.sources import look_after_sources
from studio.project.project import Project
from studio.project.shelf_query import ShelfQuery
from studio.project.store.row_rules import TABLES
from studio.workers.workbench import Workbench
from tests.studio.project_support import draw_figure, draw_folder

KEY = "some picture/"
_SOME = 40
_MANY = 400
_ODD: tuple[object, ...] = (
    None, -1, 0, 7, 2**31, 2**63 - 1, -(2**63), 0.5, 1e308, float("inf"), "", "x", "\0", "../../../victim.png",
    "/etc/passwd", "C:\\x", "é" * 5000, b"", b"\xff\xfe", b"\0" * 9, "[" * 5000, "{}", "[]", '{"a": NaN}', "null",
    '{"kind":"assign","field":"pictures.removed","groups":[[9,"1-3"]]}',
    '{"kind":"assign","field":"pictures.state","groups":[[1,"1-999999999999"]]}',
    '{"kind":"together","parts":[{"kind":"recipe","name":"../../victim.toml","text":null}]}',
    '{"box": ["x"]}', '{"box": [0, 0, 1, 1]}', "9" * 400,
)  # fmt: skip


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed project with something in every table."""
    folder = tmp_path_factory.mktemp("stranger")
    art = draw_folder(folder / "art", 8, size=32)
    with Project.create(folder / "a") as project:
        import_sources(project, [folder / "art"])
        catalogue = project.catalogue
        ids = catalogue.ids().tolist()
        catalogue.set_state(ids[:2], State.PICKED)
        catalogue.tag(ids[1:4], give=["horns", "tail"])
        catalogue.set_steps(ids[2:4], [Step("frame", {"fit": "pad"})])
        catalogue.cut({ids[5]: [[Step("cut", {"box": [0, 0, 16, 32], "part": 1})],
                                [Step("cut", {"box": [16, 0, 16, 32], "part": 2})]]})  # fmt: skip
        catalogue.set_findings("near-duplicate", {ids[0]: "It looks like another."})
        catalogue.record_findings(1, {1: [Flag("truncated", "It ends too early.")]})
        catalogue.set_groups("near-duplicate", [np.array(ids[:2], np.int64)])
        project.choose("copies", {"threshold": 0.9, "keep": 1, "best": ids[:1]}, "keep the best of each group")
        project.remember("map", "a stamp")
        pixels: Pixels = draw_figure(3, 32)
        first = project.shelf.add(pixels, {"version": 1, "model_name": "m"}, name="Ash")
        project.shelf.label([first], 3)
        project.shelf.tag([first], give=["horns"])
        project.shelf.collections.make("Forge", [first])
        project.shelf.filters.save("Best", [ShelfQuery(least_rating=4)])
        project.shelf.add(pixels, {"version": 1}, name="Pip", parents=[first])
        project.shelf.rate([first], 4)
        project.vectors.put(FEATURES, [KEY], np.ones((1, 1280), np.float16))
        with project.database.writing() as connection:
            connection.execute("INSERT INTO datasets VALUES ('d.zip', '1:1', 4, 32, '[\"cats\"]', 'x', '{}', '')")
    assert len(art) == 8
    return project.folder


@pytest.fixture
def folder(original: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(original, tmp_path / "a.maquette"))


@contextlib.contextmanager
def _edited(folder: Path, *, wal: bool = False) -> Iterator[sqlite3.Connection]:
    """The catalogue as a stranger's program opens it."""
    with contextlib.closing(sqlite3.connect(folder / "project.db", isolation_level=None)) as connection:
        yield connection
        if not wal:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != "project.lock"
    }


# ---- what is not ours ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER t AFTER UPDATE ON pictures BEGIN DELETE FROM sources; END",
        "CREATE VIEW v AS SELECT * FROM pictures",
        "CREATE TABLE more (x)",
        "CREATE VIRTUAL TABLE f USING fts5(x)",
        "CREATE INDEX i ON pictures (abs(state))",
        "ALTER TABLE pictures ADD COLUMN extra TEXT",
        "ALTER TABLE pictures ADD COLUMN made GENERATED ALWAYS AS (state + 1)",
        "ALTER TABLE tags RENAME COLUMN name TO title",
        "DROP TABLE tags; CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL DEFAULT (random()))",
        "DROP TABLE tags; CREATE VIEW tags AS SELECT id, name FROM classes",
        "ANALYZE",
    ],
)
def test_what_maquette_did_not_put_there_is_refused_untouched(folder: Path, statement: str) -> None:
    with _edited(folder) as connection:
        connection.executescript(statement)
    before = _files(folder)
    with pytest.raises(ProjectError, match="did not put there") as caught:
        Project.open(folder)
    assert "Nothing was changed" in caught.value.kept
    assert "project.backup.db" in caught.value.do
    assert _files(folder) == before


def test_nothing_that_a_file_says_is_run(tmp_path: Path) -> None:
    """Should something foreign ever come past the comparison, the connection does not run it."""
    path = tmp_path / "x.db"
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE a (x); CREATE TABLE b (x); INSERT INTO a VALUES (1);"
            "CREATE VIEW v AS SELECT x FROM a;"
            "CREATE TRIGGER t AFTER INSERT ON a BEGIN INSERT INTO b VALUES (1); END;"
        )
    with contextlib.closing(connections.connect(path)) as connection:
        for statement in (
            "SELECT * FROM v",
            f"ATTACH '{tmp_path / 'other.db'}' AS other",
            "PRAGMA writable_schema = ON",
            "CREATE TRIGGER u AFTER INSERT ON b BEGIN DELETE FROM a; END",
            "CREATE VIEW w AS SELECT 1",
            "CREATE VIRTUAL TABLE f USING fts5(x)",
            "SELECT load_extension('x')",
        ):
            with pytest.raises(sqlite3.Error):
                connection.execute(statement).fetchall()
        with contextlib.suppress(sqlite3.Error):
            connection.execute("INSERT INTO a VALUES (2)")  # refused, or done without its trigger
        assert connection.execute("SELECT count(*) FROM b").fetchone() == (0,)
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        assert connection.execute("PRAGMA cell_size_check").fetchone() == (1,)
        with pytest.raises(sqlite3.Error):
            connection.execute("SELECT zeroblob(?)", (connections.LONGEST + 1,))
    assert not (tmp_path / "other.db").exists()


def test_sqlite_files_are_opened_in_one_place() -> None:
    root = Path(connections.__file__).parents[1]
    sources = [*root.glob("gan_engine/**/*.py"), *root.glob("studio/**/*.py")]
    found = [path for path in sources if "sqlite3.connect(" in path.read_text(encoding="utf-8")]
    assert [path.name for path in found] == ["connections.py"]


# ---- what is torn -------------------------------------------------------------------------------------------


def test_a_torn_page_is_told_and_nothing_is_overwritten(folder: Path) -> None:
    path = folder / "project.db"
    data = bytearray(path.read_bytes())
    with _edited(folder) as connection:
        page = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'pictures_source'").fetchone()[0]
    data[(page - 1) * 4096 : (page - 1) * 4096 + 8] = b"\xff" * 8
    path.write_bytes(data)
    before = _files(folder)
    with pytest.raises(ProjectError, match="damaged") as caught:
        Project.open(folder)
    assert "project.backup.db" in caught.value.do
    assert _files(folder) == before


@pytest.mark.parametrize("table", ["sources", "pictures"])
def test_a_project_without_its_pictures_is_refused_in_words(folder: Path, table: str) -> None:
    with _edited(folder) as connection:
        connection.execute(f"DROP TABLE {table}")
    before = _files(folder)
    with pytest.raises(ProjectError, match=f"lost its list of {table}"):
        Project.open(folder)
    assert _files(folder) == before


@pytest.mark.parametrize(
    "table",
    ["classes", "tags", "picture_tags", "steps", "findings", "groups", "candidates", "candidate_parents",
     "candidate_recipes", "candidate_tags", "collections", "collection_candidates", "datasets", "history", "choices",
     "memory"],
)  # fmt: skip
def test_a_table_that_has_gone_is_named_and_the_rest_opens(folder: Path, table: str) -> None:
    with _edited(folder) as connection:
        connection.execute(f"DROP TABLE {table}")
    before = (folder / "project.db").read_bytes()
    with Project.open(folder) as project:
        assert project.notice is not None
        assert "the list of" in project.notice.what
        assert "project.before-mending.db" in project.notice.kept
        _walk(project)
        assert project.catalogue.ids().size == 9
    assert _table_names(folder / "project.before-mending.db") == _table_names_of(before, folder.parent)
    with Project.open(folder) as project:
        assert project.notice is None


def test_an_index_that_has_gone_is_made_again(folder: Path) -> None:
    with _edited(folder) as connection:
        connection.execute("DROP INDEX pictures_source")
    with Project.open(folder) as project:
        assert project.notice is not None
    assert "pictures_source" in _table_names(folder / "project.db")


def _table_names(path: Path) -> set[str]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        return {row[0] for row in connection.execute("SELECT name FROM sqlite_master")}


def _table_names_of(data: bytes, place: Path) -> set[str]:
    path = place / "as it came.db"
    path.write_bytes(data)
    return _table_names(path)


# ---- rows that cannot be ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("statement", "named"),
    [
        ("UPDATE history SET backward = 'garbage' WHERE id = 2", "1 change that could be undone"),
        ("UPDATE history SET backward = '[[]]'", "changes that could be undone"),
        (
            """UPDATE history SET backward = '{"kind":"assign","field":"pictures.state","groups":[[1,"1-99999999999"]]}'
            WHERE id = 2""",
            "1 change that could be undone",
        ),
        ("UPDATE history SET words = x'ff'", "changes that could be undone"),
        ("UPDATE history SET words = CAST(x'ff' AS TEXT) WHERE id = 2", "1 change that could be undone"),
        ("UPDATE pictures SET state = 'yes' WHERE id = 1", "1 picture"),
        ("UPDATE pictures SET name = CAST(x'c3' AS TEXT) WHERE id = 1", "1 picture"),
        ("UPDATE pictures SET added = 9e999 WHERE id = 1", "1 picture"),
        ("PRAGMA foreign_keys = OFF; UPDATE pictures SET source = 999 WHERE id = 1", "1 picture"),
        ("UPDATE sources SET path = '../secret.png' WHERE id = 1", "1 original, 1 picture"),
        ("UPDATE sources SET path = 'imported/../../x.png' WHERE id = 1", "1 original"),
        ("UPDATE sources SET path = 'a' || char(0) || 'b' WHERE id = 1", "1 original"),
        ("UPDATE sources SET width = 1e300 WHERE id = 1", "1 original"),
        ("UPDATE candidates SET file = '../../victim.png', deleted = 1 WHERE id = 1", "1 design"),
        ("UPDATE candidates SET file = '/victim.png', deleted = 1 WHERE id = 1", "1 design"),
        ("UPDATE candidates SET file = 'C:victim.png', deleted = 1 WHERE id = 1", "1 design"),
        ("UPDATE candidate_recipes SET recipe = 'no' WHERE candidate = 1", "1 design's recipe"),
        ("UPDATE candidates SET label = 9 WHERE id = 1", "1 design"),
        ("UPDATE candidates SET class = x'ff' WHERE id = 1", "1 design"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO candidate_tags VALUES (1, 77)", "1 tag of a design"),
        ("UPDATE collections SET name = 7.5, deleted = 'no'", "1 collection"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO collection_candidates VALUES (99, 1)", "1 place in a collection"),
        ("UPDATE steps SET options = '{\"box\": [1]}' WHERE kind = 'cut'", "2 steps of pictures"),
        ("UPDATE choices SET value = '{\"threshold\": 1e999}' WHERE name = 'copies'", "1 choice for the whole set"),
        ("INSERT INTO choices VALUES ('zoom', '3')", "1 choice for the whole set"),
        ("UPDATE history SET scope = 'nowhere' WHERE id = 2", "1 change that could be undone"),
        (
            """UPDATE history SET forward = '{"kind":"choose","name":"copies","changes":[[[1],2]]}' WHERE id = 2""",
            "1 change that could be undone",
        ),
        (
            """UPDATE history SET backward = '{"kind":"choose","name":"copies","changes":[[[],1e999]]}' WHERE id = 2""",
            "1 change that could be undone",
        ),
        ("UPDATE memory SET value = '{\"threshold\": 1e999}'", "1 setting"),
        ("INSERT INTO memory SELECT 'deep', printf('%.*c', 5000, '[')", "1 setting"),
        ("UPDATE datasets SET classes = '{}'", "1 note on a dataset"),
        ("UPDATE sqlite_sequence SET seq = 9223372036854775807", "1 count"),
        ("PRAGMA foreign_keys = OFF; INSERT INTO findings VALUES (77, 'k', 'w')", "1 finding"),
    ],
)
def test_a_row_that_cannot_be_is_set_aside_and_named(folder: Path, statement: str, named: str) -> None:
    with _edited(folder) as connection:
        connection.executescript(statement)
    with Project.open(folder) as project:
        assert project.notice is not None
        assert named in project.notice.what
        _walk(project)
        assert project.catalogue.ids().size >= 7
        assert project.catalogue.set_state(project.catalogue.ids()[-1:], State.REJECTED)
        while project.undo():
            _walk(project)
    with Project.open(folder) as project:
        assert project.notice is None  # mended for good


def test_a_sound_project_opens_without_a_word_and_without_a_copy(folder: Path) -> None:
    names = {path.name for path in folder.iterdir()}
    with Project.open(folder) as project:
        assert project.notice is None
    assert {path.name for path in folder.iterdir()} == names


def test_an_original_of_a_name_that_no_disk_can_have_is_missing(folder: Path) -> None:
    with _edited(folder) as connection:
        connection.execute("UPDATE sources SET path = ?, hint = '' WHERE id = 1", ("é" * 4000,))
    with Project.open(folder) as project:
        assert look_after_sources(project).missing == 1


def test_every_column_has_a_rule(folder: Path) -> None:
    with _edited(folder) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = {(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")}
    ruled = {(table, rule.column) for table, rules in TABLES.items() for rule in rules.rules}
    assert columns - ruled == {("steps", "kind")}  # read together with its options
    assert ruled - columns == {("candidates", "recipe")}  # of projects of format 3 and before


def test_the_window_tells_what_was_set_aside(folder: Path, workbench: Workbench, qtbot: QtBot) -> None:
    with _edited(folder) as connection:
        connection.execute("UPDATE history SET backward = 'garbage' WHERE id = 2")
    with qtbot.waitSignal(workbench.error_wanted, timeout=20_000) as told:
        workbench.open_project(folder)
    assert "1 change that could be undone" in told.args[1].what
    assert workbench.project is not None


def test_a_locked_catalogue_keeps_no_window_waiting(folder: Path, workbench: Workbench, qtbot: QtBot) -> None:
    with qtbot.waitSignal(workbench.project_opened, timeout=20_000):
        workbench.open_project(folder)
    project = workbench.project
    assert project is not None
    with _edited(folder, wal=True) as other:
        other.execute("BEGIN IMMEDIATE")
        with qtbot.waitSignal(workbench.error_wanted, timeout=20_000) as told:
            workbench.run_undoable("Picking", lambda report: project.catalogue.set_state([3], State.PICKED))
            assert workbench.project is project  # back at once: a worker waits
        assert isinstance(told.args[1], ProjectDiskError)
        assert "in use by another program" in told.args[1].what
        other.execute("ROLLBACK")
    with qtbot.waitSignal(workbench.pictures_changed, timeout=20_000):
        workbench.run_undoable("Picking", lambda report: project.catalogue.set_state([3], State.PICKED))


def test_who_closes_waits_for_no_other_program(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 600)
    project = Project.open(folder)
    project.remember("map", 1)
    with _edited(folder, wal=True) as other:
        other.execute("BEGIN IMMEDIATE")
        closing = threading.Thread(target=project.close, daemon=True)
        closing.start()
        closing.join(60)
        assert not closing.is_alive()
        other.execute("ROLLBACK")
    with Project.open(folder) as again:
        assert again.recall("map") == 1


def test_a_history_of_200_000_rows_is_cut_to_what_is_kept(folder: Path) -> None:
    with _edited(folder) as connection:
        connection.execute(
            "INSERT INTO history (words, forward, backward, made) WITH RECURSIVE n(i) AS"
            " (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) SELECT 'x', 'x', 'x', 0 FROM n"
        )
    with Project.open(folder) as project:
        assert project.notice is not None
        assert "200,0" in project.notice.what


# ---- locks and journals -------------------------------------------------------------------------------------


def test_a_locked_catalogue_says_so_and_nothing_is_lost(folder: Path) -> None:
    assert connections.BUSY_SECONDS < 3
    with _edited(folder) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(ProjectDiskError, match="in use by another program"):
            Project.open(folder)
        other.execute("ROLLBACK")
    with Project.open(folder) as project:
        with _edited(folder, wal=True) as other:
            other.execute("BEGIN IMMEDIATE")
            with pytest.raises(ProjectDiskError, match="in use by another program"):
                project.catalogue.set_state([3], State.REJECTED)
            assert project.catalogue.ids().size == 9
            other.execute("ROLLBACK")
        assert project.catalogue.set_state([3], State.REJECTED)


@pytest.mark.parametrize("mode", ["WAL", "DELETE"])
def test_a_journal_that_names_another_file_is_not_followed(folder: Path, tmp_path: Path, mode: str) -> None:
    """SQLite deletes the file that a journal names as the one it belongs to."""
    victim = tmp_path / "victim.txt"
    victim.write_text("precious")
    with _edited(folder) as connection:
        connection.execute(f"PRAGMA journal_mode = {mode}")
    (folder / "project.db-journal").write_bytes(_journal(victim, (folder / "project.db").stat().st_size // 4096))
    before = _files(folder)
    with pytest.raises(ProjectError, match=r"project\.db-journal"):
        Project.open(folder)
    assert victim.read_text() == "precious"
    assert _files(folder) == before


def _journal(names: Path, pages: int) -> bytes:
    magic = bytes.fromhex("d9d505f920a163d7")
    header = magic + b"".join(number.to_bytes(4, "big") for number in (0, 1, pages, 512, 4096))
    name = str(names).encode()
    end = (262145).to_bytes(4, "big") + name + len(name).to_bytes(4, "big") + (sum(name)).to_bytes(4, "big") + magic
    return header.ljust(512, b"\0") + end


def test_a_write_that_was_cut_off_is_put_back(folder: Path, tmp_path: Path) -> None:
    with _edited(folder) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute("PRAGMA cache_size = 1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE pictures SET name = printf('%.*c', 9000, 'x')")
        killed = Path(shutil.copytree(folder, tmp_path / "killed.maquette"))
        connection.execute("ROLLBACK")
    with Project.open(killed) as project:
        assert all("x" * 9 not in picture.name for picture in project.catalogue.pictures(project.catalogue.ids()))


def test_changes_that_were_not_folded_in_are_there(folder: Path, tmp_path: Path) -> None:
    with _edited(folder) as connection:
        connection.execute("UPDATE pictures SET state = 2 WHERE id = 4")
        killed = Path(shutil.copytree(folder, tmp_path / "killed.maquette"))
    with Project.open(killed) as project:
        assert 4 in project.catalogue.ids(Query(state=State.REJECTED))


@pytest.mark.parametrize("what", ["folder", "empty", "text"])
def test_what_is_no_catalogue_at_all_is_said_to_be_none(folder: Path, what: str) -> None:
    path = folder / "project.db"
    path.unlink()
    if what == "folder":
        path.mkdir()
    else:
        path.write_bytes(b"" if what == "empty" else b"no database " * 99)
    with pytest.raises(ProjectError, match=r"no project|damaged"):
        Project.open(folder)


# ---- caches -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE vectors SET data = 7",
        "UPDATE vectors SET data = x'00'",
        "UPDATE vectors SET data = CAST(replace(hex(zeroblob(1280)), '00', char(126) || char(126)) AS BLOB)",
        "UPDATE kinds SET width = 1000000000000",
        "UPDATE kinds SET width = 'wide', dtype = x'00'",
        "UPDATE vectors SET key = CAST(x'ff' AS TEXT)",
        "CREATE TRIGGER t AFTER DELETE ON vectors BEGIN DELETE FROM kinds; END",
        "DROP TABLE vectors; CREATE VIEW vectors AS SELECT 'lite0-2' AS name, 'x' AS key, 1 AS data",
    ],
)
def test_a_strangers_vectors_are_made_again(folder: Path, statement: str) -> None:
    with contextlib.closing(sqlite3.connect(folder / "cache" / "vectors.db")) as connection:
        connection.executescript(statement)
    with Project.open(folder) as project:
        _, known = project.vectors.get(FEATURES, [KEY])
        assert known.tolist() == [False]
        assert project.vectors.missing(FEATURES, [KEY]) == [KEY]
        project.vectors.put(FEATURES, [KEY], np.full((1, 1280), 2, np.float16))
        vectors, known = project.vectors.get(FEATURES, [KEY])
        assert known.tolist() == [True]
        assert (vectors == 2).all()


@pytest.mark.parametrize("value", ["7", "1000000000000", "'text'", "zeroblob(3000000)"])
def test_a_strangers_thumbnail_is_made_again(folder: Path, value: str) -> None:
    with Project.open(folder) as project:
        picture = project.catalogue.pictures(project.catalogue.ids()[-1:])[0]
        made = project.thumbnails.make(picture.thumbnail_key, picture.path)
    with contextlib.closing(sqlite3.connect(folder / "cache" / "thumbnails.db")) as connection, connection:
        connection.execute(f"UPDATE thumbnails SET data = {value}, seen = 'never'")
    with Project.open(folder) as project:
        assert project.thumbnails.read(picture.thumbnail_key) is None
        assert project.thumbnails.make(picture.thumbnail_key, picture.path) == made


# ---- anything at all ----------------------------------------------------------------------------------------


OFTEN = pytest.mark.parametrize("times", [_SOME, pytest.param(_MANY, marks=pytest.mark.slow)])


@pytest.fixture
def no_bin(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    binned: list[Path] = []
    monkeypatch.setattr(door, "to_bin", lambda path, *, root: binned.append(path))
    return binned


@OFTEN
def test_flipped_bytes_bring_forth_words_alone(original: Path, tmp_path: Path, no_bin: list[Path], times: int) -> None:
    data = (original / "project.db").read_bytes()

    def flip(dice: random.Random, folder: Path) -> None:
        torn = bytearray(data)
        page = dice.randrange(len(data) // 4096) * 4096
        for _ in range(dice.choice((1, 2, 8, 64))):
            at = dice.randrange(100 if dice.random() < 0.3 else 4096) + page
            torn[at] = dice.choice((0, 1, 0x7F, 0xFF, dice.randrange(256)))
        (folder / "project.db").write_bytes(torn)

    _try_many(original, tmp_path, times, flip, no_bin)


@OFTEN
def test_edited_rows_bring_forth_words_alone(original: Path, tmp_path: Path, no_bin: list[Path], times: int) -> None:
    with _edited(original) as connection:
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        columns = [(table, row[1]) for table in tables for row in connection.execute(f"PRAGMA table_info({table})")]

    def edit(dice: random.Random, folder: Path) -> None:
        with _edited(folder) as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            for _ in range(dice.choice((1, 1, 2, 6))):
                table, column = dice.choice(columns)
                value = dice.choice(_ODD)
                what = "CAST(? AS TEXT)" if isinstance(value, bytes) and dice.random() < 0.5 else "?"
                row = f"WHERE {column} = (SELECT {column} FROM {table} ORDER BY random() LIMIT 1)"
                with contextlib.suppress(sqlite3.Error):  # keys and NULLs that SQLite itself refuses
                    connection.execute(f"UPDATE {table} SET {column} = {what} {row}", (value,))

    _try_many(original, tmp_path, times, edit, no_bin)


def _try_many(
    original: Path, place: Path, times: int, spoil: Callable[[random.Random, Path], None], binned: list[Path]
) -> None:
    victim = place / "victim.png"
    victim.write_bytes(b"precious")
    opened = 0
    for seed in range(times):
        folder = Path(shutil.copytree(original, place / "a.maquette"))
        spoil(random.Random(seed), folder)
        said: EngineError | None = None
        try:
            with Project.open(folder) as project:
                opened += 1
                _walk(project)
                while project.undo():
                    pass
                _walk(project)
                while project.redo():
                    pass
                _walk(project)
        except EngineError as error:
            said = error
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        assert said is None or (said.what and said.kept), seed
        assert victim.read_bytes() == b"precious"
        assert all(path.parent in (folder / "shelf", folder / "imported") for path in binned), seed
        shutil.rmtree(folder)
    assert opened > times // 4


def _walk(project: Project) -> None:
    """Read all that a window would."""
    catalogue: Catalogue = project.catalogue
    for order in Order:
        ids = catalogue.ids(Query(order=order, text="a"))
    for query in (Query(), Query(usable=True), Query(cut_up=True), Query(group="near-duplicate", order=Order.GROUPS)):
        ids = catalogue.ids(query)
        for picture in catalogue.pictures(ids):
            assert picture.shown_size[0] >= 0
            project.thumbnails.read(picture.thumbnail_key)
            json.dumps(picture.original.steps)
            splitting.part_boxes(project, picture.id)
    catalogue.counts()
    catalogue.tags_of(ids)
    catalogue.classes_of(ids)
    catalogue.states_of(ids)
    catalogue.tag_names()
    catalogue.groups("near-duplicate")
    splitting.sheets(project)
    look_after_sources(project)
    copies.load_prints(project)
    copies.load_copy_choices(project)
    likeness.load_opinion(project)
    likeness.read_tags(project)
    qualities.load_standards(project)
    explored.from_values(project.recall(explored.KEY))
    explored.walk_from(project.choice(explored.WALK))
    project.shelf.entries()
    project.shelf.counts()
    project.shelf.filters.all()
    project.shelf.tags_of(project.shelf.ids(ShelfQuery(text="a")))
    for candidate in project.shelf.candidates(project.shelf.ids()):
        assert candidate.path.parent == project.shelf.folder
        project.shelf.children(candidate.id)
    project.dataset_files.refresh()
    assert isinstance(project.undo_text(), str)
    project.redo_text()
