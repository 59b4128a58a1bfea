"""Bad input in the terminal: one clear line each, nothing written, and no long work before a place is known to do."""

from __future__ import annotations

import runpy
from pathlib import Path

import pytest

from gan_engine.cli import main
from gan_engine.latent.session import Session
from tests.engine.latent_support import write_tiny

write_bad_input = runpy.run_path(str(Path(__file__).parents[3] / "benchmarks" / "bad_input.py"))["write_bad_input"]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """`model/`, a small StyleGAN2, and `bad/`."""
    folder = tmp_path_factory.mktemp("place")
    model = write_tiny(folder / "model", "stylegan2")
    session = Session.open(model, "cpu")
    write_bad_input(folder / "bad", model, session.digest, session.z_dim)
    return folder


def refused(capsys: pytest.CaptureFixture[str], *arguments: object) -> str:
    """What a command says that must fail; the last line is the one."""
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    said = capsys.readouterr().err.strip()
    assert ended.value.code in (1, 2), (arguments, said)
    assert "Traceback" not in said
    return said.splitlines()[-1]


def test_no_broken_model_is_opened(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    models = sorted((place / "bad").glob("model*.safetensors"))
    assert len(models) > 6
    before = {path: path.read_bytes() for path in models}
    for model in [*models, place / "bad" / "truncated.png", place / "bad" / "a folder.png", place / "bad" / "none"]:
        said = refused(capsys, "generate", model, "--seeds", "0", "--out", tmp_path / "out")
        assert said.startswith("gan-engine: "), said
        assert model.name in said
    assert {path: path.read_bytes() for path in models} == before
    assert not (tmp_path / "out").exists()


def test_no_broken_document_is_taken(place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    bad, model = place / "bad", place / "model"
    for file in [*sorted(bad.glob("directions*.json")), bad / "truncated.png", bad / "names in one line.txt"]:
        before = file.read_bytes()
        said = refused(capsys, "generate", model, "--directions", file, "--direction", "taller=1", "--out", tmp_path)
        assert file.name in said or "found in another model" in said
        if file.suffix == ".json":
            refused(capsys, "directions", model, "--out", file, "--count", "1")
        said = refused(capsys, "generate", model, "--point", file, "--out", tmp_path)
        assert file.name in said
        assert "Value error" not in said
        assert file.read_bytes() == before


def test_inspect_says_what_ails_each_recipe(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, said in (("newer", "newer version"), ("not JSON", "damaged"), ("edit unknown", "damaged"),
                       ("huge", "no recipe"), ("nested", "damaged")):  # fmt: skip
        assert said in refused(capsys, "inspect", place / "bad" / f"recipe {name}.png")


@pytest.mark.parametrize("name", ["a file", "x" * 300])
@pytest.mark.parametrize("command", ["project", "drag", "mix", "directions"])
def test_a_place_that_takes_no_file_is_said_before_the_work(
    command: str, name: str, place: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / name
    if name == "a file":
        blocked.write_bytes(b"")
    model, out = place / "model", blocked / "sheet.png"
    arguments = {
        "project": ["project", model, place / "bad" / "recipe good.png", "--out", blocked],
        "drag": ["drag", model, "--handle", ".1,.1,.2,.2", "--out", out],
        "mix": ["mix", model, "--rows", "1", "--columns", "2", "--out", out],
        "directions": ["directions", model, "--out", blocked / "found.json"],
    }[command]
    with pytest.raises(SystemExit) as ended:
        main([str(argument) for argument in arguments])
    streams = capsys.readouterr()
    assert ended.value.code == 1
    assert "cannot be written" in streams.err
    assert not [line for line in streams.err.splitlines() if " of " in line and not line.startswith("gan-engine")]
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] in ([], [("a file", b"")])
