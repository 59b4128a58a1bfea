"""What libraries read is settled before any is loaded, in whatever way somebody comes in."""

from __future__ import annotations

import ast
import os
import subprocess
import sys

import pytest

from gan_engine import environment, heap
from gan_engine.runs.processes import engine_environment

_FIRST_LOADED = """
import importlib, os, sys
names = sys.argv[2].split(",")
def look(event, arguments):
    if event == "import" and arguments[0] in {"torch", "onnxruntime", "numpy", "cv2", "scipy", "rembg"}:
        assert all(name in os.environ for name in names), arguments[0]
sys.addaudithook(look)
importlib.import_module(sys.argv[1])
print([os.environ.get(name) for name in names])
"""
ALL = environment.SILENT | environment.THREADS


def begun(module: str, **variables: str) -> dict[str, str]:
    """What the environment is once `module` has been imported by a fresh Python."""
    bare = {name: value for name, value in os.environ.items() if name not in ALL}
    command = [sys.executable, "-c", _FIRST_LOADED, module, ",".join(ALL)]
    done = subprocess.run(command, env=bare | variables, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stderr
    return dict(zip(ALL, ast.literal_eval(done.stdout), strict=True))


@pytest.mark.parametrize(
    "module",
    [
        "gan_engine",
        "gan_engine.cli",
        "gan_engine.__main__",
        "gan_engine.curation.backgrounds.models",
        "studio",
        "studio.__main__",
    ],
)
def test_it_is_settled_before_anything_else_is_loaded(module: str) -> None:
    found = begun(module)
    assert found == ALL
    assert (found["ORT_DISABLE_TELEMETRY"], found["OMP_WAIT_POLICY"]) == ("1", "PASSIVE")


def test_what_was_set_on_purpose_stays_but_nothing_is_ever_sent() -> None:
    found = begun("gan_engine", OMP_WAIT_POLICY="ACTIVE", OPENBLAS_THREAD_TIMEOUT="20", ORT_DISABLE_TELEMETRY="0")
    wished = {"OMP_WAIT_POLICY": "ACTIVE", "GOMP_SPINCOUNT": None, "OPENBLAS_THREAD_TIMEOUT": "20"}
    assert found == ALL | wished


@pytest.mark.parametrize("own", ["GOMP_SPINCOUNT", "KMP_BLOCKTIME"])
def test_who_sets_the_waiting_of_one_openmp_has_chosen_it(own: str) -> None:
    found = {own: "100"}
    environment.settle(found)
    assert "OMP_WAIT_POLICY" not in found
    assert found["OPENBLAS_THREAD_TIMEOUT"] == "4"
    once = dict(found)
    environment.settle(found)
    assert found == once


_STEPS = """
import ctypes, resource
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
def step():
    held = [libc.malloc(3_000_000) for _ in range(60)]
    for at in held:
        libc.memset(at, 1, 3_000_000)
    for at in held:
        libc.free(at)
step()
step()
before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
for _ in range(4):
    step()
print(resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before)
"""


@pytest.mark.skipif(heap._library() is None, reason="of glibc alone")
def test_a_process_that_makes_steps_holds_their_memory_between_them() -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("GLIBC_", "MALLOC_"))}

    def pages_asked_for(given: dict[str, str]) -> int:
        command = [sys.executable, "-c", _STEPS]
        return int(subprocess.run(command, env=given, capture_output=True, text=True, check=True, timeout=60).stdout)

    assert pages_asked_for(environment.for_steps(bare)) < 100 < pages_asked_for(bare)


def test_who_has_set_how_memory_is_held_has_chosen() -> None:
    assert environment.for_steps({"GLIBC_TUNABLES": "glibc.malloc.check=3"}) == {
        "GLIBC_TUNABLES": "glibc.malloc.check=3"
    }
    assert environment.for_steps({"MALLOC_ARENA_MAX": "1"}) == {"MALLOC_ARENA_MAX": "1"}
    other = environment.for_steps({"GLIBC_TUNABLES": "glibc.pthread.rseq=0"})["GLIBC_TUNABLES"]
    assert other.startswith("glibc.pthread.rseq=0:glibc.malloc.hugetlb=1:")


def test_every_process_of_the_engine_that_works_alone_makes_steps_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(("GLIBC_", "MALLOC_"))]:
        monkeypatch.delenv(name)
    assert engine_environment()["GLIBC_TUNABLES"] == environment.for_steps({})["GLIBC_TUNABLES"]
