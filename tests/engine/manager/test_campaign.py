"""A small campaign of kills over a queue, with real trainings: `benchmarks/queue_campaign.py` makes the whole one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.skipif(sys.platform != "linux", reason="it fills another process's disk by its limit on files")
@pytest.mark.slow
@pytest.mark.timeout(900)
def test_three_kills_leave_every_training_as_undisturbed() -> None:
    command = [sys.executable, ROOT / "benchmarks" / "queue_campaign.py", "--kills", "3", "--jobs", "1", "--seed", "6"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "3 kills" in done.stdout
    assert "to the bit: yes" in done.stdout
