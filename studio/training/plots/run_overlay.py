"""The runs that are drawn in the same plots, each with a line style of its own."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from studio.training.plots.line_styles import MOST_RUNS


class RunOverlay:
    """Paths of run directories."""

    def __init__(self) -> None:
        self.beside: list[Path] = []

    def set(self, path: Path, chosen: Path | None, shown: bool) -> bool:
        """Have a run beside the chosen one, or no longer; False where there would be more than can be told apart."""
        others = [each for each in self.beside if each != path]
        if shown and path != chosen:
            if len(others) >= MOST_RUNS - 1:
                return False
            others.append(path)
        self.beside = others
        return True

    def swap(self, path: Path, chosen: Path | None) -> None:
        """`path` is chosen now: if it stood beside, the one chosen before takes its place."""
        if path in self.beside and chosen is not None:
            self.beside[self.beside.index(path)] = chosen

    def keep(self, there: Collection[Path], chosen: Path | None) -> None:
        """Forget those that have gone."""
        self.beside = [path for path in self.beside if path in there and path != chosen]

    def all(self, chosen: Path | None) -> list[Path]:
        """The chosen one and those beside it; none where it stands alone."""
        return [chosen, *self.beside] if self.beside and chosen is not None else []
