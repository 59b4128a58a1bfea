"""What designs of many seeds look like, in numbers: features and silhouettes, computed once and kept.

The features are EfficientNet-Lite0's, of designs seen at 128 px: a third of the time that its own 224 px take, and of
240 pictures in four classes 99 in 100 nearest neighbours are still of the same class. Kept in the user's cache folder
under the model's digest and the way of drawing, within bounds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
import numpy.typing as npt
import torch
from torch.nn import functional as F

from gan_engine import user_folders
from gan_engine.curation.backgrounds.foreground_mask import figure_mask
from gan_engine.latent.point import Point
from gan_engine.latent.sampling import Sampling
from gan_engine.latent.seeds import MAX_SEARCHED
from gan_engine.latent.session import Session
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.feature_files import FeatureFile
from gan_engine.metrics.feature_network import Backbone
from gan_engine.pictures import on_neutral

SILHOUETTE = 32
"""Side of a silhouette, px."""
FORMAT = 1
"""Raised when the same design gets other features or another silhouette."""

_SIDE = 128
_BATCH = 16
"""Designs looked at in one go."""
_SAVED_EVERY = 1024
_MOST_BYTES = 2**29  # of all that is kept together

Pictures = npt.NDArray[np.uint8]


def silhouette_of(picture: Pictures) -> npt.NDArray[np.bool_]:
    """Where something is drawn, [SILHOUETTE * SILHOUETTE]: half of each field or more."""
    return shrunk(figure_mask(picture).astype(np.float32)) >= 0.5


def shrunk(mask: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """A mask [H,W] of any size, 0 to 1, as silhouettes are: [SILHOUETTE * SILHOUETTE], the mean of each field."""
    small = cv2.resize(mask, (SILHOUETTE, SILHOUETTE), interpolation=cv2.INTER_AREA)
    return np.asarray(small, np.float32).ravel()


@torch.no_grad()
def features_of(pictures: Pictures, backbone: Backbone) -> npt.NDArray[np.float32]:
    """float32 [N,D] of pictures [N,H,W,C] of any size, seen as small as all that are compared here."""
    floats = torch.from_numpy(on_neutral(pictures)).permute(0, 3, 1, 2).to(backbone.device, torch.float32)
    seen = F.interpolate(floats, (_SIDE, _SIDE), mode="bicubic", antialias=True, align_corners=False).clamp_(0, 255)
    seen = backbone.normalise(seen.contiguous(memory_format=torch.channels_last))
    found: npt.NDArray[np.float32] = backbone.of_prepared(seen).cpu().numpy()
    return found


class SeedFeatures:
    """Features and silhouettes of the designs of seeds `first`, `first` + 1, ..., as far as they are known."""

    def __init__(self, session: Session, sampling: Sampling, first: int = 0, folder: Path | None = None) -> None:
        self._session = session
        self._sampling = sampling
        self.first = first
        self.backbone = lite0(session.torch_device.type)
        facts = {
            "format": FORMAT,
            "model": session.digest,
            "sampling": sampling.model_dump(mode="json"),
            "first": first,
            "device": session.torch_device.type,
        }
        self._file = FeatureFile(folder or user_folders.cache_folder() / "designs", facts, _MOST_BYTES)
        self._features = np.zeros((0, self.backbone.dimensions), np.float16)
        self._silhouettes = np.zeros((0, SILHOUETTE**2 // 8), np.uint8)
        self._most = MAX_SEARCHED
        self._read()
        self._saved = self.count

    @property
    def count(self) -> int:
        """Seeds known, of those that are asked for."""
        return min(len(self._features), self._most)

    def limit(self, most: int) -> None:
        """Ask for the first `most` seeds alone, though more be known from before."""
        self._most = min(most, MAX_SEARCHED)

    @property
    def features(self) -> npt.NDArray[np.float16]:
        """[count, D]"""
        return self._features[: self.count]

    def silhouettes(self, start: int = 0) -> npt.NDArray[np.bool_]:
        """Those from index `start` on, [count - start, SILHOUETTE * SILHOUETTE]."""
        return np.unpackbits(self._silhouettes[start : self.count], axis=1).astype(bool)

    def point(self, index: int) -> Point:
        """The design of the seed at an index."""
        return self._sampling.point(self.first + index, self._session.class_names)

    def advance(self) -> bool:
        """Look at some more designs; False where all are known. Raises as `Session.draw`."""
        points = [self.point(index) for index in range(self.count, min(self._most, self.count + _BATCH))]
        if not points:
            return False
        pictures = self._session.pictures(points)
        self._features = np.concatenate([self._features, features_of(pictures, self.backbone).astype(np.float16)])
        masks = np.packbits(np.stack([silhouette_of(picture) for picture in pictures]), axis=1)
        self._silhouettes = np.concatenate([self._silhouettes, masks])
        if self.count - self._saved >= _SAVED_EVERY:
            self.save()
        return True

    def save(self) -> None:
        """Keep what is new."""
        if self.count > self._saved:
            self._file.write({"features": self._features, "silhouettes": self._silhouettes})
            self._saved = self.count

    def _read(self) -> None:
        kept = self._file.read() or {}
        features, masks = kept.get("features"), kept.get("silhouettes")
        if features is None or masks is None or features.dtype != np.float16 or masks.dtype != np.uint8:
            return
        width = (self.backbone.dimensions, SILHOUETTE**2 // 8)
        if (*features.shape[1:], *masks.shape[1:]) == width and len(features) == len(masks) <= MAX_SEARCHED:
            self._features, self._silhouettes = features, masks


def values_along(
    session: Session, points: Sequence[Point], vector: npt.NDArray[np.float32], *, styles: bool, first: int, last: int
) -> npt.NDArray[np.float64]:
    """How many steps of `vector` designs lie along it, [N]: their z, or the mean style of layers `first` to `last`,
    projected on it."""
    of_z = (point.latent(session.z_dim) for point in points)
    rows = list(_mean_styles(session, points, first, last) if styles else of_z)
    along = np.asarray(vector, np.float64)
    found: npt.NDArray[np.float64] = np.stack(rows).astype(np.float64) @ along / (along @ along)
    return found


def _mean_styles(session: Session, points: Sequence[Point], first: int, last: int) -> Iterator[npt.NDArray[np.float32]]:
    for start in range(0, len(points), 256):
        for each in session.inputs(points[start : start + 256]):
            yield each.latent[first : last + 1].mean(dim=0).cpu().numpy()
