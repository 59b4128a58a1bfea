"""The method `verify`: is everything at a place still as it was written?"""

from __future__ import annotations

from pathlib import Path

from gan_engine.service.calls import Answer, Call, Params, method
from gan_engine.service.open_models import Desk
from gan_engine.verification import verify as look


class Verify(Params):
    path: Path


@method("verify", Verify)
def verify(desk: Desk, call: Call, params: Verify) -> Answer:
    return Answer(look(params.path, call.report).document())
