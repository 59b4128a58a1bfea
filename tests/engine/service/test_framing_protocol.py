"""Messages between the studio and its engine: what goes in comes out, and nothing else gets in."""

from __future__ import annotations

import contextlib
import io
import json
import os
import threading
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from gan_engine.errors import ServiceError
from gan_engine.framing_protocol import DTYPES, MAX_HEADER_BYTES, MAX_MESSAGE_BYTES, read_message, write_message

_scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
_json = st.recursive(_scalars, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=10)
_arrays = st.sampled_from(sorted(DTYPES)).flatmap(
    lambda name: arrays.arrays(np.dtype(name), arrays.array_shapes(min_dims=0, min_side=0, max_side=4))
)
_keys = st.text().filter(lambda key: key not in ("parts", "arrays"))


@given(header=st.dictionaries(_keys, _json), parts=st.lists(st.binary(max_size=50) | _arrays, max_size=4))
def test_a_message_comes_out_as_it_went_in(header: dict[str, Any], parts: list[Any]) -> None:
    pipe = io.BytesIO()
    write_message(pipe, header, parts)
    write_message(pipe, {"id": 2})
    pipe.seek(0)
    message = read_message(pipe)
    assert message is not None
    assert message.header == header
    assert len(message.parts) == len(parts)
    for came, went in zip(message.parts, parts, strict=True):
        if isinstance(went, bytes):
            assert came == went
        else:
            assert isinstance(came, np.ndarray)
            assert (came.dtype, came.shape) == (went.dtype, went.shape)
            assert came.tobytes() == went.tobytes()
    following = read_message(pipe)
    assert following is not None
    assert following.header == {"id": 2}
    assert read_message(pipe) is None


def test_a_view_that_is_not_contiguous_is_sent_as_it_looks() -> None:
    picture = np.arange(60, dtype=np.uint8).reshape(4, 5, 3)[::-1, ::2]
    pipe = io.BytesIO()
    write_message(pipe, {}, [picture])
    pipe.seek(0)
    message = read_message(pipe)
    assert message is not None
    np.testing.assert_array_equal(message.arrays[0], picture)


def test_the_bytes_on_the_wire_are_as_documented() -> None:
    pipe = io.BytesIO()
    write_message(pipe, {"id": 7}, [np.array([[1, 2]], dtype=np.int32), b"xyz"])
    data = pipe.getvalue()
    length = int.from_bytes(data[:4], "big")
    header = json.loads(data[4 : 4 + length])
    assert header == {"id": 7, "parts": [8, 3], "arrays": [{"dtype": "int32", "shape": [1, 2]}, None]}
    assert data[4 + length :] == b"\x01\0\0\0\x02\0\0\0xyz"


def test_a_slow_pipe_that_gives_a_few_bytes_at_a_time_is_read_whole() -> None:
    pipe = io.BytesIO()
    write_message(pipe, {"id": 1}, [np.arange(100)])
    reading, writing = os.pipe()

    def trickle() -> None:
        with open(writing, "wb", buffering=0) as end:
            for byte in pipe.getvalue():
                end.write(bytes([byte]))

    thread = threading.Thread(target=trickle)
    thread.start()
    with open(reading, "rb", buffering=0) as end:
        message = read_message(end)
        assert message is not None
        np.testing.assert_array_equal(message.arrays[0], np.arange(100))
        assert read_message(end) is None
    thread.join()


def _framed(header: bytes, rest: bytes = b"") -> io.BytesIO:
    return io.BytesIO(len(header).to_bytes(4, "big") + header + rest)


def _array(description: bytes, rest: bytes) -> io.BytesIO:
    return _framed(b'{"parts": [%d], "arrays": [%s]}' % (len(rest), description), rest)


@pytest.mark.parametrize(
    "stream",
    [
        pytest.param(io.BytesIO(b"\0\0"), id="ends in the length"),
        pytest.param(_framed(b'{"id": 1}'[:5]), id="header torn"),
        pytest.param(io.BytesIO(b"Traceback (most recent call last)"), id="a stray print"),
        pytest.param(io.BytesIO((MAX_HEADER_BYTES + 1).to_bytes(4, "big")), id="header too long"),
        pytest.param(_framed(b"[1]"), id="not an object"),
        pytest.param(_framed(b"\xff\xfe{}"), id="not UTF-8"),
        pytest.param(_framed(b"[" * 100_000), id="nested without end"),
        pytest.param(_framed(b'{"parts": 3}'), id="parts no list"),
        pytest.param(_framed(b'{"parts": [-1]}'), id="negative length"),
        pytest.param(_framed(b'{"parts": [true]}', b"x"), id="length no number"),
        pytest.param(_framed(b'{"parts": [1.0]}', b"x"), id="length no integer"),
        pytest.param(_framed(b'{"parts": [%d]}' % (MAX_MESSAGE_BYTES + 1)), id="part too long"),
        pytest.param(_framed(b'{"parts": [%s]}' % b",".join([b"0"] * 5000)), id="too many parts"),
        pytest.param(_framed(b'{"parts": [5]}', b"abc"), id="part torn"),
        pytest.param(_framed(b'{"parts": [1], "arrays": []}', b"x"), id="arrays missing"),
        pytest.param(_framed(b'{"parts": [1], "arrays": {}}', b"x"), id="arrays no list"),
        pytest.param(_array(b'{"dtype": "uint8"}', b"x"), id="no shape"),
        pytest.param(_array(b'{"dtype": "object", "shape": [1]}', b"x" * 8), id="objects"),
        pytest.param(_array(b'{"dtype": [], "shape": [1]}', b"x" * 8), id="odd dtype"),
        pytest.param(_array(b'{"dtype": "uint8", "shape": [3]}', b"xx"), id="wrong shape"),
        pytest.param(_array(b'{"dtype": "uint8", "shape": [-1, -1]}', b"x"), id="negative side"),
        pytest.param(_array(b'{"dtype": "uint8", "shape": [1, 1, 1, 1, 1, 1, 1, 1, 1]}', b"x"), id="nine sides"),
    ],
)
def test_what_is_no_message_is_refused_in_words(stream: io.BytesIO) -> None:
    with pytest.raises(ServiceError):
        read_message(stream)


@given(st.binary(max_size=200))
def test_noise_never_does_worse_than_an_error_in_words(noise: bytes) -> None:
    with contextlib.suppress(ServiceError):
        read_message(io.BytesIO(noise))


def test_a_message_beyond_the_limits_is_refused_before_a_byte_is_written() -> None:
    pipe = io.BytesIO()
    with pytest.raises(ServiceError):
        write_message(pipe, {}, [b""] * 5000)
    with pytest.raises(ServiceError):
        write_message(pipe, {}, [np.array(["no"], dtype=object)])
    with pytest.raises(ValueError, match="JSON"):
        write_message(pipe, {"loss": float("nan")})
    assert pipe.getvalue() == b""
