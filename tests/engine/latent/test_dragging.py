"""Dragging: over every family by its definition, and on a network of which it is known where everything lies."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
import torch
from torch import Tensor, nn

from gan_engine.errors import SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.latent.dragging import MOST_STEPS, Dragging, DragStep
from gan_engine.latent.point import Drag, Graft, Handle, Mask, Point
from gan_engine.latent.session import Session
from gan_engine.networks.bases import Generator
from gan_engine.networks.registry import families
from gan_engine.training.snapshots import load_generator
from tests.engine.latent_support import write_generator, write_tiny

ONE = Point(seed=1)
PULLED = Handle(x=0.4, y=0.5, to_x=0.6, to_y=0.5)
STILL = Handle(x=0.4, y=0.5, to_x=0.4, to_y=0.5)
RIGHT = Mask.of(np.pad(np.ones((8, 2)), ((0, 0), (6, 0))))


@pytest.fixture(scope="module", params=[family.name for family in families()])
def session(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Session:
    opened = Session.open(write_tiny(tmp_path_factory.mktemp(request.param), request.param), "cpu")
    if opened.offers["drag"]:
        with pytest.raises(SnapshotError, match="no feature maps"):
            Dragging(opened, ONE, [PULLED])
        pytest.skip(opened.offers["drag"])
    return opened


def drawn(session: Session, point: Point) -> np.ndarray:
    return session.pictures([point])[0]


def test_a_drag_of_no_length_changes_nothing(session: Session) -> None:
    for handles in ([], [STILL]):
        dragging = Dragging(session, ONE, handles)
        (only,) = dragging.steps()
        assert (only.ending, only.left) == ("reached", 0.0)
        assert dragging.point(only) == ONE


def test_slopes_reach_the_latent_alone_whatever_was_drawn_before(session: Session) -> None:
    drawn(session, ONE)
    for parameter in session.generator.parameters():
        assert not parameter.requires_grad
    steps = Dragging(session, ONE, [PULLED]).steps()
    next(steps)
    drawn(session, ONE)
    assert next(steps).offset.any()
    assert all(parameter.grad is None for parameter in session.generator.parameters())
    (start,) = session.inputs([ONE])
    assert not session.feature_maps(start, 0).requires_grad


def test_a_drag_moves_the_design_and_its_point_draws_what_was_shown(session: Session) -> None:
    dragging = Dragging(session, ONE, [PULLED])
    step = list(itertools.islice(dragging.steps(), 8))[-1]
    point = dragging.point(step)
    (edit,) = point.edits
    assert isinstance(edit, Drag)
    assert edit.handles == (PULLED,)
    assert edit.space == ("w" if session.styled else "z")
    assert (dragging.picture(step) != drawn(session, ONE)).any()
    np.testing.assert_array_equal(dragging.picture(step), drawn(session, point))
    np.testing.assert_array_equal(drawn(session, Point.from_values(point.values())), drawn(session, point))


def test_z_keeps_its_length_and_late_styles_stay(session: Session) -> None:
    step = list(itertools.islice(Dragging(session, ONE, [PULLED]).steps(), 8))[-1]
    if session.styled:
        assert len(step.offset) < len(session.style_resolutions)
        return
    z = ONE.latent(session.z_dim)
    assert len(step.offset) == 1
    np.testing.assert_allclose(np.linalg.norm(z + step.offset[0]), np.linalg.norm(z), rtol=1e-5)


def test_steps_end_and_the_last_is_the_nearest_there_was(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gan_engine.latent.dragging._PATIENCE", 8)
    monkeypatch.setattr("gan_engine.latent.dragging.MOST_STEPS", 30)
    *before, last = Dragging(session, ONE, [Handle(x=0.1, y=0.5, to_x=0.9, to_y=0.5)]).steps()
    assert last.ending
    assert last.left <= min(step.left for step in before) + 0.05
    assert not any(step.ending for step in before)
    assert [step.number for step in (*before, last)] == list(range(len(before) + 1))


def test_it_begins_from_a_design_that_was_edited(session: Session) -> None:
    grafted = ONE.with_edit(Graft(other=Point(seed=2), mask=RIGHT))
    first = Dragging(session, grafted, [PULLED])
    second_start = first.point(list(itertools.islice(first.steps(), 3))[-1])
    second = Dragging(session, second_start, [PULLED])
    (step,) = itertools.islice(second.steps(), 1)
    np.testing.assert_array_equal(second.picture(step), drawn(session, second_start))
    step = list(itertools.islice(second.steps(), 3))[-1]
    twice = second.point(step)
    assert [edit.kind for edit in twice.edits] == ["graft", "drag", "drag"]
    np.testing.assert_array_equal(second.picture(step), drawn(session, twice))


class Blobs(Generator):
    """Two round blobs, each of a colour of its own; z says where they lie, a pixel for each quarter.

    What moves the first brings the second along, unless something else holds that against it.
    """

    def __init__(self, z_dim: int, size: ImageShape) -> None:
        super().__init__(z_dim=z_dim, size=size, class_count=0)
        self.maps = nn.Identity()

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        moved = torch.stack([z[:, :2], z[:, :2] + z[:, 2:4]], 1)
        middles = torch.tensor([[0.3, 0.3], [0.7, 0.7]]) * self.size.side + 4 * moved
        line = torch.arange(self.size.side) + 0.5
        across = (line - middles[..., :1]).square()
        down = (line - middles[..., 1:]).square()
        blobs = torch.exp(-(across[:, :, None] + down[..., None]) / (2 * (self.size.side / 12) ** 2))
        drawn: Tensor = self.maps(torch.cat([blobs, blobs[:, :1] - blobs[:, 1:]], 1))
        return drawn

    def stages(self) -> list[nn.Module]:
        return [self.maps]


@pytest.fixture
def blobs(tmp_path: Path) -> Session:
    file = write_generator(tmp_path, z_dim=64)
    _, card = load_generator(file, torch.device("cpu"))
    return Session(Blobs(card.z_dim, card.size), card, file, torch.device("cpu"))


def middle_of(session: Session, point: Point, blob: int) -> np.ndarray:
    latent = session.inputs([point])[0].latent.numpy()
    moved = latent[:2] + (latent[2:4] if blob else 0)
    middle: np.ndarray = np.array([0.3, 0.7])[blob] + 4 * moved / session.size.side
    return middle


def begun(session: Session, *pulls: tuple[int, float, float]) -> tuple[Point, list[Handle]]:
    """A design with both blobs where they lie by themselves, and a handle on each blob that is to move, by pixels."""
    z = np.zeros(session.z_dim, np.float32)
    z[4:] = 1
    handles = []
    for blob, across, down in pulls:
        middle = (0.3, 0.7)[blob]
        to_x, to_y = middle + across / session.size.side, middle + down / session.size.side
        handles.append(Handle(x=middle, y=middle, to_x=to_x, to_y=to_y))
    return Point(seed=0).at(z=z), handles


def ended(dragging: Dragging) -> DragStep:
    *_, last = dragging.steps()
    return last


def test_handles_come_to_their_targets(blobs: Session) -> None:
    point, handles = begun(blobs, (0, 5, 2), (1, -3, -3))
    dragging = Dragging(blobs, point, handles)
    last = ended(dragging)
    assert last.ending == "reached"
    assert last.left <= 1
    for blob, handle in enumerate(handles):
        came_to = middle_of(blobs, dragging.point(last), blob)
        assert np.abs(came_to - (handle.to_x, handle.to_y)).max() * blobs.size.side <= 1.5
        assert np.abs(np.array(last.at[blob]) - came_to).max() * blobs.size.side <= 1


def test_with_more_than_five_handles_two_pixels_are_near_enough(blobs: Session) -> None:
    point, _ = begun(blobs)
    short = Handle(x=0.3, y=0.3, to_x=0.3 + 1.5 / blobs.size.side, to_y=0.3)
    for count, ending in ((5, ""), (6, "reached")):
        first = next(Dragging(blobs, point, [short] * count).steps())
        assert first.ending == ending


def test_what_is_to_stay_stays(blobs: Session) -> None:
    """The first blob brings the second along; where that is held, it goes alone."""
    point, handles = begun(blobs, (0, 5, 0))
    size = blobs.size.side
    lower = Mask.of(np.arange(size)[:, None].repeat(size, 1) >= size * 0.55)
    for kept, least, most in ((None, 3, 9), (lower, 0, 0.7)):
        dragging = Dragging(blobs, point, handles, kept)
        last = ended(dragging)
        assert last.ending == "reached"
        moved = (middle_of(blobs, dragging.point(last), 1) - 0.7) * size
        assert least <= np.hypot(*moved) <= most


def test_what_is_to_stay_is_not_pulled_away(blobs: Session) -> None:
    point, handles = begun(blobs, (1, -6, 0))
    dragging = Dragging(blobs, point, handles, Mask.of(np.ones((2, 2))))
    last = ended(dragging)
    assert last.ending == "stuck"
    assert np.abs(middle_of(blobs, dragging.point(last), 1) - 0.7).max() * blobs.size.side < 1


def test_where_it_cannot_get_nearer_it_says_so_and_keeps_the_nearest(blobs: Session) -> None:
    point, _ = begun(blobs)
    nowhere = Handle(x=0.3, y=0.3, to_x=0.3, to_y=0.4)
    with torch.no_grad():
        blobs.generator.register_forward_pre_hook(lambda module, given: (torch.zeros_like(given[0]) + 0 * given[0],))
    dragging = Dragging(blobs, point, [nowhere])
    steps = list(dragging.steps())
    assert steps[-1].ending == "stuck"
    assert len(steps) < MOST_STEPS / 2
    assert dragging.point(steps[-1]) == point
