"""The engine process: starting it, asking it, its answers.

    workbench.engine.call("generate", {"model": ..., "seeds": [...]}, partial=self._drawn, done=self._finished)

Calls return at once. Answers are read on a thread and reach bound methods on the GUI thread: `partial(answer)`,
`done(answer)`, `failed(error)`, never after `cancel()`. The process starts with the first call (or `warm_up`);
should it die, what was under way fails with a clear word and the next call starts it again. The framing of
messages is `gan_engine.framing_protocol`; the methods are those of `gan_engine.service`.
"""

from __future__ import annotations

import contextlib
import logging
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO, cast

import numpy as np
import psutil
from PySide6.QtCore import QObject, Signal

from gan_engine import door
from gan_engine.errors import EngineError, ServiceError
from studio.words import tr
from studio.workers.callbacks import Callback, Mailbox, callback
from studio.workers.tasks import Task, Tasks

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Answer:
    """What came back: `values` (JSON) and `arrays` in the order the method gives them."""

    values: dict[str, Any] = field(default_factory=dict)
    arrays: list[np.ndarray] = field(default_factory=list)


class Call(Task):
    """A request under way; made by `Engine.call`."""

    def __init__(
        self, engine: Engine, number: int, name: str, method: str, *,
        done: Callback | None, partial: Callback | None, failed: Callback | None,
        prepare: Callable[[Answer], Any] | None, quiet: bool,
    ) -> None:  # fmt: skip
        super().__init__(name, done=done, failed=failed, quiet=quiet, parent=engine)
        self.number = number
        self.method = method
        self.prepare = prepare
        self.process: subprocess.Popen[bytes] | None = None
        self.answered = threading.Event()
        """Set as soon as its last answer has been read, an error too, or the process has ended: for who waits on the
        GUI thread, which hears of it only afterwards."""
        self._engine = engine
        self._partial = partial

    def cancel(self) -> None:
        if not self.running:
            return
        self._done = self._partial = self._failed = None
        self.cancelled = True
        self.end()
        self._engine.abandon(self)

    def bring(self, answer: Any) -> None:
        """On the GUI thread: a part of the answer."""
        if self.running and self._partial is not None:
            self._partial(answer)


