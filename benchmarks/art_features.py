"""Features of folders of pictures for the benchmarks that start from them, kept beside the system's temporary files."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

from art import CACHE
from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.metrics.backbones import lite0
from gan_engine.metrics.features import features_of_files
from gan_engine.picture_sources import Found, find_pictures
from gan_engine.sample_art import draw_sample_art
from studio.project.findings.vectors import FEATURES, STYLES

import numpy as np


def sets_of(folders: Sequence[Path], most: int, sample: int = 800) -> dict[str, np.ndarray]:
    """Features [N, 1488] of each folder by its name, at most `most` pictures evenly chosen; without folders, of the
    sample art's four sets."""
    if not folders:
        art = CACHE / f"sample-art-{sample}"
        if not art.exists():
            draw_sample_art(art, sample)
        folders = sorted(path for path in art.iterdir() if path.is_dir())
    return {_name(folder, folders): features_of(folder, most) for folder in folders}


def features_of(folder: Path, most: int) -> np.ndarray:
    """Features [N, 1488] of the pictures in a folder and those inside it."""
    paths = [one.path for one in find_pictures([folder]) if isinstance(one, Found)]
    if not paths:
        raise SystemExit(f"There are no pictures in {folder}.")
    return features_of_paths([paths[round(place)] for place in np.linspace(0, len(paths) - 1, min(most, len(paths)))])


def features_of_paths(paths: Sequence[Path]) -> np.ndarray:
    """Features [N, 1488] of those that can be read."""
    key = hashlib.sha256("\n".join(f"{path} {path.stat().st_mtime_ns}" for path in paths).encode()).hexdigest()[:16]
    kept = CACHE / f"{key}-{FEATURES}-{STYLES}.npy"
    if not kept.exists():
        rows = [found for _, found, _ in features_of_files([SourcePicture(path) for path in paths], lite0())]
        CACHE.mkdir(parents=True, exist_ok=True)
        np.save(kept, np.stack([row for row in rows if row is not None]))
    return np.asarray(np.load(kept))


def many(count: int, seed: int = 0) -> np.ndarray:
    """As many feature vectors as asked for, of forty kinds, like those of pictures: rectified, some often zero; and
    styles beside them."""
    lots = np.random.default_rng(seed)
    kinds = lots.normal(-0.3, 0.6, (40, 1280)).astype(np.float32)
    found = kinds[lots.integers(0, 40, count)]
    found += lots.normal(0, 0.5, found.shape).astype(np.float32)
    return np.concatenate([np.maximum(found, 0), lots.normal(0, 1, (count, 208)).astype(np.float32)], axis=1)


def _name(folder: Path, folders: Sequence[Path]) -> str:
    alike = sum(one.name == folder.name for one in folders) > 1
    return f"{folder.parent.name}/{folder.name}" if alike else folder.name
