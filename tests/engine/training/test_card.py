"""`benchmarks/card.py` on a machine that has torch and numpy alone: its way through, on the processor."""

from __future__ import annotations

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[3]
SCRIPT = ROOT / "benchmarks" / "card.py"

ALONE = """
import runpy, sys
allowed, script = set(sys.argv[1].split(",")), sys.argv[2]

class Only:
    def __init__(self, finder):
        self.finder = finder

    def find_spec(self, name, path=None, target=None):
        top = name.partition(".")[0]
        there = top in allowed or top in sys.stdlib_module_names or top.startswith("_")
        return self.finder.find_spec(name, path, target) if there else None

sys.meta_path[:] = [Only(finder) for finder in sys.meta_path]
sys.argv = [script, *sys.argv[3:]]
runpy.run_path(script, run_name="__main__")
"""


def brought_by(*names: str) -> set[str]:
    """The modules that installing these packages brings."""
    wanted, seen, modules = list(names), set(), set()
    owners = importlib.metadata.packages_distributions()
    while wanted:
        name = wanted.pop()
        key = re.sub(r"[-_.]+", "-", name).lower()
        if key in seen:
            continue
        seen.add(key)
        try:
            required = importlib.metadata.requires(name) or []
        except importlib.metadata.PackageNotFoundError:
            continue
        modules |= {
            module for module, packages in owners.items()
            if any(re.sub(r"[-_.]+", "-", each).lower() == key for each in packages)
        }  # fmt: skip
        for line in required:
            requirement = Requirement(line)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                wanted.append(requirement.name)
    return modules


def measured(minutes: int) -> str:
    """What it says of the processor in so many minutes, with torch and numpy alone."""
    own = {path.name.removesuffix(".py") for path in (*ROOT.iterdir(), *SCRIPT.parent.glob("*.py"))}
    allowed = ",".join(brought_by("torch", "numpy") | own)
    words = [sys.executable, "-c", ALONE, allowed, str(SCRIPT), "--device", "cpu", "--tiny", "--minutes", f"{minutes}"]
    done = subprocess.run(words, capture_output=True, text=True, check=False, cwd=SCRIPT.parent)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.slow  # a dozen trainings; that it begins with torch and numpy alone is tried below
def test_it_goes_all_the_way_with_torch_and_numpy_alone() -> None:
    said = measured(30)
    rows = [line for line in said.splitlines() if line.startswith("| ")]
    assert "failed" not in said
    assert "not measured" not in said
    for what in (
        "StyleGAN2-ADA |",
        "FastGAN |",
        "numerics",
        "exact resume",
        "a design",
        "torch.compile",
        "channels_last",
    ):
        assert any(what in row for row in rows), what
    assert re.search(r"exact resume \| 32 \| bf16 \| the same bits \(twice alike\); the same bits \(resumed\)", said)
    assert re.search(r"Memory for half a batch .* goes on in 2 parts", said)


def test_what_no_time_is_left_for_is_said_to_be_missing() -> None:
    rows = [line for line in measured(0).splitlines() if line.startswith("| ")][2:]
    assert rows
    assert all("not measured: no time was left" in row for row in rows)
