"""A network written down as an ONNX graph, operation by operation.

PyTorch's exporters are not used: they trace the network, which takes long, warns, and fixes what depends on the size
of the picture. What a RetinaNet is made of is few kinds of operation.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import Any

import numpy as np
from numpy.typing import NDArray
from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto, helper, numpy_helper
from torch import Tensor, nn
from torchvision.models.resnet import BasicBlock, Bottleneck

from retinanet_core.network.backbone import ResNetBackbone
from retinanet_core.network.backbone_lite import InvertedResidual, LiteBackbone, SameConv2d
from retinanet_core.network.heads import Head
from retinanet_core.network.pyramid import FeaturePyramid
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.version import __version__

OPSET = 17
"""Every operation below exists since ONNX 1.12 (2022), so that older programs read the file too."""
_IR_VERSION = 8

INPUT = "pictures"
LEVELS = ("p3", "p4", "p5", "p6", "p7")
LOGITS = tuple(f"logits_{level}" for level in LEVELS)
OFFSETS = tuple(f"offsets_{level}" for level in LEVELS)

_DOC = "RetinaNet without preparation and selection, which the JSON file beside it describes."


class Graph:
    """Operations and constants as they are added; a value is known by its name.

    Args:
        network: Its parameters keep their names.
    """

    def __init__(self, network: nn.Module) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: dict[str, TensorProto] = {}
        self._names = {id(parameter): name for name, parameter in network.named_parameters()}

    def add(self, kind: str, *inputs: str, output: str = "", **attributes: Any) -> str:  # noqa: ANN401  (of the operation)
        """Add an operation; returns the name of what it computes."""
        name = output or f"{kind.lower()}_{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], name=name, **attributes))
        return name

    def constant(self, name: str, values: NDArray[np.generic]) -> str:
        """Add a constant; one that is there already under this name is shared."""
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(values, name)
        return name

    def parameter(self, parameter: Tensor, *shape: int) -> str:
        """Add a parameter of the network, as it is or in another shape; the five levels share those of the heads."""
        values = parameter.detach().float().cpu().numpy()
        return self.constant(self._names[id(parameter)], values.reshape(shape) if shape else values)


def build_model(network: RetinaNet) -> ModelProto:
    """The dense part of a detector as an ONNX model.

    Args:
        network: With its batch norms folded.

    Returns:
        A model of one input, `pictures` (batch, 3, height, width) normalised float32, height and width multiples of
        32, and ten outputs: for each level `logits_p3`.. (batch, A, K) and `offsets_p3`.. (batch, A, 4), A ordered as
        `anchors_by_level`.

    Raises:
        TypeError: The network holds a module that is not known here.
    """
    graph = Graph(network)
    levels = _pyramid(graph, _backbone(graph, INPUT, network.backbone), network.pyramid)
    for head, names in ((network.class_head, LOGITS), (network.box_head, OFFSETS)):
        for level, name in zip(levels, names, strict=True):
            _head(graph, level, head, name)
    outputs = [_output(name, network.classes) for name in LOGITS] + [_output(name, 4) for name in OFFSETS]
    picture = helper.make_tensor_value_info(INPUT, TensorProto.FLOAT, ["batch", 3, "height", "width"])
    whole = helper.make_graph(
        graph.nodes, "retinanet", [picture], outputs, list(graph.constants.values()), doc_string=_DOC
    )
    return helper.make_model(
        whole,
        producer_name="Foveate",
        producer_version=__version__,
        ir_version=_IR_VERSION,
        opset_imports=[helper.make_opsetid("", OPSET)],
    )


def _output(name: str, columns: int) -> ValueInfoProto:
    level = name.rsplit("_", 1)[-1]
    return helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", f"anchors_{level}", columns])


def _backbone(graph: Graph, x: str, backbone: ResNetBackbone | LiteBackbone) -> list[str]:
    """C3, C4 and C5."""
    if isinstance(backbone, LiteBackbone):
        x = emit(backbone.stem, graph, x)
        outputs = []
        for stage in backbone.blocks:
            x = emit(stage, graph, x)
            outputs.append(x)
        return [outputs[2], outputs[4], outputs[6]]
    for module in (backbone.conv1, backbone.relu, backbone.maxpool, backbone.layer1):
        x = emit(module, graph, x)
    c3 = emit(backbone.layer2, graph, x)
    c4 = emit(backbone.layer3, graph, c3)
    return [c3, c4, emit(backbone.layer4, graph, c4)]


def _pyramid(graph: Graph, features: Sequence[str], pyramid: FeaturePyramid) -> list[str]:
    merged = [emit(lateral, graph, c) for lateral, c in zip(pyramid.lateral, features, strict=True)]
    for level in range(len(merged) - 2, -1, -1):
        merged[level] = graph.add("Add", merged[level], _doubled(graph, merged[level + 1]))
    levels = [emit(output, graph, m) for output, m in zip(pyramid.output, merged, strict=True)]
    p6 = emit(pyramid.p6, graph, levels[-1] if pyramid.p6_from_p5 else features[-1])
    return [*levels, p6, emit(pyramid.p7, graph, graph.add("Relu", p6))]


def _head(graph: Graph, level: str, head: Head, name: str) -> str:
    """(B, C, H, W) -> (B, H * W * anchors, outputs)."""
    maps = emit(head.output, graph, emit(head.tower, graph, level))
    rows = graph.add("Transpose", maps, perm=[0, 2, 3, 1])
    return graph.add(
        "Reshape", rows, _shape(graph, 0, -1, head.output.out_channels // head.anchors), output=name
    )


def _doubled(graph: Graph, x: str) -> str:
    """Nearest neighbour to twice the sides: inputs are multiples of 32, so levels are exactly that."""
    return graph.add(
        "Resize",
        x,
        "",
        graph.constant("twice", np.array([1, 1, 2, 2], np.float32)),
        mode="nearest",
        coordinate_transformation_mode="asymmetric",
        nearest_mode="floor",
    )


@singledispatch
def emit(module: nn.Module, graph: Graph, x: str) -> str:
    """Add the operations of a module, applied to `x`; returns the name of its answer.

    Raises:
        TypeError: It is of a kind that is not known here.
    """
    raise TypeError(f"ONNX model: no translation for {type(module).__name__}")


@emit.register
def _(module: nn.Sequential, graph: Graph, x: str) -> str:
    for part in module:
        x = emit(part, graph, x)
    return x


@emit.register
def _(module: nn.Identity, graph: Graph, x: str) -> str:
    return x


@emit.register
def _(module: nn.ReLU, graph: Graph, x: str) -> str:
    return graph.add("Relu", x)


@emit.register
def _(module: nn.ReLU6, graph: Graph, x: str) -> str:
    low, high = (graph.constant(f"limit_{value}", np.array(value, np.float32)) for value in (0, 6))
    return graph.add("Clip", x, low, high)


@emit.register
def _(module: nn.Conv2d, graph: Graph, x: str) -> str:
    padding = _pair(module.padding)
    return _convolution(module, graph, x, pads=padding * 2)


@emit.register
def _(module: SameConv2d, graph: Graph, x: str) -> str:
    # What it takes for sides that are multiples of the stride; those of the input are multiples of 32.
    total = [
        max(kernel - stride, 0) for kernel, stride in zip(module.kernel_size, module.stride, strict=True)
    ]
    before = [side // 2 for side in total]
    after = [side - first for side, first in zip(total, before, strict=True)]
    return _convolution(module, graph, x, pads=before + after)


def _convolution(module: nn.Conv2d, graph: Graph, x: str, *, pads: list[int]) -> str:
    inputs = [x, graph.parameter(module.weight)]
    if module.bias is not None:
        inputs.append(graph.parameter(module.bias))
    return graph.add(
        "Conv",
        *inputs,
        kernel_shape=_pair(module.kernel_size),
        strides=_pair(module.stride),
        dilations=_pair(module.dilation),
        pads=pads,
        group=module.groups,
    )


@emit.register
def _(module: nn.MaxPool2d, graph: Graph, x: str) -> str:
    kernel, strides, padding = (_pair(v) for v in (module.kernel_size, module.stride, module.padding))
    return graph.add("MaxPool", x, kernel_shape=kernel, strides=strides, pads=padding * 2)


@emit.register
def _(module: nn.GroupNorm, graph: Graph, x: str) -> str:
    """Instance norm of the groups: ONNX's own group norm is too new for many programs."""
    groups = module.num_groups
    grouped = graph.add("Reshape", x, _shape(graph, 0, groups, -1))
    ones = graph.constant(f"ones_{groups}", np.ones(groups, np.float32))
    zeros = graph.constant(f"zeros_{groups}", np.zeros(groups, np.float32))
    normed = graph.add("InstanceNormalization", grouped, ones, zeros, epsilon=module.eps)
    back = graph.add("Reshape", normed, graph.add("Shape", x))
    scaled = graph.add("Mul", back, graph.parameter(module.weight, -1, 1, 1))
    return graph.add("Add", scaled, graph.parameter(module.bias, -1, 1, 1))


