"""A short random use of the real window, bad input among it: the long one is `python benchmarks/random_use.py`."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "benchmarks" / "random_use.py"


@pytest.mark.parametrize("seed", [3])
def test_random_use_meets_no_fault(seed: int) -> None:
    command = [sys.executable, str(SCRIPT), "--actions", "60", "--seed", str(seed), "--kept", "40", "--log"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(SCRIPT.parents[1])}
    done = subprocess.run(command, capture_output=True, text=True, timeout=380, env=environment)
    told = done.stdout[done.stdout.rfind("actions in") :]
    assert "faults: 0\n" in told, told[told.find("faults:") :][:6000] + done.stderr[-3000:]
    exercised = re.search(r"exercised: (\d+) of", told)
    assert exercised is not None
    assert int(exercised[1]) > 10
    assert "temporary files: 0 -> 0" in told
