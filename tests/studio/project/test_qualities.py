"""Scores of a project's pictures: measured once, judged by the artist's standards, findings stored."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest

from gan_engine.curation.checks.verdicts import QUALITIES, QUALITY_KINDS
from gan_engine.pictures import write_png
from gan_engine.reporting import Cancelled
from studio.project.findings.checking import check_project
from studio.project.findings.qualities import (
    Qualities,
    Standards,
    load_qualities,
    load_standards,
    measure_project,
    store_findings,
)
from studio.project.findings.vectors import QUALITIES as STORE
from studio.project.pictures.facts import Step
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from tests.studio.project_support import draw_figure, draw_folder, make_project

BLURRED = QUALITY_KINDS["blurred"]


@pytest.fixture
def critters(tmp_path: Path) -> Iterator[Project]:
    """Eight pictures, the second and the fifth blurred."""
    project = make_project(tmp_path / "Critters", 8, size=96)
    for number, sigma in ((1, 4), (4, 6)):
        path = project.catalogue.pictures([number + 1])[0].path
        write_png(path, cv2.GaussianBlur(draw_figure(number, 96), (0, 0), sigma))
    yield project
    project.close()


def blurred(project: Project) -> dict[int, str]:
    return {
        picture.id: flag.why
        for picture in project.catalogue.pictures(range(1, 9))
        for flag in picture.flags
        if flag.kind == "blurred"
    }


def test_every_picture_is_measured_once_and_found_again(critters: Project) -> None:
    assert measure_project(critters) == 8
    assert measure_project(critters) == 0
    qualities = load_qualities(critters)
    assert qualities.measured == 8
    assert sorted(qualities.flagged(BLURRED, Standards()).tolist()) == [2, 5]
    assert qualities.flagged(BLURRED, Standards()).tolist()[0] == 5  # the worst first


def _store(project: Project, standards: Standards, qualities: Qualities, kinds: list[str]) -> None:
    project.choose("checks", standards.stored(), "choose otherwise")
    store_findings(project, standards, qualities, kinds)


def test_findings_follow_the_thresholds_and_the_exceptions(critters: Project) -> None:
    measure_project(critters)
    qualities = load_qualities(critters)
    store_findings(critters, Standards(), qualities)
    assert sorted(blurred(critters)) == [2, 5]
    assert blurred(critters)[5].startswith("Its sharpest edges are")
    kinder = Standards().moved(BLURRED, 5.0)
    _store(critters, kinder, qualities, ["blurred"])
    assert sorted(blurred(critters)) == [5]
    assert load_standards(critters) == kinder
    lenient = Standards().excepting("blurred", [5])
    _store(critters, lenient, qualities, ["blurred"])
    assert sorted(blurred(critters)) == [2]
    assert load_standards(critters).fine == {"blurred": frozenset({5})}
    _store(critters, lenient.asking_again("blurred"), qualities, ["blurred"])
    assert sorted(blurred(critters)) == [2, 5]


def test_a_part_is_measured_as_the_part_it_is(critters: Project) -> None:
    measure_project(critters)
    critters.catalogue.set_steps([3], [Step("cut", {"box": [0, 0, 96, 24], "sheet": "x", "part": 1})])
    assert measure_project(critters) == 1
    qualities = load_qualities(critters)
    aspect = qualities.scores[qualities.ids == 3, QUALITIES.index("aspect")]
    assert aspect == pytest.approx(4)


def test_measuring_goes_on_where_it_was_cancelled(critters: Project) -> None:
    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        measure_project(critters, report)
    assert 3 <= 8 - measure_project(critters) <= 8
    assert load_qualities(critters).measured == 8


def test_pictures_that_cannot_be_read_have_no_scores(critters: Project) -> None:
    critters.catalogue.pictures([4])[0].path.write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    measure_project(critters)
    qualities = load_qualities(critters)
    assert qualities.measured == 7
    assert np.isnan(qualities.scores[qualities.ids == 4]).all()
    assert 4 not in qualities.beyond(BLURRED, 0.0).tolist()


def test_scores_of_an_older_shape_are_measured_anew(critters: Project) -> None:
    keys = [picture.thumbnail_key for picture in critters.catalogue.pictures(range(1, 9))]
    critters.vectors.put(STORE, keys, np.zeros((8, 3), np.float32))
    assert load_qualities(critters).measured == 0


@pytest.mark.parametrize(
    "stored",
    [None, 3, [], {"thresholds": 4, "fine": []}, {"thresholds": {"odd": 1, "blurred": "x"}, "fine": {"blurred": 2}}],
)
def test_what_was_stored_badly_is_as_if_it_were_not(stored: object) -> None:
    assert Standards.from_stored(stored) == Standards()


def test_twenty_thousand_scores_are_judged_in_one_go() -> None:
    random = np.random.default_rng(0)
    scores = random.uniform(0, 8, (20_000, len(QUALITIES))).astype(np.float32)
    qualities = Qualities(np.arange(1, 20_001), scores)
    found = qualities.beyond(BLURRED, 7.9, frozenset(range(1, 1000)))
    expected = np.flatnonzero(scores[:, BLURRED.score] > 7.9) + 1
    assert sorted(found.tolist()) == [id_ for id_ in expected.tolist() if id_ >= 1000]


def test_checking_the_files_measures_them_on_the_way(tmp_path: Path) -> None:
    folder = tmp_path / "art"
    draw_folder(folder, 5, kinds=())
    (folder / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing more")
    project = Project.create(tmp_path / "New")
    try:
        import_sources(project, [folder])
        assert check_project(project).checked == 6
        assert load_qualities(project).measured == 5
        assert measure_project(project) == 0  # nothing is decoded again
    finally:
        project.close()


def test_a_missing_original_is_not_waited_for(critters: Project) -> None:
    with critters.database.writing() as connection:
        connection.execute("UPDATE sources SET missing = 1, checked = 0 WHERE id = 3")
    counts = critters.catalogue.counts()
    assert (counts.missing, counts.unchecked) == (1, 0)
    assert measure_project(critters) == 7
