"""The queues of a project: what to label next, and where the version in use disagrees with the labels."""

from __future__ import annotations

import contextlib
import sqlite3
import time
from pathlib import Path

import numpy as np
import pytest

from app.project import edits
from app.project.class_going import ClassGoing
from app.project.disagreement import compare
from app.project.looks import FOLDER, VERSIONS_KEPT, Look, Looks, most_looked
from app.project.queue import (
    Entry,
    Reason,
    Why,
    badly_placed,
    basis_of,
    likely_extra,
    likely_missed,
    to_label,
    triage,
)
from app.project.records import Box, BoxOrigin, BoxState, Suggestion, Version, VersionStatus
from app.project.store import Store
from retinanet_core.checkpoint import ModelInfo, save_info
from retinanet_core.config import preset
from retinanet_core.errors import Cancelled
from retinanet_core.types import Detections, ObjectClass
from tests.project.building import add_images, apply, draw, new_store, suggest, video_row

CAT, DOG = 1, 2


def at(x: float, score: float = 0.9, class_id: int = CAT, *, side: float = 40) -> Suggestion:
    return Suggestion(class_id, x, 10, x + side, 10 + side, score)


def detections(*found: Suggestion, feature: list[float] | None = None) -> Detections:
    found = tuple(sorted(found, key=lambda item: -item.score))
    return Detections(
        np.array([(f.x1, f.y1, f.x2, f.y2) for f in found], np.float32).reshape(-1, 4),
        np.array([f.score for f in found], np.float32),
        np.array([f.class_id for f in found], np.int64),
        None if feature is None else np.array(feature, np.float16),
    )


def use_version(store: Store, number: int = 1, *, threshold: float | None = None) -> None:
    """A version that knows cats and dogs is in use."""
    folder = store.models_dir / str(number)
    folder.mkdir(parents=True)
    known = (ObjectClass(CAT, "cat"), ObjectClass(DOG, "dog"))
    save_info(folder, ModelInfo(network=preset("lite"), classes=known))
    report = {} if threshold is None else {"after": {"threshold": threshold}}
    version = Version(id=number, parent_id=None, created_at=0.0, status=VersionStatus.ACCEPTED, report=report)
    store.add_version(version, activate=True)


def look(
    store: Store, frame_id: int, *found: Suggestion, version: int = 1, when: float | None = None
) -> None:
    """The version looks at a reviewed frame."""
    seen = Look(frame_id, time.time() if when is None else when, detections(*found), boxes_kept=True)
    Looks(store.cache_dir, version).put([seen])


def review(store: Store, frame_id: int) -> None:
    apply(store, edits.complete_frame(store, frame_id, 0.3))


def ids(entries: list[Entry]) -> list[int]:
    return [entry.frame_id for entry in entries]


# --- what to label next


def test_the_frame_that_the_version_is_least_sure_of_comes_first_with_its_reason(store: Store) -> None:
    sure, unsure, half = store.frame_ids()
    suggest(store, sure, at(10, 0.99), at(100, 0.98))
    suggest(store, unsure, at(10, 0.5, DOG), at(100, 0.6, DOG), at(200, 0.4))
    suggest(store, half, at(10, 0.7))
    first, second, third = to_label(basis_of(store))
    assert [first.frame_id, second.frame_id, third.frame_id] == [unsure, half, sure]
    assert first.reason == Reason(Why.UNSURE, boxes=3, class_id=DOG)
    assert second.reason == Reason(Why.UNSURE, boxes=1, class_id=CAT)
    assert third.reason.why is Why.SURE
    assert first.value == pytest.approx((1 + 0.8 + 0.8) / 5)


def test_few_examples_of_a_class_put_it_first_and_are_named(folder: Path) -> None:
    with new_store(folder, frames=3) as store:
        labelled, cats, dogs = store.frame_ids()
        for n in range(9):
            draw(store, labelled, CAT, (n * 60, 0, n * 60 + 50, 50))
        draw(store, labelled, DOG, (0, 100, 50, 150))
        review(store, labelled)
        suggest(store, cats, at(10, 0.5))
        suggest(store, dogs, at(10, 0.6, DOG))
        first, second = to_label(basis_of(store))
    assert first.frame_id == dogs
    assert first.reason == Reason(Why.UNSURE, boxes=1, class_id=DOG, examples=1)
    assert second.reason.examples is None


