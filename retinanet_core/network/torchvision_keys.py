"""State dicts of torchvision's RetinaNets, in both generations of names, to ours and back.

The names and shapes are those of `torchvision.models.detection.retinanet_resnet50_fpn` and `_v2`, also where a
person built them on another ResNet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

import msgspec
from torch import Tensor

from retinanet_core.config import NetworkConfig, torchvision_v1, torchvision_v2
from retinanet_core.errors import CheckpointError
from retinanet_core.network.backbone import BATCH_NORM_EPS

_ANCHORS = 9
_NOT_A_RETINANET = "it does not hold a RetinaNet of torchvision's shape"

# (bottleneck blocks?, blocks of layer1..layer4)
_RESNETS = {
    (False, (2, 2, 2, 2)): "resnet18",
    (False, (3, 4, 6, 3)): "resnet34",
    (True, (3, 4, 6, 3)): "resnet50",
    (True, (3, 4, 23, 3)): "resnet101",
    (True, (3, 8, 36, 3)): "resnet152",
}

_FREE = ("backbone", "norm_eps", "p6_source", "box_loss", "short_side", "long_side")

_HEADS = (
    ("head.classification_head", "cls_logits", "class_head"),
    ("head.regression_head", "bbox_reg", "box_head"),
)


class Recognised(NamedTuple):
    """What a state dict was found to be: its shape, its number of class rows, and its tensors under our names."""

    config: NetworkConfig
    classes: int
    state: dict[str, Tensor]


def looks_like_torchvision(keys: Iterable[str]) -> bool:
    """Whether the names are those of torchvision's detector."""
    return any(key.startswith("head.classification_head.") for key in keys)


