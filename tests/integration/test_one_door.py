"""Files are changed through `gan_engine.door` and `gan_engine.atomic` alone, and everybody says in which folder."""

from __future__ import annotations

import ast
from collections.abc import Iterator

import pytest

from tests.integration.source_tree import modules, walk

DOORS = {"gan_engine/door.py", "gan_engine/atomic.py"}

EXCEPTIONS = {
    # module: which of them it may call, and why
    "gan_engine/cli/training.py": {"FileHandler"},  # the log of a run, at a place that the door has let pass
    "gan_engine/dataset/writing.py": {"ZipFile"},  # into a file that the door has opened
    "gan_engine/interchange/exports/openraster.py": {"ZipFile"},  # likewise
    "gan_engine/interchange/video.py": {"open"},  # likewise
    "gan_engine/training/rank_processes.py": {"TemporaryDirectory"},  # where ranks meet, gone with the block
    "gan_engine/service/measures.py": {"TemporaryDirectory"},  # the system's own, gone with the block
    "studio/app.py": {"RotatingFileHandler", "open"},  # logs in the user's log folder
    "studio/explorer/drag_out.py": {"TemporaryDirectory"},
    "resources/translations/renew.py": {"write_text"},  # run in a checkout, by who works on it
    "gan_engine/connections.py": {"connect"},  # at places that the door has let pass
    "studio/tour.py": {"TemporaryDirectory"},
}

CHANGING = {
    "FileHandler", "FileLock", "NamedTemporaryFile", "QSaveFile", "RotatingFileHandler", "SoftFileLock",
    "TemporaryDirectory", "TemporaryFile", "UnixFileLock", "WindowsFileLock", "chmod", "connect_database", "copy",
    "copy2", "copyfile", "copytree", "hardlink_to", "link", "makedirs", "mkdir", "mkdtemp", "mkstemp", "move",
    "remove", "removedirs", "rename", "renames", "rmdir", "rmtree", "send2trash", "symlink", "symlink_to", "touch",
    "truncate", "unlink", "write_bytes", "write_text",
}  # fmt: skip
OF_MODULES = {"copy", "connect", "link", "makedirs", "move", "remove", "rename", "symlink", "truncate"}
"""Names so usual that they count only where they are asked of one of these modules, or have one argument (`rename`)."""
MODULES = {"os", "shutil", "sqlite3"}
ROOTED = {
    "append", "make_folder", "sweep", "write_bytes", "write_json", "write_png", "write_sheet", "writing",
    "writing_folder",
}  # fmt: skip


