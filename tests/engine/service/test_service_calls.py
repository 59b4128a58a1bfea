"""Whatever is asked, there is one last answer, and it can be sent."""

from __future__ import annotations

import json
import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gan_engine.errors import ConfigurationError, DiskError, PictureError
from gan_engine.reporting import Cancelled
from gan_engine.service import server  # puts every method into the table
from gan_engine.service.calls import Call
from gan_engine.service.methods import METHODS, Answer, NoParams, describe, method, perform
from gan_engine.service.open_models import OpenModels

HARMLESS = ("open_model", "generate", "walk", "check", "preview", "export_clip", "contact_sheet")

_scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20)
_values = st.recursive(
    _scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3)
)
_arrays = st.lists(
    st.sampled_from([np.zeros((2, 8), np.float32), np.zeros(3), np.zeros((0, 0, 0, 3), np.uint8), np.array(1)]),
    max_size=2,
)


@st.composite
def _requests(draw: st.DrawFn) -> tuple[str, Any]:
    name = draw(st.sampled_from(HARMLESS) | st.text(max_size=10))
    keys = sorted(METHODS[name][0].model_fields if name in METHODS else ()) or ["x"]
    return name, draw(_values | st.dictionaries(st.sampled_from(keys) | st.text(max_size=5), _values, max_size=8))


@given(request=_requests(), arrays=_arrays)
@settings(deadline=None, max_examples=200)
def test_any_request_gets_one_last_answer(request: tuple[str, Any], arrays: list[np.ndarray]) -> None:
    assert server.TOPICS
    header, _ = perform(OpenModels(), Call(1, arrays, lambda header, arrays: None), *request)
    assert header["id"] == 1
    assert len({"result", "error", "cancelled"} & header.keys()) == 1
    json.dumps(header, allow_nan=False)


def test_a_request_that_was_cancelled_before_its_turn_does_nothing() -> None:
    call = Call(1, (), lambda header, arrays: None)
    call.cancelled.set()
    assert perform(OpenModels(), call, "hello", {})[0] == {"id": 1, "cancelled": True}


def test_progress_is_told_now_and_then_and_at_the_end() -> None:
    sent: list[Any] = []
    call = Call(1, (), lambda header, arrays: sent.append(header["progress"]))
    for done in range(1, 10_001):
        call.report(done, 10_000, "x")
    assert sent[0] == [1, 10_000, "x"]
    assert sent[-1] == [10_000, 10_000, "x"]
    assert len(sent) < 1000


def test_errors_are_told_with_all_they_know() -> None:
    told = describe(ConfigurationError("No.", field="batch", kept="All.", do="This."))
    assert told == {"kind": "ConfigurationError", "what": "No.", "kept": "All.", "do": "This.", "field": "batch"}
    assert describe(PictureError("truncated", "It ends."))["fault"] == "truncated"
    assert describe(DiskError("Full."))["kind"] == "DiskError"
    assert "memory" in describe(MemoryError())["what"]


def test_two_methods_cannot_share_a_name() -> None:
    with pytest.raises(ValueError, match="hello"):
        method("hello", NoParams)(lambda open_models, call, params: Answer())


def test_a_call_that_waits_for_another_can_be_cancelled_and_lets_go_of_what_it_got_too_late() -> None:
    lock, call = threading.Lock(), Call(1, (), lambda header, arrays: None)
    told: list[str] = []

    def wait() -> None:
        try:
            with call.holding(lock):
                told.append("had it")
        except Cancelled:
            told.append("cancelled")

    with lock:
        waiting = threading.Thread(target=wait)
        waiting.start()
        call.cancelled.set()
        waiting.join(20)
        assert told == ["cancelled"], "while the other one has it still"
    wait()
    assert told == ["cancelled", "cancelled"]
    assert lock.acquire(blocking=False)
