"""Which model a command means: the active version of a project, one of its versions, or a model folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.cli.arguments import UsageError
from retinanet_core.checkpoint import ModelInfo, load_info
from retinanet_core.types import ObjectClass

if TYPE_CHECKING:
    from app.project.records import Version
    from app.project.store import Store


class ChosenModel(NamedTuple):
    """A model folder; `version` if it belongs to the project."""

    folder: Path
    info: ModelInfo
    version: Version | None

    @property
    def name(self) -> str:
        """What a person calls it."""
        return f"version {self.version.id}" if self.version is not None else str(self.folder)

    def facts(self) -> dict[str, Any]:
        """What reports say of it."""
        return {
            "version": self.version.id if self.version is not None else None,
            "folder": str(self.folder),
            "preset": self.info.preset,
            "backbone": self.info.network.backbone,
            "created": self.info.created,
        }


def choose_model(store: Store | None, text: str | None) -> ChosenModel:
    """The model that `--model TEXT` means; without it the project's active version.

    Raises:
        UsageError: There is none of that name, or no active one.
        CheckpointError: The folder is not a model.
    """
    if text is None:
        return _active(store)
    if store is not None and text.isascii() and text.isdigit() and not Path(text).is_dir():
        version = next((item for item in store.versions() if item.id == int(text)), None)
        if version is None:
            known = ", ".join(str(item.id) for item in store.versions()) or "none yet"
            raise UsageError(f"The project {store.folder.name} has no version {text}; it has {known}.")
        return _of_version(store, version)
    folder = Path(text)
    if not folder.is_dir():
        raise UsageError(f"There is no model folder {text}.")
    return ChosenModel(folder, load_info(folder), None)


def became_of(model: ChosenModel, store: Store) -> dict[int, int]:
    """Of each class that was merged in the project, the one that what a model finds of it counts as.

    The ids of a model that is not one of its versions mean nothing there.
    """
    return {} if model.version is None else store.became()


def present_classes(model: ChosenModel, store: Store) -> tuple[ObjectClass, ...]:
    """The model's classes; those of a version of the project as they are there now: renamed, and merged."""
    if model.version is None:
        return model.info.classes
    became, names = store.became(), {item.id: item.name for item in store.classes()}
    known = {became.get(item.id, item.id): item.name for item in model.info.classes}
    return tuple(ObjectClass(class_id, names.get(class_id, name)) for class_id, name in known.items())


def _active(store: Store | None) -> ChosenModel:
    if store is None:
        raise UsageError("Say which model should detect: --model FOLDER.")
    version = store.active_version()
    if version is None:
        raise UsageError(
            f"The project {store.folder.name} has no model yet; teach it first (foveate teach), "
            "import one (foveate models), or name one with --model."
        )
    return _of_version(store, version)


def _of_version(store: Store, version: Version) -> ChosenModel:
    from app.project.versions import model_folder

    folder = model_folder(store, version.id)
    return ChosenModel(folder, load_info(folder), version)