def changes(tree: ast.AST) -> Iterator[str]:
    """What in a module changes files by itself, or through the door without saying in which folder."""
    for node in walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module in ("os", "shutil", "send2trash", "filelock", "tempfile"):
            yield from (alias.name for alias in node.names if alias.name in CHANGING)
        if isinstance(node, ast.ClassDef):
            bases = [getattr(base, "attr", getattr(base, "id", "")) for base in node.bases]
            yield from (base for base in bases if base in CHANGING)
        if not isinstance(node, ast.Call):
            continue
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        owner = of.id if isinstance(of, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        keywords = {keyword.arg for keyword in node.keywords}
        if owner == "door":
            continue
        if owner == "atomic" or (not owner and name in ("write_png", "write_sheet")):
            if name in ROOTED and "root" not in keywords:
                yield f"{name} without root"
        elif name == "open" and owner == "os":
            yield name
        elif name in ("open", "ZipFile", "TarFile"):
            is_method = name == "open" and of is not None and owner not in ("io", "av")
            if _writes(node, at=0 if is_method else 1, known=is_method):
                yield name
        elif name == "connect":
            if owner == "sqlite3":
                yield name
        elif name == "replace":
            if owner == "os" or (of is not None and len(node.args) == 1 and not keywords):
                yield name
        elif name in OF_MODULES:
            if owner in MODULES or (name == "rename" and of is not None and len(node.args) == 1):
                yield name
        elif name in CHANGING:
            yield name


def _writes(call: ast.Call, at: int, *, known: bool) -> bool:
    """Whether a mode is given, as the argument `at` or by name, that is more than reading; one that is worked out
    counts unless it must be `known` (`Session.open(path)`)."""
    mode: ast.expr | None = call.args[at] if len(call.args) > at else None
    mode = next((keyword.value for keyword in call.keywords if keyword.arg == "mode"), mode)
    if isinstance(mode, ast.Constant):
        return isinstance(mode.value, str) and len(mode.value) <= 3 and bool(set(mode.value) & set("wax+"))
    return mode is not None and not known


def test_nobody_goes_around_the_door() -> None:
    found = {
        module: set(changes(tree)) - EXCEPTIONS.get(module, set())
        for module, tree in modules().items()
        if module not in DOORS
    }
    assert {module: names for module, names in found.items() if names} == {}


TRUSTED = {
    # module: what it reads by itself, and why
    "gan_engine/downloads.py": {"open"},  # what was fetched and checked, in the user's own folder
    "gan_engine/interchange/video.py": {"open"},  # what it writes
    "gan_engine/metrics/inception.py": {"load"},  # weights, fetched and checked
    "gan_engine/metrics/lite0.py": {"load"},  # weights that come with a package
    "gan_engine/sample_art.py": {"open"},  # this and what follows is the program's own
    "gan_engine/service/server.py": {"open"},
    "gan_engine/training/forecast/known_costs.py": {"read_bytes"},
    "resources/translations/words.py": {"read_text"},  # the sources, in a checkout
    "studio/app.py": {"open"},  # the log of crashes, which it writes
    "studio/engine_words.py": {"read_text"},
    "studio/help/about.py": {"read_text"},
    "studio/help/guide.py": {"read_text"},
    "studio/icons.py": {"read_text"},
    "studio/theme.py": {"read_text"},
}


def readings(tree: ast.AST) -> Iterator[str]:
    """What in a module opens files to read them without the door: pipes and devices would be waited for."""
    for node in walk(tree):
        if not isinstance(node, ast.Call):
            continue
        of = node.func.value if isinstance(node.func, ast.Attribute) else None
        owner = of.id if isinstance(of, ast.Name) else ""
        name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        first = node.args[0] if node.args else None
        is_mode = isinstance(first, ast.Constant) and isinstance(first.value, str)
        is_open = isinstance(first, ast.Name) and first.id == "file"
        if name in ("read_text", "read_bytes"):
            if of is not None and not node.args:
                yield name
        elif name == "open":
            if of is None or owner in ("io", "av") or is_mode:
                yield name
        elif name == "load" and owner in ("np", "torch") and not is_open:
            yield name


def test_nobody_reads_around_the_door() -> None:
    found = {module: set(readings(tree)) for module, tree in modules().items()}
    assert {module: names for module, names in found.items() if names and module not in DOORS} == TRUSTED


@pytest.mark.parametrize("sin", ["open(path)", "open(path, 'rb')", "path.open('rb')", "path.read_bytes()",
                                 "path.read_text(encoding='utf-8')", "np.load(path)", "io.open(path)"])  # fmt: skip
def test_reading_around_it_is_seen(sin: str) -> None:
    assert list(readings(ast.parse(sin)))


def test_no_exception_is_left_that_nobody_needs() -> None:
    trees = modules()
    needed = {module: set(changes(trees[module])) & names for module, names in EXCEPTIONS.items() if module in trees}
    assert needed == {module: names for module, names in EXCEPTIONS.items() if module in needed}


@pytest.mark.parametrize(
    "sin",
    [
        "path.unlink()",
        "path.unlink(missing_ok=True)",
        "shutil.rmtree(folder, ignore_errors=True)",
        "from shutil import rmtree",
        "os.remove(path)",
        "os.replace(one, two)",
        "temporary.replace(path)",
        "path.rename(other)",
        "path.rmdir()",
        "path.mkdir(exist_ok=True)",
        "os.makedirs(path)",
        "path.write_text('x')",
        "path.write_bytes(data)",
        "path.touch()",
        "open(path, 'ab')",
        "open(path, mode='w')",
        "open(path, mode)",
        "path.open('x')",
        "os.open(path, flags)",
        "zipfile.ZipFile(path, 'w')",
        "send2trash.send2trash(path)",
        "from send2trash import send2trash",
        "FileLock(path)",
        "sqlite3.connect(path)",
        "shutil.move(one, two)",
        "shutil.copyfile(one, two)",
        "logging.FileHandler(path)",
        "class Log(logging.FileHandler): ...",
        "atomic.write_json(path, value)",
        "atomic.sweep(folder)",
        "write_png(path, picture)",
    ],
)
def test_going_around_it_is_seen(sin: str) -> None:
    assert list(changes(ast.parse(f"def sinner():\n    {sin}\n")))


@pytest.mark.parametrize(
    "virtue",
    [
        "open(path)",
        "open(path, 'rb')",
        "path.open()",
        "zipfile.ZipFile(file)",
        "text.replace('a', 'b')",
        "dataclasses.replace(state, status='x')",
        "shelf.rename(id_, name)",
        "rows.copy()",
        "found.remove(one)",
        "signal.connect(slot)",
        "door.remove_file(path, root=root)",
        "atomic.write_json(path, value, root=root)",
    ],
)
def test_what_changes_no_file_is_left_in_peace(virtue: str) -> None:
    assert not list(changes(ast.parse(f"def worker():\n    {virtue}\n")))