def test_what_a_person_judged_is_no_doubt_any_more_and_reviewed_frames_are_out(store: Store) -> None:
    first, second, third = store.frame_ids()
    box_ids = suggest(store, first, at(10, 0.5), at(100, 0.5))
    suggest(store, second, at(10, 0.5))
    apply(store, edits.accept_boxes(store, box_ids))
    review(store, third)
    assert ids(to_label(basis_of(store))) == [second, first]


def test_without_a_version_every_frame_waits_its_turn(store: Store) -> None:
    entries = to_label(basis_of(store))
    assert sorted(ids(entries)) == list(store.frame_ids())
    assert {entry.reason.why for entry in entries} == {Why.UNSEEN}


def test_a_project_without_frames_has_nothing_to_label(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        assert to_label(basis_of(store)) == []
        assert triage(basis_of(store)) == ([], [], [], ())


def test_an_object_that_comes_and_goes_in_a_video_is_a_reason(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 100)]))
        frames = store.frame_ids()
        cat = Suggestion(CAT, 300, 200, 360, 260, 0.95)
        for n in (0, 1, 3, 50, 51):
            suggest(store, frames[n], cat)
        suggest(store, frames[2])
        entries = to_label(basis_of(store), limit=6)
        flickering = [entry for entry in entries if entry.reason.why is Why.FLICKER]
        assert flickering[0].frame_id == frames[2]
        assert flickering[0].reason.class_id == CAT
        assert set(ids(flickering)) <= {frames[n] for n in (1, 2, 3)}
        assert frames[50] in ids(entries), "and frames far away come before its neighbours"


def test_features_out_of_the_cache_keep_copies_apart(store: Store) -> None:
    more = add_images(store, 3)
    frames = (*store.frame_ids()[:3], *more)
    looks = Looks(store.cache_dir, 1)
    for n, frame_id in enumerate(frames):
        suggest(store, frame_id, at(10, 0.5 + n / 100))
        feature = [1.0, 0.0] if n < 5 else [0.0, 1.0]
        looks.put([Look(frame_id, 0.0, detections(feature=feature), boxes_kept=False)])
    assert ids(to_label(basis_of(store)))[:2] == [frames[0], frames[5]]


def test_the_order_can_be_stopped(store: Store) -> None:
    with pytest.raises(Cancelled):
        to_label(basis_of(store), cancelled=lambda: True)


# --- the version in use against the labels


@pytest.fixture
def reviewed(store: Store) -> Store:
    """The first frame has a cat at 10 and a dog at 200 and is reviewed; version 1 is in use."""
    use_version(store)
    frame_id = store.frame_ids()[0]
    draw(store, frame_id, CAT, (10, 10, 50, 50))
    draw(store, frame_id, DOG, (200, 10, 240, 50))
    review(store, frame_id)
    return store


def test_where_both_agree_there_is_nothing_to_see(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11), at(201, class_id=DOG))
    assert triage(basis_of(reviewed)) == ([], [], [], ())


def test_likely_missed(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11), at(201, class_id=DOG), at(300, 0.8, DOG), at(400, 0.7), at(500, 0.4))
    (entry,) = likely_missed(basis_of(reviewed))
    assert entry.frame_id == frame_id
    assert entry.reason == Reason(Why.MISSED, boxes=2, class_id=DOG, score=pytest.approx(0.8))
    assert likely_extra(basis_of(reviewed)) == []


def test_what_a_person_rejected_was_not_missed(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11), at(201, class_id=DOG), at(300, 0.8, DOG))
    (box_id,) = suggest(reviewed, frame_id, at(302, 0.8, DOG))
    apply(reviewed, edits.reject_boxes(reviewed, [box_id]))
    assert likely_missed(basis_of(reviewed)) == []


def test_how_sure_is_sure_enough_depends_on_the_version(folder: Path) -> None:
    with new_store(folder) as store:
        use_version(store, threshold=0.75)
        frame_id = store.frame_ids()[0]
        review(store, frame_id)
        look(store, frame_id, at(10, 0.7))
        assert likely_missed(basis_of(store)) == []
        look(store, frame_id, at(10, 0.8))
        assert ids(likely_missed(basis_of(store))) == [frame_id]


