"""Methods that measure: evaluate, nearest, feature_maps, and the weights that some measures need."""

from __future__ import annotations

import re
import tempfile
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from pydantic import Field

from gan_engine.curation.framing import resample
from gan_engine.dataset.reading import Dataset, open_dataset
from gan_engine.errors import MeasureError, RunError, ServiceError
from gan_engine.image_shape import NEUTRAL, ImageShape
from gan_engine.latent.point import Point
from gan_engine.latent.seeds import MAX_SEEDS
from gan_engine.metrics.names import MEASURES, NETWORK_TITLES, parse_names
from gan_engine.pictures import flatten, read_picture, read_rgb, with_alpha
from gan_engine.runs import evaluation_files
from gan_engine.runs.processes import last_words, log_tail, start_evaluation
from gan_engine.runs.run_directory import RunDirectory
from gan_engine.service.calls import Call
from gan_engine.service.designs import Points, Seed, points_of
from gan_engine.service.methods import Answer, Params, method
from gan_engine.service.network_queue import LOOKED_AT, STORED
from gan_engine.service.open_models import OpenModels

if TYPE_CHECKING:
    import torch

    from gan_engine.latent.session import Session
    from gan_engine.metrics.feature_network import Backbone
    from gan_engine.metrics.references import Reference

_LOOK_SECONDS = 0.2
_MAX_DESIGNS = 256
_SHOWN_SIDE = 256
"""Training pictures are sent no larger than this."""
_MAX_CHANNELS = 1024
_PROGRESS = re.compile(r"Measuring: ([\d,]+) of ([\d,]+)")


class Evaluate(Params):
    snapshots: list[str] = Field(min_length=1, max_length=1000)
    """Paths."""
    dataset: str
    """What they are compared with."""
    metrics: list[str] | None = None
    """Names as in `measures`; null for the usual."""
    samples: int = Field(2048, ge=1, le=1_000_000)
    """How many designs are drawn."""
    seed: Seed = 0
    """Of the designs."""
    keep: bool = False
    """Into `evaluations/` of each snapshot's run as well."""


class Nearest(Params):
    dataset: str
    """Whose pictures."""
    count: int = Field(3, ge=1, le=20)
    """For each design."""
    paths: list[Path] | None = Field(None, max_length=_MAX_DESIGNS)
    """The designs as files."""
    model: str | None = None
    """Path of a snapshot's folder or of a generator's file; the last four stay open."""
    seeds: list[Seed] | None = Field(None, max_length=MAX_SEEDS)
    """Of its points; null where they come as an array z."""
    class_name: str | None = None
    """Of its designs."""
    points: list[Point] | None = Field(None, max_length=_MAX_DESIGNS)
    """Whole ones, as FORMATS has them, in place of seeds or an array."""


class FeatureMaps(Params):
    network: str = "lite0"
    """“lite0”, or the path of a snapshot, whose discriminator is asked."""
    layer: str | None = None
    """Null for the first."""
    most: int = Field(96, ge=1, le=_MAX_CHANNELS)
    """Channels that are sent at most."""
    path: Path | None = None
    """The picture; null where it comes as an array."""


class Weights(Params):
    fetch: bool = False
    """From where they are published."""
    file: Path | None = None
    """Where they lie."""


@method("evaluate", Evaluate)
def evaluate(open_models: OpenModels, call: Call, params: Evaluate) -> Answer:
    """Measure snapshots in a process of its own.

    Answer: what `gan-engine evaluate --json` prints: snapshots [{path, name, kimg, results [...], refused [...]}],
    dataset, ...
    """
    arguments = [*map(_absolute, params.snapshots), _absolute(params.dataset), "--seed", str(params.seed)]
    if params.metrics is not None:
        arguments += ["--metrics", ",".join(parse_names(params.metrics))]
    arguments += ["--samples", str(params.samples)]
    with tempfile.TemporaryDirectory(prefix="maquette-measures-", ignore_cleanup_errors=True) as folder:
        out, log = Path(folder, "measures.json"), Path(folder, "log.txt")
        process = start_evaluation([*arguments, "--out", str(out)], log, root=out.parent)
        try:
            while process.poll() is None:
                call.report(*_progress(log), "Measuring")
                time.sleep(_LOOK_SECONDS)
        finally:
            if process.poll() is None:  # cancelled, or the studio has gone
                process.kill()
                process.wait()
        if not out.is_file():
            raise MeasureError(last_words(log) or "The measuring ended without a word.", do="")
        document = evaluation_files.read(out)
    if params.keep:
        _keep(document)
    return Answer(document)


