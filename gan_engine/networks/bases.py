"""The base classes of generators and discriminators."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence

from torch import Tensor, nn

from gan_engine.image_shape import ImageShape


class FixableWeights(ABC):
    """A layer that computes something of its weights alone each time it is used: what can be computed once for all."""

    @abstractmethod
    def fix_weights(self) -> None:
        """Compute it now, for good; the weights must not change or move after that."""


class Generator(nn.Module, ABC):
    """Makes designs: z [N,z_dim] (and classes int64 [N]) -> pictures [N,C,H,W] of `size`, about -1..1 (shown clamped).

    Once it is trained, classes may be rows of weights too, float [N,class_count] of sum 1: a design between classes.
    """

    def __init__(self, *, z_dim: int, size: ImageShape, class_count: int) -> None:
        super().__init__()
        self.z_dim = z_dim
        self.size = size
        self.class_count = class_count

    @abstractmethod
    def forward(self, z: Tensor, c: Tensor | None = None) -> Tensor: ...

    def stages(self) -> Sequence[nn.Module]:
        """The modules, coarse to fine, that give feature maps [N,C,R,R] (first, where they give more than one) on which
        all later ones rest: where designs can be looked into, pulled and grafted. Empty: it has no maps."""
        return ()

    def latent_weights(self) -> Tensor | None:
        """The matrix [K,z_dim] by which its first layer sees z, where directions of z can be read off its weights;
        None where there is no such layer."""
        return None

    def fix_weights(self) -> None:
        """Once no weight will change any more: what layers compute of weights alone is computed now, once."""
        for module in self.modules():
            if isinstance(module, FixableWeights):
                module.fix_weights()


class Discriminator(nn.Module, ABC):
    """Judges pictures: [N,C,H,W] of `size` in -1..1 (and classes int64 [N], or rows of weights float [N,class_count])
    -> logits [N], high for real; [N,K] from one that judges K places of each."""

    def __init__(self, *, size: ImageShape, class_count: int) -> None:
        super().__init__()
        self.size = size
        self.class_count = class_count

    @abstractmethod
    def forward(self, pictures: Tensor, c: Tensor | None = None) -> Tensor: ...

    def logits_and_features(self, pictures: Tensor, c: Tensor | None = None) -> tuple[Tensor, Mapping[int, Tensor]]:
        """The logits, and by resolution the features they rest on, where a loss of the family goes on from those."""
        return self(pictures, c), {}


def count_parameters(network: nn.Module) -> int:
    """Learnable numbers of a network (buffers not counted); works on the meta device too."""
    return sum(parameter.numel() for parameter in network.parameters())
