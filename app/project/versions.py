"""Model versions: what came of a run, what is in use, and models from and to elsewhere.

A version's folder never changes once it has its name; which one is in use is a number in the project file.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from app.project import folders
from app.project.class_edits import new_classes
from app.project.errors import ProjectError
from app.project.reading import ProjectReader
from app.project.records import Edit, Version, VersionStatus
from app.project.rows import change
from app.project.snapshot import MANIFEST_NAME
from app.project.store import Store
from app.project.text import clean_name, clean_text
from retinanet_core.errors import CheckpointError
from retinanet_core.teach.job import CANCEL_NAME, CANDIDATE_NAME, REPORT_NAME, load_job

SNAPSHOT = "snapshot"
"""Key that adopting adds to a version's report: {"revision", "created"} of what it learned from."""

_T = TypeVar("_T")

_STATUS = {
    "first": VersionStatus.ACCEPTED,
    "better": VersionStatus.WAITING,
    "undecided": VersionStatus.WAITING,
    "not better": VersionStatus.KEPT_OUT,
}


class _ManifestInfo(msgspec.Struct):
    revision: int
    created: float


class _ManifestImage(msgspec.Struct):
    id: int
    split: str


class _Manifest(msgspec.Struct):
    """Of a run's manifest.json, what adopting needs."""

    info: _ManifestInfo
    images: list[_ManifestImage]


def adopt(store: Store, run_folder: Path, initiator: object = None) -> Version:
    """Make what a finished run found a version of the project, and remember which frames it was taught.

    The verdict "first" (there is nothing to compare with) is accepted and used at once; "better" and "undecided"
    wait for a person; "not better" is kept out. A run that was adopted before gives the version it gave then.

    Raises:
        ProjectError: The run has no result, or the project cannot be written; nothing changed.
        CheckpointError: The result is not a whole model; nothing changed.
    """
    run_folder = run_folder.absolute()
    known = next((version for version in store.versions() if version.run == run_folder.name), None)
    if known is not None:
        return known
    report = _read(run_folder / REPORT_NAME, dict[str, Any])
    manifest = _read(run_folder / MANIFEST_NAME, _Manifest)
    check_model(run_folder / CANDIDATE_NAME)
    version = Version(
        id=_new_id(store),
        parent_id=_parent_id(store, run_folder),
        created_at=time.time(),
        status=_status(store, str(report.get("verdict"))),
        run=run_folder.name,
        report={**report, SNAPSHOT: {"revision": manifest.info.revision, "created": manifest.info.created}},
    )
    _place(store, version.id, lambda partial: folders.link_tree(run_folder / CANDIDATE_NAME, partial))
    use = version.status is VersionStatus.ACCEPTED
    with _removed_on_failure(model_folder(store, version.id)):
        store.add_version(
            version,
            activate=use,
            learned=_learned(version) if use else None,
            taught=[image.id for image in manifest.images if image.split == "train"],
            initiator=initiator,
        )
    return version


def unadopted_runs(store: ProjectReader) -> list[Path]:
    """Run folders that ended with a result which is no version yet, as after a crash; oldest first."""
    adopted = {version.run for version in store.versions()}
    try:
        runs = sorted(
            run for run in store.runs_dir.iterdir() if run.name.isdecimal() and run.name not in adopted
        )
        return [run for run in runs if _has_result(run)]
    except OSError:
        return []  # Without the folder there is nothing to take over.


def _has_result(run: Path) -> bool:
    """Whether a run ended with a model and was not cancelled meanwhile."""
    whole = (run / REPORT_NAME).is_file() and (run / CANDIDATE_NAME).is_dir()
    return whole and not (run / CANCEL_NAME).exists()


def _status(store: Store, verdict: str) -> VersionStatus:
    """What becomes of a new version; a first one does not push out a version that came into use meanwhile."""
    if verdict == "first" and store.active_version() is not None:
        return VersionStatus.WAITING
    return _STATUS.get(verdict, VersionStatus.WAITING)


def accept(store: Store, version_id: int, initiator: object = None) -> None:
    """Use a version from now on; what it learned from is no longer new.

    Raises:
        ProjectError: Its folder is gone, or the project cannot be written; nothing changed.
    """
    version = store.version(version_id)
    check_model(model_folder(store, version_id))
    store.set_version_status(
        version_id, VersionStatus.ACCEPTED, activate=True, learned=_learned(version), initiator=initiator
    )


def keep_old(store: Store, version_id: int, initiator: object = None) -> None:
    """Do not use a version that waits; it stays in the list.

    Raises:
        ProjectError: The project cannot be written; nothing changed.
    """
    store.set_version_status(version_id, VersionStatus.KEPT_OUT, initiator=initiator)


def activate(store: Store, version_id: int, initiator: object = None) -> None:
    """Use any version from now on, such as an earlier one. One that waited or was kept out becomes accepted.

    Raises:
        ProjectError: Its folder is gone, or the project cannot be written; nothing changed.
    """
    if store.version(version_id).status is not VersionStatus.ACCEPTED:
        accept(store, version_id, initiator)
        return
    check_model(model_folder(store, version_id))
    store.set_active_version(version_id, initiator)


