"""docs/PROTOCOL.md is what the methods of the engine process say of themselves, and they say it of what they do."""

from __future__ import annotations

import ast
import inspect
import re
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from gan_engine.service import protocol
from gan_engine.service.methods import METHODS, Params

PAGE = Path(__file__).parents[3] / "docs" / "PROTOCOL.md"


def test_the_page_is_made_from_the_methods() -> None:
    again = "python -m gan_engine.service.protocol > docs/PROTOCOL.md"
    assert PAGE.read_text(encoding="utf-8") == protocol.page(), f"make it again: {again}"


def test_words_and_parameters_with_type_range_and_default_are_on_the_page() -> None:
    page = protocol.page()
    assert not [name for name in METHODS if f"\n### {name}\n" not in page]
    cut_out = page.partition("\n### cut_out\n")[2].partition("\n### ")[0]
    assert "| `tolerance` | number (0 to 255) or null | `null` |" in cut_out
    assert "| `longest` | whole number (16 to 4,096) | `512` |" in cut_out
    assert "| `picture` | [SourcePicture](#sourcepicture) |  |" in cut_out
    assert "**Arrays**: the picture as it is, the picture cut out (RGBA)." in cut_out


@pytest.mark.parametrize("name", METHODS)
def test_every_parameter_has_a_sentence(name: str) -> None:
    model, work = METHODS[name]
    assert issubclass(model, Params)
    assert protocol._sentences(model).keys() >= set(model.model_fields)
    assert "\n\nAnswer: " in inspect.cleandoc(work.__doc__ or "")


@pytest.mark.parametrize("name", METHODS)
def test_what_a_method_answers_is_named_in_its_words(name: str) -> None:
    work = METHODS[name][1]
    paragraphs = inspect.cleandoc(work.__doc__ or "").split("\n\n")
    said = {each.partition(":")[0]: set(re.findall(r"\w+", each)) for each in paragraphs[1:]}
    for kind, keys in answered(work):
        assert keys <= said[kind], name


def answered(work: Any) -> Iterator[tuple[str, set[str]]]:
    """The keys of every answer, and of every part of one, that is written out in a function."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(work)))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Dict):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            kind = {"Answer": "Answer", "partial": "Partial"}.get(called)
            if kind is not None:
                yield kind, {str(key.value) for key in node.args[0].keys if isinstance(key, ast.Constant)}
