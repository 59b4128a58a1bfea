"""Try a built bundle as its user would: on a machine that, as far as the bundle can tell, has no Python.

    python tests/bundle_smoke.py dist/maquette

Runs by `python3 launch.py bundle` after building. It prints the bundle's largest parts, then lets the bundled
studio take sample art the whole way (the training is started by it, as a process out of the same bundle),
photograph its own window on the result, and exports a design through the bundled engine.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

LARGEST = 12
SUFFIX = ".exe" if sys.platform == "win32" else ""
OUTER = ("_internal", "Contents", "Frameworks", "Resources", "MacOS")  # folders that only hold the parts
HIDDEN = ("PYTHON", "VIRTUAL_ENV", "PYENV", "CONDA", "LD_LIBRARY_PATH", "QT_")


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201 - a script for a terminal


def bare_environment(home: Path) -> dict[str, str]:
    """What is left when nothing of this machine's Python can be found: no PATH to it, no variable that names it."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(HIDDEN)}
    empty = home / "no programs"
    empty.mkdir(parents=True)
    if sys.platform == "win32":
        kept["PATH"] = str(Path(os.environ["SYSTEMROOT"], "System32"))
    else:
        kept["PATH"] = str(empty)
    return kept | {"HOME": str(home), "MAQUETTE_HOME": str(home / "maquette")}


def print_sizes(bundle: Path) -> None:
    parts: Counter[str] = Counter()
    for path in bundle.rglob("*"):
        if path.is_file() and not path.is_symlink():
            inside = [part for part in path.relative_to(bundle).parts if part not in OUTER]
            parts[inside[0]] += path.stat().st_size
    say(f"The bundle takes {sum(parts.values()) / 1e6:,.0f} MB. Its largest parts:")
    for name, size in parts.most_common(LARGEST):
        say(f"  {size / 1e6:8,.1f} MB  {name}")


def run(*command: str | Path, environment: dict[str, str]) -> str:
    begun = time.monotonic()
    say("> " + " ".join(str(part) for part in command))
    done = subprocess.run(
        [str(part) for part in command], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=900
    )
    text = done.stdout.decode(errors="replace")
    if done.returncode:
        say(text)
        raise SystemExit(f"The bundle failed ({done.returncode}).")
    say(f"  {time.monotonic() - begun:.1f} s")
    return text


def need(condition: bool, what: str) -> None:
    if not condition:
        raise SystemExit(f"The bundle runs, but {what}.")


def main(bundle: Path) -> int:
    programs = bundle / "Contents/MacOS" if bundle.suffix == ".app" else bundle
    studio, engine = programs / f"maquette{SUFFIX}", programs / f"gan-engine{SUFFIX}"
    print_sizes(bundle)
    with tempfile.TemporaryDirectory(prefix="maquette-bundle-") as folder:
        place = Path(folder)
        bare = bare_environment(place / "home")
        run(studio, "--version", environment=bare)
        run(engine, "--version", environment=bare)

        licences = next(bundle.rglob("THIRD-PARTY.txt")).read_text(encoding="utf-8")
        for name in ("Python 3", "torch", "PySide6", "onnxruntime", "numpy"):
            need(f"\n{name}" in licences, f"its licences do not name {name}")
        if sys.platform.startswith("linux"):
            run(studio, "menu", environment=bare)
            entry = place / "home" / ".local/share/applications/maquette.desktop"
            need(str(studio) in entry.read_text(encoding="utf-8"), "its entry in the menu starts another program")

        demo = place / "demo"
        run(studio, "demo", demo, "--kimg", "0.64", environment=bare)
        [snapshot] = demo.glob("*.maquette/runs/*/snapshots/*")
        need((demo / "walk.mp4").stat().st_size > 0, "the demo wrote no walk")

        run(studio, "tour", demo, environment=bare)
        pictures = sorted(path.name for path in demo.glob("*.png"))
        for workspace in ("curate", "train", "explore", "shelf"):
            need(f"{workspace}.png" in pictures, f"its tour has no picture of {workspace}")

        designs = place / "designs"
        run(engine, "generate", snapshot, "--seeds", "0-3", "--out", designs, environment=bare)
        need(len(list(designs.glob("*.png"))) == 4, "it exported no designs")
        facts = json.loads(run(engine, "inspect", snapshot, "--json", environment=bare))
        need(facts["size"] == 64, "it reads its own snapshot wrongly")

        art = next((demo / "sample art").rglob("*.png"))
        one = place / "one"
        one.mkdir()
        (one / art.name).write_bytes(art.read_bytes())
        run(
            engine, "bake", one, place / "cut.zip", "--size", "64", "--remove-background", "u2netp", environment=bare
        )  # fmt: skip
        written = [path for path in (place / "home").rglob("*") if "Microsoft" in path.parts]
        need(not written, "onnxruntime wrote a device identity, so that its telemetry was on")
    say("The bundle works: the whole way, the window, the engine, background removal.")
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
