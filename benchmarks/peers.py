"""What a user would pick instead, beside ours, on the same work: `python benchmarks/peers.py curation|training`.

Each peer gets a throw-away environment of its own (`--keep FOLDER` keeps them for another run), with PyTorch in the
version that is installed here. Printed with the date and the machine.

`curation`: pictures of kinds that chose none of our constants, laid on white; some have a copy beside them (flipped,
cropped, shifted, recompressed, darker, grey), others are spoilt (blurred, dark, next to nothing on them). Found by
`gan-engine check`, by cleanvision as it comes, and (copies alone) by imagehash's pHash, at the distance that on this
very set keeps false pairs just within 0.1 %.

`training`: 1,200 sample characters at 64 px, the same seconds of one core for each: our recipe `quick-look`, with
the network that can draw already and from fresh ones, a plain DCGAN, lightweight-gan and stylegan2_pytorch with the
settings of their commands (both want an NVIDIA card, and are let run without). Designs are measured by both judges,
kid-lite0 and kid-u2netp (0 is alike).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from art import PRINTED, pictures_of
from duplicates import EDITS
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import backbone
from gan_engine.metrics.kernel import kernel_distance, within
from gan_engine.pictures import read_rgb
from gan_engine.sample_art import draw_sample_art
from gan_engine.settings.configuration import apply_settings, configure
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from quick_look import ENDLESS, PLAIN, Clock

import numpy as np
import torch
from PIL import Image, ImageEnhance, ImageFilter

HERE = Path(__file__).resolve().parent
KINDS = ("openmoji", "hats", "cats", "land")
COPIED = ("flip", "crop 10 %", "shift 12 px", "JPEG 30", "brightness -20 %", "grey")
SPOILT = {
    "blurred": lambda picture: picture.filter(ImageFilter.GaussianBlur(max(picture.size) / 16)),
    "dark": lambda picture: ImageEnhance.Brightness(picture).enhance(0.12),
    "empty": lambda picture: Image.new("RGB", picture.size, picture.getpixel((0, 0))),
}
OURS = {"blurred": {"blurred", "enlarged", "flat"}, "dark": {"too-dark"}, "empty": {"flat", "blank"}}
THEIRS = {
    "blurred": {"is_blurry_issue"}, "dark": {"is_dark_issue"}, "empty": {"is_low_information_issue"},
}  # fmt: skip
EACH = 10  # pictures of a kind for each way
CURATION = ("imagehash", "cleanvision")
TRAINING = ("lightweight-gan", "stylegan2_pytorch")
NEEDS = {
    "imagehash": ["imagehash"],
    "cleanvision": ["cleanvision"],
    "lightweight-gan": [
        "lightweight-gan", "adabelief-pytorch", "tabulate", "colorama", "packaging", "einops", "fire", "kornia",
        "kornia_rs", "retry", "decorator", "py",
    ],
    "stylegan2_pytorch": [
        "stylegan2-pytorch", "contrastive-learner", "vector-quantize-pytorch==0.1.0", "packaging", "einops", "fire",
        "kornia", "kornia_rs", "retry", "decorator", "py",
    ],
}  # fmt: skip
TORCHVISION = "torchvision==0.28.0"
DESIGNS = 500
_OPERATORS = """
import torch

for name in ("nms", "qnms"):  # torchvision's own are built for cards only
    torch.library.define(f"torchvision::{name}", "(Tensor a) -> Tensor")
