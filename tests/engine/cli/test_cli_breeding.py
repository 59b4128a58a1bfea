"""breed: a family is begun, picked from by number and bred on; the same file breeds the same again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from gan_engine.cli import main
from gan_engine.interchange.picture_recipe import read_recipe
from gan_engine.latent.breeding import Family
from gan_engine.latent.lineage import Lineage
from gan_engine.latent.session import Session
from tests.engine.latent_support import write_generator, write_tiny


@pytest.fixture(scope="module", params=["stylegan2", "dcgan"])
def model(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_tiny(tmp_path_factory.mktemp("model"), request.param)


def breed(code: int, *arguments: object) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["breed", *(str(argument) for argument in arguments)])
    assert (ended.value.code or 0) == code


def test_a_family_is_begun_and_bred_on(
    model: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    family, out = Path("family.json"), Path("litters")  # as one types them
    breed(0, model, "--family", family, "--out", out, "--parents", "1,2,3", "--litter", 4)
    assert "Litter 1 of 0.1, 0.2, 0.3: 4 designs" in capsys.readouterr().out
    breed(0, model, "--family", family, "--out", out, "--picks", "1.2,0.3", "--litter", 3, "--mutation", 0.1)
    assert "Litter 2 of 1.2, 0.3" in capsys.readouterr().out
    breed(0, model, "--family", family, "--out", out, "--seed", 7, "--litter", 1)
    assert "Litter 3 of 1.2, 0.3: 1 design in" in capsys.readouterr().out
    names = sorted(path.name for path in out.iterdir())
    assert names == ["1.01.png", "1.02.png", "1.03.png", "1.04.png", "2.01.png", "2.02.png", "2.03.png", "3.01.png"]

    session = Session.open(model, "cpu")
    lineage = Lineage.from_values(json.loads(family.read_text()))
    children = Family(session, lineage).litter(1)
    recipes = [read_recipe(out / f"2.{number:02}.png") for number in (1, 2, 3)]
    assert [each.point.having(model_digest="", classes=()) for each in recipes if each] == children

    again = tmp_path / "again"
    other = tmp_path / "other.json"
    breed(0, model, "--family", other, "--out", again, "--parents", "1,2,3", "--litter", 4)
    assert (again / "1.02.png").read_bytes() == (out / "1.02.png").read_bytes()


@pytest.mark.parametrize("picks", ["9.1", "1.9", "0.9", "1", "a.b", "1.0", "", "1.1," * 9 + "1.1"])
def test_picks_that_are_not_there_are_bad_usage(picks: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, family, out = write_generator(tmp_path / "model"), tmp_path / "family.json", tmp_path / "litters"
    breed(0, model, "--family", family, "--out", out, "--parents", "1,2", "--litter", 2)
    before = family.read_bytes()
    capsys.readouterr()
    breed(2, model, "--family", family, "--out", out, "--picks", picks)
    assert "Value error" not in capsys.readouterr().err
    assert family.read_bytes() == before
    assert len(list(out.iterdir())) == 2


def test_a_family_of_another_model_or_none_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    model, family, out = write_generator(tmp_path / "model"), tmp_path / "family.json", tmp_path / "litters"
    breed(2, model, "--family", family, "--out", out)
    assert "needs founders" in capsys.readouterr().err
    breed(0, model, "--family", family, "--out", out, "--parents", "1,2", "--litter", 1)
    breed(2, model, "--family", family, "--out", out, "--parents", "1,2")
    capsys.readouterr()
    breed(1, write_generator(tmp_path / "other", seed=5), "--family", family, "--out", out)
    assert "was bred in another model" in capsys.readouterr().err
    for text in ("{", "[]", json.dumps({"founders": 7}), json.dumps({"founders": [{"seed": 1}], "litters": [{}]})):
        family.write_text(text)
        breed(1, model, "--family", family, "--out", out)
        assert "family.json" in capsys.readouterr().err
        assert family.read_text() == text
