"""The method `verify`: compares what lies at a place with the digests it was written with."""

from __future__ import annotations

from pathlib import Path

from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels
from gan_engine.verification import verify as look


class Verify(Params):
    path: Path
    """A project, run, snapshot, dataset or file."""


@method("verify", Verify)
def verify(open_models: OpenModels, call: Call, params: Verify) -> Answer:
    """Is everything at a place still as it was written?

    Answer: what `gan-engine verify --json` prints; progress in files.
    """
    return Answer(look(params.path, call.report).document())
