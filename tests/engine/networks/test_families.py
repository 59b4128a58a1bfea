"""A family of networks is two modules that are found by being there: nothing else lists families."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import torch

from gan_engine import networks
from gan_engine.errors import ConfigurationError
from gan_engine.image_shape import ImageShape
from gan_engine.networks import descriptions, registry
from gan_engine.networks.automatic import fit
from gan_engine.networks.description import Description, Surroundings
from gan_engine.networks.families import described_families, family_title
from gan_engine.settings.configuration import configure
from gan_engine.settings.recipe_files import read_recipe
from gan_engine.training.forecast.recipe_catalogue import describe, describe_family, form_schema
from gan_engine.training.plan import make_plan

DESCRIPTION = """
from gan_engine.networks.description import Description, Supports

DESCRIPTION = Description(
    name="toy",
    title="Toy GAN",
    sentence="For a test.",
    sizes=(8, 16),
    supports=Supports(),
    automatic=lambda configuration, place: {"batch": place.count // 10, "network": {"width": 5}},
)
"""
NETWORKS = """
from torch import nn

from gan_engine.networks.descriptions.toy import DESCRIPTION
from gan_engine.networks.bases import Discriminator, Generator
from gan_engine.networks.registry import Family, register
from gan_engine.settings.options import Options, option


class ToyOptions(Options):
    width: int = option(3, "Width", "Of its only layer.", advanced=False, ge=1, le=9)


class ToyGenerator(Generator):
    def __init__(self, options, size, class_count):
        super().__init__(z_dim=4, size=size, class_count=class_count)
        whole = nn.Linear(options.width, size.channels * size.area)
        self.layers = nn.Sequential(nn.Linear(4, options.width), whole, nn.Tanh())

    def forward(self, z, c=None):
        return self.layers(z).view(-1, *self.size.tensor)


class ToyDiscriminator(Discriminator):
    def __init__(self, options, size, class_count):
        super().__init__(size=size, class_count=class_count)
        self.layer = nn.Linear(size.channels * size.area, 1)

    def forward(self, pictures, c=None):
        return self.layer(pictures.flatten(1)).flatten()


@register
class Toy(Family):
    description = DESCRIPTION
    Options = ToyOptions

    def build_generator(self, options, size, class_count):
        return ToyGenerator(options, size, class_count)

    def build_discriminator(self, options, size, class_count):
        return ToyDiscriminator(options, size, class_count)
"""
RECIPE = """
title = "Toys"
sentence = "For a test."

[configuration]
family = "toy"
size = 16
kimg = 1.0
network.width = 2
"""


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A family that lies in a folder of its own, as it would beside the others."""
    for package, text in ((descriptions, DESCRIPTION), (networks, NETWORKS)):
        folder = tmp_path / package.__name__
        folder.mkdir()
        (folder / "toy.py").write_text(text, encoding="utf-8")
        monkeypatch.setattr(package, "__path__", [*package.__path__, str(folder)])
        monkeypatch.delitem(sys.modules, f"{package.__name__}.toy", raising=False)
    monkeypatch.setattr(registry, "_FAMILIES", dict(registry._FAMILIES))


@pytest.mark.usefixtures("toy")
def test_a_family_is_known_everywhere_once_its_two_modules_are_there(tmp_path: Path) -> None:
    assert family_title("toy") == "Toy GAN"
    family = registry.family("toy")
    assert family in registry.families()
    assert (family.title, family.sizes) == ("Toy GAN", (8, 16))
    for other in ("dcgan", "toy"):
        schema = form_schema(other)["properties"]["family"]
        assert "toy" in schema["enum"]
        assert schema["labels"]["toy"] == "Toy GAN"
    own = form_schema("toy")["properties"]
    assert own["network"]["properties"]["width"]["description"] == "Of its only layer."

    (tmp_path / "toys.toml").write_text(RECIPE, encoding="utf-8")
    told = describe(read_recipe(tmp_path / "toys.toml"), torch.device("cpu"))
    assert (told["family_title"], told["family_sentence"]) == ("Toy GAN", "For a test.")
    assert told["configuration"]["network"] == {"width": 2}

    place = Surroundings(160, ImageShape.square(16), "cpu", 2**33)
    fitted = fit(configure({"family": "toy", "fitted": True}), place)
    assert (fitted.batch, fitted.network) == (16, {"width": 5})
    generator, discriminator = make_plan(fitted).build_networks(torch.device("cpu"))
    assert discriminator(generator(torch.zeros(2, 4))).shape == (2,)

    facts = describe_family(family)
    assert facts["sizes"] == [8, 16]
    assert (facts["title"], facts["fits"], facts["freezes"], facts["supports"]["classes"]) == (
        "Toy GAN", True, False, False,
    )  # fmt: skip


@pytest.mark.usefixtures("toy")
def test_what_a_family_cannot_have_is_refused_by_its_own_title() -> None:
    with pytest.raises(ConfigurationError, match="Toy GAN cannot tell classes apart"):
        make_plan(configure({"family": "toy", "size": 16, "use_classes": True}), ["a", "b"])
    with pytest.raises(ConfigurationError, match="Toy GAN has no styles"):
        make_plan(configure({"family": "toy", "size": 16, "tricks": {"path_length": 2}}))


def test_a_family_says_that_it_can_keep_layers_if_and_only_if_it_can() -> None:
    class Odd(registry.Family):
        description = Description("odd", "Odd", "Odd.", (8,), freezes=True)

    with pytest.raises(ValueError, match="picture_side"):
        registry.register(Odd)  # type: ignore[type-abstract]


def test_each_description_has_its_networks_and_the_other_way_round() -> None:
    described = {each.name for each in described_families().values()}
    assert [each.name for each in registry.families()] == sorted(described)
    folder = Path(networks.__path__[0])
    registering = {path.stem for path in folder.glob("*.py") if "\n@register\n" in path.read_text(encoding="utf-8")}
    assert registering == set(described_families())


def test_the_names_of_families_need_no_torch() -> None:
    asked = (
        "import sys; from gan_engine.networks.families import family_title; print(family_title('fastgan'));"
        "print(sorted({'torch', 'pydantic', 'numpy'} & set(sys.modules)))"
    )
    answer = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True, timeout=100)
    assert answer.stdout.split("\n")[:2] == ["FastGAN", "[]"]
