"""Whether designs are pixel art, as what they were learnt from is: for worker threads.

What a network draws is never of few colours to the bit, so that its own pixels do not tell, but the pictures of its
dataset do. Where those are not at hand, designs are taken for painted.
"""

from __future__ import annotations

import functools
from pathlib import Path

from gan_engine.curation.framing import is_pixel_art
from gan_engine.dataset.reading import open_dataset
from gan_engine.errors import EngineError
from gan_engine.pictures import read_picture
from gan_engine.runs.run_directory import RunDirectory
from studio.project.project import Project
from studio.workers.curation.pictures import CloseLook
from studio.workers.images import to_image
from studio.workers.training.comparison import dataset_of

_LOOKED_AT = 15


def learnt_from_pixel_art(run: Path) -> bool:
    """Whether most pictures of the dataset that a run learnt from are pixel art."""
    dataset = dataset_of(RunDirectory(run))
    if dataset is None:
        return False
    try:
        facts = dataset.stat()
        return _holds_pixel_art(dataset, facts.st_mtime_ns, facts.st_size)
    except (OSError, EngineError):  # whoever needs the dataset hears of it
        return False


def draws_pixel_art(generator: Path) -> bool:
    """`learnt_from_pixel_art` of the run that a generator's file is a snapshot of."""
    snapshots = generator.parent.parent
    return snapshots.name == "snapshots" and learnt_from_pixel_art(snapshots.parent)


def look_at_design(path: Path, project: Project, model_name: str) -> CloseLook:
    """A kept design's whole picture; its model is called after its run ("00003-critters 000380"). Raises
    `PictureError`."""
    picture = read_picture(path)
    run = next((run for run in project.runs() if run.name == model_name.rpartition(" ")[0]), None)
    return CloseLook(to_image(picture), is_pixel_art(picture) or (run is not None and learnt_from_pixel_art(run)))


@functools.lru_cache(maxsize=64)
def _holds_pixel_art(path: Path, changed: int, size: int) -> bool:
    with open_dataset(path) as dataset:
        places = [place * dataset.count // _LOOKED_AT for place in range(min(_LOOKED_AT, dataset.count))]
        hard = sum(is_pixel_art(dataset.read(place).transpose(1, 2, 0)) for place in places)
    return 2 * hard > len(places)
