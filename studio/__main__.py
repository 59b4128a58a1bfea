"""The command `maquette`: `maquette [PROJECT]`, `maquette demo DIR`, `maquette tour DIR`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path


def _version() -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version("maquette")
    except PackageNotFoundError:  # out of a bundle without its metadata
        return "unknown"


def _length(text: str) -> float:
    value = float(text)
    if not 0 < value < float("inf"):
        raise ValueError
    return value


_length.__name__ = "length"  # as argparse's message calls it


def _count(text: str) -> int:
    value = int(text)
    if not 100 <= value <= 10_000:
        raise ValueError
    return value


_count.__name__ = "number of pictures"


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    if arguments and arguments[0] in ("demo", "tour"):
        parser = argparse.ArgumentParser(prog=f"maquette {arguments[0]}")
        parser.add_argument("folder", type=Path, metavar="DIR", help="where everything is written")
        if arguments[0] == "demo":
            parser.description = (
                "Take the sample art the whole way without a display: check, bake, train, sample, walk, contact sheet."
            )
            parser.add_argument("--kimg", type=_length, help="how long to train, in thousands of pictures")
            parser.add_argument("--pictures", type=_count, help="how many to draw, 100 to 10,000 (1,200 if not given)")
        else:
            parser.description = "Open the window on a demo project and save a picture of every workspace."
            parser.add_argument("--theme", choices=("dark", "light"), default="dark", help="how the window looks")
        parsed = parser.parse_args(arguments[1:])
        parsed.command = arguments[0]
        return parsed
    parser = argparse.ArgumentParser(
        prog="maquette",
        description="Turn a folder of your own art into new designs.",
        epilog="maquette demo DIR [--kimg N] [--pictures N] takes the sample art the whole way without a display; "
        "maquette tour DIR [--theme light] saves a picture of every workspace. gan-engine does the work from a "
        "terminal.",
    )
    parser.add_argument("project", type=Path, nargs="?", metavar="PROJECT", help="a project folder (NAME.maquette)")
    parser.add_argument("--version", action="version", version=f"maquette {_version()}")
    parsed = parser.parse_args(arguments)
    parsed.command = "open"
    return parsed


def main(arguments: Sequence[str] | None = None) -> int:
    """The entry point; returns the exit code."""
    parsed = _parse(sys.argv[1:] if arguments is None else list(arguments))
    if parsed.command == "demo":
        from studio import demo

        return int(demo.run(parsed.folder, kimg=parsed.kimg, pictures=parsed.pictures) or 0)
    if parsed.command == "tour":
        from studio import tour

        return int(tour.run(parsed.folder, parsed.theme) or 0)
    from studio.app import NoDisplay, run

    try:
        return run(parsed.project, _version())
    except NoDisplay as error:
        print(error, file=sys.stderr)  # noqa: T201 - the terminal is all there is
        return 1


if __name__ == "__main__":
    sys.exit(main())
