"""What a training would be, before it starts; recipes as files; settings that do nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks.registry import Family, families
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.dotted import dotted
from gan_engine.settings.recipe_files import read_recipe, recipe_text
from gan_engine.settings.recipes import Recipe, list_recipes, load_recipe
from gan_engine.settings.relations import FamilyTraits, idle_settings
from gan_engine.training.forecast.preview import look_ahead
from gan_engine.training.plan import make_plan

RECIPES = pytest.mark.parametrize("recipe", list_recipes(), ids=lambda recipe: recipe.name)


# ---- recipes as files ---------------------------------------------------------------------------------------------


@RECIPES
def test_a_recipe_written_is_the_recipe_read(recipe: Recipe, tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(recipe_text(recipe.title, recipe.sentence, recipe.configuration), encoding="utf-8")
    again = load_recipe(str(file))
    assert (again.name, again.title, again.sentence) == ("mine", recipe.title, recipe.sentence)
    assert again.configuration == recipe.configuration
    assert again.configuration.model_fields_set == recipe.configuration.model_fields_set


@given(st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1, max_size=80))
def test_any_words_come_back_from_a_file(words: str) -> None:
    import tempfile

    if not words.strip():
        return
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "mine.toml"
        file.write_text(recipe_text(words, 'A "quoted" \\ word.', Configuration()), encoding="utf-8")
        assert read_recipe(file).title == words.strip()


HEAD = 'title = "Mine"\nsentence = "For me."\n'


@pytest.mark.parametrize(
    ("text", "says", "field"),
    [
        ("", "title", "recipe"),
        ('title = 3\nsentence = "x"\n[configuration]', "title", "recipe"),
        ('title = "two\\nlines"\nsentence = "x"\n[configuration]', "title", "recipe"),
        (HEAD, "configuration", "recipe"),
        (HEAD + "configuration = 3", "configuration", "recipe"),
        (HEAD + "[configuration]\nbatch = 0", "batch", "batch"),
        (HEAD + "[configuration]\nbotch = 8", "botch", "botch"),
        (HEAD + "[configuration.tricks]\nr1_gamma = -1", "r1_gamma", "tricks.r1_gamma"),
        (HEAD + "[configuration", "not TOML", "recipe"),
        ("a = " + "[" * 5000, "not TOML", "recipe"),
        ("#" * 70_000, "longer", "recipe"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused_by_name_with_the_reason(
    tmp_path: Path, text: str, says: str, field: str
) -> None:
    file = tmp_path / "mine.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigurationError, match=says) as refused:
        read_recipe(file)
    assert "mine.toml" in refused.value.what
    assert refused.value.field == field
    assert file.read_text(encoding="utf-8") == text


def test_a_recipe_that_is_not_there_or_not_text_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationError, match="cannot be read"):
        load_recipe(str(tmp_path / "none.toml"))
    (tmp_path / "odd.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigurationError, match="not TOML"):
        load_recipe(str(tmp_path / "odd.toml"))


# ---- what it would be ----------------------------------------------------------------------------------------------


def test_what_is_chosen_for_a_set_is_told_and_what_is_set_by_hand_stays() -> None:
    recipe = load_recipe("best-quality").configuration
    seen = look_ahead(recipe, {"device": "cpu"}, count=1200, size=ImageShape.square(64))
    assert seen.chosen["batch"] == seen.configuration.batch == 16
    assert seen.chosen["tricks.r1_gamma"] == pytest.approx(0.0002 * 64**2 / 16)
    assert seen.configuration.network["channel_base"] == seen.chosen["network.channel_base"] == 4096
    by_hand = look_ahead(recipe, {"device": "cpu", "batch": "8"}, count=1200, size=ImageShape.square(64))
    assert by_hand.configuration.batch == 8
    assert by_hand.chosen["batch"] == 16  # what it would be without
    assert by_hand.chosen["tricks.r1_gamma"] == pytest.approx(0.0002 * 64**2 / 8)  # follows the batch


def test_nothing_is_chosen_for_a_recipe_that_says_all_itself() -> None:
    seen = look_ahead(load_recipe("quick-look").configuration, {}, count=1200, size=ImageShape.square(64))
    assert dict(seen.chosen) == {}
    assert seen.fit is not None
    assert seen.fit.share == 1
    assert seen.configuration.size == ImageShape.square(64)


def test_a_recipe_with_another_network_has_that_networks_own_options() -> None:
    seen = look_ahead(load_recipe("quick-look").configuration, {"family": "fastgan"}, size=ImageShape.square(32))
    assert seen.plan.family.name == "fastgan"
    assert set(seen.configuration.network) == set(seen.plan.family.Options.model_fields)


def test_a_precision_that_the_device_lacks_is_said_before_the_start() -> None:
    with pytest.raises(ConfigurationError) as refused:
        look_ahead(
            load_recipe("quick-look").configuration, {"precision": "fp16", "device": "cpu"}, size=ImageShape.square(32)
        )
    assert refused.value.field == "precision"


# ---- settings that do nothing --------------------------------------------------------------------------------------


ON = {
    "tricks.label_smoothing": "true", "tricks.drift": "0.001", "tricks.gradient_penalty": "10", "tricks.clip": "0.01",
    "tricks.monitored": "true", "tricks.boost": "true", "tricks.path_length": "2", "augment.colour": "true",
    "augment.translation": "true", "augment.cutout": "true",
}  # fmt: skip


@pytest.mark.parametrize("family", families(), ids=lambda family: family.name)
@pytest.mark.parametrize(
    "changes",
    [
        [], ["objective=hinge"], ["objective=wasserstein", "tricks.gradient_penalty=10"],
        ["objective=wasserstein", "tricks.clip=0.01"], ["objective=relativistic"], ["tricks.boost=true"],
        ["tricks.monitored=true"], ["tricks.critic_steps=3"], ["augment.adaptive=bg"], ["augment.adaptive=colour"],
    ],
    ids=lambda changes: ",".join(changes) or "as it is",
)  # fmt: skip
def test_what_is_idle_is_exactly_what_would_be_refused(family: Family, changes: list[str]) -> None:
    """Of the settings that can be switched on: those greyed out are those that the engine would refuse."""
    size = 32
    here = apply_settings(configure({"family": family.name, "size": size, "kimg": 1000}), changes)
    idle = idle_settings(dotted(here.model_dump()), family.description.traits, begins_from=False)
    for name, on in ON.items():
        if dotted(here.model_dump())[name]:
            assert name not in idle  # what is on can always be switched off
            continue
        try:
            with torch.device("meta"):
                make_plan(apply_settings(here, [f"{name}={on}"]))
            refused = False
        except ConfigurationError:
            refused = True
        assert (name in idle) == refused, name


def test_intervals_and_ada_are_idle_until_there_is_something_to_do() -> None:
    family = next(family for family in families() if family.name == "stylegan2")
    plain = idle_settings(dotted(Configuration().model_dump()), family.description.traits, begins_from=False)
    assert {"tricks.r1_every", "tricks.path_length_every", "augment.target", "augment.hue"} <= plain.keys()
    assert "augment.colour" not in plain
    values = dotted(apply_settings(Configuration(), ["tricks.r2_gamma=1", "tricks.path_length=2"]).model_dump())
    values["augment.adaptive"] = "bgc"
    busy = idle_settings(values, family.description.traits, begins_from=True)
    assert not busy.keys() & {"tricks.r1_every", "tricks.path_length_every", "augment.target", "augment.hue"}
    assert {"augment.colour", "augment.translation", "augment.cutout"} <= busy.keys()


def test_freezing_layers_is_for_trainings_that_begin_from_another() -> None:
    dcgan = next(family for family in families() if family.name == "dcgan")
    values = dotted(Configuration().model_dump())
    assert "tricks.freeze_d" in idle_settings(values, dcgan.description.traits, begins_from=False)
    assert "tricks.freeze_d" not in idle_settings(values, dcgan.description.traits, begins_from=True)
    fixed = FamilyTraits("Progressive GAN", freezes=False)
    assert "Progressive GAN" in idle_settings(values, fixed, begins_from=True)["tricks.freeze_d"]
