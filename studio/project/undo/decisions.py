"""The kinds of decisions there are in a project, and what is remembered without being one.

Every decision is changed by a change (`changes`) and entered in the history, so that it can be taken back, also after
a restart. It belongs to a scope: the workspace in which it is made and seen, and in which Ctrl+Z takes it back. A test
holds that nothing else in the studio writes where decisions lie.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Scope = Literal["curate", "train", "explore", "shelf"]
"""The workspaces, by their names."""
SCOPES: tuple[Scope, ...] = get_args(Scope)


def as_scope(name: str) -> Scope | None:
    """The scope of the workspace of this name; None for none."""
    return next((scope for scope in SCOPES if scope == name), None)


@dataclass(frozen=True)
class Decision:
    """One kind of decision."""

    scope: Scope
    """Where it is seen, if whoever makes it says nothing else."""
    area: str
    """What is told of as changed, see `history.Change`."""
    what: str


DESIGN = "design"
"""The design in the large view of Explore, as it was last changed."""

DECISIONS: Mapping[str, Decision] = {
    "pictures.state": Decision("curate", "pictures", "picked, rejected, undecided; by a line or a proposal too"),
    "pictures.by_rule": Decision("curate", "pictures", "decided by a proposal or a rule, not by the artist one by one"),
    "pictures.class": Decision("curate", "pictures", "the class of a picture"),
    "pictures.held": Decision("curate", "pictures", "held out of training"),
    "pictures.rating": Decision("curate", "pictures", "the stars of a picture"),
    "pictures.label": Decision("curate", "pictures", "the colour label of a picture"),
    "pictures.removed": Decision("curate", "pictures", "imported, taken out, a sheet cut up or whole again"),
    "tags": Decision("curate", "pictures", "the tags of a picture"),
    "steps": Decision("curate", "pictures", "a picture's own background, mask and crop, where a part is cut"),
    "bake": Decision("curate", "choices", "how the set is framed, cut out, split, varied and baked"),
    "checks": Decision("curate", "choices", "the thresholds of the checks, and which pictures are fine"),
    "copies": Decision("curate", "choices", "from which likeness on, how many and which near-copies are kept"),
    "unlike": Decision("curate", "choices", "from where on a picture is a stranger, and which belong all the same"),
    "picture-filters": Decision("curate", "choices", "the collections of pictures that are kept under a name"),
    "recipe": Decision("train", "recipes", "a recipe of one's own"),
    DESIGN: Decision("explore", "choices", "what is done to a design: layers mixed, a direction, a drag, a graft"),
    "walk": Decision("explore", "choices", "the stations of the walk, how long it takes, whether it loops"),
    "pad": Decision("explore", "choices", "the designs at the corners of the pad"),
    "mix": Decision("explore", "choices", "the designs in the rows and columns of the sheet of mixes"),
    "directions": Decision(
        "explore", "choices", "the directions that are kept of each model: their names, their layers"
    ),
    "families": Decision("explore", "choices", "the families that are bred in each model: founders and litters"),
    "candidates.deleted": Decision("shelf", "shelf", "kept, in Explore; taken off the shelf"),
    "candidates.name": Decision("shelf", "shelf", "the name of a design"),
    "candidates.notes": Decision("shelf", "shelf", "the notes on a design"),
    "candidates.rating": Decision("shelf", "shelf", "the stars of a design"),
    "candidates.label": Decision("shelf", "shelf", "the colour label of a design"),
    "candidates.tags": Decision("shelf", "shelf", "the tags of a design"),
    "candidates.collections": Decision("shelf", "shelf", "which collections a design is in"),
    "collections.name": Decision("shelf", "shelf", "the name of a collection"),
    "collections.deleted": Decision("shelf", "shelf", "a collection made, or taken away"),
    "filters": Decision("shelf", "choices", "the saved filters of the shelf"),
}

CHOICES = frozenset(name for name, decision in DECISIONS.items() if decision.area == "choices")
"""Decisions that are kept as one JSON value each."""

REMEMBERED: Mapping[str, str] = {
    "explore": "view: the model that was open, the order of the wall, the strength and class it is drawn with",
    "advice": "measured: whether the art has a direction",
    "unlike-stamp": "measured: which features the strangers were found by",
    "map": "measured: which features the map was drawn by",
    "names": "view: the artist's own list that names are proposed from, and which list was used last",
}
"""What is kept for the next time without being a decision, and why it is none."""
