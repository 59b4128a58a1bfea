"""Full measures: any of them, of one generator against one dataset, in one pass over its designs.

What several measures need is computed once: each feature network sees each design once, the set's features come from
`references`, and sums are kept instead of features where that will do. Memory does not depend on how many designs are
measured. What cannot be measured is refused by itself, with the number that is missing; the rest goes on.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import torch
from torch import Tensor

from gan_engine.curation.framing import resample
from gan_engine.dataset.reading import Dataset
from gan_engine.errors import MeasureError
from gan_engine.image_shape import ImageShape
from gan_engine.metrics import (
    diversity,
    frechet,
    inception,
    kernel,
    memorisation,
    originality,
    path_length,
    precision_recall,
)
from gan_engine.metrics.backbones import backbone
from gan_engine.metrics.designs import Designs
from gan_engine.metrics.feature_network import Backbone
from gan_engine.metrics.inception_score import InceptionScore
from gan_engine.metrics.names import INCEPTION, MEASURES, USUAL, USUAL_OFFICIAL, USUAL_PROJECTED, Measure
from gan_engine.metrics.references import MOST, Grid, Part, Reference, ReferenceBuilder, order_of
from gan_engine.metrics.results import Refusal, Result, sound
from gan_engine.reporting import Report, silent, size_words

SAMPLES = 2048
"""Designs of a full evaluation: as many as the official network has features."""
PATHS = 1000
"""Walks for the path length, at most: each costs two designs."""

_KEPT = 5000  # designs whose features are kept for what looks at pairs
_ENOUGH_HELD_OUT = 1000  # for what is biased by few pictures; the kernel distance is not, and takes what there is

Outcome = Result | Refusal


@dataclass
class _Seen:
    """What one network saw of the designs, brought to `grid`."""

    network: Backbone
    grid: Grid
    frechet: frechet.FrechetDistance | None = None
    score: InceptionScore | None = None
    kept: list[Tensor] = field(default_factory=list)
    seconds: float = 0.0

    def add(self, pictures: Tensor) -> None:
        start = time.perf_counter()
        features = self.network(at_grid(pictures, self.grid))
        if self.score is not None and isinstance(self.network, inception.Inception):
            self.score.update(self.network.logits(features))
        features = features.cpu()
        if self.frechet is not None:
            self.frechet.update(features)
        room = _KEPT - sum(map(len, self.kept))
        if room > 0:
            self.kept.append(features[:room])
        self.seconds += time.perf_counter() - start

    @cached_property
    def features(self) -> Tensor:
        return torch.cat(self.kept)


class Evaluation:
    """Measures of designs against `dataset`; several generators may be measured one after the other."""

    def __init__(
        self,
        names: Sequence[str],
        dataset: Dataset,
        *,
        samples: int = SAMPLES,
        device: str = "auto",
        weights: Path | None = None,
        cache: Path | None = None,
        class_name: str | None = None,
    ) -> None:
        """`weights`: the official network's file where it is not to be the fetched one; `cache`: of references.

        `class_name`: only the set's pictures of this class are compared with. `MeasureError` where there is none.
        """
        self._of_class = None if class_name is None else pictures_of(dataset, class_name)
        self._class_name = class_name
        self._measures = [MEASURES[name] for name in names]
        self._dataset = dataset
        self._samples = samples
        self._device = device
        self._weights = weights
        self._cache = cache
        self._references: dict[tuple[str, Part, Grid], Reference] = {}
        self._withins: dict[int, kernel.KernelSums] = {}
        self._frechets: dict[int, frechet.FrechetDistance] = {}
        self._spacings: dict[int, float] = {}

    def refusals(self) -> list[Refusal]:
        """What cannot be measured whatever the generator: known before anything is computed."""
        return [refusal for measure in self._measures if (refusal := self._refusal(measure)) is not None]

    def measure(self, designs: Designs, report: Report = silent) -> list[Outcome]:
        """All measures in the order asked for. Raises `DatasetError`, `ModelError`."""
        refused = {refusal.metric: refusal for refusal in self.refusals()}
        wanted = [measure for measure in self._measures if measure.name not in refused]
        seen: dict[tuple[str, Grid], _Seen] = {}
        for measure in wanted:
            self._prepare_reference(measure, designs.size, report)
        for measure in wanted:
            key = measure.network, _view(measure, designs.size)
            if measure.name != "ppl" and key not in seen:
                same = [each for each in wanted if (each.network, _view(each, designs.size)) == key]
                seen[key] = self._begin(*key, same)
        done = 0
        for pictures in designs.pictures(self._samples) if seen else ():
            report(done, self._samples, "designs")
            for each in seen.values():
                each.add(pictures)
            done += len(pictures)
        outcomes: list[Outcome] = []
        for measure in self._measures:
            if measure.name in refused:
                outcomes.append(refused[measure.name])
            else:
                report(self._samples, self._samples, measure.title)
                view = _view(measure, designs.size)
                taken = self._take(measure, designs, seen.get((measure.network, view)), report)
                outcomes += [sound(each) if isinstance(each, Result) else each for each in taken]
        return outcomes

    # What is there

    def _refusal(self, measure: Measure) -> Refusal | None:
        name = measure.name
        if measure.network == INCEPTION and self._weights is None and not inception.is_installed():
            size = size_words(inception.WEIGHTS.bytes or 0)
            other = f", or measure {measure.instead} instead" if measure.instead else ""
            return Refusal(
                name,
                f"“{name}” means the official Inception network, whose weights ({size}) are not here.",
                f"Let them be fetched, or give their file{other}.",
            )
        if self._samples < measure.made:
            return Refusal(
                name,
                f"“{name}” needs at least {measure.made:,} designs; {self._samples:,} were to be made.",
                f"Ask for {measure.made:,} samples or more.",
            )
        count = self._dataset.count
        if self._of_class is not None:  # of those that are looked at
            count = int(self._of_class[order_of(self._dataset.digest, count)[:MOST]].sum())
        if measure.real and count < measure.real:
            where = "in the set" if self._class_name is None else f"in the class “{self._class_name}”"
            return Refusal(
                name,
                f"“{name}” needs at least {measure.real:,} pictures {where}; “{self._dataset.path.name}” has "
                f"{count:,}.",
                "With so few pictures, judge by eye.",
            )
        return None

    def _part(self, measure: Measure) -> Part:
        """Pictures that no training has seen, where they will do; their classes are not known."""
        if self._of_class is not None or measure.kind in ("originality", "diversity", "mifid"):
            return "training"
        return part_for(measure, self._dataset)

    def _network(self, name: str) -> Backbone:
        return backbone(name, self._device, self._weights if name == INCEPTION else None)

    def _begin(self, network: str, grid: Grid, measures: Sequence[Measure]) -> _Seen:
        seen = _Seen(self._network(network), grid)
        for measure in measures:
            if measure.kind in ("fid", "fd"):
                reference = self._reference(network, self._part(measure), grid)
                if len(reference.features) + self._samples >= seen.network.dimensions:  # else faster at the end
                    seen.frechet = self._frechet(reference)
                    seen.frechet.begin()
            if measure.name == "is":
                seen.score = InceptionScore(self._samples, inception.CLASSES)
        return seen

    def _prepare_reference(self, measure: Measure, size: ImageShape, report: Report) -> None:
        if measure.real:
            view = _view(measure, size)
            self._reference(measure.network, self._part(measure), view, report)
            fresh = self._of_class is None and self._dataset.held_out >= measure.made
            if measure.kind == "originality" and fresh:
                self._reference(measure.network, "held-out", view, report)

    def _reference(self, network: str, part: Part, grid: Grid, report: Report = silent) -> Reference:
        key = network, part, grid
        if key not in self._references:
            builder = ReferenceBuilder(
                self._dataset, self._network(network), grid=grid, part=part, folder=self._cache
            )  # fmt: skip
            whole = builder.build(report)
            self._references[key] = whole if self._of_class is None else whole.only(self._of_class)
        return self._references[key]

    # The measures

    def _take(self, measure: Measure, designs: Designs, seen: _Seen | None, report: Report) -> list[Outcome]:
        start = time.perf_counter()
        grid = _view(measure, designs.size)
        reference = self._reference(measure.network, self._part(measure), grid) if measure.real else None

        def result(metric: str, value: float, error: float | None, **values: float) -> Result:
            samples = self._samples
            if measure.kind not in ("is", "fid", "fd"):
                samples = min(samples, _KEPT)
            real = 0 if reference is None else len(reference.features)
            if measure.kind in ("pr", "kid", "mifid"):
                real = min(real, kernel.MOST)
            spent = time.perf_counter() - start + (0.0 if seen is None else seen.seconds)
            return Result(
                metric=metric,
                value=value,
                uncertainty=error,
                network=measure.network,
                samples=samples,
                real=real,
                part="" if reference is None else reference.part,
                seed=designs.seed,
                seconds=spent,
                details=values,
                note=self._note(measure, samples, real, designs.size),
            )

        if measure.name == "ppl":
            return [self._path_length(measure, designs, report)]
        assert seen is not None
        if measure.name == "is":
            assert seen.score is not None
            return [result("is", *seen.score.compute())]
        assert reference is not None
        match measure.kind:
            case "kid":
                value, error = kernel.kernel_distance(self._within(reference), kernel.within(seen.features))
                if measure.network != INCEPTION:
                    return [result(measure.name, value, error)]
                value = kernel.mean_over_subsets(reference.features, seen.features, seed=designs.seed)
                size = kernel.subset_of(min(len(reference.features), kernel.MOST), len(seen.features))
                return [result("kid", value, error, subsets=kernel.SUBSETS, subset_size=size)]
            case "fid" | "fd":
                if seen.frechet is None:
                    return [result(measure.name, *frechet.frechet_distance(reference.features, seen.features))]
                return [result(measure.name, seen.frechet.compute(), seen.frechet.uncertainty())]
            case "mifid":
                real = reference.features[: memorisation.MOST]
                value = memorisation.memorisation_informed(seen.features, real)
                distance, wide = frechet.frechet_distance(real, seen.features)
                memory = distance / value if value else 1.0
                return [result(measure.name, value, None if wide is None else wide / memory, memorised=memory)]
            case "pr":
                found = precision_recall.precision_recall(reference.features, seen.features)
                of_network = measure.name.removeprefix("pr")
                return [
                    result(f"precision{of_network}", found.precision, found.precision_error),
                    result(f"recall{of_network}", found.recall, found.recall_error),
                ]
            case "diversity":
                value, spread = diversity.mean_distance(seen.features)
                own, _ = diversity.mean_distance(reference.features)
                shared = {"share": value / own} if own else {}
                return [result(measure.name, value, spread, of_set=own, **shared)]
            case _:
                return [self._originality(measure, result, reference, seen, grid)]

    def _originality(
        self, measure: Measure, result: Callable[..., Result], reference: Reference, seen: _Seen, grid: Grid
    ) -> Outcome:
        known = self._spacings.setdefault(id(reference), originality.spacing_of(reference.features))
        if not known:
            return Refusal(
                measure.name,
                f"“{measure.name}” is measured by how far the set's pictures lie from each other, and those of "
                f"“{self._dataset.path.name}” are all the same.",
                "Whatever it has learnt, it is that picture.",
            )
        found = originality.originality(seen.features, reference.features, spacing=known)
        details = {"near_copies": found.near_copies, "spacing": found.spacing}
        held_out = self._references.get((seen.network.name, "held-out", grid))
        if held_out is not None:
            fresh = originality.originality(held_out.features, reference.features, spacing=known)
            details |= {"held_out": fresh.value, "held_out_near_copies": fresh.near_copies}
        return result(measure.name, found.value, found.uncertainty, **details)

    def _path_length(self, measure: Measure, designs: Designs, report: Report) -> Outcome:
        start = time.perf_counter()
        paths = min(self._samples, PATHS)
        network = self._network(measure.network)
        batch = max(1, min(designs.batch, network.batch))
        found = path_length.path_length(
            designs.generator,
            lambda pictures: network.of_prepared(network.prepare(pictures)),
            samples=paths,
            seed=designs.seed,
            batch=batch,
            device=designs.device,
            classes=designs.classes(paths),
            between=lambda done: report(done, paths, measure.title),
        )
        return Result(
            metric="ppl",
            value=found.value,
            uncertainty=found.uncertainty,
            network=measure.network,
            samples=paths,
            seed=designs.seed,
            seconds=time.perf_counter() - start,
            note=f"Walked in {found.space}; not comparable with path lengths in VGG's features.",
        )

    def _within(self, reference: Reference) -> kernel.KernelSums:
        if id(reference) not in self._withins:
            self._withins[id(reference)] = kernel.within(reference.features)
        return self._withins[id(reference)]

    def _frechet(self, reference: Reference) -> frechet.FrechetDistance:
        if id(reference) not in self._frechets:
            self._frechets[id(reference)] = frechet.FrechetDistance(reference.features)
        return self._frechets[id(reference)]

    def _note(self, measure: Measure, samples: int, real: int, size: ImageShape) -> str:
        notes = [] if self._class_name is None else [f"Of the class “{self._class_name}” alone."]
        if measure.real and self._dataset.size != size:
            notes.append(f"The set's pictures ({self._dataset.size.words}) were brought to the designs' {size.words}.")
        if size.has_alpha or (measure.real and self._dataset.size.has_alpha):
            notes.append("What is see-through was laid on mid-grey.")
        few = min(samples, real) if measure.real else samples
        if few < measure.advised:
            how = (
                "only compare it with numbers of as many pictures"
                if measure.kind != "kid"
                else "take its uncertainty seriously"
            )
            notes.append(f"Fewer than {measure.advised:,} pictures a side: {how}.")
        return " ".join(notes)


def pictures_of(dataset: Dataset, class_name: str) -> npt.NDArray[np.bool_]:
    """Which training pictures are of the class, bool [count]. Raises `MeasureError` where there is no such class."""
    if dataset.labels is None or class_name not in dataset.class_names:
        known = f"Choose of: {', '.join(dataset.class_names[:30])}." if dataset.class_names else "Leave the class out."
        raise MeasureError(f"“{dataset.path.name}” has no class “{class_name[:60]}”.", do=known)
    return np.asarray(dataset.labels == dataset.class_names.index(class_name))


def at_grid(pictures: Tensor, grid: Grid) -> Tensor:
    """Designs uint8 [N, 3, H, W] in other rows and columns, resized as the set's pictures are."""
    if pictures.shape[2:] == grid:
        return pictures
    channels_last = pictures.permute(0, 2, 3, 1).cpu().numpy()
    resized = np.stack([resample(np.ascontiguousarray(picture), grid[1], grid[0]) for picture in channels_last])
    return torch.from_numpy(resized).permute(0, 3, 1, 2)


def _view(measure: Measure, size: ImageShape) -> Grid:
    """At which a measure looks at pictures of `size`."""
    return size.within(originality.VIEWED) if measure.kind == "originality" else size.rows_columns


def part_for(measure: Measure, dataset: Dataset) -> Part:
    """Held-out pictures where there are enough of them for this measure, else those trained on."""
    enough = measure.real if measure.kind == "kid" else _ENOUGH_HELD_OUT
    return "held-out" if dataset.held_out >= max(1, enough) else "training"


def usual_names(*, projected: bool = False) -> list[str]:
    """What is measured where nobody says what; of designs that a `projected` discriminator has judged, by others."""
    official = USUAL_OFFICIAL[: -len(USUAL)] if inception.is_installed() else ()
    return [*official, *(USUAL_PROJECTED if projected else USUAL)]


def fetch_weights(report: Report = silent, file: Path | None = None) -> Path:
    """The official network's weights: fetched (or taken from `file`) and checked. Raises `DownloadError`."""
    from gan_engine import downloads

    return downloads.adopt(inception.WEIGHTS, file, report) if file else downloads.fetch(inception.WEIGHTS, report)