def model_folder(store: ProjectReader, version_id: int) -> Path:
    """Where a version's weights.safetensors and model.json are."""
    return store.models_dir / str(version_id)


def export_version(store: ProjectReader, version_id: int, dest: Path) -> Path:
    """Copy a version's folder to `dest`, which must not exist yet; whole or not at all.

    Raises:
        ProjectError: `dest` exists or cannot be written, or the version's folder is gone.
    """
    dest = dest.absolute()
    source = model_folder(store, version_id)
    check_model(source)
    if os.path.lexists(dest):
        raise ProjectError(f"{dest} exists already; choose another name for the exported model.")
    try:
        with folders.whole_folder(dest.parent) as partial:
            folders.copy_tree(source, partial)
            folders.publish(partial, dest)
    except OSError as error:
        raise ProjectError(f"The model cannot be written to {dest}.", detail=str(error)) from error
    return dest


def import_model(
    store: Store, source: Path, initiator: object = None, *, made_from: Path | None = None
) -> Version:
    """Copy a model in as a version that can be activated; `source` is its folder, or one of the two files in it.

    Its classes mean those of the project with the same names; names that the project lacks are added, as an edit.

    Args:
        store: The project.
        source: The model.
        initiator: Who asks.
        made_from: What `source` was made from only to be imported: it names the version, and the weights in `source`
            only get a second name where the file system can do that; where not, they are copied as always.

    Raises:
        CheckpointError: It is not a model folder.
        ProjectError: Two of its classes have one name, or the project cannot be written.
    """
    from retinanet_core.checkpoint import INFO_NAME, WEIGHTS_NAME, load_info, save_info
    from retinanet_core.types import ObjectClass as ModelClass

    source = source.absolute()
    if source.name in (INFO_NAME, WEIGHTS_NAME):
        source = source.parent
    check_model(source)
    info = load_info(source)
    names = [clean_name(item.name) for item in info.classes]
    if len(set(names)) < len(names):
        raise ProjectError(
            f"The model in {made_from or source} has two classes with the same name, so it cannot be used."
        )
    known = {item.name: item.id for item in store.classes()}
    added = new_classes(store, [name for name in names if name not in known])
    known.update((item.name, item.id) for item in added)
    mapped = tuple(ModelClass(known[name], name) for name in names)
    version = Version(
        id=_new_id(store), parent_id=None, created_at=time.time(), status=VersionStatus.ACCEPTED,
        note=clean_text((made_from or source).name),
    )  # fmt: skip
    take = folders.copy_file if made_from is None else folders.link_or_copy

    def fill(partial: Path) -> None:
        take(source / WEIGHTS_NAME, partial / WEIGHTS_NAME)
        save_info(partial, msgspec.structs.replace(info, classes=mapped))

    _place(store, version.id, fill)
    if added:
        store.apply(
            Edit(kind="add class", changes=tuple(change(None, item) for item in added), count=len(added))
        )
    store.add_version(version, initiator=initiator)
    return version


def _place(store: Store, version_id: int, fill: Callable[[Path], None]) -> None:
    """Make models/<id> whole or not at all."""
    store.check_writable()
    try:
        with folders.whole_folder(store.models_dir) as partial:
            fill(partial)
            folders.publish(partial, model_folder(store, version_id))
    except OSError as error:
        raise ProjectError(
            f"The model cannot be written to {store.models_dir}; free some space and try again.",
            detail=str(error),
        ) from error


@contextlib.contextmanager
def _removed_on_failure(folder: Path) -> Iterator[None]:
    """Take a version's folder away again when the project could not be told of it."""
    try:
        yield
    except ProjectError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def _new_id(store: Store) -> int:
    """A number that no version, and no folder left by a crash, has."""
    try:
        taken = folders.next_number(store.models_dir)
    except OSError as error:
        raise ProjectError(f"The folder {store.models_dir} cannot be read.", detail=str(error)) from error
    return max(store.new_version_id(), taken)


def check_model(folder: Path) -> None:
    """See that a folder is that of a model.

    Raises:
        CheckpointError: It is not.
    """
    from retinanet_core.checkpoint import WEIGHTS_NAME, load_info

    load_info(folder)
    if not (folder / WEIGHTS_NAME).is_file():
        raise CheckpointError(f"The model in {folder} has no {WEIGHTS_NAME}, so it cannot be used.")


def _learned(version: Version) -> tuple[int, float] | None:
    """(revision, Unix seconds) of what a version learned from; None for an imported one."""
    snapshot = version.report.get(SNAPSHOT)
    return None if snapshot is None else (int(snapshot["revision"]), float(snapshot["created"]))


def _parent_id(store: ProjectReader, run_folder: Path) -> int | None:
    parent = load_job(run_folder).parent
    name = Path(parent).name if parent else ""
    known = {str(version.id): version.id for version in store.versions()}
    return known.get(name)


def _read(path: Path, kind: type[_T]) -> _T:
    try:
        return msgspec.json.decode(path.read_bytes(), type=kind)
    except OSError as error:
        raise ProjectError(
            f"The run {path.parent} has no {path.name}, so it cannot be used.", detail=str(error)
        ) from error
    except msgspec.MsgspecError as error:
        raise ProjectError(
            f"The file {path} is damaged, so the run cannot be used.", detail=str(error)
        ) from error
