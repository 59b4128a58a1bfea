"""Peers' own look at a folder of pictures, in their own environment: imagehash and cleanvision.

    python peer_curation.py imagehash|cleanvision FOLDER OUT.json

Run by `peers.py` inside the environment that it makes; needs nothing of ours. OUT holds `seconds`, and of imagehash
the `hashes` of each file (hexadecimal), of cleanvision `flags` (the issues of each file) and `sets` (of near and exact
copies).
"""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import Any


def by_imagehash(folder: Path) -> dict[str, Any]:
    import imagehash
    from PIL import Image

    hashes = {}
    for path in sorted(folder.iterdir()):
        with Image.open(path) as picture:
            hashes[path.name] = str(imagehash.phash(picture))
    return {"hashes": hashes}


def by_cleanvision(folder: Path) -> dict[str, Any]:
    from cleanvision import Imagelab

    lab = Imagelab(data_path=str(folder))
    lab.find_issues(n_jobs=1, verbose=False)
    columns = [name for name in lab.issues.columns if name.startswith("is_")]
    flags = {
        Path(row.Index).name: [name for name in columns if getattr(row, name)]
        for row in lab.issues[columns].itertuples()
    }
    sets = [
        [Path(one).name for one in group]
        for kind in ("near_duplicates", "exact_duplicates")
        for group in lab.info.get(kind, {}).get("sets", [])
    ]
    return {"flags": flags, "sets": sets}


def main() -> None:
    name, folder, out = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
    begun = time.process_time()
    found = by_imagehash(folder) if name == "imagehash" else by_cleanvision(folder)
    out.write_text(json.dumps({**found, "seconds": time.process_time() - begun}))


if __name__ == "__main__":
    main()
