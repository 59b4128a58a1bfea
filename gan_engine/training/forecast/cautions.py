"""What should be known of a training before it starts: nothing of it is refused, and all of it is seen too late.

A set that is not whole or is next to nothing, a batch that leaves a part of the networks without work, augmentation
that cannot do what it is for.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from gan_engine.dataset.reading import Dataset
from gan_engine.networks.layers import mbstd_group
from gan_engine.training.plan import Plan

FEW_PICTURES = 50
"""Below that a set is learnt by heart, whatever is done. Methods for few pictures are shown on 100 and more (Zhao et
al. 2020, section 4.4); half of that is our own margin."""
UNEVEN = 8
"""So many times as many pictures in one class as in another are worth a word: our own margin."""
_LEAKS_FROM = 0.8  # p of ADA: above it, changes begin to show in designs (Karras et al. 2020b, section 3.1)
_NAMED = 5


@dataclass(frozen=True)
class SetFacts:
    """What of a dataset decides whether there is something to say."""

    count: int
    """Of pictures; 0: not known, and then nothing is said of them."""
    different: int = 0
    """How many of the files are not the same to the byte; 0: not known."""
    in_classes: tuple[tuple[str, int], ...] = ()
    """The classes, and how many pictures each has; empty without classes, or where that is not known."""
    gaps: tuple[str, ...] = ()
    """As `Dataset.gaps`."""

    @staticmethod
    def of(dataset: Dataset) -> SetFacts:
        """Of an open dataset."""
        counts = Counter(() if dataset.labels is None else dataset.labels.tolist())
        files = {dataset.fingerprint(index) for index in range(dataset.count)}
        in_classes = tuple((name, counts[number]) for number, name in enumerate(dataset.class_names))
        return SetFacts(dataset.count, len(files), in_classes, dataset.gaps)


def cautions(plan: Plan, facts: SetFacts) -> list[str]:
    """In sentences what is to be borne in mind before `plan` is trained on a set of these `facts`."""
    return [*facts.gaps, *_of_the_set(facts), *_of_classes(plan, facts), *_of_the_batch(plan, facts), *_of_ada(plan)]


def _of_the_set(facts: SetFacts) -> list[str]:
    said = []
    count, different = facts.count, facts.different
    if different and different < count:
        if different == 1:
            said.append(f"All {count:,} pictures are one and the same: there is nothing else to learn.")
        else:
            said.append(
                f"Only {different:,} of the {count:,} pictures are different; the others are copies to the byte, which "
                "weigh more."
            )
    if 0 < (different or count) < FEW_PICTURES:
        pictures = "1 picture" if (different or count) == 1 else f"{different or count:,} pictures"
        said.append(
            f"{pictures} is all that there is to learn from: expect designs that repeat them, even with "
            "augmentation. A few hundred are a beginning."
        )
    return said


def _of_classes(plan: Plan, facts: SetFacts) -> list[str]:
    said = []
    empty = [name for name, count in facts.in_classes if not count]
    single = [name for name, count in facts.in_classes if count == 1]
    learnt = bool(plan.class_names)
    if empty:
        several = f"{len(empty):,} of the {len(facts.in_classes):,} classes have" if len(empty) > 1 else "1 class has"
        meaning = ": designs of them will mean nothing" if learnt else ""
        said.append(f"{several} no pictures ({_listed(empty)}){meaning}.")
    if single and learnt:
        several = f"{len(single):,} classes have" if len(single) > 1 else "1 class has"
        said.append(f"{several} a single picture ({_listed(single)}): it will be learnt by heart.")
    there = [(count, name) for name, count in facts.in_classes if count > 1]
    if learnt and there and not plan.configuration.class_balance:
        (fewest, rare), (most, common) = min(there), max(there)
        if most >= UNEVEN * fewest:
            said.append(
                f"“{rare}” has {fewest:,} pictures where “{common}” has {most:,}: its designs come the slower. “Rare "
                "classes” (class_balance) shows them more often."
            )
    return said


def _of_the_batch(plan: Plan, facts: SetFacts) -> list[str]:
    batch = plan.configuration.batch
    wanted: int = getattr(plan.options, "group", 0)
    said = []
    if wanted > 1 and plan.configuration.discriminator == "own":
        group = mbstd_group(batch, wanted)
        if group == 1:
            said.append(
                f"A batch of {batch} cannot be divided into likeness groups of {wanted} or fewer: no picture is "
                f"compared with another, so that says nothing against collapse. A batch of {_near(batch, wanted)} can."
            )
        elif group < wanted:
            said.append(
                f"A batch of {batch} is divided into likeness groups of {group}, not of {wanted}; one of "
                f"{_near(batch, wanted)} into those."
            )
    features: int = getattr(plan.options, "minibatch_features", 0)
    if batch == 1 and features and plan.configuration.discriminator == "own":
        said.append("A batch of 1 has nothing to compare: the likeness features say nothing against collapse.")
    if 0 < facts.count < batch:
        said.append(f"A batch of {batch} is more than the set has: it holds pictures twice.")
    return said


def _of_ada(plan: Plan) -> list[str]:
    augment = plan.configuration.augment
    if augment.adaptive == "off" or augment.strength <= _LEAKS_FROM:
        return []
    always = " and stays so" if not augment.target else ""
    return [
        f"ADA begins at a strength of {augment.strength:g}{always}: above {_LEAKS_FROM:g} its changes come so often "
        "that they begin to show in the designs."
    ]


def _near(batch: int, group: int) -> int:
    """The batch nearest to this one that holds whole groups."""
    return max(group, round(batch / group) * group)


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _NAMED:,} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more
