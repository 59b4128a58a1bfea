"""Whether somebody uses this machine: for how long keyboard and mouse have lain still, as each system can tell.

No system tells it alike, and some tell nobody. The first that answers of these: Windows' last input, macOS' event
source, GNOME's and KDE's idle times, X11's screen saver extension, what logind knows of all sessions; beside it, the
terminals of who is logged in from elsewhere. Where none answers, how busy other programs keep the processor stands in,
and it is said that it does. A process that the system started, without a desktop, can ask logind alone.
"""

from __future__ import annotations

import contextlib
import ctypes
import ctypes.util
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import psutil

log = logging.getLogger(__name__)

BUSY_SHARE = 0.15
"""Of all cores, kept busy by programs that are no training: a desktop left alone stays below a twentieth, a painter's
strokes, a video or a build stay above."""

_ASK_SECONDS = 5.0
_UINT_WRAP = 2**32  # Windows counts milliseconds in 32 bits: it begins anew every 49 days


@dataclass(frozen=True)
class MachineUse:
    """For how long nobody has used the machine, and what tells so."""

    unused_seconds: float | None
    """None: that cannot be known."""
    told_by: Literal["input", "load", "nothing"] = "input"


class UseWatch:
    """Looks again and again; the load is that between two looks."""

    def __init__(
        self,
        ways: Collection[Callable[[], float | None]] | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        load: Callable[[Collection[int]], float | None] | None = None,
    ) -> None:
        """`ways` tell seconds without input, None where they cannot; left out, those of this system."""
        self._ways = list(system_ways() if ways is None else ways)
        self._clock = clock
        self._load = load or _OtherLoad().share
        self._quiet_since: float | None = None

    def look(self, trainings: Collection[int] = ()) -> MachineUse:
        """How long nobody has used it. `trainings`: processes whose load, with that of their children, is nobody's."""
        told = next((seconds for seconds in map(_ask, self._ways) if seconds is not None), None)
        elsewhere = _ask(terminals_unused)
        if told is not None:
            return MachineUse(told if elsewhere is None else min(told, elsewhere))
        share, now = self._load(trainings), self._clock()
        if share is None:
            return MachineUse(None, "nothing")
        if share > BUSY_SHARE or self._quiet_since is None:
            self._quiet_since = now
        unused = now - self._quiet_since
        return MachineUse(unused if elsewhere is None else min(unused, elsewhere), "load")


def _ask(way: Callable[[], float | None]) -> float | None:
    try:
        return way()
    except Exception as error:  # whatever a desktop's libraries do: it is one way less to know
        log.debug("%s cannot tell for how long the machine was not used: %s", way.__name__, error)
        return None


def system_ways() -> list[Callable[[], float | None]]:
    """What this system can be asked for the seconds since the last input."""
    if sys.platform == "win32":
        return [windows_unused]
    if sys.platform == "darwin":
        return [macos_unused]
    return [gnome_unused, kde_unused, x11_unused, logind_unused]


def windows_unused() -> float | None:
    """GetLastInputInfo, of the session that this process runs in."""

    class LastInput(ctypes.Structure):
        _fields_ = [("size", ctypes.c_uint), ("milliseconds", ctypes.c_uint)]

    windll: Any = ctypes.windll  # type: ignore[attr-defined,unused-ignore]
    last = LastInput(ctypes.sizeof(LastInput), 0)
    if not windll.user32.GetLastInputInfo(ctypes.byref(last)):
        return None
    return float((windll.kernel32.GetTickCount() - last.milliseconds) % _UINT_WRAP) / 1000


def macos_unused() -> float | None:
    """CGEventSourceSecondsSinceLastEventType, of any input to the machine."""
    found = ctypes.util.find_library("ApplicationServices")
    if found is None:
        return None
    since = ctypes.CDLL(found).CGEventSourceSecondsSinceLastEventType
    since.restype, since.argtypes = ctypes.c_double, (ctypes.c_int32, ctypes.c_uint32)
    hid_system_state, any_input = 1, 0xFFFFFFFF
    seconds = float(since(hid_system_state, any_input))
    return seconds if seconds >= 0 else None


def gnome_unused() -> float | None:
    """GNOME on Wayland or X11: Mutter's idle monitor."""
    return _milliseconds(
        _bus("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core", "org.gnome.Mutter.IdleMonitor",
             "GetIdletime")
    )  # fmt: skip


def kde_unused() -> float | None:
    """KDE: the session's idle time. Where its compositor does not tell, it is always 0: then that is no answer."""
    answer = _bus("org.freedesktop.ScreenSaver", "/ScreenSaver", "org.freedesktop.ScreenSaver", "GetSessionIdleTime")
    return _milliseconds(answer) or None


def _bus(service: str, path: str, interface: str, method: str) -> str | None:
    """What a method of the session's bus answers, as busctl prints it: "t 1234"."""
    if not (os.environ.get("DBUS_SESSION_BUS_ADDRESS") or os.environ.get("XDG_RUNTIME_DIR")):
        return None
    return _output("busctl", "--user", "--auto-start=no", "call", service, path, interface, method)


def _milliseconds(answer: str | None) -> float | None:
    match = re.fullmatch(r"[tu] (\d+)", answer or "")
    return int(match[1]) / 1000 if match else None


