"""What the commands print: words, tables, JSON, progress, and how a command fails.

What a command found goes to stdout; progress, remarks and errors go to stderr, so that `--json` and pipes
stay clean. On a terminal progress is a bar that redraws itself, otherwise a line now and then. File names
come from outside: control characters never reach the terminal, and signs that its encoding lacks (an old
Windows code page) are spelt with those that it has.
"""

from __future__ import annotations

import codecs
import contextlib
import errno
import io
import json
import signal
import sys
import threading
import time
import traceback
import unicodedata
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from gan_engine.errors import EngineError
from gan_engine.reporting import Report

EXIT_FAILED = 1
EXIT_INTERRUPTED = 130

_SPELT = str.maketrans(
    {
        "“": '"',
        "”": '"',
        "„": '"',
        "‘": "'",
        "’": "'",
        "–": "-",
        "—": "-",
        "…": "...",
        "×": "x",
        "·": "-",
        "→": "->",
        "±": "+-",
        "\u00a0": " ",
        "\u202f": " ",
    }
)
_CONTROL = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0)) if chr(code) not in "\t\n"}
_LINE_SECONDS = 10.0
_TENTH_SECONDS = 1.0
"""At least so long between two plain lines of one task; the latter is enough when a tenth was done in between."""
_BAR_SECONDS = 0.1


def _spell(error: UnicodeError) -> tuple[str, int]:
    """Codec error handler: the nearest spelling that the encoding has, "?" where there is none."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    spelt = []
    for sign in error.object[error.start : error.end]:
        plain = unicodedata.normalize("NFKD", sign.translate(_SPELT)).encode("ascii", "ignore").decode()
        spelt.append(plain or "?")
    return "".join(spelt), error.end


codecs.register_error("maquette.spell", _spell)


class _Nowhere(io.TextIOBase):
    """Takes any text and keeps none."""

    def write(self, text: str) -> int:
        return len(text)


def adopt_streams() -> None:
    """Make stdout and stderr take any text, whatever the terminal's encoding; it goes nowhere where there is neither.

    A bundled studio has none on Windows, whoever started it.
    """
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, _Nowhere())
        reconfigure = getattr(getattr(sys, name), "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="maquette.spell")


def printable(text: str) -> str:
    """`text` with control characters spelt out (a file name may hold terminal commands)."""
    return text.translate(_CONTROL)


def _write(stream: TextIO, text: str) -> None:
    stream.write(printable(text) + "\n")
    stream.flush()


def say(text: str = "") -> None:
    """One or more lines of the command's answer, on stdout."""
    _write(sys.stdout, text)


def remark(text: str) -> None:
    """A line beside the answer, on stderr: what is being done, what was ignored and why.

    Where that goes into a file and the disk is full, the work goes on without: a training's own log ends none.
    """
    try:
        _write(sys.stderr, text)
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
            raise


def say_json(value: Any) -> None:
    """The answer as one JSON document, in ASCII so that any pipe carries it; non-finite numbers are refused."""
    sys.stdout.write(json.dumps(value, indent=2, ensure_ascii=True, allow_nan=False) + "\n")
    sys.stdout.flush()


def say_table(rows: Sequence[Sequence[str]], *, headings: Sequence[str] = (), numbers: Sequence[int] = ()) -> None:
    """Aligned columns, two spaces apart; the columns in `numbers` (from 0) are aligned right."""
    from rich.cells import cell_len

    lines = [[printable(str(cell)) for cell in row] for row in ([headings, *rows] if headings else rows)]
    if not lines:
        return
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(lines[0]))]
    for line in lines:
        cells = []
        for column, cell in enumerate(line):
            space = " " * (widths[column] - cell_len(cell))
            cells.append(space + cell if column in numbers else cell + space)
        say("  ".join(cells).rstrip())


def fail(what: str, program: str = "gan-engine") -> None:
    """The one line that says why a command failed, on stderr."""
    _write(sys.stderr, f"{program}: " + " ".join(what.split()))


def explain(error: BaseException) -> str:
    """One line for whatever ended a command: an `EngineError`'s own words, plain words for the rest."""
    if isinstance(error, EngineError):
        return str(error)
    if isinstance(error, MemoryError) or type(error).__name__ == "OutOfMemoryError":
        return "There is not enough memory for this. Close other programs, or choose a smaller size or batch."
    if isinstance(error, OSError) and error.strerror:
        where = f": {error.filename}" if error.filename else ""
        return f"{error.strerror}{where}."
    detail = " ".join(str(error).split())[:300]
    return (
        f"Something went wrong inside Maquette ({type(error).__name__}: {detail}). "
        "This is a fault of the program: the same command with --debug shows where."
    )


@contextlib.contextmanager
def failures(*, debug: bool) -> Iterator[None]:
    """Turn what ends the block into one clear line and the exit code of the house; with `debug`, a traceback before."""
    import typer

    try:
        with _terminated_as_interrupted():
            yield
    except KeyboardInterrupt:
        fail("Interrupted.")
        raise typer.Exit(EXIT_INTERRUPTED) from None
    except BrokenPipeError:
        raise  # whoever read the output has left: typer ends quietly
    except Exception as error:
        if hasattr(error, "exit_code") or isinstance(error, typer.Abort):
            raise  # typer's own: bad usage, or a command that chose its exit code
        if debug:
            traceback.print_exception(error)
        fail(explain(error))
        raise typer.Exit(EXIT_FAILED) from None


@contextlib.contextmanager
def _terminated_as_interrupted() -> Iterator[None]:
    """A polite request to end (SIGTERM) unwinds like Ctrl+C: nothing half-written is left lying about."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


@contextlib.contextmanager
def progress(what: str) -> Iterator[Report]:
    """Yield a `Report` that shows how far `what` ("Checking pictures") is: a bar on a terminal, else plain lines."""
    if sys.stderr.isatty():
        with _bar(what) as report:
            yield report
    else:
        yield _Lines(what)


@contextlib.contextmanager
def _bar(what: str) -> Iterator[Report]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[item]}", markup=False),
    )
    with Progress(*columns, console=Console(file=sys.stderr), transient=True) as bar:
        task = bar.add_task(what, total=None, item="")
        shown = 0.0

        def report(done: int, total: int | None, what: str = "") -> None:
            nonlocal shown
            now = time.monotonic()
            if now - shown >= _BAR_SECONDS or done == total:
                shown = now
                bar.update(task, completed=done, total=total, item=printable(what)[:40])

        yield report


class _Lines:
    """Progress for a log: the first word, a tenth or a while later the next, the last."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._said = 0.0
        self._tenth = -1
        self._finished = False

    def __call__(self, done: int, total: int | None, what: str = "") -> None:
        now = time.monotonic()
        tenth = 10 * done // total if total else -1
        finished = total is not None and done >= total
        wait = _LINE_SECONDS if tenth == self._tenth else _TENTH_SECONDS
        if (finished and self._finished) or (self._said and not finished and now - self._said < wait):
            return
        self._finished = finished
        self._said, self._tenth = now, tenth
        remark(f"{self._what}: {done:,} of {total:,}" if total is not None else f"{self._what}: {done:,}")
