"""What fails in the background for want of a disk goes on by itself once there is room, and is told once."""

from __future__ import annotations

import math
from pathlib import Path

import pytest
from PySide6.QtCore import QObject

from gan_engine.errors import DiskError, EngineError
from studio.project.findings.checking import ROUND
from studio.project.findings.qualities import load_qualities
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from studio.workers import retry
from studio.workers.curation.checks import Checks
from studio.workers.curation.importing import PictureImporter
from studio.workers.workbench import Workbench
from tests.full_disk import full_disk, needs_limits
from tests.studio.project_support import draw_folder
from tests.studio.train_support import Wait


@pytest.fixture(autouse=True)
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retry, "FIRST_WAIT", 30)


@pytest.fixture
def told(workbench: Workbench) -> list[BaseException]:
    errors: list[BaseException] = []
    workbench.error_wanted.connect(lambda doing, error: errors.append(error))
    return errors


@needs_limits
@pytest.mark.usefixtures("watched")
def test_checking_goes_on_when_there_is_room_again(
    workbench: Workbench,
    told: list[BaseException],
    tmp_path: Path,
    wait: Wait,
) -> None:
    with Project.create(tmp_path / "critters") as project:
        import_sources(project, [*draw_folder(tmp_path / "art", 4, size=32, kinds=())])
        workbench.project = project
        importer, checks = PictureImporter(workbench), Checks(workbench)
        checks.set_project(project)
        with full_disk(1, lasts=math.inf) as disk:
            importer.check()
            wait(lambda: told)
            failed = disk.count
            wait(lambda: disk.count > failed)  # it is tried again while the disk is full
        wait(lambda: not project.catalogue.unchecked(ROUND))
        checks.measure()
        wait(lambda: bool(load_qualities(project).measured == 4))
        assert len(told) == 1
        assert isinstance(told[0], DiskError)
        assert "goes on by itself" in told[0].do
        checks.set_project(None)
        workbench.project = None


class Trying(QObject):
    """Work that fails as often as it is told to."""

    def __init__(self, workbench: Workbench, errors: list[BaseException]) -> None:
        super().__init__(workbench)
        self.errors = errors
        self.tries = 0
        self.retry = retry.Retry(workbench, "Trying", self.go, self)

    def go(self) -> None:
        self.tries += 1
        if self.errors:
            self.retry.failed(self.errors.pop(0))
        else:
            self.retry.reset()


def test_other_failures_are_given_up_after_a_few(workbench: Workbench, told: list[BaseException], wait: Wait) -> None:
    trying = Trying(workbench, [EngineError("broken") for _ in range(9)])
    trying.go()
    wait(lambda: trying.retry.given_up)
    assert trying.tries == 3
    assert [str(error) for error in told] == ["broken"]


def test_a_full_disk_is_waited_for_and_told_once(workbench: Workbench, told: list[BaseException], wait: Wait) -> None:
    trying = Trying(workbench, [DiskError("full") for _ in range(5)])
    trying.go()
    wait(lambda: trying.tries == 6)
    assert len(told) == 1
    assert not trying.retry.given_up
