"""Features of the pictures that a model learnt from, seen as designs are in a search: for the most original first."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import numpy.typing as npt

from gan_engine import user_folders
from gan_engine.dataset.reading import Dataset
from gan_engine.image_shape import ImageShape
from gan_engine.latent.seed_features import features_of
from gan_engine.metrics.feature_files import FeatureFile
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.references import look_at, order_of

MOST = 2000
"""Pictures that stand for a larger set: 5 MB."""
FORMAT = 1
_BATCH = 16
_MOST_BYTES = 2**28  # of all that is kept together


class TrainingFeatures:
    """As far as they are known; kept in the user's cache folder."""

    def __init__(self, dataset: Dataset, size: ImageShape, backbone: Backbone, folder: Path | None = None) -> None:
        """`size`: of the designs that they are compared with."""
        self._dataset = dataset
        self._size = size
        self._backbone = backbone
        self._indices = order_of(dataset.digest, dataset.count)[:MOST]
        facts = {"format": FORMAT, "dataset": dataset.digest, "size": size.stored, "device": backbone.device.type}
        self._file = FeatureFile(folder or user_folders.cache_folder() / "training", facts, _MOST_BYTES)
        kept = (self._file.read() or {}).get("features")
        fits = kept is not None and kept.dtype == np.float16 and kept.shape[1:] == (backbone.dimensions,)
        self._features = kept if kept is not None and fits else np.zeros((0, backbone.dimensions), np.float16)

    @property
    def features(self) -> npt.NDArray[np.float16]:
        """[N, D]"""
        return self._features

    def advance(self) -> bool:
        """Look at some more pictures; False where all are known. Raises `DatasetError`."""
        known = len(self._features)
        some = self._indices[known : known + _BATCH]
        if not len(some):
            return False
        seen = np.stack([look_at(self._dataset, int(index), "training", self._size.rows_columns) for index in some])
        found = features_of(np.ascontiguousarray(seen.transpose(0, 2, 3, 1)), self._backbone)
        self._features = np.concatenate([self._features, found.astype(np.float16)])
        if len(self._features) == len(self._indices):
            self._file.write({"features": self._features})
        return True
