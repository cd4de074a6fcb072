"""A network written down as an OpenVINO model, operation by operation.

OpenVINO's own converter is not used: it traces the network (tens of seconds for a large one) and brings code that
reports usage. What a RetinaNet is made of is few kinds of operation.
"""

from __future__ import annotations

from functools import singledispatch

import numpy as np
import openvino as ov
from numpy.typing import NDArray
from openvino import opset13 as ops
from torch import Tensor, nn
from torchvision.models.resnet import BasicBlock, Bottleneck

from retinanet_core.network.backbone import ResNetBackbone
from retinanet_core.network.backbone_lite import InvertedResidual, LiteBackbone, SameConv2d
from retinanet_core.network.heads import Head
from retinanet_core.network.pyramid import FeaturePyramid
from retinanet_core.network.retinanet import P5, RetinaNet

LEVELS = 5


def build_model(network: RetinaNet, height: int, width: int) -> ov.Model:
    """The dense part of a detector as an OpenVINO model.

    Args:
        network: With its batch norms folded, on the CPU, in float32.
        height, width: Of the padded input, multiples of 32; -1 leaves a side open.

    Returns:
        A model of one input, (1, height, width, 3) normalised float32, and eleven outputs: for P3 to P7 the logits
        (1, A, K), then for P3 to P7 the offsets (1, A, 4), ordered as `anchors_for`; last the feature (1, C).

    Raises:
        TypeError: The network holds a module that is not known here.
    """
    picture = ops.parameter([1, height, width, 3], np.float32, name="picture")
    features = _backbone(ops.transpose(picture, _order(0, 3, 1, 2)), network.backbone)
    levels = _pyramid(features, network.pyramid)
    outputs = [_head(level, head) for head in (network.class_head, network.box_head) for level in levels]
    outputs.append(ops.reduce_mean(levels[P5], _order(2, 3), keep_dims=False))
    return ov.Model(outputs, [picture], "retinanet")


def _backbone(x: ov.Node, backbone: ResNetBackbone | LiteBackbone) -> list[ov.Node]:
    """C3, C4 and C5."""
    if isinstance(backbone, LiteBackbone):
        x = emit(backbone.stem, x)
        outputs = []
        for stage in backbone.blocks:
            x = emit(stage, x)
            outputs.append(x)
        return [outputs[2], outputs[4], outputs[6]]
    for module in (backbone.conv1, backbone.relu, backbone.maxpool, backbone.layer1):
        x = emit(module, x)
    c3 = emit(backbone.layer2, x)
    c4 = emit(backbone.layer3, c3)
    return [c3, c4, emit(backbone.layer4, c4)]


def _pyramid(features: list[ov.Node], pyramid: FeaturePyramid) -> list[ov.Node]:
    merged = [emit(lateral, c) for lateral, c in zip(pyramid.lateral, features, strict=True)]
    for level in range(len(merged) - 2, -1, -1):
        merged[level] = ops.add(merged[level], _doubled(merged[level + 1]))
    levels = [emit(output, m) for output, m in zip(pyramid.output, merged, strict=True)]
    p6 = emit(pyramid.p6, levels[-1] if pyramid.p6_from_p5 else features[-1])
    return [*levels, p6, emit(pyramid.p7, ops.relu(p6))]


