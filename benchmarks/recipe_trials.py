"""Which recipe for a small set on a processor? Each on four kinds of small art, for the same time of the processor.

Each trial trains one candidate on one kind of art at `--side` px with one seed, in the product's own loop and one
thread, until it has had so many seconds of processor time (counted from the first report on: what is tried out before
that, to choose precision and threads, is not). Then 250 designs of the EMA generator are judged by kid-u2netp and,
beside it, by kid-lite0 (0 is alike, the better the lower), and by their originality. Only the characters chose any
setting of a candidate; the three other kinds are what counts.

A line of JSON for each trial goes to `--kept` as soon as it is done, and what is there already is not repeated: an
interruption costs one trial. The tables are printed of all that is there of the kinds, candidates and seeds asked for.

    python benchmarks/recipe_trials.py [--seconds 120] [--seeds 0 1] [--kinds NAME ...] [--candidates NAME ...]
        [--side 64] [--kept FILE] [--sheets FOLDER] [--only-print]
"""

from __future__ import annotations

import argparse
import hashlib
import json
import statistics
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from art import CACHE, EMOJI, PRINTED, TUNED, Place, pictures_of
from design_sheet import draw_sheet
from gan_engine.curation.framing import resample
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.latent.seeds import latents
from gan_engine.latent.session import Session
from gan_engine.metrics.kernel import KernelSums, kernel_distance, within
from gan_engine.metrics.originality import VIEWED, originality, spacing_of
from gan_engine.settings.configuration import Configuration, apply_settings, configure
from gan_engine.settings.recipes import load_recipe
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from peers import features
from quick_look import ENDLESS, PLAIN, Clock

import numpy as np
import torch

DESIGNS = 250
MOST_JUDGED = 500
"""Pictures of the set that the judges compare with: a kernel distance is not biased by few."""
JUDGES = ("u2netp", "lite0")


def _characters() -> Sequence[Path]:
    TUNED["robots"]()  # drawn with the others
    return [CACHE / "sample-art-1200"]


TUNING: dict[str, tuple[Place, int]] = {"characters": (_characters, 1200)}
"""What settings were chosen on: a place and how many pictures of it."""
OTHERS: dict[str, tuple[Place, int]] = {
    "sprites": (PRINTED["units"], 1000),
    "icons": (EMOJI["openmoji"], 500),
    "portraits": (TUNED["portraits"], 200),
}
"""Wesnoth's units and painted portraits, OpenMoji: chose nothing."""
KINDS = {**TUNING, **OTHERS}

PROJECTED = ("discriminator=projected", "objective=hinge")
"""As published, with the recipe's generator; recipes are to choose it where it comes out ahead here."""
CANDIDATES: dict[str, tuple[str, Sequence[str]]] = {
    "quick-look": ("quick-look", ()),
    "quick-look: fresh networks": ("quick-look", ("pretrained=false",)),
    "small-set": ("small-set", ()),
    "best-quality": ("best-quality", ()),
    "plain DCGAN": ("", ()),
    "quick-look: faster": ("quick-look", ("optimizer.learning_rate=1e-3",)),
    "quick-look: batches of 8": ("quick-look", ("batch=8",)),
    "quick-look: batches of 8, faster": ("quick-look", ("batch=8", "optimizer.learning_rate=1e-3")),
    "quick-look: batches of 32": ("quick-look", ("batch=32",)),
    "quick-look: twice the penalty": ("quick-look", ("tricks.r1_gamma=4",)),
    "quick-look: a quarter of the penalty": ("quick-look", ("tricks.r1_gamma=0.5",)),
    "quick-look: two layers kept": ("quick-look", ("tricks.freeze_d=2",)),
    "quick-look: averaged over longer": ("quick-look", ("ema_kimg=10",)),
    "quick-look: no changes of colour": ("quick-look", ("augment.colour=false",)),
    "quick-look: no detail": ("quick-look", ("network.detail_width=0",)),
    "quick-look: no tone": ("quick-look", ("tricks.tone=0",)),
    "quick-look: relativistic": ("quick-look", ("objective=relativistic",)),
    "quick-look: projected": ("quick-look", (*PROJECTED, "tricks.r1_gamma=0")),
    "small-set: projected": ("small-set", PROJECTED),
    "best-quality: projected": ("best-quality", (*PROJECTED, "augment.adaptive=off", "augment.colour=true",
                                                 "augment.translation=true", "augment.cutout=true")),
}  # fmt: skip
"""A recipe ("" is that of `quick_look.PLAIN`) and what is changed of it."""


