"""Is a direction found where there is one, and none where there is none? `python benchmarks/asymmetry.py [FOLDER...]`

Each set (sample art is drawn where no folders are given) is tried as it is, and with every other picture mirrored, a
quarter of them turned each way, or their hues turned at random: then the truth is that there is nothing to find.
Aims: a set as drawn 0.9 and more for mirroring where it is drawn to one side; 0.55 at most where it is mixed.

`--letters` counts instead what is taken for letters in fetched sets of letters (those with a direction), in the same
mirrored, and in art without any; constants are chosen on the first half of it, figures quoted for the second.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from art import PRINTED, TUNED, Place, icons, pictures_of
from gan_engine.curation import asymmetry
from gan_engine.curation.augmentation import apply
from gan_engine.curation.checks.glyphs import letters_among
from gan_engine.pictures import read_picture
from gan_engine.sample_art import draw_sample_art

import numpy as np

_SIDED = "[bcdefgjklnpqrsz]"
LETTERS: Mapping[str, Mapping[str, Place]] = {
    "tuned": {"mdi": lambda: [icons("mdi", matching=f"alpha-{_SIDED}|numeric-[2-79]")],
              "ic": lambda: [icons("ic", matching="baseline-(looks-[3-6]|filter-[2-79])")]},
    "printed": {"tabler": lambda: [icons("tabler", matching=f"(letter|number)-({_SIDED}|[2-79])(-small)?")]},
}  # fmt: skip


def count_letters(most: int) -> None:
    """How many of each kind of art are taken for letters."""
    for half, kinds in (("tuned", TUNED), ("printed", PRINTED)):
        print(f"{half:16}{'pictures':>10}{'letters':>10}{'of the mirrored':>18}")
        for name, place in {**LETTERS[half], **kinds}.items():
            squares = [asymmetry.sample_square(read_picture(path)) for path in pictures_of(place, most)]
            found = len(letters_among(squares))
            mirrored = len(letters_among([np.ascontiguousarray(one[:, ::-1]) for one in squares]))
            print(f"{name:16}{len(squares):10}{found:10}{mirrored:18}", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--pictures", type=int, default=asymmetry.MOST, help="of each set")
    parser.add_argument("--letters", action="store_true", help="count letters in fetched art")
    asked = parser.parse_args()
    if asked.letters:
        count_letters(min(asked.pictures, 200))
        return
    rng = np.random.default_rng(7)
    sets = {}
    with tempfile.TemporaryDirectory() as scratch:
        folders = asked.folders
        if not folders:
            draw_sample_art(Path(scratch), 4 * 200, 128)
            folders = sorted(one for one in Path(scratch).iterdir() if one.is_dir())
        for folder in folders:
            paths = sorted(path for path in folder.rglob("*") if path.suffix in (".png", ".webp", ".jpg"))
            chosen = rng.permutation(len(paths))[: asked.pictures]
            name = f"{folder.parent.name}/{folder.name}"[-24:]
            sets[name] = [asymmetry.sample_square(read_picture(paths[one])) for one in chosen]
    print(f"{'share told apart (0.5 is chance)':34}{'as drawn':>24}{'mixed':>24}{'seconds':>9}")
    print(f"{'':34}" + f"{'mirror':>8}{'hue':>8}{'turn':>8}" * 2)
    for name, squares in sets.items():
        started = time.perf_counter()
        drawn = asymmetry.advice(squares)
        taken = time.perf_counter() - started
        mixes = {
            "mirror": [one[:, ::-1] if index % 2 else one for index, one in enumerate(squares)],
            "hue": [apply(one, "hue", rng, amount=float(rng.uniform(-180, 180))) for one in squares],
            "turn": [np.rot90(one, index % 4) for index, one in enumerate(squares)],
        }
        mixed = [
            next(found for found in asymmetry.advice(mix) if found.operation == operation)
            for operation, mix in mixes.items()
        ]
        figures = "".join(f"{one.separability:8.3f}" for one in (*drawn, *mixed))
        print(f"{f'{name}, {len(squares)} pictures':34}{figures}{taken:9.1f}")


if __name__ == "__main__":
    main()