@method("measures", Params)
def measures(open_models: OpenModels, call: Call, params: Params) -> Answer:
    """What can be measured.

    Answer: measures [{name, title, sentence, network, network_title, better ("lower", "higher", ""), designs, pictures,
    advised}], usual (names), weights {installed, bytes, url, licence} of the official Inception network.
    """
    from gan_engine.metrics.full_measure import usual_names
    from gan_engine.metrics.inception import WEIGHTS, is_installed

    listed = [
        {
            "name": each.name,
            "title": each.title,
            "sentence": each.sentence,
            "network": each.network,
            "network_title": NETWORK_TITLES[each.network],
            "better": each.better,
            "designs": each.made,
            "pictures": each.real,
            "advised": each.advised,
        }
        for each in MEASURES.values()
    ]
    weights = {"installed": is_installed(), "bytes": WEIGHTS.bytes, "url": WEIGHTS.url, "licence": WEIGHTS.licence}
    return Answer({"measures": listed, "usual": usual_names(), "weights": weights})


@method("measure_weights", Weights)
def measure_weights(open_models: OpenModels, call: Call, params: Weights) -> Answer:
    """Fetch the weights of the official Inception network, or take them from a file, after it was agreed to.

    Answer: installed.
    """
    from gan_engine.metrics.full_measure import fetch_weights
    from gan_engine.metrics.inception import is_installed

    if params.fetch or params.file is not None:
        fetch_weights(call.report, params.file)
    return Answer({"installed": is_installed()})


@method("nearest", Nearest)
def nearest(open_models: OpenModels, call: Call, params: Nearest) -> Answer:
    """The training pictures nearest to designs: files, one array of pictures, or points of a model.

    Answer: nearest (for each design [{index, picture, source, digest, distance, ratio, near_copy}]), spacing,
    looked_at, of, network.

    Arrays: the training pictures uint8 [designs * count, H, W, C] in that order.
    """
    import torch

    from gan_engine.metrics import neighbours, originality
    from gan_engine.metrics.backbones import backbone

    designs = _designs(open_models, call, params)
    with open_dataset(params.dataset) as dataset:
        with open_models.computing(call, STORED):
            network = backbone("lite0", "auto")
        reference, spacing = _KNOWN.get(open_models, call, dataset, network)
        rows, columns = dataset.size.within(originality.VIEWED)
        seen = [np.ascontiguousarray(flatten(resample(picture, columns, rows), NEUTRAL)) for picture in designs]
        features = []
        for picture in seen:
            with open_models.computing(call, LOOKED_AT):
                features.append(network(torch.from_numpy(picture).permute(2, 0, 1)[None]).cpu())
        with open_models.computing(call, LOOKED_AT):
            distances, indices = neighbours.nearest(torch.cat(features), reference.features, params.count)
        found, shown = [], []
        for row, where in zip(distances.tolist(), reference.indices[indices.numpy()], strict=True):
            found.append(
                [_neighbour(dataset, distance, int(index), spacing) for distance, index in zip(row, where, strict=True)]
            )
            shown += [_shown(dataset.read(int(index)).transpose(1, 2, 0), dataset.size) for index in where]
    return Answer(
        {
            "nearest": found,
            "spacing": spacing,
            "looked_at": len(reference.features),
            "of": reference.of,
            "network": network.name,
        },
        [np.stack(shown)],
    )