def _head(level: ov.Node, head: Head) -> ov.Node:
    """(1, C, H, W) -> (1, H * W * anchors, outputs)."""
    maps = ops.transpose(emit(head.output, emit(head.tower, level)), _order(0, 2, 3, 1))
    return ops.reshape(maps, _order(1, -1, head.output.out_channels // head.anchors), special_zero=False)


def _doubled(x: ov.Node) -> ov.Node:
    """Nearest neighbour to twice the sides: inputs are multiples of 32, so levels are exactly that."""
    return ops.interpolate(
        x,
        np.array([2, 2], np.float32),
        "nearest",
        "scales",
        axes=np.array([2, 3], np.int64),
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    )


@singledispatch
def emit(module: nn.Module, x: ov.Node) -> ov.Node:
    """The operations of a module, applied to `x`.

    Raises:
        TypeError: It is of a kind that is not known here.
    """
    raise TypeError(f"OpenVINO model: no translation for {type(module).__name__}")


@emit.register
def _(module: nn.Sequential, x: ov.Node) -> ov.Node:
    for part in module:
        x = emit(part, x)
    return x


@emit.register
def _(module: nn.Identity, x: ov.Node) -> ov.Node:
    return x


@emit.register
def _(module: nn.ReLU, x: ov.Node) -> ov.Node:
    return ops.relu(x)


@emit.register
def _(module: nn.ReLU6, x: ov.Node) -> ov.Node:
    return ops.clamp(x, 0.0, 6.0)


@emit.register
def _(module: nn.Conv2d, x: ov.Node) -> ov.Node:
    return _convolution(module, x, padding=_pair(module.padding), auto="explicit")


@emit.register
def _(module: SameConv2d, x: ov.Node) -> ov.Node:
    return _convolution(module, x, padding=[0, 0], auto="same_upper")


def _convolution(module: nn.Conv2d, x: ov.Node, *, padding: list[int], auto: str) -> ov.Node:
    weight = _values(module.weight)
    strides, dilations = _pair(module.stride), _pair(module.dilation)
    if module.groups > 1:
        shape = (module.groups, weight.shape[0] // module.groups, *weight.shape[1:])
        kernel = _constant(weight.reshape(shape))
        x = ops.group_convolution(x, kernel, strides, padding, padding, dilations, auto)
    else:
        x = ops.convolution(x, _constant(weight), strides, padding, padding, dilations, auto)
    return x if module.bias is None else ops.add(x, _constant(_values(module.bias).reshape(1, -1, 1, 1)))


@emit.register
def _(module: nn.MaxPool2d, x: ov.Node) -> ov.Node:
    kernel, strides, padding = (_pair(v) for v in (module.kernel_size, module.stride, module.padding))
    return ops.max_pool(x, strides, [1, 1], padding, padding, kernel).output(0)


@emit.register
def _(module: nn.GroupNorm, x: ov.Node) -> ov.Node:
    return ops.group_normalization(
        x,
        _constant(_values(module.weight)),
        _constant(_values(module.bias)),
        module.num_groups,
        module.eps,
    )


@emit.register
def _(module: InvertedResidual, x: ov.Node) -> ov.Node:
    y = x
    for part in (module.expand, module.depthwise, module.project):
        y = emit(part, y)
    return ops.add(x, y) if module.adds_input else y


@emit.register
def _(module: BasicBlock, x: ov.Node) -> ov.Node:
    y = ops.relu(emit(module.conv1, x))
    return _joined(module.downsample, x, emit(module.conv2, y))


@emit.register
def _(module: Bottleneck, x: ov.Node) -> ov.Node:
    y = ops.relu(emit(module.conv1, x))
    y = ops.relu(emit(module.conv2, y))
    return _joined(module.downsample, x, emit(module.conv3, y))


def _joined(downsample: nn.Module | None, x: ov.Node, y: ov.Node) -> ov.Node:
    return ops.relu(ops.add(y, x if downsample is None else emit(downsample, x)))


def _values(tensor: Tensor) -> NDArray[np.float32]:
    values: NDArray[np.float32] = tensor.detach().float().cpu().contiguous().numpy()
    return values


def _constant(values: NDArray[np.float32]) -> ov.Node:
    """A constant; arrays handed to an operation as they are would be turned into lists of numbers first."""
    return ops.constant(values, shared_memory=True)


def _pair(value: object) -> list[int]:
    """A module's size or stride, given once or for both sides."""
    if isinstance(value, tuple):
        return [int(value[0]), int(value[1])]
    assert isinstance(value, int)
    return [value, value]


def _order(*axes: int) -> NDArray[np.int64]:
    return np.array(axes, np.int64)
