"""What the tests of Curate's pages share: the workspace, open on a project."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from studio.curation.workspace import CurateWorkspace
    from studio.workers.workbench import Workbench


@contextlib.contextmanager
def open_curate(workbench: Workbench, wait: Callable[..., None], pictures: int) -> Iterator[CurateWorkspace]:
    """In front, all its `pictures` counted, those in sight known; closed at the end."""
    from studio.curation.workspace import CurateWorkspace

    made = CurateWorkspace(workbench)
    made.resize(1200, 800)
    made.show()
    made.activateWindow()
    wait(lambda: made.context.counts.all == pictures)
    if pictures:
        wait(lambda: len(made.model.ids) and made.model.facts(int(made.model.ids[0])) is not None)
    yield made
    made.close()
    made.deleteLater()
