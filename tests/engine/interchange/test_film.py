"""A film shows every sample that can be read, in their order, and stays on the last."""

from __future__ import annotations

from pathlib import Path

import av
import numpy as np
import pytest

from gan_engine.errors import EngineError, RunError
from gan_engine.interchange.film import FilmOptions, make_film
from gan_engine.runs.events import SampleSaved
from tests.engine.run_support import write_run


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_run(tmp_path_factory.mktemp("film") / "run", kimg=100, every=20, cell=16).path


def frames_of(path: Path) -> list[np.ndarray]:
    with av.open(path) as clip:
        return [frame.to_ndarray(format="rgb24") for frame in clip.decode(video=0)]


@pytest.mark.parametrize("suffix", [".mp4", ".gif", ".webp"])
def test_every_sample_is_a_frame_and_the_last_one_stays(run: Path, tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"film{suffix}"
    clip = make_film(run, out, FilmOptions(fps=4))
    assert clip.frames == 6 + 5
    assert clip.width == 256
    if suffix == ".mp4":
        frames = frames_of(out)
        assert len(frames) == clip.frames
        corner = [frame[:6, :6].astype(float).std() for frame in frames]
        assert corner[0] > 2 * corner[5], "the discs of the support run take shape out of noise, on white"
        assert np.abs(frames[5].astype(int) - frames[-1]).max() < 12


def test_one_design_is_shown_large_and_without_a_caption_alone(run: Path, tmp_path: Path) -> None:
    clip = make_film(run, tmp_path / "one.gif", FilmOptions(design=3, caption=False))
    assert (clip.width, clip.height) == (256, 256)
    with pytest.raises(EngineError, match="32 designs"):
        make_film(run, tmp_path / "two.gif", FilmOptions(design=32))
    assert not (tmp_path / "two.gif").exists()


def test_what_cannot_be_read_is_left_out(tmp_path: Path) -> None:
    directory = write_run(tmp_path / "run", kimg=60, every=20, cell=16)
    (directory.samples_folder / "000020.webp").write_bytes(b"torn")
    (directory.samples_folder / "000040.webp").unlink()
    with directory.hold():
        directory.append_event(SampleSaved(time=1, kimg=61, file="../../elsewhere.webp", columns=8, rows=4))
        directory.append_event(SampleSaved(time=1, kimg=62, file="samples/000060.webp", columns=0, rows=-4))
    assert make_film(directory.path, tmp_path / "film.gif", FilmOptions(fps=0.5)).frames == 2
    for path in directory.samples_folder.iterdir():
        path.unlink()
    with pytest.raises(RunError, match="None of this"):
        make_film(directory.path, tmp_path / "none.gif")


def test_before_the_first_sample_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    with pytest.raises(RunError, match="no samples yet"):
        make_film(tmp_path / "run", tmp_path / "film.mp4")
    with pytest.raises(RunError, match="no training"):
        make_film(tmp_path / "gone", tmp_path / "film.mp4")