@method("feature_maps", FeatureMaps)
def feature_maps(open_models: OpenModels, call: Call, params: FeatureMaps) -> Answer:
    """What a network sees in a picture (a file, or an array [1, H, W, 3], or 4 with alpha).

    Answer: layers [{name, channels, height, width}], layer, channels (which are shown, liveliest first), of.

    Arrays: their greys uint8 [N, h, w].
    """
    picture = _one_picture(call, params.path)
    with open_models.computing(call, LOOKED_AT):
        found = _lite0_maps(picture) if params.network == "lite0" else _judged(params.network, picture)
    layer = params.layer or next(iter(found))
    if layer not in found:
        raise ServiceError(f"The network has no layer “{layer[:50]}”.", do=f"Choose from {', '.join(found)}.")
    layers = [
        {"name": name, "channels": maps.shape[1], "height": maps.shape[2], "width": maps.shape[3]}
        for name, maps in found.items()
    ]
    channels, shown = _grey(found[layer][0].cpu().numpy(), params.most)
    return Answer({"layers": layers, "layer": layer, "channels": channels, "of": found[layer].shape[1]}, [shown])


# How


class _Known:
    """The last reference asked for: a second question about the same set is answered at once."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._key = ""
        self._last: tuple[Reference, float] | None = None

    def get(self, open_models: OpenModels, call: Call, dataset: Dataset, network: Backbone) -> tuple[Reference, float]:
        """The training part of `dataset` seen from afar, and its spacing; made in turns of one batch each."""
        from gan_engine.metrics import originality
        from gan_engine.metrics.references import ReferenceBuilder

        with call.holding(self._lock):
            if self._last is not None and self._key == dataset.digest:
                return self._last
            builder = ReferenceBuilder(dataset, network, grid=dataset.size.within(originality.VIEWED))
            if builder.wanted < 2:
                raise MeasureError("The set has a single picture: there is nothing to compare with.")
            try:
                while builder.done < builder.wanted:
                    with open_models.computing(call, STORED):
                        builder.advance(2 * network.batch)
                    call.report(builder.done, builder.wanted, "Looking at the set")
            finally:
                builder.save()
            reference = builder.reference()
            with open_models.computing(call, STORED):
                spacing = originality.spacing_of(reference.features)
            self._key, self._last = dataset.digest, (reference, spacing)
            return self._last


_KNOWN = _Known()


def _absolute(path: str) -> str:
    return str(Path(path).absolute())


def _progress(log: Path) -> tuple[int, int | None]:
    for line in reversed(log_tail(log, 5)):
        if match := _PROGRESS.search(line):
            return int(match[1].replace(",", "")), int(match[2].replace(",", ""))
    return 0, None


def _keep(document: dict[str, Any]) -> None:
    """Into the run of each snapshot that lies in one, as the loop does; never where the run has gone meanwhile."""
    from gan_engine import atomic, door
    from gan_engine.errors import DiskError

    for each in document["snapshots"]:
        folder = Path(each["path"]).parent
        run = folder.parent.parent
        if folder.parent.name != "snapshots" or not each["results"]:
            continue
        try:
            RunDirectory.open(run)
        except RunError:  # it has gone, or is of a newer version
            continue
        file = evaluation_files.file_for(run, folder.name)
        try:
            door.make_folder(file.parent, root=run)
            atomic.write_json(file, {**document, "snapshots": [each]}, root=run)
        except (DiskError, OSError):
            continue


def _designs(open_models: OpenModels, call: Call, params: Nearest) -> list[npt.NDArray[np.uint8]]:
    """uint8 [H, W, 3] each: as an array, as files, or as points of a model."""
    if params.paths is not None:
        designs = [read_picture(path) for path in params.paths]
    elif params.model is not None:
        session = open_models.session(params.model)
        drawn = open_models.draw(call, session, _points(session, call, params), LOOKED_AT)
        designs = [picture for batch in drawn for picture in batch]
    else:
        designs = [picture for array in call.arrays for picture in _pictures(array)]
    if not 1 <= len(designs) <= _MAX_DESIGNS:
        raise ServiceError(f"From 1 to {_MAX_DESIGNS} designs can be looked up at once.")
    return designs


def _points(session: Session, call: Call, params: Nearest) -> list[Point]:
    asked = Points(model=str(session.path), points=params.points, seeds=params.seeds, class_name=params.class_name)
    points = points_of(session, call, asked)
    if len(points) > _MAX_DESIGNS:
        raise ServiceError(f"At most {_MAX_DESIGNS} designs at once.")
    return points


def _pictures(array: npt.NDArray[Any]) -> npt.NDArray[np.uint8]:
    if array.dtype != np.uint8 or array.ndim != 4 or array.shape[3] not in (3, 4) or 0 in array.shape:
        raise ServiceError("Pictures come as uint8 [N, H, W, 3], or 4 with alpha.")
    return array


def _one_picture(call: Call, path: Path | None) -> npt.NDArray[np.uint8]:
    if path is not None:
        return read_rgb(path)
    pictures = [picture for array in call.arrays for picture in _pictures(array)]
    if len(pictures) != 1:
        raise ServiceError("Feature maps are of one picture.")
    return np.ascontiguousarray(pictures[0])


def _neighbour(dataset: Dataset, distance: float, index: int, spacing: float) -> dict[str, Any]:
    from gan_engine.metrics.originality import NEAR_COPY

    ratio = distance / spacing if spacing else None
    copy = distance == 0 if ratio is None else ratio < NEAR_COPY
    source = dataset.source(index)
    return {
        "index": index,
        "picture": dataset.name(index),
        "source": str(source.get("source") or ""),
        "digest": str(source.get("digest") or ""),
        "distance": distance,
        "ratio": ratio,
        "near_copy": copy,
    }


def _shown(picture: npt.NDArray[np.uint8], size: ImageShape) -> npt.NDArray[np.uint8]:
    rows, columns = size.within(_SHOWN_SIDE)
    return np.ascontiguousarray(resample(np.ascontiguousarray(picture), columns, rows))


def _lite0_maps(picture: npt.NDArray[np.uint8]) -> dict[str, torch.Tensor]:
    import torch

    from gan_engine.metrics.backbones import backbone

    network = backbone("lite0", "auto")
    picture = np.ascontiguousarray(flatten(picture, NEUTRAL))
    return network.activations(torch.from_numpy(picture).permute(2, 0, 1)[None], network.layers())


def _judged(model: str, picture: npt.NDArray[np.uint8]) -> dict[str, torch.Tensor]:
    """What the discriminator of a snapshot sees."""
    import torch

    from gan_engine.alpha import premultiplied
    from gan_engine.device import choose_device
    from gan_engine.training.feature_maps import activations, load_discriminator

    device = choose_device("auto")
    network, card = load_discriminator(Path(model), device)
    picture = with_alpha(picture) if card.size.has_alpha else flatten(picture, NEUTRAL)
    seen = resample(np.ascontiguousarray(picture), card.size.width, card.size.height).transpose(2, 0, 1)
    floats = torch.from_numpy(premultiplied(np.ascontiguousarray(seen)))[None].to(device).float() / 127.5 - 1
    classes = torch.zeros(1, dtype=torch.int64, device=device) if card.class_names else None
    return activations(network, floats.contiguous(memory_format=torch.channels_last), classes)


def _grey(maps: npt.NDArray[np.float32], most: int) -> tuple[list[int], npt.NDArray[np.uint8]]:
    """Which of the channels [C, h, w] are shown, the liveliest first, and each as greys of its own range."""
    liveliest = np.argsort(-maps.reshape(len(maps), -1).std(1), kind="stable")[:most]
    chosen = maps[liveliest]
    low, high = np.percentile(chosen, (1, 99), axis=(1, 2), keepdims=True)
    greys = (chosen - low) / np.maximum(high - low, 1e-12) * 255
    return liveliest.tolist(), greys.clip(0, 255).round().astype(np.uint8)
