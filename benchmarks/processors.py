"""One machine for several: `python benchmarks/processors.py [--only NAME ...] [TESTS ...]`.

The tests marked `numeric` (tests/conftest.py says which those are) run once for each of the processors that torch, its
libraries, NumPy and OpenCV can be told to take this one for, with one thread and with two, and on one that no maker
builds (`tests/other_processor.py`), which rounds everything otherwise. onnxruntime listens to none of this; the
last moves what it gives too. Prints a row for each and the tests that fail; leaves with 1 if one did.

TESTS are files or folders, by default `tests/engine`. All rows together take about an hour on two cores.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Processor:
    """What the environment says, and what pytest is told beside it."""

    environment: dict[str, str] = field(default_factory=dict)
    options: tuple[str, ...] = ()


def like(torch: str, onednn: str, mkl: str, blas: str, numpy_without: str, opencv_without: str) -> Processor:
    """A processor of one generation, to every library that can be told."""
    return Processor(
        {
            "ATEN_CPU_CAPABILITY": torch,
            "ONEDNN_MAX_CPU_ISA": onednn,
            "MKL_CBWR": mkl,
            "OPENBLAS_CORETYPE": blas,
            "NPY_DISABLE_CPU_FEATURES": numpy_without,
            "OPENCV_CPU_DISABLE": opencv_without,
        }
    )


def processors() -> dict[str, Processor]:
    """By name; those of later generations than this machine's are what it is."""
    return {
        "as it is": Processor(),
        "sse": like(
            "default", "SSE41", "COMPATIBLE", "Nehalem", numpy_above(1), "AVX512-SKX,AVX2,FP16,AVX,SSE4.2,SSE4.1"
        ),
        "avx": like("default", "AVX", "AVX", "Sandybridge", numpy_above(1), "AVX512-SKX,AVX2,FP16"),
        "avx2": like("avx2", "AVX2", "AVX2", "Haswell", numpy_above(3), "AVX512-SKX"),
        "avx512": like("avx512", "AVX512_CORE", "AVX512", "SkylakeX", "", ""),
        "mixed": like("default", "AVX512_CORE_BF16", "AVX2", "Zen", numpy_above(3), "AVX512-SKX,AVX2"),
        "two threads": Processor(dict.fromkeys(_THREADS, "2")),
        "another": Processor({}, ("-p", "tests.other_processor")),
    }


def numpy_above(generation: int) -> str:
    """What NumPy may use here beyond a generation of x86-64 (1 to 4), which it can be told to do without."""
    code = (
        "from numpy._core import _multiarray_umath as it\n"
        "print(*(name for name in it.__cpu_dispatch__ if it.__cpu_features__.get(name)))"
    )
    names = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    later = {"X86_V3": 3, "AVX2": 3, "FMA3": 3}
    return " ".join(name for name in names if later.get(name, 4) > generation)


def run(processor: Processor, tests: list[str]) -> tuple[str, list[str]]:
    """The last line that pytest says, and the tests that fail."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-m", "numeric and not slow", *processor.options, *tests],
        cwd=ROOT, env={**os.environ, **dict.fromkeys(_THREADS, "1"), **processor.environment},
        capture_output=True, text=True,
    )  # fmt: skip
    lines = done.stdout.splitlines()
    failed = [line.split(" ")[1] for line in lines if line.startswith(("FAILED ", "ERROR "))]
    told = next((line for line in reversed(lines) if re.search(r"\d+ (passed|failed|error)", line)), "")
    if done.returncode not in (0, 1) or not told:
        return (done.stdout + done.stderr)[-2000:], failed or ["pytest itself"]
    return told, failed


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    known = processors()
    parser.add_argument("--only", nargs="+", choices=list(known), default=list(known))
    parser.add_argument("tests", nargs="*", metavar="TESTS", default=["tests/engine"])
    asked = parser.parse_args()
    wrong = 0
    for name in asked.only:
        begun = time.monotonic()
        told, failed = run(known[name], asked.tests)
        wrong += len(failed)
        print(
            f"{name:12}  {'FAILED' if failed else 'passed':6}  {told}  ({time.monotonic() - begun:.0f} s)", flush=True
        )
        for test in failed:
            print(f"{'':14}{test}", flush=True)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
