"""Upscaling networks of one's own in the engine process, and the method keep_upscaler."""

from __future__ import annotations

from pathlib import Path

from gan_engine import upscalers
from gan_engine.dataset.options import BakeOptions
from gan_engine.interchange.exports.upscaler import keep_upscaler, open_kept
from gan_engine.picture_modes import Picture
from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.network_queue import STORED
from gan_engine.service.open_models import OpenModels
from gan_engine.upscalers import Upscale


class Keep(Params):
    file: Path
    """A network that enlarges pictures (.safetensors)."""


@method("keep_upscaler", Keep)
def keep(open_models: OpenModels, call: Call, params: Keep) -> Answer:
    """Keep a network that enlarges small pictures of sets, once it was seen to be one.

    Answer: upscaler (as baking's option), name.
    """
    mark = keep_upscaler(params.file)
    return Answer({"upscaler": mark, "name": upscalers.name_of(mark)})


def in_turn(upscale: Upscale, open_models: OpenModels, call: Call) -> Upscale:
    """The same, each picture in a turn of its own among all that computes."""

    def upscaled(picture: Picture) -> Picture:
        with open_models.computing(call, STORED, drawing=True):
            return upscale(picture)

    return upscaled


def upscaler_in_turn(open_models: OpenModels, call: Call, mark: str) -> Upscale:
    """The network that is kept under `mark`, opened. Raises `ModelError`."""
    return in_turn(open_kept(mark), open_models, call)


def chosen_upscaler(open_models: OpenModels, call: Call, options: BakeOptions) -> Upscale | None:
    """The network that a set is baked with, opened, where there is one. Raises `ModelError`."""
    return None if options.upscaler is None else upscaler_in_turn(open_models, call, options.upscaler)
