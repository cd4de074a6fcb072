"""Pictures that were only listed: what is learned of them later is kept, and is there before anything needs it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image

from app.interchange.exporting import export_labels
from app.interchange.importing import import_labels
from app.project import copying, edits, listing, outside, sizes
from app.project.errors import ProjectError
from app.project.frame_facts import FrameFacts
from app.project.frame_filter import Filter, Range, passing
from app.project.library import add_media, add_scanned, known_media
from app.project.listing import list_media
from app.project.records import ChangeSet, FrameSuggestions, Suggestion
from app.project.snapshot import plan_snapshot
from app.project.store import Store
from tests.project.building import apply, assert_same_on_disk, draw

SIZE = (64, 48)


@pytest.fixture
def listed(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """A project with six pictures, the first of which was looked into, and a broken one."""
    monkeypatch.setattr(listing, "LOOKED_INTO", 1)
    monkeypatch.setattr(listing, "PIECE", 3)
    place = folder / "pictures"
    place.mkdir()
    for number in range(6):
        Image.new("RGB", SIZE, (40 * number, 0, 0)).save(place / f"p{number}.png")
    (place / "q.png").write_bytes(b"no picture at all")
    (place / "void.png").write_bytes(b"")
    with Store.create(folder / "p.foveate", ["cat", "dog"]) as store:
        pieces = list(list_media([place], known_media(store), store.cache_dir))
        assert [len(piece.files) for piece in pieces] == [1, 3, 3, 1]
        for piece in pieces:
            add_scanned(store, piece)
        yield store


def known(store: Store) -> list[bool]:
    """Of each frame, whether its size is known."""
    return [(frame.width, frame.height) == SIZE for frame in store.frames()]


def test_what_is_listed_is_as_large_as_nothing(listed: Store) -> None:
    assert known(listed) == [True, *[False] * 6]
    assert [(frame.width, frame.height) for frame in listed.frames()[1:]] == [(0, 0)] * 6
    assert len(sizes.unknown(listed)) == 6
    (void,) = [media for media in listed.media() if media.problem]
    assert "empty" in void.problem
    assert void.frame_count == 0


def test_a_size_that_is_not_known_passes_no_filter(listed: Store) -> None:
    facts = FrameFacts()
    facts.read(listed)
    small = Filter(size=Range(high=1000))
    assert passing(small, facts, None).tolist() == known(listed)
    sizes.learn_now(listed)
    facts.read(listed)
    facts.update(listed, listed.frame_ids())
    assert passing(small, facts, None).tolist() == known(listed)
    assert known(listed).count(True) == 6


def test_learning_makes_it_as_if_it_had_been_looked_into(listed: Store, folder: Path) -> None:
    told: list[ChangeSet] = []
    listed.subscribe(told.append)
    cursor = listed.cursor
    sizes.learn_now(listed)
    assert known(listed) == [True] * 6 + [False]
    assert listed.cursor == cursor
    (change,) = told
    assert change.frame_ids == frozenset(listed.frame_ids()[1:])
    broken = [media for media in listed.media() if media.problem]
    assert change.media_ids == {media.id for media in broken if media.frame_count}
    assert sizes.unknown(listed) == []
    assert_same_on_disk(listed)
    with Store.create(folder / "other.foveate") as other:
        add_media(other, [folder / "pictures"])
        facts = [(media.path, media.size, media.mtime_ns, media.fingerprint) for media in other.media()]
    for path, *fact in facts:
        (same,) = [media for media in listed.media() if media.path == path]
        if not same.problem:
            assert [same.size, same.mtime_ns, same.fingerprint] == fact


def test_undo_and_redo_keep_what_was_learned(listed: Store) -> None:
    sizes.learn_now(listed)
    frame_id = listed.frame_ids()[4]
    drawn = draw(listed, frame_id)
    while listed.undo():
        pass
    assert listed.frames() == ()
    while listed.redo():
        pass
    assert known(listed) == [True] * 6 + [False]
    assert sizes.unknown(listed) == []
    assert listed.box(drawn).frame_id == frame_id
    assert_same_on_disk(listed)


def test_an_edit_made_before_is_undone_without_forgetting(listed: Store) -> None:
    frame_id = listed.frame_ids()[3]
    apply(listed, edits.set_note(listed, frame_id, "odd"))
    sizes.learn_now(listed, [frame_id])
    listed.undo()
    assert listed.frame(frame_id).note == ""
    assert (listed.frame(frame_id).width, listed.frame(frame_id).height) == SIZE
    listed.redo()
    assert listed.frame(frame_id).note == "odd"
    assert (listed.frame(frame_id).width, listed.frame(frame_id).height) == SIZE


def test_drawing_and_pasting_learn_first(listed: Store) -> None:
    first, second, third, *_ = listed.frame_ids()
    box = listed.box(draw(listed, second, rect=(60, 40, 90, 90)))
    assert box.rect == (60, 40, *SIZE)
    apply(listed, copying.copy_boxes(listed, [box], [first, third], "paste"))
    assert [box.rect for box in listed.boxes(third)] == [(60, 40, *SIZE)]
    assert known(listed)[:3] == [True] * 3


def test_nothing_is_drawn_where_the_picture_cannot_be_read(listed: Store) -> None:
    broken = listed.frame_ids()[-1]
    with pytest.raises(ProjectError, match=r"q\.png"):
        edits.draw_box(listed, broken, 1, (1, 1, 5, 5))
    (media,) = [item for item in listed.media() if item.path.endswith("q.png")]
    assert media.problem
    assert sizes.unknown(listed, [broken]) == []


def test_a_broken_picture_that_was_mended_comes_in_once(listed: Store, folder: Path) -> None:
    sizes.learn_now(listed)
    Image.new("RGB", (30, 20)).save(folder / "pictures" / "q.png")
    report = add_media(listed, [folder / "pictures"])
    assert (report.added, report.already_there) == (1, 6)
    assert len(listed.frames()) == 7
    assert (listed.frames()[-1].width, listed.frames()[-1].height) == (30, 20)
    assert_same_on_disk(listed)


def test_a_detector_says_how_large_it_was(listed: Store) -> None:
    frame_id = listed.frame_ids()[2]
    listed.set_suggestions([FrameSuggestions(frame_id, 1, [Suggestion(1, 50, 40, 80, 80, 0.5)], SIZE)])
    (box,) = listed.boxes(frame_id)
    assert box.rect == (50, 40, *SIZE)
    assert known(listed)[2]
    assert len(sizes.unknown(listed)) == 6  # What is in the file is still to be looked into.


def test_labels_go_in_and_out(listed: Store, folder: Path) -> None:
    frame_id = listed.frame_ids()[5]
    apply(listed, edits.complete_frame(listed, frame_id, 0.5))
    source = folder / "yolo"
    (source / "labels").mkdir(parents=True)
    (source / "data.yaml").write_text("names: [cat]\n")
    (source / "labels" / "p4.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    (source / "labels" / "q.txt").write_text("0 0.5 0.5 0.5 0.5\n")
    report = import_labels(listed, source, "yolo", as_reviewed=True)
    assert (report.images, len(report.refused)) == (1, 1)
    (box,) = listed.boxes(listed.frame_ids()[4])
    assert box.rect == (16, 12, 48, 36)
    export_labels(listed, folder / "out.json", "coco")
    text = (folder / "out.json").read_text()
    assert text.count('"width":64') + text.count('"width": 64') == 2


def test_what_is_taught_is_looked_into(listed: Store) -> None:
    for frame_id in listed.frame_ids()[1:5]:
        apply(listed, edits.complete_frame(listed, frame_id, 0.5))
    draw(listed, listed.frame_ids()[0])
    apply(listed, edits.complete_frame(listed, listed.frame_ids()[0], 0.5))
    sizes.learn_to_teach(listed)
    plan = plan_snapshot(listed)
    assert all(frame.width for frame in plan.frames)
    assert known(listed) == [True] * 5 + [False] * 2


def test_a_file_that_changes_before_anybody_looked_into_it_is_no_other_one(
    listed: Store, folder: Path
) -> None:
    path = folder / "pictures" / "p3.png"
    Image.new("RGB", (100, 80)).save(path)
    (media,) = [item for item in listed.media() if item.path.endswith("p3.png")]
    assert outside.look(outside.known_file(listed, media)).look is outside.Look.SAME
    sizes.learn_now(listed)
    Image.new("RGB", (120, 80)).save(path)
    media = listed.media_by_id(media.id)
    assert outside.look(outside.known_file(listed, media)).look is outside.Look.REPLACED
    frame = next(frame for frame in listed.frames() if frame.media_id == media.id)
    assert (frame.width, frame.height) == (100, 80)
