"""Methods that compare pictures: features (and small prints), near_copies."""

from __future__ import annotations

import numpy as np
from pydantic import Field

from gan_engine.dataset.source_picture import SourcePicture
from gan_engine.errors import ServiceError
from gan_engine.service.calls import Array, Call
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.open_models import OpenModels

_AT_ONCE = 32
"""Pictures in one part of an answer: what is lost at most when the process is killed."""
_RANK = 2
"""Behind whatever somebody waits for."""


class Features(Params):
    items: list[SourcePicture] = Field(max_length=1_000_000)
    """The pictures."""


class NearCopies(Params):
    digests: list[str] = Field(max_length=1_000_000)
    """"" for one that is not known."""


@method("features", Features)
def features(open_models: OpenModels, call: Call, params: Features) -> Answer:
    """What likeness is measured by, and small prints.

    Partial: indices (of the items), unreadable (others); arrays features float32 [n, 1488] (1,280 of what is shown,
    208 of how it is drawn) and prints uint8 [n, K], in the order of indices.

    Answer: count, unreadable.
    """
    from gan_engine.metrics.backbones import lite0
    from gan_engine.metrics.features import features_of_files

    backbone = lite0()
    found = features_of_files(params.items, backbone, call.report)
    indices: list[int] = []
    unreadable: list[int] = []
    vectors: list[Array] = []
    prints: list[Array] = []
    count = 0

    def send() -> None:
        if indices or unreadable:
            arrays = [np.stack(vectors), np.stack(prints)] if indices else []
            call.partial({"indices": list(indices), "unreadable": list(unreadable)}, arrays)
        for full in (indices, unreadable, vectors, prints):
            full.clear()

    try:
        while True:
            with open_models.computing(call, _RANK):
                one = next(found, None)
            if one is None:
                break
            index, vector, print_ = one
            if vector is None or print_ is None:
                unreadable.append(index)
            else:
                indices.append(index)
                vectors.append(vector)
                prints.append(print_)
                count += 1
            if len(indices) + len(unreadable) >= _AT_ONCE:
                send()
        send()
    finally:
        found.close()
    return Answer({"count": count, "unreadable": len(params.items) - count})


@method("near_copies", NearCopies)
def near_copies(open_models: OpenModels, call: Call, params: NearCopies) -> Answer:
    """Pairs of pictures that are nearly the same; takes the arrays features [N, D] and prints [N, K].

    Answer: count.

    Arrays: first, second, likeness of each pair, and stands_for [N] (of those with the same pixels the first).
    """
    from gan_engine.curation.copies.duplicates import near_pairs

    if len(call.arrays) != 2 or any(len(array) != len(params.digests) for array in call.arrays):
        raise ServiceError("“near_copies” takes features [N, D] and prints [N, K], one row for each digest.")
    pairs = near_pairs(call.arrays[0], call.arrays[1], params.digests, call.report)
    return Answer({"count": len(pairs.first)}, [pairs.first, pairs.second, pairs.likeness, pairs.stands_for])
