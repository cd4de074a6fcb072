"""torchvision's own RetinaNets with random weights and batch statistics, as something to agree with."""

from __future__ import annotations

import math
from functools import partial
from typing import Literal

import numpy as np
import torch
from torch import Tensor, nn
from torchvision.models import get_model
from torchvision.models.detection import RetinaNet, retinanet_resnet50_fpn_v2
from torchvision.models.detection._utils import overwrite_eps
from torchvision.models.detection.backbone_utils import _resnet_fpn_extractor
from torchvision.models.detection.retinanet import RetinaNetHead, _default_anchorgen
from torchvision.ops.feature_pyramid_network import LastLevelP6P7
from torchvision.ops.misc import FrozenBatchNorm2d

from retinanet_core.types import Detections, Image

Version = Literal["v1", "v2"]

THRESHOLD_LOGIT = math.log(0.05 / 0.95)
_LOGIT_SPREAD = 0.5
_CANDIDATES = 150
"""Answers above the threshold on the picture that the scores are set by: as many as on a busy photograph."""


def reference(
    version: Version, picture: Image, *, short: int = 800, long: int = 1333, backbone: str = "resnet50"
) -> RetinaNet:
    """A detector of torchvision that finds something, the same each time.

    Args:
        version: v1 has frozen batch norms with epsilon 0, as its COCO weights have; v2 ordinary ones.
        picture: The class biases are set so that some of its answers are above the threshold.
    """
    torch.manual_seed(0)
    if version == "v2":
        model = _version_2(backbone, short, long)
    else:
        body = get_model(backbone, weights=None, norm_layer=FrozenBatchNorm2d)
        extractor = _resnet_fpn_extractor(
            body, 3, returned_layers=[2, 3, 4], extra_blocks=LastLevelP6P7(256, 256)
        )
        model = RetinaNet(extractor, 91, min_size=short, max_size=long)
        overwrite_eps(model, 0.0)
    with torch.no_grad():
        _randomise(model)
        _set_scores(model.eval(), picture)
    return model


def _version_2(backbone: str, short: int, long: int) -> RetinaNet:
    """`retinanet_resnet50_fpn_v2`, also on other ResNets, built as torchvision builds it."""
    if backbone == "resnet50":
        return retinanet_resnet50_fpn_v2(weights=None, weights_backbone=None, min_size=short, max_size=long)
    body = get_model(backbone, weights=None)
    channels = body.fc.in_features
    extractor = _resnet_fpn_extractor(
        body, 5, returned_layers=[2, 3, 4], extra_blocks=LastLevelP6P7(channels, 256)
    )
    anchors = _default_anchorgen()
    head = RetinaNetHead(
        extractor.out_channels, anchors.num_anchors_per_location()[0], 91, partial(nn.GroupNorm, 32)
    )
    return RetinaNet(extractor, 91, anchor_generator=anchors, head=head, min_size=short, max_size=long)


def old_names(state: dict[str, Tensor]) -> dict[str, Tensor]:
    """A v1 state dict under the names of the published v1 file."""
    renamed = {}
    for key, value in state.items():
        parts = key.split(".")
        if key.startswith("head.") and parts[2] == "conv":
            parts[3:5] = [str(2 * int(parts[3]))]
        elif "inner_blocks" in key or "layer_blocks" in key:
            del parts[4]
        renamed[".".join(parts)] = value
    return renamed


@torch.inference_mode()
def found_by(model: RetinaNet, image: Image) -> Detections:
    """What it finds, without boxes that were clipped to nothing (it reports those, we do not)."""
    answer = model([torch.from_numpy(np.ascontiguousarray(image)).permute(2, 0, 1).float() / 255])[0]
    keep = (answer["boxes"][:, 2:] > answer["boxes"][:, :2]).all(dim=1)
    return Detections(*(answer[key][keep].numpy() for key in ("boxes", "scores", "labels")))


def _randomise(model: RetinaNet) -> None:
    for module in model.modules():
        if isinstance(module, (nn.BatchNorm2d, FrozenBatchNorm2d)):
            assert module.running_mean is not None
            assert module.running_var is not None
            channels = module.running_mean.shape[0]
            module.running_mean.copy_(torch.randn(channels) * 0.2)
            module.running_var.copy_(torch.rand(channels) + 0.5)
            module.weight.data.copy_(torch.rand(channels) * 0.5 + 0.5)
            module.bias.data.copy_(torch.randn(channels) * 0.1)
        elif isinstance(module, nn.GroupNorm):
            module.weight.copy_(torch.rand(module.weight.shape) + 0.5)
            module.bias.copy_(torch.randn(module.bias.shape) * 0.1)
    for module in [*model.head.modules(), *model.backbone.fpn.modules()]:
        if isinstance(module, nn.Conv2d):  # with their own small weights all places would look alike
            nn.init.kaiming_normal_(module.weight)
            if module.bias is not None:
                nn.init.normal_(module.bias, std=0.1)


def _set_scores(model: RetinaNet, picture: Image) -> None:
    """Logits that differ from place to place, about 150 of them above the threshold, none of them on even ground.

    On even ground, which padding is, neighbours score the same to within the error of float32: which of them
    suppresses the others would be chance, and nobody could agree with it.
    """
    head, box_head = model.head.classification_head.cls_logits, model.head.regression_head.bbox_reg
    logits, offsets = _maps(model, picture)
    even, _ = _maps(model, np.full((64, 64, 3), (124, 116, 104), np.uint8))
    rows = logits.reshape(-1, head.out_channels)
    ground = torch.maximum(rows.mean(0), even.reshape(-1, head.out_channels).amax(0))
    spread = rows.std(0) / _LOGIT_SPREAD
    best = ((rows - ground) / spread).flatten().topk(_CANDIDATES).values[-1]
    head.weight.div_(spread[:, None, None, None])
    head.bias.sub_(ground).div_(spread).add_(THRESHOLD_LOGIT - best)
    scale = 0.2 / offsets.std()
    box_head.weight.mul_(scale)
    box_head.bias.mul_(scale)


def _maps(model: RetinaNet, picture: Image) -> tuple[Tensor, Tensor]:
    """Class logits and box offsets of a picture."""
    maps: dict[str, Tensor] = {}
    hook = model.head.register_forward_hook(lambda _module, _inputs, output: maps.update(output))
    threshold, model.score_thresh = (
        model.score_thresh,
        1.0,
    )  # the biases are not set yet: everything might pass
    found_by(model, picture)
    hook.remove()
    model.score_thresh = threshold
    return maps["cls_logits"].clone(), maps["bbox_regression"].clone()
