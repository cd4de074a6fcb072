"""Model versions: what came of a run, what is in use, and models from and to elsewhere.

A version's folder never changes once it has its name; which one is in use is a number in the project file.
"""

from __future__ import annotations

import os
import shutil
import time
from pathlib import Path
from typing import Any

import msgspec

from app.project import folders
from app.project.class_edits import new_classes
from app.project.errors import ProjectError
from app.project.id_sets import pack
from app.project.learned import SNAPSHOT
from app.project.manifest import Manifest, read_manifest, read_of_run
from app.project.model_folders import (
    check_model,
    model_folder,
    new_id,
    place_model,
    removed_on_failure,
    written_to,
)
from app.project.reading import ProjectReader
from app.project.records import Edit, Version, VersionStatus
from app.project.rows import change
from app.project.runs import adopted_as, token_of
from app.project.store import Store
from app.project.text import clean_name, clean_text
from retinanet_core.teach.job import CANDIDATE_NAME, REPORT_NAME, load_job

__all__ = [
    "PlacedResult",
    "accept",
    "activate",
    "adopt",
    "adopt_placed",
    "check_model",
    "export_version",
    "import_model",
    "keep_old",
    "model_folder",
    "place_result",
]

_STATUS = {
    "first": VersionStatus.ACCEPTED,
    "better": VersionStatus.WAITING,
    "undecided": VersionStatus.WAITING,
    "not better": VersionStatus.KEPT_OUT,
}


class PlacedResult(msgspec.Struct, frozen=True, kw_only=True):
    """What a finished run found, with its model in the project's folder of models but under no number yet.

    Attributes:
        parent: Name of the folder of the version it started from; "" if none.
        token: What tells the run from every other.
        folder: The model, hidden; removed when the project is opened next, unless it was adopted.
    """

    run: Path
    report: dict[str, Any]
    manifest: Manifest
    parent: str
    token: str
    folder: Path


def adopt(store: Store, run_folder: Path, initiator: object = None) -> Version:
    """Make what a finished run found a version of the project, and remember which frames it was taught.

    The verdict "first" (there is nothing to compare with) is accepted and used at once; "better" and "undecided"
    wait for a person; "not better" is kept out. A run that was adopted before gives the version it gave then.

    It may copy large files. Where a window must not wait for that, `place_result` runs on another thread and
    `adopt_placed` makes the version.

    Raises:
        ProjectError: The run has no result, or the project cannot be written; nothing changed.
        CheckpointError: The result is not a whole model; nothing changed.
    """
    known = adopted_as(store, run_folder, token_of(run_folder))
    if known is not None:
        return known
    store.check_writable()
    return adopt_placed(store, place_result(store.models_dir, run_folder), initiator)


def place_result(models_dir: Path, run_folder: Path) -> PlacedResult:
    """Bring a finished run's model into the project's folder of models; any thread may do it.

    Raises:
        ProjectError: The run has no result, or the folder cannot be written; nothing changed.
        CheckpointError: The result is not a whole model; nothing changed.
    """
    run_folder = run_folder.absolute()
    report = read_of_run(run_folder / REPORT_NAME, dict[str, Any])
    manifest = read_manifest(run_folder)
    job = load_job(run_folder)
    candidate = run_folder / CANDIDATE_NAME
    check_model(candidate)
    with written_to(models_dir):
        folder = folders.hidden_folder(models_dir)
        with removed_on_failure(folder):
            folders.link_tree(candidate, folder)
    return PlacedResult(
        run=run_folder,
        report=report,
        manifest=manifest,
        parent=Path(job.parent).name if job.parent else "",
        token=job.token,
        folder=folder,
    )


def adopt_placed(store: Store, placed: PlacedResult, initiator: object = None) -> Version:
    """Make a version of a result that is in place, as `adopt` says. It is quick, and `placed.folder` is gone then.

    Raises:
        ProjectError: The project cannot be written; nothing changed.
    """
    with removed_on_failure(placed.folder):
        known = adopted_as(store, placed.run, placed.token)
        if known is not None:
            shutil.rmtree(placed.folder, ignore_errors=True)
            return known
        store.check_writable()
        info = placed.manifest.info
        train = placed.manifest.ids("train")
        snapshot = {
            "revision": info.revision, "created": info.created,
            "train": pack(train), "pinned": list(placed.manifest.ids("pinned")), "run": placed.token,
        }  # fmt: skip
        version = Version(
            id=new_id(store),
            parent_id={str(item.id): item.id for item in store.versions()}.get(placed.parent),
            created_at=time.time(),
            status=_status(store, str(placed.report.get("verdict"))),
            run=placed.run.name,
            report={**placed.report, SNAPSHOT: snapshot},
        )
        with written_to(store.models_dir):
            folders.publish(placed.folder, model_folder(store, version.id))
    use = version.status is VersionStatus.ACCEPTED
    with removed_on_failure(model_folder(store, version.id)):
        store.add_version(version, activate=use, taught=train, initiator=initiator)
    return version


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
    check_model(model_folder(store, version_id))
    store.set_version_status(version_id, VersionStatus.ACCEPTED, activate=True, initiator=initiator)


def keep_old(store: Store, version_id: int, initiator: object = None) -> None:
    """Do not use a version that waits; it stays in the list.

    Raises:
        ProjectError: The project cannot be written; nothing changed.
    """
    store.set_version_status(version_id, VersionStatus.KEPT_OUT, initiator=initiator)


def activate(store: Store, version_id: int, initiator: object = None) -> None:
    """Use any version from now on, such as an earlier one. One that waited or was kept out becomes accepted.

    What only versions after it learned from is new again.

    Raises:
        ProjectError: Its folder is gone, or the project cannot be written; nothing changed.
    """
    if store.version(version_id).status is not VersionStatus.ACCEPTED:
        accept(store, version_id, initiator)
        return
    check_model(model_folder(store, version_id))
    store.set_active_version(version_id, initiator)


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
        id=new_id(store), parent_id=None, created_at=time.time(), status=VersionStatus.ACCEPTED,
        note=clean_text((made_from or source).name),
    )  # fmt: skip
    take = folders.copy_file if made_from is None else folders.link_or_copy

    def fill(partial: Path) -> None:
        take(source / WEIGHTS_NAME, partial / WEIGHTS_NAME)
        save_info(partial, msgspec.structs.replace(info, classes=mapped))

    place_model(store, version.id, fill)
    if added:
        store.apply(
            Edit(kind="add class", changes=tuple(change(None, item) for item in added), count=len(added))
        )
    store.add_version(version, initiator=initiator)
    return version