def test_likely_extra_and_what_is_seen_instead(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11))
    (entry,) = likely_extra(basis_of(reviewed))
    assert entry.reason == Reason(Why.EXTRA, boxes=1, class_id=DOG)
    look(reviewed, frame_id, at(11), at(201, 0.9, CAT))
    (entry,) = likely_extra(basis_of(reviewed))
    assert entry.reason == Reason(Why.EXTRA, boxes=1, class_id=DOG, instead=CAT)
    assert likely_missed(basis_of(reviewed)) == [], "a box of another class says that something is there"
    look(reviewed, frame_id, at(11), at(201, 0.15, DOG))
    assert likely_extra(basis_of(reviewed)) == [], "a faint sight of it is one"


def test_a_class_that_the_version_never_learned_is_not_extra(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    apply(reviewed, edits.add_class(reviewed, "fox"))
    fox = reviewed.classes()[-1].id
    draw(reviewed, frame_id, fox, (400, 10, 440, 50))
    look(reviewed, frame_id, at(11), at(201, class_id=DOG))
    assert likely_extra(basis_of(reviewed)) == []


def test_what_the_version_sees_of_a_merged_class_is_of_the_class_it_became(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    ClassGoing(reviewed, DOG, CAT).go_on()
    look(reviewed, frame_id, at(11), at(201, class_id=DOG), at(300, 0.8, DOG), at(301, 0.7, CAT))
    (entry,) = likely_missed(basis_of(reviewed))
    assert entry.reason == Reason(Why.MISSED, boxes=1, class_id=CAT, score=pytest.approx(0.8))
    assert likely_extra(basis_of(reviewed)) == []


def test_what_was_merged_into_a_class_that_the_version_lacks_is_known_to_it(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    apply(reviewed, edits.add_class(reviewed, "pet"))
    pet = reviewed.classes()[-1].id
    ClassGoing(reviewed, DOG, pet, complete=True).go_on()
    look(reviewed, frame_id, at(11))
    (entry,) = likely_extra(basis_of(reviewed))
    assert entry.reason == Reason(Why.EXTRA, boxes=1, class_id=pet)


def test_badly_placed(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(30), at(201, class_id=DOG))  # 20 of 40 pixels off: 20 x 40 shared of 60 x 40
    (entry,) = badly_placed(basis_of(reviewed))
    assert entry.reason == Reason(Why.MISPLACED, boxes=1, class_id=CAT, overlap=pytest.approx(1 / 3))
    assert likely_missed(basis_of(reviewed)) == []
    look(reviewed, frame_id, at(30, 0.4), at(201, class_id=DOG))
    assert badly_placed(basis_of(reviewed)) == [], "it is not sure of the other place"


def box(x: float, class_id: int = CAT) -> Box:
    return Box(
        id=1, frame_id=1, class_id=class_id, x1=x, y1=10, x2=x + 40, y2=50,
        state=BoxState.CONFIRMED, origin=BoxOrigin.PERSON,
    )  # fmt: skip


def test_where_things_stand_close_no_box_is_blamed_for_its_neighbour() -> None:
    # The version sees the right one of two that overlap by a third; that one is the left one's neighbour.
    found = compare([box(10), box(30)], detections(at(31)), confident=0.5)
    assert found.misplaced == []
    assert found.missed == []


def test_what_was_changed_after_the_look_is_not_in_question(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(30), when=time.time() - 3600)
    assert triage(basis_of(reviewed)) == ([], [], [], ())
    look(reviewed, frame_id, at(30))
    assert ids(likely_extra(basis_of(reviewed))) == ids(badly_placed(basis_of(reviewed))) == [frame_id]


def test_a_frame_that_a_person_checked_leaves_the_queues_until_the_version_looks_again(
    reviewed: Store,
) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id)
    Looks(reviewed.cache_dir, 1).check([frame_id])
    assert triage(basis_of(reviewed)) == ([], [], [], ())
    look(reviewed, frame_id)
    assert ids(likely_extra(basis_of(reviewed))) == [frame_id]


def test_the_frames_that_the_version_has_not_looked_at_are_told(reviewed: Store) -> None:
    first, second, third = reviewed.frame_ids()
    review(reviewed, second)
    assert triage(basis_of(reviewed)).unlooked == (first, second)
    look(reviewed, second)
    assert triage(basis_of(reviewed)).unlooked == (first,)
    look(reviewed, first, version=2)
    assert triage(basis_of(reviewed)).unlooked == (first,), "another version's look is none of this one"
    use_version(reviewed, 2)
    assert triage(basis_of(reviewed)).unlooked == (second,)
    look(reviewed, third)
    assert third not in ids(triage(basis_of(reviewed)).missed), "nobody said that it is complete"


def test_the_most_suspicious_frames_come_first(store: Store) -> None:
    use_version(store)
    for frame_id, score in zip(store.frame_ids(), (0.6, 0.9, 0.7), strict=True):
        review(store, frame_id)
        look(store, frame_id, at(10, score))
    first, second, third = store.frame_ids()
    assert ids(likely_missed(basis_of(store))) == [second, third, first]


# --- the cache


def test_the_cache_can_be_removed_or_damaged_at_any_time(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id)
    file = reviewed.cache_dir / FOLDER / "1.sqlite"
    file.write_bytes(b"no database " * 1000)
    assert triage(basis_of(reviewed)).unlooked == (frame_id,)
    look(reviewed, frame_id)
    assert triage(basis_of(reviewed)).unlooked == ()
    file.unlink()
    assert triage(basis_of(reviewed)).unlooked == (frame_id,)
    assert most_looked(reviewed.cache_dir) is None


def test_only_the_looks_of_the_latest_versions_are_kept(store: Store) -> None:
    for version in range(1, VERSIONS_KEPT + 3):
        Looks(store.cache_dir, version).put([Look(1, 0.0, detections(feature=[1.0]), boxes_kept=False)])
    assert len(list((store.cache_dir / FOLDER).iterdir())) == VERSIONS_KEPT


def test_features_are_those_of_the_version_that_looked_at_most_frames(store: Store) -> None:
    for version, frames in ((1, (1, 2)), (2, (1,))):
        Looks(store.cache_dir, version).put(
            [Look(n, 0.0, detections(feature=[float(version)]), boxes_kept=False) for n in frames]
        )
    looks = most_looked(store.cache_dir)
    assert looks is not None
    features = looks.features([2, 3, 1])
    assert features is not None
    assert looks.version_id == 1
    assert np.isnan(features[1]).all()
    assert features[[0, 2]].tolist() == [[1.0], [1.0]]


def test_a_class_that_the_project_lacks_is_not_missed(reviewed: Store) -> None:
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11), at(201, class_id=DOG), at(401, 0.9, 7))
    assert likely_missed(basis_of(reviewed)) == []


