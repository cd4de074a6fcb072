"""The folders of model versions: models/<id>, which appear whole or not at all and never change."""

from __future__ import annotations

import contextlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

from app.project import folders
from app.project.errors import ProjectError
from app.project.reading import ProjectReader
from app.project.store import Store
from retinanet_core.checkpoint import WEIGHTS_NAME, load_info
from retinanet_core.errors import CheckpointError


def model_folder(store: ProjectReader, version_id: int) -> Path:
    """Where a version's weights.safetensors and model.json are."""
    return store.models_dir / str(version_id)


def check_model(folder: Path) -> None:
    """See that a folder is that of a model.

    Raises:
        CheckpointError: It is not.
    """
    load_info(folder)
    if not (folder / WEIGHTS_NAME).is_file():
        raise CheckpointError(f"The model in {folder} has no {WEIGHTS_NAME}, so it cannot be used.")


def new_id(store: Store) -> int:
    """A number that no version, and no folder left by a crash, has.

    Raises:
        ProjectError: The folder of models cannot be read.
    """
    try:
        taken = folders.next_number(store.models_dir)
    except OSError as error:
        raise ProjectError(f"The folder {store.models_dir} cannot be read.", detail=str(error)) from error
    return max(store.new_version_id(), taken)


def place_model(store: Store, version_id: int, fill: Callable[[Path], None]) -> None:
    """Make models/<id> of what `fill` puts into an empty folder.

    Raises:
        ProjectError: It cannot be written; there is no such folder.
    """
    store.check_writable()
    with written_to(store.models_dir), folders.whole_folder(store.models_dir) as partial:
        fill(partial)
        folders.publish(partial, model_folder(store, version_id))


@contextlib.contextmanager
def written_to(models_dir: Path) -> Iterator[None]:
    """Say in a sentence that the folder of models cannot be written."""
    try:
        yield
    except OSError as error:
        raise ProjectError(
            f"The model cannot be written to {models_dir}; free some space and try again.",
            detail=str(error),
        ) from error


@contextlib.contextmanager
def removed_on_failure(folder: Path) -> Iterator[None]:
    """Take a folder away again when what it was made for fails."""
    try:
        yield
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