def recognise(state: Mapping[str, Tensor]) -> Recognised:
    """Read the architecture off a state dict and rename its tensors.

    Nothing is checked but what is needed for that: shapes are checked against the network that comes of it. The
    epsilon of batch norms is in no state dict: it is taken to be the usual one, which only torchvision's published v1
    detector does not have.

    Raises:
        CheckpointError: It is not a RetinaNet of torchvision's shape. The message is a clause, to be put behind the
            name of the file.
    """
    state = _with_new_names(state)
    normed = "head.classification_head.conv.0.1.weight" in state
    base = torchvision_v2() if normed else torchvision_v1(norm_eps=BATCH_NORM_EPS)
    lateral = _tensor(state, "backbone.fpn.inner_blocks.0.0.weight", 4)
    p6 = _tensor(state, "backbone.fpn.extra_blocks.p6.weight", 4)
    config = msgspec.structs.replace(
        base,
        backbone=_resnet(state),
        channels=lateral.shape[0],
        head_bias="head.classification_head.conv.0.0.bias" in state,
        head_convs=_count(state, r"head\.classification_head\.conv\.(\d+)\."),
        p6_source="p5" if p6.shape[0] == p6.shape[1] else "c5",
    )
    rows = _tensor(state, "head.classification_head.cls_logits.weight", 4).shape[0]
    if rows % _ANCHORS or not rows:
        raise CheckpointError(f"its class head has {rows} outputs, which are not {_ANCHORS} for each class")
    renamed = {_our_key(key, normed): value for key, value in state.items()}
    return Recognised(config, rows // _ANCHORS, renamed)


def to_torchvision(state: Mapping[str, Tensor], config: NetworkConfig) -> dict[str, Tensor]:
    """Our state dict under torchvision's names.

    Raises:
        CheckpointError: torchvision has no detector of this shape.
    """
    if not has_torchvision_shape(config):
        raise CheckpointError(
            "Only detectors on a ResNet with torchvision's input, anchors and strides (preset coco, or imported from "
            "torchvision) can be exported for torchvision; export ONNX instead."
        )
    return {their_key(key, config.head_norm): value for key, value in state.items()}


def their_key(key: str, normed: bool) -> str:
    """torchvision's name, since version 0.12, of one of our tensors; `normed`: with GroupNorm in the heads."""
    for theirs, output, ours in _HEADS:
        if key.startswith(f"{ours}.output."):
            return key.replace(f"{ours}.output", f"{theirs}.{output}")
        tower = re.fullmatch(rf"{ours}\.tower\.(\d+)\.(\w+)", key)
        if tower is not None:
            block, part = divmod(int(tower[1]), 3 if normed else 2)
            return f"{theirs}.conv.{block}.{part}.{tower[2]}"
    key = re.sub(r"^backbone\.", "backbone.body.", key)
    key = re.sub(r"^pyramid\.lateral\.(\d+)\.", r"backbone.fpn.inner_blocks.\1.0.", key)
    key = re.sub(r"^pyramid\.output\.(\d+)\.", r"backbone.fpn.layer_blocks.\1.0.", key)
    return re.sub(r"^pyramid\.(p[67])\.", r"backbone.fpn.extra_blocks.\1.", key)


def has_torchvision_shape(config: NetworkConfig) -> bool:
    """Whether torchvision can rebuild this network and gives the same boxes."""
    base = torchvision_v2() if config.head_norm else torchvision_v1()
    # What a torchvision model may have been built with, and needs no other code there.
    free = {name: getattr(config, name) for name in _FREE}
    return config.backbone.startswith("resnet") and config == msgspec.structs.replace(base, **free)


def _with_new_names(state: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Names as since torchvision 0.12: a convolution sits in a block of its own, `conv.2` became `conv.1.0`."""
    renamed = {}
    for key, value in state.items():
        new = re.sub(
            r"^(head\.\w+\.conv)\.(\d+)\.(weight|bias)$",
            lambda m: f"{m[1]}.{int(m[2]) // 2}.0.{m[3]}",
            key,
        )
        new = re.sub(r"^(backbone\.fpn\.(?:inner|layer)_blocks)\.(\d+)\.(weight|bias)$", r"\1.\2.0.\3", new)
        renamed[new] = value
    return renamed


def _our_key(key: str, normed: bool) -> str:
    for theirs, output, ours in _HEADS:
        if key.startswith(f"{theirs}.{output}."):
            return key.replace(f"{theirs}.{output}", f"{ours}.output")
        tower = re.fullmatch(rf"{re.escape(theirs)}\.conv\.(\d+)\.(\d+)\.(\w+)", key)
        if tower is not None:
            return f"{ours}.tower.{int(tower[1]) * (3 if normed else 2) + int(tower[2])}.{tower[3]}"
    key = re.sub(r"^backbone\.fpn\.inner_blocks\.(\d+)\.0\.", r"pyramid.lateral.\1.", key)
    key = re.sub(r"^backbone\.fpn\.layer_blocks\.(\d+)\.0\.", r"pyramid.output.\1.", key)
    key = re.sub(r"^backbone\.fpn\.extra_blocks\.", "pyramid.", key)
    return re.sub(r"^backbone\.body\.", "backbone.", key)


def _resnet(state: Mapping[str, Tensor]) -> str:
    one, two, three, four = (_count(state, rf"backbone\.body\.layer{n}\.(\d+)\.") for n in (1, 2, 3, 4))
    bottleneck = "backbone.body.layer1.0.conv3.weight" in state
    name = _RESNETS.get((bottleneck, (one, two, three, four)))
    if name is None:
        raise CheckpointError(
            "its backbone is none of ResNet-18, 34, 50, 101 and 152",
            detail=f"blocks {one}, {two}, {three}, {four}",
        )
    return name


def _count(state: Mapping[str, Tensor], pattern: str) -> int:
    return len({match[1] for key in state if (match := re.match(pattern, key))})


def _tensor(state: Mapping[str, Tensor], key: str, dimensions: int) -> Tensor:
    value = state.get(key)
    if value is None or value.ndim != dimensions:
        raise CheckpointError(_NOT_A_RETINANET, detail=f"{key} is missing or has the wrong shape")
    return value
