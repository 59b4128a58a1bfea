"""The feature network for `check` and for `bake --exclude`, which compare pictures with one another."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gan_engine.reporting import Report

if TYPE_CHECKING:
    from gan_engine.curation.checks.review import PictureFeatures


def look(paths: Sequence[Path], report: Report) -> PictureFeatures:
    """What the network sees in these pictures. Raises `EngineError` or `ImportError` where it cannot be had."""
    import numpy as np

    from gan_engine.curation.checks.review import PictureFeatures
    from gan_engine.curation.copies.hashes import HASH_BYTES
    from gan_engine.dataset.source_picture import SourcePicture
    from gan_engine.device import beside_trainings
    from gan_engine.metrics.backbones import lite0
    from gan_engine.metrics.features import features_of_files

    backbone = lite0()
    features = np.zeros((len(paths), backbone.dimensions), np.float32)  # as wide as the first that is looked at
    hashes = np.zeros((len(paths), HASH_BYTES), np.uint8)
    known = np.zeros(len(paths), bool)
    with beside_trainings():
        for index, vector, print_ in features_of_files([SourcePicture(path) for path in paths], backbone, report):
            if vector is not None and print_ is not None:
                if not known.any():
                    features = np.zeros((len(paths), len(vector)), np.float32)
                features[index], hashes[index], known[index] = vector, print_, True
    return PictureFeatures(features, hashes, known)
