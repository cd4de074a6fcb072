"""RetinaNet (Lin et al. 2017, Focal Loss for Dense Object Detection): pictures to raw class and box maps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, Self

import torch
from torch import Tensor, nn

from retinanet_core.config import NetworkConfig
from retinanet_core.network.backbone import build_backbone
from retinanet_core.network.heads import box_head, class_head, grow_classes
from retinanet_core.network.pretrained import load_imagenet
from retinanet_core.network.pyramid import FeaturePyramid

P5 = 2
"""The place of P5 among the levels."""


class LevelMaps(NamedTuple):
    """Raw maps of each level, P3 first, without copies.

    Attributes:
        logits, offsets: (B, A, K) and (B, A, 4) of a level's A anchors.
        feature: (B, C) the mean of P5 over its places, in float32: what a picture is like as a whole. None where
            an engine does not compute it.
    """

    logits: list[Tensor]
    offsets: list[Tensor]
    feature: Tensor | None = None


class RetinaNet(nn.Module):
    """The dense part of the detector: everything between normalised pictures and raw maps.

    Args:
        config: Its shape.
        classes: Number of classes K (there is no background class).

    Attributes:
        learns_batch_norm: Batch norm uses and updates batch statistics in training. Off by default: with the
            few pictures and small batches of fine-tuning they would be worse than the stored ones.
    """

    def __init__(self, config: NetworkConfig, classes: int) -> None:
        super().__init__()
        if classes < 1:
            raise ValueError("A detector needs at least one class.")
        self.config = config
        self.classes = classes
        self.learns_batch_norm = False
        self.backbone = build_backbone(config.backbone, config.norm_eps)
        self.pyramid = FeaturePyramid(
            self.backbone.out_channels, config.channels, p6_from_p5=config.p6_source == "p5"
        )
        self.class_head = class_head(config, classes)
        self.box_head = box_head(config)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Class logits and box offsets at every anchor.

        Args:
            pictures: (B, 3, H, W) normalised.

        Returns:
            (B, A, K) logits and (B, A, 4) offsets, A ordered as `anchors_for(H, W, config)`.
        """
        return self.predict(self.backbone(pictures))

    def predict(self, features: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """The same from C3, C4, C5, which a frozen backbone may have computed before."""
        maps = self.maps_of(features)
        return torch.cat(maps.logits, dim=1), torch.cat(maps.offsets, dim=1)

    def maps(self, pictures: Tensor) -> LevelMaps:
        """The same as `forward`, level by level: detection needs a few rows of them, not all in one piece."""
        return self.maps_of(self.backbone(pictures))

    def maps_of(self, features: Sequence[Tensor]) -> LevelMaps:
        """The maps from C3, C4, C5."""
        levels = self.pyramid(features)
        feature = levels[P5].float().mean(dim=(2, 3))
        return LevelMaps(self.class_head(levels), self.box_head(levels), feature)

    def train(self, mode: bool = True) -> Self:
        """Switch to training, leaving batch norm as it was measured unless `learns_batch_norm`."""
        super().train(mode)
        if not self.learns_batch_norm:
            for module in self.modules():
                if isinstance(module, nn.BatchNorm2d):
                    module.eval()
        return self

    def change_classes(self, rows: Sequence[int | None]) -> None:
        """Change the list of classes: for each new class its old position, or None. Nothing else changes."""
        self.class_head.output = grow_classes(self.class_head.output, rows, self.config.anchors_per_location)
        self.classes = len(rows)


def build(config: NetworkConfig, classes: int, *, pretrained: bool = True) -> RetinaNet:
    """A new detector: fresh pyramid and heads on the best backbone weights at hand.

    Args:
        config: Its shape.
        classes: Number of classes.
        pretrained: Use ImageNet weights where there are any: EfficientNet-Lite0's install with this program, those
            of a ResNet must have been fetched.

    Raises:
        CheckpointError: The ImageNet weights are damaged.
    """
    network = RetinaNet(config, classes)
    if pretrained:
        load_imagenet(network.backbone, config.backbone)
    return network
