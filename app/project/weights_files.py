"""Models from elsewhere: brought into the project's cache as a model folder, then made into a version."""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec

from app.project import folders
from app.project.errors import ProjectError
from app.project.records import Version
from app.project.store import Store
from app.project.versions import check_model, import_model
from retinanet_core.checkpoint import INFO_NAME, WEIGHTS_NAME, load_info, save_info
from retinanet_core.errors import Cancelled
from retinanet_core.importing import import_weights
from retinanet_core.importing.naming import placeholders
from retinanet_core.types import ObjectClass

_FOLDER = "importing"


def is_weights_file(source: Path) -> bool:
    """Whether `source` must be converted before it can be imported: it is no model folder, nor a file of one."""
    of_a_model = source.name in (INFO_NAME, WEIGHTS_NAME) and (source.parent / INFO_NAME).is_file()
    return source.is_file() and not of_a_model


def bring(cache_dir: Path, source: Path, *, cancelled: Callable[[], bool]) -> Path:
    """A model folder, or a file in it, copied; a weights file converted. Otherwise as `convert`.

    Raises:
        ProjectError: The model cannot be copied.
    """
    if is_weights_file(source):
        return convert(cache_dir, source, cancelled=cancelled)
    model = _named_by(source.absolute())
    check_model(model)
    folder = _fresh_folder(cache_dir)
    try:
        _copy(model, folder, cancelled)
    except OSError as error:
        discard(folder)
        raise ProjectError(
            f"The model in {model} cannot be copied into the project.", detail=str(error)
        ) from error
    except BaseException:
        discard(folder)
        raise
    return folder


def convert(
    cache_dir: Path,
    source: Path,
    *,
    names: Sequence[str | None] | None = None,
    norm_eps: float | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Path:
    """Make a model folder of a weights file; takes seconds. May be called on any thread, one call at a time.

    Args:
        cache_dir: That of the project.
        source: The weights, as `retinanet_core.importing.import_weights` takes them.
        names: A name for each class row, None for a row to drop.
        norm_eps: Epsilon of the backbone's batch norms, from 0 to 1; None: as `import_weights` finds it.
        cancelled: Asked many times a second.

    Returns:
        The model folder, for `adopt_converted`.

    Raises:
        Cancelled: `cancelled` said so.
        CheckpointError: The file is refused, or the cache cannot be written.
    """
    folder = _fresh_folder(cache_dir)
    try:
        import_weights(source, folder, names=names, norm_eps=norm_eps, cancelled=cancelled)
    except BaseException:
        discard(folder)
        raise
    return folder


def unnamed_classes(folder: Path, source: Path) -> tuple[str, ...]:
    """What the classes are called that `bring` had to invent names for; none where `source` says their names.

    Raises:
        CheckpointError: The model folder is gone or damaged.
    """
    if not is_weights_file(source):
        return ()
    names = tuple(item.name for item in load_info(folder).classes)
    return names if list(names) == placeholders(len(names)) else ()


def adopt_converted(store: Store, folder: Path, source: Path, names: Sequence[str] | None = None) -> Version:
    """Take what `convert` or `bring` made of `source` into the project, as `versions.import_model` does.

    It is quick, and `folder` is gone then.

    Args:
        names: What its classes are called, in their order; None: as the model says.

    Raises:
        CheckpointError: The model folder is gone or damaged.
        ProjectError: Two of its classes have one name, or the project cannot be written.
    """
    try:
        if names is not None:
            _name_classes(folder, names)
        return import_model(store, folder, made_from=_named_by(source.absolute()))
    finally:
        discard(folder)


def _name_classes(folder: Path, names: Sequence[str]) -> None:
    info = load_info(folder)
    classes = tuple(ObjectClass(item.id, name) for item, name in zip(info.classes, names, strict=True))
    save_info(folder, msgspec.structs.replace(info, classes=classes))


def discard(folder: Path) -> None:
    """Remove what `convert` or `bring` made and nobody wants any more."""
    shutil.rmtree(folder.parent, ignore_errors=True)


def _fresh_folder(cache_dir: Path) -> Path:
    """Where a model can be made; what a program that was killed left is removed."""
    for left in cache_dir.glob(f"{_FOLDER}*"):
        shutil.rmtree(left, ignore_errors=True)
    return cache_dir / f"{_FOLDER}-{uuid.uuid4().hex}" / "model"


def _copy(model: Path, folder: Path, cancelled: Callable[[], bool]) -> None:
    folder.mkdir(parents=True)
    for name in (WEIGHTS_NAME, INFO_NAME):
        if cancelled():
            raise Cancelled
        folders.copy_file(model / name, folder / name)


def _named_by(source: Path) -> Path:
    """What a model is called by: its folder where a file in it was chosen."""
    chosen_in_it = source.name in (INFO_NAME, WEIGHTS_NAME) and not is_weights_file(source)
    return source.parent if chosen_in_it else source
