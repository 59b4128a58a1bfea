"""What docs/CONTRIBUTING.md says is so: files of its table have what they are named for, and its recipes work."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "CONTRIBUTING.md"
PACKAGES = ("gan_engine", "studio")

TRIED = {
    "A network": """
        from tests.engine.training.test_resume import test_every_family_resumes_exactly as resumes
        from gan_engine.networks.families import family_title
        from gan_engine.networks.registry import families, family
        assert "linear" in [each.name for each in families()]
        assert family_title("linear") == "Linear GAN"
        resumes(make_dataset(folder / "set.zip", count=12, size=16), folder, family("linear"))
    """,
    "A trick": """
        from tests.engine.training.test_resume import test_every_form_resumes_exactly as resumes
        from gan_engine.runs.history import history
        from tests.engine.training_support import run_training
        dataset = make_dataset(folder / "set.zip", count=12)
        resumes(dataset, folder, {"tricks": {"lecam": 0.1}})
        run = run_training(folder / "told", dataset, tricks={"lecam": 0.1}, kimg=0.02)
        assert history(run.path).latest("losses.lecam")
    """,
    "A measure": """
        import numpy as np
        from gan_engine.dataset.reading import open_dataset
        from gan_engine.metrics.designs import Designs
        from gan_engine.metrics.full_measure import Evaluation
        from tests.engine.metrics_support import Recited, tiny_lite0
        with tiny_lite0(), open_dataset(make_dataset(folder / "set.zip", count=110)) as dataset:
            same = np.stack([dataset.read(index) for index in range(110)])
            for pictures, low, high in ((same, 1, 1), (np.repeat(same[:2], 55, axis=0), 0, 0.9)):
                evaluation = Evaluation(["coverage"], dataset, samples=110, device="cpu")
                (found,) = evaluation.measure(Designs(Recited(pictures), seed=0))
                assert low <= found.value <= high, found
    """,
    "A page of Curate": """
        import time
        from PySide6.QtWidgets import QApplication, QLabel
        from studio import theme
        from studio.curation.workspace import CurateWorkspace
        from studio.settings import Settings, log_folder
        from studio.workers.workbench import Workbench
        from tests.studio.curation.test_curate_pages import test_every_page_there_is_has_what_the_workspace_needs_of_it
        from tests.studio.project_support import make_project
        def wait(until):
            end = time.monotonic() + 60
            while not until():
                app.processEvents()
                assert time.monotonic() < end
        test_every_page_there_is_has_what_the_workspace_needs_of_it()
        app = QApplication(["maquette"])
        theme.apply(app)
        workbench = Workbench(Settings(), log_folder=log_folder())
        workbench.adopt_project(make_project(folder / "Critters", 5, size=64))
        curate = CurateWorkspace(workbench)
        curate.show()
        wait(lambda: curate.context.counts.all == 5)
        curate.context.open_page("largest")
        wait(lambda: curate.filters.findChildren(QLabel)[0].text() == "The largest")
        assert len(curate.model.ids) == 5
        assert "largest" in curate.context.page_keys
        curate.close()
        assert workbench.close(5.0)
    """,
}


def section(title: str) -> str:
    found = re.search(rf"^### {re.escape(title)}\n(.*?)(?=^##|\Z)", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found is not None, title
    return found[1]


def follow(text: str, tree: Path) -> None:
    """Write the files and make the changes that a recipe shows."""
    for kind, path, body in re.findall(
        r"^```(python|diff)\n(?:#|---) (\S+)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE
    ):
        file = tree / path
        if kind == "python":
            file.parent.mkdir(exist_ok=True)
            file.write_text(body, encoding="utf-8")
            continue
        lines = body.splitlines(keepends=True)
        before = "".join(line[1:] for line in lines if line[0] == " ")
        after = "".join(line[1:] for line in lines)
        code = file.read_text("utf-8")
        assert code.count(before) == 1, f"{path} has other lines now than:\n{before}"
        file.write_text(code.replace(before, after), encoding="utf-8")


def test_there_is_a_recipe_for_each_that_is_tried() -> None:
    titles = re.findall(r"^### (.+)$", PAGE.read_text("utf-8"), re.MULTILINE)
    assert titles == list(TRIED)


@pytest.mark.parametrize("title", TRIED)
def test_a_recipe_works_as_it_stands(title: str, tmp_path: Path) -> None:
    tree, folder = tmp_path / "tree", tmp_path / "made"
    folder.mkdir()
    for package in PACKAGES:
        shutil.copytree(ROOT / package, tree / package, ignore=shutil.ignore_patterns("__pycache__"))
    follow(section(title), tree)
    lines = [line.removeprefix("        ") for line in TRIED[title].splitlines()]
    code = "\n".join(
        [
            "import sys",
            "from pathlib import Path",
            "import gan_engine",
            f"assert gan_engine.__file__.startswith({str(tree)!r}), gan_engine.__file__",
            "from tests.engine.dataset_support import make_dataset",
            f"folder = Path({str(folder)!r})",
            *lines,
        ]
    )
    paths = os.pathsep.join([str(tree), str(ROOT)])
    surroundings = {**os.environ, "PYTHONPATH": paths, "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-P", "-c", code], cwd=folder, env=surroundings, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stdout + done.stderr


def rows() -> list[tuple[str, str]]:
    table = re.search(r"^## Where a change goes\n(.*?)^## ", PAGE.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert table is not None
    return re.findall(r"^\|[^|]+\| `([^`]+)` \| `([^`]+)` \|$", table[1], re.MULTILINE)


def test_every_file_of_the_table_has_what_it_is_named_for() -> None:
    assert len(rows()) > 50
    for path, name in rows():
        file = ROOT / path
        assert file.is_file(), path
        found = re.search(rf"^(?:class|def) {name}\b|^{name}\b *[:=]", file.read_text("utf-8"), re.MULTILINE)
        assert found, f"{name} is not in {path}"


def test_every_package_is_in_the_table() -> None:
    named = {(ROOT / path).parent for path, _ in rows()}
    packages = {path.parent for package in PACKAGES for path in (ROOT / package).rglob("*.py")}
    assert {path.relative_to(ROOT).as_posix() for path in packages - named} == set()
