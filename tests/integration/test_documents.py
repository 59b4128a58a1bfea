"""What the documents name is there: files, folders, classes and functions of the tree, commands and their options."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest
from typer.main import get_command

from gan_engine.cli import build
from tests.integration.source_tree import PACKAGES, ROOT, modules, walk

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
    for module, code in modules().items():
        found.add(Path(module).stem)
        for node in walk(code):
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
        spoken = commands[command]
        while rest and rest[0] in getattr(spoken, "commands", {}):  # a command of a group: "queue add"
            spoken = spoken.commands[rest.pop(0)]
        known = {option for parameter in spoken.params for option in (*parameter.opts, *parameter.secondary_opts)}
        assert {word.partition("=")[0].rstrip(".:") for word in rest if word.startswith("--")} <= known | {"--help"}, (
            line
        )


def table(page: str, heading: str) -> list[list[str]]:
    """The cells of the table under this row of headings."""
    text = (ROOT / page).read_text("utf-8")
    found = re.search(rf"^{re.escape(heading)}\n\|[-|]+\|\n((?:\|.*\n)+)", text, re.MULTILINE)
    assert found is not None, heading
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in found[1].splitlines()]


def words_of(package: str) -> tuple[set[str], set[str]]:
    """The names in a package's code, and its strings without docstrings."""
    names: set[str] = set()
    strings: set[str] = set()
    for module, code in modules().items():
        if not module.startswith(f"{package}/"):
            continue
        names.add(Path(module).stem)
        silent = {id(node.value) for node in walk(code) if isinstance(node, ast.Expr)}
        for node in walk(code):
            for field in ("id", "attr", "arg", "name"):
                if isinstance(name := getattr(node, field, None), str):
                    names.add(name)
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in silent:
                strings.add(node.value)
    return names, strings


def test_the_glossary_joins_words_of_the_code_to_words_of_the_window() -> None:
    """What the engine has for forms (titles of settings, networks, measures) is said in the window too."""
    names, engine = words_of("gan_engine")
    _, studio = words_of("studio")
    said = engine | studio
    heard = "\n".join(said)
    for field, window, what in table("docs/ARCHITECTURE.md", "| Field | Window | What it is |"):
        assert field == "—" or field.strip("`") in names | engine, field
        assert re.search(rf"(?<!\w){re.escape(window)}(?!\w)", heard), window
        assert what


def test_a_folder_of_many_modules_has_a_reason() -> None:
    reasons = {cells[0].strip("`/"): cells[1] for cells in table("docs/ARCHITECTURE.md", "| Folder | Why |")}
    for package in (*PACKAGES, "tests", "benchmarks"):
        for folder in (ROOT / package, *(path for path in (ROOT / package).rglob("*") if path.is_dir())):
            count = len([path for path in folder.glob("*.py") if path.name != "__init__.py"])
            name = folder.relative_to(ROOT).as_posix()
            assert count <= 20 or reasons.get(name), f"{name} holds {count} modules"
            assert name not in reasons or count > 18, f"{name} holds only {count} modules"


def test_every_package_is_on_the_map() -> None:
    """The drawing at the head of ARCHITECTURE names each room, and no room that is not there."""
    drawing = (ROOT / "docs/ARCHITECTURE.md").read_text("utf-8").split("```")[1]
    for package in ("gan_engine", "studio"):
        for path in (ROOT / package).rglob("__init__.py"):
            name = path.parent.name
            assert re.search(rf"\b{name}\b", drawing), name
    there = {path.name for package in PACKAGES for path in (ROOT / package).rglob("*") if path.is_dir()}
    drawn = set(re.findall(r"(\w+)/", drawing))
    assert drawn - there - set(PACKAGES) == set()
