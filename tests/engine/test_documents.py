"""JSON and TOML from outside: what no real document is like is refused before it costs time or memory."""

from __future__ import annotations

import contextlib
import json
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_engine import documents
from gan_engine.dataset.reading import open_dataset
from gan_engine.documents import DocumentError, parse_json, parse_toml, read_json
from gan_engine.errors import EngineError
from gan_engine.experiments.definitions import read_definition
from gan_engine.interchange.picture_recipe import PictureRecipe
from gan_engine.runs.events import from_line
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.settings.recipe_files import read_recipe
from gan_engine.training.snapshots import read_card
from tests.engine.dataset_support import draw_shape, png_bytes, write_archive

DEEP_JSON: dict[str, str] = {
    "lists": "[" * 20_000 + "]" * 20_000,
    "lists without an end": "[" * 20_000,
    "objects": '{"a":' * 20_000 + "1" + "}" * 20_000,
    "mixed": '{"a":[' * 10_000 + "1" + "]}" * 10_000,
    "behind a string with brackets": '["]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",' + "[" * 40 + "]" * 41,
    "behind a string with an escaped quote": '["\\"]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]",' + "[" * 40 + "]" * 41,
}
DEEP_TOML: dict[str, str] = {
    "dotted key": ".".join("a" * 20_000) + " = 1",
    "dotted key with spaces": " . ".join("a" * 5_000) + " = 1",
    "quoted parts": ".".join(['"a.b"', "'c'"] * 5_000) + " = 1",
    "heading": f"[{'.'.join('a' * 20_000)}]",
    "heading of a list": f"[[{'.'.join('a' * 20_000)}]]",
    "lists": f"a = {'[' * 20_000}{']' * 20_000}",
    "forty lists": f"a = {'[' * 40}{']' * 40}",
    "tables in one line": "a = " + "{a = " * 20_000 + "1" + "}" * 20_000,
}


@pytest.fixture
def memory() -> Iterator[Callable[[], int]]:
    tracemalloc.start()
    yield lambda: tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()


@pytest.mark.parametrize("text", DEEP_JSON.values(), ids=DEEP_JSON)
def test_json_that_nests_too_deep_is_refused(text: str, memory: Callable[[], int]) -> None:
    with pytest.raises(DocumentError, match="nests more than 32 levels deep"):
        parse_json(text)
    with pytest.raises(DocumentError):
        parse_json(text.encode())
    assert memory() < 2**20


@pytest.mark.parametrize("text", DEEP_TOML.values(), ids=DEEP_TOML)
def test_toml_that_nests_too_deep_is_refused(text: str, memory: Callable[[], int]) -> None:
    with pytest.raises(DocumentError):
        parse_toml(text.encode())
    assert memory() < 2**23


def test_many_small_containers_are_refused_before_they_are_made(memory: Callable[[], int]) -> None:
    text = b"[" + b"[]," * 209_999 + b"[]]"
    with pytest.raises(DocumentError, match="more than 200,000 lists and objects"):
        parse_json(text)
    assert memory() < 4 * len(text)
    assert len(parse_json(text, containers=210_001)) == 210_000


@pytest.mark.parametrize("quotes", ['"', '\\"', '"\\', "\\", '"\\"'], ids=repr)
def test_strings_without_an_end_take_one_look(quotes: str) -> None:
    """Were each quote tried anew to the end of the text, this would take hours."""
    with pytest.raises(DocumentError):
        parse_json("[" * 33 + quotes * 1_000_000)


def test_what_is_usual_is_read() -> None:
    value = {"a": [{"b": [[[1.5, None, ']}[{\\"' * 50]]]}], "ünï": "“”"}
    assert parse_json(json.dumps(value)) == value
    assert parse_json(b"\xef\xbb\xbf" + json.dumps(value, ensure_ascii=False).encode()) == value
    text = '# a.b.c\n[a.b.c.d.e.f.g.h]\n"x.y.z" = [1.0, 2.0, 3.0]\nsentence = "It is (e.g. 1.2.3) so."\n'
    assert parse_toml(text.encode())["a"]["b"]["c"]["d"]["e"]["f"]["g"]["h"]["sentence"].startswith("It")
    for path in (Path(documents.__file__).parents[1] / "resources").rglob("*.toml"):
        assert parse_toml(path.read_bytes())


def test_a_file_too_long_or_none_is_refused(tmp_path: Path) -> None:
    (tmp_path / "long.json").write_text("[" + " " * 5000 + "]")
    with pytest.raises(DocumentError, match="longer than 4 KB"):
        read_json(tmp_path / "long.json", largest=4096)
    with pytest.raises(DocumentError, match="is not a file"):
        read_json(tmp_path, largest=4096)


def test_numbers_of_many_figures_take_no_time() -> None:
    with pytest.raises(DocumentError):
        parse_json("9" * 2_000_000)
    with pytest.raises(DocumentError):
        parse_toml(b"a = " + b"9" * 60_000)


@pytest.mark.parametrize("text", DEEP_TOML.values(), ids=DEEP_TOML)
def test_recipes_and_experiments_say_so_in_words(tmp_path: Path, text: str) -> None:
    (tmp_path / "a.toml").write_text(f'title = "A"\nsentence = "B"\n[configuration]\n{text}\n')
    for read in (read_recipe, read_definition):
        with pytest.raises(EngineError, match=r"“a\.toml”"):
            read(tmp_path / "a.toml")


@pytest.mark.parametrize("text", DEEP_JSON.values(), ids=DEEP_JSON)
def test_every_reader_of_json_says_so_in_words(tmp_path: Path, text: str) -> None:
    run = RunDirectory(tmp_path)
    run.run_file.write_text(text)
    run.state_file.write_text(text)
    with pytest.raises(EngineError, match="damaged"):
        run.read_run()
    assert run.read_state().kimg == 0
    assert from_line(text) is None
    assert PictureRecipe.from_text(text) is None
    (tmp_path / "a.safetensors").write_bytes(len(text).to_bytes(8, "little") + text.encode())
    with pytest.raises(EngineError, match="damaged"):
        read_card(tmp_path / "a.safetensors")
    for name in ("dataset.json", "maquette.json"):
        path = write_archive(tmp_path / f"{name}.zip", {"a.png": png_bytes(draw_shape(16, 0, 0)), name: text.encode()})
        with pytest.raises(EngineError, match=f"{name} in it is damaged"):
            open_dataset(path)


@settings(max_examples=300, deadline=None)
@given(st.recursive(st.none() | st.booleans() | st.text() | st.integers(), lambda inner: st.lists(inner, max_size=4)
                    | st.dictionaries(st.text(), inner, max_size=4), max_leaves=30))  # fmt: skip
def test_whatever_json_writes_is_read_again(value: Any) -> None:
    assert parse_json(json.dumps(value)) == value


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="[]{}\"\\,:a1.= \n#'", max_size=400))
def test_odd_texts_end_in_a_value_or_in_words(text: str) -> None:
    for parse in (parse_json, lambda text: parse_toml(text.encode())):
        with contextlib.suppress(DocumentError):
            parse(text)
