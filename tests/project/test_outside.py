"""Files that change outside of the program: how they are found, and what the project makes of it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as Pillow

from app.media.errors import MediaError
from app.media.fingerprint import fingerprint
from app.project import edits, outside
from app.project.library import add_media
from app.project.outside import KnownFile, Look, Place
from app.project.records import Media
from app.project.store import Store
from retinanet_core.errors import Cancelled


def paint(path: Path, number: int, width: int = 64, height: int = 48) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.full((height, width, 3), 20 * number, np.uint8)
    pixels[0, number] = 255
    Pillow.fromarray(pixels).save(path, compress_level=0)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Four pictures of equal size in bytes, two of them with the same name."""
    for number, name in enumerate(("one/a.png", "one/b.png", "two/a.png", "two/c.png")):
        paint(tmp_path / "media" / name, number)
    return tmp_path / "media"


@pytest.fixture
def store(tmp_path: Path, folder: Path) -> Iterator[Store]:
    with Store.create(tmp_path / "work.foveate", ["shell"]) as made:
        add_media(made, [folder])
        yield made


def known(store: Store) -> list[KnownFile]:
    return [outside.known_file(store, media) for media in store.media()]


def looks(store: Store) -> list[Look]:
    return [outside.look(file).look for file in known(store)]


def by_name(store: Store, name: str) -> Media:
    return next(media for media in store.media() if media.path.endswith(name))


def test_what_happened_to_each_file(store: Store, folder: Path) -> None:
    assert looks(store) == [Look.SAME] * 4
    os.utime(folder / "one/a.png", (1, 1))
    (folder / "one/b.png").unlink()
    paint(folder / "two/a.png", 5, width=80)
    paint(folder / "two/c.png", 1)
    os.utime(folder / "two/c.png", (2, 2))
    assert looks(store) == [Look.SAME, Look.MISSING, Look.REPLACED, Look.REPLACED], "the content decides"


def test_a_drive_that_is_away_is_told_from_a_file_that_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(outside, "DRIVES_BELOW", (tmp_path / "media",))
    (tmp_path / "media" / "ann").mkdir(parents=True)

    def at(*parts: str) -> outside.Looked:
        return outside.look(KnownFile(1, tmp_path.joinpath(*parts), 1, 1, ""))

    assert at("media", "ann", "STICK", "beach", "a.png") == (Look.UNREACHABLE, "STICK")
    (tmp_path / "media" / "ann" / "STICK").mkdir()
    assert at("media", "ann", "STICK", "beach", "a.png").look is Look.MISSING
    assert at("elsewhere", "beach", "a.png").look is Look.MISSING


def test_moved_files_are_found_by_their_content_and_keep_what_was_said(store: Store, folder: Path) -> None:
    edits_before = store.apply(
        edits.draw_box(store, store.frame_ids()[0], store.classes()[0].id, (1, 1, 9, 9))
    )
    assert edits_before.box_ids
    new = folder.parent / "archive"
    (new / "x").mkdir(parents=True)
    shutil.move(folder / "one", new / "x" / "one")
    shutil.move(folder / "two" / "c.png", new / "renamed.png")
    paint(new / "b.png", 9)
    missing = [file for file in known(store) if outside.look(file).look is Look.MISSING]
    counts: list[int] = []
    places = outside.search(missing, new, progress=counts.append)
    assert all(place.certain for place in places.values())
    found = {media_id: place.path for media_id, place in places.items()}
    assert {path.relative_to(new).as_posix() for path in found.values()} == {
        "x/one/a.png", "x/one/b.png", "renamed.png",
    }  # fmt: skip
    assert counts[-1] == 4
    edit = outside.relink_media(store, found)
    assert edit is not None
    assert (edit.kind, edit.count) == ("relink media", 3)
    store.apply(edit)
    assert looks(store) == [Look.SAME] * 4
    assert len(store.boxes(store.frame_ids()[0])) == 1
    store.undo()
    assert looks(store).count(Look.MISSING) == 3


