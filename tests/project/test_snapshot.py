"""Run folders: what they hold, that they are whole or absent, and that frames are stored once."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import cv2
import msgspec
import numpy as np
import pytest

from app.media.frames import FrameReader
from app.project import edits
from app.project.class_going import ClassGoing
from app.project.errors import LosesComparisonError, ProjectError
from app.project.library import add_media
from app.project.manifest import LeftOut, left_out_sentence, read_manifest
from app.project.pinning import choose_pinned
from app.project.preparing import prepare_run, settle
from app.project.records import FrameLabels, Label, Suggestion, Version, VersionStatus
from app.project.snapshot import SnapshotPlan, plan_snapshot, write_snapshot
from app.project.store import Store
from app.project.teach_frames import taught_size
from retinanet_core.errors import Cancelled, PlainError
from retinanet_core.teach.dataset import load_manifest
from retinanet_core.teach.job import load_job
from retinanet_core.teach.measuring import measure
from retinanet_core.types import Detections, Image
from tests.project.building import (
    add_images,
    apply,
    draw,
    image_row,
    new_store,
    suggest,
    taught_version,
    video_row,
)

WIDE = (2666, 1000)


def picture(width: int, height: int, seed: int = 0) -> Image:
    return np.random.default_rng(seed).integers(0, 255, (height, width, 3), np.uint8)


def read_noise(path: Path, kind: str, index: int) -> Image:
    """A reader of frames that exist only here: each file has its own noise."""
    return picture(640, 480, seed=sum(path.name.encode()) + index)


class Sees:
    """A detector that finds the same on every frame."""

    def __init__(self, found: Detections) -> None:
        self.found = found

    def detect(self, images: Sequence[Image], *, min_score: float) -> list[Detections]:
        return [self.found for _ in images]


def manifest_of(run: Path) -> dict[str, Any]:
    return msgspec.json.decode((run / "manifest.json").read_bytes())


@pytest.fixture
def taught(folder: Path) -> Iterator[Store]:
    """Eight frames: 0 and 1 reviewed with boxes, 2 verified empty, 3 open with one drawn and one rejected box,
    4 open with a suggestion only, 5 pinned and reviewed, 6 pinned and open again, 7 untouched."""
    with new_store(folder, frames=8) as store:
        ids = store.frame_ids()
        for n in (0, 1, 5, 6):
            draw(store, ids[n], 1 + n % 2, (10, 20, 110, 220))
        (rejected,) = suggest(store, ids[3], Suggestion(2, 300, 300, 400, 400, 0.9))
        apply(store, edits.reject_boxes(store, [rejected]))
        draw(store, ids[3], 2, (1, 2, 3, 4))
        suggest(store, ids[4], Suggestion(1, 300, 300, 400, 400, 0.9))
        for n in (0, 1, 2, 5, 6):
            apply(store, edits.complete_frame(store, ids[n], 0.5))
        apply(store, edits.pin_frames(store, [ids[5], ids[6]]))
        apply(store, edits.reopen_frame(store, ids[6]))
        yield store


def test_the_manifest_says_what_the_project_says(taught: Store) -> None:
    ids = taught.frame_ids()
    run = write_snapshot(plan_snapshot(taught, minutes=2.5, seed=7), read_noise)
    assert run == taught.runs_dir / "0001"
    assert [path.name for path in taught.runs_dir.iterdir()] == ["0001"]
    manifest = manifest_of(run)
    assert manifest["info"]["foveate_manifest"] == 2
    assert manifest["categories"] == [{"id": 1, "name": "cat"}, {"id": 2, "name": "dog"}]
    frames = {
        image["id"]: (image["reviewed"], image["split"], image["changed"]) for image in manifest["images"]
    }
    assert frames == {
        ids[0]: (True, "train", True),
        ids[1]: (True, "train", True),
        ids[2]: (True, "train", True),
        ids[3]: (False, "train", True),
        ids[5]: (True, "pinned", True),
    }
    boxes = [
        (box["image_id"], box["category_id"], box["bbox"], box["state"]) for box in manifest["annotations"]
    ]
    assert boxes == [
        (ids[0], 1, [10, 20, 100, 200], "confirmed"),
        (ids[1], 2, [10, 20, 100, 200], "confirmed"),
        (ids[3], 2, [300, 300, 100, 100], "rejected"),
        (ids[3], 2, [1, 2, 2, 2], "confirmed"),
        (ids[5], 2, [10, 20, 100, 200], "confirmed"),
    ]
    for image in manifest["images"]:
        stored = cv2.imdecode(np.fromfile(run / image["file_name"], np.uint8), cv2.IMREAD_UNCHANGED)
        path = taught.media_path(taught.media_by_id(taught.frame(image["id"]).media_id))
        np.testing.assert_array_equal(stored[:, :, ::-1], read_noise(path, "image", 0))
    job = load_job(run)
    assert (job.minutes, job.seed, job.parent, job.preset) == (2.5, 7, None, "auto")


def test_a_frame_says_for_which_classes_it_was_reviewed(taught: Store) -> None:
    ids = taught.frame_ids()
    apply(taught, edits.add_class(taught, "bird"))
    apply(taught, edits.complete_frame(taught, ids[1], 0.5))
    draw(taught, ids[0], 3, (200, 200, 300, 300))  # A bird on a frame that nobody went through for birds.
    manifest = manifest_of(write_snapshot(plan_snapshot(taught), read_noise))
    assert {image["id"]: image["reviewed_classes"] for image in manifest["images"]} == {
        ids[0]: [1, 2],
        ids[1]: None,
        ids[2]: [1, 2],
        ids[3]: None,  # It is open.
        ids[5]: [1, 2],
    }
    (bird,) = [box for box in manifest["annotations"] if box["category_id"] == 3]
    assert (bird["image_id"], bird["state"]) == (ids[0], "confirmed")


def test_what_became_of_merged_classes_is_in_it(taught: Store) -> None:
    """So that what the version before finds of the cats counts as a dog when the two versions are compared."""
    ClassGoing(taught, 1, 2, complete=True).go_on()
    run = write_snapshot(plan_snapshot(taught), read_noise)
    assert manifest_of(run)["categories"] == [{"id": 2, "name": "dog", "merged": [1]}]
    manifest = load_manifest(run / "manifest.json")
    assert manifest.became == {1: 2}
    before = Sees(Detections(manifest.pinned[0].boxes, np.ones(1, np.float32), np.array([1])))
    (dog,) = measure(before, manifest.pinned, manifest, lambda: None).result["classes"]  # type: ignore[arg-type]
    assert (dog["truth"], dog["found"], dog["extra"]) == (1, 1, 0)


def test_the_detector_reads_it(taught: Store) -> None:
    run = write_snapshot(plan_snapshot(taught), read_noise)
    manifest = load_manifest(run / "manifest.json")
    assert [item.id for item in manifest.classes] == [1, 2]
    assert [frame.reviewed for frame in manifest.train] == [True, True, True, False]
    assert len(manifest.pinned) == 1
    assert manifest.dropped == 0
    assert manifest.train[3].rejected.tolist() == [[300, 300, 400, 400]]
    assert manifest.train[3].boxes.tolist() == [[1, 2, 3, 4]]


def test_large_frames_are_reduced_with_their_boxes(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [image_row("wide.png", width=WIDE[0], height=WIDE[1])]))
        draw(store, store.frame_ids()[0], rect=(266.6, 100, 2666, 1000))
        run = write_snapshot(plan_snapshot(store), lambda *_: picture(*WIDE))
        (image,) = manifest_of(run)["images"]
        (box,) = manifest_of(run)["annotations"]
    assert (image["width"], image["height"]) == (1333, 500)
    assert box["bbox"] == pytest.approx([133.3, 50, 1199.7, 450])
    assert box["area"] == pytest.approx(1199.7 * 450)
    stored = cv2.imdecode(np.fromfile(run / image["file_name"], np.uint8), cv2.IMREAD_COLOR)
    assert stored.shape == (500, 1333, 3)


def test_sizes_are_never_zero() -> None:
    assert taught_size(100_000, 1) == (1333, 1)
    assert taught_size(1333, 1) == (1333, 1)
    assert taught_size(640, 480) == (640, 480)


def test_the_parent_is_named_relative_to_the_run(taught: Store) -> None:
    version = Version(id=3, parent_id=None, created_at=0, status=VersionStatus.ACCEPTED)
    (taught.models_dir / "3").mkdir()
    run = write_snapshot(plan_snapshot(taught, parent=version), read_noise)
    parent = load_job(run).parent
    assert parent == "../../models/3"
    assert (run / parent).resolve() == (taught.models_dir / "3").resolve()


def test_frames_are_stored_once(taught: Store) -> None:
    plan = plan_snapshot(taught)
    first = write_snapshot(plan, read_noise)

    def unneeded(*_: object) -> Image:
        raise AssertionError("read again")

    second = write_snapshot(plan, unneeded)
    assert (first.name, second.name) == ("0001", "0002")
    assert manifest_of(first) == manifest_of(second)
    for path in (first / "frames").iterdir():
        assert path.samefile(second / "frames" / path.name)


def test_where_files_cannot_have_two_names_they_are_copied(
    taught: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(os, "link", refuse)
    plan = plan_snapshot(taught)
    first, second = write_snapshot(plan, read_noise), write_snapshot(plan, read_noise)
    for path in (first / "frames").iterdir():
        assert path.read_bytes() == (second / "frames" / path.name).read_bytes()


def test_a_plan_is_not_changed_by_later_edits(taught: Store) -> None:
    plan = plan_snapshot(taught)
    while taught.undo():
        pass
    run = write_snapshot(plan, read_noise)
    assert len(manifest_of(run)["images"]) == 5


def test_writing_runs_beside_and_reports(taught: Store) -> None:
    plan = plan_snapshot(taught)
    reports: list[tuple[int, int]] = []
    runs: list[Path] = []
    thread = threading.Thread(
        target=lambda: runs.append(write_snapshot(plan, read_noise, progress=lambda *at: reports.append(at)))
    )
    thread.start()
    draw(taught, taught.frame_ids()[7])  # Labelling goes on.
    thread.join()
    assert reports == [(n, 5) for n in range(1, 6)]
    assert runs[0].is_dir()


def test_cancelling_leaves_no_run(taught: Store) -> None:
    asked: list[int] = []

    def cancelled() -> bool:
        asked.append(1)
        return len(asked) == 3

    with pytest.raises(Cancelled):
        write_snapshot(plan_snapshot(taught), read_noise, cancelled=cancelled)
    assert list(taught.runs_dir.iterdir()) == []


def test_a_frame_that_cannot_be_read_is_left_out_and_listed(taught: Store) -> None:
    ids = taught.frame_ids()
    missing = taught.media_path(taught.media_by_id(taught.frame(ids[0]).media_id)).name
    replaced = taught.media_path(taught.media_by_id(taught.frame(ids[1]).media_id)).name

    def read(path: Path, kind: str, index: int) -> Image:
        if path.name == missing:
            raise PlainError("It is gone.")
        return picture(30, 40) if path.name == replaced else read_noise(path, kind, index)

    run = write_snapshot(plan_snapshot(taught), read)
    manifest = manifest_of(run)
    assert ids[0] not in [image["id"] for image in manifest["images"]]
    assert {box["image_id"] for box in manifest["annotations"]} == {ids[3], ids[5]}
    reasons = {item["id"]: item["reason"] for item in manifest["info"]["left_out"]}
    assert reasons[ids[0]] == "It is gone."
    assert "not the picture" in reasons[ids[1]]
    load_manifest(run / "manifest.json")


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ((), ""),
        (("/x/a.jpg",), "1 frame could not be read and was left out: a.jpg."),
        (("/x/a.jpg", "/x/b.jpg"), "2 frames could not be read and were left out: a.jpg, b.jpg."),
        (("/x/v.mp4",) * 40, "40 frames could not be read and were left out: v.mp4."),
        (
            [f"/x/{n}.jpg" for n in range(9)],
            "9 frames could not be read and were left out: 0.jpg, 1.jpg, 2.jpg and 6 more.",
        ),
    ],
)
def test_what_a_person_is_told_of_frames_left_out(files: Sequence[str], sentence: str) -> None:
    assert left_out_sentence([LeftOut(n, file, "It is gone.") for n, file in enumerate(files)]) == sentence


def test_a_run_tells_what_was_left_out(taught: Store) -> None:
    ids = taught.frame_ids()
    missing = taught.media_path(taught.media_by_id(taught.frame(ids[0]).media_id)).name

    def read(path: Path, kind: str, index: int) -> Image:
        if path.name == missing:
            raise PlainError("It is gone.")
        return read_noise(path, kind, index)

    manifest = read_manifest(write_snapshot(plan_snapshot(taught), read))
    assert (manifest.ids("train"), manifest.ids("pinned")) == (ids[1:4], ids[5:6])
    assert left_out_sentence(manifest.info.left_out) == (
        f"1 frame could not be read and was left out: {missing}."
    )


def test_when_no_frame_can_be_read_there_is_no_run(taught: Store) -> None:
    def fail(*_: object) -> Image:
        raise PlainError("The drive is gone.")

    with pytest.raises(ProjectError, match="The drive is gone"):
        write_snapshot(plan_snapshot(taught), fail)
    assert list(taught.runs_dir.iterdir()) == []


def test_a_full_disk_leaves_no_run(taught: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    from app.project import teach_frames

    def full(path: Path, data: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(teach_frames, "write_atomically", full)
    with pytest.raises(ProjectError, match="free some space"):
        write_snapshot(plan_snapshot(taught), read_noise)
    assert list(taught.runs_dir.iterdir()) == []


@pytest.mark.parametrize("case", ["no classes", "nothing", "pinned only", "rejected only"])
def test_nothing_to_learn_from(folder: Path, case: str) -> None:
    with new_store(folder, () if case == "no classes" else ("cat",), frames=2) as store:
        frame_id = store.frame_ids()[0]
        if case == "pinned only":
            draw(store, frame_id)
            apply(store, edits.pin_frames(store, [frame_id]))
        if case == "rejected only":
            (box_id,) = suggest(store, frame_id, Suggestion(1, 1, 1, 9, 9, 0.5))
            apply(store, edits.reject_boxes(store, [box_id]))
        with pytest.raises(ProjectError, match="nothing to"):
            plan_snapshot(store)


def labelled(store: Store, count: int) -> SnapshotPlan:
    ids = add_images(store, count)
    labels = [FrameLabels(frame_id, [Label("cat", 1, 1, 50, 50)]) for frame_id in ids]
    apply(store, edits.add_labels(store, labels, reviewed=True))
    return plan_snapshot(store)


def test_planning_pins_and_what_is_pinned_is_never_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        plan = labelled(store, 40)
        pinned = {frame.id for frame in store.frames() if frame.pinned}
        assert len(pinned) == 6
        assert {frame.id for frame in plan.frames if frame.split == "pinned"} == pinned
        store.undo()  # takes back the labels, not what was set aside
        assert {frame.id for frame in store.frames() if frame.pinned} == pinned
        store.redo()
        later = labelled(store, 40)
        assert pinned < {frame.id for frame in later.frames if frame.split == "pinned"}
        assert not pinned & {frame.id for frame in later.frames if frame.split == "train"}


def test_preparing_marks_what_is_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        plan = labelled(store, 20)
        run = prepare_run(store, read_frame=read_noise)
        taught = {frame.id for frame in store.frames() if frame.taught}
        assert taught == {frame.id for frame in plan.frames if frame.split == "train"}
        assert len(taught) == 15
        assert [image["split"] for image in manifest_of(run)["images"]].count("pinned") == 5
        assert choose_pinned(store).frame_ids == []


def test_a_copy_of_a_pinned_picture_is_not_taught(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        rows = [image_row(f"{name}.png", fingerprint=name[0]) for name in ("a1", "a2", "b1")]
        apply(store, edits.add_media_rows(store, rows))
        pinned, copy, other = store.frame_ids()
        for frame_id in (pinned, copy, other):
            draw(store, frame_id)
            apply(store, edits.complete_frame(store, frame_id, 0.5))
        apply(store, edits.pin_frames(store, [pinned]))
        plan = plan_snapshot(store)
        assert {frame.id: frame.split for frame in plan.frames} == {pinned: "pinned", other: "train"}
        assert copy not in {frame.id for frame in plan.frames}


def test_what_changed_since_a_version_learned(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        plan = labelled(store, 4)
        taught = [frame.id for frame in plan.frames if frame.split == "train"]
        version = taught_version(1, plan.revision, train=taught)
        store.add_version(version, activate=True, taught=taught)
        changed, same = taught[0], taught[1:]
        apply(store, edits.delete_boxes(store, [store.boxes(changed)[0].id]))
        again = {frame.id: frame.changed for frame in plan_snapshot(store, parent=version).frames}
        assert again[changed]
        assert not any(again[frame_id] for frame_id in same)


def test_frames_of_real_files(folder: Path) -> None:
    """Through the program's own reader: a picture on its side, and the frames of a video."""
    source = folder / "pictures"
    source.mkdir()
    data = picture(60, 40, seed=3)
    cv2.imencode(".png", data[:, :, ::-1])[1].tofile(source / "a.png")
    with Store.create(folder / "p.foveate", ["cat"]) as store, FrameReader(store.cache_dir) as reader:
        add_media(store, [source])
        draw(store, store.frame_ids()[0], rect=(1, 1, 20, 20))
        run = prepare_run(store, read_frame=reader.read)
        (image,) = manifest_of(run)["images"]
        stored = cv2.imdecode(np.fromfile(run / image["file_name"], np.uint8), cv2.IMREAD_COLOR)
        np.testing.assert_array_equal(stored[:, :, ::-1], data)