@emit.register
def _(module: InvertedResidual, graph: Graph, x: str) -> str:
    y = x
    for part in (module.expand, module.depthwise, module.project):
        y = emit(part, graph, y)
    return graph.add("Add", x, y) if module.adds_input else y


@emit.register
def _(module: BasicBlock, graph: Graph, x: str) -> str:
    y = graph.add("Relu", emit(module.conv1, graph, x))
    return _joined(module.downsample, graph, x, emit(module.conv2, graph, y))


@emit.register
def _(module: Bottleneck, graph: Graph, x: str) -> str:
    y = graph.add("Relu", emit(module.conv1, graph, x))
    y = graph.add("Relu", emit(module.conv2, graph, y))
    return _joined(module.downsample, graph, x, emit(module.conv3, graph, y))


def _joined(downsample: nn.Module | None, graph: Graph, x: str, y: str) -> str:
    shortcut = x if downsample is None else emit(downsample, graph, x)
    return graph.add("Relu", graph.add("Add", y, shortcut))


def _shape(graph: Graph, *sides: int) -> str:
    """A shape for Reshape: 0 keeps a side, -1 takes what is left."""
    return graph.constant("shape_" + "_".join(map(str, sides)), np.array(sides, np.int64))


def _pair(value: object) -> list[int]:
    """A module's size or stride, given once or for both sides."""
    if isinstance(value, tuple):
        return [int(value[0]), int(value[1])]
    assert isinstance(value, int)
    return [value, value]