def test_equal_files_are_not_taken_twice_and_the_likelier_one_comes_first(tmp_path: Path) -> None:
    for name in ("new/one/a.png", "new/two/a.png", "new/z.png", "old.png"):
        paint(tmp_path / name, 1)
    size, content = (tmp_path / "old.png").stat().st_size, fingerprint(tmp_path / "old.png")
    files = [
        KnownFile(number, tmp_path / "was" / name, size, 0, content)
        for number, name in enumerate(("two/a.png", "one/a.png", "x.png", "y.png"))
    ]
    found = outside.search(files, tmp_path / "new")
    assert [found[n].path.relative_to(tmp_path / "new").as_posix() for n in range(3)] == [
        "two/a.png", "one/a.png", "z.png",
    ]  # fmt: skip
    assert 3 not in found
    taken = {str(tmp_path / "new" / "z.png")}
    assert set(outside.search(files, tmp_path / "new", taken)) == {0, 1}


def test_a_file_of_the_same_name_may_be_it_and_one_that_nobody_looked_into_is(tmp_path: Path) -> None:
    png = b"\x89PNG\r\n\x1a\n"
    for name, content in (
        ("a.png", b"other"),
        ("b.png", b"any"),
        ("x/twice.png", b"1"),
        ("y/twice.png", b"2"),
    ):
        path = tmp_path / "new" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(png + content)
    files = [
        KnownFile(0, tmp_path / "old" / "a.png", 9, 0, "another content"),
        KnownFile(1, tmp_path / "old" / "b.png", len(png + b"any"), 0, ""),
        KnownFile(2, tmp_path / "old" / "c.png", len(png + b"any"), 0, ""),
        KnownFile(3, tmp_path / "old" / "twice.png", 9, 0, "another content"),
    ]
    assert outside.search(files, tmp_path / "new") == {
        0: Place(tmp_path / "new" / "a.png", certain=False),
        1: Place(tmp_path / "new" / "b.png", certain=True),
    }


def test_a_search_can_be_cancelled(store: Store, folder: Path) -> None:
    with pytest.raises(Cancelled):
        outside.search(known(store), folder, cancelled=lambda: True)


def test_a_replaced_picture_takes_its_boxes_along_in_proportion(store: Store, folder: Path) -> None:
    frame_id = store.frame_ids()[0]
    store.apply(edits.draw_box(store, frame_id, store.classes()[0].id, (8, 6, 64, 48)))
    complete = edits.complete_frame(store, frame_id, 0.3)
    assert complete is not None
    store.apply(complete)
    paint(folder / "one/a.png", 3, width=32, height=96)
    media = by_name(store, "one/a.png")
    new = outside.read_anew(store.media_path(media), media, store.cache_dir)
    edit = outside.use_replaced(store, {media.id: new})
    assert edit is not None
    store.apply(edit)
    (box,) = store.boxes(frame_id)
    frame = store.frame(frame_id)
    assert (frame.width, frame.height, frame.reviewed) == (32, 96, False)
    assert box.rect == (4, 12, 32, 96)
    assert looks(store) == [Look.SAME] * 4
    store.undo()
    assert store.frame(frame_id).reviewed
    assert store.boxes(frame_id)[0].rect == (8, 6, 64, 48)
    assert looks(store)[0] is Look.REPLACED


def test_what_was_put_in_its_place_may_be_no_picture(store: Store, folder: Path) -> None:
    (folder / "one/a.png").write_text("not a picture")
    media = by_name(store, "one/a.png")
    with pytest.raises(MediaError, match=r"a\.png"):
        outside.read_anew(store.media_path(media), media, store.cache_dir)


def test_how_files_were_found_is_a_fact_that_undo_leaves_alone(store: Store) -> None:
    media = store.media()[0]
    note = edits.set_note(store, store.frame_ids()[0], "blurred")
    assert note is not None
    store.apply(note)
    change = store.mark_seen({media.id: "missing", 999: "missing"})
    assert change.media_ids == {media.id}
    store.undo()
    assert store.media_by_id(media.id).seen == "missing"
    assert store.mark_seen({media.id: "missing"}).media_ids == frozenset()
    assert len(store.history()) == 1
