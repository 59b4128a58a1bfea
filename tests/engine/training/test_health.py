"""The watch over a training: it speaks when something is wrong, keeps quiet when not, and takes it back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

from gan_engine.dataset.reading import open_dataset
from gan_engine.runs.events import HealthChanged
from gan_engine.training.health import set_view
from gan_engine.training.health.leaks import TRANSFORMS, LeakModel, possible_leaks
from gan_engine.training.health.problems import GRAVITY, Problem
from gan_engine.training.health.set_view import Seen, SetView, diversity
from gan_engine.training.health.watch import Health, HealthWatch
from tests.engine.dataset_support import png_bytes, write_archive
from tests.engine.training_support import configuration

SIDE = 32


def figures(seed: int, count: int) -> np.ndarray:
    """Pictures with a left and a right, an above and a below, and colours of their own, uint8 [N, 32, 32, 3]."""
    rng = np.random.default_rng(seed)
    made = np.empty((count, SIDE, SIDE, 3), np.uint8)
    made[:] = rng.integers(215, 256, (count, 1, 1, 3))
    for picture in made:
        x, y = rng.integers(8, 13), rng.integers(12, 17)
        picture[y : y + 14, x : x + 8] = (rng.integers(150, 220), rng.integers(30, 70), rng.integers(10, 40))
        picture[y - 6 : y, x + 1 : x + 7] = (225, 180, 140)
        reach = int(rng.integers(5, 10))
        picture[y - reach : y + 4, x + 10 : x + 12] = (120, 120, 130)
    return made


FIGURES = figures(0, 184)
"""The set of 120, and 64 more of the kind."""
FRESH = Seen.of(FIGURES[120:])


def writes(path: Path, pictures: np.ndarray) -> Path:
    from PIL import Image

    files = {f"00000/img{index:08d}.png": png_bytes(Image.fromarray(one)) for index, one in enumerate(pictures)}
    return write_archive(path, {**files, "dataset.json": b'{"labels": null}'})


@pytest.fixture(scope="module")
def pictures(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is known of a set of 120 figures."""
    with open_dataset(writes(tmp_path_factory.mktemp("data") / "set.zip", FIGURES[:120])) as dataset:
        yield SetView(dataset, at_once=60.0)


ALIKE = Seen.of(np.clip(figures(1, 1).astype(int) + np.random.default_rng(0).integers(-6, 7, (64, SIDE, SIDE, 3)), 0, 255).astype(np.uint8))  # fmt: skip # noqa: E501
GREY = Seen.of(np.full((64, SIDE, SIDE, 3), 128, np.uint8))
NOISE = Seen.of(np.random.default_rng(0).choice([0, 255], (64, 4, 4, 3)).astype(np.uint8).repeat(8, 1).repeat(8, 2))


@pytest.fixture
def watch(pictures: SetView) -> HealthWatch:
    return HealthWatch(configuration(kimg=100), pictures)


def names(health: Health | None) -> list[str] | None:
    """What is told: nothing new, else the names, the gravest first."""
    if health is None:
        return None
    return [] if health.problem is None else [health.problem.name, *health.also]


def certain(watch: HealthWatch, kimg: float, real: float, fake: float) -> list[str] | None:
    return names(watch.look_at_numbers(kimg, {"real": real, "fake": fake}, 0))


def test_diversity_is_the_mean_distance_of_two_pictures() -> None:
    black_and_white = np.stack([np.zeros((SIDE, SIDE, 3), np.uint8), np.full((SIDE, SIDE, 3), 255, np.uint8)])
    assert diversity(Seen.of(black_and_white).far) == pytest.approx(255)
    assert diversity(GREY.far) == 0
    assert diversity(FRESH.far[:1]) == 0
    assert diversity(ALIKE.far) < 0.15 * diversity(FRESH.far)


def test_fine_noise_is_no_diversity() -> None:
    noise = np.random.default_rng(0).integers(0, 2, (8, 128, 128, 3)).astype(np.uint8) * 255
    assert diversity(Seen.of(noise).far) < 0.1 * 255


@pytest.mark.parametrize("side", [8, 32, 96, 100])
def test_pictures_of_any_size_are_seen(side: int) -> None:
    seen = Seen.of(np.random.default_rng(0).integers(0, 256, (3, side, side, 3)).astype(np.uint8))
    assert seen.far.shape == (3, 16 * 16 * 3)
    assert seen.squares.shape == (3, 64, 64, 3)
    assert diversity(seen.far) > 0


