"""Clips of designs: MP4 and WebM for players and pages, GIF and WebP for chats, numbered frames for cutting programs.

Frames are encoded as they come: a clip of an hour needs no more memory than one of a second.
"""

from __future__ import annotations

import contextlib
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import numpy as np
from PIL import Image

from gan_engine import atomic
from gan_engine.errors import EngineError
from gan_engine.picture_modes import Picture
from gan_engine.pictures import flatten, write_png
from gan_engine.reporting import Report, silent

if TYPE_CHECKING:
    import av
    from av.video.stream import VideoStream

WHITE = (255, 255, 255)
COMFORTABLE_SIDE = 256
"""Clips of smaller designs are enlarged by a whole factor to at least this many pixels a side."""
MAX_FPS = 120
_GIF_MAX_FPS = 50
"""GIF counts time in hundredths of a second, and browsers slow down what is shown for only one."""
_ENDINGS = "End its name in .mp4, .webm, .gif or .webp, or in nothing for a folder of frames."
_ENDING = re.compile(r"\.(?=.*[A-Za-z])[A-Za-z0-9]{1,8}")
_LEAST_DIGITS = 4
_MAX_SIDE = 8192
_BT709 = 1


@dataclass(frozen=True)
class ClipSummary:
    """What was written."""

    path: Path
    frames: int
    width: int
    height: int


@dataclass(frozen=True)
class _Form:
    """How one kind of clip is encoded. `codecs` are tried in order: not every build of FFmpeg has the first."""

    container: str
    codecs: tuple[str, ...]
    pixels: str
    options: Mapping[str, str] = field(default_factory=dict)
    container_options: Mapping[str, str] = field(default_factory=dict)


_FORMS = {
    ".mp4": _Form(
        "mp4",
        ("libx264", "libopenh264", "mpeg4"),
        "yuv420p",
        {"crf": "16", "preset": "medium"},
        {"movflags": "faststart"},
    ),
    ".webm": _Form(
        "webm", ("libvpx-vp9", "libvpx"), "yuv420p", {"crf": "20", "deadline": "good", "cpu-used": "4", "row-mt": "1"}
    ),
    ".gif": _Form("gif", ("gif",), "pal8"),
    ".webp": _Form("webp", ("libwebp_anim",), "bgra", {"quality": "90", "compression_level": "3"}, {"loop": "0"}),
}
CLIP_SUFFIXES = tuple(_FORMS)


