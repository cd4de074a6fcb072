"""Making of a published file what this program uses: a model folder, or a backbone. Imports no torch."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from retinanet_core.checkpoint import WEIGHTS_NAME, load_info
from retinanet_core.errors import CheckpointError
from retinanet_core.importing import import_backbone, import_weights
from retinanet_core.published.hashing import sha256_of
from retinanet_core.published.installed import backbone_in, backbone_of, model_in
from retinanet_core.published.table import PublishedWeights

_NORM_EPS = {"retinanet_resnet50_fpn_coco": 0.0}
"""torchvision sets the batch norms of its first detector so; in the file itself it is not to be seen."""


def convert(pth: Path, entry: PublishedWeights, *, cancelled: Callable[[], bool] | None = None) -> None:
    """Make a model folder or a backbone file beside `pth`; one that was made of it before stays.

    Args:
        pth: The file that was fetched.
        entry: What it is.
        cancelled: Asked many times a second.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The file does not hold such weights, or nothing can be written beside it.
        WeightsError: The file cannot be read.
    """
    if entry.kind == "backbone":
        target = backbone_in(pth.parent, entry.name)
        if not target.exists():
            import_backbone(pth, target, backbone_of(entry.name), cancelled=cancelled)
        return
    folder = model_in(pth.parent, entry.name)
    if not _is_made_of(folder, pth):
        shutil.rmtree(folder, ignore_errors=True)
        import_weights(pth, folder, norm_eps=_NORM_EPS.get(entry.name), cancelled=cancelled)


def _is_made_of(folder: Path, pth: Path) -> bool:
    try:
        recipe = load_info(folder).recipe
    except CheckpointError:
        return False
    return (folder / WEIGHTS_NAME).is_file() and recipe.get("source_sha256") == sha256_of(pth)
