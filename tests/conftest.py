"""What every test stands on: its own home folder, one thread of torch, no network."""

from __future__ import annotations

import gc
import itertools
import os
import re
import shutil
import signal
import socket
from collections.abc import Callable, Generator, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from gan_engine import environment
from tests.full_disk import watched  # noqa: F401 - a fixture for whoever names it

# Read when torch and its libraries are first imported, in this process and in those it starts: tests run side by side.
os.environ.setdefault("OMP_NUM_THREADS", "1")
os.environ["LC_ALL"] = "C.UTF-8"  # the window speaks the language of the system, where there is a translation
environment.settle()

# No test hangs on how busy the machine is; and a folder that all examples of one test share is meant so.
settings.register_profile(
    "any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
settings.load_profile("any machine")

# Started in a shell's background a program ignores Ctrl+C, and so would all that it starts: tests that interrupt a
# command would wait for ever.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)


_NUMERIC = re.compile(r"^\s*(import|from) (av|cv2|numpy|onnxruntime|PIL|scipy|torch)\b", re.MULTILINE)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Whatever stands in a file that computes may hang on a processor's rounding: that is what `numeric` means."""
    computes: dict[Path, bool] = {}
    for item in items:
        if item.path not in computes:
            computes[item.path] = bool(_NUMERIC.search(item.path.read_text("utf-8")))
        if computes[item.path]:
            item.add_marker(pytest.mark.numeric)


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: no search for garbage need go through it again."""
    gc.collect()
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def home_of_all(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where processes that several tests share, and that are started before any of them, put what a user would have."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "shared-home"
    folder.mkdir(exist_ok=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("MAQUETTE_HOME", str(folder))
        yield folder


@pytest.fixture(scope="session")
def new_folder(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Makes a new folder whose name begins so. To number them pytest would look through all the thousands there are."""
    root, numbers = tmp_path_factory.mktemp("tests"), itertools.count()

    def make(name: str) -> Path:
        folder = root / f"{name}{next(numbers)}"
        folder.mkdir()
        return folder

    return make


_FOLDERS = pytest.StashKey[list[Path]]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    if report.failed:
        item.stash[_FOLDERS] = []
    return report


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    """When nothing of the test is left that could use them, its folders go, so that all of them together stay few."""
    yield
    for folder in item.stash.get(_FOLDERS, []):
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def own_folder(request: pytest.FixtureRequest, new_folder: Callable[[str], Path]) -> Callable[[str], Path]:
    """As `new_folder`, for as long as the test lasts; one that failed leaves it to be looked at."""

    def make(name: str) -> Path:
        folder = new_folder(name)
        request.node.stash.setdefault(_FOLDERS, []).append(folder)
        return folder

    return make


@pytest.fixture
def tmp_path(request: pytest.FixtureRequest, own_folder: Callable[[str], Path]) -> Path:
    """As pytest's own."""
    return own_folder(re.sub(r"\W", "_", request.node.name)[:30])


@pytest.fixture(autouse=True)
def home(own_folder: Callable[[str], Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings, logs and recent projects of the test go here, never to the user's own."""
    folder = own_folder("home")
    monkeypatch.setenv("MAQUETTE_HOME", str(folder))
    return folder


@pytest.fixture
def costs_known(home: Path, home_of_all: Path) -> Iterator[None]:
    """What trainings cost is known of earlier tests: to find it out for every recipe takes ten seconds."""
    ours, shared = home / "cache" / "costs.json", home_of_all / "cache" / "costs.json"
    for source, place in ((shared, ours), (ours, shared)):
        if source.is_file():
            place.parent.mkdir(exist_ok=True)
            fresh = place.with_suffix(f".{os.getpid()}")
            shutil.copyfile(source, fresh)
            fresh.replace(place)
        if place == ours:
            yield


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program works without a network; a test that reaches out fails."""
    connect = socket.socket.connect

    def refuse(self: socket.socket, address: object) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6):
            raise AssertionError(f"this test tried to reach {address}")
        connect(self, address)  # type: ignore[arg-type]

    monkeypatch.setattr(socket.socket, "connect", refuse)
