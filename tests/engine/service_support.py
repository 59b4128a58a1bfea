"""A client for the engine process, as plain as can be: what is sent and what comes back."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from gan_engine.framing_protocol import Message, read_message, write_message

ROOT = Path(__file__).parents[2]


class Client:
    """Talks to one engine process. Answers of requests that are not waited for are kept until they are."""

    def __init__(self, *, command: Sequence[str] = ("-m", "gan_engine", "serve"), log: Path | None = None) -> None:
        self.log = log
        errors = open(log, "wb") if log is not None else subprocess.DEVNULL  # noqa: SIM115
        self.process = subprocess.Popen(
            [sys.executable, *command], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT
        )
        if log is not None:
            errors.close()  # type: ignore[union-attr]
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.requests = self.process.stdin
        self.answers = self.process.stdout
        self._number = 0
        self._kept: list[Message] = []

    def send(self, header: dict[str, Any], arrays: Sequence[np.ndarray] = ()) -> None:
        write_message(self.requests, header, arrays)

    def ask(self, method: str, *arrays: np.ndarray, **params: Any) -> int:
        """Send a request; gives its number."""
        self._number += 1
        self.send({"id": self._number, "method": method, "params": params}, arrays)
        return self._number

    def next_of(self, number: int | None) -> Message:
        """The next answer to request `number`."""
        for index, message in enumerate(self._kept):
            if message.header["id"] == number:
                return self._kept.pop(index)
        while True:
            message = read_message(self.answers)
            assert message is not None, "the engine ended"
            if message.header["id"] == number:
                return message
            self._kept.append(message)

    def all_of(self, number: int) -> list[Message]:
        """All answers to request `number` up to the last."""
        messages = [self.next_of(number)]
        while not {"result", "error", "cancelled"} & messages[-1].header.keys():
            messages.append(self.next_of(number))
        return messages

    def call(self, method: str, *arrays: np.ndarray, **params: Any) -> tuple[dict[str, Any], list[np.ndarray]]:
        """The result of a request and its arrays; fails the test on an error."""
        last = self.all_of(self.ask(method, *arrays, **params))[-1]
        assert "result" in last.header, last.header
        return last.header["result"], last.arrays

    def pictures(self, method: str, *arrays: np.ndarray, **params: Any) -> np.ndarray:
        """The pictures of all parts of an answer, each at the place it names."""
        *parts, last = self.all_of(self.ask(method, *arrays, **params))
        assert "result" in last.header, last.header
        pictures = []
        for part in parts:
            if "partial" in part.header:
                assert part.header["partial"] == {"first": len(pictures), "count": len(part.arrays[0])}
                pictures.extend(part.arrays[0])
        return np.stack(pictures)

    def error(self, method: str, *arrays: np.ndarray, **params: Any) -> dict[str, str]:
        """The error of a request that must fail."""
        last = self.all_of(self.ask(method, *arrays, **params))[-1]
        assert "error" in last.header, last.header
        error: dict[str, str] = last.header["error"]
        return error

    def end(self) -> int:
        """Close the requests and wait for the process; gives its exit code."""
        self.requests.close()
        while read_message(self.answers) is not None:
            pass
        self.answers.close()
        return self.process.wait()

    def kill(self) -> None:
        """For the end of a test, however it ended."""
        self.process.kill()
        self.process.wait()
        self.requests.close()
        self.answers.close()