def test_frames_of_a_video_share_a_group(folder: Path) -> None:
    with new_store(folder, frames=1) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 3)]))
        for frame_id in store.frame_ids():
            draw(store, frame_id)
        order: list[tuple[str, int]] = []

        def read(path: Path, kind: str, index: int) -> Image:
            order.append((kind, index))
            return read_noise(path, kind, index)

        run = write_snapshot(plan_snapshot(store), read)
        groups = [image["group"] for image in manifest_of(run)["images"]]
        assert groups == ["1", "2", "2", "2"]
        assert order == [("image", 0), ("video", 0), ("video", 1), ("video", 2)]


def test_what_is_planned_cannot_be_pinned_while_it_is_written(folder: Path) -> None:
    with new_store(folder, frames=3) as store:
        ids = store.frame_ids()
        for frame_id in ids:
            draw(store, frame_id)
        plan = plan_snapshot(store)
        assert all(store.frame(frame_id).taught for frame_id in ids)
        with pytest.raises(LosesComparisonError):
            edits.pin_frames(store, ids[:1])
        apply(store, edits.pin_frames(store, ids[:1], knowingly=True))
        run = write_snapshot(plan, read_noise)
        with pytest.raises(ProjectError, match="teach anew"):
            settle(store, plan, read_manifest(run).ids("train"))


def test_frames_that_are_left_out_or_have_no_run_are_not_taught(folder: Path) -> None:
    with new_store(folder, frames=3) as store:
        ids = store.frame_ids()
        for frame_id in ids:
            draw(store, frame_id)
        store.mark_taught(ids[:1])  # by an earlier run
        bad = store.media_path(store.media_by_id(store.frame(ids[2]).media_id))

        def read(path: Path, kind: str, index: int) -> Image:
            if path == bad:
                raise ProjectError("It cannot be read.")
            return read_noise(path, kind, index)

        with pytest.raises(Cancelled):
            prepare_run(store, read_frame=read, cancelled=Switch(after=4))
        assert [store.frame(frame_id).taught for frame_id in ids] == [True, False, False]
        told: list[str] = []
        prepare_run(store, read_frame=read, told=told.append)
        assert [store.frame(frame_id).taught for frame_id in ids] == [True, True, False]
        assert told == [f"1 frame could not be read and was left out: {bad.name}."]


class Switch:
    """Says no so many times, then yes."""

    def __init__(self, after: int) -> None:
        self._left = after

    def __call__(self) -> bool:
        self._left -= 1
        return self._left < 0
