"""Searching among seeds: orders are what they say, the first row comes early, what was looked at is kept."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import ConfigurationError, PictureError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.latent.directions import Direction
from gan_engine.latent.ordering import (
    farthest_first,
    largest_first,
    main_components,
    mean_nearest_distance,
    nearest_first,
    overlap,
    rest_of,
    spread_out,
)
from gan_engine.latent.point import Mask
from gan_engine.latent.sampling import Sampling, class_of_seed
from gan_engine.latent.seed_features import SILHOUETTE, SeedFeatures, shrunk, silhouette_of
from gan_engine.latent.seed_search import (
    FIRST_ROW,
    Found,
    LikestOutline,
    MostDifferent,
    MostOriginal,
    Ranking,
    nearest_to_picture,
    nearest_to_point,
    search,
    search_along,
)
from gan_engine.latent.session import Session
from gan_engine.latent.training_features import TrainingFeatures
from gan_engine.pictures import encode_png
from tests.engine.dataset_support import write_archive
from tests.engine.latent_support import write_generator, write_tiny

SEEDS = 150


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_generator(tmp_path_factory.mktemp("plain"), classes=("cats", "robots")), "cpu")


@pytest.fixture(scope="module")
def styled(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return Session.open(write_tiny(tmp_path_factory.mktemp("styled"), "stylegan2"), "cpu")


@pytest.fixture(scope="module")
def seen(plain: Session, tmp_path_factory: pytest.TempPathFactory) -> SeedFeatures:
    made = SeedFeatures(plain, Sampling(), 0, tmp_path_factory.mktemp("features"))
    made.limit(SEEDS)
    while made.advance():
        pass
    return made


def found_by(seen: SeedFeatures, ranking: Ranking, count: int = SEEDS) -> list[Found]:
    return [step for step in search(seen, ranking, count) if step is not None]


# ---- sampling ------------------------------------------------------------------------------------------------------


def test_a_sampling_makes_the_point_of_a_seed() -> None:
    names = ("cats", "robots")
    some = Sampling(classes=(("cats", 0.3), ("robots", 0.7)), psi=0.6, cutoff=4, noise="drawn")
    point = some.point(9, names)
    assert (point.classes, point.psi, point.cutoff, point.noise) == (some.classes, 0.6, 4, 9)
    assert Sampling().point(9, names).class_name == class_of_seed(9, names)
    assert Sampling(classes=(("dragons", 1.0),)).point(9, names).class_name == class_of_seed(9, names)
    assert Sampling(classes=(("cats", 1.0),)).point(9).classes == ()
    assert Sampling(noise="off").point(1).noise == "off"


# ---- orders --------------------------------------------------------------------------------------------------------


def test_each_next_is_as_far_as_can_be_from_all_before() -> None:
    rows = np.random.RandomState(0).randn(200, 5).astype(np.float32)
    chosen = farthest_first(rows, 30)
    assert chosen[0] == np.linalg.norm(rows - rows.mean(axis=0), axis=1).argmax()
    for place in range(1, 30):
        away = np.linalg.norm(rows[:, None] - rows[chosen[:place]][None], axis=-1).min(axis=1)
        assert away[chosen[place]] == pytest.approx(away.max(), rel=1e-5)
    assert sorted([*chosen, *rest_of(rows, chosen)]) == list(range(200))
    assert farthest_first(rows, 12, [7, 3])[:2] == [7, 3]


def test_equal_designs_are_not_chosen_twice() -> None:
    rows = np.repeat([[0.0, 0.0], [1.0, 1.0]], 5, axis=0).astype(np.float32)
    assert len(farthest_first(rows, 8)) == 2


def test_the_most_different_differ_more_than_any_two_dozen() -> None:
    rows = np.random.RandomState(0).randn(1000, 3).astype(np.float32)
    chosen = farthest_first(rows, 24)
    assert mean_nearest_distance(rows[chosen]) > 1.5 * mean_nearest_distance(rows[:24])
    better = spread_out(rows, chosen, 6)
    assert better[:6] == chosen[:6]
    assert len(set(better)) == 24
    assert mean_nearest_distance(rows[better]) > mean_nearest_distance(rows[chosen])


def test_components_hold_what_rows_mainly_differ_in() -> None:
    chance = np.random.RandomState(0)
    mainly = chance.randn(300, 3) * [9, 6, 3]
    rows = mainly @ np.linalg.qr(chance.randn(40, 40))[0][:3] + 0.01 * chance.randn(300, 40)
    placed = main_components(rows, 3)
    away = np.linalg.norm(mainly[:50, None] - mainly[None, :50], axis=-1)
    assert np.linalg.norm(placed[:50, None] - placed[None, :50], axis=-1) == pytest.approx(away, abs=0.3)
    assert main_components(rows[:2], 32).shape[0] == 2


def test_nearest_and_largest_come_first() -> None:
    rows = np.array([[3.0], [1.0], [2.5]])
    assert nearest_first(rows, np.array([2.6])).tolist() == [2, 0, 1]
    assert largest_first([1, 3, 2]).tolist() == [1, 2, 0]


def test_overlap_is_intersection_over_union() -> None:
    masks = np.array([[1, 1, 0, 0], [1, 0, 0, 0], [0, 0, 1, 1], [0, 0, 0, 0]], bool)
    assert overlap(masks, np.array([1.0, 1, 0, 0])).tolist() == [1.0, 1.0, 1.0, 0.0], "all but the last, a field aside"
    assert overlap(masks, np.zeros(4)).tolist() == [0.0] * 4
    far = np.zeros((1, 16), bool)
    far[0, 0] = True
    assert overlap(far, np.eye(16)[10]).tolist() == [0.0]


# ---- what designs look like ----------------------------------------------------------------------------------------


def test_a_silhouette_is_where_something_is_drawn() -> None:
    picture = np.full((64, 64, 3), 255, np.uint8)
    picture[16:48, 8:32] = (40, 90, 60)
    field = silhouette_of(picture).reshape(SILHOUETTE, SILHOUETTE)
    assert field[9:23, 5:15].all()
    assert field.sum() == pytest.approx(16 * 12, abs=30)
    assert shrunk(np.ones((5, 7), np.float32)).tolist() == [1.0] * SILHOUETTE**2


def test_what_was_looked_at_is_kept_and_bounded(plain: Session, tmp_path: Path) -> None:
    first = SeedFeatures(plain, Sampling(), 0, tmp_path)
    first.limit(20)
    assert first.advance()
    assert first.advance()
    assert not first.advance()
    first.save()
    again = SeedFeatures(plain, Sampling(), 0, tmp_path)
    assert again.count == 20
    assert np.array_equal(again.features, first.features)
    assert np.array_equal(again.silhouettes(), first.silhouettes())
    assert SeedFeatures(plain, Sampling(psi=0.5), 0, tmp_path).count == 0
    assert SeedFeatures(plain, Sampling(), 1, tmp_path).count == 0
    (file,) = tmp_path.glob("*.safetensors")
    file.write_bytes(file.read_bytes()[:-40])
    assert SeedFeatures(plain, Sampling(), 0, tmp_path).count == 0


def test_looking_on_goes_on_where_it_was_given_up(plain: Session, tmp_path: Path) -> None:
    seen = SeedFeatures(plain, Sampling(), 5, tmp_path)
    going = search(seen, MostDifferent(), 200)
    for _ in range(3):
        next(going)
    going.close()
    assert SeedFeatures(plain, Sampling(), 5, tmp_path).count == seen.count > 0


# ---- searching -----------------------------------------------------------------------------------------------------


def test_the_first_row_comes_early_and_stays(plain: Session, tmp_path: Path) -> None:
    seen = SeedFeatures(plain, Sampling(), 100, tmp_path)
    steps = found_by(seen, MostDifferent())
    assert steps[0].looked < SEEDS / 2
    assert len(steps[0].seeds) == FIRST_ROW
    assert [step.done for step in steps] == [False] * (len(steps) - 1) + [True]
    for step in steps[1:]:
        assert step.seeds[:FIRST_ROW] == steps[0].seeds
    assert sorted(steps[-1].seeds) == list(range(100, 100 + SEEDS))


def test_the_most_original_are_farthest_from_what_the_model_learnt(
    plain: Session, seen: SeedFeatures, tmp_path: Path
) -> None:
    files = {f"00000/img{seed:08d}.png": encode_png(plain.pictures([seen.point(seed)])[0]) for seed in (3, 40, 90)}
    write_archive(tmp_path / "set.zip", {**files, "dataset.json": b'{"labels": null}'})
    with open_dataset(tmp_path / "set.zip") as dataset:
        training = TrainingFeatures(dataset, ImageShape.square(32), seen.backbone, tmp_path / "kept")
        while training.advance():
            pass
        assert len(training.features) == 3
        again = TrainingFeatures(dataset, ImageShape.square(32), seen.backbone, tmp_path / "kept")
        assert np.array_equal(again.features, training.features)
    order = found_by(seen, MostOriginal(training.features))[-1].seeds
    assert set(order[-3:]) == {3, 40, 90}


def test_what_is_known_beyond_what_is_asked_for_counts_for_nothing(plain: Session, seen: SeedFeatures) -> None:
    for ranking in (MostDifferent(), nearest_to_point(plain, seen.point(77), seen.backbone)):
        (found,) = found_by(seen, ranking, 40)
        assert sorted(found.seeds) == list(range(40))
    assert len(found_by(seen, MostDifferent())[-1].seeds) == SEEDS


def test_a_design_is_nearest_to_itself(plain: Session, seen: SeedFeatures) -> None:
    assert found_by(seen, nearest_to_point(plain, seen.point(77), seen.backbone))[-1].seeds[0] == 77


def test_a_picture_finds_the_design_that_it_shows(plain: Session, seen: SeedFeatures, tmp_path: Path) -> None:
    drawn = plain.pictures([seen.point(31)])[0]
    Image.fromarray(drawn).save(tmp_path / "drawn.png")
    assert 31 in found_by(seen, nearest_to_picture(plain, tmp_path / "drawn.png", seen.backbone))[-1].seeds[:FIRST_ROW]
    (tmp_path / "broken.png").write_bytes(b"\x89PNG")
    with pytest.raises(PictureError):
        nearest_to_picture(plain, tmp_path / "broken.png", seen.backbone)


def test_a_painted_outline_finds_the_design_that_has_it(seen: SeedFeatures) -> None:
    field = seen.silhouettes()[44].reshape(SILHOUETTE, SILHOUETTE)
    painted = np.repeat(np.repeat(np.roll(field, 1, axis=1), 4, axis=0), 4, axis=1)
    assert 44 in found_by(seen, LikestOutline(Mask.of(painted)))[-1].seeds[:FIRST_ROW]
    with pytest.raises(ConfigurationError, match="Nothing is painted"):
        LikestOutline(Mask.of(np.zeros((4, 4))))


def test_what_is_looked_at_piece_by_piece_is_ordered_as_all_at_once(seen: SeedFeatures) -> None:
    seen.limit(SEEDS)
    outline = Mask.of(seen.silhouettes()[44].reshape(SILHOUETTE, SILHOUETTE))
    whole, pieces, original = LikestOutline(outline), LikestOutline(outline), MostOriginal(seen.features[:3])
    whole.grow(seen, 0)
    for start, end in itertools.pairwise((0, 16, 50, SEEDS)):
        seen.limit(end)
        pieces.grow(seen, start)
        original.grow(seen, start)
    assert pieces.order(1) == whole.order(1)
    assert sorted(original.order(1)) == list(range(SEEDS))
    assert set(original.order(1)[-3:]) == {0, 1, 2}


def test_designs_come_in_the_order_they_lie_along_a_direction(plain: Session, styled: Session) -> None:
    along_z = Direction(name="first", method="pca", space="z", vector=(1.0, *[0.0] * (plain.z_dim - 1)))
    order = search_along(plain, Sampling(), along_z, 10, 40).seeds
    z = [Sampling().point(seed, plain.class_names).latent(plain.z_dim)[0] for seed in order]
    assert z == sorted(z, reverse=True)
    assert sorted(order) == list(range(10, 50))
    vector = tuple(np.random.RandomState(0).randn(styled.w_dim).tolist())
    along_w = Direction(name="age", method="pca", space="w", vector=vector, first=1, last=2)
    order = search_along(styled, Sampling(psi=0.7), along_w, 0, 40).seeds
    inputs = styled.inputs([Sampling(psi=0.7).point(seed) for seed in order])
    values = [float(each.latent[1:3].mean(dim=0).numpy() @ np.array(vector)) for each in inputs]
    assert values == sorted(values, reverse=True)
    for session, foreign in ((plain, along_w), (styled, along_w.with_vector([1.0] * (styled.w_dim + 1)))):
        with pytest.raises(SnapshotError, match="another network"):
            search_along(session, Sampling(), foreign, 0, 4)