@dataclass(frozen=True)
class Trial:
    """What came of one training."""

    kind: str
    candidate: str
    digest: str
    """Of all settings that the candidate had: where a recipe is another now, what came of it counts no longer."""
    seed: int
    seconds: float
    side: int
    kimg: float
    precision: str
    kid_u2netp: float
    kid_lite0: float
    originality: float
    near_copies: float

    @property
    def key(self) -> tuple[Any, ...]:
        return self.kind, self.candidate, self.digest, self.seed, self.seconds, self.side


@dataclass(frozen=True)
class Judged:
    """What the judges say of designs: 0 is alike, by each; how new they are."""

    distances: dict[str, float]
    originality: float
    near_copies: float


@dataclass(frozen=True)
class Art:
    """One kind, baked, and what the judges see of it."""

    dataset: Path
    judged: dict[str, KernelSums]
    from_afar: torch.Tensor
    spacing: float

    @staticmethod
    def of(kind: str, side: int, folder: Path) -> Art:
        """Baked at `side` px and looked at in `folder`, once."""
        place, most = KINDS[kind]
        dataset, seen = folder / f"{kind}.zip", folder / f"{kind}.pt"
        if not seen.exists():
            folder.mkdir(parents=True, exist_ok=True)
            pictures = [
                SourcePicture(path, f"{at:04d}{path.suffix}") for at, path in enumerate(pictures_of(place, most))
            ]
            bake(pictures, dataset, BakeOptions(size=side), replace=True)
            with open_dataset(dataset) as opened:
                real = np.stack([opened.read(index) for index in range(opened.count)])
            found = {judge: features(real[:MOST_JUDGED], judge) for judge in JUDGES}
            torch.save({**found, "from afar": features(from_afar(real), "lite0")}, seen)
        looks = torch.load(seen, weights_only=True)
        far = looks["from afar"]
        return Art(dataset, {judge: within(looks[judge]) for judge in JUDGES}, far, spacing_of(far))

    def judge(self, designs: np.ndarray) -> Judged:
        """Designs uint8 [N,H,W,C] beside this kind."""
        made = designs.transpose(0, 3, 1, 2)
        distances = {judge: kernel_distance(within(features(made, judge)), self.judged[judge])[0] for judge in JUDGES}
        new = originality(features(from_afar(made), "lite0"), self.from_afar, spacing=self.spacing)
        return Judged(distances, new.value, new.near_copies)


def from_afar(pictures: np.ndarray) -> np.ndarray:
    """uint8 [N,C,H,W] as large as originality looks at them."""
    return np.stack([resample(each.transpose(1, 2, 0), VIEWED, VIEWED).transpose(2, 0, 1) for each in pictures])


def configuration_of(candidate: str, seed: int) -> Configuration:
    recipe, settings = CANDIDATES[candidate]
    begun = load_recipe(recipe).configuration if recipe else configure({**PLAIN, "precision": "auto"})
    return apply_settings(begun, [*settings, "device=cpu", "threads=1", f"seed={seed}", f"kimg={ENDLESS:g}"])


def digest_of(candidate: str) -> str:
    return hashlib.sha256(configuration_of(candidate, 0).model_dump_json().encode()).hexdigest()[:12]


def tried(kind: str, candidate: str, seed: int, seconds: float, art: Art, folder: Path, sheets: Path | None) -> Trial:
    clock = Clock(seconds, time.process_time)
    run = create_run(folder / f"{kind} {candidate} {seed}", art.dataset, configuration_of(candidate, seed))
    train(run, report=clock)
    if clock.passed < seconds:
        raise KeyboardInterrupt  # which the loop took for a wish to end early: that is no trial
    torch.set_num_threads(1)
    session = Session.open(run.path)
    designs = session.generate(latents(range(DESIGNS), session.z_dim))
    draw_sheet(sheets, f"{kind} {candidate} {seed}", designs)
    found = art.judge(designs)
    return Trial(
        kind=kind,
        candidate=candidate,
        digest=digest_of(candidate),
        seed=seed,
        seconds=seconds,
        side=designs.shape[1],
        kimg=clock.pictures / 1000,
        precision=run.read_run()["resolved"]["precision"],
        kid_u2netp=found.distances["u2netp"],
        kid_lite0=found.distances["lite0"],
        originality=found.originality,
        near_copies=found.near_copies,
    )


