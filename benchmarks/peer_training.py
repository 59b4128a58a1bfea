"""A peer's own training, in its own environment: lightweight-gan or stylegan2_pytorch, on a processor.

    python peer_training.py NAME PICTURES OUT.npz --seconds 660 --threads 1 [--designs 500]

Run by `peers.py` inside the environment that it makes; needs nothing of ours. Both packages refuse to start without an
NVIDIA card: here its place is taken by the processor, and what only tracks experiments (aim) by nothing. Their settings
are those of their own commands at this size. OUT holds designs, uint8 [N,H,W,3], of the generator ("plain") and of its
average ("averaged"), how many pictures were seen, and the seconds of processor time.
"""

from __future__ import annotations

import argparse
import sys
import time
import types
from pathlib import Path
from typing import Any

import numpy as np
import torch

SIZE = 64


class _Torch(types.ModuleType):
    """torch, whose devices are all the processor."""

    def __getattr__(self, name: str) -> Any:
        return (lambda *_: torch.device("cpu")) if name == "device" else getattr(torch, name)


def processor_for_card() -> None:
    """Let both packages think that there is a card."""
    import torchvision_operators  # noqa: F401 - made by peers.py: names that torchvision's build for cards registers

    sys.modules["aim"] = types.ModuleType("aim")
    torch.cuda.is_available = lambda: True  # type: ignore[assignment]
    torch.cuda.empty_cache = lambda: None  # type: ignore[assignment]
    torch.Tensor.cuda = lambda self, *_, **__: self  # type: ignore[assignment, method-assign]
    torch.nn.Module.cuda = lambda self, *_, **__: self  # type: ignore[assignment, method-assign, return-value]


def trainer_of(name: str, folder: Path) -> Any:
    """The package's trainer, set as its command sets it for pictures of this size."""
    usual = {"name": "peer", "base_dir": folder, "image_size": SIZE, "num_workers": 0, "save_every": 10**9}
    if name == "lightweight-gan":
        from lightweight_gan import lightweight_gan as package

        extra: dict[str, Any] = {
            "batch_size": 10, "gradient_accumulate_every": 4, "attn_res_layers": [32], "disc_output_size": 1,
            "use_aim": False, "evaluate_every": 10**9,
        }  # fmt: skip
    else:
        from stylegan2_pytorch import stylegan2_pytorch as package

        extra = {"batch_size": 5, "gradient_accumulate_every": 6, "aug_prob": 0.25, "evaluate_every": 10**9}
    package.torch = _Torch("torch")
    return package.Trainer(**usual, **extra)


def designs_of(name: str, trainer: Any, count: int, *, averaged: bool) -> np.ndarray:
    gan, made = trainer.GAN, []
    gan.eval()
    torch.manual_seed(0)
    with torch.no_grad():
        for _ in range(0, count, 20):
            z = torch.randn(20, trainer.latent_dim if name == "lightweight-gan" else gan.G.latent_dim)
            if name == "lightweight-gan":
                pictures = (gan.GE if averaged else gan.G)(z)
            else:
                styles = (gan.SE if averaged else gan.S)(z)
                styles = styles[:, None].expand(-1, gan.G.num_layers, -1)
                pictures = (gan.GE if averaged else gan.G)(styles, torch.rand(20, SIZE, SIZE, 1))
            made.append((pictures.clamp(0, 1) * 255).round().byte().permute(0, 2, 3, 1).numpy())
    return np.concatenate(made)[:count]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("name", choices=("lightweight-gan", "stylegan2_pytorch"))
    options.add_argument("pictures", type=Path)
    options.add_argument("out", type=Path)
    options.add_argument("--seconds", type=float, default=660, help="of processor time")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--designs", type=int, default=500)
    given = options.parse_args()
    torch.set_num_threads(given.threads)
    processor_for_card()
    torch.manual_seed(1)
    trainer = trainer_of(given.name, given.out.parent)
    trainer.set_data_src(str(given.pictures))
    begun, steps = time.process_time(), 0
    while time.process_time() - begun < given.seconds:
        trainer.train()
        steps += 1
    taken = time.process_time() - begun
    seen = steps * trainer.batch_size * trainer.gradient_accumulate_every
    designs = {
        words: designs_of(given.name, trainer, given.designs, averaged=averaged)
        for words, averaged in (("plain", False), ("averaged", True))
    }
    np.savez(given.out, seen=seen, seconds=taken, **designs)


if __name__ == "__main__":
    main()
