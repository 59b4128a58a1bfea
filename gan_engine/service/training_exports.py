"""Methods that show a training elsewhere: film, export_tensorboard, run_report."""

from __future__ import annotations

from pathlib import Path

from pydantic import Field

from gan_engine.interchange.film import USUAL_FPS, FilmOptions, make_film
from gan_engine.interchange.tensorboard import export_tensorboard
from gan_engine.run_report.report import MOST_RUNS, write_report
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels


class Film(Params):
    run: Path
    """The run directory."""
    path: Path
    """The clip."""
    fps: float = Field(USUAL_FPS, ge=0.1, le=120)
    """Frames a second."""
    design: int | None = Field(None, ge=0)
    """Only that cell of the sheets, from 0; null for the whole."""
    caption: bool = True
    """With how far the training was."""


class ExportTensorboard(Params):
    run: Path
    """The run directory."""
    folder: Path
    """Where to."""


class RunReport(Params):
    runs: list[Path] = Field(min_length=1, max_length=MOST_RUNS)
    """Run directories; several are told of beside each other."""
    path: Path
    """The page."""


@method("film", Film)
def film(open_models: OpenModels, call: Call, params: Film) -> Answer:
    """A run's samples as a clip.

    Answer: path, frames, width, height.
    """
    options = FilmOptions(params.fps, params.design, params.caption)
    clip = make_film(params.run, params.path, options, call.report)
    return Answer({"path": str(clip.path), "frames": clip.frames, "width": clip.width, "height": clip.height})


@method("export_tensorboard", ExportTensorboard)
def tensorboard(open_models: OpenModels, call: Call, params: ExportTensorboard) -> Answer:
    """A run's events as TensorBoard reads them.

    Answer: path.
    """
    return Answer({"path": str(export_tensorboard(params.run, params.folder, call.report))})


@method("run_report", RunReport)
def run_report(open_models: OpenModels, call: Call, params: RunReport) -> Answer:
    """A run, or several, as one HTML page that needs nothing else.

    Answer: path, bytes.
    """
    path = write_report(params.runs, params.path, report=call.report)
    return Answer({"path": str(path), "bytes": path.stat().st_size})