def comfortable_scale(size: int) -> int:
    """The whole factor by which designs of `size` px should be enlarged to be watched."""
    return max(1, -(-COMFORTABLE_SIDE // size))


def check_clip(path: Path, fps: float) -> None:
    """Raise `EngineError` where no clip can be written as asked, before anything is drawn for it."""
    if not _is_folder(path):
        _form(path, fps)
    elif path.exists():
        raise EngineError(
            f"There is something at {path} already.",
            kept="It stays as it is.",
            do="Choose another name for the frames.",
        )


def write_clip(
    path: Path,
    frames: Iterable[Picture],
    fps: float,
    report: Report = silent,
    *,
    total: int | None = None,
    scale: int = 1,
    smooth: bool = True,
    ground: tuple[int, int, int] = WHITE,
) -> ClipSummary:
    """Encode `frames` (uint8 HxWx3 or HxWx4, all of one size) at `fps` into `path`, by its suffix; whole or not at all.

    Without a suffix it becomes a folder of PNGs, 0001.png and so on. Each frame is enlarged by the whole factor
    `scale`: smoothly (Lanczos), or pixel by pixel. MP4 and WebM need even sides, the last row or column is repeated
    where they are not. Transparency stays in a folder of frames; in clips it is laid on `ground`. `total` serves the
    report, and the width of the numbers. Raises `EngineError` for an unknown
    suffix, no frames, frames that differ in size, or a folder that is there already, `DiskError`, and what `report`
    raises.
    """
    check_clip(path, fps)
    pictures = (_enlarged(frame, scale, smooth) for frame in frames)
    first = next(pictures, None)
    if first is None:
        raise EngineError("A clip needs at least one frame.")
    if _is_folder(path):
        return _write_frames(path, itertools.chain([first], pictures), report, total)
    form = _form(path, fps)
    pictures = (flatten(picture, ground) for picture in pictures)
    first = flatten(first, ground)
    if form.pixels == "yuv420p":
        pictures = (_even(picture) for picture in pictures)
        first = _even(first)
    height, width = first.shape[:2]
    if max(width, height) > _MAX_SIDE:
        raise EngineError(f"A clip of {width} x {height} pixels is too large.", do="Choose a smaller scale.")
    count = 0
    with (
        atomic.writing(path, root=path.parent) as file,
        _encoder(watched := _Watched(file), form, width, height, fps) as encode,
    ):
        for count, picture in enumerate(itertools.chain([first], pictures), 1):
            if picture.shape != first.shape:
                raise EngineError(f"Frame {count} has another size than the first.")
            encode(picture)
            watched.check()
            report(count, total)
    return ClipSummary(path, count, width, height)


def _is_folder(path: Path) -> bool:
    """Whether the name has no ending: what follows a dot in "critters 12.5 kimg" is none."""
    return _ENDING.fullmatch(path.suffix) is None


def _write_frames(folder: Path, pictures: Iterable[Picture], report: Report, total: int | None) -> ClipSummary:
    """A PNG for each frame, numbered from 1 in as many digits as the last one needs."""
    digits = max(_LEAST_DIGITS, len(str(total or 0)))
    count = height = width = 0
    with atomic.writing_folder(folder, root=folder.parent) as inside:
        for count, picture in enumerate(pictures, 1):
            if count > 1 and picture.shape[:2] != (height, width):
                raise EngineError(f"Frame {count} has another size than the first.")
            height, width = picture.shape[:2]
            write_png(inside / f"{count:0{digits}d}.png", np.ascontiguousarray(picture), root=folder.parent)
            report(count, total)
    return ClipSummary(folder, count, width, height)


def _form(path: Path, fps: float) -> _Form:
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise EngineError(f"“{path.name}” is no kind of clip.", do=_ENDINGS)
    fastest = _GIF_MAX_FPS if form.container == "gif" else MAX_FPS
    if not 0.1 <= fps <= fastest:
        raise EngineError(
            f"A {form.container.upper()} cannot show {fps:g} pictures a second.", do=f"Choose 1 to {fastest}."
        )
    return form


def _enlarged(picture: Picture, scale: int, smooth: bool) -> Picture:
    if scale == 1:
        return picture
    image = Image.fromarray(picture)
    how = Image.Resampling.LANCZOS if smooth else Image.Resampling.NEAREST
    return np.asarray(image.resize((image.width * scale, image.height * scale), how))


def _even(picture: Picture) -> Picture:
    height, width = picture.shape[:2]
    return np.pad(picture, ((0, height % 2), (0, width % 2), (0, 0)), mode="edge")


class _Watched:
    """A file that keeps to itself why it could not be written, for `check` to raise.

    An error must not come up through PyAV: it makes a number of the first and drops the next with a traceback.
    """

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._error: OSError | None = None
        self.name = file.name

    def check(self) -> None:
        if self._error is not None:
            raise self._error

    def write(self, data: bytes) -> int:
        return self._try(lambda: self._file.write(data), len(data))

    def seek(self, offset: int, whence: int = 0) -> int:
        return self._try(lambda: self._file.seek(offset, whence), offset)

    def tell(self) -> int:
        return self._try(self._file.tell, 0)

    def _try(self, act: Callable[[], int], otherwise: int) -> int:
        if self._error is None:
            try:
                return act()
            except OSError as error:
                self._error = error
        return otherwise


class _Encoder:
    """Takes pictures one by one and writes what the codec makes of them."""

    def __init__(
        self, container: av.container.OutputContainer, stream: VideoStream, form: _Form, rate: Fraction
    ) -> None:
        import av

        self._container = container
        self._stream = stream
        self._form = form
        self._time_base = 1 / rate
        self._count = 0
        self._palette = _PaletteFilter(stream, self._time_base) if form.pixels == "pal8" else None
        self._reformatter = av.video.reformatter.VideoReformatter()

    def __call__(self, picture: Picture) -> None:
        import av

        frame = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="rgb24")
        frame.pts = self._count
        frame.time_base = self._time_base
        self._count += 1
        if self._palette is not None:
            self._write(self._palette.take(frame))
            return
        if self._form.pixels == "yuv420p":
            frame = self._reformatter.reformat(frame, format="yuv420p", dst_colorspace=_BT709)
        self._write([frame])

    def finish(self) -> None:
        if self._palette is not None:
            self._write(self._palette.take(None))
        self._container.mux(self._stream.encode(None))

    def _write(self, frames: Iterable[av.VideoFrame]) -> None:
        for frame in frames:
            self._container.mux(self._stream.encode(frame))


class _PaletteFilter:
    """Gives each frame the 256 colours that suit it best, with an ordered pattern that does not flicker."""

    def __init__(self, stream: VideoStream, time_base: Fraction) -> None:
        import av

        graph = av.filter.Graph()
        self._source = graph.add_buffer(
            width=stream.width, height=stream.height, format=av.VideoFormat("rgb24"), time_base=time_base
        )
        split = graph.add("split")
        palette = graph.add("palettegen", "stats_mode=single:reserve_transparent=0")
        use = graph.add("paletteuse", "new=1:dither=bayer:bayer_scale=4")
        self._sink = graph.add("buffersink")
        self._source.link_to(split)
        split.link_to(palette, 0, 0)
        split.link_to(use, 1, 0)
        palette.link_to(use, 0, 1)
        use.link_to(self._sink)
        graph.configure()
        self._graph = graph

    def take(self, frame: av.VideoFrame | None) -> Iterator[av.VideoFrame]:
        """The frames that are ready after `frame` (None: the last has been given)."""
        import av

        self._source.push(frame)
        with contextlib.suppress(av.BlockingIOError, av.EOFError):
            while True:
                ready = self._sink.pull()
                assert isinstance(ready, av.VideoFrame)
                yield ready


@contextlib.contextmanager
def _encoder(file: _Watched, form: _Form, width: int, height: int, fps: float) -> Iterator[_Encoder]:
    import av

    rate = Fraction(fps).limit_denominator(1001)
    codec = _first_that_opens(form, width, height, rate)
    options = dict(form.options) if codec == form.codecs[0] else {}
    try:
        with av.open(file, "w", format=form.container, options=dict(form.container_options)) as container:
            stream = container.add_stream(codec, rate=rate, options=options)
            assert isinstance(stream, av.VideoStream)
            _shape(stream.codec_context, codec, form, width, height, rate)
            encoder = _Encoder(container, stream, form, rate)
            yield encoder
            encoder.finish()
    except av.FFmpegError:
        file.check()
        raise
    file.check()


def _shape(context: av.VideoCodecContext, codec: str, form: _Form, width: int, height: int, rate: Fraction) -> None:
    """Set a codec up for pictures of this size; the colours are said to be what they are, so that players agree."""
    context.width, context.height, context.pix_fmt = width, height, form.pixels
    if form.pixels == "yuv420p":
        context.colorspace = context.color_primaries = context.color_trc = _BT709
        context.color_range = 1  # 16 to 235, as players expect
        if codec not in (form.codecs[0], "libvpx"):
            context.bit_rate = int(width * height * rate * 0.4)


def _first_that_opens(form: _Form, width: int, height: int, rate: Fraction) -> str:
    import av

    for codec in form.codecs:
        try:
            context = av.CodecContext.create(codec, "w")
            assert isinstance(context, av.VideoCodecContext)
            context.time_base = 1 / rate
            context.framerate = rate
            _shape(context, codec, form, width, height, rate)
            context.open()
            return codec
        except (av.FFmpegError, ValueError):
            continue
    raise EngineError(f"This installation cannot write {form.container.upper()} clips.", do="Choose another kind.")
