"""Which snapshot is best by a measure, which of the others cannot be told from it, and why."""

from __future__ import annotations

import math
from collections.abc import Sequence

from gan_engine.metrics.names import RESULTS
from studio.training.plots.panel_kinds import DISTANCES, measure_kind, measure_title
from studio.training.run_words import figure
from studio.words import in_figures, kimg_words, tr
from studio.workers.training.comparison import Measure, SnapshotRow


def best_of(rows: Sequence[SnapshotRow], name: str) -> SnapshotRow | None:
    """The row with the best number of a measure; None where neither side is better by itself, or there is nothing to
    compare.

    Like is compared with like: what was measured in full where that is more than one, else what was taken in passing.
    """
    alike, side = _alike(rows, name), _side(name)
    if not side or len(alike) < 2:
        return None
    return min(alike, key=lambda row: row.measures[name].value * (1 if side == "lower" else -1))


def level_with_best(rows: Sequence[SnapshotRow], name: str) -> list[SnapshotRow]:
    """The rows that cannot be told from the one with the best number, it among them; [] where none is best."""
    best = best_of(rows, name)
    if best is None:
        return []
    return [row for row in _alike(rows, name) if row is best or _ties(row.measures[name], best.measures[name])]


def clear_best(rows: Sequence[SnapshotRow], name: str) -> SnapshotRow | None:
    """The best row, where no other ties with it."""
    level = level_with_best(rows, name)
    return level[0] if len(level) == 1 else None


def best_row(rows: Sequence[SnapshotRow], name: str) -> SnapshotRow:
    """The best by a measure; where nothing says which, the best of the first run, else the first."""
    return best_of(rows, name) or next((row for row in rows if row.best), rows[0])


def best_words(rows: Sequence[SnapshotRow], name: str) -> str:
    """Which of the rows is opened as the best by a measure, and why."""
    if not rows:
        return ""
    row = best_row(rows, name)
    own = row_words(row)
    if len(rows) == 1:
        return tr("{row}: the only one that is ticked.", row=own)
    level = [each for each in level_with_best(rows, name) if each is not row]
    if best_of(rows, name) is None:
        why = tr("marked as best by its training") if row.best else tr("the first of those ticked")
        return tr("{row}: {why}. No measure says which is best.", row=own, why=why)
    measure, value = measure_title(name), value_words(row.measures[name])
    if len(level) == 1:
        return tr(
            "{row}: {measure} {value}. It ties with {other}: look at the pictures.",
            row=own, measure=measure, value=value, other=row_words(level[0]),
        )  # fmt: skip
    if level:
        return tr(
            "{row}: {measure} {value}. {count} others tie with it: look at the pictures.",
            row=own, measure=measure, value=value, count=len(level),
        )  # fmt: skip
    if _side(name) == "lower":
        return tr("{row}: {measure} {value}, clearly the lowest.", row=own, measure=measure, value=value)
    return tr("{row}: {measure} {value}, clearly the highest.", row=own, measure=measure, value=value)


def row_words(row: SnapshotRow) -> str:
    """“robots 60 kimg”."""
    return tr("{run} {kimg} kimg", run=row.name, kimg=kimg_words(row.kimg))


def value_words(measure: Measure) -> str:
    """“0.021 ± 0.003”."""
    give = measure.uncertainty
    if give is None or not math.isfinite(give):
        return figure(measure.value)
    small = 0.0001 <= give < 0.001  # beside a number written out it is written out too
    return f"{figure(measure.value)} ± {in_figures(give, '.4f') if small else figure(give)}"


def _side(name: str) -> str:
    """Which side is better: "lower", "higher", or "" for neither."""
    return RESULTS.get(name, ("", "lower" if measure_kind(name) in DISTANCES else ""))[1]


def _alike(rows: Sequence[SnapshotRow], name: str) -> list[SnapshotRow]:
    """Those that can be compared with each other."""
    found = [row for row in rows if name in row.measures]
    full = [row for row in found if not row.measures[name].quick]
    return full if len(full) > 1 else [row for row in found if row.measures[name].quick]


def _ties(one: Measure, other: Measure) -> bool:
    """Within the standard error of their difference, or alike as shown."""
    gives = [0.0 if give is None or not math.isfinite(give) else give for give in (one.uncertainty, other.uncertainty)]
    return figure(one.value) == figure(other.value) or abs(one.value - other.value) <= math.hypot(*gives)
