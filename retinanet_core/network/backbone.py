"""ResNet-18/34/50/101/152 (He et al. 2016) as feature extractors."""

from __future__ import annotations

from functools import partial
from typing import cast

import torchvision
from torch import Tensor, nn

from retinanet_core.choices import LITE_BACKBONE, RESNETS
from retinanet_core.network.backbone_lite import LiteBackbone

BATCH_NORM_EPS = 1e-5


class ResNetBackbone(nn.Module):
    """A ResNet without its classifier.

    Maps pictures (B, 3, H, W) to C3, C4 and C5: the outputs of stages 2, 3 and 4, each after its last ReLU,
    at strides 8, 16 and 32.

    Attributes:
        out_channels: Channels of C3, C4, C5: 128, 256, 512 for ResNet-18 and 34, four times that for the others.
    """

    def __init__(self, name: str, norm_eps: float = BATCH_NORM_EPS) -> None:
        super().__init__()
        resnet = torchvision.models.get_model(
            name, weights=None, norm_layer=partial(nn.BatchNorm2d, eps=norm_eps)
        )
        self.conv1 = resnet.conv1
        self.bn1 = resnet.bn1
        self.relu = resnet.relu
        self.maxpool = resnet.maxpool
        self.layer1 = resnet.layer1
        self.layer2 = resnet.layer2
        self.layer3 = resnet.layer3
        self.layer4 = resnet.layer4
        expansion = cast(int, resnet.layer1[0].expansion)
        self.out_channels = (128 * expansion, 256 * expansion, 512 * expansion)

    def forward(self, pictures: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """C3, C4, C5 of normalised pictures (B, 3, H, W)."""
        x = self.maxpool(self.relu(self.bn1(self.conv1(pictures))))
        c3 = self.layer2(self.layer1(x))
        c4 = self.layer3(c3)
        return c3, c4, self.layer4(c4)

    def stages(self) -> list[nn.Module]:
        """Parts from the input to the output, for freezing all but the last few."""
        stem = nn.ModuleList([self.conv1, self.bn1])
        return [stem, self.layer1, self.layer2, self.layer3, self.layer4]


Backbone = ResNetBackbone | LiteBackbone


def build_backbone(name: str, norm_eps: float = BATCH_NORM_EPS) -> Backbone:
    """A randomly initialised backbone by name; `norm_eps` is that of a ResNet's batch norms.

    Raises:
        ValueError: There is no such backbone.
    """
    if name in RESNETS:
        return ResNetBackbone(name, norm_eps)
    if name == LITE_BACKBONE:
        return LiteBackbone()
    raise ValueError(f"There is no backbone {name}.")
