"""Every decision is in the history: taken back where it belongs, in any order that is sound, over a restart."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gan_engine.latent.point import Point
from studio.curation.pages.bake.settings import CHANGE_WORDS, BakeSettings
from studio.explorer.session_state import StoredWalk, walk_values
from studio.project.pictures.query import State
from studio.project.project import Project
from studio.project.undo import history
from studio.project.undo.choice_changes import MOST_DESIGN, ChangeDesign, Choose
from studio.project.undo.decisions import CHOICES, DECISIONS, REMEMBERED, Scope
from studio.project.undo.history import BlockedStep, UndoStep
from tests.studio.project_support import keep_designs, make_project

COUNT = 12
STUDIO = Path(history.__file__).parents[2]
RECIPE = 'title = "Mine"\n'


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with make_project(tmp_path / "a", COUNT, size=32) as made:
        yield made


# ---- scopes ------------------------------------------------------------------------------------------------------


def test_a_workspace_takes_back_only_what_is_seen_in_it(project: Project) -> None:
    (design,) = keep_designs(project)
    project.catalogue.set_state([1], State.PICKED)
    project.shelf.note(design, "keep the tail")
    project.recipes.keep("Mine", RECIPE)
    project.choose("walk", walk_values(StoredWalk((Point(seed=3),))), "add 1 station to the walk")
    scopes: dict[Scope, str] = {
        "curate": "pick 1 picture", "shelf": "change notes", "train": "keep the recipe “Mine”",
        "explore": "add 1 station to the walk",
    }  # fmt: skip
    for scope, words in scopes.items():
        assert project.history.undo_text(scope) == words
    taken = project.history.undo("curate")
    assert isinstance(taken, UndoStep)
    assert (taken.words, taken.scope, taken.undone, taken.decisions) == (
        "pick 1 picture", "curate", True, {"pictures.state"},
    )  # fmt: skip
    assert taken.touched["pictures"].tolist() == [1]
    assert project.history.undo("curate") is None
    note = project.shelf.candidate(design)
    assert note is not None
    assert note.notes == "keep the tail"
    assert project.history.redo_text("shelf") == ""
    assert project.history.redo_text("curate") == "pick 1 picture"


def test_a_new_change_ends_what_could_be_done_again_in_its_own_scope_alone(project: Project) -> None:
    (design,) = keep_designs(project)
    project.shelf.rate([design], 3)
    project.history.undo("shelf")
    project.catalogue.set_state([1], State.PICKED)
    assert project.history.redo_text("shelf") == "rate 1 design ★★★"
    project.shelf.rate([design], 4)
    assert project.history.redo_text("shelf") == ""


def test_what_another_workspace_hangs_on_waits_for_it_and_says_so(project: Project) -> None:
    (design,) = keep_designs(project)
    project.shelf.note(design, "keep the tail")
    held = project.history.undo("explore")
    assert held == BlockedStep("keep 1 design", True, "change notes", "shelf")
    assert project.shelf.ids().tolist() == [design], "nothing was changed"
    assert isinstance(project.history.undo("shelf"), UndoStep)
    assert isinstance(project.history.undo("explore"), UndoStep)
    assert not len(project.shelf.ids())
    assert project.history.redo("shelf") == BlockedStep("change notes", False, "keep 1 design", "explore")
    assert isinstance(project.history.redo("explore"), UndoStep)
    assert isinstance(project.history.redo("shelf"), UndoStep)
    again = project.shelf.candidate(design)
    assert again is not None
    assert again.notes == "keep the tail"


def test_what_has_nothing_to_do_with_another_workspace_does_not_wait(project: Project) -> None:
    first, second = keep_designs(project), keep_designs(project)
    project.shelf.note(first[0], "keep the tail")
    taken = project.history.undo("explore")
    assert isinstance(taken, UndoStep)
    assert taken.touched["candidates"].tolist() == second


def test_a_change_of_the_same_design_ends_what_was_taken_back_of_it_elsewhere(project: Project) -> None:
    (design,) = keep_designs(project)
    project.shelf.note(design, "keep the tail")
    project.history.undo("shelf")
    project.history.undo("explore")
    keep_designs(project)  # another: the note of the first can still be written again, but not before the first is back
    assert project.history.redo_text("explore") == ""
    assert project.history.redo_text("shelf") in ("", "change notes")
    taken = project.history.redo("shelf")
    candidate = project.shelf.candidate(design)
    assert candidate is not None
    assert taken is None or candidate.notes == "keep the tail"


# ---- choices -------------------------------------------------------------------------------------------------------


def test_only_the_part_of_a_choice_that_changed_is_taken_back(project: Project) -> None:
    project.choose("bake", BakeSettings().stored(), "begin")
    project.choose("bake", BakeSettings(remove_background="flood").stored(), "change the background method")
    project.choose("bake", BakeSettings(remove_background="flood", size=128).stored(), "change the size")
    assert project.undo() == "change the size"
    assert BakeSettings.from_stored(project.choice("bake")) == BakeSettings(remove_background="flood")
    assert project.undo() == "change the background method"
    assert BakeSettings.from_stored(project.choice("bake")) == BakeSettings()
    assert project.undo() == "begin"
    assert project.choice("bake") is None


def test_a_slider_that_is_dragged_is_one_change(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for threshold in range(50):
        project.choose("checks", {"thresholds": {"blurred": float(threshold)}, "fine": {}}, "move the threshold")
    project.choose("checks", {"thresholds": {"blurred": 49.0, "dark": 2.0}, "fine": {}}, "move another threshold")
    assert [project.undo(), project.undo(), project.undo()] == ["move another threshold", "move the threshold", None]
    assert project.choice("checks") is None
    assert project.redo() == "move the threshold"
    assert project.choice("checks")["thresholds"] == {"blurred": 49.0}
    monkeypatch.setattr(history, "GESTURE", 0)
    project.choose("checks", {"thresholds": {"blurred": 3.0}, "fine": {}}, "move the threshold")
    assert [project.undo(), project.undo()] == ["move the threshold", "move the threshold"]


def test_a_slider_that_comes_back_to_where_it_stood_was_never_moved(project: Project) -> None:
    for threshold in (0.9, 0.95, 0.9):
        project.choose("copies", {"threshold": threshold}, f"begin at {threshold}" if threshold == 0.9 else "move it")
    project.choose("copies", {"threshold": 0.8}, "move it")
    project.choose("copies", {"threshold": 0.9}, "move it")
    assert project.undo_text() == "begin at 0.9"


def test_a_choice_that_was_never_heard_of_is_refused(project: Project) -> None:
    with pytest.raises(ValueError, match="no choice"):
        project.choose("zoom", 3, "zoom")
    with pytest.raises(ValueError, match="not among what is remembered"):
        project.remember("bake", {})
    with pytest.raises(ValueError, match="no choice"):
        Choose.from_values({"name": "memory", "changes": []})


def test_every_setting_of_the_bake_has_its_words_and_its_page() -> None:
    from studio.curation.pages.page_list import PAGES

    fields = set(BakeSettings().stored())
    assert set(CHANGE_WORDS) == fields
    assert {name for page in PAGES for name in page.chooses} == fields
    assert {name for page in PAGES for name in page.shows} <= set(DECISIONS)


# ---- the design in the large view ----------------------------------------------------------------------------------


def design(seed: int, psi: float = 1.0) -> str:
    return Point(seed=seed, psi=psi).to_text()


def test_undo_steps_through_the_points_of_a_design(project: Project) -> None:
    project.change_design(design(1), design(1, 0.5), "change the truncation")
    project.change_design(design(2), design(2, 0.7), "mix coarse layers")  # another was looked at meanwhile
    project.change_design(design(2, 0.7), design(2, 0.9), "drag")
    for words, left in (("drag", (2, 0.7)), ("mix coarse layers", (2, 1.0)), ("change the truncation", (1, 1.0))):
        step = project.history.undo("explore")
        assert isinstance(step, UndoStep)
        assert (step.words, step.decisions) == (words, {"design"})
        assert Point.from_values(project.choice("design")) == Point(seed=left[0], psi=left[1])
    assert project.history.undo("explore") is None
    for seed, psi in ((1, 0.5), (2, 0.7), (2, 0.9)):
        project.redo()
        assert Point.from_values(project.choice("design")) == Point(seed=seed, psi=psi)


def test_a_design_moved_under_the_same_words_is_one_step(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    for step in range(20):
        project.change_design(design(1, step / 100), design(1, (step + 1) / 100), "age")
    project.change_design(design(1, 0.2), design(1, 0.3), "smile")
    project.change_design(design(1, 0.3), design(1, 0.2), "smile")  # back where it was: it never was
    project.change_design(design(5), design(5, 0.5), "age")  # another design: no part of that movement
    assert [project.undo(), project.undo(), project.undo()] == ["age", "age", None]
    assert Point.from_values(project.choice("design")) == Point(seed=1, psi=0)
    monkeypatch.setattr(history, "GESTURE", -1)
    project.change_design(design(1), design(1, 0.4), "age")
    project.change_design(design(1, 0.4), design(1, 0.6), "age")
    assert [project.undo(), project.undo(), project.undo()] == ["age", "age", None]


def test_a_design_and_the_walk_are_taken_back_in_the_order_they_were_made(project: Project) -> None:
    project.change_design(design(1), design(1, 0.5), "age")
    project.choose("walk", walk_values(StoredWalk((Point(seed=3),))), "add 1 station to the walk")
    project.change_design(design(1, 0.5), design(1, 0.6), "age")
    assert [project.undo(), project.undo(), project.undo()] == ["age", "add 1 station to the walk", "age"]


def test_a_design_beyond_all_bounds_is_no_step(project: Project) -> None:
    assert not project.change_design(design(1), "{" + " " * MOST_DESIGN + "}", "age")
    assert not project.change_design(design(1), design(1), "age")
    assert project.history.undo_text("explore") == ""
    for text in ("[]", "{", 3, "x" * (MOST_DESIGN + 1)):
        with pytest.raises((ValueError, TypeError)):
            ChangeDesign.from_values({"point": text})


# ---- the contract: nothing else writes where decisions lie -----------------------------------------------------

DECIDED = {
    "pictures", "picture_tags", "steps", "candidates", "candidate_tags", "collections", "collection_candidates",
    "choices", "tags", "classes",
}  # fmt: skip
"""Tables that hold decisions, and the names that these are made of."""

UNSEEN = {
    ("project/pictures/importing.py", "_enter"): "rows of an import that no one sees before the command shows them",
    ("project/pictures/importing.py", "_show"): "the same, about to be shown by the command",
    ("project/pictures/sheets.py", "_new_part"): "rows of parts that no one sees before the command shows them",
    ("project/shelf.py", "add_many"): "rows of designs that no one sees before the command shows them",
    ("project/shelf.py", "purge"): "what no undo can bring back any more",
    ("project/shelf_collections.py", "make"): "the row of a collection that no one sees before the command shows it",
    ("project/shelf_collections.py", "purge"): "what no undo can bring back any more",
    ("project/store/inspection.py", "_mend_table"): "rows of a stranger's catalogue that cannot be",
    ("project/project.py", "forget_unfinished"): "what an import that broke off left, never seen",
    ("project/project.py", "_clear"): "what no undo can bring back any more",
}
"""Who else may write there, and why that is no decision."""

_WRITES = re.compile(
    r"\b(?:INSERT(?:\s+OR\s+\w+)?\s+INTO|REPLACE\s+INTO|DELETE\s+FROM|UPDATE)\s+[\"`\[]?(\w+|\{\})", re.IGNORECASE
)


def writers(source: str) -> Iterator[tuple[str, str]]:
    """(function, table) of every SQL statement in `source` that writes; "{}" where the table is put in at run time."""

    def look(node: ast.AST, function: str) -> Iterator[tuple[str, str]]:
        for child in ast.iter_child_nodes(node):
            inside = child.name if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef) else function
            text = ""
            if isinstance(child, ast.JoinedStr):
                parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in child.values]
                text = "".join(str(part) for part in parts)
            elif isinstance(child, ast.Constant) and isinstance(child.value, str):
                text = child.value
            for table in _WRITES.findall(text):
                yield inside, table.lower()
            if not isinstance(child, ast.JoinedStr):
                yield from look(child, inside)

    yield from look(ast.parse(source), "")


def strays(files: dict[str, str]) -> list[tuple[str, str, str]]:
    """(file, function, table) of whoever writes decisions and is no command."""
    commands = ("project/undo/row_changes.py", "project/undo/choice_changes.py", "project/store/migrations.py")
    return [
        (name, function, table)
        for name, source in files.items()
        if name not in commands
        for function, table in writers(source)
        if table in DECIDED | {"{}"} and (name, function) not in UNSEEN
    ]


def _sources() -> dict[str, str]:
    return {path.relative_to(STUDIO).as_posix(): path.read_text("utf-8") for path in STUDIO.rglob("*.py")}


def test_nothing_but_commands_writes_where_decisions_lie() -> None:
    files = _sources()
    assert strays(files) == []
    used = {(name, function) for name, source in files.items() for function, _ in writers(source)}
    assert set(UNSEEN) <= used, "an exception that nobody needs"


@pytest.mark.parametrize(
    "sin",
    [
        'def pick(connection):\n    connection.execute("UPDATE pictures SET state = 1")',
        "def tag(connection):\n    connection.executemany('insert or ignore into picture_tags VALUES (1, 2)', [])",
        'def drop(connection, table):\n    connection.execute(f"DELETE FROM {table} WHERE id = 1")',
        'class Shelf:\n    def rate(self):\n        self.run("REPLACE INTO candidates VALUES (1)")',
    ],
)
def test_whoever_writes_a_decision_past_the_history_is_found(sin: str) -> None:
    assert len(strays({**_sources(), "curation/sin.py": sin})) == 1


def test_what_is_remembered_is_listed_as_no_decision() -> None:
    """And has one place each that remembers it; `remember` itself takes nothing that is not listed."""
    assert not CHOICES & set(REMEMBERED)
    calls = sum(source.count(".remember(") for source in _sources().values())
    assert calls == len(REMEMBERED)
