"""Layers and initial weights that more than one family uses."""

from __future__ import annotations

import math

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from gan_engine import draws
from gan_engine.device import full_precision, single
from gan_engine.ranks import current


def dcgan_weights(module: nn.Module) -> None:
    """Initial weights of the DCGAN paper (Radford et al. 2015, section 3): N(0, 0.02), for norms N(1, 0.02)."""
    if isinstance(module, nn.Conv2d | nn.ConvTranspose2d | nn.Linear):
        nn.init.normal_(module.weight, 0.0, 0.02)
        if module.bias is not None:
            nn.init.zeros_(module.bias)
    elif isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1.0, 0.02)
        nn.init.zeros_(module.bias)


def pair(value: int | tuple[int, int]) -> tuple[int, int]:
    """Rows and columns: of a square thing both are its side."""
    return (value, value) if isinstance(value, int) else value


def class_rows(c: Tensor, class_count: int) -> Tensor:
    """Classes as rows [N,class_count]: int64 [N] as one-hot rows; rows of weights (a design between classes) stay."""
    return c if c.is_floating_point() else F.one_hot(c, class_count)


def class_vectors(table: nn.Embedding, c: Tensor) -> Tensor:
    """The learnt vectors [N,D] of classes int64 [N], or their mean by rows of weights [N,class_count]."""
    vectors: Tensor = c.to(table.weight.dtype) @ table.weight if c.is_floating_point() else table(c)
    return vectors


