"""Feeding a training: batches decoded ahead, in an order that follows from the seed.

The pictures form one endless row: a permutation of the dataset for epoch 0, another for epoch 1, and so
on. A batch is the next stretch of that row, so it may span two epochs and no picture is ever dropped. The
permutation and who is mirrored come from counter-based randomness (Philox, keyed by seed and epoch):
knowing how many pictures were shown is enough to go on exactly where a training stopped.

Where classes are balanced each has an endless row of its own in the same way, and an epoch takes as many from each as
its quota is: so pictures of a rare class come more than once in it, and of a common one only a part.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import cv2
import numpy as np
import torch

from gan_engine.alpha import premultiplied
from gan_engine.closable import Closable
from gan_engine.dataset.reading import Dataset
from gan_engine.errors import DatasetError

CACHE_BYTES = 256 * 2**20
"""Decoded pictures kept in memory, at most; those that do not fit are decoded anew each epoch."""

_AHEAD_BYTES = 64 * 2**20  # of batches waiting, but at least two and at most eight batches
_THREADS = 4
_CHUNK = 8  # pictures decoded by one task

Batch = tuple[torch.Tensor, torch.Tensor | None]


class _Order:
    """Which pictures come when. Holds one epoch: 9 bytes a picture.

    `labels` and `quotas`: the class of each picture, and how many of each class an epoch takes; without them each
    picture comes once.
    """

    def __init__(
        self, count: int, seed: int, labels: np.ndarray | None = None, quotas: np.ndarray | None = None
    ) -> None:
        self._count = count
        self._seed = seed
        self._quotas = quotas
        self._classes = (
            []
            if labels is None or quotas is None
            else [np.flatnonzero(labels == number) for number in range(len(quotas))]
        )
        self._epoch = -1
        self._pictures = np.empty(0, np.int64)
        self._mirrored = np.empty(0, bool)

    def stretch(self, start: int, length: int) -> tuple[np.ndarray, np.ndarray]:
        """Pictures (int64) and whether each is mirrored (bool) at places `start` and on of the endless row."""
        pictures, mirrored = np.empty(length, np.int64), np.empty(length, bool)
        filled = 0
        while filled < length:
            epoch, position = divmod(start + filled, self._count)
            self._turn_to(epoch)
            take = min(length - filled, self._count - position)
            pictures[filled : filled + take] = self._pictures[position : position + take]
            mirrored[filled : filled + take] = self._mirrored[position : position + take]
            filled += take
        return pictures, mirrored

    def _turn_to(self, epoch: int) -> None:
        if epoch == self._epoch:
            return
        draws = self._draws(self._count, epoch)
        order = np.argsort(draws >> np.uint64(1), kind="stable")
        self._mirrored = (draws & np.uint64(1)).astype(bool)[order]
        self._pictures = order if self._quotas is None else self._balanced(epoch)[order]
        self._epoch = epoch

    def _draws(self, count: int, turn: int, row: int = 0) -> np.ndarray:
        # Raw draws and a stable sort: numpy promises these never to change, its `permutation` it does not.
        key = np.array([self._seed % 2**64, turn], np.uint64)
        return np.random.Philox(key=key, counter=[0, 0, 0, row]).random_raw(count)

    def _balanced(self, epoch: int) -> np.ndarray:
        """The pictures of an epoch, class by class: the next of each class's own endless row."""
        assert self._quotas is not None
        chosen = []
        for number, (own, quota) in enumerate(zip(self._classes, self._quotas.tolist(), strict=True), 1):
            if not quota:
                continue
            turns = range(epoch * quota // len(own), -(-(epoch + 1) * quota // len(own)))
            rows = [own[np.argsort(self._draws(len(own), turn, number), kind="stable")] for turn in turns]
            start = epoch * quota - turns.start * len(own)
            chosen.append(np.concatenate(rows)[start : start + quota])
        return np.concatenate(chosen)


def class_quotas(counts: np.ndarray, balance: float) -> np.ndarray:
    """How many pictures of each class one epoch takes, int64 [classes], in all as many as there are.

    `counts` int64 [classes]; a class of n pictures weighs n^(1 - `balance`): 0 takes all as they come, 1 as many of
    each. The largest remainders are rounded up; no class that has pictures goes empty.
    """
    total = int(counts.sum())
    weights = np.where(counts > 0, np.maximum(counts, 1).astype(np.float64) ** (1 - balance), 0.0)
    wished = total * weights / weights.sum()
    quotas = np.where(counts > 0, np.maximum(np.floor(wished), 1), 0).astype(np.int64)
    order = np.argsort(quotas - wished, kind="stable")  # those that are owed most first
    order = order[counts[order] > 0]
    for number in range(total - int(quotas.sum())):
        quotas[order[number % len(order)]] += 1
    while quotas.sum() > total:  # ones that were rounded up from less
        quotas[quotas.argmax()] -= 1
    return quotas


def variants(dataset: Dataset, *, mirror: bool) -> int:
    """How many different pictures a loader of `dataset` gives: `Loader.shown` is below that."""
    return dataset.count * (2 if mirror else 1)


class Loader(Closable, Iterator[Batch]):
    """Endless batches: pictures uint8 [N, C, height, width], colours weighted by alpha where there is one, and labels
    int64 [N] (None without classes), on `device`.

    `batch` counts the pictures of one step over all ranks; each of `world_size` ranks gets every `world_size`-th of
    them, beginning with its own number. `images_done` is how many were shown so far over all ranks. `balance` (0 to 1):
    how far rare classes are shown as often as common ones, see `class_quotas`. Whatever goes wrong
    while decoding ahead is raised by `next()` as `DatasetError`. Close it, or use it as a context manager; the
    dataset stays open.
    """

    def __init__(
        self,
        dataset: Dataset,
        batch: int,
        *,
        seed: int,
        mirror: bool,
        balance: float = 0.0,
        images_done: int = 0,
        rank: int = 0,
        world_size: int = 1,
        device: torch.device | str = "cpu",
    ) -> None:
        if batch < 1 or world_size < 1 or batch % world_size or not 0 <= rank < world_size or images_done < 0:
            raise ValueError(f"batch {batch}, rank {rank} of {world_size}, {images_done} images done")
        self._dataset = dataset
        self._batch = batch
        self._share = batch // world_size
        self._mirror = mirror
        self._rank, self._world_size = rank, world_size
        self._next = images_done
        self._device = torch.device(device)
        labels = dataset.labels if balance else None
        quotas = None if labels is None else class_quotas(np.bincount(labels, minlength=1), balance)
        self._order = _Order(dataset.count, seed, labels, quotas)

        picture_bytes = dataset.size.channels * dataset.size.area
        kept = min(dataset.count, CACHE_BYTES // picture_bytes)
        self._cache = np.empty((kept, *dataset.size.tensor), np.uint8)  # takes memory only as it fills
        self._cached = np.zeros(kept, bool)

        self._ahead = max(2, min(8, _AHEAD_BYTES // (self._share * picture_bytes)))
        self._ready: deque[tuple[Batch, torch.Tensor]] = deque()
        self.shown = torch.empty(0, dtype=torch.int64)
        """Which pictures the last batch was of, int64 [N]: their places in the dataset, and as many on if mirrored."""
        self._error: BaseException | None = None
        self._closing = False
        self._changed = threading.Condition()
        # Not `ordered_map`: it lives as long as the loader, and what it decodes is written in place, in any order.
        self._pool = ThreadPoolExecutor(_THREADS, thread_name_prefix="loader-decode")
        self._thread = threading.Thread(target=self._run, name="loader", daemon=True)
        self._thread.start()

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Batch:
        with self._changed:
            self._changed.wait_for(lambda: self._ready or self._error or self._closing)
            if self._closing:
                raise DatasetError("The dataset's loader is closed.")
            if not self._ready:
                assert self._error is not None
                raise self._error
            (pictures, labels), self.shown = self._ready.popleft()
            self._changed.notify_all()
        pictures = pictures.to(self._device, non_blocking=True)
        if labels is not None:
            labels = labels.to(self._device, non_blocking=True)
        return pictures, labels

    def close(self) -> None:
        """Stop decoding and end the threads; what is being decoded right now is waited for."""
        with self._changed:
            self._closing = True
            self._changed.notify_all()
        self._thread.join()
        self._pool.shutdown(cancel_futures=True)
        self._ready.clear()

    def _run(self) -> None:
        try:
            if self._device.type == "cuda" and self._device.index is not None:
                torch.cuda.set_device(self._device)  # pinned memory would wake up the first GPU otherwise
            while True:
                made = self._make()
                with self._changed:
                    self._changed.wait_for(lambda: len(self._ready) < self._ahead or self._closing)
                    if self._closing:
                        return
                    self._ready.append(made)
                    self._changed.notify_all()
        except DatasetError as error:
            self._fail(error)
        except Exception as error:
            failure = DatasetError(f"The dataset “{self._dataset.path.name}” could not be read: {error}.")
            failure.__cause__ = error
            self._fail(failure)

    def _fail(self, error: BaseException) -> None:
        with self._changed:
            self._error = error
            self._changed.notify_all()

    def _make(self) -> tuple[Batch, torch.Tensor]:
        own = slice(self._rank, None, self._world_size)
        pictures, mirrored = (each[own] for each in self._order.stretch(self._next, self._batch))
        self._next += self._batch
        pinned = self._device.type == "cuda"
        batch = torch.empty((self._share, *self._dataset.size.tensor), dtype=torch.uint8, pin_memory=pinned)
        pixels = batch.numpy()
        self._fill(pixels, pictures)
        if self._mirror:
            for position in np.flatnonzero(mirrored):
                rows = pixels[position].reshape(-1, self._dataset.size.width)
                cv2.flip(rows, 1, rows)  # many times as fast as a copy with a negative stride
        labels = None
        if self._dataset.labels is not None:
            labels = torch.from_numpy(self._dataset.labels[pictures])
            labels = labels.pin_memory() if pinned else labels
        shown = torch.from_numpy(pictures + self._dataset.count * mirrored if self._mirror else pictures.copy())
        return (batch, labels), shown

    def _fill(self, pixels: np.ndarray, pictures: np.ndarray) -> None:
        """Write pictures into `pixels` [N, C, height, width], from the cache where they are in it."""
        cacheable = pictures < len(self._cache)
        have = np.zeros(len(pictures), bool)
        have[cacheable] = self._cached[pictures[cacheable]]
        for position in np.flatnonzero(have):
            pixels[position] = self._cache[pictures[position]]  # one by one: a batch at once would be made twice
        missing = np.flatnonzero(~have)

        def decode(positions: np.ndarray) -> None:
            for position in positions:
                if self._closing:
                    return
                pixels[position] = premultiplied(self._dataset.read(int(pictures[position])))

        chunks = [missing[start : start + _CHUNK] for start in range(0, len(missing), _CHUNK)]
        for _ in self._pool.map(decode, chunks):
            pass
        keep = missing[cacheable[missing]]
        if not self._closing:
            for position in keep:
                self._cache[pictures[position]] = pixels[position]
            self._cached[pictures[keep]] = True
