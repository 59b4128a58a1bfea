"""All words that the window shows, found in the source: what there is to translate.

Of the studio, what stands in `tr`, `tr_noop` and `count_words` of `studio.words`; of the engine, which knows no window,
the titles and sentences of its settings, recipes, networks, measures and checks, what its errors say, and every other
sentence of it; values in them are numbered places: “{1}” cannot be read: {2}.
"""

from __future__ import annotations

import ast
import itertools
import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# Of a call by its name in the engine: the places and names of its arguments that are shown.
_ENGINE: dict[str, tuple[tuple[int, ...], tuple[str, ...]]] = {
    "option": ((1, 2), ("unit", "labels")),
    "Field": ((), ("title", "description")),
    "Description": ((), ("sentence",)),
    "Download": ((), ("name", "sentence")),
    "Measure": ((1, 2), ()),
    "Check": ((1, 2), ()),
    "Operation": ((1, 2), ()),
    "_model": ((2,), ()),
    "Relation": ((), ("refused", "do", "idle")),
    "report": ((2,), ()),
    "_report": ((2,), ()),
    "newer": ((0,), ("how", "detail", "kept", "do")),
}
_ERRORS = ((0, 1, 2), ("what", "kept", "do", "why", "detail"))
_BARE_ERRORS = ("ValueError", "TypeError", "RuntimeError", "ServiceError", "FileExistsError", "ModuleNotFoundError")
"""What these say is told to who writes programs."""
_REASONS = {
    "_damaged", "_wrong", "_refused", "_not_the_one", "_unreadable", "_another", "_unusable", "_no_list", "_foreign",
    "_skipped", "_refuse", "_limit", "fault", "NotWhole",
}  # fmt: skip
"""Calls that put a reason into a sentence: every text among their arguments is shown."""
_CHECKED = {
    "gan_engine/curation/operations.py", "gan_engine/dataset/options.py", "gan_engine/image_shape.py",
    "gan_engine/interchange/exports/options.py", "gan_engine/settings/configuration.py",
    "gan_engine/settings/groups.py", "gan_engine/settings/options.py", "gan_engine/interchange/pickled_networks.py",
    "gan_engine/interchange/pickled_tensors.py", "gan_engine/interchange/torch_files.py", "gan_engine/upscalers.py",
}  # fmt: skip
"""Modules that check settings and foreign files: what their `ValueError`s say becomes the reason in an error."""
_UNHEARD = {
    "debug", "info", "warning", "exception", "execute", "executemany", "_rows", "compile", "filterwarnings", "encode",
    "ArgumentTypeError", "basicConfig", "frozenset", "Thread", "BadZipFile", *_BARE_ERRORS,
}  # fmt: skip
"""Calls whose texts are for logs, databases and programs."""
_NOT_SHOWN = (
    "gan_engine/cli/", "gan_engine/experiments/", "gan_engine/verification/", "gan_engine/run_report/page.py",
    "gan_engine/run_report/sections.py", "gan_engine/run_report/charts.py",
)  # fmt: skip
"""Rooms and modules of the engine that the window never hears."""
_TABLES = {"RESULTS", "_TRIALS", "NETWORK_TITLES", "_FRECHET", "_KERNEL", "WHYS", "WHY_NOT"}
"""Constants of the engine whose texts are shown."""
_PIECEMEAL = {
    "gan_engine/latent/directions.py",
    "gan_engine/atomic.py", "gan_engine/beside_pictures.py", "gan_engine/curation/asymmetry.py",
    "gan_engine/curation/backgrounds/suggestion.py", "gan_engine/curation/checks/verdicts.py",
    "gan_engine/curation/picture_edits.py", "gan_engine/dataset/archive.py", "gan_engine/dataset/difference.py",
    "gan_engine/dataset/labels.py", "gan_engine/dataset/reading.py", "gan_engine/documents.py",
    "gan_engine/downloads.py", "gan_engine/image_shape.py", "gan_engine/interchange/exports/names.py",
    "gan_engine/interchange/stylegan2_files.py", "gan_engine/manager/jobs.py", "gan_engine/manager/schedule.py",
    "gan_engine/manager/supervisor.py", "gan_engine/runs/dataset_location.py", "gan_engine/runs/remedies.py",
    "gan_engine/runs/tensor_header.py", "gan_engine/runs/thinning.py", "gan_engine/settings/options.py",
    "gan_engine/training/forecast/cautions.py", "gan_engine/training/rank_processes.py",
    "gan_engine/training/rollback.py", "gan_engine/training/transfer.py",
}  # fmt: skip
"""Modules that put sentences together of pieces: all of their texts of several words are shown."""


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
        if not name.startswith(_NOT_SHOWN):
            _add(found, name, of_engine(ast.parse(path.read_text(encoding="utf-8")), name))
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


