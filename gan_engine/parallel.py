"""A function over many items on several threads, results in order, never more than a few of them in memory."""

from __future__ import annotations

import itertools
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def ordered_map(
    function: Callable[[T], R], items: Iterable[T], threads: int, ahead: int, name: str = "parallel"
) -> Generator[R]:
    """`function(item)` for each of `items`, in their order, worked out by `threads` threads called after `name`.

    Memory is bounded: `items` is read as it is needed, and at most `ahead` results (one at least) are under way or wait
    to be taken, besides the one that was handed over last. What `function` raises is raised in its item's turn, after
    the results before it; what `items` raises, as soon as it is read. However it ends, what has not begun is given up
    and what is being worked on is waited for. So close it, with `contextlib.closing`, where it may be left early: an
    error keeps the frames it came through alive, and with them a generator that was only dropped.
    """
    left = iter(items)
    pool = ThreadPoolExecutor(threads, thread_name_prefix=name)
    try:
        waiting: deque[Future[R]] = deque(pool.submit(function, item) for item in itertools.islice(left, max(1, ahead)))
        while waiting:
            result = waiting.popleft().result()
            waiting.extend(pool.submit(function, item) for item in itertools.islice(left, 1))
            yield result
    finally:
        pool.shutdown(wait=True, cancel_futures=True)
