"""torchmetrics' feature module where the features are there already.

Its distances want a network and pictures. Here a picture meets its network once, whatever is measured: what Inception
or EfficientNet-Lite0 saw, streamed from designs or kept of a dataset, is handed on to each distance as it is.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class PrecomputedFeatures(nn.Module):
    """Takes the features [N, `num_features`] for the pictures, and gives them back in float64."""

    def __init__(self, num_features: int) -> None:
        super().__init__()
        self.num_features = num_features

    def forward(self, features: Tensor) -> Tensor:
        return features.double().cpu()


@contextmanager
def kept_in_memory() -> Iterator[None]:
    """torchmetrics warns of distances that keep their features; those who use them here hand over a limited number."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message="Metric `.*` will save all extracted features in buffer")
        yield


@contextmanager
def drawn_from(seed: int) -> Iterator[None]:
    """What torchmetrics draws at random comes from `seed`, and torch's own random numbers stay as they were."""
    with torch.random.fork_rng(devices=[]):
        torch.default_generator.manual_seed(seed)
        yield
