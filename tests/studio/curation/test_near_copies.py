"""Near-copies in the studio: found in the background whatever happens to the engine, and rejected by keyboard."""

from __future__ import annotations

import functools
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtTest import QTest

from gan_engine.curation.copies.duplicates import Pairs
from gan_engine.curation.copies.hashes import HASH_BYTES
from gan_engine.curation.likeness.spaces import CONTENT
from gan_engine.pictures import write_png
from studio import theme
from studio.curation.pages.near_copies.view import edge
from studio.project.findings.copies import (
    CopyChoices,
    copies_at,
    keep_pairs,
    load_copies,
    load_copy_choices,
    load_prints,
    store_findings,
)
from studio.project.findings.features import keep, unknown_pictures
from studio.project.pictures.importing import import_sources
from studio.project.pictures.query import Query, State
from studio.project.project import Project
from studio.workers.curation.analysis import Analysis
from tests.studio.project_support import draw_figure, make_project

if TYPE_CHECKING:
    from studio.curation.pages.near_copies.page import NearCopiesPage
    from studio.window import Window
    from studio.workers.workbench import Workbench

Wait = Callable[..., None]

COUNT = 12
ALIKE = ((0, 1, 0.99), (0, 2, 0.93), (0, 3, 0.9), (5, 6, 0.95), (8, 9, 0.8))
"""Pairs among twelve pictures; 10 and 11 have the same pixels."""


def know_pairs(project: Project) -> None:
    """Fill the cache as if the engine had looked."""
    ids = project.catalogue.ids().tolist()
    keys = [picture.thumbnail_key for picture in project.catalogue.pictures(ids)]
    random = np.random.default_rng(0)
    features = random.normal(size=(COUNT, CONTENT + 160))
    keep(project, keys, features, random.integers(0, 256, (COUNT, HASH_BYTES), np.uint8))
    stands_for = np.arange(COUNT)
    stands_for[11] = 10
    first, second, alike = (np.array(column) for column in zip(*ALIKE, strict=True))
    keep_pairs(project, keys, Pairs(first, second, alike.astype(np.float32), stands_for))


@pytest.fixture
def known(workbench: Workbench, tmp_path: Path) -> Project:
    """An open project whose pairs are known."""
    project = make_project(tmp_path / "Critters", COUNT, size=32)
    know_pairs(project)
    workbench.adopt_project(project)
    return project


@pytest.fixture
def page(known: Project, window: Window, wait: Wait) -> NearCopiesPage:
    """The page, open, with its groups."""
    wait(lambda: window.workspace("curate") is not None)
    curate: Any = window.workspace("curate")
    wait(lambda: len(curate.model.ids) == COUNT)
    curate.page_host.open("copies")
    page: Any = curate.page_host.pages["copies"]
    wait(lambda: len(page._shown) == 3)
    assert page.context.is_compared
    return page  # type: ignore[no-any-return]


def rejected(project: Project) -> list[int]:
    return project.catalogue.ids(Query(state=State.REJECTED)).tolist()


def test_what_is_known_is_found_again_and_survives_the_loss_of_the_cache(tmp_path: Path) -> None:
    with make_project(tmp_path / "Critters", COUNT, size=32) as project:
        assert len(unknown_pictures(project)) == COUNT
        assert load_copies(project) is None
        know_pairs(project)
        assert unknown_pictures(project) == []
        copies = load_copies(project)
        assert copies is not None
        ids = project.catalogue.ids().tolist()
        assert len(load_prints(project)[2]) == COUNT
        groups = copies_at(copies, 0.85).groups
        wanted = [set(ids[:4]), set(ids[5:7]), set(ids[10:12])]
        assert all(set(group.ids.tolist()) in wanted for group in groups)
        assert len(groups) == 3
        assert [group.exact.all() for group in groups if ids[10] in group.ids] == [True]
        assert len(copies_at(copies, 0.75).groups) == 4
        (project.folder / "cache" / "copies.npz").write_bytes(b"damaged")
        assert load_copies(project) is None
        project.catalogue.remove(ids[:1])
        know = project.catalogue.ids().tolist()
        assert len(know) == COUNT - 1
    with Project.open(tmp_path / "Critters.maquette") as project:
        assert load_copies(project) is None


def vast(count: int) -> bytes:
    """The header of a list of numbers longer than any memory, and none of them."""
    head = f"{{'descr': '<i8', 'fortran_order': False, 'shape': ({10**15 + count},), }}"
    return b"\x93NUMPY\x01\x00" + len(head).to_bytes(2, "little") + head.encode()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("stands_for", np.full(COUNT, 2**62)),
        ("stands_for", np.full(COUNT, -1)),
        ("stands_for", np.zeros((COUNT, 2), np.int64)),
        ("stands_for", np.roll(np.arange(COUNT), 1)),
        ("first", np.array([COUNT] * len(ALIKE))),
        ("second", np.zeros(len(ALIKE), np.float32)),
        ("second", np.zeros(1, np.int64)),
        ("likeness", np.full(len(ALIKE), np.nan, np.float32)),
        ("likeness", np.array(["a"] * len(ALIKE))),
        ("first", None),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_a_strangers_pairs_are_found_anew(tmp_path: Path, name: str, value: np.ndarray | None, packed: bool) -> None:
    with make_project(tmp_path / "Critters", COUNT, size=32) as project:
        know_pairs(project)
        file = project.folder / "cache" / "copies.npz"
        with np.load(file) as stored:
            arrays = {key: stored[key] for key in stored}
        (np.savez_compressed if packed else np.savez)(file, **{**arrays, **({} if value is None else {name: value})})
        if value is None:
            with zipfile.ZipFile(file) as archive:
                members = {each: archive.read(each) for each in archive.namelist()}
            how = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
            with zipfile.ZipFile(file, "w", how) as archive:
                for each, data in members.items():
                    archive.writestr(each, vast(COUNT) if each == f"{name}.npy" else data)
        assert load_copies(project) is None