class Engine(QObject):
    """The client. `hello(dict)` comes when the process has started: versions, device name, GPU memory."""

    hello = Signal(dict)
    failed = Signal(str, object)
    """(name, error) of calls that have no `failed` of their own."""

    def __init__(
        self, tasks: Tasks, *, log_file: Path | None = None, command: Sequence[str] = (), parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._command = list(command)
        self._log_file = log_file
        self._mailbox = Mailbox(self)
        self._number = 0
        self._calls: dict[int, Call] = {}
        self._by_key: dict[str, Call] = {}
        self._outbox: queue.SimpleQueue[tuple[dict[str, Any], Sequence[np.ndarray]] | None] = queue.SimpleQueue()
        self._writer: threading.Thread | None = None
        self._readers: list[threading.Thread] = []
        self._process: subprocess.Popen[bytes] | None = None
        self._environment: dict[str, str] = {}
        self._started_with: dict[str, str] = {}
        self._closed = False

    def set_environment(self, values: Mapping[str, str]) -> None:
        """What the process finds in its environment beside the window's. One that was started with something else gives
        way to a new one with the next call for which nothing else is under way."""
        self._environment = dict(values)

    def call(
        self,
        method: str,
        params: Mapping[str, Any] | None = None,
        arrays: Sequence[np.ndarray] = (),
        *,
        name: str = "",
        done: Callable[[Any], Any] | None = None,
        partial: Callable[[Any], Any] | None = None,
        failed: Callable[[BaseException], Any] | None = None,
        prepare: Callable[[Answer], Any] | None = None,
        key: str = "",
    ) -> Call:
        """Ask `method` of the engine.

        `name` ("Baking") shows it in the status bar; without one it is quiet. `prepare` runs on the reading thread
        and turns each `Answer` into what `partial` and `done` get (images from arrays: too slow for the GUI
        thread). A call with the `key` of an older one cancels that one.
        """
        self._number += 1
        call = Call(
            self, self._number, name or method, method,
            done=callback(done), partial=callback(partial), failed=callback(failed), prepare=prepare, quiet=not name,
        )  # fmt: skip
        if key:
            if (older := self._by_key.get(key)) is not None and older.number in self._calls:
                older.cancel()
            self._by_key[key] = call
        self._tasks.add(call)
        if self._closed:
            call.cancel()
            return call
        self._calls[call.number] = call
        self._send({"id": call.number, "method": method, "params": dict(params or {})}, arrays)
        return call

    def warm_up(self) -> None:
        """Start the process and have it say hello, so that the first real call need not wait for torch."""
        self.call("hello", done=self._say_hello, failed=self._no_hello)

    def abandon(self, call: Call) -> None:
        """Tell the process that nobody wants this answer any more (called by `Call.cancel`)."""
        if self._calls.pop(call.number, None) is not None and not self._closed:
            self._send({"cancel": call.number}, ())

    @property
    def alive(self) -> bool:
        """Whether the process runs now."""
        return self._process is not None and self._process.poll() is None

    def close(self, seconds: float = 0.8) -> bool:
        """End the process, politely and then not; whether everything has ended in that time."""
        for call in list(self._calls.values()):
            call.cancel()
        self._closed = True
        self._mailbox.close()
        end = time.monotonic() + seconds
        if self._writer is None:
            return True
        self._outbox.put(None)
        self._writer.join(seconds / 4)
        process = self._process
        if process is not None:
            try:
                process.wait(seconds / 2)
            except subprocess.TimeoutExpired:
                process.kill()
                with contextlib.suppress(subprocess.TimeoutExpired):  # a busy machine takes its time over that too
                    process.wait(1)
        for thread in (self._writer, *self._readers):
            thread.join(max(0.05, end - time.monotonic()))
        return not any(thread.is_alive() for thread in (self._writer, *self._readers))

    def _say_hello(self, answer: Answer) -> None:
        self.hello.emit(answer.values)

    def _no_hello(self, error: BaseException) -> None:
        log.warning("The engine did not start: %s", error)
        self.failed.emit(tr("Starting the engine"), error)

    # ---- the writing thread -------------------------------------------------------------------------------

    def _send(self, header: dict[str, Any], arrays: Sequence[np.ndarray]) -> None:
        self._outbox.put((header, arrays))
        if self._writer is None:
            self._writer = threading.Thread(target=self._write, name="engine-writer", daemon=True)
            self._writer.start()

    def _write(self) -> None:
        from gan_engine import framing_protocol

        while (message := self._outbox.get()) is not None:
            header, arrays = message
            if "cancel" in header and not self.alive:
                continue
            try:
                process = self._process
                if "cancel" not in header and (not self.alive or self._is_outdated()):
                    process = self._start()
                assert process is not None
                assert process.stdin is not None
                if (call := self._calls.get(header.get("id", 0))) is not None:
                    call.process = process
                framing_protocol.write_message(cast(BinaryIO, process.stdin), header, arrays=arrays)
            except (OSError, ValueError, ServiceError) as error:
                log.warning("The engine cannot be reached: %s", error)
                if "id" in header:
                    self._mailbox.post(
                        self._fail, header["id"], error if isinstance(error, ServiceError) else self._gone()
                    )
        if self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()

    def _is_outdated(self) -> bool:
        """Whether it was started with another environment, and can be let go of."""
        if self._started_with == self._environment:
            return False
        return not any(call.process is self._process for call in list(self._calls.values()))

    def _start(self) -> subprocess.Popen[bytes]:
        if self.alive and self._process is not None and self._process.stdin is not None:
            with contextlib.suppress(OSError):
                self._process.stdin.close()  # it ends by itself
        self._started_with = self._environment
        command = self._command
        if not command:
            from gan_engine.runs.processes import engine_command

            command = [*engine_command(), "serve"]
        flags = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", **self._started_with}
        if self._log_file is None:
            process = self._popen(command, subprocess.DEVNULL, environment, flags)
        else:
            with os.fdopen(door.open_append(self._log_file, root=self._log_file.parent), "ab") as errors:
                process = self._popen(command, errors, environment, flags)
        _give_way(process.pid)
        self._process = process
        reader = threading.Thread(target=self._read, args=(process,), name="engine-reader", daemon=True)
        self._readers = [thread for thread in self._readers if thread.is_alive()] + [reader]
        reader.start()
        return process

    @staticmethod
    def _popen(command: Sequence[str], errors: Any, environment: dict[str, str], flags: int) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=environment, creationflags=flags
        )

    # ---- the reading thread -------------------------------------------------------------------------------

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        stream = process.stdout
        assert stream is not None
        try:
            self._read_messages(cast(BinaryIO, stream))
        except (OSError, ValueError, EngineError) as error:
            log.warning("The engine's answer cannot be read: %s", error)
            process.kill()
        process.wait()
        stream.close()
        with contextlib.suppress(OSError):  # what was still to be flushed has nobody to go to
            if process.stdin is not None:
                process.stdin.close()
        for call in list(self._calls.values()):
            if call.process is process:
                call.answered.set()
        self._mailbox.post(self._lost, process)

    def _read_messages(self, stream: BinaryIO) -> None:
        from gan_engine import framing_protocol

        while (message := framing_protocol.read_message(stream)) is not None:
            header = message.header
            number = header.get("id")
            call = self._calls.get(number) if isinstance(number, int) else None
            if call is None:
                continue
            if (progress := header.get("progress")) is not None:
                done, total, what = progress
                call.note(int(done), None if total is None else int(total), str(what))
                continue
            if (error := header.get("error")) is not None:
                call.answered.set()
                self._mailbox.post(self._fail, number, to_error(error))
            elif header.get("cancelled"):
                call.answered.set()
                self._mailbox.post(self._finish_cancelled, number)
            else:
                part = "partial" in header
                answer: Any = Answer(header.get("partial" if part else "result") or {}, list(message.arrays))
                try:
                    prepared = call.prepare(answer) if call.prepare is not None else answer
                except Exception as fault:
                    log.exception("The answer to %s could not be used", call.method)
                    call.answered.set()
                    self._mailbox.post(self._fail, number, fault)
                    continue
                if not part:
                    call.answered.set()
                self._mailbox.post(self._bring if part else self._succeed, number, prepared)

    # ---- on the GUI thread --------------------------------------------------------------------------------

    def _bring(self, number: int, answer: Any) -> None:
        if (call := self._calls.get(number)) is not None:
            call.bring(answer)

    def _succeed(self, number: int, answer: Any) -> None:
        if (call := self._calls.pop(number, None)) is not None:
            call.succeed(answer)

    def _finish_cancelled(self, number: int) -> None:
        if (call := self._calls.pop(number, None)) is not None:
            call.cancel()

    def _fail(self, number: int, error: BaseException) -> None:
        if (call := self._calls.pop(number, None)) is not None:
            name = call.name
            if not call.fail(error):
                self.failed.emit(name, error)

    def _lost(self, process: subprocess.Popen[bytes]) -> None:
        """The process has ended: whatever it was asked will not be answered."""
        if self._closed:
            return
        for number in [number for number, call in self._calls.items() if call.process is process]:
            self._fail(number, self._gone())

    @staticmethod
    def _gone() -> ServiceError:
        return ServiceError(
            tr("The engine stopped unexpectedly."),
            kept=tr("Your pictures, runs and designs are safe; only what it was just doing is lost."),
            do=tr("Do it again: the engine starts anew by itself."),
        )


def _give_way(pid: int) -> None:
    """Let the window come first where both want the processor: what the engine does takes its time anyway."""
    with contextlib.suppress(psutil.Error, OSError):
        psutil.Process(pid).nice(psutil.BELOW_NORMAL_PRIORITY_CLASS if sys.platform == "win32" else 5)


def to_error(value: Any) -> EngineError:
    """The error of an answer, as an exception."""
    if not isinstance(value, dict):
        return ServiceError(tr("The engine reported an error that cannot be understood."))
    return EngineError(
        str(value.get("what") or tr("The engine reported an error.")),
        kept=str(value.get("kept") or ""),
        do=str(value.get("do") or ""),
    )
