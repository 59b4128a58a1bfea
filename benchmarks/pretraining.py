"""Makes the networks that can draw already (`resources/models/pretrained`): trained on free drawings of many hands.

The pictures are Google's Noto emoji and Mozilla's FxEmojis (Apache License 2.0), Microsoft's Fluent emoji, flat and in
colour (MIT licence), fetched from npm, and of the Open Clip Art Library what is no flag, map, playing card or theme
(public domain), fetched from Debian: some 11,400, laid on white, without those that fill the picture. The training is
that of the recipe `quick-look`, from fresh networks, mirrored by chance, averaged over longer. Of its last snapshot the
generator's average and the discriminator are kept, in 16 bits; the generator without what leads it to squares that fill
the picture (many emoji are such), because a training on figures does not come away from those: after 155 kimg one
design in seven still stood on grey. How near its designs are to the drawings is printed: the share of near-copies, and
how many spacings of the drawings the nearest is away. A network of another size can begin with one that is there
(`--from`).

    python benchmarks/pretraining.py OUT [--side 64] [--kimg 800] [--threads 1] [--from SNAPSHOT] [--kept FOLDER]
"""

from __future__ import annotations

import argparse
import warnings
from collections.abc import Mapping
from pathlib import Path

from art import CACHE, debian, icons
from gan_engine.dataset.bake import bake
from gan_engine.dataset.options import BakeOptions
from gan_engine.dataset.reading import open_dataset
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.image_shape import ImageShape
from gan_engine.latent.seeds import latents
from gan_engine.metrics.originality import originality
from gan_engine.networks import registry
from gan_engine.networks.bases import Generator
from gan_engine.runs.run_directory import GENERATOR, RunDirectory
from gan_engine.settings.configuration import apply_settings
from gan_engine.settings.recipes import load_recipe
from gan_engine.training import snapshots
from gan_engine.training.loop import train
from gan_engine.training.run_creation import create_run
from gan_engine.training.snapshots import ModelCard
from peers import features
from recipe_trials import from_afar

import numpy as np
import torch
import torch.nn.functional as F
from PIL import Image

EMOJI = ("noto", "fluent-emoji-flat", "fluent-emoji", "fxemoji")
NO_DRAWINGS = frozenset({"cards", "flags", "europe", "america", "oceania", "africa", "asia", "geography", "flat-theme"})
SHORTEST, LONGEST_TO_SHORTEST = 48, 2.2  # px; a longer form leaves little of a drawing in a square
LEAST_CONTRAST = 25.0  # standard deviation of the levels of what is shown: below it there is next to nothing
WHITE = 0.7  # of -1..1: nothing of a drawing
COMPARED = 1000  # designs, with all drawings
LOOKED_AT = 8000  # designs; the direction of another 8,000 is the same but for 0.01 of its length
FIRST_LAYER = "layers.0.weight"  # of a DCGAN's generator: [z, channels, height, width]
STEPS_OF_SIZE = 3
"""Modules of a DCGAN's generator to each doubling of the side."""


def on_white(picture: Image.Image, side: int) -> Image.Image:
    """An RGBA picture of at most `side` px a side, without its alpha."""
    picture.thumbnail((side, side))
    shown = Image.new("RGBA", picture.size, "white")
    shown.alpha_composite(picture)
    return shown.convert("RGB")


def clip_art() -> Path:
    """The drawings of the Open Clip Art Library, on white, at most 160 px a side."""
    place = CACHE / "clip-art"
    if place.exists():
        return place
    fresh = place.with_name("clip-art.fresh")
    fresh.mkdir(parents=True, exist_ok=True)
    warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # some are very large, as clip art need not be
    count = 0
    for file in sorted(debian("openclipart-png").rglob("*.png")):
        if NO_DRAWINGS & set(file.parts):
            continue
        try:
            picture = Image.open(file)
            if min(picture.size) < SHORTEST or max(picture.size) > LONGEST_TO_SHORTEST * min(picture.size):
                continue
            picture = picture.convert("RGBA")
        except (OSError, Image.DecompressionBombError):
            continue  # damaged, or too large to be opened
        shown = on_white(picture, 160)
        if np.asarray(shown, np.float32).std() >= LEAST_CONTRAST:
            shown.save(fresh / f"{count:05d}.png")
            count += 1
    return fresh.rename(place)


