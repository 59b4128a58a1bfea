"""How much of a figure is found again: `python benchmarks/background.py [--pictures 6] [--art NAME=FOLDER ...]`.

Cut-outs with known alpha (the sample art drawn on the spot; folders of pictures with see-through grounds, if given)
are laid on plain and busy grounds. Each set of one art on one ground is looked at by `suggest_method`, and the method
it suggests is measured beside flood and u2netp, and beside what u2netp's network answers before colours are looked at
("alone"): intersection over union with the true alpha, soft (sum of the lesser over sum of the greater), and seconds of
the clock and of processors a picture. Aim: a mean of 0.95 on plain
grounds and 0.85 on busy ones with the suggested method.

`--fetched` takes other people's art instead (`background_art`): cut-outs on painted scenes, textures, coloured noise,
clouds and plain grounds, in two halves. Constants are chosen on the first, figures quoted for the other. It also says
how many of the cut-outs that came to less than 0.8 are put before the artist, and how many others are.
"""

from __future__ import annotations

import argparse
import time
import zlib
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path

import background_art
from background_scenes import BUSY, PLAIN, Floats, Picture, Scene, drawn, from_folder, scene
from gan_engine.curation.backgrounds import background
from gan_engine.curation.backgrounds.models import EMBEDDED, MODELS
from gan_engine.curation.backgrounds.sessions import find_figure
from gan_engine.curation.backgrounds.suggestion import suggest_method
from gan_engine.sample_art import SAMPLE_CLASSES

import numpy as np

WAYS = ("suggested", "flood", "u2netp", "alone")


def overlap(found: Floats, truth: Floats) -> float:
    union = float(np.maximum(found, truth).sum())
    return float(np.minimum(found, truth).sum()) / union if union else 1.0


def ours(method: str) -> Callable[[Picture], Floats]:
    def run(picture: Picture) -> Floats:
        background.forget()  # what was found for another way of this table is no merit of this one
        return background.remove_background(picture, method)[..., 3].astype(np.float32) / 255

    return run


def measure(scenes: list[Scene], way: Callable[[Picture], Floats]) -> tuple[list[float], tuple[float, float]]:
    way(scenes[0].picture)  # a network is loaded at its first picture
    start = time.perf_counter(), time.process_time()
    found = [way(one.picture) for one in scenes]
    clock, processors = time.perf_counter() - start[0], time.process_time() - start[1]
    values = [overlap(alpha, one.alpha) for alpha, one in zip(found, scenes, strict=True)]
    return values, (clock / len(scenes), processors / len(scenes))


def measure_half(half: str, count: int, size: int, seed: int) -> None:
    """A table of kinds of art on kinds of grounds, by the method suggested for each, and what is doubted."""
    by_ground: dict[str, list[float]] = defaultdict(list)
    doubted: list[tuple[float, bool]] = []
    print(f"{half:12}" + "".join(f"{ground:>14}" for ground in background_art.GROUNDS))
    for kind in background_art.KINDS[half]:
        row = ""
        for ground in background_art.GROUNDS:
            scenes = list(background_art.scenes_of(half, kind, ground, count, size, seed))
            method = suggest_method(one.picture for one in scenes).method
            values = []
            for one in scenes:
                background.forget()
                cut = background.cut_out(one.picture, method)
                values.append(overlap(cut.picture[..., 3].astype(np.float32) / 255, one.alpha))
                doubted.append((values[-1], bool(cut.doubt)))
            by_ground[ground] += values
            row += f"{np.mean(values):8.3f} {method:5.5}"
        print(f"{kind:12}{row}", flush=True)
    print(f"{'mean':12}" + "".join(f"{np.mean(by_ground[ground]):8.3f}      " for ground in background_art.GROUNDS))
    bad, good = ([doubt for value, doubt in doubted if (value < 0.8) == low] for low in (True, False))
    trusted = [value for value, doubt in doubted if not doubt]
    print(f"of {len(bad)} below 0.8 {sum(bad)} are put before the artist, of {len(good)} others {sum(good)}; "
          f"those that are not: mean {np.mean(trusted):.3f}\n")  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pictures", type=int, default=6, help="of each art on each ground")
    parser.add_argument("--size", type=int, default=256)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--art", action="append", default=[], metavar="NAME=FOLDER", help="see-through PNG or WebP")
    parser.add_argument("--ways", default=",".join(WAYS), help=f"which to measure, of {', '.join(WAYS)}")
    parser.add_argument("--grounds", default=",".join((*PLAIN, *BUSY)))
    parser.add_argument("--model", choices=MODELS, help="measure this installed model beside them")
    parser.add_argument("--fetched", action="store_true", help="measure on fetched art, in two halves")
    chosen = parser.parse_args()
    if chosen.fetched:
        for half in background_art.KINDS:
            measure_half(half, chosen.pictures, chosen.size, chosen.seed)
        return
    arts = {name: drawn(name, chosen.pictures, chosen.size, chosen.seed) for name in SAMPLE_CLASSES}
    for given in chosen.art:
        name, _, folder = given.partition("=")
        arts[name] = from_folder(Path(folder), chosen.pictures, chosen.size, chosen.seed)
    everything = [picture for pictures in arts.values() for picture in pictures]
    ways = {name: ours(name) for name in chosen.ways.split(",") if name in ("flood", "u2netp")}
    if "alone" in chosen.ways:
        ways["alone"] = lambda picture: find_figure(EMBEDDED, picture)
    if chosen.model:
        ways[chosen.model] = ours(chosen.model)
    overlaps: dict[tuple[str, str], list[float]] = defaultdict(list)  # of (way, kind of ground) and (way, ground)
    seconds: dict[str, list[tuple[float, float]]] = defaultdict(list)
    names = ["suggested", *ways]
    print(f"{'art':10} {'ground':11} {'by':8}" + "".join(f"{name:>11}" for name in names))
    for art, figures in arts.items():
        for ground in chosen.grounds.split(","):
            random = np.random.default_rng([chosen.seed, zlib.crc32(art.encode()), zlib.crc32(ground.encode())])
            scenes = [
                scene(one, ground, random, [other for other in everything if other is not one]) for one in figures
            ]
            suggestion = suggest_method(one.picture for one in scenes)
            means = {}
            for name, way in ({"suggested": ours(suggestion.method)} | ways).items():
                values, each = measure(scenes, way)
                means[name] = np.mean(values)
                overlaps[name, "plain" if ground in PLAIN else "busy"] += values
                overlaps[name, ground] += values
                seconds[name].append(each)
            row = "".join(f"{means[name]:11.3f}" for name in names)
            print(f"{art:10} {ground:11} {suggestion.method:8}{row}", flush=True)
    print()
    for kind in (*chosen.grounds.split(","), "plain", "busy"):
        if overlaps["suggested", kind]:
            row = "".join(f"{np.mean(overlaps[name, kind]):11.3f}" for name in names)
            print(f"{'mean':10} {kind:11} {'':8}{row}")
    for place, kind in enumerate(("seconds a picture", "of processors")):
        row = "".join(f"{np.mean([each[place] for each in seconds[name]]):11.3f}" for name in names)
        print(f"{kind:31}{row}")


if __name__ == "__main__":
    main()
