"""The command `maquette`: `maquette [PROJECT]`, `maquette demo DIR`, `maquette tour DIR`, `maquette menu`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from studio.help.version import program_version


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


def _size(text: str) -> tuple[int, int]:
    width, height = (int(side) for side in text.lower().split("x"))
    if not (640 <= width <= 7680 and 480 <= height <= 4320):
        raise ValueError
    return width, height


_size.__name__ = "size"


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
            parser.add_argument("--language", default="en", help="what it speaks: en, or one that there is (de)")
            parser.add_argument("--size", type=_size, metavar="WxH", help="of the window, in pixels (1440x900)")
            parser.add_argument("--small", action="store_true", help="in few colours, as the guide has its pictures")
        parsed = parser.parse_args(arguments[1:])
        parsed.command = arguments[0]
        return parsed
    if arguments and arguments[0] == "menu":
        parser = argparse.ArgumentParser(prog="maquette menu")
        parser.description = "Put Maquette into a Linux desktop's applications menu, and under “Open with” of folders."
        parser.add_argument("--remove", action="store_true", help="take it out again")
        parsed = parser.parse_args(arguments[1:])
        parsed.command = "menu"
        return parsed
    parser = argparse.ArgumentParser(
        prog="maquette",
        description="Turn a folder of your own art into new designs.",
        epilog="maquette demo DIR [--kimg N] [--pictures N] takes the sample art the whole way without a display; "
        "maquette tour DIR [--theme light] [--language de] saves a picture of every workspace; maquette menu "
        "[--remove] puts it into the applications menu. gan-engine does the work from a "
        "terminal.",
    )
    parser.add_argument("project", type=Path, nargs="?", metavar="PROJECT", help="a project folder (NAME.maquette)")
    parser.add_argument("--version", action="version", version=f"maquette {program_version()}")
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

        look = tour.Look(parsed.theme, parsed.language, parsed.size or tour.SIZE, parsed.small)
        return int(tour.run(parsed.folder, look) or 0)
    if parsed.command == "menu":
        return _menu(remove=parsed.remove)
    from studio.app import NoDisplay, run

    try:
        return run(parsed.project)
    except NoDisplay as error:
        print(error, file=sys.stderr)  # noqa: T201 - the terminal is all there is
        return 1


def _menu(*, remove: bool) -> int:
    from gan_engine.errors import EngineError
    from studio import desktop_entry

    try:
        changed = desktop_entry.remove() if remove else desktop_entry.add()
    except EngineError as error:
        print(error, file=sys.stderr)  # noqa: T201
        return 1
    words = "Taken away" if remove else "Written"
    print("\n".join(f"{words}: {path}" for path in changed) or "There was no entry.")  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main())
