"""Model versions: adopting a run, choosing, going back, exporting and importing; each whole or not at all."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Callable
from pathlib import Path

import msgspec
import pytest

from app.project import edits, review, runs, versions
from app.project.errors import ProjectError
from app.project.records import Suggestion, Version, VersionStatus
from app.project.snapshot import plan_snapshot, write_snapshot
from app.project.store import Store
from retinanet_core import checkpoint
from retinanet_core.checkpoint import ModelInfo, load_info
from retinanet_core.config import preset
from retinanet_core.errors import CheckpointError, PlainError
from retinanet_core.types import ObjectClass
from tests.project.building import apply, assert_same_on_disk, draw, suggest
from tests.project.test_snapshot import read_noise


def write_model(folder: Path, classes: dict[int, str], weights: bytes = b"weights") -> Path:
    """A model folder; nobody looks into its weights here."""
    folder.mkdir(parents=True)
    (folder / "weights.safetensors").write_bytes(weights)
    info = ModelInfo(network=preset("lite"), classes=tuple(ObjectClass(*item) for item in classes.items()))
    checkpoint.save_info(folder, info)
    return folder


def finished_run(store: Store, verdict: str, parent: int | None = None) -> Path:
    """A run that ended with a candidate."""
    draw(store, store.frame_ids()[0], rect=(5, 5, 50, 60))
    plan = plan_snapshot(store, parent=store.version(parent) if parent else None)
    run = write_snapshot(plan, read_noise)
    write_model(run / "candidate", {1: "cat", 2: "dog"}, weights=run.name.encode())
    report = {"verdict": verdict, "sentence": "It finds more.", "before": None, "after": {"ap50": 0.5}}
    (run / "report.json").write_bytes(msgspec.json.encode(report))
    return run


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_first_version_is_used_at_once(store: Store) -> None:
    run = finished_run(store, "first")
    assert runs.unadopted_runs(store) == [run]
    version = versions.adopt(store, run)
    assert (version.id, version.parent_id, version.run, version.status) == (
        1,
        None,
        "0001",
        VersionStatus.ACCEPTED,
    )
    assert version.report["after"] == {"ap50": 0.5}
    assert store.active_version() == version
    assert files(versions.model_folder(store, 1)) == files(run / "candidate")
    assert store.frame(store.frame_ids()[0]).taught
    assert review.progress(store).corrected_frames == 0
    assert runs.unadopted_runs(store) == []
    assert versions.adopt(store, run) == version  # A second time changes nothing.
    assert store.versions() == (version,)
    assert_same_on_disk(store)


@pytest.mark.parametrize(
    ("verdict", "status"),
    [
        ("better", VersionStatus.WAITING),
        ("undecided", VersionStatus.WAITING),
        ("not better", VersionStatus.KEPT_OUT),
    ],
)
def test_a_later_version_waits_or_is_kept_out(store: Store, verdict: str, status: VersionStatus) -> None:
    first = versions.adopt(store, finished_run(store, "first"))
    second = versions.adopt(store, finished_run(store, verdict, parent=first.id))
    assert (second.id, second.parent_id, second.status) == (2, 1, status)
    assert store.active_version() == first
    assert review.progress(store).corrected_frames == 1  # The version in use has not learned them.


def test_runs_go_on_being_numbered_where_a_person_emptied_their_folder(store: Store) -> None:
    versions.adopt(store, finished_run(store, "first"))
    shutil.rmtree(store.runs_dir)
    run = finished_run(store, "better", parent=1)
    assert run.name == "0002"
    assert runs.unadopted_runs(store) == [run]
    assert versions.adopt(store, run).id == 2


def test_a_run_with_the_name_of_an_earlier_one_is_another(store: Store) -> None:
    first = versions.adopt(store, finished_run(store, "first"))
    shutil.rmtree(store.runs_dir)
    run = finished_run(store, "better", parent=1)
    again = run.rename(run.with_name(first.run))  # as older programs called it
    assert runs.unadopted_runs(store) == [again]
    second = versions.adopt(store, again)
    assert (second.id, second.run) == (2, first.run)
    assert versions.adopt(store, again) == second
    assert runs.unadopted_runs(store) == []


def test_a_run_and_its_version_from_before_there_were_tokens_belong_together(store: Store) -> None:
    run = finished_run(store, "first")
    job = msgspec.json.decode((run / "job.json").read_bytes())
    del job["token"]
    (run / "job.json").write_bytes(msgspec.json.encode(job))
    version = versions.adopt(store, run)
    assert runs.unadopted_runs(store) == []
    assert versions.adopt(store, run) == version


def test_what_fills_the_disk_goes_when_a_run_is_over(store: Store) -> None:
    adopted = finished_run(store, "first")
    versions.adopt(store, adopted)
    cancelled, waiting = finished_run(store, "better", parent=1), finished_run(store, "better", parent=1)
    (cancelled / "cancel").touch()
    runs.drop_leftovers(store)
    for run in (adopted, cancelled):
        assert not (run / "frames").exists()
        assert not (run / "candidate").exists()
        assert (run / "manifest.json").exists()
        assert (run / "report.json").exists()
    versions.check_model(versions.model_folder(store, 1))
    assert runs.unadopted_runs(store) == [waiting]
    assert list((waiting / "frames").iterdir()) != []
    versions.adopt(store, waiting)


def test_accept_keep_and_go_back(store: Store) -> None:
    first = versions.adopt(store, finished_run(store, "first"))
    second = versions.adopt(store, finished_run(store, "better", parent=1))
    draw(store, store.frame_ids()[2])  # While the run was going on.
    versions.accept(store, second.id)
    assert store.active_version() == store.version(2)
    assert store.version(2).status is VersionStatus.ACCEPTED
    assert set(store.corrected_frames()) == {store.frame_ids()[2]}
    assert_same_on_disk(store)
    versions.activate(store, first.id)
    assert store.active_version() == first
    third = versions.adopt(store, finished_run(store, "better", parent=1))
    versions.keep_old(store, third.id)
    assert store.version(3).status is VersionStatus.KEPT_OUT
    assert store.active_version() == first
    versions.activate(store, third.id)  # A person may use it all the same.
    assert store.version(3).status is VersionStatus.ACCEPTED
    assert store.active_version() == store.version(3)
    assert_same_on_disk(store)


def test_what_only_the_newer_version_learned_is_learned_as_new_after_going_back(store: Store) -> None:
    first, second, third = store.frame_ids()
    draw(store, second)
    versions.adopt(store, finished_run(store, "first"))  # which draws on the first frame
    draw(store, third)
    versions.accept(store, versions.adopt(store, finished_run(store, "better", parent=1)).id)
    assert changed_in_plan(store) == set()
    versions.activate(store, 1)
    assert set(store.corrected_frames()) == changed_in_plan(store) == {first, third}
    assert_same_on_disk(store)
    versions.activate(store, 2)
    assert set(store.corrected_frames()) == changed_in_plan(store) == set()
    draw(store, second)
    store.undo()
    assert (
        set(store.corrected_frames()) == changed_in_plan(store) == {second}
    )  # What is taken back is news too.
    versions.activate(store, 1)
    assert set(store.corrected_frames()) == changed_in_plan(store) == {first, second, third}
    assert_same_on_disk(store)


def test_going_back_is_remembered_when_the_project_is_opened_again(store: Store) -> None:
    first, _, third = store.frame_ids()
    versions.adopt(store, finished_run(store, "first"))
    draw(store, third)
    versions.accept(store, versions.adopt(store, finished_run(store, "better", parent=1)).id)
    versions.activate(store, 1)
    store.close()
    with Store.open(store.folder) as again:
        assert set(again.corrected_frames()) == changed_in_plan(again) == {first, third}
        versions.activate(again, 2)
        assert set(again.corrected_frames()) == changed_in_plan(again) == set()


def test_a_frame_that_only_the_newer_version_learned_is_new_though_nobody_corrected_it(store: Store) -> None:
    first, second, _ = store.frame_ids()
    draw(store, second)
    apply(store, edits.complete_frame(store, second, 0.5))
    apply(store, edits.pin_frames(store, [second]))
    versions.adopt(store, finished_run(store, "first"))
    apply(store, edits.unpin(store, [second], knowingly=True))
    versions.accept(store, versions.adopt(store, finished_run(store, "better", parent=1)).id)
    assert changed_in_plan(store) == set()
    versions.activate(store, 1)
    assert set(store.corrected_frames()) == {first}
    assert changed_in_plan(store) == {first, second}


def test_everything_is_new_to_an_imported_model(store: Store, folder: Path) -> None:
    versions.adopt(store, finished_run(store, "first"))
    imported = versions.import_model(store, write_model(folder / "model", {1: "cat"}))
    versions.activate(store, imported.id)
    assert set(store.corrected_frames()) == changed_in_plan(store) == {store.frame_ids()[0]}


def test_a_version_of_an_older_program_knows_all_that_was_learned(store: Store) -> None:
    first = store.frame_ids()[0]
    draw(store, first)
    snapshot = {"revision": store.revision, "created": 1.0}
    version = Version(
        id=1, parent_id=None, created_at=0, status=VersionStatus.ACCEPTED, report={"snapshot": snapshot}
    )
    store.add_version(version, activate=True, taught=[first])
    assert changed_in_plan(store) == set()


def changed_in_plan(store: Store) -> set[int]:
    """The frames that the next run takes for new."""
    plan = plan_snapshot(store, parent=store.active_version())
    return {frame.id for frame in plan.frames if frame.changed}


def remove(path: Path) -> None:
    path.unlink()


def empty(path: Path) -> None:
    path.write_bytes(b"")


@pytest.mark.parametrize("damage", [remove, empty])
@pytest.mark.parametrize("name", ["report.json", "manifest.json", "job.json", "candidate/model.json"])
def test_a_run_without_a_whole_result_is_refused(
    store: Store, name: str, damage: Callable[[Path], None]
) -> None:
    run = finished_run(store, "first")
    damage(run / name)
    with pytest.raises(PlainError, match=r"\.$"):
        versions.adopt(store, run)
    assert store.versions() == ()
    assert list(store.models_dir.iterdir()) == []


def test_a_candidate_without_weights_is_refused(store: Store) -> None:
    run = finished_run(store, "first")
    (run / "candidate" / "weights.safetensors").unlink()
    with pytest.raises(CheckpointError, match="weights"):
        versions.adopt(store, run)
    assert store.versions() == ()


def test_a_folder_left_by_a_crash_is_no_obstacle(store: Store) -> None:
    write_model(store.models_dir / "1", {1: "cat"}, weights=b"left behind")
    version = versions.adopt(store, finished_run(store, "first"))
    assert version.id == 2
    assert files(store.models_dir / "1")["weights.safetensors"] == b"left behind"


def test_when_the_project_cannot_be_told_no_model_stays(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished_run(store, "first")

    def full(*_: object, **__: object) -> None:
        raise ProjectError("The disk is full.")

    monkeypatch.setattr(Store, "add_version", full)
    with pytest.raises(ProjectError):
        versions.adopt(store, run)
    assert list(store.models_dir.iterdir()) == []


def test_placing_a_result_beside_and_adopting_it_later(store: Store) -> None:
    run = finished_run(store, "first")
    placed: list[versions.PlacedResult] = []
    thread = threading.Thread(target=lambda: placed.append(versions.place_result(store.models_dir, run)))
    thread.start()
    draw(store, store.frame_ids()[2])  # Labelling goes on.
    thread.join()
    assert store.versions() == ()
    assert files(placed[0].folder) == files(run / "candidate")
    version = versions.adopt_placed(store, placed[0])
    assert store.active_version() == version
    assert files(versions.model_folder(store, 1)) == files(run / "candidate")
    assert [path.name for path in store.models_dir.iterdir()] == ["1"]
    again = versions.place_result(store.models_dir, run)
    assert versions.adopt_placed(store, again) == version  # A second time changes nothing.
    assert [path.name for path in store.models_dir.iterdir()] == ["1"]
    assert_same_on_disk(store)


def test_what_was_placed_and_never_adopted_goes_when_the_project_is_opened(store: Store) -> None:
    run = finished_run(store, "first")
    versions.place_result(store.models_dir, run)
    assert len(list(store.models_dir.iterdir())) == 1
    store.close()
    with Store.open(store.folder) as again:
        assert list(again.models_dir.iterdir()) == []
        assert runs.unadopted_runs(again) == [run]


def test_what_was_placed_goes_when_the_project_cannot_be_told(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    placed = versions.place_result(store.models_dir, finished_run(store, "first"))

    def closed(_: object) -> None:
        raise ProjectError("The project is closed.")

    monkeypatch.setattr(Store, "check_writable", closed)
    with pytest.raises(ProjectError, match="closed"):
        versions.adopt_placed(store, placed)
    assert list(store.models_dir.iterdir()) == []


def test_where_files_cannot_have_two_names_a_result_is_copied(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = finished_run(store, "first")

    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    versions.adopt(store, run)
    assert files(store.models_dir / "1") == files(run / "candidate")


def test_a_version_says_what_it_was_measured_on(store: Store) -> None:
    first, second, _ = store.frame_ids()
    for frame_id in (first, second):
        draw(store, frame_id)
        apply(store, edits.complete_frame(store, frame_id, 0.5))
    apply(store, edits.pin_frames(store, [second]))
    version = versions.adopt(store, finished_run(store, "first"))
    assert version.report["snapshot"]["pinned"] == [second]
    assert store.measured_frames() == {second}


def test_a_version_whose_folder_is_gone_is_not_used(store: Store) -> None:
    first = versions.adopt(store, finished_run(store, "first"))
    second = versions.adopt(store, finished_run(store, "better", parent=1))
    (store.models_dir / "2" / "model.json").unlink()
    for use in (versions.accept, versions.activate):
        with pytest.raises(CheckpointError):
            use(store, second.id)
    assert store.active_version() == first


def test_export(store: Store, folder: Path) -> None:
    versions.adopt(store, finished_run(store, "first"))
    dest = versions.export_version(store, 1, folder / "out" / "model")
    assert files(dest) == files(store.models_dir / "1")
    assert not (dest / "weights.safetensors").samefile(store.models_dir / "1" / "weights.safetensors")
    with pytest.raises(ProjectError, match="exists already"):
        versions.export_version(store, 1, dest)
    (folder / "file").write_text("x")
    with pytest.raises(ProjectError, match="cannot be written"):
        versions.export_version(store, 1, folder / "file" / "model")
    assert sorted(path.name for path in (folder / "out").iterdir()) == ["model"]


def test_import_maps_classes_by_name(store: Store, folder: Path) -> None:
    source = write_model(folder / "model of a friend", {1: "dog", 2: "bird", 7: "cat"})
    before = files(source)
    version = versions.import_model(store, source)
    assert [(item.id, item.name) for item in store.classes()] == [(1, "cat"), (2, "dog"), (3, "bird")]
    info = load_info(versions.model_folder(store, version.id))
    assert [(item.id, item.name) for item in info.classes] == [(2, "dog"), (3, "bird"), (1, "cat")]
    assert files(source) == before
    assert (version.status, version.parent_id, version.report, version.note) == (
        VersionStatus.ACCEPTED,
        None,
        {},
        "model of a friend",
    )
    assert store.active_version() is None
    versions.activate(store, version.id)
    assert store.active_version() == version
    undo = store.undo_edit()
    assert undo is not None
    assert (undo.kind, undo.count) == ("add class", 1)
    suggest(store, store.frame_ids()[0], Suggestion(3, 5, 5, 50, 50, 0.5))
    store.undo()  # The class goes with its suggestions; the model stays.
    assert store.boxes(store.frame_ids()[0]) == ()
    assert store.active_version() == version
    assert_same_on_disk(store)


def test_import_by_one_of_its_files(store: Store, folder: Path) -> None:
    source = write_model(folder / "model", {1: "cat"})
    (source / "huge.bin").write_bytes(b"not a part of the model")
    for name in ("model.json", "weights.safetensors"):
        version = versions.import_model(store, source / name)
        assert sorted(files(store.models_dir / str(version.id))) == ["model.json", "weights.safetensors"]
    assert len(store.versions()) == 2


@pytest.mark.parametrize("classes", [{1: "cat", 2: " cat"}, {1: " "}])
def test_import_refuses_names_that_mean_nothing(store: Store, folder: Path, classes: dict[int, str]) -> None:
    source = write_model(folder / "model", classes)
    before = store.classes()
    with pytest.raises(ProjectError):
        versions.import_model(store, source)
    assert store.classes() == before
    assert store.versions() == ()
    assert list(store.models_dir.iterdir()) == []


def test_import_refuses_what_is_no_model(store: Store, folder: Path) -> None:
    for source in (folder, folder / "absent"):
        with pytest.raises(CheckpointError):
            versions.import_model(store, source)
    assert store.versions() == ()


def test_a_read_only_project_takes_no_model(store: Store, folder: Path) -> None:
    source = write_model(folder / "model", {1: "bird"})
    with Store.open(store.folder) as second:
        with pytest.raises(ProjectError, match="looking only"):
            versions.import_model(second, source)
        assert list(store.models_dir.iterdir()) == []


def test_versions_are_still_there_after_reopening(store: Store) -> None:
    versions.adopt(store, finished_run(store, "first"))
    versions.accept(store, versions.adopt(store, finished_run(store, "better", parent=1)).id)
    apply(store, edits.add_class(store, "bird"))
    before = (store.versions(), store.active_version())
    store.close()
    with Store.open(store.folder) as again:
        assert (again.versions(), again.active_version()) == before
        assert versions.adopt(again, again.runs_dir / "0002") == before[1]