def kept_trials(file: Path) -> list[Trial]:
    if not file.exists():
        return []
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.endswith("}")]
    return [Trial(**{"side": 64, **line}) for line in lines]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--seconds", type=float, default=120, help="of processor time, for each training")
    options.add_argument("--seeds", type=int, nargs="+", default=[0, 1])
    options.add_argument("--side", type=int, default=64, help="px")
    options.add_argument("--kinds", nargs="+", choices=list(KINDS), default=list(KINDS), metavar="NAME")
    options.add_argument("--candidates", nargs="+", choices=list(CANDIDATES), default=list(CANDIDATES), metavar="NAME")
    options.add_argument("--kept", type=Path, default=CACHE / "recipe-trials.jsonl", help="one line for each trial")
    options.add_argument("--sheets", type=Path, help="where to draw 64 designs of each trial (PNG)")
    options.add_argument("--only-print", action="store_true", help="the tables of what is there")
    given = options.parse_args()
    torch.set_num_threads(1)
    given.kept.parent.mkdir(parents=True, exist_ok=True)
    wanted = [
        (kind, candidate, digest_of(candidate), seed, given.seconds, given.side)
        for seed in given.seeds
        for kind in given.kinds
        for candidate in given.candidates
    ]
    done = {trial.key: trial for trial in kept_trials(given.kept)}
    if not given.only_print:
        for key in wanted:
            if key in done:
                continue
            kind, candidate, _, seed, seconds, side = key
            art = Art.of(kind, side, CACHE / f"recipe-trials-{side}")
            with tempfile.TemporaryDirectory() as folder:
                trial = tried(kind, candidate, seed, seconds, art, Path(folder), given.sheets)
            done[key] = trial
            with given.kept.open("a", encoding="utf-8") as lines:
                lines.write(json.dumps(asdict(trial)) + "\n")
            print(_line(trial), flush=True)
    found = [done[key] for key in wanted if key in done]
    print(f"\n{given.side} px, {given.seconds:g} s of one thread each; mean (from - to) of the seeds {given.seeds}")
    for title, kinds in (("what settings were chosen on", TUNING), ("what chose nothing", OTHERS)):
        print(f"\n{title}")
        print_table([trial for trial in found if trial.kind in kinds])


def _line(trial: Trial) -> str:
    return (
        f"{trial.kind:12}{trial.candidate:28}seed {trial.seed}  {trial.kimg:6.1f} kimg in {trial.precision}  "
        f"kid-u2netp {trial.kid_u2netp:.4f}  kid-lite0 {trial.kid_lite0:.4f}  "
        f"originality {trial.originality:.2f}  near-copies {trial.near_copies:.1%}"
    )


def print_table(trials: Sequence[Trial]) -> None:
    """One row for each candidate on each kind, as Markdown."""
    print("| kind | candidate | kimg | kid-u2netp | kid-lite0 | originality | near-copies |")
    print("|---|---|---|---|---|---|---|")
    for kind, candidate in dict.fromkeys((trial.kind, trial.candidate) for trial in trials):
        of_both = [trial for trial in trials if (trial.kind, trial.candidate) == (kind, candidate)]
        cells = [
            f"{statistics.fmean(trial.kimg for trial in of_both):.1f}",
            spread(trial.kid_u2netp for trial in of_both),
            spread(trial.kid_lite0 for trial in of_both),
            spread((trial.originality for trial in of_both), 2),
            f"{statistics.fmean(trial.near_copies for trial in of_both):.1%}",
        ]
        print(f"| {kind} | {candidate} | " + " | ".join(cells) + " |")


def spread(values: Iterable[float], places: int = 3) -> str:
    found = list(values)
    low, high = min(found), max(found)
    return f"{statistics.fmean(found):.{places}f} ({low:.{places}f} - {high:.{places}f})"


if __name__ == "__main__":
    main()
