"""The method `verify`: compares what lies at a place with the digests it was written with."""

from __future__ import annotations

from pathlib import Path

from gan_engine.service.calls import Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels
from gan_engine.verification import verify as look


class Verify(Params):
    path: Path


@method("verify", Verify)
def verify(open_models: OpenModels, call: Call, params: Verify) -> Answer:
    return Answer(look(params.path, call.report).document())
