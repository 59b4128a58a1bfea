"""The disk takes no more at each single moment in turn: nothing is lost, nothing hidden, and all goes on by itself."""

from __future__ import annotations

import contextlib
import math
import zipfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.interchange.design_files import DesignPath, export_pictures
from gan_engine.interchange.exports.names import NameFacts
from gan_engine.interchange.exports.options import PictureOptions, SheetOptions
from gan_engine.interchange.exports.sheets import write_sheet_file
from studio.project.findings.checking import check_project
from studio.project.findings.qualities import load_qualities, load_standards, measure_project, store_findings
from studio.project.pictures.catalogue import State
from studio.project.pictures.importing import import_sources
from studio.project.project import Project
from tests.full_disk import at_each_moment, files_below, needs_limits
from tests.studio.project_support import draw_figure, draw_folder

pytestmark = [
    needs_limits,
    pytest.mark.usefixtures("watched"),
    pytest.mark.parametrize("lasts", [1, math.inf]),
    pytest.mark.parametrize("most", [8, pytest.param(math.inf, marks=pytest.mark.slow)], ids=["some", "all"]),
]

Places = Callable[[str], AbstractContextManager[Project]]
RECIPE = {"version": 1, "model_digest": "0" * 64, "seed": 7}


@pytest.fixture
def art(tmp_path: Path) -> Path:
    draw_folder(tmp_path / "art", 3, size=32)
    with zipfile.ZipFile(tmp_path / "more.zip", "w") as archive:
        archive.write(draw_folder(tmp_path / "zipped", 5, size=32)[4], "more.png")
    return tmp_path / "art"


@pytest.fixture
def places(tmp_path: Path, art: Path) -> Places:
    """Projects with three pictures, one of them picked, and a design that has two stars."""

    @contextlib.contextmanager
    def make(name: str) -> Iterator[Project]:
        with Project.create(tmp_path / name) as project:
            import_sources(project, [art])
            project.catalogue.set_state([1], State.PICKED)
            project.shelf.rate([project.shelf.add(draw_figure(0), RECIPE, name="kept")], 2)
            yield project

    return make


def seen(project: Project) -> object:
    """What the artist sees: pictures, designs, what can be undone."""
    pictures = project.catalogue.pictures(project.catalogue.ids())
    designs = project.shelf.candidates(project.shelf.ids())
    return (
        sorted((one.name, one.class_name, one.state, tuple(one.tags), tuple(one.flags), one.held) for one in pictures),
        sorted((one.name, one.rating, one.notes, one.path.read_bytes()) for one in designs),
        sorted(path.name for path in project.shelf.folder.iterdir()),
        (project.undo_text(), project.redo_text()),
    )


def test_an_import(art: Path, tmp_path: Path, lasts: float, most: float) -> None:
    @contextlib.contextmanager
    def empty(name: str) -> Iterator[Project]:
        with Project.create(tmp_path / name) as project:
            yield project
            project.undo()
            assert list(project.catalogue.ids()) == []

    def shown(project: Project) -> object:
        pictures = project.catalogue.pictures(project.catalogue.ids())
        return sorted((one.name, one.class_name) for one in pictures), project.undo_text()

    tried = at_each_moment(
        empty, lambda project: import_sources(project, [art, tmp_path / "more.zip"]), shown, lasts=lasts, most=most
    )
    assert tried > 20


DECISIONS: dict[str, Callable[[Project], object]] = {
    "tag": lambda project: project.catalogue.tag([1, 2], ["boss"]),
    "class": lambda project: project.catalogue.set_class([1, 3], "knights"),
    "remove": lambda project: project.catalogue.remove([2]),
    "hold out": lambda project: project.catalogue.hold_out([3]),
    "undo": lambda project: project.undo(),
    "keep": lambda project: project.shelf.add_many([(draw_figure(n), RECIPE, "", []) for n in (1, 2)]),
    "rename": lambda project: project.shelf.rename(1, "Moss golem"),
    "delete": lambda project: project.shelf.delete([1]),
}


@pytest.mark.parametrize("name", DECISIONS)
def test_a_decision(name: str, places: Places, lasts: float, most: float) -> None:
    assert at_each_moment(places, DECISIONS[name], seen, lasts=lasts, most=most) > 1


def test_checks(places: Places, lasts: float, most: float) -> None:
    def check(project: Project) -> None:
        check_project(project)
        measure_project(project)
        store_findings(project, load_standards(project), load_qualities(project))

    def found(project: Project) -> object:
        qualities = load_qualities(project)
        return seen(project), bool(np.isfinite(qualities.scores).all())

    assert at_each_moment(places, check, found, lasts=lasts, most=most, whole=False) > 5


def test_baking(places: Places, lasts: float, most: float) -> None:
    def make(project: Project) -> None:
        items = [SourcePicture(path, path.name) for path in project.catalogue.originals()]
        out = project.dataset_files.new_path("knights")
        bake(items, out, BakeOptions(size=32))
        project.dataset_files.record(out, {"size": 32})

    def baked(project: Project) -> object:
        project.dataset_files.refresh()
        return [(one.name, one.count, one.digest, one.fault) for one in project.datasets()]

    def anew(project: Project) -> None:
        if not project.dataset_files.folder.is_dir() or not any(project.dataset_files.folder.glob("*.zip")):
            make(project)

    assert at_each_moment(places, anew, baked, lasts=lasts, most=most, whole=False) > 3


def test_an_export(places: Places, tmp_path: Path, lasts: float, most: float) -> None:
    out = tmp_path / "out"

    def export(project: Project) -> None:
        kept = project.shelf.candidates(project.shelf.ids())
        files = [DesignPath(one.path, NameFacts(name=one.name)) for one in kept]
        export_pictures(out / project.name, files, len(files), PictureOptions(factor=2))
        write_sheet_file(out / project.name / "sheet.png", files, len(files), (32, 32), SheetOptions(columns=2))

    def exported(project: Project) -> object:
        folder = out / project.name
        return {name: len(data) for name, data in files_below(folder).items() if "kept 2" not in name}, seen(project)

    assert at_each_moment(places, export, exported, lasts=lasts, most=most, whole=False) > 4


def test_opening_and_closing(places: Places, tmp_path: Path, lasts: float, most: float) -> None:
    """What was decided between the two is there afterwards; what closing throws away, the bin has."""

    @contextlib.contextmanager
    def closed(name: str) -> Iterator[Path]:
        with places(name) as project:
            project.shelf.delete([1])
            folder = project.folder
        yield folder

    def work(folder: Path) -> None:
        with Project.open(folder) as project:
            project.catalogue.tag([1], ["boss"])

    def kept(folder: Path) -> object:
        with Project.open(folder) as project:
            return seen(project)[0]  # type: ignore[index]

    assert at_each_moment(closed, work, kept, lasts=lasts, most=most, whole=False) > 5
