"""What a store answers, how it tells of changes, and what it refuses."""

from __future__ import annotations

import logging
from pathlib import Path

import msgspec
import pytest

from app.project import edits
from app.project.errors import ProjectError
from app.project.records import (
    Box,
    BoxCounts,
    BoxOrigin,
    BoxState,
    ChangeSet,
    Edit,
    Frame,
    FrameTotals,
    Suggestion,
    Version,
    VersionStatus,
)
from app.project.rows import change
from app.project.store import Store
from retinanet_core.errors import InvalidBoxError
from tests.project.building import (
    add_images,
    apply,
    assert_same_on_disk,
    content,
    draw,
    image_row,
    new_store,
    suggest,
    taught_version,
    video_row,
)


def test_a_new_project(folder: Path) -> None:
    with Store.create(folder / "new" / "cells.foveate", [" RBC ", "WBC"]) as store:
        assert [(item.id, item.name, item.position) for item in store.classes()] == [
            (1, "RBC", 0),
            (2, "WBC", 1),
        ]
        assert store.frames() == ()
        assert store.media() == ()
        assert store.versions() == ()
        assert store.active_version() is None
        assert store.undo() is None
        assert store.redo() is None
        assert store.undo_edit() is None
        assert store.redo_edit() is None
        assert not store.read_only
        assert all(path.is_dir() for path in (store.models_dir, store.runs_dir, store.cache_dir))
        assert store.name == "cells"


def test_a_project_in_an_empty_folder(folder: Path) -> None:
    (folder / "a.foveate").mkdir()
    Store.create(folder / "a.foveate").close()
    Store.open(folder / "a.foveate").close()


def test_creating_never_touches_what_is_there(folder: Path) -> None:
    (folder / "a.foveate").mkdir()
    (folder / "a.foveate" / "mine.txt").write_text("precious")
    with pytest.raises(ProjectError, match="exists already"):
        Store.create(folder / "a.foveate")
    assert [path.name for path in (folder / "a.foveate").iterdir()] == ["mine.txt"]
    (folder / "b.foveate").write_text("a file")
    with pytest.raises(ProjectError, match="exists already"):
        Store.create(folder / "b.foveate")
    with pytest.raises(ProjectError, match="must end in"):
        Store.create(folder / "c")
    with pytest.raises(ProjectError, match="same name"):
        Store.create(folder / "c.foveate", ["x", "x "])
    with pytest.raises(ProjectError, match="cannot be made"):
        Store.create(folder / "b.foveate" / "d.foveate")
    assert not (folder / "c.foveate").exists()


def test_frames_come_in_media_order_then_index(store: Store) -> None:
    apply(store, edits.add_media_rows(store, [video_row("a.mp4", 3), image_row("z.png")]))
    media = {item.id: item.path for item in store.media()}
    listed = [(media[frame.media_id], frame.index) for frame in store.frames()]
    assert listed[3:] == [("a.mp4", 0), ("a.mp4", 1), ("a.mp4", 2), ("z.png", 0)]
    assert store.frame_ids() == tuple(frame.id for frame in store.frames())
    assert [store.frame_position(frame_id) for frame_id in store.frame_ids()] == list(range(7))
    ids = store.frame_ids()
    apply(store, edits.pin_frames(store, ids[:1]))
    assert store.frame_ids() is ids  # A mark on a frame does not make a list of all frames anew.


def test_counts_follow_every_change(store: Store) -> None:
    first, second, third = store.frame_ids()
    draw(store, first)
    draw(store, first, 2)
    suggested = suggest(store, second, Suggestion(1, 1, 1, 9, 9, 0.5), Suggestion(2, 20, 20, 40, 40, 0.4))
    apply(store, edits.reject_boxes(store, suggested[:1]))
    apply(store, edits.complete_frame(store, third, 0.5))
    assert store.counts() == {first: BoxCounts(0, 2, 0), second: BoxCounts(1, 0, 1)}
    assert store.class_counts() == {1: 1, 2: 1}
    assert store.totals() == FrameTotals(frames=3, reviewed=1, detected=1)
    assert_same_on_disk(store)


def test_observers_hear_what_changed_and_who_did_it(store: Store) -> None:
    heard: list[ChangeSet] = []
    unsubscribe = store.subscribe(heard.append)
    frame_id = store.frame_ids()[0]
    me = object()
    edit = edits.draw_box(store, frame_id, 1, (1, 1, 5, 5))
    returned = store.apply(edit, me)
    assert heard == [returned]
    assert (returned.frame_ids, returned.initiator) == (frozenset({frame_id}), me)
    assert len(returned.box_ids) == 1
    undone = store.undo()
    assert heard[-1] == undone
    unsubscribe()
    unsubscribe()
    store.redo()
    assert len(heard) == 2


def test_an_observer_that_writes_is_heard_after_the_first_change(store: Store) -> None:
    order: list[tuple[str, frozenset[int]]] = []
    frame_id = store.frame_ids()[0]

    def answer(changed: ChangeSet) -> None:
        order.append(("first", changed.box_ids))
        if len(order) == 1:
            draw(store, frame_id, 2)

    store.subscribe(answer)
    store.subscribe(lambda changed: order.append(("second", changed.box_ids)))
    draw(store, frame_id, 1)
    one, two = (frozenset({box.id}) for box in store.boxes(frame_id))
    assert order == [("first", one), ("second", one), ("first", two), ("second", two)]


@pytest.mark.logs_errors
def test_a_failing_observer_stops_nobody(store: Store, caplog: pytest.LogCaptureFixture) -> None:
    heard: list[ChangeSet] = []

    def fail(_: ChangeSet) -> None:
        raise RuntimeError("broken view")

    store.subscribe(fail)
    store.subscribe(heard.append)
    with caplog.at_level(logging.ERROR):
        draw(store, store.frame_ids()[0])
    assert len(heard) == 1
    assert "broken view" in caplog.text