def has_ground(file: Path) -> bool:
    """Whether a drawing stands on white, as figures do, and does not fill the picture."""
    shown = on_white(Image.open(file).convert("RGBA"), 64)
    pixels = torch.from_numpy(np.asarray(shown, np.float32)).permute(2, 0, 1) / 127.5 - 1
    side = max(shown.size)  # the bake lays it on a square
    across, down = side - shown.width, side - shown.height
    padded = F.pad(pixels, (across // 2, across - across // 2, down // 2, down - down // 2), value=1.0)
    return not bool(fills_picture(padded[None])[0])


def drawings() -> list[SourcePicture]:
    """All of them, in their order."""
    folders = [icons(name, 6000) for name in EMOJI] + [clip_art()]
    files = [file for folder in folders for file in sorted(folder.iterdir()) if has_ground(file)]
    return [SourcePicture(file, f"{file.parent.name}/{file.name}") for file in files]


def enlarged(snapshot: Path, side: int, out: Path) -> Path:
    """The snapshot for `side` px: its layers next to the picture stay next to it, the others begin afresh."""
    facts, generator_ema, tensors = snapshots.read(snapshot)
    card, _ = snapshots.read_card(snapshot / GENERATOR)
    shift = STEPS_OF_SIZE * (ImageShape.square(side).doublings - card.size.doublings)
    kept = {}
    for name, tensor in generator_ema.items():
        layers, place, rest = name.split(".", 2)
        if layers == "detail":  # at the picture's full size, whatever that is
            kept[name] = tensor
        elif int(place) > 0 and int(place) + shift > 0:
            kept[f"{layers}.{int(place) + shift}.{rest}"] = tensor
    looking = ("discriminator.layers.", "discriminator.detail.")
    seen = {name: tensor for name, tensor in tensors.items() if name.startswith(looking)}
    card = card.model_copy(update={"size": ImageShape.square(side)})
    snapshots.write(out, card, kept, seen, facts=facts["state"], extra={})
    return out


def half(tensors: Mapping[str, torch.Tensor], start: str = "") -> dict[str, torch.Tensor]:
    """Those whose names begin with `start`, in 16 bits."""
    found = {name: tensor for name, tensor in tensors.items() if name.startswith(start)}
    return {name: tensor.half() if tensor.is_floating_point() else tensor for name, tensor in found.items()}


def fills_picture(designs: torch.Tensor) -> torch.Tensor:
    """Of pictures [N,C,H,W] in -1..1, bool [N]: whether the better part of the edge is not white."""
    edges = torch.cat([designs[:, :, 0], designs[:, :, -1], designs[..., 0], designs[..., -1]], 2)
    return (edges.mean(1) < WHITE).float().mean(1) > 0.5


def generator_of(card: ModelCard, weights: Mapping[str, torch.Tensor]) -> Generator:
    """The generator that draws as in use."""
    family = registry.family(card.family)
    generator = family.build_generator(family.validate(card.options), card.size, 0)
    generator.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return generator.eval()


@torch.no_grad()
def without_squares(card: ModelCard, weights: Mapping[str, torch.Tensor]) -> dict[str, torch.Tensor]:
    """The weights of a generator that no longer draws squares: which latents lead to them is told by one direction.

    Latents are normal in every direction alike, so that the mean of those beyond a plane lies straight behind it. The
    first layer, which is linear in them, loses that direction; every other part of a latent does what it did.
    """
    generator = generator_of(card, weights)

    def drawn(latents: torch.Tensor) -> torch.Tensor:
        return torch.cat([fills_picture(generator(part)) for part in latents.split(128)])

    latents = torch.randn(LOOKED_AT, generator.z_dim, generator=torch.Generator().manual_seed(0))
    filling = drawn(latents)
    direction = torch.nn.functional.normalize(latents[filling].mean(0), dim=0)
    left = drawn(latents - torch.outer(latents @ direction, direction))
    print(f"squares: {filling.float().mean():.1%} of designs, {left.float().mean():.1%} without the one direction")
    first = weights[FIRST_LAYER].float()
    along = torch.tensordot(direction, first, dims=1)
    return {**weights, FIRST_LAYER: first - direction[:, None, None, None] * along}


@torch.no_grad()
def print_nearness(generator: Generator, dataset: Path) -> None:
    """How far designs are from the nearest of the drawings they were learnt from."""
    with open_dataset(dataset) as opened:
        learnt = np.stack([opened.read(index) for index in range(opened.count)])
    made = torch.cat(
        [generator(part) for part in torch.from_numpy(latents(range(COMPARED), generator.z_dim)).split(128)]
    )
    pictures = made.add(1).mul(127.5).round().clamp(0, 255).byte().numpy()
    found = originality(*(features(from_afar(each), "lite0") for each in (pictures, learnt)))
    print(f"near-copies: {found.near_copies:.1%} of {COMPARED} designs; the nearest is {found.ratios.min():.2f} away")


def keep(snapshot: Path, out: Path, dataset: Path) -> None:
    """What of `snapshot`, trained on `dataset`, comes with the program."""
    facts, generator_ema, tensors = snapshots.read(snapshot)
    card, _ = snapshots.read_card(snapshot / GENERATOR)
    card = card.model_copy(update={"dataset": "free drawings"})
    generator_ema = without_squares(card, generator_ema)
    snapshots.write(out, card, half(generator_ema), half(tensors, "discriminator."), facts=facts["state"], extra={})
    print_nearness(generator_of(card, generator_ema), dataset)


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("out", type=Path)
    options.add_argument("--side", type=int, default=64)
    options.add_argument("--kimg", type=float, default=800)
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--from", dest="snapshot", type=Path, help="a whole snapshot, of this or of another size")
    options.add_argument("--kept", type=Path, default=CACHE / "pretraining", help="where the training is")
    given = options.parse_args()
    dataset = CACHE / f"free-drawings-{given.side}.zip"
    if not dataset.exists():
        bake(drawings(), dataset, BakeOptions(size=ImageShape.square(given.side)))
    settings = [
        f"kimg={given.kimg:g}", f"threads={given.threads}", "snapshot_kimg=25", "ema_kimg=10", "augment.xflip=true",
        "pretrained=false", "device=cpu",
    ]  # fmt: skip
    configuration = apply_settings(load_recipe("quick-look").configuration, settings)
    folder = given.kept / f"{given.side}"
    if folder.exists():
        run = RunDirectory.open(folder)
    else:
        snapshot = given.snapshot
        if snapshot is not None and snapshots.read_card(snapshot / GENERATOR)[0].size.width != given.side:
            snapshot = enlarged(snapshot, given.side, given.kept / f"begin-{given.side}")
        run = create_run(folder, dataset, configuration, snapshot=snapshot)
    train(run)
    keep(run.snapshots()[-1].path, given.out, dataset)


if __name__ == "__main__":
    main()