def test_a_set_is_read_a_part_at_a_time(tmp_path: Path) -> None:
    with open_dataset(writes(tmp_path / "set.zip", figures(0, 40))) as dataset:
        view = SetView(dataset, at_once=0.0)
        assert (view.is_whole, len(view.far)) == (False, 16)
        early = view.diversity
        view.read(0.0, at_least=1)
        assert len(view.far) == 17
        view.read(60.0)
        assert view.is_whole
        assert (len(view.far), view.share) == (40, 1.0)
        assert view.diversity == pytest.approx(early, rel=0.5)
        assert 0 < view.spacing < view.diversity


def test_a_discriminator_far_ahead_is_told_once_and_taken_back(watch: HealthWatch) -> None:
    told = [(kimg, certain(watch, kimg, 0.99, 0.01)) for kimg in range(20)]
    assert [(kimg, change) for kimg, change in told if change is not None] == [(5, ["discriminator-ahead"])]
    assert certain(watch, 21, 0.96, 0.04) is None, "a little better is not well"
    assert certain(watch, 22, 0.7, 0.3) == []
    assert certain(watch, 23, 0.99, 0.01) is None, "it has to last again"


def test_a_short_lead_is_nothing_to_speak_of(watch: HealthWatch) -> None:
    for kimg in range(40):
        assert certain(watch, kimg, *((0.99, 0.01) if kimg % 4 else (0.8, 0.2))) is None


def test_smooth_labels_are_no_doubt(pictures: SetView) -> None:
    """A discriminator that is told 0.95 says 0.95 when it is certain."""
    smooth = HealthWatch(configuration(kimg=100, objective="bce", tricks={"label_smoothing": True}), pictures)
    assert [certain(smooth, kimg, 0.945, 0.055) for kimg in (0, 9)] == [None, ["discriminator-ahead"]]


@pytest.mark.parametrize("tricks", [{"gradient_penalty": 10}])
def test_a_critics_scores_say_nothing_of_being_ahead(pictures: SetView, tricks: dict[str, Any]) -> None:
    critic = HealthWatch(configuration(kimg=100, objective="wasserstein", tricks=tricks), pictures)
    assert [certain(critic, kimg, 5.0, -3.0) for kimg in range(0, 100, 10)] == [None] * 10
    assert names(critic.look_at_numbers(101, {"generator": 900.0, "discriminator": -900.0}, 0)) is None


def test_a_discriminator_that_is_fooled_all_the_time_is_told(watch: HealthWatch) -> None:
    assert [certain(watch, kimg, 0.5, 0.53) for kimg in (0, 1, 1.9)] == [None] * 3
    assert certain(watch, 2.5, 0.5, 0.53) == ["discriminator-behind"]
    assert certain(watch, 3, 0.55, 0.5) == []


def test_a_hundred_steps_of_the_generator_alone_are_no_fault(pictures: SetView) -> None:
    large = HealthWatch(configuration(kimg=100, batch=64, tricks={"boost": True}), pictures)
    assert [certain(large, kimg, 0.5, 0.53) for kimg in (0, 6.4)] == [None] * 2


def test_losses_beyond_all_measure_are_a_divergence(watch: HealthWatch) -> None:
    huge = {"generator": 79.0, "discriminator": 6000.0}
    assert names(watch.look_at_numbers(1, huge, 0)) is None
    assert names(watch.look_at_numbers(1.6, huge, 0)) == ["diverged"]
    assert names(watch.look_at_numbers(2, {"generator": 1.0, "discriminator": 1.2}, 0)) == []


def test_designs_that_move_away_from_the_pictures_again_are_a_divergence(watch: HealthWatch) -> None:
    assert [names(watch.look_at_designs(NOISE)) for _ in range(3)] == [None] * 3, "as it begins"
    assert names(watch.look_at_designs(FRESH)) is None
    assert names(watch.look_at_designs(NOISE)) is None, "once may be chance"
    assert names(watch.look_at_designs(NOISE)) == ["diverged"]
    assert names(watch.look_at_designs(FRESH)) == []


def test_designs_that_become_alike_are_a_collapse(watch: HealthWatch) -> None:
    assert names(watch.look_at_designs(FRESH)) is None
    assert names(watch.look_at_designs(ALIKE)) is None, "once may be chance"
    assert names(watch.look_at_designs(ALIKE)) == ["collapse"]
    assert names(watch.look_at_designs(ALIKE)) is None
    assert names(watch.look_at_designs(FRESH)) == []


def test_grey_at_the_beginning_is_no_collapse(watch: HealthWatch) -> None:
    assert [watch.look_at_designs(GREY) for _ in range(5)] == [None] * 5