@pytest.mark.parametrize("page", [1, 2])
def test_a_cache_that_is_damaged_anywhere_is_begun_anew(
    reviewed: Store, page: int, caplog: pytest.LogCaptureFixture
) -> None:
    frame_id = reviewed.frame_ids()[0]
    looks = Looks(reviewed.cache_dir, 1)
    looks.put([Look(n, 0.0, detections(feature=[1.0] * 64), boxes_kept=True) for n in range(300)])
    file = reviewed.cache_dir / FOLDER / "1.sqlite"
    data = file.read_bytes()
    assert len(data) > 3 * 4096
    file.write_bytes(data[: 4096 * page] + b"\xff" * (len(data) - 4096 * page))
    assert looks.features([frame_id]) is None
    assert "is damaged" in caplog.text or "cannot be read" in caplog.text
    looks.put([Look(frame_id, 0.0, detections(feature=[1.0]), boxes_kept=True)])
    looks.put([Look(frame_id, 0.0, detections(feature=[1.0]), boxes_kept=True)])
    assert looks.features([frame_id]) is not None
    assert looks.seen() == {frame_id}


def test_a_cache_that_another_program_holds_is_left_alone(
    reviewed: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.project.looks.BUSY_SECONDS", 0.01)
    frame_id = reviewed.frame_ids()[0]
    look(reviewed, frame_id, at(11))
    looks = Looks(reviewed.cache_dir, 1)
    with contextlib.closing(sqlite3.connect(reviewed.cache_dir / FOLDER / "1.sqlite")) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert looks.seen() == frozenset()
        assert list(looks.sights()) == []
        looks.check([frame_id])
        other.rollback()
    assert looks.seen() == {frame_id}