def test_wishes_are_kept_and_findings_follow(tmp_path: Path) -> None:
    with make_project(tmp_path / "Critters", COUNT, size=32) as project:
        know_pairs(project)
        copies = load_copies(project)
        assert copies is not None
        ids = project.catalogue.ids().tolist()
        choices = CopyChoices(0.92, 4, frozenset({ids[2]}))
        project.choose("copies", choices.stored(), "keep 4")
        store_findings(project, copies_at(copies, choices.threshold, choices.best))
        assert load_copy_choices(project) == CopyChoices(0.92, 4, frozenset({ids[2]}))
        flags = {picture.id: picture.flags for picture in project.catalogue.pictures(ids)}
        assert {id_ for id_, found in flags.items() if found} == {ids[0], ids[1], ids[6], ids[11]}
        assert {flag.kind for found in flags.values() for flag in found} == {"duplicate", "near-duplicate"}
        assert flags[ids[11]][0].kind == "duplicate"
        assert ids[2] in [int(group[0]) for group in project.catalogue.groups("near-duplicate")]
    assert CopyChoices.from_stored({"threshold": "high", "keep": 0, "best": [1, "x"]}) == CopyChoices(
        best=frozenset({1})
    )


def test_groups_are_gone_through_by_keyboard(page: NearCopiesPage, known: Project, wait: Wait) -> None:
    ids, view = known.catalogue.ids().tolist(), page.groups
    press = functools.partial(QTest.keyClick, view)
    assert view.current_id == ids[0]
    press(Qt.Key.Key_Right)
    press(Qt.Key.Key_P)
    wait(lambda: view.current_group == 0 and int(page._shown[0].ids[0]) == ids[1])
    assert page._shown[0].why == "your choice"
    press(Qt.Key.Key_Return)
    wait(lambda: len(page._shown) == 2)
    assert rejected(known) == [ids[0], ids[2], ids[3]]
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_X)
    wait(lambda: len(page._shown) == 1)
    assert len(rejected(known)) == 4
    page.context.workbench.undo()
    wait(lambda: len(page._shown) == 2)
    page.context.workbench.undo()
    wait(lambda: len(page._shown) == 3)
    assert rejected(known) == []


def test_all_the_rest_is_rejected_as_one_change(page: NearCopiesPage, known: Project, wait: Wait) -> None:
    ids = known.catalogue.ids().tolist()
    page._reject_button.click()
    wait(lambda: not page._shown)
    assert rejected(known) == [*ids[1:4], ids[6], ids[11]]
    page.context.workbench.undo()
    wait(lambda: len(page._shown) == 3)
    assert rejected(known) == []


def test_the_slider_and_the_number_to_keep_are_followed_and_remembered(
    page: NearCopiesPage, known: Project, wait: Wait
) -> None:
    page.slider.slider.setValue(page.slider.slider.minimum())
    wait(lambda: len(page._shown) == 4)
    page._most.setChecked(True)
    page._number.set_value(3)
    assert [len(group.ids) for group in page._shown] == [4]
    page.slider.slider.setValue(page.slider.slider.maximum())
    wait(lambda: not page._shown)
    wait(lambda: load_copy_choices(known) == CopyChoices(1.0, 3))
    wait(lambda: list(known.catalogue.counts().findings) == ["duplicate"])


@pytest.mark.usefixtures("own_engine")
def test_pictures_are_looked_at_once_though_the_engine_is_killed(
    workbench: Workbench, project: Project, tmp_path: Path, wait: Wait, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("studio.workers.retry.FIRST_WAIT", 50)
    folder = tmp_path / "art"
    folder.mkdir()
    for number in range(70):
        write_png(folder / f"{number:02}.png", draw_figure(number))
    write_png(folder / "copy.png", draw_figure(3)[:, ::-1])
    import_sources(project, [folder])
    looking = Analysis(workbench)
    looking.look()
    wait(lambda: len(unknown_pictures(project)) < 60, 60.0)
    process = workbench.engine._process
    assert process is not None
    left = len(unknown_pictures(project))
    if left:
        process.kill()
    looking._rounds._timer.setInterval(10)
    wait(lambda: looking.copies is not None and not looking.is_looking, 60.0)
    assert unknown_pictures(project) == []
    names = [
        {picture.name for picture in project.catalogue.pictures(group.tolist())}
        for group in project.catalogue.groups("near-duplicate")
    ]
    assert any({"03.png", "copy.png"} <= group for group in names)


@pytest.mark.parametrize("text", [90, 100, 125, 150])
def test_what_stands_below_a_picture_has_room_beside_each_other_at_every_size_of_text(
    text: int, dressed: object
) -> None:
    theme.wear(theme.Look(text=text))
    needed = QFontMetrics(theme.font(12)).horizontalAdvance("256 × 384 px  100 % ähnlich")
    room = edge()
    theme.wear(theme.Look())
    assert needed <= room
