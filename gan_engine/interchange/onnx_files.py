"""Writing generators as ONNX files, each checked against the standard and run once."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any, cast

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor, nn

from gan_engine import atomic, environment
from gan_engine.errors import ModelError, SnapshotError
from gan_engine.latent.seeds import latents
from gan_engine.networks import registry
from gan_engine.networks.bases import Generator
from gan_engine.networks.rounding import rounding_reach
from gan_engine.training.snapshots import load_generator

SUFFIX = ".onnx"
_OPSET = 17
_MOST = 0.25  # of the largest value: a network with which rounding does more draws something else on every machine
_LOOKED_AT = 3  # designs, which is another number than the networks are traced with

Numbers = npt.NDArray[Any]


@dataclass(frozen=True)
class Exported:
    """The files written, and how far at most what they make was from the network computed in float64."""

    paths: list[Path]
    difference: float


def export(model: Path, out: Path) -> Exported:
    """Write the generator at `model` to `out`: z [n, z_dim] (and class int64 [n]) -> picture in -1..1,
    [n, channels, height, width].

    A network with styles gets two more files beside it: `NAME.mapping.onnx` (z, class, psi [1] -> styles) and
    `NAME.synthesis.onnx` (styles -> picture). The number n of designs is open. Raises `SnapshotError`, `DiskError`, and
    `ModelError` where a file is not as the standard has it, or draws otherwise than the network by more than rounding
    explains: none is then left.
    """
    if out.suffix.lower() != SUFFIX:
        raise SnapshotError(f"“{out.name}” does not end in {SUFFIX}.", kept="Nothing was written.")
    loaded, card = load_generator(model)
    generator: Any = loaded.to(memory_format=torch.contiguous_format)  # type: ignore[call-overload]
    z = torch.from_numpy(latents(range(_LOOKED_AT), card.z_dim))
    c = torch.arange(_LOOKED_AT) % len(card.class_names) if card.class_names else None
    given = {"z": z} if c is None else {"z": z, "class": c}
    parts: list[tuple[Path, nn.Module, dict[str, Tensor], str]] = [(out, _Whole(generator), given, "picture")]
    if registry.family(card.family).supports.truncation:
        styles = generator.styles(z, c)
        mapping = {**given, "psi": torch.tensor([0.7])}
        parts += [
            (out.with_suffix(f".mapping{SUFFIX}"), _Mapping(generator), mapping, "styles"),
            (out.with_suffix(f".synthesis{SUFFIX}"), _Synthesis(generator), {"styles": styles.detach()}, "picture"),
        ]
    files: list[tuple[Path, bytes]] = []
    furthest = 0.0
    for path, module, inputs, output in parts:
        data = _traced(module, inputs, output)
        _check_form(path, data)
        reach = rounding_reach(module, list(inputs.values()))
        made = _run(data, {name: tensor.numpy() for name, tensor in inputs.items()})
        difference = float(np.abs(made - reach.exact.numpy()).max())
        allowed = min(reach.furthest, _MOST * max(1.0, float(reach.exact.abs().max())))
        if not difference <= allowed:
            raise ModelError(
                f"“{path.name}” would not draw as the network does "
                f"(off by {difference:.3g}, where rounding explains {allowed:.3g}).",
                kept="Nothing was written.",
            )
        furthest = max(furthest, difference)
        files.append((path, data))
    for path, data in files:
        atomic.write_bytes(path, data, root=path.parent)
    return Exported([path for path, _ in files], furthest)


class _Whole(nn.Module):
    def __init__(self, generator: Generator) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor:
        pictures: Tensor = self.generator(z, c)
        return pictures.clamp(-1, 1)


class _Mapping(nn.Module):
    def __init__(self, generator: Any) -> None:
        super().__init__()
        self.generator = generator

    def forward(self, z: Tensor, *others: Tensor) -> Tensor:
        c = others[0] if len(others) > 1 else None
        full: Tensor = self.generator.styles(z, c)
        mean: Tensor = self.generator.styles(z, c, psi=0.0)  # where psi reaches: the mean; elsewhere the style itself
        return mean + (full - mean) * others[-1]


class _Synthesis(nn.Module):
    def __init__(self, generator: Any) -> None:
        super().__init__()
        self.synthesis = generator.synthesis

    def forward(self, styles: Tensor) -> Tensor:
        pictures: Tensor = self.synthesis(styles, "const")
        return pictures.clamp(-1, 1)


def _traced(module: nn.Module, inputs: dict[str, Tensor], output: str) -> bytes:
    """`module` as an ONNX model, its first axes open. Traced with two designs."""
    few = tuple(tensor[:2] for tensor in inputs.values())
    open_axes = {name: {0: "n"} for name in (*inputs, output) if name != "psi"}
    stream = io.BytesIO()
    with warnings.catch_warnings(), torch.inference_mode():
        warnings.simplefilter(
            "ignore"
        )  # the tracing exporter is on its way out, and says so; it needs nothing installed
        torch.onnx.export(
            module.eval(),
            few,
            cast(Any, stream),
            input_names=list(inputs),
            output_names=[output],
            dynamic_axes=open_axes,
            opset_version=_OPSET,
            dynamo=False,
        )
    return stream.getvalue()


def _check_form(path: Path, data: bytes) -> None:
    """Other programs may read a file more strictly than the one it is tried with here: by the letter of ONNX."""
    import onnx

    try:
        onnx.checker.check_model(data, full_check=True)
    except (onnx.checker.ValidationError, onnx.shape_inference.InferenceError, ValueError) as error:
        raise ModelError(
            f"“{path.name}” would not be a file that other programs read ({str(error).strip().partition(chr(10))[0]}).",
            kept="Nothing was written.",
        ) from error


def _run(data: bytes, inputs: dict[str, Numbers]) -> Numbers:
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.add_session_config_entry(*environment.PATIENT_SESSION)
    session = onnxruntime.InferenceSession(data, options, providers=["CPUExecutionProvider"])
    (made,) = session.run(None, inputs)
    numbers: Numbers = np.asarray(made)
    return numbers
