"""Actions on a baked dataset from its inspector: compare it, bake it again, choose as it was chosen."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject

from studio.curation.dataset_page import DatasetInspector
from studio.curation.pages.bake.page import BakePage
from studio.curation.pages.bake.settings import CHANGE_WORDS, BakeSettings
from studio.curation.pages.page import CurateContext
from studio.curation.pages.page_host import PageHost
from studio.curation.pages.versions.page import VersionsPage
from studio.project.datasets import DatasetEntry
from studio.words import tr


class DatasetActions(QObject):
    """Between the inspector and the pages that do it."""

    def __init__(self, inspector: DatasetInspector, pages: PageHost, context: CurateContext) -> None:
        super().__init__(context)
        self._pages = pages
        self._context = context
        inspector.compare_wanted.connect(self._compare)
        inspector.again_wanted.connect(self._bake_again)
        inspector.choices_wanted.connect(self._choose_as)

    def _entry(self, path: Path) -> DatasetEntry | None:
        return next((entry for entry in self._context.datasets if entry.path == path), None)

    def _compare(self, path: Path) -> None:
        page = self._pages.pages.get(VersionsPage.key)
        if isinstance(page, VersionsPage):
            page.compare(path)

    def _bake_again(self, path: Path) -> None:
        page, entry, project = self._pages.pages.get(BakePage.key), self._entry(path), self._context.project
        if isinstance(page, BakePage) and entry is not None and project is not None:
            page.baker.bake_again(project, entry)

    def _choose_as(self, path: Path) -> None:
        entry = self._entry(path)
        if entry is not None:
            wanted, present = BakeSettings.from_stored(entry.options), self._context.settings
            if not wanted.augment:  # what is ticked and left to training is no part of a dataset
                wanted = wanted.changed(left_to_training=present.augment or present.left_to_training)
            self._context.set_settings(**{name: getattr(wanted, name) for name in CHANGE_WORDS})
            self._context.workbench.notify(tr("All steps are as for {name}", name=entry.name))
            self._context.open_page(BakePage.key)
