"""The loop of the engine process: read a request, do it on a thread, write its answers, end with stdin.

The studio that started this process owns both pipes. When it closes stdin or is killed, everything under way
is cancelled and the process ends, whatever it was doing; a training is a process of its own and goes on.
"""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, BinaryIO

import psutil

from gan_engine import heap
from gan_engine.errors import ServiceError
from gan_engine.framing_protocol import Message, read_message, write_message
from gan_engine.service import (
    backgrounds,
    breeding,
    comparison,
    curation,
    datasets,
    design_exports,
    designs,
    directions,
    dragging,
    measures,
    mixing,
    projection,
    searching,
    splitting,
    training_exports,
    trainings,
    upscaling,
    verification,
    walks,
)  # fmt: skip
from gan_engine.service.calls import Array, Call
from gan_engine.service.methods import METHODS, describe, perform
from gan_engine.service.open_models import OpenModels

log = logging.getLogger(__name__)

_AT_ONCE = 64
"""More requests than that wait until one has ended; most of these wait for the networks anyway."""
_LEAVING_SECONDS = 2.0
"""How long cancelled work may take to put its temporary files away."""
_REST_SECONDS = 3.0
"""Without a request, until what they have left in memory is given back."""
_LONG_REST_SECONDS = 10.0
"""After that, until networks that find figures are closed too."""
_BUSY_SECONDS = 60.0
"""Where there is no such rest, it is given back this often."""

TOPICS = (
    backgrounds, breeding, comparison, curation, datasets, design_exports, designs, directions, dragging, measures,
    mixing, projection, searching, splitting, training_exports, trainings, upscaling, verification, walks,
)  # fmt: skip
"""The modules that put their methods into the table."""


class Server:
    """Serves one pair of pipes until `requests` ends."""

    def __init__(self, requests: BinaryIO, answers: BinaryIO) -> None:
        self._requests = requests
        self._answers = answers
        self._writing = threading.Lock()
        self._calls: dict[int, Call] = {}
        self._calls_changed = threading.Condition()
        self._open_models = OpenModels()
        self._pool = ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="request")
        self._over = False

    def serve(self) -> int:
        """Answer until the requests end; 0, or 1 if what came in was no message. Work may still be under way."""
        code = 0
        threading.Thread(target=self._tidy, name="tidy", daemon=True).start()
        try:
            while (message := read_message(self._requests)) is not None:
                self._take(message)
        except ServiceError as error:
            log.error("%s", error)
            code = 1
        except OSError as error:
            log.info("The requests ended: %s", error)
        self._leave()
        return code

    def _take(self, message: Message) -> None:
        header = message.header
        if "cancel" in header:
            self._cancel(header["cancel"])
            return
        number, name = header.get("id"), header.get("method")
        if type(number) is not int or not isinstance(name, str):
            error = describe(ServiceError("A request without a number or a method cannot be answered."))
            self._send({"id": number if type(number) is int else None, "error": error})
            return
        call = Call(number, message.arrays, self._send)
        with self._calls_changed:
            if number in self._calls:
                self._send({"id": number, "error": describe(ServiceError(f"Request {number} is under way already."))})
                return
            self._calls[number] = call
            self._calls_changed.notify_all()
        self._pool.submit(self._work, call, name, header.get("params", {}))

    def _work(self, call: Call, name: str, params: Any) -> None:
        try:
            header, arrays = perform(self._open_models, call, name, params)
            try:
                self._send(header, arrays)
            except (ValueError, ServiceError) as error:  # an answer that cannot be sent is an error too
                self._send({"id": call.number, "error": describe(error)})
        except BaseException:
            log.exception("Request %d could not be answered", call.number)
            raise
        finally:
            with self._calls_changed:
                del self._calls[call.number]
                self._calls_changed.notify_all()

    def _cancel(self, number: Any) -> None:
        with self._calls_changed:
            call = self._calls.get(number) if type(number) is int else None
        if call is not None:
            call.cancelled.set()
            self._open_models.network_queue.wake()

    def _send(self, header: Mapping[str, Any], arrays: Sequence[Array] = ()) -> None:
        """Write one answer. When nobody reads any more it is dropped: the requests will end as well."""
        with self._writing:
            try:
                write_message(self._answers, header, arrays)
            except OSError as error:
                log.info("Nobody reads the answers: %s", error)

    def _tidy(self) -> None:
        """Whenever nothing has been asked for a while, once: give back the memory that was freed."""
        while not self._over:
            with self._calls_changed:
                self._calls_changed.wait_for(lambda: self._calls or self._over)
                self._wait_for_rest()
            heap.give_back()
            with self._calls_changed:
                asked = self._calls_changed.wait_for(lambda: self._calls or self._over, _LONG_REST_SECONDS)
            finding = sys.modules.get("gan_engine.curation.backgrounds.sessions")  # where it was never needed: None
            if not asked and finding is not None:
                finding.forget()
                heap.give_back()

    def _wait_for_rest(self) -> None:
        """Until no request has been under way for `_REST_SECONDS`, or it has gone on for too long, or is over."""
        end = time.monotonic() + _BUSY_SECONDS
        while not self._over and (left := end - time.monotonic()) > 0:
            self._calls_changed.wait_for(lambda: not self._calls or self._over, left)
            if not self._calls_changed.wait_for(lambda: self._calls or self._over, _REST_SECONDS):
                return

    def _leave(self) -> None:
        """Cancel everything, and wait a moment for it to clean up behind itself."""
        end = time.monotonic() + _LEAVING_SECONDS
        with self._calls_changed:
            self._over = True
            self._calls_changed.notify_all()
            for call in self._calls.values():
                call.cancelled.set()
            self._open_models.network_queue.wake()
            while self._calls and (left := end - time.monotonic()) > 0:
                self._calls_changed.wait(left)
            for call in self._calls.values():
                log.warning("Request %d did not end in time", call.number)
        self._pool.shutdown(wait=False, cancel_futures=True)


@contextlib.contextmanager
def protocol_streams() -> Iterator[tuple[BinaryIO, BinaryIO]]:
    """The process's own stdin and stdout, taken for the protocol alone.

    From here on whoever prints, in Python or in C, writes to stderr, and whoever reads stdin finds it empty.
    """
    requests = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    with open(os.devnull, "rb") as nothing:
        os.dup2(nothing.fileno(), 0)
    if sys.stdout is not None:  # a bundled program without a console has none
        sys.stdout.flush()
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    try:
        yield requests, answers
    finally:
        with contextlib.suppress(OSError):
            answers.close()


def give_way() -> None:
    """Lower this process's priority a little: the window and the artist's other programs come first."""
    process = psutil.Process()
    with contextlib.suppress(psutil.Error, OSError):
        process.nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else max(process.nice(), 5))


def serve() -> int:
    """Serve the process's stdin and stdout until stdin ends, then end the process at once."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C in the studio's terminal is the studio's to answer
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    give_way()
    heap.keep_together()
    with protocol_streams() as (requests, answers):
        log.info("Serving %d methods", len(METHODS))
        code = Server(requests, answers).serve()
    logging.shutdown()
    # A network that is computing cannot be interrupted, and what its thread holds must not keep the process.
    os._exit(code)
