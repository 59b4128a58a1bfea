"""Clips: every frame is there, in its colours, in its time; a clip is whole or not there."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import av
import numpy as np
import pytest
from PIL import Image

from gan_engine.errors import DiskError, EngineError
from gan_engine.interchange.video import CLIP_SUFFIXES, comfortable_scale, write_clip
from gan_engine.pictures import read_picture
from gan_engine.reporting import Cancelled


def _frames(count: int, size: int = 64) -> Iterator[np.ndarray]:
    """A soft coloured field that brightens from frame to frame, with a green disc."""
    yy, xx = np.mgrid[:size, :size]
    for index in range(count):
        frame = np.stack([xx * 2, yy * 2, np.full_like(xx, 20 + 150 * index // count)], -1).astype(np.uint8)
        frame[(xx - size // 2) ** 2 + (yy - size // 2) ** 2 < (size // 4) ** 2] = (30, 180, 60)
        yield frame


def _decoded(path: Path) -> list[np.ndarray]:
    if path.suffix in (".mp4", ".webm"):
        with av.open(path) as container:
            return [frame.to_ndarray(format="rgb24") for frame in container.decode(video=0)]
    with Image.open(path) as image:
        frames = []
        for index in range(getattr(image, "n_frames", 1)):
            image.seek(index)
            frames.append(np.asarray(image.convert("RGB")))
        return frames


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".gif", ".webp"])
def test_every_frame_is_there_and_looks_as_it_was_drawn(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"клип{suffix}"
    summary = write_clip(path, _frames(20), 25)
    shown = _decoded(path)
    assert (summary.frames, summary.width, summary.height) == (20, 64, 64)
    assert len(shown) == 20
    for drawn, seen in zip(_frames(20), shown, strict=True):
        assert np.abs(drawn.astype(int) - seen).mean() < 6
        np.testing.assert_allclose(seen[28:36, 28:36].mean((0, 1)), (30, 180, 60), atol=8)
    assert [each.name for each in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("suffix", [".gif", ".webp"])
def test_an_animation_plays_in_time_and_for_ever(suffix: str, tmp_path: Path) -> None:
    write_clip(tmp_path / f"a{suffix}", _frames(30), 30)
    durations = []
    with Image.open(tmp_path / f"a{suffix}") as image:
        for index in range(30):
            image.seek(index)
            image.load()
            durations.append(image.info["duration"])
    assert sum(durations) == pytest.approx(1000, abs=20)
    data = (tmp_path / f"a{suffix}").read_bytes()
    if suffix == ".gif":
        assert b"NETSCAPE2.0\x03\x01\x00\x00\x00" in data
    else:
        loops = data[data.index(b"ANIM") + 12 :][:2]
        assert loops == b"\0\0"


def test_an_mp4_is_of_the_kind_that_every_player_knows(tmp_path: Path) -> None:
    write_clip(tmp_path / "a.mp4", _frames(15), 29.97)
    with av.open(tmp_path / "a.mp4") as container:
        stream = container.streams.video[0]
        assert stream.codec_context.name == "h264"
        assert stream.codec_context.pix_fmt == "yuv420p"
        assert float(stream.average_rate or 0) == pytest.approx(29.97, abs=0.01)
    data = (tmp_path / "a.mp4").read_bytes()
    assert data.index(b"moov") < data.index(b"mdat"), "the index must come first to be played while it loads"


def test_odd_sides_are_made_even_for_mp4_and_kept_elsewhere(tmp_path: Path) -> None:
    for suffix, side in ((".mp4", 34), (".gif", 33), (".webp", 33)):
        summary = write_clip(tmp_path / f"a{suffix}", _frames(3, 33), 10)
        assert (summary.width, summary.height) == (side, side)
        assert _decoded(tmp_path / f"a{suffix}")[0].shape == (side, side, 3)


def test_small_designs_are_enlarged_pixel_by_pixel_or_smoothly(tmp_path: Path) -> None:
    frame = np.zeros((8, 8, 3), np.uint8)
    frame[:, 4:] = 255
    write_clip(tmp_path / "sharp.webp", [frame], 10, scale=8, smooth=False)
    write_clip(tmp_path / "smooth.webp", [frame], 10, scale=8)
    sharp, smooth = (_decoded(tmp_path / f"{name}.webp")[0][32, :, 0].astype(int) for name in ("sharp", "smooth"))
    assert len(sharp) == 64
    assert np.count_nonzero((sharp > 20) & (sharp < 235)) <= 1
    assert np.count_nonzero((smooth > 20) & (smooth < 235)) >= 4


@pytest.mark.parametrize(("size", "scale"), [(32, 8), (64, 4), (96, 3), (128, 2), (256, 1), (1024, 1)])
def test_a_clip_is_at_least_256_pixels_wide(size: int, scale: int) -> None:
    assert comfortable_scale(size) == scale


def test_frames_are_taken_one_by_one(tmp_path: Path) -> None:
    taken = 0
    ahead = []

    def frames() -> Iterator[np.ndarray]:
        nonlocal taken
        for frame in _frames(40, 32):
            taken += 1
            yield frame

    write_clip(tmp_path / "a.mp4", frames(), 30, lambda done, total, what="": ahead.append(taken - done), total=40)
    assert len(ahead) == 40
    assert max(ahead) <= 1


def test_a_cancelled_clip_leaves_nothing_and_an_older_one_untouched(tmp_path: Path) -> None:
    (tmp_path / "a.mp4").write_bytes(b"older")

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 5:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_clip(tmp_path / "a.mp4", _frames(20), 30, report)
    assert [each.name for each in tmp_path.iterdir()] == ["a.mp4"]
    assert (tmp_path / "a.mp4").read_bytes() == b"older"


@pytest.mark.parametrize(("name", "fps"), [("a.avi", 30), ("a.b", 30), ("a.gif", 60), ("a.mp4", 0), ("a.mp4", 1000)])
def test_a_clip_that_cannot_be_is_refused_in_words(name: str, fps: float, tmp_path: Path) -> None:
    with pytest.raises(EngineError):
        write_clip(tmp_path / name, _frames(2), fps)
    assert list(tmp_path.iterdir()) == []


def test_no_frames_or_frames_of_two_sizes_make_no_clip(tmp_path: Path) -> None:
    with pytest.raises(EngineError, match="at least one"):
        write_clip(tmp_path / "a.gif", [], 10)
    with pytest.raises(EngineError, match="Frame 2"):
        write_clip(tmp_path / "a.gif", [*_frames(1, 32), *_frames(1, 64)], 10)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the length of files there")
@pytest.mark.parametrize("suffix", CLIP_SUFFIXES)
def test_a_full_disk_is_said_and_leaves_nothing(tmp_path: Path, suffix: str) -> None:
    import resource

    noise = np.random.default_rng(0).integers(0, 256, (12, 64, 64, 3), np.uint8)
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4096, before[1]))  # to a program, the same as no more room
    try:
        with pytest.raises(DiskError, match="full"):
            write_clip(tmp_path / f"clip{suffix}", list(noise), 10)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(tmp_path.iterdir()) == []


def test_numbered_frames_are_the_very_pixels_whole_or_not_at_all(tmp_path: Path) -> None:
    write_clip(tmp_path / "critters 12.5 kimg walk", _frames(2), 25)
    assert (tmp_path / "critters 12.5 kimg walk" / "0002.png").is_file()
    shutil.rmtree(tmp_path / "critters 12.5 kimg walk")
    summary = write_clip(tmp_path / "кадры", _frames(12), 25, total=12)
    assert summary.frames == 12
    files = sorted((tmp_path / "кадры").iterdir())
    assert [file.name for file in files] == [f"{number:04d}.png" for number in range(1, 13)]
    for drawn, file in zip(_frames(12), files, strict=True):
        np.testing.assert_array_equal(read_picture(file), drawn)
    with pytest.raises(EngineError, match="already"):
        write_clip(tmp_path / "кадры", _frames(1), 25)

    def report(done: int, total: int | None, what: str = "") -> None:
        if done == 3:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_clip(tmp_path / "other", _frames(12), 25, report)
    assert [path.name for path in tmp_path.iterdir()] == ["кадры"]


@pytest.mark.parametrize("suffix", [".mp4", ".webm", ".gif", ".webp"])
def test_a_codec_that_is_missing_is_said_in_words(suffix: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def create(name: str, mode: str) -> object:
        raise ValueError(f"unknown codec {name}")

    monkeypatch.setattr(av.CodecContext, "create", create)
    with pytest.raises(EngineError, match=f"cannot write {suffix[1:].upper()}") as said:
        write_clip(tmp_path / f"a{suffix}", _frames(3), 25)
    assert said.value.do
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["clip.mp4", "clip.gif", "clip.webp", "clip"])
def test_transparency_stays_where_there_can_be_any_and_lies_on_a_ground_elsewhere(name: str, tmp_path: Path) -> None:
    frame = np.zeros((64, 64, 4), np.uint8)
    frame[16:48, 16:48] = (20, 200, 60, 255)
    write_clip(tmp_path / name, [frame] * 3, 10, ground=(200, 40, 40))
    if name == "clip":
        np.testing.assert_array_equal(read_picture(tmp_path / name / "0001.png"), frame)
    else:
        shown = _decoded(tmp_path / name)[0].astype(int)
        assert np.abs(shown[4, 4, :3] - (200, 40, 40)).max() < 12
        assert np.abs(shown[32, 32, :3] - (20, 200, 60)).max() < 12
