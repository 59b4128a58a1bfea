"""StyleGAN2 networks of other tools, made ours: read safely, held against our architecture, saved as a snapshot."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from torch import Tensor

from gan_engine import atomic, door
from gan_engine.errors import ConfigurationError, ModelError, SnapshotError
from gan_engine.image_shape import ImageShape
from gan_engine.interchange.pickled_networks import Module, is_stylegan3, read_networks
from gan_engine.interchange.stylegan2_checkpoints import read_checkpoint
from gan_engine.interchange.torch_files import is_torch_file
from gan_engine.networks import registry
from gan_engine.networks.bases import count_parameters
from gan_engine.networks.meta import weightless
from gan_engine.runs.formats import snapshot_format
from gan_engine.runs.run_directory import GENERATOR
from gan_engine.training.snapshots import METADATA_KEY, TRAINING, ModelCard
from gan_engine.training.tensor_files import write_tensors

_NOT_KEPT = re.compile(r"(^|\.)resample_filter$")  # always [1, 3, 3, 1] / 8, squared: checked, then built in
_FAMILY = "stylegan2"
_NOTHING = "Nothing was written."


@dataclass(frozen=True)
class Imported:
    """What was made of a file."""

    path: Path
    """A snapshot's folder."""
    card: ModelCard
    generator_parameters: int
    with_discriminator: bool


def import_network(path: Path, out: Path) -> Imported:
    """Make a snapshot folder `out` of the StyleGAN2 networks at `path`, without running anything that lies in it.

    They are a pickled file of the StyleGAN2-ADA tools (`.pkl`) or a checkpoint of StyleGAN2 for plain PyTorch (`.pt`).

    The EMA generator (G_ema) becomes the snapshot's; G and D come along for trainings that begin from it.
    Raises `ModelError` or `SnapshotError` in plain words, with nothing written.
    """
    if out.exists():
        raise SnapshotError(
            f"There is something at {out} already.", kept="It was not touched.", do="Choose another place."
        )
    networks = _read(path)
    generator_ema = networks.get("G_ema") or networks.get("G")
    if generator_ema is None:
        raise ModelError(f"“{path.name}” holds no generator.", do="Choose a file with G or G_ema in it.")
    card = _card(path, generator_ema, networks.get("D"))
    family = registry.family(_FAMILY)
    options, classes = family.validate(card.options), len(card.class_names)
    with weightless():
        generator = family.build_generator(options, card.size, classes)
        discriminator = family.build_discriminator(options, card.size, classes)
    weights = _fitting(path, generator_ema, generator.state_dict())
    training: dict[str, Tensor] = {}
    if "G" in networks and "D" in networks:
        training |= _prefixed("generator", _fitting(path, networks["G"], generator.state_dict()))
        training |= _prefixed("discriminator", _fitting(path, networks["D"], discriminator.state_dict()))
    with atomic.writing_folder(out, root=out.parent) as folder:
        write_tensors(folder / GENERATOR, weights, {METADATA_KEY: card.json_text()})
        if training:
            write_tensors(folder / TRAINING, training, {})
    return Imported(out, card, count_parameters(generator), bool(training))


def _read(path: Path) -> dict[str, Module]:
    """The networks of a file of either kind, told by its first bytes."""
    try:
        with door.open_read(path) as file:
            start = file.read(16)
    except OSError as error:
        raise ModelError(f"“{path.name}” cannot be read in {path.parent}: {error.strerror}.") from error
    return read_checkpoint(path) if is_torch_file(start) else read_networks(path)