def of_engine(tree: ast.Module, name: str = "") -> list[Words]:
    found = []
    names = _names_in(tree)
    for call in _calls(tree):
        called = _called(call)
        is_told = called.endswith("Error") and called not in _BARE_ERRORS
        places, keywords = _ERRORS if is_told else _ENGINE.get(called, ((), ()))
        shown = [call.args[place] for place in places if place < len(call.args)]
        shown += [each.value for each in call.keywords if each.arg in keywords]
        if called in _REASONS or (called == "ValueError" and name in _CHECKED):
            shown = [*call.args, *(each.value for each in call.keywords)]
        texts = [text for node in shown for text in _texts(node, names.get(call, {}))]
        found += [text for text in texts if " " in text.strip() or called in _ENGINE]
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name in _ENGINE:  # what it says if it is told nothing
            defaults = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            _, keywords = _ENGINE[node.name]
            found += [text for own, value in defaults if value and own.arg in keywords for text in _texts(value, {})]
    for node in tree.body:
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if value is not None and any(isinstance(each, ast.Name) and each.id in _TABLES for each in targets):
            found += [text for text in _texts(value, {}) if text[:1].isupper() or " " in text]
    texts = list(_all_texts(tree, names))
    found += [text for text in texts if _SENTENCE.match(text) or (name in _PIECEMEAL and " " in text)]
    return [Words(text) for text in found if _LETTERS.search(_PLACE.sub("", text)) and "gan-engine" not in text]


_SENTENCE = re.compile(r"(?:[A-Z“]|\{1\}).* .*[.?](?: \{\d+\})?$")
_LETTERS = re.compile(r"[^\W\d_]{2}")
_PLACE = re.compile(r"\{\d+\}")


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")


_Names = Mapping[str, ast.expr]
"""Names of texts, and what each stands for."""


def _names_in(tree: ast.Module) -> dict[ast.AST, _Names]:
    """Of every node the names that hold a text there: a constant of the module, what is set once in a function."""
    found: dict[ast.AST, _Names] = {}
    constants = _set_once(tree.body)

    def see(node: ast.AST, names: _Names) -> None:
        found[node] = names
        if isinstance(node, ast.FunctionDef):
            names = {**names, **_set_once(node.body)}
            taken = {each.arg for each in [*node.args.args, *node.args.kwonlyargs]}
            names = {name: value for name, value in names.items() if name not in taken}
        for each in ast.iter_child_nodes(node):
            see(each, names)

    see(tree, constants)
    return found


def _set_once(body: list[ast.stmt]) -> _Names:
    """The names that these statements set to a text, and to nothing else."""
    own = list(_own(body))
    times = Counter(node.id for node in own if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    return {
        node.targets[0].id: node.value
        for node in own
        if isinstance(node, ast.Assign)
        and isinstance(node.targets[0], ast.Name)
        and times[node.targets[0].id] == 1
        and _is_text(node.value)
    }


def _own(body: list[ast.stmt]) -> Iterator[ast.AST]:
    """All nodes of these statements, but for those within functions and classes."""
    waiting: list[ast.AST] = [*body]
    while waiting:
        node = waiting.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.ClassDef):
            waiting += ast.iter_child_nodes(node)


def _is_text(node: ast.expr) -> bool:
    match node:
        case ast.Constant(str()) | ast.JoinedStr():
            return True
        case ast.IfExp(body=body, orelse=other):
            return (_is_text(body) or _is_text(other)) and all(
                _is_text(each) or isinstance(each, ast.Name) for each in (body, other)
            )
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            return _is_text(left) or _is_text(right)
    return False


