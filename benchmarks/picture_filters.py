"""How long a worker takes to narrow 20,000 pictures of a project, by each thing that Curate narrows them by and by all.

    python benchmarks/picture_filters.py [PICTURES]

Each is asked nine times; the median and the longest are printed, in milliseconds.
"""

from __future__ import annotations

import statistics
import sys
import tempfile
import time
from pathlib import Path

from tests.studio.project_support import make_project

_TIMES = 9
_WIDE = ("least:128", "most:1023", "shape:portrait", "alpha:no", "format:PNG", "changed:366", "stars:2")


def main(count: int) -> None:
    from studio.curation.filters.facets import narrowed
    from studio.project.pictures.query import Query

    with tempfile.TemporaryDirectory() as folder, make_project(Path(folder) / "pictures", count, size=32) as project:
        with project.database.writing() as connection:
            connection.execute(
                "UPDATE sources SET width = abs(random()) % 900 + 30, height = abs(random()) % 900 + 30,"
                " has_alpha = id % 3 = 0, format = CASE id % 4 WHEN 0 THEN 'JPEG' ELSE 'PNG' END"
            )
            connection.execute("UPDATE pictures SET rating = id % 6, label = id % 9")
        single = ("least:256", "shape:portrait", "alpha:yes", "format:PNG", "changed:7", "stars:1", "label:2")
        for keys in ((), *((key,) for key in single), _WIDE):
            query = Query()
            for key in keys:
                query = narrowed(query, key)
            took = []
            for _ in range(_TIMES):
                begin = time.perf_counter()
                found = project.catalogue.ids(query)
                took.append((time.perf_counter() - begin) * 1000)
            words = " ".join(keys) or "all"
            print(f"{statistics.median(took):6.1f}  {max(took):6.1f}  {len(found):6,} found  {words}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000)
