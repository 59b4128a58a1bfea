"""MiFID: the Frechet distance, divided by how near the designs lie to training pictures where that is suspicious.

The mean cosine distance from a design to its nearest training picture, where it is below a limit (Bai et al. 2021,
section 3). torchmetrics computes it; it takes the mean over what it calls real, the paper over the designs, so both are
handed over with their sides changed: the Frechet distance is the same either way.
"""

from __future__ import annotations

from torch import Tensor

from gan_engine.metrics.precomputed_features import PrecomputedFeatures, kept_in_memory

MEMORISED = 0.1
"""Mean cosine distance below which designs are taken for memorised."""
MOST = 5000
"""Features of a side that are looked at: their distances are held all at once."""


def memorisation_informed(made: Tensor, training: Tensor, *, limit: float = MEMORISED) -> float:
    """MiFID of designs [N, D] against training pictures [M, D], both at least 2."""
    from torchmetrics.image.mifid import MemorizationInformedFrechetInceptionDistance  # takes a second

    with kept_in_memory():
        metric = MemorizationInformedFrechetInceptionDistance(
            feature=PrecomputedFeatures(made.shape[1]), cosine_distance_eps=limit
        )
    metric.update(made[:MOST], real=True)
    metric.update(training[:MOST], real=False)
    return max(0.0, float(metric.compute()))
