"""Importing, from a file to a place where it appears whole or not at all. Imports no torch."""

from __future__ import annotations

import contextlib
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from retinanet_core.checkpoint import ModelInfo, load_info
from retinanet_core.choices import RESNETS
from retinanet_core.errors import CheckpointError
from retinanet_core.files import part_of, sync_folder
from retinanet_core.importing import work
from retinanet_core.importing.container import size_of
from retinanet_core.importing.process import LIMITS, Limits, run


def import_weights(
    source: Path,
    folder: Path,
    *,
    names: Sequence[str | None] | None = None,
    norm_eps: float | None = None,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = LIMITS,
) -> ModelInfo:
    """Make a model folder of weights with the names of torchvision's RetinaNets, of either generation.

    Args:
        source: A .pth or .pt with a state dict, also one under "model", "state_dict" or "model_state_dict"; or a
            .safetensors file.
        folder: The model folder to make. Nothing appears there before everything was checked.
        names: A name for each class row, None for a row to drop. Without it 91 rows are COCO's as torchvision has
            them, other rows are called "class 1", "class 2" and so on. Ids are the numbers of the rows, from 0
            where row 0 is dropped (as torchvision counts, with its background), else from 1.
        norm_eps: Epsilon of the backbone's batch norms, which the weights do not tell. Without it: what the
            description says that exporting wrote beside the file, or what is known of published weights, or 1e-5.
        cancelled: Asked many times a second.
        limits: What reading may take.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The weights are not such, or harmful, or `folder` exists or cannot be written.
        ValueError: `norm_eps` is not in 0..1.
    """
    if norm_eps is not None and not 0 <= norm_eps <= 1:
        raise ValueError(f"A batch norm has an epsilon from 0 to 1, not {norm_eps}.")
    source, folder = source.absolute(), folder.absolute()
    memory = size_of(source) + limits.memory
    if os.path.lexists(folder):
        raise CheckpointError(f"{folder} exists already; choose another place for the model.")
    with staged(folder) as staging:
        job = work.DetectorJob(
            source=source,
            folder=staging,
            names=None if names is None else tuple(names),
            norm_eps=norm_eps,
            memory=memory,
        )
        run(
            work.make_model, job,
            source=source, seconds=limits.seconds, memory=memory, cancelled=cancelled,
        )  # fmt: skip
        info = load_info(staging)
        staging.rename(folder)
        sync_folder(folder.parent)
    return info


def import_backbone(
    source: Path,
    target: Path,
    backbone: str,
    *,
    cancelled: Callable[[], bool] | None = None,
    limits: Limits = LIMITS,
) -> None:
    """Make a backbone's .safetensors file of the weights of one of torchvision's ImageNet classifiers.

    Args:
        source: As for `import_weights`.
        target: The file to make or replace, whole.
        backbone: One of `config.RESNETS`.
        cancelled: Asked many times a second.
        limits: What reading may take.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The weights are not such, or harmful, or `target` cannot be written.
        ValueError: There is no such backbone.
    """
    if backbone not in RESNETS:
        raise ValueError(f"There is no ResNet {backbone}; there are {', '.join(RESNETS)}.")
    source, target = source.absolute(), target.absolute()
    memory = size_of(source) + limits.memory
    with staged(target) as staging:
        job = work.BackboneJob(source=source, folder=staging, backbone=backbone, memory=memory)
        run(
            work.make_backbone, job,
            source=source, seconds=limits.seconds, memory=memory, cancelled=cancelled,
        )  # fmt: skip
        (staging / work.BACKBONE_NAME).replace(target)
        sync_folder(target.parent)


@contextlib.contextmanager
def staged(target: Path) -> Iterator[Path]:
    """A hidden folder beside `target`, gone at the end unless it was given another name.

    Raises:
        CheckpointError: It cannot be made, or the block raised OSError.
    """
    staging = part_of(target)
    try:
        staging.mkdir(parents=True)
        yield staging
    except OSError as error:
        why = error.strerror or type(error).__name__
        raise CheckpointError(
            f"{target} cannot be written ({why}); free some space or choose another place.", detail=str(error)
        ) from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
