"""Verifying a project, run or dataset by the engine process, and telling what it found."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject

from gan_engine.errors import EngineError
from studio.words import tr
from studio.workers.engine import Answer
from studio.workers.workbench import Workbench

_NAMED = 3


def verify(workbench: Workbench, path: Path, title: str) -> None:
    """Look at all that lies at `path`, called `title`; progress, a way to cancel, and at the end a word."""
    verification = Verification(workbench, title)
    workbench.engine.call(
        "verify",
        {"path": str(path)},
        name=tr("Verifying {title}", title=title),
        done=verification.tell,
        failed=verification.fail,
        key="verify",
    )


class Verification(QObject):
    """One that is under way: lives until it has been told of."""

    def __init__(self, workbench: Workbench, title: str) -> None:
        super().__init__(workbench)
        self._workbench = workbench
        self._title = title

    def tell(self, answer: Answer) -> None:
        """Say what was found, each fault by its name."""
        found = answer.values
        faults = [f"{fault['name']}: {fault['what']}" for fault in found["faults"]]
        if faults:
            self.fail(_error(self._title, faults, len(faults) + found["left_out"]))
            return
        count = len(found["unrecorded"])
        older = tr("; of {count:,} it was not noted how they were, but they can be read", count=count) if count else ""
        self._workbench.notify(
            tr(
                "{title}: {checked:,} looked at, all as they were written{older}.",
                title=self._title,
                checked=found["checked"],
                older=older,
            )
        )
        self.deleteLater()

    def fail(self, error: BaseException) -> None:
        """Say what went wrong."""
        self._workbench.report_error(tr("Verifying {title}", title=self._title), error)
        self.deleteLater()


def _error(title: str, faults: Sequence[str], count: int) -> EngineError:
    more = tr(" All are in the details.") if count > _NAMED else ""
    error = EngineError(
        tr(
            "{n} things are not as written in {title}. {faults}{more}",
            one="{n} thing is not as written in {title}. {faults}{more}",
            n=count,
            title=title,
            faults=" ".join(faults[:_NAMED]),
            more=more,
        ),
        kept=tr("Nothing was changed."),
        do=tr("Take these files from a backup, or make them again."),
    )
    for fault in faults:
        error.add_note(fault)
    return error
