"""Making of a published file what this program uses: a model folder, or a backbone. Imports no torch."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from retinanet_core.checkpoint import INFO_NAME, WEIGHTS_NAME, load_info
from retinanet_core.errors import CheckpointError
from retinanet_core.files import remove_parts, sync_folder
from retinanet_core.importing import import_backbone, import_weights
from retinanet_core.importing.jobs import staged
from retinanet_core.published.hashing import sha256_of
from retinanet_core.published.installed import backbone_in, backbone_of, model_in
from retinanet_core.published.table import PublishedWeights

_BEFORE = "before"


def convert(pth: Path, entry: PublishedWeights, *, cancelled: Callable[[], bool] | None = None) -> None:
    """Make a model folder or a backbone file beside `pth`; one that was made of it before stays.

    Nobody else may do so at the same time, as `store.obtain` ensures.

    Args:
        pth: The file that was fetched.
        entry: What it is.
        cancelled: Asked many times a second.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The file does not hold such weights, nothing can be written beside it, or something else has
            the name of the model folder.
        WeightsError: The file cannot be read.
    """
    if entry.kind == "backbone":
        target = backbone_in(pth.parent, entry.name)
        remove_parts(target)
        if not target.exists():
            import_backbone(pth, target, backbone_of(entry.name), cancelled=cancelled)
        return
    folder = model_in(pth.parent, entry.name)
    remove_parts(folder)
    if not _is_made_of(folder, pth):
        _make_model(pth, entry, folder, cancelled)


def _make_model(
    pth: Path, entry: PublishedWeights, folder: Path, cancelled: Callable[[], bool] | None
) -> None:
    """Put a new model in the place of an old one only when it is whole."""
    _require_replaceable(folder, pth)
    with staged(folder) as aside:
        made = aside / folder.name
        import_weights(pth, made, norm_eps=entry.norm_eps, cancelled=cancelled)
        if folder.exists():
            folder.rename(aside / _BEFORE)
        made.rename(folder)
        sync_folder(folder.parent)


def _require_replaceable(folder: Path, pth: Path) -> None:
    """Nothing is deleted but what was made here of an earlier file of the same name."""
    if not os.path.lexists(folder):
        return
    try:
        ours = not folder.is_symlink() and load_info(folder).recipe.get("source") == pth.name
    except CheckpointError:
        ours = False
    if not ours:
        raise CheckpointError(
            f"{folder} is in the way: it has no usable {INFO_NAME} that was made of {pth.name}; move it to another "
            "place and fetch again."
        )


def _is_made_of(folder: Path, pth: Path) -> bool:
    try:
        recipe = load_info(folder).recipe
    except CheckpointError:
        return False
    return (folder / WEIGHTS_NAME).is_file() and recipe.get("source_sha256") == sha256_of(pth)
