"""What baking will do, step by step, in words and numbers. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.curation.collections import title_of
from studio.curation.pages.bake.settings import FRAME_WORDS, WHITE, BakeSettings
from studio.project.bake_plan import BakePlan
from studio.project.pictures.facts import count_words

_MOST_CLASSES_NAMED = 6
_FIND_WORDS: Mapping[str, str] = {"outlier": "unlike the rest", "duplicate": "the same twice"}


@dataclass(frozen=True)
class Line:
    """One step: what it does, how many pictures there are after it, and the page where that is chosen."""

    key: str
    title: str
    words: str
    left: int
    page: str = ""


@dataclass(frozen=True)
class Outcome:
    """How many pictures come of it all."""

    pictures: int
    """Taken, before they are cut by the set's own split."""
    baked: int
    held: int
    """Of those baked, kept from training; they have no variants."""
    variants: int = 1
    """Of each that is trained on, itself among them."""

    @property
    def trained(self) -> int:
        """What a training will see."""
        return (self.baked - self.held) * self.variants


def outcome(plan: BakePlan, settings: BakeSettings) -> Outcome:
    """What `plan` comes to with these settings; where figures are found on sheets, at least that many."""
    taken = _taken(plan, settings)
    pictures, held = int(taken.sum()), int((taken & plan.held).sum())
    return Outcome(pictures, pictures * settings.parts, held * settings.parts, settings.variants)


def _taken(plan: BakePlan, settings: BakeSettings) -> npt.NDArray[np.bool_]:
    """All but those that are left out for their size."""
    if settings.leave_small_out:
        return ~plan.enlarged_at(settings.size, settings.fit)
    return np.ones(plan.count, np.bool_)


def lines(plan: BakePlan, settings: BakeSettings) -> list[Line]:
    """The steps in the order of the work."""
    comes = outcome(plan, settings)
    left = plan.total
    found = [Line("project", "Pictures", "in the project", left)]
    gone = plan.rejected + plan.undecided
    left -= gone
    found.append(Line("decided", "Decisions", _decided(plan, settings), left))
    left -= plan.damaged + plan.missing + sum(plan.flagged.values())
    found.append(Line("check", "Check", _checked(plan), left, "check"))
    if settings.classes:
        left -= plan.unlabelled
    if plan.groups or plan.copies:
        left -= plan.copies
        found.append(Line("copies", "Near-copies", _copies(plan, settings), left, "copies"))
    found.append(Line("background", "Background", _background(plan, settings), left, "background"))
    left = left * settings.parts
    found.append(Line("split", "Split", _split(plan, settings), left, "split"))
    small = int(plan.enlarged_at(settings.size, settings.fit).sum())
    if settings.leave_small_out:
        left -= small * settings.parts
    found.append(Line("frame", "Frame", _framed(plan, settings, small), left, "frame"))
    if comes.held:
        found.append(Line("held", "Held out", _held(plan, settings), left - comes.held))
    if settings.augment:
        found.append(Line("augment", "Augment", _augmented(settings), comes.trained, "augment"))
    if settings.classes:
        found.append(Line("classes", "Classes", _classes(plan), comes.trained))
    return found


def headline(plan: BakePlan, settings: BakeSettings, bytes_each: float = 0.0) -> str:
    """All of it in a line; `bytes_each`: what one picture takes on the disk, 0 where that is not known yet."""
    comes = outcome(plan, settings)
    words = f"{count_words(comes.trained, 'picture')} at {settings.shape.words}"
    if settings.split == "figures":
        words = f"At least {words}"
    if bytes_each:
        words += f", about {size_words((comes.trained + comes.held) * bytes_each)} on disk"
    return words


def size_words(size: float) -> str:
    """Bytes in the unit people know, with two figures that count."""
    for unit in ("KB", "MB", "GB"):
        size /= 1000
        if size < 1000 or unit == "GB":
            break
    return f"{size:.1f} {unit}" if size < 9.95 else f"{size:,.0f} {unit}"


def problem(plan: BakePlan, settings: BakeSettings) -> str:
    """Why there is nothing to bake; "" if there is."""
    comes = outcome(plan, settings)
    if comes.trained:
        return ""
    if plan.unlabelled:
        return "No picture has a class of this kind. Choose other classes, or none."
    if plan.undecided:
        return "No picture is picked yet. Pick some (P), or take all but the rejected."
    if comes.held:
        return "All pictures are held out. Give some back to training (H)."
    if plan.count:
        return "All pictures are smaller than that. Choose a smaller size."
    return "There are no pictures to bake."