class _WholeBatchNorm(nn.modules.batchnorm._BatchNorm):
    """Batch norm by the mean and variance of the batch of all ranks (Ioffe and Szegedy 2015)."""

    def forward(self, x: Tensor) -> Tensor:
        ranks = current()
        if ranks.alone or not self.training:
            return super().forward(x)
        assert self.weight is not None
        assert self.bias is not None
        with full_precision(x.device):
            wide = single(x)
            over = [dim for dim in range(x.dim()) if dim != 1]
            spreads, means = torch.var_mean(wide, over, unbiased=False)
            # Of parts as large as each other: the mean of the means; the mean variance and the means' own.
            parts = ranks.gathered(torch.stack([means, spreads])[None])  # [ranks, 2, C]
            mean = parts[:, 0].mean(0)
            spread = parts[:, 1].mean(0) + (parts[:, 0] - mean).square().mean(0)
            self._follow(mean.detach(), spread.detach(), ranks.total(x.numel() // x.shape[1]))
            shape = [1, -1] + [1] * (x.dim() - 2)
            factor = self.weight * torch.rsqrt(spread + self.eps)
            offset = self.bias - mean * factor
            normed = torch.addcmul(offset.view(shape), wide, factor.view(shape))  # one way through memory
        return normed.to(x.dtype)

    @torch.no_grad()
    def _follow(self, mean: Tensor, spread: Tensor, count: int) -> None:
        """The running statistics, as torch takes them of `count` numbers a channel."""
        assert self.running_mean is not None
        assert self.running_var is not None
        assert self.num_batches_tracked is not None
        assert self.momentum is not None
        self.running_mean.lerp_(mean, self.momentum)
        self.running_var.lerp_(spread * (count / (count - 1)), self.momentum)
        self.num_batches_tracked.add_(1)


class BatchNorm1d(_WholeBatchNorm, nn.BatchNorm1d):
    """[N,C], of the whole batch."""


class BatchNorm2d(_WholeBatchNorm, nn.BatchNorm2d):
    """[N,C,H,W], of the whole batch."""


class Dropout(nn.Dropout):
    """torch's, each picture with its own draws."""

    def forward(self, x: Tensor) -> Tensor:
        return draws.dropped_out(x, self.p) if self.training else x


class MinibatchDiscrimination(nn.Module):
    """Lets the discriminator see how alike a batch is (Salimans et al. 2016, section 3.2): a cure for collapse.

    Features [N,C,H,W] (H and W multiples of 4) -> [N,C+features,H,W]. The pictures are first brought to 3 channels on a
    grid of H/4 x W/4, so that the tensor T stays affordable: T is [3 t, features t, KERNEL] for t cells of that grid.
    """

    KERNEL = 16

    def __init__(self, channels: int, rows_columns: tuple[int, int], features: int) -> None:
        super().__init__()
        self.grid = (rows_columns[0] // 4, rows_columns[1] // 4)
        self.features = features
        cells = math.prod(self.grid)
        self.reduce = nn.Conv2d(channels, 3, 4, 4, bias=False)
        self.tensor = nn.Parameter(torch.empty(3 * cells, features * cells, self.KERNEL))
        self.spread = nn.ConvTranspose2d(features, features, 4, 4, bias=False)
        bound = math.sqrt(6 / (3 * cells + features * cells * self.KERNEL))  # Glorot and Bengio 2010, eq. 16
        nn.init.uniform_(self.tensor, -bound, bound)

    def forward(self, x: Tensor) -> Tensor:
        rows = self.reduce(x).flatten(1) @ self.tensor.flatten(1)
        rows = single(rows).view(len(x), -1, self.KERNEL)  # [N, features t, KERNEL]
        others = current().gathered(rows)  # of the whole batch [M, features t, KERNEL]
        distances = (rows[:, None] - others[None]).abs().sum(3)  # [N, M, features t]
        closeness = torch.exp(-distances).sum(1) - 1  # a picture's closeness to itself does not count
        closeness = closeness.view(-1, self.features, *self.grid).to(x.dtype)
        return torch.cat([x, self.spread(closeness)], dim=1)


def mbstd_group(batch: int, most: int) -> int:
    """How many of a batch are compared with one another: the largest number up to `most` that divides it."""
    return next(size for size in range(min(most, batch), 0, -1) if batch % size == 0)


def minibatch_stddev(x: Tensor, group: int) -> Tensor:
    """[N,C,H,W] -> [N,1,H,W]: the mean standard deviation within groups (Karras et al. 2018, section 3).

    Pictures k, k + N/group, ... form a group; the largest size up to `group` that divides the batch is taken. Where a
    rank's rows hold no whole groups, all ranks' are looked at.
    """
    ranks = current()
    count = ranks.total(len(x))
    group = mbstd_group(count, group)
    if len(x) % group:
        return ranks.own(_group_spread(ranks.gathered(x), group))
    return _group_spread(x, group)


def _group_spread(x: Tensor, group: int) -> Tensor:
    count, _, height, width = x.shape
    grouped = x.view(group, count // group, *x.shape[1:])
    spread = (grouped.var(0, unbiased=False) + 1e-8).sqrt().mean((1, 2, 3))
    return spread.repeat(group).view(-1, 1, 1, 1).expand(-1, 1, height, width)


class SpectralConv(nn.Module):
    """A convolution without bias whose weight is divided by its largest singular value (Miyato et al. 2018).

    The value is followed by one step of power iteration at each use in training.
    """

    u: Tensor
    v: Tensor

    def __init__(
        self, inputs: int, outputs: int, kernel: int | tuple[int, int], stride: int = 1, padding: int = 0
    ) -> None:
        super().__init__()
        rows, columns = pair(kernel)
        self.weight = nn.Parameter(torch.randn(outputs, inputs, rows, columns) * 0.02)
        self.register_buffer("u", F.normalize(torch.randn(outputs), dim=0))
        self.register_buffer("v", F.normalize(torch.randn(inputs * rows * columns), dim=0))
        self._stride, self._padding = stride, padding

    def forward(self, x: Tensor) -> Tensor:
        return F.conv2d(x, self.normalised(), stride=self._stride, padding=self._padding)

    def normalised(self) -> Tensor:
        """The weight, of spectral norm about 1."""
        with full_precision(self.weight.device):
            matrix = self.weight.flatten(1)
            if self.training:
                with torch.no_grad():
                    v = F.normalize(matrix.t() @ self.u, dim=0, eps=1e-12)
                    self.u.copy_(F.normalize(matrix @ v, dim=0, eps=1e-12))
                    self.v.copy_(v)
            largest = torch.dot(self.u.clone(), matrix @ self.v.clone())
            return self.weight / largest