def test_settings_stay_and_are_no_edits(store: Store) -> None:
    cursor = store.undo_edit()
    store.set_setting("last_frame", "3")
    store.set_setting("last_frame", "4")
    assert store.undo_edit() == cursor
    assert store.setting("absent", "x") == "x"
    folder = store.folder
    store.close()
    with Store.open(folder) as again:
        assert again.setting("last_frame") == "4"


def test_an_edit_of_a_row_that_changed_meanwhile_is_refused(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    (box_id,) = suggest(store, frame_id, Suggestion(1, 1, 1, 9, 9, 0.5))
    late = edits.accept_boxes(store, [box_id])
    suggest(store, frame_id)
    before = content(store)
    assert late is not None
    with pytest.raises(ProjectError, match="changed"):
        store.apply(late)
    assert content(store) == before
    assert_same_on_disk(store)


def test_malformed_edits_are_refused(store: Store) -> None:
    frame_id = store.frame_ids()[0]
    before = content(store)
    frame = store.frame(frame_id)
    marked = msgspec.structs.replace(frame, note="x")
    with pytest.raises(ValueError, match="twice"):
        store.apply(Edit(kind="bad", changes=(change(frame, marked), change(frame, marked))))
    outside = Box(
        id=99, frame_id=frame_id, class_id=1, x1=0, y1=0, x2=641, y2=5,
        state=BoxState.CONFIRMED, origin=BoxOrigin.PERSON,
    )  # fmt: skip
    with pytest.raises(InvalidBoxError):
        store.apply(Edit(kind="bad", changes=(change(None, outside),)))
    unknown_class = msgspec.structs.replace(outside, x2=5, class_id=77)
    with pytest.raises(ProjectError):
        store.apply(Edit(kind="bad", changes=(change(None, unknown_class),)))
    unknown_frame = msgspec.structs.replace(outside, x2=5, frame_id=77)
    with pytest.raises(ProjectError):
        store.apply(Edit(kind="bad", changes=(change(None, unknown_frame),)))
    twin = Frame(id=99, media_id=frame.media_id, index=frame.index, width=5, height=5)
    with pytest.raises(ProjectError):
        store.apply(Edit(kind="bad", changes=(change(None, twin),)))
    assert content(store) == before
    assert_same_on_disk(store)


def test_an_edit_that_changes_nothing_is_no_step(store: Store) -> None:
    frame = store.frame(store.frame_ids()[0])
    before = store.history()
    assert store.apply(Edit(kind="nothing", changes=(change(frame, frame),))) == ChangeSet()
    assert store.history() == before


def test_ids_are_never_reused(folder: Path) -> None:
    store = new_store(folder)
    frame_id = store.frame_ids()[0]
    first = draw(store, frame_id)
    store.undo()
    store.close()
    with Store.open(folder / "p.foveate") as again:
        second = draw(again, frame_id)
        assert second > first
        again.undo()
        third = draw(again, frame_id)
        assert third > second
        newest = max(again.frame_ids())
        again.undo()
        again.undo()  # The frames go.
        assert again.frames() == ()
        assert min(add_images(again, 1)) > newest


def test_a_closed_store_refuses_to_write(store: Store) -> None:
    edit = edits.draw_box(store, store.frame_ids()[0], 1, (1, 1, 5, 5))
    store.close()
    store.close()
    with pytest.raises(ProjectError, match="closed"):
        store.apply(edit)


def test_what_is_asked_for_must_exist(store: Store) -> None:
    for ask in (
        store.frame,
        store.box,
        store.media_by_id,
        store.class_by_id,
        store.version,
        store.frame_position,
    ):
        with pytest.raises(KeyError):
            ask(12345)
    assert store.boxes(12345) == ()


def test_versions(store: Store) -> None:
    heard: list[ChangeSet] = []
    store.subscribe(heard.append)
    one = Version(id=store.new_version_id(), parent_id=None, created_at=1.5, status=VersionStatus.ACCEPTED)
    store.add_version(one, activate=True)
    two = Version(
        id=store.new_version_id(), parent_id=one.id, created_at=2.5, status=VersionStatus.WAITING,
        run="0001", report={"after": {"ap50": 0.5}}, note="è",
    )  # fmt: skip
    store.add_version(two)
    assert store.versions() == (one, two)
    assert store.active_version() == one
    assert [changed.versions for changed in heard] == [True, True]
    store.set_version_status(two.id, VersionStatus.ACCEPTED, activate=True)
    assert store.active_version() == store.version(two.id)
    assert store.version(two.id).status is VersionStatus.ACCEPTED
    assert_same_on_disk(store)
    store.set_active_version(one.id)
    assert_same_on_disk(store)
    assert store.active_version() == one
    store.set_active_version(None)
    assert store.active_version() is None
    with pytest.raises(ValueError, match="already"):
        store.add_version(one)
    assert store.new_version_id() == 3


def test_corrections_since_a_version_learned(store: Store) -> None:
    first, second, third = store.frame_ids()
    drawn = draw(store, first)
    apply(store, edits.complete_frame(store, second, 0.5))
    suggest(store, third, Suggestion(1, 1, 1, 9, 9, 0.5))
    assert set(store.corrected_frames()) == {first, second}
    snapshot = store.revision
    apply(store, edits.delete_boxes(store, [drawn]))
    store.add_version(taught_version(1, snapshot), activate=True, taught=[second])
    # What was deleted after the snapshot is still news.
    assert set(store.corrected_frames()) == {first}
    assert store.frame(second).taught
    assert_same_on_disk(store)
