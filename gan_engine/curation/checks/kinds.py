"""Every kind of finding there is: of a file, of what was measured on it, of its likeness to others."""

from __future__ import annotations

from collections.abc import Mapping

from gan_engine.curation.checks.decoding import FINDING_KINDS
from gan_engine.curation.checks.verdicts import QUALITY_KINDS

DUPLICATE, NEAR_DUPLICATE, OUTLIER = "duplicate", "near-duplicate", "outlier"
COMPARED_KINDS: Mapping[str, str] = {
    DUPLICATE: "The same picture is in the set already.",
    NEAR_DUPLICATE: "Next to the same picture is in the set already.",
    OUTLIER: "It is unlike the rest of the set.",
}
NETWORK_KINDS = (NEAR_DUPLICATE, OUTLIER)
"""Those that need the features of a network."""
KINDS: tuple[str, ...] = (*FINDING_KINDS, *QUALITY_KINDS, *COMPARED_KINDS)
"""Every kind of finding there is."""
