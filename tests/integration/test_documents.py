"""What the documents name is there: files, folders, classes and functions of the tree, commands and their options."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from gan_engine.cli import build

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("gan_engine", "studio", "resources")
PAGES = ("README.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md"))))


@cache
def tree() -> frozenset[str]:
    """Every file and folder of the product and its tests, as it may be called: with and without what leads to it."""
    found = set()
    for package in (*PACKAGES, "tests", "benchmarks", "docs"):
        for path in (ROOT / package, *(ROOT / package).rglob("*")):
            parts = path.relative_to(ROOT).parts
            found |= {"/".join(parts[start:]) for start in range(len(parts))}
    return frozenset(found | {path.name for path in ROOT.iterdir()})


@cache
def defined() -> frozenset[str]:
    """Every class, function and module of the product, and every name that is given a value."""
    found = set()
    for package in PACKAGES:
        for path in (ROOT / package).rglob("*.py"):
            found |= {path.stem}
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
                    found.add(node.name)
                elif isinstance(node, ast.AnnAssign | ast.Assign):
                    targets = [node.target] if isinstance(node, ast.AnnAssign) else node.targets
                    found |= {target.id for target in targets if isinstance(target, ast.Name)}
    return frozenset(found)


def spans(page: str) -> list[str]:
    """What stands in backticks, outside blocks of code."""
    text = re.sub(r"```.*?```", "", (ROOT / page).read_text("utf-8"), flags=re.DOTALL)
    return re.findall(r"`([^`\n]+)`", text)


@pytest.mark.parametrize("page", PAGES)
def test_files_that_a_page_names_are_there(page: str) -> None:
    called = [
        span
        for span in spans(page)
        if re.fullmatch(r"[\w./-]+\.py|(gan_engine|studio|resources|tests|benchmarks)/[\w./-]*", span)
    ]
    assert [span for span in called if span.rstrip("/") not in tree()] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_of_a_page_lead_somewhere(page: str) -> None:
    text = (ROOT / page).read_text("utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", text):
        if "://" not in target:
            assert ((ROOT / page).parent / target).exists(), target
    for target, anchor in re.findall(r"\]\(([^)#\s]*)#([^)]+)\)", text):
        other = (ROOT / page).parent / target if target else ROOT / page
        headings = re.findall(r"^#+ (.+)$", other.read_text("utf-8"), re.MULTILINE)
        assert anchor in {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def test_what_the_house_is_said_to_have_it_has() -> None:
    """Classes, decorators, functions and methods named in ARCHITECTURE."""
    for span in spans("docs/ARCHITECTURE.md"):
        if re.fullmatch(r"@?[A-Z][A-Za-z0-9]+(\.\w+)*(\(\))?|@?\w+\(\)|@\w+(ed)?", span):
            for name in span.strip("@()").split("."):
                assert name in defined() or name.removesuffix("ed") in defined(), span


@pytest.mark.parametrize("page", PAGES)
def test_commands_of_a_page_are_taken(page: str) -> None:
    """`gan-engine COMMAND --option`: the command exists, and has the option."""
    commands = get_command(build()).commands  # type: ignore[attr-defined]
    text = (ROOT / page).read_text("utf-8")
    for line in re.findall(r"gan-engine ([a-z][^`\n]*)", text):
        command, *rest = re.split(r"\s+", re.split(r"\s#|[();,]", line)[0].strip())
        if command not in commands and not any(word.startswith("-") for word in rest):
            assert command in ("has", "does", "and", "to", "is"), line  # the program spoken of, not a command
            continue
        known = {
            option for parameter in commands[command].params for option in (*parameter.opts, *parameter.secondary_opts)
        }
        assert {word.partition("=")[0].rstrip(".:") for word in rest if word.startswith("--")} <= known | {"--help"}, (
            line
        )