"""


def environment(name: str, folder: Path) -> Path:
    """The Python of an environment with the peer in it."""
    place = folder / name
    python = place / "bin" / "python"
    if python.exists():
        return python
    begun = time.monotonic()
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip = [python, "-m", "pip", "install", "-q"]
    if name in CURATION:
        subprocess.run([*pip, *NEEDS[name]], check=True)
    else:
        torch_version = torch.__version__.partition("+")[0]
        subprocess.run([*pip, f"torch=={torch_version}", "numpy", "pillow", "tqdm", "termcolor"], check=True)
        subprocess.run([*pip, "--no-deps", TORCHVISION, *NEEDS[name]], check=True)
        [packages] = place.glob("lib/python*/site-packages")
        (packages / "torchvision_operators.py").write_text(_OPERATORS)
    size = sum(path.stat().st_size for path in place.rglob("*") if path.is_file() and not path.is_symlink())
    print(f"{name} installed in {time.monotonic() - begun:.0f} s, {size / 1e6:,.0f} MB")
    return python


# ---- curation -------------------------------------------------------------------------------------------------------


def planted(kind: str, folder: Path) -> dict[str, tuple[str, str]]:
    """A set of one kind; of each file that was planted its way, and the file that it repeats or ""."""
    lots = np.random.default_rng(0)
    wanted = EACH * (len(COPIED) + len(SPOILT)) + 40
    paths = pictures_of(PRINTED[kind], wanted)
    ways: dict[str, tuple[str, str]] = {}
    for number, path in enumerate(paths):
        picture = Image.fromarray(read_rgb(path))
        name = f"{number:04d}.png"
        way = number // EACH
        if way < len(COPIED):
            picture.save(folder / name)
            EDITS[COPIED[way]](picture, lots).save(folder / f"{number:04d} copy.png")
            ways[f"{number:04d} copy.png"] = (COPIED[way], name)
        elif way < len(COPIED) + len(SPOILT):
            spoilt = list(SPOILT)[way - len(COPIED)]
            SPOILT[spoilt](picture).save(folder / name)
            ways[name] = (spoilt, "")
        else:
            picture.save(folder / name)
    return ways


def curation(chosen: argparse.Namespace, envs: Path) -> None:
    print(
        f"{'':14}{'':12}" + "".join(f"{name:>18}" for name in (*COPIED, *SPOILT, "false pairs", "clean flagged", "s"))
    )
    for kind in KINDS:
        with tempfile.TemporaryDirectory() as place:
            folder = Path(place) / "set"
            folder.mkdir()
            ways = planted(kind, folder)
            files = sorted(path.name for path in folder.iterdir())
            for tool in ("Maquette", *CURATION):
                pairs, flags, seconds = looked_at(tool, folder, Path(place), envs, ways)
                _print_curation(kind, tool, files, ways, pairs, flags, seconds)


def looked_at(
    tool: str, folder: Path, place: Path, envs: Path, ways: dict[str, tuple[str, str]]
) -> tuple[set[frozenset[str]], dict[str, set[str]], float]:
    """Pairs called copies, what each file is flagged for, and seconds."""
    out = place / f"{tool}.json"
    if tool == "Maquette":
        begun = os.times()
        told = subprocess.run(
            [sys.executable, "-m", "gan_engine", "check", folder, "--json"], check=True, capture_output=True, text=True
        )
        ended = os.times()
        found = json.loads(told.stdout)
        flags: dict[str, set[str]] = {}
        for one in found["findings"]:
            flags.setdefault(Path(one["path"]).name, set()).add(one["kind"])
        groups = [[Path(path).name for path in group] for group in found["groups"]]
        seconds = ended.children_user - begun.children_user + ended.children_system - begun.children_system
        return _pairs(groups), flags, seconds
    script = [environment(tool, envs), HERE / "peer_curation.py", tool, folder, out]
    subprocess.run(script, check=True, capture_output=True)
    found = json.loads(out.read_text())
    if tool == "cleanvision":
        return _pairs(found["sets"]), {name: set(of) for name, of in found["flags"].items()}, found["seconds"]
    return _hash_pairs(found["hashes"], ways), {}, found["seconds"]


def _pairs(groups: Sequence[Sequence[str]]) -> set[frozenset[str]]:
    return {frozenset((a, b)) for group in groups for a in group for b in group if a < b}


def _hash_pairs(hashes: dict[str, str], ways: dict[str, tuple[str, str]]) -> set[frozenset[str]]:
    """All pairs within the largest distance that keeps false ones within 0.1 % of all."""
    names = sorted(hashes)
    bits = np.array([[int(sign) for sign in f"{int(hashes[name], 16):064b}"] for name in names], np.int8)
    apart = (bits[:, None] != bits[None]).sum(2)
    rows, columns = np.triu_indices(len(names), 1)
    true = {frozenset((name, of)) for name, (_, of) in ways.items() if of}
    spoilt = {name for name, (_, of) in ways.items() if not of}
    best: set[frozenset[str]] = set()
    for distance in range(17):
        near = apart[rows, columns] <= distance
        pairs = {frozenset((names[a], names[b])) for a, b in zip(rows[near], columns[near], strict=True)}
        if len({pair for pair in pairs - true if not pair & spoilt}) > 0.001 * len(rows):
            break
        best = pairs
    return best


def _print_curation(
    kind: str,
    tool: str,
    files: Sequence[str],
    ways: dict[str, tuple[str, str]],
    pairs: set[frozenset[str]],
    flags: dict[str, set[str]],
    seconds: float,
) -> None:
    meant = OURS if tool == "Maquette" else THEIRS
    cells = []
    for way in (*COPIED, *SPOILT):
        of_way = [(name, of) for name, (what, of) in ways.items() if what == way]
        if way in COPIED:
            found = [frozenset((name, of)) in pairs for name, of in of_way]
        elif tool == "imagehash":
            cells.append("-")
            continue
        else:
            found = [bool(flags.get(name, set()) & meant[way]) for name, _ in of_way]
        cells.append(f"{np.mean(found):.2f}")
    spoilt = {name for name, (_, of) in ways.items() if not of}
    true = {frozenset((name, of)) for name, (_, of) in ways.items() if of}
    false = {pair for pair in pairs - true if not pair & spoilt}
    clean = [name for name in files if name not in ways]
    seen = set().union(*meant.values())
    flagged = "-" if tool == "imagehash" else f"{np.mean([bool(flags.get(name, set()) & seen) for name in clean]):.3f}"
    cells += [str(len(false)), flagged, f"{seconds:.0f}"]
    print(f"{kind:14}{tool:12}" + "".join(f"{cell:>18}" for cell in cells), flush=True)


AFRESH = "quick-look afresh"
"""The recipe from fresh networks, as every peer begins."""


# ---- training -------------------------------------------------------------------------------------------------------


def training(chosen: argparse.Namespace, envs: Path) -> None:
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        drawn = draw_sample_art(folder / "art", 1200)
        dataset = folder / "set.zip"
        bake([SourcePicture(path, path.name) for path in drawn], dataset, BakeOptions(size=64))
        with open_dataset(dataset) as opened:
            real = np.stack([opened.read(index) for index in range(opened.count)])
        judges = {name: within(features(real, name)) for name in ("lite0", "u2netp")}
        for name in chosen.only or ("quick-look", AFRESH, "plain DCGAN", *TRAINING):
            if name in TRAINING:
                seen, sets = peer_designs(name, folder, chosen.seconds, envs)
            else:
                seen, sets = our_designs(name, folder, dataset, chosen.seconds)
            for words, designs in sets.items():
                told = []
                for judge, of_set in judges.items():
                    distance, error = kernel_distance(within(features(designs, judge)), of_set)
                    told.append(f"kid-{judge} {distance:.3f} +- {error:.3f}")
                print(f"{name:20}{words:10}{seen:>9,} pictures   {'   '.join(told)}", flush=True)


def features(pictures: np.ndarray, judge: str) -> torch.Tensor:
    """Of pictures uint8 [N,C,H,W], float32 [N,D]."""
    network = backbone(judge)
    parts = (torch.from_numpy(np.ascontiguousarray(pictures[at : at + 64])) for at in range(0, len(pictures), 64))
    return torch.cat([network(part).cpu() for part in parts])


def our_designs(name: str, folder: Path, dataset: Path, seconds: float) -> tuple[int, dict[str, np.ndarray]]:
    clock = Clock(seconds, time.process_time)
    settings = ["device=cpu", f"kimg={ENDLESS:g}"]
    if name == "plain DCGAN":
        configuration = configure({**PLAIN, "kimg": ENDLESS})
    elif name == AFRESH:
        configuration = apply_settings(load_recipe("quick-look").configuration, [*settings, "pretrained=false"])
    else:
        configuration = apply_settings(load_recipe(name).configuration, settings)
    run = create_run(folder / name, dataset, configuration)
    train(run, report=clock)
    torch.set_num_threads(1)
    session = Session.open(run.path)
    designs = session.generate(latents(range(DESIGNS), session.z_dim))
    return clock.pictures, {"averaged": np.ascontiguousarray(designs.transpose(0, 3, 1, 2))}


def peer_designs(name: str, folder: Path, seconds: float, envs: Path) -> tuple[int, dict[str, np.ndarray]]:
    python, out = environment(name, envs), folder / f"{name}.npz"
    command = [python, HERE / "peer_training.py", name, folder / "art", out, "--seconds", str(seconds)]
    alone = {**os.environ, "OMP_NUM_THREADS": "1", "PYTHONWARNINGS": "ignore"}
    subprocess.run(command, check=True, env=alone, stdout=subprocess.DEVNULL)
    made = np.load(out)
    return int(made["seen"]), {words: made[words].transpose(0, 3, 1, 2) for words in ("plain", "averaged")}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("work", choices=("curation", "training"))
    options.add_argument("--seconds", type=float, default=500, help="of processor time, for each training")
    options.add_argument("--only", nargs="+", metavar="NAME", help="these trainings alone")
    options.add_argument("--keep", type=Path, help="where the peers' environments are made, and stay")
    chosen = options.parse_args()
    print(f"{datetime.date.today()}, {platform.processor() or platform.machine()}, {os.cpu_count()} cores")
    with tempfile.TemporaryDirectory() as place:
        envs = chosen.keep or Path(place)
        envs.mkdir(parents=True, exist_ok=True)
        (curation if chosen.work == "curation" else training)(chosen, envs)


if __name__ == "__main__":
    main()
