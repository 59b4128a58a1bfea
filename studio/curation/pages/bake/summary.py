"""What baking will do, step by step, in words and numbers. Qt-free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from studio.curation.collections import title_of
from studio.curation.pages.bake.settings import FRAME_WORDS, WHITE, BakeSettings
from studio.engine_words import engine_words
from studio.project.bake_plan import BakePlan
from studio.words import count_words, in_figures, in_sentence, size_words, tr, tr_noop

_MOST_CLASSES_NAMED = 6
_FIND_WORDS: Mapping[str, str] = {"outlier": tr_noop("unlike the rest"), "duplicate": tr_noop("the same twice")}


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


_OWN = {"background": tr_noop("{pictures} in another way"), "mask": tr_noop("{pictures} corrected by hand")}


def lines(plan: BakePlan, settings: BakeSettings) -> list[Line]:
    """The steps in the order of the work."""
    comes = outcome(plan, settings)
    left = plan.total
    found = [Line("project", tr("Pictures"), tr("in the project"), left)]
    gone = plan.rejected + plan.undecided
    left -= gone
    found.append(Line("decided", tr("Decisions"), _decided(plan, settings), left))
    left -= plan.damaged + plan.missing + sum(plan.flagged.values())
    found.append(Line("check", tr("Check"), _checked(plan), left, "check"))
    if settings.classes:
        left -= plan.unlabelled
    if plan.groups or plan.copies:
        left -= plan.copies
        found.append(Line("copies", tr("Near-copies"), _copies(plan, settings), left, "copies"))
    found.append(Line("background", tr("Background"), _background(plan, settings), left, "background"))
    left = left * settings.parts
    found.append(Line("split", tr("Split"), _split(plan, settings), left, "split"))
    small = int(plan.enlarged_at(settings.size, settings.fit).sum())
    if settings.leave_small_out:
        left -= small * settings.parts
    found.append(Line("frame", tr("Frame"), _framed(plan, settings, small), left, "frame"))
    if comes.held:
        found.append(Line("held", tr("Held out"), _held(plan, settings), left - comes.held))
    if settings.augment:
        found.append(Line("augment", tr("Augment"), _augmented(settings), comes.trained, "augment"))
    if settings.classes:
        found.append(Line("classes", tr("Classes"), _classes(plan), comes.trained))
    return found


def headline(plan: BakePlan, settings: BakeSettings, bytes_each: float = 0.0) -> str:
    """All of it in a line; `bytes_each`: what one picture takes on the disk, 0 where that is not known yet."""
    comes = outcome(plan, settings)
    words = tr("{pictures} at {size}", pictures=count_words(comes.trained, "picture"), size=settings.shape.words)
    if settings.split == "figures":
        words = tr("At least {pictures}", pictures=words)
    if bytes_each:
        words += tr(", about {size} on disk", size=size_words(round((comes.trained + comes.held) * bytes_each)))
    return words


def problem(plan: BakePlan, settings: BakeSettings) -> str:
    """Why there is nothing to bake; "" if there is."""
    comes = outcome(plan, settings)
    if comes.trained:
        return ""
    if plan.unlabelled:
        return tr("No picture has a class of this kind. Choose other classes, or none.")
    if plan.undecided:
        return tr("No picture is picked yet. Pick some (P), or take all but the rejected.")
    if comes.held:
        return tr("All pictures are held out. Give some back to training (H).")
    if plan.count:
        return tr("All pictures are smaller than that. Choose a smaller size.")
    return tr("There are no pictures to bake.")


def _decided(plan: BakePlan, settings: BakeSettings) -> str:
    parts = [tr("{rejected:,} rejected", rejected=plan.rejected)] if plan.rejected else []
    if plan.undecided:
        parts.append(tr("{undecided:,} undecided", undecided=plan.undecided))
    if parts:
        return tr("{list} left out", list=_listed(parts))
    return tr("only the picked") if settings.which == "picked" else tr("none rejected")


def _checked(plan: BakePlan) -> str:
    parts = [
        f"{in_figures(count)} {words}"
        for count, words in ((plan.damaged, tr("damaged")), (plan.missing, tr("missing")))
        if count
    ]  # fmt: skip
    for kind, count in plan.flagged.items():
        words = tr(_FIND_WORDS[kind]) if kind in _FIND_WORDS else in_sentence(title_of(f"finding:{kind}"))
        parts.append(f"{in_figures(count)} {words}")
    return tr("{list} left out", list=_listed(parts)) if parts else tr("nothing left out")


def _copies(plan: BakePlan, settings: BakeSettings) -> str:
    groups = count_words(plan.groups, "group")
    if not settings.most_per_group:
        return tr("all of {groups} taken", groups=groups)
    most = tr("the best") if settings.most_per_group == 1 else tr("{number} at most", number=settings.most_per_group)
    return tr("{most} of each of {groups}", most=most, groups=groups) + (
        tr(", {copies:,} left out", copies=plan.copies) if plan.copies else ""
    )


def _background(plan: BakePlan, settings: BakeSettings) -> str:
    words = settings.background_words
    if settings.alpha:
        words += tr(", transparent: 4 channels")
    elif settings.remove_background:
        words += tr(", filled with {colour}", colour=settings.fill_words)
    own = [
        tr(what, pictures=count_words(plan.own[kind], "picture")) for kind, what in _OWN.items() if plan.own.get(kind)
    ]
    if settings.alpha and not settings.remove_background and plan.covered:
        own.append(tr("nothing is see-through in {pictures}", pictures=count_words(plan.covered, "picture")))
    if plan.pale and settings.background == WHITE and not settings.alpha:
        own.append(
            tr(
                "nothing would show on {pictures}: drawn too light for white",
                pictures=count_words(plan.pale, "picture"),
            )
        )
    return "; ".join([words, *own])


def _split(plan: BakePlan, settings: BakeSettings) -> str:
    words = (
        [
            tr(
                "{sheets} cut into {parts}",
                sheets=count_words(plan.sheets, "sheet"),
                parts=count_words(plan.parts, "part"),
            )
        ]
        if plan.sheets
        else []
    )
    if settings.split != "none" or not words:
        words.append(settings.split_words)
    return "; ".join(words)


def _framed(plan: BakePlan, settings: BakeSettings, small: int) -> str:
    words = f"{engine_words(settings.size.words)}, {settings.fit_words}"
    if settings.frame_to == "subject":
        words = tr(
            "{size}, to the {subject}", size=engine_words(settings.size.words), subject=tr(FRAME_WORDS["subject"])
        )
    if own := plan.own.get("frame"):
        words += tr("; {count:,} framed by hand", count=own)
    is_whole = settings.frame_to == "whole" and settings.split == "none"
    if is_whole and (amiss := plan.amiss_at(settings.size, _taken(plan, settings))):
        words += (
            tr("; {amiss:,} would be padded", amiss=amiss)
            if settings.fit == "pad"
            else tr("; {amiss:,} would be cropped", amiss=amiss)
        )
    if small:
        words += (
            tr("; {small:,} too small left out", small=small)
            if settings.leave_small_out
            else tr("; {small:,} would be enlarged", small=small)
        )
    return words


def _held(plan: BakePlan, settings: BakeSettings) -> str:
    held = int(plan.held.sum())
    share = tr(", {share:.0%} of the originals", share=settings.hold_out) if settings.hold_out else tr(" by hand")
    return tr("{held:,} kept from training for measuring{share}", held=held, share=share)


def _augmented(settings: BakeSettings) -> str:
    names = [one.operation.replace("-", " ") for one in settings.augment]
    return tr("{list}: {variants} of each", list=_listed(names), variants=settings.variants)


def _classes(plan: BakePlan) -> str:
    some = [f"{name} {in_figures(count)}" for name, count in list(plan.classes.items())[:_MOST_CLASSES_NAMED]]
    more = len(plan.classes) - len(some)
    words = f"{count_words(len(plan.classes), 'class', 'classes')}: {', '.join(some)}"
    if more > 0:
        words += tr(" and {more:,} more", more=more)
    if plan.unlabelled:
        words += tr("; {unlabelled:,} without one left out", unlabelled=plan.unlabelled)
    return words


def _listed(parts: Sequence[str]) -> str:
    return parts[0] if len(parts) == 1 else tr("{list} and {last}", list=", ".join(parts[:-1]), last=parts[-1])
