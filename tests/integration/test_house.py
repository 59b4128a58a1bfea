"""The rules of the house, held by machines: style, types, who may import whom, nothing private in the tree."""

from __future__ import annotations

import ast
import contextlib
import json
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Self

import pytest

from tests.integration.source_tree import PACKAGES, ROOT, modules, walk

TEXT = {".py", ".toml", ".md", ".txt", ".spec", ".qss", ".json", ""}


def run(*command: str | Path, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([str(part) for part in command], cwd=cwd, capture_output=True, text=True, timeout=600)


def tracked() -> list[Path]:
    listed = run("git", "ls-files", "-z").stdout
    assert "launch.py" in listed.split("\0"), "without git nobody knows what is committed"
    return [ROOT / name for name in listed.split("\0") if name]


@pytest.mark.parametrize("arguments", [("check",), ("format", "--check")], ids=["lint", "format"])
def test_ruff_is_clean(arguments: tuple[str, ...]) -> None:
    done = run(sys.executable, "-m", "ruff", *arguments, ".")
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.timeout(600)
def test_mypy_is_clean() -> None:
    done = run(sys.executable, "-m", "mypy")
    assert done.returncode == 0, done.stdout + done.stderr


_LINT = """
import contextlib, io, json, sys
sys.path.insert(0, "")
from importlinter.cli import lint_imports
while sys.stdin.readline():
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        failed = lint_imports(cache_dir=sys.argv[1], no_cache=not sys.argv[1])
    print(json.dumps([failed, said.getvalue()]), flush=True)
"""


class Linter:
    """The import linter on the house below `root`: a process that starts once and then reads what has changed."""

    def __init__(self, root: Path, cache: Path | str = "") -> None:
        command = [sys.executable, "-P", "-c", _LINT, str(cache)]
        self.process = subprocess.Popen(command, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self) -> tuple[bool, str]:
        """Whether a contract is broken, and what the linter says."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write("again\n")
        self.process.stdin.flush()
        failed, said = json.loads(self.process.stdout.readline())
        return bool(failed), said

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.process.communicate(timeout=60)


def test_layers_hold() -> None:
    with Linter(ROOT) as linter:
        broken, said = linter.ask()
    assert not broken, said


# For each contract of pyproject.toml the imports that break it: (the module that sins, what it imports). Where a rule
# is for every workspace, each of them commits it once: a contract that does not see one of them would stay whole.
SCREENS = (
    "studio/curation/pages/statistics/page.py",
    "studio/training/monitor/page.py",
    "studio/explorer/design_panel.py",
    "studio/shelf/model.py",
)
SINS = {
    "The engine knows neither the studio nor Qt": [("gan_engine/pictures.py", "import PySide6.QtCore")],
    "The engine's layers point one way": [
        ("gan_engine/atomic.py", "import gan_engine.runs.events"),
        ("gan_engine/a_new_room.py", "import torch"),
    ],
    "Workspaces never import each other": [
        ("studio/curation/pages/statistics/page.py", "import studio.shelf.model"),
        ("studio/training/monitor/page.py", "import studio.curation.pages.page"),
        ("studio/explorer/design_panel.py", "import studio.training.run_words"),
        ("studio/shelf/model.py", "import studio.explorer.workspace"),
    ],
    "The studio's layers point one way": [
        ("studio/workers/jobs.py", "import studio.frame.toast"),
        ("studio/a_new_room.py", "import studio.window"),
    ],
    "The window takes only light rooms of the engine": [
        *((screen, "import gan_engine.training.state") for screen in SCREENS),
        ("studio/workers/jobs.py", "import gan_engine.service.server"),
        ("studio/project/project.py", "import gan_engine.dataset.loader"),
        ("studio/window.py", "import gan_engine.networks.registry"),
    ],
    "Screens take only words and facts of the engine": [
        *((screen, "import gan_engine.curation.copies.duplicates") for screen in SCREENS),
        ("studio/frame/toast.py", "import gan_engine.runs.processes"),
        ("studio/welcome.py", "import gan_engine.curation.checks.decoding"),
    ],
    "The window's process imports no torch": [
        *((screen, "import torch") for screen in SCREENS),
        ("studio/workers/jobs.py", "import onnxruntime"),
        ("studio/project/project.py", "import rembg"),
        ("studio/workspaces.py", "import torchmetrics"),
        ("gan_engine/reporting.py", "import torch"),
    ],
    "Settings, runs, the manager, names and families' words hold no torch": [
        ("gan_engine/settings/configuration.py", "import torch"),
        ("gan_engine/manager/queue.py", "import gan_engine.networks.registry"),
        ("gan_engine/runs/history.py", "import gan_engine.networks.registry"),
        ("gan_engine/networks/descriptions/dcgan.py", "import gan_engine.networks.layers"),
    ],
    "The project knows no Qt": [("studio/project/project.py", "import PySide6.QtCore")],
}


def contracts() -> list[str]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text())
    return [contract["name"] for contract in settings["tool"]["importlinter"]["contracts"]]


def test_every_contract_has_its_sins() -> None:
    assert list(SINS) == contracts()


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the house to sin in."""
    copy = tmp_path_factory.mktemp("house")
    for package in PACKAGES:
        shutil.copytree(ROOT / package, copy / package, ignore=shutil.ignore_patterns("*.onnx", "*.otf"))
    shutil.copy(ROOT / "pyproject.toml", copy)
    return copy


@pytest.fixture(scope="module")
def linter(house: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Linter]:
    with Linter(house, tmp_path_factory.mktemp("graph")) as made:
        yield made


@contextlib.contextmanager
def committed(sins: Iterable[tuple[str, str]], house: Path) -> Iterator[None]:
    """Each module has its line at its end, for as long as the block lasts."""
    before: dict[Path, str | None] = {}
    try:
        for module, line in sins:
            sinner = house / module
            text = sinner.read_text() if sinner.exists() else None
            before.setdefault(sinner, text)
            sinner.write_text(f"{text or ''}\n{line}\n")
        yield
    finally:
        for sinner, text in before.items():
            sinner.unlink() if text is None else sinner.write_text(text)


def sections(said: str) -> dict[str, str]:
    """What the linter says of each broken contract, by its name."""
    parts = re.split(r"^(.+)\n-{3,}\n", said.partition("Broken contracts")[2], flags=re.MULTILINE)
    return {name: " ".join(words.split()) for name, words in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("where", ["at the top", "inside a function"])
def test_each_sin_is_seen_by_its_contract(where: str, house: Path, linter: Linter) -> None:
    """All at once, for the linter takes seconds; each has to be told of by the contract that is there for it."""
    head = "" if where == "at the top" else "def _late() -> None:\n    "
    sins = [(contract, *sin) for contract, each in SINS.items() for sin in each]
    with committed([(module, head + line) for _, module, line in sins], house):
        broken, said = linter.ask()
    assert broken
    told = sections(said)
    assert list(told) == list(SINS), said
    unseen = []
    for contract, module, line in sins:
        sinner, wanted = module.removesuffix(".py").replace("/", "."), line.split()[1]
        if not wanted.startswith(PACKAGES):
            wanted = wanted.partition(".")[0]  # of others the linter says no more
        words = "a_new_room" if "a_new_room" in sinner else f"{sinner} -> {wanted} (l."
        if words not in told[contract]:
            unseen.append(f"{contract}: {module}: {line}")
    assert unseen == [], said
    broken, said = linter.ask()
    assert not broken, f"the house is whole again: {said}"


ACYCLIC = ("gan_engine", "studio")
"""Packages whose files form no circle of imports, not inside functions nor for types alone either."""

_FIND_CIRCLE = """
import graphlib, sys
sys.path.insert(0, "")
import grimp
graph = grimp.build_graph(sys.argv[1], cache_dir=None)
imports = {module: graph.find_modules_directly_imported_by(module) for module in graph.modules}
try:
    graphlib.TopologicalSorter(imports).prepare()
except graphlib.CycleError as error:
    sys.exit(" is imported by ".join(error.args[1]))
"""


def find_circle(package: str, cwd: Path) -> str:
    """A circle of imports between files of `package` below `cwd`, in words; empty where there is none."""
    done = run(sys.executable, "-P", "-c", _FIND_CIRCLE, package, cwd=cwd)
    assert "Traceback" not in done.stderr, done.stderr
    return done.stderr.strip()


@pytest.mark.parametrize("package", ACYCLIC)
def test_no_files_import_each_other_in_a_circle(package: str) -> None:
    assert find_circle(package, ROOT) == ""


@pytest.mark.parametrize("how", ["at the top", "inside a function", "for types alone"])
@pytest.mark.parametrize("package", ACYCLIC)
def test_a_circle_of_imports_is_seen(package: str, how: str, house: Path) -> None:
    one, other = house / package / "one_half.py", house / package / "other_half.py"
    before = {
        "at the top": "",
        "inside a function": "def _late() -> None:\n    ",
        "for types alone": "from typing import TYPE_CHECKING\n\nif TYPE_CHECKING:\n    ",
    }
    try:
        one.write_text(f"import {package}.other_half\n")
        other.write_text(f"{before[how]}from {package} import one_half\n")
        found = find_circle(package, house)
    finally:
        one.unlink()
        other.unlink(missing_ok=True)
    assert f"{package}.one_half" in found
    assert f"{package}.other_half" in found


WORDS = {
    "turn": "context, or step",
    "turns": "contexts, or steps",
    "average": "generator_ema, or w_avg",
    "averaged": "generator_ema",
    "deviation": "minibatch_stddev",
    "likeness_group": "mbstd_group_size",
    "squared_slopes": "squared_grad_norm",
    "examine": "logits_and_features",
    "settle": "fix_weights, choose or decide: the environment alone is settled",
    "settled": "fixed, chosen or decided",
    "settling": "fixing, choosing or deciding",
    "place": "path, index, position or offset",
    "places": "paths, indices, positions or offsets",
    "desk": "open_models",
    "judge": "discriminator, or classifier",
}
"""What the code of the engine's training, networks and requests said before it took the field's words."""


def defined_names(tree: ast.AST) -> Iterator[str]:
    """What a module names: functions, classes, parameters, variables and attributes that it sets."""
    for node in walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                yield name


@pytest.mark.parametrize("room", ["networks", "training", "service", "runs", "latent", "experiments"])
def test_the_engine_says_the_fields_words(room: str) -> None:
    said = {
        f"{module}: {name}: {WORDS[name.strip('_').lower()]}"
        for module, tree in modules().items()
        if module.startswith(f"gan_engine/{room}/")
        for name in defined_names(tree)
        if name.strip("_").lower() in WORDS
    }
    assert said == set()


def test_only_the_environment_is_settled() -> None:
    settles = {
        module
        for module, tree in modules().items()
        if module.startswith("gan_engine/") and "settle" in defined_names(tree)
    }
    assert settles == {"gan_engine/environment.py"}


def calls_by_name(tree: ast.AST) -> Iterator[ast.Call]:
    """Where something is imported by its name, which no contract can follow."""
    for node in walk(tree):
        if isinstance(node, ast.Call):
            called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            builtin = isinstance(node.func, ast.Name) and called in ("exec", "eval")
            if builtin or called in ("import_module", "__import__", "run_module", "run_path"):
                yield node


def test_only_workspaces_and_families_are_imported_by_name() -> None:
    """The contracts see imports that are written as such; the exceptions load workspaces and what families of networks
    say of themselves, which are sources in the contracts, and, where there is torch, the families' networks."""
    exceptions = {"studio/workspaces.py", "gan_engine/networks/families.py", "gan_engine/networks/registry.py"}
    assert {module for module, tree in modules().items() if any(calls_by_name(tree))} == exceptions
    for code in ("importlib.import_module('torch')", "__import__('torch')", "runpy.run_module('studio.shelf')"):
        assert any(calls_by_name(ast.parse(code))), code


@cache
def names_in(path: Path) -> set[str]:
    """What can be imported from a file: what it defines, names and imports itself."""
    found: set[str] = set()
    known = modules().get(path.relative_to(ROOT).as_posix())
    for node in walk(known or ast.parse(path.read_bytes())):
        match node:
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                found.add(node.name)
            case ast.Import() | ast.ImportFrom():
                found |= {alias.asname or alias.name for alias in node.names}
            case ast.Name(ctx=ast.Store()):
                found.add(node.id)
    return found


def test_benchmarks_import_what_is_there() -> None:
    """No test runs them: a renamed class would be missed only by whoever measures."""
    astray = []
    for path in (ROOT / "benchmarks").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in (*PACKAGES, "tests"):
                place = ROOT.joinpath(*node.module.split("."))
                file = place.with_suffix(".py") if not place.is_dir() else place / "__init__.py"
                there = names_in(file) if file.is_file() else set()
                there |= {child.stem for child in place.glob("*")}
                astray += [f"{path.name}: {node.module}.{a.name}" for a in node.names if a.name not in there]
    assert astray == []


def test_every_module_says_in_its_first_line_what_it_holds() -> None:
    silent = []
    for module, tree in modules().items():
        first, _, _ = (ast.get_docstring(tree) or "").partition("\n")
        if not first.endswith(".") or "?" in first:  # a statement, whole in one line
            silent.append(f"{module}: {first}")
    assert silent == []


def test_nothing_private_is_committed() -> None:
    private = re.compile(r"/(?:home|root|Users)/\w+/|/work/|pypi\.org|files\.pythonhosted|deb\.debian|registry\.npmjs")
    found = []
    for path in tracked():
        if path.suffix in TEXT and path != Path(__file__).resolve() and path.is_file():
            text = path.read_text("utf-8")
            found += [f"{path.relative_to(ROOT)}: {hit.group()}" for hit in private.finditer(text)]
    assert found == []


def test_every_session_of_onnxruntime_waits_patiently() -> None:
    """Those that rembg makes too: it is given options."""
    known = 0
    for path in [one for package in PACKAGES for one in (ROOT / package).rglob("*.py")]:
        text = path.read_text("utf-8")
        patient = text.count("(*environment.PATIENT_SESSION)")
        assert text.count("SessionOptions(") == patient, path
        assert text.count("InferenceSession(") == text.count("InferenceSession(data, options, ") <= patient, path
        known += patient
    assert known == 2
