"""Weights files of other programs: made into a model folder in the project's cache, then into a version."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

from app.project.records import Version
from app.project.store import Store
from app.project.versions import import_model
from retinanet_core.checkpoint import INFO_NAME, WEIGHTS_NAME
from retinanet_core.importing import import_weights

SUFFIXES = (".pth", ".pt", ".safetensors")

_FOLDER = "importing"


def is_weights_file(source: Path) -> bool:
    """Whether `source` must be converted before it can be imported: it is no model folder, nor a file of one."""
    of_a_model = source.name in (INFO_NAME, WEIGHTS_NAME) and (source.parent / INFO_NAME).is_file()
    return source.is_file() and not of_a_model


def convert(
    cache_dir: Path,
    source: Path,
    *,
    names: Sequence[str | None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Make a model folder of a weights file; takes seconds. May be called on any thread, one call at a time.

    Args:
        cache_dir: That of the project.
        source: The weights, as `retinanet_core.importing.import_weights` takes them.
        names: A name for each class row, None for a row to drop.
        cancelled: Asked many times a second.

    Returns:
        The model folder, for `adopt_converted`.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The file is refused, or the cache cannot be written.
    """
    folder = cache_dir / _FOLDER / "model"
    shutil.rmtree(folder.parent, ignore_errors=True)  # of a program that was killed
    try:
        import_weights(source, folder, names=names, cancelled=cancelled)
    except BaseException:
        shutil.rmtree(folder.parent, ignore_errors=True)
        raise
    return folder


def adopt_converted(store: Store, folder: Path, source: Path) -> Version:
    """Take what `convert` made of `source` into the project, as `versions.import_model` does; `folder` is gone then.

    Raises:
        ProjectError: Two of its classes have one name, or the project cannot be written.
    """
    try:
        return import_model(store, folder, made_from=source)
    finally:
        shutil.rmtree(folder.parent, ignore_errors=True)
