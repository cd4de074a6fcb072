"""A model folder as a state dict for torchvision, with the JSON that says how to build its detector."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import torch

from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo
from retinanet_core.config import NetworkConfig
from retinanet_core.export.calibration_description import describe_calibration, raw_min_score
from retinanet_core.export.placing import KIND, TORCHVISION_KIND, Target, place, target
from retinanet_core.network.backbone import BATCH_NORM_EPS
from retinanet_core.network.retinanet import RetinaNet
from retinanet_core.network.torchvision_keys import to_torchvision
from retinanet_core.version import __version__

SUFFIX = ".pth"
FORMAT = 1

_BUILDERS = {False: "retinanet_resnet50_fpn", True: "retinanet_resnet50_fpn_v2"}
_P6_OF_BUILDERS = {False: "p5", True: "c5"}


def export_torchvision(folder: Path, dest: Path) -> Target:
    """Write NAME.pth, a plain dict of tensors for `load_state_dict`, and NAME.json.

    Args:
        folder: The model folder.
        dest: NAME.pth; the ending may be left out.

    Raises:
        CheckpointError: The folder is not a usable model, or torchvision has no detector of its shape.
        ExportError: The files cannot be written.
    """
    files = target(dest, SUFFIX)
    network, info = checkpoint.load(folder)
    state = to_torchvision(network.state_dict(), info.network)
    stream = io.BytesIO()
    torch.save({key: value.detach().contiguous() for key, value in state.items()}, stream)
    place(files, stream.getvalue(), describe(info, network, files.model.name))
    return files


def describe(info: ModelInfo, network: RetinaNet, name: str) -> dict[str, Any]:
    """The JSON for a model whose file is called `name`, but for the file's hash.

    "calibration" is what to do to the scores of torchvision's answers (see `describe_calibration`), or None.
    """
    config = info.network
    return {
        KIND: TORCHVISION_KIND,
        "format": FORMAT,
        "program": f"Foveate {__version__}",
        "classes": [{"id": item.id, "name": item.name} for item in info.classes],
        "classes_rule": "Label k of torchvision's answers is entry k of classes, counted from 0; there is no "
        "background class.",
        "input_rule": "A list of RGB pictures (3, height, width), float32 in 0..1; torchvision scales them itself.",
        "short_side": config.short_side,
        "long_side": config.long_side,
        "norm_eps": config.norm_eps,
        "norm_rule": "Epsilon of the batch norms. torchvision builds ordinary or frozen ones, the weights fit both, "
        "but it has to be set where it is not 1e-5.",
        "box_loss": config.box_loss,
        "load": load_lines(info, network, name),
        "calibration": describe_calibration(info.calibration),
    }


def load_lines(info: ModelInfo, network: RetinaNet, name: str) -> list[str]:
    """Python that builds the detector as `model` and loads the weights from the file `name`."""
    config = info.network
    usual = config.backbone == "resnet50" and config.p6_source == _P6_OF_BUILDERS[config.head_norm]
    lines = _by_name(config, network.classes) if usual else _by_parts(config, network)
    lines.append(f"model.load_state_dict(torch.load({name!r}, weights_only=True))")
    if config.norm_eps != BATCH_NORM_EPS:
        lines += [
            "for module in model.modules():",
            "    if hasattr(module, 'running_var'):",
            f"        module.eps = {config.norm_eps!r}",
        ]
    if info.calibration is not None:
        lines.append(f"model.score_thresh = {raw_min_score(info)!r}")
    lines.append("model.eval()")
    return ["import torch", *lines]


def _by_name(config: NetworkConfig, classes: int) -> list[str]:
    builder = _BUILDERS[config.head_norm]
    return [
        f"from torchvision.models.detection import {builder}",
        f"model = {builder}(weights=None, weights_backbone=None, {_arguments(config, classes)})",
    ]


def _by_parts(config: NetworkConfig, network: RetinaNet) -> list[str]:
    """A detector on another ResNet, or with P6 from the other place."""
    p6_channels = config.channels if config.p6_source == "p5" else network.backbone.out_channels[-1]
    lines = [
        "from torchvision.models.detection import RetinaNet",
        "from torchvision.models.detection.backbone_utils import resnet_fpn_backbone",
        "from torchvision.ops.feature_pyramid_network import LastLevelP6P7",
        f"backbone = resnet_fpn_backbone(backbone_name={config.backbone!r}, weights=None, "
        "norm_layer=torch.nn.BatchNorm2d, trainable_layers=5, returned_layers=[2, 3, 4], "
        f"extra_blocks=LastLevelP6P7({p6_channels}, {config.channels}))",
        f"model = RetinaNet(backbone, {_arguments(config, network.classes)})",
    ]
    if config.head_norm:
        lines += [
            "from functools import partial",
            "from torchvision.models.detection.retinanet import RetinaNetHead",
            f"model.head = RetinaNetHead({config.channels}, {config.anchors_per_location}, {network.classes}, "
            "norm_layer=partial(torch.nn.GroupNorm, 32))",
        ]
    return lines


def _arguments(config: NetworkConfig, classes: int) -> str:
    return f"num_classes={classes}, min_size={config.short_side}, max_size={config.long_side}"