def _decided(plan: BakePlan, settings: BakeSettings) -> str:
    parts = [f"{plan.rejected:,} rejected"] if plan.rejected else []
    if plan.undecided:
        parts.append(f"{plan.undecided:,} undecided")
    if parts:
        return f"{' and '.join(parts)} left out"
    return "only the picked" if settings.which == "picked" else "none rejected"


def _checked(plan: BakePlan) -> str:
    parts = [
        f"{count:,} {words}"
        for count, words in ((plan.damaged, "damaged"), (plan.missing, "missing"))
        if count
    ]  # fmt: skip
    parts += [
        f"{count:,} {_FIND_WORDS.get(kind, title_of(f'finding:{kind}').lower())}"
        for kind, count in plan.flagged.items()
    ]
    return f"{_listed(parts)} left out" if parts else "nothing left out"


def _copies(plan: BakePlan, settings: BakeSettings) -> str:
    groups = count_words(plan.groups, "group")
    if not settings.most_per_group:
        return f"all of {groups} taken"
    most = "the best" if settings.most_per_group == 1 else f"{settings.most_per_group} at most"
    return f"{most} of each of {groups}" + (f", {plan.copies:,} left out" if plan.copies else "")


def _background(plan: BakePlan, settings: BakeSettings) -> str:
    words = settings.background_words
    if settings.alpha:
        words += ", transparent: 4 channels"
    elif settings.remove_background:
        words += f", filled with {settings.fill_words}"
    own = [
        f"{count_words(plan.own[kind], 'picture')} {what}"
        for kind, what in (("background", "in another way"), ("mask", "corrected by hand"))
        if plan.own.get(kind)
    ]
    if settings.alpha and not settings.remove_background and plan.covered:
        own.append(f"nothing is see-through in {count_words(plan.covered, 'picture')}")
    if plan.pale and settings.background == WHITE and not settings.alpha:
        own.append(f"nothing would show on {count_words(plan.pale, 'picture')}: drawn too light for white")
    return "; ".join([words, *own])


def _split(plan: BakePlan, settings: BakeSettings) -> str:
    words = [f"{count_words(plan.sheets, 'sheet')} cut into {count_words(plan.parts, 'part')}"] if plan.sheets else []
    if settings.split != "none" or not words:
        words.append(settings.split_words)
    return "; ".join(words)


def _framed(plan: BakePlan, settings: BakeSettings, small: int) -> str:
    words = f"{settings.size.words}, {settings.fit_words}"
    if settings.frame_to == "subject":
        words = f"{settings.size.words}, to the {FRAME_WORDS['subject'].lower()}"
    if own := plan.own.get("frame"):
        words += f"; {own:,} framed by hand"
    is_whole = settings.frame_to == "whole" and settings.split == "none"
    if is_whole and (amiss := plan.amiss_at(settings.size, _taken(plan, settings))):
        words += f"; {amiss:,} would be {'padded' if settings.fit == 'pad' else 'cropped'}"
    if small:
        words += f"; {small:,} too small left out" if settings.leave_small_out else f"; {small:,} would be enlarged"
    return words


def _held(plan: BakePlan, settings: BakeSettings) -> str:
    held = int(plan.held.sum())
    share = f", {settings.hold_out:.0%} of the originals" if settings.hold_out else " by hand"
    return f"{held:,} kept from training for measuring{share}"


def _augmented(settings: BakeSettings) -> str:
    names = [one.operation.replace("-", " ") for one in settings.augment]
    return f"{_listed(names)}: {settings.variants} of each"


def _classes(plan: BakePlan) -> str:
    some = [f"{name} {count:,}" for name, count in list(plan.classes.items())[:_MOST_CLASSES_NAMED]]
    more = len(plan.classes) - len(some)
    words = f"{count_words(len(plan.classes), 'class', 'classes')}: {', '.join(some)}"
    if more > 0:
        words += f" and {more:,} more"
    if plan.unlabelled:
        words += f"; {plan.unlabelled:,} without one left out"
    return words


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
