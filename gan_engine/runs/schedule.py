"""When a training samples and saves, and the name of that moment.

Batches rarely end on a whole kimg: 313 batches of 32 are 10.016. What a schedule of whole kimg asks for is
therefore named by the moment it was asked for (000010), so that folders of different runs line up; what was
asked for by hand, or by a schedule finer than a kimg, by the pictures really shown. Both are functions of
the pictures shown alone: a resumed training takes the same moments and gives them the same names.
"""

from __future__ import annotations

from gan_engine.runs.run_directory import tag


def is_due(images: int, batch: int, every_kimg: float) -> bool:
    """Has the last batch, which came to `images` pictures shown, crossed a multiple of `every_kimg`?"""
    interval = _interval(every_kimg)
    return images > 0 and images // interval > (images - batch) // interval


def name_at(images: int, batch: int, *, every_kimg: float, total_kimg: float) -> str:
    """The tag of what is sampled or saved at `images` pictures shown, in a run so long with such a schedule."""
    total, interval = round(total_kimg * 1000), _interval(every_kimg)
    if images - batch < total <= images and total % 1000 == 0:
        return tag(total / 1000)
    if interval % 1000 == 0 and is_due(images, batch, every_kimg):
        return tag(images // interval * interval / 1000)
    return tag(images / 1000)


def _interval(every_kimg: float) -> int:
    return max(1, round(every_kimg * 1000))
