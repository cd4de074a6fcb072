"""Published weights that were fetched and converted: where they are. Imports no torch."""

from __future__ import annotations

from pathlib import Path

from retinanet_core.checkpoint import INFO_NAME
from retinanet_core.paths import weights_dir
from retinanet_core.published.table import PublishedWeights

COCO_MODEL = "retinanet_resnet50_fpn_v2_coco"
"""What the preset `coco` starts from."""

_IMAGENET = "_imagenet"


def model_in(folder: Path, name: str) -> Path:
    """Where a converted detector is, or would be."""
    return folder / name


def backbone_in(folder: Path, name: str) -> Path:
    """Where a converted backbone is, or would be; `name` is that of the published weights."""
    return folder / f"{name}.safetensors"


def backbone_of(name: str) -> str:
    """The ResNet whose published ImageNet weights have this name."""
    return name.removesuffix(_IMAGENET)


def is_converted(entry: PublishedWeights, folder: Path) -> bool:
    """Whether there is in `folder` what is made of a published file."""
    if entry.kind == "backbone":
        return backbone_in(folder, entry.name).is_file()
    return (model_in(folder, entry.name) / INFO_NAME).is_file()


def installed_model(name: str) -> Path | None:
    """The model folder made of the published detector `name`; None if it was not fetched."""
    folder = model_in(weights_dir(), name)
    return folder if (folder / INFO_NAME).is_file() else None


def installed_backbone(backbone: str) -> Path | None:
    """The .safetensors file with the ImageNet weights of a ResNet; None if they were not fetched."""
    path = backbone_in(weights_dir(), f"{backbone}{_IMAGENET}")
    return path if path.is_file() else None
