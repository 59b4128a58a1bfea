"""The page docs/PROTOCOL.md, made from the methods themselves: `python -m gan_engine.service.protocol` prints it."""

from __future__ import annotations

import ast
import inspect
import itertools
import json
import sys
import textwrap
import typing
from collections.abc import Iterator, Mapping
from types import ModuleType
from typing import Any

from pydantic import TypeAdapter

from gan_engine.service import server
from gan_engine.service.methods import METHODS

_WIDTH = 120
_ELSEWHERE = {"Point": "FORMATS.md", "Direction": "FORMATS.md"}  # records of files too, which that page describes
_INTRODUCTION = """\
# Between studio and engine

`gan-engine serve` is the engine as a process for the studio: requests on its standard input, answers on its standard
output, each framed as [FORMATS](FORMATS.md#messages-between-studio-and-engine) has it. This page is made from the
methods (`python -m gan_engine.service.protocol > docs/PROTOCOL.md`), and a test holds it to them.

A request is `{"id": n, "method": name, "params": {...}}`, with arrays where the method takes some; `{"cancel": n}`
takes it back. Each answer names its request:

| Answer | Is |
|---|---|
| `{"id": n, "progress": [done, total or null, what]}` | how far it is, now and then |
| `{"id": n, "partial": {...}}` | a part of the answer, with arrays where the method says so |
| `{"id": n, "result": {...}}` | the last word, or one of the two below; with arrays where the method says so |
| `{"id": n, "error": {"kind", "what", "kept", "do", "field"}}` | why it could not be |
| `{"id": n, "cancelled": true}` | it was taken back |

A parameter with a default may be left out; one that a method does not know is refused. Pictures are uint8 [N, H, W, 3].
"""


def page() -> str:
    """The whole page in Markdown: an introduction, the methods by topic, then the records that parameters hold."""
    parts = [_INTRODUCTION]
    records: dict[str, type] = {}
    for topic in server.TOPICS:
        parts.append(f"## {_topic(topic)}\n")
        for name, (model, work) in METHODS.items():
            if work.__module__ == topic.__name__:
                parts.append(_method(name, model, work.__doc__ or ""))
                records |= {each.__name__: each for each in _records(model) if each.__name__ not in _ELSEWHERE}
    parts.append("## Records\n")
    tables = ((name, _table(records[name])) for name in sorted(records))
    parts += [f"### {name}\n\n{table}" for name, table in tables if table]  # what is written as one text has none
    return "\n".join(parts)


def _topic(module: ModuleType) -> str:
    """What its docstring says before it lists its methods: "Methods on backgrounds"."""
    words = (module.__doc__ or "").split("\n", 1)[0].rstrip(".")
    return words.partition(":")[0]


def _method(name: str, model: type, documented: str) -> str:
    sentence, *more = inspect.cleandoc(documented).split("\n\n")
    said = [_filled(sentence), *(_filled(_labelled(each)) for each in more)]
    table = _table(model)
    return "\n".join(
        [f"### {name}\n", f"{said[0]}\n", *([table] if table else []), *(f"{each}\n" for each in said[1:])]
    )


def _labelled(paragraph: str) -> str:
    """ "Answer: count." with its label in bold."""
    label, colon, rest = paragraph.partition(":")
    return f"**{label}**{colon}{rest}" if label in ("Answer", "Partial", "Arrays") else paragraph


def _filled(paragraph: str) -> str:
    return textwrap.fill(" ".join(paragraph.split()), _WIDTH, break_long_words=False, break_on_hyphens=False)


def _table(record: type) -> str:
    """The fields of a model or record: name, type and range, default, sentence. "" where it has none."""
    schema = TypeAdapter(record).json_schema()
    needed, sentences = schema.get("required", ()), _sentences(record)
    lines = [
        f"| `{name}` | {_kind(field)} | {'' if name in needed else _default(field)} | {sentences.get(name, '')} |"
        for name, field in schema.get("properties", {}).items()
    ]
    return "\n".join(["| Parameter | Is | Default | |", "|---|---|---|---|", *lines, ""]) if lines else ""


def _default(field: Mapping[str, Any]) -> str:
    made: Any = {} if field.get("type") == "object" else []  # by a factory, of which a schema says nothing
    return f"`{json.dumps(field.get('default', made), ensure_ascii=False)}`"


def _kind(field: Mapping[str, Any]) -> str:
    """A type with its range, as in "a whole number, 1 to 64"."""
    if "anyOf" in field:
        return " or ".join(_kind(each) for each in field["anyOf"])
    if "$ref" in field:
        name = field["$ref"].rsplit("/", 1)[-1]
        return f"[{name}]({_ELSEWHERE.get(name, '')}#{name.lower()})"
    kind = str(field.get("type", "anything"))
    if kind == "array":
        items = field.get("items") or {"type": f"{len(field.get('prefixItems', ()))} values"}
        return f"list of {_kind(items)}{_bounds(field, 'minItems', 'maxItems')}"
    if kind == "object":
        return "object"
    names = {
        "string": "path" if field.get("format") == "path" else "text",
        "number": "number",
        "integer": "whole number",
        "boolean": "true or false",
    }
    least = "minimum" if "minimum" in field else "exclusiveMinimum"
    bounds = _bounds(field, "minLength", "maxLength") if kind == "string" else _bounds(field, least, "maximum")
    return names.get(kind, kind) + bounds


def _bounds(field: Mapping[str, Any], least: str, most: str) -> str:
    low, high = field.get(least), field.get(most)
    if low is None and high is None:
        return ""
    if low is None:
        return f" (at most {high:,})"
    more = "more than " if least == "exclusiveMinimum" else ""
    return f" ({more}{low:,}{' or more' if high is None and not more else ''}{'' if high is None else f' to {high:,}'})"


def _sentences(record: type) -> dict[str, str]:
    """What stands below each field in the source of `record` and of what it is derived from."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        if kind.__module__.startswith("gan_engine."):
            (tree,) = ast.parse(textwrap.dedent(inspect.getsource(kind))).body
            body = getattr(tree, "body", [])
            for field, below in itertools.pairwise(body):
                if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
                    match below:
                        case ast.Expr(value=ast.Constant(value=str(words))):
                            found[field.target.id] = " ".join(words.split())
    return found


def _records(model: type) -> Iterator[type]:
    """The records that lie in the fields of `model`."""
    for hint in typing.get_type_hints(model).values():
        for inner in (hint, *typing.get_args(hint)):
            if isinstance(inner, type) and inner.__module__.startswith("gan_engine."):
                yield inner
                yield from _records(inner)


if __name__ == "__main__":
    sys.stdout.write(page())