@pytest.mark.parametrize("mirror", [False, True])
def test_designs_that_are_near_copies_are_told(pictures: SetView, mirror: bool) -> None:
    """Mirrored ones too, where the training was shown the set mirrored."""
    watch = HealthWatch(configuration(kimg=100, mirror=mirror), pictures)
    noise = np.random.default_rng(0).integers(-8, 9, (64, SIDE, SIDE, 3))
    recited = np.clip(FIGURES[:64, :, :: -1 if mirror else 1].astype(int) + noise, 0, 255).astype(np.uint8)
    assert names(watch.look_at_designs(FRESH)) is None
    assert names(watch.look_at_designs(Seen.of(recited))) is None
    assert names(watch.look_at_designs(Seen.of(recited))) == ["memorising"]
    assert names(watch.look_at_designs(FRESH)) == []


def test_designs_as_near_as_the_pictures_are_to_one_another_recite_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A third of this set, too large to be looked at whole, are takes on a few drawings; so are new designs."""
    monkeypatch.setattr(set_view, "MOST", 60)

    def takes(seed: int, count: int) -> np.ndarray:
        drawn = np.repeat(FIGURES[:10], count // 10, 0).astype(int)
        return np.clip(drawn + np.random.default_rng(seed).integers(-8, 9, drawn.shape), 0, 255).astype(np.uint8)

    with open_dataset(writes(tmp_path / "set.zip", np.concatenate([takes(0, 80), figures(3, 160)]))) as dataset:
        watch = HealthWatch(configuration(kimg=100), SetView(dataset, at_once=60.0))
        designs = Seen.of(np.concatenate([takes(1, 30), figures(4, 60)]))
        assert [watch.look_at_designs(designs) for _ in range(3)] == [None] * 3
        recited = Seen.of(takes(2, 60))
        assert [names(watch.look_at_designs(recited)) for _ in range(2)] == [None, ["memorising"]]


LEAKS: dict[str, dict[str, Any]] = {
    "leak-mirrored": {"adaptive": "blit", "rotate90": False},
    "leak-turned": {"adaptive": "blit", "xflip": False},
    "leak-recoloured": {"adaptive": "colour"},
}


@pytest.mark.parametrize("name", LEAKS)
def test_augmentation_that_leaks_is_told(pictures: SetView, name: str) -> None:
    """Half of the designs come out transformed: told; as they should be: quiet."""
    watch = HealthWatch(configuration(kimg=100, augment=LEAKS[name]), pictures)
    leaked = FIGURES[120:].copy()
    transform = TRANSFORMS[name][len(TRANSFORMS[name]) // 2]
    leaked[::2] = transform(leaked[::2])
    watch.look_at_numbers(0, {"ada.p": 0.6}, 0)
    assert names(watch.look_at_designs(FRESH)) is None
    assert names(watch.look_at_designs(Seen.of(leaked))) is None
    assert names(watch.look_at_designs(Seen.of(leaked))) == [name]
    assert names(watch.look_at_designs(FRESH)) == []


def test_what_does_not_augment_cannot_leak(pictures: SetView) -> None:
    def possible(**values: Any) -> list[str]:
        return [problem.name for problem in possible_leaks(configuration(**values))]

    assert possible() == []
    assert possible(augment={"adaptive": "bgc"}) == ["leak-mirrored", "leak-turned", "leak-recoloured"]
    assert possible(augment={"adaptive": "bg"}, mirror=True) == ["leak-turned"], "mirrored ones were asked for"
    assert possible(augment={"adaptive": "colour", "hue": False}) == []
    idle = HealthWatch(configuration(kimg=100, augment=LEAKS["leak-turned"]), pictures)
    upside_down = Seen.of(np.ascontiguousarray(FIGURES[120:, ::-1, ::-1]))
    assert [names(idle.look_at_designs(upside_down)) for _ in range(3)] == [None] * 3, "p is 0"


def test_pictures_without_a_direction_cannot_leak() -> None:
    """Half of the set is mirrored anyhow."""
    mixed = figures(0, 120)
    mixed[::2] = mixed[::2, :, ::-1]
    model = LeakModel.of(Seen.of(mixed).squares, TRANSFORMS["leak-mirrored"])
    assert model is not None
    assert not model.is_sure
    assert LeakModel.of(Seen.of(figures(0, 20)).squares, TRANSFORMS["leak-mirrored"]) is None, "too few to say"


def test_shapeless_designs_accuse_nobody() -> None:
    """Blurred ones lean neither way by much, whatever they are of."""
    model = LeakModel.of(Seen.of(figures(0, 120)).squares, TRANSFORMS["leak-mirrored"])
    assert model is not None
    mean = figures(0, 120).mean(0)
    blurred = (0.1 * figures(1, 64) + 0.45 * mean + 0.45 * mean[:, ::-1]).astype(np.uint8)
    assert model.leaked(Seen.of(blurred).squares) == 0
    assert model.leaked(GREY.squares) == 0


def test_ada_past_its_bound_is_told(watch: HealthWatch) -> None:
    told = [names(watch.look_at_numbers(kimg, {"ada.p": p}, 0)) for kimg, p in ((1, 0.85), (1.4, 0.85), (1.6, 0.9))]
    assert told == [None, None, ["ada-high"]]
    assert names(watch.look_at_numbers(2, {"ada.p": 0.75}, 0)) is None
    assert names(watch.look_at_numbers(2.5, {"ada.p": 0.6}, 0)) == []


def test_a_starved_loader_is_told(watch: HealthWatch) -> None:
    assert [names(watch.look_at_waiting(seconds, 0.6)) for seconds in (5, 9, 14)] == [None] * 3
    assert names(watch.look_at_waiting(15, 0.6)) == ["loader-starved"]
    assert names(watch.look_at_waiting(16, 0.2)) is None
    assert names(watch.look_at_waiting(20, 0.05)) == []


def test_losses_that_are_not_finite_for_long_are_told(watch: HealthWatch) -> None:
    assert names(watch.look_at_numbers(1, {}, 10)) is None
    assert names(watch.look_at_numbers(1, {}, 60)) == ["not-finite"]
    assert names(watch.look_at_numbers(2, {}, 0)) == []


def test_of_several_problems_the_gravest_is_told_with_the_names_of_others(watch: HealthWatch) -> None:
    watch.look_at_numbers(1, {"ada.p": 0.9}, 0)
    assert names(watch.look_at_numbers(2, {"ada.p": 0.9}, 0)) == ["ada-high"]
    assert names(watch.look_at_numbers(2, {"ada.p": 0.9}, 60)) == ["not-finite", "ada-high"]
    assert names(watch.put(Problem("disk-full", "No room.", "Make some."), True)) == [
        "disk-full", "not-finite", "ada-high",
    ]  # fmt: skip
    assert names(watch.look_at_numbers(3, {"ada.p": 0.1}, 60)) == ["disk-full", "not-finite"]
    assert names(watch.clear("disk-full", "damaged-snapshot")) == ["not-finite"]
    assert names(watch.look_at_numbers(3, {"ada.p": 0.1}, 0)) == []


def test_a_resumed_training_goes_on_with_what_was_told(pictures: SetView, watch: HealthWatch) -> None:
    """It neither forgets what it waited for nor keeps what has gone."""
    watch.look_at_designs(FRESH)
    watch.look_at_designs(ALIKE)
    told = watch.look_at_designs(ALIKE)
    assert told is not None
    certain(watch, 3, 0.99, 0.01)
    event = HealthChanged(time=1, kimg=3, problem="collapse", also=["damaged-snapshot"])
    resumed = HealthWatch(configuration(kimg=100), pictures)
    resumed.go_on_from(watch.facts(), event)
    assert certain(resumed, 7, 0.99, 0.01) == ["collapse"], "the snapshot is no longer damaged"
    assert certain(resumed, 8.1, 0.99, 0.01) == ["collapse", "discriminator-ahead"], "5 kimg since 3"
    assert names(resumed.look_at_designs(FRESH)) == ["discriminator-ahead"]


def test_a_branch_begins_with_nothing_told(pictures: SetView, watch: HealthWatch) -> None:
    watch.look_at_numbers(0, {"ada.p": 0.9}, 0)
    watch.look_at_numbers(1, {"ada.p": 0.9}, 0)
    branch = HealthWatch(configuration(kimg=100), pictures)
    branch.go_on_from(watch.facts(), None)
    assert names(branch.look_at_numbers(1, {"ada.p": 0.9}, 0)) is None
    assert names(branch.look_at_numbers(2, {"ada.p": 0.9}, 0)) == ["ada-high"]


@pytest.mark.parametrize("facts", [None, [], {"looks": "x", "signs": 3, "nearest": "far"}, {"signs": {"collapse": 1}}])
def test_damaged_facts_of_a_snapshot_are_passed_over(watch: HealthWatch, facts: Any) -> None:
    watch.go_on_from(facts, None)
    assert names(watch.look_at_designs(FRESH)) is None


def test_every_problem_says_what_is_seen_and_what_helps_and_has_its_place(pictures: SetView) -> None:
    watch = HealthWatch(configuration(augment={"adaptive": "bgc"}), pictures)
    assert len(watch.problems) == 11
    for problem in watch.problems:
        assert problem.what.endswith(".")
        assert problem.do.endswith(".")
        assert problem.name in GRAVITY
