"""All words that the window shows, found in the source: what there is to translate.

Of the studio, what stands in `tr`, `tr_noop` and `count_words` of `studio.words`; of the engine, which knows no window,
the titles and sentences of its settings, recipes, networks, measures and checks, and what its errors say.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Of a call by its name in the engine: the places and names of its arguments that are shown.
_ENGINE: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "option": ((1, 2), ("unit", "labels")),
    "Field": ((), ("title", "description")),
    "Description": ((), ("sentence",)),
    "Download": ((), ("sentence",)),
    "Measure": ((1, 2), ()),
    "Check": ((1, 2), ()),
    "Operation": ((1, 2), ()),
    "_model": ((2,), ()),
}
_ERRORS = ((0,), ("what", "kept", "do"))
_BARE_ERRORS = ("ValueError", "TypeError", "RuntimeError", "ServiceError")
"""What these say is told to who writes programs."""
_NOT_SHOWN = ("cli", "experiments", "verification")
"""Rooms of the engine that the window never hears."""
_TABLES = {"RESULTS", "NETWORK_TITLES", "_FRECHET", "_KERNEL", "WHYS", "WHY_NOT"}
"""Constants of the engine whose texts are shown."""


class NotLiteral(Exception):  # noqa: N818 - told to who writes such words
    """Words that are put together cannot be found by who translates."""


@dataclass(frozen=True)
class Words:
    """One text to translate. `several`: it counts something, and has a form for one and for more."""

    text: str
    meaning: str = ""
    several: bool = False


def all_words(root: Path = ROOT) -> dict[Words, list[str]]:
    """Each, with the files it is in, in the order of the files. Raises `NotLiteral`."""
    found: dict[Words, list[str]] = {}
    for path in sorted((root / "studio").rglob("*.py")):
        _add(found, path.relative_to(root).as_posix(), of_studio(path.read_text(encoding="utf-8"), str(path)))
    for path in sorted((root / "gan_engine").rglob("*.py")):
        name = path.relative_to(root).as_posix()
        if name.split("/")[1] not in _NOT_SHOWN:
            _add(found, name, _of_engine(ast.parse(path.read_text(encoding="utf-8"))))
    for path in sorted((root / "resources" / "recipes").glob("*.toml")):
        recipe = tomllib.loads(path.read_text(encoding="utf-8"))
        _add(found, path.relative_to(root).as_posix(), [Words(recipe["title"]), Words(recipe["sentence"])])
    return found


def _add(found: dict[Words, list[str]], name: str, words: list[Words]) -> None:
    for each in dict.fromkeys(words):
        if each.text:
            found.setdefault(each, []).append(name)


def of_studio(source: str, name: str = "") -> list[Words]:
    """What a module of the studio shows. Raises `NotLiteral` for words that are put together within a call."""
    found = []
    for call in _calls(ast.parse(source)):
        match call.func, call.args:
            case ast.Name("tr"), [text]:
                keywords = {each.arg: each.value for each in call.keywords}
                meaning = next(iter(_literals(keywords.get("meaning"), name)), "")
                found += [Words(each, meaning, "n" in keywords) for each in _literals(text, name)]
            case ast.Name("tr_noop"), [text]:
                if not (texts := _literals(text, name)):
                    raise NotLiteral(f"{name}:{call.lineno}: what is marked is to be written out")
                found += [Words(each) for each in texts]
            case ast.Name("count_words"), [_, ast.Constant(str(thing)), *rest]:
                several = next((text for each in rest for text in _literals(each, name)), f"{thing}s")
                found.append(Words(f"{{n}} {several}", several=True))
            case ast.Name("count_words"), [_, _, *_]:
                raise NotLiteral(f"{name}:{call.lineno}: what is counted is to be written out")
    return found


def _calls(tree: ast.AST) -> Iterator[ast.Call]:
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call)]
    yield from sorted(calls, key=lambda call: (call.lineno, call.col_offset))


def _literals(node: ast.expr | None, name: str) -> list[str]:
    """The texts that an expression may be; none where it is a variable, whose words are marked elsewhere."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.IfExp(body=body, orelse=other):
            return [*_literals(body, name), *_literals(other, name)]
        case ast.JoinedStr() | ast.BinOp():
            raise NotLiteral(f"{name}:{node.lineno}: words in `tr` have named places for values: no f-string, no sum")
    return []


def _of_engine(tree: ast.Module) -> list[Words]:
    found = []
    for call in _calls(tree):
        name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
        is_told = name.endswith("Error") and name not in _BARE_ERRORS
        places, keywords = _ERRORS if is_told else _ENGINE.get(name, ((), ()))
        shown = [call.args[place] for place in places if place < len(call.args)]
        shown += [each.value for each in call.keywords if each.arg in keywords]
        texts = [text for node in shown for text in _texts(node)]
        found += [text for text in texts if not is_told or (text[:1].isupper() and "gan-engine" not in text)]
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if value is not None and any(isinstance(each, ast.Name) and each.id in _TABLES for each in targets):
            found += [text for text in _texts(value) if text[:1].isupper() or " " in text]
    return [Words(text) for text in found if any(letter.isalpha() for letter in text)]


def _texts(node: ast.expr) -> list[str]:
    """The literal texts of an argument: itself, or the values of a table."""
    match node:
        case ast.Constant(str(text)):
            return [text]
        case ast.Dict(values=values):
            return [text for value in values for text in _texts(value)]
        case ast.Tuple(elts=parts):
            return [text for part in parts for text in _texts(part)]
    return []
