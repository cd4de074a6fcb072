"""What the health check says of projects that have one thing wrong with them, and of one where all is well."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.project import edits
from app.project.class_going import ClassGoing
from app.project.errors import ProjectError
from app.project.geometry import overlapping_pairs, overlaps
from app.project.health import Finding, check, read_facts, seen
from app.project.looks import Look, Looks
from app.project.records import FrameLabels, Label, Suggestion, Version, VersionStatus
from app.project.store import Store
from retinanet_core.config import preset
from retinanet_core.types import Detections
from tests.project.building import (
    add_images,
    apply,
    content,
    draw,
    image_row,
    new_store,
    suggest,
    video_row,
)

LITE = preset("lite")


def findings(store: Store, **more: object) -> dict[str, Finding]:
    """What is found, by kind; each kind may come once only."""
    alike = more.pop("alike", None)
    found = check(read_facts(store.folder, alike), LITE, **more)
    by_kind = {finding.kind: finding for finding in found}
    assert len(by_kind) == len(found)
    for finding in found:
        assert finding.sentence.endswith(".")
        assert finding.advice.endswith(".")
        assert set(finding.frame_ids) <= set(store.frame_ids())
        for box_id in finding.box_ids:
            assert store.box(box_id).frame_id in finding.frame_ids
    return by_kind


def healthy(folder: Path) -> Store:
    """Thirty frames with a cat and a dog of ordinary sizes on each, five of them pinned."""
    store = new_store(folder, frames=30)
    boxes = [Label("cat", 20, 20, 120, 120), Label("dog", 300, 200, 420, 330)]
    labels = [FrameLabels(frame_id, boxes) for frame_id in store.frame_ids()]
    apply(store, edits.add_labels(store, labels, reviewed=True))
    apply(store, edits.pin_frames(store, store.frame_ids()[::6]))
    return store


@pytest.fixture
def well(folder: Path) -> Store:
    with healthy(folder) as store:
        yield store


def use_version(store: Store, version_id: int = 1) -> None:
    version = Version(id=version_id, parent_id=None, created_at=0, status=VersionStatus.ACCEPTED)
    store.add_version(version, activate=True)


def test_where_all_is_well_nothing_is_said(well: Store) -> None:
    assert findings(well) == {}


def test_an_empty_project_has_nothing_wrong(folder: Path) -> None:
    with new_store(folder, (), frames=0) as store:
        assert findings(store) == {}


def test_checking_changes_nothing_and_holds_nobody_up(well: Store) -> None:
    before, revision = content(well), well.revision
    read_facts(well.folder)
    draw(well, well.frame_ids()[0])
    well.undo()
    assert content(well) == before
    assert well.revision == revision + 2


def test_facts_are_those_of_the_project(well: Store) -> None:
    facts = read_facts(well.folder)
    assert tuple(facts.frame_ids) == well.frame_ids()
    assert facts.classes == {1: "cat", 2: "dog"}
    assert [well.frame_ids()[row] for row in facts.box_frames] == [
        well.box(box_id).frame_id for box_id in facts.box_ids.tolist()
    ]
    assert facts.boxes.tolist() == [list(well.box(box_id).rect) for box_id in facts.box_ids.tolist()]


def test_a_project_that_cannot_be_read_is_told_in_a_sentence(folder: Path) -> None:
    with pytest.raises(ProjectError):
        read_facts(folder / "absent.foveate")


# -- classes


def test_classes_with_few_boxes(well: Store) -> None:
    apply(well, edits.add_class(well, "bird"))
    first = well.frame_ids()[1]
    for n in range(3):
        draw(well, first, 3, (500, 50 + 120 * n, 600, 150 + 120 * n))
    found = findings(well)["few boxes"]
    assert (found.severity, found.class_ids, found.frame_ids) == ("warning", (3,), (first,))
    assert found.sentence == "Too few confirmed boxes to learn from: bird (3)."


def test_many_classes_are_one_finding(well: Store) -> None:
    for n in range(8):
        apply(well, edits.add_class(well, f"kind {n}"))
    found = findings(well)
    assert set(found) == {"few boxes", "not asked"}
    assert found["few boxes"].class_ids == tuple(range(3, 11))
    assert found["few boxes"].sentence.endswith("kind 3 (0), kind 4 (0) and 3 more.")
    assert "kind 0, kind 1, kind 2, kind 3, kind 4 or 3 more:" in found["not asked"].sentence


def test_a_class_that_no_pinned_frame_shows(well: Store) -> None:
    apply(well, edits.add_class(well, "bird"))
    for frame_id in well.frame_ids():
        if not well.frame(frame_id).pinned:
            draw(well, frame_id, 3, (500, 50, 600, 150))
        apply(well, edits.complete_frame(well, frame_id, 0.5))
    found = findings(well)
    assert set(found) == {"not pinned"}
    assert found["not pinned"].class_ids == (3,)
    assert found["not pinned"].frame_ids == tuple(frame.id for frame in well.frames() if not frame.pinned)
    assert "bird" in found["not pinned"].sentence


def test_imbalance(well: Store) -> None:
    apply(well, edits.add_class(well, "bird"))
    ids = add_images(well, 570)
    boxes = [Label("cat", 20, 20, 120, 120)]
    apply(well, edits.add_labels(well, [FrameLabels(frame_id, boxes) for frame_id in ids], reviewed=True))
    assert "imbalance" in findings(well)
    found = findings(well)["imbalance"]
    assert found.class_ids == (1, 2)
    assert found.sentence == "cat has 600 boxes, dog 30."


def test_frames_completed_before_a_class_came(well: Store) -> None:
    apply(well, edits.add_class(well, "bird"))
    again = well.frame_ids()[:4]
    for frame_id in again:
        apply(well, edits.complete_frame(well, frame_id, 0.5))
    found = findings(well)["not asked"]
    assert (found.severity, found.class_ids) == ("note", (3,))
    assert found.sentence.startswith("26 reviewed frames were completed before there was bird:")
    assert found.frame_ids == well.frame_ids()[4:]


# -- sides


def test_copies_on_both_sides(well: Store) -> None:
    ids = well.frame_ids()
    well.mark_taught(ids[1:6])
    media = [well.frame(frame_id).media_id for frame_id in ids]
    found = findings(well, alike={media[3]: media[0]})["alike on both sides"]
    assert found.severity == "problem"
    assert found.frame_ids == (ids[0], ids[3])
    assert findings(well) == {}


def test_the_same_file_twice_on_both_sides(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        rows = [image_row(f"{name}.png", fingerprint=name[0]) for name in ("a1", "a2", "b1")]
        apply(store, edits.add_media_rows(store, rows))
        pinned, copy, other = store.frame_ids()
        apply(store, edits.pin_frames(store, [pinned]))
        store.mark_taught([copy, other])
        assert findings(store)["alike on both sides"].frame_ids == (pinned, copy)


def test_a_split_video_is_worth_a_note(folder: Path) -> None:
    with new_store(folder, frames=0) as store:
        apply(store, edits.add_media_rows(store, [video_row("clip.mp4", 6)]))
        ids = store.frame_ids()
        apply(store, edits.pin_frames(store, ids[:2]))
        store.mark_taught(ids[3:])
        found = findings(store)
        assert found["split video"].severity == "note"
        assert found["split video"].frame_ids == (*ids[:2], *ids[3:])
        assert "alike on both sides" not in found


# -- boxes


def test_tiny_boxes(well: Store) -> None:
    frame_id = well.frame_ids()[2]
    tiny = draw(well, frame_id, 1, (500, 50, 507.9, 90))  # A frame of 640 x 480 is looked at as it is.
    draw(well, frame_id, 1, (550, 50, 570, 70))
    found = findings(well)["tiny"]
    assert (found.severity, found.box_ids, found.frame_ids) == ("note", (tiny,), (frame_id,))


def test_boxes_that_no_anchor_reaches(well: Store) -> None:
    wide = [
        draw(well, frame_id, 1, (20, 400 + n, 620, 425 + n)) for n, frame_id in enumerate(well.frame_ids())
    ]
    found = findings(well)["unreached"]
    assert found.severity == "warning"
    assert found.box_ids == tuple(wide)
    assert "Anchor sizes" in found.advice
    assert "instead of 67%" in found.advice  # Two of three boxes are of ordinary shape.


def test_boxes_beyond_the_frame(well: Store) -> None:
    box_id = draw(well, well.frame_ids()[3], 1, (600, 400, 640, 480))
    well.close()
    with closing(sqlite3.connect(well.folder / "project.sqlite")) as connection:
        connection.execute("UPDATE box SET x2 = 641 WHERE id = ?", (box_id,))
        connection.commit()
    with Store.open(well.folder) as store:
        found = findings(store)["outside"]
        assert (found.severity, found.box_ids) == ("problem", (box_id,))


def test_boxes_on_one_another(well: Store) -> None:
    first, second = well.frame_ids()[4:6]
    again = draw(well, first, 1, (21, 20, 121, 120))
    other = draw(well, second, 2, (20, 21, 120, 121))
    (cat,) = [box.id for box in well.boxes(second) if box.rect == (20, 20, 120, 120)]
    found = findings(well)
    assert found["twice"].box_ids == (again,)
    assert found["two classes"].box_ids == (cat, other)
    assert set(found) == {"twice", "two classes"}


# -- what the version in use says


def test_likely_missing_labels(well: Store) -> None:
    use_version(well)
    ids = well.frame_ids()
    away, near = Suggestion(1, 500, 50, 600, 150, 0.9), Suggestion(2, 320, 210, 440, 340, 0.9)
    suggest(well, ids[7], away)
    suggest(well, ids[8], Suggestion(1, 500, 50, 600, 150, 0.4))  # It is not sure.
    suggest(well, ids[9], near)  # The dog that is there, not quite.
    (no,) = suggest(well, ids[10], away)
    apply(well, edits.reject_boxes(well, [no]))
    suggest(well, ids[10], Suggestion(2, 510, 55, 610, 155, 0.9))  # Rejected before.
    found = findings(well)
    assert set(found) == {"missing"}
    assert found["missing"].frame_ids == (ids[7],)
    assert found["missing"].sentence.startswith("1 thing is likely missing on 1 reviewed frame:")
    assert findings(well, threshold=0.3)["missing"].frame_ids == (ids[7], ids[8])
    apply(well, edits.reopen_frame(well, ids[7]))  # On an open frame nothing is missing yet.
    assert findings(well) == {}


def test_suggestions_of_another_version_say_nothing(well: Store) -> None:
    suggest(well, well.frame_ids()[7], Suggestion(1, 500, 50, 600, 150, 0.9), version=1)
    use_version(well, 2)
    assert findings(well) == {}


def test_what_a_frame_was_not_reviewed_for_is_not_missing(well: Store) -> None:
    use_version(well)
    apply(well, edits.add_class(well, "bird"))
    ids = well.frame_ids()
    apply(well, edits.complete_frame(well, ids[1], 0.5))
    for frame_id in ids[:2]:
        suggest(well, frame_id, Suggestion(3, 500, 50, 600, 150, 0.9))
    assert findings(well)["missing"].frame_ids == (ids[1],)


def detections(*boxes: tuple[int, float, tuple[float, float, float, float]]) -> Detections:
    """(class id, score, corners) of each."""
    return Detections(
        boxes=np.array([rect for _, _, rect in boxes], np.float32).reshape(-1, 4),
        scores=np.array([score for _, score, _ in boxes], np.float32),
        labels=np.array([label for label, _, _ in boxes], np.int64),
    )


CAT, DOG = (20, 20, 120, 120), (300, 200, 420, 330)


def test_boxes_that_the_version_takes_for_another_class(well: Store) -> None:
    ids = well.frame_ids()
    facts = read_facts(well.folder)
    found = facts.found(
        {
            ids[0]: detections((2, 0.9, CAT), (1, 0.3, CAT), (2, 0.8, DOG)),
            ids[1]: detections((1, 0.95, CAT), (2, 0.9, CAT)),  # Surer of what it is.
            ids[2]: detections((2, 0.4, CAT)),  # Not sure.
            999: detections((2, 0.9, CAT)),
        }
    )
    (finding,) = check(facts, LITE, found=found)
    assert finding.kind == "another class"
    assert finding.frame_ids == (ids[0],)
    assert [well.box(box_id).rect for box_id in finding.box_ids] == [CAT]
    assert finding.class_ids == (1, 2)


def test_what_the_version_saw_of_a_merged_class_is_of_the_class_it_became(well: Store) -> None:
    def kinds() -> set[str]:
        facts = read_facts(well.folder)
        found = facts.found({well.frame_ids()[0]: detections((2, 0.9, CAT), (1, 0.3, CAT))})
        return {finding.kind for finding in check(facts, LITE, found=found)}

    assert kinds() == {"another class"}
    ClassGoing(well, 2, 1, complete=True).go_on()
    assert "another class" not in kinds()


def test_detections_may_be_handed_over_instead_of_suggestions(well: Store) -> None:
    use_version(well)
    suggest(well, well.frame_ids()[7], Suggestion(1, 500, 50, 600, 150, 0.9))
    facts = read_facts(well.folder)
    assert check(facts, LITE, found=facts.found({})) == []


def test_what_the_version_saw_on_reviewed_frames_counts_before_its_suggestions(well: Store) -> None:
    use_version(well)
    ids = well.frame_ids()
    away = (500, 50, 600, 150)
    for frame_id in ids[7:9]:
        suggest(well, frame_id, Suggestion(1, *away, 0.9))
    looks = [
        Look(ids[7], 0.0, detections((2, 0.9, CAT)), boxes_kept=True),
        Look(ids[9], 0.0, detections((1, 0.9, away)), boxes_kept=True),
        Look(ids[10], 0.0, detections((1, 0.9, away)), boxes_kept=True),
    ]
    Looks(well.cache_dir, 1).put(looks)
    Looks(well.cache_dir, 1).check([ids[10]])  # Somebody said that this one is right as it is.
    facts = read_facts(well.folder)
    found = {item.kind: item for item in check(facts, LITE, found=seen(facts, well.cache_dir))}
    assert set(found) == {"missing", "another class"}
    assert found["missing"].frame_ids == (ids[8], ids[9])
    assert found["another class"].frame_ids == (ids[7],)


def test_classes_that_the_project_does_not_have_say_nothing(well: Store) -> None:
    facts = read_facts(well.folder)
    found = facts.found({well.frame_ids()[0]: detections((9, 0.9, CAT), (9, 0.9, (500, 50, 600, 150)))})
    assert check(facts, LITE, found=found) == []


def test_the_gravest_comes_first_and_it_can_be_stopped(well: Store) -> None:
    apply(well, edits.add_class(well, "bird"))
    ids = well.frame_ids()
    well.mark_taught(ids[1:6])
    media = [well.frame(frame_id).media_id for frame_id in ids]
    facts = read_facts(well.folder, {media[3]: media[0]})
    assert [finding.severity for finding in check(facts, LITE)] == ["problem", "warning", "note"]
    assert check(facts, LITE, cancelled=lambda: True) == []


# -- pairs of boxes


@settings(max_examples=150, deadline=None)
@given(
    boxes=st.lists(
        st.tuples(
            st.integers(0, 2), st.integers(0, 20), st.integers(0, 20), st.integers(1, 15), st.integers(1, 15)
        ),
        max_size=25,
    ),
    least=st.sampled_from([0.01, 0.3, 0.8, 1.0]),
)
def test_overlapping_pairs_are_those_that_overlap(
    boxes: list[tuple[int, int, int, int, int]], least: float
) -> None:
    frames = np.array([box[0] for box in boxes], np.int64)
    rects = np.array([[x, y, x + w, y + h] for _, x, y, w, h in boxes], np.float64).reshape(-1, 4)
    shares = overlaps(list(map(tuple, rects)), list(map(tuple, rects)))
    expected = {
        (one, other): shares[one, other]
        for other in range(len(boxes))
        for one in range(other)
        if frames[one] == frames[other] and shares[one, other] >= least
    }
    found = overlapping_pairs(frames, rects, least)
    pairs = [tuple(sorted(pair)) for pair in zip(found.first.tolist(), found.second.tolist(), strict=True)]
    assert len(pairs) == len(set(pairs))
    assert dict(zip(pairs, found.overlaps.tolist(), strict=True)) == pytest.approx(expected)
