"""What graphics cards that train together lose by telling each other their gradients: reckoned, for 1 to 64 of them.

A step of `compute` seconds sends S bytes (all gradients of its phases, lazy ones in their share). A ring all-reduce
takes T = 2 (N - 1) / N * S / bandwidth + 2 (N - 1) * latency (Patarasuk and Yuan 2009); over several machines the
slowest link decides. It goes in buckets behind the backward passes, about half of a step: what is lost is what does not
fit behind them, but at least the last bucket.

    python benchmarks/scaling.py [--kimg-seconds 41] [--measure]

`--measure` measures what two gloo processes on this machine reach.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from gan_engine.training.gradient_buckets import BUCKET_BYTES

import torch
import torch.distributed
import torch.multiprocessing

_CARDS_A_MACHINE = 8
_REACHED = 0.8  # of a stated bandwidth, by large transfers
_BEHIND = 0.5  # of a step: the backward passes, within which gradients are on their way


@dataclass(frozen=True)
class Network:
    """Weights of both networks, and the card's published seconds a kimg with `batch` pictures a step."""

    name: str
    generator: int
    discriminator: int
    batch: int

    @property
    def sent(self) -> float:
        """Bytes a step: R1 comes every 16 steps, path length every 4."""
        return 4 * (self.discriminator * (1 + 1 / 16) + self.generator * (1 + 1 / 4))


@dataclass(frozen=True)
class Link:
    """Bytes a second one way, as stated, and seconds until the first byte is there."""

    name: str
    bandwidth: float
    latency: float

    def seconds(self, sent: float, count: int) -> float:
        return 2 * (count - 1) / count * sent / (_REACHED * self.bandwidth) + 2 * (count - 1) * self.latency


NETWORK = Network("StyleGAN2-ADA, 512 px", 28_700_647, 28_982_849, 8)
ONE_MACHINE = (Link("NVLink 3, 300 GB/s", 300e9, 3e-6), Link("PCIe 4.0 x16, 32 GB/s", 32e9, 10e-6))
MACHINES = (
    Link("InfiniBand, 200 Gb/s", 25e9, 5e-6), Link("Ethernet, 25 Gb/s", 3.1e9, 30e-6),
    Link("Ethernet, 10 Gb/s", 1.25e9, 50e-6),
)  # fmt: skip


def lost(compute: float, sent: float, count: int, link: Link) -> tuple[float, float]:
    """Seconds of telling, and of them those that the step waits for."""
    if count == 1:
        return 0.0, 0.0
    telling = link.seconds(sent, count)
    return telling, max(telling - _BEHIND * compute, link.seconds(min(sent, BUCKET_BYTES), count))


def show(network: Network, kimg_seconds: float) -> None:
    step = kimg_seconds * network.batch / 1000
    print(f"{network.name}: {network.sent / 1e6:.0f} MB a step, {1000 * step:.0f} ms for {network.batch} on one card")
    for title, batch in ((f"Each card keeps its batch of {network.batch}", None), ("64 pictures in all", 64)):
        for links, counts in ((ONE_MACHINE, (1, 2, 4, 8)), (MACHINES, (16, 32, 64))):
            print(f"\n{title} (telling / waited for, ms; pace kept):\n")
            print(f"| cards | {' | '.join(link.name for link in links)} |\n|{'---|' * (1 + len(links))}")
            for count in counts:
                compute = step if batch is None else step * batch / count / network.batch
                cells = []
                for link in links:
                    telling, waited = lost(compute, network.sent, count, link)
                    kept = compute / (compute + waited)
                    cells.append(f"{1000 * telling:.0f} / {1000 * waited:.1f}; {kept:.0%}")
                print(f"| {count} | {' | '.join(cells)} |")


def measure(rank: int, meeting: str) -> None:
    torch.set_num_threads(1)
    torch.distributed.init_process_group("gloo", init_method=meeting, rank=rank, world_size=2)
    for count in (1, 25 * 2**18):
        numbers, taken = torch.zeros(count), []
        for _ in range(10):
            begun = time.perf_counter()
            torch.distributed.all_reduce(numbers)
            taken.append(time.perf_counter() - begun)
        if rank == 0:
            best = min(taken)
            pace = f"{1000 * best:.2f} ms, {4 * count / best / 1e9:.2f} GB/s"
            print(f"gloo, two processes here: {4 * count:,} bytes in {pace}")
    torch.distributed.destroy_process_group()


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--kimg-seconds", type=float, default=41.0, help="of one card, at 512 px")
    options.add_argument("--measure", action="store_true")
    given = options.parse_args()
    show(NETWORK, given.kimg_seconds)
    if given.measure:
        print()
        with tempfile.TemporaryDirectory() as folder:
            meeting = (Path(folder) / "meeting").as_uri()
            torch.multiprocessing.spawn(measure, (meeting,), nprocs=2)


if __name__ == "__main__":
    main()
