"""What stars and colour labels are called. Qt-free."""

from __future__ import annotations

from studio.words import count_words, in_sentence, tr, tr_noop

LABELS = (
    tr_noop("Red"),
    tr_noop("Amber"),
    tr_noop("Yellow"),
    tr_noop("Green"),
    tr_noop("Teal"),
    tr_noop("Blue"),
    tr_noop("Violet"),
    tr_noop("Rose"),
)
"""What the colours 1 to 8 are called."""


def least_stars() -> list[tuple[str, int]]:
    """(words, stars) of each number of stars that may be asked for at least."""
    return [("★" * stars if stars == 5 else tr("{stars} and up", stars="★" * stars), stars) for stars in range(1, 6)]


def star_words(stars: int) -> str:
    """ "No stars", "1 star", "3 stars"."""
    return tr("No stars") if stars == 0 else count_words(stars, "star")


def marks_words(stars: int, label: int) -> tuple[str, ...]:
    """What a screen reader says of them; nothing of what is not there."""
    return (*((star_words(stars),) if stars else ()), *((in_sentence(tr(LABELS[label - 1])),) if label else ()))
