"""The table of what can be asked of the engine process, and how it is answered.

A method is a function `(open_models, call, params) -> Answer` with a pydantic model of its parameters; `@method` puts
it into the table. Whatever it raises becomes an error answer: no request ends the process.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from gan_engine.errors import ConfigurationError, EngineError, PictureError, ServiceError
from gan_engine.reporting import Cancelled
from gan_engine.service.calls import Array, Call
from gan_engine.service.open_models import OpenModels

log = logging.getLogger(__name__)


class Params(BaseModel):
    """Base of every method's parameters: what is not asked for is refused, so that a slip shows."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class NoParams(Params):
    """For methods that need none."""


@dataclass(frozen=True)
class Answer:
    """The last word of a call."""

    values: Mapping[str, Any] = field(default_factory=dict)
    arrays: Sequence[Array] = ()


P = TypeVar("P", bound=Params)
Work = Callable[[OpenModels, Call, P], Answer]

METHODS: dict[str, tuple[type[Params], Work[Any]]] = {}


def method(name: str, params: type[P]) -> Callable[[Work[P]], Work[P]]:
    """Put a function into the table of methods (a decorator)."""

    def enter(work: Work[P]) -> Work[P]:
        if name in METHODS:
            raise ValueError(f"two methods are called {name}")
        METHODS[name] = (params, work)
        return work

    return enter


def perform(open_models: OpenModels, call: Call, name: str, values: Any) -> tuple[dict[str, Any], Sequence[Array]]:
    """Do what was asked; gives the last answer and its arrays, whatever happens."""
    try:
        call.check()
        answer = _perform(open_models, call, name, values)
    except Cancelled:
        return {"id": call.number, "cancelled": True}, ()
    except Exception as error:
        return {"id": call.number, "error": describe(error)}, ()
    return {"id": call.number, "result": dict(answer.values)}, answer.arrays


def _perform(open_models: OpenModels, call: Call, name: str, values: Any) -> Answer:
    if name not in METHODS:
        raise ServiceError(f"The engine has no method “{name[:100]}”.", do="Studio and engine must be of one version.")
    model, work = METHODS[name]
    try:
        params = model.model_validate(values)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        location = ".".join(str(part) for part in first["loc"]) or "params"
        raise ServiceError(f"“{name}” was asked in a way that makes no sense: {location}: {first['msg']}.") from None
    return work(open_models, call, params)


def describe(error: Exception) -> dict[str, str]:
    """An error as the studio is told: what happened, what was kept, what to do."""
    if isinstance(error, EngineError):
        words = {"kind": type(error).__name__, "what": error.what, "kept": error.kept, "do": error.do}
        if isinstance(error, ConfigurationError):
            words["field"] = error.field
        if isinstance(error, PictureError):
            words["fault"] = error.kind
        return words
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        log.warning("Out of memory", exc_info=error)
        return {
            "kind": "MemoryError",
            "what": "There is not enough memory for this.",
            "kept": "",
            "do": "Close other programs, or wait until the training has ended.",
        }
    log.error("A fault of ours", exc_info=error)
    detail = " ".join(str(error).split())[:300]
    return {
        "kind": "Fault",
        "what": f"Something went wrong inside the engine ({type(error).__name__}: {detail}).",
        "kept": "",
        "do": "This is a fault of the program; its log tells more.",
    }
