"""What `maquette demo` refuses at once, before it has drawn anything; and the tour's pictures in few colours."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from studio import demo, tour
from studio.__main__ import main
from studio.project.project import Project
from studio.settings import Settings
from studio.words import tr
from tests.studio.project_support import draw_folder


@pytest.mark.parametrize("length", ["0", "-1", "nan", "inf", "much"])
def test_a_length_that_cannot_be_is_bad_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str], length: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["demo", str(tmp_path / "out"), f"--kimg={length}"])
    assert ended.value.code == 2
    assert "length" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_place_that_cannot_be_is_one_clear_line(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "file").write_text("no folder", encoding="utf-8")
    assert main(["demo", str(tmp_path / "file" / "out")]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_what_was_done_in_a_demo_is_said_in_the_language_that_is_chosen(tmp_path: Path, home: Path) -> None:
    settings = Settings()
    settings.set("language", "de")
    settings.save()
    art = tmp_path / "art"
    draw_folder(art, 3)
    with Project.create(tmp_path / "Critters") as project:
        assert demo.language_chosen() == "de"
        demo._bake(project, art, demo.language_chosen())
        step = project.history.undo(None)
        assert step is not None
        assert step.words == "3 Bilder importieren"
    assert tr("Undo") == "Undo", "the terminal goes on in English"


def test_a_small_picture_keeps_its_greys_and_the_colours_of_what_is_seldom(tmp_path: Path) -> None:
    random = np.random.default_rng(3)
    pixels = np.full((300, 400, 3), 34, np.uint8)
    pixels[:, 200:] = 41
    pixels[50:250, 50:350] = random.integers(0, 256, (200, 300, 1)) * np.array([1.0, 0.5, 0.2])  # a warm ramp, much
    pixels[20:28, 20:28] = random.integers(0, 40, (8, 8, 3)) + np.array([60, 190, 20])  # and of green hardly anything
    path = tmp_path / "curate.png"
    Image.fromarray(pixels).save(path)
    large = path.stat().st_size
    tour.write_small(path)
    with Image.open(path) as picture:
        small = np.asarray(picture.convert("RGB")).astype(int)
        assert picture.mode == "P"
    assert path.stat().st_size < 0.7 * large
    off = np.abs(small - pixels).max(axis=2)
    assert not off[:10].any(), "what is seen most is as it was"
    assert off[20:28, 20:28].max() < 40
    assert off.mean() < 4