def _card(path: Path, generator: Module, discriminator: Module | None) -> ModelCard:
    """What the generator is, from what it was made with; its weights have to agree with that later."""
    given, tensors = generator.kwargs, generator.flat()
    if "synthesis.b4.const" not in tensors:
        what = "a StyleGAN3 network" if is_stylegan3(generator) else "a network of another kind"
        raise ModelError(
            f"“{path.name}” holds {what} (“{generator.class_name}”), which Maquette cannot draw with.",
            kept="Nothing in it was run, and nothing was written.",
            do="StyleGAN2-ADA networks can be imported, also those trained with the StyleGAN3 tools (cfg=stylegan2).",
        )
    size = max(int(found[1]) for name in tensors if (found := re.match(r"synthesis\.b(\d{1,4})\.", name)))
    synthesis = _group(given, "synthesis_kwargs")
    mapping = sum(bool(re.fullmatch(r"mapping\.fc\d+\.weight", name)) for name in tensors)
    channels = {
        resolution: tensors[key].shape[0]
        for resolution in (2**power for power in range(2, 11))
        if (key := f"synthesis.b{resolution}.conv1.weight") in tensors and tensors[key].ndim
    }
    const, style = tensors["synthesis.b4.const"], tensors.get("mapping.w_avg")
    if const.ndim != 3 or style is None or style.ndim != 1 or not channels:
        raise ModelError(f"The weights in “{path.name}” are not those of a StyleGAN2 generator.", kept=_NOTHING)
    if given.get("img_channels", 3) != 3:
        raise ModelError(
            f"“{path.name}” draws pictures of {given['img_channels']} channels; Maquette draws in red, green and blue.",
            kept=_NOTHING,
        )
    embed = tensors.get("mapping.embed.weight")
    classes = embed.shape[1] if embed is not None and embed.ndim == 2 else 0
    first = tensors.get("mapping.fc0.weight")
    width = first.shape[1] if first is not None and first.ndim == 2 else 0
    epilogue = _group(discriminator.kwargs, "epilogue_kwargs") if discriminator else {}
    options: dict[str, Any] = {
        "group": epilogue.get("mbstd_group_size") or 4,
        "z_dim": width - (style.shape[0] if classes else 0),
        "w_dim": style.shape[0],
        "mapping_layers": mapping,
        "channel_base": synthesis.get("channel_base") or channels.get(size, 0) * size,
        "max_channels": synthesis.get("channel_max") or max(channels.values()),
    }
    try:
        shape = ImageShape.square(size)
        validated = registry.family(_FAMILY).validate(options)
        registry.family(_FAMILY).check(validated, shape, classes)
    except (ConfigurationError, ValueError) as error:
        raise ModelError(
            f"“{path.name}” holds a StyleGAN2 network that Maquette cannot build. {getattr(error, 'what', error)}",
            kept=_NOTHING,
        ) from error
    return ModelCard(
        version=snapshot_format("own"),
        family=_FAMILY,
        options=validated.model_dump(),
        size=shape,
        z_dim=options["z_dim"],
        class_names=tuple(f"class {number}" for number in range(classes)),
        dataset="",
        program=f"{version('maquette')}, imported from {path.name}"[:300],
    )


def _group(given: dict[str, Any], name: str) -> dict[str, Any]:
    """The settings of that name that a network was made with; none where they are anything else."""
    group = given.get(name)
    return group if isinstance(group, dict) else {}


def _fitting(path: Path, network: Module, expected: dict[str, Tensor]) -> dict[str, Tensor]:
    """The network's tensors, in our own layout: every name there, every shape right, every number finite."""
    found = {name: tensor for name, tensor in network.flat().items() if not _NOT_KEPT.search(name)}
    missing, strange = sorted(expected.keys() - found.keys()), sorted(found.keys() - expected.keys())
    if missing or strange:
        what = f"“{missing[0]}” is missing" if missing else f"“{strange[0]}” is not known"
        raise ModelError(
            f"“{path.name}” holds a “{network.class_name}” of another architecture: {what}.",
            kept=_NOTHING,
            do="Networks with skip generators and residual discriminators can be imported, as the tools make them.",
        )
    taken = {}
    for name, tensor in found.items():
        if tensor.shape != expected[name].shape or not tensor.is_floating_point():
            raise ModelError(f"“{name}” in “{path.name}” has another shape than its network.", kept=_NOTHING)
        taken[name] = tensor.to(expected[name].dtype).contiguous()
        if not taken[name].isfinite().all():
            raise ModelError(f"“{name}” in “{path.name}” holds numbers that are not finite.", kept=_NOTHING)
    return taken


def _prefixed(prefix: str, tensors: dict[str, Tensor]) -> dict[str, Tensor]:
    return {f"{prefix}.{name}": tensor for name, tensor in tensors.items()}
