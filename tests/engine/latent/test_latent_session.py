"""Sessions: the same latent is the same picture, however it is asked for; and what cannot be drawn is said."""

from __future__ import annotations

import itertools
from pathlib import Path

import numpy as np
import pytest

from gan_engine.errors import ConfigurationError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.design_files import usual_name, write_designs
from gan_engine.interchange.picture_recipe import PictureRecipe, read_recipe, recipe_of
from gan_engine.latent.point import Point, numbers
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.pictures import digest, read_picture
from tests.engine.latent_support import a_level_apart, write_generator, write_snapshot


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_snapshot(tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def session(folder: Path) -> Session:
    return Session.open(folder, "cpu")


def test_a_session_says_what_it_is(folder: Path, session: Session) -> None:
    assert session.digest == digest(folder / "generator.safetensors")
    assert (session.name, session.kimg, session.size, session.z_dim) == (
        "00003-knights 000012",
        12.0,
        ImageShape.square(32),
        8,
    )
    assert session.class_names == ()
    assert session.truncation is False


def test_designs_are_pictures_with_contrast_and_differ_from_seed_to_seed(session: Session) -> None:
    pictures = session.generate(latents(range(5), 8))
    assert pictures.dtype == np.uint8
    assert pictures.shape == (5, 32, 32, 3)
    assert pictures.std() > 20
    for one, other in itertools.pairwise(pictures):
        assert (one != other).mean() > 0.5


@pytest.mark.parametrize("batch", [1, 2, 3, 7, 16])
def test_a_latent_gives_the_same_design_whatever_it_is_drawn_beside(folder: Path, session: Session, batch: int) -> None:
    z = latents(range(16), 8)
    other = Session.open(folder, "cpu")
    other.batch = batch
    assert a_level_apart(other.generate(z), session.generate(z))
    assert a_level_apart(other.generate(z[::-1])[::-1], session.generate(z))


def test_a_session_opened_from_the_file_alone_makes_the_same(folder: Path, session: Session, tmp_path: Path) -> None:
    alone = tmp_path / "騎士.safetensors"
    alone.write_bytes((folder / "generator.safetensors").read_bytes())
    other = Session.open(alone, "cpu")
    assert (other.name, other.digest) == ("騎士", session.digest)
    np.testing.assert_array_equal(other.generate(latents([3], 8)), session.generate(latents([3], 8)))


def test_a_picture_is_made_again_from_the_recipe_inside_it(session: Session, tmp_path: Path) -> None:
    z = latents([7, 8], 8)
    z[1] = (z[0] + z[1]) / 3
    points = [Point(seed=7, psi=0.5), Point(z=numbers(z[1]))]
    made = np.concatenate(list(session.draw_alone(points)))
    recipes = [recipe_of(session, point) for point in points]
    paths = list(write_designs(tmp_path / "new" / "folder", zip(made, recipes, strict=True), ["a.png", "b.png"]))
    for path, picture in zip(paths, made, strict=True):
        recipe = read_recipe(path)
        assert recipe is not None
        assert recipe.point.model_digest == session.digest
        (again,) = session.draw_alone([recipe.point])
        np.testing.assert_array_equal(again[0], picture)
        assert a_level_apart(session.pictures([recipe.point, Point(seed=1)])[0], picture)
        np.testing.assert_array_equal(picture, read_picture(path))


def test_classes_are_chosen_by_name_and_written_into_the_recipe(tmp_path: Path) -> None:
    session = Session.open(write_generator(tmp_path, classes=("cats", "robots")), "cpu")
    z = latents([1], 8)
    cats, robots = session.generate(np.repeat(z, 2, 0), ["cats", "robots"])
    assert (cats != robots).any()
    assert a_level_apart(session.generate(z)[0], cats)
    assert recipe_of(session, Point(seed=1)).point.class_name == "cats"
    assert recipe_of(session, Point(seed=1).of_class("robots")).point.class_name == "robots"
    with pytest.raises(ConfigurationError, match="no class “dogs”") as error:
        session.generate(z, ["dogs"])
    assert "cats, robots" in error.value.do


def test_a_class_for_a_network_without_any_is_refused(session: Session) -> None:
    with pytest.raises(ConfigurationError, match="knows no classes"):
        session.generate(latents([1], 8), ["cats"])


@pytest.mark.parametrize("z", [latents([1], 9), latents([1], 8)[0], np.full((1, 8), np.nan, np.float32)])
def test_latents_that_do_not_fit_are_refused_in_words(session: Session, z: np.ndarray) -> None:
    with pytest.raises(SnapshotError, match="another network"):
        session.generate(z)


def test_no_latents_make_no_pictures(session: Session) -> None:
    assert session.generate(latents([], 8)).shape == (0, 32, 32, 3)


def test_what_is_no_model_cannot_be_opened(tmp_path: Path) -> None:
    (tmp_path / "generator.safetensors").write_bytes(b"not one")
    for path in (tmp_path, tmp_path / "missing", tmp_path / "generator.safetensors"):
        with pytest.raises(SnapshotError):
            Session.open(path, "cpu")


def test_a_design_is_replaced_by_itself_only(tmp_path: Path) -> None:
    picture = np.zeros((4, 4, 3), np.uint8)
    recipes = [PictureRecipe(point=Point(model_digest="0" * 64, z=numbers(latents([seed], 8)[0]))) for seed in range(2)]
    (tmp_path / "own.png").write_bytes(b"drawn by hand")

    def write(name: str, recipe: PictureRecipe) -> str:
        (path,) = write_designs(tmp_path, [(picture, recipe)], [name])
        return path.name

    assert write("a.png", recipes[0]) == "a.png"
    assert write("a.png", recipes[0]) == "a.png"
    assert write("a.png", recipes[1]) == "a 2.png"
    assert write("own.png", recipes[0]) == "own 2.png"
    assert (tmp_path / "own.png").read_bytes() == b"drawn by hand"


def test_files_are_named_by_seed_and_class_and_no_class_leads_elsewhere() -> None:
    assert usual_name(7, 0) == "seed00007.png"
    assert usual_name(7, 0, "Ritter groß") == "seed00007-Ritter groß.png"
    assert usual_name(None, 3) == "design0003.png"
    assert usual_name(7, 0, "../../etc/passwd") == "seed00007-_etc_passwd.png"
    assert usual_name(7, 0, "C:\\x\0") == "seed00007-C_x_.png"
