"""The product's source, parsed once for all that is asked of it."""

from __future__ import annotations

import ast
import gc
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gan_engine", "studio", "resources")

_NODES: dict[ast.AST, tuple[ast.AST, ...]] = {}


@cache
def modules() -> Mapping[str, ast.Module]:
    """Every module of the product by its path below `ROOT`, as in "studio/app.py"."""
    found = {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_bytes())
        for package in PACKAGES
        for path in sorted((ROOT / package).rglob("*.py"))
    }
    _NODES.update({tree: tuple(ast.walk(tree)) for tree in found.values()})
    gc.freeze()  # more than a million nodes stay to the end: no search for garbage need go through them
    return found


def walk(tree: ast.AST) -> Iterable[ast.AST]:
    """As `ast.walk`; of a module of the product without looking for its nodes again."""
    return _NODES.get(tree) or ast.walk(tree)
