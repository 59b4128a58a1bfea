"""Facts that stand in one place: whoever writes one down a second time is found."""

from __future__ import annotations

import ast
import itertools
import re
from collections.abc import Callable, Iterator

import pytest

from tests.integration.source_tree import modules, walk


def says(text: str | bytes) -> Callable[[ast.AST], bool]:
    """Whether a node is a text, or a piece of one, that holds `text`; docstrings may."""

    def is_found(node: ast.AST) -> bool:
        return isinstance(node, ast.Constant) and isinstance(node.value, type(text)) and text in node.value

    return is_found


def calls(*names: str) -> Callable[[ast.AST], bool]:
    """Whether a node names one of these attributes."""
    return lambda node: isinstance(node, ast.Attribute) and node.attr in names


def is_header_length(node: ast.AST) -> bool:
    """Whether a node reads the length of a safetensors header: eight bytes of a file, the last the largest."""
    written = ast.unparse(node) if isinstance(node, ast.Call) and calls("from_bytes")(node.func) else ""
    return re.fullmatch(r"int\.from_bytes\(\w+\.read\((8|LENGTH_BYTES)\), 'little'\)", written) is not None


def is_joined_setting(node: ast.AST) -> bool:
    """Whether a node is the beginning of a setting's dotted name, put before another part or looked for by hand."""
    return isinstance(node, ast.Constant) and node.value in ("network.", "tricks.", "augment.")


def is_loose_ellipsis(node: ast.AST) -> bool:
    """Whether a node is a text that ends in an ellipsis with a space before it."""
    return (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and re.search(r"(?<!,) …$", node.value) is not None
    )


def is_length_by_hand(node: ast.AST) -> bool:
    """Whether a node is a text in which a length of training is written otherwise than by `kimg_words`."""
    parts = node.values if isinstance(node, ast.JoinedStr) else []
    return any(
        isinstance(value, ast.FormattedValue)
        and value.format_spec is not None
        and isinstance(unit, ast.Constant)
        and str(unit.value).startswith(" kimg")
        for value, unit in itertools.pairwise(parts)
    )


def is_size_by_hand(node: ast.AST) -> bool:
    """Whether a node is a text in which two numbers are multiplied, as width and height are."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.Constant) and part.value == " × " for part in node.values)
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and "} × {" in node.value


PLACES: dict[str, tuple[Callable[[ast.AST], bool], set[str]]] = {
    "the signature of a PNG": (says(b"\x89PNG"), {"gan_engine/picture_files.py"}),
    "how many cores there are": (calls("cpu_count", "sched_getaffinity"), {"gan_engine/processor.py"}),
    "the refusal of what a newer version made": (says("by a newer version"), {"gan_engine/errors.py"}),
    "the header of a safetensors file": (is_header_length, {"gan_engine/runs/tensor_header.py"}),
    "the beginning of a setting's dotted name": (is_joined_setting, set()),
    "an ellipsis that stands apart from its word": (is_loose_ellipsis, set()),
    "a length of training that is not written as all others": (
        is_length_by_hand,
        {"gan_engine/interchange/film.py"},  # it runs there, as wide from the first to the last
    ),
    "a picture read by Qt, which keeps the interpreter meanwhile": (calls("fromData", "loadFromData"), set()),
    "a dialog that nothing else goes on behind": (
        calls(
            "getOpenFileName",
            "getOpenFileNames",
            "getColor",
            "getFont",
            "getDouble",
            "getMultiLineText",
            "getSaveFileName",
            "getExistingDirectory",
            "getText",
            "getItem",
            "getInt",
            "question",
            "critical",
            "information",
        ),
        set(),
    ),
}


def code_of(tree: ast.Module) -> Iterator[ast.AST]:
    """The nodes of a module, docstrings and what else is written for readers left out."""
    words = {id(node.value) for node in walk(tree) if isinstance(node, ast.Expr)}
    return (node for node in walk(tree) if id(node) not in words)


def test_each_fact_stands_in_one_place() -> None:
    found: dict[str, set[str]] = {fact: set() for fact in PLACES}
    for name, tree in modules().items():
        for node in code_of(tree):
            for fact, (is_it, _) in PLACES.items():
                if is_it(node):
                    found[fact].add(name)
    assert found == {fact: places for fact, (_, places) in PLACES.items()}


@pytest.mark.parametrize(
    ("fact", "code"),
    [
        ("the signature of a PNG", "if head[:8] == b'\\x89PNG\\r\\n\\x1a\\n': pass"),
        ("how many cores there are", "threads = os.cpu_count() or 1"),
        ("the refusal of what a newer version made", "raise RunError(f'{run} was begun by a newer version of it.')"),
        ("the header of a safetensors file", "length = int.from_bytes(file.read(8), 'little')"),
        ("the beginning of a setting's dotted name", "name = f'network.{key}'"),
        ("the beginning of a setting's dotted name", "own = name.startswith('network.')"),
        ("an ellipsis that stands apart from its word", "button.setText(f'Importing {name} …')"),
        ("a length of training that is not written as all others", "say(f'It has come to {kimg:g} kimg already.')"),
        ("a picture read by Qt, which keeps the interpreter meanwhile", "image = QImage.fromData(data)"),
        ("a dialog that nothing else goes on behind", "file, _ = QFileDialog.getOpenFileName(self, 'A model')"),
        ("a dialog that nothing else goes on behind", "colour = QColorDialog.getColor(before, self)"),
    ],
)
def test_a_second_place_would_be_found(fact: str, code: str) -> None:
    assert any(map(PLACES[fact][0], ast.walk(ast.parse(code))))


def test_the_window_writes_the_size_of_a_picture_in_one_way() -> None:
    assert is_size_by_hand(ast.parse("f'{in_figures(width)} × {in_figures(height)}'", mode="eval").body)
    assert is_size_by_hand(ast.parse("tr('{width} × {height} px')", mode="eval").body.args[0])  # type: ignore[attr-defined]
    written = {
        name
        for name, tree in modules().items()
        if name.startswith("studio/") and any(map(is_size_by_hand, code_of(tree)))
    }
    chips = "studio/curation/pages/frame/shape_choice.py"  # a row of sizes to choose from, and “px” is said once
    assert written == {"studio/words.py", chips}
