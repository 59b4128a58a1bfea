"""What whole trees of processes ask Linux's network for, seen by the kernel itself: native code cannot get past it.

A seccomp filter hands every `connect` and every `sendto` with an address of the watched processes to us before it is
done (seccomp_unotify(2)); we note where it leads and let it go on. It needs no privilege and no other program.
"""

from __future__ import annotations

import contextlib
import ctypes
import fcntl
import os
import platform
import select
import socket
import struct
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

_MACHINES = {
    # AUDIT_ARCH_*, and the numbers of connect, sendto and seccomp
    "x86_64": (0xC000003E, 42, 44, 317),
    "aarch64": (0xC00000B7, 203, 206, 277),
}
_NO_NEW_PRIVILEGES, _SET_FILTER, _WITH_LISTENER = 38, 1, 1 << 3
_ALLOW, _ASK_US = 0x7FFF0000, 0x7FC00000
_LOAD, _EQUAL, _ANSWER = 0x20, 0x15, 0x06  # BPF_LD|W|ABS, BPF_JMP|JEQ|K, BPF_RET|K
_NUMBER, _ARCHITECTURE, _SENDTO_ADDRESS = 0, 4, 16 + 8 * 4  # offsets in struct seccomp_data
_NOTICE = struct.Struct("=QIIiIQ6Q")  # struct seccomp_notif
_REPLY = struct.Struct("=QqiI")  # struct seccomp_notif_resp
_RECEIVE, _SEND = 0xC0502100, 0xC0182101
_GO_ON = 1
_ADDRESS_BYTES = 128
_LOOK_MILLISECONDS = 50


def can_watch() -> str:
    """Why the kernel's calls cannot be watched here; empty where they can."""
    if not sys.platform.startswith("linux"):
        return "only Linux lets an ordinary process watch its children's system calls"
    if platform.machine() not in _MACHINES:
        return f"the numbers of the system calls of {platform.machine()} are not known here"
    try:
        with watched_calls():
            return ""
    except OSError as error:
        return f"this machine does not let system calls be watched ({error})"


@dataclass
class Watched:
    """Where a watched tree of processes reached out."""

    start: Callable[..., Any]
    """`start(function, ...)`: call the function on a thread whose children are watched."""
    reached: list[tuple[int, str]] = field(default_factory=list)
    """(process, address) of each call that left the machine, or asked a service to look a name up."""


@contextlib.contextmanager
def watched_calls() -> Iterator[Watched]:
    """Watch what is started by `start` within the block. Raises `OSError` where the system does not allow it.

    A filter belongs to a thread and to what that thread starts: the rest of this process goes unwatched.
    """
    with ThreadPoolExecutor(1, "watched") as pool:
        listener = pool.submit(_install).result()
        watched = Watched(lambda function, *arguments, **named: pool.submit(function, *arguments, **named).result())
        over = threading.Event()
        looker = threading.Thread(target=_look, args=(listener, watched.reached, over), name="watching")
        looker.start()
        try:
            yield watched
        finally:
            over.set()
            looker.join()
            os.close(listener)


def _install() -> int:
    architecture, connect, sendto, seccomp = _MACHINES[platform.machine()]
    code = _program(
        (_LOAD, 0, 0, _ARCHITECTURE),
        (_EQUAL, 0, 6, architecture),
        (_LOAD, 0, 0, _NUMBER),
        (_EQUAL, 3, 0, connect),
        (_EQUAL, 0, 3, sendto),
        (_LOAD, 0, 0, _SENDTO_ADDRESS),
        (_EQUAL, 1, 0, 0),  # the socket is connected: it was noted then
        (_ANSWER, 0, 0, _ASK_US),
        (_ANSWER, 0, 0, _ALLOW),
    )
    rules = ctypes.create_string_buffer(code, len(code))
    header = struct.pack("@HP", len(code) // 8, ctypes.addressof(rules))
    system = ctypes.CDLL(None, use_errno=True)
    if system.prctl(_NO_NEW_PRIVILEGES, *map(ctypes.c_ulong, (1, 0, 0, 0))) != 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    listener = system.syscall(*map(ctypes.c_long, (seccomp, _SET_FILTER, _WITH_LISTENER)), ctypes.c_char_p(header))
    if listener < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return int(listener)


def _program(*instructions: Sequence[int]) -> bytes:
    return b"".join(struct.pack("=HBBI", *instruction) for instruction in instructions)


def _look(listener: int, reached: list[tuple[int, str]], over: threading.Event) -> None:
    poll = select.poll()
    poll.register(listener, select.POLLIN)
    while True:
        ready = poll.poll(_LOOK_MILLISECONDS)
        if not ready and over.is_set():
            return
        if not any(event & select.POLLIN for _, event in ready):
            over.wait(_LOOK_MILLISECONDS / 1000)
            continue
        notice = bytearray(_NOTICE.size)
        with contextlib.suppress(OSError):  # the process has gone meanwhile
            fcntl.ioctl(listener, _RECEIVE, notice)
            number, process, _, call, _, _, *arguments = _NOTICE.unpack(notice)
            try:
                address = _address(process, *(arguments[1:3] if call == _connect() else arguments[4:6]))
                if address:
                    reached.append((process, address))
            finally:
                fcntl.ioctl(listener, _SEND, bytearray(_REPLY.pack(number, 0, 0, _GO_ON)))


def _connect() -> int:
    return _MACHINES[platform.machine()][1]


def _address(process: int, place: int, length: int) -> str:
    """What the address in the process's memory says, if it leads out of the machine or to who looks names up."""
    with open(f"/proc/{process}/mem", "rb", buffering=0) as memory:
        memory.seek(place)
        raw = memory.read(min(length, _ADDRESS_BYTES))
    family = int.from_bytes(raw[:2], sys.byteorder)
    if family == socket.AF_INET:
        return f"{socket.inet_ntop(family, raw[4:8])}:{int.from_bytes(raw[2:4], 'big')}"
    if family == socket.AF_INET6:
        return f"[{socket.inet_ntop(family, raw[8:24])}]:{int.from_bytes(raw[2:4], 'big')}"
    path = raw[2:].split(b"\0")[0].decode(errors="replace") if family == socket.AF_UNIX else ""
    return path if "resolve" in path else ""