def _all_texts(node: ast.AST, names: Mapping[ast.AST, _Names]) -> Iterator[str]:
    """Every text that a module may say, but what is written for readers, logs, databases and programs."""
    match node:
        case ast.Expr(value=ast.Constant()):
            return
        case ast.Call() if _called(node) in _UNHEARD:
            return
        case ast.Constant(str()) | ast.JoinedStr() | ast.BinOp(op=ast.Add()):
            yield from _texts(node, names[node])
            for call in _calls(node):
                for argument in call.args:
                    yield from _all_texts(argument, names)
            return
    if isinstance(node, ast.FunctionDef):
        below: Iterable[ast.AST] = [*node.args.defaults, *filter(None, node.args.kw_defaults), *node.body]
    elif isinstance(node, ast.AnnAssign):
        below = [node.value] if node.value is not None else []
    else:
        below = ast.iter_child_nodes(node)
    for each in below:
        yield from _all_texts(each, names)


def _texts(node: ast.expr, names: _Names) -> list[str]:
    """The texts of an argument: itself, with a numbered place for each value, or the values of a table."""
    match node:
        case ast.Constant(str(text)):
            return [_numbered(_NAMED.sub("\0", text))]
        case ast.JoinedStr() | ast.BinOp(op=ast.Add()):
            return list(dict.fromkeys(_numbered(text) for text, _ in _put_together(node, names, {})))
        case ast.IfExp(body=body, orelse=other):
            return [*_texts(body, names), *_texts(other, names)]
        case ast.Call(func=ast.Attribute(value=text, attr="strip" | "rstrip")):
            return _texts(text, names)
        case ast.Dict(values=values) | ast.BoolOp(values=values):
            return [text for value in values for text in _texts(value, names)]
        case ast.Tuple(elts=parts):
            return [text for part in parts for text in _texts(part, names)]
    return []


_NAMED = re.compile(r"\{[a-z]*\}")
"""Places of a constant of the engine that is a form for several sentences."""
_Chosen = Mapping[str, bool]
"""Of the conditions within a text, as source: what each comes to."""


def _put_together(node: ast.expr, names: _Names, chosen: _Chosen) -> Iterator[tuple[str, _Chosen]]:
    """All that a text may come to, NUL for each value; a choice between two texts is both. With what was chosen."""
    match node:
        case ast.Constant(str(text)):
            yield text, chosen
        case ast.JoinedStr(values=parts):
            yield from _joined(parts, names, chosen)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            yield from _joined([left, right], names, chosen)
        case ast.FormattedValue(value=value) if _is_text(value) or isinstance(value, ast.Name | ast.IfExp):
            yield from _put_together(value, names, chosen)
        case ast.Name(name) if name in names:
            yield from _put_together(names[name], {each: names[each] for each in names if each != name}, chosen)
        case ast.IfExp(test=test, body=body, orelse=other):
            condition = ast.dump(test)
            for is_so, branch in ((True, body), (False, other)):
                if chosen.get(condition, is_so) == is_so:
                    yield from _put_together(branch, names, {**chosen, condition: is_so})
        case _:
            yield "\0", chosen


def _joined(parts: Sequence[ast.expr], names: _Names, chosen: _Chosen) -> Iterator[tuple[str, _Chosen]]:
    if not parts:
        yield "", chosen
        return
    for head, so_far in _put_together(parts[0], names, chosen):
        for rest, all_chosen in _joined(parts[1:], names, so_far):
            yield head + rest, all_chosen


def _numbered(text: str) -> str:
    """With numbers for the NULs; those side by side are one place: nobody could tell where its value ends."""
    count = itertools.count(1)
    return re.sub("\0+", lambda _: f"{{{next(count)}}}", text).strip()


def engine_patterns(words: Iterable[Words]) -> list[str]:
    """Those of the texts that have numbered places, which the studio has to recognise with values in them."""
    return sorted({each.text for each in words if _PLACE.search(each.text)})
