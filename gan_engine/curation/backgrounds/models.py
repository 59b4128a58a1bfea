"""The networks for cutting out figures: which there are, where they lie, fetching one.

What is known of each is what the rembg project publishes with its release (address, MD5) and what the file itself was
found to be by many who fetched it (size, SHA-256). A file is looked at to the last byte before it is first used in a
process, and runs on this machine only.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import resources
from gan_engine import downloads
from gan_engine.downloads import Download
from gan_engine.errors import ConfigurationError, ModelError
from gan_engine.reporting import size_words

EMBEDDED = "u2netp"
"""The one that is always there."""

_RELEASE = "https://github.com/danielgatis/rembg/releases/download/v0.0.0/"
_WITHOUT = "“flood” and “u2netp” work without it."


@dataclass(frozen=True)
class Model:
    """A network: where it comes from. How it wants its pictures is known to rembg's session of the same name."""

    download: Download
    title: str

    @property
    def name(self) -> str:
        return self.download.name


def _model(name: str, title: str, sentence: str, size: int, sha256: str, licence: str, file: str = "") -> Model:
    url = _RELEASE + (file or f"{name}.onnx")
    return Model(Download(name, url, size, sha256, licence, sentence, without=_WITHOUT), title)


MODELS: Mapping[str, Model] = {
    model.name: model
    for model in (
        _model(
            "u2netp", "u2netp", "Small and quick, for figures of all kinds.", 4_574_861,
            "309c8469258dda742793dce0ebea8e6dd393174f89934733ecc8b14c76f4ddd8", "Apache-2.0",
        ),
        _model(
            "u2net", "u2net", "The large form of u2netp: finer outlines, some four times slower.", 175_997_641,
            "8d10d2f3bb75ae3b6d527c77944fc5e7dcd94b29809d47a739a7a728a912b491", "Apache-2.0",
        ),
        _model(
            "u2net_human_seg", "u2net human", "For people: painted or photographed.", 175_997_641,
            "01eb6a29a5c4d8edb30b56adad9bb3a2a0535338e480724a213e0acfd2d1c73c", "Apache-2.0",
        ),
        _model(
            "isnet-general-use", "IS-Net", "For figures of all kinds at three times the detail.", 178_648_008,
            "60920e99c45464f2ba57bee2ad08c919a52bbf852739e96947fbb4358c0d964a", "Apache-2.0",
        ),
        _model(
            "isnet-anime", "IS-Net anime", "For drawn characters, anime above all.", 176_069_933,
            "f15622d853e8260172812b657053460e20806f04b9e05147d49af7bed31a6e99", "Apache-2.0",
        ),
        _model(
            "birefnet-general-lite", "BiRefNet lite", "The finest outlines, hair too; seconds a picture without a GPU.",
            224_005_088, "5600024376f572a557870a5eb0afb1e5961636bef4e1e22132025467d0f03333", "MIT",
            "BiRefNet-general-bb_swin_v1_tiny-epoch_232.onnx",
        ),
    )
}  # fmt: skip


def model_of(name: str) -> Model:
    """The model of that name. Raises ConfigurationError."""
    if name not in MODELS:
        raise ConfigurationError(
            f"“{name}” is not a model that finds figures.", field="model", do=f"There are {', '.join(MODELS)}."
        )
    return MODELS[name]


def path_of(name: str) -> Path | None:
    """The file of a model that can be used now, else None."""
    if name == EMBEDDED:
        return resources.ROOT / "models" / "u2netp.onnx"
    return downloads.installed(MODELS[name].download) if name in MODELS else None


def usable() -> list[str]:
    """The names of the models that can be used now."""
    return [name for name in MODELS if path_of(name) is not None]


def not_installed(name: str) -> ModelError:
    """What to say where somebody wants to use a model that is not there."""
    download = MODELS[name].download
    return ModelError(
        f"The model {name} is not installed.",
        kept=f"Your pictures are untouched. {download.without}",
        do=f"Fetch it ({size_words(download.bytes or 0)}, {download.licence}): gan-engine models get {name}",
    )
