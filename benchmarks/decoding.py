"""How long everything else waits while a thread decodes a picture: by Qt's reader and by ours, side by side.

    python benchmarks/decoding.py

Qt's reader keeps the interpreter until it is done, ours lets others have it. Printed besides: what a thumbnail of 256
px costs by each.
"""

from __future__ import annotations

import io
import os
import sys
import threading
import time
from collections.abc import Callable

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gan_engine.pictures import decode_picture
from studio.app import SWITCH_INTERVAL
from studio.workers.images import from_bytes

import numpy as np
from PIL import Image
from PySide6.QtGui import QImage

LARGE, THUMBNAIL, TIMES = 6000, 256, 200


def main() -> None:
    sys.setswitchinterval(SWITCH_INTERVAL)
    noise = np.random.default_rng(0)
    large = encoded(noise.integers(0, 256, (LARGE, LARGE, 3), np.uint8), "JPEG")
    qt, ours = longest_wait(lambda: QImage.fromData(large)), longest_wait(lambda: decode_picture(large))
    waits = f"others wait {1000 * qt:.0f} ms for Qt, {1000 * ours:.0f} ms for ours: 1 : {ours / qt:.3f}"
    print(f"a JPEG of {LARGE} x {LARGE}: {waits}")
    rows, columns = np.mgrid[:THUMBNAIL, :THUMBNAIL]
    drawn = np.stack([rows, columns, (rows * columns) % 256], axis=2).astype(np.uint8)
    for kind in ("WEBP", "JPEG"):
        data = encoded(drawn, kind)
        qt, ours = cost(lambda data=data: QImage.fromData(data)), cost(lambda data=data: from_bytes(data))
        print(
            f"a {kind} of {THUMBNAIL} px: {1000 * qt:.2f} ms by Qt, {1000 * ours:.2f} ms by ours: 1 : {ours / qt:.2f}"
        )


def encoded(pixels: np.ndarray, kind: str) -> bytes:
    stream = io.BytesIO()
    Image.fromarray(pixels).save(stream, kind, quality=85)
    return stream.getvalue()


def longest_wait(work: Callable[[], object]) -> float:
    """Seconds at most between two turns of this thread, which has nothing to do, while another does the work."""
    thread = threading.Thread(target=work)
    worst, last = 0.0, time.perf_counter()
    thread.start()
    while thread.is_alive():
        time.sleep(0.001)
        now = time.perf_counter()
        worst, last = max(worst, now - last), now
    return worst


def cost(work: Callable[[], object]) -> float:
    """Seconds of the processor for one."""
    work()
    begun = time.process_time()
    for _ in range(TIMES):
        work()
    return (time.process_time() - begun) / TIMES


if __name__ == "__main__":
    main()
