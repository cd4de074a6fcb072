"""Weights of small RetinaNets, as torchvision itself names and shapes them."""

from __future__ import annotations

import torch
import torchvision
from torch import Tensor, nn
from torchvision.models.detection import RetinaNet
from torchvision.models.detection.backbone_utils import _resnet_fpn_extractor
from torchvision.models.detection.retinanet import RetinaNetHead
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d

ROWS = 3


def torchvision_state(*, normed: bool) -> dict[str, Tensor]:
    """A RetinaNet on ResNet-18 with three class rows; `normed`: of the second generation."""
    torch.manual_seed(0)
    norm = nn.BatchNorm2d if normed else FrozenBatchNorm2d
    body = torchvision.models.resnet18(weights=None, norm_layer=norm)
    blocks = LastLevelP6P7(512 if normed else 256, 256)
    backbone = _resnet_fpn_extractor(body, 3, returned_layers=[2, 3, 4], extra_blocks=blocks)
    group_norm = (lambda channels: nn.GroupNorm(32, channels)) if normed else None
    head = RetinaNetHead(256, 9, ROWS, norm_layer=group_norm)
    return RetinaNet(backbone, ROWS, head=head).state_dict()
