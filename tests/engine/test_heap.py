"""Memory that was freed goes back to the system, however many threads it was used on."""

from __future__ import annotations

import subprocess
import sys

import pytest

from gan_engine import heap

_MANY_THREADS = """
import sys, threading, psutil
from gan_engine import heap
import ctypes
together = sys.argv[1] == "together"
if together:
    heap.keep_together()
libc = ctypes.CDLL(None)
libc.malloc.restype = ctypes.c_void_p
libc.free.argtypes = [ctypes.c_void_p]
libc.memset.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_size_t]
barrier = threading.Barrier(8)
def work():
    held = []
    for number in range(400):
        at = libc.malloc(50_000)
        libc.memset(at, 1, 50_000)
        held.append(at)
    keep = held[-1]
    barrier.wait()
    for at in held[:-1]:
        libc.free(at)
threads = [threading.Thread(target=work) for _ in range(8)]
[thread.start() for thread in threads]
[thread.join() for thread in threads]
before = psutil.Process().memory_info().rss
heap.give_back()
print(before, psutil.Process().memory_info().rss)
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc alone")
@pytest.mark.parametrize("how", ["together", "apart"])
def test_what_many_threads_freed_is_given_back(how: str) -> None:
    if heap._library() is None:
        pytest.skip("another C library")
    done = subprocess.run([sys.executable, "-c", _MANY_THREADS, how], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert before - after > 60_000_000, "of 160 MB that were freed"


_A_NETWORK = """
import numpy as np, psutil
from gan_engine import heap
from gan_engine.curation.backgrounds import sessions
heap.keep_together()
picture = np.random.RandomState(0).randint(0, 256, (64, 64, 3)).astype(np.uint8)
once = sessions.find_figure("u2netp", picture)
before = psutil.Process().memory_info().rss
sessions.forget()
heap.give_back()
print(before, psutil.Process().memory_info().rss)
assert np.array_equal(once, sessions.find_figure("u2netp", picture))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="of glibc alone")
def test_a_network_that_finds_figures_gives_its_memory_back_when_it_is_let_go() -> None:
    if heap._library() is None:
        pytest.skip("another C library")
    done = subprocess.run([sys.executable, "-c", _A_NETWORK], capture_output=True, text=True, check=True)
    before, after = map(int, done.stdout.split())
    assert before - after > 200_000_000
