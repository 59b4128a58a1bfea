"""`gan-engine report`."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.engine.cli.test_cli_training import Terminal
from tests.engine.run_report.test_run_report import EARLIER, make_run, read


@pytest.fixture
def engine(capsys: pytest.CaptureFixture[str]) -> Terminal:
    return Terminal(capsys)


def test_the_page_of_a_run_lies_in_its_folder_or_where_it_is_asked_for(engine: Terminal, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run")
    assert engine("report", run.path) == 0
    assert "report.html" in engine.out
    assert "run" in read(run.path / "report.html").text
    assert engine("report", run.path, run.path, "--out", tmp_path / "both.html", "--largest", 0.3) == 0
    assert "Two trainings" in read(tmp_path / "both.html").text


def test_several_need_a_place_of_their_own(engine: Terminal, tmp_path: Path) -> None:
    run = make_run(tmp_path / "run")
    assert engine("report", run.path, run.path) == 2
    assert not (run.path / "report.html").exists()


def test_an_experiment_is_its_arms(engine: Terminal, tmp_path: Path) -> None:
    shutil.copytree(EARLIER / "2026-11-29" / "two-ways", tmp_path / "two-ways")
    assert engine("report", tmp_path / "two-ways") == 0
    page = read(tmp_path / "two-ways" / "report.html")
    assert "Two trainings" in page.text
    assert "Mirror" in page.text


def test_where_there_is_no_run_it_says_so(engine: Terminal, tmp_path: Path) -> None:
    assert engine("report", tmp_path, "--out", tmp_path / "page.html") == 1
    assert "no training" in engine.err
    assert not (tmp_path / "page.html").exists()