def x11_unused() -> float | None:
    """The MIT-SCREEN-SAVER extension. Not under Wayland, where it hears only what goes to programs made for X11."""
    if not os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        return None
    x11_name, xss_name = ctypes.util.find_library("X11"), ctypes.util.find_library("Xss")
    if x11_name is None or xss_name is None:
        return None

    class Info(ctypes.Structure):
        _fields_ = [
            ("window", ctypes.c_ulong), ("state", ctypes.c_int), ("kind", ctypes.c_int),
            ("til_or_since", ctypes.c_ulong), ("idle", ctypes.c_ulong), ("event_mask", ctypes.c_ulong),
        ]  # fmt: skip

    x11, xss = ctypes.CDLL(x11_name), ctypes.CDLL(xss_name)
    x11.XOpenDisplay.restype, x11.XOpenDisplay.argtypes = ctypes.c_void_p, (ctypes.c_char_p,)
    x11.XDefaultRootWindow.restype, x11.XDefaultRootWindow.argtypes = ctypes.c_ulong, (ctypes.c_void_p,)
    x11.XCloseDisplay.argtypes = (ctypes.c_void_p,)
    pointers = (ctypes.POINTER(ctypes.c_int),) * 2
    xss.XScreenSaverQueryExtension.argtypes = (ctypes.c_void_p, *pointers)
    xss.XScreenSaverQueryInfo.argtypes = (ctypes.c_void_p, ctypes.c_ulong, ctypes.POINTER(Info))
    display = x11.XOpenDisplay(None)
    if not display:
        return None
    try:
        first, second, info = ctypes.c_int(), ctypes.c_int(), Info()
        if not xss.XScreenSaverQueryExtension(display, ctypes.byref(first), ctypes.byref(second)):
            return None
        if not xss.XScreenSaverQueryInfo(display, x11.XDefaultRootWindow(display), ctypes.byref(info)):
            return None
        return float(info.idle) / 1000
    finally:
        x11.XCloseDisplay(display)


def logind_unused() -> float | None:
    """systemd-logind: since when all sessions are idle; 0 while one is not. None without sessions.

    A desktop tells logind only once it counts as idle (its screen dims), and some never do: then it is never idle.
    """
    sessions = _output("loginctl", "list-sessions", "--no-legend") if _logind_runs() else None
    if not sessions:
        return None
    told = _output("busctl", "get-property", "org.freedesktop.login1", "/org/freedesktop/login1",
                   "org.freedesktop.login1.Manager", "IdleHint", "IdleSinceHintMonotonic")  # fmt: skip
    match = re.fullmatch(r"b (true|false)\s+t (\d+)", told or "")
    if match is None:
        return None
    return time.monotonic() - int(match[2]) / 1e6 if match[1] == "true" else 0.0


def _logind_runs() -> bool:
    return Path("/run/systemd/seats").is_dir()


def terminals_unused() -> float | None:
    """Since the last key in a terminal of somebody who is logged in, from elsewhere above all; None without any."""
    if sys.platform == "win32":
        return None
    last = None
    for user in psutil.users():
        with contextlib.suppress(OSError, TypeError):
            read = Path(f"/dev/{user.terminal}").stat().st_atime
            last = read if last is None else max(last, read)
    return None if last is None else max(0.0, time.time() - last)


def _output(program: str, *arguments: str) -> str | None:
    path = shutil.which(program)
    if path is None:
        return None
    done = subprocess.run(
        [path, *arguments],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        timeout=_ASK_SECONDS,
        text=True,
        errors="replace",
        env=os.environ | {"LC_ALL": "C"},
    )
    return done.stdout.strip() if done.returncode == 0 else None


class _OtherLoad:
    """The share of all cores that programs other than trainings keep busy."""

    def __init__(self) -> None:
        self._before: tuple[float, float, dict[int, float]] | None = None

    def share(self, trainings: Collection[int]) -> float | None:
        """Between this look and the one before, 0 to 1; None at the first."""
        times = psutil.cpu_times()
        all_seconds = float(sum(times[:8]))  # beyond them the guests', which are counted with the user's
        idle_seconds = float(times.idle + getattr(times, "iowait", 0.0))
        ours = {process.pid: _seconds(process) for process in _with_children({os.getpid(), *trainings})}
        before, self._before = self._before, (all_seconds, idle_seconds, ours)
        if before is None or all_seconds <= before[0]:
            return None
        passed = all_seconds - before[0]
        own = sum(seconds - before[2].get(pid, 0.0) for pid, seconds in ours.items())
        return max(0.0, passed - (idle_seconds - before[1]) - own) / passed


def _with_children(pids: Collection[int]) -> list[psutil.Process]:
    found: dict[int, psutil.Process] = {}
    for pid in pids:
        with contextlib.suppress(psutil.Error):
            process = psutil.Process(pid)
            found |= {each.pid: each for each in (process, *process.children(recursive=True))}
    return list(found.values())


def _seconds(process: psutil.Process) -> float:
    with contextlib.suppress(psutil.Error):
        times = process.cpu_times()
        return float(times.user + times.system)
    return 0.0
